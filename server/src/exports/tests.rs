mod csv;
mod lists;
mod support;
mod xlsx;

use super::{Format, List, parse_file};
use domain::time::Moment;

#[test]
fn a_file_is_named_after_its_list_and_the_day_in_paris() {
    // 6 November 2026, 23:30 UTC.
    let made = Moment::from_micros(1_794_007_800_000_000);
    assert_eq!(List::Sessions.file_name(Format::Xlsx, made), "seances-2026-11-07.xlsx");
    for list in List::ALL {
        for format in Format::ALL {
            let name = format!("{}.{}", list.as_str(), format.as_str());
            assert_eq!(parse_file(&name), Some((list, format)));
        }
    }
    for other in
        ["participants", "mots-de-passe.csv", "participants.csv.xlsx", "../participants.csv"]
    {
        assert_eq!(parse_file(other), None);
    }
}
