use leptos::prelude::*;

use super::{ParticipantLine, ParticipantsView, StandingWord, or_dash};
use crate::fr;

/// A column that may be shown beside the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Where they work or volunteer.
    Organisation,
    /// Where they come from.
    Department,
    /// Where their registration stands.
    Standing,
    /// What they hold.
    Sessions,
    /// When they registered.
    Registered,
    /// Where letters go.
    Email,
    /// How to call them.
    Phone,
    /// What they do.
    RoleTitle,
    /// Their readable code.
    Code,
    /// When they were let in.
    Arrival,
    /// What organisers noted.
    Note,
}

impl Column {
    /// All columns, in the order of the table.
    pub const ALL: [Self; 11] = [
        Self::Organisation,
        Self::RoleTitle,
        Self::Department,
        Self::Email,
        Self::Phone,
        Self::Code,
        Self::Standing,
        Self::Arrival,
        Self::Sessions,
        Self::Note,
        Self::Registered,
    ];

    /// Those shown to whoever never chose.
    pub const USUAL: [Self; 5] =
        [Self::Organisation, Self::Department, Self::Standing, Self::Sessions, Self::Registered];

    /// The word in forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Organisation => "organisation",
            Self::Department => "departement",
            Self::Standing => "etat",
            Self::Sessions => "seances",
            Self::Registered => "inscription",
            Self::Email => "email",
            Self::Phone => "telephone",
            Self::RoleTitle => "fonction",
            Self::Code => "code",
            Self::Arrival => "arrivee",
            Self::Note => "note",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.as_str() == word)
    }

    /// Its heading.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Organisation => "Organisation",
            Self::Department => "Département",
            Self::Standing => "État",
            Self::Sessions => "Séances",
            Self::Registered => "Inscription",
            Self::Email => "Adresse e-mail",
            Self::Phone => "Téléphone",
            Self::RoleTitle => "Fonction",
            Self::Code => "Code",
            Self::Arrival => "Arrivée",
            Self::Note => "Note",
        }
    }

    /// Whether it holds a moment, written to the right.
    fn class(self) -> Option<&'static str> {
        matches!(self, Self::Registered | Self::Arrival).then_some("number")
    }

    /// Its heading in the table.
    pub(super) fn heading(self) -> AnyView {
        view! { <th scope="col" class=self.class()>{self.label()}</th> }.into_any()
    }

    /// What it says of someone.
    pub(super) fn cell(self, line: &ParticipantLine) -> AnyView {
        let inner = match self {
            Self::Organisation => or_dash(&line.organisation).into_any(),
            Self::Department => or_dash(&line.department).into_any(),
            Self::Email => or_dash(&line.email).into_any(),
            Self::Phone => or_dash(&line.phone).into_any(),
            Self::RoleTitle => or_dash(&line.role_title).into_any(),
            Self::Note => or_dash(&line.note).into_any(),
            Self::Code => view! { <span class="code">{line.code.clone()}</span> }.into_any(),
            Self::Sessions => view! { <span class="code">{or_dash(&line.chosen)}</span> }.into_any(),
            Self::Standing => {
                let (standing, arrived) = (line.standing, line.arrived_at.is_some());
                view! { <StandingWord standing arrived/> }.into_any()
            }
            Self::Arrival => line.arrived_at.map_or_else(|| "—".to_owned(), fr::short_date_time).into_any(),
            Self::Registered => view! {
                <time datetime=line.created_at.rfc3339()>{fr::short_date_time(line.created_at)}</time>
            }
            .into_any(),
        };
        view! { <td class=self.class() data-label=self.label()>{inner}</td> }.into_any()
    }
}

/// Which columns to show: remembered for whoever chose them.
pub(super) fn form(list: &ParticipantsView) -> AnyView {
    let boxes: Vec<_> = Column::ALL
        .into_iter()
        .map(|column| {
            let id = format!("colonne-{}", column.as_str());
            let checked = list.columns.contains(&column);
            view! {
                <div class="check">
                    <input id=id.clone() name="colonne" type="checkbox" value=column.as_str() checked=checked/>
                    <label for=id>{column.label()}</label>
                </div>
            }
        })
        .collect();
    view! {
        <details class="further columns-choice">
            <summary>"Colonnes"</summary>
            <form method="post" action="/organisation/participants/colonnes">
                <input type="hidden" name="retour" value=list.here()/>
                <fieldset class="checks">
                    <legend class="spoken">"Colonnes montrées"</legend>
                    {boxes}
                </fieldset>
                <p class="actions"><button class="secondary small" type="submit">"Montrer ces colonnes"</button></p>
            </form>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_read_back_from_its_word_and_the_usual_ones_follow_the_table() {
        for column in Column::ALL {
            assert_eq!(Column::parse(column.as_str()), Some(column));
        }
        assert_eq!(Column::parse("besoins"), None);
        let usual: Vec<_> =
            Column::ALL.into_iter().filter(|column| Column::USUAL.contains(column)).collect();
        assert_eq!(usual, Column::USUAL);
    }
}
