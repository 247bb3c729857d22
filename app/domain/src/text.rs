//! Words people typed: cleaned once, then trusted; and folded, for looking them up.

use unicode_normalization::UnicodeNormalization;

/// Trims, folds every run of white space into one space and drops control and invisible
/// direction-changing characters, so that no name can break a line in a letter's heading or turn
/// the text around it.
#[must_use]
pub fn clean_line(raw: &str) -> String {
    raw.split(|c: char| c.is_whitespace() || c.is_control())
        .map(|word| word.chars().filter(|c| !is_invisible(*c)).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .collect()
}

/// The form under which texts are compared: no accents, no capitals, letters and digits only,
/// words separated by one space. « Hélène LE-GUÉN » and « helene le guen » fold alike.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            c if c.is_alphanumeric() => folded.push(c),
            c if is_mark(c) => {}
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_loses_what_could_break_it() {
        assert_eq!(clean_line("  Anne\r\nBcc: x\u{202e}y\t z "), "Anne Bcc: xy z");
        assert_eq!(clean_line("e\u{301}"), "é");
    }

    #[test]
    fn folding_ignores_accents_case_hyphens_and_ligatures() {
        assert_eq!(fold("Hélène LE-GUÉN"), "helene le guen");
        assert_eq!(fold("Sœur d’Œuvre"), "soeur d oeuvre");
        assert_eq!(fold(" -- "), "");
    }
}
