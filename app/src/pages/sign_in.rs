use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors};

/// `/connexion`: the team signs in.
#[component]
pub fn SignInPage(
    /// The address typed before.
    email: String,
    /// What is wrong.
    errors: FormErrors,
    /// Where to go afterwards: a path of this site.
    next: String,
) -> impl IntoView {
    view! {
        <h1>"Connexion de l’équipe"</h1>
        <ErrorSummary errors=errors.clone()/>
        <form class="form" method="post" action="/connexion" novalidate>
            <input type="hidden" name="suite" value=next/>
            <Field name="email" label="Adresse e-mail" value=email errors=errors.clone() kind="email"
                autocomplete="username" required=true/>
            <Field name="password" label="Mot de passe" value="" errors kind="password"
                autocomplete="current-password" required=true/>
            <p class="actions"><button type="submit">"Me connecter"</button></p>
        </form>
        <p class="soft">"Mot de passe oublié\u{202f}? Demandez un nouveau lien à la personne qui gère l’équipe."</p>
        <p class="soft">"Vous participez à la conférence\u{202f}? Vous n’avez pas besoin de mot de passe\u{a0}: "<a href="/retrouver-mon-billet">"retrouvez votre billet"</a>"."</p>
    }
}
