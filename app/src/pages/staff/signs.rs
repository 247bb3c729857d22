use leptos::prelude::*;

use crate::components::{PrintHint, Qr, QrPicture};
use crate::fr;
use crate::shell::Back;

/// How many activities one page announces: read while walking past.
pub const ON_A_SIGN: usize = 3;

/// What hangs on a door.
#[derive(Clone, Debug)]
pub struct Sign {
    /// The name of the room.
    pub room: String,
    /// What takes place in it, in the order of the day; at most [`ON_A_SIGN`].
    pub activities: Vec<SignActivity>,
}

/// One workshop or kiosk on a sign.
#[derive(Clone, Debug)]
pub struct SignActivity {
    /// Its code.
    pub code: String,
    /// Its title.
    pub title: String,
    /// Who is in charge; empty when not said.
    pub hosts: String,
    /// Each of its times in this room.
    pub hours: Vec<String>,
    /// Its page of the programme.
    pub qr: Option<QrPicture>,
}

/// `/organisation/exports/affiches`: a sign for each room, A4 on its side.
#[component]
pub fn SignsPage(
    /// The name of the conference.
    conference: String,
    /// When it is, in words.
    day: String,
    /// The signs, in the order of the rooms.
    signs: Vec<Sign>,
) -> impl IntoView {
    let many = u32::try_from(signs.len()).unwrap_or(u32::MAX);
    let signs: Vec<_> = signs.into_iter().map(|one| sign(&conference, &day, one)).collect();
    view! {
        <div class="screen-only stack">
            <Back href="/organisation/exports" label="Exports"/>
            <h1>"Affiches de salle"</h1>
            <p class="lead">{fr::count(many, "affiche", "affiches")}", une par salle. Une séance annulée n’y est plus\u{a0}: réimprimez après un changement."</p>
            <PrintHint paper="A4, paysage"/>
        </div>
        {signs}
    }
}

fn sign(conference: &str, day: &str, sign: Sign) -> AnyView {
    let alone = sign.activities.len() == 1;
    let activities: Vec<_> = sign.activities.into_iter().map(activity).collect();
    view! {
        <section class=if alone { "paper-sheet sign alone" } else { "paper-sheet sign" }>
            <h2>{sign.room}</h2>
            <ul>{activities}</ul>
            <footer><p>{conference.to_owned()}</p><p>{day.to_owned()}</p></footer>
        </section>
    }
    .into_any()
}

fn activity(activity: SignActivity) -> AnyView {
    let hours: Vec<_> = activity
        .hours
        .into_iter()
        .map(|hours| view! { <span class="hours">{hours}</span> })
        .collect();
    let label = format!("Code QR de la page {}", activity.code);
    view! {
        <li>
            <div>
                <p class="when">{hours}</p>
                <p class="what"><span class="code">{activity.code}</span>" "{activity.title}</p>
                {(!activity.hosts.is_empty()).then(|| view! { <p class="hosts">{activity.hosts}</p> })}
            </div>
            {activity.qr.map(|picture| view! { <Qr picture label/> })}
        </li>
    }
    .into_any()
}
