//! `/retrouver-mon-billet` and `/b/{token}`.

use app::components::FormErrors;
use app::pages::{ErrorKind, FoundTicketPage, LinkRequestPage, LinkRequestState};
use axum::extract::State;
use domain::Refusal;
use domain::participant::{Email, Fault, Field};
use leptos::prelude::*;
use store::{participants, parties};

use crate::client::Address;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::render::{Answer, Page};
use crate::state::App;

/// `GET /retrouver-mon-billet`
pub async fn ask(State(app): State<App>) -> Answer {
    Ok(show(&app, LinkRequestState::Asking { email: String::new(), errors: FormErrors::default() })
        .await)
}

/// `POST /retrouver-mon-billet`: the answer is the same whether the address is known or not.
pub async fn send(State(app): State<App>, Address(address): Address, fields: Fields) -> Answer {
    let typed = fields.text("email");
    let Some(email) = Email::parse(&typed) else {
        let fault = if typed.trim().is_empty() { Fault::Missing } else { Fault::Malformed };
        let errors = one_error("email", app::fr::fault(Field::Email, fault));
        return Ok(show(&app, LinkRequestState::Asking { email: typed, errors }).await);
    };
    if !app.throttles.link.allows(&address.to_string()) {
        return Err(ErrorKind::Refused(app::fr::refusal(&Refusal::Throttled)).into());
    }
    let at = now();
    app.store
        .write_beside(async move |conn| {
            if let Some(id) = participants::by_email(conn, &email.key()).await? {
                participants::send_link(conn, id, at).await?;
            }
            parties::send_links(conn, &email.key(), at).await
        })
        .await?;
    Ok(show(&app, LinkRequestState::Asked { mail: app.config.smtp_url.is_some() }).await)
}

async fn show(app: &App, state: LinkRequestState) -> axum::response::Response {
    let page = Page::public("Retrouver mon billet", "/retrouver-mon-billet").unkept();
    let refused = matches!(&state, LinkRequestState::Asking { errors, .. } if !errors.is_empty());
    let page = if refused { page.refused() } else { page };
    page.show(app, move || view! { <LinkRequestPage state/> }).await
}

/// `GET /b/{token}`: says what this is, and nothing about whose.
pub async fn found(State(app): State<App>) -> Answer {
    let event = app.store.programme().await?.plan.event.clone();
    let page = Page::public("Un billet d’entrée", "").unkept();
    Ok(page.show(&app, move || view! { <FoundTicketPage event/> }).await)
}
