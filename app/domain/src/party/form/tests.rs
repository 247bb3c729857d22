use super::*;
use crate::party::{FIRST_ROWS, MAX_COLLEAGUES};

fn row(first_name: &str, last_name: &str, email: &str) -> Row {
    Row {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        no_email: email.is_empty(),
        waits: false,
    }
}

fn form(rows: Vec<Row>) -> PartyForm {
    PartyForm {
        contact: Some(row("Inès", "Morel", "ines@exemple.fr")),
        organisation: "Mairie".to_owned(),
        department: "49".to_owned(),
        rows,
        consent: true,
        ..PartyForm::default()
    }
}

fn faults(form: &PartyForm) -> Vec<(&'static str, Wrong)> {
    let faults = form.read(MAX_COLLEAGUES).unwrap_err();
    faults.into_iter().map(|(spot, wrong)| (spot.name(), wrong)).collect()
}

#[test]
fn rows_share_the_organisation_and_blank_ones_stand_for_nobody() {
    let rows =
        vec![Row::default(), row("Awa", "Diallo", "awa@exemple.fr"), row("Léo", "Petit", "")];
    let read = form(rows).read(MAX_COLLEAGUES).unwrap();
    let (name, email) = read.contact.unwrap();
    assert_eq!((name.as_str(), email.as_str()), ("Inès Morel", "ines@exemple.fr"));
    let people: Vec<_> = read.people.iter().map(|guest| guest.registration.full_name()).collect();
    assert_eq!(people, ["Awa Diallo", "Léo Petit"]);
    assert_eq!(read.people[0].who, Who::Row(1));
    assert!(read.people.iter().all(|guest| guest.registration.organisation == "Mairie"));
    assert_eq!(read.people[1].registration.email, None);
}

#[test]
fn the_contact_may_come_too() {
    let alone = PartyForm { comes: true, ..form(vec![Row::default()]) };
    let read = alone.read(MAX_COLLEAGUES).unwrap();
    assert_eq!((read.people.len(), read.people[0].who), (1, Who::Contact));
    let full = PartyForm {
        comes: true,
        ..form((0..10).map(|n| row("A", "B", &format!("a{n}@exemple.fr"))).collect())
    };
    assert_eq!(full.read(MAX_COLLEAGUES).unwrap().people.len(), 11);
}

#[test]
fn every_fault_is_told_at_once_in_the_order_of_the_form() {
    let missing = Wrong::Fault(Fault::Missing);
    assert_eq!(
        faults(&PartyForm { contact: Some(Row::default()), ..PartyForm::default() }),
        [
            ("contact_first_name", missing),
            ("contact_last_name", missing),
            ("contact_email", Wrong::Fault(Fault::NeitherEmailNorNone)),
            ("p1_first_name", Wrong::Nobody),
            ("consent", Wrong::Fault(Fault::ConsentMissing)),
        ]
    );
    let typed = PartyForm {
        department: "99".to_owned(),
        consent: false,
        ..form(vec![row("Awa", "", "awa@"), Row::default(), row("", "Petit", "")])
    };
    assert_eq!(
        faults(&typed),
        [
            ("department", Wrong::Fault(Fault::Malformed)),
            ("p1_last_name", missing),
            ("p1_email", Wrong::Fault(Fault::Malformed)),
            ("p3_first_name", missing),
            ("consent", Wrong::Fault(Fault::ConsentMissing)),
        ]
    );
}

#[test]
fn an_address_that_stands_twice_is_told_beside_each() {
    let rows = || {
        vec![row("A", "B", "Ines@Exemple.fr "), row("C", "D", ""), row("E", "F", "e@exemple.fr")]
    };
    assert!(form(rows()).read(MAX_COLLEAGUES).is_ok(), "the contact does not come");
    let both = PartyForm { comes: true, ..form(rows()) };
    assert_eq!(faults(&both), [("contact_email", Wrong::Twice), ("p1_email", Wrong::Twice)]);
    let twins = form(vec![row("A", "B", "x@exemple.fr"), row("C", "D", "X@exemple.fr")]);
    assert_eq!(faults(&twins), [("p1_email", Wrong::Twice), ("p2_email", Wrong::Twice)]);
}

#[test]
fn a_group_has_its_limit() {
    let form = form((0..4).map(|n| row("A", "B", &format!("a{n}@exemple.fr"))).collect());
    assert!(form.read(4).is_ok());
    let refused = form.read(3).unwrap_err();
    assert_eq!((refused[0].0.name(), refused[0].1), ("p4_first_name", Wrong::TooMany { most: 3 }));
}

#[test]
fn adding_to_a_group_asks_nothing_of_its_contact() {
    let form = PartyForm { contact: None, ..form(vec![row("A", "B", "ines@exemple.fr")]) };
    let read = form.read(2).unwrap();
    assert_eq!((read.contact, read.people.len()), (None, 1));
    let refused = PartyForm { department: "99".to_owned(), ..form }.read(2).unwrap_err();
    assert_eq!(refused.iter().map(|(spot, _)| spot.name()).collect::<Vec<_>>(), ["department"]);
}

#[test]
fn rows_come_and_go_and_one_stays() {
    let mut form = form(vec![row("A", "B", ""), row("C", "D", "")]);
    assert!(form.add_row(3) && !form.add_row(3));
    form.remove_row(0);
    assert_eq!(form.rows[0].first_name, "C");
    form.remove_row(7);
    form.remove_row(0);
    form.remove_row(0);
    assert_eq!(form.rows, [Row::default()]);
}

#[test]
fn a_list_fills_the_empty_rows_then_new_ones_and_keeps_what_it_could_not_use() {
    let mut form = form(vec![Row::default(), row("Awa", "Diallo", "awa@exemple.fr")]);
    form.rows.resize(FIRST_ROWS, Row::default());
    form.pasted = "Léo Petit <leo@exemple.fr>\nAwa Diallo <AWA@exemple.fr>\npas@une adresse\n\n\
                   Jo Roy <jo@exemple.fr>\nUn Trop <un@exemple.fr>\nDeux Trop <deux@exemple.fr>"
        .to_owned();
    let filled = form.fill(4);
    assert_eq!((filled.added, filled.known, filled.too_many), (3, 1, 1));
    assert_eq!(filled.faults, [("pas@une adresse".to_owned(), PasteFault::Address)]);
    let names: Vec<_> = form.rows.iter().map(|row| row.first_name.as_str()).collect();
    assert_eq!(names, ["Léo", "Awa", "Jo", "Un"]);
    assert_eq!(form.pasted, "pas@une adresse\nDeux Trop <deux@exemple.fr>");
    assert_eq!(form.rows[0].email, "leo@exemple.fr");
}
