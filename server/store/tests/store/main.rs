//! The store on both engines. Each test is written once and run twice, as `….::sqlite` on a file of
//! its own and as `….::postgres` on a database of its own.

#[cfg(test)]
mod accounts;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod badges;
#[cfg(test)]
mod bulk;
#[cfg(test)]
mod changes;
#[cfg(test)]
mod checkins;
#[cfg(test)]
mod constraints;
#[cfg(test)]
mod deliveries;
#[cfg(test)]
mod doors;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod figures;
#[cfg(test)]
mod hostings;
#[cfg(test)]
mod import;
#[cfg(test)]
mod journal;
#[cfg(test)]
mod letters;
#[cfg(test)]
mod lines;
#[cfg(test)]
mod mailings;
#[cfg(test)]
mod merging;
#[cfg(test)]
mod model;
#[cfg(test)]
mod parties;
#[cfg(test)]
mod people;
#[cfg(test)]
mod people_imports;
#[cfg(test)]
mod registration;
#[cfg(test)]
mod reminders;
#[cfg(test)]
mod retention;
#[cfg(test)]
mod rush;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod search;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod signups;
#[cfg(test)]
mod support;
#[cfg(test)]
mod waiting_list;
#[cfg(test)]
mod windows;
#[cfg(test)]
mod wishes;
#[cfg(test)]
mod writer;
