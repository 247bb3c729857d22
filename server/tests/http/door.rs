//! Letting people in: by code, by name, and as a device does.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{
    Answer, Browser, Engine, Site, after, figure, on_both_engines, register, session_of,
};

const MAIN: &str = "/accueil/entree";

async fn point(door: &Browser, address: &str, fields: &[(&str, &str)]) -> String {
    let to = door.post(&format!("{address}/pointer"), fields).await.leads_to();
    assert!(to.starts_with(&format!("{address}?")), "{to}");
    door.get(&to).await.page()
}

fn scan(id: Uuid, read: &str, undoes: Option<Uuid>) -> Value {
    let at = Timestamp::now().as_microsecond();
    json!({ "id": id, "door": "main", "read": read, "scanned_at": at, "undoes": undoes })
}

fn told(answer: &Answer) -> Value {
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

on_both_engines! {
    async fn people_come_in_by_their_code_and_by_their_name(engine: Engine) {
        let site = Site::open(engine).await;
        let (first, second) =
            (register(&site.browser(), "Rivière").await, register(&site.browser(), "Dupont").await);
        let door = site.member("door").await;
        let code = first.code().await.to_lowercase().replace('-', " ");
        let page = point(&door, MAIN, &[("saisie", &code)]).await;
        assert!(page.contains("Bienvenue") && page.contains("Camille Rivière"), "{page}");
        let page = point(&door, MAIN, &[("saisie", &second.code().await)]).await;
        let undone = after(&page, &["/annuler\"", "name=\"scan\" value=\""], "\"").to_owned();
        let page = point(&door, MAIN, &[("saisie", &code)]).await;
        assert!(page.contains("Déjà vu") && page.contains("door@exemple.fr"), "{page}");

        let to = door.post("/accueil/entree/annuler", &[("scan", &undone)]).await.leads_to();
        assert!(door.get(&to).await.page().contains("Annulé"));
        let page = point(&door, MAIN, &[("saisie", "DUPÔNT")]).await;
        let person = after(&page, &["name=\"participant\" value=\""], "\"").to_owned();
        let page = point(&door, MAIN, &[("participant", &person)]).await;
        assert!(page.contains("Bienvenue") && page.contains("Camille Dupont"), "{page}");

        let dashboard = site.member("organiser").await.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "pointés à l’entrée"), 2);
        let page = point(&door, MAIN, &[("saisie", "KX7-4TQ")]).await;
        assert!(page.contains("Refusé"), "{page}");
    }

    async fn the_door_of_a_session_lets_in_those_who_chose_it(engine: Engine) {
        let site = Site::open(engine).await;
        let (here, elsewhere) =
            (register(&site.browser(), "Rivière").await, register(&site.browser(), "Dupont").await);
        let session = session_of(&here.page().await, "A01");
        here.choose("A01").await.leads_to();
        elsewhere.choose("A02").await.leads_to();
        let door = site.member("door").await;
        let address = format!("/accueil/seance/{session}");
        let page = point(&door, &address, &[("saisie", &elsewhere.code().await)]).await;
        assert!(page.contains("Refusé") && page.contains("A02, Salle Maine"), "{page}");
        let page = point(&door, &address, &[("saisie", &here.code().await)]).await;
        assert!(page.contains("Bienvenue"), "{page}");
    }

    async fn a_device_that_sends_a_scan_twice_is_told_the_same_twice(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        let (code, door) = (ticket.code().await, site.member("door").await);
        let send = |scan: Value| {
            let door = door.clone();
            async move { told(&door.post_json("/accueil/pointages", scan).await) }
        };
        let (first, second, undo) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let accepted = send(scan(first, &code, None)).await;
        assert_eq!(accepted["verdict"], "accepted");
        assert_eq!(accepted["name"], "Camille Rivière");
        assert_eq!(accepted["counts"], json!({ "arrived": 1, "expected": 1 }));
        for _ in 0..3 {
            assert_eq!(send(scan(first, &code, None)).await, accepted);
        }
        let seen = send(scan(second, &code, None)).await;
        assert_eq!(seen["verdict"], "already_seen");
        assert_eq!(seen["undo_of_possible"], false);

        let undone = send(scan(undo, "", Some(first))).await;
        assert_eq!((&undone["verdict"], &undone["counts"]["arrived"]), (&json!("undone"), &json!(0)));
        assert_eq!(send(scan(undo, "", Some(first))).await, undone);
        let back = send(scan(Uuid::now_v7(), &code, None)).await;
        assert_eq!((&back["verdict"], &back["counts"]["arrived"]), (&json!("accepted"), &json!(1)));
        let unknown = send(scan(Uuid::now_v7(), "http://ailleurs.example/b/rien", None)).await;
        assert_eq!(unknown["verdict"], "refused");
    }

    async fn two_doors_that_scan_one_ticket_at_once_let_in_one_person(engine: Engine) {
        let site = Site::open(engine).await;
        let door = site.member("door").await;
        for round in 0..5 {
            let code = register(&site.browser(), &format!("Numéro {round}")).await.code().await;
            let send = || door.post_json("/accueil/pointages", scan(Uuid::now_v7(), &code, None));
            let (one, other) = tokio::join!(send(), send());
            let mut verdicts = [one, other].map(|answer| told(&answer)["verdict"].to_string());
            verdicts.sort();
            assert_eq!(verdicts, ["\"accepted\"", "\"already_seen\""]);
        }
    }
}

#[tokio::test]
async fn what_is_no_scan_is_refused_and_the_door_goes_on() {
    let site = Site::open(Engine::Sqlite).await;
    let door = site.member("door").await;
    let good = scan(Uuid::now_v7(), "KX7-4TQ", None);
    let with = |name: &str, value: Value| {
        let mut changed = good.clone();
        changed[name] = value;
        changed.to_string()
    };
    let wrong = [
        "{".to_owned(),
        String::new(),
        "null".to_owned(),
        "[".repeat(10_000),
        with("id", json!("pas un UUID")),
        with("scanned_at", json!("hier")),
        with("door", json!("la cave")),
        with("door", json!(Uuid::now_v7())),
        with("read", json!("x".repeat(300 * 1024))),
    ];
    for body in wrong {
        let answer = door.post_json("/accueil/pointages", &body).await;
        assert!((400..500).contains(&answer.status), "{} for {body:.200}", answer.status);
    }
    for at in [i64::MAX, i64::MIN, 0] {
        let answer = door.post_json("/accueil/pointages", with("scanned_at", json!(at))).await;
        assert!(answer.status < 500, "{} for {at}", answer.status);
    }
    let stranger = site.browser().post_json("/accueil/pointages", &good).await;
    assert_eq!(stranger.status, 401);
    assert_eq!(told(&door.post_json("/accueil/pointages", &good).await)["verdict"], "refused");
}
