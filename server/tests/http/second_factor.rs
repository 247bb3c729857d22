//! The second factor: set up, asked for, lost, required.

use std::time::{SystemTime, UNIX_EPOCH};

use totp_rs::{Builder, Secret};

use crate::support::{Answer, Browser, Engine, PASSWORD, Site, after, on_both_engines};

const HERE: &str = "/mon-compte/double-verification";
const WRONG: &str = "ne convient pas";

/// What a telephone that has read the page shows, so many steps from now.
fn telephone(page: &str, steps: u64) -> String {
    let secret = after(page, &["à la main", "<p class=\"code\">"], "<").replace(' ', "");
    let totp =
        Builder::new().with_secret(Secret::try_from_base32(secret).unwrap()).build().unwrap();
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    totp.generate(seconds + 30 * steps).to_string()
}

fn version(page: &str) -> String {
    after(page, &["name=\"version\" value=\""], "\"").to_owned()
}

async fn set_up(browser: &Browser) -> (String, Vec<String>) {
    let page = browser.get(HERE).await.page();
    let fields = [("version", version(&page)), ("code", telephone(&page, 0))];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let codes = browser.post(HERE, &fields).await.page();
    let list = after(&codes, &["class=\"recovery\">"], "</ol>").to_owned();
    let codes = list.split("<li class=\"code\">").skip(1);
    (page, codes.map(|code| code.split('<').next().unwrap().to_owned()).collect())
}

async fn sign_in(browser: &Browser, role: &str) -> Answer {
    let email = format!("{role}@exemple.fr");
    browser.post("/connexion", &[("email", &email), ("password", PASSWORD)]).await
}

async fn give(browser: &Browser, code: &str) -> Answer {
    browser.post("/connexion/code", &[("code", code), ("suite", "")]).await
}

