//! Making two registrations of one person one. The one that is kept takes over all the other has;
//! the other stays as a shadow, so that its link, its ticket and its code still lead somewhere.

use std::collections::HashSet;

use domain::Refusal;
use domain::checkin::Standing;
use domain::participant::AccessNeeds;
use domain::programme::Session;
use domain::schedule::{Fit, fit};
use domain::time::Moment;
use uuid::Uuid;

use super::changes::{self, Edit};
use super::lookup::{Participant, by_id, needs};
use super::places::{lock_places, promote_waiting};
use super::{lock, put_needs};
use crate::{Conn, Error, checkins, letters, seats, signups, waitlist};

/// Two registrations to make one.
#[derive(Clone, Debug)]
pub struct Merge {
    /// The one that is kept.
    pub kept: Uuid,
    /// The one that becomes part of it.
    pub gone: Uuid,
    /// What the kept one is to say, chosen among both; its needs are added up in any case.
    pub edit: Edit,
    /// What was not chosen, in words, for the organisers' note.
    pub left_over: String,
}

/// What the other one holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlap {
    /// The seats that come along.
    pub moved: Vec<Session>,
    /// The seats that go to whoever comes next: the kept one has them already, or is elsewhere then.
    pub freed: Vec<Session>,
}

/// What becomes of the seats of `gone` when it is merged into `kept`.
///
/// # Errors
/// The database failed.
pub async fn overlap(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<Overlap, Error> {
    let (walk,): (i64,) = conn.one("select walk_minutes from event where id = 1", ()).await?;
    let walk = u32::try_from(walk).unwrap_or(0);
    let mut held = signups::held(conn, kept).await?;
    let mut overlap = Overlap::default();
    for session in signups::held(conn, gone).await? {
        // Weighed as if there were room and time: the seat is theirs already.
        let mut wanted = session.clone();
        wanted.seats.taken = 0;
        let before = Moment::from_micros(0);
        if matches!(fit(&wanted, &held, walk, before), Ok(Fit::Free)) {
            held.push(session.clone());
            overlap.moved.push(session);
        } else {
            overlap.freed.push(session);
        }
    }
    Ok(overlap)
}

/// The registrations that are part of this one now.
///
/// # Errors
/// The database failed.
pub async fn shadows(conn: &mut Conn, kept: Uuid) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<(Uuid,)> =
        conn.all("select id from participant where merged_into = $1 order by id", (kept,)).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Merges, in one unit behind the book of seats: places, seats, lines, wishes, scans, letters, needs
/// and notes. Doing it twice changes nothing: `false`.
///
/// # Errors
/// One of them is gone, was merged into somebody else, or is the other one; the address chosen is a
/// third person's; or the database failed.
pub async fn merge(conn: &mut Conn, merge: Merge, actor: &str, now: Moment) -> Result<bool, Error> {
    lock_places(conn).await?.ok_or(Refusal::NoEvent)?;
    let (kept, gone) = (merge.kept, merge.gone);
    // Always in the same order, so that two merges never wait for each other.
    for id in [kept.min(gone), kept.max(gone)] {
        lock(conn, id).await?;
    }
    let other = by_id(conn, gone).await?.ok_or(Refusal::NotFound)?;
    if other.merged_into == Some(kept) {
        return Ok(false);
    }
    let own = by_id(conn, kept).await?.ok_or(Refusal::NotFound)?;
    if kept == gone || other.merged_into.is_some() || own.merged_into.is_some() {
        return Err(Refusal::NotFound.into());
    }
    // First of all: an address belongs to one living registration.
    become_shadow(conn, kept, gone, now).await?;
    let freed_place = take_over_place(conn, &own, &other).await?;
    let mut freed = take_over_seats(conn, kept, gone).await?;
    take_over_lines(conn, kept, gone).await?;
    take_over_wishes(conn, kept, gone).await?;
    take_over_the_rest(conn, kept, gone).await?;
    say(conn, &merge, actor, now).await?;
    if freed_place {
        promote_waiting(conn, now).await?;
    }
    freed.sort_unstable();
    waitlist::settle(conn, freed, vec![kept], now).await?;
    Ok(true)
}

/// The better standing of both. `true` when a place has become free.
async fn take_over_place(
    conn: &mut Conn,
    own: &Participant,
    other: &Participant,
) -> Result<bool, Error> {
    use Standing::{Cancelled, Registered, Waiting};
    match (own.standing, other.standing) {
        (Registered, Registered) => {
            conn.exec("update event set taken = taken - 1 where id = 1", ()).await?;
            return Ok(true);
        }
        (Waiting | Cancelled, Registered) => {
            conn.exec(
                "update participant set standing = 'registered', waiting_since = null, \
                 cancelled_at = null where id = $1",
                (own.id,),
            )
            .await?;
        }
        (Waiting | Cancelled, Waiting) => {
            conn.exec(
                "update participant set standing = 'waiting', cancelled_at = null, \
                 waiting_since = (select min(w.waiting_since) from participant w \
                 where w.id = $1 or w.id = $2) where id = $1",
                (own.id, other.id),
            )
            .await?;
        }
        (Registered, Waiting | Cancelled) | (Waiting | Cancelled, Cancelled) => {}
    }
    Ok(false)
}

/// Seats that fit come along, the others are free. Which those are.
async fn take_over_seats(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<Vec<Uuid>, Error> {
    let overlap = overlap(conn, kept, gone).await?;
    let mut freed = Vec::new();
    for session in overlap.freed {
        seats::free(conn, gone, session.id).await?;
        freed.push(session.id);
    }
    conn.exec("update signup set participant_id = $1 where participant_id = $2", (kept, gone))
        .await?;
    Ok(freed)
}

/// Lines for what they do not hold; in both, the better place.
async fn take_over_lines(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<(), Error> {
    conn.exec(
        "delete from waitlist_entry where participant_id in ($1, $2) and session_id in \
         (select session_id from signup where participant_id = $1)",
        (kept, gone),
    )
    .await?;
    conn.exec(
        "update waitlist_entry set order_key = (select min(w.order_key) from waitlist_entry w \
         where w.session_id = waitlist_entry.session_id and w.participant_id in ($1, $2)) \
         where participant_id = $1",
        (kept, gone),
    )
    .await?;
    conn.exec(
        "delete from waitlist_entry where participant_id = $2 and session_id in \
         (select session_id from waitlist_entry where participant_id = $1)",
        (kept, gone),
    )
    .await?;
    conn.exec(
        "update waitlist_entry set participant_id = $1 where participant_id = $2",
        (kept, gone),
    )
    .await?;
    Ok(())
}

/// Wishes of the slots in which the kept one has none, and what came of them.
async fn take_over_wishes(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<(), Error> {
    conn.exec(
        "delete from wish where participant_id = $2 and slot in \
         (select slot from wish where participant_id = $1)",
        (kept, gone),
    )
    .await?;
    conn.exec("update wish set participant_id = $1 where participant_id = $2", (kept, gone))
        .await?;
    // A seat that came along keeps the result it came from.
    conn.exec(
        "delete from wish_result where participant_id = $1 and exists (select 1 from wish_result g \
         join signup u on u.session_id = g.session_id and u.participant_id = $1 \
         where g.participant_id = $2 and g.slot = wish_result.slot)",
        (kept, gone),
    )
    .await?;
    conn.exec(
        "delete from wish_result where participant_id = $2 and slot in \
         (select slot from wish_result where participant_id = $1)",
        (kept, gone),
    )
    .await?;
    conn.exec("update wish_result set participant_id = $1 where participant_id = $2", (kept, gone))
        .await?;
    Ok(())
}

/// Acts at doors with what follows from them, letters, values that were changed, the group, the lists they are ticked in, and
/// the shadows the other already had.
async fn take_over_the_rest(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<(), Error> {
    for sql in [
        "update scan set participant_id = $1 where participant_id = $2",
        "update walk_in set participant_id = $1 where participant_id = $2 and not exists \
         (select 1 from walk_in w where w.participant_id = $1)",
        // A mailing or a reminder that both got stays where it was: nobody has two of one.
        "update letter set participant_id = $1 where participant_id = $2 and not exists \
         (select 1 from letter l where l.participant_id = $1 and (l.mailing_id = letter.mailing_id \
         or (l.kind = letter.kind and l.about = letter.about \
         and l.kind in ('week_before', 'day_before', 'day_after'))))",
        "update mailing_recipient set participant_id = $1 where participant_id = $2 \
         and mailing_id not in (select mailing_id from mailing_recipient where participant_id = $1)",
        "insert into unsubscription (participant_id, at) select $1, at from unsubscription \
         where participant_id = $2 on conflict (participant_id) do nothing",
        "update participant_change set participant_id = $1 where participant_id = $2",
        "delete from selected where participant_id = $2 and account_id in \
         (select account_id from selected where participant_id = $1)",
        "update selected set participant_id = $1 where participant_id = $2",
        "update participant set merged_into = $1 where merged_into = $2",
        "update participant set party_id = coalesce(party_id, (select g.party_id from participant g \
         where g.id = $2)) where id = $1",
    ] {
        conn.exec(sql, (kept, gone)).await?;
    }
    conn.exec("delete from presence where participant_id = $1", (gone,)).await?;
    checkins::settle_everywhere(conn, kept).await?;
    conn.exec(
        "update participant set waiting_since = null, party_id = null where id = $1",
        (gone,),
    )
    .await?;
    Ok(())
}

async fn become_shadow(conn: &mut Conn, kept: Uuid, gone: Uuid, now: Moment) -> Result<(), Error> {
    conn.exec(
        "update participant set standing = 'cancelled', cancelled_at = coalesce(cancelled_at, $3), \
         merged_into = $2 where id = $1",
        (gone, kept, now.micros()),
    )
    .await?;
    Ok(())
}

/// What the kept one says from now on: the values chosen, both needs, both notes, what was left over.
async fn say(conn: &mut Conn, merge: &Merge, actor: &str, now: Moment) -> Result<(), Error> {
    let mut edit = merge.edit.clone();
    edit.to.needs = both(needs(conn, merge.kept).await?, needs(conn, merge.gone).await?);
    conn.exec("delete from access_need where participant_id = $1", (merge.gone,)).await?;
    if needs(conn, merge.kept).await?.is_empty() && !edit.to.needs.is_empty() {
        // Told to us by themselves, under the other registration.
        put_needs(conn, merge.kept, &edit.to.needs, now).await?;
    }
    changes::edit(conn, merge.kept, edit, actor, now).await?;
    // Those of the other registration, whose address may be read by nobody.
    letters::follow(conn, merge.kept).await?;
    let (note, door) = changes::notes(conn, merge.kept).await?;
    let (other, other_door) = changes::notes(conn, merge.gone).await?;
    let note = joined(&[&note, &other, &merge.left_over]);
    let door = joined(&[&door, &other_door]);
    changes::put_notes(conn, merge.kept, &note, &door, actor, now).await?;
    // Whoever has a living registration has had a letter.
    let (letters,): (i64,) =
        conn.one("select count(*) from letter where participant_id = $1", (merge.kept,)).await?;
    if letters == 0 {
        letters::enqueue(conn, domain::letter::Letter::Link, merge.kept, "", now).await?;
    }
    Ok(())
}

fn both(one: AccessNeeds, other: AccessNeeds) -> AccessNeeds {
    let mut seen = HashSet::new();
    let choices = one.choices.into_iter().chain(other.choices);
    AccessNeeds {
        choices: choices.filter(|need| seen.insert(*need)).collect(),
        other: joined(&[&one.other, &other.other]).replace('\n', " ; "),
    }
}

/// Each line once.
fn joined(texts: &[&str]) -> String {
    let mut seen = HashSet::new();
    let lines = texts.iter().flat_map(|text| text.lines());
    let lines: Vec<_> = lines.filter(|line| !line.is_empty() && seen.insert(*line)).collect();
    lines.join("\n")
}
