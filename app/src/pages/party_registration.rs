use domain::programme::Event;
use leptos::prelude::*;

use crate::components::party_form;
use crate::components::{ErrorSummary, PartyFields, PlacesLeft};
use crate::pages::home::Facts;
use crate::shell::Back;

/// `/inscription/groupe`: several people at once, empty or refused.
#[component]
pub fn PartyRegistrationPage(
    /// The conference.
    event: Event,
    /// The form.
    fields: PartyFields,
) -> impl IntoView {
    view! {
        <h1>"Inscrire un groupe"</h1>
        <ErrorSummary errors=fields.errors.clone()/>
        <p class="lead">{event.name.clone()}</p>
        <Facts event/>
        <p>
            "Vous inscrivez des collègues, des bénévoles, des personnes que vous accompagnez\u{202f}? "
            "Faites-le en une fois. "<a href="/inscription">"Vous venez en votre seul nom\u{202f}?"</a>
        </p>
        <PlacesLeft left=fields.left/>
        {party_form(&fields)}
    }
}

/// `/groupe/{secret}/ajouter`: more people in a group, empty or refused.
#[component]
pub fn PartyAdditionPage(
    /// The secret of the group's pages.
    secret: String,
    /// The form.
    fields: PartyFields,
) -> impl IntoView {
    view! {
        <Back href=format!("/groupe/{secret}") label="Mon groupe"/>
        <h1>"Ajouter des personnes au groupe"</h1>
        <ErrorSummary errors=fields.errors.clone()/>
        <PlacesLeft left=fields.left/>
        {party_form(&fields)}
    }
}
