//! Lists of people: kept while they are put right, then applied whole or not at all.

use std::collections::{HashMap, HashSet};

use domain::Refusal;
use domain::participant::{Department, Email, Field, Registration};
use domain::people_list::Known;
use domain::time::Moment;
use uuid::Uuid;

use crate::participants::{self, Edit, NewParticipant, Outcome};
use crate::programme::count;
use crate::{Conn, Error, journal};

/// How many people are read at a time.
const PAGE: i64 = 2_000;

/// Where an import stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Being put right.
    Draft,
    /// Being applied.
    Running,
    /// Applied.
    Done,
}

impl State {
    fn parse(word: &str) -> Option<Self> {
        match word {
            "draft" => Some(Self::Draft),
            "running" => Some(Self::Running),
            "done" => Some(Self::Done),
            _ => None,
        }
    }
}

/// An import, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// Its identity.
    pub id: Uuid,
    /// What the file was called.
    pub file_name: String,
    /// Where it stands.
    pub state: State,
    /// What whoever reads it wrote; empty once it was applied.
    pub content: String,
    /// How many people it has added.
    pub added: u32,
    /// How many registrations it has changed.
    pub changed: u32,
    /// How many of those added wait for a place.
    pub waiting: u32,
    /// Why it was not applied, in words; empty for most.
    pub failure: String,
    /// When it was begun, or taken to be applied.
    pub touched_at: Moment,
}

/// Keeps a list to be put right, in place of the one its owner left behind.
///
/// # Errors
/// The database failed.
pub async fn begin(
    conn: &mut Conn,
    id: Uuid,
    account: Uuid,
    file_name: &str,
    content: String,
    now: Moment,
) -> Result<(), Error> {
    conn.exec("delete from people_import where account_id = $1 and state = 'draft'", (account,))
        .await?;
    conn.exec(
        "insert into people_import (id, account_id, file_name, created_at, touched_at, state, \
         content) values ($1, $2, $3, $4, $4, 'draft', $5)",
        (id, account, file_name.to_owned(), now.micros(), content),
    )
    .await?;
    Ok(())
}

/// The list that a member of the team is putting right, and what its file was called.
///
/// # Errors
/// The database failed.
pub async fn draft_of(conn: &mut Conn, account: Uuid) -> Result<Option<(Uuid, String)>, Error> {
    conn.opt(
        "select id, file_name from people_import where account_id = $1 and state = 'draft' \
         order by created_at desc limit 1",
        (account,),
    )
    .await
}

type Row = (String, String, String, i64, i64, i64, String, i64);

/// The import with this identity.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Import>, Error> {
    let row: Option<Row> = conn
        .opt(
            "select file_name, state, content, added, changed, waiting, failure, touched_at \
             from people_import where id = $1",
            (id,),
        )
        .await?;
    let Some((file_name, state, content, added, changed, waiting, failure, touched)) = row else {
        return Ok(None);
    };
    Ok(Some(Import {
        id,
        file_name,
        state: State::parse(&state).ok_or(Error::Corrupt("people_import.state"))?,
        content,
        added: count(added),
        changed: count(changed),
        waiting: count(waiting),
        failure,
        touched_at: Moment::from_micros(touched),
    }))
}

/// Replaces the rows of a list that is being put right.
///
/// # Errors
/// It is not a draft (any longer), or the database failed.
pub async fn put_content(conn: &mut Conn, id: Uuid, content: String) -> Result<(), Error> {
    let kept = conn
        .exec(
            "update people_import set content = $2, failure = '' where id = $1 and state = 'draft'",
            (id, content),
        )
        .await?;
    if kept == 1 { Ok(()) } else { Err(Refusal::NotFound.into()) }
}

