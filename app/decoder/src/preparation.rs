//! Ways of making a code stand out that the plain frame does not show well enough.

/// What is done to a frame that could not be read as it came.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Preparation {
    /// Against noise and screen patterns.
    #[default]
    BoxBlur,
    /// For light codes on a dark ground.
    Invert,
    /// Against blur.
    Sharpen,
    /// Against a dark room or glare.
    StretchContrast,
}

impl Preparation {
    pub(crate) fn next(self) -> Self {
        match self {
            Self::BoxBlur => Self::Invert,
            Self::Invert => Self::Sharpen,
            Self::Sharpen => Self::StretchContrast,
            Self::StretchContrast => Self::BoxBlur,
        }
    }

    /// Fills `prepared` with as many bytes as `luma` has.
    pub(crate) fn apply(self, luma: &[u8], width: u32, prepared: &mut Vec<u8>) {
        prepared.clear();
        let width = usize::try_from(width).unwrap_or(usize::MAX);
        match self {
            Self::BoxBlur => with_mean(luma, width, prepared, |_, mean| mean),
            Self::Invert => prepared.extend(luma.iter().map(|grey| u8::MAX - grey)),
            Self::Sharpen => with_mean(luma, width, prepared, sharpened),
            Self::StretchContrast => stretch(luma, prepared),
        }
    }
}

/// Moves a pixel away from the mean around it, by three times its distance.
fn sharpened(grey: u8, mean: u8) -> u8 {
    let (grey, mean) = (i16::from(grey), i16::from(mean));
    to_grey(grey + 3 * (grey - mean))
}

/// Hands each pixel and the mean of its 3 × 3 neighbourhood to `combine`; beyond an edge the edge
/// is repeated.
fn with_mean(luma: &[u8], width: usize, prepared: &mut Vec<u8>, combine: fn(u8, u8) -> u8) {
    let rows: Vec<&[u8]> = luma.chunks_exact(width.max(1)).collect();
    let mut columns = vec![0_u16; width];
    for (y, row) in rows.iter().enumerate() {
        let above = rows.get(y.wrapping_sub(1)).unwrap_or(row);
        let below = rows.get(y + 1).unwrap_or(row);
        for (sum, ((a, b), c)) in columns.iter_mut().zip(above.iter().zip(*row).zip(*below)) {
            *sum = u16::from(*a) + u16::from(*b) + u16::from(*c);
        }
        for (x, (&grey, &here)) in row.iter().zip(&columns).enumerate() {
            let left = columns.get(x.wrapping_sub(1)).unwrap_or(&here);
            let right = columns.get(x + 1).unwrap_or(&here);
            let mean = u8::try_from((left + here + right) / 9).unwrap_or(u8::MAX);
            prepared.push(combine(grey, mean));
        }
    }
}

/// Spreads the greys between the 2nd and the 98th percentile over the whole range.
fn stretch(luma: &[u8], prepared: &mut Vec<u8>) {
    let mut counts = [0_usize; 256];
    for &grey in luma {
        counts[usize::from(grey)] += 1;
    }
    let few = luma.len() / 50;
    let low = percentile(counts.iter().enumerate(), few);
    let high = percentile(counts.iter().enumerate().rev(), few);
    let span = i32::from(high - low).max(1);
    let table: Vec<u8> = (0..256).map(|grey| spread(grey, i32::from(low), span)).collect();
    prepared.extend(luma.iter().map(|&grey| table[usize::from(grey)]));
}

fn percentile<'a>(counts: impl Iterator<Item = (usize, &'a usize)>, few: usize) -> i16 {
    let mut seen = 0;
    for (grey, count) in counts {
        seen += count;
        if seen > few {
            return i16::try_from(grey).unwrap_or(i16::MAX);
        }
    }
    0
}

fn spread(grey: i32, low: i32, span: i32) -> u8 {
    let value = (grey - low) * 255 / span;
    u8::try_from(value.clamp(0, 255)).unwrap_or(u8::MAX)
}

fn to_grey(value: i16) -> u8 {
    u8::try_from(value.clamp(0, 255)).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::Preparation;

    fn prepared(preparation: Preparation, luma: &[u8], width: u32) -> Vec<u8> {
        let mut out = vec![7; 5];
        preparation.apply(luma, width, &mut out);
        out
    }

    #[test]
    fn a_flat_picture_stays_flat() {
        let flat = [90; 12];
        assert_eq!(prepared(Preparation::Sharpen, &flat, 4), flat);
        assert_eq!(prepared(Preparation::BoxBlur, &flat, 4), flat);
        assert_eq!(prepared(Preparation::Invert, &flat, 4), [165; 12]);
        assert_eq!(prepared(Preparation::StretchContrast, &flat, 4).len(), 12);
    }

    #[test]
    fn sharpening_widens_an_edge_and_blurring_softens_it() {
        let edge = [100, 100, 140, 140, 100, 100, 140, 140];
        let sharp = prepared(Preparation::Sharpen, &edge, 4);
        let soft = prepared(Preparation::BoxBlur, &edge, 4);
        assert_eq!(sharp[..4], [100, 61, 182, 140]);
        assert_eq!(soft[..4], [100, 113, 126, 140]);
    }

    #[test]
    fn stretching_uses_the_whole_range() {
        let dim: Vec<u8> = (0..100).map(|i| if i % 2 == 0 { 40 } else { 60 }).collect();
        let bright = prepared(Preparation::StretchContrast, &dim, 10);
        assert_eq!((bright[0], bright[1]), (0, 255));
    }

    #[test]
    fn each_preparation_comes_round_again() {
        let mut seen = vec![Preparation::default()];
        for _ in 0..3 {
            seen.push(seen[seen.len() - 1].next());
        }
        assert_eq!(seen[3].next(), Preparation::default());
        seen.dedup();
        assert_eq!(seen.len(), 4);
    }
}
