//! What people see: the shell, the pages and their components, and every French sentence.
//!
//! Pages are plain functions from ready data to HTML; nothing here asks a database or a clock.

// The types of views nest as deep as the pages do.
#![recursion_limit = "256"]
#![expect(missing_docs, reason = "islands generate items that nobody can document")]

mod browser;
pub mod components;
pub mod door;
pub mod fr;
pub mod live;
pub mod pages;
pub mod shell;
