//! The last scans of this phone, which can be taken back, and what the server told of them.

use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::notices::message;
use super::station::Station;
use crate::components::Icon;
use crate::door::book::Book;
use crate::door::card::{can_be_taken_back, door_name, summary};
use crate::door::log::Record;
use crate::fr;

/// How many scans are shown.
const SHOWN: usize = 50;

/// One line of the list.
struct Line {
    id: Uuid,
    name: String,
    what: String,
    waits: bool,
    can_be_taken_back: bool,
}

/// What is to be read, then the last scans.
pub(super) fn recent(station: Station) -> impl IntoView {
    let messages = move || station.look(Book::messages).unwrap_or_default();
    let lines = move || {
        station.look(|book| {
            book.log.recent(SHOWN).map(|record| line_of(book, record)).collect::<Vec<_>>()
        })
    };
    view! {
        <section class="door-recent" aria-labelledby="derniers">
            <ul class="door-messages">
                {move || messages().into_iter().map(|told| message(station, told)).collect_view()}
            </ul>
            <h2 id="derniers" class="door-count">"Derniers pointages"</h2>
            {move || lines().is_none_or(|lines| lines.is_empty()).then(|| view! {
                <p class="door-idle">"Rien encore\u{a0}: ce que fait ce téléphone s’affichera ici."</p>
            })}
            <ul class="door-results">
                {move || lines().unwrap_or_default().into_iter().map(|line| show(station, line)).collect_view()}
            </ul>
        </section>
    }
}

fn line_of(book: &Book, record: &Record) -> Line {
    let undone = book.log.is_undone(record.id);
    let corrected = record.act.at.micros().saturating_sub(record.act.clock_ahead);
    let at = fr::clock(Moment::from_micros(corrected));
    let door = door_name(book, &record.act.door);
    let name = if record.name.is_empty() { "Code inconnu".to_owned() } else { record.name.clone() };
    Line {
        id: record.id,
        name,
        what: format!("{}, {at}, {door}", summary(record, undone)),
        waits: record.outcome.is_none(),
        can_be_taken_back: can_be_taken_back(book, record),
    }
}

fn show(station: Station, line: Line) -> impl IntoView {
    let id = line.id;
    let waits = line.waits.then(|| view! { <span class="waits">" · non envoyé"</span> });
    let undo = line.can_be_taken_back.then(|| view! {
        <button type="button" class="secondary" on:click=move |_| station.undo(id)>
            <Icon name="undo"/>" Annuler"<span class="spoken">" le pointage de "{line.name.clone()}</span>
        </button>
    });
    view! {
        <li>
            <div><p class="who">{line.name.clone()}</p><p class="soft">{line.what}{waits}</p></div>
            {undo}
        </li>
    }
}
