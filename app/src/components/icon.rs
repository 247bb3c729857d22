use leptos::prelude::*;

/// A small drawing beside a word; never alone, so never read aloud.
#[component]
pub fn Icon(
    /// Its name in `icons.svg`.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true"><use href=format!("/icons.svg#{name}")></use></svg>
    }
    .into_any()
}
