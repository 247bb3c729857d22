use domain::programme::Session;
use leptos::prelude::*;

use crate::components::{Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// `/billet/{secret}/annuler`: asked once, with what will be lost.
#[component]
pub fn CancellationPage(
    /// The secret of the person's pages.
    secret: String,
    /// What they hold.
    held: Vec<Session>,
) -> impl IntoView {
    let losses: Vec<_> = held
        .iter()
        .map(|session| {
            view! {
                <li>
                    <span class="code">{session.code.clone()}</span>" "{session.title.clone()}
                    ", "{fr::clock(session.span.start())}
                </li>
            }
        })
        .collect();
    view! {
        <Back href=format!("/billet/{secret}") label="Mon billet"/>
        <h1>"Annuler mon inscription\u{202f}?"</h1>
        <Notice tone=Tone::Attention>
            <p>"Votre place sera donnée tout de suite à quelqu’un d’autre. Cela ne peut pas être défait\u{a0}: pour revenir, il faudra vous inscrire à nouveau, s’il reste de la place."</p>
        </Notice>
        <p>"Vous rendrez\u{a0}:"</p>
        <ul>
            <li>"votre place à la conférence"</li>
            {losses}
        </ul>
        <form method="post" action=format!("/billet/{secret}/annuler")>
            <p class="actions">
                <button class="danger" type="submit">"Annuler mon inscription"</button>
                <a class="button secondary" href=format!("/billet/{secret}")>"Garder ma place"</a>
            </p>
        </form>
    }
}
