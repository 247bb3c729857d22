//! `/organisation/exports/badges`: what people wear, on the paper of an office.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::{
    BADGES, BATCH, Badge, BadgesAsked, BadgesPage, BadgesView, CalibrationPage, Sessions,
};
use app::shell::Frame;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::badge::{Format, MEASURES, MeasureFault, Sheet, millimetres, parse_millimetres};
use domain::text::fold;
use leptos::prelude::*;
use store::badges::{self, BadgeRow};
use store::{Conn, journal, signups};
use uuid::Uuid;

use super::note_paper;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::keys::Purpose;
use crate::qr;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `GET /organisation/exports/badges`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let asked = read(&fields);
    let said = fields
        .ticked("imprime")
        .then(|| "C’est noté\u{a0}: ces badges ne sont plus parmi les nouveaux.".to_owned());
    note_paper(&app, member, "export.badges", &asked.format).await?;
    page(&app, asked, FormErrors::default(), said).await
}

/// `GET /organisation/exports/badges/calage`
pub async fn calibrate(State(app): State<App>, fields: Fields) -> Answer {
    let (sheet, _) = sheet(&read(&fields));
    // On A6 there are no labels to meet.
    let sheet = if sheet.format() == Format::Single { Sheet::usual(Format::Wide) } else { sheet };
    let page = Page::private("Page de calage", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <CalibrationPage sheet/> }).await)
}

/// `POST /organisation/exports/badges/imprimes`: those that were on the page, no others.
pub async fn mark(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let asked = read(&fields);
    if !fields.ticked("verifie") {
        let sentence = "Cochez la case une fois les planches vérifiées\u{a0}: rien n’a été marqué.";
        return page(&app, asked, one_error("verifie", sentence), None).await;
    }
    let ids: Vec<Uuid> = fields
        .all("badge")
        .take(BATCH as usize)
        .map(|id| Uuid::try_parse(id).map_err(|_| Failure::not_found()))
        .collect::<Result<_, _>>()?;
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let mut marked = 0_u32;
            for id in &ids {
                marked += u32::from(badges::mark_printed(conn, *id, at).await?);
            }
            let subject = match ids.as_slice() {
                [one] => one.to_string(),
                _ => String::new(),
            };
            let detail = fr::count(marked, "badge", "badges");
            journal::write(conn, &member.email, "badges.printed", &subject, &detail, at).await
        })
        .await?;
    let query = serde_urlencoded::to_string(asked.pairs()).unwrap_or_default();
    Ok(Redirect::to(&format!("{BADGES}?{query}&imprime=oui")).into_response())
}

/// What is asked for; what cannot be read is as usual, and measures left empty are those of the
/// format.
fn read(fields: &Fields) -> BadgesAsked {
    let format = Format::parse(&fields.text("format")).unwrap_or(Format::Wide);
    let mut measures = MEASURES.map(|measure| fields.text(measure.name()));
    for (typed, usual) in measures.iter_mut().zip(format.usual()) {
        if typed.trim().is_empty() || format == Format::Single {
            *typed = millimetres(usual);
        }
    }
    BadgesAsked {
        format: format.as_str().to_owned(),
        by_organisation: fields.text("ordre") == "organisation",
        fresh: fields.text("qui") == "nouveaux",
        sessions: Sessions::parse(&fields.text("seances")),
        measures,
        batch: fields.text("lot").parse().unwrap_or(1).max(1),
        one: Uuid::try_parse(&fields.text("personne")).ok(),
    }
}

/// The sheet asked for, or the usual one of its format and what is wrong.
fn sheet(asked: &BadgesAsked) -> (Sheet, FormErrors) {
    let format = Format::parse(&asked.format).unwrap_or(Format::Wide);
    let lengths = asked.measures.each_ref().map(|typed| parse_millimetres(typed));
    let malformed: Vec<_> = MEASURES
        .into_iter()
        .zip(&lengths)
        .filter(|(_, length)| length.is_none())
        .map(|(measure, _)| (measure, MeasureFault::Malformed))
        .collect();
    let made = if malformed.is_empty() {
        Sheet::new(format, lengths.map(Option::unwrap_or_default))
    } else {
        Err(malformed)
    };
    match made {
        Ok(sheet) => (sheet, FormErrors::default()),
        Err(faults) => {
            let sentences = faults
                .into_iter()
                .map(|(measure, fault)| (measure.name(), fr::measure_fault(fault)))
                .collect();
            (Sheet::usual(format), FormErrors(sentences))
        }
    }
}

async fn page(app: &App, asked: BadgesAsked, errors: FormErrors, said: Option<String>) -> Answer {
    let (sheet, faults) = sheet(&asked);
    let errors = FormErrors([faults.0, errors.0].concat());
    let refused = !errors.is_empty();
    let view = load(app, asked, sheet, errors, said).await?;
    let page = Page::private("Badges", Frame::Paper).with_print_button();
    let page = if refused { page.refused() } else { page };
    Ok(page.show(app, move || view! { <BadgesPage view/> }).await)
}

async fn load(
    app: &App,
    asked: BadgesAsked,
    sheet: Sheet,
    errors: FormErrors,
    said: Option<String>,
) -> Result<BadgesView, Failure> {
    let event = app.store.programme().await?.plan.event.short_name.clone();
    let mut conn = app.store.reader().await?;
    let mut people = badges::all(&mut conn).await?;
    let printed = |row: &BadgeRow| row.printed > 0;
    let fresh = count(people.iter().filter(|row| !printed(row)).count());
    match asked.one {
        Some(one) => {
            people = vec![badges::by_id(&mut conn, one).await?.ok_or_else(Failure::not_found)?];
        }
        None => people.retain(|row| !asked.fresh || !printed(row)),
    }
    if asked.by_organisation {
        // Those who come from nowhere last; within an organisation the names keep their order.
        people.sort_by_cached_key(|row| (row.organisation.is_empty(), fold(&row.organisation)));
    }
    let total = count(people.len());
    let batch = asked.batch.min(total.div_ceil(BATCH)).max(1);
    let skipped = (batch - 1) * BATCH;
    let mut shown = Vec::new();
    for row in people.into_iter().skip(skipped as usize).take(BATCH as usize) {
        shown.push(badge(app, &mut conn, row, asked.sessions).await?);
    }
    let asked = BadgesAsked { batch, ..asked };
    Ok(BadgesView { asked, errors, sheet, event, badges: shown, total, fresh, said })
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

async fn badge(
    app: &App,
    conn: &mut Conn,
    row: BadgeRow,
    sessions: Sessions,
) -> Result<Badge, store::Error> {
    let version = u32::try_from(row.ticket_version).unwrap_or_default();
    let token = app.keys.secret(Purpose::Ticket, row.id, version);
    let held = match sessions {
        Sessions::Nowhere => Vec::new(),
        Sessions::Below | Sessions::Behind => signups::held(conn, row.id).await?,
    };
    Ok(Badge {
        id: row.id,
        qr: qr::picture(&format!("{}/b/{token}", app.public_url)),
        code: domain::ticket::Code::parse(&row.code).map_or(row.code, |code| code.to_string()),
        first_name: row.first_name,
        last_name: row.last_name,
        organisation: row.organisation,
        held,
    })
}
