//! How much of the picture is looked at, and how finely, so that no phone stutters.

/// The longest that a look may hold the page: a frame of a camera lasts 33 ms.
const BUDGET_MS: f64 = 24.0;
/// Below this a look may become finer.
const EASY_MS: f64 = 9.0;
/// Looks before another change, so that one hiccup is not a slow phone.
const SETTLE: u32 = 3;

/// The side of the square in the middle, which is looked at as it is, and the longest side of the
/// whole picture, which is made smaller to fit.
const LEVELS: [(u32, u32); 4] = [(720, 1280), (640, 960), (480, 800), (360, 640)];

/// A part of the picture, and the size to draw it in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cut {
    /// Left edge, top edge, width and height in the camera's pixels.
    pub from: [u32; 4],
    /// Width and height to read.
    pub to: [u32; 2],
}

/// Chooses what to look at next.
///
/// People hold a ticket into the middle, so the square there has every second look: it costs half
/// as much and loses nothing of the camera's sharpness. The other look sees everything.
#[derive(Debug, Default)]
pub(super) struct Pace {
    level: usize,
    whole: bool,
    since_change: u32,
}

impl Pace {
    /// What to look at in a picture of this size; nothing in an empty one.
    pub fn next(&mut self, width: u32, height: u32) -> Option<Cut> {
        if width == 0 || height == 0 {
            return None;
        }
        let (square, longest) = LEVELS[self.level];
        let side = square.min(width).min(height);
        self.whole = !self.whole;
        Some(if self.whole {
            Cut { from: [0, 0, width, height], to: fitting(width, height, longest) }
        } else {
            Cut { from: [(width - side) / 2, (height - side) / 2, side, side], to: [side, side] }
        })
    }

    /// Takes note of the longest time in milliseconds that the last look held the page.
    pub fn held(&mut self, milliseconds: f64) {
        self.since_change += 1;
        if self.since_change < SETTLE {
            return;
        }
        if milliseconds > BUDGET_MS && self.level + 1 < LEVELS.len() {
            self.level += 1;
            self.since_change = 0;
        } else if milliseconds < EASY_MS && self.level > 0 && self.whole {
            self.level -= 1;
            self.since_change = 0;
        }
    }
}

/// A size of the same shape, at most `longest`.
fn fitting(width: u32, height: u32, longest: u32) -> [u32; 2] {
    let now = width.max(height);
    if now <= longest {
        return [width, height];
    }
    [(width * longest / now).max(1), (height * longest / now).max(1)]
}

#[cfg(test)]
mod tests {
    use super::{Cut, LEVELS, Pace, fitting};

    #[test]
    fn a_picture_keeps_its_shape_and_is_never_larger_than_needed() {
        assert_eq!(fitting(1280, 720, 1280), [1280, 720]);
        assert_eq!(fitting(640, 480, 1280), [640, 480]);
        assert_eq!(fitting(3840, 2160, 1280), [1280, 720]);
        assert_eq!(fitting(1080, 1920, 1280), [720, 1280]);
        assert_eq!(Pace::default().next(0, 720), None);
    }

    #[test]
    fn the_whole_and_the_middle_take_turns() {
        let mut pace = Pace::default();
        let whole = Cut { from: [0, 0, 1920, 1080], to: [1280, 720] };
        let middle = Cut { from: [600, 180, 720, 720], to: [720, 720] };
        assert_eq!(pace.next(1920, 1080), Some(whole));
        assert_eq!(pace.next(1920, 1080), Some(middle));
        assert_eq!(pace.next(1920, 1080), Some(whole));
    }

    #[test]
    fn the_middle_of_a_small_picture_is_all_of_its_height() {
        let mut pace = Pace::default();
        pace.next(640, 480);
        let middle = Cut { from: [80, 0, 480, 480], to: [480, 480] };
        assert_eq!(pace.next(640, 480), Some(middle));
    }

    #[test]
    fn a_slow_phone_looks_less_finely_and_a_quick_one_sees_all() {
        let mut pace = Pace::default();
        let look = |pace: &mut Pace, held| {
            pace.next(1280, 720);
            pace.held(held);
        };
        (0..40).for_each(|_| look(&mut pace, 60.0));
        assert_eq!(pace.level, LEVELS.len() - 1);
        (0..40).for_each(|_| look(&mut pace, 15.0));
        assert_eq!(pace.level, LEVELS.len() - 1);
        (0..40).for_each(|_| look(&mut pace, 4.0));
        assert_eq!(pace.level, 0);
    }

    #[test]
    fn one_hiccup_is_not_a_slow_phone_for_ever() {
        let mut pace = Pace::default();
        for held in [5.0, 5.0, 5.0, 90.0, 5.0, 5.0, 5.0, 5.0, 5.0, 5.0] {
            pace.next(1280, 720);
            pace.held(held);
        }
        assert_eq!(pace.level, 0);
    }
}
