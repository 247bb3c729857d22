//! What the team changes of someone's registration, with the values before and after. The journal,
//! which is never erased, says only which fields; the values go with the person.

use domain::Refusal;
use domain::letter::Letter;
use domain::participant::{AccessNeeds, Department, Email, Field, Registration};
use domain::text::fold;
use domain::time::Moment;
use uuid::Uuid;

use super::lookup::{Participant, by_id, needs};
use super::{by_email, folded, lock, put_needs};
use crate::{Conn, Error, letters};

/// A registration as it is to be, and the link that goes with a new address.
#[derive(Clone, Debug)]
pub struct Edit {
    /// Everything that can be changed.
    pub to: Registration,
    /// SHA-256 of the personal link's next secret; `None` when the former link stays theirs.
    pub next_link: Option<Vec<u8>>,
    /// The version of the link that secret comes after.
    pub link_version: u32,
    /// What the letter says that carries a new link.
    pub about: String,
}

/// What an edit came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edited {
    /// Which fields have changed, in the order of the form.
    pub fields: Vec<Field>,
    /// Whether a new link goes to a new address, the former one opening nothing any more.
    pub new_link: bool,
}

/// One value that was changed.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Change {
    /// When, in microseconds since 1970 UTC: the moment of its line of the journal.
    pub at: i64,
    /// Which member of the team, or that it was the person.
    pub actor: String,
    /// The name of the field in the form.
    pub field: String,
    /// What it was; empty for what is not written down.
    pub old_value: String,
    /// What it became; empty for what is not written down.
    pub new_value: String,
}

/// Changes someone's registration. Letters that have not left follow a new address, which gets a
/// link of its own, so that whoever reads the former one is not let in any more. Doing it twice
/// changes nothing.
///
/// # Errors
/// The address belongs to somebody else's registration, the person is gone, their link was changed
/// meanwhile, or the database failed.
pub async fn edit(
    conn: &mut Conn,
    id: Uuid,
    edit: Edit,
    actor: &str,
    now: Moment,
) -> Result<Edited, Error> {
    lock(conn, id).await?;
    let before = by_id(conn, id).await?.ok_or(Refusal::NotFound)?;
    if let Some(email) = &edit.to.email
        && let Some(other) = by_email(conn, &email.key()).await?.filter(|other| *other != id)
    {
        return Err(Refusal::AlreadyRegistered { participant: other }.into());
    }
    let had = needs(conn, id).await?;
    let changed = differences(&before, &edit.to);
    write(conn, &before, &edit.to).await?;
    let mut edited = Edited::default();
    for (field, old, new) in changed {
        note(conn, id, field.name(), (&old, &new), actor, now).await?;
        edited.fields.push(field);
    }
    if !same_needs(&had, &edit.to.needs) {
        conn.exec("delete from access_need where participant_id = $1", (id,)).await?;
        put_needs(conn, id, &edit.to.needs, now).await?;
        note(conn, id, Field::AccessNeeds.name(), ("", ""), actor, now).await?;
        edited.fields.push(Field::AccessNeeds);
    }
    if edited.fields.contains(&Field::Email) {
        edited.new_link = follow(conn, &before, edit, now).await?;
    }
    Ok(edited)
}

fn same_needs(had: &AccessNeeds, has: &AccessNeeds) -> bool {
    let words = |needs: &AccessNeeds| {
        let mut words: Vec<_> = needs.choices.iter().map(|need| need.as_str()).collect();
        words.sort_unstable();
        words
    };
    had.other == has.other && words(had) == words(has)
}

/// Every field that differs, with both values.
fn differences(before: &Participant, to: &Registration) -> Vec<(Field, String, String)> {
    let email = to.email.as_ref().map(ToString::to_string).unwrap_or_default();
    let department = to.department.map(Department::as_str).unwrap_or_default().to_owned();
    [
        (Field::FirstName, &before.first_name, &to.first_name),
        (Field::LastName, &before.last_name, &to.last_name),
        (Field::Email, &before.email.clone().unwrap_or_default(), &email),
        (Field::Phone, &before.phone, &to.phone),
        (Field::Organisation, &before.organisation, &to.organisation),
        (Field::RoleTitle, &before.role_title, &to.role_title),
        (Field::Department, &before.department.clone().unwrap_or_default(), &department),
    ]
    .into_iter()
    .filter(|(_, old, new)| old != new)
    .map(|(field, old, new)| (field, old.clone(), new.clone()))
    .collect()
}

