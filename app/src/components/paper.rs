use leptos::prelude::*;

use super::Icon;

/// The print button, and how to do without it.
#[component]
pub fn PrintHint(
    /// The paper: « A4, portrait ».
    paper: &'static str,
) -> impl IntoView {
    view! {
        <p class="actions">
            <button type="button" data-print hidden><Icon name="print"/>"Imprimer"</button>
        </p>
        <p class="hint">"Ou choisissez «\u{a0}Imprimer\u{a0}» dans le menu de votre navigateur (Ctrl\u{a0}+\u{a0}P). Papier "{paper}", échelle 100\u{a0}%, sans en-tête ni pied de page."</p>
    }
}
