//! What can be set, and what is said of what cannot.

use std::net::TcpListener;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Engine, Setup, Site, register};

const VARIABLES: [&str; 14] = [
    "DATABASE_URL",
    "PASSERELLE_ADDR",
    "PASSERELLE_PUBLIC_URL",
    "PASSERELLE_SECRET",
    "SMTP_URL",
    "SMTP_URL_2",
    "DKIM_KEY_FILE",
    "DKIM_SELECTOR",
    "DKIM_DOMAIN",
    "PASSERELLE_DNS",
    "MAIL_FROM",
    "PASSERELLE_TRUSTED_PROXY",
    "PASSERELLE_OFFLINE",
    "RUST_LOG",
];

/// How long a start that is to be refused may take: a database that does not answer is asked again
/// for three seconds.
const START: Duration = Duration::from_secs(10);

fn serve_with(site: &Site, variable: &str, value: &str) -> Output {
    let mut command = site.command(&["serve"]);
    command.env("RUST_LOG", "off").env(variable, value);
    let mut server = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let begun = Instant::now();
    while server.try_wait().unwrap().is_none() && begun.elapsed() < START {
        std::thread::sleep(Duration::from_millis(5));
    }
    // One that started all the same is ended, and told by what it said.
    let _ = server.kill();
    server.wait_with_output().unwrap()
}

/// It did not start; what it said.
#[track_caller]
fn refused(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(matches!(output.status.code(), Some(1 | 2)), "{:?} {said}", output.status);
    assert!(!said.contains("panicked"), "{said}");
    assert!(output.stdout.is_empty(), "it listened all the same");
    said
}

#[tokio::test]
async fn a_wrong_value_stops_the_start_and_is_told_with_what_is_expected() {
    let site = Setup::on(Engine::Sqlite).closed().await;
    for (variable, value, read, expected) in [
        ("DATABASE_URL", "mysql://moi:tresor-cache@hote/base", "mysql", "postgres://"),
        ("DATABASE_URL", "passerelle.db", "passerelle.db", "sqlite://"),
        ("DATABASE_URL", "", "", "sqlite://"),
        ("PASSERELLE_ADDR", "partout", "partout", "127.0.0.1:3000"),
        ("PASSERELLE_ADDR", "127.0.0.1:99999", "127.0.0.1:99999", "127.0.0.1:3000"),
        ("PASSERELLE_PUBLIC_URL", "conference.example", "conference.example", "https://"),
        ("PASSERELLE_PUBLIC_URL", "https://a.example/b", "https://a.example/b", "sans chemin"),
        ("PASSERELLE_SECRET", "tresor-cache", "12 caractères", "32 caractères"),
        ("SMTP_URL", "imap://moi:tresor-cache@relais", "imap", "smtp://"),
        ("SMTP_URL_2", "imap://moi:tresor-cache@relais", "imap", "smtp://"),
        ("DKIM_KEY_FILE", "cle.pem", "", "DKIM_DOMAIN"),
        ("PASSERELLE_DNS", "ici", "ici", "192.0.2.53"),
        ("MAIL_FROM", "personne", "personne", "contact@exemple.fr"),
        ("PASSERELLE_OFFLINE", "parfois", "parfois", "on ou off"),
        ("PASSERELLE_TRUSTED_PROXY", "mandataire", "mandataire", "127.0.0.1"),
        ("SMTP_URL", "smtps://moi:tresor-cache@relais:port", "", "smtps://"),
    ] {
        let said = refused(&serve_with(&site, variable, value));
        for word in [variable, read, expected] {
            assert!(said.contains(word), "{variable}={value}: « {word} » is not in: {said}");
        }
        assert!(!said.contains("tresor-cache"), "{said}");
        assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    }
}

#[tokio::test]
async fn a_wish_for_logs_that_cannot_be_read_is_told() {
    let site = Setup::on(Engine::Sqlite).closed().await;
    let said = refused(&serve_with(&site, "RUST_LOG", "server=bavard"));
    assert!(said.contains("RUST_LOG") && said.contains("bavard"), "{said}");
}

#[tokio::test]
async fn what_does_not_answer_stops_the_start_and_keeps_its_password() {
    let site = Setup::on(Engine::Sqlite).closed().await;
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = refused(&serve_with(&site, "PASSERELLE_ADDR", &address));
    assert!(said.contains("PASSERELLE_ADDR") && said.contains(&address), "{said}");
    let nowhere = "postgres://moi:tresor-cache@127.0.0.1:1/base";
    let said = refused(&serve_with(&site, "DATABASE_URL", nowhere));
    assert!(said.contains("DATABASE_URL") && !said.contains("tresor-cache"), "{said}");
    let said = refused(&serve_with(&site, "DATABASE_URL", "sqlite:///proc/rien/p.db"));
    assert!(said.contains("DATABASE_URL") && said.contains("/proc/rien"), "{said}");
}

#[tokio::test]
async fn the_help_lists_every_variable_and_repeats_no_secret() {
    let site = Setup::on(Engine::Sqlite).closed().await;
    let secret = "un secret de plus de trente-deux caractères";
    let help = site
        .command(&["--help"])
        .env("PASSERELLE_SECRET", secret)
        .env("DATABASE_URL", "postgres://moi:tresor-cache@hote/base")
        .env("SMTP_URL", "smtp://moi:tresor-cache@relais")
        .output()
        .unwrap();
    let said = String::from_utf8(help.stdout).unwrap();
    assert!(help.status.success());
    for variable in VARIABLES {
        assert!(said.contains(variable), "{variable} is not in: {said}");
    }
    assert!(!said.contains(secret) && !said.contains("tresor-cache"), "{said}");
}

#[tokio::test]
async fn a_secret_that_is_given_opens_the_same_pages_without_a_file() {
    let secret = "un secret d'essai de plus de trente-deux caractères";
    let site = Setup::on(Engine::Sqlite).env("PASSERELLE_SECRET", secret).open().await;
    register(&site.browser(), "Rivière").await.page().await;
    let files: Vec<_> = std::fs::read_dir(site.home.folder.path())
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(!files.iter().any(|name| name.contains("secret")), "{files:?}");
}

#[tokio::test]
async fn a_command_that_cannot_be_carried_out_says_why() {
    let site = Setup::on(Engine::Sqlite).closed().await;
    for (arguments, word) in [
        (&["team", "add", "sans-arobase", "--role", "admin"][..], "sans-arobase"),
        (&["team", "add", "a@exemple.fr", "--role", "roi"], "roi"),
        (&["programme", "import", "absent.toml"], "absent.toml"),
        (&["programme", "import", "absent.toml", "--date", "7 novembre"], "7 novembre"),
        (&["voler"], "voler"),
    ] {
        let said = refused(&site.run(arguments));
        assert!(said.contains(word), "{said}");
    }
}
