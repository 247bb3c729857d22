//! Badges: on which paper they are printed, and letters as large as they fit. Every length is in
//! hundredths of a millimetre, so that no rounding moves a label.

mod face;
mod fitting;
mod sheet;
#[cfg(test)]
mod tests;

pub use face::width;
pub use fitting::{Fitted, LEADING, Letters, fit};
pub use sheet::{
    A4_HEIGHT, A4_WIDTH, Format, MAX_SHIFT, MEASURES, Measure, MeasureFault, Place, Sheet,
    millimetres, parse_millimetres,
};
