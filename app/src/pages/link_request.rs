use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors, Notice, Tone};

/// Where asking for one's link stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkRequestState {
    /// Nothing asked yet, or the address was refused.
    Asking {
        /// What was typed before.
        email: String,
        /// What is wrong with it.
        errors: FormErrors,
    },
    /// Asked. The same is said whether the address is known or not.
    Asked {
        /// Whether letters are really sent.
        mail: bool,
    },
}

/// `/retrouver-mon-billet`: have one's link sent again.
#[component]
pub fn LinkRequestPage(
    /// Where it stands.
    state: LinkRequestState,
) -> impl IntoView {
    match state {
        LinkRequestState::Asking { email, errors } => view! {
            <h1>"Retrouver mon billet"</h1>
            <ErrorSummary errors=errors.clone()/>
            <p class="lead">"Donnez l’adresse e-mail de votre inscription. Nous vous renvoyons le lien de votre billet."</p>
            <form class="form" method="post" action="/retrouver-mon-billet" novalidate>
                <Field name="email" label="Adresse e-mail" value=email errors kind="email"
                    autocomplete="email" required=true/>
                <p class="actions"><button type="submit">"Recevoir mon lien"</button></p>
            </form>
            <h2>"Vous n’avez pas d’adresse e-mail\u{202f}?"</h2>
            <p>"Votre code court, comme "<span class="code">"KX7-4TQ"</span>", suffit à l’entrée. Code perdu\u{202f}? Dites votre nom à l’accueil le jour même."</p>
        }
        .into_any(),
        LinkRequestState::Asked { mail } => view! {
            <h1>"Retrouver mon billet"</h1>
            <Notice tone=Tone::Accepted>
                <p>
                    <strong>"Si cette adresse est inscrite, son lien part tout de suite. "</strong>
                    {if mail {
                        "Regardez votre boîte e-mail, et aussi les indésirables."
                    } else {
                        "Le courriel n’est pas encore configuré sur ce site\u{a0}: demandez votre lien à l’organisation."
                    }}
                </p>
            </Notice>
            <p class="actions">
                <a class="button" href="/">"Revenir à l’accueil"</a>
                <a href="/retrouver-mon-billet">"Essayer une autre adresse"</a>
            </p>
        }
        .into_any(),
    }
}
