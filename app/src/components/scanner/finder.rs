//! The one field: a code, a name, an organisation; and the people it finds.

use domain::checkin::Standing;
use domain::ticket::Reading;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::station::{Panel, Station};
use crate::components::Icon;
use crate::door::book::Found;
use crate::door::finder::Asked;
use crate::fr;

/// How many people are shown at once.
const SHOWN: usize = 12;

/// The field, and what else can be done at a door, under the thumb.
pub(super) fn entry(station: Station) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        station.wake_signals();
        let typed = station.typed.get_untracked();
        if is_ticket(&typed) || station.knows(&typed) {
            station.read(&typed);
        }
    };
    let type_in = move |event| {
        station.panel.set(Panel::Scan);
        station.typed.set(event_target_value(&event));
    };
    view! {
        <form class="door-entry" on:submit=submit>
            <label for="saisie">"Code du billet ou nom"</label>
            <div class="line">
                <input id="saisie" name="saisie" type="search" autocomplete="off"
                    autocapitalize="characters" spellcheck="false" enterkeyhint="go"
                    prop:value=move || station.typed.get() on:input=type_in/>
                <button type="submit">"Valider"</button>
            </div>
            <div class="door-tools">
                {tool(station, Panel::WalkIn, "person", "Inscrire sur place")}
                {tool(station, Panel::Recent, "clock", "Derniers pointages")}
            </div>
        </form>
    }
}

fn tool(station: Station, panel: Panel, icon: &'static str, label: &'static str) -> impl IntoView {
    let is_open = move || station.panel.get() == panel;
    let toggle = move |_| {
        station.wake_signals();
        station.panel.set(if is_open() { Panel::Scan } else { panel });
    };
    view! {
        <button type="button" class="secondary" aria-pressed=move || is_open().to_string() on:click=toggle>
            <Icon name=icon/>" "{label}
        </button>
    }
}

/// A name of six letters could be a code; with a digit or a dash it is one.
fn is_ticket(typed: &str) -> bool {
    let telling = |c: char| c.is_ascii_digit() || c == '-' || c == '/';
    typed.contains(telling) && Reading::parse(typed).is_some()
}

/// The people who answer what is being typed; nothing before that.
pub(super) fn results(station: Station) -> impl IntoView {
    move || {
        let asked = station.typed.with(|typed| Asked::parse(typed))?;
        let typed = station.typed.get_untracked();
        if is_ticket(&typed) {
            return None;
        }
        let (people, all) = station.look(|book| book.find(&asked, SHOWN))?;
        Some(found(station, people, all))
    }
}

fn found(station: Station, people: Vec<Found>, all: usize) -> impl IntoView {
    let shown = people.len();
    let count = fr::count(u32::try_from(all).unwrap_or(u32::MAX), "personne", "personnes");
    let more = if all > shown { ", continuez à taper pour en voir moins" } else { "" };
    let items: Vec<_> = people.into_iter().map(|person| line(station, person)).collect();
    view! {
        <div class="door-found">
            <h2 class="door-count"><span role="status">{count}{more}</span></h2>
            {(shown == 0).then(|| nobody(station))}
            <ul class="door-results">{items}</ul>
        </div>
    }
}

fn nobody(station: Station) -> impl IntoView {
    view! {
        <div class="door-idle">
            <p>"Essayez une partie du nom, ou l’organisation. Toujours rien\u{202f}?"</p>
            <button type="button" on:click=move |_| station.panel.set(Panel::WalkIn)>"Inscrire sur place"</button>
        </div>
    }
}

fn line(station: Station, person: Found) -> impl IntoView {
    let remark = match person.standing {
        Standing::Registered if person.arrived => " (arrivé·e)",
        Standing::Registered => "",
        Standing::Waiting => " (liste d’attente)",
        Standing::Cancelled => " (inscription annulée)",
    };
    let point = move |_| {
        station.wake_signals();
        station.arrive(person.id);
    };
    view! {
        <li>
            <div>
                <p class="who">{person.name.clone()}</p>
                <p class="soft">{person.organisation}{remark}</p>
            </div>
            <button type="button" on:click=point>"Pointer"<span class="spoken">" "{person.name}</span></button>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::is_ticket;

    #[test]
    fn a_name_of_six_letters_is_looked_for() {
        assert!(!is_ticket("DUPRES"));
        assert!(is_ticket("kx7-4tq"));
        assert!(is_ticket("https://exemple.fr/b/abcdefghjkmnpqrstvwxyz0123"));
        assert!(!is_ticket("Jean-Pierre"));
    }
}
