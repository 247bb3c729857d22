//! Stopping as the system asks, and starting again on the same data.

use std::io::{Read, Write};
use std::time::Duration;

use crate::support::{Engine, Site, connect, on_both_engines, query, register};

/// Every program on the machine is given ten seconds.
const LIMIT: Duration = Duration::from_secs(10);

/// A registration whose body is not all there yet.
fn half_a_form() -> (String, String) {
    let fields = [
        ("first_name", "Lente"),
        ("last_name", "Personne"),
        ("no_email", "oui"),
        ("consent", "oui"),
    ];
    let form = query(&fields);
    let (one, two) = form.split_at(form.len() / 2);
    let head = format!(
        "POST /inscription HTTP/1.1\r\nHost: essai\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{one}",
        form.len()
    );
    (head, two.to_owned())
}

on_both_engines! {
    async fn sessions_links_and_choices_outlive_a_restart(engine: Engine) {
        let mut site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.choose("A01").await.leads_to();
        let (code, organiser) = (ticket.code().await, site.member("organiser").await);
        let invitation = site.invite("suivant@exemple.fr", "door");

        site.ask_to_stop();
        let (status, took) = site.ended().await;
        assert_eq!(status.code(), Some(0), "{}", site.log());
        assert!(took < LIMIT, "{took:?}");
        site.start();

        let (browser, organiser) = (site.browser(), organiser.at(site.address));
        let ticket = ticket.opened_in(&browser);
        assert_eq!(ticket.held().await, ["A01"]);
        assert_eq!(ticket.code().await, code);
        assert!(ticket.line(&organiser, "Rivière").await.contains("A01"));
        assert!(browser.get(&invitation).await.page().contains("suivant@exemple.fr"));
        ticket.choose("A02").await.leads_to();
    }

    async fn a_request_under_way_is_answered_before_the_end(engine: Engine) {
        let mut site = Site::open(engine).await;
        let (head, rest) = half_a_form();
        let mut stream = connect(site.address, &head);
        tokio::time::sleep(Duration::from_millis(300)).await;
        site.ask_to_stop();
        tokio::time::sleep(Duration::from_millis(500)).await;
        stream.write_all(rest.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        let (status, took) = site.ended().await;
        assert_eq!(status.code(), Some(0), "{}", site.log());
        assert!(took < Duration::from_secs(5), "{took:?}");
    }
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_hold_up_the_end() {
    let mut site = Site::open(Engine::Sqlite).await;
    let (head, _) = half_a_form();
    let waiting = connect(site.address, &head);
    tokio::time::sleep(Duration::from_millis(300)).await;
    site.ask_to_stop();
    let (status, took) = site.ended().await;
    assert_eq!(status.code(), Some(0), "{}", site.log());
    assert!(took < LIMIT, "{took:?}");
    drop(waiting);
}
