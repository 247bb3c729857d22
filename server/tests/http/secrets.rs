//! What nobody else may learn: who is registered, and what opens whose pages.

use crate::support::{
    Answer, Engine, PASSWORD, Setup, Site, on_both_engines, register, try_to_register,
};

/// How many characters a secret has.
const SECRET_LENGTH: usize = 26;

fn looks_secret(word: &str) -> bool {
    let base32 = |c: char| c.is_ascii_digit() || (c.is_ascii_lowercase() && !"ilou".contains(c));
    word.len() == SECRET_LENGTH && word.chars().all(base32) && word.contains(|c| c > 'f')
}

on_both_engines! {
    async fn a_known_address_and_an_unknown_one_are_answered_byte_for_byte_alike(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        register(&browser, "Riviere").await;
        let ask = |email: &'static str| {
            let browser = browser.clone();
            async move { browser.post("/retrouver-mon-billet", &[("email", email)]).await }
        };
        let (known, unknown) =
            (ask("riviere@exemple.fr").await, ask("personne@exemple.fr").await);
        assert_eq!((known.status, &known.body), (200, &unknown.body));
        let bare = |answer: &Answer| {
            let mut headers = answer.headers.clone();
            headers.remove("date");
            headers.remove("x-request-id");
            headers
        };
        assert_eq!(bare(&known), bare(&unknown));
    }

    async fn no_secret_lies_in_the_logs(engine: Engine) {
        let site = Setup::on(engine).env("RUST_LOG", "debug").open().await;
        let browser = site.browser();
        let ticket = register(&browser, "Riviere").await;
        ticket.choose("A01").await.leads_to();
        ticket.get("/qr.svg").await.page();
        ticket.get("/agenda.ics").await.page();
        try_to_register(&browser, "Riviere", "riviere@exemple.fr").await.page();
        browser.post("/retrouver-mon-billet", &[("email", "riviere@exemple.fr")]).await.page();
        let admin = site.member("admin").await;
        admin.post("/deconnexion", &[]).await.leads_to();
        let token = "0123456789abcdefghjkmnpqrs";
        browser.get(&format!("/b/{token}")).await.page();
        browser.get(&format!("/billet/{token}?choisi")).await;
        browser.get(&format!("/mot-de-passe/{token}")).await;
        browser.get(&format!("/connexion?suite=/billet/{token}")).await.page();

        let log = site.log();
        assert!(log.lines().count() > 20, "{log}");
        let secret = ticket.path.trim_start_matches("/billet/");
        for word in [secret, token, "riviere", "Riviere", PASSWORD] {
            let said = log.lines().find(|line| line.contains(word));
            assert_eq!(said, None, "« {word} » is in the log");
        }
        let words = log.split(|c: char| !c.is_ascii_alphanumeric());
        assert_eq!(words.filter(|word| looks_secret(word)).collect::<Vec<_>>(), [""; 0]);
    }
}

#[tokio::test]
async fn the_code_on_a_ticket_opens_nothing_and_says_nothing_of_whose_it_is() {
    let site = Site::open(Engine::Sqlite).await;
    let ticket = register(&site.browser(), "Rivière").await;
    let code = ticket.code().await;
    site.browser().get(&format!("/billet/{code}")).await.says(404, "Ce lien n’ouvre plus rien");
    let one = site.browser().get(&format!("/b/{code}")).await;
    let other = site.browser().get("/b/inconnu").await;
    assert_eq!((one.status, &one.body), (200, &other.body));
}

#[tokio::test]
async fn the_database_file_holds_nothing_that_opens_anything() {
    let mut site = Site::open(Engine::Sqlite).await;
    let ticket = register(&site.browser(), "Rivière").await;
    let admin = site.member("admin").await;
    let invitation = site.invite("suivant@exemple.fr", "door");
    let session = admin.cookie("session").unwrap();
    site.ask_to_stop();
    site.ended().await;
    let file = std::fs::read(site.home.folder.path().join("passerelle.db")).unwrap();
    let holds = |word: &str| file.windows(word.len()).any(|bytes| bytes == word.as_bytes());
    assert!(holds("Rivière"), "the file is read");
    for secret in [ticket.path.as_str(), invitation.as_str(), session.as_str()] {
        let secret = secret.rsplit('/').next().unwrap();
        assert_eq!(secret.len(), SECRET_LENGTH);
        assert!(!holds(secret));
    }
    assert!(!holds(PASSWORD));
}
