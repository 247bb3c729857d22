//! `/organisation/participants/doublons/fusion`: two registrations made one, shown before it is done.

use app::fr;
use app::pages::staff::{Compared, MergePage, MergeView};
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use domain::Refusal;
use domain::checkin::Standing;
use domain::participant::{AccessNeeds, Department, Email, Registration};
use domain::programme::Session;
use leptos::prelude::*;
use serde::Deserialize;
use store::participants::{self, Edit, Merge, Participant};
use store::{journal, letters, waitlist};
use uuid::Uuid;

use super::duplicates::code;
use super::participant::{back, find};
use super::participants::department;
use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// Which two.
#[derive(Debug, Deserialize)]
pub struct Two {
    a: Uuid,
    b: Uuid,
}

/// `GET /organisation/participants/doublons/fusion`
pub async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(two): Query<Two>,
) -> Answer {
    let (kept, gone) = both(&app, two.a, two.b).await?;
    show(&app, &member, kept, gone, None).await
}

/// `POST /organisation/participants/doublons/fusion`
pub async fn merge(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let (a, b) = (fields.id("a")?, fields.id("b")?);
    // Sent twice: it is done.
    if find(&app, b).await?.merged_into == Some(a) {
        return Ok(back(a, "fusion"));
    }
    let (kept, gone) = two(&app, a, b).await?;
    let edit = chosen(&kept, &gone, &fields);
    let left_over = left_over(&compared(&kept, &gone), &fields);
    let unit = Merge { kept: kept.id, gone: gone.id, edit, left_over };
    let (id, other, at, actor) = (kept.id, gone.id, now(), member.email.clone());
    let merged = app
        .store
        .write(async move |conn| {
            if !participants::merge(conn, unit, &actor, at).await? {
                return Ok(());
            }
            let code = code(conn, other).await?;
            journal::write(conn, &actor, "participant.merge", &id.to_string(), &code, at).await
        })
        .await;
    match merged {
        Ok(()) => Ok(back(id, "fusion")),
        Err(store::Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            show(&app, &member, kept, gone, Some(fr::team_refusal(&refusal))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Who is kept and who is not: whoever has a place, else whoever registered first.
async fn both(app: &App, a: Uuid, b: Uuid) -> Result<(Participant, Participant), Failure> {
    let (a, b) = two(app, a, b).await?;
    let rank = |person: &Participant| {
        let standing = match person.standing {
            Standing::Registered => 0,
            Standing::Waiting => 1,
            Standing::Cancelled => 2,
        };
        (standing, person.created_at.micros(), person.id)
    };
    Ok(if rank(&a) <= rank(&b) { (a, b) } else { (b, a) })
}

/// Two registrations, neither of which is part of another.
async fn two(app: &App, a: Uuid, b: Uuid) -> Result<(Participant, Participant), Failure> {
    let (a, b) = (find(app, a).await?, find(app, b).await?);
    if a.id == b.id || a.merged_into.is_some() || b.merged_into.is_some() {
        return Err(Failure::not_found());
    }
    Ok((a, b))
}

fn compared(kept: &Participant, gone: &Participant) -> Vec<Compared> {
    let email = |person: &Participant| person.email.clone().unwrap_or_default();
    let department = |person: &Participant| department(person.department.as_deref());
    let line = |name, label, kept: String, gone: String| Compared { name, label, kept, gone };
    vec![
        line("first_name", "Prénom", kept.first_name.clone(), gone.first_name.clone()),
        line("last_name", "Nom", kept.last_name.clone(), gone.last_name.clone()),
        line("email", "Adresse e-mail", email(kept), email(gone)),
        line("phone", "Téléphone", kept.phone.clone(), gone.phone.clone()),
        line("organisation", "Organisation", kept.organisation.clone(), gone.organisation.clone()),
        line("role_title", "Fonction", kept.role_title.clone(), gone.role_title.clone()),
        line("department", "Département", department(kept), department(gone)),
    ]
}

/// What the kept one will say: its own values, but where the other's were chosen or are the only ones.
fn chosen(kept: &Participant, gone: &Participant, fields: &Fields) -> Edit {
    let other = |name: &str, own: &str| own.is_empty() || fields.text(name) == "b";
    let text = |name: &str, own: &str, others: &str| {
        if other(name, own) && !others.is_empty() { others.to_owned() } else { own.to_owned() }
    };
    let email = |person: &Participant| person.email.clone().unwrap_or_default();
    let number = |person: &Participant| person.department.clone().unwrap_or_default();
    Edit {
        to: Registration {
            first_name: text("first_name", &kept.first_name, &gone.first_name),
            last_name: text("last_name", &kept.last_name, &gone.last_name),
            email: Email::parse(&text("email", &email(kept), &email(gone))),
            organisation: text("organisation", &kept.organisation, &gone.organisation),
            department: Department::parse(&text("department", &number(kept), &number(gone))),
            role_title: text("role_title", &kept.role_title, &gone.role_title),
            phone: text("phone", &kept.phone, &gone.phone),
            needs: AccessNeeds::default(),
        },
        // Both links stay theirs.
        next_link: None,
        link_version: kept.link_version,
        about: String::new(),
    }
}

/// What was not chosen, for the note.
fn left_over(compared: &[Compared], fields: &Fields) -> String {
    let lines: Vec<_> = compared
        .iter()
        .filter(|field| field.asks())
        .map(|field| {
            let left = if fields.text(field.name) == "b" { &field.kept } else { &field.gone };
            format!("Fusion, autre valeur\u{a0}: {}\u{a0}: {left}", field.label)
        })
        .collect();
    lines.join("\n")
}

async fn show(
    app: &App,
    member: &Member,
    kept: Participant,
    gone: Participant,
    refused: Option<String>,
) -> Answer {
    let effects = effects(app, &kept, &gone).await?;
    let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let merge = MergeView {
        fields: compared(&kept, &gone),
        kept: (kept.id, kept.full_name()),
        gone: (gone.id, gone.full_name()),
        effects,
        refused,
    };
    let title = "Fusionner deux inscriptions";
    let page = staff_page(app, member, title, "/organisation/participants").await?.status(status);
    Ok(page.show(app, move || view! { <MergePage merge/> }).await)
}

async fn effects(
    app: &App,
    kept: &Participant,
    gone: &Participant,
) -> Result<Vec<String>, store::Error> {
    let mut conn = app.store.reader().await?;
    let overlap = participants::overlap(&mut conn, kept.id, gone.id).await?;
    let lines = waitlist::of_participant(&mut conn, gone.id).await?;
    let letters = letters::of_participant(&mut conn, gone.id).await?;
    let passages = participants::passages(&mut conn, gone.id).await?;
    let needs = participants::needs(&mut conn, gone.id).await?;
    let codes = |sessions: &[Session]| {
        let codes: Vec<_> = sessions.iter().map(|session| session.code.clone()).collect();
        codes.join(", ")
    };
    let waited: Vec<_> = lines.into_iter().map(|line| line.session).collect();
    let mut effects = Vec::new();
    if kept.standing == Standing::Registered && gone.standing == Standing::Registered {
        effects.push(fr::merge::PLACE.to_owned());
    }
    let mut say = |when: bool, sentence: String| effects.extend(when.then_some(sentence));
    say(!overlap.moved.is_empty(), fr::merge::moved(&codes(&overlap.moved)));
    say(!overlap.freed.is_empty(), fr::merge::freed(&codes(&overlap.freed)));
    say(!waited.is_empty(), fr::merge::waited(&codes(&waited)));
    let count = |many: usize| u32::try_from(many).unwrap_or(u32::MAX);
    say(!letters.is_empty(), fr::merge::letters(count(letters.len())));
    say(!passages.is_empty(), fr::merge::passages(count(passages.len())));
    say(!needs.is_empty(), fr::merge::NEEDS.to_owned());
    effects.push(fr::merge::HISTORY.to_owned());
    Ok(effects)
}
