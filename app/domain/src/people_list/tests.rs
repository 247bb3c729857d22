use std::collections::HashMap;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::participant::{Fault, Field};

fn rows(text: &[&[&str]]) -> Vec<Vec<String>> {
    text.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect()
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn layout(columns: &[Column]) -> Layout {
    Layout { headed: true, columns: columns.to_vec() }
}

const USUAL: [Column; 4] = [Column::FirstName, Column::LastName, Column::Email, Column::Phone];

#[test]
fn headings_are_known_in_french_and_in_english() {
    use Column::{Department, Email, FirstName, FullName, Ignored, LastName, Organisation, Phone};
    for (heading, column) in [
        ("Prénom", FirstName),
        ("PRENOM", FirstName),
        ("First name", FirstName),
        ("Nom", LastName),
        ("Nom d’usage", LastName),
        ("Surname", LastName),
        ("Nom et prénom", FullName),
        ("Adresse e-mail", Email),
        ("Courriel", Email),
        ("E-mail", Email),
        ("Structure", Organisation),
        ("Company", Organisation),
        ("Tél.", Phone),
        ("N° de téléphone", Phone),
        ("Département", Department),
        ("Commentaire", Ignored),
        ("", Ignored),
    ] {
        assert_eq!(Column::of_heading(heading), column, "{heading}");
    }
}

#[test]
fn a_list_without_headings_is_known_by_its_looks() {
    let list = rows(&[
        &["Anne", "Roy", "anne@exemple.fr", "02 41 00 00 00", "12"],
        &["Paul", "Roux", "", "0241000001", "13"],
    ]);
    let guessed = Layout::guess(&list);
    assert!(!guessed.headed && guessed.names_people());
    assert_eq!(guessed.columns[..4], [USUAL[0], USUAL[1], USUAL[2], USUAL[3]]);
    let headed = Layout::guess(&rows(&[&["Nom", "Prénom", "Nom"], &["Roy", "Anne", "x"]]));
    assert_eq!(headed.columns, [Column::LastName, Column::FirstName, Column::Ignored]);
    assert!(!Layout::guess(&rows(&[&["Nom"], &["Roy"]])).names_people());
    assert_eq!(Layout::guess(&[]).columns, []);
}

#[test]
fn what_stands_between_cells_is_seen() {
    for (text, expected) in [
        ("nom;prénom\nRoy, dit le Bon;Anne\n", ';'),
        ("nom,prénom\r\nRoy,Anne\r\n", ','),
        ("nom\tprénom\rRoy\tAnne\r", '\t'),
        ("nom|prénom\nRoy|Anne", '|'),
        ("nom,note\nRoy,\"a;b;c;d\ne;f\"\nRoux,\"g;h\"", ','),
        ("seul\nlui", ';'),
        ("", ';'),
    ] {
        assert_eq!(separator(text), expected, "{text:?}");
    }
}

#[test]
fn a_row_is_somebody_or_says_why_not() {
    let layout = layout(&USUAL);
    let anne = read(&layout, &row(&["Anne", " Roy ", "anne@exemple.fr", "241000000"])).unwrap();
    assert_eq!((anne.full_name().as_str(), anne.phone.as_str()), ("Anne Roy", "0241000000"));
    assert_eq!(read(&layout, &row(&["Anne", "Roy"])).unwrap().email, None);
    let wrong = read(&layout, &row(&["", "Roy", "anne@", "+33 2 41 00 00 00"])).unwrap_err();
    assert_eq!(
        wrong,
        [
            Wrong::Fault(Field::FirstName, Fault::Missing),
            Wrong::Fault(Field::Email, Fault::Malformed),
        ]
    );
}

#[test]
fn a_formula_is_no_name() {
    let layout = layout(&USUAL);
    for cell in ["=1+1", "=HYPERLINK(\"http://x\")", "@SUM(A1)", "+A1", "-2+cmd", " =x"] {
        let wrong = read(&layout, &row(&["Anne", cell])).unwrap_err();
        assert_eq!(wrong, [Wrong::Formula(cell.to_owned())]);
    }
    let ignored = Layout { headed: true, columns: vec![USUAL[0], USUAL[1], Column::Ignored] };
    assert!(read(&ignored, &row(&["Anne", "Roy", "=1+1"])).is_ok());
}

#[test]
fn both_names_in_one_cell_are_told_apart() {
    let layout = layout(&[Column::FullName, Column::Department]);
    for cell in ["ROY Anne", "Anne ROY", "Anne Roy", "Mme Anne Roy"] {
        let form = form(&layout, &row(&[cell]));
        let folded = (form.first_name.as_str(), form.last_name.to_lowercase());
        assert_eq!(folded, ("Anne", "roy".to_owned()), "{cell}");
    }
}

#[test]
fn a_departement_is_known_by_its_number_or_its_name() {
    let layout = layout(&[Column::Department]);
    for (cell, expected) in [
        ("49", "49"),
        ("49 - Maine-et-Loire", "49"),
        ("loire atlantique", "44"),
        ("35", "autre"),
        ("Hors région", "autre"),
        ("", ""),
        ("Vendé", "Vendé"),
    ] {
        assert_eq!(form(&layout, &row(&[cell])).department, expected, "{cell}");
    }
}

fn known(id: u128, name: (&str, &str), email: &str, organisation: &str) -> Known {
    Known {
        id: Uuid::from_u128(id),
        cancelled: false,
        first_name: name.0.to_owned(),
        last_name: name.1.to_owned(),
        email: email.to_owned(),
        organisation: organisation.to_owned(),
        role_title: String::new(),
        phone: "02 41 00 00 00".to_owned(),
        department: String::new(),
    }
}

#[test]
fn a_row_is_new_known_changed_or_refused() {
    let layout =
        layout(&[Column::FirstName, Column::LastName, Column::Email, Column::Organisation]);
    let mut gone = known(3, ("Zoé", "Petit"), "zoe@exemple.fr", "");
    gone.cancelled = true;
    let everybody: HashMap<_, _> = [
        known(1, ("Anne", "Roy"), "Anne@exemple.fr", "CCAS"),
        known(2, ("Hélène", "Le Guén"), "", "UDAF"),
        gone,
    ]
    .map(|known| (known.key(), known))
    .into();
    let mut seen = Seen::default();
    let mut judge =
        |number: usize, cells: &[&str]| seen.judge(number, read(&layout, &row(cells)), &everybody);
    assert_eq!(judge(1, &["Luc", "Roux", "luc@exemple.fr"]), Verdict::New);
    assert_eq!(
        judge(2, &["ANNE", "ROY", "anne@exemple.fr", ""]),
        Verdict::Same(Uuid::from_u128(1))
    );
    assert_eq!(
        judge(3, &["Le Guen", "Helene", "", "UDAF 53"]),
        Verdict::Changed(Uuid::from_u128(2), vec![Field::Organisation])
    );
    assert_eq!(
        judge(4, &["Zoé", "Petit", "zoe@exemple.fr"]),
        Verdict::Cancelled(Uuid::from_u128(3))
    );
    assert_eq!(
        judge(5, &["Luc", "Roux", "LUC@exemple.fr"]),
        Verdict::Refused(vec![Wrong::Twice(1)])
    );
    let mut seen = Seen::default();
    let other = seen.judge(1, read(&layout, &row(&["Jean", "Roy", "anne@exemple.fr"])), &everybody);
    assert_eq!(other, Verdict::Refused(vec![Wrong::OtherName("Anne Roy".to_owned())]));
}

proptest! {
    #[test]
    fn no_list_breaks_the_reading(list in proptest::collection::vec(proptest::collection::vec(".{0,12}", 0..6), 0..6)) {
        let layout = Layout::guess(&list);
        let mut seen = Seen::default();
        for (number, row) in list.iter().enumerate() {
            let _ = seen.judge(number, read(&layout, row), &HashMap::new());
        }
        let joined: Vec<_> = list.iter().map(|row| row.join(";")).collect();
        let _ = separator(&joined.join("\n"));
    }

    #[test]
    fn whoever_was_imported_is_known_the_second_time(first in "[A-Za-zé]{1,9}", last in "[A-Za-zé]{1,9}", mail in proptest::option::of("[a-z]{1,8}@exemple\\.fr")) {
        let layout = layout(&USUAL);
        let cells = row(&[&first, &last, mail.as_deref().unwrap_or_default()]);
        let somebody = known(7, (&first, &last), mail.as_deref().unwrap_or_default(), "");
        let everybody = HashMap::from([(somebody.key(), somebody)]);
        let verdict = Seen::default().judge(1, read(&layout, &cells), &everybody);
        prop_assert_eq!(verdict, Verdict::Same(Uuid::from_u128(7)));
    }
}
