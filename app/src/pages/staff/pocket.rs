use std::sync::Arc;

use domain::programme::{Kind, Programme, Session, Slot, TimelineItem};
use domain::time::Span;
use leptos::prelude::*;

use crate::components::{PrintHint, Qr, QrPicture};
use crate::fr;
use crate::shell::Back;

/// `/organisation/exports/programme-de-poche`: the day on one sheet of A4, printed on both sides and
/// folded once.
#[component]
pub fn PocketProgrammePage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// The programme's page.
    qr: Option<QrPicture>,
) -> impl IntoView {
    let event = programme.plan.event.clone();
    let practical: Vec<_> =
        event.practical.iter().map(|line| view! { <li>{line.clone()}</li> }).collect();
    view! {
        <div class="screen-only stack">
            <Back href="/organisation/exports" label="Exports"/>
            <h1>"Programme de poche"</h1>
            <p class="lead">"Une feuille A4 imprimée recto verso (bord court) et pliée en deux. Les séances annulées n’y sont plus."</p>
            <PrintHint paper="A4, paysage"/>
        </div>
        <article class="paper-sheet pocket">
            <section class="cover">
                <svg class="mark" aria-hidden="true"><use href="/icons.svg#passerelle"></use></svg>
                <h2>{event.name.clone()}</h2>
                <p><strong>{fr::long_date(event.span.start())}</strong>", "{fr::hours(event.span)}</p>
                <p>{event.place.clone()}", "{event.address.clone()}</p>
                <h3>"La journée"</h3>
                <ol>{programme.plan.timeline.iter().map(item).collect::<Vec<_>>()}</ol>
                {(!practical.is_empty()).then(|| view! { <h3>"Pratique"</h3><ul>{practical}</ul> })}
                <div class="more">
                    {qr.map(|picture| view! { <Qr picture label="Code QR du programme"/> })}
                    <p>"Le programme à jour, et les places\u{a0}: lisez ce carré avec votre téléphone. Une question\u{202f}? L’accueil est à l’entrée."</p>
                </div>
            </section>
            {programme.plan.slots.iter().map(|slot| workshops(&programme, slot)).collect::<Vec<_>>()}
            {kiosks(&programme)}
        </article>
    }
}

fn item(item: &TimelineItem) -> AnyView {
    let hours = item
        .end
        .and_then(|end| Span::new(item.start, end))
        .map_or_else(|| fr::clock(item.start), fr::hours);
    view! { <li><span class="hours">{hours}</span>" "<span>{item.title.clone()}</span></li> }
        .into_any()
}

fn workshops(programme: &Programme, slot: &Slot) -> AnyView {
    let lines: Vec<_> = programme
        .sessions_in(&slot.code)
        .filter(|session| !session.cancelled)
        .map(|session| line(programme, session, session.room.clone()))
        .collect();
    view! {
        <section>
            <h3>{slot.name.clone()}" · "{fr::hours(slot.span)}</h3>
            <ul class="sessions">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(programme: &Programme, session: &Session, place: String) -> AnyView {
    let hosts =
        programme.activity(&session.code).map_or_else(String::new, crate::components::hosts);
    view! {
        <li>
            <strong class="code">{session.code.clone()}</strong>
            <p>{session.title.clone()}" "<span class="place">{place}</span>
                {(!hosts.is_empty()).then(|| view! { " "<span class="hosts">{hosts}</span> })}
            </p>
        </li>
    }
    .into_any()
}

/// One line a kiosk, with the hours of its visits.
fn kiosks(programme: &Programme) -> Option<AnyView> {
    let lines: Vec<_> = programme
        .plan
        .activities
        .iter()
        .filter(|activity| activity.kind == Kind::Kiosk)
        .filter_map(|activity| {
            let visits: Vec<_> =
                programme.sessions_of(&activity.code).filter(|visit| !visit.cancelled).collect();
            let first = *visits.first()?;
            let hours: Vec<_> = visits.iter().map(|visit| fr::clock(visit.span.start())).collect();
            Some(line(programme, first, format!("{}, {}", first.room, hours.join(", "))))
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section>
                <h3>"Kiosques"</h3>
                <ul class="sessions">{lines}</ul>
            </section>
        }
        .into_any()
    })
}
