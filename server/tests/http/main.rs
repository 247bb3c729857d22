//! The whole program from outside: each test starts `passerelle` on a database, a folder and a port
//! of its own, and speaks HTTP to it. Where the database matters a test runs twice, as
//! `….::sqlite` and as `….::postgres`.

#[cfg(test)]
mod addresses;
#[cfg(test)]
mod calendar;
#[cfg(test)]
mod checking;
#[cfg(test)]
mod configuration;
#[cfg(test)]
mod copies;
#[cfg(test)]
mod crash;
#[cfg(test)]
mod dashboard;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod door;
#[cfg(test)]
mod editing;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod flood;
#[cfg(test)]
mod groups;
#[cfg(test)]
mod headers;
#[cfg(test)]
mod hosting;
#[cfg(test)]
mod hosts;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod journey;
#[cfg(test)]
mod lines;
#[cfg(test)]
mod machines;
#[cfg(test)]
mod mailings;
#[cfg(test)]
mod opening;
#[cfg(test)]
mod organisers;
#[cfg(test)]
mod paper;
mod people;
#[cfg(test)]
mod phones;
#[cfg(test)]
mod places;
#[cfg(test)]
mod programme;
#[cfg(test)]
mod requests;
#[cfg(test)]
mod restart;
#[cfg(test)]
mod rush;
#[cfg(test)]
mod second_factor;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod sign_in;
#[cfg(test)]
mod support;
#[cfg(test)]
mod team;
#[cfg(test)]
mod thousand;
#[cfg(test)]
mod throttles;
#[cfg(test)]
mod wishes;
