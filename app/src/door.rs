//! The door on a phone, without the phone: the list it judges by, what has been done on it, and
//! how it keeps up with the server. No browser in here, so that all of it is tested natively.

pub mod book;
pub mod card;
pub mod clock;
pub mod finder;
pub mod log;
pub mod pace;
