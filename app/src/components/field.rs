use leptos::prelude::*;

use super::form_error::{FieldError, FormErrors, described_by};

/// A field of one line: label, hint, error, what was typed.
#[component]
pub fn Field(
    /// Its identity and its name in the form.
    name: &'static str,
    /// What it asks for.
    label: &'static str,
    /// What was typed before.
    #[prop(into)]
    value: String,
    /// What is wrong with the form.
    #[prop(optional)]
    errors: FormErrors,
    /// How to fill it in.
    #[prop(optional)]
    hint: &'static str,
    /// The kind of input.
    #[prop(default = "text")]
    kind: &'static str,
    /// What browsers may propose.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether to say that it may be left empty.
    #[prop(optional)]
    optional: bool,
    /// `short` or `medium`, when what is asked is.
    #[prop(optional)]
    width: &'static str,
    /// Whether one goes on with it when the page opens.
    #[prop(optional)]
    focused: bool,
) -> impl IntoView {
    let error = errors.of(name);
    let invalid = error.is_some();
    let described = described_by(name, !hint.is_empty(), invalid);
    view! {
        <div class=format!("field {width}{}", if invalid { " invalid" } else { "" })>
            <label for=name>
                {label}
                {optional.then(|| view! { " "<span class="optional">"(facultatif)"</span> })}
            </label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-aide")>{hint}</p> })}
            <FieldError field=name sentence=error/>
            <input
                id=name
                name=name
                type=kind
                value=value
                autocomplete=autocomplete
                required=required
                autofocus=focused
                spellcheck=(kind == "email").then_some("false")
                aria-describedby=described
                aria-invalid=invalid.then_some("true")
            />
        </div>
    }
}

/// A box to tick, and its label.
#[component]
pub fn Check(
    /// Its identity.
    id: &'static str,
    /// Its name in the form.
    name: &'static str,
    /// What is sent when it is ticked.
    #[prop(default = "oui")]
    value: &'static str,
    /// Whether it was ticked before.
    checked: bool,
    /// What is wrong with the form.
    #[prop(optional)]
    errors: FormErrors,
    /// What ticking it does.
    #[prop(optional)]
    hint: &'static str,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let error = errors.of(id);
    let invalid = error.is_some();
    let described = described_by(id, !hint.is_empty(), invalid);
    view! {
        <div class=if invalid { "check invalid" } else { "check" }>
            <FieldError field=id sentence=error/>
            <input
                id=id
                name=name
                type="checkbox"
                value=value
                checked=checked
                aria-describedby=described
                aria-invalid=invalid.then_some("true")
            />
            <label for=id>{children()}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{id}-aide")>{hint}</p> })}
        </div>
    }
}
