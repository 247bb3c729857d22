//! What distinguishes two programmes, part by part: shown before a change is made, and kept by the
//! journal afterwards.

use super::{Activity, Event, Plan};
use crate::time::{Moment, Span};

/// A part of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The conference itself.
    Event,
    /// A line of the day as announced: when it begins and its title.
    Timeline(Moment, String),
    /// A theme, by its code.
    Theme(String),
    /// A room, by its name.
    Room(String),
    /// A slot, by its code.
    Slot(String),
    /// A host, by their code.
    Host(String),
    /// A workshop or kiosk, by its code.
    Activity(String),
}

/// What a part says about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text; empty when nothing is said.
    Text(String),
    /// Several texts.
    Lines(Vec<String>),
    /// A number.
    Number(u32),
    /// A moment, if any.
    Moment(Option<Moment>),
    /// From when to when.
    Hours(Span),
    /// When it takes place, each time for how many people.
    Sittings(Vec<(Span, u32)>),
    /// Yes or no.
    Flag(bool),
}

/// How a part of a programme differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It was not there before.
    Added(Subject),
    /// It is no longer there.
    Removed(Subject),
    /// It says something else: about what (a key of the programme file), before, and after.
    Changed(Subject, Vec<(&'static str, Value, Value)>),
}

impl Difference {
    /// The part that differs.
    #[must_use]
    pub fn subject(&self) -> &Subject {
        match self {
            Self::Added(subject) | Self::Removed(subject) | Self::Changed(subject, _) => subject,
        }
    }
}

type Facts = Vec<(&'static str, Value)>;

/// Everything in which two programmes differ, in the order of the programme file.
#[must_use]
pub fn differences(before: &Plan, after: &Plan) -> Vec<Difference> {
    let (old, new) = (facts(before), facts(after));
    let gone = old.iter().filter(|(subject, _)| !new.iter().any(|(other, _)| other == subject));
    let mut found: Vec<Difference> =
        gone.map(|(subject, _)| Difference::Removed(subject.clone())).collect();
    for (subject, facts) in new {
        let Some((_, known)) = old.iter().find(|(other, _)| *other == subject) else {
            found.push(Difference::Added(subject));
            continue;
        };
        let changed: Vec<_> = known
            .iter()
            .zip(facts)
            .filter(|((_, was), (_, is))| was != is)
            .map(|((key, was), (_, is))| (*key, was.clone(), is))
            .collect();
        if !changed.is_empty() {
            found.push(Difference::Changed(subject, changed));
        }
    }
    found
}

/// All that a programme says: the same keys in the same order for each kind of part.
fn facts(plan: &Plan) -> Vec<(Subject, Facts)> {
    let mut facts = vec![(Subject::Event, event(&plan.event))];
    facts.extend(plan.timeline.iter().map(|item| {
        let subject = Subject::Timeline(item.start, item.title.clone());
        (subject, vec![("end", Value::Moment(item.end)), ("detail", text(&item.detail))])
    }));
    facts.extend(plan.themes.iter().map(|theme| {
        let (name, label) = (text(&theme.name), text(&theme.label));
        let said = vec![("name", name), ("label", label), ("roadmap", Value::Flag(theme.roadmap))];
        (Subject::Theme(theme.code.clone()), said)
    }));
    facts.extend(plan.rooms.iter().map(|room| {
        (Subject::Room(room.name.clone()), vec![("seats", Value::Number(room.seats.unwrap_or(0)))])
    }));
    facts.extend(plan.slots.iter().map(|slot| {
        let said = vec![("name", text(&slot.name)), ("hours", Value::Hours(slot.span))];
        (Subject::Slot(slot.code.clone()), said)
    }));
    facts.extend(plan.hosts.iter().map(|host| {
        let said = vec![
            ("name", text(&host.name)),
            ("organisation", text(&host.organisation)),
            ("to_confirm", Value::Flag(host.to_confirm)),
        ];
        (Subject::Host(host.code.clone()), said)
    }));
    facts.extend(
        plan.activities.iter().map(|it| (Subject::Activity(it.code.clone()), activity(it))),
    );
    facts
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn event(event: &Event) -> Facts {
    let legal = &event.legal;
    vec![
        ("name", text(&event.name)),
        ("short_name", text(&event.short_name)),
        ("day", Value::Moment(Some(event.span.start()))),
        ("hours", Value::Hours(event.span)),
        ("place", text(&event.place)),
        ("address", text(&event.address)),
        ("capacity", Value::Number(event.capacity)),
        ("walk", Value::Number(event.walk)),
        ("welcome", text(&event.welcome)),
        ("aims", Value::Lines(event.aims.clone())),
        ("practical", Value::Lines(event.practical.clone())),
        ("notice", text(&event.notice)),
        ("email", text(&event.contact_email)),
        ("phone", text(&event.contact_phone)),
        ("registration_opens", Value::Moment(Some(event.registration.start()))),
        ("registration_closes", Value::Moment(Some(event.registration.end()))),
        ("sign_up_opens", Value::Moment(Some(event.sign_up.start()))),
        ("sign_up_closes", Value::Moment(Some(event.sign_up.end()))),
        ("freezes", Value::Moment(event.freezes_at)),
        ("publisher", text(&legal.publisher)),
        ("director", text(&legal.director)),
        ("hosting", text(&legal.hosting)),
        ("controller", text(&legal.controller)),
        ("officer", text(&legal.officer)),
    ]
}

fn activity(activity: &Activity) -> Facts {
    let first = activity.sessions.first();
    let sittings =
        activity.sessions.iter().map(|session| (session.span, session.capacity)).collect();
    vec![
        ("kind", text(activity.kind.as_str())),
        ("title", text(&activity.title)),
        ("summary", text(&activity.summary)),
        ("theme", text(&activity.theme)),
        ("hosts", Value::Lines(activity.hosts.iter().map(|host| host.name.clone()).collect())),
        ("slot", text(first.and_then(|it| it.slot.as_deref()).unwrap_or_default())),
        ("room", text(first.map(|session| session.room.as_str()).unwrap_or_default())),
        ("sittings", Value::Sittings(sittings)),
        ("minimum", Value::Number(first.map_or(0, |session| session.minimum))),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::samples::plan;

    #[test]
    fn the_same_programme_has_no_difference() {
        assert_eq!(differences(&plan(), &plan()), []);
    }

    #[test]
    fn each_part_tells_what_it_was_and_what_it_is() {
        let mut after = plan();
        after.activities[0].sessions[0].room = "Salle Maine".to_owned();
        after.activities[0].title = "Autre titre".to_owned();
        after.themes.remove(1);
        after.event.capacity = 10;
        let found = differences(&plan(), &after);
        let code = plan().activities[0].code.clone();
        let Difference::Changed(_, event) = &found[1] else { panic!("{found:?}") };
        assert_eq!(event[..], [("capacity", Value::Number(200), Value::Number(10))]);
        assert_eq!(found[0], Difference::Removed(Subject::Theme("axe-1".to_owned())));
        let Difference::Changed(subject, said) = &found[2] else { panic!("{found:?}") };
        assert_eq!(*subject, Subject::Activity(code));
        let keys: Vec<_> = said.iter().map(|(key, ..)| *key).collect();
        assert_eq!(keys, ["title", "room"]);
        assert_eq!(found.len(), 3);
        assert_eq!(differences(&after, &plan()).len(), 3, "and the other way round");
    }
}
