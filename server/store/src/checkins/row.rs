//! An act as it is written down.

use domain::checkin::{Door, Reason, Verdict, corrected};
use domain::time::Moment;
use uuid::Uuid;

use super::{Keeper, Scan, door_word};
use crate::{Conn, Error};

/// An act as it is written down.
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) deed: &'static str,
    pub(super) participant: Option<Uuid>,
    pub(super) door: Door,
    /// Whether the door is one of ours.
    pub(super) known_door: bool,
    pub(super) by: Keeper,
    pub(super) scanned_at: Moment,
    pub(super) clock_ahead: i64,
    pub(super) verdict: &'static str,
    pub(super) reason: Option<Reason>,
    pub(super) refers_to: Option<Uuid>,
    pub(super) to: Option<Uuid>,
    pub(super) detail: String,
}

/// A scan judged by this server's own clock.
pub(super) fn judged(scan: &Scan, verdict: &Verdict, refers_to: Option<Uuid>) -> Row {
    Row {
        id: scan.id,
        deed: "arrival",
        participant: scan.participant,
        door: scan.door,
        known_door: true,
        by: scan.by,
        scanned_at: scan.scanned_at,
        clock_ahead: 0,
        verdict: verdict.as_str(),
        reason: match verdict {
            Verdict::Refused(reason) => Some(*reason),
            Verdict::Accepted | Verdict::AlreadySeen(_) | Verdict::Undone => None,
        },
        refers_to,
        to: None,
        detail: String::new(),
    }
}

/// Writes the row. `false` when an act with this identity is there already.
pub(super) async fn insert(conn: &mut Conn, row: &Row, now: Moment) -> Result<bool, Error> {
    let corrected = corrected(row.scanned_at, row.clock_ahead);
    let added = conn
        .exec(
            "insert into scan (id, deed, participant_id, door, session_id, account_id, device_id, \
             scanned_at, clock_ahead, corrected_at, received_at, verdict, reason, refers_to, \
             to_session_id, detail) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) \
             on conflict (id) do nothing",
            (
                row.id,
                row.deed,
                row.participant,
                door_word(row.door),
                row.door.session().filter(|_| row.known_door),
                row.by.account(),
                row.by.device(),
                row.scanned_at.micros(),
                row.clock_ahead,
                corrected.micros(),
                now.micros(),
                row.verdict,
                row.reason.map(Reason::as_str),
                row.refers_to,
                row.to,
                row.detail.clone(),
            ),
        )
        .await?;
    Ok(added == 1)
}
