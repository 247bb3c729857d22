//! The way into the decoder, which is a chunk of its own: a phone loads it when a camera opens.
//!
//! `#[lazy]` of Leptos would stop the whole program when the chunk cannot be fetched. At a door
//! with poor Wi-Fi that is an ordinary event, so this uses the macro below it, which says so.
#![expect(clippy::unnecessary_wraps, reason = "the macro adds the failure to load")]

use decoder::{Decoder, Found, luma_from_rgba};
use leptos::wasm_split::{self, SplitLoaderError};

use super::clock::now_ms;
use super::frames::Frame;
use super::reader::ReaderFault;

/// What stays from one frame to the next.
#[derive(Default)]
pub(super) struct Desk {
    decoder: Decoder,
    luma: Vec<u8>,
}

impl From<SplitLoaderError> for ReaderFault {
    fn from(_: SplitLoaderError) -> Self {
        Self::NotLoaded
    }
}

/// The codes in `frame` as it is, and how many milliseconds that held the page. The first call
/// fetches the decoder, and after a failure the next one does.
#[wasm_split::wasm_split(qr_decoder, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn decode(desk: &mut Desk, frame: &Frame) -> Result<(Vec<Found>, f64), ReaderFault> {
    let begun = now_ms();
    luma_from_rgba(&frame.rgba, &mut desk.luma);
    let found = desk.decoder.plain(&desk.luma, frame.width, frame.height);
    Ok((found, now_ms() - begun))
}

/// The codes in the frame that `decode` has just missed, under one preparation, and how many
/// milliseconds that held the page.
#[wasm_split::wasm_split(qr_decoder, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn decode_again(
    desk: &mut Desk,
    frame: &Frame,
) -> Result<(Vec<Found>, f64), ReaderFault> {
    let begun = now_ms();
    let found = desk.decoder.prepared(&desk.luma, frame.width, frame.height);
    Ok((found, now_ms() - begun))
}

/// Room to shift things in.
///
/// The splitter moves the decoder's tables (175 KB) out of the bundle that every page loads, but
/// only if all the data still fits its old place after each part was aligned anew; otherwise it
/// leaves everything in the common bundle. Nothing refers to this, so it is dropped and its place
/// is free.
#[used]
static SLACK: [u8; 1024] = [0x5a; 1024];
