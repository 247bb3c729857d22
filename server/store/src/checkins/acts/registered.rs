//! People registered at the door, among the acts of a phone.

use domain::ticket::Code;
use uuid::Uuid;

use super::round::Round;
use super::{Act, Became};
use crate::checkins::walk_ins::{self, NewWalkIn};
use crate::checkins::{Row, insert, moves};
use crate::{Conn, Error, participants};

impl Round {
    pub(super) async fn walk_in(
        &mut self,
        conn: &mut Conn,
        act: &Act,
        new: &NewWalkIn,
    ) -> Result<Became, Error> {
        let row = Row {
            deed: "walk_in",
            verdict: "accepted",
            participant: Some(new.person),
            ..self.row(act)
        };
        let added = insert(conn, &row, self.now).await?;
        let done =
            if added { walk_ins::register(conn, act.id, new, self.now).await? } else { None };
        self.hold(conn, new.person).await?;
        self.touch_everywhere(conn, new.person).await?;
        let Some(done) = done else { return self.repeated_walk_in(conn, act, new).await };
        self.note(conn, "participant.walk_in", new.person, &new.reason).await?;
        self.catch_up(conn, act, new.person).await?;
        Ok(match done.other_code {
            Some(code) => Became::OtherCode(code),
            None if done.beyond && new.reason.is_empty() => Became::Beyond,
            None => Became::Kept,
        })
    }

    /// What was said when it came first, read from what was written down then.
    async fn repeated_walk_in(
        &self,
        conn: &mut Conn,
        act: &Act,
        new: &NewWalkIn,
    ) -> Result<Became, Error> {
        let made: Option<(bool, String)> = conn
            .opt(
                "select w.beyond, p.code from walk_in w \
                 join participant p on p.id = w.participant_id where w.scan_id = $1",
                (act.id,),
            )
            .await?;
        let Some((beyond, code)) = made else { return Ok(Became::Kept) };
        let code = Code::parse(&code).ok_or(Error::Corrupt("participant.code"))?;
        Ok(if code != new.code {
            Became::OtherCode(code)
        } else if beyond && new.reason.is_empty() {
            Became::Beyond
        } else {
            Became::Kept
        })
    }

    /// What was heard of someone before they were known: that they were moved, and sent away.
    async fn catch_up(&mut self, conn: &mut Conn, act: &Act, person: Uuid) -> Result<(), Error> {
        for moved in moves::waiting_for(conn, person).await? {
            // What became of it is written down.
            let _ = self.carry_out(conn, &moved).await?;
        }
        let (undone,): (i64,) = conn
            .one(
                "select count(*) from scan u join scan s on s.id = u.refers_to \
                 where u.refers_to = $1 and u.deed = 'undo' and u.verdict = 'undone' \
                 and u.door = s.door",
                (act.id,),
            )
            .await?;
        if undone > 0 {
            self.send_away(conn, act.id, person).await?;
        }
        Ok(())
    }

    /// A registration made at the door is taken back with the act that made it.
    pub(super) async fn send_away(
        &self,
        conn: &mut Conn,
        act: Uuid,
        person: Uuid,
    ) -> Result<(), Error> {
        if walk_ins::was_made_by(conn, act, person).await? {
            participants::cancel(conn, person, self.now).await?;
            self.note(conn, "participant.cancel", person, "").await?;
        }
        Ok(())
    }
}
