//! What the decoder reads at the door, and what must not disturb it.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::unwrap_used,
    reason = "made pictures are small, and a broken one fails its test"
)]

mod picture;

use decoder::{Decoder, luma_from_rgba};
use picture::{Picture, Placement, Random, code, garbage};

/// As long as the content of a ticket: an address of ordinary length and a token of 128 bits.
const TICKET: &str = "https://conference.example.org/b/q7mZ3vK0sXyT1bRcWn8d4A";

/// The text of the first code in a frame.
fn one(decoder: &mut Decoder, picture: &Picture) -> Option<String> {
    let found = decoder.frame(&picture.luma, picture.width, picture.height);
    found.into_iter().next().map(|code| code.text)
}

/// A code stays in view for half a second at the door: five frames.
fn within_five_frames(picture: &Picture) -> Option<String> {
    let mut decoder = Decoder::new();
    (0..5).find_map(|_| one(&mut decoder, picture))
}

#[track_caller]
fn assert_reads(picture: &Picture) {
    assert_eq!(within_five_frames(picture).as_deref(), Some(TICKET));
}

#[test]
fn a_plain_code_is_read_from_the_first_frame() {
    let picture = code(TICKET, Placement::default());
    let text = one(&mut Decoder::new(), &picture);
    assert_eq!(text.as_deref(), Some(TICKET));
}

#[test]
fn two_codes_in_view_are_both_read_and_each_in_its_place() {
    let (left, right) =
        (code(TICKET, Placement::default()), code("WIFI:S:salle;;", Placement::default()));
    let half = left.width as usize / 2;
    let mut both = left.clone();
    let rows = both.luma.chunks_exact_mut(2 * half).zip(left.luma.chunks_exact(2 * half));
    for ((row, left), right) in rows.zip(right.luma.chunks_exact(2 * half)) {
        // Each code is in the middle of its own picture; only their middles fit beside each other.
        row[..half].copy_from_slice(&left[half / 2..half / 2 + half]);
        row[half..].copy_from_slice(&right[half / 2..half / 2 + half]);
    }
    let mut found = Decoder::new().frame(&both.luma, both.width, both.height);
    found.sort_by(|one, other| one.x.total_cmp(&other.x));
    assert_eq!(
        found.iter().map(|code| code.text.as_str()).collect::<Vec<_>>(),
        [TICKET, "WIFI:S:salle;;"]
    );
    for (code, x) in found.iter().zip([320.0, 960.0]) {
        assert!((code.x - x).abs() < 4.0 && (code.y - 360.0).abs() < 4.0, "{code:?}");
    }
}

#[test]
fn a_turned_code_is_read_at_every_angle() {
    for degrees in (0..360).step_by(30) {
        let degrees = f64::from(degrees);
        assert_reads(&code(TICKET, Placement { degrees, ..Placement::default() }));
    }
}

#[test]
fn a_tilted_code_is_read() {
    assert_reads(&code(TICKET, Placement { tilt: 0.4, degrees: 8.0, ..Placement::default() }));
}

#[test]
fn a_small_code_is_read() {
    assert_reads(&code(TICKET, Placement { module: 3.0, degrees: 12.0, ..Placement::default() }));
}

#[test]
fn a_blurred_code_is_read() {
    assert_reads(&code(TICKET, Placement { degrees: 5.0, ..Placement::default() }).blurred(3));
}

#[test]
fn a_dark_code_is_read() {
    assert_reads(&code(TICKET, Placement { dark: 8, light: 30, ..Placement::default() }));
}

#[test]
fn a_code_in_uneven_light_is_read() {
    assert_reads(&code(TICKET, Placement::default()).shaded(20));
}

#[test]
fn a_noisy_code_is_read() {
    for seed in 1..=2 {
        let placement = Placement { dark: 60, light: 190, degrees: 20.0, ..Placement::default() };
        assert_reads(&code(TICKET, placement).noisy(70, seed));
    }
}

#[test]
fn a_light_code_on_a_dark_screen_is_read() {
    assert_reads(&code(TICKET, Placement::default()).inverted());
}

#[test]
fn accents_come_through() {
    let picture = code("Hélène, Salle Mayenne", Placement::default());
    assert_eq!(within_five_frames(&picture).as_deref(), Some("Hélène, Salle Mayenne"));
}

#[test]
fn a_colour_frame_reads_like_a_grey_one() {
    let picture = code(TICKET, Placement::default());
    let rgba: Vec<u8> = picture.luma.iter().flat_map(|&grey| [grey, grey, grey, 255]).collect();
    let mut luma = Vec::new();
    luma_from_rgba(&rgba, &mut luma);
    assert_reads(&Picture { luma, ..picture });
}

#[test]
fn one_decoder_goes_from_person_to_person() {
    let mut decoder = Decoder::new();
    let empty = garbage(640, 480, 3);
    for number in 0..6 {
        let text = format!("https://conference.example.org/b/{number}");
        let picture = code(&text, Placement::default());
        assert_eq!(one(&mut decoder, &empty), None);
        assert_eq!(one(&mut decoder, &picture), Some(text));
    }
}

#[test]
fn garbage_holds_no_code() {
    for seed in 0..5 {
        assert_eq!(within_five_frames(&garbage(640, 480, seed)), None);
    }
}

#[test]
fn odd_sizes_hold_no_code_and_do_no_harm() {
    let mut random = Random(42);
    for (width, height) in
        [(0, 0), (0, 9), (9, 0), (1, 1), (1, 999), (21, 21), (39, 41), (3000, 21)]
    {
        assert_eq!(within_five_frames(&garbage(width, height, 1)), None);
    }
    for seed in 0..200 {
        let (width, height) = (random.below(90) as u32, random.below(90) as u32);
        assert_eq!(within_five_frames(&garbage(width, height, seed)), None);
    }
}

#[test]
fn a_size_that_does_not_fit_the_picture_holds_no_code() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.frame(&[0; 100], 1280, 720), []);
    assert_eq!(decoder.frame(&[], u32::MAX, u32::MAX), []);
    assert_eq!(decoder.prepared(&[0; 100], 1280, 720), []);
}

/// The mangled remains of a code must neither stop the decoder nor give another text.
#[test]
fn a_torn_code_gives_its_own_text_or_none() {
    let mut random = Random(7);
    for seed in 0..12 {
        let degrees = random.below(360) as f64;
        let mut torn = code(TICKET, Placement { degrees, ..Placement::default() }).noisy(40, seed);
        for _ in 0..random.below(12) {
            let from = random.below(torn.luma.len() as u64 - 40_000) as usize;
            torn.luma[from..from + 30_000].fill(random.below(256) as u8);
        }
        let read = within_five_frames(&torn);
        assert!(read.is_none() || read.as_deref() == Some(TICKET), "read {read:?}");
    }
}
