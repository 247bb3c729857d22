//! Someone who was not registered: name, organisation, and they are in.

use domain::door::LONGEST_REASON;
use domain::participant::MAX_LINE;
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
    let fault = RwSignal::new(None::<Fault>);
    let at = move |place: Fault| Signal::derive(move || fault.get() == Some(place));
    let full = Memo::new(move |_| station.look(Book::is_full).unwrap_or(false));
    let typed: String = station.typed.get_untracked().chars().take(MAX_LINE).collect();
    let line = |id, label, node, value: &str, wrong| {
        field(id, label, ("words", MAX_LINE), node, value, wrong)
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        station.wake_signals();
        let guest = fields.guest();
        if let Some(missing) = Fault::of(&guest) {
            fault.set(Some(missing));
            fields.focus(missing);
        } else if !station.welcome(&guest) {
            fault.set(Some(Fault::Codes));
        }
    };
    Effect::new(move || fields.focus(Fault::FirstName));
    view! {
        <form class="door-walk-in" on:submit=submit aria-labelledby="sur-place" novalidate>
            <h2 id="sur-place">"Inscrire sur place"</h2>
            {said("prenom", at(Fault::FirstName), fr::FIRST_NAME_MISSING)}
            {line("prenom", "Prénom", fields.first_name, "", at(Fault::FirstName))}
            {said("nom", at(Fault::LastName), fr::LAST_NAME_MISSING)}
            {line("nom", "Nom", fields.last_name, &typed, at(Fault::LastName))}
            {line("organisme", "Organisation (facultatif)", fields.organisation, "", false.into())}
            {move || full.get().then(|| view! {
                <p class="door-notice">{fr::FULL_ASKS_WHY}</p>
                {field("raison", "Raison (facultatif)", ("sentences", LONGEST_REASON), fields.reason, "", false.into())}
            })}
            {said("codes", at(Fault::Codes), fr::NO_MORE_CODES)}
            <div class="line">
                <button type="submit">"Inscrire et faire entrer"</button>
                <button type="button" class="secondary" on:click=move |_| station.panel.set(Panel::Scan)>"Fermer"</button>
            </div>
        </form>
    }
}

/// Why nobody was registered.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    FirstName,
    LastName,
    /// The phone has given all its codes.
    Codes,
}

impl Fault {
    fn of(guest: &Guest) -> Option<Self> {
        if guest.first_name.is_empty() {
            Some(Self::FirstName)
        } else {
            guest.last_name.is_empty().then_some(Self::LastName)
        }
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

    fn focus(self, fault: Fault) {
        let field = match fault {
            Fault::FirstName => self.first_name.get(),
            Fault::LastName => self.last_name.get(),
            Fault::Codes => None,
        };
        if let Some(field) = field {
            // A field that is not shown any more takes no focus.
            let _ = field.focus();
        }
    }
}

fn text(field: NodeRef<Input>) -> String {
    field.get_untracked().map(|field| clean_line(&field.value())).unwrap_or_default()
}

/// What is wrong, above the field it is about.
fn said(id: &'static str, wrong: Signal<bool>, sentence: &'static str) -> impl IntoView {
    move || {
        wrong.get().then(|| {
            view! { <p class="door-notice refusal" role="alert" id=format!("{id}-erreur")>{sentence}</p> }
        })
    }
}

/// No longer than the server takes it: it may only hear of this person in an hour.
fn field(
    id: &'static str,
    label: &'static str,
    (capitalise, most): (&'static str, usize),
    node: NodeRef<Input>,
    value: &str,
    wrong: Signal<bool>,
) -> impl IntoView + use<> {
    view! {
        <label for=id>{label}</label>
        <input id=id node_ref=node maxlength=most.to_string() autocomplete="off" autocapitalize=capitalise
            spellcheck="false" value=value.to_owned()
            aria-invalid=move || wrong.get().then_some("true")
            aria-describedby=move || wrong.get().then(|| format!("{id}-erreur"))/>
    }
}
