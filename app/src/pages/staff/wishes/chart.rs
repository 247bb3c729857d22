//! How many people got which of their wishes: drawn, and in a table beside it.

use domain::allocation::{RANKS, SlotReport, Tally};
use leptos::prelude::*;

use crate::fr;

/// The drawing's size, in its own units.
const WIDTH: u32 = 480;
const HEIGHT: u32 = 200;

/// Where the bars stand, above their names.
const GROUND: u32 = 170;

/// The tallest bar, under its number.
const TALLEST: u32 = 140;

/// How wide a pair of bars is with the space around it: five ranks and « nothing ».
const PAIR: u32 = WIDTH / 6;

/// Names of the bars: short under the drawing, whole in the table.
const NAMES: [(&str, &str); RANKS + 1] = [
    ("1er", "1er vœu"),
    ("2e", "2e vœu"),
    ("3e", "3e vœu"),
    ("4e", "4e vœu"),
    ("5e", "5e vœu"),
    ("aucun", "Aucun de leurs vœux"),
];

/// The drawing and its table: this allocation beside « first come, first served ».
pub(super) fn ranks(report: &SlotReport, name: &str) -> AnyView {
    let (ours, theirs) = (bars(&report.tally), bars(&report.first_come));
    let most = ours.iter().chain(&theirs).copied().max().unwrap_or(0).max(1);
    let drawn: Vec<_> = NAMES
        .iter()
        .zip(0..)
        .zip(ours.into_iter().zip(theirs))
        .map(|((names, place), (ours, theirs))| pair(names.0, place, ours, theirs, most))
        .collect();
    let rows: Vec<_> = NAMES
        .iter()
        .zip(ours.into_iter().zip(theirs))
        .map(|(names, (ours, theirs))| row(names.1, ours, theirs))
        .collect();
    let (worst, barred) = (report.tally.worst(), report.tally.barred);
    let title = format!("titre-rangs-{}", report.slot);
    let label = format!("{name}\u{a0}: combien de personnes ont obtenu quel vœu");
    view! {
        <div class="ranks-obtained">
            <figure>
                <svg class="chart" viewBox=format!("0 0 {WIDTH} {HEIGHT}") role="img" aria-labelledby=title.clone()>
                    <title id=title.clone()>{label.clone()}". Les nombres sont dans le tableau."</title>
                    <line class="ground" x1="0" x2=WIDTH y1=GROUND y2=GROUND></line>
                    {drawn}
                </svg>
                <figcaption><span class="key ours">"Cette répartition"</span>" "<span class="key theirs">"Premier arrivé, premier servi"</span></figcaption>
            </figure>
            <div class="stack">
                <table>
                    <caption class="spoken">{label}</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Obtenu"</th>
                            <th scope="col" class="number">"Cette répartition"</th>
                            <th scope="col" class="number">"Premier arrivé"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}{row("Placées en tout", report.tally.seated(), report.first_come.seated())}</tbody>
                </table>
                {worst.map(|rank| view! { <p class="soft">"Le moins bon rang obtenu est le "{fr::wish(rank)}"."</p> })}
                {(barred > 0).then(|| view! {
                    <p class="soft">{fr::count(barred, "personne n’a aucun vœu possible", "personnes n’ont aucun vœu possible")}" (place déjà prise, autre visite à la même heure…)."</p>
                })}
            </div>
        </div>
    }
    .into_any()
}

fn bars(tally: &Tally) -> [u32; RANKS + 1] {
    let mut bars = [tally.nothing; RANKS + 1];
    for (bar, people) in bars.iter_mut().zip(tally.by_rank) {
        *bar = people;
    }
    bars
}

fn pair(name: &'static str, place: u32, ours: u32, theirs: u32, most: u32) -> AnyView {
    let left = place * PAIR + 10;
    let middle = place * PAIR + PAIR / 2;
    view! {
        {bar("ours", left, ours, most)}
        {bar("theirs", left + 31, theirs, most)}
        <text x=middle y=GROUND + 20 text-anchor="middle">{name}</text>
    }
    .into_any()
}

fn bar(class: &'static str, left: u32, people: u32, most: u32) -> AnyView {
    let height = people.saturating_mul(TALLEST) / most;
    let top = GROUND - height;
    view! {
        <rect class=class x=left y=top width="28" height=height></rect>
        <text class="number" x=left + 14 y=top - 5 text-anchor="middle">{people}</text>
    }
    .into_any()
}

fn row(name: &'static str, ours: u32, theirs: u32) -> AnyView {
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="number">{ours}</td>
            <td class="number">{theirs}</td>
        </tr>
    }
    .into_any()
}
