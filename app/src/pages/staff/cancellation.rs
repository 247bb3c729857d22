use domain::programme::Session;
use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use crate::components::{Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// `/organisation/participants/{id}/annuler`: asked once, with what will be lost.
#[component]
pub fn StaffCancellationPage(
    /// Who.
    id: Uuid,
    /// Their name.
    name: String,
    /// Whether a letter tells them.
    by_mail: bool,
    /// What they hold.
    held: Vec<Session>,
) -> impl IntoView {
    let href = participant_href(id);
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
        <Back href=href.clone() label="Sa fiche"/>
        <h1>"Annuler l’inscription de "{name}"\u{202f}?"</h1>
        <Notice tone=Tone::Attention>
            <p>"La place va tout de suite à la première personne en attente. Cela ne peut pas être défait\u{a0}: pour revenir, il faudra une nouvelle inscription, s’il reste de la place."</p>
        </Notice>
        <p>"Cette personne rendra\u{a0}:"</p>
        <ul>
            <li>"sa place à la conférence"</li>
            {losses}
        </ul>
        <p>
            {if by_mail {
                "Une lettre le lui dira."
            } else {
                "Elle n’a pas d’adresse e-mail\u{a0}: pensez à la prévenir."
            }}
        </p>
        <form method="post" action=format!("{href}/annuler")>
            <p class="actions">
                <button class="danger" type="submit">"Annuler cette inscription"</button>
                " "
                <a class="button secondary" href=href.clone()>"Garder sa place"</a>
            </p>
        </form>
    }
}
