//! People moved into a session, among the acts of a phone.

use domain::checkin::{Reason, corrected};
use uuid::Uuid;

use super::round::Round;
use super::{Act, Became};
use crate::checkins::moves::{self, Move};
use crate::checkins::{Row, insert};
use crate::{Conn, Error, seats};

impl Round {
    pub(super) async fn moved(
        &mut self,
        conn: &mut Conn,
        act: &Act,
        person: Uuid,
        to: Uuid,
    ) -> Result<Became, Error> {
        if !self.sessions.contains(&to) {
            return self.void(conn, act, Reason::Malformed).await;
        }
        let row = Row {
            deed: "move",
            verdict: "moved",
            participant: Some(person),
            to: Some(to),
            ..self.row(act)
        };
        if !insert(conn, &row, self.now).await? {
            return already_moved(conn, act.id).await;
        }
        if !self.people.contains_key(&person) {
            return Ok(Became::Unknown);
        }
        let at = corrected(act.at, act.clock_ahead);
        let done = self.carry_out(conn, &Move { act: act.id, person, to, at }).await?;
        Ok(done.map_or_else(Became::Refused, |()| Became::Kept))
    }

    pub(super) async fn carry_out(
        &self,
        conn: &mut Conn,
        moved: &Move,
    ) -> Result<Result<(), Reason>, Error> {
        let (Some(book), Some(standing)) = (&self.book, self.people.get(&moved.person)) else {
            return Ok(Err(Reason::UnknownTicket));
        };
        let done = moves::carry_out(conn, book, *standing, moved, self.now).await?;
        match done {
            Ok(()) => {
                let code = seats::session(conn, moved.to).await?.code;
                self.note(conn, "door.move", moved.person, &code).await?;
            }
            Err(reason) => moves::refuse(conn, moved.act, reason).await?,
        }
        Ok(done)
    }
}

/// What was said of a move when it came first.
async fn already_moved(conn: &mut Conn, act: Uuid) -> Result<Became, Error> {
    let (reason,): (Option<String>,) =
        conn.one("select reason from scan where id = $1", (act,)).await?;
    let reason = reason.as_deref().and_then(Reason::parse);
    Ok(reason.map_or(Became::Kept, Became::Refused))
}
