//! Somebody's day for their calendar (RFC 5545): the conference, and each session they hold.

use domain::programme::{Event as Conference, Programme, Session};
use domain::time::Moment;
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};
use store::participants::Participant;

use crate::mail;
use crate::state::App;

/// Somebody's day as an iCalendar file.
#[must_use]
pub fn day(
    app: &App,
    programme: &Programme,
    participant: &Participant,
    held: &[Session],
) -> String {
    day_at(app, programme, participant, held, crate::clock::now())
}

/// Somebody's day as it is told at a moment.
#[must_use]
pub fn day_at(
    app: &App,
    programme: &Programme,
    participant: &Participant,
    held: &[Session],
    now: Moment,
) -> String {
    let told = Told {
        host: mail::host(&app.public_url),
        link: app.link(participant),
        at: now,
        // Calendars keep the highest; whole minutes since the registration only grow.
        sequence: now.seconds_since(participant.created_at).max(0) / 60,
    };
    let conference = &programme.plan.event;
    let mut calendar = Calendar::empty();
    calendar
        .append_property(("VERSION", "2.0"))
        .append_property(("PRODID", "-//Passerelle//Passerelle//FR"))
        .append_property(("CALSCALE", "GREGORIAN"))
        .append_property(("METHOD", "PUBLISH"))
        .name(&clean(&conference.short_name))
        .push(whole_day(&told, conference, participant));
    for session in held {
        calendar.push(one_session(&told, conference, participant, session));
    }
    calendar.to_string()
}

/// What all events of one file share.
struct Told {
    host: String,
    link: String,
    at: Moment,
    sequence: i64,
}

impl Told {
    fn event(&self, identity: &str, (start, end): (Moment, Moment)) -> Event {
        let mut event = Event::with_uid(&format!("{identity}@{}", self.host));
        event
            .add_property("DTSTAMP", utc(self.at))
            .add_property("DTSTART", utc(start))
            .add_property("DTEND", utc(end))
            .add_property("SEQUENCE", self.sequence.to_string())
            .url(&self.link);
        event
    }
}

fn whole_day(told: &Told, conference: &Conference, participant: &Participant) -> Event {
    let span = conference.span;
    let mut event = told.event(&participant.id.to_string(), (span.start(), span.end()));
    event
        .summary(&clean(&conference.name))
        .location(&clean(&venue(conference)))
        .description(&clean(&format!("Votre billet\u{a0}: {}", told.link)))
        .status(EventStatus::Confirmed)
        // The day is a frame: the sessions inside it are what keeps the person busy.
        .add_property("TRANSP", "TRANSPARENT");
    event
}

fn one_session(
    told: &Told,
    conference: &Conference,
    participant: &Participant,
    session: &Session,
) -> Event {
    let identity = format!("{}-{}", participant.id, session.id);
    let mut event = told.event(&identity, (session.span.start(), session.span.end()));
    let status = if session.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed };
    event
        .summary(&clean(&format!("{} {}", session.code, session.title)))
        .location(&clean(&format!("{}, {}", session.room, venue(conference))))
        .description(&clean(&format!("Pour changer\u{a0}: {}", told.link)))
        .status(status);
    event
}

fn venue(conference: &Conference) -> String {
    [conference.place.as_str(), conference.address.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

/// icalendar 0.17 writes a bare CR as it is, which starts a line of somebody else's making.
fn clean(text: &str) -> String {
    text.split(char::is_control).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `20231107T083000Z`.
fn utc(moment: Moment) -> String {
    let seconds = moment.rfc3339();
    let seconds = seconds.split(['.', 'Z']).next().unwrap_or_default();
    format!("{}Z", seconds.replace(['-', ':'], ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_in_utc_without_fractions() {
        let opening = Moment::from_micros(1_699_345_800_000_000);
        assert_eq!(utc(opening), "20231107T083000Z");
        assert_eq!(utc(Moment::from_micros(opening.micros() + 5)), "20231107T083000Z");
    }

    #[test]
    fn control_characters_become_spaces() {
        assert_eq!(clean("Salle\r\nATTENDEE:x\u{7}"), "Salle ATTENDEE:x");
    }
}
