//! What answers at each address: one file per noun.

pub mod account;
pub mod assets;
pub mod door;
pub mod form;
pub mod health;
pub mod hosting;
pub mod legal;
pub mod links;
pub mod pairing;
pub mod parties;
pub mod phones;
pub mod places;
pub mod programme;
pub mod registrations;
pub mod sign_in;
pub mod staff;
pub mod tickets;
pub mod upload;
