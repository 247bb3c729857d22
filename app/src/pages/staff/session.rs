use domain::programme::{Kind, Session};
use domain::schedule::Origin;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::line::{LineTable, MoveUp};
use super::programme::{AnnouncementLine, Announcements, part_href};
use super::{or_dash, participant_href};
use crate::components::{
    FieldError, FormErrors, Icon, Notice, SeatMeter, StateWord, TimeOfDay, Tone,
};
use crate::fr;
use crate::shell::Back;

/// Everything organisers see of one session.
#[derive(Clone, Debug)]
pub struct SessionView {
    /// The session, with its seats.
    pub session: Session,
    /// The name of its slot; empty for a visit.
    pub slot: String,
    /// Who has a seat, by name.
    pub seated: Vec<SeatedLine>,
    /// Who waits, in the order of the line.
    pub waiting: Vec<WaitingLine>,
    /// What was typed into the forms, and what is wrong with it.
    pub typed: SessionForms,
    /// What was just done, or refused.
    pub said: Option<(Tone, String)>,
    /// Changes of the programme whose letters can still be called back.
    pub announcements: Vec<AnnouncementLine>,
    /// Whether letters leave at all.
    pub by_mail: bool,
    /// What time it is.
    pub now: Moment,
}

/// Someone who has a seat.
#[derive(Clone, Debug)]
pub struct SeatedLine {
    /// Who.
    pub participant: Uuid,
    /// Last name, then first name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Their readable code, with its dash.
    pub code: String,
    /// How they came to the seat.
    pub origin: Origin,
    /// When they said that they keep it, if they were asked.
    pub accepted_at: Option<Moment>,
}

/// Someone who waits for a seat.
#[derive(Clone, Debug)]
pub struct WaitingLine {
    /// Who.
    pub participant: Uuid,
    /// Last name, then first name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Since when.
    pub since: Moment,
    /// Whether they give back what they hold in the same slot.
    pub swap: bool,
    /// Which of their wishes it was, from 1.
    pub rank: Option<u8>,
    /// Why they were moved up; empty when they were not.
    pub moved_reason: String,
    /// Whether a seat that became free now would be theirs, were they first.
    pub free: bool,
}

