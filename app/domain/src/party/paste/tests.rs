use super::*;

/// What a line gives, as « given name|family name|address ».
fn one(line: &str) -> String {
    let read = read_list(line);
    assert_eq!(read.len(), 1, "{line:?}: {read:?}");
    shown(&read[0].1)
}

fn shown(read: &Result<Entry, PasteFault>) -> String {
    match read {
        Ok(entry) => format!("{}|{}|{}", entry.first_name, entry.last_name, entry.email),
        Err(fault) => format!("{fault:?}"),
    }
}

#[test]
fn a_line_is_read_however_it_is_written() {
    for (line, read) in [
        ("Marie Durand <marie@exemple.fr>", "Marie|Durand|marie@exemple.fr"),
        ("  Marie   Durand  <marie@exemple.fr>  ", "Marie|Durand|marie@exemple.fr"),
        ("\"Marie Durand\" <marie@exemple.fr>", "Marie|Durand|marie@exemple.fr"),
        ("\"Durand, Marie\" <marie@exemple.fr>", "Marie|Durand|marie@exemple.fr"),
        ("Durand, Marie; marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Durand, Marie <marie@exemple.fr>", "Marie|Durand|marie@exemple.fr"),
        ("Durand, Marie", "Marie|Durand|"),
        ("Marie Durand marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Marie Durand (marie@exemple.fr)", "Marie|Durand|marie@exemple.fr"),
        ("Marie Durand : marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Marie Durand - marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Marie Durand ; marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Marie Durand, marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Marie;Durand;marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Marie\tDurand\tmarie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Marie,Durand,marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("Marie | Durand | marie@exemple.fr", "Marie|Durand|marie@exemple.fr"),
        ("\"Marie\";\"Durand\";\"marie@exemple.fr\"", "Marie|Durand|marie@exemple.fr"),
        ("\"Marie\",\"Durand\",\"marie@exemple.fr\"", "Marie|Durand|marie@exemple.fr"),
        ("marie@exemple.fr;Marie;Durand", "Marie|Durand|marie@exemple.fr"),
        ("marie@exemple.fr\tMarie Durand", "Marie|Durand|marie@exemple.fr"),
        ("marie@exemple.fr", "||marie@exemple.fr"),
        ("<marie@exemple.fr>", "||marie@exemple.fr"),
        ("mailto:marie@exemple.fr", "||marie@exemple.fr"),
        ("Marie Durand <marie@exemple.fr>;", "Marie|Durand|marie@exemple.fr"),
        ("Marie Durand marie@exemple.fr.", "Marie|Durand|marie@exemple.fr"),
        ("- Marie Durand <marie@exemple.fr>", "Marie|Durand|marie@exemple.fr"),
        ("• Marie Durand", "Marie|Durand|"),
        ("12. Marie Durand", "Marie|Durand|"),
        ("3) Marie Durand", "Marie|Durand|"),
        ("Marie Durand", "Marie|Durand|"),
        ("Marie\u{a0}Durand", "Marie|Durand|"),
        ("Durand", "|Durand|"),
        ("Marie de La Tour d’Auvergne", "Marie|de La Tour d’Auvergne|"),
    ] {
        assert_eq!(one(line), read, "{line:?}");
    }
}

#[test]
fn capitals_and_civilities_tell_the_family_name() {
    for (line, read) in [
        ("DURAND Marie <m@exemple.fr>", "Marie|DURAND|m@exemple.fr"),
        ("Marie DURAND", "Marie|DURAND|"),
        ("LE GUÉN Hélène", "Hélène|LE GUÉN|"),
        ("Hélène LE GUÉN", "Hélène|LE GUÉN|"),
        ("Jean Paul DE LA TOUR", "Jean Paul|DE LA TOUR|"),
        ("Jean-Paul de la TOUR", "Jean-Paul|de la TOUR|"),
        ("Mme Marie DURAND", "Marie|DURAND|"),
        ("M. Durand", "|Durand|"),
        ("Mme;Marie;Durand;m@exemple.fr", "Marie|Durand|m@exemple.fr"),
        ("DURAND;Marie;m@exemple.fr", "Marie|DURAND|m@exemple.fr"),
        ("DURAND,Marie,m@exemple.fr", "Marie|DURAND|m@exemple.fr"),
        ("DURAND, Marie", "Marie|DURAND|"),
        ("Marie, DURAND", "Marie|DURAND|"),
        ("J. Durand", "J.|Durand|"),
        ("MARIE DURAND", "MARIE|DURAND|"),
    ] {
        assert_eq!(one(line), read, "{line:?}");
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    for (line, read) in [
        ("Marie Durand <marie@>", "Address"),
        ("Marie Durand <marie@exemple>", "Address"),
        ("@", "Address"),
        ("Marie;Durand;Mairie;m@exemple.fr", "Unclear"),
        ("a@exemple.fr b@exemple.fr", "Unclear"),
        ("<>", "Unclear"),
        (";;;", "Unclear"),
    ] {
        assert_eq!(one(line), read, "{line:?}");
    }
}

#[test]
fn mail_programs_put_several_people_into_one_line() {
    let read = read_list(
        "DURAND Marie <marie@exemple.fr>; Léo Petit <leo@exemple.fr>, jo@exemple.fr; \
         Roy, Jo; joroy@exemple.fr",
    );
    let read: Vec<_> = read.iter().map(|(_, entry)| shown(entry)).collect();
    assert_eq!(
        read,
        [
            "Marie|DURAND|marie@exemple.fr",
            "Léo|Petit|leo@exemple.fr",
            "||jo@exemple.fr",
            "Jo|Roy|joroy@exemple.fr",
        ]
    );
}

#[test]
fn the_headings_of_a_spreadsheet_say_the_order() {
    let lines = "Nom\tPrénom\tTéléphone\tAdresse e-mail\r\nDurand\tMarie\t02 41\tm@exemple.fr\r\n\
                 Petit\tLéo\t\t\r\nRoy\tJo\t\tjo@\r\n";
    let read: Vec<_> = read_list(lines).iter().map(|(_, entry)| shown(entry)).collect();
    assert_eq!(read, ["Marie|Durand|m@exemple.fr", "Léo|Petit|", "Address"]);
    let read = read_list("prenom,nom,mail\nMarie,Durand,m@exemple.fr");
    assert_eq!(shown(&read[0].1), "Marie|Durand|m@exemple.fr");
}

#[test]
fn a_line_is_given_back_as_it_was_understood() {
    let read = read_list("\n\n1) x@\u{202e}\n   \nLéo Petit\n");
    let lines: Vec<_> = read.iter().map(|(line, _)| line.as_str()).collect();
    assert_eq!(lines, ["x@", "Léo Petit"]);
}

#[test]
fn no_text_breaks_the_reader() {
    const PIECES: [&str; 16] = [
        "@", "a@b.fr", "<", ">", ",", ";", "\"", "\t", " ", "é", "DUPONT", "M.", "1.", "-",
        "\u{202e}", "\n",
    ];
    // A linear congruence: the same texts at every run.
    let mut state = 7_u64;
    let mut draw = |many: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % many
    };
    let mut people = 0;
    for _ in 0..20_000 {
        let text: String = (0..draw(12)).map(|_| PIECES[draw(PIECES.len())]).collect();
        for (_, read) in read_list(&text) {
            let Ok(entry) = read else { continue };
            people += 1;
            let valid = entry.email.is_empty() || Email::parse(&entry.email).is_some();
            assert!(valid, "{text:?}: {entry:?}");
            assert_ne!(entry, Entry::default(), "{text:?}");
        }
    }
    assert!(people > 10_000, "{people}");
}
