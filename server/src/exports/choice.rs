use super::List;
use super::cell::Column;

/// Which columns and which rows of a list are wanted. Empty, it wants everything but what is
/// sensitive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    columns: Vec<String>,
    /// A word of [`List::states`]; empty for all.
    pub state: String,
    /// The code of an activity, or `entree`; empty for all.
    pub session: String,
}

impl Choice {
    /// What an address or a form asks for: `colonnes` once for each, or once with commas.
    #[must_use]
    pub fn read(list: List, pairs: &[(String, String)]) -> Self {
        let of = |name: &'static str| {
            pairs.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
        };
        let state = of("etat").next().unwrap_or_default();
        let known = list.states().iter().any(|(word, _)| *word == state);
        Self {
            columns: of("colonnes")
                .flat_map(|several| several.split(','))
                .filter(|key| !key.is_empty())
                .map(str::to_owned)
                .collect(),
            state: if known { state.to_owned() } else { String::new() },
            session: of("seance").next().unwrap_or_default().trim().to_owned(),
        }
    }

    /// The same out of the text of an address.
    #[must_use]
    pub fn parse(list: List, query: &str) -> Self {
        Self::read(list, &serde_urlencoded::from_str::<Vec<_>>(query).unwrap_or_default())
    }

    /// The text of an address that asks for this.
    #[must_use]
    pub fn query(&self) -> String {
        let columns = self.columns.join(",");
        let pairs = [("colonnes", &columns), ("etat", &self.state), ("seance", &self.session)];
        let said: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        serde_urlencoded::to_string(said).unwrap_or_default()
    }

    /// Whether a column is wanted; one that is sensitive must be named.
    #[must_use]
    pub fn wants(&self, column: &Column) -> bool {
        if self.columns.is_empty() { !column.sensitive } else { self.columns.contains(&column.key) }
    }

    /// Whether this column was named.
    #[must_use]
    pub fn names(&self, key: &str) -> bool {
        self.columns.iter().any(|known| known == key)
    }

    /// The same without a column.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        self.columns.retain(|known| known != key);
        self
    }

    /// Whether rows of this activity are wanted.
    #[must_use]
    pub fn of_session(&self, code: &str) -> bool {
        self.session.is_empty() || self.session.eq_ignore_ascii_case(code)
    }

    /// Whether rows in this state are wanted.
    #[must_use]
    pub fn in_state(&self, state: &str) -> bool {
        self.state.is_empty() || self.state == state
    }
}
