use leptos::prelude::*;

use crate::components::{DoorApp, Icon};

/// `/accueil/coquille`: the page that a phone keeps for when the network is away. Its program shows
/// the door that the address names.
#[component]
pub fn ShellPage() -> impl IntoView {
    view! {
        <DoorApp/>
        <div class="door-plain" data-plain>
            <header class="door-bar"><h1><Icon name="door"/>"Accueil"</h1></header>
            <main id="contenu" class="page" tabindex="-1">
                <p>"Ouverture de l’accueil…"</p>
                <noscript>
                    <p>"Sans réseau, l’accueil a besoin de JavaScript. Retrouvez le réseau, puis "
                    <a href="/accueil">"rouvrez l’accueil"</a>"."</p>
                </noscript>
            </main>
        </div>
    }
}
