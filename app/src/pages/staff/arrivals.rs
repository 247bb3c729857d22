//! The door, live: who has come, when, by which door; which phones are there; what went wrong.

mod chart;

use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use super::phones::{PhoneLine, PhoneState, ago, state};
use crate::components::{Notice, StateWord, TimeOfDay, Tone};
use crate::fr;

/// Where the board is asked for again.
const LIVE: &str = "/organisation/accueil/tableau";

/// How a door stands.
#[derive(Clone, Debug)]
pub struct DoorFigures {
    /// What people call it.
    pub label: String,
    /// Where and when, for a session.
    pub place: String,
    /// How many people came.
    pub arrived: u32,
    /// How many are expected.
    pub expected: u32,
}

/// Someone who was registered at a door.
#[derive(Clone, Debug)]
pub struct WalkInLine {
    /// Who.
    pub participant: Uuid,
    /// First name and last name.
    pub name: String,
    /// Why, when the conference was full; may be empty.
    pub reason: String,
    /// Whether they came beyond the capacity.
    pub beyond: bool,
    /// When.
    pub at: Moment,
    /// By which phone or member of the team.
    pub by: String,
}

/// How the doors stand.
#[derive(Clone, Debug)]
pub struct ArrivalsView {
    /// The main entrance.
    pub main: DoorFigures,
    /// The doors of the sessions, in the order of the day.
    pub sessions: Vec<DoorFigures>,
    /// How many people came in five minutes from each of these moments on.
    pub by_five: Vec<(Moment, u32)>,
    /// The phones that may keep doors.
    pub phones: Vec<PhoneLine>,
    /// Double entries, in sentences.
    pub conflicts: Vec<String>,
    /// Who was registered at a door, the newest first.
    pub walk_ins: Vec<WalkInLine>,
    /// What time it is.
    pub now: Moment,
}

/// `/organisation/accueil`: the door, live.
#[component]
pub fn ArrivalsPage(
    /// How the doors stand.
    view: ArrivalsView,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>"Accueil en direct"</h1>
            <p class="actions">
                <a class="button small secondary" href="/organisation/projecteur">"Projeter, sans noms"</a>" "
                <a class="button small secondary" href="/organisation/accueil/papier">"Saisir des fiches papier"</a>" "
                <a class="button small" href="/organisation/equipe/telephones">"Préparer des téléphones"</a>" "
                <button class="small secondary" type="button" data-print hidden>"Imprimer"</button>
            </p>
        </header>
        <div data-live=LIVE class="stack"><ArrivalsBoard view/></div>
    }
}

/// The part of it that keeps itself up to date.
#[component]
pub fn ArrivalsBoard(
    /// How the doors stand.
    view: ArrivalsView,
) -> impl IntoView {
    let missing = view.main.expected.saturating_sub(view.main.arrived);
    view! {
        <p class="soft">"À jour à "<TimeOfDay at=view.now/>"."</p>
        <dl class="figures">
            <div><dt>{if view.main.arrived < 2 { "personne arrivée" } else { "personnes arrivées" }}</dt><dd>{view.main.arrived}</dd></div>
            <div><dt>{format!("attendues sur {}", view.main.expected)}</dt><dd>{missing}</dd></div>
            <div><dt>"inscrites sur place"</dt><dd>{view.walk_ins.len()}</dd></div>
            <div><dt>{if view.conflicts.len() < 2 { "double entrée" } else { "doubles entrées" }}</dt><dd>{view.conflicts.len()}</dd></div>
        </dl>
        {conflicts(&view.conflicts)}
        {chart::arrivals(&view.by_five)}
        {doors(&view.sessions)}
        {phones(&view)}
        {walk_ins(&view.walk_ins)}
    }
}

fn conflicts(sentences: &[String]) -> Option<AnyView> {
    if sentences.is_empty() {
        return None;
    }
    let items: Vec<_> =
        sentences.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect();
    Some(
        view! {
            <Notice tone=Tone::Attention>
                <h2>"Pointées deux fois"</h2>
                <p>"Souvent deux téléphones sans réseau, parfois un billet prêté. Rien n’est compté deux fois."</p>
                <ul>{items}</ul>
            </Notice>
        }
        .into_any(),
    )
}

