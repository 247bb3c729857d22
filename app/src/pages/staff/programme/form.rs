use leptos::prelude::*;

use crate::components::{ErrorSummary, FieldError, FormErrors, Notice, TextArea, Tone};
use crate::shell::Back;

/// What a question of the form is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// One line.
    Line,
    /// One line, of a few words.
    Short,
    /// A paragraph, or several, one a line: how many lines it shows.
    Text(u8),
    /// A number between two bounds.
    Number(u32, u32),
    /// An hour of the day.
    Time,
    /// A day.
    Date,
    /// A day and an hour.
    Moment,
    /// One of several: value and label.
    Choice(Vec<(String, String)>),
    /// Any of several: value and label.
    Several(Vec<(String, String)>),
    /// Yes or no.
    Tick,
    /// Visits: an hour and a number of places each, the last rows empty.
    Visits,
}

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its name in the form.
    pub name: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// How to answer; may be empty.
    pub hint: &'static str,
    /// What it is answered with.
    pub ask: Ask,
    /// The answers: one, or several where that is asked.
    pub values: Vec<String>,
    /// Whether it may be left empty.
    pub optional: bool,
}

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their title; empty for a form with one group.
    pub legend: &'static str,
    /// The questions.
    pub questions: Vec<Question>,
}

/// A form of the programme.
#[derive(Clone, Debug)]
pub struct EditView {
    /// What is changed.
    pub title: String,
    /// What to know before changing it; may be empty.
    pub lead: &'static str,
    /// Where one comes from.
    pub back: String,
    /// What is there.
    pub back_label: &'static str,
    /// Where the form is sent.
    pub action: String,
    /// The questions.
    pub groups: Vec<Group>,
    /// What is wrong with an answer.
    pub errors: FormErrors,
    /// What is wrong with the whole: clashes, and promises that would be broken.
    pub clashes: Vec<String>,
    /// What the programme was when the page was opened.
    pub seen: String,
    /// Whether somebody has changed the programme meanwhile.
    pub stale: bool,
    /// Where it can be taken out of the programme.
    pub removal: Option<String>,
    /// What the button says.
    pub button: &'static str,
}

/// One thing of the programme, to change or to add.
#[component]
pub fn EditPage(
    /// What to ask.
    view: EditView,
) -> impl IntoView {
    let errors = view.errors.clone();
    let groups: Vec<_> = view.groups.iter().map(|group| fieldset(group, &errors)).collect();
    view! {
        <Back href=view.back.clone() label=view.back_label/>
        <h1>{view.title.clone()}</h1>
        {(!view.lead.is_empty()).then(|| view! { <p class="lead">{view.lead}</p> })}
        {view.stale.then(|| view! {
            <Notice tone=Tone::Attention>
                <p role="alert">"Le programme a changé entre-temps, sur une autre page ou par une autre personne. Rien n’est enregistré\u{a0}: relisez vos réponses, puis enregistrez à nouveau."</p>
            </Notice>
        })}
        <ErrorSummary errors=errors.clone()/>
        {clashes(&view.clashes, errors.is_empty())}
        <form class="form" method="post" action=view.action.clone() novalidate>
            <input type="hidden" name="vu" value=view.seen.clone()/>
            {groups}
            <p class="actions">
                <button type="submit">{view.button}</button>
                " "
                <a class="button secondary" href=view.back.clone()>"Ne rien changer"</a>
            </p>
        </form>
        {view.removal.clone().map(|href| view! {
            <p class="actions"><a class="button small secondary danger" href=href>"Retirer du programme"</a></p>
        })}
    }
}

/// What does not go together, above the form; it takes the focus unless an answer is at fault.
pub(super) fn clashes(sentences: &[String], focus: bool) -> Option<AnyView> {
    (!sentences.is_empty()).then(|| {
        let lines: Vec<_> =
            sentences.iter().map(|sentence| view! { <li>{sentence.clone()}</li> }).collect();
        view! {
            <section class="error-summary" role="alert" tabindex="-1" autofocus=focus aria-labelledby="ensemble">
                <h2 id="ensemble">"Rien n’est enregistré\u{a0}: cela ne va pas ensemble"</h2>
                <ul>{lines}</ul>
            </section>
        }
        .into_any()
    })
}

