//! A list of people from a file: which column says what, whether a row is somebody, and what is known
//! of them already. Files are opened elsewhere; here a list is rows of cells.

mod headings;
mod row;
mod verdict;

pub use headings::{Column, Layout, separator};
pub use row::{Wrong, form, read};
pub use verdict::{Known, Seen, Verdict};

/// The most rows a list may have.
pub const MOST_ROWS: usize = 10_000;

/// The most columns a list may have.
pub const MOST_COLUMNS: usize = 60;

/// The longest cell that is kept, in characters; what follows is cut, and then too long for any field.
pub const MOST_CELL: usize = 400;

#[cfg(test)]
mod tests;
