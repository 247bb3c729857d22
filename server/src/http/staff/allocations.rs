//! `/organisation/voeux/{id}`: runs, looked at as often as one likes, and the one that is published.

use std::collections::{BTreeMap, BTreeSet};

use app::components::Tone;
use app::fr;
use app::pages::staff::wishes::{
    ADDRESS, PublicationPage, PublicationView, RefusedForm, RunLine, RunPage, RunStanding, RunView,
    run_href,
};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::allocation::Report;
use domain::programme::Programme;
use domain::time::Moment;
use leptos::prelude::*;
use store::wishes::{self, Run, RunState};
use store::{Conn, journal};
use uuid::Uuid;

use super::staff_page;
use super::wishes::{SEEDS, line, page as wishes_page};
use crate::access::Member;
use crate::allocating::{self, Request};
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// `POST /organisation/voeux/repartitions`
pub async fn start(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let programme = app.store.programme().await?;
    let slots: Vec<String> = fields
        .all("slot")
        .filter(|slot| programme.wishes_until(slot).is_some())
        .map(str::to_owned)
        .collect();
    let typed = fields.text("graine");
    let refuse = |error: &str| RefusedForm {
        slot: String::new(),
        typed: typed.clone(),
        error: error.to_owned(),
    };
    if slots.is_empty() {
        let refused = refuse("Cochez au moins un créneau mis sur vœux.");
        return wishes_page(&app, &member, Some(refused), None).await;
    }
    let Some(seed) = typed.trim().parse().ok().filter(|seed| SEEDS.contains(seed)) else {
        let refused = refuse("La graine est un nombre entier, de 0 à 999\u{202f}999.");
        return wishes_page(&app, &member, Some(refused), None).await;
    };
    let closed = fields.all("ferme").filter_map(|id| Uuid::try_parse(id).ok()).collect();
    let request = Request { slots, closed, seed, by: member.email };
    let id = allocating::start(&app, request).await?;
    Ok(Redirect::to(&run_href(id)).into_response())
}

/// `GET /organisation/voeux/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = (query.as_deref() == Some("publiee")).then(|| {
        (
            Tone::Accepted,
            "C’est publié\u{a0}: les places sont attribuées, chaque personne est prévenue."
                .to_owned(),
        )
    });
    page(&app, &member, id, said, StatusCode::OK).await
}

async fn page(
    app: &App,
    member: &Member,
    id: Uuid,
    said: Option<(Tone, String)>,
    status: StatusCode,
) -> Answer {
    let programme = app.store.programme().await?;
    let view = load(app, id, said).await?;
    let at_work = matches!(view.run.standing, RunStanding::Running(_));
    let page = staff_page(app, member, "Répartition", ADDRESS).await?.status(status);
    let mut response = page.show(app, move || view! { <RunPage programme view/> }).await;
    if at_work {
        // Asked for again in a second, with or without scripts.
        let again = HeaderName::from_static("refresh");
        response.headers_mut().insert(again, HeaderValue::from_static("1"));
    }
    Ok(response)
}

async fn load(app: &App, id: Uuid, said: Option<(Tone, String)>) -> Result<RunView, Failure> {
    let at = now();
    let mut conn = app.store.reader().await?;
    let run = wishes::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    let report = wishes::report(&mut conn, id).await?;
    let names = if report.is_some() { wishes::people(&mut conn).await? } else { BTreeMap::new() };
    let out_of_date = run.state == RunState::Draft && is_out_of_date(&mut conn, &run, at).await?;
    Ok(RunView { run: line(run, at), report, names, out_of_date, said })
}

async fn is_out_of_date(conn: &mut Conn, run: &Run, at: Moment) -> Result<bool, store::Error> {
    let problem = wishes::problem(conn, &run.slots, run.closed.clone(), run.seed, at).await?;
    Ok(problem.fingerprint() != run.fingerprint)
}

/// `GET /organisation/voeux/{id}/publier`
pub async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let run = wishes::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    let report = wishes::report(&mut conn, id).await?;
    let unreachable = wishes::without_address(&mut conn, &run.slots).await?;
    drop(conn);
    let Some(report) = report.filter(|_| run.state == RunState::Draft) else {
        return Ok(Redirect::to(&run_href(id)).into_response());
    };
    let view = publication(&programme, line(run, now()), &report, unreachable);
    let page = staff_page(&app, &member, "Publier la répartition", ADDRESS).await?;
    Ok(page.show(&app, move || view! { <PublicationPage view/> }).await)
}

fn publication(
    programme: &Programme,
    run: RunLine,
    report: &Report,
    unreachable: u32,
) -> PublicationView {
    let slots = programme.plan.slots.iter().filter(|slot| run.slots.contains(&slot.code));
    let people: BTreeSet<Uuid> =
        report.slots.iter().flat_map(|slot| &slot.people).map(|outcome| outcome.person).collect();
    let closed = run.closed.iter().filter_map(|id| programme.session(*id));
    PublicationView {
        run: run.id,
        slots: slots.map(|slot| slot.name.clone()).collect(),
        seats: report.slots.iter().map(|slot| slot.tally.seated()).sum(),
        people: u32::try_from(people.len()).unwrap_or(u32::MAX),
        unreachable,
        without: report.slots.iter().map(|slot| slot.tally.nothing).sum(),
        closed: closed.map(|session| (session.code.clone(), session.seats.taken)).collect(),
    }
}

/// `POST /organisation/voeux/{id}/publier`
pub async fn publish(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let (actor, at) = (member.email.clone(), now());
    let published = app
        .store
        .write_long(async move |conn| {
            let done = wishes::publish(conn, id, at).await?;
            if !done.before {
                let seats = fr::count(done.seats, "place attribuée", "places attribuées");
                let subject = id.to_string();
                journal::write(conn, &actor, "wishes.publish", &subject, &seats, at).await?;
            }
            Ok(done)
        })
        .await;
    match published {
        Ok(_) => Ok(Redirect::to(&format!("{}?publiee", run_href(id))).into_response()),
        Err(store::Error::Refused(Refusal::NotFound)) => Err(Failure::not_found()),
        Err(store::Error::Refused(refusal)) => {
            let said = Some((Tone::Refused, fr::team_refusal(&refusal)));
            page(&app, &member, id, said, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error.into()),
    }
}
