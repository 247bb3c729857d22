use domain::time::{Moment, Span};
use leptos::prelude::*;

use crate::fr;

/// A time of the day, or a stretch of it, that machines read too.
#[component]
pub fn TimeOfDay(
    /// When it begins.
    at: Moment,
    /// The whole stretch, when it is to be told.
    #[prop(optional)]
    span: Option<Span>,
) -> impl IntoView {
    let words = span.map_or_else(|| fr::clock(at), fr::hours);
    view! { <time datetime=at.rfc3339()>{words}</time> }
}
