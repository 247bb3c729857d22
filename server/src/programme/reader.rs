//! Where lines begin, and what is wrong so far.

use std::cell::RefCell;

use super::fault::{Fault, FaultKind};

/// Knows where lines begin, and collects what is wrong.
pub struct Reader {
    line_starts: Vec<usize>,
    faults: RefCell<Vec<Fault>>,
}

impl Reader {
    pub fn new(text: &str) -> Self {
        let after_breaks =
            text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Self {
            line_starts: std::iter::once(0).chain(after_breaks).collect(),
            faults: RefCell::default(),
        }
    }

    /// The line on which that byte of the file stands.
    pub fn line_at(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The one fault of a file that is not TOML.
    pub fn syntax(&self, error: &toml::de::Error) -> Fault {
        let line = error.span().map_or(1, |span| self.line_at(span.start));
        Fault { line, kind: FaultKind::Syntax { message: error.message().to_owned() } }
    }

    /// Adds a fault.
    pub fn tell(&self, line: usize, kind: impl Into<FaultKind>) {
        self.faults.borrow_mut().push(Fault { line, kind: kind.into() });
    }

    pub fn into_faults(self) -> Vec<Fault> {
        self.faults.into_inner()
    }
}
