//! What hosts see and do: their own sessions, and no address of anybody.

use crate::support::{Browser, Engine, Site, Ticket, after, on_both_engines, register};

/// The session of a workshop.
async fn session(organiser: &Browser, code: &str) -> String {
    let dashboard = organiser.get("/organisation").await.page();
    let mark = format!("class=\"code\">{code}</span>");
    after(&dashboard, &[&mark, "href=\"/organisation/seances/"], "\"").to_owned()
}

/// A host bound to these sessions.
async fn host(site: &Site, admin: &Browser, sessions: &[&str]) -> Browser {
    let host = site.member("host").await;
    let team = admin.get("/organisation/equipe").await.page();
    let rows = after(&team, &["<tbody>"], "</tbody>");
    let row = rows.split("<tr>").find(|row| row.contains("host@exemple.fr")).unwrap();
    let page = after(row, &["href=\""], "\"").to_owned();
    let fields: Vec<_> = sessions.iter().map(|session| ("seance", *session)).collect();
    admin.post(&format!("{page}/seances"), &fields).await.leads_to();
    host
}

async fn seated(site: &Site, name: &str, code: &str) -> Ticket {
    let ticket = register(&site.browser(), name).await;
    ticket.choose(code).await.leads_to();
    ticket
}

on_both_engines! {
    async fn a_host_sees_the_people_of_their_own_sessions_without_addresses(engine: Engine) {
        let site = Site::open(engine).await;
        let admin = site.member("admin").await;
        let [own, other] = [session(&admin, "A01").await, session(&admin, "A02").await];
        let host = host(&site, &admin, &[&own]).await;
        seated(&site, "Rivière", "A01").await;
        seated(&site, "Montagne", "A02").await;
        let list = host.get("/animation").await.page();
        assert!(list.contains(&format!("/animation/{own}")), "{list}");
        assert!(!list.contains(&format!("/animation/{other}")), "{list}");
        let people = host.get(&format!("/animation/{own}")).await.page();
        assert!(people.contains("Rivière Camille") && !people.contains("Montagne"), "{people}");
        assert!(!people.contains("rivire@"), "{people}");
        host.get(&format!("/animation/{other}")).await.says(403, "n’est pas pour vous");
        for what in ["presence", "presence/annuler", "message"] {
            let path = format!("/animation/{other}/{what}");
            host.post(&path, &[]).await.says(403, "n’est pas pour vous");
        }
        admin.get(&format!("/animation/{other}")).await.page();
        let journal = admin.get("/organisation/journal?quoi=team.hosting").await.page();
        assert!(journal.contains("<ins>A01"), "{journal}");
    }

    async fn presence_is_noted_by_a_tap_and_taken_back(engine: Engine) {
        let site = Site::open(engine).await;
        let admin = site.member("admin").await;
        let own = session(&admin, "A01").await;
        let host = host(&site, &admin, &[&own]).await;
        seated(&site, "Rivière", "A01").await;
        seated(&site, "Montagne", "A02").await;
        let page = format!("/animation/{own}");
        let people = host.get(&page).await.page();
        let person = after(&people, &["name=\"participant\" value=\""], "\"").to_owned();
        let fields = [("participant", person.as_str())];
        for _ in 0..2 {
            host.post(&format!("{page}/presence"), &fields).await.leads_to();
        }
        let people = host.get(&page).await.page();
        assert!(people.contains("Présent·e") && people.contains("1\u{a0}présente"), "{people}");
        host.post(&format!("{page}/presence/annuler"), &fields).await.leads_to();
        assert!(host.get(&page).await.page().contains("0\u{a0}présente"));

        // Somebody who holds no seat here is not noted.
        let list = admin.get("/organisation/participants?q=montagne").await.page();
        let other = after(&list, &["<tbody>", "/organisation/participants/"], "\"").to_owned();
        let fields = [("participant", other.as_str())];
        host.post(&format!("{page}/presence"), &fields).await.says(404, "existe pas");
    }

    async fn a_message_waits_and_is_called_back(engine: Engine) {
        let site = Site::open(engine).await;
        let admin = site.member("admin").await;
        let own = session(&admin, "A01").await;
        let host = host(&site, &admin, &[&own]).await;
        let page = format!("/animation/{own}");
        let form = host.get(&format!("{page}/message")).await.page();
        let id = after(&form, &["name=\"id\" value=\""], "\"").to_owned();
        let write = async |subject: &str, body: &str| {
            let fields = [("id", id.as_str()), ("subject", subject), ("body", body)];
            host.post(&format!("{page}/message"), &fields).await
        };
        let words = "Apportez un stylo.\n<b>Merci</b>";
        write("Bienvenue", words).await.says(422, "adresse e-mail");
        seated(&site, "Rivière", "A01").await;
        write("", words).await.says(422, "de quoi il s’agit");
        write("Bienvenue", "").await.says(422, "Écrivez votre message");
        for _ in 0..2 {
            assert!(write("Bienvenue", words).await.leads_to().ends_with("?ecrit"));
        }
        let letters = admin.get("/organisation/courriels").await.page();
        assert_eq!(letters.matches("Message de l’animation").count(), 1, "{letters}");
        let link = after(&letters, &["<tbody>", "href=\"/organisation/courriels/"], "\"");
        let letter = admin.get(&format!("/organisation/courriels/{link}")).await.page();
        assert!(letter.contains("Apportez un stylo.") && letter.contains("Bienvenue"), "{letter}");
        assert!(!letter.contains("<b>Merci"), "{letter}");

        let call_back = format!("{page}/message/{id}/rappeler");
        for _ in 0..2 {
            assert!(host.post(&call_back, &[]).await.leads_to().ends_with("?rappele"));
        }
        assert!(host.get(&page).await.page().contains("Rappelé"));
        let letters = admin.get("/organisation/courriels").await.page();
        assert!(!letters.contains("Message de l’animation"), "{letters}");
        let journal = admin.get("/organisation/journal").await.page();
        assert!(journal.contains("Message de l’animation rappelé"), "{journal}");
    }
}

#[tokio::test]
async fn a_host_with_no_session_is_told_whom_to_ask() {
    let site = Site::open(Engine::Sqlite).await;
    let host = site.member("host").await;
    assert!(host.get("/animation").await.page().contains("Aucune séance ne vous est confiée"));
}
