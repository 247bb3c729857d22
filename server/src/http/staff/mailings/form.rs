//! Writing a mailing, with what it would look like.

use app::components::FormErrors;
use app::fr;
use app::pages::ErrorKind;
use app::pages::staff::mail_nav::MAILINGS;
use app::pages::staff::mailings::{
    AudienceValues, MailingFormPage, MailingFormView, PREVIEW_SCRIPT, mailing_href,
};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::audience::{Arrival, Audience};
use domain::checkin::Standing;
use domain::participant::Department;
use domain::text::fold;
use domain::wording::WordingForm;
use leptos::prelude::*;
use store::mailings::{self, Mailing, MailingState};
use store::{journal, participants};
use uuid::Uuid;

use super::super::staff_page;
use super::{NOBODY, in_words, preview, session_name};
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// How many people the preview can be read as.
const READERS: u32 = 50;

/// How many organisations are proposed.
const PROPOSED: u32 = 500;

/// What was typed.
struct Typed {
    id: Uuid,
    known: bool,
    words: WordingForm,
    audience: AudienceValues,
    reader: String,
}

/// `GET /organisation/courriels/envois/nouveau`
pub async fn new(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let typed = Typed {
        id: Uuid::now_v7(),
        known: false,
        words: WordingForm::default(),
        audience: AudienceValues { standing: "registered".to_owned(), ..AudienceValues::default() },
        reader: String::new(),
    };
    let meant = Meant::read(&app, &typed.audience).await?;
    page(&app, &member, (typed, meant), FormErrors::default()).await
}

/// `GET /organisation/courriels/envois/{id}/modifier`
pub async fn edit(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let mut conn = app.store.reader().await?;
    let mailing = mailings::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    drop(conn);
    if mailing.state != MailingState::Draft {
        return Ok(Redirect::to(&mailing_href(id)).into_response());
    }
    let typed = kept(mailing);
    let meant = Meant::read(&app, &typed.audience).await?;
    page(&app, &member, (typed, meant), FormErrors::default()).await
}

fn kept(mailing: Mailing) -> Typed {
    let Audience { standing, session, department, organisation, arrival } = mailing.audience;
    Typed {
        id: mailing.id,
        known: true,
        words: mailing.wording,
        audience: AudienceValues {
            standing: standing.map_or("", Standing::as_str).to_owned(),
            session: session.map_or_else(String::new, |id| id.to_string()),
            department: department.map_or("", Department::as_str).to_owned(),
            organisation,
            arrival: arrival.map_or("", Arrival::as_str).to_owned(),
        },
        reader: String::new(),
    }
}

/// `POST /organisation/courriels/envois`: keeps a draft, or shows it.
pub async fn write(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let id = fields.id("id")?;
    let mut conn = app.store.reader().await?;
    let before = mailings::by_id(&mut conn, id).await?;
    drop(conn);
    let typed = Typed {
        id,
        known: before.is_some(),
        words: WordingForm { subject: fields.text("objet"), text: fields.text("texte") }.cleaned(),
        audience: AudienceValues {
            standing: fields.text("etat"),
            session: fields.text("seance"),
            department: fields.text("departement"),
            organisation: fields.text("organisation"),
            arrival: fields.text("arrivee"),
        },
        reader: fields.text("personne"),
    };
    let meant = Meant::read(&app, &typed.audience).await?;
    let mut errors = meant.faults.clone();
    errors.0.extend(
        typed
            .words
            .faults()
            .iter()
            .map(|(field, fault)| (field.name(), fr::wording_fault(*field, fault))),
    );
    if !errors.is_empty() || fields.text("acte") == "apercu" {
        return page(&app, &member, (typed, meant), errors).await;
    }
    let (at, words, audience) = (now(), typed.words, meant.audience);
    let subject = words.subject.clone();
    let written = app
        .store
        .write_beside(async move |conn| {
            let written = mailings::put(conn, id, (&words, &audience), &member.email, at).await?;
            if written {
                let actor = &member.email;
                journal::write(conn, actor, "mailing.write", &subject, "", at).await?;
            }
            Ok(written)
        })
        .await?;
    if !written {
        let sentence = "Cet envoi est déjà lancé\u{a0}: son texte ne change plus.";
        return Err(ErrorKind::Refused(sentence.to_owned()).into());
    }
    Ok(Redirect::to(&mailing_href(id)).into_response())
}

