//! What answers at each address: one file per noun.

pub mod assets;
pub mod door;
pub mod form;
pub mod health;
pub mod hosting;
pub mod legal;
pub mod links;
pub mod parties;
pub mod places;
pub mod programme;
pub mod registrations;
pub mod sign_in;
pub mod staff;
pub mod tickets;
pub mod unsubscriptions;
