//! `/desinscription/{secret}/{id}`: no more letters but those about the ticket. Mail programs come
//! here by themselves too, with one request and no cookie (RFC 8058).

use app::pages::{UnsubscriptionPage, UnsubscriptionView};
use app::shell::Frame;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;
use store::{journal, participants, unsubscriptions};
use uuid::Uuid;

use crate::clock::now;
use crate::keys::hash;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `GET /desinscription/{secret}/{id}`
pub async fn show(
    State(app): State<App>,
    Path((secret, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = holder(&app, &secret, &id).await?;
    page(&app, person, href(&secret, &id), query.as_deref() == Some("note")).await
}

async fn page(app: &App, person: Uuid, href: String, changed: bool) -> Answer {
    let conference = app.store.programme().await?.plan.event.name.clone();
    let mut conn = app.store.reader().await?;
    let declined = unsubscriptions::holds(&mut conn, person).await?;
    drop(conn);
    let view = UnsubscriptionView { href, conference, declined, changed };
    let page = Page::private("Courriels d’information", Frame::Public(""));
    Ok(page.show(app, move || view! { <UnsubscriptionPage view/> }).await)
}

fn href(secret: &str, id: &str) -> String {
    format!("/desinscription/{secret}/{id}")
}

/// `POST /desinscription/{secret}/{id}`: from the page, or from a mail program. Whatever the latter
/// sends is the one wish it can have, and it is to be answered without being sent elsewhere.
pub async fn answer(
    State(app): State<App>,
    Path((secret, id)): Path<(String, String)>,
    body: Result<Bytes, BytesRejection>,
) -> Answer {
    let person = holder(&app, &secret, &id).await?;
    let reply = Reply::read(&body.unwrap_or_default());
    decide(&app, person, reply != Reply::Accepts).await?;
    let href = href(&secret, &id);
    match reply {
        Reply::OneClick => page(&app, person, href, true).await,
        Reply::Accepts | Reply::Declines => {
            Ok(Redirect::to(&format!("{href}?note")).into_response())
        }
    }
}

/// What was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reply {
    /// By the page: such letters again.
    Accepts,
    /// By the page: no more of them.
    Declines,
    /// By a mail program: no more of them.
    OneClick,
}

impl Reply {
    fn read(body: &[u8]) -> Self {
        let fields: Vec<(String, String)> = serde_urlencoded::from_bytes(body).unwrap_or_default();
        match fields.iter().find(|(name, _)| name == "reponse").map(|(_, word)| word.as_str()) {
            Some("recevoir") => Self::Accepts,
            Some("refuser") => Self::Declines,
            _ => Self::OneClick,
        }
    }
}

/// Doing it again changes nothing.
async fn decide(app: &App, person: Uuid, declines: bool) -> Result<(), store::Error> {
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let (changed, action) = if declines {
                (unsubscriptions::put(conn, person, at).await?, "mail.decline")
            } else {
                (unsubscriptions::lift(conn, person).await?, "mail.accept")
            };
            if changed {
                let subject = person.to_string();
                journal::write(conn, journal::PARTICIPANT, action, &subject, "", at).await?;
            }
            Ok(())
        })
        .await
}

/// Whose link it is. Hashes are compared, so that the time it takes says nothing of the secret.
async fn holder(app: &App, secret: &str, id: &str) -> Result<Uuid, Failure> {
    let id = Uuid::try_parse(id).map_err(|_| Failure::not_found())?;
    if hash(secret) != hash(&app.decline_secret(id)) {
        return Err(Failure::not_found());
    }
    let mut conn = app.store.reader().await?;
    let known = participants::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    // What two registrations that became one say, they say together.
    Ok(known.merged_into.unwrap_or(known.id))
}
