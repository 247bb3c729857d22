//! French: dates, numbers, and every sentence for every refusal and fault.

pub mod bulk;
mod camera;
mod dates;
mod faults;
pub mod import;
mod journal;
mod keeping;
mod mailings;
pub mod merge;
mod organisations;
mod paper;
mod party;
mod people;
mod phone;
mod programme;
mod refusals;
mod team;
mod wishes;
mod words;

pub use camera::{CAMERA_PAUSED, NO_DECODER, WITHOUT_CAMERA, camera};
pub use dates::{
    ago, clock, date, date_time, day_month, days_until, hours, long_date, short_date_time,
};
pub use faults::{fault, field_label};
pub use journal::{action, action_detail, actor, changes, letter};
pub use keeping::{
    CODE_ENDED, LetIn, NO_SUCH_DOOR, NOT_ITS_DOOR, UNKNOWN_PERSON, beyond_capacity, clock_off,
    door_name, double_entry, let_in_though, not_moved, other_code, sent_away_though,
};
pub use mailings::{audience, blank, when_written, wording_fault};
pub use organisations::sector;
pub use paper::{duration, measure_fault, to_print};
pub use party::{
    NO_MAIL_NO_NEW_LINK, TAKEN_OVER, party_fault, paste_fault, pasted_too_many, places_missing,
};
pub use people::{NEW_ADDRESS, SAVE, change, sign};
pub use phone::{
    COME_AGAIN, FIRST_NAME_MISSING, FULL, FULL_ASKS_WHY, LAST_NAME_MISSING, LET_IN, MAIN_DOOR,
    MOVED, NO_LIST, NO_MORE_CODES, NO_ROOM, NO_TICKET, NOT_KNOWN, NOT_PAIRED, NOTHING_KEPT,
    PRIVATE, REGISTERED_HERE, SEEN, TAKEN_AWAY, TAKEN_BACK, TIME_IS_OVER, TURNED_AWAY, UNDONE,
    UNDONE_ALTOGETHER, UNREADABLE_ACT, WALK_IN_CODE, door_is_gone, entry_stays, moved_to, not_here,
    old_list, ready, seen_before, session_door, session_is_full, session_offered, session_place,
    station, unsent, wiped, wrong_clock,
};
pub use programme::{
    conflict, difference, in_seconds, move_lines, moves, no_longer_there, programme_part, says_now,
    yes_or_no,
};
pub use refusals::{frozen, reason, refusal, team_refusal};
pub use team::{
    NOT_ONES_OWN_ROLE, WRONG_CODE, WRONG_FIRST_CODE, WRONG_OWN_PASSWORD, browser, too_many_tries,
};
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