/// Takes a draft to apply it. `false` when it is being applied already, or was.
///
/// # Errors
/// The database failed.
pub async fn start(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, Error> {
    let started = conn
        .exec(
            "update people_import set state = 'running', failure = '', touched_at = $2 \
             where id = $1 and state = 'draft'",
            (id, now.micros()),
        )
        .await?;
    Ok(started == 1)
}

/// It was not applied, for this reason: it is a draft again.
///
/// # Errors
/// The database failed.
pub async fn give_up(conn: &mut Conn, id: Uuid, failure: &str) -> Result<(), Error> {
    conn.exec(
        "update people_import set state = 'draft', failure = $2 where id = $1 and state = 'running'",
        (id, failure.to_owned()),
    )
    .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct KnownRow {
    id: Uuid,
    standing: String,
    first_name: String,
    last_name: String,
    email: Option<String>,
    organisation: String,
    role_title: String,
    phone: String,
    department: Option<String>,
}

impl KnownRow {
    fn known(self) -> Known {
        Known {
            id: self.id,
            cancelled: self.standing == "cancelled",
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email.unwrap_or_default(),
            organisation: self.organisation,
            role_title: self.role_title,
            phone: self.phone,
            department: self.department.unwrap_or_default(),
        }
    }
}

/// Everybody whom one of these keys finds ([`Known::key`]), the living rather than the cancelled. Read
/// page by page, so that only they lie in memory.
///
/// # Errors
/// The database failed.
pub async fn known(
    conn: &mut Conn,
    keys: &HashSet<String>,
) -> Result<HashMap<String, Known>, Error> {
    let mut found: HashMap<String, Known> = HashMap::new();
    let mut after = Uuid::nil();
    loop {
        let rows: Vec<KnownRow> = conn
            .all(
                "select id, standing, first_name, last_name, email, organisation, role_title, \
                 phone, department from participant where id > $1 and merged_into is null \
                 order by id limit $2",
                (after, PAGE),
            )
            .await?;
        let Some(last) = rows.last() else { return Ok(found) };
        after = last.id;
        for known in rows.into_iter().map(KnownRow::known) {
            let key = known.key();
            let better = |old: &Known| old.cancelled && !known.cancelled;
            if keys.contains(&key) && found.get(&key).is_none_or(better) {
                found.insert(key, known);
            }
        }
    }
}

/// What a list does, row by row.
#[derive(Clone, Debug)]
pub enum Step {
    /// Somebody nobody knows yet.
    Add(NewParticipant),
    /// Somebody who is registered: these fields take what the row says.
    Change(Uuid, Registration, Vec<Field>),
}

/// Applies a list that was taken ([`start`]), all of it or nothing; letters are held for as long as
/// those of an act on several people. `told` hears how many rows are done.
///
/// # Errors
/// Somebody has registered or gone meanwhile, so that the list is to be looked at again; or the
/// database failed.
pub async fn apply(
    conn: &mut Conn,
    id: Uuid,
    steps: Vec<Step>,
    actor: &str,
    now: Moment,
    mut told: impl FnMut(u32),
) -> Result<(), Error> {
    let marker = Uuid::now_v7();
    let (mut added, mut changed, mut waiting) = (0_i64, 0_i64, 0_i64);
    for (done, step) in (1_u32..).zip(steps) {
        match step {
            Step::Add(new) => {
                let who = new.id;
                match participants::register(conn, new, now).await? {
                    Outcome::Registered => {}
                    Outcome::Waiting => waiting += 1,
                    Outcome::Repeated(_) | Outcome::AlreadyThere(_) => {
                        return Err(Refusal::ListOutOfDate.into());
                    }
                }
                added += 1;
                let subject = who.to_string();
                journal::write(conn, actor, "participant.register", &subject, "", now).await?;
            }
            Step::Change(who, row, fields) => {
                change(conn, who, row, &fields, actor, now).await?;
                changed += 1;
            }
        }
        told(done);
    }
    conn.exec(
        "update letter set due_at = $1 where created_at = $2 and id > $3 and state = 'waiting' \
         and attempts = 0",
        (now.plus_seconds(participants::bulk::HELD).micros(), now.micros(), marker),
    )
    .await?;
    conn.exec(
        "update people_import set state = 'done', content = '', added = $2, changed = $3, \
         waiting = $4 where id = $1",
        (id, added, changed, waiting),
    )
    .await?;
    Ok(())
}

/// Somebody takes these fields from a row; everything else stays.
async fn change(
    conn: &mut Conn,
    who: Uuid,
    row: Registration,
    fields: &[Field],
    actor: &str,
    now: Moment,
) -> Result<(), Error> {
    let person = participants::by_id(conn, who).await?.ok_or(Refusal::ListOutOfDate)?;
    let needs = participants::needs(conn, who).await?;
    let takes = |field| fields.contains(&field);
    let text = |field, new: String, old: String| if takes(field) { new } else { old };
    let department = person.department.as_deref().and_then(Department::parse);
    let to = Registration {
        first_name: person.first_name,
        last_name: person.last_name,
        email: person.email.as_deref().and_then(Email::parse),
        organisation: text(Field::Organisation, row.organisation, person.organisation),
        department: if takes(Field::Department) { row.department } else { department },
        role_title: text(Field::RoleTitle, row.role_title, person.role_title),
        phone: text(Field::Phone, row.phone, person.phone),
        needs,
    };
    let edit =
        Edit { to, next_link: None, link_version: person.link_version, about: String::new() };
    let edited = participants::edit(conn, who, edit, actor, now).await?;
    if !edited.fields.is_empty() {
        let names: Vec<_> = edited.fields.iter().map(|field| field.name()).collect();
        let (subject, names) = (who.to_string(), names.join(" "));
        journal::write(conn, actor, "participant.edit", &subject, &names, now).await?;
    }
    Ok(())
}
