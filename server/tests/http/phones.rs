//! Phones at doors: prepared by a code, given the list, believed in what they send.

use domain::door::{Deed, Outcome, Roll, Told, Who};
use domain::ticket::{Code, code_key, walk_in_code};
use uuid::Uuid;

use crate::support::{
    Engine, Phone, Setup, Site, act, after, batch, came, invitation, on_both_engines, register,
    right_now, session_of,
};

const CODE: [(&str, &str); 2] = [("telephones", "10"), ("heures", "12")];

/// Two phones that follow one code, and the organiser who showed it.
async fn two_phones(site: &Site) -> (Phone, Phone, crate::support::Browser) {
    let organiser = site.member("organiser").await;
    let path = invitation(&organiser, &CODE).await;
    let (one, other) =
        (Phone::follow(site, &path, "Entrée").await, Phone::follow(site, &path, "Hall").await);
    (one, other, organiser)
}

fn person(roll: &Roll, name: &str) -> Uuid {
    roll.people.iter().find(|entry| entry.name == name).unwrap().id
}

fn walk_in(roll: &Roll, number: u32, last_name: &str) -> domain::door::Act {
    let code = walk_in_code(&roll.station.walk_in_block, number).unwrap();
    let deed = Deed::WalkIn {
        person: Uuid::now_v7(),
        first_name: "Camille".to_owned(),
        last_name: last_name.to_owned(),
        organisation: "Mairie".to_owned(),
        code: code.as_str().to_owned(),
        reason: String::new(),
    };
    act("main", Told::Accepted, deed)
}

