/// A blank that can stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Blank {
    /// Their given name.
    FirstName,
    /// Their family name.
    LastName,
    /// Where they work or volunteer.
    Organisation,
    /// The name of the conference.
    Conference,
    /// Its day.
    Date,
    /// Its hours.
    Hours,
    /// Where it takes place.
    Place,
    /// Whom to write to.
    Contact,
    /// The readable code of their ticket.
    Code,
    /// The address of their own page.
    TicketLink,
    /// The plan of their day, as a list.
    Day,
}

impl Blank {
    /// All of them, in the order in which they are proposed.
    pub const ALL: [Self; 11] = [
        Self::FirstName,
        Self::LastName,
        Self::Organisation,
        Self::Conference,
        Self::Date,
        Self::Hours,
        Self::Place,
        Self::Contact,
        Self::Code,
        Self::TicketLink,
        Self::Day,
    ];

    /// The name between the braces.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstName => "prenom",
            Self::LastName => "nom",
            Self::Organisation => "organisation",
            Self::Conference => "conference",
            Self::Date => "date",
            Self::Hours => "horaires",
            Self::Place => "lieu",
            Self::Contact => "contact",
            Self::Code => "code_billet",
            Self::TicketLink => "lien_billet",
            Self::Day => "programme_du_jour",
        }
    }

    /// Reads a name, whatever its capitals and the spaces around it.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase().replace('é', "e");
        Self::ALL.into_iter().find(|blank| blank.as_str() == name)
    }

    /// Whether it is short enough for a heading, and not for one person's eyes only: headings show
    /// on locked telephones.
    #[must_use]
    pub fn fits_a_subject(self) -> bool {
        !matches!(self, Self::TicketLink | Self::Day | Self::Code)
    }
}
