//! `/organisation/accueil/papier`: people written down on paper, entered with the true time.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::{PaperWalkInForm, PaperWalkInPage};
use axum::Extension;
use axum::extract::State;
use domain::checkin::Door;
use domain::door::{self, Told};
use domain::participant::MAX_LINE;
use domain::text::clean_line;
use domain::ticket::{Code, WALK_IN};
use domain::time::Moment;
use jiff::civil::Time;
use leptos::prelude::*;
use store::checkins::{self, Act, Became, Deed, Keeper};
use store::participants;
use uuid::Uuid;

use super::staff_page;
use crate::access::Member;
use crate::acting::walk_in;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::Answer;
use crate::state::App;

/// `GET /organisation/accueil/papier`
pub async fn ask(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let form = PaperWalkInForm { key: Uuid::now_v7().to_string(), ..Default::default() };
    show(&app, &member, form, None).await
}

/// `POST /organisation/accueil/papier`
pub async fn enter(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let mut form = PaperWalkInForm {
        key: fields.text("cle"),
        code: fields.text("code"),
        time: fields.text("heure"),
        first_name: fields.text("prenom"),
        last_name: fields.text("nom"),
        organisation: fields.text("organisation"),
        reason: fields.text("raison"),
        errors: FormErrors::default(),
    };
    let key = Uuid::try_parse(&form.key).unwrap_or_else(|_| Uuid::now_v7());
    let full = app.store.programme().await?.places.is_full();
    let arrived = check(&app, &mut form, key, full).await?;
    let Some((act, code)) = arrived.and_then(|at| act(&app, &form, key, at)) else {
        return show(&app, &member, form, None).await;
    };
    let (by, at) = (Keeper::Member(member.id), now());
    let became =
        app.store.write(async move |conn| checkins::apply(conn, by, &[act], at).await).await?;
    let name = clean_line(&format!("{} {}", form.first_name, form.last_name));
    let said = match became.first() {
        Some(Became::OtherCode(other)) => fr::other_code(&name, &other.to_string()),
        _ => format!("{name} ({code}) est dans la liste, arrivée à {}.", form.time.trim()),
    };
    let (key, time) = (Uuid::now_v7().to_string(), form.time);
    let next = PaperWalkInForm { key, time, ..Default::default() };
    show(&app, &member, next, Some(said)).await
}

/// Finds what is wrong with the line; answers when the person came.
async fn check(
    app: &App,
    form: &mut PaperWalkInForm,
    key: Uuid,
    full: bool,
) -> Result<Option<Moment>, store::Error> {
    let mut wrong = Vec::new();
    match Code::parse(&form.code).filter(|code| code.as_str().starts_with(WALK_IN)) {
        None => wrong.push((
            "code",
            format!("Écrivez les six caractères imprimés sur la ligne : {WALK_IN}22-222."),
        )),
        Some(code) => {
            let mut conn = app.store.reader().await?;
            let whose = participants::by_code(&mut conn, &code).await?;
            if let Some(person) = whose.filter(|person| person.id != key) {
                let name = person.full_name();
                wrong
                    .push(("code", format!("Ce code est déjà celui de {name}. Relisez la fiche.")));
            }
        }
    }
    let day = app.store.programme().await?.plan.event.span.start().paris().date();
    let arrived = time(&form.time).and_then(|time| Moment::in_paris(day, time).ok());
    if arrived.is_none() {
        wrong.push(("heure", "Écrivez l’heure comme «\u{a0}9:05\u{a0}».".to_owned()));
    }
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
        let sentence = "Écrivez pourquoi cette personne est entrée alors que c’était complet.";
        wrong.push(("raison", sentence.to_owned()));
    }
    form.errors = FormErrors(wrong);
    Ok(arrived.filter(|_| form.errors.is_empty()))
}

/// « 9:05 », « 9h05 », « 9 h », « 09.05 ».
fn time(typed: &str) -> Option<Time> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (hours, minutes) = typed.split_once([':', 'h', 'H', '.']).unwrap_or((&typed, ""));
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    Time::new(hours.parse().ok()?, minutes.parse().ok()?, 0, 0).ok()
}

fn act(app: &App, form: &PaperWalkInForm, key: Uuid, at: Moment) -> Option<(Act, Code)> {
    let new = walk_in(
        app,
        &door::Deed::WalkIn {
            person: key,
            first_name: form.first_name.clone(),
            last_name: form.last_name.clone(),
            organisation: form.organisation.clone(),
            code: Code::parse(&form.code)?.as_str().to_owned(),
            reason: form.reason.clone(),
        },
    )?;
    let code = new.code.clone();
    let act = Act {
        id: key,
        door: Door::Main,
        at,
        clock_ahead: 0,
        told: Told::Accepted,
        deed: Deed::WalkIn(Box::new(new)),
    };
    Some((act, code))
}

async fn show(app: &App, member: &Member, form: PaperWalkInForm, said: Option<String>) -> Answer {
    let full = app.store.programme().await?.places.is_full();
    let page = staff_page(app, member, "Saisir les fiches papier", "/organisation/accueil").await?;
    let page = if form.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <PaperWalkInPage form said full/> }).await)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        let nine = Time::new(9, 5, 0, 0).ok();
        for typed in ["9:05", "09:05", "9h05", " 9 h 05 ", "9.05", "9H05"] {
            assert_eq!(time(typed), nine, "{typed}");
        }
        assert_eq!(time("9h"), Time::new(9, 0, 0, 0).ok());
        for typed in ["", "25:00", "9:60", "neuf heures"] {
            assert_eq!(time(typed), None, "{typed}");
        }
    }
}
