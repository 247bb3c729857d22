//! Preparing a phone for the door: by the code that an organiser shows, or by whoever signed in.

use app::fr;
use app::pages::{PairingPage, PairingView};
use app::shell::Frame;
use axum::extract::{Extension, Path, State};
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Redirect, Response};
use domain::checkin::Door;
use domain::door::LONGEST_NAME;
use domain::text::clean_line;
use domain::time::Moment;
use leptos::prelude::*;
use store::devices::{self, NewDevice, Pairing};
use store::journal;
use uuid::Uuid;

use crate::acting::door_in_words;
use crate::client::Address;
use crate::clock::now;
use crate::doorkeeper::{Doorkeeper, remember};
use crate::http::form::{Fields, one_error};
use crate::http::phones::keeps_until;
use crate::keys::{hash, random_secret};
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `GET /accueil/appairer/{token}`
pub async fn ask(State(app): State<App>, Path(token): Path<String>) -> Answer {
    let pairing = find(&app, &token).await?;
    show(&app, token, pairing, String::new(), None).await
}

/// `POST /accueil/appairer/{token}`: the secret goes into this phone's cookie and nowhere else.
pub async fn pair(
    State(app): State<App>,
    Path(token): Path<String>,
    Address(address): Address,
    fields: Fields,
) -> Answer {
    if !app.throttles.pairing.allows(&address.to_string()) {
        return Err(store::Error::from(domain::Refusal::Throttled).into());
    }
    let pairing = find(&app, &token).await?;
    let name = match name(&fields) {
        Ok(name) => name,
        Err(typed) => {
            let sentence =
                format!("Donnez un nom à ce téléphone, de {LONGEST_NAME} caractères au plus.");
            return show(&app, token, pairing, typed, Some(sentence)).await;
        }
    };
    let (secret, at) = (random_secret(), now());
    let (link, kept, called) = (hash(&token), hash(&secret), name.clone());
    app.store
        .write(async move |conn| {
            let id = devices::follow(conn, link, &called, kept, at).await?;
            journal::write(conn, &called, "device.pair", &id.to_string(), &called, at).await
        })
        .await?;
    Ok(prepared(&app, &secret, pairing.keeps_until, at))
}

/// `POST /accueil/appareil`: a member of the team prepares their own phone.
pub async fn prepare(
    State(app): State<App>,
    Extension(keeper): Extension<Doorkeeper>,
    fields: Fields,
) -> Answer {
    let Some(member) = keeper.member else { return Ok(Redirect::to("/accueil").into_response()) };
    let name = name(&fields)
        .unwrap_or_else(|_| member.email.chars().take_while(|c| *c != '@').collect::<String>());
    let (secret, at) = (random_secret(), now());
    let expires_at = keeps_until(&*app.store.programme().await?, at);
    let new = NewDevice {
        id: Uuid::now_v7(),
        name,
        token_hash: hash(&secret),
        doors: keeper.doors,
        account: member.id,
        expires_at,
    };
    let replaced = keeper.phone.map(|phone| phone.id);
    app.store
        .write(async move |conn| {
            if let Some(former) = replaced {
                devices::revoke(conn, former, at).await?;
            }
            devices::prepare(conn, &new, at).await?;
            let subject = new.id.to_string();
            journal::write(conn, &member.email, "device.pair", &subject, &new.name, at).await
        })
        .await?;
    Ok(prepared(&app, &secret, expires_at, at))
}

fn prepared(app: &App, secret: &str, until: Moment, at: Moment) -> Response {
    let mut response = Redirect::to("/accueil").into_response();
    let cookie = remember(app, secret, until.seconds_since(at).max(0));
    response.headers_mut().insert(SET_COOKIE, cookie);
    response
}

async fn find(app: &App, token: &str) -> Result<Pairing, Failure> {
    let mut conn = app.store.reader().await?;
    let found = devices::pairing(&mut conn, hash(token), now()).await?;
    found.ok_or_else(|| Failure::from(app::pages::ErrorKind::Refused(fr::CODE_ENDED.to_owned())))
}

/// The name typed, or what was typed when it is none.
fn name(fields: &Fields) -> Result<String, String> {
    let typed = fields.text("name");
    let name = clean_line(&typed);
    let fits = !name.is_empty() && name.chars().count() <= LONGEST_NAME;
    if fits { Ok(name) } else { Err(typed) }
}

async fn show(
    app: &App,
    token: String,
    pairing: Pairing,
    name: String,
    wrong: Option<String>,
) -> Answer {
    let programme = app.store.programme().await?;
    let words = |doors: Vec<Door>| {
        doors.into_iter().map(|door| door_in_words(&programme, door)).collect::<Vec<_>>()
    };
    let view = PairingView {
        action: format!("/accueil/appairer/{token}"),
        event: programme.plan.event.short_name.clone(),
        doors: pairing.doors.map(words),
        until: pairing.keeps_until,
        name,
        errors: wrong.map(|sentence| one_error("name", sentence)).unwrap_or_default(),
    };
    let page = Page::private("Préparer ce téléphone", Frame::Door);
    let page = if view.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <PairingPage view/> }).await)
}
