//! Ranked wishes, from the organiser's first form to the results on the ticket.

use crate::support::{
    Answer, Browser, Engine, Setup, Site, Ticket, after, conference_day, on_both_engines, register,
    seats,
};

/// Eight in the morning on the day: before every slot.
fn deadline() -> String {
    format!("{}T08:00", conference_day())
}

async fn change(organiser: &Browser, slot: &str, act: &str, more: &[(&str, &str)]) -> Answer {
    let mut fields = vec![("slot", slot), ("acte", act)];
    fields.extend(more);
    organiser.post("/organisation/voeux/creneau", &fields).await
}

/// What the lists of a ticket's page call a workshop.
#[track_caller]
fn option(page: &str, code: &str) -> String {
    let marked = format!(">{code} ");
    let option = page.split("<option value=\"").find(|option| option.contains(&marked));
    option.expect("the workshop is on the lists").split('"').next().unwrap().to_owned()
}

/// Sends the form of wishes with these workshops, best first.
async fn wish(site: &Site, ticket: &Ticket, codes: &[&str]) -> Answer {
    let page = ticket.page().await;
    let ids: Vec<String> = codes.iter().map(|code| option(&page, code)).collect();
    let names = ["voeu1", "voeu2", "voeu3", "voeu4", "voeu5"];
    let mut fields = vec![("slot", "A")];
    fields.extend(names.into_iter().zip(ids.iter().map(String::as_str)));
    site.browser().post(&format!("{}/voeux", ticket.path), &fields).await
}

/// The wishes kept, as the lists of the page show them.
async fn wished(ticket: &Ticket) -> Vec<String> {
    let page = ticket.page().await;
    page.split("<option ")
        .filter(|option| option.split('>').next().unwrap().contains("selected"))
        .map(|option| after(option, &[">"], " ").to_owned())
        .collect()
}

