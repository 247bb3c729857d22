//! `/organisation/participants/{id}/modifier`: what someone told us, put right.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::EditParticipantPage;
use axum::Extension;
use axum::extract::{Path, State};
use domain::Refusal;
use domain::participant::{FilledBy, RegistrationForm};
use domain::retention::needs_until;
use leptos::prelude::*;
use store::journal;
use store::participants::{self, Edit, Edited, Participant};
use uuid::Uuid;

use super::participant::{back, find};
use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error, sentences};
use crate::keys::{Purpose, hash};
use crate::render::Answer;
use crate::state::App;

/// What stands in the form.
#[derive(Debug)]
struct Typed {
    form: RegistrationForm,
    errors: FormErrors,
    there: Option<(Uuid, String)>,
}

/// `GET /organisation/participants/{id}/modifier`
pub async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let person = find(&app, id).await?;
    let mut conn = app.store.reader().await?;
    let needs = participants::needs(&mut conn, id).await?;
    drop(conn);
    let form = RegistrationForm {
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        no_email: person.email.is_none(),
        email: person.email.clone().unwrap_or_default(),
        organisation: person.organisation.clone(),
        department: person.department.clone().unwrap_or_default(),
        role_title: person.role_title.clone(),
        phone: person.phone.clone(),
        access_needs: needs.choices.iter().map(|need| need.as_str().to_owned()).collect(),
        access_other: needs.other,
        ..RegistrationForm::default()
    };
    show(&app, &member, &person, Typed { form, errors: FormErrors::default(), there: None }).await
}

/// `POST /organisation/participants/{id}/modifier`
pub async fn change(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let person = find(&app, id).await?;
    let form = fields.registration();
    let to = match form.read(FilledBy::Team) {
        Ok(to) => to,
        Err(faults) => {
            let errors = sentences(&faults);
            return show(&app, &member, &person, Typed { form, errors, there: None }).await;
        }
    };
    let edit = Edit {
        to,
        next_link: Some(hash(&app.keys.secret(
            Purpose::Link,
            id,
            person.link_version.saturating_add(1),
        ))),
        link_version: person.link_version,
        about: fr::NEW_ADDRESS.to_owned(),
    };
    let (at, actor) = (now(), member.email.clone());
    let edited = app
        .store
        .write(async move |conn| {
            let edited = participants::edit(conn, id, edit, &actor, at).await?;
            if !edited.fields.is_empty() {
                let names: Vec<_> = edited.fields.iter().map(|field| field.name()).collect();
                let (subject, names) = (id.to_string(), names.join(" "));
                journal::write(conn, &actor, "participant.edit", &subject, &names, at).await?;
            }
            Ok(edited)
        })
        .await;
    match edited {
        Ok(Edited { new_link: true, .. }) => Ok(back(id, "adresse")),
        Ok(Edited { fields, .. }) if fields.is_empty() => Ok(back(id, "identique")),
        Ok(_) => Ok(back(id, "modifie")),
        Err(store::Error::Refused(Refusal::AlreadyRegistered { participant })) => {
            let sentence = fr::team_refusal(&Refusal::AlreadyRegistered { participant });
            let there = Some((participant, find(&app, participant).await?.full_name()));
            let errors = one_error("email", sentence);
            show(&app, &member, &person, Typed { form, errors, there }).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(app: &App, member: &Member, person: &Participant, typed: Typed) -> Answer {
    let Typed { form, errors, there } = typed;
    let (id, name, by_mail) = (person.id, person.full_name(), person.email.is_some());
    let ends = app.store.programme().await?.plan.event.span.end();
    let needs_until = fr::day_month(needs_until(ends));
    let title = format!("Modifier\u{a0}: {name}");
    let page = staff_page(app, member, title, "/organisation/participants").await?;
    let page = if errors.is_empty() { page } else { page.refused() };
    let view = move || {
        view! { <EditParticipantPage id name form errors there needs_until by_mail/> }
    };
    Ok(page.show(app, view).await)
}
