//! What a change would do to people, as a page shows it before the change is made.

use std::collections::BTreeSet;

use app::fr;
use app::pages::staff::programme::{ChangeView, MovedView};
use domain::letter::{Letter, SessionMoved, SessionsMoved};
use domain::programme::Move;
use store::letters::{Entry, State as Kept};
use store::programme::{Changed, Concerned};
use uuid::Uuid;

use super::clash_line;
use crate::clock::now;
use crate::http::form::Fields;
use crate::mail;
use crate::state::App;

/// Where the question is asked, and how it is answered.
pub struct Asked {
    pub title: String,
    pub back: String,
    pub back_label: &'static str,
    pub action: String,
    pub tell: bool,
    pub refused: Vec<String>,
}

/// Whether a change has to be asked about: somebody holds or awaits what it moves.
pub fn concerns_somebody(changed: &Changed) -> bool {
    !changed.clashes.is_empty() || changed.moved.iter().any(|(_, people)| !people.is_empty())
}

/// The page's view of a change that was tried out.
pub async fn view(
    app: &App,
    changed: &Changed,
    typed: Vec<(String, String)>,
    asked: Asked,
) -> ChangeView {
    let Asked { title, back, back_label, action, tell, refused } = asked;
    let moved = changed.moved.iter().filter(|(_, people)| !people.is_empty());
    let reached = moved.clone().flat_map(|(_, people)| people).filter(|it| it.email.is_some());
    let reached: BTreeSet<Uuid> = reached.map(|person| person.participant).collect();
    ChangeView {
        title,
        back,
        back_label,
        action,
        typed,
        differences: changed
            .differences
            .iter()
            .map(|it| (fr::programme_part(it.subject()), fr::difference(it)))
            .collect(),
        letters: u32::try_from(reached.len()).unwrap_or(u32::MAX),
        moved: moved.map(|(one, people)| moved_view(one, people)).collect(),
        clashes: changed.clashes.iter().map(clash_line).collect(),
        letter: letter(app, changed).await,
        tell,
        refused,
    }
}

/// What was typed, to be sent again with the answer.
pub fn typed(fields: &Fields) -> Vec<(String, String)> {
    let own = ["confirme", "prevenir"];
    let kept = fields.iter().filter(|(name, _)| !own.contains(name));
    kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn moved_view(one: &Move, people: &[Concerned]) -> MovedView {
    let named = |keeps: fn(&Concerned) -> bool| -> Vec<(Uuid, String)> {
        people
            .iter()
            .filter(|person| keeps(person))
            .map(|it| (it.participant, format!("{} {}", it.last_name, it.first_name)))
            .collect()
    };
    MovedView {
        name: format!("{} {}", one.code, one.title),
        changes: fr::move_lines(one),
        seated: named(|person| !person.waits),
        waiting: named(|person| person.waits),
        unreachable: named(|person| person.email.is_none()),
    }
}

/// The letter as the first of them would read it; it is not in the outbox. Whoever is then in two
/// places comes first: that letter says most.
async fn letter(app: &App, changed: &Changed) -> Option<(String, String)> {
    let reached = || {
        let people = changed.moved.iter().flat_map(|(_, people)| people);
        people.filter(|person| person.email.is_some())
    };
    let clashes = |person: &&Concerned| {
        changed.clashes.iter().any(|clash| clash.participant == person.participant)
    };
    let person = reached().find(clashes).or_else(|| reached().next())?;
    let theirs = changed
        .moved
        .iter()
        .filter(|(_, people)| people.iter().any(|one| one.participant == person.participant));
    let about = theirs
        .map(|(one, _)| SessionMoved { session: one.session, was: one.was.clone() })
        .collect();
    let about = SessionsMoved(about);
    let entry = Entry {
        id: Uuid::nil(),
        kind: Letter::SessionMoved,
        participant: Some(person.participant),
        recipient: person.email.clone()?,
        about: about.to_string(),
        state: Kept::Waiting,
        attempts: 0,
        last_error: String::new(),
        created_at: now(),
        sent_at: None,
    };
    match mail::compose_as(app, &entry, &changed.programme).await {
        Ok(composed) => Some((composed.subject, composed.text)),
        Err(error) => {
            tracing::error!(cause = %error, "the letter about a moved session cannot be composed");
            None
        }
    }
}
