use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors, Notice, Tone};
use crate::shell::Back;

/// A line of a paper sheet, as typed.
#[derive(Clone, Debug, Default)]
pub struct PaperWalkInForm {
    /// The form's own identity, so that sending it twice registers once.
    pub key: String,
    /// The code printed on the line.
    pub code: String,
    /// The time written on it.
    pub time: String,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Where they come from.
    pub organisation: String,
    /// Why, when the conference was full.
    pub reason: String,
    /// What is wrong with it.
    pub errors: FormErrors,
}

/// `/organisation/accueil/papier`: the lines of the paper sheets, one after the other.
#[component]
pub fn PaperWalkInPage(
    /// What was typed.
    form: PaperWalkInForm,
    /// What became of the line before.
    said: Option<String>,
    /// Whether the conference is full.
    full: bool,
) -> impl IntoView {
    let first = form.errors.is_empty();
    let errors = form.errors.clone();
    view! {
        <Back href="/organisation/accueil" label="Accueil en direct"/>
        <h1>"Saisir les fiches papier"</h1>
        <ErrorSummary errors=errors.clone()/>
        {said.map(|said| view! { <Notice tone=Tone::Accepted><p role="status">{said}</p></Notice> })}
        <p>"Une ligne de la fiche à la fois\u{a0}: le code imprimé, l’heure écrite, le nom. La personne est inscrite et comptée comme arrivée à cette heure."</p>
        {full.then(|| view! {
            <Notice tone=Tone::Attention><p>"La conférence est complète\u{a0}: chaque ligne s’ajoute au-delà des places, avec sa raison."</p></Notice>
        })}
        <form class="form" method="post" action="/organisation/accueil/papier" novalidate>
            <input type="hidden" name="cle" value=form.key/>
            <Field name="code" label="Code imprimé" value=form.code errors=errors.clone() required=true width="short"
                hint="Il commence par Z." focused=first/>
            <Field name="heure" label="Heure d’arrivée" value=form.time errors=errors.clone() required=true width="short"
                hint="Le jour de la conférence\u{a0}: «\u{a0}9:05\u{a0}» ou «\u{a0}9h05\u{a0}»."/>
            <Field name="prenom" label="Prénom" value=form.first_name errors=errors.clone() required=true/>
            <Field name="nom" label="Nom" value=form.last_name errors=errors.clone() required=true/>
            <Field name="organisation" label="Organisation" value=form.organisation errors=errors.clone() optional=true/>
            <Field name="raison" label="Pourquoi au-delà des places" value=form.reason errors=errors optional=!full required=full/>
            <p class="actions"><button type="submit">"Enregistrer, ligne suivante"</button></p>
        </form>
    }
}
