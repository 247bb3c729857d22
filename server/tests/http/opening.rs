//! The opening minute: two hundred people do all there is to do while two thousand read the
//! programme again and again.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::support::{Answer, Browser, Engine, Site, on_both_engines, register_as, session_of};

const PEOPLE: u32 = 200;
const READERS: u32 = 2_000;
const MINUTE: Duration = Duration::from_mins(1);

/// People begin over these seconds, as they open the letter that says where.
const BEGINNINGS: u32 = 20;

/// How long a reader looks before they load the page again.
const READING: Duration = Duration::from_secs(15);

/// How long each step took, for everybody.
#[derive(Clone, Debug, Default)]
struct Steps(Arc<Mutex<BTreeMap<&'static str, Vec<Duration>>>>);

impl Steps {
    async fn time(&self, step: &'static str, answer: impl Future<Output = Answer>) -> Answer {
        let begun = Instant::now();
        let answer = answer.await;
        self.0.lock().unwrap().entry(step).or_default().push(begun.elapsed());
        answer
    }

    /// One line a step: how often, and the time within which 95 of 100 were answered.
    fn figures(&self) -> String {
        let mut lines = String::new();
        for (step, times) in self.0.lock().unwrap().iter_mut() {
            times.sort_unstable();
            let p95 = times[(times.len() * 95 / 100).min(times.len() - 1)];
            let (count, p95) = (times.len(), p95.as_millis());
            writeln!(lines, "  {step} : {count} fois, p95 {p95} ms").unwrap();
        }
        lines
    }
}

/// The whole path of one person; how many answers were not as they should be.
async fn take_part(browser: Browser, number: u32, steps: Steps) {
    steps.time("1 l’accueil", browser.get("/")).await.page();
    steps.time("2 le formulaire", browser.get("/inscription")).await.page();
    let email = format!("ouverture-{number}@exemple.fr");
    let name = format!("Personne-{number:03}");
    let fields = [
        ("first_name", "Camille"),
        ("last_name", name.as_str()),
        ("email", email.as_str()),
        ("consent", "oui"),
    ];
    let answer = steps.time("3 s’inscrire", browser.post("/inscription", &fields)).await;
    let ticket = register_as(&browser, &answer);
    let page = steps.time("4 le billet", browser.get(&ticket.path)).await.page();
    for (step, code) in wishes(number) {
        let session = session_of(&page, &code);
        let fields = [("session", session.as_str())];
        let (choose, wait) =
            (format!("{}/choisir", ticket.path), format!("{}/attendre", ticket.path));
        let answer = steps.time(step, browser.post(&choose, &fields)).await;
        if answer.status == 409 {
            // Full: they take their place in line and go on.
            steps.time("8 attendre", browser.post(&wait, &fields)).await.leads_to();
        } else {
            answer.leads_to();
        }
    }
}

/// Two workshops and a kiosk; half the people want the same ones.
fn wishes(number: u32) -> [(&'static str, String); 3] {
    let among = |count: u32| if number.is_multiple_of(2) { 1 } else { 1 + number / 2 % count };
    [
        ("5 choisir l’atelier A", format!("A{:02}", among(10))),
        ("6 choisir l’atelier B", format!("B{:02}", among(10))),
        ("7 réserver un kiosque", format!("K{:02}", 1 + number % 10)),
    ]
}

async fn read_on(browser: Browser, number: u32, steps: Steps, over: Arc<AtomicBool>) {
    tokio::time::sleep(READING * number / READERS).await;
    while !over.load(Ordering::Relaxed) {
        steps.time("9 relire le programme", browser.get("/programme")).await.page();
        tokio::time::sleep(READING).await;
    }
}

on_both_engines! {
    async fn two_hundred_people_take_part_while_two_thousand_read(engine: Engine) {
        let site = Site::open(engine).await;
        let steps = Steps::default();
        let over = Arc::new(AtomicBool::new(false));
        let done = Arc::new(AtomicUsize::new(0));
        let mut readers = JoinSet::new();
        for number in 0..READERS {
            readers.spawn(read_on(site.browser(), number, steps.clone(), Arc::clone(&over)));
        }
        let mut people = JoinSet::new();
        let begun = Instant::now();
        for number in 0..PEOPLE {
            let (browser, steps, done) = (site.browser(), steps.clone(), Arc::clone(&done));
            people.spawn(async move {
                tokio::time::sleep(Duration::from_secs(1) * BEGINNINGS * number / PEOPLE).await;
                take_part(browser, number, steps).await;
                done.fetch_add(1, Ordering::Relaxed);
            });
        }
        while let Some(person) = people.join_next().await {
            person.unwrap();
        }
        let taken = begun.elapsed();
        over.store(true, Ordering::Relaxed);
        assert_eq!(done.load(Ordering::Relaxed), PEOPLE as usize);
        assert!(taken < MINUTE, "{taken:?}");
        // A reader whose page failed has panicked.
        readers.join_all().await;
        println!("{engine:?}, {} s en tout\n{}", taken.as_secs(), steps.figures());
        assert!(site.run(&["check"]).status.success(), "the books do not balance");
    }
}
