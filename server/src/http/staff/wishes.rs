//! `/organisation/voeux`: which slots are on wishes, until when, and the runs.

use app::components::Tone;
use app::pages::staff::wishes::{
    ADDRESS, BackToFirstComePage, BackToFirstComeView, EVERY_SLOT, RefusedForm, RunLine,
    RunStanding, SlotLine, WishesPage, WishesPageView,
};
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::programme::{Programme, Slot};
use domain::time::Moment;
use jiff::civil::DateTime;
use leptos::prelude::*;
use rand::Rng;
use store::wishes::{self, Run, RunState};
use store::{figures, journal};

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// How many runs are listed.
const LISTED: u32 = 30;

/// Seeds are short enough to be read out over the telephone.
pub(super) const SEEDS: std::ops::Range<u64> = 0..1_000_000;

/// `GET /organisation/voeux`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = query.as_deref().and_then(done);
    page(&app, &member, None, said).await
}

fn done(query: &str) -> Option<(Tone, String)> {
    let sentence = match query {
        "ouverts" => "C’est noté\u{a0}: les vœux sont ouverts jusqu’à l’échéance.",
        "clos" => "C’est noté\u{a0}: les vœux sont clos.",
        "libre" => "C’est noté\u{a0}: chaque personne prend à nouveau sa place elle-même.",
        _ => return None,
    };
    Some((Tone::Accepted, sentence.to_owned()))
}

/// The page; with a form that was refused, its status says so.
pub(super) async fn page(
    app: &App,
    member: &Member,
    refused: Option<RefusedForm>,
    said: Option<(Tone, String)>,
) -> Answer {
    let status = refused.is_some();
    let view = load(app, refused, said).await?;
    let page = staff_page(app, member, "Vœux", ADDRESS).await?;
    let page = if status { page.refused() } else { page };
    Ok(page.show(app, move || view! { <WishesPage view/> }).await)
}

async fn load(
    app: &App,
    refused: Option<RefusedForm>,
    said: Option<(Tone, String)>,
) -> Result<WishesPageView, store::Error> {
    let programme = app.store.programme().await?;
    let at = now();
    let mut conn = app.store.reader().await?;
    let answers = wishes::answers(&mut conn).await?;
    let runs = wishes::list(&mut conn, LISTED).await?;
    let registered = figures::people(&mut conn).await?.registered;
    let slots = programme.plan.slots.iter().map(|slot| {
        let known = answers.iter().find(|answers| answers.slot == slot.code);
        SlotLine {
            code: slot.code.clone(),
            name: slot.name.clone(),
            span: slot.span,
            until: programme.wishes_until(&slot.code),
            answered: known.map_or(0, |answers| answers.people),
            seated: known.map_or(0, |answers| answers.seated),
        }
    });
    Ok(WishesPageView {
        slots: slots.collect(),
        runs: runs.into_iter().map(|run| line(run, at)).collect(),
        registered,
        seed: rand::rng().random_range(SEEDS).to_string(),
        refused,
        said,
        now: at,
    })
}

pub(super) fn line(run: Run, now: Moment) -> RunLine {
    let standing = match run.state {
        RunState::Running if run.is_interrupted(now) => RunStanding::Interrupted,
        RunState::Running => RunStanding::Running(run.progress),
        RunState::Draft => RunStanding::Draft,
        RunState::Published => RunStanding::Published(run.published_at.unwrap_or(run.touched_at)),
        RunState::Failed => RunStanding::Failed,
    };
    RunLine {
        id: run.id,
        created_at: run.created_at,
        created_by: run.created_by,
        slots: run.slots,
        seed: run.seed,
        closed: run.closed.into_iter().collect(),
        standing,
    }
}

/// `POST /organisation/voeux/creneau`
pub async fn change(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let programme = app.store.programme().await?;
    let slots = named(&programme, &fields.text("slot"))?;
    match fields.text("acte").as_str() {
        "voeux" => open(&app, &member, slots, &fields).await,
        "clore" => {
            let open = |slot: &&Slot| programme.wishes_until(&slot.code).is_some();
            let slots = slots.into_iter().filter(open).collect();
            let at = now();
            put(&app, &member, slots, Some(at), "wishes.close").await?;
            Ok(back("clos"))
        }
        "libre" if !fields.ticked("confirme") => ask(&app, &member, slots).await,
        "libre" => {
            put(&app, &member, slots, None, "wishes.first_come").await?;
            Ok(back("libre"))
        }
        _ => Err(Failure::not_found()),
    }
}

