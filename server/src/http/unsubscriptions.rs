//! `/desinscription/{secret}/{id}`: no more letters but those about the ticket. Mail programs come
//! here by themselves too, with one request and no cookie (RFC 8058).

use app::pages::{UnsubscriptionPage, UnsubscriptionView};
use app::shell::Frame;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;
use store::{journal, participants, unsubscriptions};
use uuid::Uuid;

use crate::clock::now;
use crate::http::form::Fields;
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
    let conference = app.store.programme().await?.plan.event.name.clone();
    let mut conn = app.store.reader().await?;
    let declined = unsubscriptions::holds(&mut conn, person).await?;
    drop(conn);
    let view = UnsubscriptionView {
        href: format!("/desinscription/{secret}/{id}"),
        conference,
        declined,
        changed: query.as_deref() == Some("note"),
    };
    let page = Page::private("Courriels d’information", Frame::Public(""));
    Ok(page.show(&app, move || view! { <UnsubscriptionPage view/> }).await)
}

/// `POST /desinscription/{secret}/{id}`: from the page, or from a mail program.
pub async fn answer(
    State(app): State<App>,
    Path((secret, id)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let person = holder(&app, &secret, &id).await?;
    let accepts = fields.text("reponse") == "recevoir";
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let (changed, action) = if accepts {
                (unsubscriptions::lift(conn, person).await?, "mail.accept")
            } else {
                (unsubscriptions::put(conn, person, at).await?, "mail.decline")
            };
            if changed {
                let subject = person.to_string();
                journal::write(conn, journal::PARTICIPANT, action, &subject, "", at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("/desinscription/{secret}/{id}?note")).into_response())
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
