/// The width of an A4 sheet.
pub const A4_WIDTH: i32 = 21_000;

/// The height of an A4 sheet.
pub const A4_HEIGHT: i32 = 29_700;

/// How far a printer may be off, either way.
pub const MAX_SHIFT: i32 = 1_000;

/// The papers that badges are printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Ten labels of 90 × 55 mm on A4.
    Wide,
    /// Ten labels of 85 × 54 mm on A4: the size of a bank card.
    Card,
    /// Ten labels of 105 × 57 mm on A4, edge to edge.
    Full,
    /// One on a page of A6.
    Single,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Wide, Self::Card, Self::Full, Self::Single];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wide => "90x55",
            Self::Card => "85x54",
            Self::Full => "105x57",
            Self::Single => "a6",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == word)
    }

    /// The width and the height of one badge.
    #[must_use]
    pub fn size(self) -> (i32, i32) {
        match self {
            Self::Wide => (9_000, 5_500),
            Self::Card => (8_500, 5_400),
            Self::Full => (10_500, 5_700),
            Self::Single => (10_500, 14_800),
        }
    }

    /// How many stand side by side, and how many one below the other.
    #[must_use]
    pub fn grid(self) -> (i32, i32) {
        if self == Self::Single { (1, 1) } else { (2, 5) }
    }

    /// The measures of the usual sheets, centred on A4: [`MEASURES`] in their order.
    #[must_use]
    pub fn usual(self) -> [i32; 6] {
        match self {
            Self::Wide => [1_100, 1_500, 0, 0, 0, 0],
            Self::Card => [1_350, 1_500, 1_000, 0, 0, 0],
            Self::Full => [600, 0, 0, 0, 0, 0],
            Self::Single => [0; 6],
        }
    }
}

/// What can be measured on a sheet of labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// From the upper edge to the first label.
    Top,
    /// From the left edge to the first label.
    Left,
    /// Between two columns.
    Columns,
    /// Between two rows.
    Rows,
    /// How far to the right the printer must print.
    Right,
    /// How far down the printer must print.
    Down,
}

/// All measures, in the order of the form.
pub const MEASURES: [Measure; 6] =
    [Measure::Top, Measure::Left, Measure::Columns, Measure::Rows, Measure::Right, Measure::Down];

impl Measure {
    /// The name of the field in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Top => "haut",
            Self::Left => "gauche",
            Self::Columns => "colonnes",
            Self::Rows => "rangees",
            Self::Right => "droite",
            Self::Down => "bas",
        }
    }

    /// Whether it may be less than nought.
    #[must_use]
    pub fn is_shift(self) -> bool {
        matches!(self, Self::Right | Self::Down)
    }
}

/// What is wrong with a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureFault {
    /// Not a length in millimetres.
    Malformed,
    /// A gap or a margin under nought.
    Negative,
    /// More than [`MAX_SHIFT`], either way.
    TooFar,
    /// The labels would leave the sheet by so many hundredths of a millimetre.
    Overflows(i32),
}

/// Where one badge is printed: its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From the left edge.
    pub x: i32,
    /// From the upper edge.
    pub y: i32,
}

/// A sheet whose labels are all on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    format: Format,
    measures: [i32; 6],
}

impl Sheet {
    /// The usual sheet of a format.
    #[must_use]
    pub fn usual(format: Format) -> Self {
        Self { format, measures: format.usual() }
    }

    /// A sheet with these measures, in the order of [`MEASURES`].
    ///
    /// # Errors
    /// Each measure at fault, with why. On A6 there is nothing to measure.
    pub fn new(format: Format, measures: [i32; 6]) -> Result<Self, Vec<(Measure, MeasureFault)>> {
        if format == Format::Single {
            return Ok(Self::usual(format));
        }
        let mut faults: Vec<_> = MEASURES
            .into_iter()
            .zip(measures)
            .filter_map(|(measure, length)| {
                let fault = match (measure.is_shift(), length) {
                    (true, length) if length.abs() > MAX_SHIFT => MeasureFault::TooFar,
                    (false, ..0) => MeasureFault::Negative,
                    _ => return None,
                };
                Some((measure, fault))
            })
            .collect();
        if faults.is_empty() {
            let [top, left, columns, rows, ..] = measures;
            let ((width, height), (across, down)) = (format.size(), format.grid());
            let over = |start: i32, size: i32, gap: i32, number: i32, paper: i32| {
                start.saturating_add(size * number).saturating_add(gap.saturating_mul(number - 1))
                    - paper
            };
            let right = over(left, width, columns, across, A4_WIDTH);
            let below = over(top, height, rows, down, A4_HEIGHT);
            faults.extend((right > 0).then_some((Measure::Left, MeasureFault::Overflows(right))));
            faults.extend((below > 0).then_some((Measure::Top, MeasureFault::Overflows(below))));
        }
        if faults.is_empty() { Ok(Self { format, measures }) } else { Err(faults) }
    }

    /// Its format.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// The width and the height of the paper.
    #[must_use]
    pub fn paper(&self) -> (i32, i32) {
        if self.format == Format::Single { self.format.size() } else { (A4_WIDTH, A4_HEIGHT) }
    }

    /// How many badges it holds.
    #[must_use]
    pub fn holds(&self) -> usize {
        let (across, down) = self.format.grid();
        usize::try_from(across * down).unwrap_or(1)
    }

    /// Where the labels are, row by row, moved by what the printer is off.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        self.laid(false)
    }

    /// Where the backs are, in the order of [`Sheet::places`]: seen from behind, left is right.
    #[must_use]
    pub fn backs(&self) -> Vec<Place> {
        self.laid(true)
    }

    fn laid(&self, behind: bool) -> Vec<Place> {
        let [top, left, columns, rows, right, below] = self.measures;
        let ((width, height), (across, down)) = (self.format.size(), self.format.grid());
        let mut places = Vec::with_capacity(self.holds());
        for row in 0..down {
            for column in 0..across {
                let from_left = left + column * (width + columns);
                let x = if behind { self.paper().0 - width - from_left } else { from_left };
                places.push(Place { x: x + right, y: top + row * (height + rows) + below });
            }
        }
        places
    }
}

/// A length in millimetres as people type it, `12,5` or `12.5`, in hundredths.
#[must_use]
pub fn parse_millimetres(typed: &str) -> Option<i32> {
    let typed = typed.trim().trim_end_matches("mm").trim_end().replace(',', ".");
    let (sign, digits) = match typed.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, typed.as_str()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty()
        || whole.len() > 3
        || part.len() > 2
        || !is_number(whole)
        || !is_number(part)
    {
        return None;
    }
    let hundredths: i32 = format!("{part:0<2}").parse().ok()?;
    Some(sign * (whole.parse::<i32>().ok()? * 100 + hundredths))
}

/// The length as it is typed in French: `12,5`.
#[must_use]
pub fn millimetres(length: i32) -> String {
    let sign = if length < 0 { "-" } else { "" };
    let (whole, part) = (length.unsigned_abs() / 100, length.unsigned_abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        part if part % 10 == 0 => format!("{sign}{whole},{}", part / 10),
        part => format!("{sign}{whole},{part:02}"),
    }
}
