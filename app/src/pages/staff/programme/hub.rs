use domain::time::Moment;
use leptos::prelude::*;

use super::change::in_two_places;
use super::{AnnouncementLine, Announcements, ClashLine, PROGRAMME, part_href};
use crate::components::{Icon, Notice, StateWord, Tone};
use crate::pages::{GRID, PRINTED_GRID};

/// A part of the programme that has a page of its own.
#[derive(Clone, Debug)]
pub struct SectionLine {
    /// Its word in the address.
    pub part: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What is in it.
    pub says: String,
}

/// A workshop or kiosk.
#[derive(Clone, Debug)]
pub struct ActivityLine {
    /// Its part's word in the address.
    pub part: &'static str,
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// When.
    pub hours: String,
    /// Where.
    pub room: String,
    /// Who is in charge.
    pub hosts: String,
    /// Seats taken and seats.
    pub seats: (u32, u32),
    /// Whether it will not take place at all.
    pub cancelled: bool,
}

/// The organisers' programme.
#[derive(Clone, Debug)]
pub struct ProgrammeHubView {
    /// The conference's name.
    pub name: String,
    /// When and where.
    pub when: String,
    /// Its parts.
    pub sections: Vec<SectionLine>,
    /// Workshops and kiosks.
    pub activities: Vec<ActivityLine>,
    /// Changes that people are told of.
    pub announcements: Vec<AnnouncementLine>,
    /// Those who are expected in two places.
    pub clashes: Vec<ClashLine>,
    /// Whether letters leave at all.
    pub by_mail: bool,
    /// What was just done.
    pub said: Option<&'static str>,
    /// What time it is.
    pub now: Moment,
}

/// `/organisation/programme`: every part of it, and what changes are about to be told.
#[component]
pub fn ProgrammeHubPage(
    /// What there is.
    view: ProgrammeHubView,
) -> impl IntoView {
    let ProgrammeHubView { name, when, announcements, by_mail, said, now, .. } = view.clone();
    let sections: Vec<_> = view
        .sections
        .iter()
        .map(|line| {
            view! {
                <li>
                    <a href=part_href(line.part, None)>{line.name}</a>
                    <span class="soft">{line.says.clone()}</span>
                </li>
            }
        })
        .collect();
    view! {
        <header class="page-head">
            <h1>"Programme"</h1>
            <p class="actions">
                <a class="button small secondary" href=GRID><Icon name="grid"/>"Grille du jour"</a>
                " "
                <a class="button small secondary" href=PRINTED_GRID><Icon name="print"/>"Imprimer la grille"</a>
            </p>
        </header>
        <p class="lead">{name}", "{when}</p>
        {said.map(|said| view! { <Notice tone=Tone::Accepted><p role="status">{said}</p></Notice> })}
        <Announcements lines=announcements by_mail now/>
        {in_two_places(
            &view.clashes,
            ["personne est attendue", "personnes sont attendues"],
            "Depuis un changement du programme. Leur lettre leur demande de choisir\u{a0}; vous pouvez aussi le faire sur leur fiche.",
        )}
        <section aria-labelledby="parties">
            <h2 id="parties">"Modifier"</h2>
            <ul class="parts">{sections}</ul>
        </section>
        <section aria-labelledby="activites">
            <h2 id="activites">"Ateliers et kiosques"</h2>
            <p class="actions">
                <a class="button small" href=part_href("ateliers", Some("nouveau"))><Icon name="plus"/>"Ajouter un atelier"</a>
                " "
                <a class="button small secondary" href=part_href("kiosques", Some("nouveau"))><Icon name="plus"/>"Ajouter un kiosque"</a>
            </p>
            {activities(&view.activities)}
        </section>
        <section aria-labelledby="fichier">
            <h2 id="fichier">"Tout le programme en un fichier"</h2>
            <p>"Le fichier se modifie avec un éditeur de texte simple. Le charger à nouveau garde toutes les inscriptions\u{a0}; une page montre d’abord ce qui changera."</p>
            <p class="actions">
                <a class="button secondary" href=format!("{PROGRAMME}/programme.toml") download="programme.toml"><Icon name="download"/>"Télécharger programme.toml"</a>
                " "
                <a class="button secondary" href=format!("{PROGRAMME}/import")><Icon name="upload"/>"Charger un fichier"</a>
            </p>
        </section>
    }
}

fn activities(lines: &[ActivityLine]) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="soft">"Aucun pour l’instant. Ajoutez le premier, ou chargez un fichier."</p> }.into_any();
    }
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            let (taken, seats) = line.seats;
            view! {
                <tr>
                    <th scope="row">
                        <a href=part_href(line.part, Some(&line.code))><span class="code">{line.code.clone()}</span>" "{line.title.clone()}</a>
                        {line.cancelled.then(|| view! { " "<StateWord tone=Tone::Refused word="N’aura pas lieu"/> })}
                    </th>
                    <td data-label="Horaire">{line.hours.clone()}</td>
                    <td data-label="Salle">{line.room.clone()}</td>
                    <td data-label="Animation">{line.hosts.clone()}</td>
                    <td data-label="Places prises" class="number">{format!("{taken}\u{a0}/\u{a0}{seats}")}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Ateliers et kiosques, à modifier"</caption>
            <thead>
                <tr>
                    <th scope="col">"Titre"</th>
                    <th scope="col">"Horaire"</th>
                    <th scope="col">"Salle"</th>
                    <th scope="col">"Animation"</th>
                    <th scope="col" class="number">"Places prises"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