on_both_engines! {
    async fn a_phone_follows_a_code_and_is_given_the_list(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        let (phone, other, organiser) = two_phones(&site).await;
        let roll = phone.list(None).await;
        assert!(roll.complete && roll.people.len() == 1, "{roll:?}");
        let entry = &roll.people[0];
        assert_eq!(entry.name, "Camille Rivière");
        let code = Code::parse(&ticket.code().await).unwrap();
        assert_eq!(entry.code, code_key(&code));
        assert_eq!((&*roll.station.name, roll.station.doors.clone()), ("Entrée", None));
        assert_ne!(roll.station.walk_in_block, other.list(None).await.station.walk_in_block);
        assert!(roll.sessions.len() > 20 && roll.event.expected == 1);
        assert!(roll.server_time <= right_now());
        let raw = phone.browser.get("/accueil/liste").await.text();
        assert!(!raw.contains("exemple.fr") && !raw.contains(code.as_str()), "{raw}");

        let same = phone.list(Some(&roll.version)).await;
        assert!(!same.complete && same.people.is_empty() && same.version == roll.version);
        register(&site.browser(), "Dupont").await;
        tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
        let news = phone.list(Some(&roll.version)).await;
        assert_eq!(news.people.iter().map(|e| &*e.name).collect::<Vec<_>>(), ["Camille Dupont"]);
        assert!(!news.complete && phone.list(Some("autre-3")).await.complete);

        let page = organiser.get("/organisation/equipe/telephones").await.page();
        assert!(page.contains("Entrée") && page.contains("Hall") && page.contains("2\u{a0}/\u{a0}10"), "{page}");
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("Téléphone préparé"), "{journal}");
    }

    async fn two_phones_without_a_network_let_someone_in_twice_and_both_are_told(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await;
        let (phone, other, organiser) = two_phones(&site).await;
        let id = person(&phone.list(None).await, "Camille Rivière");
        let (first, mut second) = (came(id), came(id));
        second.at = second.at.plus_seconds(120);
        assert_eq!(other.tell(&second).await, Outcome::Kept, "nobody else is heard of");
        assert_eq!(phone.tell(&first).await, Outcome::Kept);
        for _ in 0..2 {
            let Outcome::KeptBut { sentence } = other.tell(&second).await else { panic!() };
            for said in ["Camille Rivière", "Entrée", "Hall", "entrée principale"] {
                assert!(sentence.contains(said), "{sentence}");
            }
        }
        tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
        for of in [&phone, &other] {
            let roll = of.list(None).await;
            assert_eq!(roll.conflicts.len(), 1);
            assert_eq!(roll.conflicts[0].act, second.id);
            let passages = &roll.people[0].passages;
            assert_eq!((passages.len(), passages[0].act, &*passages[0].by), (1, first.id, "Entrée"));
        }
        let board = organiser.get("/organisation/accueil").await.page();
        assert!(board.contains("Pointées deux fois") && board.contains("Camille Rivière"), "{board}");
        assert!(board.contains("<dt>double entrée</dt><dd>1</dd>"), "{board}");
        let projected = organiser.get("/organisation/projecteur").await.page();
        assert!(!projected.contains("Rivière") && !projected.contains("Hall"), "{projected}");

        let undo = act("main", Told::Done, Deed::Undo { of: second.id });
        assert_eq!(other.tell(&undo).await, Outcome::Kept);
        let board = organiser.get("/organisation/accueil/tableau").await;
        assert!(!board.header("etag").is_empty());
        let board = board.page();
        assert!(board.contains("À jour à") && !board.contains("<h1"), "{board}");
        assert!(!board.contains("Pointées deux fois"), "{board}");
    }

    async fn a_walk_in_made_without_a_network_is_on_every_list(engine: Engine) {
        let site = Site::open(engine).await;
        let (phone, other, organiser) = two_phones(&site).await;
        let roll = phone.list(None).await;
        let new = walk_in(&roll, 0, "Passante");
        assert_eq!(phone.tell(&new).await, Outcome::Kept);
        assert_eq!(phone.tell(&new).await, Outcome::Kept);
        tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
        let seen = other.list(None).await;
        let entry = &seen.people[0];
        let code = walk_in_code(&roll.station.walk_in_block, 0).unwrap();
        assert_eq!((&*entry.name, &entry.code), ("Camille Passante", &code_key(&code)));
        let read = Deed::Arrival { who: Who::Read(code.to_string()) };
        let again = other.tell(&act("main", Told::Refused, read)).await;
        assert_eq!(again, Outcome::Kept, "already inside");

        let session = seen.sessions.iter().find(|session| session.code == "A01").unwrap();
        let moved = Deed::Move { person: entry.id, to: session.id };
        assert_eq!(phone.tell(&act("main", Told::Done, moved)).await, Outcome::Kept);
        let page = organiser.get(&format!("/organisation/participants/{}", entry.id)).await.page();
        assert!(page.contains("A01"), "{page}");
        let board = organiser.get("/organisation/accueil").await.page();
        assert!(board.contains("Inscrites sur place") && board.contains("Camille Passante"), "{board}");
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("Inscription à la porte") && journal.contains("Changement d’atelier"), "{journal}");

        let nameless = walk_in(&roll, 1, " ");
        let Outcome::Refused { reason, sentence } = phone.tell(&nameless).await else { panic!() };
        assert_eq!(reason, Some(domain::checkin::Reason::Malformed));
        assert!(sentence.contains("Inscrivez"), "{sentence}");
    }

    async fn a_phone_that_books_put_back_do_not_know_is_not_told_to_forget(engine: Engine) {
        let (site, put_back) = (Site::open(engine).await, Site::open(engine).await);
        let (phone, ..) = two_phones(&site).await;
        let there = phone.browser.at(put_back.address);
        assert_eq!(there.get("/accueil/liste").await.status, 401);
        assert_eq!(there.post_json("/accueil/actes", batch(&[])).await.status, 401);
    }

    async fn a_revoked_phone_is_told_to_forget_everything(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await;
        let (phone, other, organiser) = two_phones(&site).await;
        let id = person(&phone.list(None).await, "Camille Rivière");
        let page = organiser.get("/organisation/equipe/telephones").await.page();
        let device = after(&page, &["Entrée", "/organisation/equipe/telephones/"], "/retirer").to_owned();
        let address = format!("/organisation/equipe/telephones/{device}/retirer");
        organiser.get(&address).await.says(200, "Retirer «\u{a0}Entrée");
        let done = organiser.post(&address, &[]).await.leads_to();
        organiser.get(&done).await.says(200, "ce téléphone est retiré");
        for answer in [
            phone.browser.get("/accueil/liste").await,
            phone.browser.post_json("/accueil/actes", batch(&[came(id)])).await,
        ] {
            assert_eq!(answer.status, 410);
        }
        phone.browser.get("/accueil").await.says(410, "ne garde plus de porte");
        assert_eq!(other.tell(&came(id)).await, Outcome::Kept);
        // A member of the team may prepare it again.
        let link = site.invite("nouvelle@exemple.fr", "door");
        let fields = [("password", crate::support::PASSWORD), ("again", crate::support::PASSWORD)];
        phone.browser.post(&link, &fields).await.leads_to();
        assert_eq!(phone.browser.get("/accueil/liste").await.status, 410, "first forget");
        phone.browser.post("/accueil/appareil", &[("name", "Entrée, encore")]).await.leads_to();
        assert_eq!(phone.list(None).await.station.name, "Entrée, encore");
    }

    async fn a_phone_for_one_door_keeps_no_other(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        let here = session_of(&ticket.page().await, "A01");
        ticket.choose("A01").await.leads_to();
        let organiser = site.member("organiser").await;
        let fields = [("telephones", "1"), ("heures", "1"), ("certaines", "oui"), ("porte", &*here)];
        let path = invitation(&organiser, &fields).await;
        let phone = Phone::follow(&site, &path, "Atelier").await;
        site.browser().get(&path).await.says(409, "Ce code ne sert plus");
        let roll = phone.list(None).await;
        assert_eq!(roll.station.doors, Some(vec![here.clone()]));
        let id = person(&roll, "Camille Rivière");
        let Outcome::Refused { sentence, .. } = phone.tell(&came(id)).await else { panic!() };
        assert!(sentence.contains("pas prévu pour cette porte"), "{sentence}");
        let there = act(&here, Told::Accepted, Deed::Arrival { who: Who::Person(id) });
        assert_eq!(phone.tell(&there).await, Outcome::Kept);
        phone.browser.get("/accueil/entree").await.says(403, "pas pour vous");
        assert_eq!(phone.browser.get(&format!("/accueil/seance/{here}")).await.status, 200);
        let choice = phone.browser.get("/accueil").await.page();
        assert!(!choice.contains("/accueil/entree") && choice.contains(&here), "{choice}");
        assert_eq!(phone.browser.get("/organisation").await.status, 303, "a phone is no session");
    }

    async fn what_was_done_on_a_clock_a_day_wrong_is_put_in_its_place(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await;
        let (phone, other, organiser) = two_phones(&site).await;
        let id = person(&phone.list(None).await, "Camille Rivière");
        let day = 86_400_000_000;
        let (mut late, early) = (came(id), came(id));
        late.at = domain::time::Moment::from_micros(late.at.micros() + day + 60_000_000);
        late.clock_ahead = day;
        let ahead = domain::time::Moment::from_micros(right_now().micros() + day);
        let sent = domain::door::Batch { sent_at: ahead, unsent: 8, acts: vec![late] };
        let answer = phone.browser.post_json("/accueil/actes", serde_json::to_string(&sent).unwrap()).await;
        assert_eq!(answer.status, 200);
        assert_eq!(other.tell(&early).await, Outcome::Kept, "it came a minute before");
        tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
        let passages = phone.list(None).await.people[0].passages.clone();
        assert_eq!((passages.len(), passages[0].act), (1, early.id));
        let page = organiser.get("/organisation/equipe/telephones").await.page();
        assert!(page.contains("heures d’avance"), "{page}");
        assert!(after(&page, &["Entrée", "data-label=\"Non envoyés\"", ">"], "<") == "7", "{page}");
    }

    async fn paper_sheets_are_entered_with_their_codes_and_their_time(engine: Engine) {
        let site = Setup::on(engine).alter("\ncapacity = 200\n", "\ncapacity = 1\n").open().await;
        register(&site.browser(), "Rivière").await;
        let organiser = site.member("organiser").await;
        let page = organiser.get("/organisation/accueil/papier").await.page();
        let key = after(&page, &["name=\"cle\" value=\""], "\"").to_owned();
        let line = |reason: &'static str, time: &'static str| {
            vec![
                ("cle", key.clone()), ("code", "z22-223".to_owned()), ("heure", time.to_owned()),
                ("prenom", "Anne".to_owned()), ("nom", "Martin".to_owned()),
                ("raison", reason.to_owned()),
            ]
        };
        let post = async |fields: Vec<(&'static str, String)>| {
            let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, &**value)).collect();
            organiser.post("/organisation/accueil/papier", &fields).await
        };
        post(line("", "9:05")).await.says(422, "alors que c’était complet");
        post(line("Attendue par l’intervenant", "hier")).await.says(422, "Écrivez l’heure");
        for _ in 0..2 {
            post(line("Attendue par l’intervenant", "9h05")).await.says(200, "est dans la liste");
        }
        let board = organiser.get("/organisation/accueil").await.page();
        assert!(board.contains("Attendue par l’intervenant") && board.contains("9\u{a0}h\u{a0}05"), "{board}");
        let fields = [("code", "Z22-223"), ("heure", "9:10"), ("prenom", "Luc"), ("nom", "Petit"), ("raison", "x")];
        organiser.post("/organisation/accueil/papier", &fields).await.says(422, "déjà celui de Anne Martin");
        let checked = site.run(&["check"]);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}

