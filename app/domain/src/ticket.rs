//! What a person shows at the door: a QR token, or a short code that can be read aloud.

use std::fmt;

use serde::Serialize;

/// The letters and digits of readable codes: none that is taken for another (no 0 O 1 I L).
pub const CODE_ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// How many characters a readable code has: 31⁶ is 887 million codes.
pub const CODE_LENGTH: usize = 6;

/// A readable code such as `KX7-4TQ`: works wherever the QR does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// Makes a code out of random bytes. Each byte chooses among 31 characters; the slight
    /// preference this gives to the first eight does not matter for a code that opens nothing.
    #[must_use]
    pub fn from_random(bytes: [u8; CODE_LENGTH]) -> Self {
        Self(
            bytes
                .iter()
                .map(|byte| char::from(CODE_ALPHABET[usize::from(*byte) % CODE_ALPHABET.len()]))
                .collect(),
        )
    }

    /// Reads what a person typed: any case, with or without the dash, with the characters that
    /// are easily confused put right (`0` and `O` cannot occur, so they are refused).
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let code: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '‑' | '.'))
            .flat_map(char::to_uppercase)
            .collect();
        let known = |c: char| u8::try_from(c).is_ok_and(|byte| CODE_ALPHABET.contains(&byte));
        (code.chars().count() == CODE_LENGTH && code.chars().all(known)).then_some(Self(code))
    }

    /// The six characters, without the dash, as they are kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = self.0.split_at(CODE_LENGTH / 2);
        write!(f, "{left}-{right}")
    }
}

/// What was read at a door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// The secret inside a QR code.
    Token(String),
    /// A readable code.
    Code(Code),
}

impl Reading {
    /// Understands a scanned or typed text: an address ending in `/b/{token}`, a bare token, or a
    /// readable code. `None` when it is none of these.
    #[must_use]
    pub fn parse(read: &str) -> Option<Self> {
        let read = read.trim();
        if let Some((_, token)) = read.rsplit_once("/b/") {
            return is_token(token).then(|| Self::Token(token.to_owned()));
        }
        if let Some(code) = Code::parse(read) {
            return Some(Self::Code(code));
        }
        is_token(read).then(|| Self::Token(read.to_owned()))
    }
}

/// Length of a secret in an address: 128 bits in base32, five bits a character.
pub const SECRET_LENGTH: usize = 26;

fn is_token(text: &str) -> bool {
    text.len() == SECRET_LENGTH
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = Code::parse("KX7-4TQ").unwrap();
        assert_eq!(Code::parse(" kx74tq "), Some(code.clone()));
        assert_eq!(Code::parse("kx7 4tq"), Some(code.clone()));
        assert_eq!(code.to_string(), "KX7-4TQ");
        assert_eq!(Code::parse("KX7-4TO"), None);
        assert_eq!(Code::parse("KX7-4T"), None);
    }

    #[test]
    fn every_random_code_reads_back() {
        for byte in 0..=255 {
            let code = Code::from_random([byte, 255 - byte, byte, 0, 30, 31]);
            assert_eq!(Code::parse(&code.to_string()), Some(code));
        }
    }

    #[test]
    fn a_reading_is_a_token_or_a_code() {
        let token = "abcdefghjkmnpqrstvwxyz0123";
        let as_token = Some(Reading::Token(token.to_owned()));
        assert_eq!(Reading::parse(&format!("https://exemple.fr/b/{token}")), as_token);
        assert_eq!(Reading::parse(token), as_token);
        assert_eq!(Reading::parse("kx7-4tq"), Code::parse("KX74TQ").map(Reading::Code));
        assert_eq!(Reading::parse("https://exemple.fr/b/../../etc"), None);
        assert_eq!(Reading::parse("bonjour"), None);
    }
}
