use domain::programme::Event;
use leptos::prelude::*;

use crate::fr;

/// `/b/{token}`: what a phone's own camera opens; it shows nothing about the person.
#[component]
pub fn FoundTicketPage(
    /// The conference.
    event: Event,
) -> impl IntoView {
    view! {
        <h1>"Ce carré est un billet d’entrée"</h1>
        <p class="lead">"Il appartient à une personne inscrite à la "{event.name.clone()}"."</p>
        <p>"Seule l’équipe d’accueil peut le lire. Cette page ne montre rien sur la personne."</p>
        <ul>
            <li><strong>"C’est votre billet\u{202f}? "</strong>"Gardez-le et montrez-le à l’accueil le "{fr::date(event.span.start())}"."</li>
            <li><strong>"Vous l’avez trouvé\u{202f}? "</strong>"Remettez-le à l’accueil."</li>
            <li><strong>"Vous êtes de l’équipe\u{202f}? "</strong><a href="/accueil">"Ouvrez l’accueil"</a>"."</li>
        </ul>
    }
}
