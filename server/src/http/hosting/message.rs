//! `/animation/{id}/message`: a few words to those who come, which can be called back.

use app::components::FormErrors;
use app::fr;
use app::pages::hosting::{HostMessageForm, HostMessagePage, HostMessageView, hosted_href};
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::text::clean_line;
use leptos::prelude::*;
use store::host_messages::{self, NewMessage};
use store::{hostings, journal};
use uuid::Uuid;

use super::{framed, hosted};
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::http::staff::seats::in_words;
use crate::render::{Answer, Failure};
use crate::state::App;

/// The longest heading, in characters.
const LONGEST_SUBJECT: usize = 120;

/// The longest message, in characters.
const LONGEST: usize = 2_000;

/// `GET /animation/{id}/message`
pub async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let form = HostMessageForm { id: Uuid::now_v7(), ..HostMessageForm::default() };
    page(&app, &member, id, form).await
}

/// `POST /animation/{id}/message`
pub async fn write(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    hosted(&app, &member, id).await?;
    let typed = HostMessageForm {
        id: fields.id("id")?,
        subject: clean_line(&fields.text("subject")),
        body: cleaned(&fields.text("body")),
        errors: FormErrors::default(),
    };
    let errors = faults(&typed);
    if !errors.is_empty() {
        return page(&app, &member, id, HostMessageForm { errors, ..typed }).await;
    }
    let session = in_words(&*app.store.programme().await?, id);
    let (at, account, actor) = (now(), member.id, member.email.clone());
    let new = NewMessage {
        id: typed.id,
        account,
        session: id,
        subject: typed.subject.clone(),
        body: typed.body.clone(),
    };
    let written = app
        .store
        .write_beside(async move |conn| {
            let subject = new.subject.clone();
            if let Some(people) = host_messages::write(conn, new, at).await? {
                let detail = format!("{subject} ({})", fr::count(people, "personne", "personnes"));
                journal::write(conn, &actor, "host.message", &session, &detail, at).await?;
            }
            Ok(())
        })
        .await;
    match written {
        Ok(()) => Ok(Redirect::to(&format!("{}?ecrit", hosted_href(id))).into_response()),
        Err(store::Error::Refused(refusal)) => {
            let errors = one_error("body", fr::team_refusal(&refusal));
            page(&app, &member, id, HostMessageForm { errors, ..typed }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /animation/{id}/message/{message}/rappeler`
pub async fn call_back(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path((id, message)): Path<(Uuid, Uuid)>,
) -> Answer {
    hosted(&app, &member, id).await?;
    let mut conn = app.store.reader().await?;
    let found = host_messages::by_id(&mut conn, message).await?;
    drop(conn);
    let found = found.filter(|found| found.session == id).ok_or_else(Failure::not_found)?;
    let session = in_words(&*app.store.programme().await?, id);
    let at = now();
    let called = app
        .store
        .write_beside(async move |conn| {
            let called = host_messages::call_back(conn, message, at).await?;
            if called {
                let (actor, what) = (&member.email, &found.subject);
                journal::write(conn, actor, "host.call_back", &session, what, at).await?;
            }
            Ok(called)
        })
        .await?;
    let word = if called || found_called(&app, message).await? { "rappele" } else { "parti" };
    Ok(Redirect::to(&format!("{}?{word}", hosted_href(id))).into_response())
}

/// Whether it was called back before: a second click says so too.
async fn found_called(app: &App, message: Uuid) -> Result<bool, store::Error> {
    let mut conn = app.store.reader().await?;
    let found = host_messages::by_id(&mut conn, message).await?;
    Ok(found.is_some_and(|found| found.called_back_at.is_some()))
}

/// Lines without control characters, and none that stand empty at either end.
fn cleaned(typed: &str) -> String {
    let lines: Vec<String> = typed.lines().map(clean_line).collect();
    lines.join("\n").trim().to_owned()
}

fn faults(form: &HostMessageForm) -> FormErrors {
    let mut faults = Vec::new();
    match form.subject.chars().count() {
        0 => faults.push(("subject", "Écrivez de quoi il s’agit, en quelques mots.".to_owned())),
        1..=LONGEST_SUBJECT => {}
        _ => faults
            .push(("subject", "C’est trop long\u{a0}: 120\u{a0}caractères au plus.".to_owned())),
    }
    match form.body.chars().count() {
        0 => faults.push(("body", "Écrivez votre message.".to_owned())),
        1..=LONGEST => {}
        long => faults.push((
            "body",
            format!("C’est trop long\u{a0}: {long}\u{a0}caractères, 2\u{202f}000 au plus."),
        )),
    }
    FormErrors(faults)
}

async fn page(app: &App, member: &Member, id: Uuid, form: HostMessageForm) -> Answer {
    let session = hosted(app, member, id).await?;
    let mut conn = app.store.reader().await?;
    let people = hostings::attendance(&mut conn, id).await?;
    drop(conn);
    let reached = people.iter().filter(|person| person.has_email > 0).count();
    let view = HostMessageView {
        session,
        reached: u32::try_from(reached).unwrap_or(u32::MAX),
        unreachable: u32::try_from(people.len() - reached).unwrap_or(u32::MAX),
        form,
    };
    let page = framed("Écrire aux personnes inscrites", member);
    let page = if view.form.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <HostMessagePage view/> }).await)
}
