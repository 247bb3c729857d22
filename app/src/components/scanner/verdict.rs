//! The card after a scan: one colour, one sign, one word.

use leptos::prelude::*;

use super::station::{Card, Station};
use super::wire::{Answer, PlanLine, Scan, Verdict};
use super::wording;
use crate::browser::sending::SendingFault;
use crate::components::Icon;

/// The newest card; until there is one, the page's own part stays.
pub(super) fn card(station: Station) -> impl IntoView {
    move || match station.card.get() {
        None => ().into_any(),
        Some(Card::Judged(scan, answer)) => judged(station, scan, *answer).into_any(),
        Some(Card::Unsent(fault)) => unsent(station, fault).into_any(),
    }
}

fn judged(station: Station, scan: Scan, answer: Answer) -> impl IntoView {
    let (class, icon) = look(answer.verdict);
    view! {
        <section class=class>
            {word(icon, answer.word)}
            {answer.name.map(|name| view! { <p class="name">{name}</p> })}
            {answer.organisation.map(|organisation| view! { <p>{organisation}</p> })}
            {reason(answer.explanation)}
            {answer.note.map(note)}
            {plan(answer.plan)}
            {undo(station, scan)}
        </section>
    }
}

fn look(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Accepted => ("verdict accepted", "check"),
        Verdict::AlreadySeen => ("verdict seen", "seen"),
        Verdict::Refused => ("verdict refused", "cross"),
        Verdict::Undone => ("verdict seen undone", "undo"),
    }
}

fn unsent(station: Station, fault: SendingFault) -> impl IntoView {
    let (title, advice) = wording::unsent(fault);
    view! {
        <section class="verdict seen unsent">
            {word("warning", title.to_owned())}
            <p class="reason">{advice}</p>
            <div class="actions">
                <button class="main" type="button" on:click=move |_| station.retry()>
                    "Réessayer"
                </button>
            </div>
        </section>
    }
}

fn word(icon: &'static str, word: String) -> impl IntoView {
    view! { <h2 class="word"><Icon name=icon/> {word}</h2> }
}

fn reason(explanation: String) -> Option<impl IntoView> {
    (!explanation.is_empty()).then(|| view! { <p class="reason">{explanation}</p> })
}

fn note(note: String) -> impl IntoView {
    view! { <p class="need"><Icon name="info"/> {note}</p> }
}

fn plan(lines: Vec<PlanLine>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| {
            view! {
                <li>
                    <span>{line.time}</span>
                    " "
                    <span>{line.title} " · " <strong>{line.room}</strong></span>
                </li>
            }
        });
        view! { <ul class="day">{lines.collect_view()}</ul> }
    })
}

fn undo(station: Station, scan: Scan) -> impl IntoView {
    move || {
        let scan = scan.clone();
        (station.undoable.get() == Some(scan.id)).then(|| {
            view! {
                <div class="actions">
                    <button type="button" on:click=move |_| station.undo(&scan)>
                        <Icon name="undo"/>
                        " Annuler ce pointage"
                    </button>
                </div>
            }
        })
    }
}
