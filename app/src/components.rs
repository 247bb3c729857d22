//! The parts pages are made of.

mod activity_card;
mod chart;
mod field;
mod form_error;
mod icon;
mod notice;
mod party_form;
mod registration_form;
pub mod scanner;
mod seat_meter;
mod table;
mod text_area;
mod theme_mark;
mod time_of_day;

pub use activity_card::{ActivityCard, hosts};
pub use chart::{Bar, Bars, Columns, Curve};
pub use field::{Check, Field};
pub use form_error::{ErrorSummary, FieldError, FormErrors};
pub use icon::Icon;
pub use notice::{Notice, StateWord, Tone};
pub(crate) use party_form::party_form;
pub use party_form::{PartyFields, PlacesLeft, ROWS_SCRIPT};
pub use registration_form::RegistrationFields;
pub use scanner::Scanner;
pub use seat_meter::{SeatMeter, SessionSeats};
pub use table::Pagination;
pub use text_area::TextArea;
pub use theme_mark::ThemeMark;
pub(crate) use theme_mark::theme_shape;
pub use time_of_day::TimeOfDay;

/// Keeps the parts of a page marked `data-live` up to date: each holds the address of its content.
pub const LIVE_SCRIPT: &str = include_str!("components/live.js");
