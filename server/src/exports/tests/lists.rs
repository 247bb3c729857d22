//! The lists beside the three first ones, columns and rows that are chosen, JSON, one workbook.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use domain::checkin::Door;
use futures_util::TryStreamExt;
use serde_json::Value;
use store::Store;

use super::support::{
    NEED, at, conference, csv_rows, csv_rows_of, person, register, scan, session, take,
};
use crate::exports::{Choice, List, all, json, preview};

async fn inhabited() -> (Store, tempfile::TempDir) {
    let (store, folder) = conference().await;
    let people = [("Guén", "Hélène"), ("Dupont", "Anne"), ("=Essai", "Léo")];
    let people: Vec<_> =
        (1..).zip(people).map(|(n, (last, first))| person(n, last, first)).collect();
    let ids: Vec<_> = people.iter().map(|new| new.id).collect();
    register(&store, people).await;
    take(&store, ids[0], "A01", 0).await;
    take(&store, ids[1], "A01", 0).await;
    take(&store, ids[1], "K01", 1).await;
    scan(&store, Some(ids[0]), Door::Main, at(9, 5)).await;
    scan(&store, Some(ids[1]), Door::Session(session(&store, "A01", 0).await), at(11, 1)).await;
    (store, folder)
}

fn asked(list: List, query: &str) -> Choice {
    Choice::parse(list, query)
}

#[tokio::test]
async fn each_seat_is_a_row_with_whose_it_is_and_whether_they_came() {
    let (store, _folder) = inhabited().await;
    let rows = csv_rows(&store, List::Seated).await;
    let short: Vec<_> = rows.iter().skip(1).map(|row| [&*row[0], &*row[5], &*row[11]]).collect();
    assert_eq!(
        short,
        [["A01", "Dupont", "07/11/2026 11:01"], ["A01", "Guén", ""], ["K01", "Dupont", ""],]
    );
    let missing = asked(List::Seated, "etat=absents&seance=a01&colonnes=nom,seance");
    let rows = csv_rows_of(&store, List::Seated, missing).await;
    assert_eq!(rows, [["Séance", "Nom"], ["A01", "Guén"]], "columns keep their own order");
}

#[tokio::test]
async fn participants_are_narrowed_down_by_state_and_by_workshop() {
    let (store, _folder) = inhabited().await;
    for (query, names) in [
        ("etat=arrives", &["Guén"][..]),
        ("etat=absents", &["Dupont", "'=Essai"]),
        ("etat=annules", &[]),
        ("seance=K01", &["Dupont"]),
        ("etat=inconnu", &["Dupont", "'=Essai", "Guén"]),
    ] {
        let choice = asked(List::Participants, &format!("{query}&colonnes=nom"));
        let rows = csv_rows_of(&store, List::Participants, choice).await;
        let mut found: Vec<_> = rows.into_iter().skip(1).flatten().collect();
        let mut names = names.to_vec();
        found.sort();
        names.sort_unstable();
        assert_eq!(found, names, "{query}");
    }
}

#[tokio::test]
async fn what_people_need_is_counted_and_named_only_for_those_who_ask() {
    let (store, _folder) = inhabited().await;
    let rows = csv_rows(&store, List::Needs).await;
    assert_eq!(rows[1], ["Place pour un fauteuil roulant", "3"]);
    assert_eq!(rows.last().unwrap()[1], "3");
    for list in List::ALL {
        let text = format!("{:?}", csv_rows(&store, list).await);
        assert!(!text.contains(NEED), "{list:?} says who needs what: {text}");
    }
    let rows =
        csv_rows_of(&store, List::Participants, asked(List::Participants, "colonnes=nom,besoins"))
            .await;
    assert!(rows[1][1].contains(NEED) && rows[1][1].contains("fauteuil"), "{rows:?}");
}

#[tokio::test]
async fn json_is_read_by_a_program_and_names_its_columns() {
    let (store, _folder) = inhabited().await;
    for list in List::ALL {
        let pieces: Vec<_> = json(store.clone(), list, Choice::default())
            .await
            .unwrap()
            .try_collect()
            .await
            .unwrap();
        let rows: Vec<Value> = serde_json::from_slice(&pieces.concat()).unwrap();
        assert_eq!(rows.len() + 1, csv_rows(&store, list).await.len(), "{list:?}");
        if list == List::Participants {
            let helene = rows.iter().find(|row| row["prenom"] == "Hélène").unwrap();
            assert_eq!(helene["arrivee"], "2026-11-07T08:05:00Z");
            assert_eq!(helene["creneau-a"], "A01");
            assert!(helene.get("besoins").is_none());
        }
    }
}

#[tokio::test]
async fn one_workbook_has_a_sheet_for_each_list() {
    let (store, _folder) = inhabited().await;
    let pieces: Vec<_> = all(store.clone()).await.unwrap().stream().try_collect().await.unwrap();
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(Cursor::new(pieces.concat())).unwrap();
    assert_eq!(workbook.sheet_names(), List::ALL.map(List::title));
    for list in List::ALL {
        let rows = workbook.worksheet_range(list.title()).unwrap().rows().count();
        assert_eq!(rows, csv_rows(&store, list).await.len(), "{list:?}");
    }
}

#[tokio::test]
async fn a_preview_is_the_beginning_of_the_file() {
    let (store, _folder) = inhabited().await;
    let choice = asked(List::Participants, "colonnes=nom,code");
    let shown = preview(store.clone(), List::Participants, choice, 2).await.unwrap();
    assert_eq!((shown.rows.len(), shown.more), (2, true));
    assert_eq!(shown.headings, ["Nom", "Code"]);
    assert_eq!(shown.columns.iter().filter(|(.., wanted, _)| *wanted).count(), 2);
    let shown = preview(store, List::Participants, Choice::default(), 3).await.unwrap();
    assert!(!shown.more);
}

#[test]
fn what_was_chosen_comes_back_from_its_address() {
    let choice = asked(List::Checkins, "colonnes=date&colonnes=nom,code&etat=refuses&seance=A03");
    assert_eq!(asked(List::Checkins, &choice.query()), choice);
    assert_eq!(asked(List::Checkins, "etat=arrives").state, "", "a state of another list");
    assert_eq!(Choice::default().query(), "");
}
