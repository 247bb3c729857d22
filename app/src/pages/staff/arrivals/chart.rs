//! Arrivals by five minutes: drawn, and in a table beside it.

use domain::time::Moment;
use leptos::prelude::*;

use crate::fr;

/// The drawing's size, in its own units.
const WIDTH: u32 = 720;
const HEIGHT: u32 = 190;

/// Where the bars stand, above their times.
const GROUND: u32 = 160;

/// The tallest bar, under its number.
const TALLEST: u32 = 135;

/// How many bars are drawn at most: two hours, from the first arrival on.
const MOST: usize = 24;

/// Seconds from one bar to the next.
const STEP: i64 = 300;

/// The drawing and its table; a sentence when nobody has come.
pub(super) fn arrivals(by_five: &[(Moment, u32)]) -> AnyView {
    let Some((first, _)) = by_five.first() else {
        return view! { <p class="soft">"Personne n’est encore pointé. Le graphique des arrivées se dessine ici dès la première."</p> }
            .into_any();
    };
    let bars = bars(*first, by_five);
    let most = bars.iter().map(|(_, people)| *people).max().unwrap_or(0).max(1);
    let wide = WIDTH / u32::try_from(bars.len()).unwrap_or(1).max(12);
    let drawn: Vec<_> = (0..)
        .zip(&bars)
        .map(|(place, (at, people))| bar(place, wide, *at, *people, most))
        .collect();
    let rows: Vec<_> = by_five
        .iter()
        .map(|(at, people)| view! { <tr><th scope="row">{fr::clock(*at)}</th><td class="number">{*people}</td></tr> })
        .collect();
    view! {
        <section aria-labelledby="arrivees">
            <h2 id="arrivees">"Arrivées par cinq minutes"</h2>
            <figure>
                <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-labelledby="titre-arrivees">
                    <title id="titre-arrivees">"Arrivées à l’entrée principale, par cinq minutes. Les nombres sont dans le tableau."</title>
                    <line class="ground" x1="0" x2=WIDTH y1=GROUND y2=GROUND></line>
                    {drawn}
                </svg>
            </figure>
            <details>
                <summary>"Les mêmes nombres en tableau"</summary>
                <table>
                    <caption class="spoken">"Arrivées par cinq minutes"</caption>
                    <thead><tr><th scope="col">"À partir de"</th><th scope="col" class="number">"Personnes"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </section>
    }
    .into_any()
}

/// From the first arrival on, nought where nobody came; the last bar holds whatever comes later.
fn bars(first: Moment, by_five: &[(Moment, u32)]) -> Vec<(Moment, u32)> {
    let place =
        |at: Moment| usize::try_from(at.seconds_since(first) / STEP).unwrap_or(0).min(MOST - 1);
    let last = by_five.last().map_or(0, |(at, _)| place(*at));
    let mut bars: Vec<_> =
        (0_i64..).take(last + 1).map(|step| (first.plus_seconds(step * STEP), 0)).collect();
    for (at, people) in by_five {
        if let Some(bar) = bars.get_mut(place(*at)) {
            bar.1 += people;
        }
    }
    bars
}

fn bar(place: u32, wide: u32, at: Moment, people: u32, most: u32) -> AnyView {
    let (left, high) = (place * wide, people * TALLEST / most);
    let middle = left + wide / 2;
    // Under every third bar, so that times never touch.
    let named = place.is_multiple_of(3);
    view! {
        <rect class="ours" x=left + 2 y=GROUND - high width=wide.saturating_sub(4) height=high></rect>
        {(people > 0).then(|| view! { <text class="number" x=middle y=GROUND - high - 4 text-anchor="middle">{people}</text> })}
        {named.then(|| view! { <text x=middle y=HEIGHT - 10 text-anchor="middle">{fr::clock(at)}</text> })}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_minutes_are_drawn_and_late_ones_gathered() {
        let first = Moment::from_micros(1_699_343_000_000_000);
        let at = |step: i64| first.plus_seconds(step * STEP);
        let drawn = bars(first, &[(at(0), 3), (at(2), 5), (at(60), 1), (at(90), 2)]);
        let people: Vec<u32> = drawn.iter().map(|(_, people)| *people).collect();
        assert_eq!(people.len(), MOST);
        assert_eq!((people[0], people[1], people[2], people[MOST - 1]), (3, 0, 5, 3));
    }
}
