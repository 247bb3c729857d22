/// The names of a row's fields in the form, which are also their identities on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    /// What the row is called among those that are sent.
    pub row: &'static str,
    /// Given name.
    pub first_name: &'static str,
    /// Family name.
    pub last_name: &'static str,
    /// E-mail address.
    pub email: &'static str,
    /// Ticked: has no address.
    pub no_email: &'static str,
    /// Ticked: waits for a place.
    pub waits: &'static str,
    /// What the button says that takes the row away.
    pub remove: &'static str,
}

macro_rules! names {
    ($($row:literal)*) => {
        [$(Names {
            row: $row,
            first_name: concat!($row, "_first_name"),
            last_name: concat!($row, "_last_name"),
            email: concat!($row, "_email"),
            no_email: concat!($row, "_no_email"),
            waits: concat!($row, "_waits"),
            remove: concat!("remove-", $row),
        }),*]
    };
}

/// The blank row that a script copies, then as many as a group may have.
const ROWS: [Names; super::MAX_COLLEAGUES + 1] = names!(
    "p0" "p1" "p2" "p3" "p4" "p5" "p6" "p7" "p8" "p9" "p10"
);

const CONTACT: Names = names!("contact")[0];

impl Names {
    /// Those of the blank row that a script copies.
    pub const BLANK: Self = ROWS[0];

    /// Those of the contact.
    pub const CONTACT: Self = CONTACT;

    /// Those of a row, from 0; beyond the largest group, those of its last row.
    #[must_use]
    pub fn of(row: usize) -> &'static Self {
        &ROWS[row.saturating_add(1).min(ROWS.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn each_row_has_its_own_names() {
        assert_eq!(Names::of(0).first_name, "p1_first_name");
        assert_eq!(Names::of(9).remove, "remove-p10");
        assert_eq!(Names::of(10), Names::of(9));
        assert_eq!(Names::CONTACT.email, "contact_email");
    }
}
