//! What the browser loads: it brings the islands to life, and nothing else.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called once the page and this program are there.
#[wasm_bindgen]
pub fn hydrate() {
    // Names the islands of `app`, so that they are linked.
    use app as _;
    leptos::mount::hydrate_islands();
}
