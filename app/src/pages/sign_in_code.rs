use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors};

/// `/connexion/code`: the code of the second factor, once the password was right.
#[component]
pub fn SignInCodePage(
    /// What is wrong.
    errors: FormErrors,
    /// Where to go afterwards: a path of this site.
    next: String,
) -> impl IntoView {
    view! {
        <h1>"Code de connexion"</h1>
        <ErrorSummary errors=errors.clone()/>
        <p>"Votre mot de passe est juste. Ouvrez sur votre téléphone l’application qui fait vos codes, et recopiez celui de Passerelle."</p>
        <form class="form" method="post" action="/connexion/code" novalidate>
            <input type="hidden" name="suite" value=next/>
            <Field name="code" label="Code à six chiffres" value="" errors
                autocomplete="one-time-code" required=true width="medium" focused=true
                hint="Téléphone perdu\u{202f}? Écrivez ici un de vos codes de secours."/>
            <p class="actions"><button type="submit">"Continuer"</button></p>
        </form>
        <p class="soft">"Ni téléphone ni code de secours\u{202f}? Demandez à une personne de l’administration de retirer votre double vérification."</p>
    }
}