/// Whom the form means. A word that is none is a fault, never « everybody ».
struct Meant {
    audience: Audience,
    faults: FormErrors,
}

impl Meant {
    async fn read(app: &App, typed: &AudienceValues) -> Result<Self, store::Error> {
        let unknown = "Choisissez dans la liste.";
        let standing = word(&typed.standing, Standing::parse);
        let department = word(&typed.department, Department::parse);
        let arrival = word(&typed.arrival, Arrival::parse);
        let programme = app.store.programme().await?;
        let session = word(&typed.session, |id| {
            id.parse().ok().filter(|id| programme.session(*id).is_some())
        });
        let organisation = organisation(app, &typed.organisation).await?;
        let faults = [
            ("etat", standing.is_err(), unknown),
            ("seance", session.is_err(), unknown),
            ("departement", department.is_err(), unknown),
            ("organisation", organisation.is_none(), "Personne n’a écrit cette organisation."),
            ("arrivee", arrival.is_err(), unknown),
        ];
        let faults = faults
            .into_iter()
            .filter(|(_, wrong, _)| *wrong)
            .map(|(field, _, sentence)| (field, sentence.to_owned()));
        let audience = Audience {
            standing: standing.unwrap_or_default(),
            session: session.unwrap_or_default(),
            department: department.unwrap_or_default(),
            organisation: organisation.unwrap_or_default(),
            arrival: arrival.unwrap_or_default(),
        };
        Ok(Self { audience, faults: FormErrors(faults.collect()) })
    }
}

/// Nothing, something known, or a fault.
fn word<T>(typed: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    if typed.is_empty() { Ok(None) } else { parse(typed).map(Some).ok_or(()) }
}

/// The organisation as people wrote it; `None` when nobody did.
async fn organisation(app: &App, typed: &str) -> Result<Option<String>, store::Error> {
    let folded = fold(typed);
    if folded.is_empty() {
        return Ok(Some(String::new()));
    }
    let mut conn = app.store.reader().await?;
    let known = participants::organisations(&mut conn, u32::MAX).await?;
    let exact = known.iter().find(|name| name.as_str() == typed.trim()).cloned();
    Ok(exact.or_else(|| known.into_iter().find(|name| fold(name) == folded)))
}

async fn page(
    app: &App,
    member: &Member,
    (typed, meant): (Typed, Meant),
    errors: FormErrors,
) -> Answer {
    let refused = !errors.is_empty();
    let title = if typed.known { "Modifier l’envoi" } else { "Écrire un envoi" };
    let view = load(app, typed, &meant, errors).await?;
    let page = staff_page(app, member, title, MAILINGS).await?.with_module(PREVIEW_SCRIPT);
    let page = if refused { page.refused() } else { page };
    Ok(page.show(app, move || view! { <MailingFormPage view/> }).await)
}

async fn load(
    app: &App,
    typed: Typed,
    Meant { audience, faults }: &Meant,
    errors: FormErrors,
) -> Result<MailingFormView, store::Error> {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let reach = mailings::reach(&mut conn, audience).await?;
    let people = mailings::sample(&mut conn, audience, READERS).await?;
    let organisations = participants::organisations(&mut conn, PROPOSED).await?;
    drop(conn);
    let reader = people
        .iter()
        .map(|(id, _)| *id)
        .find(|id| id.to_string() == typed.reader)
        .or_else(|| people.first().map(|(id, _)| *id));
    let unfit = typed.words.faults_of_changes();
    let preview = match (reader, unfit.first()) {
        (_, Some((field, fault))) => Err(fr::wording_fault(*field, fault)),
        (None, None) => Err(NOBODY.to_owned()),
        (Some(person), None) => preview(app, person, &typed.words).await?,
    };
    let reached = fr::count(reach.reached, "personne", "personnes");
    let reach = if faults.is_empty() {
        format!("{}\u{a0}: {reached}.", in_words(audience, &programme))
    } else {
        "Corrigez pour qui est cet envoi.".to_owned()
    };
    Ok(MailingFormView {
        id: typed.id,
        known: typed.known,
        words: typed.words,
        audience: typed.audience,
        reader: reader.map_or_else(String::new, |id| id.to_string()),
        errors,
        sessions: programme.sessions.iter().map(|one| (one.id, session_name(one))).collect(),
        organisations,
        people,
        reach,
        preview,
    })
}
