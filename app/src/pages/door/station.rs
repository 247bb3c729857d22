use leptos::prelude::*;
use uuid::Uuid;

use super::answer::{Answer, Verdict};
use super::aside::{LetInLine, SeatOffer, last_ones, seat_offer};
use crate::components::{DoorApp, Icon};
use crate::fr;

/// What one door shows.
#[derive(Clone, Debug)]
pub struct DoorView {
    /// What people call it.
    pub label: String,
    /// Its address.
    pub href: String,
    /// How many have come, and how many are expected.
    pub counts: (u32, u32),
    /// What was said of the last ticket.
    pub answer: Option<Answer>,
    /// A seat that can be given to whoever was just there.
    pub offer: Option<SeatOffer>,
    /// What was searched for, and who was found.
    pub found: Option<(String, Vec<Found>)>,
    /// Who was let in last.
    pub last: Vec<LetInLine>,
    /// Whether people can be registered here.
    pub registers: bool,
}

/// Someone found by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Their identity.
    pub id: Uuid,
    /// First name and last name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Why they cannot simply be let in, when that is so.
    pub remark: String,
}

/// `/accueil/entree`, `/accueil/seance/{id}`: let people in by forms alone. On a phone that is
/// prepared, the application takes its place.
#[component]
pub fn DoorPage(
    /// What the door shows.
    view: DoorView,
) -> impl IntoView {
    let (arrived, expected) = view.counts;
    let idle = view.answer.is_none() && view.found.is_none();
    let href = view.href.clone();
    view! {
        <DoorApp/>
        <div class="door-plain" data-plain>
        <header class="door-bar">
            <h1><Icon name="door"/>{view.label.clone()}</h1>
            <a href="/accueil">"Changer"<span class="spoken">" de porte"</span></a>
        </header>
        <main id="contenu" tabindex="-1">
            <div class="door-status"><p><strong>{arrived}</strong>{fr::checked_in_of(arrived, expected)}</p></div>
            <div class="door-said">
                {view.answer.map(|answer| verdict(&href, answer))}
                {view.offer.map(|offer| seat_offer(&href, offer))}
                {view.found.map(|(typed, people)| results(&href, &typed, people))}
                {idle.then(|| view! { <p class="door-idle">"Tapez le code d’un billet, ou un nom."</p> })}
            </div>
            <form class="door-entry" method="post" action=format!("{href}/pointer")>
                <label for="saisie">"Code du billet ou nom"</label>
                <div class="line">
                    <input id="saisie" name="saisie" type="search" autocomplete="off"
                        autocapitalize="characters" spellcheck="false" enterkeyhint="go" autofocus/>
                    <button type="submit">"Valider"</button>
                </div>
            </form>
            {last_ones(&href, view.last)}
            {view.registers.then(|| view! { <p class="door-more"><a href="/accueil/entree/inscrire">"Inscrire une personne sur place"</a></p> })}
        </main>
        </div>
    }
}

fn verdict(href: &str, answer: Answer) -> AnyView {
    let (class, icon) = match answer.verdict {
        Verdict::Accepted => ("verdict accepted", "check"),
        Verdict::AlreadySeen => ("verdict seen", "seen"),
        Verdict::Refused => ("verdict refused", "cross"),
        Verdict::Undone => ("verdict seen", "undo"),
    };
    let day: Vec<_> = answer
        .plan
        .into_iter()
        .map(|line| {
            view! {
                <li><span>{line.time}</span>" "<span>{line.title}" · "<strong>{line.room}</strong></span></li>
            }
        })
        .collect();
    let undo = answer.undo_of_possible.then(|| {
        view! {
            <div class="actions">
                <form method="post" action=format!("{href}/annuler")>
                    <input type="hidden" name="scan" value=answer.id.to_string()/>
                    <button type="submit"><Icon name="undo"/>"Annuler ce pointage"</button>
                </form>
            </div>
        }
    });
    view! {
        <section class=class role="status" aria-labelledby="verdict">
            <h2 class="word" id="verdict"><Icon name=icon/>{answer.word}</h2>
            {answer.name.map(|name| view! { <p class="name">{name}</p> })}
            {answer.organisation.map(|organisation| view! { <p class="from">{organisation}</p> })}
            {(!answer.explanation.is_empty()).then(|| view! { <p class="reason">{answer.explanation}</p> })}
            {answer.note.map(|note| view! { <p class="need"><Icon name="seat"/>{note}</p> })}
            {(!day.is_empty()).then(|| view! { <ul class="day">{day}</ul> })}
            {undo}
        </section>
    }
    .into_any()
}

fn results(href: &str, typed: &str, people: Vec<Found>) -> AnyView {
    let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
    let action = format!("{href}/pointer");
    let items: Vec<_> = people
        .into_iter()
        .map(|person| {
            view! {
                <li>
                    <div>
                        <p class="who">{person.name.clone()}</p>
                        <p class="soft">{person.organisation}{person.remark}</p>
                    </div>
                    <form method="post" action=action.clone()>
                        <input type="hidden" name="participant" value=person.id.to_string()/>
                        <button type="submit">"Pointer"<span class="spoken">" "{person.name}</span></button>
                    </form>
                </li>
            }
        })
        .collect();
    view! {
        <h2 class="door-count">
            <span role="status">
                {fr::count(count, "personne", "personnes")}" pour «\u{a0}"{typed.to_owned()}"\u{a0}»"
            </span>
        </h2>
        {(count == 0).then(|| view! {
            <p class="door-idle">"Essayez une partie du nom, sans accent ni trait d’union. Toujours rien\u{202f}? Envoyez la personne vers l’organisation."</p>
        })}
        <ul class="door-results">{items}</ul>
    }
    .into_any()
}