/// Starts a run and answers the address of its page, once it is there.
async fn run(organiser: &Browser, fields: &[(&str, &str)]) -> (String, String) {
    let to = organiser.post("/organisation/voeux/repartitions", fields).await.leads_to();
    for _ in 0..100 {
        let answer = organiser.get(&to).await;
        if answer.header("refresh").is_empty() {
            return (to, answer.page());
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the run comes to no end");
}

const ONE_SEAT_IN_A01: (&str, &str) = ("\ncapacity = 24\nminimum = 6", "\ncapacity = 1");

on_both_engines! {
    async fn people_wish_organisers_allocate_and_everybody_is_told_why(engine: Engine) {
        let (from, to) = ONE_SEAT_IN_A01;
        let site = Setup::on(engine).alter(from, to).open().await;
        let organiser = site.member("organiser").await;
        let opened = change(&organiser, "A", "voeux", &[("echeance", &deadline())]).await;
        assert_eq!(opened.leads_to(), "/organisation/voeux?ouverts");

        let browser = site.browser();
        let mut people = Vec::new();
        for name in ["Un", "Deux", "Trois"] {
            let ticket = register(&browser, name).await;
            let to = wish(&site, &ticket, &["A01", "A02"]).await.leads_to();
            assert_eq!(to, format!("{}?voeux#choix-A", ticket.path));
            assert_eq!(wished(&ticket).await, ["A01", "A02"]);
            people.push(ticket);
        }
        wish(&site, &people[2], &["A01"]).await.leads_to();
        people[0].choose("B01").await.leads_to();
        let list = organiser.get("/organisation/voeux").await.page();
        assert!(list.contains("3\u{a0}personnes ont répondu"), "{list}");

        let (run, page) = run(&organiser, &[("slot", "A"), ("graine", "482193")]).await;
        assert!(page.contains("482193") && page.contains("class=\"chart\""), "{page}");
        assert!(page.contains("Rien n’est encore attribué"), "{page}");
        let publish = format!("{run}/publier");
        assert!(organiser.get(&publish).await.page().contains("3\u{a0}places sont attribuées"));
        organiser.post(&publish, &[]).await.says(409, "les vœux sont ouverts jusqu’au");
        assert_eq!(people[2].held().await, [""; 0]);

        change(&organiser, "A", "clore", &[]).await.leads_to();
        assert!(people[2].page().await.contains("Les vœux sont clos, résultats bientôt."));
        assert_eq!(organiser.post(&publish, &[]).await.leads_to(), format!("{run}?publiee"));
        assert_eq!(organiser.post(&publish, &[]).await.leads_to(), format!("{run}?publiee"));
        assert!(organiser.get(&run).await.page().contains("Publiée le"));

        // Whoever wants nothing else gets the one seat of A01; it makes most people happy.
        assert_eq!(people[2].held().await, ["A01"]);
        for ticket in &people[..2] {
            assert!(ticket.held().await.contains(&"A02".to_owned()));
            let page = ticket.page().await;
            let why = "Votre vœu\u{a0}2, A02\u{a0}: l’atelier A01 avait 3\u{a0}premiers vœux pour \
                       1\u{a0}place.";
            assert!(page.contains(why), "{page}");
            assert!(page.contains("C’était votre vœu 1."), "they wait for it");
        }
        let dashboard = organiser.get("/organisation").await.page();
        assert_eq!((seats(&dashboard, "A01"), seats(&dashboard, "A02")), ("1 / 1".into(), "2 / 24".into()));
        let letters = organiser.get("/organisation/courriels").await.page();
        assert_eq!(letters.matches("Résultat des vœux").count(), 3);
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("Répartition des vœux publiée"), "{journal}");
        people[2].give_back("A01").await.leads_to();
        let next = people[0].held().await.contains(&"A01".to_owned());
        assert_ne!(next, people[1].held().await.contains(&"A01".to_owned()));
    }

    async fn a_form_that_names_a_workshop_twice_comes_back_as_it_was(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        change(&organiser, "tous", "voeux", &[("echeance", &deadline())]).await.leads_to();
        let ticket = register(&site.browser(), "Un").await;
        let refused = wish(&site, &ticket, &["A03", "A01", "A03"]).await;
        refused.says(422, "Votre 3e\u{a0}vœu est le même que votre 1er\u{a0}vœu.");
        let page = refused.text();
        assert!(page.contains("<title>Erreur"), "{page}");
        assert!(page.contains("href=\"#voeu-A-3\"") && page.contains("id=\"voeu-A-3-erreur\""));
        assert_eq!(page.matches(" selected").count(), 3, "what was chosen is kept");
        assert_eq!(wished(&ticket).await, [""; 0]);

        let nowhere = site.browser();
        let form = format!("{}/voeux", ticket.path);
        nowhere.post(&form, &[("slot", "Z"), ("voeu1", "")]).await.says(404, "existe pas");
        let a01 = option(&ticket.page().await, "A01");
        let gap = [("slot", "A"), ("voeu1", ""), ("voeu4", a01.as_str())];
        nowhere.post(&form, &gap).await.leads_to();
        assert_eq!(wished(&ticket).await, ["A01"], "a gap is closed");
        nowhere.post(&form, &[("slot", "A")]).await.leads_to();
        assert_eq!(wished(&ticket).await, [""; 0], "nothing chosen takes wishes back");
        let taken = nowhere.post(&format!("{}/choisir", ticket.path), &[("session", &a01)]).await;
        taken.says(409, "les places sont attribuées selon vos vœux");
    }

    async fn deadlines_seeds_and_ways_back_are_checked(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let late = format!("{}T23:00", conference_day());
        for (typed, why) in [
            ("", "Donnez un jour et une heure"),
            ("2020-01-01T10:00", "Cette échéance est passée"),
            (&late, "après le début du créneau"),
        ] {
            let refused = change(&organiser, "A", "voeux", &[("echeance", typed)]).await;
            refused.says(422, why);
        }
        let form = "/organisation/voeux/repartitions";
        organiser.post(form, &[("slot", "A"), ("graine", "1")]).await.says(422, "Cochez au moins");
        change(&organiser, "A", "voeux", &[("echeance", &deadline())]).await.leads_to();
        let wrong = organiser.post(form, &[("slot", "A"), ("graine", "beaucoup")]).await;
        wrong.says(422, "La graine est un nombre entier");
        let ticket = register(&site.browser(), "Un").await;
        wish(&site, &ticket, &["A01"]).await.leads_to();
        let asked = change(&organiser, "A", "libre", &[]).await;
        asked.says(409, "revenir au libre choix");
        let back = change(&organiser, "A", "libre", &[("confirme", "oui")]).await;
        assert_eq!(back.leads_to(), "/organisation/voeux?libre");
        ticket.choose("A01").await.leads_to();
        change(&organiser, "A", "voeux", &[("echeance", &deadline())]).await.leads_to();
        assert!(ticket.page().await.contains("Vous avez déjà une place dans ce créneau"));
        ticket.give_back("A01").await.leads_to();
        assert_eq!(wished(&ticket).await, ["A01"], "the wishes of before are still there");
    }

    async fn a_workshop_under_its_minimum_can_be_closed_and_called_off(engine: Engine) {
        // The shipped programme wants six people in each workshop.
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        change(&organiser, "A", "voeux", &[("echeance", &deadline())]).await.leads_to();
        let ticket = register(&site.browser(), "Un").await;
        wish(&site, &ticket, &["A01", "A04"]).await.leads_to();
        let id = option(&ticket.page().await, "A01");
        let asked = [("slot", "A"), ("graine", "7")];
        let (_, page) = run(&organiser, &asked).await;
        assert!(page.contains("Ateliers sous leur minimum") && page.contains("Fermer et recalculer"));
        assert!(page.contains("1\u{a0}premier vœu de moins"), "{page}");
        let without = [asked[0], asked[1], ("ferme", id.as_str())];
        let (run, page) = run(&organiser, &without).await;
        assert!(page.contains("Cette répartition se fait sans ces ateliers"), "{page}");
        change(&organiser, "A", "clore", &[]).await.leads_to();
        organiser.post(&format!("{run}/publier"), &[]).await.leads_to();
        assert_eq!(ticket.held().await, ["A04"]);
        let page = ticket.page().await;
        assert!(page.contains("Votre vœu\u{a0}2, A04\u{a0}: l’atelier A01 n’aura pas lieu."), "{page}");
    }
}