async fn write(conn: &mut Conn, before: &Participant, to: &Registration) -> Result<(), Error> {
    conn.exec(
        "update participant set first_name = $2, last_name = $3, email = $4, email_key = $5, \
         organisation = $6, department = $7, role_title = $8, phone = $9, folded = $10, \
         sort_key = $11 where id = $1",
        (
            before.id,
            to.first_name.clone(),
            to.last_name.clone(),
            to.email.as_ref().map(ToString::to_string),
            to.email.as_ref().map(Email::key),
            to.organisation.clone(),
            to.department.map(Department::as_str),
            to.role_title.clone(),
            to.phone.clone(),
            folded(to, &before.code),
            fold(&format!("{} {}", to.last_name, to.first_name)),
        ),
    )
    .await?;
    Ok(())
}

/// Letters follow the person. `true` when a new link is on its way to a new address.
async fn follow(
    conn: &mut Conn,
    before: &Participant,
    edit: Edit,
    now: Moment,
) -> Result<bool, Error> {
    if edit.to.email.is_none() {
        return Ok(false);
    }
    letters::follow(conn, before.id).await?;
    if before.standing == domain::checkin::Standing::Cancelled {
        return Ok(false);
    }
    // A link that was never written to an address is on paper or was dictated, and stays theirs.
    let Some(next) = edit.next_link.filter(|_| before.email.is_some()) else {
        letters::enqueue(conn, Letter::Link, before.id, "", now).await?;
        return Ok(false);
    };
    let changed = conn
        .exec(
            "update participant set link_hash = $2, link_version = link_version + 1 \
             where id = $1 and link_version = $3",
            (before.id, next, i64::from(edit.link_version)),
        )
        .await?;
    if changed == 0 {
        return Err(Error::Busy);
    }
    letters::enqueue(conn, Letter::Link, before.id, &edit.about, now).await?;
    Ok(true)
}

/// Writes down what a value was and became.
pub(super) async fn note(
    conn: &mut Conn,
    id: Uuid,
    field: &str,
    (old, new): (&str, &str),
    actor: &str,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "insert into participant_change (id, participant_id, at, actor, field, old_value, new_value) \
         values ($1, $2, $3, $4, $5, $6, $7)",
        (
            Uuid::now_v7(),
            id,
            now.micros(),
            actor.to_owned(),
            field.to_owned(),
            old.to_owned(),
            new.to_owned(),
        ),
    )
    .await?;
    Ok(())
}

/// Every value of someone's that was changed, newest first.
///
/// # Errors
/// The database failed.
pub async fn changes(conn: &mut Conn, id: Uuid) -> Result<Vec<Change>, Error> {
    conn.all(
        "select at, actor, field, old_value, new_value from participant_change \
         where participant_id = $1 order by at desc, id limit 400",
        (id,),
    )
    .await
}

/// What organisers note about someone, and what the door is to be told.
///
/// # Errors
/// No such person, or the database failed.
pub async fn notes(conn: &mut Conn, id: Uuid) -> Result<(String, String), Error> {
    let row: Option<(String, String)> =
        conn.opt("select note, door_note from participant where id = $1", (id,)).await?;
    row.ok_or_else(|| Refusal::NotFound.into())
}

/// Replaces both notes. `false` when they were the same.
///
/// # Errors
/// No such person, or the database failed.
pub async fn put_notes(
    conn: &mut Conn,
    id: Uuid,
    note_text: &str,
    door_note: &str,
    actor: &str,
    now: Moment,
) -> Result<bool, Error> {
    lock(conn, id).await?;
    let (old, old_door) = notes(conn, id).await?;
    if old == note_text && old_door == door_note {
        return Ok(false);
    }
    conn.exec(
        "update participant set note = $2, door_note = $3 where id = $1",
        (id, note_text.to_owned(), door_note.to_owned()),
    )
    .await?;
    for (field, before, after) in [("note", &*old, note_text), ("door_note", &*old_door, door_note)]
    {
        if before != after {
            note(conn, id, field, (before, after), actor, now).await?;
        }
    }
    Ok(true)
}
