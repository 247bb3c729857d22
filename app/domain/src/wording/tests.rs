use proptest::prelude::*;

use super::*;

fn text(text: &str) -> Piece {
    Piece::Text(text.to_owned())
}

#[test]
fn a_text_is_read_into_paragraphs_and_the_plan_of_the_day() {
    let read = blocks("Cher {prenom},\nà bientôt.\n\n\n{programme_du_jour}\nMerci").unwrap();
    let first = vec![text("Cher "), Piece::Blank(Blank::FirstName), text(",")];
    assert_eq!(
        read,
        [
            Block::Paragraph(vec![first, vec![text("à bientôt.")]]),
            Block::Day,
            Block::Paragraph(vec![vec![text("Merci")]]),
        ]
    );
    assert_eq!(blocks("  \n\r\n ").unwrap(), []);
}

#[test]
fn a_blank_of_another_name_is_refused_and_named() {
    for (written, name) in [
        ("{prénon}", "prénon"),
        ("{{ letter.link }}", "BRACE"),
        ("{% include \"layout.html\" %}", "% include \"layout.html\" %"),
        ("{participant.email}", "participant.email"),
        ("{}", ""),
    ] {
        let expected = match name {
            "BRACE" => WordingFault::Brace,
            name => WordingFault::Unknown(name.to_owned()),
        };
        assert_eq!(blocks(written), Err(expected), "{written}");
    }
    assert_eq!(blocks("{Prénom} { NOM }").unwrap().len(), 1);
}

#[test]
fn braces_go_in_pairs() {
    for written in ["{prenom", "prenom}", "a { b", "}{"] {
        assert_eq!(line(written), Err(WordingFault::Brace), "{written}");
    }
}

#[test]
fn the_plan_of_the_day_has_a_line_of_its_own_and_no_place_in_a_heading() {
    assert_eq!(blocks("Voici : {programme_du_jour}"), Err(WordingFault::NotAlone));
    for blank in [Blank::Day, Blank::TicketLink, Blank::Code] {
        let written = format!("Bonjour {{{}}}", blank.as_str());
        assert_eq!(subject(&written), Err(WordingFault::NotInSubject(blank)));
    }
    assert!(subject("{prenom}, à {lieu}").is_ok());
}

#[test]
fn a_form_says_what_is_wrong_with_each_field() {
    let form =
        WordingForm { subject: " a\r\nb ".to_owned(), text: "\r\na\u{202e}\rb\r\n".to_owned() };
    let clean = form.cleaned();
    assert_eq!((clean.subject.as_str(), clean.text.as_str()), ("a b", "a b"));
    assert_eq!(clean.faults(), []);
    let empty = WordingForm::default();
    assert_eq!(empty.faults_of_changes(), []);
    assert_eq!(
        empty.faults(),
        [
            (WordingField::Subject, WordingFault::Missing),
            (WordingField::Text, WordingFault::Missing)
        ]
    );
    let long = WordingForm { subject: "a".repeat(121), text: "{x}".to_owned() };
    assert_eq!(
        long.faults(),
        [
            (WordingField::Subject, WordingFault::TooLong { max: MAX_SUBJECT }),
            (WordingField::Text, WordingFault::Unknown("x".to_owned()))
        ]
    );
}

proptest! {
    #[test]
    fn whatever_is_written_is_read_or_refused_and_nothing_is_lost(written in "[a-z{}\n éÉ]{0,40}") {
        if let Ok(pieces) = line(&written) {
            let back: String = pieces.iter().map(|piece| match piece {
                Piece::Text(text) => text.clone(),
                Piece::Blank(blank) => format!("{{{}}}", blank.as_str()),
            }).collect();
            prop_assert_eq!(line(&back).unwrap(), pieces);
        }
        let _ = blocks(&written);
    }
}
