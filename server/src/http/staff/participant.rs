//! `/organisation/participants/{id}`: one person, and what the team does for them.

use app::components::Tone;
use app::fr;
use app::pages::ErrorKind;
use app::pages::staff::{
    GroupRecord, HeldSeat, ParticipantPage, ParticipantView, StaffCancellationPage, WaitedSeat,
};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::checkin::{Door, Standing};
use domain::participant::AccessNeeds;
use domain::programme::{Programme, Session};
use domain::retention::needs_until;
use domain::schedule::{Fit, fit};
use domain::time::Moment;
use leptos::prelude::*;
use store::participants::{self, Participant};
use store::waitlist::{self, Waited};
use store::{Conn, journal, letters, parties, signups};
use uuid::Uuid;

use super::participants::department;
use super::{journal_line, letter_line, staff_page};
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
    let person = load(app, person, said).await?;
    let page = staff_page(app, member, title, CURRENT).await?.status(status);
    Ok(page.show(app, move || view! { <ParticipantPage person/> }).await)
}

async fn load(
    app: &App,
    person: Participant,
    said: Option<(Tone, String)>,
) -> Result<ParticipantView, store::Error> {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let id = person.id;
    let passed = participants::passages(&mut conn, id).await?;
    let held = signups::held(&mut conn, id).await?;
    let waited = waitlist::of_participant(&mut conn, id).await?;
    Ok(ParticipantView {
        id,
        full_name: person.full_name(),
        ticket: format!("/billet/{}", app.link_secret(&person)),
        department: department(person.department.as_deref()),
        code: person.code.to_string(),
        place: participants::place_in_line(&mut conn, id).await?,
        arrived: at(&passed, Door::Main),
        needs: in_words(participants::needs(&mut conn, id).await?),
        needs_until: fr::day_month(needs_until(programme.plan.event.span.end())),
        group: group(&mut conn, &person).await?,
        free: free(&programme, &held, now()),
        full: full(&programme, &held, &waited, now()),
        waited: waited.into_iter().map(waited_seat).collect(),
        held: held.into_iter().map(|session| seat(session, &passed)).collect(),
        letters: letters::of_participant(&mut conn, id)
            .await?
            .into_iter()
            .map(letter_line)
            .collect(),
        history: journal::of(&mut conn, &id.to_string())
            .await?
            .into_iter()
            .map(journal_line)
            .collect(),
        email: person.email,
        phone: person.phone,
        organisation: person.organisation,
        role_title: person.role_title,
        standing: person.standing,
        created_at: person.created_at,
        said,
    })
}

async fn group(conn: &mut Conn, person: &Participant) -> Result<Option<GroupRecord>, store::Error> {
    let Some((party, taken_over_at)) = parties::of_participant(conn, person.id).await? else {
        return Ok(None);
    };
    let members = parties::members(conn, party.id).await?;
    let others = members.into_iter().filter(|member| member.person.id != person.id);
    Ok(Some(GroupRecord {
        others: others.map(|member| (member.person.id, member.person.full_name())).collect(),
        contact_name: party.contact_name,
        contact_email: party.contact_email,
        taken_over: taken_over_at.is_some(),
    }))
}

fn at(passed: &[(Door, Moment)], door: Door) -> Option<Moment> {
    passed.iter().find(|(passed, _)| *passed == door).map(|(_, at)| *at)
}

fn seat(session: Session, passed: &[(Door, Moment)]) -> HeldSeat {
    let present = at(passed, Door::Session(session.id)).map_or_else(String::new, fr::clock);
    HeldSeat { session, present }
}

fn waited_seat(waited: Waited) -> WaitedSeat {
    let Waited { session, place, swap, rank } = waited;
    WaitedSeat { session, place, swap, rank }
}

/// What has a line that someone could join.
fn full(programme: &Programme, held: &[Session], waited: &[Waited], now: Moment) -> Vec<Session> {
    let theirs = |session: &Session| {
        held.iter().any(|held| held.id == session.id)
            || waited.iter().any(|waited| waited.session.id == session.id)
    };
    programme
        .sessions
        .iter()
        .filter(|session| session.seats.is_full() && !session.cancelled)
        .filter(|session| now < session.span.start() && !theirs(session))
        .cloned()
        .collect()
}

/// What fits someone's day and still has a seat.
fn free(programme: &Programme, held: &[Session], now: Moment) -> Vec<Session> {
    let walk = programme.plan.event.walk;
    programme
        .sessions
        .iter()
        .filter(|session| !session.seats.is_full())
        .filter(|session| matches!(fit(session, held, walk, now), Ok(Fit::Free | Fit::Swaps(_))))
        .cloned()
        .collect()
}

fn in_words(needs: AccessNeeds) -> Vec<String> {
    let usual = needs.choices.into_iter().map(|need| fr::access_need(need).to_owned());
    usual.chain((!needs.other.is_empty()).then_some(needs.other)).collect()
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
