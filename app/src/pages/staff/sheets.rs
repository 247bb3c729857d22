use leptos::prelude::*;

use crate::components::Icon;
use crate::fr;
use crate::shell::Back;

/// How many lines are left for whoever comes unannounced.
const BLANK: usize = 5;

/// One attendance sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What tells it from the others on the page.
    pub id: String,
    /// Code and title, or the conference's name.
    pub title: String,
    /// The conference, under the title of one of its sessions.
    pub conference: String,
    /// Where.
    pub room: String,
    /// When, in words.
    pub when: String,
    /// Who is in charge; empty when not said.
    pub hosts: String,
    /// Last name and first name, then organisation.
    pub people: Vec<(String, String)>,
}

/// `/organisation/exports/emargement`: paper to sign.
#[component]
pub fn SheetsPage(
    /// The sheets, in the order of printing.
    sheets: Vec<Sheet>,
) -> impl IntoView {
    let many = u32::try_from(sheets.len()).unwrap_or(u32::MAX);
    let sheets: Vec<_> = sheets.into_iter().map(sheet).collect();
    view! {
        <div class="screen-only stack">
            <Back href="/organisation/exports" label="Exports"/>
            <h1>"Feuilles d’émargement"</h1>
            <p>{fr::count(many, "liste", "listes")}". Chacune commence sur une nouvelle page."</p>
            <p class="actions">
                <button type="button" data-print hidden><Icon name="print"/>"Imprimer"</button>
            </p>
            <p class="hint">"Ou choisissez «\u{a0}Imprimer\u{a0}» dans le menu de votre navigateur (Ctrl\u{a0}+\u{a0}P). Papier A4, portrait."</p>
        </div>
        {sheets}
    }
}

fn sheet(sheet: Sheet) -> AnyView {
    let known = sheet.people.len();
    let people: Vec<_> = (1..)
        .zip(sheet.people)
        .map(|(number, (name, organisation)): (u32, _)| {
            view! {
                <tr>
                    <td class="number">{number}</td>
                    <th scope="row">{name}</th>
                    <td>{organisation}</td>
                    <td class="signature"></td>
                </tr>
            }
        })
        .collect();
    let blank: Vec<_> = (known + 1..=known + BLANK)
        .map(|number| {
            view! {
                <tr class="blank">
                    <td class="number">{number}</td><td></td><td></td><td class="signature"></td>
                </tr>
            }
        })
        .collect();
    let hosts = (!sheet.hosts.is_empty()).then(|| format!("Animation\u{a0}: {}", sheet.hosts));
    view! {
        <section class="sheet" aria-labelledby=sheet.id.clone()>
            <header>
                <div>
                    <h2 id=sheet.id.clone()>{sheet.title.clone()}</h2>
                    <p>{sheet.conference}</p>
                </div>
                <div class="place">
                    <p>{sheet.room}</p>
                    <p>{sheet.when}</p>
                    {hosts.map(|hosts| view! { <p>{hosts}</p> })}
                </div>
            </header>
            <table>
                <caption class="spoken">{sheet.title}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">"N°"</th>
                        <th scope="col">"Nom"</th>
                        <th scope="col">"Organisation"</th>
                        <th scope="col" class="signature">"Signature"</th>
                    </tr>
                </thead>
                <tbody>{people}{blank}</tbody>
            </table>
        </section>
    }
    .into_any()
}
