use domain::time::Moment;
use leptos::prelude::*;

use super::phones::{PhoneLine, ago, phone_href};
use crate::components::{Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// `/organisation/equipe/telephones/{id}/retirer`: asked once.
#[component]
pub fn PhoneRevocationPage(
    /// The phone.
    phone: PhoneLine,
    /// What time it is.
    now: Moment,
) -> impl IntoView {
    let unsent = phone.unsent;
    view! {
        <Back href="/organisation/equipe/telephones" label="Téléphones"/>
        <h1>"Retirer «\u{a0}"{phone.name.clone()}"\u{a0}»\u{202f}?"</h1>
        <p>"À son prochain contact, ce téléphone efface sa liste et ne peut plus pointer. Ce qu’il a déjà envoyé reste compté. Vu\u{a0}: "{ago(phone.seen, now, "pas encore")}"."</p>
        <Notice tone=Tone::Attention>
            <p>
                {(unsent > 0).then(|| format!(
                    "La dernière fois, il gardait encore {}\u{a0}: ils seront perdus s’ils ne sont pas envoyés avant. ",
                    fr::count(unsent, "pointage non envoyé", "pointages non envoyés")
                ))}
                "Cela ne peut pas être défait\u{a0}: pour qu’il serve à nouveau, il faut le préparer avec un nouveau code."
            </p>
        </Notice>
        <form method="post" action=format!("{}/retirer", phone_href(phone.id))>
            <p class="actions">
                <button class="danger" type="submit">"Retirer ce téléphone"</button>
                " "
                <a class="button secondary" href="/organisation/equipe/telephones">"Le garder"</a>
            </p>
        </form>
    }
}
