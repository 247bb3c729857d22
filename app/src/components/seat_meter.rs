use domain::capacity::Seats;
use domain::programme::Session;
use leptos::prelude::*;

use crate::{fr, live};

/// How full something is, drawn and in words.
#[component]
pub fn SeatMeter(
    /// The seats.
    seats: Seats,
    /// Larger, and with the number of places in all.
    #[prop(optional)]
    large: bool,
) -> impl IntoView {
    let words = if large && !seats.is_full() {
        format!("{} sur {}", fr::seats_left(seats), seats.capacity)
    } else {
        fr::seats_left(seats)
    };
    let class = format!("seat-meter {}{}", live::state(seats), if large { " large" } else { "" });
    view! {
        <p class=class>
            <span>{words}</span>
            {bar(seats)}
        </p>
    }
}

/// How full a session is, drawn and in words, with how many people wait; kept up to date on pages
/// whose seats are live.
#[component]
pub fn SessionSeats(
    /// The session.
    session: Session,
) -> impl IntoView {
    let seats = if session.cancelled {
        // Nobody can come: drawn as full.
        Seats { taken: session.seats.capacity, ..session.seats }
    } else {
        session.seats
    };
    view! {
        <p class=format!("seat-meter {}", live::state(seats)) data-places=live::name(&session)>
            <span>{fr::session_seats(&session)}</span>
            {bar(seats)}
        </p>
    }
}

fn bar(seats: Seats) -> impl IntoView {
    view! {
        <meter
            min="0"
            max=seats.capacity.to_string()
            value=seats.taken.to_string()
            aria-hidden="true"
        ></meter>
    }
}
