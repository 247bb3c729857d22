mod actions;

use domain::checkin::Standing;
use domain::programme::Session;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::letters::{LetterLine, state_word};
use super::seats::{HeldSeat, LineAddition, SeatAddition, SeatTable, WaitedSeat, WaitedTable};
use super::{JournalLine, StandingWord, letter_href, or_dash, participant_href};
use crate::components::{Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// Everything the team sees of one person.
#[derive(Clone, Debug)]
pub struct ParticipantView {
    /// Their identity.
    pub id: Uuid,
    /// First name and last name.
    pub full_name: String,
    /// Where letters go.
    pub email: Option<String>,
    /// How to call them; may be empty.
    pub phone: String,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// What they do; may be empty.
    pub role_title: String,
    /// Where they come from, in words; may be empty.
    pub department: String,
    /// Their readable code, with its dash.
    pub code: String,
    /// The address of their own page.
    pub ticket: String,
    /// Where their registration stands.
    pub standing: Standing,
    /// Their place in line, when they wait.
    pub place: Option<u32>,
    /// When they were let in at the main entrance.
    pub arrived: Option<Moment>,
    /// What they need to take part, in words.
    pub needs: Vec<String>,
    /// When that is erased, in words.
    pub needs_until: String,
    /// The group they were registered with, if any.
    pub group: Option<GroupRecord>,
    /// What they hold.
    pub held: Vec<HeldSeat>,
    /// What they could take now.
    pub free: Vec<Session>,
    /// The lines they wait in.
    pub waited: Vec<WaitedSeat>,
    /// The full sessions whose line they could join.
    pub full: Vec<Session>,
    /// What was written to them, newest first.
    pub letters: Vec<LetterLine>,
    /// What happened, newest first.
    pub history: Vec<JournalLine>,
    /// The values that were changed: when, and from which to which.
    pub changes: Vec<(Moment, String)>,
    /// What organisers tell each other about them; may be empty.
    pub note: String,
    /// What the door is told about them; may be empty.
    pub door_note: String,
    /// The form's own identity, so that checking in twice is once.
    pub key: Uuid,
    /// When they registered.
    pub created_at: Moment,
    /// What was just done, or refused.
    pub said: Option<(Tone, String)>,
}

/// The group someone was registered with.
#[derive(Clone, Debug)]
pub struct GroupRecord {
    /// Who registered them: first name and last name.
    pub contact_name: String,
    /// Where the group's link goes.
    pub contact_email: String,
    /// The others: who they are, and their full names.
    pub others: Vec<(Uuid, String)>,
    /// Whether the person manages their own registration.
    pub taken_over: bool,
}

/// `/organisation/participants/{id}`: one person.
#[component]
pub fn ParticipantPage(
    /// Who.
    person: ParticipantView,
) -> impl IntoView {
    view! {
        <Back href="/organisation/participants" label="Participants"/>
        <header class="page-head">
            <h1>{person.full_name.clone()}</h1>
            <StandingWord standing=person.standing arrived=person.arrived.is_some() place=person.place/>
        </header>
        {person.said.clone().map(|(tone, sentence)| view! {
            <Notice tone><p role="status">{sentence}</p></Notice>
        })}
        <div class="columns">
            <div class="stack">
                <h2>"Informations"</h2>
                {record(&person)}
                <p class="actions"><a class="button secondary small" href=format!("{}/modifier", participant_href(person.id))>"Modifier ces informations"</a></p>
                <h2>"Ateliers et kiosques"</h2>
                <SeatTable person=person.id held=person.held.clone()/>
                {(person.standing == Standing::Registered).then(|| view! {
                    <SeatAddition person=person.id free=person.free.clone() held=person.held.clone()/>
                    <h2>"Listes d’attente"</h2>
                    <WaitedTable person=person.id waited=person.waited.clone()/>
                    <LineAddition person=person.id full=person.full.clone()/>
                })}
                <h2>"Lettres"</h2>
                {letters(&person)}
                <h2>"Historique"</h2>
                {history(&person)}
            </div>
            {actions::actions(&person)}
        </div>
    }
}

fn record(person: &ParticipantView) -> AnyView {
    let email = person.email.clone().map_or_else(
        || view! { "Aucune" }.into_any(),
        |email| view! { <a href=format!("mailto:{email}")>{email.clone()}</a> }.into_any(),
    );
    let arrived = person.arrived.map_or_else(|| "Pas encore".to_owned(), fr::short_date_time);
    view! {
        <dl class="record">
            <div><dt>"Adresse e-mail"</dt><dd>{email}</dd></div>
            <div><dt>"Téléphone"</dt><dd>{or_dash(&person.phone)}</dd></div>
            <div><dt>"Organisation"</dt><dd>{or_dash(&person.organisation)}</dd></div>
            <div><dt>"Fonction"</dt><dd>{or_dash(&person.role_title)}</dd></div>
            <div><dt>"Département"</dt><dd>{or_dash(&person.department)}</dd></div>
            <div><dt>"Code du billet"</dt><dd><span class="code">{person.code.clone()}</span></dd></div>
            <div><dt>"Arrivée"</dt><dd>{arrived}</dd></div>
            <div><dt>"Besoins pour participer"</dt><dd>{needs(person)}</dd></div>
            {person.group.as_ref().map(group)}
        </dl>
    }
    .into_any()
}

fn group(group: &GroupRecord) -> AnyView {
    let email = group.contact_email.clone();
    let others: Vec<_> = group
        .others
        .iter()
        .map(|(id, name)| view! { <li><a href=participant_href(*id)>{name.clone()}</a></li> })
        .collect();
    view! {
        <div>
            <dt>"Groupe"</dt>
            <dd>
                <p>"Inscription par "{group.contact_name.clone()}", "<a href=format!("mailto:{email}")>{email.clone()}</a></p>
                {group.taken_over.then(|| view! { <p>"Gère maintenant son inscription"</p> })}
                {(!others.is_empty()).then(|| view! { <p>"Avec\u{a0}:"</p><ul>{others}</ul> })}
            </dd>
        </div>
    }
    .into_any()
}

fn needs(person: &ParticipantView) -> AnyView {
    if person.needs.is_empty() {
        return view! { "—" }.into_any();
    }
    view! {
        {person.needs.join(", ")}" "
        <span class="soft">"(effacé le "{person.needs_until.clone()}")"</span>
    }
    .into_any()
}

fn letters(person: &ParticipantView) -> AnyView {
    if person.letters.is_empty() {
        return view! { <p class="soft">"Aucune lettre ne lui a été écrite."</p> }.into_any();
    }
    let rows: Vec<_> = person
        .letters
        .iter()
        .map(|letter| {
            view! {
                <tr>
                    <th scope="row"><a href=letter_href(letter.id)>{fr::letter(letter.kind)}</a></th>
                    <td data-label="État">{state_word(letter)}</td>
                    <td class="number" data-label="Écrite">{fr::short_date_time(letter.created_at)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Lettres écrites à cette personne"</caption>
            <thead>
                <tr>
                    <th scope="col">"Lettre"</th>
                    <th scope="col">"État"</th>
                    <th scope="col" class="number">"Écrite"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What the journal knows. Registrations made before it did are told by their date.
fn history(person: &ParticipantView) -> AnyView {
    let lines: Vec<_> = person.history.iter().map(|line| happened(line, &person.changes)).collect();
    let known = person.history.iter().any(|line| line.action == "participant.register");
    let at = person.created_at;
    view! {
        <ol class="history">
            {lines}
            {(!known).then(|| view! {
                <li><time datetime=at.rfc3339()>{fr::short_date_time(at)}</time><p>"Inscription"</p></li>
            })}
        </ol>
    }
    .into_any()
}

fn happened(line: &JournalLine, changes: &[(Moment, String)]) -> AnyView {
    let detail = fr::action_detail(&line.action, &line.detail);
    let detail = if detail.is_empty() { detail } else { format!("\u{a0}: {detail}") };
    let values: Vec<_> = changes
        .iter()
        .filter(|(at, _)| *at == line.at)
        .map(|(_, change)| view! { <li>{change.clone()}</li> })
        .collect();
    view! {
        <li>
            <time datetime=line.at.rfc3339()>{fr::short_date_time(line.at)}</time>
            <div>
                <p>{format!("{}{detail}, par {}", fr::action(&line.action), fr::actor(&line.actor))}</p>
                {(!values.is_empty()).then(|| view! { <ul class="changes">{values}</ul> })}
            </div>
        </li>
    }
    .into_any()
}
