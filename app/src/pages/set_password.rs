use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors};

/// `/mot-de-passe/{token}`: a member of the team sets a password through a one-time link.
#[component]
pub fn SetPasswordPage(
    /// The secret of the one-time link.
    token: String,
    /// Whose password it is.
    email: String,
    /// What is wrong.
    errors: FormErrors,
) -> impl IntoView {
    view! {
        <h1>"Choisir mon mot de passe"</h1>
        <ErrorSummary errors=errors.clone()/>
        <p>"Compte\u{a0}: "<strong>{email.clone()}</strong></p>
        <form class="form" method="post" action=format!("/mot-de-passe/{token}") novalidate>
            // Password managers read it to know whose password this is.
            <input type="email" name="email" value=email autocomplete="username" readonly hidden/>
            <Field name="password" label="Nouveau mot de passe" value="" errors=errors.clone()
                kind="password" autocomplete="new-password" required=true
                hint="12\u{a0}caractères au moins. Une phrase de quatre mots va très bien."/>
            <Field name="again" label="Le même, encore une fois" value="" errors
                kind="password" autocomplete="new-password" required=true/>
            <p class="actions"><button type="submit">"Enregistrer et me connecter"</button></p>
        </form>
    }
}
