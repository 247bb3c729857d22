//! What was read, before it is sent.

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
    use super::{Keys, token};

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
