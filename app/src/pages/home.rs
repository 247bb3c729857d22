use std::sync::Arc;

use domain::programme::{Event, Kind, Programme, Slot, TimelineItem};
use domain::time::Moment;
use leptos::prelude::*;

use crate::components::{Icon, Notice, SeatMeter, TimeOfDay, Tone};
use crate::fr;

/// `/`: what, when, where, how many places are left, one button; then the day.
#[component]
pub fn HomePage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// What time it is.
    now: Moment,
) -> impl IntoView {
    let event = programme.plan.event.clone();
    let practical: Vec<_> =
        event.practical.iter().map(|line| view! { <li>{line.clone()}</li> }).collect();
    let aims: Vec<_> = event.aims.iter().map(|aim| view! { <li>{aim.clone()}</li> }).collect();
    let day: Vec<_> =
        programme.plan.timeline.iter().map(|item| timeline_item(&programme, item)).collect();
    view! {
        <section class="hero">
            <div>
                <h1>{event.name.clone()}</h1>
                <p class="lead">{event.welcome.clone()}</p>
            </div>
            <div class="enter">
                <Facts event=event.clone()/>
                {enter(&programme, now)}
            </div>
        </section>
        <section aria-labelledby="buts">
            <h2 id="buts">"Pourquoi venir"</h2>
            <ul>{aims}</ul>
        </section>
        <section aria-labelledby="journee">
            <h2 id="journee">"La journée"</h2>
            <ol class="timeline">{day}</ol>
            <p class="actions"><a class="button secondary" href="/programme">"Voir les ateliers et les kiosques"</a></p>
        </section>
        <section aria-labelledby="pratique">
            <h2 id="pratique">"Infos pratiques"</h2>
            <p><strong>{event.place.clone()}</strong><br/>{event.address.clone()}</p>
            <ul>{practical}</ul>
            {contact(&event)}
        </section>
    }
}

/// When and where.
#[component]
pub fn Facts(
    /// The conference.
    event: Event,
) -> impl IntoView {
    view! {
        <dl class="facts">
            <div>
                <Icon name="calendar"/>
                <dt class="spoken">"Quand"</dt>
                <dd>
                    <time datetime=event.span.start().rfc3339()>{fr::long_date(event.span.start())}</time>
                    ", "<span class="nowrap">{fr::hours(event.span)}</span>
                </dd>
            </div>
            <div>
                <Icon name="pin"/>
                <dt class="spoken">"Où"</dt>
                <dd>{event.place}", "{event.address}</dd>
            </div>
        </dl>
    }
}

fn enter(programme: &Programme, now: Moment) -> AnyView {
    let registration = programme.plan.event.registration;
    if now < registration.start() {
        return view! {
            <Notice tone=Tone::Quiet>
                <p>"Les inscriptions ouvrent le "<strong>{fr::date_time(registration.start())}</strong>"."</p>
            </Notice>
            <p class="actions"><a class="button large" href="/programme">"Voir le programme"</a></p>
        }
        .into_any();
    }
    if now >= registration.end() {
        return view! {
            <Notice tone=Tone::Quiet>
                <p>"Les inscriptions sont terminées."</p>
            </Notice>
            <p class="actions"><a class="button large" href="/programme">"Voir le programme"</a></p>
        }
        .into_any();
    }
    let seats = programme.places;
    let full = seats.is_full() || programme.waiting > 0;
    view! {
        <SeatMeter seats large=true/>
        {(full).then(|| view! {
            <p>
                "Vous pouvez encore vous mettre en liste d’attente"
                {(programme.waiting > 0).then(|| format!(" ({})", fr::count(programme.waiting, "personne attend", "personnes attendent")))}
                "."
            </p>
        })}
        <p class="actions">
            <a class="button large" href="/inscription">
                {if full { "M’inscrire en liste d’attente" } else { "M’inscrire" }}
            </a>
            <a href="/inscription/groupe">"Inscrire un groupe"</a>
        </p>
    }
    .into_any()
}

fn timeline_item(programme: &Programme, item: &TimelineItem) -> AnyView {
    let slot = programme.plan.slots.iter().find(|slot| slot.span.start() == item.start);
    let target = slot.map_or_else(
        || kiosk_target(programme, item),
        |slot| Some((format!("/programme#creneau-{}", slot.code), slot_detail(programme, slot))),
    );
    let (title, detail) = match target {
        Some((href, detail)) => (
            view! { <p class="what"><a href=href>{item.title.clone()}</a></p> }.into_any(),
            if item.detail.is_empty() { detail } else { item.detail.clone() },
        ),
        None => (view! { <p>{item.title.clone()}</p> }.into_any(), item.detail.clone()),
    };
    let choice = slot.is_some() || kiosk_target(programme, item).is_some();
    view! {
        <li class=choice.then_some("choice")>
            <TimeOfDay at=item.start/>
            <div>{title}{(!detail.is_empty()).then(|| view! { <p class="soft">{detail}</p> })}</div>
        </li>
    }
    .into_any()
}

fn slot_detail(programme: &Programme, slot: &Slot) -> String {
    let choices = programme
        .sessions
        .iter()
        .filter(|session| session.slot.as_ref() == Some(&slot.code) && !session.cancelled)
        .count();
    format!(
        "{} au choix, jusqu’à {}",
        fr::count(u32::try_from(choices).unwrap_or(0), "atelier", "ateliers"),
        fr::clock(slot.span.end())
    )
}

/// The stretch of the day in which the kiosks' visits fall.
fn kiosk_target(programme: &Programme, item: &TimelineItem) -> Option<(String, String)> {
    let end = item.end?;
    let mut starts: Vec<_> = programme
        .sessions
        .iter()
        .filter(|session| session.kind == Kind::Kiosk && !session.cancelled)
        .map(|session| session.span.start())
        .filter(|start| (item.start..end).contains(start))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    if starts.is_empty() {
        return None;
    }
    let times: Vec<_> = starts.into_iter().map(fr::clock).collect();
    Some((
        "/programme#kiosques".to_owned(),
        format!("Visites des kiosques\u{a0}: {}", times.join(", ")),
    ))
}

fn contact(event: &Event) -> impl IntoView + use<> {
    let phone = event.contact_phone.clone();
    let email = event.contact_email.clone();
    view! {
        <p>
            "Une question\u{202f}? Écrivez à "
            <a href=format!("mailto:{email}")>{email.clone()}</a>
            {(!phone.is_empty()).then(|| view! { " ou appelez le "<a href=format!("tel:{}", phone.replace(' ', ""))>{phone.clone()}</a> })}
            "."
        </p>
    }
}
