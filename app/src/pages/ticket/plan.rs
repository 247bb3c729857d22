use domain::programme::{Programme, Session, Slot};
use domain::time::Moment;
use leptos::prelude::*;

use super::TicketView;
use crate::components::TimeOfDay;
use crate::fr;

/// The day: what everybody attends, what the person holds, what is still open.
pub(super) fn plan(programme: &Programme, ticket: &TicketView) -> Vec<AnyView> {
    let slots = &programme.plan.slots;
    let mut items: Vec<(Moment, AnyView)> =
        ticket.held.iter().map(|session| (session.span.start(), held_item(session))).collect();
    for slot in slots {
        if !ticket.held.iter().any(|session| session.slot.as_ref() == Some(&slot.code)) {
            let on_wishes = programme.wishes_until(&slot.code).is_some();
            items.push((slot.span.start(), open_item(slot, on_wishes)));
        }
    }
    for item in &programme.plan.timeline {
        if !slots.iter().any(|slot| slot.span.start() == item.start) {
            let title = item.title.clone();
            let view = view! {
                <li><TimeOfDay at=item.start/><div><p>{title}</p></div></li>
            };
            items.push((item.start, view.into_any()));
        }
    }
    items.sort_by_key(|(start, _)| *start);
    items.into_iter().map(|(_, view)| view).collect()
}

fn held_item(session: &Session) -> AnyView {
    view! {
        <li class="choice">
            <TimeOfDay at=session.span.start()/>
            <div>
                <p class="what">{session.code.clone()}" · "{session.title.clone()}</p>
                <p class="soft">{session.room.clone()}", jusqu’à "{fr::clock(session.span.end())}</p>
            </div>
        </li>
    }
    .into_any()
}

fn open_item(slot: &Slot, on_wishes: bool) -> AnyView {
    let (state, act) = if on_wishes {
        ("selon vos vœux", "Voir mes vœux")
    } else {
        ("aucun atelier choisi", "Choisir un atelier")
    };
    view! {
        <li class="open">
            <TimeOfDay at=slot.span.start()/>
            <div>
                <p class="what">{slot.name.clone()}"\u{a0}: "{state}</p>
                <p class="soft screen-only"><a href=format!("#choix-{}", slot.code)>{act}</a></p>
            </div>
        </li>
    }
    .into_any()
}