on_both_engines! {
    async fn after_the_password_a_code_that_serves_once(engine: Engine) {
        let site = Site::open(engine).await;
        let (owner, elsewhere) = (site.member("organiser").await, site.browser());
        sign_in(&elsewhere, "organiser").await.leads_to();
        let page = owner.get(HERE).await.page();
        assert!(page.contains("<svg"), "{page}");
        let wrong = [("version", version(&page)), ("code", "000000".to_owned())];
        let wrong = wrong.each_ref().map(|(name, value)| (*name, value.as_str()));
        owner.post(HERE, &wrong).await.says(422, WRONG);
        let (page, codes) = set_up(&owner).await;
        assert_eq!(codes.len(), 10);
        owner.get("/organisation").await.page();
        assert_eq!(elsewhere.get("/organisation").await.leads_to(), "/connexion?suite=%2Forganisation");

        assert!(sign_in(&elsewhere, "organiser").await.leads_to().starts_with("/connexion/code"));
        elsewhere.get("/organisation").await.leads_to();
        elsewhere.get("/mon-compte").await.leads_to();
        give(&elsewhere, &telephone(&page, 0)).await.says(422, WRONG);
        assert_eq!(give(&elsewhere, &telephone(&page, 1)).await.leads_to(), "/organisation");
        elsewhere.get("/organisation").await.page();
    }

    async fn a_recovery_code_serves_once_in_place_of_the_telephone(engine: Engine) {
        let site = Site::open(engine).await;
        let owner = site.member("organiser").await;
        let (_, codes) = set_up(&owner).await;
        let typed = codes[3].to_uppercase().replace(' ', "-");
        let [first, second] = [site.browser(), site.browser()];
        for browser in [&first, &second] {
            sign_in(browser, "organiser").await.leads_to();
        }
        assert_eq!(give(&first, &typed).await.leads_to(), "/organisation");
        give(&second, &typed).await.says(422, WRONG);
        let account = first.get("/mon-compte").await.page();
        assert!(account.contains("9\u{a0}codes de secours"), "{account}");
        let journal = first.get("/organisation/journal").await.page();
        assert!(journal.contains("Code de secours utilisé"), "{journal}");

        let again = first.post(&format!("{HERE}/codes"), &[("codes_password", "faux")]).await;
        again.says(422, "votre mot de passe");
        let fresh = first.post(&format!("{HERE}/codes"), &[("codes_password", PASSWORD)]).await;
        assert!(fresh.page().contains("Vos codes de secours"));
        give(&second, &codes[4]).await.says(422, WRONG);
    }

    async fn whoever_lost_everything_is_helped_by_an_admin(engine: Engine) {
        let site = Site::open(engine).await;
        let owner = site.member("organiser").await;
        set_up(&owner).await;
        let admin = site.member("admin").await;
        let team = admin.get("/organisation/equipe").await.page();
        let row = after(&team, &["<tbody>"], "</tbody>");
        let href = row
            .split("<tr>")
            .find(|row| row.contains("organiser@exemple.fr"))
            .map(|row| after(row, &["href=\""], "\"").to_owned())
            .unwrap();
        let clear = format!("{href}/double-verification");
        owner.post(&clear, &[]).await.says(403, "n’est pas pour vous");
        admin.post(&clear, &[]).await.leads_to();
        owner.get("/organisation").await.leads_to();
        assert_eq!(sign_in(&site.browser(), "organiser").await.leads_to(), "/organisation");
    }

    async fn admins_who_must_have_one_set_it_up_before_anything_else(engine: Engine) {
        let site = Site::open(engine).await;
        let (admin, organiser) = (site.member("admin").await, site.member("organiser").await);
        let settings = "/organisation/equipe/reglages";
        organiser.post(settings, &[("double", "oui")]).await.says(403, "n’est pas pour vous");
        admin.post(settings, &[("double", "oui")]).await.leads_to();
        for path in ["/organisation", "/organisation/participants", "/accueil", "/animation"] {
            assert_eq!(admin.get(path).await.leads_to(), HERE, "{path}");
        }
        let sent = admin.post("/organisation/equipe", &[("email", "x@exemple.fr")]).await;
        assert_eq!(sent.leads_to(), HERE);
        organiser.get("/organisation").await.page();
        set_up(&admin).await;
        admin.get("/organisation").await.page();
        // And then keep it.
        let remove = format!("{HERE}/retirer");
        let kept = admin.post(&remove, &[("removal_password", PASSWORD)]).await;
        assert_eq!(kept.leads_to(), HERE);
        assert!(admin.get(HERE).await.page().contains("En service"));
    }
}

#[tokio::test]
async fn codes_are_not_guessed_by_whoever_knows_the_password() {
    let site = Site::open(Engine::Sqlite).await;
    let owner = site.member("organiser").await;
    let (page, _) = set_up(&owner).await;
    let thief = site.browser();
    sign_in(&thief, "organiser").await.leads_to();
    for n in 0..5 {
        give(&thief, &format!("{n}{n}{n}{n}{n}{n}")).await.says(422, WRONG);
    }
    give(&thief, &telephone(&page, 1)).await.says(422, "Trop d’essais");
    // A fresh sign-in does not begin again.
    let again = site.browser();
    sign_in(&again, "organiser").await.leads_to();
    give(&again, &telephone(&page, 1)).await.says(422, "Trop d’essais");
    // Nor does it keep out the browser that the owner uses.
    owner.post("/deconnexion", &[]).await.leads_to();
    sign_in(&owner, "organiser").await.leads_to();
    assert_eq!(give(&owner, &telephone(&page, 1)).await.leads_to(), "/organisation");
}

#[tokio::test]
async fn the_page_of_codes_is_for_whoever_gave_the_password() {
    let site = Site::open(Engine::Sqlite).await;
    let nobody = site.browser();
    assert_eq!(nobody.get("/connexion/code").await.leads_to(), "/connexion");
    assert_eq!(give(&nobody, "123456").await.leads_to(), "/connexion");
}
