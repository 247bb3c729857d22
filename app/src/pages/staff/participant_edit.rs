use domain::participant::{FilledBy, RegistrationForm};
use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use crate::components::{ErrorSummary, FormErrors, Notice, RegistrationFields, Tone};
use crate::fr;
use crate::shell::Back;

/// `/organisation/participants/{id}/modifier`: what someone told us, put right.
#[component]
pub fn EditParticipantPage(
    /// Who.
    id: Uuid,
    /// Their name, as it is kept.
    name: String,
    /// What stands in the form.
    form: RegistrationForm,
    /// What is wrong with it.
    errors: FormErrors,
    /// Who has this address already, with their name.
    there: Option<(Uuid, String)>,
    /// When access needs are deleted, as a date in words.
    needs_until: String,
    /// Whether letters go to an address now.
    by_mail: bool,
) -> impl IntoView {
    let href = participant_href(id);
    view! {
        <Back href=href.clone() label="Sa fiche"/>
        <h1>"Modifier l’inscription de "{name}</h1>
        {there.map(|(other, name)| view! {
            <Notice tone=Tone::Attention>
                <p>
                    <strong>"Cette adresse est celle de "<a href=participant_href(other)>{name}</a>". "</strong>
                    "Est-ce la même personne\u{202f}? "
                    <a href=format!("/organisation/participants/doublons/fusion?a={id}&b={other}")>"Comparer et fusionner les deux inscriptions"</a>
                </p>
            </Notice>
        })}
        <ErrorSummary errors=errors.clone()/>
        {by_mail.then(|| view! {
            <p class="hint">"Une nouvelle adresse e-mail reçoit aussitôt un nouveau lien\u{a0}; l’ancien ne marche plus. Le billet et son code ne changent pas."</p>
        })}
        <RegistrationFields
            action=format!("{href}/modifier")
            form
            errors
            key=id
            by=FilledBy::Team
            needs_until
            button=fr::SAVE
        />
    }
}
