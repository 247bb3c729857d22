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
    /// What organisers wrote for the door; may be empty.
    pub door_note: String,
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
    door_note: String,
    merged_into: Option<Uuid>,
}

/// Everybody, in no order. A registration that is part of another one now is on the list by its own
/// ticket and code, as the other, and says so.
///
/// # Errors
/// The database failed.
pub async fn everybody(conn: &mut Conn) -> Result<Vec<Listed>, Error> {
    let mut sessions = sessions(conn).await?;
    let mut passages = passages(conn).await?;
    let mut needs = needs(conn).await?;
    let rows: Vec<Row> = conn
        .all(
            "select id, ticket_hash, code, first_name, last_name, organisation, standing, \
             door_note, merged_into from participant",
            (),
        )
        .await?;
    let (shadows, living): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|row| row.merged_into.is_some());
    let mut listed = HashMap::with_capacity(living.len());
    for row in living {
        let (id, door_note) = (row.id, row.door_note.clone());
        let entry = Entry {
            sessions: sessions.remove(&id).unwrap_or_default(),
            passages: passages.remove(&id).unwrap_or_default(),
            ..row.entry()?
        };
        let needs = needs.remove(&id).unwrap_or_default();
        listed.insert(id, Listed { entry, needs, door_note });
    }
    let mut all = Vec::with_capacity(listed.len() + shadows.len());
    for row in shadows {
        let Some(kept) = row.merged_into.and_then(|kept| listed.get(&kept)).cloned() else {
            continue;
        };
        let Entry { id, ticket, code, .. } = row.entry()?;
        let same_as = Some(kept.entry.id);
        all.push(Listed { entry: Entry { id, ticket, code, same_as, ..kept.entry }, ..kept });
    }
    all.extend(listed.into_values());
    Ok(all)
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
            same_as: None,
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
