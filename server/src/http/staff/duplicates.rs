//! `/organisation/participants/doublons`: who is probably registered twice, and who is not.

use app::pages::staff::{DuplicatesPage, Twin, TwinPair};
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;
use store::participants::{self, Participant, duplicates};
use store::{Conn, journal};
use uuid::Uuid;

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::Answer;
use crate::state::App;

const LIST: &str = "/organisation/participants";
const HERE: &str = "/organisation/participants/doublons";

/// How many pairs are shown.
const SHOWN: usize = 100;

/// `GET /organisation/participants/doublons`
pub async fn list(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let mut conn = app.store.reader().await?;
    let found = duplicates::find(&mut conn).await?;
    let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
    let mut pairs = Vec::new();
    for pair in found.into_iter().take(SHOWN) {
        let (first, second) = (twin(&mut conn, pair.low).await?, twin(&mut conn, pair.high).await?);
        if let (Some(first), Some(second)) = (first, second) {
            pairs.push(TwinPair { first, second, signs: pair.signs });
        }
    }
    drop(conn);
    let page = staff_page(&app, &member, "Doublons probables", LIST).await?;
    Ok(page.show(&app, move || view! { <DuplicatesPage pairs total/> }).await)
}

/// `POST /organisation/participants/doublons/distincts`
pub async fn dismiss(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let (a, b, at) = (fields.id("a")?, fields.id("b")?, now());
    app.store
        .write_beside(async move |conn| {
            if !duplicates::dismiss(conn, a, b, at).await? {
                return Ok(());
            }
            let (subject, other) = (a.to_string(), code(conn, b).await?);
            journal::write(conn, &member.email, "participant.distinct", &subject, &other, at).await
        })
        .await?;
    Ok(Redirect::to(HERE).into_response())
}

/// Someone's readable code: what the journal, which is never erased, calls the other one.
pub(super) async fn code(conn: &mut Conn, id: Uuid) -> Result<String, store::Error> {
    let person = participants::by_id(conn, id).await?;
    Ok(person.map_or_else(String::new, |person| person.code.to_string()))
}

async fn twin(conn: &mut Conn, id: Uuid) -> Result<Option<Twin>, store::Error> {
    Ok(participants::by_id(conn, id).await?.map(described))
}

fn described(person: Participant) -> Twin {
    Twin {
        id: person.id,
        full_name: person.full_name(),
        email: person.email.unwrap_or_default(),
        phone: person.phone,
        organisation: person.organisation,
        standing: person.standing,
        created_at: person.created_at,
    }
}
