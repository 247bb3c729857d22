//! Which of the codes in view is the next person's ticket.

use domain::ticket::Reading;

use crate::browser::reader::Sighting;

/// A code that stays in view is one person, not several.
const SAME_PERSON_MS: f64 = 5_000.0;
/// A code that is none of ours may hang on the wall, or stand on a badge beside the ticket, whose
/// own code is then read a few frames later.
const FOREIGN_MS: f64 = 600.0;
/// A ticket beside one that was just read is meant when it stays nearest to the middle so long.
const NEIGHBOUR_MS: f64 = 500.0;
/// A code is still in view when it was read so lately: not every frame shows it well enough.
const IN_VIEW_MS: f64 = 400.0;

/// A code seen lately, in milliseconds.
#[derive(Debug)]
struct Seen {
    text: String,
    /// Since when it has been the one to be given.
    since: f64,
    last: f64,
    given: bool,
}

/// Remembers what was seen, so that each person is given once.
#[derive(Debug, Default)]
pub(super) struct Picker {
    seen: Vec<Seen>,
}

impl Picker {
    /// Takes the codes of one frame and the time, and gives the text of a code that is someone new.
    ///
    /// A ticket goes before any other code, and of several tickets the one nearest to the middle.
    pub fn pick(&mut self, codes: &[Sighting], now: f64) -> Option<String> {
        self.seen.retain(|seen| now - seen.last < SAME_PERSON_MS);
        let beside = self
            .seen
            .iter()
            .any(|seen| seen.given && is_ticket(&seen.text) && now - seen.last < IN_VIEW_MS);
        for code in codes {
            self.note(&code.text, now);
        }
        let text = meant(codes)?;
        let patience = match (is_ticket(text), beside) {
            (true, false) => 0.0,
            (true, true) => NEIGHBOUR_MS,
            // A ticket was just read: whatever is beside it is of no interest.
            (false, true) => return None,
            (false, false) => FOREIGN_MS,
        };
        self.wait_for(text, now);
        let seen = self.seen.iter_mut().find(|seen| seen.text == text)?;
        let give = !seen.given && now - seen.since >= patience;
        seen.given |= give;
        give.then(|| text.to_owned())
    }

    fn note(&mut self, text: &str, now: f64) {
        if let Some(seen) = self.seen.iter_mut().find(|seen| seen.text == text) {
            seen.last = now;
        } else {
            let text = text.to_owned();
            self.seen.push(Seen { text, since: now, last: now, given: false });
        }
    }

    /// Whoever is not meant any more begins to wait anew.
    fn wait_for(&mut self, text: &str, now: f64) {
        for seen in self.seen.iter_mut().filter(|seen| seen.text != text) {
            seen.since = now;
        }
    }
}

fn meant(codes: &[Sighting]) -> Option<&str> {
    let key = |code: &&Sighting| (!is_ticket(&code.text), code.off_centre);
    let nearer = |a: &&Sighting, b: &&Sighting| {
        let (a, b) = (key(a), key(b));
        a.0.cmp(&b.0).then(a.1.total_cmp(&b.1))
    };
    codes.iter().min_by(nearer).map(|code| code.text.as_str())
}

fn is_ticket(text: &str) -> bool {
    Reading::parse(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Picker, Sighting};

    const ONE: &str = "https://exemple.org/b/abcdefghjkmnpqrstvwxyz0123";
    const TWO: &str = "https://exemple.org/b/abcdefghjkmnpqrstvwxyz0124";
    const WIFI: &str = "WIFI:S:Salle;T:WPA;P:motdepasse;;";

    fn at(text: &str, off_centre: f64) -> Sighting {
        Sighting { text: text.to_owned(), off_centre }
    }

    /// What is given over a time in which each frame shows the same, ten a second.
    fn watched(picker: &mut Picker, codes: &[Sighting], from: f64, until: f64) -> Vec<String> {
        let frames = std::iter::successors(Some(from), |now| Some(now + 100.0));
        frames.take_while(|now| *now < until).filter_map(|now| picker.pick(codes, now)).collect()
    }

    #[test]
    fn a_ticket_is_given_at_once_and_once_while_it_stays_in_view() {
        let mut picker = Picker::default();
        assert_eq!(picker.pick(&[at(ONE, 9.0)], 0.0).as_deref(), Some(ONE));
        assert!(watched(&mut picker, &[at(ONE, 9.0)], 100.0, 60_000.0).is_empty());
    }

    #[test]
    fn a_ticket_that_comes_back_is_someone_again_after_five_seconds() {
        let mut picker = Picker::default();
        picker.pick(&[at(ONE, 0.0)], 0.0);
        assert_eq!(picker.pick(&[at(ONE, 0.0)], 4_900.0), None);
        assert_eq!(picker.pick(&[at(ONE, 0.0)], 9_000.0), None);
        assert_eq!(picker.pick(&[at(ONE, 0.0)], 14_100.0).as_deref(), Some(ONE));
    }

    #[test]
    fn the_next_person_is_given_at_once() {
        let mut picker = Picker::default();
        picker.pick(&[at(ONE, 0.0)], 0.0);
        assert_eq!(picker.pick(&[at(TWO, 0.0)], 450.0).as_deref(), Some(TWO));
    }

    #[test]
    fn a_ticket_goes_before_a_foreign_code_wherever_that_is() {
        let mut picker = Picker::default();
        let both = [at(WIFI, 0.0), at(ONE, 300.0)];
        assert_eq!(watched(&mut picker, &both, 0.0, 20_000.0), [ONE]);
    }

    #[test]
    fn a_foreign_code_is_not_given_while_the_ticket_beside_it_is_only_read_now_and_then() {
        let mut picker = Picker::default();
        let mut given = Vec::new();
        for frame in 0..200 {
            let wifi = at(WIFI, 0.0);
            let codes = if frame % 3 == 1 { vec![wifi, at(ONE, 300.0)] } else { vec![wifi] };
            given.extend(picker.pick(&codes, f64::from(frame) * 100.0));
        }
        assert_eq!(given, [ONE]);
    }

    #[test]
    fn a_foreign_code_alone_is_given_once_after_a_moment() {
        let mut picker = Picker::default();
        assert!(watched(&mut picker, &[at(WIFI, 0.0)], 0.0, 600.0).is_empty());
        assert_eq!(watched(&mut picker, &[at(WIFI, 0.0)], 600.0, 20_000.0), [WIFI]);
    }

    #[test]
    fn of_two_tickets_the_nearer_one_is_meant_and_the_other_when_it_is_moved_to_the_middle() {
        let mut picker = Picker::default();
        let first = [at(TWO, 250.0), at(ONE, 10.0)];
        assert_eq!(watched(&mut picker, &first, 0.0, 30_000.0), [ONE]);
        let second = [at(TWO, 10.0), at(ONE, 250.0)];
        assert!(watched(&mut picker, &second, 30_000.0, 30_400.0).is_empty());
        assert_eq!(watched(&mut picker, &second, 30_400.0, 40_000.0), [TWO]);
    }

    #[test]
    fn nothing_in_view_gives_nothing() {
        assert!(watched(&mut Picker::default(), &[], 0.0, 5_000.0).is_empty());
    }
}
