//! `/organisation/participants/nouveau`: someone registered by hand.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::NewParticipantPage;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::participant::{FilledBy, RegistrationForm};
use leptos::prelude::*;
use store::participants::{self, Outcome};
use uuid::Uuid;

use super::staff_page;
use crate::access::Member;
use crate::http::form::{Fields, one_error, sentences};
use crate::registering::record;
use crate::render::Answer;
use crate::state::App;

/// What stands in the form.
#[derive(Debug)]
struct Typed {
    form: RegistrationForm,
    errors: FormErrors,
    key: Uuid,
    there: Option<(Uuid, String)>,
}

/// `GET /organisation/participants/nouveau`
pub async fn new(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let (form, errors) = (RegistrationForm::default(), FormErrors::default());
    show(&app, &member, Typed { form, errors, key: Uuid::now_v7(), there: None }).await
}

/// `POST /organisation/participants/nouveau`
pub async fn create(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let key = Uuid::try_parse(&fields.text("key")).unwrap_or_else(|_| Uuid::now_v7());
    let mut form = fields.registration();
    // On the phone, an address that was not told is one that is not there.
    form.no_email |= form.email.trim().is_empty();
    let registration = match form.read(FilledBy::Team) {
        Ok(registration) => registration,
        Err(faults) => {
            let errors = sentences(&faults);
            return show(&app, &member, Typed { form, errors, key, there: None }).await;
        }
    };
    let (outcome, who) = record(&app, registration, key, Some(&member)).await?;
    if let Outcome::AlreadyThere(_) = outcome {
        let there = Some((who, name(&app, who).await?));
        let sentence = fr::team_refusal(&Refusal::AlreadyRegistered { participant: who });
        let errors = one_error("email", sentence);
        return show(&app, &member, Typed { form, errors, key, there }).await;
    }
    Ok(Redirect::to(&format!("/organisation/participants/{who}?inscrit")).into_response())
}

async fn name(app: &App, who: Uuid) -> Result<String, store::Error> {
    let mut conn = app.store.reader().await?;
    let person = participants::by_id(&mut conn, who).await?.ok_or(Refusal::NotFound)?;
    Ok(person.full_name())
}

async fn show(app: &App, member: &Member, typed: Typed) -> Answer {
    let Typed { form, errors, key, there } = typed;
    let ends = app.store.programme().await?.plan.event.span.end();
    let title = "Inscrire une personne";
    let page = staff_page(app, member, title, "/organisation/participants").await?;
    let page = if errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <NewParticipantPage form errors key there ends/> }).await)
}
