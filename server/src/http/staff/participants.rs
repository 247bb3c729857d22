//! `/organisation/participants`: everybody, searched and filtered.

use app::pages::staff::participants::SIZE;
use app::pages::staff::{ParticipantLine, ParticipantsPage, ParticipantsView, Shown};
use axum::Extension;
use axum::extract::{Query, State};
use domain::checkin::Standing;
use domain::participant::Department;
use leptos::prelude::*;
use store::participants::{self, Filter, Participant};

use super::{Asked, offset, staff_page};
use crate::access::Member;
use crate::render::Answer;
use crate::state::App;

/// `GET /organisation/participants`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Answer {
    let list = load(&app, &asked).await?;
    let page = staff_page(&app, &member, "Participants", "/organisation/participants").await?;
    Ok(page.show(&app, move || view! { <ParticipantsPage list/> }).await)
}

async fn load(app: &App, asked: &Asked) -> Result<ParticipantsView, store::Error> {
    let (typed, shown) = (asked.q.trim(), Shown::parse(&asked.etat));
    let filter = filter(shown);
    let mut conn = app.store.reader().await?;
    let total = participants::search(&mut conn, typed, filter, 0, 0).await?.total;
    let page = asked.page(total, SIZE);
    let from = offset(page, SIZE);
    let found = participants::search(&mut conn, typed, filter, from, SIZE).await?;
    let mut chosen = participants::chosen(&mut conn, typed, filter, from, SIZE).await?;
    let lines = found
        .participants
        .into_iter()
        .map(|person| {
            let chosen = chosen.remove(&person.id).unwrap_or_default();
            line(person, chosen)
        })
        .collect();
    Ok(ParticipantsView {
        href: href(typed, shown),
        typed: typed.to_owned(),
        shown,
        lines,
        total: found.total,
        page,
    })
}

fn filter(shown: Shown) -> Filter {
    match shown {
        Shown::Living => Filter::Living,
        Shown::Registered => Filter::Standing(Standing::Registered),
        Shown::Waiting => Filter::Standing(Standing::Waiting),
        Shown::Cancelled => Filter::Standing(Standing::Cancelled),
        Shown::Arrived => Filter::Arrived,
        Shown::Expected => Filter::Expected,
    }
}

fn line(person: Participant, chosen: String) -> ParticipantLine {
    ParticipantLine {
        department: department(person.department.as_deref()),
        id: person.id,
        first_name: person.first_name,
        last_name: person.last_name,
        organisation: person.organisation,
        standing: person.standing,
        arrived: person.arrived,
        chosen,
        created_at: person.created_at,
    }
}

/// Where someone comes from, in words; empty when they did not say.
pub(super) fn department(number: Option<&str>) -> String {
    number.and_then(Department::parse).map_or_else(String::new, |known| known.name().to_owned())
}

/// The address of a page of the same search, up to its number.
fn href(typed: &str, shown: Shown) -> String {
    let query = [("q", typed), ("etat", shown.as_str())];
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    format!("/organisation/participants?{query}&page=")
}
