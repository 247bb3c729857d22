//! `/billet/{secret}/voeux`: what someone wishes for in a slot on wishes.

use app::pages::{OutcomeView, WishesView};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::allocation::RANKS;
use domain::time::Moment;
use store::Conn;
use store::wishes;
use uuid::Uuid;

use super::{holder, note, page_with, refused};
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// `POST /billet/{secret}/voeux`
pub async fn keep(State(app): State<App>, Path(secret): Path<String>, fields: Fields) -> Answer {
    let participant = holder(&app, &secret).await?;
    let programme = app.store.programme().await?;
    let slot = fields.text("slot");
    if !programme.plan.slots.iter().any(|known| known.code == slot) {
        return Err(Failure::not_found());
    }
    let typed = typed(&fields, &slot);
    if !typed.errors.is_empty() {
        return page_with(&app, participant, Some(typed), None, StatusCode::UNPROCESSABLE_ENTITY)
            .await;
    }
    // A rank left empty moves those behind it up.
    let sessions: Vec<Uuid> = typed.ranked.into_iter().flatten().collect();
    let (id, at, code) = (participant.id, now(), slot.clone());
    let kept = app
        .store
        .write_beside(async move |conn| {
            if wishes::answer(conn, id, &code, sessions, at).await? {
                note(conn, id, "wishes.answer", &code, at).await?;
            }
            Ok(())
        })
        .await;
    match kept {
        Ok(()) => Ok(Redirect::to(&format!("/billet/{secret}?voeux#choix-{slot}")).into_response()),
        Err(error) => refused(&app, participant, error).await,
    }
}

/// What the form holds, with what is wrong: the same workshop twice.
fn typed(fields: &Fields, slot: &str) -> WishesView {
    let ranked: Vec<Option<Uuid>> = (1..=RANKS)
        .map(|rank| Uuid::try_parse(&fields.text(&format!("voeu{rank}"))).ok())
        .collect();
    let twice = |index: usize| {
        let first = ranked.iter().position(|other| *other == ranked[index])?;
        (ranked[index].is_some() && first < index).then_some((index + 1, first + 1))
    };
    let errors = (0..ranked.len())
        .filter_map(twice)
        .map(|(rank, first)| {
            let sentence = format!(
                "Votre {} est le même que votre {}. Choisissez un autre atelier, ou laissez vide.",
                app::fr::wish(rank),
                app::fr::wish(first)
            );
            (rank, sentence)
        })
        .collect();
    WishesView { slot: slot.to_owned(), ranked, kept_at: None, errors }
}

/// Someone's wishes and what came of them; what was just typed stands for what is kept.
pub(super) async fn load(
    conn: &mut Conn,
    participant: Uuid,
    typed: Option<WishesView>,
) -> Result<(Vec<WishesView>, Vec<OutcomeView>), store::Error> {
    let kept = wishes::of_participant(conn, participant).await?;
    let mut views: Vec<WishesView> = kept
        .into_iter()
        .map(|kept| WishesView {
            slot: kept.slot,
            ranked: kept.sessions.into_iter().map(Some).collect(),
            kept_at: Some::<Moment>(kept.submitted_at),
            errors: Vec::new(),
        })
        .collect();
    if let Some(typed) = typed {
        views.retain(|view| view.slot != typed.slot);
        views.push(typed);
    }
    let outcomes = wishes::outcomes(conn, participant).await?;
    let outcomes = outcomes.into_iter().map(|outcome| OutcomeView {
        slot: outcome.slot,
        given: outcome.given,
        passed: outcome.passed,
    });
    Ok((views, outcomes.collect()))
}
