//! `/accueil/entree/inscrire`: someone who was not registered comes in.

use app::components::FormErrors;
use app::pages::door::{WalkInForm, WalkInPage};
use app::shell::Frame;
use axum::extract::{Extension, State};
use axum::response::{IntoResponse, Redirect};
use domain::checkin::Door;
use domain::door::{LONGEST_REASON, Told};
use domain::participant::MAX_LINE;
use domain::text::clean_line;
use domain::ticket::Code;
use leptos::prelude::*;
use store::checkins::{self, Act, Deed, NewWalkIn};
use uuid::Uuid;

use super::address;
use super::forms::allowed;
use crate::clock::now;
use crate::doorkeeper::Doorkeeper;
use crate::http::form::Fields;
use crate::keys::{Purpose, hash};
use crate::render::{Answer, Page};
use crate::state::App;

/// `GET /accueil/entree/inscrire`
pub async fn ask(State(app): State<App>, Extension(keeper): Extension<Doorkeeper>) -> Answer {
    allowed(&keeper, Door::Main)?;
    show(&app, WalkInForm { key: Uuid::now_v7().to_string(), ..WalkInForm::default() }).await
}

/// `POST /accueil/entree/inscrire`
pub async fn register(
    State(app): State<App>,
    Extension(keeper): Extension<Doorkeeper>,
    fields: Fields,
) -> Answer {
    let by = allowed(&keeper, Door::Main)?;
    let mut form = WalkInForm {
        key: fields.text("cle"),
        first_name: fields.text("prenom"),
        last_name: fields.text("nom"),
        organisation: fields.text("organisation"),
        reason: fields.text("raison"),
        errors: FormErrors::default(),
    };
    check(&mut form, app.store.programme().await?.places.is_full());
    if !form.errors.is_empty() {
        return show(&app, form).await;
    }
    let (id, at) = (Uuid::try_parse(&form.key).unwrap_or_else(|_| Uuid::now_v7()), now());
    let deed = Deed::WalkIn(Box::new(newcomer(&app, id, &form)));
    let act = Act { id, door: Door::Main, at, clock_ahead: 0, told: Told::Accepted, deed };
    app.store.write(async move |conn| checkins::apply(conn, by, &[act], at).await).await?;
    Ok(Redirect::to(&format!("{}?pointage={id}", address(Door::Main))).into_response())
}

fn check(form: &mut WalkInForm, full: bool) {
    let mut wrong = Vec::new();
    for (field, typed, what) in
        [("prenom", &form.first_name, "le prénom"), ("nom", &form.last_name, "le nom")]
    {
        let line = clean_line(typed);
        if line.is_empty() || line.chars().count() > MAX_LINE {
            wrong.push((field, format!("Écrivez {what}, en {MAX_LINE} caractères au plus.")));
        }
    }
    if clean_line(&form.organisation).chars().count() > MAX_LINE {
        wrong.push(("organisation", format!("Écrivez {MAX_LINE} caractères au plus.")));
    }
    if full && clean_line(&form.reason).is_empty() {
        wrong.push(("raison", "Écrivez pourquoi, en quelques mots.".to_owned()));
    }
    form.errors = FormErrors(wrong);
}

/// With a code like everybody's: this server knows which are free.
fn newcomer(app: &App, id: Uuid, form: &WalkInForm) -> NewWalkIn {
    let secret = |purpose| hash(&app.keys.secret(purpose, id, 1));
    NewWalkIn {
        person: id,
        first_name: clean_line(&form.first_name),
        last_name: clean_line(&form.last_name),
        organisation: clean_line(&form.organisation),
        code: Code::from_random(rand::random()),
        block: String::new(),
        reason: clean_line(&form.reason).chars().take(LONGEST_REASON).collect(),
        link_hash: secret(Purpose::Link),
        ticket_hash: secret(Purpose::Ticket),
    }
}

async fn show(app: &App, form: WalkInForm) -> Answer {
    let full = app.store.programme().await?.places.is_full();
    let page = Page::private("Inscrire sur place", Frame::Door);
    let page = if form.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <WalkInPage form full/> }).await)
}
