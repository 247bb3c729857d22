use std::sync::Arc;

use app::fr;
use domain::checkin::Reason;
use domain::programme::Programme;
use store::Store;
use store::exports::{PAGE, ScanRow, scans};
use uuid::Uuid;

use super::cell::{Cell, Column, Precision, Row};
use super::participants::code;

/// The scans at every door, in the order of time.
pub struct Checkins {
    store: Store,
    programme: Arc<Programme>,
    /// Where the next page begins; `None` after the last.
    after: Option<(i64, Uuid)>,
}

impl Checkins {
    pub fn new(store: Store, programme: Arc<Programme>) -> Self {
        Self { store, programme, after: Some((i64::MIN, Uuid::nil())) }
    }

    pub fn columns() -> Vec<Column> {
        [
            ("Date et heure", 20),
            ("Accueil", 46),
            ("Résultat", 12),
            ("Raison", 28),
            ("Nom", 22),
            ("Prénom", 18),
            ("Code", 10),
            ("Pointé par", 30),
            ("Reçu le", 20),
        ]
        .map(|(heading, width)| Column::new(heading, width))
        .to_vec()
    }

    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let mut conn = self.store.reader().await?;
        let scans = scans(&mut conn, after).await?;
        if scans.len() == PAGE as usize {
            self.after = scans.last().map(|scan| (scan.corrected_at, scan.id));
        }
        if scans.is_empty() {
            return Ok(None);
        }
        Ok(Some(scans.into_iter().map(|scan| self.row(scan)).collect()))
    }

    fn row(&self, scan: ScanRow) -> Row {
        vec![
            Cell::at(scan.corrected_at, Precision::Second),
            Cell::text(self.door(&scan)),
            Cell::text(done(&scan.deed, &scan.verdict)),
            Cell::maybe(scan.reason.map(reason)),
            Cell::maybe(scan.last_name),
            Cell::maybe(scan.first_name),
            Cell::maybe(scan.ticket.map(code)),
            Cell::text(scan.keeper),
            Cell::at(scan.received_at, Precision::Second),
        ]
    }

    /// « Entrée principale », or « A03, 11 h : Aller vers… »: a kiosk has several visits.
    fn door(&self, scan: &ScanRow) -> String {
        let session = scan.session_id.and_then(|id| self.programme.session(id));
        match (session, &scan.code) {
            (Some(session), _) => format!(
                "{}, {}{}: {}",
                session.code,
                fr::clock(session.span.start()),
                fr::NBSP,
                session.title
            ),
            (None, Some(code)) => code.clone(),
            (None, None) => "Entrée principale".to_owned(),
        }
    }
}

fn done<'a>(deed: &str, verdict: &'a str) -> &'a str {
    match (deed, verdict) {
        ("walk_in", "accepted") => "Inscription sur place",
        (_, "accepted") => "Accepté",
        (_, "already_seen") => "Déjà vu",
        (_, "refused") => "Refusé",
        (_, "undone") => "Annulation",
        (_, "moved") => "Changement d’atelier",
        (_, unknown) => unknown,
    }
}

fn reason(word: String) -> String {
    let words = match Reason::parse(&word) {
        Some(Reason::UnknownTicket) => "Billet inconnu",
        Some(Reason::Cancelled) => "Inscription annulée",
        Some(Reason::Waiting) => "Sur la liste d’attente",
        Some(Reason::NotHere) => "Sans place dans cette séance",
        Some(Reason::NothingToUndo) => "Déjà annulé",
        Some(Reason::Full) => "Séance complète",
        Some(Reason::Malformed) => "Illisible",
        None => return word,
    };
    words.to_owned()
}
