//! What needs attention first.

use app::components::Tone;
use app::fr;
use app::pages::staff::{Attention, session_href};
use domain::programme::{Programme, Session};
use domain::time::Moment;
use store::figures::People;
use store::{Conn, accounts, figures, letters};

use crate::state::App;

/// How long before it begins a session under its minimum is told, in seconds: until then people are
/// still choosing.
const SOON: i64 = 21 * 24 * 3600;

/// How many sessions are named in one line.
const SHOWN: usize = 6;

/// The most pressing first.
///
/// # Errors
/// The database failed.
pub(super) async fn of(
    app: &App,
    conn: &mut Conn,
    programme: &Programme,
    people: People,
    now: Moment,
) -> Result<Vec<Attention>, store::Error> {
    let [waiting_letters, _, failed] = letters::totals(conn).await?;
    let delayed = figures::delayed_letters(conn).await?;
    let namesakes = figures::namesakes(conn).await?;
    let mut all = Vec::new();
    all.extend((failed > 0).then(|| failed_letters(failed)));
    all.extend((delayed > 0).then(|| delayed_letters(delayed)));
    let relayless = app.config.smtp_url.is_none() && waiting_letters > 0;
    all.extend(relayless.then(|| without_relay(waiting_letters)));
    all.extend(under_minimum(programme, now));
    all.extend(nearly_full(programme, now));
    all.extend((people.waiting > 0).then(|| waiting_people(people.waiting)));
    all.extend((namesakes > 0).then(|| duplicates(namesakes)));
    all.extend(unprotected_admins(conn).await?);
    Ok(all)
}

fn line(tone: Tone, words: String, href: impl Into<String>, action: &'static str) -> Attention {
    Attention { tone, words, href: href.into(), action }
}

fn failed_letters(letters: u32) -> Attention {
    let words = fr::count(letters, "lettre n’est pas partie", "lettres ne sont pas parties");
    let words = format!("{words}, après plusieurs essais.");
    line(Tone::Refused, words, "/organisation/courriels?etat=echecs", "Voir pourquoi et renvoyer")
}

fn delayed_letters(letters: u32) -> Attention {
    let words = format!(
        "Le relais de courriel n’a pas encore pris {}\u{a0}: nouvel essai bientôt.",
        fr::count(letters, "lettre", "lettres")
    );
    line(Tone::Refused, words, "/organisation/courriels?etat=attente", "Voir ce qu’il répond")
}

fn without_relay(letters: u32) -> Attention {
    let words = format!(
        "{} sans relais de courriel.",
        fr::count(letters, "lettre attend", "lettres attendent")
    );
    line(Tone::Attention, words, "/organisation/courriels", "Lire les lettres")
}

fn waiting_people(people: u32) -> Attention {
    let words = format!(
        "{} une place à la conférence.",
        fr::count(people, "personne attend", "personnes attendent")
    );
    line(Tone::Quiet, words, "/organisation/participants?etat=attente", "Voir la liste d’attente")
}

fn duplicates(people: u32) -> Attention {
    let words = format!(
        "{} le même nom qu’une autre\u{a0}: peut-être des doublons.",
        fr::count(people, "personne porte", "personnes portent")
    );
    line(Tone::Quiet, words, "/organisation/participants/doublons", "Comparer")
}

/// Sessions that begin soon with too few people, in one line, those that lack most first.
fn under_minimum(programme: &Programme, now: Moment) -> Option<Attention> {
    let missing = |session: &Session| session.minimum.saturating_sub(session.seats.taken);
    let soon = |session: &&Session| session.span.start().seconds_since(now) <= SOON;
    let mut few: Vec<&Session> =
        coming(programme, now).filter(soon).filter(|session| missing(session) > 0).collect();
    few.sort_by_key(|session| std::cmp::Reverse(missing(session)));
    let lack = |session: &Session| format!("{} (il manque {})", named(session), missing(session));
    let words = match few.as_slice() {
        [] => return None,
        [only] => format!(
            "{} est sous son minimum\u{a0}: il manque {}.",
            named(only),
            fr::count(missing(only), "personne", "personnes")
        ),
        several => {
            format!("{} sous leur minimum\u{a0}: {}", sessions(several), first(several, lack))
        }
    };
    Some(line(Tone::Attention, words, at(few.first()?, few.len()), "Voir"))
}

/// Sessions to come past nine seats of ten, in one line: many of them are no emergency.
fn nearly_full(programme: &Programme, now: Moment) -> Option<Attention> {
    let full: Vec<&Session> =
        coming(programme, now).filter(|session| session.seats.is_nearly_full()).collect();
    let words = match full.as_slice() {
        [] => return None,
        [only] => format!("{} est pleine à plus de 90\u{a0}%.", named(only)),
        several => {
            format!(
                "{} pleines à plus de 90\u{a0}%\u{a0}: {}",
                sessions(several),
                first(several, named)
            )
        }
    };
    Some(line(Tone::Attention, words, at(full.first()?, full.len()), "Voir"))
}

fn sessions(several: &[&Session]) -> String {
    fr::count(u32::try_from(several.len()).unwrap_or(u32::MAX), "séance", "séances")
}

/// The first few, and that there are more.
fn first(sessions: &[&Session], told: impl Fn(&Session) -> String) -> String {
    let shown: Vec<String> = sessions.iter().take(SHOWN).map(|session| told(session)).collect();
    let more = if sessions.len() > SHOWN { "…" } else { "." };
    format!("{}{more}", shown.join(", "))
}

/// Where one session, or the first of several, is seen to.
fn at(session: &Session, several: usize) -> String {
    match (several, &session.slot) {
        (1, _) => session_href(session.id),
        (_, Some(slot)) => format!("/organisation#seances-{slot}"),
        (_, None) => "/organisation#seances-kiosques".to_owned(),
    }
}

fn coming(programme: &Programme, now: Moment) -> impl Iterator<Item = &Session> {
    let coming = move |session: &&Session| !session.cancelled && now < session.span.start();
    programme.sessions.iter().filter(coming)
}

/// « A01 », « K03 à 12 h 30 »: a kiosk has several visits.
fn named(session: &Session) -> String {
    if session.slot.is_some() {
        return session.code.clone();
    }
    format!("{} à {}", session.code, fr::clock(session.span.start()))
}

/// Admins who must have a second factor and have none yet.
async fn unprotected_admins(conn: &mut Conn) -> Result<Option<Attention>, store::Error> {
    if !accounts::admins_need_totp(conn).await? {
        return Ok(None);
    }
    let admins = accounts::all(conn).await?;
    let without = admins
        .iter()
        .filter(|account| account.role == domain::role::Role::Admin)
        .filter(|account| account.totp_since.is_none() && account.closed_at.is_none())
        .count();
    let without = u32::try_from(without).unwrap_or(u32::MAX);
    Ok((without > 0).then(|| {
        let words = format!(
            "{} encore sans double vérification.",
            fr::count(without, "compte d’administration est", "comptes d’administration sont")
        );
        line(Tone::Quiet, words, "/organisation/equipe", "Voir l’équipe")
    }))
}
