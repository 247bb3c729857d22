//! Trying a mailing, launching it, and what can be done once it is on its way.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::mail_nav::MAILINGS;
use app::pages::staff::mailings::{LaunchForm, mailing_href};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::letter::{Letter, Trial};
use domain::time::Moment;
use jiff::civil::DateTime;
use store::mailings::{self, Confirmed, Launched, Mailing, MailingState};
use store::{Conn, journal, letters};
use uuid::Uuid;

use super::fingerprint;
use super::show::{Asked, page};
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// The furthest a mailing may be put off, in seconds: a year.
const FURTHEST: i64 = 366 * 86_400;

fn back(id: Uuid, word: &str) -> Response {
    Redirect::to(&format!("{}?fait={word}", mailing_href(id))).into_response()
}

/// `POST /organisation/courriels/envois/{id}/essai`
pub async fn trial(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let person = fields.id("personne")?;
    let mut conn = app.store.reader().await?;
    let mailing = mailings::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    if !mailings::includes(&mut conn, &mailing.audience, person).await? {
        return Err(Failure::not_found());
    }
    drop(conn);
    let (about, at) = (Trial { mailing: id, person }.to_string(), now());
    app.store
        .write_beside(async move |conn| {
            let email = &member.email;
            letters::enqueue_to(conn, Letter::Trial, email, &about, at).await?;
            let subject = &mailing.wording.subject;
            journal::write(conn, email, "mailing.trial", subject, "", at).await
        })
        .await?;
    Ok(back(id, "essai"))
}

/// `POST /organisation/courriels/envois/{id}/envoyer`
pub async fn launch(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let mut conn = app.store.reader().await?;
    let mailing = mailings::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    let reached = mailings::reach(&mut conn, &mailing.audience).await?.reached;
    drop(conn);
    match mailing.state {
        MailingState::Draft => {}
        MailingState::Sending | MailingState::Paused => return Ok(back(id, "lance")),
        MailingState::Stopped => return Err(store::Error::from(Refusal::MailingStopped).into()),
    }
    let mut form = LaunchForm {
        number: fields.text("nombre"),
        start: fields.text("depart"),
        errors: FormErrors::default(),
    };
    if fields.text("vu") != fingerprint(&mailing) {
        return changed(&app, &member, id, (form, REWRITTEN.to_owned())).await;
    }
    let digits: String = form.number.chars().filter(|c| !c.is_whitespace()).collect();
    if digits.parse::<u32>() != Ok(reached) {
        form.errors.0.push(("nombre", expected(reached)));
    }
    let start = match start(&form.start, now()) {
        Ok(start) if form.errors.is_empty() => start,
        Ok(_) => return page(&app, &member, id, &Asked::default(), form).await,
        Err(sentence) => {
            form.errors.0.push(("depart", sentence.to_owned()));
            return page(&app, &member, id, &Asked::default(), form).await;
        }
    };
    let Mailing { wording, audience, .. } = mailing;
    let confirmed = Confirmed { people: reached, wording, audience };
    match put(&app, &member, id, (confirmed, start)).await? {
        Launched::Now(_) | Launched::Already => Ok(back(id, "lance")),
        Launched::Changed(reached) => changed(&app, &member, id, (form, expected(reached))).await,
        Launched::Rewritten => changed(&app, &member, id, (form, REWRITTEN.to_owned())).await,
    }
}

const REWRITTEN: &str = "Ce courriel a changé depuis que vous l’avez lu\u{a0}: son texte, ou pour \
                         qui il est. Relisez-le sur cette page, puis écrivez le nombre de personnes \
                         pour confirmer.";

/// The page as things stand now: the number is to be written by hand once more.
async fn changed(
    app: &App,
    member: &Member,
    id: Uuid,
    (mut form, sentence): (LaunchForm, String),
) -> Answer {
    form.number.clear();
    form.errors.0.push(("nombre", sentence));
    page(app, member, id, &Asked::default(), form).await
}

fn expected(reached: u32) -> String {
    format!(
        "Ce courriel irait à {}\u{a0}: écrivez {reached} pour confirmer.",
        fr::count(reached, "personne", "personnes")
    )
}

