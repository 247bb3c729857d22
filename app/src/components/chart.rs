//! Drawings of numbers, made on the server: shapes in SVG that stretch with the page, words around
//! them in HTML so that they stay readable on a phone, and a table with the same numbers.

mod bars;
mod columns;
mod curve;

use leptos::prelude::*;

pub use bars::{Bar, Bars};
pub use columns::Columns;
pub use curve::Curve;

/// The size of a drawing, in its own units.
const WIDTH: u32 = 600;
const HEIGHT: u32 = 200;

/// The smallest round number that is not below the largest value: what the scale ends with.
fn scale(most: u32) -> u32 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            let top = factor * step;
            if top >= most.max(4) || step >= 1_000_000_000 {
                return top;
            }
        }
        step *= 10;
    }
}

/// How high a value stands in a drawing, from above.
fn height(value: u32, top: u32) -> u32 {
    let value = u64::from(value.min(top)) * u64::from(HEIGHT) / u64::from(top.max(1));
    HEIGHT - u32::try_from(value).unwrap_or(HEIGHT)
}

/// The numbers of a drawing, beside it.
fn table(caption: String, head: (&'static str, &'static str), rows: &[(String, u32)]) -> AnyView {
    let rows: Vec<_> = rows
        .iter()
        .map(|(name, value)| {
            view! { <tr><th scope="row">{name.clone()}</th><td class="number">{*value}</td></tr> }
        })
        .collect();
    view! {
        <details>
            <summary>"Les nombres"<span class="spoken">"\u{a0}: "{caption.clone()}</span></summary>
            <table>
                <caption class="spoken">{caption}</caption>
                <thead><tr><th scope="col">{head.0}</th><th scope="col" class="number">{head.1}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_ends_with_a_round_number() {
        let tops: Vec<_> = [0, 4, 5, 6, 11, 21, 200, 201, 700].map(scale).to_vec();
        assert_eq!(tops, [5, 5, 5, 10, 20, 50, 200, 500, 1000]);
        assert!(scale(u32::MAX) >= 1_000_000_000);
    }

    #[test]
    fn nothing_stands_on_the_ground_and_the_top_at_the_top() {
        assert_eq!((height(0, 200), height(200, 200), height(50, 200)), (HEIGHT, 0, 150));
        assert_eq!((height(300, 200), height(1, 0)), (0, HEIGHT));
    }
}
