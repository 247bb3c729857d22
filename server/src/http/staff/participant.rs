//! `/organisation/participants/{id}`: one person, and what the team does for them.

use app::components::Tone;
use app::fr;
use app::pages::ErrorKind;
use app::pages::staff::{ParticipantPage, StaffCancellationPage};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::checkin::Standing;
use leptos::prelude::*;
use store::participants::{self, Participant};
use store::{journal, signups};
use uuid::Uuid;

use super::{participant_view, staff_page};
use crate::access::Member;
use crate::clock::now;
use crate::render::{Answer, Failure};
use crate::state::App;

const CURRENT: &str = "/organisation/participants";

/// `GET /organisation/participants/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Answer {
    let person = find(&app, id).await?;
    if let Some(kept) = person.merged_into {
        return Ok(back(kept, ""));
    }
    let mail = app.config.smtp_url.is_some();
    let said = query.as_deref().and_then(|query| done(query, mail));
    page(&app, &member, person, said, StatusCode::OK).await
}

/// What was just done: said by the address, so that a reload repeats it and does nothing.
fn done(query: &str, mail: bool) -> Option<(Tone, String)> {
    let sentence = match query {
        "inscrit" => "C’est noté\u{a0}: cette personne est dans la liste.",
        "lien" if mail => "C’est noté\u{a0}: son lien part vers son adresse.",
        "lien" => "C’est noté\u{a0}: la lettre attend que le courriel soit configuré.",
        "deja" => {
            return Some((
                Tone::Attention,
                "Son lien lui a déjà été envoyé il y a moins de dix minutes\u{a0}: rien n’a été \
                 renvoyé."
                    .to_owned(),
            ));
        }
        "pris" => "C’est noté\u{a0}: sa place est prise.",
        "retire" => "C’est noté\u{a0}: sa place est rendue.",
        "attente" => "C’est noté\u{a0}: cette personne est sur la liste d’attente.",
        "quitte" => "C’est noté\u{a0}: cette personne n’est plus sur la liste d’attente.",
        "annule" => "C’est noté\u{a0}: son inscription est annulée et ses places sont libres.",
        "modifie" => "C’est noté\u{a0}: ses informations sont à jour.",
        "adresse" if mail => {
            "C’est noté\u{a0}: un nouveau lien part vers sa nouvelle adresse, l’ancien ne marche plus."
        }
        "adresse" => "C’est noté\u{a0}: son nouveau lien attend que le courriel soit configuré.",
        "identique" => "Rien n’a changé.",
        "note" => "C’est noté.",
        "retabli" => "C’est noté\u{a0}: cette personne a de nouveau une place.",
        "retabli-attente" => {
            "C’est complet\u{a0}: cette personne est rétablie en fin de liste d’attente."
        }
        "arrive" => "C’est noté\u{a0}: son arrivée est pointée.",
        "parti" => "C’est noté\u{a0}: son arrivée n’est plus pointée.",
        "fusion" => {
            "C’est noté\u{a0}: les deux inscriptions n’en font plus qu’une. Les deux liens et les deux billets marchent."
        }
        _ => return None,
    };
    Some((Tone::Accepted, sentence.to_owned()))
}

/// `POST /organisation/participants/{id}/lien`
pub async fn send_link(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let person = find(&app, id).await?;
    if person.email.is_none() || person.standing == Standing::Cancelled {
        return Err(ErrorKind::Refused(
            "Aucune lettre ne peut être envoyée à cette personne. Imprimez son billet, ou dictez-lui \
             son code."
                .to_owned(),
        )
        .into());
    }
    let at = now();
    let sent = app
        .store
        .write(async move |conn| {
            let sent = participants::send_link(conn, id, at).await?;
            if sent {
                let (actor, subject) = (&member.email, id.to_string());
                journal::write(conn, actor, "participant.link", &subject, "", at).await?;
            }
            Ok(sent)
        })
        .await?;
    Ok(back(id, if sent { "lien" } else { "deja" }))
}

/// `GET /organisation/participants/{id}/annuler`
pub async fn ask_cancel(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let person = find(&app, id).await?;
    if person.standing == Standing::Cancelled {
        return Ok(back(id, ""));
    }
    let mut conn = app.store.reader().await?;
    let held = signups::held(&mut conn, id).await?;
    drop(conn);
    let (name, by_mail) = (person.full_name(), person.email.is_some());
    let page = staff_page(&app, &member, "Annuler une inscription", CURRENT).await?;
    Ok(page.show(&app, move || view! { <StaffCancellationPage id name by_mail held/> }).await)
}

/// `POST /organisation/participants/{id}/annuler`
pub async fn cancel(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let at = now();
    app.store
        .write(async move |conn| {
            if participants::cancel(conn, id, at).await?.before {
                return Ok(());
            }
            journal::write(conn, &member.email, "participant.cancel", &id.to_string(), "", at).await
        })
        .await?;
    Ok(back(id, "annule"))
}

/// Back to the page, with what was done.
pub(super) fn back(id: Uuid, word: &str) -> Response {
    let said = if word.is_empty() { String::new() } else { format!("?{word}") };
    Redirect::to(&format!("/organisation/participants/{id}{said}")).into_response()
}

pub(super) async fn find(app: &App, id: Uuid) -> Result<Participant, Failure> {
    let mut conn = app.store.reader().await?;
    participants::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)
}

pub(super) async fn page(
    app: &App,
    member: &Member,
    person: Participant,
    said: Option<(Tone, String)>,
    status: StatusCode,
) -> Answer {
    let title = person.full_name();
    let person = participant_view::load(app, person, said).await?;
    let page = staff_page(app, member, title, CURRENT).await?.status(status);
    Ok(page.show(app, move || view! { <ParticipantPage person/> }).await)
}

/// The page as it now stands, with why nothing was done.
pub(super) async fn refused(app: &App, member: &Member, id: Uuid, error: store::Error) -> Answer {
    match error {
        store::Error::Refused(Refusal::NotFound) => Err(Failure::not_found()),
        store::Error::Refused(refusal) => {
            let said = Some((Tone::Refused, fr::team_refusal(&refusal)));
            page(app, member, find(app, id).await?, said, StatusCode::CONFLICT).await
        }
        error => Err(error.into()),
    }
}
