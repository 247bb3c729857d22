//! Whom something concerns, and the letter they will read: shown before it is done.

use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use crate::fr;

/// How many names are shown before all of them are folded away.
const SHOWN: usize = 12;

/// People by name, under a title that counts them; nothing when there are none.
pub(super) fn people(title: &'static str, people: &[(Uuid, String)]) -> Option<AnyView> {
    let number = u32::try_from(people.len()).unwrap_or(u32::MAX);
    (number > 0).then(|| {
        let names: Vec<_> = people
            .iter()
            .map(|(id, name)| view! { <li><a href=participant_href(*id)>{name.clone()}</a></li> })
            .collect();
        let heading = format!("{title}\u{a0}: {}", fr::count(number, "personne", "personnes"));
        if people.len() > SHOWN {
            return view! {
                <details><summary>{heading}</summary><ul class="names">{names}</ul></details>
            }
            .into_any();
        }
        view! { <h3>{heading}</h3><ul class="names">{names}</ul> }.into_any()
    })
}

/// A letter: its heading and its words.
pub(super) fn letter((subject, text): (String, String)) -> AnyView {
    view! {
        <section aria-labelledby="lettre">
            <h2 id="lettre">"La lettre que reçoit chaque personne"</h2>
            <p class="soft">"Comme la lit la première d’entre elles. Le nom, le lien, la journée et le billet sont ceux de chacune."</p>
            <article class="letter">
                <dl><dt>"Objet"</dt><dd>{subject}</dd></dl>
                <pre>{text}</pre>
            </article>
        </section>
    }
    .into_any()
}
