//! Answers of a form, read by the rules of the programme file; what is wrong with each is told
//! beside it.

use std::cell::RefCell;
use std::ops::RangeInclusive;

use app::components::FormErrors;
use domain::participant::Email;
use domain::programme::duplicates;
use domain::text::clean_line;
use domain::time::{Moment, Span};
use jiff::civil::{Date, Time};

use crate::http::form::Fields;
use crate::programme::clock::{self, Day};
use crate::programme::typography::typeset;
use crate::programme::values::is_code;

/// A word that addresses keep for themselves.
pub const NEW: &str = "nouveau";

/// What was typed into a form, and what is wrong with it.
pub struct Typed<'a> {
    fields: &'a Fields,
    errors: RefCell<Vec<(&'static str, String)>>,
}

impl<'a> Typed<'a> {
    /// Nothing is wrong yet.
    pub fn new(fields: &'a Fields) -> Self {
        Self { fields, errors: RefCell::default() }
    }

    /// What is wrong, in the order of reading.
    pub fn into_errors(self) -> FormErrors {
        FormErrors(self.errors.into_inner())
    }

    /// Says what is wrong with an answer; only the first fault of each is told.
    pub fn tell(&self, name: &'static str, sentence: impl Into<String>) {
        let mut errors = self.errors.borrow_mut();
        if !errors.iter().any(|(known, _)| *known == name) {
            errors.push((name, sentence.into()));
        }
    }

    /// One line that may be empty, of at most `max` characters.
    pub fn optional(&self, name: &'static str, max: usize) -> String {
        let text = typeset(&self.fields.text(name));
        if text.chars().count() > max {
            self.tell(
                name,
                format!("C’est trop long\u{a0}: gardez {max}\u{a0}caractères au plus."),
            );
        }
        text
    }

    /// One line that must say something.
    pub fn text(&self, name: &'static str, max: usize) -> String {
        let text = self.optional(name, max);
        if text.is_empty() {
            self.tell(name, "Remplissez ce champ.");
        }
        text
    }

    /// Paragraphs, one a line; empty lines are left out.
    pub fn lines(&self, name: &'static str, max: usize) -> Vec<String> {
        let text = self.fields.text(name);
        let lines: Vec<String> =
            text.lines().map(typeset).filter(|line| !line.is_empty()).collect();
        if lines.iter().any(|line| line.chars().count() > max) {
            self.tell(
                name,
                format!("Une ligne est trop longue\u{a0}: gardez {max}\u{a0}caractères au plus."),
            );
        }
        lines
    }

    /// A number within bounds, or nothing where none was written.
    pub fn optional_number(&self, name: &'static str, bounds: RangeInclusive<u32>) -> Option<u32> {
        let typed = self.fields.text(name);
        if typed.trim().is_empty() {
            return None;
        }
        let number = typed.trim().parse().ok().filter(|number| bounds.contains(number));
        if number.is_none() {
            self.tell(name, out_of(&bounds));
        }
        number
    }

    /// A number within bounds.
    pub fn number(&self, name: &'static str, bounds: RangeInclusive<u32>) -> u32 {
        if self.fields.text(name).trim().is_empty() {
            self.tell(name, out_of(&bounds));
        }
        self.optional_number(name, bounds).unwrap_or(0)
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        self.fields.ticked(name)
    }

    /// An hour of the day.
    pub fn time(&self, name: &'static str) -> Option<Time> {
        let time = clock::parse_time(&self.fields.text(name));
        if time.is_none() {
            self.tell(name, "Écrivez une heure, par exemple 9:30.");
        }
        time
    }

    /// An hour of the day, or nothing where none was written.
    pub fn optional_time(&self, name: &'static str) -> Option<Time> {
        let typed = self.fields.text(name);
        if typed.trim().is_empty() { None } else { self.time(name) }
    }

    /// From `start` to `end`, on that day.
    pub fn span(&self, day: Day) -> Option<Span> {
        let (start, end) = (self.time("start"), self.time("end"));
        let span = day.span(start?, end?);
        if span.is_none() {
            self.tell("end", "La fin doit venir après le début.");
        }
        span
    }

    /// A day of the calendar.
    pub fn date(&self, name: &'static str) -> Option<Date> {
        let date = clock::parse_date(self.fields.text(name).trim())
            .filter(|date| clock::YEARS.contains(&date.year()));
        if date.is_none() {
            self.tell(name, "Écrivez une date, par exemple 2027-11-07.");
        }
        date
    }

    /// A day and an hour.
    pub fn moment(&self, name: &'static str, day: Day) -> Option<Moment> {
        let moment = day.parse_moment(&self.fields.text(name));
        match moment {
            None => self.tell(name, "Écrivez un jour et une heure, par exemple 2027-10-09 09:00."),
            Some(moment) if !day.reaches(moment) => self.tell(
                name,
                "Ce jour est à plus de dix ans de la conférence. Vérifiez l’année, ou choisissez un jour plus proche.",
            ),
            Some(_) => {}
        }
        moment
    }

    /// A day and an hour, or nothing where none was written.
    pub fn optional_moment(&self, name: &'static str, day: Day) -> Option<Moment> {
        let typed = self.fields.text(name);
        if typed.trim().is_empty() { None } else { self.moment(name, day) }
    }

    /// An address.
    pub fn email(&self, name: &'static str) -> String {
        let typed = clean_line(&self.fields.text(name));
        if Email::parse(&typed).is_none() {
            self.tell(
                name,
                "Cette adresse n’est pas complète. Écrivez-la comme prenom.nom@exemple.fr.",
            );
        }
        typed
    }

    /// The code of what is changed; or, of what is new, one that nothing in `known` has.
    pub fn code<'k>(&self, key: Option<&str>, known: impl Iterator<Item = &'k str>) -> String {
        key.map_or_else(|| self.new_code(known), str::to_owned)
    }

    /// A code that nothing in `known` has.
    pub fn new_code<'k>(&self, known: impl Iterator<Item = &'k str>) -> String {
        let code = clean_line(&self.fields.text("code"));
        if !is_code(&code) || code == NEW {
            self.tell("code", "Écrivez un code de 16 lettres sans accent, chiffres ou tirets au plus, sans espace.");
        }
        self.check_new("code", &code, known);
        code
    }

    /// Tells a name that serves already.
    pub fn check_new<'k>(
        &self,
        field: &'static str,
        name: &str,
        known: impl Iterator<Item = &'k str>,
    ) {
        let mut names: Vec<&str> = known.collect();
        names.push(name);
        let twice = duplicates(names.iter().copied());
        if twice.iter().any(|(again, _)| again + 1 == names.len()) {
            self.tell(field, format!("«\u{a0}{name}\u{a0}» existe déjà. Choisissez-en un autre."));
        }
    }

    /// One of those listed.
    pub fn choice<'k>(
        &self,
        name: &'static str,
        mut known: impl Iterator<Item = &'k str>,
    ) -> String {
        let typed = self.fields.text(name);
        if !known.any(|known| known == typed) {
            self.tell(name, "Choisissez dans la liste.");
        }
        typed
    }

    /// Every value of a field.
    pub fn all(&self, name: &str) -> Vec<String> {
        self.fields.all(name).map(str::to_owned).collect()
    }
}

fn out_of(bounds: &RangeInclusive<u32>) -> String {
    format!("Écrivez un nombre entre {} et {}.", bounds.start(), bounds.end())
}
