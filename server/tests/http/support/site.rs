//! A running `passerelle`, with a folder, a database and a port of its own.

use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use jiff::Zoned;
use jiff::civil::{Date, date};
use store::Store;

use super::home::Home;
use super::{Answer, Browser, Engine, after};

/// The programme that comes with the program.
pub const PROGRAMME: &str = include_str!("../../../programme/conference.toml");

/// How long a server may take to listen, on a machine that does other things too.
const START: Duration = Duration::from_secs(30);

/// The 7 November after today: on the day itself, choices close as its hours pass.
pub fn conference_day() -> Date {
    let today = Zoned::now().date();
    let coming = date(today.year(), 11, 7);
    if coming > today { coming } else { date(today.year() + 1, 11, 7) }
}

/// A site to be opened.
#[derive(Debug)]
pub struct Setup {
    engine: Engine,
    environment: Vec<(&'static str, String)>,
    programme: String,
}

impl Setup {
    pub fn on(engine: Engine) -> Self {
        Self { engine, environment: Vec::new(), programme: PROGRAMME.to_owned() }
    }

    pub fn env(mut self, name: &'static str, value: &str) -> Self {
        self.environment.push((name, value.to_owned()));
        self
    }

    /// Changes a passage of the programme.
    pub fn alter(mut self, from: &str, to: &str) -> Self {
        assert!(self.programme.contains(from), "the programme does not say: {from}");
        self.programme = self.programme.replacen(from, to, 1);
        self
    }

    /// Everything but the server.
    pub async fn closed(self) -> Site {
        let home = Home::make(self.engine).await;
        let pkg = home.folder.path().join("site/pkg");
        fs::create_dir_all(&pkg).unwrap();
        fs::write(pkg.join("passerelle.css"), "body { color: black }").unwrap();
        let (server, address) = (None, SocketAddr::from(([127, 0, 0, 1], 0)));
        let site = Site { environment: self.environment, server, address, home };
        let import = site.import(&self.programme);
        assert!(import.status.success(), "{}", String::from_utf8_lossy(&import.stderr));
        site
    }

    pub async fn open(self) -> Site {
        let mut site = self.closed().await;
        site.start();
        site
    }
}

/// A site, and the server that serves it while it does.
#[derive(Debug)]
pub struct Site {
    // Ends before the folder and the database go.
    server: Option<Server>,
    pub address: SocketAddr,
    environment: Vec<(&'static str, String)>,
    pub home: Home,
}

#[derive(Debug)]
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Site {
    pub async fn open(engine: Engine) -> Self {
        Setup::on(engine).open().await
    }

    /// A command of the program, on this site's data.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let folder = self.home.folder.path();
        let mut command = Command::new(env!("CARGO_BIN_EXE_passerelle"));
        command
            .args(arguments)
            .current_dir(folder)
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DATABASE_URL", self.home.database_url())
            .env("PASSERELLE_ADDR", "127.0.0.1:0")
            .env("LEPTOS_SITE_ROOT", folder.join("site"))
            .envs(self.environment.iter().map(|(name, value)| (name, value)));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// Imports a programme, dated to the conference's day.
    pub fn import(&self, text: &str) -> Output {
        let file = self.home.folder.path().join("programme.toml");
        fs::write(&file, text).unwrap();
        let day = conference_day().to_string();
        self.run(&["programme", "import", file.to_str().unwrap(), "--date", &day])
    }

    /// Starts the server and waits until it listens.
    pub fn start(&mut self) {
        let log = File::options().create(true).append(true).open(self.log_file()).unwrap();
        let mut command = self.command(&["serve"]);
        let hidden = self.environment.iter().any(|(name, _)| *name == "PASSERELLE_PUBLIC_URL");
        // The server names its public address alone, so its port is chosen for it.
        let chosen = hidden.then(free_address);
        if let Some(address) = chosen {
            command.env("PASSERELLE_ADDR", address.to_string());
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log);
        let mut server = Server(command.spawn().unwrap());
        let output = server.0.stdout.take().unwrap();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                let _ = tell.send(line);
            }
        });
        let line = told.recv_timeout(START).unwrap_or_else(|_| panic!("no start: {}", self.log()));
        let url = line.strip_prefix("Passerelle écoute sur ").expect("the line that says where");
        self.address =
            chosen.unwrap_or_else(|| url.strip_prefix("http://").unwrap().parse().unwrap());
        self.server = Some(server);
    }

    /// Asks the server to stop, as the system does.
    pub fn ask_to_stop(&self) {
        let id = self.server.as_ref().unwrap().0.id().to_string();
        let told = Command::new("sh").args(["-c", "kill -TERM \"$0\"", &id]).status().unwrap();
        assert!(told.success());
    }

    /// Waits for the server's end: how it ended, and after how long.
    pub async fn ended(&mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        let mut server = self.server.take().unwrap();
        while begun.elapsed() < Duration::from_secs(20) {
            if let Some(status) = server.0.try_wait().unwrap() {
                return (status, begun.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the server does not end: {}", self.log());
    }

    /// Ends the server as a power cut does.
    pub fn kill(&mut self) {
        drop(self.server.take());
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.address)
    }

    /// What the server has logged so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }

    fn log_file(&self) -> std::path::PathBuf {
        self.home.folder.path().join("log")
    }

    /// The database, looked into from beside the server.
    pub async fn store(&self) -> Store {
        Store::open(&self.home.database_url()).await.unwrap()
    }

    /// The path of the one-time link of a new member of the team.
    pub fn invite(&self, email: &str, role: &str) -> String {
        let output = self.run(&["team", "add", email, "--role", role]);
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        format!("/mot-de-passe/{}", after(&said, &["/mot-de-passe/"], "\n"))
    }

    /// The browser of a member of the team, who has set a password and is signed in.
    pub async fn member(&self, role: &str) -> Browser {
        let browser = self.browser();
        let link = self.invite(&format!("{role}@exemple.fr"), role);
        set_password(&browser, &link).await.leads_to();
        browser
    }
}

async fn set_password(browser: &Browser, link: &str) -> Answer {
    browser.post(link, &[("password", PASSWORD), ("again", PASSWORD)]).await
}

/// The password of every member of the team.
pub const PASSWORD: &str = "quatre mots sans lien entre eux";

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
