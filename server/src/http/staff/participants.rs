//! `/organisation/participants`: everybody, searched and filtered; and who of them is ticked.

use app::components::Tone;
use app::fr;
use app::pages::staff::participants::{LIST_SCRIPT, SIZE};
use app::pages::staff::{
    Column, FiltersView, ParticipantLine, ParticipantsPage, ParticipantsView, Shown,
};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect};
use axum::{Extension, Json};
use domain::participant::{AccessNeed, Department};
use domain::programme::Programme;
use domain::role::Access;
use leptos::prelude::*;
use serde::Deserialize;
use store::participants::bulk::{self, Act};
use store::participants::{self, Criteria, Listed, Stands, selection};
use store::{Conn, Store};
use uuid::Uuid;

use super::{offset, seats, staff_page};
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::Answer;
use crate::state::App;

const HERE: &str = "/organisation/participants";

/// The setting that remembers which columns are shown.
const COLUMNS: &str = "participants.columns";

/// For how long the last act is recalled, in seconds.
const AGO: i64 = 900;

/// How many organisations are proposed.
const PROPOSED: u32 = 200;

/// The most people who are ticked at once.
pub(super) const MOST: u32 = participants::selection::MOST;

/// What is asked of the list, in its address. Whatever cannot be read is as if it had not been said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    etat: String,
    arrivee: String,
    seance: String,
    departement: String,
    organisation: String,
    besoin: String,
    page: String,
    dit: String,
}

/// `GET /organisation/participants`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Answer {
    let list = load(&app, &member, asked).await?;
    let page = staff_page(&app, &member, "Participants", HERE).await?.with_module(LIST_SCRIPT);
    Ok(page.show(&app, move || view! { <ParticipantsPage list/> }).await)
}

/// `POST /organisation/participants/choix`: who of a page is ticked, before going anywhere else.
pub async fn choose(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let ids = |name: &str| -> Vec<Uuid> {
        fields.all(name).filter_map(|id| Uuid::try_parse(id).ok()).take(MOST as usize).collect()
    };
    let (seen, ticked) = (ids("vu"), ids("choisi"));
    let unticked: Vec<_> = seen.into_iter().filter(|id| !ticked.contains(id)).collect();
    let back = asked_before(&fields.text("retour"));
    let (to, criteria) = (fields.text("vers"), criteria(&app.store, &member, &back).await?);
    let account = member.id;
    let all = to.clone();
    let selected = app
        .store
        .write_beside(async move |conn| {
            selection::put(conn, account, &ticked, &unticked).await?;
            match &*all {
                "tous" => selection::add_all(conn, account, &criteria, MOST).await?,
                "aucun" => selection::clear(conn, account).await?,
                _ => {}
            }
            Ok(selection::among(conn, account, &[]).await?.1)
        })
        .await?;
    let json = headers.get(header::ACCEPT).is_some_and(|kind| kind == "application/json");
    if json {
        let words = fr::count(selected, "personne choisie", "personnes choisies");
        return Ok(Json(serde_json::json!({ "words": words })).into_response());
    }
    if to == "suite" {
        if selected == 0 {
            return Ok(Redirect::to(&format!("{}1&dit=personne", href(&back))).into_response());
        }
        let order = [("acte", fields.text("acte")), ("seance", fields.text("seance_acte"))];
        let order = serde_urlencoded::to_string(order).unwrap_or_default();
        return Ok(Redirect::to(&format!("{HERE}/selection?{order}")).into_response());
    }
    let page = fields.text("page");
    let page = if page.is_empty() { back.page.clone() } else { page };
    Ok(Redirect::to(&format!("{}{page}", href(&back))).into_response())
}

/// `POST /organisation/participants/colonnes`
pub async fn set_columns(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let chosen: Vec<_> =
        fields.all("colonne").filter_map(Column::parse).map(Column::as_str).collect();
    let back = asked_before(&fields.text("retour"));
    let words = chosen.join(" ");
    app.store
        .write_beside(async move |conn| {
            selection::put_setting(conn, member.id, COLUMNS, &words).await
        })
        .await?;
    Ok(Redirect::to(&format!("{}{}", href(&back), back.page)).into_response())
}

/// What the list was asked when a form of its page was sent.
fn asked_before(address: &str) -> Asked {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    serde_urlencoded::from_str(query).unwrap_or_default()
}

async fn load(app: &App, member: &Member, asked: Asked) -> Result<ParticipantsView, store::Error> {
    let programme = app.store.programme().await?;
    let criteria = criteria(&app.store, member, &asked).await?;
    let mut conn = app.store.reader().await?;
    let total = participants::matching(&mut conn, &criteria).await?;
    let end = app::pages::staff::pages(total, SIZE);
    let page = asked.page.parse().unwrap_or(1_u32).clamp(1, end);
    let found = participants::list(&mut conn, &criteria, offset(page, SIZE), SIZE).await?;
    let shown: Vec<_> = found.iter().map(|listed| listed.person.id).collect();
    let (ticked, selected) = selection::among(&mut conn, member.id, &shown).await?;
    Ok(ParticipantsView {
        href: href(&asked),
        filters: filters(&mut conn, &programme, &criteria, &asked, member).await?,
        columns: columns(&mut conn, member.id).await?,
        lines: found.into_iter().map(line).collect(),
        total,
        page,
        ticked,
        selected,
        last: last(&mut conn, &programme, member).await?,
        said: said(&asked.dit),
    })
}

