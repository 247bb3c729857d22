//! The door: choosing one, and letting people in.

mod choice;
mod station;

pub use choice::{DoorChoicePage, DoorLink};
pub use station::{DoorPage, DoorView, Found};
