//! The door: choosing one, and letting people in.

mod choice;
mod shell;
mod station;

pub use choice::{DoorChoicePage, DoorLink};
pub use shell::ShellPage;
pub use station::{DoorPage, DoorView, Found};
