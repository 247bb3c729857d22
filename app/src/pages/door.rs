//! The door: choosing one, and letting people in.

mod aside;
mod choice;
mod station;
mod walk_in;

pub use aside::{LetInLine, SeatOffer};
pub use choice::{DoorChoicePage, DoorLink};
pub use station::{DoorPage, DoorView, Found};
pub use walk_in::{WalkInForm, WalkInPage};
