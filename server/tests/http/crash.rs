//! A power cut: whatever was answered is there afterwards, once.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;

use crate::support::{Browser, Engine, Setup, Site, on_both_engines};

const ROUNDS: u32 = 3;
const PEOPLE_AT_ONCE: u32 = 8;

type Acknowledged = Arc<Mutex<Vec<(String, String)>>>;

/// Registers people one after the other until the server is gone.
async fn keep_registering(browser: Browser, who: String, acknowledged: Acknowledged) {
    for n in 0.. {
        let email = format!("{who}-{n}@exemple.fr");
        let fields = [
            ("first_name", "Camille"),
            ("last_name", "Personne"),
            ("email", email.as_str()),
            ("consent", "oui"),
        ];
        match browser.try_to_post("/inscription", &fields).await {
            Ok(answer) if answer.status == 303 => {
                let ticket = answer.leads_to();
                acknowledged.lock().unwrap().push((email, ticket));
            }
            // Throttled: no more in this round.
            Ok(answer) if answer.status == 409 => break,
            Ok(answer) if answer.status != 0 => panic!("{} {}", answer.status, answer.text()),
            _ => break,
        }
    }
}

async fn assert_kept(site: &Site, acknowledged: &[(String, String)]) {
    let store = site.store().await;
    let mut conn = store.reader().await.unwrap();
    let kept: Vec<(String, i64)> = conn
        .all("select email_key, count(*) from participant group by email_key", ())
        .await
        .unwrap();
    for (email, _) in acknowledged {
        assert!(kept.contains(&(email.clone(), 1)), "{email} is not there once");
    }
    let (taken, registered, unwritten): (i64, i64, i64) = conn
        .one(
            "select taken, (select count(*) from participant where standing = 'registered'), \
             (select count(*) from participant p where not exists \
             (select 1 from letter l where l.participant_id = p.id)) from event",
            (),
        )
        .await
        .unwrap();
    assert_eq!(taken, registered, "places counted and people with a place");
    assert_eq!(unwritten, 0, "people without a letter");
    drop(conn);
    store.close().await;
}

on_both_engines! {
    async fn whoever_was_told_that_they_are_registered_is_so_after_a_power_cut(engine: Engine) {
        let mut site = Setup::on(engine).alter("capacity = 200", "capacity = 5000").closed().await;
        let acknowledged = Acknowledged::default();
        for round in 0..ROUNDS {
            site.start();
            let mut tasks = JoinSet::new();
            for person in 0..PEOPLE_AT_ONCE {
                let who = format!("r{round}-p{person}");
                tasks.spawn(keep_registering(site.browser(), who, Arc::clone(&acknowledged)));
            }
            let before = acknowledged.lock().unwrap().len();
            // Somewhere in the middle, each time elsewhere.
            while acknowledged.lock().unwrap().len() < before + 20 {
                tokio::time::sleep(Duration::from_millis(u64::from(7 + round))).await;
            }
            site.kill();
            tasks.join_all().await;
            let told = acknowledged.lock().unwrap().clone();
            assert_kept(&site, &told).await;
        }
        site.start();
        let (_, ticket) = acknowledged.lock().unwrap().last().unwrap().clone();
        assert!(site.browser().get(&ticket).await.page().contains("Votre inscription est enregistrée"));
    }
}