/// What the member did last to several people, while it can be taken back.
async fn last(
    conn: &mut Conn,
    programme: &Programme,
    member: &Member,
) -> Result<Option<(Uuid, String)>, store::Error> {
    let since = now().plus_seconds(-AGO);
    let batch = bulk::latest(conn, &member.email, since).await?.filter(|done| done.letters.1 == 0);
    Ok(batch.map(|done| {
        let session = match done.act {
            Act::Seat(session) => seats::in_words(programme, session),
            Act::Cancel | Act::Restore | Act::Link => String::new(),
        };
        (done.id, fr::bulk::did(done.act.as_str(), done.people, &session))
    }))
}

/// What is to be said of the list.
fn said(word: &str) -> Option<(Tone, String)> {
    (word == "personne").then(|| {
        (Tone::Attention, "Cochez d’abord les personnes concernées dans la liste.".to_owned())
    })
}

/// What the address asks, where it can be read and may be asked.
async fn criteria(store: &Store, member: &Member, asked: &Asked) -> Result<Criteria, store::Error> {
    let programme = store.programme().await?;
    let session = Uuid::try_parse(&asked.seance).ok();
    let known = |word: &str| Department::parse(word).is_some() || word == "none";
    let need = |word: &str| AccessNeed::parse(word).is_some() || word == "any";
    Ok(Criteria {
        words: asked.q.trim().to_owned(),
        stands: match Shown::parse(&asked.etat) {
            Shown::Living => Stands::Living,
            Shown::Registered => Stands::Registered,
            Shown::Waiting => Stands::Waiting,
            Shown::Cancelled => Stands::Cancelled,
            Shown::All => Stands::All,
        },
        arrived: match &*asked.arrivee {
            "oui" => Some(true),
            "non" => Some(false),
            _ => None,
        },
        session: session.filter(|id| programme.session(*id).is_some()),
        department: Some(asked.departement.clone()).filter(|word| known(word)).unwrap_or_default(),
        organisation: asked.organisation.trim().to_owned(),
        need: Some(asked.besoin.clone())
            .filter(|word| need(word) && may_see_needs(member))
            .unwrap_or_default(),
    })
}

/// Access needs are for those who run the event.
fn may_see_needs(member: &Member) -> bool {
    member.role.may(Access::Organiser)
}

async fn filters(
    conn: &mut Conn,
    programme: &Programme,
    criteria: &Criteria,
    asked: &Asked,
    member: &Member,
) -> Result<FiltersView, store::Error> {
    let named = |session: &domain::programme::Session| {
        (session.id, format!("{} {}", seats::in_words(programme, session.id), session.title))
    };
    Ok(FiltersView {
        words: criteria.words.clone(),
        shown: Shown::parse(&asked.etat),
        arrived: criteria.arrived.map_or("", |arrived| if arrived { "oui" } else { "non" }).into(),
        session: criteria.session.map(|id| id.to_string()).unwrap_or_default(),
        department: criteria.department.clone(),
        organisation: criteria.organisation.clone(),
        need: criteria.need.clone(),
        may_see_needs: may_see_needs(member),
        sessions: programme.sessions.iter().map(named).collect(),
        organisations: participants::organisations(conn, PROPOSED).await?,
    })
}

async fn columns(conn: &mut Conn, account: Uuid) -> Result<Vec<Column>, store::Error> {
    let kept = selection::setting(conn, account, COLUMNS).await?;
    Ok(kept.map_or_else(
        || Column::USUAL.to_vec(),
        |words| words.split(' ').filter_map(Column::parse).collect(),
    ))
}

fn line(listed: Listed) -> ParticipantLine {
    let Listed { person, chosen, arrived_at, note } = listed;
    ParticipantLine {
        department: department(person.department.as_deref()),
        id: person.id,
        first_name: person.first_name,
        last_name: person.last_name,
        email: person.email.unwrap_or_default(),
        phone: person.phone,
        organisation: person.organisation,
        role_title: person.role_title,
        code: person.code.to_string(),
        standing: person.standing,
        arrived_at,
        chosen,
        note,
        created_at: person.created_at,
    }
}

/// Where someone comes from, in words; empty when they did not say.
pub(super) fn department(number: Option<&str>) -> String {
    number.and_then(Department::parse).map_or_else(String::new, |known| known.name().to_owned())
}

/// The address of a page of the same search, up to its number.
fn href(asked: &Asked) -> String {
    let query = [
        ("q", &asked.q),
        ("etat", &asked.etat),
        ("arrivee", &asked.arrivee),
        ("seance", &asked.seance),
        ("departement", &asked.departement),
        ("organisation", &asked.organisation),
        ("besoin", &asked.besoin),
    ];
    let query: Vec<_> = query.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    let and = if query.is_empty() { "" } else { "&" };
    format!("{HERE}?{query}{and}page=")
}
