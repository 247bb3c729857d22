//! A programme as the rule that judges it sees it: what is where, when, for whom.

use super::{Activity, Conflict, Kind, Plan, conflicts};
use crate::time::Span;

/// A programme as far as it is known: what did not read is left out, so that the rest is judged
/// all the same.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The conference's hours.
    pub hours: Option<Span>,
    /// The codes of the themes.
    pub themes: Vec<String>,
    /// The names of the rooms, with their seats.
    pub rooms: Vec<(String, Option<u32>)>,
    /// The codes of the slots, with their hours.
    pub slots: Vec<(String, Option<Span>)>,
    /// The codes of the hosts, and whether they are nobody in particular yet.
    pub hosts: Vec<(String, bool)>,
    /// Workshops and kiosks.
    pub activities: Vec<Sketch>,
}

/// A workshop or kiosk as far as it is known.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    /// What sentences call it: its code, else its title.
    pub name: String,
    /// The code of its theme.
    pub theme: Option<String>,
    /// The codes of its hosts.
    pub hosts: Vec<String>,
    /// The code of its slot.
    pub slot: Option<String>,
    /// The name of its room.
    pub room: Option<String>,
    /// When it takes place, for how many people.
    pub sittings: Vec<Sitting>,
}

/// One time at which an activity takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sitting {
    /// From when to when.
    pub span: Span,
    /// For how many people; `None` when that is not known.
    pub capacity: Option<u32>,
}

impl From<&Plan> for Outline {
    fn from(plan: &Plan) -> Self {
        let sketch = |activity: &Activity| Sketch {
            name: activity.code.clone(),
            theme: Some(activity.theme.clone()),
            hosts: activity.hosts.iter().map(|host| host.code.clone()).collect(),
            slot: activity.sessions.first().and_then(|session| session.slot.clone()),
            room: activity.sessions.first().map(|session| session.room.clone()),
            sittings: activity
                .sessions
                .iter()
                .map(|session| Sitting { span: session.span, capacity: Some(session.capacity) })
                .collect(),
        };
        Self {
            hours: Some(plan.event.span),
            themes: plan.themes.iter().map(|theme| theme.code.clone()).collect(),
            rooms: plan.rooms.iter().map(|room| (room.name.clone(), room.seats)).collect(),
            slots: plan.slots.iter().map(|slot| (slot.code.clone(), Some(slot.span))).collect(),
            hosts: plan.hosts.iter().map(|host| (host.code.clone(), host.to_confirm)).collect(),
            activities: plan.activities.iter().map(sketch).collect(),
        }
    }
}

impl Plan {
    /// Everything in it that does not go together.
    #[must_use]
    pub fn conflicts(&self) -> Vec<Conflict> {
        conflicts(&Outline::from(self))
    }

    /// Puts what depends on other parts in order after a change: hosts as they are listed now,
    /// workshops before kiosks, sessions and the day by their hours.
    pub fn tidy(&mut self) {
        self.timeline.sort_by_key(|item| item.start);
        self.activities.sort_by_key(|activity| activity.kind == Kind::Kiosk);
        for activity in &mut self.activities {
            activity.sessions.sort_by_key(|session| session.span.start());
            for host in &mut activity.hosts {
                if let Some(listed) = self.hosts.iter().find(|listed| listed.code == host.code) {
                    host.clone_from(listed);
                }
            }
        }
    }
}
