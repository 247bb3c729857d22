//! A one-time link just made: sent, or shown once.

use leptos::prelude::*;

use crate::components::{Notice, Tone};

/// A one-time link just made.
#[derive(Clone, Debug)]
pub enum Invitation {
    /// In a letter on its way.
    Sent {
        /// To whom.
        email: String,
    },
    /// To be given by hand: it is shown here and nowhere else.
    Shown {
        /// Who it is for.
        email: String,
        /// The link.
        link: String,
    },
}

/// The link, or that it has been sent.
pub(super) fn invited(made: Invitation) -> AnyView {
    match made {
        Invitation::Sent { email } => view! {
            <Notice tone=Tone::Accepted>
                <p role="status">
                    <strong>"L’invitation part à "{email}". "</strong>
                    "Son lien sert une fois, pendant 24\u{a0}heures."
                </p>
            </Notice>
        }
        .into_any(),
        Invitation::Shown { email, link } => view! {
            <Notice tone=Tone::Accepted>
                <p role="status">
                    <strong>"Lien à usage unique pour "{email}". "</strong>
                    "Il sert une fois, pendant 24\u{a0}heures, et n’est montré qu’ici\u{a0}: copiez-le et donnez-le à cette personne seulement."
                </p>
                <div class="field">
                    <label for="lien">"Lien à donner"</label>
                    <input id="lien" class="code" type="text" readonly value=link/>
                </div>
            </Notice>
        }
        .into_any(),
    }
}
