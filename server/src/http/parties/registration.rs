//! `/inscription/groupe` and `/groupe/{secret}/ajouter`: the form, and what becomes of it.

use app::components::{FormErrors, PartyFields, ROWS_SCRIPT};
use app::fr;
use app::pages::{ErrorKind, PartyAdditionPage, PartyRegistrationPage};
use app::shell::Frame;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::party::{FIRST_ROWS, Invitation, MAX_COLLEAGUES, PartyForm, Row, Spot, Wrong};
use domain::programme::Programme;
use leptos::prelude::*;
use store::parties::{self, Outcome, Party};
use uuid::Uuid;

use super::{group, typed};
use crate::client::Address;
use crate::http::form::Fields;
use crate::http::registrations::{already, closed};
use crate::registering::record_party;
use crate::render::{Answer, Page};
use crate::state::App;

/// What the form is for.
enum Target {
    /// A new group.
    New,
    /// More people in this one, and how many it has room for.
    More(Party, usize),
}

impl Target {
    fn most(&self) -> usize {
        match self {
            Self::New => MAX_COLLEAGUES,
            Self::More(_, room) => *room,
        }
    }
}

/// What is shown: the form as it was typed, and what became of it.
struct Sheet {
    form: PartyForm,
    key: Uuid,
    errors: FormErrors,
    focus: Option<usize>,
    said: Option<String>,
    /// How many places are left; by default, as the programme says.
    left: Option<u32>,
    status: StatusCode,
}

impl Sheet {
    fn of(form: PartyForm, key: Uuid) -> Self {
        let errors = FormErrors::default();
        Self { form, key, errors, focus: None, said: None, left: None, status: StatusCode::OK }
    }

