//! French spacing: signs that must not be left alone at the beginning of a line.

use domain::text::clean_line;

/// One clean line of text in which the spaces that French typography wants unbreakable are so,
/// whichever spaces were typed.
pub fn typeset(raw: &str) -> String {
    let line = clean_line(raw);
    let mut set = String::with_capacity(line.len());
    let mut previous = None;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        set.push(match (letter, letters.peek()) {
            (' ', Some(';' | '!' | '?')) => '\u{202f}',
            (' ', Some(':' | '»')) => '\u{a0}',
            (' ', _) if previous == Some('«') => '\u{a0}',
            _ => letter,
        });
        previous = Some(letter);
    }
    set
}
