use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors, Icon, Notice, Tone};

/// Someone to register at the door, as typed.
#[derive(Clone, Debug, Default)]
pub struct WalkInForm {
    /// The form's own identity, so that sending it twice registers once.
    pub key: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Where they come from.
    pub organisation: String,
    /// Why, when the conference is full.
    pub reason: String,
    /// What is wrong with it.
    pub errors: FormErrors,
}

/// `/accueil/entree/inscrire`: someone who was not registered comes in.
#[component]
pub fn WalkInPage(
    /// What was typed.
    form: WalkInForm,
    /// Whether the conference is full.
    full: bool,
) -> impl IntoView {
    let errors = form.errors.clone();
    let first = errors.is_empty();
    view! {
        <header class="door-bar">
            <h1><Icon name="door"/>"Inscrire sur place"</h1>
            <a href="/accueil/entree">"Revenir à l’entrée"</a>
        </header>
        <main id="contenu" class="page" tabindex="-1">
            <ErrorSummary errors=errors.clone()/>
            {full.then(|| view! {
                <Notice tone=Tone::Attention><p>"La conférence est complète. Une personne de plus s’ajoute avec une raison, notée au journal."</p></Notice>
            })}
            <form class="form" method="post" action="/accueil/entree/inscrire" novalidate>
                <input type="hidden" name="cle" value=form.key/>
                <Field name="prenom" label="Prénom" value=form.first_name errors=errors.clone() required=true focused=first/>
                <Field name="nom" label="Nom" value=form.last_name errors=errors.clone() required=true/>
                <Field name="organisation" label="Organisation" value=form.organisation errors=errors.clone() optional=true/>
                {full.then(|| view! {
                    <Field name="raison" label="Pourquoi au-delà des places" value=form.reason errors=errors required=true/>
                })}
                <p class="actions"><button type="submit">"Inscrire et faire entrer"</button></p>
            </form>
        </main>
    }
}
