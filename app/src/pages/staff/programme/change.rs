use leptos::prelude::*;
use uuid::Uuid;

use super::form::clashes;
use crate::components::{Icon, Notice, Tone};
use crate::fr;
use crate::pages::staff::concerned::{letter, people};
use crate::pages::staff::participant_href;
use crate::shell::Back;

/// A session that moves, and who is concerned.
#[derive(Clone, Debug)]
pub struct MovedView {
    /// « A03 Aller vers… ».
    pub name: String,
    /// What changes: its name, as it was, as it is to be.
    pub changes: Vec<(&'static str, String, String)>,
    /// Who has a seat: identity and name.
    pub seated: Vec<(Uuid, String)>,
    /// Who waits: identity and name.
    pub waiting: Vec<(Uuid, String)>,
    /// Those of them whom no letter reaches.
    pub unreachable: Vec<(Uuid, String)>,
}

/// Someone who is then expected in two places.
#[derive(Clone, Debug)]
pub struct ClashLine {
    /// Who.
    pub participant: Uuid,
    /// Their name.
    pub name: String,
    /// The two codes.
    pub codes: String,
}

/// A change about to be made.
#[derive(Clone, Debug)]
pub struct ChangeView {
    /// What it is about.
    pub title: String,
    /// Where one comes from.
    pub back: String,
    /// What is there.
    pub back_label: &'static str,
    /// Where the answer is sent.
    pub action: String,
    /// Everything that was typed, to be sent again.
    pub typed: Vec<(String, String)>,
    /// What differs, part by part: its name, and what changes there.
    pub differences: Vec<(String, Vec<String>)>,
    /// The sessions that move.
    pub moved: Vec<MovedView>,
    /// Those who are then expected in two places.
    pub clashes: Vec<ClashLine>,
    /// How many letters are written.
    pub letters: u32,
    /// The letter, as one of them would read it: its heading and its words.
    pub letter: Option<(String, String)>,
    /// Whether letters are to be written.
    pub tell: bool,
    /// Why the last answer was refused.
    pub refused: Vec<String>,
}

/// What a change does to people, before it is made.
#[component]
pub fn ChangePage(
    /// What would happen.
    view: ChangeView,
) -> impl IntoView {
    let typed: Vec<_> = view
        .typed
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect();
    let concerned =
        view.letters > 0 || view.moved.iter().any(|moved| !moved.unreachable.is_empty());
    view! {
        <Back href=view.back.clone() label=view.back_label/>
        <h1>{view.title.clone()}</h1>
        {clashes(&view.refused, true)}
        {differences(&view.differences)}
        {(!concerned).then(|| view! { <p>"Personne n’a de place dans une séance qui bouge\u{a0}: aucune lettre ne part."</p> })}
        {view.moved.iter().map(moved).collect::<Vec<_>>()}
        {in_two_places(
            &view.clashes,
            ["personne serait attendue", "personnes seraient attendues"],
            "Elles gardent leurs places. Leur lettre le dit et demande de choisir\u{a0}; cette liste reste sur la page du programme.",
        )}
        {view.letter.clone().map(letter)}
        <form class="form" method="post" action=view.action.clone()>
            {typed}
            <input type="hidden" name="confirme" value="oui"/>
            {concerned.then(|| tell(&view))}
            <p class="actions">
                <button type="submit">"Enregistrer ce changement"</button>
                " "
                <a class="button secondary" href=view.back.clone()>"Ne rien changer"</a>
            </p>
        </form>
    }
}

fn tell(view: &ChangeView) -> AnyView {
    let letters = fr::count(view.letters, "lettre", "lettres");
    let checked = view.tell;
    view! {
        <div class="check">
            <input id="prevenir" name="prevenir" type="checkbox" value="oui" checked=checked aria-describedby="prevenir-aide"/>
            <label for="prevenir">"Prévenir par courriel ("{letters}")"</label>
            <p class="hint" id="prevenir-aide">"Les lettres attendent deux minutes\u{a0}: jusque-là, vous pouvez les rappeler. Sans lettre, personne n’est prévenu, et un changement qui met quelqu’un à deux endroits est refusé."</p>
        </div>
    }
    .into_any()
}

fn differences(differences: &[(String, Vec<String>)]) -> Option<AnyView> {
    (!differences.is_empty()).then(|| {
        let rows: Vec<_> = differences
            .iter()
            .map(|(part, lines)| {
                let lines: Vec<_> =
                    lines.iter().map(|line| view! { <li>{line.clone()}</li> }).collect();
                view! {
                    <div><dt>{part.clone()}</dt><dd><ul class="plain">{lines}</ul></dd></div>
                }
            })
            .collect();
        view! {
            <section aria-labelledby="change">
                <h2 id="change">"Ce qui change"</h2>
                <dl class="record differences">{rows}</dl>
            </section>
        }
        .into_any()
    })
}

fn moved(moved: &MovedView) -> AnyView {
    let id = format!("bouge-{}", moved.name.split(' ').next().unwrap_or_default());
    let changes: Vec<_> = moved
        .changes
        .iter()
        .map(|(name, was, is)| {
            view! {
                <div>
                    <dt>{*name}</dt>
                    <dd><s><span class="spoken">"avant\u{a0}: "</span>{was.clone()}</s>" "<Icon name="arrow"/>" "<strong>{is.clone()}</strong></dd>
                </div>
            }
        })
        .collect();
    view! {
        <section class="moved" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{moved.name.clone()}</h2>
            <dl class="record">{changes}</dl>
            {people("Ont une place", &moved.seated)}
            {people("Attendent une place", &moved.waiting)}
            {people("Sans adresse e-mail, à prévenir vous-même", &moved.unreachable)}
        </section>
    }
    .into_any()
}

/// Those who are expected in two places, with what to know about it; nothing when there are none.
pub(super) fn in_two_places(
    lines: &[ClashLine],
    [one, many]: [&'static str; 2],
    what: &'static str,
) -> Option<AnyView> {
    let number = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    (number > 0).then(|| {
        let lines: Vec<_> = lines
            .iter()
            .map(|line| {
                view! {
                    <li><a href=participant_href(line.participant)>{line.name.clone()}</a>", "{line.codes.clone()}</li>
                }
            })
            .collect();
        view! {
            <Notice tone=Tone::Attention>
                <h2>{fr::count(number, one, many)}" à deux endroits"</h2>
                <p>{what}</p>
                <ul>{lines}</ul>
            </Notice>
        }
        .into_any()
    })
}
