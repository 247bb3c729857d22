//! What a new programme may not take from people.

use domain::Refusal;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// Gives sign-ups and lines the slots of their sessions, unless somebody would hold two workshops of one.
pub(super) async fn follow_slots(conn: &mut Conn) -> Result<(), Error> {
    let double: Option<(String, i64)> = conn
        .opt(
            "select a.code, count(*) from signup u join session s on s.id = u.session_id \
             join activity a on a.id = s.activity_id where exists (select 1 from signup v \
             join session t on t.id = v.session_id where v.participant_id = u.participant_id \
             and v.session_id <> u.session_id and t.slot = s.slot) \
             group by a.code order by a.code desc limit 1",
            (),
        )
        .await?;
    if let Some((code, taken)) = double {
        return Err(Refusal::WouldLoseSignUps { code, taken: count(taken) }.into());
    }
    conn.exec(
        "update signup set slot = (select s.slot from session s where s.id = signup.session_id)",
        (),
    )
    .await?;
    conn.exec(
        "update waitlist_entry set slot = \
         (select s.slot from session s where s.id = waitlist_entry.session_id)",
        (),
    )
    .await?;
    Ok(())
}

/// Refuses a programme in which somebody would have to be in two places at once.
pub(super) async fn check_days(conn: &mut Conn, walk: u32) -> Result<(), Error> {
    let clash: Option<(String, String, i64)> = conn
        .opt(
            "select a.code, b.code, count(*) from signup u \
             join signup v on v.participant_id = u.participant_id and v.session_id > u.session_id \
             join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
             join session t on t.id = v.session_id join activity b on b.id = t.activity_id \
             where s.starts_at < t.ends_at + case when s.room = t.room then 0 else cast($1 as bigint) end \
             and t.starts_at < s.ends_at + case when s.room = t.room then 0 else cast($1 as bigint) end \
             group by a.code, b.code order by a.code, b.code limit 1",
            (i64::from(walk) * 60_000_000,),
        )
        .await?;
    match clash {
        Some((code, other, people)) => {
            Err(Refusal::WouldClash { code, other, people: count(people) }.into())
        }
        None => Ok(()),
    }
}

/// Refuses to remove sessions of an activity, from a position on, that somebody holds or waits for.
pub(super) async fn check_nobody_loses(
    conn: &mut Conn,
    activity: Uuid,
    code: &str,
    from: i64,
) -> Result<(), Error> {
    let there: Option<(i64, i64)> = conn
        .opt(
            "select taken, waiting from (select s.taken, (select count(*) from waitlist_entry w \
             where w.session_id = s.id) as waiting from session s \
             where s.activity_id = $1 and s.position >= $2) as gone \
             where taken > 0 or waiting > 0 order by taken desc, waiting desc limit 1",
            (activity, from),
        )
        .await?;
    let code = code.to_owned();
    match there {
        Some((0, waiting)) => Err(Refusal::WouldLoseLine { code, waiting: count(waiting) }.into()),
        Some((taken, _)) => Err(Refusal::WouldLoseSignUps { code, taken: count(taken) }.into()),
        None => Ok(()),
    }
}
