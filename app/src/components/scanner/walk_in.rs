//! Someone who was not registered: name, organisation, and they are in.

use domain::text::clean_line;
use leptos::ev::SubmitEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::station::{Panel, Station};
use crate::door::book::{Book, Guest};
use crate::fr;

/// The form; what was looked for in vain is most often their name.
pub(super) fn walk_in(station: Station) -> impl IntoView {
    let fields = Fields::default();
    let fault = RwSignal::new(None::<&'static str>);
    let full = Memo::new(move |_| station.look(Book::is_full).unwrap_or(false));
    let typed = station.typed.get_untracked();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        station.wake_signals();
        let guest = fields.guest();
        if guest.first_name.is_empty() || guest.last_name.is_empty() {
            fault.set(Some(fr::NAME_MISSING));
            fields.focus_missing(&guest);
        } else if !station.welcome(&guest) {
            fault.set(Some(fr::NO_MORE_CODES));
        }
    };
    Effect::new(move || fields.focus_first());
    view! {
        <form class="door-walk-in" on:submit=submit aria-labelledby="sur-place" novalidate>
            <h2 id="sur-place">"Inscrire sur place"</h2>
            {move || fault.get().map(|fault| view! { <p class="door-notice refusal" role="alert">{fault}</p> })}
            {field("prenom", "Prénom", "given-name", fields.first_name, "")}
            {field("nom", "Nom", "family-name", fields.last_name, &typed)}
            {field("organisme", "Organisation (facultatif)", "organization", fields.organisation, "")}
            {move || full.get().then(|| view! {
                <p class="door-notice">{fr::FULL_ASKS_WHY}</p>
                {field("raison", "Raison (facultatif)", "off", fields.reason, "")}
            })}
            <div class="line">
                <button type="submit">"Inscrire et faire entrer"</button>
                <button type="button" class="secondary" on:click=move |_| station.panel.set(Panel::Scan)>"Fermer"</button>
            </div>
        </form>
    }
}

#[derive(Clone, Copy, Default)]
struct Fields {
    first_name: NodeRef<Input>,
    last_name: NodeRef<Input>,
    organisation: NodeRef<Input>,
    reason: NodeRef<Input>,
}

impl Fields {
    fn guest(self) -> Guest {
        Guest {
            first_name: text(self.first_name),
            last_name: text(self.last_name),
            organisation: text(self.organisation),
            code: String::new(),
            reason: text(self.reason),
        }
    }

    fn focus_first(self) {
        if let Some(field) = self.first_name.get() {
            // A field that is not shown any more takes no focus.
            let _ = field.focus();
        }
    }

    fn focus_missing(self, guest: &Guest) {
        let first = if guest.first_name.is_empty() { self.first_name } else { self.last_name };
        if let Some(field) = first.get_untracked() {
            let _ = field.focus();
        }
    }
}

fn text(field: NodeRef<Input>) -> String {
    field.get_untracked().map(|field| clean_line(&field.value())).unwrap_or_default()
}

fn field(
    id: &'static str,
    label: &'static str,
    autocomplete: &'static str,
    node: NodeRef<Input>,
    value: &str,
) -> impl IntoView + use<> {
    let capitalise = if autocomplete == "off" { "sentences" } else { "words" };
    view! {
        <label for=id>{label}</label>
        <input id=id node_ref=node maxlength="80" autocomplete="off" autocapitalize=capitalise
            spellcheck="false" value=value.to_owned()/>
    }
}
