//! French: dates, numbers, and every sentence for every refusal and fault.

mod dates;
mod faults;
mod journal;
mod party;
mod programme;
mod refusals;
mod wishes;
mod words;

pub use dates::{clock, date, date_time, day_month, days_until, hours, long_date, short_date_time};
pub use faults::{fault, field_label};
pub use journal::{action, action_detail, actor, letter};
pub use party::{
    NO_MAIL_NO_NEW_LINK, TAKEN_OVER, party_fault, paste_fault, pasted_too_many, places_missing,
};
pub use programme::{conflict, difference, in_seconds, move_lines, moves, programme_part};
pub use refusals::{frozen, reason, refusal, team_refusal};
pub use wishes::{outcome, time_left, why, wish};
pub use words::{
    access_need, checked_in_of, count, kind, kinds, ordinal, origin, role, seats_left,
    session_seats, standing, verdict,
};

use words::ordinal_masculine;

/// No-break space, before `:` and inside « ».
pub const NBSP: char = '\u{a0}';

/// Narrow no-break space, before `;`, `!`, `?` and inside numbers.
pub const NNBSP: char = '\u{202f}';
