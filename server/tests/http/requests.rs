//! Requests that no page of ours makes.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::task::JoinHandle;

use crate::support::{Engine, Site, raw};

const GONE: &str = "Cette page n’existe pas";
const FORM: &str = "application/x-www-form-urlencoded";

#[tokio::test]
async fn a_method_that_an_address_does_not_know_is_told_by_a_page() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    for (method, path) in [
        ("DELETE", "/"),
        ("PUT", "/inscription"),
        ("PATCH", "/programme"),
        ("GET", "/deconnexion"),
        ("GET", "/billet/inconnu/choisir"),
        ("POST", "/programme"),
    ] {
        let answer = browser.send(method, path, "", Default::default()).await.unwrap();
        assert!(matches!(answer.status, 404 | 405), "{method} {path}: {}", answer.status);
        assert!(answer.text().contains(GONE), "{method} {path}: {}", answer.text());
    }
    for method in ["TRACE", "CONNECT", "OPTIONS", "INVENTED"] {
        let line = format!("{method} / HTTP/1.1\r\nHost: essai\r\nConnection: close\r\n\r\n");
        let answer = raw(site.address, &line);
        assert!(answer.starts_with("HTTP/1.1 4"), "{method}: {answer}");
    }
    let head = browser.send("HEAD", "/programme", "", Default::default()).await.unwrap();
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[tokio::test]
async fn what_is_too_large_is_refused_in_words() {
    let site = Site::open(Engine::Sqlite).await;
    let name = "x".repeat(300 * 1024);
    let answer = site.browser().post("/inscription", &[("first_name", &name)]).await;
    answer.says(413, "C’est trop gros");
    let fits = "x".repeat(200 * 1024);
    let answer = site.browser().post("/inscription", &[("first_name", &fits)]).await;
    answer.says(422, "à corriger");
}

#[tokio::test]
async fn what_is_no_form_is_refused_in_words() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    for (kind, body) in [
        ("multipart/form-data; boundary=x", "--x--"),
        ("text/plain", "first_name=Camille"),
        ("", "first_name=Camille"),
        ("application/xml", "<a/>"),
    ] {
        let answer = browser.send("POST", "/inscription", kind, body.into()).await.unwrap();
        assert!((400..500).contains(&answer.status), "{kind}: {}", answer.status);
        assert!(answer.text().contains("Nous n’avons pas compris ce formulaire"), "{kind}");
    }
    for body in ["", "%", "%zz=%zz", "&&&&", "=", "first_name", "first_name=%ff"] {
        let answer = browser.send("POST", "/inscription", FORM, body.into()).await.unwrap();
        assert!((400..500).contains(&answer.status), "{body}: {}", answer.status);
        assert!(answer.text().contains("passerelle.css"), "{body}: {}", answer.text());
    }
    let many = "a=1&".repeat(50_000);
    let answer = browser.send("POST", "/inscription", FORM, many.into()).await.unwrap();
    assert_eq!(answer.status, 422);
}

#[tokio::test]
async fn what_is_no_request_gets_no_page() {
    let site = Site::open(Engine::Sqlite).await;
    let twice = "POST / HTTP/1.1\r\nHost: e\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde";
    let large = format!("GET / HTTP/1.1\r\nHost: e\r\nX-Large: {}\r\n\r\n", "x".repeat(1_000_000));
    for bytes in ["\r\n\0\0\0\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", twice, &large] {
        let answer = raw(site.address, bytes);
        assert!(!answer.starts_with("HTTP/1.1 2"), "{bytes:.60}: {answer:.200}");
    }
    assert_eq!(site.browser().get("/health/live").await.status, 200);
}

/// What the server says before it closes, and after how long.
fn outlast(to: SocketAddr, bytes: String) -> JoinHandle<(String, Duration)> {
    tokio::task::spawn_blocking(move || {
        let begun = Instant::now();
        (raw(to, &bytes), begun.elapsed())
    })
}

#[tokio::test]
async fn a_client_that_sends_half_of_something_is_cut_off_after_ten_seconds() {
    let site = Site::open(Engine::Sqlite).await;
    let header = outlast(site.address, "GET / HTTP/1.1\r\nHost: essai\r\nX-Half: ".to_owned());
    let form = format!(
        "POST /inscription HTTP/1.1\r\nHost: essai\r\nConnection: close\r\n\
         Content-Type: {FORM}\r\nContent-Length: 100\r\n\r\nfirst_name="
    );
    let form = outlast(site.address, form);
    let patience = Duration::from_secs(8)..Duration::from_secs(13);
    let (said, took) = header.await.unwrap();
    assert!(!said.starts_with("HTTP/1.1 2"), "{said}");
    assert!(patience.contains(&took), "{took:?}");
    let (said, took) = form.await.unwrap();
    assert!(said.starts_with("HTTP/1.1 408") || said.starts_with("HTTP/1.1 503"), "{said}");
    assert!(patience.contains(&took), "{took:?}");
}
