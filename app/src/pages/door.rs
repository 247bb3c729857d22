//! The door: choosing one, and letting people in.

mod answer;
mod aside;
mod choice;
mod shell;
mod station;
mod walk_in;

pub use answer::{Answer, PlanLine, Verdict};
pub use aside::{LetInLine, SeatOffer};
pub use choice::{DoorChoicePage, DoorLink};
pub use shell::ShellPage;
pub use station::{DoorPage, DoorView, Found};
pub use walk_in::{WalkInForm, WalkInPage};
