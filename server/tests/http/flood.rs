//! The network comes back: twenty phones send ten thousand acts at once, and none is lost.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use domain::door::{Act, Deed, Outcome, Told};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::{
    Engine, Phone, Setup, act, batch, came, enrol, figure, invitation, on_both_engines,
};

const PHONES: usize = 20;
const PEOPLE: u32 = 2_000;

/// For each phone.
const ACTS: usize = 500;

/// How many a phone sends together.
const TOGETHER: usize = 50;

/// What one phone did: people who came in turn, some of them through other doors too, one in
/// twenty taken back.
fn morning(phone: usize, people: &[Uuid]) -> Vec<Act> {
    let mut acts = Vec::with_capacity(ACTS);
    for n in 0..ACTS {
        let last = acts.last().map(|act: &Act| act.id);
        acts.push(match last {
            Some(of) if n % 20 == 19 => act("main", Told::Done, Deed::Undo { of }),
            _ => came(people[(phone * 97 + n * 7) % people.len()]),
        });
    }
    acts
}

/// Sends everything, each piece twice, the second half first; how long each answer took.
async fn send(phone: Phone, acts: Vec<Act>) -> Vec<Duration> {
    let mut times = Vec::new();
    let pieces: Vec<_> = acts.chunks(TOGETHER).collect();
    for piece in pieces.iter().rev().chain(&pieces) {
        let begun = Instant::now();
        let answer = loop {
            let answer = phone.browser.post_json("/accueil/actes", batch(piece)).await;
            // Told to come back: the phone does.
            if answer.status != 503 {
                break answer;
            }
        };
        times.push(begun.elapsed());
        assert_eq!(answer.status, 200, "{}", answer.text());
        let receipt: domain::door::Receipt = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(receipt.answers.len(), piece.len());
        for (answer, act) in receipt.answers.iter().zip(*piece) {
            assert_eq!(answer.id, act.id);
            assert!(!matches!(answer.outcome, Outcome::Refused { .. }), "{answer:?}");
        }
    }
    times
}

on_both_engines! {
    async fn twenty_phones_send_ten_thousand_acts_at_once_and_none_is_lost(engine: Engine) {
        let capacity = format!("\ncapacity = {PEOPLE}\n");
        let site = Setup::on(engine).alter("\ncapacity = 200\n", &capacity).open().await;
        enrol(&site, PEOPLE).await;
        let organiser = site.member("organiser").await;
        let fields = [("telephones", "20"), ("heures", "1")];
        let path = invitation(&organiser, &fields).await;
        let mut phones = Vec::new();
        for n in 0..PHONES {
            phones.push(Phone::follow(&site, &path, &format!("Téléphone {n}")).await);
        }
        let people: Vec<Uuid> = phones[0].list(None).await.people.iter().map(|p| p.id).collect();
        let mornings: Vec<_> = (0..PHONES).map(|n| morning(n, &people)).collect();
        let inside = expected(&mornings);

        let begun = Instant::now();
        let mut sending = JoinSet::new();
        for (phone, acts) in phones.iter().cloned().zip(mornings) {
            sending.spawn(send(phone, acts));
        }
        let mut times: Vec<Duration> = sending.join_all().await.into_iter().flatten().collect();
        let whole = begun.elapsed();
        times.sort_unstable();
        let p99 = times[times.len() * 99 / 100];
        println!(
            "{engine:?} : {} actes, chacun deux fois, par {PHONES} téléphones en {} ms, \
             réponse à {TOGETHER} actes p99 {} ms",
            PHONES * ACTS,
            whole.as_millis(),
            p99.as_millis()
        );

        let store = site.store().await;
        let mut conn = store.reader().await.unwrap();
        let (kept,): (i64,) = conn.one("select count(*) from scan", ()).await.unwrap();
        assert_eq!(usize::try_from(kept).unwrap(), PHONES * ACTS);
        drop(conn);
        store.close().await;
        let dashboard = organiser.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "pointés à l’entrée"), u32::try_from(inside).unwrap());
        let checked = site.run(&["check"]);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}

/// How many people are inside once everything is known.
fn expected(mornings: &[Vec<Act>]) -> usize {
    let all = || mornings.iter().flatten();
    let taken_back: HashSet<Uuid> = all()
        .filter_map(|act| if let Deed::Undo { of } = act.deed { Some(of) } else { None })
        .collect();
    let inside: HashSet<Uuid> = all()
        .filter(|act| !taken_back.contains(&act.id))
        .filter_map(|act| match &act.deed {
            Deed::Arrival { who: domain::door::Who::Person(person) } => Some(*person),
            _ => None,
        })
        .collect();
    inside.len()
}
