//! Words of the organisers' with their blanks filled in, for one person.

use domain::wording::{Blank, Block, Line, Piece, WordingFault, blocks, subject};

use super::composed::ComposeError;
use super::plain;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filled {
    /// Lines that belong together.
    Paragraph(Vec<Vec<Words>>),
    /// The plan of the person's day.
    Day,
}

/// A few words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Fit to be shown, but not escaped.
    pub text: String,
    /// Whether they are an address of ours to be followed.
    pub is_link: bool,
}

/// What each blank stands for. Every text in it is fit to be shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Blanks {
    pub first_name: String,
    pub last_name: String,
    pub organisation: String,
    pub conference: String,
    pub date: String,
    pub hours: String,
    pub place: String,
    pub contact: String,
    pub code: String,
    pub link: String,
}

impl Blanks {
    fn value(&self, blank: Blank) -> &str {
        match blank {
            Blank::FirstName => &self.first_name,
            Blank::LastName => &self.last_name,
            Blank::Organisation => &self.organisation,
            Blank::Conference => &self.conference,
            Blank::Date => &self.date,
            Blank::Hours => &self.hours,
            Blank::Place => &self.place,
            Blank::Contact => &self.contact,
            Blank::Code => &self.code,
            Blank::TicketLink => &self.link,
            // Alone on its line, it is a block of its own.
            Blank::Day => "",
        }
    }

    /// A heading, filled in.
    ///
    /// # Errors
    /// It cannot be read: it was not checked when it was written.
    pub fn subject(&self, written: &str) -> Result<String, ComposeError> {
        let line = subject(written).map_err(unread)?;
        Ok(plain::line(&self.line(line).into_iter().map(|words| words.text).collect::<String>()))
    }

    /// A text, filled in.
    ///
    /// # Errors
    /// It cannot be read: it was not checked when it was written.
    pub fn text(&self, written: &str) -> Result<Vec<Filled>, ComposeError> {
        let blocks = blocks(written).map_err(unread)?;
        let filled = blocks.into_iter().filter_map(|block| match block {
            Block::Day => Some(Filled::Day),
            Block::Paragraph(lines) => {
                let lines = lines.into_iter().map(|line| self.line(line));
                let lines: Vec<_> = lines.filter(|words| !words.is_empty()).collect();
                (!lines.is_empty()).then_some(Filled::Paragraph(lines))
            }
        });
        Ok(filled.collect())
    }

    fn line(&self, line: Line) -> Vec<Words> {
        let mut filling = Filling::default();
        for piece in line {
            match piece {
                Piece::Text(text) => filling.text(&text),
                Piece::Blank(Blank::TicketLink) => filling.link(&self.link),
                Piece::Blank(blank) => filling.text(self.value(blank)),
            }
        }
        filling.end()
    }
}

/// A line on its way: words that belong together are one.
#[derive(Default)]
struct Filling {
    words: Vec<Words>,
    /// Whether a blank came last for which there is nothing.
    gap: bool,
}

impl Filling {
    fn text(&mut self, text: &str) {
        let text = if self.gap { self.close(text, false) } else { text };
        // Where nothing is left of what follows either, the gap goes on.
        self.gap = text.is_empty();
        if self.gap {
            return;
        }
        match self.words.last_mut().filter(|last| !last.is_link) {
            Some(last) => last.text.push_str(text),
            None => self.words.push(Words { text: text.to_owned(), is_link: false }),
        }
    }

    fn link(&mut self, link: &str) {
        self.gap = link.is_empty();
        self.words.push(Words { text: link.to_owned(), is_link: true });
    }

    fn end(mut self) -> Vec<Words> {
        if self.gap {
            self.close("", true);
        }
        self.words.retain(|words| !words.text.is_empty());
        self.words
    }

    /// Takes back what the words so far hold only for the sake of the blank; answers what is left of
    /// those that follow.
    fn close<'a>(&mut self, after: &'a str, ends: bool) -> &'a str {
        let starts = self.words.iter().all(|words| !words.is_link);
        let mut nothing = String::new();
        let last = self.words.last_mut().filter(|last| !last.is_link);
        let before = last.map_or(&mut nothing, |last| &mut last.text);
        let (left, right) = around_nothing(before, after, (starts, ends));
        let kept = left.len();
        before.truncate(kept);
        right
    }
}

/// What may stand around a blank alone.
const PAIRS: [(char, char); 3] = [('(', ')'), ('[', ']'), ('«', '»')];