fn fieldset(group: &Group, errors: &FormErrors) -> AnyView {
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

fn described(question: &Question, invalid: bool) -> String {
    let hint = (!question.hint.is_empty()).then(|| format!("{}-aide", question.name));
    let error = invalid.then(|| format!("{}-erreur", question.name));
    hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
}

fn hint(question: &Question) -> Option<AnyView> {
    let id = format!("{}-aide", question.name);
    (!question.hint.is_empty())
        .then(|| view! { <p class="hint" id=id>{question.hint}</p> }.into_any())
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
            {control(question, invalid)}
        </div>
    }
    .into_any()
}

fn control(question: &Question, invalid: bool) -> AnyView {
    let name = question.name;
    let value = question.values.first().cloned().unwrap_or_default();
    let described_by = described(question, invalid);
    let invalid = invalid.then_some("true");
    let described = (!described_by.is_empty()).then(|| described_by.clone());
    let (kind, bounds) = match &question.ask {
        Ask::Text(rows) => {
            return view! { <TextArea name value rows=*rows described_by/> }.into_any();
        }
        Ask::Choice(options) => {
            let options: Vec<_> = options
                .iter()
                .map(|(code, label)| {
                    let selected = *code == value;
                    view! { <option value=code.clone() selected=selected>{label.clone()}</option> }
                })
                .collect();
            return view! {
                <select id=name name=name aria-describedby=described aria-invalid=invalid>{options}</select>
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

fn tick(question: &Question) -> AnyView {
    let name = question.name;
    let checked = question.values.first().is_some_and(|value| !value.is_empty());
    let described = described(question, false);
    view! {
        <div class="check">
            <input id=name name=name type="checkbox" value="oui" checked=checked
                aria-describedby=(!described.is_empty()).then_some(described)/>
            <label for=name>{question.label}</label>
            {hint(question)}
        </div>
    }
    .into_any()
}

fn several(question: &Question, options: &[(String, String)], errors: &FormErrors) -> AnyView {
    let name = question.name;
    let error = errors.of(name);
    let invalid = error.is_some();
    let boxes: Vec<_> = (1..)
        .zip(options)
        .map(|(number, (code, label)): (u32, _)| {
            let id = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
            let checked = question.values.contains(code);
            view! {
                <div class="check">
                    <input id=id.clone() name=name type="checkbox" value=code.clone() checked=checked/>
                    <label for=id>{label.clone()}</label>
                </div>
            }
        })
        .collect();
    let described = described(question, invalid);
    view! {
        <fieldset class=if invalid { "field invalid" } else { "field" }
            aria-describedby=(!described.is_empty()).then_some(described)>
            <legend>{question.label}</legend>
            {hint(question)}
            <FieldError field=name sentence=error/>
            {boxes}
        </fieldset>
    }
    .into_any()
}

/// Hours and places alternate in the answers.
fn visits(question: &Question, errors: &FormErrors) -> AnyView {
    let name = question.name;
    let error = errors.of(name);
    let invalid = error.is_some();
    let rows: Vec<_> = (1..)
        .zip(question.values.chunks(2))
        .map(|(number, visit): (u32, _)| {
            let at = if number == 1 { name.to_owned() } else { format!("{name}-{number}") };
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
    let described = described(question, invalid);
    view! {
        <fieldset class=if invalid { "field invalid" } else { "field" }
            aria-describedby=(!described.is_empty()).then_some(described)>
            <legend>{question.label}</legend>
            {hint(question)}
            <FieldError field=name sentence=error/>
            <ol class="visit-rows">{rows}</ol>
        </fieldset>
    }
    .into_any()
}
