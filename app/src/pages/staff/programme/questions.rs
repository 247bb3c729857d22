//! The questions of a form of the programme, each with what answers it.

use leptos::prelude::*;

use super::{Ask, Group, Question};
use crate::components::{FieldError, FormErrors, TextArea, described_by};

/// Questions that belong together, under their title.
pub(super) fn fieldset(group: &Group, errors: &FormErrors) -> AnyView {
    let questions: Vec<_> = group.questions.iter().map(|one| question(one, errors)).collect();
    if group.legend.is_empty() {
        return view! { <div>{questions}</div> }.into_any();
    }
    view! { <fieldset><legend>{group.legend}</legend>{questions}</fieldset> }.into_any()
}

fn question(question: &Question, errors: &FormErrors) -> AnyView {
    match &question.ask {
        Ask::Tick => tick(question),
        Ask::Several(options) => several(question, options, errors),
        Ask::Visits => visits(question, errors),
        _ => field(question, errors),
    }
}

/// The identities of what describes a question: its hint, its error, what the programme says now.
fn described(question: &Question, invalid: bool) -> Option<String> {
    let now = question.now.as_ref().map(|_| format!("{}-maintenant", question.name));
    let known = described_by(question.name, !question.hint.is_empty(), invalid);
    let ids: Vec<_> = known.into_iter().chain(now).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn hint(question: &Question) -> Option<AnyView> {
    let id = format!("{}-aide", question.name);
    (!question.hint.is_empty())
        .then(|| view! { <p class="hint" id=id>{question.hint}</p> }.into_any())
}

/// What the programme says by now, beside an answer that says something else.
fn now(question: &Question) -> Option<AnyView> {
    let id = format!("{}-maintenant", question.name);
    question.now.clone().map(|now| view! { <p class="says-now" id=id>{now}</p> }.into_any())
}

fn field(question: &Question, errors: &FormErrors) -> AnyView {
    let error = errors.of(question.name);
    let invalid = error.is_some();
    let width = match question.ask {
        Ask::Short | Ask::Number(..) | Ask::Time | Ask::Date => " short",
        Ask::Moment => " medium",
        _ => "",
    };
    view! {
        <div class=format!("field{width}{}", if invalid { " invalid" } else { "" })>
            <label for=question.name>
                {question.label}
                {question.optional.then(|| view! { " "<span class="optional">"(facultatif)"</span> })}
            </label>
            {hint(question)}
            <FieldError field=question.name sentence=error/>
            {now(question)}
            {control(question, invalid)}
        </div>
    }
    .into_any()
}

fn control(question: &Question, invalid: bool) -> AnyView {
    let name = question.name;
    let value = question.values.first().cloned().unwrap_or_default();
    let described = described(question, invalid);
    let invalid = invalid.then_some("true");
    let (kind, bounds) = match &question.ask {
        Ask::Text(rows) => {
            let described_by = described.unwrap_or_default();
            return view! { <TextArea name value rows=*rows described_by/> }.into_any();
        }
        Ask::Choice(options) => {
            return view! {
                <select id=name name=name aria-describedby=described aria-invalid=invalid>{choices(options, &value)}</select>
            }
            .into_any();
        }
        Ask::Number(min, max) => ("number", Some((min.to_string(), max.to_string()))),
        Ask::Time => ("time", None),
        Ask::Date => ("date", None),
        Ask::Moment => ("datetime-local", None),
        _ => ("text", None),
    };
    let (min, max) = bounds.unzip();
    view! {
        <input id=name name=name type=kind value=value min=min max=max autocomplete="off"
            required=!question.optional aria-describedby=described aria-invalid=invalid/>
    }
    .into_any()
}

/// What can be chosen. What was chosen stays chosen even when it is no longer there, or the browser
/// would choose the first in its place.
fn choices(options: &[(String, String)], value: &str) -> Vec<AnyView> {
    let gone = !value.is_empty() && options.iter().all(|(code, _)| code != value);
    let gone = gone.then(|| (value.to_owned(), format!("{value} (n’est plus dans le programme)")));
    let option = |(code, label): (String, String)| {
        let selected = code == value;
        view! { <option value=code selected=selected>{label}</option> }.into_any()
    };
    gone.into_iter().chain(options.iter().cloned()).map(option).collect()
}

fn tick(question: &Question) -> AnyView {
    let name = question.name;
    let checked = question.values.first().is_some_and(|value| !value.is_empty());
    view! {
        <div class="check">
            <input id=name name=name type="checkbox" value="oui" checked=checked
                aria-describedby=described(question, false)/>
            <label for=name>{question.label}</label>
            {hint(question)}
            {now(question)}
        </div>
    }
    .into_any()
}

fn several(question: &Question, options: &[(String, String)], errors: &FormErrors) -> AnyView {
    let name = question.name;
    let boxes: Vec<_> = (1..)
        .zip(options)
        .map(|(number, (code, label)): (u32, _)| {
            let id = nth(name, number);
            let checked = question.values.contains(code);
            view! {
                <div class="check">
                    <input id=id.clone() name=name type="checkbox" value=code.clone() checked=checked/>
                    <label for=id>{label.clone()}</label>
                </div>
            }
        })
        .collect();
    of_several(question, errors, boxes.into_any())
}

/// Hours and places alternate in the answers.
fn visits(question: &Question, errors: &FormErrors) -> AnyView {
    let name = question.name;
    let rows: Vec<_> = (1..)
        .zip(question.values.chunks(2))
        .map(|(number, visit): (u32, _)| {
            let at = nth(name, number);
            let places = format!("places-{number}");
            let [start, seats] =
                [0, 1].map(|index: usize| visit.get(index).cloned().unwrap_or_default());
            view! {
                <li>
                    <div>
                        <label for=at.clone()>"Visite "{number}<span class="spoken">", heure de début"</span></label>
                        <input id=at name="visite" type="time" value=start autocomplete="off"/>
                    </div>
                    <div>
                        <label for=places.clone()>"Places"<span class="spoken">" de la visite "{number}</span></label>
                        <input id=places name="places" type="number" min="1" max="10000" value=seats autocomplete="off"/>
                    </div>
                </li>
            }
        })
        .collect();
    of_several(question, errors, view! { <ol class="visit-rows">{rows}</ol> }.into_any())
}

/// The identity of the nth input of a question; the first has its name, where a summary of what is
/// wrong leads.
fn nth(name: &str, number: u32) -> String {
    if number == 1 { name.to_owned() } else { format!("{name}-{number}") }
}

/// A question that is answered with several inputs.
fn of_several(question: &Question, errors: &FormErrors, inputs: AnyView) -> AnyView {
    let error = errors.of(question.name);
    let invalid = error.is_some();
    view! {
        <fieldset class=if invalid { "field invalid" } else { "field" }
            aria-describedby=described(question, invalid)>
            <legend>{question.label}</legend>
            {hint(question)}
            <FieldError field=question.name sentence=error/>
            {now(question)}
            {inputs}
        </fieldset>
    }
    .into_any()
}
