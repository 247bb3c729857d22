//! Requests that no page of ours makes.

use std::io::Read;
use std::time::{Duration, Instant};

use crate::support::{Engine, Site, connect, raw};

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
        ("GET", "/accueil/pointages"),
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
    answer.says(413, "Ce que vous envoyez est trop gros.");
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

#[tokio::test]
async fn a_client_that_sends_half_a_header_is_cut_off_after_ten_seconds() {
    let site = Site::open(Engine::Sqlite).await;
    let begun = Instant::now();
    let mut stream = connect(site.address, "GET / HTTP/1.1\r\nHost: essai\r\nX-Half: ");
    let read = tokio::task::spawn_blocking(move || stream.read_to_end(&mut Vec::new()));
    let answered = read.await.unwrap();
    let took = begun.elapsed();
    assert!(answered.is_ok() || took < Duration::from_secs(13), "{answered:?}");
    assert!(took > Duration::from_secs(8) && took < Duration::from_secs(13), "{took:?}");
}

#[tokio::test]
async fn a_client_that_sends_half_a_form_is_answered_after_ten_seconds() {
    let site = Site::open(Engine::Sqlite).await;
    let begun = Instant::now();
    let half = format!(
        "POST /inscription HTTP/1.1\r\nHost: essai\r\nContent-Type: {FORM}\r\n\
         Content-Length: 100\r\n\r\nfirst_name="
    );
    let mut stream = connect(site.address, &half);
    let read = tokio::task::spawn_blocking(move || {
        let mut begins = [0; 12];
        stream.read_exact(&mut begins).map(|()| String::from_utf8_lossy(&begins).into_owned())
    });
    let begins = read.await.unwrap().unwrap();
    assert!(matches!(begins.as_str(), "HTTP/1.1 408" | "HTTP/1.1 503"), "{begins}");
    assert!(begun.elapsed() < Duration::from_secs(13), "{:?}", begun.elapsed());
}
