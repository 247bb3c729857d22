//! A mail server that does as it is told.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::tcp::OwnedWriteHalf;
use tokio::net::{TcpListener, TcpStream};

/// What the server does with letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// Takes them.
    Takes,
    /// Answers every recipient with this code.
    Refuses(u16),
    /// Keeps the letter, then closes before it says so.
    KeepsAndCloses,
    /// Says nothing to a recipient.
    Hangs,
}

/// The server, and what it has taken.
#[derive(Clone)]
pub struct Server {
    address: std::net::SocketAddr,
    mood: Arc<Mutex<Mood>>,
    taken: Arc<Mutex<Vec<String>>>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            mood: Arc::new(Mutex::new(Mood::Takes)),
            taken: Arc::default(),
        };
        let serving = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let serving = serving.clone();
                tokio::spawn(async move { serving.talk(stream).await });
            }
        });
        server
    }

    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    pub fn is(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    /// The messages taken, as they were before dots were doubled.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    /// The Message-IDs of what was taken.
    pub fn ids(&self) -> Vec<String> {
        let id = |message: &String| {
            let line = message.lines().find(|line| line.starts_with("Message-ID: ")).unwrap();
            line.to_owned()
        };
        self.taken().iter().map(id).collect()
    }

    /// `None` when the client has gone away.
    async fn talk(&self, stream: TcpStream) -> Option<()> {
        let (reading, mut out) = stream.into_split();
        let mut lines = BufReader::new(reading).split(b'\n');
        say(&mut out, "220 essai").await?;
        while let Some(line) = lines.next_segment().await.ok()? {
            let line = String::from_utf8(line).unwrap();
            let mood = *self.mood.lock().unwrap();
            match (line.split([' ', '\r']).next().unwrap_or_default(), mood) {
                ("RCPT", Mood::Hangs) => tokio::time::sleep(Duration::from_mins(10)).await,
                ("RCPT", Mood::Refuses(code)) => say(&mut out, &format!("{code} non")).await?,
                ("DATA", _) => {
                    say(&mut out, "354 allez").await?;
                    let mut message = String::new();
                    while let Some(line) = lines.next_segment().await.ok()? {
                        let line = String::from_utf8(line).unwrap();
                        if line == ".\r" {
                            break;
                        }
                        message.push_str(line.strip_prefix('.').unwrap_or(&line));
                        message.push('\n');
                    }
                    self.taken.lock().unwrap().push(message);
                    if mood == Mood::KeepsAndCloses {
                        return None;
                    }
                    say(&mut out, "250 pris").await?;
                }
                ("QUIT", _) => return say(&mut out, "221 salut").await,
                _ => say(&mut out, "250 bien").await?,
            }
        }
        None
    }
}

async fn say(out: &mut OwnedWriteHalf, line: &str) -> Option<()> {
    out.write_all(format!("{line}\r\n").as_bytes()).await.ok()
}