/// What the forms of the page hold.
#[derive(Clone, Debug, Default)]
pub struct SessionForms {
    /// How many seats there are to be; empty: as many as there are.
    pub capacity: String,
    /// Who is to be moved up; empty: the last one of the line.
    pub participant: String,
    /// Why.
    pub reason: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// The address of a session's page.
#[must_use]
pub fn session_href(id: Uuid) -> String {
    format!("/organisation/seances/{id}")
}

/// `/organisation/seances/{id}`: one session, who has a seat, who waits.
#[component]
pub fn SessionPage(
    /// The session.
    view: SessionView,
) -> impl IntoView {
    let session = &view.session;
    let said = view.said.clone();
    view! {
        <Back href="/organisation" label="Tableau de bord"/>
        <header class="page-head">
            <h1><span class="code">{session.code.clone()}</span>" "{session.title.clone()}</h1>
            {session.cancelled.then(|| view! { <StateWord tone=Tone::Refused word="N’aura pas lieu"/> })}
        </header>
        {said.map(|(tone, sentence)| view! { <Notice tone><p role="status">{sentence}</p></Notice> })}
        <Announcements lines=view.announcements.clone() by_mail=view.by_mail now=view.now/>
        <div class="columns">
            <div class="stack">
                {facts(&view)}
                <h2 id="inscrits">"Personnes inscrites"</h2>
                {seated(&view)}
                <h2 id="attente">"Liste d’attente"</h2>
                <LineTable waiting=view.waiting.clone() full=session.seats.is_full()/>
            </div>
            {(!session.cancelled).then(|| actions(&view))}
        </div>
    }
}

fn facts(view: &SessionView) -> AnyView {
    let session = &view.session;
    let code = session.code.clone();
    let part = if session.kind == Kind::Workshop { "ateliers" } else { "kiosques" };
    let slot = (!view.slot.is_empty()).then(|| {
        let slot = view.slot.clone();
        view! { <div><dt>"Créneau"</dt><dd>{slot}</dd></div> }
    });
    let missing = session.minimum.saturating_sub(session.seats.taken);
    let minimum = (session.minimum > 0).then(|| {
        let missing = (missing > 0).then(|| {
            format!(", il en manque {missing}")
        });
        view! {
            <div><dt>"Minimum pour ouvrir"</dt><dd>{fr::count(session.minimum, "personne", "personnes")}{missing}</dd></div>
        }
    });
    view! {
        <dl class="record">
            <div><dt>"Horaire"</dt><dd><TimeOfDay at=session.span.start() span=session.span/></dd></div>
            <div><dt>"Salle"</dt><dd>{session.room.clone()}</dd></div>
            {slot}
            <div>
                <dt>"Places prises"</dt>
                <dd>
                    {session.seats.taken}"\u{a0}/\u{a0}"{session.seats.capacity}
                    {(!session.cancelled).then(|| view! { <SeatMeter seats=session.seats/> })}
                </dd>
            </div>
            <div><dt>"En attente"</dt><dd>{fr::count(session.waiting, "personne", "personnes")}</dd></div>
            {minimum}
        </dl>
        <p class="actions">
            <a class="button small secondary" href=part_href(part, Some(&code))>"Modifier dans le programme"</a>
            " "
            <a class="button small secondary" href=format!("/programme/{code}")>"Voir la page publique"</a>
            <a class="button small secondary" href=format!("/organisation/exports/emargement?seance={code}")>"Feuille d’émargement"</a>
        </p>
    }
    .into_any()
}

fn seated(view: &SessionView) -> AnyView {
    if view.seated.is_empty() {
        return view! { <p class="soft">"Personne n’y est inscrit."</p> }.into_any();
    }
    let rows: Vec<_> = view.seated.iter().map(seat).collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Personnes qui ont une place"</caption>
            <thead>
                <tr>
                    <th scope="col">"Nom"</th>
                    <th scope="col">"Organisation"</th>
                    <th scope="col">"Billet"</th>
                    <th scope="col">"Place obtenue"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn seat(line: &SeatedLine) -> AnyView {
    let kept = line.accepted_at.map(|at| format!(", gardée le {}", fr::short_date_time(at)));
    view! {
        <tr>
            <th scope="row"><a href=participant_href(line.participant)>{line.name.clone()}</a></th>
            <td data-label="Organisation">{or_dash(&line.organisation)}</td>
            <td data-label="Billet"><span class="code">{line.code.clone()}</span></td>
            <td data-label="Place obtenue">{fr::origin(line.origin)}{kept}</td>
        </tr>
    }
    .into_any()
}

fn actions(view: &SessionView) -> AnyView {
    let href = session_href(view.session.id);
    let running = view.session.span.start() <= view.now;
    let waiting = view.waiting.clone();
    view! {
        <aside class="stack" aria-label="Actions">
            {capacity(view)}
            {(!waiting.is_empty()).then(|| view! {
                <MoveUp session=view.session.id waiting typed=view.typed.clone()/>
            })}
            {(!running).then(|| view! {
                <h2>"Annuler la séance"</h2>
                <p class="soft">"Une page vous dira d’abord qui est concerné."</p>
                <p class="actions wide"><a class="button secondary danger" href=format!("{href}/annuler")>"Annuler cette séance"</a></p>
            })}
        </aside>
    }
    .into_any()
}

fn capacity(view: &SessionView) -> AnyView {
    let SessionForms { capacity, errors, .. } = &view.typed;
    let seats = view.session.seats.capacity.to_string();
    let value = if capacity.is_empty() { seats } else { capacity.clone() };
    let error = errors.of("places");
    let invalid = error.is_some();
    let described = if invalid { "places-aide places-erreur" } else { "places-aide" };
    view! {
        <h2>"Nombre de places"</h2>
        <form method="post" action=format!("{}/places", session_href(view.session.id))>
            <div class=if invalid { "field short invalid" } else { "field short" }>
                <label for="places">"Places dans cette séance"</label>
                <p class="hint" id="places-aide">"Une place de plus va tout de suite à la première personne libre de la liste d’attente."</p>
                <FieldError field="places" sentence=error/>
                <input id="places" name="places" type="number" min="1" max="9999" required value=value
                    aria-describedby=described aria-invalid=invalid.then_some("true")/>
            </div>
            <button class="secondary" type="submit"><Icon name="seat"/>"Changer le nombre"</button>
        </form>
    }
    .into_any()
}
