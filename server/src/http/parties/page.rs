//! `/groupe/{secret}`: everybody of a group, for its contact.

use app::components::Tone;
use app::pages::{Managed, PartyMember, PartyPage, PartyTicket, PartyTicketsPage, PartyView};
use app::shell::Frame;
use axum::extract::{Path, RawQuery, State};
use domain::checkin::Standing;
use domain::party::MAX_COLLEAGUES;
use leptos::prelude::*;
use store::parties::{self, Member, Party};
use store::{Conn, participants, signups};

use super::group;
use crate::http::registrations::closed;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `GET /groupe/{secret}`
pub async fn show(
    State(app): State<App>,
    Path(secret): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let party = group(&app, &secret).await?;
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let kept = parties::members(&mut conn, party.id).await?;
    let room = MAX_COLLEAGUES > parties::colleagues(&party, &kept);
    let mut members = Vec::with_capacity(kept.len());
    for member in &kept {
        members.push(line(&app, &mut conn, &party, member).await?);
    }
    drop(conn);
    let party = PartyView {
        secret,
        conference: programme.plan.event.name.clone(),
        contact_email: party.contact_email,
        mail: app.config.smtp_url.is_some(),
        said: query.as_deref().and_then(|query| greeting(query, &members)),
        members,
        may_add: room && closed(&programme).is_none(),
    };
    let page = Page::private("Mon groupe", Frame::Public("/retrouver-mon-billet"));
    Ok(page.show(&app, move || view! { <PartyPage party/> }).await)
}

/// What was just done: the address after a form says it in a word, so that a reload repeats it
/// and does nothing.
fn greeting(query: &str, members: &[PartyMember]) -> Option<(Tone, String)> {
    let waits = members.iter().filter_map(|member| member.managed.as_ref());
    let wait = waits.filter(|managed| managed.standing == Standing::Waiting).count() > 0;
    let done = match query {
        "inscrit" => "Votre groupe est enregistré.",
        "ajoute" => "C’est noté\u{a0}: le groupe est complété.",
        _ => return None,
    };
    let next = if wait {
        " Les personnes en liste d’attente auront une place dès qu’il s’en libère une."
    } else {
        " Les ateliers se choisissent sur la page de chaque personne, par elle ou par vous."
    };
    Some((Tone::Accepted, format!("{done}{next}")))
}

async fn line(
    app: &App,
    conn: &mut Conn,
    party: &Party,
    member: &Member,
) -> Result<PartyMember, store::Error> {
    let person = &member.person;
    let full_name = person.full_name();
    if member.taken_over_at.is_some() {
        return Ok(PartyMember { full_name, managed: None });
    }
    let held = signups::held(conn, person.id).await?;
    let codes: Vec<_> = held.iter().map(|session| session.code.as_str()).collect();
    let managed = Managed {
        standing: person.standing,
        place: participants::place_in_line(conn, person.id).await?,
        chosen: codes.join(", "),
        ticket: format!("/billet/{}", app.link_secret(person)),
        by_mail: person.email.is_some(),
        contact: party.is_contact(person),
    };
    Ok(PartyMember { full_name, managed: Some(managed) })
}

/// `GET /groupe/{secret}/billets`: to print; `?sans-adresse`, only of those without an address.
pub async fn tickets(
    State(app): State<App>,
    Path(secret): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let party = group(&app, &secret).await?;
    let programme = app.store.programme().await?;
    let without_mail = query.as_deref() == Some("sans-adresse");
    let mut conn = app.store.reader().await?;
    let mut tickets = Vec::new();
    for Member { person, taken_over_at } in parties::members(&mut conn, party.id).await? {
        let wanted = person.standing == Standing::Registered
            && taken_over_at.is_none()
            && !(without_mail && person.email.is_some());
        if wanted {
            tickets.push(PartyTicket {
                id: format!("billet-{}", person.id.simple()),
                full_name: person.full_name(),
                code: person.code.to_string(),
                qr: format!("/billet/{}/qr.svg", app.link_secret(&person)),
                held: signups::held(&mut conn, person.id).await?,
                organisation: person.organisation,
            });
        }
    }
    drop(conn);
    if tickets.is_empty() {
        return Err(Failure::not_found());
    }
    let page = Page::private("Billets du groupe", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <PartyTicketsPage secret programme tickets/> }).await)
}
