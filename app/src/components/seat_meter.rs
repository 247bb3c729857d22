use domain::capacity::{Availability, Seats};
use leptos::prelude::*;

use crate::fr;

/// How full something is, drawn and in words.
#[component]
pub fn SeatMeter(
    /// The seats.
    seats: Seats,
    /// Larger, and with the number of places in all.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let state = match seats.availability() {
        Availability::Free(_) => "",
        Availability::Few(_) => " few",
        Availability::Full => " full",
    };
    let words = if large && !seats.is_full() {
        format!("{} sur {}", fr::seats_left(seats), seats.capacity)
    } else {
        fr::seats_left(seats)
    };
    view! {
        <p class=format!("seat-meter{state}{}", if large { " large" } else { "" })>
            <meter
                min="0"
                max=seats.capacity.to_string()
                value=seats.taken.to_string()
                aria-hidden="true"
            ></meter>
            <span>{words}</span>
        </p>
    }
}
