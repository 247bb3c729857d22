//! Slowing down whoever tries too often, wherever they say they are.

use crate::support::{Answer, Browser, Engine, PASSWORD, Setup, Site};

const TRIES: u32 = 5;
const WRONG: &str = "ne convient pas";
const SLOWED: &str = "Trop d’essais à la suite.";

async fn try_once(browser: &Browser) -> Answer {
    let fields = [("email", "organiser@exemple.fr"), ("password", "un mot de passe qui est faux")];
    browser.post("/connexion", &fields).await
}

fn from(browser: &Browser, address: &str) -> Browser {
    browser.with("x-forwarded-for", address)
}

#[tokio::test]
async fn five_wrong_passwords_are_enough_whatever_the_client_says_of_its_address() {
    let site = Site::open(Engine::Sqlite).await;
    site.member("organiser").await;
    let browser = site.browser();
    for n in 1..=TRIES {
        try_once(&from(&browser, &format!("203.0.113.{n}"))).await.says(422, WRONG);
    }
    try_once(&from(&browser, "198.51.100.1")).await.says(422, SLOWED);
    let fields = [("email", "ORGANISER@exemple.fr"), ("password", PASSWORD)];
    browser.post("/connexion", &fields).await.says(422, SLOWED);
}

#[tokio::test]
async fn addresses_that_the_configured_proxy_forwards_are_counted_apart() {
    let site = Setup::on(Engine::Sqlite).env("PASSERELLE_TRUSTED_PROXY", "127.0.0.1").open().await;
    let browser = site.browser();
    for n in 1..=TRIES {
        // The client's own lie comes first; the proxy adds what it saw.
        try_once(&from(&browser, &format!("198.51.100.{n}, 203.0.113.1"))).await.says(422, WRONG);
    }
    try_once(&from(&browser, "198.51.100.99, 203.0.113.1")).await.says(422, SLOWED);
    try_once(&from(&browser, "203.0.113.2")).await.says(422, WRONG);
}

#[tokio::test]
async fn nobody_shuts_somebody_else_out() {
    let site = Site::open(Engine::Sqlite).await;
    let owner = site.member("organiser").await;
    owner.post("/deconnexion", &[]).await.leads_to();
    let stranger = site.browser();
    for _ in 1..=TRIES {
        try_once(&stranger).await.says(422, WRONG);
    }
    try_once(&stranger).await.says(422, SLOWED);
    try_once(&stranger).await.says(422, "secondes");
    // The browser from which the account has signed in before is at the same address.
    let fields = [("email", "organiser@exemple.fr"), ("password", PASSWORD)];
    assert_eq!(owner.post("/connexion", &fields).await.leads_to(), "/organisation");
    // A cookie made up, or another account's, is none.
    let forged = site.browser().with("cookie", "navigateur=1.0123456789abcdefghjkmnpqrs");
    forged.post("/connexion", &fields).await.says(422, SLOWED);
}

#[tokio::test]
async fn a_browser_that_is_known_is_slowed_down_by_its_own_tries() {
    let site = Site::open(Engine::Sqlite).await;
    let owner = site.member("organiser").await;
    owner.post("/deconnexion", &[]).await.leads_to();
    for _ in 1..=TRIES {
        try_once(&owner).await.says(422, WRONG);
    }
    try_once(&owner).await.says(422, SLOWED);
    // Which keeps nobody else out.
    let fields = [("email", "organiser@exemple.fr"), ("password", PASSWORD)];
    assert_eq!(site.browser().post("/connexion", &fields).await.leads_to(), "/organisation");
}

#[tokio::test]
async fn another_proxy_is_not_believed() {
    let site = Setup::on(Engine::Sqlite).env("PASSERELLE_TRUSTED_PROXY", "192.0.2.1").open().await;
    let browser = site.browser();
    for n in 1..=TRIES {
        try_once(&from(&browser, &format!("203.0.113.{n}"))).await.says(422, WRONG);
    }
    try_once(&from(&browser, "203.0.113.99")).await.says(422, SLOWED);
}

#[tokio::test]
async fn asking_for_links_again_and_again_is_slowed_down() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    let mut statuses = Vec::new();
    for n in 0..21 {
        let email = format!("n{n}@exemple.fr");
        statuses.push(browser.post("/retrouver-mon-billet", &[("email", &email)]).await.status);
    }
    assert_eq!(statuses.pop(), Some(409));
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
}
