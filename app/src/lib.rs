//! What people see: the shell, the pages and their components, and every French sentence.
//!
//! Pages are plain functions from ready data to HTML; nothing here asks a database or a clock.

pub mod fr;