fn doors(sessions: &[DoorFigures]) -> Option<AnyView> {
    if sessions.is_empty() {
        return None;
    }
    let rows: Vec<_> = sessions
        .iter()
        .map(|door| {
            view! {
                <tr>
                    <th scope="row">{door.label.clone()}</th>
                    <td data-label="Où et quand">{door.place.clone()}</td>
                    <td class="number" data-label="Arrivées">{door.arrived}</td>
                    <td class="number" data-label="Attendues">{door.expected}</td>
                </tr>
            }
        })
        .collect();
    Some(
        view! {
            <section aria-labelledby="portes">
                <h2 id="portes">"Aux portes des séances"</h2>
                <table class="rows">
                    <caption class="spoken">"Personnes arrivées et attendues, par séance"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Séance"</th>
                            <th scope="col">"Où et quand"</th>
                            <th scope="col" class="number">"Arrivées"</th>
                            <th scope="col" class="number">"Attendues"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn phones(view: &ArrivalsView) -> AnyView {
    let serving = view.phones.iter().filter(|phone| phone.state == PhoneState::Serves);
    let items: Vec<_> = serving.map(|phone| phone_row(phone, view.now)).collect();
    if items.is_empty() {
        return view! {
            <section aria-labelledby="telephones">
                <h2 id="telephones">"Téléphones"</h2>
                <p>"Aucun téléphone n’est prêt. "<a href="/organisation/equipe/telephones">"Préparer des téléphones"</a></p>
            </section>
        }
        .into_any();
    }
    view! {
        <section aria-labelledby="telephones">
            <h2 id="telephones">"Téléphones"</h2>
            <table class="rows">
                <caption class="spoken">"Téléphones en service"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Téléphone"</th>
                        <th scope="col">"État"</th>
                        <th scope="col">"Vu"</th>
                        <th scope="col">"Liste"</th>
                        <th scope="col" class="number">"Non envoyés"</th>
                    </tr>
                </thead>
                <tbody>{items}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn phone_row(phone: &PhoneLine, now: Moment) -> AnyView {
    let word = match fr::clock_off(phone.clock_ahead) {
        Some(off) => {
            view! { <StateWord tone=Tone::Attention word=format!("Horloge\u{a0}: {off}")/> }
                .into_any()
        }
        None => state(phone.state),
    };
    view! {
        <tr>
            <th scope="row">{phone.name.clone()}</th>
            <td data-label="État">{word}</td>
            <td data-label="Vu">{ago(phone.seen, now, "pas encore")}</td>
            <td data-label="Liste">{ago(phone.list, now, "pas encore reçue")}</td>
            <td class="number" data-label="Non envoyés">{phone.unsent}</td>
        </tr>
    }
    .into_any()
}

fn walk_ins(lines: &[WalkInLine]) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let why = match (line.beyond, line.reason.is_empty()) {
                (false, true) => "—".to_owned(),
                (false, false) => line.reason.clone(),
                (true, true) => "Au-delà des places, sans raison donnée".to_owned(),
                (true, false) => format!("Au-delà des places\u{a0}: {}", line.reason),
            };
            view! {
                <tr>
                    <th scope="row"><a href=participant_href(line.participant)>{line.name.clone()}</a></th>
                    <td data-label="Heure"><TimeOfDay at=line.at/></td>
                    <td data-label="Par">{line.by.clone()}</td>
                    <td data-label="Raison">{why}</td>
                </tr>
            }
        })
        .collect();
    Some(
        view! {
            <section aria-labelledby="sur-place">
                <h2 id="sur-place">"Inscrites sur place"</h2>
                <table class="rows">
                    <caption class="spoken">"Personnes inscrites à la porte, les dernières d’abord"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Personne"</th>
                            <th scope="col">"Heure"</th>
                            <th scope="col">"Par"</th>
                            <th scope="col">"Raison"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}
