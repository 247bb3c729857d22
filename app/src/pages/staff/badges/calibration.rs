use std::fmt::Write;

use domain::badge::{Place, Sheet};
use leptos::prelude::*;

use super::form::format_name;
use super::{BADGES, page};
use crate::components::PrintHint;
use crate::shell::Back;

/// How far the cross is from both edges, in hundredths of a millimetre.
const CROSS: i32 = 5_000;

/// How long the rulers are, in hundredths of a millimetre.
const RULER: i32 = 10_000;

/// `/organisation/exports/badges/calage`: what is measured once, so that every sheet is right.
#[component]
pub fn CalibrationPage(
    /// The sheet, with its measures.
    sheet: Sheet,
) -> impl IntoView {
    let (width, height) = sheet.format().size();
    let mut drawn: Vec<_> =
        sheet.places().into_iter().map(|place| label(place, width, height)).collect();
    drawn.push(cross());
    view! {
        <div class="screen-only stack">
            <Back href=BADGES label="Badges"/>
            <h1>"Page de calage"</h1>
            <p class="lead">{format_name(sheet.format())}</p>
            <ol>
                <li>"Imprimez cette page sur papier ordinaire, à 100\u{a0}%, sans «\u{a0}ajuster à la page\u{a0}»."</li>
                <li>"Mesurez les deux règles\u{a0}: chacune doit faire 100\u{a0}mm. Sinon, c’est l’échelle qu’il faut changer, pas les marges."</li>
                <li>"Mesurez la croix depuis les bords\u{a0}: elle doit être à 50\u{a0}mm du bord gauche et à 50\u{a0}mm du bord haut. À 48\u{a0}mm du bord gauche, écrivez 2 dans «\u{a0}Décaler vers la droite\u{a0}»\u{202f}; à 51\u{a0}mm, écrivez -1."</li>
                <li>"Posez la page sur une planche d’étiquettes et regardez à la lumière\u{a0}: les cadres doivent suivre les découpes."</li>
            </ol>
            <PrintHint paper="A4, portrait"/>
        </div>
        {page(&sheet, "Planche de calage".to_owned(), drawn)}
    }
}

fn label(place: Place, width: i32, height: i32) -> AnyView {
    view! { <rect class="outline" x=place.x y=place.y width=width height=height/> }.into_any()
}

/// The cross, where both rulers begin, with a stroke every ten millimetres.
fn cross() -> AnyView {
    let mut strokes = String::new();
    let aside = CROSS - 200;
    for at in (0..=10).map(|ten| CROSS + ten * 1_000) {
        // Writing to a string cannot fail.
        let _ = write!(strokes, "M{at} {aside}v400M{aside} {at}h400");
    }
    let end = CROSS + RULER;
    let rulers = format!("M{} {CROSS}H{end}M{CROSS} {}V{end}{strokes}", CROSS - 800, CROSS - 800);
    view! {
        <path class="ruler" d=rulers></path>
        <text x=end + 200 y=CROSS + 120 font-size="350">"100 mm"</text>
        <text x=CROSS - 600 y=end + 500 font-size="350">"100 mm"</text>
    }
    .into_any()
}
