//! Who may do what: the four roles of the team, enforced from this one table.

use serde::{Deserialize, Serialize};

/// What a member of the team is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Runs the event and manages the team's accounts.
    Admin,
    /// Runs the event.
    Organiser,
    /// In charge of a workshop or kiosk.
    Host,
    /// Welcomes people and scans their tickets.
    Door,
}

/// What a route asks of whoever calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Anyone.
    Public,
    /// Whoever holds the secret in the address.
    Link,
    /// Any member of the team.
    Team,
    /// Those who look after people at a door: everyone in the team but a host without a session of
    /// their own, and phones that were prepared for it.
    Door,
    /// A phone that was prepared to keep doors: answered in bare words, since a program asks.
    Device,
    /// Those who lead a workshop or kiosk, and those who run the event.
    Host,
    /// Those who run the event.
    Organiser,
    /// Those who manage accounts.
    Admin,
}

impl Role {
    /// All roles, from the widest to the narrowest.
    pub const ALL: [Self; 4] = [Self::Admin, Self::Organiser, Self::Host, Self::Door];

    /// The word kept in the database and typed on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Organiser => "organiser",
            Self::Host => "host",
            Self::Door => "door",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// Whether someone with this role may pass.
    #[must_use]
    pub fn may(self, access: Access) -> bool {
        match access {
            Access::Public | Access::Link | Access::Team => true,
            Access::Door | Access::Device => {
                matches!(self, Self::Admin | Self::Organiser | Self::Door)
            }
            Access::Host => matches!(self, Self::Admin | Self::Organiser | Self::Host),
            Access::Organiser => matches!(self, Self::Admin | Self::Organiser),
            Access::Admin => matches!(self, Self::Admin),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_passes_only_where_it_belongs() {
        let passes = |role: Role| {
            [Access::Door, Access::Host, Access::Organiser, Access::Admin].map(|a| role.may(a))
        };
        assert_eq!(passes(Role::Admin), [true, true, true, true]);
        assert_eq!(passes(Role::Organiser), [true, true, true, false]);
        assert_eq!(passes(Role::Host), [false, true, false, false]);
        assert_eq!(passes(Role::Door), [true, false, false, false]);
    }

    #[test]
    fn a_role_is_read_back_from_its_word() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.as_str()), Some(role));
        }
        assert_eq!(Role::parse("root"), None);
    }
}
