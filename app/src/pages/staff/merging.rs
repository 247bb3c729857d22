use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use crate::components::{Notice, Tone};
use crate::shell::Back;

/// A line of the comparison: a field, and what each of the two says.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The field's name in the form.
    pub name: &'static str,
    /// Its label.
    pub label: &'static str,
    /// What the kept one says; may be empty.
    pub kept: String,
    /// What the other one says; may be empty.
    pub gone: String,
}

impl Compared {
    /// Whether one of two values is to be chosen.
    #[must_use]
    pub fn asks(&self) -> bool {
        !self.kept.is_empty() && !self.gone.is_empty() && self.kept != self.gone
    }
}

/// Two registrations side by side, and what merging them comes to.
#[derive(Clone, Debug)]
pub struct MergeView {
    /// The one that is kept.
    pub kept: (Uuid, String),
    /// The one that becomes part of it.
    pub gone: (Uuid, String),
    /// What both say.
    pub fields: Vec<Compared>,
    /// What will happen, a sentence each.
    pub effects: Vec<String>,
    /// Why nothing was done.
    pub refused: Option<String>,
}

/// `/organisation/participants/doublons/fusion`: shown before it is done.
#[component]
pub fn MergePage(
    /// Both.
    merge: MergeView,
) -> impl IntoView {
    let (kept, gone) = (merge.kept.clone(), merge.gone.clone());
    let rows: Vec<_> = merge.fields.iter().map(row).collect();
    let effects: Vec<_> =
        merge.effects.iter().map(|effect| view! { <li>{effect.clone()}</li> }).collect();
    view! {
        <Back href="/organisation/participants/doublons" label="Doublons probables"/>
        <h1>"Fusionner deux inscriptions"</h1>
        {merge.refused.clone().map(|sentence| view! {
            <Notice tone=Tone::Refused><p role="alert">{sentence}</p></Notice>
        })}
        <form method="post" action="/organisation/participants/doublons/fusion">
            <input type="hidden" name="a" value=kept.0.to_string()/>
            <input type="hidden" name="b" value=gone.0.to_string()/>
            <p>"Choisissez ce que dira l’inscription gardée. Ce qui n’est pas choisi est ajouté à sa note."</p>
            <table class="rows comparison">
                <caption class="spoken">"Les deux inscriptions"</caption>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col"><a href=participant_href(kept.0)>{kept.1.clone()}</a><br/>"(gardée)"</th>
                        <th scope="col"><a href=participant_href(gone.0)>{gone.1.clone()}</a></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <h2>"Ce qui va se passer"</h2>
            <ul>{effects}</ul>
            <Notice tone=Tone::Attention>
                <p>"Une fusion ne se défait pas. Les deux liens et les deux billets continuent de marcher et mènent à la même inscription."</p>
            </Notice>
            <p class="actions">
                <button type="submit">"Fusionner ces deux inscriptions"</button>
                " "
                <a class="button secondary" href="/organisation/participants/doublons">"Ne rien faire"</a>
            </p>
        </form>
    }
}

fn row(field: &Compared) -> AnyView {
    if !field.asks() {
        let value = if field.kept.is_empty() { &field.gone } else { &field.kept };
        return view! {
            <tr>
                <th scope="row">{field.label}</th>
                <td colspan="2" data-label="Les deux">{super::or_dash(value)}</td>
            </tr>
        }
        .into_any();
    }
    let choice = |value: &'static str, label: &'static str, words: &str, checked: bool| {
        let id = format!("{}-{value}", field.name);
        view! {
            <td data-label=label>
                <div class="check">
                    <input type="radio" id=id.clone() name=field.name value=value checked=checked/>
                    <label for=id><span class="spoken">{field.label}"\u{a0}: "</span>{words.to_owned()}</label>
                </div>
            </td>
        }
    };
    view! {
        <tr>
            <th scope="row">{field.label}</th>
            {choice("a", "Gardée", &field.kept, true)}
            {choice("b", "Autre", &field.gone, false)}
        </tr>
    }
    .into_any()
}
