//! The list that phones at doors keep: who may come in, and where.

use std::collections::HashMap;

use domain::checkin::{Door, Standing};
use domain::door::{Entry, RollPassage, TICKET_DIGITS};
use domain::participant::AccessNeed;
use domain::ticket::{Code, code_key, digits};
use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

/// Somebody on the list, and what the door is to know about their needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The line of the list, without a note.
    pub entry: Entry,
    /// What they need.
    pub needs: Vec<AccessNeed>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    ticket_hash: Vec<u8>,
    code: String,
    first_name: String,
    last_name: String,
    organisation: String,
    standing: String,
    /// The registration this one is part of now: its ticket lets in whoever that one is.
    merged_into: Option<Uuid>,
}

/// Everybody, in no order.
///
/// # Errors
/// The database failed.
pub async fn everybody(conn: &mut Conn) -> Result<Vec<Listed>, Error> {
    let sessions = sessions(conn).await?;
    let passages = passages(conn).await?;
    let needs = needs(conn).await?;
    let rows: Vec<Row> = conn
        .all(
            "select p.id, p.ticket_hash, p.code, coalesce(k.first_name, p.first_name) as first_name, \
             coalesce(k.last_name, p.last_name) as last_name, \
             coalesce(k.organisation, p.organisation) as organisation, \
             coalesce(k.standing, p.standing) as standing, p.merged_into \
             from participant p left join participant k on k.id = p.merged_into",
            (),
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            let kept = row.merged_into.unwrap_or(row.id);
            Ok(Listed {
                needs: needs.get(&kept).cloned().unwrap_or_default(),
                entry: Entry {
                    sessions: sessions.get(&kept).cloned().unwrap_or_default(),
                    passages: passages.get(&kept).cloned().unwrap_or_default(),
                    ..row.entry()?
                },
            })
        })
        .collect()
}

impl Row {
    fn entry(self) -> Result<Entry, Error> {
        let code = Code::parse(&self.code).ok_or(Error::Corrupt("participant.code"))?;
        Ok(Entry {
            id: self.id,
            ticket: digits(&self.ticket_hash, TICKET_DIGITS),
            code: code_key(&code),
            name: format!("{} {}", self.first_name, self.last_name),
            organisation: self.organisation,
            standing: Standing::parse(&self.standing)
                .ok_or(Error::Corrupt("participant.standing"))?,
            sessions: Vec::new(),
            note: None,
            passages: Vec::new(),
        })
    }
}

async fn sessions(conn: &mut Conn) -> Result<HashMap<Uuid, Vec<Uuid>>, Error> {
    let rows: Vec<(Uuid, Uuid)> = conn
        .all(
            "select u.participant_id, u.session_id from signup u \
             join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
             order by s.starts_at, a.position",
            (),
        )
        .await?;
    let mut held: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (person, session) in rows {
        held.entry(person).or_default().push(session);
    }
    Ok(held)
}

async fn passages(conn: &mut Conn) -> Result<HashMap<Uuid, Vec<RollPassage>>, Error> {
    let rows: Vec<(Uuid, String, Uuid, i64, String)> = conn
        .all(
            "select e.participant_id, e.door, s.id, s.corrected_at, coalesce(d.name, a.email) \
             from presence e join scan s on s.id = e.scan_id \
             left join device d on d.id = s.device_id left join account a on a.id = s.account_id \
             order by s.corrected_at, s.id",
            (),
        )
        .await?;
    let mut passed: HashMap<Uuid, Vec<RollPassage>> = HashMap::new();
    for (person, door, act, at, by) in rows {
        let door = Door::parse(&door).ok_or(Error::Corrupt("presence.door"))?.word();
        let passage = RollPassage { door, act, at: Moment::from_micros(at), by };
        passed.entry(person).or_default().push(passage);
    }
    Ok(passed)
}

async fn needs(conn: &mut Conn) -> Result<HashMap<Uuid, Vec<AccessNeed>>, Error> {
    let rows: Vec<(Uuid, String)> =
        conn.all("select participant_id, choices from access_need", ()).await?;
    let read = |choices: String| choices.split(' ').filter_map(AccessNeed::parse).collect();
    Ok(rows.into_iter().map(|(person, choices)| (person, read(choices))).collect())
}
