//! The way into the decoder, which is a chunk of its own: a phone loads it when a camera opens.
//!
//! `#[lazy]` of Leptos would stop the whole program when the chunk cannot be fetched. At a door
//! with poor Wi-Fi that is an ordinary event, so this uses the macro below it, which says so.
#![expect(unsafe_code, reason = "written by the macro that makes the chunk")]

use decoder::{Decoder, luma_from_rgba};
use leptos::wasm_split::{self, SplitLoaderError};

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

/// The text of the code in `frame`. The first call fetches the decoder, and after a failure the
/// next one does.
#[wasm_split::wasm_split(qr_decoder, wasm_split_path = ::leptos::wasm_split, fallible)]
pub(super) fn decode(desk: &mut Desk, frame: &Frame) -> Result<Option<String>, ReaderFault> {
    luma_from_rgba(&frame.rgba, &mut desk.luma);
    Ok(desk.decoder.frame(&desk.luma, frame.width, frame.height))
}
