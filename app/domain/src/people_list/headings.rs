//! Which column says what.

use serde::{Deserialize, Serialize};

use crate::participant::Email;
use crate::text::fold;

/// What a column says of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Nothing that is kept.
    Ignored,
    /// Given name.
    FirstName,
    /// Family name.
    LastName,
    /// Both, in one cell.
    FullName,
    /// Where letters go.
    Email,
    /// Where they work or volunteer.
    Organisation,
    /// What they do.
    RoleTitle,
    /// How to call them.
    Phone,
    /// Where they come from.
    Department,
}

impl Column {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Ignored,
        Self::FirstName,
        Self::LastName,
        Self::FullName,
        Self::Email,
        Self::Organisation,
        Self::RoleTitle,
        Self::Phone,
        Self::Department,
    ];

    /// The word in forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ignored => "ignored",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::FullName => "full_name",
            Self::Email => "email",
            Self::Organisation => "organisation",
            Self::RoleTitle => "role_title",
            Self::Phone => "phone",
            Self::Department => "department",
        }
    }

    /// Reads the word back; an unknown one is a column that is ignored.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|column| column.as_str() == word).unwrap_or(Self::Ignored)
    }

    /// Headings in French and in English, folded; each whole.
    fn headings(self) -> &'static [&'static str] {
        match self {
            Self::Ignored => &[],
            Self::FirstName => {
                &["prenom", "prenoms", "first name", "firstname", "given name", "forename"]
            }
            Self::LastName => &[
                "nom",
                "noms",
                "nom de famille",
                "nom d usage",
                "nom usuel",
                "nom de naissance",
                "last name",
                "lastname",
                "surname",
                "family name",
            ],
            Self::FullName => &[
                "nom complet",
                "nom et prenom",
                "nom prenom",
                "prenom nom",
                "prenom et nom",
                "name",
                "full name",
                "participant",
                "participante",
                "personne",
            ],
            Self::Email => &[
                "email",
                "e mail",
                "mail",
                "mel",
                "courriel",
                "adresse e mail",
                "adresse mail",
                "adresse email",
                "adresse electronique",
                "adresse courriel",
                "email address",
                "e mail address",
            ],
            Self::Organisation => &[
                "organisation",
                "organisme",
                "structure",
                "association",
                "etablissement",
                "employeur",
                "entreprise",
                "societe",
                "organization",
                "company",
                "employer",
                "institution",
            ],
            Self::RoleTitle => &[
                "fonction",
                "poste",
                "role",
                "qualite",
                "metier",
                "job",
                "job title",
                "title",
                "position",
            ],
            Self::Phone => &[
                "telephone",
                "tel",
                "telephone portable",
                "telephone mobile",
                "portable",
                "mobile",
                "n de telephone",
                "numero de telephone",
                "phone",
                "phone number",
                "mobile phone",
            ],
            Self::Department => {
                &["departement", "dept", "dep", "department", "county", "departement de residence"]
            }
        }
    }

    /// What a heading names.
    #[must_use]
    pub fn of_heading(heading: &str) -> Self {
        let folded = fold(heading);
        Self::ALL
            .into_iter()
            .find(|column| column.headings().contains(&folded.as_str()))
            .unwrap_or(Self::Ignored)
    }
}

/// How a list is laid out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// Whether the first row names the columns.
    pub headed: bool,
    /// What each column says.
    pub columns: Vec<Column>,
}

/// How many rows are looked at to guess what columns without headings say.
const LOOKED_AT: usize = 20;

impl Layout {
    /// The layout that a list seems to have: by its first row, else by what its cells look like.
    #[must_use]
    pub fn guess(rows: &[Vec<String>]) -> Self {
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        let named: Vec<Column> = (0..width)
            .map(|place| {
                let heading = rows.first().and_then(|row| row.get(place));
                heading.map_or(Column::Ignored, |heading| Column::of_heading(heading))
            })
            .collect();
        let headed = named.iter().any(|column| *column != Column::Ignored);
        let columns = if headed { named } else { by_looks(rows, width) };
        Self { headed, columns: each_once(columns) }
    }

    /// Whether somebody can be read out of it: a name is somewhere.
    #[must_use]
    pub fn names_people(&self) -> bool {
        let has = |column| self.columns.contains(&column);
        has(Column::FullName) || (has(Column::FirstName) && has(Column::LastName))
    }

    /// The cell of a row that says this, if any does.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a [String], column: Column) -> &'a str {
        let place = self.columns.iter().position(|known| *known == column);
        place.and_then(|place| row.get(place)).map_or("", String::as_str)
    }
}

/// Without headings, addresses and numbers are known by their looks, and the first two other columns
/// are taken for a given name and a family name.
fn by_looks(rows: &[Vec<String>], width: usize) -> Vec<Column> {
    let looks_like = |place: usize, test: fn(&str) -> bool| {
        let cells = rows.iter().take(LOOKED_AT).filter_map(|row| row.get(place));
        let cells: Vec<_> = cells.filter(|cell| !cell.trim().is_empty()).collect();
        !cells.is_empty() && cells.iter().filter(|cell| test(cell)).count() * 2 > cells.len()
    };
    let mut names = [Column::FirstName, Column::LastName].into_iter();
    (0..width)
        .map(|place| {
            if looks_like(place, |cell| Email::parse(cell).is_some()) {
                Column::Email
            } else if looks_like(place, is_number) {
                Column::Phone
            } else if looks_like(place, |cell| cell.chars().any(char::is_alphabetic)) {
                names.next().unwrap_or(Column::Ignored)
            } else {
                Column::Ignored
            }
        })
        .collect()
}

fn is_number(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    digits > 7 && cell.chars().all(|c| c.is_ascii_digit() || " +.-()/".contains(c))
}

/// What two columns say, the first of them says.
fn each_once(columns: Vec<Column>) -> Vec<Column> {
    let mut seen = std::collections::HashSet::new();
    columns
        .into_iter()
        .map(|column| if seen.insert(column) { column } else { Column::Ignored })
        .collect()
}

/// What stands between the cells of a text: the separator that most evenly cuts its first lines, among
/// `,` `;` tab and `|`. Cells in quotes are not looked into.
#[must_use]
pub fn separator(text: &str) -> char {
    const SEPARATORS: [char; 4] = [';', '\t', '|', ','];
    let lines = first_lines(text);
    let even = |separator: char| {
        let counts: Vec<usize> =
            lines.iter().map(|line| line.iter().filter(|c| **c == separator).count()).collect();
        let first = counts.first().copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == first).count();
        if first == 0 { (0, 0) } else { (alike, first) }
    };
    SEPARATORS
        .into_iter()
        .rev()
        .max_by_key(|separator| even(*separator))
        .filter(|separator| even(*separator).0 > 0)
        .unwrap_or(';')
}

/// The first lines, without what stands in quotes.
fn first_lines(text: &str) -> Vec<Vec<char>> {
    let (mut lines, mut line, mut quoted) = (Vec::new(), Vec::new(), false);
    for c in text.chars().take(64_000) {
        match c {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted => {
                if !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                if lines.len() == LOOKED_AT {
                    return lines;
                }
            }
            c if !quoted => line.push(c),
            _ => {}
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}
