//! Publishing: seats, lines, results and letters, in one unit.
