//! What a person shows at the door: a QR token, or a short code that can be read aloud.

use std::fmt;
use std::fmt::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::door::{CODE_DIGITS, TICKET_DIGITS};

/// The letters and digits of readable codes: none that is taken for another (no 0 O 1 I L).
pub const CODE_ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// How many characters a readable code has: 31⁶ is 887 million codes.
pub const CODE_LENGTH: usize = 6;

/// How the codes of people begin who were registered at a door; those drawn at random begin with
/// any other character, so that a phone without a network gives codes that nobody has.
pub const WALK_IN: char = 'Z';

/// The block of the codes printed on paper, for the day when no phone works.
pub const PAPER_BLOCK: &str = "Z22";

/// How many blocks of walk-in codes there are: one a phone, and the one of [`PAPER_BLOCK`].
pub const WALK_IN_BLOCKS: u32 = 31 * 31;

/// How many codes a block holds.
pub const CODES_IN_BLOCK: u32 = 31 * 31 * 31;

/// A readable code such as `KX7-4TQ`: works wherever the QR does.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Code(String);

impl Code {
    /// Makes a code out of random bytes. Each byte chooses among 31 characters, the first among 30
    /// ([`WALK_IN`] is not for these); the slight preference this gives to some of them does not
    /// matter for a code that opens nothing.
    #[must_use]
    pub fn from_random(bytes: [u8; CODE_LENGTH]) -> Self {
        let choices = |place| CODE_ALPHABET.len() - usize::from(place == 0);
        let chosen = |(place, byte): (usize, &u8)| {
            char::from(CODE_ALPHABET[usize::from(*byte) % choices(place)])
        };
        Self(bytes.iter().enumerate().map(chosen).collect())
    }

    /// Whether it is of this block of walk-in codes.
    #[must_use]
    pub fn is_of_block(&self, block: &str) -> bool {
        self.0.starts_with(block) && is_block(block)
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

/// The first [`TICKET_DIGITS`] digits of the SHA-256 of a QR token: by it a phone knows a ticket
/// that it cannot make.
#[must_use]
pub fn key(token: &str) -> String {
    digits(&Sha256::digest(token.as_bytes()), TICKET_DIGITS)
}

/// The first [`CODE_DIGITS`] digits of the SHA-256 of a readable code, without its dash.
#[must_use]
pub fn code_key(code: &Code) -> String {
    digits(&Sha256::digest(code.as_str().as_bytes()), CODE_DIGITS)
}

/// A hash in hexadecimal, cut to so many digits.
#[must_use]
pub fn digits(hash: &[u8], digits: usize) -> String {
    let mut text = String::with_capacity(hash.len() * 2);
    for byte in hash {
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text.truncate(digits);
    text
}

/// The block of walk-in codes with this number, from 0 ([`PAPER_BLOCK`]): three characters with
/// which all its codes begin. `None` from [`WALK_IN_BLOCKS`] on.
#[must_use]
pub fn walk_in_block(number: u32) -> Option<String> {
    (number < WALK_IN_BLOCKS).then(|| [WALK_IN].into_iter().chain(in_base(number, 2)).collect())
}

/// The code with this number in a block, from 0. `None` when the block is none, or has no such code
/// ([`CODES_IN_BLOCK`]).
#[must_use]
pub fn walk_in_code(block: &str, number: u32) -> Option<Code> {
    let known = is_block(block) && number < CODES_IN_BLOCK;
    known.then(|| Code(block.chars().chain(in_base(number, 3)).collect()))
}

fn is_block(block: &str) -> bool {
    block.len() == 3
        && block.starts_with(WALK_IN)
        && block.bytes().all(|byte| CODE_ALPHABET.contains(&byte))
}

/// A number in so many characters of the alphabet.
fn in_base(number: u32, places: u32) -> impl Iterator<Item = char> {
    (0..places).rev().map(move |place| {
        let digit = number / 31_u32.pow(place) % 31;
        char::from(CODE_ALPHABET[usize::try_from(digit).unwrap_or(0)])
    })
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
    fn random_codes_and_those_of_the_door_never_meet() {
        for byte in 0..=255 {
            assert!(!Code::from_random([byte; CODE_LENGTH]).as_str().starts_with(WALK_IN));
        }
        assert_eq!(walk_in_block(0).as_deref(), Some(PAPER_BLOCK));
        assert_eq!(walk_in_block(WALK_IN_BLOCKS), None);
        let blocks: std::collections::HashSet<_> =
            (0..WALK_IN_BLOCKS).filter_map(walk_in_block).collect();
        assert_eq!(blocks.len(), 961);
        assert!(blocks.iter().all(|block| is_block(block)));
    }

    #[test]
    fn a_block_gives_as_many_different_codes_as_it_says() {
        let codes: std::collections::HashSet<_> =
            (0..CODES_IN_BLOCK).filter_map(|n| walk_in_code("ZK7", n)).collect();
        assert_eq!(codes.len(), 29_791);
        assert!(codes.iter().all(|code| code.is_of_block("ZK7") && !code.is_of_block("ZK8")));
        assert!(codes.iter().all(|code| Code::parse(&code.to_string()).as_ref() == Some(code)));
        assert_eq!(walk_in_code("ZK7", 1).map(|code| code.to_string()).as_deref(), Some("ZK7-223"));
        assert_eq!(walk_in_code("ZK7", CODES_IN_BLOCK), None);
        assert_eq!(walk_in_code("AK7", 0), None);
        assert_eq!(walk_in_code("Z", 0), None);
    }

    #[test]
    fn what_a_phone_keeps_of_a_ticket_is_a_part_of_its_hash() {
        // printf abc | sha256sum
        assert_eq!(key("abc"), "ba7816bf8f01cfea414140de");
        assert_eq!(digits(&Sha256::digest("abc"), TICKET_DIGITS), key("abc"));
        let code = Code::parse("abc-def").unwrap();
        assert_eq!(code_key(&code).len(), CODE_DIGITS);
        assert!(key("ABCDEF").starts_with(&code_key(&code)));
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
