//! Writes a programme as the file that [`super::read`] reads: the two undo each other.

use std::fmt::Write as _;

use domain::programme::{Activity, Event, Kind, Plan, PlannedSession};
use domain::time::{Moment, Span};
use jiff::civil::Date;

/// What the file says about itself.
const HEADING: &str = "\
# Programme de la conférence, tel qu'il est dans Passerelle.
#
# Modifiez ce fichier avec un éditeur de texte simple, puis chargez-le sur la page « Programme »,
# ou par la commande :  passerelle programme import mon-programme.toml
# Tout est vérifié avant d'être chargé. Un atelier est reconnu à son code, une séance à son heure :
# les inscriptions déjà prises sont gardées.
# « J-30 09:00 » se compte à partir du jour de la conférence, qui est « date » ci-dessous.
";

/// The whole programme as a file.
#[must_use]
pub fn write(plan: &Plan) -> String {
    let day = plan.event.span.start().paris().date();
    let mut file = File { text: HEADING.to_owned(), day };
    file.event(&plan.event);
    for item in &plan.timeline {
        file.section("[[timeline]]");
        file.time("start", item.start);
        if let Some(end) = item.end {
            file.time("end", end);
        }
        file.text("title", &item.title);
        file.said("detail", &item.detail);
    }
    for theme in &plan.themes {
        file.section("[[theme]]");
        file.text("code", &theme.code);
        file.text("name", &theme.name);
        file.text("label", &theme.label);
        file.flag("roadmap", theme.roadmap);
    }
    for room in &plan.rooms {
        file.section("[[room]]");
        file.text("name", &room.name);
        if let Some(seats) = room.seats {
            file.number("seats", seats);
        }
    }
    for slot in &plan.slots {
        file.section("[[slot]]");
        file.text("code", &slot.code);
        file.text("name", &slot.name);
        file.hours(slot.span);
    }
    for host in &plan.hosts {
        file.section("[[host]]");
        file.text("code", &host.code);
        file.text("name", &host.name);
        file.said("organisation", &host.organisation);
        file.flag("to_confirm", host.to_confirm);
    }
    for activity in &plan.activities {
        file.activity(plan, activity);
    }
    file.text
}

/// A file being written. Nothing is written to a text that could fail.
struct File {
    text: String,
    day: Date,
}

impl File {
    fn section(&mut self, heading: &str) {
        let _ = write!(self.text, "\n{heading}\n");
    }

    fn line(&mut self, key: &str, value: &str) {
        let _ = writeln!(self.text, "{key} = {value}");
    }

    fn text(&mut self, key: &str, text: &str) {
        self.line(key, &quoted(text));
    }

    /// A text, unless there is nothing to say.
    fn said(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.text(key, text);
        }
    }

    fn number(&mut self, key: &str, number: u32) {
        self.line(key, &number.to_string());
    }

    /// Yes; no is what the absence of the key says.
    fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.line(key, "true");
        }
    }

    fn time(&mut self, key: &str, moment: Moment) {
        self.text(key, &clock(moment));
    }

    fn hours(&mut self, span: Span) {
        self.time("start", span.start());
        self.time("end", span.end());
    }

    /// A moment, counted from the day of the conference.
    fn moment(&mut self, key: &str, moment: Moment) {
        let days = (moment.paris().date() - self.day).get_days();
        let shift = if days == 0 { String::new() } else { format!("{days:+}") };
        self.text(key, &format!("J{shift} {}", clock(moment)));
    }

    fn window(&mut self, heading: &str, window: Span) {
        self.section(heading);
        self.moment("opens", window.start());
        self.moment("closes", window.end());
    }

    fn list(&mut self, key: &str, texts: &[String]) {
        let lines: Vec<_> = texts.iter().map(|text| format!("  {},\n", quoted(text))).collect();
        let open = if lines.is_empty() { "" } else { "\n" };
        self.line(key, &format!("[{open}{}]", lines.concat()));
    }

    fn event(&mut self, event: &Event) {
        self.section("[event]");
        self.text("name", &event.name);
        self.text("short_name", &event.short_name);
        self.line("date", &self.day.to_string());
        self.hours(event.span);
        self.text("place", &event.place);
        self.text("address", &event.address);
        self.number("capacity", event.capacity);
        self.number("walk", event.walk);
        self.text("welcome", &event.welcome);
        self.list("aims", &event.aims);
        self.list("practical", &event.practical);
        self.text("notice", &event.notice);
        self.section("[contact]");
        self.text("email", &event.contact_email);
        self.text("phone", &event.contact_phone);
        self.window("[registration]", event.registration);
        self.window("[sign_up]", event.sign_up);
        if let Some(freezes) = event.freezes_at {
            self.moment("freezes", freezes);
        }
        let legal = &event.legal;
        self.section("[legal]");
        self.text("publisher", &legal.publisher);
        self.text("director", &legal.director);
        self.text("hosting", &legal.hosting);
        self.text("controller", &legal.controller);
        self.text("officer", &legal.officer);
    }

    fn activity(&mut self, plan: &Plan, activity: &Activity) {
        self.section(match activity.kind {
            Kind::Workshop => "[[workshop]]",
            Kind::Kiosk => "[[kiosk]]",
        });
        self.text("code", &activity.code);
        self.text("title", &activity.title);
        self.said("summary", &activity.summary);
        self.text("theme", &activity.theme);
        let hosts: Vec<_> = activity.hosts.iter().map(|host| quoted(&host.code)).collect();
        self.line("hosts", &format!("[{}]", hosts.join(", ")));
        let Some(first) = activity.sessions.first() else { return };
        match activity.kind {
            Kind::Workshop => self.workshop(plan, first),
            Kind::Kiosk => self.kiosk(first, &activity.sessions),
        }
    }

    fn workshop(&mut self, plan: &Plan, session: &PlannedSession) {
        let code = session.slot.as_deref().unwrap_or_default();
        self.text("slot", code);
        let slot = plan.slots.iter().find(|slot| slot.code == code);
        if slot.is_none_or(|slot| slot.span != session.span) {
            self.hours(session.span);
        }
        self.text("room", &session.room);
        self.number("capacity", session.capacity);
        if session.minimum > 0 {
            self.number("minimum", session.minimum);
        }
    }

    /// The length and the places of the first visit are the kiosk's; a visit that differs says so.
    fn kiosk(&mut self, first: &PlannedSession, visits: &[PlannedSession]) {
        self.text("room", &first.room);
        self.number("capacity", first.capacity);
        self.number("minutes", minutes(first.span));
        let visits: Vec<_> = visits.iter().map(|visit| one_visit(first, visit)).collect();
        self.line("visits", &format!("[{}]", visits.join(", ")));
    }
}

fn one_visit(first: &PlannedSession, visit: &PlannedSession) -> String {
    let start = quoted(&clock(visit.span.start()));
    let mut own = String::new();
    if minutes(visit.span) != minutes(first.span) {
        let _ = write!(own, ", minutes = {}", minutes(visit.span));
    }
    if visit.capacity != first.capacity {
        let _ = write!(own, ", capacity = {}", visit.capacity);
    }
    if own.is_empty() { start } else { format!("{{ start = {start}{own} }}") }
}

fn minutes(span: Span) -> u32 {
    u32::try_from(span.end().seconds_since(span.start()) / 60).unwrap_or(0)
}

fn clock(moment: Moment) -> String {
    moment.paris().strftime("%H:%M").to_string()
}

/// A text between quotation marks, whatever is in it.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