/// When to begin: now, or a moment as browsers send it.
fn start(typed: &str, now: Moment) -> Result<Moment, &'static str> {
    if typed.trim().is_empty() {
        return Ok(now);
    }
    let at: Option<DateTime> = typed.trim().parse().ok();
    let at = at.and_then(|at| Moment::in_paris(at.date(), at.time()).ok());
    let at =
        at.ok_or("Donnez un jour et une heure, par exemple 2027-11-03T18:00, ou laissez vide.")?;
    if at <= now {
        return Err(
            "Ce moment est passé. Choisissez un moment à venir, ou laissez vide pour envoyer maintenant.",
        );
    }
    if at > now.plus_seconds(FURTHEST) {
        return Err("C’est dans plus d’un an. Vérifiez l’année.");
    }
    Ok(at)
}

async fn put(
    app: &App,
    member: &Member,
    id: Uuid,
    (confirmed, start): (Confirmed, Moment),
) -> Result<Launched, store::Error> {
    let (actor, at) = (member.email.clone(), now());
    let mut detail = fr::count(confirmed.people, "personne", "personnes");
    if start > at {
        detail = format!("{detail}, à partir du {}", fr::date_time(start));
    }
    app.store
        .write_long(async move |conn| {
            let launched = mailings::launch(conn, id, (&confirmed, start), &actor, at).await?;
            if let Launched::Now(_) = launched {
                let subject = &confirmed.wording.subject;
                journal::write(conn, &actor, "mailing.launch", subject, &detail, at).await?;
            }
            Ok(launched)
        })
        .await
}

/// `POST /organisation/courriels/envois/{id}/suite`
pub async fn change(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let mut conn = app.store.reader().await?;
    let mailing = mailings::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    drop(conn);
    let act = Act::parse(&fields.text("acte")).ok_or_else(Failure::not_found)?;
    let (at, subject) = (now(), mailing.wording.subject);
    app.store
        .write_beside(async move |conn| {
            if act.carry_out(conn, id, at).await? {
                journal::write(conn, &member.email, act.action(), &subject, "", at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(match act {
        Act::Discard => Redirect::to(&format!("{MAILINGS}?efface")).into_response(),
        act => back(id, act.word()),
    })
}

/// What can be done with a mailing.
#[derive(Clone, Copy)]
enum Act {
    Pause,
    Resume,
    Stop,
    Retry,
    Discard,
}

impl Act {
    fn parse(word: &str) -> Option<Self> {
        Some(match word {
            "suspendre" => Self::Pause,
            "reprendre" => Self::Resume,
            "arreter" => Self::Stop,
            "reessayer" => Self::Retry,
            "effacer" => Self::Discard,
            _ => return None,
        })
    }

    async fn carry_out(self, conn: &mut Conn, id: Uuid, at: Moment) -> Result<bool, store::Error> {
        let to = match self {
            Self::Pause => MailingState::Paused,
            Self::Resume => MailingState::Sending,
            Self::Stop => MailingState::Stopped,
            Self::Retry => return Ok(mailings::retry(conn, id, at).await? > 0),
            Self::Discard => return mailings::discard(conn, id).await,
        };
        mailings::change_state(conn, id, to, at).await
    }

    fn action(self) -> &'static str {
        match self {
            Self::Pause => "mailing.pause",
            Self::Resume => "mailing.resume",
            Self::Stop => "mailing.stop",
            Self::Retry => "mailing.retry",
            Self::Discard => "mailing.discard",
        }
    }

    /// What the page then says.
    fn word(self) -> &'static str {
        match self {
            Self::Pause => "suspendu",
            Self::Resume => "repris",
            Self::Stop => "arrete",
            Self::Retry => "reessaye",
            Self::Discard => "efface",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailing_begins_now_or_at_a_moment_to_come() {
        let now = Moment::in_paris(jiff::civil::date(2027, 10, 1), jiff::civil::time(10, 0, 0, 0));
        let now = now.unwrap();
        assert_eq!(start("  ", now), Ok(now));
        assert_eq!(start("2027-10-01T10:30", now), Ok(now.plus_seconds(1800)));
        for wrong in ["demain", "2027-10-01T10:00", "2026-10-01T10:30", "2029-10-01T10:30"] {
            assert!(start(wrong, now).is_err(), "{wrong}");
        }
    }
}
