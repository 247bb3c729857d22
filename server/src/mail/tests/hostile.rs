//! Names that want to be something else.

use domain::letter::Letter;

use super::shown::has_bare_line_ends;
use super::support::{app, entry, now, register, session};
use crate::mail::facts::Facts;
use crate::mail::{plain, sender};

const NAMES: &[&str] = &[
    "=cmd|' /C calc'!A0",
    "</script><script>alert(1)</script>",
    "</td><img src=x onerror=alert(1)>",
    "Anne\r\nBcc: tous@hameconnage.example",
    "Anne\rBcc: tous@hameconnage.example\r.\rQUIT",
    "\u{202e}elpmaxe.egannocemah//:ptth",
    "http://hameconnage.example/",
    "www.hameconnage.example",
    "hameconnage.example/connexion",
    "hameconnage\u{3002}example",
    "\" onmouseover=\"alert(1)",
    "{{ letter.link }} {% include \"layout.html\" %}",
];

#[tokio::test]
async fn no_name_becomes_a_heading_markup_or_a_link() {
    let app = app().await;
    let programme = app.store.programme().await.unwrap();
    let from = sender(&app, &programme.plan.event).unwrap();
    let seat = session(&app, "A02").await.to_string();
    let moved = format!("{seat}\n0 1\nSalle Loire");
    for (number, name) in (1..).zip(NAMES) {
        let person = register(&app, number, name, name).await;
        // A group's letter has its hostile names in `groups`, the team's letters in `team`, those of
        // the organisers' own words in `mailings`.
        let elsewhere = [
            Letter::Group,
            Letter::Invitation,
            Letter::HostMessage,
            Letter::Mailing,
            Letter::Trial,
        ];
        for kind in Letter::ALL.into_iter().filter(|kind| !elsewhere.contains(kind)) {
            let about = match kind {
                Letter::SessionMoved => moved.as_str(),
                Letter::SeatFreed | Letter::SessionCancelled => seat.as_str(),
                _ => name,
            };
            let entry = entry(kind, person, about);
            let letter = Facts::load(&app, &entry, now()).await.unwrap().compose().unwrap();
            let message = letter.message(&from).unwrap().formatted();
            assert!(!has_bare_line_ends(&message), "{name:?}");
            let message = String::from_utf8(message).unwrap();
            let (head, _) = message.split_once("\r\n\r\n").unwrap();
            assert!(!head.contains("Bcc") && !head.contains("hameconnage"), "{head}");
            for markup in ["<script", "</td>", "<img src=x", "\" onmouseover"] {
                assert!(!letter.html.contains(markup), "{name:?}");
            }
            assert!(!letter.text.contains('\u{202e}') && !letter.html.contains('\u{202e}'));
        }
    }
}

#[test]
fn a_name_is_no_address_and_stays_a_name() {
    for (typed, shown) in [
        ("http://hameconnage.example/", "http hameconnage. example"),
        ("www.hameconnage.example", "www. hameconnage. example"),
        ("a@hameconnage.example", "a hameconnage. example"),
        ("hameconnage\u{3002}example", "hameconnage\u{3002} example"),
        ("\u{202e}Anne\r\nBcc: x", "Anne Bcc x"),
        ("J.-P.", "J.-P."),
        ("Dr. Anne-Laure", "Dr. Anne-Laure"),
        ("Marie-Antoinette de La Rochefoucauld", "Marie-Antoinette de La Rochefoucauld"),
        ("O’Brien, Zoë", "O’Brien, Zoë"),
    ] {
        assert_eq!(plain::name(typed), shown);
    }
}

#[test]
fn every_line_ends_alike() {
    assert_eq!(plain::crlf("a\r\nb\nc\rd\r\n.\r\n"), "a\r\nb\r\nc\r\nd\r\n.\r\n");
    assert_eq!(plain::crlf("a\r\r\nb"), "a\r\n\r\nb");
}
