use domain::checkin::Door;
use domain::time::Moment;
use uuid::Uuid;

use super::support::{
    NEED, at, conference, csv_rows, csv_text, person, register, scan, session, take,
};
use crate::exports::List;

/// Names of people who try.
const HOSTILE: [(&str, &str); 16] = [
    ("=1+1", "'=1+1"),
    ("+33", "'+33"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\tx", "'\tx"),
    ("\rx", "'\rx"),
    ("  =1+1", "'  =1+1"),
    ("\u{a0}=1+1", "'\u{a0}=1+1"),
    ("\u{200b}=1+1", "'\u{200b}=1+1"),
    ("\u{feff}@x", "'\u{feff}@x"),
    ("＝1+1", "'＝1+1"),
    ("  ＋1", "'  ＋1"),
    ("\"=1+1", "'\"=1+1"),
    ("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"),
    ("a,=1+1", "a,'=1+1"),
    ("a;\n\"@x", "a;'\n'\"@x"),
];

#[tokio::test]
async fn french_excel_opens_it() {
    let (store, _folder) = conference().await;
    register(&store, vec![person(1, "Guén", "Hélène")]).await;
    let text = csv_text(&store, List::Participants).await;
    assert_eq!(
        text,
        "\u{feff}\"Nom\";\"Prénom\";\"Adresse e-mail\";\"Organisation\";\"Département\";\
         \"Fonction\";\"Téléphone\";\"État\";\"Code\";\"Inscription le\";\"Arrivée le\";\
         \"Créneau A\";\"Créneau B\";\"Visites de kiosques\"\r\n\
         \"Guén\";\"Hélène\";\"personne1@exemple.fr\";\"CCAS d’Angers\";\"Maine-et-Loire\";\
         \"Animatrice\";\"02 41 00 00 00\";\"Inscription confirmée\";\"222-223\";\
         \"28/10/2026 09:30\";\"\";\"\";\"\";\"\"\r\n"
    );
}

#[tokio::test]
async fn hostile_names_are_only_names() {
    let (store, _folder) = conference().await;
    let people = (0_u32..).zip(HOSTILE).map(|(n, (name, _))| {
        let mut new = person(n, "Même", "Nom");
        name.clone_into(&mut new.registration.organisation);
        new
    });
    register(&store, people.collect()).await;
    let text = csv_text(&store, List::Participants).await;
    for (_, disarmed) in HOSTILE {
        let cell = format!("\"{}\"", disarmed.replace('"', "\"\""));
        assert!(text.contains(&cell), "{cell:?} in {text}");
    }
    let rows = csv_rows(&store, List::Participants).await;
    assert_eq!(rows.len(), 1 + HOSTILE.len());
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
}

#[tokio::test]
async fn every_cell_is_quoted_and_a_line_break_stays_in_its_cell() {
    let (store, _folder) = conference().await;
    register(&store, vec![person(1, "Deux\nlignes", "Dit \"Zozo\"; ou pas")]).await;
    let text = csv_text(&store, List::Participants).await;
    assert!(text.contains("\r\n\"Deux\nlignes\";\"Dit \"\"Zozo\"\"; ou pas\";"));
    let rows = csv_rows(&store, List::Participants).await;
    assert_eq!(rows[1][..2], ["Deux\nlignes", "Dit \"Zozo\"; ou pas"]);
    for line in text.trim_start_matches('\u{feff}').split_terminator("\r\n") {
        assert!(line.starts_with('"') && line.ends_with('"'));
        assert_eq!(line.matches("\";\"").count(), 13, "{line}");
    }
}

#[tokio::test]
async fn what_people_chose_stands_under_its_slot() {
    let (store, _folder) = conference().await;
    let new = person(1, "Guén", "Hélène");
    let id = new.id;
    register(&store, vec![new]).await;
    for (code, place) in [("A01", 0), ("B01", 0), ("K01", 1)] {
        take(&store, id, code, place).await;
    }
    scan(&store, Some(id), Door::Main, at(9, 5)).await;
    let rows = csv_rows(&store, List::Participants).await;
    assert_eq!(rows[1][10..], ["07/11/2026 09:05", "A01", "B01", "K01 à 12\u{a0}h\u{a0}38"]);
}

#[tokio::test]
async fn access_needs_are_in_no_list_but_that_of_their_numbers() {
    let (store, _folder) = conference().await;
    register(&store, vec![person(1, "Guén", "Hélène")]).await;
    for list in List::ALL.into_iter().filter(|list| *list != List::Needs) {
        let text = csv_text(&store, list).await.to_lowercase();
        for word in [NEED, "fauteuil", "wheelchair", "besoin"] {
            assert!(!text.contains(word), "{word}");
        }
    }
}

#[tokio::test]
async fn sessions_tell_their_seats() {
    let (store, _folder) = conference().await;
    let new = person(1, "Guén", "Hélène");
    let id = new.id;
    register(&store, vec![new]).await;
    take(&store, id, "A01", 0).await;
    scan(&store, Some(id), Door::Session(session(&store, "A01", 0).await), at(10, 58)).await;
    let rows = csv_rows(&store, List::Sessions).await;
    assert_eq!(rows.len(), 5);
    assert_eq!(
        rows[1],
        [
            "A01",
            "Atelier",
            "'=Lever les freins",
            "Précarité en milieu rural",
            "Créneau A",
            "07/11/2026",
            "11:00",
            "12:15",
            "Salle Loire",
            "24",
            "1",
            "23",
            "1",
            "À confirmer (CAF)",
            "Prévue",
        ]
    );
    assert_eq!(rows[2][..2], ["K01", "Kiosque"]);
}

#[tokio::test]
async fn scans_tell_where_and_what_was_said() {
    let (store, _folder) = conference().await;
    let new = person(1, "Guén", "Hélène");
    let id = new.id;
    register(&store, vec![new]).await;
    let kiosk = session(&store, "K01", 1).await;
    scan(&store, Some(id), Door::Main, at(9, 5).plus_seconds(7)).await;
    scan(&store, Some(id), Door::Main, at(9, 6)).await;
    scan(&store, Some(id), Door::Session(kiosk), at(12, 40)).await;
    scan(&store, None, Door::Main, at(12, 41)).await;
    let rows = csv_rows(&store, List::Checkins).await;
    assert_eq!(
        rows[1],
        [
            "07/11/2026 09:05:07",
            "Entrée principale",
            "Accepté",
            "",
            "Guén",
            "Hélène",
            "222-223",
            "accueil@exemple.fr",
            "07/11/2026 09:05:09",
        ]
    );
    assert_eq!(rows[2][2], "Déjà vu");
    assert_eq!(rows[3][1], "K01, 12\u{a0}h\u{a0}38\u{a0}: Bus des droits");
    assert_eq!(rows[3][2..4], ["Refusé", "Sans place dans cette séance"]);
    assert_eq!(rows[4][2..7], ["Refusé", "Billet inconnu", "", "", ""]);
}

#[tokio::test]
async fn twenty_five_hundred_people_come_in_order_and_once() {
    let (store, _folder) = conference().await;
    // Registered in another order than their names'; hundreds share each name.
    let people = (0..2_500).map(|n| person(n, &format!("Nom {}", n * 7 % 10), "Prénom"));
    register(&store, people.collect()).await;
    let rows = csv_rows(&store, List::Participants).await;
    let names: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert!(names.is_sorted());
    let mut addresses: Vec<&str> = rows[1..].iter().map(|row| row[2].as_str()).collect();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!((names.len(), addresses.len()), (2_500, 2_500));
    assert_eq!(super::xlsx::cells(&store, List::Participants).await.height(), 2_501);
}

#[tokio::test]
async fn whole_pages_end_without_an_empty_one() {
    let (store, _folder) = conference().await;
    let new = person(1, "Guén", "Hélène");
    let id: Option<Uuid> = Some(new.id);
    register(&store, vec![new]).await;
    for n in 0..4 {
        scan(&store, id, Door::Main, Moment::from_micros(n)).await;
    }
    assert_eq!(csv_rows(&store, List::Checkins).await.len(), 5);
    register(&store, (2..1_001).map(|n| person(n, "Nom", "Prénom")).collect()).await;
    assert_eq!(csv_rows(&store, List::Participants).await.len(), 1_001);
}

#[tokio::test]
async fn before_anybody_registers_there_is_a_heading_only() {
    let (store, _folder) = conference().await;
    assert_eq!(csv_rows(&store, List::Participants).await.len(), 1);
    assert_eq!(csv_rows(&store, List::Checkins).await.len(), 1);
}
