use leptos::prelude::*;

use super::BADGES;
use crate::components::Icon;
use crate::fr;

/// The lists that can be had, with what is in them.
const LISTS: [(&str, &str, &str); 8] = [
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
        "inscriptions",
        "Inscrits par séance",
        "Une ligne par place prise\u{a0}: qui vient où, et qui a été pointé.",
    ),
    (
        "pointages",
        "Pointages",
        "Une ligne par passage à une porte\u{a0}: heure, personne, réponse, par qui.",
    ),
    (
        "attente",
        "Listes d’attente",
        "Une ligne par rang\u{a0}: la conférence d’abord, puis chaque séance, dans l’ordre.",
    ),
    (
        "voeux",
        "Vœux et résultats",
        "Une ligne par personne et par créneau\u{a0}: ce qui était souhaité, ce qui a été obtenu.",
    ),
    (
        "courriels",
        "État des courriels",
        "Une ligne par lettre\u{a0}: à qui, quand, envoyée ou non. Jamais son contenu.",
    ),
    (
        "besoins",
        "Besoins pour participer",
        "En nombre seulement\u{a0}: combien de places pour un fauteuil, d’interprétations…",
    ),
];

/// How much there is to take away and to print.
#[derive(Clone, Copy, Debug)]
pub struct ExportsView {
    /// How many attendance sheets there are.
    pub sheets: u32,
    /// Whether the conference has a morning and an afternoon.
    pub halves: bool,
    /// How many badges were never printed.
    pub new_badges: u32,
    /// How many were printed with other words.
    pub outdated_badges: u32,
    /// How many people came.
    pub present: u32,
}

/// `/organisation/exports`: what can be taken away, and printed.
#[component]
pub fn ExportsPage(
    /// How much there is of it.
    view: ExportsView,
) -> impl IntoView {
    let present = view.present;
    let lists: Vec<_> = LISTS.into_iter().map(list).collect();
    view! {
        <h1>"Exports"</h1>
        <p class="lead">"Ce qui s’imprime pour le jour même, et ce qui s’ouvre dans un tableur. Chaque export est noté au journal."</p>
        <nav aria-label="Sur cette page"><ul class="jumps"><li><a href="#imprimer">"À imprimer"</a></li><li><a href="#fichiers">"Fichiers"</a></li></ul></nav>
        <h2 id="imprimer">"À imprimer"</h2>
        <ul class="downloads">
            {badges(view)}
            {sheets(view)}
            {paper("warning", "Pochette de secours", "En un geste, de quoi tenir l’accueil sans réseau\u{a0}: liste par nom, émargement, arrivées sans inscription.".to_owned(), &[
                ("/organisation/exports/pochette", "Tout imprimer"),
            ])}
            {paper("door", "Affiches de salle", "Une par salle\u{a0}: titres, horaires, et le code QR du programme.".to_owned(), &[
                ("/organisation/exports/affiches", "Affiches"),
            ])}
            {paper("calendar", "Programme de poche", "La journée sur une feuille A4 pliée en deux.".to_owned(), &[
                ("/organisation/exports/programme-de-poche", "Programme"),
            ])}
            {paper("check", "Attestations de présence", format!("Une page par personne pointée à l’entrée\u{a0}: {present} pour le moment."), &[
                ("/organisation/exports/attestations", "Attestations"),
            ])}
        </ul>
        <p class="hint">"La feuille d’une seule séance s’ouvre depuis le "<a href="/organisation">"tableau de bord"</a>", le badge d’une seule personne depuis sa fiche."</p>
        <h2 id="fichiers">"Fichiers"</h2>
        <p>"«\u{a0}Aperçu\u{a0}» montre les premières lignes, laisse choisir colonnes et lignes, et retient ce choix pour votre compte. Les besoins pour participer ne sont dans aucun fichier, sauf demande expresse."</p>
        <ul class="downloads">
            {lists}
            <li>
                <div><h3><Icon name="download"/>"Le classeur complet"</h3><p class="soft">"Toutes ces listes en un seul fichier Excel, une feuille chacune."</p></div>
                <p class="actions"><a class="button small" href="/organisation/exports/classeur.xlsx"><Icon name="download"/>"Excel"<span class="spoken">"\u{a0}: le classeur complet"</span></a></p>
            </li>
        </ul>
    }
}

fn badges(view: ExportsView) -> AnyView {
    let inside = format!(
        "Planches d’étiquettes ou A6, avec le code QR du billet\u{a0}: {}.",
        fr::to_print(view.new_badges, view.outdated_badges)
    );
    let mut pages =
        vec![(BADGES, "Tous"), ("/organisation/exports/badges?qui=nouveaux", "À imprimer")];
    if view.outdated_badges > 0 {
        pages.push(("/organisation/exports/badges?qui=corriges", "À réimprimer"));
    }
    paper("person", "Badges", inside, &pages)
}

fn sheets(view: ExportsView) -> AnyView {
    let half = if view.halves { ", une demi-journée," } else { "" };
    let inside =
        format!("La conférence{half} ou les {}.", fr::count(view.sheets, "liste", "listes"));
    let mut pages = vec![("/organisation/exports/emargement?seance=conference", "La conférence")];
    if view.halves {
        pages.extend([
            ("/organisation/exports/emargement?seance=matin", "Matin"),
            ("/organisation/exports/emargement?seance=apres-midi", "Après-midi"),
        ]);
    }
    pages.push(("/organisation/exports/emargement", "Toutes"));
    paper("print", "Feuilles d’émargement", inside, &pages)
}

/// Something to print, and the pages from which it is.
fn paper(
    icon: &'static str,
    title: &'static str,
    inside: String,
    pages: &[(&'static str, &'static str)],
) -> AnyView {
    let links: Vec<_> = pages
        .iter()
        .map(|(href, label)| {
            view! {
                <a class="button small secondary" href=*href>
                    <Icon name="print"/>{*label}<span class="spoken">"\u{a0}: "{title}</span>
                </a>
                " "
            }
        })
        .collect();
    view! {
        <li>
            <div><h3><Icon name=icon/>{title}</h3><p class="soft">{inside}</p></div>
            <p class="actions">{links}</p>
        </li>
    }
    .into_any()
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
            <p class="actions">
                <a class="button small" href=format!("/organisation/exports/apercu/{word}")>
                    <Icon name="search"/>"Aperçu"<span class="spoken">"\u{a0}: "{title}</span>
                </a>
                " "{link("xlsx", "Excel")}" "{link("csv", "CSV")}
            </p>
        </li>
    }
    .into_any()
}
