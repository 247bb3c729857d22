//! The conference's rule book: pure values in, `Result<_, Refusal>` out.
//!
//! No input or output, no clock, no features: the same code judges on the server and in the
//! browser. Whoever calls says what time it is.

pub mod allocation;
pub mod capacity;
pub mod checkin;
pub mod letter;
pub mod participant;
pub mod party;
pub mod programme;
pub mod refusal;
pub mod retention;
pub mod role;
pub mod schedule;
pub mod text;
pub mod ticket;
pub mod time;
pub mod waitlist;

pub use refusal::Refusal;
