use domain::time::Moment;

/// One cell, with the type a spreadsheet shall give it.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words, whoever wrote them: never a formula.
    Text(String),
    /// A count.
    Number(u32),
    /// A time as clocks in Paris show it.
    When(Moment, Precision),
}

/// How much of a time is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// `07/11/2026`
    Day,
    /// `09:30`
    Hour,
    /// `07/11/2026 09:30`
    Minute,
    /// `07/11/2026 09:30:05`
    Second,
}

impl Precision {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Day, Self::Hour, Self::Minute, Self::Second];

    /// The time in words that Excel, as set up in France, takes for a time.
    pub fn show(self, at: Moment) -> String {
        let at = at.paris();
        let day = format!("{:02}/{:02}/{:04}", at.day(), at.month(), at.year());
        let hour = format!("{:02}:{:02}", at.hour(), at.minute());
        match self {
            Self::Day => day,
            Self::Hour => hour,
            Self::Minute => format!("{day} {hour}"),
            Self::Second => format!("{day} {hour}:{:02}", at.second()),
        }
    }
}

/// One line of a list.
pub type Row = Vec<Cell>;

/// A column: what is written above it, and how wide it is, in characters.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its name in addresses and in JSON.
    pub key: String,
    /// Above the column.
    pub heading: String,
    /// In characters of the default face.
    pub width: f64,
    /// Whether it is there only for those who ask for it by name.
    pub sensitive: bool,
}

impl Column {
    /// A column with a name, a heading and a width.
    pub fn new(key: &str, heading: &str, width: u8) -> Self {
        Self {
            key: key.to_owned(),
            heading: heading.to_owned(),
            width: f64::from(width),
            sensitive: false,
        }
    }

    /// One that is left out unless it is asked for by name.
    pub fn sensitive(self) -> Self {
        Self { sensitive: true, ..self }
    }
}

/// Columns, each with its name, its heading and its width.
pub fn columns(columns: &[(&str, &str, u8)]) -> Vec<Column> {
    columns.iter().map(|(key, heading, width)| Column::new(key, heading, *width)).collect()
}

impl Cell {
    /// Words; nothing when there are none.
    pub fn text(words: impl Into<String>) -> Self {
        let words = words.into();
        if words.is_empty() { Self::Empty } else { Self::Text(words) }
    }

    /// Words that may be missing.
    pub fn maybe(words: Option<String>) -> Self {
        words.map_or(Self::Empty, Self::text)
    }

    /// As it is read, and written in CSV before it is quoted.
    pub fn words(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) => words.clone(),
            Self::Number(number) => number.to_string(),
            Self::When(at, precision) => precision.show(*at),
        }
    }

    /// A time kept in microseconds.
    pub fn at(micros: i64, precision: Precision) -> Self {
        Self::When(Moment::from_micros(micros), precision)
    }
}
