use domain::programme::Theme;
use leptos::prelude::*;

use super::Icon;

/// The themes that have a shape of their own; any other takes the last one's.
const SHAPES: [&str; 6] = ["rural", "transition", "axe-1", "axe-2", "axe-3", "observation"];

/// A theme: its shape, its words, its tint.
#[component]
pub fn ThemeMark(
    /// The theme.
    theme: Theme,
) -> impl IntoView {
    let shape = theme_shape(&theme.code);
    view! {
        <span class=format!("theme {shape}")>
            <Icon name=format!("theme-{shape}")/>
            {theme.label}
        </span>
    }
}

/// The shape drawn for a theme.
pub(crate) fn theme_shape(code: &str) -> &'static str {
    SHAPES.into_iter().find(|shape| *shape == code).unwrap_or("observation")
}
