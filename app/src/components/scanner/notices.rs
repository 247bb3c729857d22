//! What is wrong with the phone, and what to do; and what the server has to tell.

use domain::time::Moment;
use leptos::prelude::*;

use super::station::{Keeping, Link, Panel, Station};
use crate::browser::database::KeepingFault;
use crate::components::Icon;
use crate::door::book::Message;
use crate::fr;

/// A list older than this is told to be old, in seconds.
const A_DAY: i64 = 86_400;

/// Everything that somebody is to know; most often nothing.
pub(super) fn notices(station: Station) -> impl IntoView {
    view! {
        <div class="door-notices">
            {move || faults(station).into_iter().map(warning).collect_view()}
            {move || renewal(station)}
            {move || messages(station)}
        </div>
    }
}

fn faults(station: Station) -> Vec<String> {
    let Keeping { fault, private, .. } = station.keeping.get();
    let kept = fault.map(|fault| match fault {
        KeepingFault::Refused => fr::NOTHING_KEPT.to_owned(),
        KeepingFault::Full => fr::NO_ROOM.to_owned(),
    });
    let private = (kept.is_none() && private).then(|| fr::PRIVATE.to_owned());
    let unknown = (station.link.get() == Link::Unknown).then(|| fr::NOT_KNOWN.to_owned());
    let now = station.now();
    let old = station.look(|book| old_list(book.head.fetched_at, now)).flatten();
    let clock = station.look(|book| book.head.clock.wrong_by().map(fr::wrong_clock)).flatten();
    [station.left.get(), kept, private, unknown, old, clock].into_iter().flatten().collect()
}

fn old_list(fetched_at: Moment, now: Moment) -> Option<String> {
    (now.seconds_since(fetched_at) > A_DAY).then(|| fr::old_list(fetched_at))
}

fn warning(sentence: String) -> impl IntoView {
    view! { <p class="door-notice" role="alert"><Icon name="warning"/><span>{sentence}</span></p> }
}

/// Never while somebody stands in front of the phone.
fn renewal(station: Station) -> Option<impl IntoView> {
    (station.program.read().renewable && station.idle.get()).then(|| {
        view! {
            <p class="door-notice calm" role="status">
                <Icon name="info"/><span>"Nouvelle version"</span>
                <button class="small" type="button" on:click=move |_| station.renew()>"Recharger"</button>
            </p>
        }
    })
}

/// At a door, one line that leads to them: a card is more urgent.
fn messages(station: Station) -> Option<impl IntoView> {
    let count = station.look(|book| book.messages().len()).filter(|count| *count > 0)?;
    if station.panel.get() == Panel::Recent && station.door.read().is_some() {
        return None;
    }
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let read = move |_| station.panel.set(Panel::Recent);
    let at_a_door = station.door.read().is_some();
    Some(view! {
        <p class="door-notice" role="status">
            <Icon name="info"/><span>{fr::count(count, "message à lire", "messages à lire")}</span>
            {at_a_door.then(|| view! { <button class="small" type="button" on:click=read>"Lire"</button> })}
        </p>
    })
}

/// One message, until somebody says that it was read.
pub(super) fn message(station: Station, message: Message) -> impl IntoView {
    let Message { id, sentence, refused } = message;
    let class = if refused { "door-notice refusal" } else { "door-notice" };
    let icon = if refused { "cross" } else { "info" };
    view! {
        <li class=class>
            <Icon name=icon/><span>{sentence}</span>
            <button class="small" type="button" on:click=move |_| station.mark_read(id)>"C’est lu"</button>
        </li>
    }
}