/// The words before and after an empty blank, as somebody would have written them who knew that it
/// is empty: no brackets around nothing, no second comma, no second space. `starts` and `ends` say
/// whether they are the first and the last of their line.
fn around_nothing<'b, 'a>(
    mut before: &'b str,
    mut after: &'a str,
    (starts, ends): (bool, bool),
) -> (&'b str, &'a str) {
    loop {
        let (left, right) = (before.trim_end(), after.trim_start());
        let emptied = PAIRS.iter().find_map(|(open, close)| {
            Some((left.strip_suffix(*open)?, right.strip_prefix(*close)?))
        });
        let opens = left.ends_with(['(', '[', '«']) || starts && left.is_empty();
        let over = ends && right.is_empty();
        let closes = over || right.starts_with([',', '.', ';', ':', '!', '?', ')', ']', '»']);
        if let Some(around) = emptied {
            (before, after) = around;
        } else if opens && let Some(rest) = right.strip_prefix(',') {
            after = rest;
        } else if closes && let Some(rest) = left.strip_suffix(',') {
            before = rest;
        } else if over || right.starts_with([',', '.', ')', ']']) {
            return (left, right);
        } else if opens {
            return (before, right);
        } else if left != before && right != after {
            // The space that is kept is the later one: it may be one that does not break.
            return (left, after);
        } else {
            return (before, after);
        }
    }
}

fn unread(fault: WordingFault) -> ComposeError {
    tracing::error!(?fault, "words that were kept cannot be read");
    ComposeError::Wording
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(written: &str, organisation: &str) -> String {
        let blanks = Blanks {
            first_name: "Marie".to_owned(),
            last_name: "Durand".to_owned(),
            organisation: organisation.to_owned(),
            link: "https://conference.example".to_owned(),
            ..Blanks::default()
        };
        let line = domain::wording::line(written).unwrap();
        blanks.line(line).into_iter().map(|words| words.text).collect()
    }

    #[test]
    fn a_blank_for_which_there_is_nothing_leaves_no_trace() {
        for (written, shown) in [
            ("{prenom} {nom} ({organisation}), rendez-vous", "Marie Durand, rendez-vous"),
            ("{prenom} ({organisation}) {nom}", "Marie Durand"),
            ("({organisation}) {prenom}", "Marie"),
            ("{prenom} [{organisation}]", "Marie"),
            ("({organisation})", ""),
            ("({organisation}), {prenom}", "Marie"),
            ("({organisation}, {code_billet})", ""),
            ("({prenom}, {organisation})", "(Marie)"),
            ("({organisation}, {prenom})", "(Marie)"),
            ("«\u{a0}{organisation} {prenom}\u{a0}»", "«\u{a0}Marie\u{a0}»"),
            ("De «\u{a0}{organisation}\u{a0}»\u{a0}: {nom}", "De\u{a0}: Durand"),
            ("{prenom}, {organisation}, {nom}", "Marie, Durand"),
            ("{organisation}, {prenom}", "Marie"),
            ("{prenom}, {organisation}", "Marie"),
            ("Bonjour {organisation},", "Bonjour,"),
            ("Bonjour, {organisation}\u{a0}!", "Bonjour\u{a0}!"),
            ("{prenom} {organisation} {nom}", "Marie Durand"),
            ("{prenom} {organisation}{code_billet} {nom}", "Marie Durand"),
            ("Organisation\u{a0}: {organisation}", "Organisation\u{a0}:"),
            ("{lien_billet} ({organisation}).", "https://conference.example."),
            ("{organisation} {lien_billet}", "https://conference.example"),
        ] {
            assert_eq!(filled(written, ""), shown, "{written}");
        }
    }

    #[test]
    fn what_is_written_stays_as_it_was_written() {
        for (written, shown) in [
            ("{prenom} ({organisation}), bonjour", "Marie (CCAS), bonjour"),
            ("{prenom}  , , () {organisation} ( )", "Marie  , , () CCAS ( )"),
            (" {lien_billet} ", " https://conference.example "),
        ] {
            assert_eq!(filled(written, "CCAS"), shown, "{written}");
        }
        assert_eq!(filled("()  {prenom}, , {nom}", ""), "()  Marie, , Durand");
    }

    #[test]
    fn a_paragraph_without_words_is_none() {
        let blanks = Blanks { first_name: "Marie".to_owned(), ..Blanks::default() };
        let text = blanks.text("{organisation}\n({organisation})\n\n{prenom}\n{organisation}");
        let marie = Words { text: "Marie".to_owned(), is_link: false };
        assert_eq!(text.unwrap(), [Filled::Paragraph(vec![vec![marie]])]);
    }
}
