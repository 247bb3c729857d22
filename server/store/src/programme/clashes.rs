//! Those who are expected in two places at once, since a change of the programme.

use std::collections::BTreeSet;

use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

/// Someone who is expected in two places at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// Who.
    pub participant: Uuid,
    /// Their given name.
    pub first_name: String,
    /// Their family name.
    pub last_name: String,
    /// The two sessions they hold.
    pub sessions: [Uuid; 2],
    /// The codes of their activities.
    pub codes: [String; 2],
}

/// What tells a clash from another: the person and the two sessions.
pub(super) type Pair = (Uuid, [Uuid; 2]);

impl Clash {
    pub(super) fn pair(&self) -> Pair {
        (self.participant, self.sessions)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    participant_id: Uuid,
    first_name: String,
    last_name: String,
    one: Uuid,
    other: Uuid,
    one_code: String,
    other_code: String,
}

/// Two sessions too near each other for one person: `s` and `t`, the walk between rooms included.
macro_rules! clash {
    () => {
        "s.starts_at < t.ends_at + case when s.room = t.room then 0 \
         else (select walk_minutes * 60000000 from event) end \
         and t.starts_at < s.ends_at + case when s.room = t.room then 0 \
         else (select walk_minutes * 60000000 from event) end"
    };
}
pub(crate) use clash;

/// Everybody who is expected in two places at once, the walk between rooms included; by name.
///
/// # Errors
/// The database failed.
pub async fn clashes(conn: &mut Conn) -> Result<Vec<Clash>, Error> {
    let rows: Vec<Row> = conn
        .all(
            concat!(
                "select u.participant_id, p.first_name, p.last_name, s.id as one, t.id as other, \
                 a.code as one_code, b.code as other_code from signup u join signup v \
                 on v.participant_id = u.participant_id and v.session_id > u.session_id \
                 join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
                 join session t on t.id = v.session_id join activity b on b.id = t.activity_id \
                 join participant p on p.id = u.participant_id where ",
                clash!(),
                " order by p.sort_key, p.id, a.code, b.code"
            ),
            (),
        )
        .await?;
    let clash = |row: Row| Clash {
        participant: row.participant_id,
        first_name: row.first_name,
        last_name: row.last_name,
        sessions: [row.one, row.other],
        codes: [row.one_code, row.other_code],
    };
    Ok(rows.into_iter().map(clash).collect())
}

/// Those that were not there before.
pub(super) async fn since(conn: &mut Conn, before: &BTreeSet<Pair>) -> Result<Vec<Clash>, Error> {
    let mut new = clashes(conn).await?;
    new.retain(|clash| !before.contains(&clash.pair()));
    Ok(new)
}

/// Notes on the sessions that a change has put people in two places, which the audit then knows.
pub(super) async fn note(conn: &mut Conn, new: &[Clash], now: Moment) -> Result<(), Error> {
    let sessions: BTreeSet<Uuid> = new.iter().flat_map(|clash| clash.sessions).collect();
    for session in sessions {
        conn.exec("update session set clashed_at = $2 where id = $1", (session, now.micros()))
            .await?;
    }
    Ok(())
}
