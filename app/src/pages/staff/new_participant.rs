use domain::participant::{FilledBy, RegistrationForm};
use domain::retention::needs_until;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use crate::components::{ErrorSummary, FormErrors, Notice, RegistrationFields, Tone};
use crate::fr;
use crate::shell::Back;

/// `/organisation/participants/nouveau`: someone registered by hand.
#[component]
pub fn NewParticipantPage(
    /// What was typed before.
    form: RegistrationForm,
    /// What is wrong with it.
    errors: FormErrors,
    /// The form's own identity.
    key: Uuid,
    /// Who has this address already, with their name.
    there: Option<(Uuid, String)>,
    /// When the conference ends.
    ends: Moment,
) -> impl IntoView {
    view! {
        <Back href="/organisation/participants" label="Participants"/>
        <h1>"Inscrire une personne"</h1>
        {there.map(|(id, name)| view! {
            <Notice tone=Tone::Attention>
                <p>
                    <strong>"Cette adresse est déjà inscrite\u{a0}: "<a href=participant_href(id)>{name}</a>". "</strong>
                    "Personne n’a été ajouté, et son lien lui est renvoyé. Pour inscrire quelqu’un d’autre, donnez une autre adresse ou cochez «\u{a0}Pas d’adresse e-mail\u{a0}»."
                </p>
            </Notice>
        })}
        <ErrorSummary errors=errors.clone()/>
        <p>"Au téléphone ou au guichet. Dites à la personne que ces informations servent à préparer la journée et qu’elles sont effacées ensuite\u{a0}; n’inscrivez que ce qu’elle accepte. Un prénom et un nom suffisent."</p>
        <RegistrationFields
            action="/organisation/participants/nouveau"
            form
            errors
            key
            by=FilledBy::Team
            needs_until=fr::day_month(needs_until(ends))
            button="Inscrire cette personne"
            folded=true
        />
    }
}
