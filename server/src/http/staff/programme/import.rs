//! `/organisation/programme/import`: a whole programme as a file; first what it would change.

use app::components::FormErrors;
use app::fr;
use app::pages::ErrorKind;
use app::pages::staff::programme::{
    ChangePage, PROGRAMME, ProgrammeImportPage, ProgrammeImportView,
};
use axum::Extension;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::programme::Changed;

use super::preview::{self, Asked};
use crate::access::Member;
use crate::http::form::{Fields, one_error};
use crate::http::staff::staff_page;
use crate::render::{Answer, Failure};
use crate::state::App;
use crate::{changing, programme};

/// The longest text taken, in bytes: it travels a second time with the answer, three times as long.
const LONGEST: usize = 80_000;

/// `GET /organisation/programme/import`
pub async fn new(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let page = staff_page(&app, &member, "Charger un programme", PROGRAMME).await?;
    let view = ProgrammeImportView::default();
    Ok(page.show(&app, move || view! { <ProgrammeImportPage view/> }).await)
}

/// `POST /organisation/programme/import`
pub async fn check(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    sent: Result<Multipart, MultipartRejection>,
) -> Answer {
    let Ok(sent) = sent else { return Err(ErrorKind::Misread.into()) };
    match text_of(sent).await? {
        Ok(text) => look_at(&app, &member, text).await,
        Err(sentence) => {
            let errors = one_error("fichier", sentence);
            refused(&app, &member, ProgrammeImportView { errors, ..Default::default() }).await
        }
    }
}

/// The file that was sent, else the text; or why neither can be read.
async fn text_of(mut sent: Multipart) -> Result<Result<String, &'static str>, Failure> {
    let (mut file, mut typed) = (Vec::new(), String::new());
    while let Some(field) = sent.next_field().await.map_err(misread)? {
        match field.name() {
            Some("fichier") => file = field.bytes().await.map_err(misread)?.to_vec(),
            Some("texte") => typed = field.text().await.map_err(misread)?,
            _ => {}
        }
    }
    if file.is_empty() && typed.trim().is_empty() {
        return Ok(Err("Choisissez un fichier."));
    }
    let text = if file.is_empty() { Ok(typed) } else { String::from_utf8(file) };
    Ok(match text {
        Ok(text) if text.contains('\0') => {
            Err("Ce fichier n’est pas un texte. Choisissez un fichier .toml.")
        }
        Ok(text) if text.len() > LONGEST => Err(
            "Ce fichier est trop long pour un programme (80 Ko au plus). Chargez-le par la commande « passerelle programme import ».",
        ),
        Ok(text) => Ok(text),
        Err(_) => Err(
            "Ce fichier n’est pas un texte en UTF-8. Enregistrez-le en UTF-8 dans votre éditeur, ou choisissez un autre fichier.",
        ),
    })
}

fn misread(error: MultipartError) -> Failure {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ErrorKind::TooLarge.into()
    } else {
        ErrorKind::Misread.into()
    }
}

/// `POST /organisation/programme/import/appliquer`
pub async fn apply(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let text = fields.text("texte");
    let before = app.store.programme().await?;
    let Ok(plan) = programme::read(&text, None) else { return look_at(&app, &member, text).await };
    if fields.text("vu") != super::fingerprint(&before.plan) {
        let sentence = fr::team_refusal(&domain::Refusal::ProgrammeChanged);
        return ask(&app, &member, text, plan, true, vec![sentence]).await;
    }
    let tell = fields.ticked("prevenir");
    let proposed = changing::proposed(Some(&before), plan.clone(), &member.email, tell);
    match changing::load(&app.store, proposed).await {
        Ok(changed) => Ok(loaded(&changed)),
        Err(store::Error::Refused(refusal)) => {
            let sentence = fr::team_refusal(&refusal);
            ask(&app, &member, text, plan, tell, vec![sentence]).await
        }
        Err(error) => Err(error.into()),
    }
}

fn loaded(changed: &Changed) -> Response {
    let word = if changed.announcement.is_some() { "lettres#lettres" } else { "note" };
    Redirect::to(&format!("{PROGRAMME}?{word}")).into_response()
}

/// Every fault of a text, or what it would change.
async fn look_at(app: &App, member: &Member, text: String) -> Answer {
    match programme::read(&text, None) {
        Ok(plan) => ask(app, member, text, plan, true, Vec::new()).await,
        Err(faults) => {
            let faults = faults.iter().map(ToString::to_string).collect();
            refused(app, member, ProgrammeImportView { text, faults, ..Default::default() }).await
        }
    }
}

/// What a programme would change, and the question.
async fn ask(
    app: &App,
    member: &Member,
    text: String,
    plan: domain::programme::Plan,
    tell: bool,
    refused_for: Vec<String>,
) -> Answer {
    let before = app.store.programme().await?;
    if plan == before.plan {
        return Ok(Redirect::to(&format!("{PROGRAMME}?pareil")).into_response());
    }
    let proposed = changing::proposed(Some(&before), plan, &member.email, true);
    let changed = match changing::try_out(&app.store, proposed).await {
        Ok(changed) => changed,
        Err(store::Error::Refused(refusal)) => {
            let faults = vec![fr::team_refusal(&refusal)];
            let view = ProgrammeImportView { text, faults, errors: FormErrors::default() };
            return refused(app, member, view).await;
        }
        Err(error) => return Err(error.into()),
    };
    let wrong = !refused_for.is_empty();
    let asked = Asked {
        title: "Charger ce programme\u{202f}?".to_owned(),
        back: format!("{PROGRAMME}/import"),
        back_label: "Choisir un autre fichier",
        action: format!("{PROGRAMME}/import/appliquer"),
        tell,
        refused: refused_for,
    };
    let seen = super::fingerprint(&before.plan);
    let typed = vec![("vu".to_owned(), seen), ("texte".to_owned(), text)];
    let view = preview::view(app, &changed, typed, asked).await;
    let page = staff_page(app, member, "Charger un programme", PROGRAMME).await?;
    let page = if wrong { page.refused() } else { page };
    Ok(page.show(app, move || view! { <ChangePage view/> }).await)
}

async fn refused(app: &App, member: &Member, view: ProgrammeImportView) -> Answer {
    let page = staff_page(app, member, "Charger un programme", PROGRAMME).await?.refused();
    Ok(page.show(app, move || view! { <ProgrammeImportPage view/> }).await)
}
