use leptos::prelude::*;

use super::sheets::{Sheet, sheet};
use crate::components::PrintHint;
use crate::fr;
use crate::shell::Back;

/// How many walk-ins one sheet takes down.
pub const WALK_INS: usize = 14;

/// Someone of the list at the door.
#[derive(Clone, Debug)]
pub struct RescueLine {
    /// Last name, then first name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Their readable code, with its dash.
    pub code: String,
    /// What they hold: « A03, B02, K01 à 12 h 30 »; that they wait, when they do.
    pub held: String,
    /// When they were let in, if they were.
    pub arrived: String,
}

/// What is needed when there is neither network nor power.
#[derive(Clone, Debug)]
pub struct RescueView {
    /// The name of the conference.
    pub conference: String,
    /// When and where, in words.
    pub day: String,
    /// When this was printed, in words.
    pub made: String,
    /// Who to call; empty when there is no number.
    pub phone: String,
    /// Everybody expected, by name.
    pub list: Vec<RescueLine>,
    /// The attendance sheets.
    pub sheets: Vec<Sheet>,
    /// The readable codes kept for those who come unannounced, sheet by sheet; empty: written by hand.
    pub walk_ins: Vec<Vec<String>>,
}

/// `/organisation/exports/pochette`: the door on paper.
#[component]
pub fn RescuePage(
    /// What is in it.
    view: RescueView,
) -> impl IntoView {
    let people = u32::try_from(view.list.len()).unwrap_or(u32::MAX);
    let sheets = u32::try_from(view.sheets.len()).unwrap_or(u32::MAX);
    let blank = u32::try_from(view.walk_ins.len()).unwrap_or(u32::MAX);
    let contents = view! {
        <ol>
            <li>"La liste de toutes les personnes attendues, par nom, avec leur code et leurs ateliers\u{a0}: "{fr::count(people, "personne", "personnes")}"."</li>
            <li>"Les feuilles d’émargement\u{a0}: "{fr::count(sheets, "liste", "listes")}"."</li>
            <li>"Les feuilles d’arrivée pour qui n’est pas inscrit\u{a0}: "{fr::count(blank, "feuille", "feuilles")}"."</li>
        </ol>
    };
    let pages: Vec<_> = view
        .walk_ins
        .iter()
        .zip(1..)
        .map(|(codes, number)| walk_ins(&view.conference, codes, (number, blank)))
        .collect();
    view! {
        <div class="screen-only stack">
            <Back href="/organisation/exports" label="Exports"/>
            <h1>"Pochette de secours"</h1>
            <p class="lead">"Imprimez-la la veille au soir, et posez-la à l’accueil. Elle suffit à faire entrer tout le monde sans réseau ni électricité."</p>
            <PrintHint paper="A4, portrait"/>
        </div>
        <section class="sheet rescue-cover">
            <h2>"Pochette de secours"</h2>
            <p>{view.conference.clone()}</p>
            <p>{view.day.clone()}</p>
            <p><strong>"État au "{view.made.clone()}</strong></p>
            {contents}
            <h3>"Comment s’en servir"</h3>
            <ul>
                <li>"Cherchez la personne par son nom, cochez sa case et notez l’heure."</li>
                <li>"Pas dans la liste\u{202f}? Une ligne de la feuille d’arrivée, nom et heure\u{a0}: son code est déjà écrit, donnez-le-lui."</li>
                <li>"Au retour du réseau, les arrivées se saisissent à l’accueil avec leur heure."</li>
                {(!view.phone.is_empty()).then(|| view! { <li>"Une difficulté\u{202f}? Appelez le "{view.phone.clone()}"."</li> })}
            </ul>
        </section>
        {list(&view)}
        {view.sheets.iter().map(sheet).collect::<Vec<_>>()}
        {pages}
    }
}

fn list(view: &RescueView) -> AnyView {
    let rows: Vec<_> = view
        .list
        .iter()
        .map(|line| {
            let arrived =
                if line.arrived.is_empty() { "☐".to_owned() } else { line.arrived.clone() };
            view! {
                <tr>
                    <td class="tick">{arrived}</td>
                    <th scope="row">{line.name.clone()}</th>
                    <td>{line.organisation.clone()}</td>
                    <td class="code">{line.code.clone()}</td>
                    <td>{line.held.clone()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <section class="sheet rescue-list" aria-labelledby="pochette-liste">
            <header><div><h2 id="pochette-liste">"Liste par nom"</h2><p>{view.conference.clone()}</p></div></header>
            <table>
                <caption class="spoken">"Toutes les personnes attendues, par nom"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="tick">"Arrivée"</th>
                        <th scope="col">"Nom"</th>
                        <th scope="col">"Organisation"</th>
                        <th scope="col">"Code"</th>
                        <th scope="col">"Ateliers et visites"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

/// Lines to be filled in by hand; each has its code where codes are kept for paper.
fn walk_ins(conference: &str, codes: &[String], (number, many): (u32, u32)) -> AnyView {
    let id = format!("arrivees-{number}");
    let rows: Vec<_> = codes
        .iter()
        .map(|code| {
            view! {
                <tr><td class="code">{code.clone()}</td><td></td><td></td><td></td><td></td></tr>
            }
        })
        .collect();
    view! {
        <section class="sheet walk-ins">
            <header>
                <div><h2 id=id>"Arrivées sans inscription"</h2><p>{conference.to_owned()}</p></div>
                <div class="place"><p>"Heure vraie d’arrivée, en lettres lisibles"</p></div>
            </header>
            <table>
                <caption class="spoken">"Arrivées sans inscription"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Code"</th>
                        <th scope="col">"Heure"</th>
                        <th scope="col">"Prénom et nom"</th>
                        <th scope="col">"Organisation"</th>
                        <th scope="col">"Atelier"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <footer>"Page "{number}" / "{many}</footer>
        </section>
    }
    .into_any()
}
