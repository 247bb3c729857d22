//! A power cut: whatever was answered is there afterwards, once, and the books balance.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::{Browser, Engine, Setup, Site, enrol, on_both_engines, try_to_register};

const ROUNDS: u32 = 100;
const PEOPLE: u32 = 400;
const PEOPLE_AT_ONCE: u32 = 8;
/// How many answers are waited for before the power goes, at most.
const ANSWERS: u32 = 24;

/// What people were told.
#[derive(Debug, Default)]
struct Told {
    /// Addresses that were told they are registered.
    registered: Mutex<Vec<String>>,
    /// Who was told that a session is theirs, or that they stand in its line.
    chosen: Mutex<Vec<(String, Uuid)>>,
    answers: AtomicU32,
}

/// Registers someone new, then lets people of the crowd choose, until the server is gone.
async fn keep_going(browser: Browser, round: u32, one: u32, crowd: Crowd, told: Arc<Told>) {
    for step in 0.. {
        let email = format!("r{round}-p{one}-{step}@exemple.fr");
        if step % 4 == 0 {
            let Some(status) = register(&browser, &email).await else { return };
            if status == 303 {
                told.registered.lock().unwrap().push(email);
            }
        } else {
            let (path, session) = crowd.next();
            let fields = [("session", session.to_string())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            let Ok(answer) = browser.try_to_post(&format!("{path}/attendre"), &fields).await else {
                return;
            };
            match answer.status {
                303 => told.chosen.lock().unwrap().push((path, session)),
                0 => return,
                status => panic!("{status}: {}", answer.text()),
            }
        }
        told.answers.fetch_add(1, Ordering::Relaxed);
    }
}

/// The status of a registration; `None` once nobody answers.
async fn register(browser: &Browser, email: &str) -> Option<u16> {
    let fields = [
        ("first_name", "Camille"),
        ("last_name", "Personne"),
        ("email", email),
        ("consent", "oui"),
    ];
    let answer = browser.try_to_post("/inscription", &fields).await.ok()?;
    // Throttled people are told so, and counted as not registered.
    (answer.status != 0).then_some(answer.status)
}

/// People and what they choose, handed out one after the other.
#[derive(Clone, Debug)]
struct Crowd {
    people: Arc<[String]>,
    sessions: Arc<[Uuid]>,
    next: Arc<AtomicU32>,
}

impl Crowd {
    async fn gather(site: &Site) -> Self {
        let people = enrol(site, PEOPLE).await;
        let store = site.store().await;
        let programme = store.programme().await.unwrap();
        let sessions: Vec<_> =
            programme.sessions.iter().filter(|s| s.slot.is_some()).map(|s| s.id).collect();
        store.close().await;
        Self { people: people.into(), sessions: sessions.into(), next: Arc::default() }
    }

    /// Each person in turn, each time with another workshop: a few are full before the others.
    fn next(&self) -> (String, Uuid) {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) as usize;
        let person = &self.people[turn % self.people.len()];
        let session = self.sessions[(turn / self.people.len() + turn % 5) % self.sessions.len()];
        (person.clone(), session)
    }
}

async fn assert_kept(site: &Site, told: &Told) {
    let store = site.store().await;
    let mut conn = store.reader().await.unwrap();
    let there: Vec<(String, i64)> = conn
        .all("select email_key, count(*) from participant group by email_key", ())
        .await
        .unwrap();
    let there: BTreeSet<_> = there.into_iter().collect();
    for email in told.registered.lock().unwrap().iter() {
        assert!(there.contains(&(email.clone(), 1)), "{email} is not there once");
    }
    let chosen: Vec<(Vec<u8>, Uuid)> = conn
        .all(
            "select p.link_hash, c.session_id from participant p join \
             (select participant_id, session_id from signup union all \
             select participant_id, session_id from waitlist_entry) c on c.participant_id = p.id",
            (),
        )
        .await
        .unwrap();
    assert_eq!(chosen.iter().collect::<BTreeSet<_>>().len(), chosen.len(), "chosen twice");
    let chosen: BTreeSet<_> = chosen.into_iter().collect();
    for (path, session) in told.chosen.lock().unwrap().iter() {
        use sha2::{Digest, Sha256};
        let secret = path.rsplit('/').next().unwrap();
        let hash = Sha256::digest(secret).to_vec();
        assert!(chosen.contains(&(hash, *session)), "{path} has lost {session}");
    }
    drop(conn);
    store.close().await;
}

fn assert_balanced(site: &Site, round: u32) {
    let check = site.run(&["check"]);
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(check.status.success(), "round {round}: {said}");
}

on_both_engines! {
    async fn whoever_was_answered_has_it_after_a_power_cut(engine: Engine) {
        let mut site = Setup::on(engine).alter("capacity = 200", "capacity = 9000").closed().await;
        let crowd = Crowd::gather(&site).await;
        let told = Arc::new(Told::default());
        for round in 0..ROUNDS {
            site.start();
            let before = told.answers.load(Ordering::Relaxed);
            let mut tasks = JoinSet::new();
            for one in 0..PEOPLE_AT_ONCE {
                let going =
                    keep_going(site.browser(), round, one, crowd.clone(), Arc::clone(&told));
                tasks.spawn(going);
            }
            // Somewhere in the middle, each time elsewhere.
            let answers = 1 + round * 7 % ANSWERS;
            while told.answers.load(Ordering::Relaxed) < before + answers {
                tokio::time::sleep(Duration::from_micros(300 + u64::from(round) * 37)).await;
            }
            site.kill();
            tasks.join_all().await;
            assert_balanced(&site, round);
        }
        assert_kept(&site, &told).await;
        let registered = told.registered.lock().unwrap().len();
        let chosen = told.chosen.lock().unwrap().len();
        assert!(registered > 100 && chosen > 400, "{registered} registered, {chosen} chosen");
        site.start();
        let ticket = try_to_register(&site.browser(), "Après", "apres@exemple.fr").await.leads_to();
        assert!(site.browser().get(&ticket).await.page().contains("Votre inscription est enregistrée"));
    }
}
