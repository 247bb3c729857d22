//! A folder of awkward files, made here and read from disk as they come.

use std::fs;
use std::io::{Cursor, Write};

use domain::people_list::{Column, Layout, MOST_ROWS, Wrong, read};
use rust_xlsxwriter::Workbook;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Draft;
use super::file::{Unreadable, rows};

/// A file of this name with these bytes, read back from a folder.
fn from_disk(name: &str, bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    rows(&fs::read(path).unwrap())
}

fn two() -> Vec<Vec<String>> {
    let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
    vec![row(["Prénom", "Nom", "E-mail"]), row(["Hélène", "L’Œuf, dite", "h@exemple.fr"])]
}

#[test]
fn every_separator_line_end_and_alphabet_is_read() {
    let quoted = |separator: &str, end: &str| {
        let lines: Vec<_> = two()
            .iter()
            .map(|row| {
                row.iter().map(|cell| format!("\"{cell}\"")).collect::<Vec<_>>().join(separator)
            })
            .collect();
        format!("{}{end}", lines.join(end))
    };
    for separator in [",", ";", "\t", "|"] {
        for end in ["\n", "\r\n", "\r"] {
            let text = quoted(separator, end);
            assert_eq!(from_disk("liste.csv", text.as_bytes()).unwrap(), two(), "{text:?}");
            let marked = format!("\u{feff}{text}");
            assert_eq!(from_disk("bom.csv", marked.as_bytes()).unwrap(), two(), "{text:?}");
            let (old, _, lost) = encoding_rs::WINDOWS_1252.encode(&text);
            assert!(!lost);
            assert_eq!(from_disk("ansi.csv", &old).unwrap(), two(), "{text:?}");
            let wide: Vec<u8> = std::iter::once(0xfeff)
                .chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect();
            assert_eq!(from_disk("unicode.txt", &wide).unwrap(), two(), "{text:?}");
        }
    }
}

#[test]
fn cells_of_several_lines_blank_lines_and_excels_own_mark_are_read() {
    let text =
        "sep=;\r\nPrénom;Nom\r\n\r\nAnne;\"Roy\nd’Anjou\"\r\nZoé;\"dite \"\"la Brave\"\"\"\r\n\r\n";
    let read = from_disk("liste.csv", text.as_bytes()).unwrap();
    assert_eq!(read.len(), 4, "{read:?}");
    assert_eq!(read[1], [""; 0]);
    assert_eq!(read[2], ["Anne", "Roy\nd’Anjou"]);
    assert_eq!(read[3], ["Zoé", "dite \"la Brave\""]);
}

#[test]
fn a_workbook_is_read_with_its_numbers_as_people_write_them() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("vide").unwrap();
    let sheet = book.add_worksheet();
    for (column, heading) in ["Prénom", "Nom", "Téléphone", "Note"].into_iter().enumerate() {
        sheet.write(0, u16::try_from(column).unwrap(), heading).unwrap();
    }
    sheet.write(2, 0, "Zoé").unwrap();
    sheet.write(2, 1, "Петит").unwrap();
    sheet.write(2, 2, 241_000_000).unwrap();
    sheet.write(2, 3, true).unwrap();
    let read = from_disk("liste.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(read[1], [""; 0]);
    assert_eq!(read[2], ["Zoé", "Петит", "241000000", "oui"]);
}

#[test]
fn a_formula_is_refused_in_words_wherever_it_stands() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, first) in [(0, "Prénom"), (1, "Anne")] {
        sheet.write(row, 0, first).unwrap();
    }
    sheet.write(0, 1, "Nom").unwrap();
    sheet.write_formula(1, 1, "=CONCATENATE(\"R\",\"oy\")").unwrap();
    let read_rows = from_disk("formules.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let layout = Layout::guess(&read_rows);
    assert!(matches!(read(&layout, &read_rows[1]).unwrap_err()[..], [Wrong::Formula(_)]));
    let text = "Prénom;Nom;Tél\nAnne;=cmd|'/c calc'!A1;\nZoé;Petit;'+33 2 41 00 00 00\n";
    let read_rows = from_disk("formules.csv", text.as_bytes()).unwrap();
    assert!(matches!(read(&layout, &read_rows[1]).unwrap_err()[..], [Wrong::Formula(_)]));
    assert_eq!(read_rows[2][2], "+33 2 41 00 00 00", "what our exports put before it is gone");
}

#[test]
fn a_file_that_is_not_what_it_says_is_refused() {
    let noise: Vec<u8> = (0..2_000_u32).map(|n| u8::try_from(n * 7919 % 31).unwrap()).collect();
    for (name, bytes, why) in [
        ("vide.csv", &b""[..], Unreadable::Empty),
        ("blanc.csv", b"\n\r\n \n", Unreadable::Empty),
        ("lettre.csv", b"%PDF-1.7 ...", Unreadable::NotAList),
        ("image.xlsx", b"\x89PNG\r\n\x1a\n....", Unreadable::NotAList),
        ("page.csv", b"<!DOCTYPE html><table>", Unreadable::NotAList),
        ("bruit.csv", &noise, Unreadable::NotAList),
        ("ancien.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable::OldWorkbook),
        ("abime.xlsx", b"PK\x03\x04 et puis rien", Unreadable::Broken),
    ] {
        assert_eq!(from_disk(name, bytes), Err(why), "{name}");
    }
    assert_eq!(
        from_disk("autre.xlsx", &zipped(&[("mimetype", b"odt")])),
        Err(Unreadable::NotAList)
    );
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn a_zip_bomb_is_not_unfolded() {
    let zeros = vec![0_u8; 90 * 1024 * 1024];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    assert_eq!(from_disk("bombe.xlsx", &bomb), Err(Unreadable::Bomb));
}

#[test]
fn one_cell_at_the_end_of_the_sheet_does_not_make_it_large() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Nom").unwrap();
    sheet.write(1_048_575, 16_383, "loin").unwrap();
    let far = book.save_to_buffer().unwrap();
    assert_eq!(from_disk("loin.xlsx", &far), Err(Unreadable::TooManyRows));
}

#[test]
fn too_much_is_refused_and_as_much_as_allowed_is_read() {
    let line = "Anne;Roy;anne@exemple.fr\n";
    let full = format!("Prénom;Nom;E-mail\n{}", line.repeat(MOST_ROWS));
    assert_eq!(from_disk("dix-mille.csv", full.as_bytes()).unwrap().len(), MOST_ROWS + 1);
    let more = format!("{full}{line}");
    assert_eq!(from_disk("trop.csv", more.as_bytes()), Err(Unreadable::TooManyRows));
    let wide = format!("Prénom;Nom{}\n", ";x".repeat(80));
    assert_eq!(from_disk("large.csv", wide.as_bytes()), Err(Unreadable::TooManyColumns));
    let open = format!("Prénom;Nom\nAnne;\"Roy\n{}", line.repeat(100));
    assert_eq!(from_disk("guillemet.csv", open.as_bytes()), Err(Unreadable::OpenQuote));
}

#[test]
fn a_draft_is_kept_as_it_is() {
    let mut draft = Draft::of(two());
    assert_eq!(draft.layout.columns, [Column::FirstName, Column::LastName, Column::Email]);
    draft.skipped.insert(1);
    assert_eq!(serde_json::from_str::<Draft>(&draft.content()).unwrap(), draft);
    assert_eq!(draft.people().count(), 1);
}
