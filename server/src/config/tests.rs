use super::*;

fn settings() -> Settings {
    Settings {
        database_url: "sqlite://data/passerelle.db".to_owned(),
        addr: "127.0.0.1:3000".to_owned(),
        public_url: String::new(),
        secret: String::new(),
        smtp_url: String::new(),
        smtp_url_2: String::new(),
        mail_from: String::new(),
        dkim_key_file: String::new(),
        dkim_selector: "passerelle".to_owned(),
        dkim_domain: String::new(),
        dns: String::new(),
        trusted_proxy: String::new(),
        offline: "on".to_owned(),
    }
}

fn refused(settings: Settings) -> String {
    settings.check().unwrap_err().to_string()
}

#[test]
fn the_defaults_work() {
    let config = settings().check().unwrap();
    assert_eq!(config.data_folder(), PathBuf::from("data"));
}

#[test]
fn a_wrong_value_is_told_with_its_variable_what_was_read_and_what_is_expected() {
    let said = refused(Settings { addr: "partout".to_owned(), ..settings() });
    assert!(said.contains("PASSERELLE_ADDR") && said.contains("partout"), "{said}");
    assert!(said.contains("127.0.0.1:3000"), "{said}");
    for wrong in [
        Settings { public_url: "https://site/chemin".to_owned(), ..settings() },
        Settings { secret: "court".to_owned(), ..settings() },
        Settings { smtp_url: "http://relais".to_owned(), ..settings() },
        Settings { smtp_url_2: "http://relais".to_owned(), ..settings() },
        Settings { dkim_key_file: "cle.pem".to_owned(), ..settings() },
        Settings { dns: "ici".to_owned(), ..settings() },
        Settings { mail_from: "personne".to_owned(), ..settings() },
        Settings { trusted_proxy: "proxy".to_owned(), ..settings() },
        Settings { offline: "peut-être".to_owned(), ..settings() },
    ] {
        assert!(refused(wrong).contains(" : lu « "));
    }
}

#[test]
fn a_password_in_an_address_is_never_repeated() {
    let said =
        refused(Settings { database_url: "mysql://moi:secret@hote/base".to_owned(), ..settings() });
    assert!(!said.contains("secret"), "{said}");
    let said = refused(Settings { smtp_url: "imap://moi:secret@hote".to_owned(), ..settings() });
    assert!(!said.contains("secret"), "{said}");
}
