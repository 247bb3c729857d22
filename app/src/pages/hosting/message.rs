use domain::programme::Session;
use leptos::prelude::*;
use uuid::Uuid;

use super::hosted_href;
use crate::components::{ErrorSummary, Field, FieldError, FormErrors, Notice, TextArea, Tone};
use crate::fr;
use crate::shell::Back;

/// A message being written.
#[derive(Clone, Debug, Default)]
pub struct HostMessageForm {
    /// Its identity, so that sending it twice writes once.
    pub id: Uuid,
    /// Its heading.
    pub subject: String,
    /// Its words.
    pub body: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// To whom, and what is written so far.
#[derive(Clone, Debug)]
pub struct HostMessageView {
    /// The session.
    pub session: Session,
    /// How many people it reaches.
    pub reached: u32,
    /// How many have no address.
    pub unreachable: u32,
    /// What is written so far.
    pub form: HostMessageForm,
}

/// `/animation/{id}/message`: a few words to those who come.
#[component]
pub fn HostMessagePage(
    /// The message.
    view: HostMessageView,
) -> impl IntoView {
    let HostMessageView { session, reached, unreachable, form } = view;
    let href = hosted_href(session.id);
    let errors = form.errors.clone();
    let body_error = errors.of("body");
    let described = if body_error.is_some() { "body-aide body-erreur" } else { "body-aide" };
    let body_class = if body_error.is_some() { "field invalid" } else { "field" };
    view! {
        <Back href=href.clone() label="La séance"/>
        <h1>"Écrire aux personnes de "<span class="code">{session.code.clone()}</span></h1>
        <ErrorSummary errors=errors.clone()/>
        <p>
            "Ce message part à "<strong>{fr::count(reached, "personne", "personnes")}</strong>
            ", une lettre chacune, au nom de la conférence. Vous ne voyez aucune adresse, et les réponses vont à l’organisation."
        </p>
        {(unreachable > 0).then(|| view! {
            <Notice tone=Tone::Attention>
                <p>{fr::count(unreachable, "personne n’a pas d’adresse", "personnes n’ont pas d’adresse")}"\u{a0}: prévenez-les de vive voix."</p>
            </Notice>
        })}
        <form class="form" method="post" action=format!("{href}/message") novalidate>
            <input type="hidden" name="id" value=form.id.to_string()/>
            <Field name="subject" label="Objet" value=form.subject errors=errors required=true/>
            <div class=body_class>
                <label for="body">"Message"</label>
                <p class="hint" id="body-aide">"« Bonjour » et le rappel de la séance sont déjà écrits. Texte simple, 2\u{202f}000\u{a0}caractères au plus."</p>
                <FieldError field="body" sentence=body_error/>
                <TextArea name="body" value=form.body rows=8 described_by=described/>
            </div>
            <p class="soft">"Les lettres attendent deux minutes\u{a0}: jusque-là, vous pouvez rappeler le message."</p>
            <p class="actions">
                <button type="submit">"Envoyer dans deux minutes"</button>
                " "
                <a class="button secondary" href=href.clone()>"Ne pas écrire"</a>
            </p>
        </form>
    }
}
