//! Two fingers that move apart enlarge the picture.

type Point = (f64, f64);

/// The fingers on the picture: the browser's number of each, and where it is.
#[derive(Debug, Default)]
pub(super) struct Pinch {
    fingers: Vec<(i32, Point)>,
}

impl Pinch {
    /// A finger was put down.
    pub fn put(&mut self, finger: i32, at: Point) {
        self.lifted(finger);
        self.fingers.push((finger, at));
    }

    /// A finger was lifted, or has left the picture.
    pub fn lifted(&mut self, finger: i32) {
        self.fingers.retain(|(known, _)| *known != finger);
    }

    /// A finger has moved: by how much two fingers are now farther apart than before; 1 is not at
    /// all, 2 is twice as far. Nothing with any other number of fingers.
    pub fn moved(&mut self, finger: i32, at: Point) -> Option<f64> {
        let before = self.distance();
        let known = self.fingers.iter_mut().find(|(known, _)| *known == finger)?;
        known.1 = at;
        let (before, after) = (before?, self.distance()?);
        (before > 1.0).then(|| after / before)
    }

    fn distance(&self) -> Option<f64> {
        match self.fingers.as_slice() {
            [(_, one), (_, other)] => Some((one.0 - other.0).hypot(one.1 - other.1)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Pinch;

    #[test]
    fn two_fingers_that_move_apart_enlarge_and_together_reduce() {
        let mut pinch = Pinch::default();
        pinch.put(1, (0.0, 0.0));
        pinch.put(2, (30.0, 40.0));
        assert_eq!(pinch.moved(2, (60.0, 80.0)), Some(2.0));
        assert_eq!(pinch.moved(1, (30.0, 40.0)), Some(0.5));
    }

    #[test]
    fn any_other_number_of_fingers_does_nothing() {
        let mut pinch = Pinch::default();
        assert_eq!(pinch.moved(7, (1.0, 1.0)), None);
        pinch.put(1, (0.0, 0.0));
        assert_eq!(pinch.moved(1, (50.0, 0.0)), None);
        pinch.put(2, (10.0, 0.0));
        pinch.put(3, (20.0, 0.0));
        assert_eq!(pinch.moved(3, (90.0, 0.0)), None);
        pinch.lifted(3);
        assert_eq!(pinch.moved(2, (50.0, 80.0)), Some(2.0));
    }
}