    fn refused(self, status: StatusCode, errors: Vec<(&'static str, String)>) -> Self {
        Self { errors: FormErrors(errors), status, ..self }
    }
}

/// `GET /inscription/groupe`
pub async fn new(State(app): State<App>) -> Answer {
    let programme = app.store.programme().await?;
    if let Some(refusal) = closed(&programme) {
        return Err(ErrorKind::Refused(fr::refusal(&refusal)).into());
    }
    let form = PartyForm { contact: Some(Row::default()), ..blank(FIRST_ROWS) };
    Ok(show(&app, Target::New, Sheet::of(form, Uuid::now_v7())).await?)
}

/// `POST /inscription/groupe`
pub async fn create(State(app): State<App>, Address(address): Address, fields: Fields) -> Answer {
    act(&app, &address.to_string(), &fields, Target::New).await
}

/// `GET /groupe/{secret}/ajouter`
pub async fn more(State(app): State<App>, Path(secret): Path<String>) -> Answer {
    let programme = app.store.programme().await?;
    if let Some(refusal) = closed(&programme) {
        return Err(ErrorKind::Refused(fr::refusal(&refusal)).into());
    }
    let (party, room) = with_room(&app, &secret).await?;
    let mut conn = app.store.reader().await?;
    let members = parties::members(&mut conn, party.id).await?;
    drop(conn);
    let shared = members.into_iter().next().map(|member| member.person);
    let form = PartyForm {
        organisation: shared.as_ref().map_or_else(String::new, |one| one.organisation.clone()),
        department: shared.and_then(|one| one.department).unwrap_or_default(),
        ..blank(FIRST_ROWS.min(room))
    };
    Ok(show(&app, Target::More(party, room), Sheet::of(form, Uuid::now_v7())).await?)
}

/// `POST /groupe/{secret}/ajouter`
pub async fn add(
    State(app): State<App>,
    Path(secret): Path<String>,
    Address(address): Address,
    fields: Fields,
) -> Answer {
    let (party, room) = with_room(&app, &secret).await?;
    act(&app, &address.to_string(), &fields, Target::More(party, room)).await
}

fn blank(rows: usize) -> PartyForm {
    PartyForm { rows: vec![Row::default(); rows], ..PartyForm::default() }
}

/// The group, and how many colleagues it has room for.
async fn with_room(app: &App, secret: &str) -> Result<(Party, usize), crate::render::Failure> {
    let party = group(app, secret).await?;
    let mut conn = app.store.reader().await?;
    let members = parties::members(&mut conn, party.id).await?;
    let room = MAX_COLLEAGUES.saturating_sub(parties::colleagues(&party, &members));
    Ok((party, room))
}

/// Changes the rows, or registers everybody: as the button says.
async fn act(app: &App, address: &str, fields: &Fields, target: Target) -> Answer {
    let key = Uuid::try_parse(&fields.text("key")).unwrap_or_else(|_| Uuid::now_v7());
    let form = typed::party(fields, matches!(target, Target::New));
    let button = fields.text("do");
    let sheet = Sheet::of(form, key);
    let sheet = match button.as_str() {
        "add" => add_row(sheet, target.most()),
        "paste" => fill(sheet, target.most()),
        other => match other.strip_prefix("remove-") {
            Some(name) => remove_row(sheet, typed::place(fields, name)),
            None => return register(app, address, fields, target, sheet).await,
        },
    };
    Ok(show(app, target, sheet).await?)
}

fn add_row(mut sheet: Sheet, most: usize) -> Sheet {
    if sheet.form.add_row(most) {
        sheet.focus = Some(sheet.form.rows.len() - 1);
    } else {
        sheet.said = Some(format!("Ce formulaire a {most}\u{a0}lignes au plus."));
    }
    sheet
}

fn remove_row(mut sheet: Sheet, place: Option<usize>) -> Sheet {
    if let Some(place) = place {
        sheet.form.remove_row(place);
        sheet.focus = Some(place.min(sheet.form.rows.len() - 1));
        sheet.said = Some("La ligne est enlevée.".to_owned());
    }
    sheet
}

fn fill(mut sheet: Sheet, most: usize) -> Sheet {
    if sheet.form.pasted.trim().is_empty() {
        let sentence = "Collez d’abord une liste, une personne par ligne.".to_owned();
        return sheet.refused(StatusCode::UNPROCESSABLE_ENTITY, vec![("pasted", sentence)]);
    }
    let filled = sheet.form.fill(most);
    let mut said = Vec::new();
    if filled.added > 0 {
        let people = fr::count(filled.added, "personne ajoutée", "personnes ajoutées");
        said.push(format!("{people}. Vérifiez les noms et les adresses."));
    }
    if filled.known > 0 {
        let people = fr::count(filled.known, "adresse était déjà là", "adresses étaient déjà là");
        said.push(format!("{people}."));
    }
    sheet.said = (!said.is_empty()).then(|| said.join(" "));
    let faults = filled.faults.iter().map(|(line, fault)| fr::paste_fault(line, *fault));
    let too_many = (filled.too_many > 0).then(|| fr::pasted_too_many(filled.too_many, most));
    let errors: Vec<_> = faults.chain(too_many).map(|sentence| ("pasted", sentence)).collect();
    if errors.is_empty() {
        return Sheet { focus: Some(0), ..sheet };
    }
    sheet.refused(StatusCode::UNPROCESSABLE_ENTITY, errors)
}

async fn register(
    app: &App,
    address: &str,
    fields: &Fields,
    target: Target,
    sheet: Sheet,
) -> Answer {
    let invitation = match sheet.form.read(target.most()) {
        Ok(invitation) => invitation,
        Err(faults) => {
            let sheet = sheet.refused(StatusCode::UNPROCESSABLE_ENTITY, sentences(faults));
            return Ok(show(app, target, sheet).await?);
        }
    };
    if fields.ticked("website") {
        // A robot is told what a person would be, and nothing is recorded.
        return Ok(already(app).await);
    }
    let people = u32::try_from(invitation.people.len()).unwrap_or(u32::MAX);
    if !app.throttles.registration.allows_many(address, people) {
        return Err(ErrorKind::Refused(fr::refusal(&Refusal::Throttled)).into());
    }
    let group = match &target {
        Target::New => None,
        Target::More(party, _) => Some((party.clone(), MAX_COLLEAGUES)),
    };
    let sheet = match record_party(app, invitation.clone(), sheet.key, group).await? {
        Outcome::Registered(id) | Outcome::Repeated(id) => {
            let said = if matches!(target, Target::New) { "inscrit" } else { "ajoute" };
            return Ok(to_group(app, id, said).await?);
        }
        Outcome::AlreadyThere(places) => {
            sheet.refused(StatusCode::CONFLICT, there(&invitation, &places))
        }
        Outcome::TooFew { left } => too_few(sheet, &invitation, left),
    };
    Ok(show(app, target, sheet).await?)
}

async fn to_group(app: &App, id: Uuid, said: &str) -> Result<Response, store::Error> {
    let mut conn = app.store.reader().await?;
    let party = parties::by_id(&mut conn, id).await?.ok_or(Refusal::NotFound)?;
    Ok(Redirect::to(&format!("/groupe/{}?{said}", app.party_secret(&party))).into_response())
}

fn sentences(faults: Vec<(Spot, Wrong)>) -> Vec<(&'static str, String)> {
    faults.into_iter().map(|(spot, wrong)| (spot.name(), fr::party_fault(spot, wrong))).collect()
}

/// Those whose address is registered, told beside each: no more than the form of one person tells.
fn there(invitation: &Invitation, places: &[usize]) -> Vec<(&'static str, String)> {
    let people = places.iter().filter_map(|place| invitation.people.get(*place));
    sentences(people.map(|guest| (Spot::email(guest.who), Wrong::Registered)).collect())
}

/// Fewer places than people: the same form again, which now asks who waits.
fn too_few(sheet: Sheet, invitation: &Invitation, left: u32) -> Sheet {
    let people = u32::try_from(invitation.people.len()).unwrap_or(u32::MAX);
    let sentence = fr::places_missing(left, people.saturating_sub(left));
    let first = invitation.people.first().map_or("lignes", |guest| guest.who.names().waits);
    let beside = if left == 0 { "lignes" } else { first };
    let sheet = sheet.refused(StatusCode::CONFLICT, vec![(beside, sentence)]);
    let form = PartyForm { asked: true, ..sheet.form };
    Sheet { form, left: Some(left), ..sheet }
}

/// How many places a newcomer may hope for.
fn places_left(programme: &Programme) -> u32 {
    if programme.waiting > 0 { 0 } else { programme.places.left() }
}

async fn show(app: &App, target: Target, sheet: Sheet) -> Result<Response, store::Error> {
    let programme = app.store.programme().await?;
    let event = programme.plan.event.clone();
    let (title, page) = match &target {
        Target::New => ("Inscrire un groupe", Frame::Public("/inscription")),
        Target::More(..) => ("Ajouter des personnes au groupe", Frame::Public("")),
    };
    let page = Page::private(title, page).with_module(ROWS_SCRIPT);
    let page = if sheet.errors.is_empty() { page } else { page.refused() }.status(sheet.status);
    let most = target.most();
    let fields = |action| PartyFields {
        action,
        form: sheet.form,
        errors: sheet.errors,
        key: sheet.key,
        most,
        left: sheet.left.unwrap_or_else(|| places_left(&programme)),
        focus: sheet.focus,
        said: sheet.said,
        contact_email: event.contact_email.clone(),
    };
    Ok(match target {
        Target::New => {
            let fields = fields("/inscription/groupe".to_owned());
            page.show(app, move || view! { <PartyRegistrationPage event fields/> }).await
        }
        Target::More(party, _) => {
            let secret = app.party_secret(&party);
            let fields = fields(format!("/groupe/{secret}/ajouter"));
            page.show(app, move || view! { <PartyAdditionPage secret fields/> }).await
        }
    })
}
