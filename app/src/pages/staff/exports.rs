use leptos::prelude::*;

use crate::components::Icon;
use crate::fr;

/// The lists that can be had, with what is in them.
const LISTS: [(&str, &str, &str); 3] = [
    (
        "participants",
        "Participants",
        "Une ligne par personne\u{a0}: nom, organisation, état, code, ateliers et visites.",
    ),
    (
        "seances",
        "Séances",
        "Une ligne par séance\u{a0}: salle, horaire, places prises, personnes pointées.",
    ),
    (
        "pointages",
        "Pointages",
        "Une ligne par passage à une porte\u{a0}: heure, personne, réponse, par qui.",
    ),
];

/// `/organisation/exports`: what can be taken away, and printed.
#[component]
pub fn ExportsPage(
    /// How many attendance sheets there are.
    sheets: u32,
) -> impl IntoView {
    let lists: Vec<_> = LISTS.into_iter().map(list).collect();
    view! {
        <h1>"Exports"</h1>
        <p>"Chaque export est noté au journal\u{a0}: qui, quoi, quand. Aucun fichier ne contient les besoins pour participer."</p>
        <h2>"Fichiers"</h2>
        <ul class="downloads">{lists}</ul>
        <h2>"À imprimer"</h2>
        <ul class="downloads">
            <li>
                <div>
                    <h3>"Feuilles d’émargement"</h3>
                    <p class="soft">"Toute la conférence, puis chaque séance\u{a0}: "{fr::count(sheets, "liste", "listes")}", au format A4."</p>
                </div>
                <p class="actions">
                    <a class="button small secondary" href="/organisation/exports/emargement?seance=conference">
                        <Icon name="print"/>"La conférence"
                    </a>
                    " "
                    <a class="button small secondary" href="/organisation/exports/emargement">
                        <Icon name="print"/>"Toutes"
                    </a>
                </p>
            </li>
        </ul>
        <p class="hint">"La feuille d’une seule séance s’ouvre depuis le "<a href="/organisation">"tableau de bord"</a>"."</p>
    }
}

fn list((word, title, inside): (&'static str, &'static str, &'static str)) -> AnyView {
    let link = |ending: &str, label: &'static str| {
        view! {
            <a class="button small secondary" href=format!("/organisation/exports/{word}.{ending}")>
                <Icon name="download"/>{label}<span class="spoken">"\u{a0}: "{title}</span>
            </a>
        }
    };
    view! {
        <li>
            <div><h3>{title}</h3><p class="soft">{inside}</p></div>
            <p class="actions">{link("xlsx", "Excel")}" "{link("csv", "CSV")}</p>
        </li>
    }
    .into_any()
}
