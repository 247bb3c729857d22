//! The conference to measure with: the shipped programme, many more people, two accounts.

use std::path::{Path, PathBuf};
use std::process::Command;

use axum::body::Bytes;
use domain::participant::{AccessNeeds, Department, Email, Registration};
use domain::ticket::{CODE_LENGTH, Code};
use http_body_util::Full;
use sha2::{Digest, Sha256};
use store::Store;
use store::participants::{NewParticipant, Outcome, register};
use uuid::Uuid;

use crate::client::{Client, request};
use crate::error::Error;
use crate::process::Server;

/// The shipped programme, from the root of the repository.
const PROGRAMME: &str = include_str!("../../programme/conference.toml");

/// What the shipped programme says of its own size.
const CAPACITY: &str = "\ncapacity = 200\n";

/// The most places that a programme may say.
const MOST: u32 = 100_000;

/// How many people are written in one unit.
const AT_ONCE: u32 = 1_000;

/// A folder with a conference in it, and the program that serves it.
#[derive(Debug)]
pub struct Conference {
    program: PathBuf,
    folder: PathBuf,
}

impl Conference {
    /// Makes one in this folder, which exists, with room for so many people.
    ///
    /// # Errors
    /// The program is not built, or refuses the programme.
    pub fn make(program: &Path, folder: PathBuf, capacity: u32) -> Result<Self, Error> {
        if !program.is_file() {
            return Err(Error::NotBuilt(program.to_owned()));
        }
        let conference = Self { program: program.to_owned(), folder };
        let file = conference.folder.join("conference.toml");
        std::fs::write(
            &file,
            PROGRAMME.replacen(CAPACITY, &format!("\ncapacity = {}\n", capacity.min(MOST)), 1),
        )?;
        let date = format!(
            "{}-11-07",
            jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).year() + 1
        );
        let file = file.display().to_string();
        conference.say(&["programme", "import", &file, "--date", &date])?;
        Ok(conference)
    }

    /// Starts serving it.
    ///
    /// # Errors
    /// The program did not start.
    pub fn serve(&self) -> Result<Server, Error> {
        Server::start(self.command(&["serve"]), "écoute sur", &self.folder.join("journal"))
    }

    /// Puts someone in the team; returns the path of the form that sets their password.
    ///
    /// # Errors
    /// The program refused.
    pub fn invite(&self, email: &str, role: &str) -> Result<String, Error> {
        let said = self.say(&["team", "add", email, "--role", role])?;
        let path = said.rfind("/mot-de-passe/").and_then(|at| said.get(at..));
        let path = path.map(|path| path.trim().to_owned());
        path.ok_or_else(|| Error::Program("passerelle team add".to_owned(), said))
    }

    /// Registers so many people; returns their readable codes.
    ///
    /// # Errors
    /// The database failed, or had no room.
    pub async fn fill(&self, people: u32) -> Result<Vec<String>, Error> {
        let store = Store::open(&self.database()).await?;
        // Within the window, whatever today is.
        let at = store.programme().await?.plan.event.registration.start();
        if people > MOST {
            widen(&store, people).await?;
        }
        let mut codes = Vec::new();
        for first in (0..people).step_by(AT_ONCE as usize) {
            let several: Vec<_> = (first..people.min(first + AT_ONCE)).map(person).collect();
            codes.extend(several.iter().flat_map(|new| &new.codes).map(ToString::to_string));
            store
                .write_long(async move |conn| {
                    for new in several {
                        if register(conn, new, at).await? != Outcome::Registered {
                            return Err(store::Error::Corrupt("the outcome of a registration"));
                        }
                    }
                    Ok(())
                })
                .await?;
        }
        store.close().await;
        Ok(codes)
    }

    fn say(&self, arguments: &[&str]) -> Result<String, Error> {
        let output = self.command(arguments).output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            return Err(Error::Program(format!("passerelle {}", arguments.join(" ")), said));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Where its database is.
    pub fn database(&self) -> String {
        format!("sqlite://{}", self.folder.join("passerelle.db").display())
    }

    /// The program with nothing of the settings of whoever measures.
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command
            .args(arguments)
            .env_clear()
            .env("DATABASE_URL", self.database())
            .env("PASSERELLE_ADDR", "127.0.0.1:0");
        command
    }
}

/// Sets a password by the form behind a one-time link; returns the cookie of the session it opens.
///
/// # Errors
/// The form was refused.
pub async fn sign_in(server: &Server, path: &str) -> Result<String, Error> {
    let password = Uuid::now_v7().simple();
    let form = Bytes::from(format!("password={password}&again={password}"));
    let request = request("POST", path, &[("content-type", "application/x-www-form-urlencoded")])
        .body(Full::new(form))?;
    let answer = Client::connect(server.address).await?.send(request).await?;
    let cookie = answer
        .headers()
        .get("set-cookie")
        .and_then(|cookie| cookie.to_str().ok()?.split(';').next().map(str::to_owned));
    cookie.ok_or_else(|| Error::Answer("mot de passe".to_owned(), answer.status().to_string()))
}

/// What opens this person's pages.
pub fn secret(number: u32) -> String {
    format!("mesure{number}")
}

/// Makes room for more people than a programme may say, to see what they cost.
async fn widen(store: &Store, people: u32) -> Result<(), Error> {
    store
        .write(async move |conn| {
            conn.exec("update event set capacity = $1", (i64::from(people),)).await
        })
        .await?;
    Ok(())
}

fn person(number: u32) -> NewParticipant {
    let (id, key) = (Uuid::now_v7(), Uuid::now_v7());
    NewParticipant {
        id,
        request_key: key,
        registration: Registration {
            first_name: "Camille".to_owned(),
            last_name: format!("Mesure-{number:05}"),
            email: Email::parse(&format!("mesure-{number}@exemple.fr")),
            organisation: "Association de mesure".to_owned(),
            department: Some(Department::Sarthe),
            role_title: "Bénévole".to_owned(),
            phone: String::new(),
            needs: AccessNeeds::default(),
        },
        codes: vec![code(number)],
        link_hash: Sha256::digest(secret(number)).to_vec(),
        // Nobody scans these: all that counts is that they differ.
        ticket_hash: [key.as_bytes().as_slice(), id.as_bytes()].concat(),
        registered_by: None,
    }
}

/// The code of this number: its digits in base 31.
fn code(number: u32) -> Code {
    let mut rest = number;
    let mut bytes = [0; CODE_LENGTH];
    for byte in bytes.iter_mut().rev() {
        *byte = u8::try_from(rest % 31).unwrap_or_default();
        rest /= 31;
    }
    Code::from_random(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_capacity_of_the_shipped_programme_is_where_it_is_changed() {
        assert!(PROGRAMME.contains(CAPACITY));
    }

    #[test]
    fn each_person_has_a_code_of_their_own() {
        let codes: std::collections::HashSet<_> = (0..40_000).map(code).collect();
        assert_eq!(codes.len(), 40_000);
    }
}
