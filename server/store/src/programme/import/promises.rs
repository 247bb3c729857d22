//! What a new programme may not take from people.

use domain::Refusal;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// Sign-ups of a session that goes into another slot are in none until [`follow_slots`], so that two
/// workshops may exchange theirs.
pub(super) async fn leave_slot(conn: &mut Conn, session: Uuid) -> Result<(), Error> {
    conn.exec("update signup set slot = null where session_id = $1", (session,)).await?;
    Ok(())
}

/// Gives sign-ups and lines the slots of their sessions where these are others, unless somebody
/// would hold two workshops of one.
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
        "update signup set slot = (select s.slot from session s where s.id = signup.session_id) \
         where slot is distinct from \
         (select s.slot from session s where s.id = signup.session_id)",
        (),
    )
    .await?;
    conn.exec(
        "update waitlist_entry set slot = \
         (select s.slot from session s where s.id = waitlist_entry.session_id) \
         where slot is distinct from \
         (select s.slot from session s where s.id = waitlist_entry.session_id)",
        (),
    )
    .await?;
    Ok(())
}

/// Refuses to remove a session that somebody holds, waits for, wishes for while wishes decide, or
/// was scanned into.
pub(super) async fn check_nobody_loses(
    conn: &mut Conn,
    session: Uuid,
    code: &str,
) -> Result<(), Error> {
    let (taken, waiting, wishing, scanned): (i64, i64, i64, i64) = conn
        .one(
            "select s.taken, \
             (select count(*) from waitlist_entry w where w.session_id = s.id), \
             (select count(*) from wish w join slot t on t.code = w.slot and t.mode = 'wishes' \
             where w.session_id = s.id), \
             (select count(*) from scan c \
             where c.session_id = s.id or c.to_session_id = s.id) \
             from session s where s.id = $1",
            (session,),
        )
        .await?;
    let code = code.to_owned();
    let refusal = match (taken, waiting, wishing, scanned) {
        (0, 0, 0, 0) => return Ok(()),
        (0, 0, 0, scans) => Refusal::WouldLoseScans { code, scans: count(scans) },
        (0, 0, wishing, _) => Refusal::WouldLoseWishes { code, people: count(wishing) },
        (0, waiting, ..) => Refusal::WouldLoseLine { code, waiting: count(waiting) },
        (taken, ..) => Refusal::WouldLoseSignUps { code, taken: count(taken) },
    };
    Err(refusal.into())
}
