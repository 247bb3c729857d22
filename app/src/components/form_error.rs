use leptos::prelude::*;

use super::Icon;
use crate::fr;

/// What is wrong with a form: a sentence for each field at fault, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormErrors(pub Vec<(&'static str, String)>);

impl FormErrors {
    /// The sentence for a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<String> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, sentence)| sentence.clone())
    }

    /// Every sentence for a field.
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Everything that is wrong, above the form, with the focus: with and without scripts.
#[component]
pub fn ErrorSummary(
    /// What is wrong.
    errors: FormErrors,
) -> impl IntoView {
    let many = u32::try_from(errors.0.len()).unwrap_or(u32::MAX);
    (many > 0).then(|| {
        let links: Vec<_> = errors
            .0
            .into_iter()
            .map(|(field, sentence)| {
                view! { <li><a href=format!("#{field}")>{sentence}</a></li> }
            })
            .collect();
        view! {
            <section
                class="error-summary"
                role="alert"
                tabindex="-1"
                autofocus
                aria-labelledby="erreurs-titre"
            >
                <h2 id="erreurs-titre">
                    <Icon name="warning"/>
                    "Il reste "{fr::count(many, "point", "points")}" à corriger"
                </h2>
                <ul>{links}</ul>
            </section>
        }
    })
}

/// What is wrong with one field, beside it.
#[component]
pub fn FieldError(
    /// The field's name.
    field: &'static str,
    /// The sentence.
    sentence: Option<String>,
) -> impl IntoView {
    sentence.map(|sentence| {
        view! {
            <p class="error" id=format!("{field}-erreur")>
                <Icon name="warning"/>
                <span><span class="spoken">"Erreur\u{a0}: "</span>{sentence}</span>
            </p>
        }
    })
}

/// The identities of what describes a field: its hint, then its error.
pub(crate) fn described_by(field: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{field}-aide {field}-erreur")),
        (true, false) => Some(format!("{field}-aide")),
        (false, true) => Some(format!("{field}-erreur")),
        (false, false) => None,
    }
}
