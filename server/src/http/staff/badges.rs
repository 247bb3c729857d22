//! `/organisation/exports/badges`: what people wear, on the paper of an office.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::{
    BADGES, BATCH, Badge, BadgesAsked, BadgesPage, BadgesView, CalibrationPage, Sessions, Wanted,
};
use app::shell::Frame;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect};
use domain::badge::{Format, MEASURES, MeasureFault, Sheet, millimetres, parse_millimetres};
use domain::text::fold;
use leptos::prelude::*;
use store::badges::{self, BadgeRow, Standing};
use store::{Conn, journal, signups};
use uuid::Uuid;

use super::note_paper;
use crate::access::Member;
use crate::clock::now;
use crate::exports;
use crate::http::form::{Fields, one_error};
use crate::keys::{Purpose, hash, hex};
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
    page(&app, asked, None, FormErrors::default(), said).await
}

/// `GET /organisation/exports/badges/calage`
pub async fn calibrate(State(app): State<App>, fields: Fields) -> Answer {
    let (sheet, _) = sheet(&read(&fields));
    // On A6 there are no labels to meet.
    let sheet = if sheet.format() == Format::Single { Sheet::usual(Format::Wide) } else { sheet };
    let page = Page::private("Page de calage", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <CalibrationPage sheet/> }).await)
}

/// `POST /organisation/exports/badges/imprimes`: those that were on the page, no others, with the
/// words that were on it. The page comes back with the same ones, whoever has registered meanwhile.
pub async fn mark(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let asked = read(&fields);
    let together = together(&fields)?;
    if !fields.ticked("verifie") {
        let sentence = "Cochez la case une fois les planches vérifiées\u{a0}: rien n’a été marqué.";
        return page(&app, asked, Some(together), one_error("verifie", sentence), None).await;
    }
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let mut marked = 0_u32;
            for (id, seen) in &together {
                let Some(row) = badges::by_id(conn, *id).await? else { continue };
                // A name corrected while its badge was in the printer is not on the paper.
                let words = if *seen == print(&row) { row.words() } else { String::new() };
                marked += u32::from(badges::mark_printed(conn, *id, &words, at).await?);
            }
            let subject = match together.as_slice() {
                [(one, _)] => one.to_string(),
                _ => String::new(),
            };
            let detail = fr::count(marked, "badge", "badges");
            journal::write(conn, &member.email, "badges.printed", &subject, &detail, at).await
        })
        .await?;
    let query = serde_urlencoded::to_string(asked.pairs()).unwrap_or_default();
    let batch = asked.batch;
    Ok(Redirect::to(&format!("{BADGES}?{query}&lot={batch}&imprime=oui")).into_response())
}

/// The badges that were printed together, each with what tells the words on the paper from others.
type Together = Vec<(Uuid, String)>;

fn together(fields: &Fields) -> Result<Together, Failure> {
    let prints = fields.all("mots").chain(std::iter::repeat(""));
    let badges = fields.all("badge").take(BATCH as usize).zip(prints);
    badges
        .map(|(id, print)| {
            let id = Uuid::try_parse(id).map_err(|_| Failure::not_found())?;
            Ok((id, print.to_owned()))
        })
        .collect()
}

/// What tells the words of a badge from others.
fn print(row: &BadgeRow) -> String {
    hex(&hash(&row.words()))
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
        wanted: Wanted::parse(&fields.text("qui")),
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

/// The badges asked for; or those of `together`, which were printed together.
async fn page(
    app: &App,
    asked: BadgesAsked,
    together: Option<Together>,
    errors: FormErrors,
    said: Option<String>,
) -> Answer {
    let (sheet, faults) = sheet(&asked);
    let errors = FormErrors([faults.0, errors.0].concat());
    let refused = !errors.is_empty();
    let view = BadgesView { errors, said, ..load(app, asked, together, sheet).await? };
    let page = Page::private("Badges", Frame::Paper).with_print_button();
    let page = if refused { page.refused() } else { page };
    Ok(page.show(app, move || view! { <BadgesPage view/> }).await)
}

async fn load(
    app: &App,
    asked: BadgesAsked,
    together: Option<Together>,
    sheet: Sheet,
) -> Result<BadgesView, Failure> {
    let event = app.store.programme().await?.plan.event.short_name.clone();
    let mut conn = app.store.reader().await?;
    let fresh = badges::fresh(&mut conn).await?;
    let mut people = match asked.one {
        Some(one) => vec![badges::by_id(&mut conn, one).await?.ok_or_else(Failure::not_found)?],
        None => badges::all(&mut conn).await?,
    };
    let is_wanted = |row: &BadgeRow| asked.one.is_some() || wanted(asked.wanted, row.standing());
    let total = count(people.iter().filter(|row| is_wanted(row)).count());
    match &together {
        Some(known) => people.retain(|row| known.iter().any(|(id, _)| *id == row.id)),
        None => people.retain(is_wanted),
    }
    if asked.by_organisation {
        // Those who come from nowhere last; within an organisation the names keep their order.
        people.sort_by_cached_key(|row| (row.organisation.is_empty(), fold(&row.organisation)));
    }
    let batch = asked.batch.min(total.div_ceil(BATCH)).max(1);
    let skipped = if together.is_some() { 0 } else { (batch - 1) * BATCH };
    let mut shown = Vec::new();
    for row in people.into_iter().skip(skipped as usize).take(BATCH as usize) {
        shown.push(badge(app, &mut conn, row, asked.sessions).await?);
    }
    // The paper is there already: what was printed on it stays what it was.
    for (id, print) in together.into_iter().flatten() {
        for badge in shown.iter_mut().filter(|badge| badge.id == id) {
            badge.print.clone_from(&print);
        }
    }
    let asked = BadgesAsked { batch, ..asked };
    Ok(BadgesView {
        asked,
        errors: FormErrors::default(),
        sheet,
        event,
        badges: shown,
        total,
        fresh: fr::to_print(fresh.new, fresh.outdated),
        said: None,
    })
}

fn wanted(wanted: Wanted, standing: Standing) -> bool {
    match wanted {
        Wanted::Everybody => true,
        Wanted::Fresh => standing != Standing::Printed,
        Wanted::Outdated => standing == Standing::Outdated,
    }
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
        print: print(&row),
        code: exports::code(row.code),
        first_name: row.first_name,
        last_name: row.last_name,
        organisation: row.organisation,
        held,
    })
}
