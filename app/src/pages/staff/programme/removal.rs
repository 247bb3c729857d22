use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{Notice, Tone};
use crate::pages::staff::session_href;
use crate::shell::Back;

/// Something about to be taken out of the programme.
#[derive(Clone, Debug)]
pub struct RemovalView {
    /// « l’atelier A03 », « la salle Loire ».
    pub name: String,
    /// Where it is changed.
    pub back: String,
    /// Where the answer is sent.
    pub action: String,
    /// What the programme was when the page was opened.
    pub seen: String,
    /// Why it cannot be taken out now.
    pub reasons: Vec<String>,
    /// The sessions that can be called off first: identity and name.
    pub sessions: Vec<(Uuid, String)>,
}

/// `…/retirer`: asked once, or why it cannot be.
#[component]
pub fn RemovalPage(
    /// What.
    view: RemovalView,
) -> impl IntoView {
    let free = view.reasons.is_empty();
    let reasons: Vec<_> =
        view.reasons.iter().map(|reason| view! { <p>{reason.clone()}</p> }).collect();
    let sessions: Vec<_> = view
        .sessions
        .iter()
        .map(|(id, name)| {
            view! { <li><a href=format!("{}/annuler", session_href(*id))>"Annuler "{name.clone()}</a></li> }
        })
        .collect();
    view! {
        <Back href=view.back.clone() label="Ne pas retirer"/>
        <h1>"Retirer "{view.name.clone()}" du programme\u{202f}?"</h1>
        {if free {
            view! {
                <p>"Personne n’y perd une place. Le programme public ne le montrera plus."</p>
                <form method="post" action=view.action.clone()>
                    <input type="hidden" name="vu" value=view.seen.clone()/>
                    <p class="actions">
                        <button class="danger" type="submit">"Retirer du programme"</button>
                        " "
                        <a class="button secondary" href=view.back.clone()>"Garder"</a>
                    </p>
                </form>
            }
            .into_any()
        } else {
            view! {
                <Notice tone=Tone::Attention>
                    <p><strong>"Pas maintenant."</strong></p>
                    {reasons}
                </Notice>
                {(!sessions.is_empty()).then(|| view! {
                    <h2>"Annuler d’abord"</h2>
                    <p>"Une page montre qui est concerné et la lettre qui part. Une séance annulée peut ensuite être retirée."</p>
                    <ul>{sessions}</ul>
                })}
                <p class="actions"><a class="button secondary" href=view.back.clone()>"Revenir"</a></p>
            }
            .into_any()
        }}
    }
}
