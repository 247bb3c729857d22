//! `/organisation/equipe`: who is in the team, and how to join it.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::{Invitation, TeamLine, TeamPage, TeamView};
use axum::Extension;
use axum::extract::State;
use domain::participant::{Email, Fault, Field};
use domain::role::{Access, Role};
use leptos::prelude::*;
use store::accounts;

use super::staff_page;
use crate::access::Member;
use crate::http::form::{Fields, one_error};
use crate::invitations::invite;
use crate::render::Answer;
use crate::state::App;

/// What was typed, and what came of it.
#[derive(Debug)]
struct Asked {
    email: String,
    role: Role,
    errors: FormErrors,
    invitation: Option<Invitation>,
}

/// `GET /organisation/equipe`
pub async fn list(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let (email, errors) = (String::new(), FormErrors::default());
    show(&app, &member, Asked { email, role: Role::Door, errors, invitation: None }).await
}

/// `POST /organisation/equipe`: the link is on this one answer and nowhere else.
pub async fn invite_member(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let typed = fields.text("email");
    let role = Role::parse(&fields.text("role")).unwrap_or(Role::Door);
    let email = match read(&typed, role, &member) {
        Ok(email) => email,
        Err(sentence) => {
            let errors = one_error("email", sentence);
            return show(&app, &member, Asked { email: typed, role, errors, invitation: None })
                .await;
        }
    };
    let address = email.to_string();
    let path = invite(&app.store, email, role, member.email.clone()).await?;
    let link = format!("{}{path}", app.public_url);
    let invitation = Some(Invitation { email: address, link });
    let (email, errors) = (String::new(), FormErrors::default());
    show(&app, &member, Asked { email, role, errors, invitation }).await
}

/// The address, unless it is none, or an admin would shut themselves out.
fn read(typed: &str, role: Role, member: &Member) -> Result<Email, String> {
    let fault = if typed.trim().is_empty() { Fault::Missing } else { Fault::Malformed };
    let email = Email::parse(typed).ok_or_else(|| fr::fault(Field::Email, fault))?;
    if email.key() == member.email.to_lowercase() && role != member.role {
        return Err("C’est votre compte\u{a0}: vous ne pouvez pas changer votre propre rôle. \
                    Demandez à une autre personne de l’administration."
            .to_owned());
    }
    Ok(email)
}

async fn show(app: &App, member: &Member, asked: Asked) -> Answer {
    let mut conn = app.store.reader().await?;
    let accounts = accounts::all(&mut conn).await?;
    drop(conn);
    let team = TeamView {
        lines: accounts
            .into_iter()
            .map(|account| TeamLine {
                email: account.email,
                role: account.role,
                ready: account.password_hash.is_some(),
            })
            .collect(),
        may_add: member.role.may(Access::Admin),
        email: asked.email,
        role: asked.role,
        errors: asked.errors,
        invitation: asked.invitation,
    };
    let page = staff_page(app, member, "Équipe", "/organisation/equipe").await?;
    let page = if team.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <TeamPage team/> }).await)
}
