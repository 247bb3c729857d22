//! What a phone without a list says above the server's page.

use domain::door::LONGEST_NAME;
use leptos::prelude::*;

use super::station::Lacking;
use crate::components::Icon;
use crate::fr;

/// Why there is no list, and how to get one.
pub(super) fn plain(lacking: Lacking) -> impl IntoView {
    match lacking {
        Lacking::Pairing => preparation().into_any(),
        Lacking::Anyone => notice(fr::NOT_PAIRED).into_any(),
        Lacking::Network => notice(fr::NO_LIST).into_any(),
    }
}

fn notice(sentence: &'static str) -> impl IntoView {
    view! { <p class="door-notice" role="alert"><Icon name="warning"/><span>{sentence}</span></p> }
}

/// Someone of the team is signed in: the phone becomes a door's by one form.
fn preparation() -> impl IntoView {
    view! {
        <section class="door-preparation" aria-labelledby="preparation">
        <form method="post" action="/accueil/appareil">
            <p id="preparation">
                <strong>"Préparez ce téléphone"</strong>
                " pour qu’il garde la liste, lise les billets et pointe même sans réseau."
            </p>
            <label for="nom-telephone">"Nom de ce téléphone"</label>
            <div class="line">
                <input id="nom-telephone" name="name" required maxlength=LONGEST_NAME.to_string() autocomplete="off"
                    placeholder="Téléphone de l’entrée"/>
                <button type="submit">"Préparer ce téléphone"</button>
            </div>
        </form>
        </section>
    }
}
