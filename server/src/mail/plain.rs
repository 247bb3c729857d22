//! Other people's words inside our letters: no markup, no links, no control characters.

use domain::text::clean_line;
use lettre::Address;

use super::ComposeError;

/// The longest name shown: long enough for real ones, too short for a message of its own.
const LONGEST_NAME: usize = 80;

/// One clean line: no control characters, no invisible ones that change direction.
#[must_use]
pub fn line(text: &str) -> String {
    clean_line(text)
}

/// A person's name as a letter shows it.
///
/// Mail programs turn anything that looks like an address into a link, so a name such as
/// `http://exemple.fr` would let a stranger send links in our name. No real name holds `/`, `:`,
/// `@` or the like: these become spaces. A dot that is stuck to what follows gets a space after it,
/// which breaks a host name and leaves « J.-P. » and « Dr. » as they are.
#[must_use]
pub fn name(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut after_dot = false;
    for c in clean_line(text).chars().take(LONGEST_NAME) {
        if after_dot && c.is_alphanumeric() {
            shown.push(' ');
        }
        after_dot = is_dot(c);
        shown.push(if opens_a_link(c) { ' ' } else { c });
    }
    clean_line(&shown)
}

/// The dots that may separate the parts of a host name (IDNA 2003, section 3.1).
fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}')
}

fn opens_a_link(c: char) -> bool {
    // The last five are the full-width and mathematical forms of the first ones.
    "/\\:@<>\u{ff0f}\u{ff1a}\u{ff20}\u{2215}\u{2044}".contains(c)
}

/// An address that can be written to.
///
/// # Errors
/// It is none.
pub fn address(text: &str) -> Result<Address, ComposeError> {
    text.parse().map_err(|_| ComposeError::NoAddress)
}

/// Every line ending as CRLF, whatever it was: a bare CR or LF would let a body end early
/// (RUSTSEC-2026-0561).
#[must_use]
pub fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

/// What a template leaves behind, tidied: no spaces at the ends of lines, one empty line at most.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty_before = true;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() && empty_before {
            continue;
        }
        empty_before = line.is_empty();
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}
