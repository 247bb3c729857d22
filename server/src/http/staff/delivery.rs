//! `/organisation/courriels/domaine`: how letters leave, and whether others believe them.

use app::components::FormErrors;
use app::pages::staff::delivery::{DeliveryPage, DeliveryView};
use app::pages::staff::mail_nav::DELIVERY;
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use domain::letter::Letter;
use leptos::prelude::*;
use store::{journal, letters};

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::mail::dns::{Dns, check};
use crate::mail::{self, Signer};
use crate::render::Answer;
use crate::state::App;

/// The fastest pace that makes sense, in letters a minute.
const FASTEST: u32 = 10_000;

/// `GET /organisation/courriels/domaine`; DNS is asked only when that is.
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = match query.as_deref() {
        Some("essai") => Some("C’est noté\u{a0}: la lettre d’essai est dans la boîte d’envoi."),
        Some("rythme") => Some("C’est noté\u{a0}: le rythme est changé."),
        _ => None,
    };
    let asks = query.as_deref().is_some_and(|query| query.starts_with("verifier"));
    let mut conn = app.store.reader().await?;
    let pace = letters::pace(&mut conn).await?;
    drop(conn);
    let pace = pace.map_or_else(String::new, |pace| pace.to_string());
    page(&app, &member, (pace, FormErrors::default()), asks, said).await
}

async fn page(
    app: &App,
    member: &Member,
    (pace, errors): (String, FormErrors),
    asks: bool,
    said: Option<&'static str>,
) -> Answer {
    let programme = app.store.programme().await?;
    let from = mail::sender(app, &programme.plan.event).ok();
    let signer = app.delivery.signer.as_ref();
    let records = match (&from, asks) {
        (Some(from), true) => Some(check(&Dns { server: app.config.dns }, from, signer).await),
        _ => None,
    };
    let refused = !errors.is_empty();
    let view = DeliveryView {
        from: from.map(|from| from.to_string()),
        relays: app.config.relays().map(relay_host).collect(),
        key: signer.map(Signer::name).map(str::to_owned),
        pace,
        errors,
        records,
        own_address: member.email.clone(),
        said,
    };
    let page = staff_page(app, member, "Acheminement", DELIVERY).await?;
    let page = if refused { page.refused() } else { page };
    Ok(page.show(app, move || view! { <DeliveryPage view/> }).await)
}

/// The host of a relay's address, without what opens it.
fn relay_host(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    host.split(['/', '?']).next().unwrap_or_default().to_owned()
}

/// `POST /organisation/courriels/domaine/essai`
pub async fn try_it(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let email = &member.email;
            letters::enqueue_to(conn, Letter::Delivery, email, "", at).await?;
            journal::write(conn, email, "mail.trial", "", "", at).await
        })
        .await?;
    Ok(Redirect::to(&format!("{DELIVERY}?essai")).into_response())
}

/// `POST /organisation/courriels/domaine/rythme`
pub async fn set_pace(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let typed = fields.text("rythme");
    let pace = match typed.trim() {
        "" => Ok(None),
        number => number.parse().map(Some),
    };
    let pace = match pace {
        Ok(pace) if pace.is_none_or(|pace: u32| (1..=FASTEST).contains(&pace)) => pace,
        _ => {
            let sentence = "Écrivez un nombre de 1 à 10\u{202f}000, ou laissez vide.";
            let errors = one_error("rythme", sentence);
            return page(&app, &member, (typed, errors), false, None).await;
        }
    };
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let before = letters::pace(conn).await?;
            if before == pace {
                return Ok(());
            }
            letters::set_pace(conn, pace).await?;
            let said = |pace: Option<u32>| {
                pace.map_or_else(|| "sans limite".to_owned(), |pace| format!("{pace} par minute"))
            };
            let detail = format!("{} → {}", said(before), said(pace));
            journal::write(conn, &member.email, "mail.pace", "", &detail, at).await
        })
        .await?;
    Ok(Redirect::to(&format!("{DELIVERY}?rythme")).into_response())
}

#[cfg(test)]
mod tests {
    use super::relay_host;

    #[test]
    fn a_relay_is_named_without_its_password() {
        assert_eq!(
            relay_host("smtps://moi:se@cret@relais.example:465/x?tls=required"),
            "relais.example:465"
        );
        assert_eq!(relay_host("smtp://relais.example?tls=required"), "relais.example");
    }
}
