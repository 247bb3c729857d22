//! What was read, before it is sent.

/// A code that stays in view is one person, not several.
const SAME_PERSON_MS: f64 = 5_000.0;

/// Between two keys of a scanner that types lie a few milliseconds; between a person's, more.
const KEY_GAP_MS: f64 = 120.0;

/// The shortest readable code, without its hyphen.
const SHORTEST_CODE: usize = 6;

/// The token in the content of a ticket, or a typed code as it is; nothing of a blank.
pub(super) fn token(read: &str) -> Option<&str> {
    let read = read.trim();
    let token = match read.rsplit_once("/b/") {
        Some((_, token)) => token.split(['?', '#', '/']).next().unwrap_or_default(),
        None => read,
    };
    (!token.is_empty()).then_some(token)
}

/// The code seen last, so that it is not sent again while it stays in view.
#[derive(Debug, Default)]
pub(super) struct LastSeen {
    code: String,
    at: f64,
}

impl LastSeen {
    /// Whether `code` is someone new at `now` (milliseconds).
    pub fn is_new(&mut self, code: &str, now: f64) -> bool {
        let new = self.code != code || now - self.at >= SAME_PERSON_MS;
        if new {
            code.clone_into(&mut self.code);
        }
        self.at = now;
        new
    }
}

/// Collects what a hardware scanner types while no field has the focus.
#[derive(Debug, Default)]
pub(super) struct Keys {
    typed: String,
    at: f64,
}

impl Keys {
    /// Takes one key and gives the whole code when it was the last.
    pub fn press(&mut self, key: &str, now: f64) -> Option<String> {
        if now - self.at > KEY_GAP_MS {
            self.typed.clear();
        }
        self.at = now;
        if key == "Enter" {
            let typed = std::mem::take(&mut self.typed);
            return (typed.chars().count() >= SHORTEST_CODE).then_some(typed);
        }
        // Longer names are keys without a character: Shift, Tab, F1.
        if key.chars().count() == 1 {
            self.typed.push_str(key);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::{Keys, LastSeen, token};

    #[test]
    fn the_token_is_what_follows_the_last_b() {
        assert_eq!(token("https://exemple.org/b/abc-_9"), Some("abc-_9"));
        assert_eq!(token("https://exemple.org/b/b/abc"), Some("abc"));
        assert_eq!(token(" http://127.0.0.1:3000/b/abc?x=1#y \n"), Some("abc"));
    }

    #[test]
    fn a_typed_code_is_sent_as_it_is() {
        assert_eq!(token("KX7-4TQ"), Some("KX7-4TQ"));
        assert_eq!(token("  kx7 4tq "), Some("kx7 4tq"));
        assert_eq!(token("https://exemple.org/autre"), Some("https://exemple.org/autre"));
    }

    #[test]
    fn a_blank_is_nothing() {
        assert_eq!(token(""), None);
        assert_eq!(token("  \n"), None);
        assert_eq!(token("https://exemple.org/b/"), None);
    }

    #[test]
    fn the_same_code_in_view_is_one_person_for_five_seconds_after_it_was_last_seen() {
        let mut seen = LastSeen::default();
        assert!(seen.is_new("a", 0.0));
        assert!(!seen.is_new("a", 4_000.0));
        assert!(!seen.is_new("a", 8_000.0));
        assert!(seen.is_new("a", 13_000.0));
    }

    #[test]
    fn another_code_comes_through_at_once() {
        let mut seen = LastSeen::default();
        assert!(seen.is_new("a", 0.0));
        assert!(seen.is_new("b", 10.0));
        assert!(!seen.is_new("b", 20.0));
    }

    fn typed(keys: &mut Keys, text: &str, gap: f64) -> Option<String> {
        let mut now = 1_000.0;
        for key in text.chars() {
            now += gap;
            assert_eq!(keys.press(key.encode_utf8(&mut [0; 4]), now), None);
        }
        keys.press("Enter", now + gap)
    }

    #[test]
    fn a_scanner_that_types_is_heard() {
        let mut keys = Keys::default();
        assert_eq!(typed(&mut keys, "KX7-4TQ", 8.0).as_deref(), Some("KX7-4TQ"));
        assert_eq!(typed(&mut keys, "KX7-4TQ", 8.0).as_deref(), Some("KX7-4TQ"));
    }

    #[test]
    fn a_person_at_the_keyboard_is_not() {
        assert_eq!(typed(&mut Keys::default(), "KX7-4TQ", 300.0), None);
        assert_eq!(typed(&mut Keys::default(), "ab", 8.0), None);
        assert_eq!(Keys::default().press("Enter", 5_000.0), None);
    }
}
