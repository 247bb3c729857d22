//! Certificates of presence: the code by which one is verified, and what it attests.

use std::fmt;

use crate::ticket::{CODE_LENGTH, Code};
use crate::time::{Moment, Span};

/// How many characters of its secret a certificate shows: 40 bits, behind a throttle.
pub const SEAL_LENGTH: usize = 8;

/// A certificate's code, such as `KX7-4TQ-8H2D-0MKW`: whose it is, then the seal that only this
/// site can make. Nothing of it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateCode {
    ticket: Code,
    seal: String,
}

impl CertificateCode {
    /// The code of whoever has this ticket, sealed by the beginning of a secret in base32; `None`
    /// when the secret is too short or is none.
    #[must_use]
    pub fn new(ticket: Code, secret: &str) -> Option<Self> {
        let seal = seal(secret.get(..SEAL_LENGTH)?)?;
        Some(Self { ticket, seal })
    }

    /// Reads what someone typed from paper: any case, with or without dashes and spaces; the
    /// letters that base32 leaves out are read as the digits they look like.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '‑' | '.'))
            .collect();
        let ticket = Code::parse(typed.get(..CODE_LENGTH)?)?;
        Some(Self { ticket, seal: seal(typed.get(CODE_LENGTH..)?)? })
    }

    /// Whose it claims to be.
    #[must_use]
    pub fn ticket(&self) -> &Code {
        &self.ticket
    }
}

fn seal(typed: &str) -> Option<String> {
    let seal: Option<String> = typed.chars().map(digit).collect();
    seal.filter(|seal| seal.len() == SEAL_LENGTH)
}

fn digit(c: char) -> Option<char> {
    match c.to_ascii_uppercase() {
        'O' => Some('0'),
        'I' | 'L' => Some('1'),
        'U' => None,
        c => c.is_ascii_alphanumeric().then_some(c),
    }
}

impl fmt::Display for CertificateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = self.seal.split_at(SEAL_LENGTH / 2);
        write!(f, "{}-{left}-{right}", self.ticket)
    }
}

/// What was seen of someone at the doors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// When they came in at the main entrance.
    pub arrived: Moment,
    /// The sessions at whose doors they were scanned, in the order of the day: their hours.
    pub sessions: Vec<Span>,
}

impl Presence {
    /// How long the sessions were together, in minutes; stretches that overlap count once.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        let mut spans = self.sessions.clone();
        spans.sort_by_key(|span| span.start());
        let mut seconds = 0;
        let mut until = Moment::from_micros(i64::MIN);
        for span in spans {
            let from = span.start().max(until);
            seconds += span.end().seconds_since(from).max(0);
            until = until.max(span.end());
        }
        u32::try_from(seconds / 60).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SECRET: &str = "8h2d0mkwabcdefghjkmnpqrstv";

    fn code() -> CertificateCode {
        CertificateCode::new(Code::parse("KX7-4TQ").unwrap(), SECRET).unwrap()
    }

    #[test]
    fn a_code_is_read_however_it_is_copied_from_paper() {
        assert_eq!(code().to_string(), "KX7-4TQ-8H2D-0MKW");
        for typed in ["kx7-4tq-8h2d-0mkw", " KX74TQ8H2DOMKW ", "kx7 4tq 8h2d 0mkw"] {
            assert_eq!(CertificateCode::parse(typed), Some(code()), "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_none() {
        for typed in
            ["", "KX7-4TQ", "KX7-4TQ-8H2D-0MK", "KX7-4TQ-8H2D-0MKWW", "KX7-4TO-8H2D-0MKW", "é"]
        {
            assert_eq!(CertificateCode::parse(typed), None, "{typed}");
        }
        assert_eq!(CertificateCode::new(Code::parse("KX7-4TQ").unwrap(), "court"), None);
    }

    #[test]
    fn hours_are_those_of_the_sessions_and_count_once() {
        let at = |minute: i64| Moment::from_micros(minute * 60_000_000);
        let span = |from, until| Span::new(at(from), at(until)).unwrap();
        let presence = |sessions| Presence { arrived: at(0), sessions }.minutes();
        assert_eq!(presence(vec![]), 0);
        assert_eq!(presence(vec![span(180, 255), span(60, 135)]), 150);
        assert_eq!(presence(vec![span(0, 60), span(30, 90), span(40, 50)]), 90);
    }

    proptest! {
        #[test]
        fn nothing_typed_makes_it_panic(typed in ".{0,40}") {
            if let Some(code) = CertificateCode::parse(&typed) {
                prop_assert_eq!(CertificateCode::parse(&code.to_string()), Some(code));
            }
        }
    }
}
