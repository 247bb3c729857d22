//! `/billet/{secret}/reprendre`: someone of a group manages their own registration from now on.

use app::fr;
use app::pages::{ErrorKind, OwnGroup, TakenOverPage};
use app::shell::Frame;
use axum::extract::{Path, State};
use leptos::prelude::*;
use store::participants::{self, Participant};
use store::parties;
use store::{Conn, journal};

use crate::clock::now;
use crate::http::form::Fields;
use crate::http::tickets::holder;
use crate::keys::{Purpose, hash};
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `POST /billet/{secret}/reprendre`: their former link opens nothing any more, and the new one
/// goes to their own address only. Asked twice, the same is answered.
pub async fn take_over(
    State(app): State<App>,
    Path(secret): Path<String>,
    fields: Fields,
) -> Answer {
    if app.config.smtp_url.is_none() {
        return Err(ErrorKind::Refused(fr::NO_MAIL_NO_NEW_LINK.to_owned()).into());
    }
    let person = match asked_before(&app, &secret, &fields).await? {
        Some(person) => person,
        None => holder(&app, &secret).await?,
    };
    let mut conn = app.store.reader().await?;
    let (party, _) =
        parties::of_participant(&mut conn, person.id).await?.ok_or_else(Failure::not_found)?;
    drop(conn);
    let email = person.email.clone().ok_or_else(Failure::not_found)?;
    let next = person.link_version.saturating_add(1);
    let link_hash = hash(&app.keys.secret(Purpose::Link, person.id, next));
    let at = now();
    app.store
        .write(async move |conn| {
            if parties::take_over(conn, &person, link_hash, fr::TAKEN_OVER, at).await? {
                let (actor, subject) = (journal::PARTICIPANT, person.id.to_string());
                journal::write(conn, actor, "participant.take_over", &subject, "", at).await?;
            }
            Ok(())
        })
        .await?;
    let contact_name = party.contact_name;
    let page =
        Page::private("Vous gérez votre inscription", Frame::Public("/retrouver-mon-billet"));
    Ok(page.show(&app, move || view! { <TakenOverPage email contact_name/> }).await)
}

/// Who took over already and sends the same form again: they show the link that opened their page
/// until then.
async fn asked_before(
    app: &App,
    secret: &str,
    fields: &Fields,
) -> Result<Option<Participant>, Failure> {
    let Ok(id) = fields.id("person") else { return Ok(None) };
    let mut conn = app.store.reader().await?;
    let Some(person) = participants::by_id(&mut conn, id).await? else { return Ok(None) };
    let taken_over =
        parties::of_participant(&mut conn, id).await?.is_some_and(|(_, at)| at.is_some());
    let former = person.link_version.saturating_sub(1);
    let shown = hash(secret) == hash(&app.keys.secret(Purpose::Link, id, former));
    Ok((taken_over && shown).then_some(person))
}

/// What someone's own page says about their group; nothing for those in none, and for the contact.
///
/// # Errors
/// The database failed.
pub async fn own_group(
    app: &App,
    conn: &mut Conn,
    person: &Participant,
) -> Result<Option<OwnGroup>, store::Error> {
    let found = parties::of_participant(conn, person.id).await?;
    let found = found.filter(|(party, _)| !party.is_contact(person));
    Ok(found.map(|(party, taken_over_at)| OwnGroup {
        person: person.id,
        contact_name: party.contact_name,
        email: person.email.clone(),
        taken_over: taken_over_at.is_some(),
        mail: app.config.smtp_url.is_some(),
    }))
}
