//! The device's clock, which may be wrong: the server knows that.

use js_sys::{Date, Promise};
use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since 1970.
pub fn now_ms() -> f64 {
    Date::now()
}

/// Microseconds since 1970, as everywhere in Passerelle.
#[expect(clippy::cast_possible_truncation, reason = "the year 294,000 is far enough")]
pub fn now_us() -> i64 {
    (Date::now() * 1000.0) as i64
}

/// Lets the browser do other things for a while.
pub async fn pause(milliseconds: i32) {
    let wait = Promise::new(&mut |resolve, _| {
        // Refused only by a document that is gone, and with it this program.
        let _ =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(wait).await;
}
