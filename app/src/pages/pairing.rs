use domain::time::Moment;
use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors, Icon};
use crate::fr;

/// What a phone is about to be prepared for.
#[derive(Clone, Debug)]
pub struct PairingView {
    /// Where the form goes.
    pub action: String,
    /// The short name of the conference.
    pub event: String,
    /// The doors it is for; `None` for all of them.
    pub doors: Option<Vec<String>>,
    /// Until when it may keep them.
    pub until: Moment,
    /// The name typed before.
    pub name: String,
    /// What is wrong with the form.
    pub errors: FormErrors,
}

/// `/accueil/appairer/{token}`: this phone is given a name, and keeps doors from then on.
#[component]
pub fn PairingPage(
    /// What it is prepared for.
    view: PairingView,
) -> impl IntoView {
    let doors = view.doors.map_or_else(
        || "toutes les portes".to_owned(),
        |doors| {
            fr::count(u32::try_from(doors.len()).unwrap_or(u32::MAX), "porte", "portes")
                + "\u{a0}: "
                + &doors.join(", ")
        },
    );
    view! {
        <header class="door-bar">
            <h1><Icon name="door"/>"Préparer ce téléphone"</h1>
        </header>
        <main id="contenu" class="page" tabindex="-1">
            <ErrorSummary errors=view.errors.clone()/>
            <p>
                "Ce téléphone accueillera les personnes de «\u{a0}"{view.event}"\u{a0}», avec ou sans réseau\u{a0}: "
                <strong>{doors}</strong>", jusqu’au "{fr::date_time(view.until)}"."
            </p>
            <form class="form" method="post" action=view.action novalidate>
                <Field name="name" label="Nom de ce téléphone" value=view.name errors=view.errors
                    hint="Celui qui apparaît à l’organisation et à vos collègues\u{a0}: «\u{a0}Entrée, Marie\u{a0}»."
                    required=true focused=true/>
                <p class="actions"><button type="submit">"Préparer ce téléphone"</button></p>
            </form>
            <p class="soft">"La liste qu’il garde contient des noms et des organisations, aucune adresse ni numéro. Si vous le perdez, prévenez l’organisation\u{a0}: elle l’efface à distance."</p>
        </main>
    }
}
