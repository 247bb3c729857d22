/// Grey values of a picture given as red, green, blue and alpha bytes, as a canvas hands it out.
///
/// `luma` is emptied and filled, so that one buffer serves every frame. An incomplete last pixel
/// is left out.
pub fn luma_from_rgba(rgba: &[u8], luma: &mut Vec<u8>) {
    luma.clear();
    let (pixels, _) = rgba.as_chunks::<4>();
    luma.extend(pixels.iter().map(|&[red, green, blue, _]| grey(red, green, blue)));
}

/// ITU-R BT.601 weights in 256ths.
fn grey(red: u8, green: u8, blue: u8) -> u8 {
    let sum = 77 * u32::from(red) + 150 * u32::from(green) + 29 * u32::from(blue);
    u8::try_from(sum >> 8).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::luma_from_rgba;

    #[test]
    fn white_black_and_the_primaries_become_their_grey() {
        let rgba = [
            [255, 255, 255, 255],
            [0, 0, 0, 255],
            [255, 0, 0, 255],
            [0, 255, 0, 255],
            [0, 0, 255, 255],
        ];
        let mut luma = vec![9; 3];
        luma_from_rgba(rgba.as_flattened(), &mut luma);
        assert_eq!(luma, [255, 0, 76, 149, 28]);
    }

    #[test]
    fn an_incomplete_pixel_is_left_out() {
        let mut luma = Vec::new();
        luma_from_rgba(&[255, 255, 255, 255, 1, 2], &mut luma);
        assert_eq!(luma, [255]);
    }
}
