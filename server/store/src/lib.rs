//! All SQL and nothing but SQL: one file per aggregate, one function per question.
//!
//! Each statement is written once, in the dialect SQLite and PostgreSQL share. Only [`db`] and
//! [`writer`] know that there are two engines.

pub mod accounts;
pub mod announcements;
pub mod audit;
pub mod badges;
pub mod checkins;
pub mod copies;
mod db;
pub mod devices;
mod error;
pub mod exports;
pub mod figures;
pub mod health;
pub mod host_messages;
pub mod hostings;
pub mod journal;
pub mod letters;
pub mod mailings;
mod open;
pub mod participants;
pub mod parties;
pub mod people_imports;
pub mod programme;
pub mod reminders;
pub mod retention;
pub mod roll;
mod seats;
pub mod sessions;
pub mod signups;
pub mod unsubscriptions;
pub mod waitlist;
pub mod wishes;
pub mod wordings;
mod writer;

pub use db::Conn;
pub use error::{Error, OpenError};
pub use open::Store;
