use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use crate::components::{Notice, StateWord, Tone};
use crate::fr;
use crate::shell::Back;

/// What an act will come to for one person.
#[derive(Clone, Debug)]
pub struct Foreseen {
    /// Who.
    pub id: Uuid,
    /// First name and last name.
    pub full_name: String,
    /// Whether something changes, or why not.
    pub tone: Tone,
    /// In words.
    pub words: String,
}

/// An act on several people, before it is done.
#[derive(Clone, Debug)]
pub struct BulkView {
    /// Its identity, so that sending it twice does it once.
    pub key: Uuid,
    /// The word of the act.
    pub act: &'static str,
    /// The identity of its session, if it has one.
    pub session: String,
    /// The session in words.
    pub session_name: String,
    /// Everybody who was ticked.
    pub people: Vec<Foreseen>,
    /// For how many something changes.
    pub changed: u32,
    /// How many letters it writes.
    pub letters: u32,
    /// How many others it gives a place or a seat.
    pub others: u32,
}

/// `/organisation/participants/selection`: what an act will change, for whom.
#[component]
pub fn BulkPage(
    /// The act.
    bulk: BulkView,
) -> impl IntoView {
    let many = u32::try_from(bulk.people.len()).unwrap_or(u32::MAX);
    let rows: Vec<_> = bulk.people.iter().map(row).collect();
    let left = many.saturating_sub(bulk.changed);
    let danger = (bulk.act == "cancel").then_some("danger");
    view! {
        <Back href="/organisation/participants" label="Participants"/>
        <h1>{fr::bulk::question(bulk.act, bulk.changed, &bulk.session_name)}</h1>
        <ul>
            <li>{changes(bulk.changed)}</li>
            {(left > 0).then(|| view! { <li>{fr::count(left, "personne reste", "personnes restent")}" comme aujourd’hui."</li> })}
            {(bulk.others > 0).then(|| view! { <li>{fr::count(bulk.others, "personne en attente prend", "personnes en attente prennent")}" une place rendue."</li> })}
            <li>{letters(bulk.letters)}</li>
        </ul>
        {(bulk.changed > 0).then(|| view! {
            <form method="post" action="/organisation/participants/selection">
                <input type="hidden" name="key" value=bulk.key.to_string()/>
                <input type="hidden" name="acte" value=bulk.act/>
                <input type="hidden" name="seance" value=bulk.session.clone()/>
                <p class="actions">
                    <button class=danger type="submit">{format!("Appliquer à {}", fr::count(bulk.changed, "personne", "personnes"))}</button>
                    " "
                    <a class="button secondary" href="/organisation/participants">"Ne rien faire"</a>
                </p>
            </form>
        })}
        <h2>"Personne par personne"</h2>
        <table class="rows">
            <caption class="spoken">"Ce qui change pour chaque personne choisie"</caption>
            <thead><tr><th scope="col">"Nom"</th><th scope="col">"Ce qui change"</th></tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn changes(many: u32) -> String {
    if many == 0 {
        return "Rien ne change pour personne.".to_owned();
    }
    format!("{}.", fr::count(many, "personne est concernée", "personnes sont concernées"))
}

fn letters(many: u32) -> String {
    if many == 0 {
        return "Aucune lettre ne part.".to_owned();
    }
    format!(
        "{} deux minutes plus tard. Jusque-là, tout peut être défait.",
        fr::count(many, "lettre part", "lettres partent")
    )
}

fn row(line: &Foreseen) -> AnyView {
    view! {
        <tr>
            <th scope="row"><a href=participant_href(line.id)>{line.full_name.clone()}</a></th>
            <td data-label="Ce qui change"><StateWord tone=line.tone word=line.words.clone()/></td>
        </tr>
    }
    .into_any()
}

/// An act on several people that was done.
#[derive(Clone, Debug)]
pub struct BatchView {
    /// Its identity.
    pub id: Uuid,
    /// What was done, in words.
    pub did: String,
    /// When its letters leave.
    pub leaves_at: Moment,
    /// How many letters it has written, and how many have left.
    pub letters: (u32, u32),
    /// Whether letters are being sent at all.
    pub mail: bool,
    /// When it was taken back.
    pub undone_at: Option<Moment>,
    /// Why it was not taken back.
    pub refused: Option<String>,
}

/// `/organisation/participants/selection/{id}`: what was done, and a way back.
#[component]
pub fn BatchPage(
    /// The act.
    batch: BatchView,
) -> impl IntoView {
    let (all, left) = batch.letters;
    let undo = format!("/organisation/participants/selection/{}/defaire", batch.id);
    view! {
        <Back href="/organisation/participants" label="Participants"/>
        <h1>{batch.did.clone()}</h1>
        {batch.refused.clone().map(|sentence| view! {
            <Notice tone=Tone::Refused><p role="alert">{sentence}</p></Notice>
        })}
        {match batch.undone_at {
            Some(at) => view! {
                <Notice tone=Tone::Accepted>
                    <p role="status"><strong>"Défait "{fr::short_date_time(at)}". "</strong>"Tout est comme avant, et aucune lettre n’est partie."</p>
                </Notice>
            }.into_any(),
            None if left > 0 => view! {
                <p role="status">{fr::count(left, "lettre est partie", "lettres sont parties")}" : cela ne peut plus être défait d’un coup. Corrigez fiche par fiche."</p>
            }.into_any(),
            None => view! {
                <div class="stack">
                    <p role="status">{held(&batch, all)}</p>
                    <form method="post" action=undo>
                        <p class="actions"><button class="secondary" type="submit">"Tout défaire"</button></p>
                    </form>
                </div>
            }.into_any(),
        }}
        <p class="actions"><a href="/organisation/participants">"Revenir à la liste"</a></p>
    }
}

fn held(batch: &BatchView, letters: u32) -> String {
    if letters == 0 {
        return "Aucune lettre n’est écrite\u{a0}: vous pouvez encore tout défaire.".to_owned();
    }
    let letters = fr::count(letters, "lettre attend", "lettres attendent");
    if batch.mail {
        format!(
            "{letters} jusqu’à {}. D’ici là, vous pouvez tout défaire.",
            fr::clock(batch.leaves_at)
        )
    } else {
        format!("{letters} que le courriel soit configuré. D’ici là, vous pouvez tout défaire.")
    }
}
