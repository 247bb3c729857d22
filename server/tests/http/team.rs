//! Accounts of the team: roles, closing, signing out, the last admin.

use crate::support::{Browser, Engine, PASSWORD, Setup, Site, after, on_both_engines};

const TEAM: &str = "/organisation/equipe";

/// The page of an account.
async fn page_of(admin: &Browser, email: &str) -> String {
    let team = admin.get(TEAM).await.page();
    let rows = after(&team, &["<tbody>"], "</tbody>");
    let row = rows.split("<tr>").find(|row| row.contains(email)).expect("a row of the team");
    after(row, &["href=\""], "\"").to_owned()
}

async fn post(browser: &Browser, page: &str, what: &str, fields: &[(&str, &str)]) -> String {
    browser.post(&format!("{page}/{what}"), fields).await.leads_to()
}

on_both_engines! {
    async fn another_role_signs_out_and_is_noted_from_which_to_which(engine: Engine) {
        let site = Site::open(engine).await;
        let (admin, member) = (site.member("admin").await, site.member("organiser").await);
        let page = page_of(&admin, "organiser@exemple.fr").await;
        member.get("/organisation").await.page();
        post(&admin, &page, "role", &[("role", "door")]).await;
        member.get("/organisation").await.leads_to();
        let journal = admin.get("/organisation/journal?quoi=team.role").await.page();
        assert!(journal.contains("<del>organisation</del>"), "{journal}");
        assert!(journal.contains("<ins>accueil</ins>"), "{journal}");
    }

    async fn a_closed_account_opens_nothing_until_it_is_open_again(engine: Engine) {
        let site = Site::open(engine).await;
        let (admin, member) = (site.member("admin").await, site.member("organiser").await);
        let link = site.invite("organiser@exemple.fr", "organiser");
        let page = page_of(&admin, "organiser@exemple.fr").await;
        let asked = admin.get(&format!("{page}/fermer")).await.page();
        assert!(asked.contains("organiser@exemple.fr"), "{asked}");
        post(&admin, &page, "fermer", &[]).await;
        member.get("/organisation").await.leads_to();
        let fields = [("email", "organiser@exemple.fr"), ("password", PASSWORD)];
        member.post("/connexion", &fields).await.says(422, "ne convient pas");
        member.get(&link).await.says(409, "a déjà servi");
        assert!(admin.get(TEAM).await.page().contains("Fermé"));
        post(&admin, &page, "rouvrir", &[]).await;
        assert_eq!(member.post("/connexion", &fields).await.leads_to(), "/organisation");

        post(&admin, &page, "fermer", &[]).await;
        site.invite("organiser@exemple.fr", "door");
        assert_eq!(member.post("/connexion", &fields).await.leads_to(), "/accueil");
    }

    async fn the_last_admin_stays(engine: Engine) {
        let site = Site::open(engine).await;
        let admin = site.member("admin").await;
        let own = page_of(&admin, "admin@exemple.fr").await;
        let refused = admin.post(&format!("{own}/role"), &[("role", "door")]).await;
        refused.says(422, "votre propre");
        admin.post(&format!("{own}/fermer"), &[]).await.says(409, "votre propre");
        let command = site.run(&["team", "add", "admin@exemple.fr", "--role", "door"]);
        assert!(!command.status.success());
        let said = String::from_utf8_lossy(&command.stderr).into_owned();
        assert!(said.contains("dernier compte d’administration"), "{said}");
        admin.get(TEAM).await.page();
        // Invited is not arrived: the other one has no password yet.
        let link = site.invite("autre@exemple.fr", "admin");
        let command = site.run(&["team", "add", "admin@exemple.fr", "--role", "door"]);
        assert!(!command.status.success());
        site.browser().post(&link, &[("password", PASSWORD), ("again", PASSWORD)]).await.leads_to();
        let command = site.run(&["team", "add", "admin@exemple.fr", "--role", "door"]);
        assert!(command.status.success(), "{}", String::from_utf8_lossy(&command.stderr));
    }

    async fn an_admin_signs_somebody_out_and_everybody_themselves(engine: Engine) {
        let site = Site::open(engine).await;
        let (admin, member) = (site.member("admin").await, site.member("organiser").await);
        let page = page_of(&admin, "organiser@exemple.fr").await;
        post(&admin, &page, "deconnecter", &[]).await;
        member.get("/organisation").await.leads_to();

        let fields = [("email", "organiser@exemple.fr"), ("password", PASSWORD)];
        let phone = site.browser().with("user-agent", "Mozilla/5.0 (Android 14) Firefox/140.0");
        for browser in [&member, &phone] {
            browser.post("/connexion", &fields).await.leads_to();
        }
        let account = member.get("/mon-compte").await.page();
        assert!(account.contains("Firefox, Android"), "{account}");
        let id = after(&account, &["Firefox, Android", "name=\"connexion\" value=\""], "\"");
        admin.post("/mon-compte/connexions/fermer", &[("connexion", id)]).await.leads_to();
        phone.get("/organisation").await.page();
        member.post("/mon-compte/connexions/fermer", &[("connexion", id)]).await.leads_to();
        phone.get("/organisation").await.leads_to();
        member.get("/organisation").await.page();
        phone.post("/connexion", &fields).await.leads_to();
        assert_eq!(member.post("/mon-compte/connexions", &[]).await.leads_to(), "/connexion");
        for browser in [&member, &phone] {
            browser.get("/organisation").await.leads_to();
        }
    }

    async fn a_password_is_changed_by_whoever_knows_it(engine: Engine) {
        let site = Site::open(engine).await;
        let (member, other) = (site.member("door").await, site.browser());
        let old = [("email", "door@exemple.fr"), ("password", PASSWORD)];
        other.post("/connexion", &old).await.leads_to();
        let fresh = "cinq autres mots choisis au hasard";
        let change = async |current: &str, fresh: &str| {
            let fields = [("current", current), ("password", fresh), ("again", fresh)];
            member.post("/mon-compte/mot-de-passe", &fields).await
        };
        change("faux", fresh).await.says(422, "pas votre mot de passe");
        change(PASSWORD, "court").await.says(422, "12\u{a0}caractères");
        assert_eq!(change(PASSWORD, fresh).await.leads_to(), "/mon-compte?mot-de-passe");
        member.get("/accueil").await.page();
        other.get("/accueil").await.leads_to();
        other.post("/connexion", &old).await.says(422, "ne convient pas");
    }
}

