//! The parts pages are made of.

mod activity_card;
mod certificate;
mod chart;
mod field;
mod form_error;
mod icon;
mod notice;
mod paper;
mod party_form;
mod qr;
mod registration_form;
pub mod scanner;
mod seat_meter;
mod table;
mod text_area;
mod theme_mark;
mod time_of_day;

pub use activity_card::{ActivityCard, hosts};
pub use certificate::{Certificate, CertificateView};
pub use chart::{Bar, Bars, Columns, Curve};
pub use field::{Check, Field};
pub(crate) use form_error::described_by;
pub use form_error::{ErrorSummary, FieldError, FormErrors};
pub use icon::Icon;
pub use notice::{Notice, StateWord, Tone};
pub use paper::PrintHint;
pub(crate) use party_form::party_form;
pub use party_form::{PartyFields, PlacesLeft, ROWS_SCRIPT};
pub use qr::{Qr, QrPicture};
pub use registration_form::RegistrationFields;
pub use scanner::DoorApp;
pub use seat_meter::{SeatMeter, SessionSeats};
pub use table::Pagination;
pub use text_area::TextArea;
pub use theme_mark::ThemeMark;
pub(crate) use theme_mark::theme_shape;
pub use time_of_day::TimeOfDay;

/// Keeps the parts of a page marked `data-live` up to date: each holds the address of its content.
pub const LIVE_SCRIPT: &str = include_str!("components/live.js");

/// Shows the print buttons of a page.
pub const PRINT_SCRIPT: &str = include_str!("components/print.js");

/// Both, for a board that is hung up.
pub const LIVE_PRINT_SCRIPT: &str =
    concat!(include_str!("components/live.js"), include_str!("components/print.js"));
