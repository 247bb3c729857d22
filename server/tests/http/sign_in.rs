//! How members of the team sign in, and how nobody else does.

use crate::support::{Answer, Browser, Engine, PASSWORD, Site, on_both_engines};

async fn sign_in(browser: &Browser, email: &str, password: &str) -> Answer {
    browser.post("/connexion", &[("email", email), ("password", password), ("suite", "")]).await
}

on_both_engines! {
    async fn a_one_time_link_serves_once(engine: Engine) {
        let site = Site::open(engine).await;
        let link = site.invite("admin@exemple.fr", "admin");
        let browser = site.browser();
        let fields = [("password", PASSWORD), ("again", PASSWORD)];
        assert!(browser.get(&link).await.page().contains("admin@exemple.fr"));
        assert_eq!(browser.post(&link, &fields).await.leads_to(), "/organisation");
        let stranger = site.browser();
        stranger.get(&link).await.says(409, "Ce lien a déjà servi");
        stranger.post(&link, &fields).await.says(409, "Ce lien a déjà servi");
        assert_eq!(stranger.cookie("session"), None);
        stranger.get("/mot-de-passe/inconnu").await.says(409, "Ce lien a déjà servi");
    }

    async fn of_two_people_with_one_link_one_sets_the_password(engine: Engine) {
        let site = Site::open(engine).await;
        let link = site.invite("admin@exemple.fr", "admin");
        let (one, other) = (site.browser(), site.browser());
        let fields = [("password", PASSWORD), ("again", PASSWORD)];
        let (first, second) = tokio::join!(one.post(&link, &fields), other.post(&link, &fields));
        let mut statuses = [first.status, second.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 409]);
    }

    async fn signing_in_changes_the_cookie_and_ends_the_one_before(engine: Engine) {
        let site = Site::open(engine).await;
        let first = site.member("organiser").await;
        let before = first.cookie("session").unwrap();
        sign_in(&first, "organiser@exemple.fr", PASSWORD).await.leads_to();
        let now = first.cookie("session").unwrap();
        assert_ne!(before, now);
        first.get("/organisation").await.page();
        let thief = site.browser().with("cookie", &format!("session={before}"));
        thief.get("/organisation").await.leads_to();

        let chosen = "0123456789abcdefghjkmnpqrs";
        let victim = site.browser().with("cookie", &format!("session={chosen}"));
        let signed = sign_in(&victim, "organiser@exemple.fr", PASSWORD).await;
        assert!(!signed.header("set-cookie").contains(chosen));
        victim.get("/organisation").await.leads_to();
    }

    async fn a_new_password_or_role_ends_every_session(engine: Engine) {
        let site = Site::open(engine).await;
        let (one, other) = (site.member("organiser").await, site.browser());
        sign_in(&other, "organiser@exemple.fr", PASSWORD).await.leads_to();
        let link = site.invite("organiser@exemple.fr", "organiser");
        let fresh = "cinq autres mots choisis au hasard";
        other.post(&link, &[("password", fresh), ("again", fresh)]).await.leads_to();
        one.get("/organisation").await.leads_to();
        other.get("/organisation").await.page();
        sign_in(&one, "organiser@exemple.fr", PASSWORD).await.says(422, "ne convient pas");

        site.invite("organiser@exemple.fr", "door");
        other.get("/organisation").await.leads_to();
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_account_are_answered_alike() {
    let site = Site::open(Engine::Sqlite).await;
    site.member("organiser").await;
    site.invite("sans.mot@exemple.fr", "door");
    let mut pages = Vec::new();
    for email in ["organiser@exemple.fr", "personne@exemple.fr", "sans.mot@exemple.fr"] {
        let answer = sign_in(&site.browser(), email, "un mot de passe qui est faux").await;
        assert_eq!((answer.status, answer.header("set-cookie")), (422, ""));
        pages.push(answer.text().replace(email, ""));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
}

#[tokio::test]
async fn a_sign_in_leads_to_no_other_site() {
    let site = Site::open(Engine::Sqlite).await;
    site.member("organiser").await;
    for (asked, to) in [
        ("/organisation/exports", "/organisation/exports"),
        ("https://ailleurs.example/", "/organisation"),
        ("//ailleurs.example/", "/organisation"),
        ("/\\ailleurs.example/", "/organisation"),
        ("/\t/ailleurs.example/", "/organisation"),
    ] {
        let fields = [("email", "organiser@exemple.fr"), ("password", PASSWORD), ("suite", asked)];
        assert_eq!(site.browser().post("/connexion", &fields).await.leads_to(), to, "{asked}");
    }
}
