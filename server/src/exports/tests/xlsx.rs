use std::io::{Cursor, Read};

use calamine::{Data, ExcelDateTime, Range, Reader, Xlsx};
use domain::checkin::Door;
use domain::time::Moment;
use store::Store;

use super::support::{
    at, conference, csv_rows, person, register, registered_at, scan, take, xlsx_bytes,
};
use crate::exports::{Choice, Format, List, download};

/// The cells, read by another library.
pub async fn cells(store: &Store, list: List) -> Range<Data> {
    let bytes = xlsx_bytes(store, list).await;
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range(list.title()).unwrap()
}

/// A part of the workbook, as it is written.
async fn part(store: &Store, list: List, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx_bytes(store, list).await)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Days since the last day of 1899, as a sheet counts them.
fn serial(cell: &Data) -> f64 {
    match cell {
        Data::DateTime(at) => at.as_f64(),
        other => panic!("not a date: {other:?}"),
    }
}

/// The 7 November 2026.
const DAY: f64 = 46_333.0;

fn assert_close(left: f64, right: f64) {
    assert!((left - right).abs() < 1e-8, "{left} {right}");
}

#[tokio::test]
async fn dates_and_numbers_have_their_types() {
    let (store, _folder) = conference().await;
    let new = person(1, "Guén", "Hélène");
    let id = new.id;
    register(&store, vec![new]).await;
    scan(&store, Some(id), Door::Main, at(9, 5)).await;
    let people = cells(&store, List::Participants).await;
    assert_close(serial(&people[(1, 9)]), DAY - 10.0 + (9.5 / 24.0));
    assert_close(serial(&people[(1, 10)]), DAY + (9.0 * 60.0 + 5.0) / 1_440.0);
    let sessions = cells(&store, List::Sessions).await;
    assert_close(serial(&sessions[(1, 5)]), DAY);
    assert_close(serial(&sessions[(1, 6)]), 11.0 / 24.0);
    assert_eq!(sessions[(1, 9)], Data::Float(24.0));
    assert_eq!(sessions[(1, 2)], Data::String("=Lever les freins".to_owned()));
}

#[tokio::test]
async fn both_formats_have_the_same_rows() {
    let (store, _folder) = conference().await;
    let people: Vec<_> =
        (0..1_200).map(|n| person(n, &format!("Nom {n}"), "Deux\nlignes")).collect();
    let ids: Vec<_> = people.iter().map(|new| new.id).take(20).collect();
    register(&store, people).await;
    for id in ids {
        take(&store, id, "A01", 0).await;
        take(&store, id, "K01", 0).await;
        scan(&store, Some(id), Door::Main, at(9, 5).plus_seconds(3)).await;
    }
    for list in List::ALL {
        let table = cells(&store, list).await;
        let sheet: Vec<Vec<String>> =
            table.rows().map(|row| row.iter().map(shown).collect()).collect();
        let mut text = csv_rows(&store, list).await;
        for cell in text.iter_mut().flatten() {
            // The apostrophe that CSV needs.
            if let Some(words) = cell.strip_prefix('\'') {
                *cell = words.to_owned();
            }
        }
        assert_eq!(sheet, text);
    }
}

/// A cell as the CSV has it.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(words) => words.clone(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(at) => shown_time(*at),
        other => panic!("unexpected {other:?}"),
    }
}

fn shown_time(at: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = format!("{day:02}/{month:02}/{year}");
    match (at.as_f64() < 1.0, hour + minute + second, second) {
        (true, _, _) => format!("{hour:02}:{minute:02}"),
        (false, 0, _) => date,
        (false, _, 0) => format!("{date} {hour:02}:{minute:02}"),
        _ => format!("{date} {hour:02}:{minute:02}:{second:02}"),
    }
}

#[tokio::test]
async fn hostile_words_stay_words_and_the_workbook_whole() {
    let (store, _folder) = conference().await;
    let names = ["=1+1", "_x0041_", "\u{1}a\u{ffff}", "<b>&\"'", " =SUM(A1)", "+33", "＝1"];
    let people = (0_u32..).zip(names).map(|(n, name)| person(n, name, "Prénom"));
    register(&store, people.collect()).await;
    let sheet = part(&store, List::Participants, "xl/worksheets/sheet1.xml").await;
    assert!(!sheet.contains("<f>") && !sheet.contains("hyperlink"));
    let table = cells(&store, List::Participants).await;
    assert_eq!(table.height(), 1 + names.len());
    for name in ["=1+1", "_x0041_", "<b>&\"'", "+33"] {
        assert!(
            table.rows().any(|row| row[0] == Data::String(name.to_owned())),
            "{name:?} in {table:?}"
        );
    }
}

#[tokio::test]
async fn the_sheet_is_ready_to_work_with() {
    let (store, _folder) = conference().await;
    register(&store, vec![person(1, "Guén", "Hélène")]).await;
    let sheet = part(&store, List::Participants, "xl/worksheets/sheet1.xml").await;
    assert!(sheet.contains("state=\"frozen\"") && sheet.contains("ySplit=\"1\""));
    assert!(sheet.contains("<autoFilter ref=\"A1:N2\""));
    assert_eq!(sheet.matches("customWidth=\"1\"").count(), 12, "one for each run of columns");
    let properties = part(&store, List::Participants, "docProps/core.xml").await;
    assert!(properties.contains("<dc:title>Participants – Conférence régionale</dc:title>"));
}

#[tokio::test]
async fn before_anybody_registers_there_is_a_heading_only() {
    let (store, _folder) = conference().await;
    let table = cells(&store, List::Participants).await;
    assert_eq!((table.height(), table.width()), (1, 14));
    let sheet = part(&store, List::Checkins, "xl/worksheets/sheet1.xml").await;
    assert!(sheet.contains("<autoFilter ref=\"A1:I1\""));
}

#[tokio::test]
async fn a_phone_centuries_off_spoils_no_workbook() {
    let (store, _folder) = conference().await;
    scan(&store, None, Door::Main, Moment::from_micros(-9_000_000_000_000_000)).await;
    scan(&store, None, Door::Main, at(9, 5)).await;
    let table = cells(&store, List::Checkins).await;
    assert!(matches!(table[(1, 0)], Data::String(_)));
    assert_close(serial(&table[(2, 0)]), DAY + (9.0 * 60.0 + 5.0) / 1_440.0);
}

#[tokio::test]
async fn a_browser_is_told_to_keep_the_file_and_caches_are_not() {
    use axum::response::IntoResponse;
    let (store, _folder) = conference().await;
    for format in Format::ALL {
        let made =
            download(store.clone(), List::Participants, Choice::default(), format, registered_at())
                .await;
        let response = made.unwrap().into_response();
        let header = |name: &str| response.headers().get(name).map(|value| value.to_str().unwrap());
        assert_eq!(header("cache-control"), Some("no-store"));
        assert_eq!(header("content-type"), Some(format.content_type()));
        let name = format!("attachment; filename=\"participants-2026-10-28.{}\"", format.as_str());
        assert_eq!(header("content-disposition"), Some(name.as_str()));
        assert_eq!(header("content-length").is_some(), format == Format::Xlsx);
    }
}
