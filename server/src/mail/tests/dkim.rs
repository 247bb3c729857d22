//! Signatures, verified by other means than they are made: own canonicalization, ring's RSA.

use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use rsa::RsaPrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPublicKey};
use sha2::{Digest, Sha256};
use store::letters::State;

use super::shown::base64;
use super::smtp::{Mood, Server};
use super::support::{app, mail_of, now, register};
use crate::mail::dns::{Dns, check};
use crate::mail::{Delivery, Relay, Relays, Signer};
use crate::state::{App, Parts};

/// Signs nothing but the letters of these tests.
const KEY: &str = include_str!("dkim.pem");

fn signer() -> Signer {
    Signer::from_pem(KEY, "essai", "conference.example").unwrap()
}

/// The header fields of a message, each with its continuation lines, and its body.
fn parts(message: &str) -> (Vec<String>, &str) {
    let (head, body) = message.split_once("\r\n\r\n").unwrap();
    let mut fields: Vec<String> = Vec::new();
    for line in head.split("\r\n") {
        if line.starts_with([' ', '\t']) {
            fields.last_mut().unwrap().push_str(line);
        } else {
            fields.push(line.to_owned());
        }
    }
    (fields, body)
}

fn words(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// RFC 6376, section 3.4.2.
fn relaxed(field: &str) -> String {
    let (name, value) = field.split_once(':').unwrap();
    format!("{}:{}", name.trim().to_lowercase(), words(value))
}

/// RFC 6376, section 3.4.4.
fn relaxed_body(body: &str) -> String {
    let line = |line: &str| {
        let indented = line.starts_with([' ', '\t']);
        let words = words(line);
        if indented && !words.is_empty() { format!(" {words}") } else { words }
    };
    let lines: Vec<_> = body.split("\r\n").map(line).collect();
    let whole = lines.join("\r\n");
    format!("{}\r\n", whole.trim_end_matches("\r\n"))
}

fn tag(signature: &str, name: &str) -> String {
    let value = signature.split(';').find_map(|part| part.trim().strip_prefix(&format!("{name}=")));
    value.unwrap_or_else(|| panic!("no {name} in {signature}")).split_ascii_whitespace().collect()
}

/// Whether a message carries a true signature of our key, over what a reader sees.
fn is_true(message: &str) -> bool {
    let (fields, body) = parts(message);
    let signature = fields.iter().find(|field| field.starts_with("DKIM-Signature:")).unwrap();
    let value = signature.split_once(':').unwrap().1;
    assert_eq!(tag(value, "c"), "relaxed/relaxed");
    assert_eq!((tag(value, "d"), tag(value, "s")), ("conference.example".into(), "essai".into()));
    if base64(&tag(value, "bh")) != Sha256::digest(relaxed_body(body)).to_vec() {
        return false;
    }
    let mut signed = String::new();
    for name in tag(value, "h").split(':') {
        let prefix = format!("{name}:");
        let known = fields.iter().find(|field| field.to_lowercase().starts_with(&prefix));
        signed.extend(known.map(|field| relaxed(field) + "\r\n"));
    }
    for seen in ["from:", "to:", "subject:", "date:", "message-id:"] {
        assert!(signed.contains(seen), "{seen} is not signed");
    }
    let (before, _) = signature.rsplit_once("b=").unwrap();
    signed.push_str(&relaxed(&format!("{before}b=")));
    let key = RsaPrivateKey::from_pkcs1_pem(KEY).unwrap().to_public_key();
    let key =
        UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.to_pkcs1_der().unwrap().into_vec());
    key.verify(signed.as_bytes(), &base64(&tag(value, "b"))).is_ok()
}

#[tokio::test]
async fn what_leaves_is_signed_and_whatever_is_changed_on_the_way_is_seen() {
    let site = app().await;
    let server = Server::start().await;
    let relays = Relays::of(vec![Relay::from_url(&server.url()).unwrap()]);
    let delivery = Delivery { relays: None, signer: Some(signer()) };
    let app = App::new(Parts { delivery, ..Parts::for_tests(site.store.clone()) });
    let person = register(&app, 1, "Zoë Le-Guén", "D’Été").await;
    server.is(Mood::Takes);
    crate::mail::worker::round(&app, &relays, now()).await.unwrap();
    assert_eq!(mail_of(&app, person).await[0].state, State::Sent);
    let message = server.taken().remove(0);
    assert!(is_true(&message), "{message}");
    for (from, to) in [("Subject: ", "Subject: x"), ("billet", "b1llet"), ("Bonjour", "Bonsoir")] {
        let forged = message.replacen(from, to, 1);
        assert_ne!(forged, message);
        assert!(!is_true(&forged), "{from}");
    }
}

#[tokio::test]
async fn a_key_that_is_none_says_what_is_expected() {
    let said = Signer::from_pem("-----BEGIN CERTIFICATE-----", "a", "b").unwrap_err().to_string();
    assert!(said.contains("openssl genrsa"), "{said}");
    assert!(Signer::from_file(std::path::Path::new("/nulle/part"), "a", "b").is_err());
}

#[tokio::test]
async fn a_published_key_is_recognised_and_silence_is_told() {
    let dns = super::dns::server(&[
        ("conference.example", "v=spf1 include:relais.example ~all"),
        (
            "essai._domainkey.conference.example",
            &format!("v=DKIM1; k=rsa; p={}", signer().public_key()),
        ),
        ("_dmarc.conference.example", "v=DMARC1; p=none"),
    ])
    .await;
    let from = "contact@conference.example".parse().unwrap();
    let found = check(&Dns { server: Some(dns) }, &from, Some(&signer())).await;
    let all = found.records.iter().all(|record| record.sentence.starts_with("En place"));
    assert!(all, "{found:?}");
    let other = "contact@autre.example".parse().unwrap();
    let found = check(&Dns { server: Some(dns) }, &other, None).await;
    let said: Vec<_> = found.records.iter().map(|record| record.sentence.as_str()).collect();
    assert!(said[0].starts_with("Aucun enregistrement SPF"), "{said:?}");
    assert!(said[1].contains("ne signe pas") && said[2].starts_with("Aucun"), "{said:?}");
    let nobody = tokio::net::UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let silent = Dns { server: Some(nobody.local_addr().unwrap()) };
    let found = check(&silent, &from, Some(&signer())).await;
    assert!(found.records.iter().all(|record| record.sentence.contains("n’a pas répondu")));
}