#[tokio::test]
async fn where_letters_can_be_sent_an_invitation_is_one_and_its_link_is_shown_to_nobody() {
    // Nobody listens there: letters wait, and are read on the page.
    let site = Setup::on(Engine::Sqlite).env("SMTP_URL", "smtp://127.0.0.1:9").open().await;
    let admin = site.member("admin").await;
    let sent = admin.post(TEAM, &[("email", "suite@exemple.fr"), ("role", "host")]).await.page();
    assert!(sent.contains("L’invitation part à "), "{sent}");
    assert!(!sent.contains("/mot-de-passe/"), "{sent}");
    let letters = admin.get("/organisation/courriels").await.page();
    let id = after(&letters, &["Invitation dans l’équipe"], "</tr>");
    assert!(id.contains("suite@exemple.fr"), "{id}");
    let id = after(&letters, &["<tbody>", "href=\"/organisation/courriels/"], "\"");
    let letter = admin.get(&format!("/organisation/courriels/{id}")).await.page();
    assert!(letter.contains("choisissez") && !letter.contains("/mot-de-passe/"), "{letter}");
}

#[tokio::test]
async fn accounts_are_managed_by_admins_only_and_unknown_ones_by_nobody() {
    let site = Site::open(Engine::Sqlite).await;
    let (admin, organiser) = (site.member("admin").await, site.member("organiser").await);
    let page = page_of(&admin, "organiser@exemple.fr").await;
    organiser.get(&page).await.says(403, "n’est pas pour vous");
    assert!(!organiser.get(TEAM).await.page().contains("/organisation/equipe/0"));
    let unknown = "/organisation/equipe/00000000-0000-0000-0000-000000000001";
    for what in ["lien", "deconnecter", "fermer", "rouvrir", "seances"] {
        admin.post(&format!("{unknown}/{what}"), &[]).await.says(404, "existe pas");
    }
    admin.get(unknown).await.says(404, "existe pas");
}