fn back(word: &str) -> axum::response::Response {
    Redirect::to(&format!("{ADDRESS}?{word}")).into_response()
}

/// One slot, or all of them.
fn named<'a>(programme: &'a Programme, slot: &str) -> Result<Vec<&'a Slot>, Failure> {
    let all = programme.plan.slots.iter();
    let slots: Vec<_> = all.filter(|known| slot == EVERY_SLOT || known.code == slot).collect();
    if slots.is_empty() { Err(Failure::not_found()) } else { Ok(slots) }
}

async fn open(app: &App, member: &Member, slots: Vec<&Slot>, fields: &Fields) -> Answer {
    let typed = fields.text("echeance");
    let first = slots.iter().map(|slot| slot.span.start()).min();
    match deadline(&typed, first.unwrap_or_else(now), now()) {
        Ok(until) => {
            put(app, member, slots, Some(until), "wishes.open").await?;
            Ok(back("ouverts"))
        }
        Err(error) => {
            let refused = RefusedForm { slot: fields.text("slot"), typed, error: error.to_owned() };
            page(app, member, Some(refused), None).await
        }
    }
}

/// A deadline as browsers send it, between now and the beginning of the slot.
fn deadline(typed: &str, start: Moment, now: Moment) -> Result<Moment, &'static str> {
    let at: Option<DateTime> = typed.trim().parse().ok();
    let at = at.and_then(|at| Moment::in_paris(at.date(), at.time()).ok());
    let at = at.ok_or("Donnez un jour et une heure, par exemple 2027-11-03T18:00.")?;
    if at <= now {
        return Err(
            "Cette échéance est passée. Choisissez un moment à venir, ou « Clore les vœux maintenant ».",
        );
    }
    if at >= start {
        return Err("L’échéance vient après le début du créneau. Choisissez un moment plus tôt.");
    }
    Ok(at)
}

/// Before wishes already made are put aside, one question.
async fn ask(app: &App, member: &Member, slots: Vec<&Slot>) -> Answer {
    let mut conn = app.store.reader().await?;
    let answers = wishes::answers(&mut conn).await?;
    drop(conn);
    let answered = |slot: &Slot| {
        let known = answers.iter().find(|answers| answers.slot == slot.code);
        known.map_or(0, |answers| answers.people)
    };
    let asked = slots.iter().find(|slot| answered(slot) > 0);
    let Some(slot) = asked else {
        put(app, member, slots, None, "wishes.first_come").await?;
        return Ok(back("libre"));
    };
    let view = BackToFirstComeView {
        code: slot.code.clone(),
        name: slot.name.clone(),
        answered: answered(slot),
    };
    let page = staff_page(app, member, "Revenir au libre choix", ADDRESS).await?;
    let page = page.status(StatusCode::CONFLICT);
    Ok(page.show(app, move || view! { <BackToFirstComePage view/> }).await)
}

async fn put(
    app: &App,
    member: &Member,
    slots: Vec<&Slot>,
    until: Option<Moment>,
    action: &'static str,
) -> Result<(), store::Error> {
    let codes: Vec<String> = slots.into_iter().map(|slot| slot.code.clone()).collect();
    let (actor, at) = (member.email.clone(), now());
    let detail = until.filter(|until| *until > at).map(app::fr::date_time).unwrap_or_default();
    app.store
        .write(async move |conn| {
            for code in codes {
                wishes::switch(conn, &code, until).await?;
                journal::write(conn, &actor, action, &code, &detail, at).await?;
            }
            Ok(())
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_lies_between_now_and_the_slot() {
        let now = Moment::in_paris(jiff::civil::date(2027, 10, 1), jiff::civil::time(10, 0, 0, 0));
        let now = now.unwrap();
        let start = now.plus_seconds(30 * 86_400);
        let at = |typed| deadline(typed, start, now);
        assert_eq!(at("2027-10-01T10:30"), Ok(now.plus_seconds(1800)));
        assert_eq!(at(" 2027-10-01T10:30:00 "), Ok(now.plus_seconds(1800)));
        for wrong in ["", "demain", "2027-10-01T10:00", "2026-10-01T10:30", "2027-12-01T10:30"] {
            assert!(at(wrong).is_err(), "{wrong}");
        }
    }
}
