use domain::badge::{Format, Letters};

/// Where things are on one badge, in hundredths of a millimetre.
pub(super) struct Design {
    /// The badge's width.
    pub width: i32,
    /// The badge's height.
    pub height: i32,
    /// Left white all around: printers do not reach the edge.
    pub margin: i32,
    /// The conference's name above.
    pub heading: i32,
    /// How high the zone of the name is.
    pub name: i32,
    /// The side of the QR code.
    pub qr: i32,
    /// The given name: read at two metres.
    pub first: Letters,
    /// The family name.
    pub last: Letters,
    /// The organisation.
    pub organisation: Letters,
    /// The sessions.
    pub session: i32,
}

impl Design {
    pub(super) fn of(format: Format) -> Self {
        let (width, height) = format.size();
        if format == Format::Single {
            return Self {
                width,
                height,
                margin: 800,
                heading: 380,
                name: 5_400,
                qr: 3_800,
                first: Letters { most: 2_000, least: 700, lines: 2 },
                last: Letters { most: 1_500, least: 600, lines: 3 },
                organisation: Letters { most: 620, least: 360, lines: 4 },
                session: 360,
            };
        }
        Self {
            width,
            height,
            margin: 420,
            heading: 260,
            name: 2_400,
            qr: 1_850,
            first: Letters { most: 1_150, least: 450, lines: 2 },
            last: Letters { most: 850, least: 380, lines: 2 },
            organisation: Letters { most: 400, least: 260, lines: 2 },
            session: 265,
        }
    }

    /// How wide what is inside the margins is.
    pub(super) fn inside(&self) -> i32 {
        self.width - 2 * self.margin
    }

    /// Where the zone below the name begins.
    pub(super) fn below(&self) -> i32 {
        self.margin + self.heading * 3 / 2 + self.name + 150
    }

    /// Beside the QR code and the white around it.
    pub(super) fn beside(&self) -> i32 {
        self.inside() - self.qr - self.qr / 8
    }
}