#[tokio::test]
async fn whoever_has_no_phone_is_told_in_a_bare_word() {
    let site = Site::open(Engine::Sqlite).await;
    let empty = batch(&[]);
    let stranger = site.browser();
    assert_eq!(stranger.get("/accueil/liste").await.status, 401);
    assert_eq!(stranger.post_json("/accueil/actes", &empty).await.status, 401);
    let door = site.member("door").await;
    assert_eq!(door.get("/accueil/liste").await.status, 409);
    assert_eq!(door.post_json("/accueil/actes", &empty).await.status, 409);
    let host = site.member("host").await;
    assert_eq!(host.get("/accueil/liste").await.status, 403);
    assert_eq!(door.post("/accueil/appareil", &[("name", "Le mien")]).await.leads_to(), "/accueil");
    assert_eq!(door.post_json("/accueil/actes", &empty).await.status, 200);
    // Another site that has the browser send something.
    let foreign = door.with("sec-fetch-site", "cross-site");
    assert_eq!(foreign.post_json("/accueil/actes", &empty).await.status, 403);
    let silent = door.with("sec-fetch-site", "");
    assert_eq!(silent.post_json("/accueil/actes", &empty).await.status, 403);
}

#[tokio::test]
async fn what_is_no_batch_is_refused_and_the_phone_goes_on() {
    let site = Site::open(Engine::Sqlite).await;
    let (phone, ..) = two_phones(&site).await;
    let good: serde_json::Value = serde_json::from_str(&batch(&[came(Uuid::now_v7())])).unwrap();
    let with = |name: &str, value: serde_json::Value| {
        let mut changed = good.clone();
        changed["acts"][0][name] = value;
        changed.to_string()
    };
    let wrong = [
        "{".to_owned(),
        String::new(),
        "null".to_owned(),
        "[".repeat(10_000),
        with("id", "pas un UUID".into()),
        with("at", "hier".into()),
        with("deed", serde_json::json!({ "kind": "vol" })),
    ];
    for body in wrong {
        let answer = phone.browser.post_json("/accueil/actes", &body).await;
        assert_eq!(answer.status, 422, "{body:.200}");
    }
    let many: Vec<_> = (0..=domain::door::MOST_ACTS).map(|_| came(Uuid::now_v7())).collect();
    assert_eq!(phone.browser.post_json("/accueil/actes", batch(&many)).await.status, 413);
    for (name, value) in
        [("at", i64::MAX), ("at", i64::MIN), ("clock_ahead", i64::MAX), ("clock_ahead", i64::MIN)]
    {
        let answer = phone.browser.post_json("/accueil/actes", with(name, value.into())).await;
        assert_eq!(answer.status, 200, "{name} {value}");
    }
    let nowhere = act("la cave", Told::Accepted, Deed::Arrival { who: Who::Read("x".to_owned()) });
    assert!(matches!(phone.tell(&nowhere).await, Outcome::Refused { .. }));
    let gone = act(&Uuid::now_v7().to_string(), Told::Accepted, Deed::Undo { of: Uuid::now_v7() });
    assert!(matches!(phone.tell(&gone).await, Outcome::Refused { .. }));
}
