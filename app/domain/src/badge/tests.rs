use proptest::prelude::*;

use super::*;

const LETTERS: Letters = Letters { most: 1_100, least: 300, lines: 3 };

#[test]
fn a_short_name_takes_the_largest_letters_and_one_line() {
    let fitted = fit("Anne", 8_000, 1_300, LETTERS);
    assert_eq!(fitted, Fitted { lines: vec!["Anne".to_owned()], size: 1_100 });
}

#[test]
fn a_long_name_is_broken_where_people_break_it_and_stays_readable_at_two_metres() {
    let fitted = fit("de La Rochefoucauld-Montmorency", 8_200, 1_600, LETTERS);
    assert_eq!(fitted.lines, ["de La Rochefoucauld-", "Montmorency"]);
    // Capitals of 0.67 em: at two metres good eyes read letters of 2.9 mm.
    assert!(fitted.size * 67 / 100 >= 400, "{fitted:?}");
}

#[test]
fn a_name_without_end_is_cut_and_says_so() {
    let fitted = fit(&"W".repeat(120), 8_000, 1_000, LETTERS);
    assert!(fitted.lines.last().unwrap().ends_with('…'), "{fitted:?}");
    assert_eq!(fitted.size, 300);
    assert_eq!(fit("  ", 8_000, 1_000, LETTERS).lines, Vec::<String>::new());
}

#[test]
fn millimetres_are_read_however_they_are_typed() {
    for (typed, read) in
        [("12,5", 1_250), (" 12.50 mm", 1_250), ("-0,75", -75), ("−3", -300), ("0", 0)]
    {
        assert_eq!(parse_millimetres(typed), Some(read), "{typed}");
    }
    for refused in ["", "douze", "1,234", "1e3", "--2", "12345", "-", "4 5"] {
        assert_eq!(parse_millimetres(refused), None, "{refused}");
    }
    assert_eq!(["12,5", "-0,75", "3"], [1_250, -75, 300].map(millimetres).each_ref().map(|s| &**s));
}

#[test]
fn the_usual_sheets_hold_ten_labels_inside_the_paper() {
    for format in Format::ALL {
        let sheet = Sheet::new(format, format.usual()).unwrap();
        assert_eq!(Format::parse(format.as_str()), Some(format));
        let ((width, height), (across, down)) = (format.size(), sheet.paper());
        for place in sheet.places() {
            assert!(place.x >= 0 && place.x + width <= across, "{format:?} {place:?}");
            assert!(place.y >= 0 && place.y + height <= down, "{format:?} {place:?}");
        }
        assert_eq!(sheet.places().len(), sheet.holds());
    }
    assert_eq!(Sheet::usual(Format::Wide).holds(), 10);
}

#[test]
fn labels_that_would_leave_the_sheet_are_refused_with_how_far() {
    let measures = [1_100, 4_000, 0, 500, 0, 0];
    let faults = Sheet::new(Format::Wide, measures).unwrap_err();
    assert_eq!(
        faults,
        [
            (Measure::Left, MeasureFault::Overflows(1_000)),
            (Measure::Top, MeasureFault::Overflows(900)),
        ]
    );
    let faults = Sheet::new(Format::Wide, [-1, 0, 0, 0, 1_001, 0]).unwrap_err();
    assert_eq!(
        faults,
        [(Measure::Top, MeasureFault::Negative), (Measure::Right, MeasureFault::TooFar)]
    );
}

#[test]
fn a_back_lies_behind_its_front() {
    let sheet = Sheet::new(Format::Card, [1_350, 1_200, 900, 0, 0, 0]).unwrap();
    for (front, back) in sheet.places().into_iter().zip(sheet.backs()) {
        assert_eq!((back.x + 8_500 + front.x, back.y), (A4_WIDTH, front.y));
    }
}

proptest! {
    #[test]
    fn whatever_the_words_they_stay_inside(
        words in "[A-Za-zÀ-ÿ' -]{0,120}", room in 2_000_u32..12_000, height in 400_u32..4_000,
        lines in 1_usize..4,
    ) {
        let letters = Letters { most: 1_200, least: 250, lines };
        let fitted = fit(&words, room, height, letters);
        prop_assert!(fitted.lines.len() <= lines);
        prop_assert!(fitted.height() <= height, "{fitted:?}");
        for line in &fitted.lines {
            prop_assert!(width(line) * fitted.size / 1_000 <= room, "{fitted:?}");
        }
    }

    #[test]
    fn what_fits_is_printed_whole(words in "[a-z]{1,9}([ -][a-z]{1,9}){0,4}") {
        let fitted = fit(&words, 9_000, 3_000, LETTERS);
        let bare = |text: &str| text.replace(' ', "");
        prop_assert_eq!(bare(&fitted.lines.concat()), bare(&words));
    }
}
