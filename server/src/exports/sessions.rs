use std::collections::HashMap;
use std::sync::Arc;

use app::fr;
use domain::programme::{Host, Kind, Programme, Session};
use store::Store;
use store::figures::by_session;
use uuid::Uuid;

use super::Choice;
use super::cell::{Cell, Column, Precision, Row, columns};

/// The sessions with their seats, in the order of the day.
pub struct Sessions {
    store: Store,
    programme: Arc<Programme>,
    choice: Choice,
    done: bool,
}

impl Sessions {
    pub fn new(store: Store, programme: Arc<Programme>, choice: Choice) -> Self {
        Self { store, programme, choice, done: false }
    }

    pub fn columns() -> Vec<Column> {
        columns(&[
            ("code", "Code", 8),
            ("type", "Type", 10),
            ("titre", "Titre", 48),
            ("theme", "Thème", 34),
            ("creneau", "Créneau", 14),
            ("date", "Date", 12),
            ("debut", "Début", 8),
            ("fin", "Fin", 8),
            ("salle", "Salle", 18),
            ("places", "Places", 9),
            ("prises", "Places prises", 14),
            ("libres", "Places libres", 14),
            ("presences", "Présences", 11),
            ("animation", "Animation", 40),
            ("etat", "État", 12),
        ])
    }

    /// All of them in one page: a day has a few dozen.
    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        if std::mem::replace(&mut self.done, true) {
            return Ok(None);
        }
        let mut conn = self.store.reader().await?;
        let present: HashMap<Uuid, u32> = by_session(&mut conn).await?.into_iter().collect();
        let wanted = |session: &&Session| self.choice.in_state(state(session));
        let rows = self.programme.sessions.iter().filter(wanted).map(|session| {
            self.row(session, present.get(&session.id).copied().unwrap_or_default())
        });
        Ok(Some(rows.collect()))
    }

    fn row(&self, session: &Session, present: u32) -> Row {
        let (start, end) = (session.span.start(), session.span.end());
        vec![
            Cell::text(session.code.as_str()),
            Cell::text(fr::kind(session.kind)),
            Cell::text(session.title.as_str()),
            Cell::text(self.theme(session)),
            Cell::text(self.slot(session)),
            Cell::When(start, Precision::Day),
            Cell::When(start, Precision::Hour),
            Cell::When(end, Precision::Hour),
            Cell::text(session.room.as_str()),
            Cell::Number(session.seats.capacity),
            Cell::Number(session.seats.taken),
            Cell::Number(session.seats.left()),
            Cell::Number(present),
            Cell::text(self.hosts(session)),
            Cell::text(if session.cancelled { "Annulée" } else { "Prévue" }),
        ]
    }

    fn theme(&self, session: &Session) -> &str {
        self.programme.theme(&session.theme).map_or("", |theme| theme.name.as_str())
    }

    fn slot(&self, session: &Session) -> &str {
        let known = |code| self.programme.plan.slots.iter().find(|slot| &slot.code == code);
        session.slot.as_ref().and_then(known).map_or("", |slot| slot.name.as_str())
    }

    fn hosts(&self, session: &Session) -> String {
        let hosts = self.programme.activity(&session.code).map_or(&[][..], |it| &it.hosts);
        hosts.iter().map(host).collect::<Vec<_>>().join(", ")
    }
}

fn state(session: &Session) -> &'static str {
    match (session.cancelled, session.kind) {
        (true, _) => "annulees",
        (false, Kind::Workshop) => "ateliers",
        (false, Kind::Kiosk) => "kiosques",
    }
}

fn host(host: &Host) -> String {
    if host.organisation.is_empty() {
        host.name.clone()
    } else {
        format!("{} ({})", host.name, host.organisation)
    }
}
