use leptos::prelude::*;

use super::questions::fieldset;
use crate::components::{ErrorSummary, FormErrors, Notice, Tone};
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
    /// What the programme says by now, in words, where the answer says something else.
    pub now: Option<String>,
}

/// Questions that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their title; empty for a form with one group.
    pub legend: &'static str,
    /// The questions.
    pub questions: Vec<Question>,
}

/// What somebody has done to the programme since a form was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meanwhile {
    /// They changed it.
    Changed,
    /// They took out, or gave another name to, what the form is about.
    Gone {
        /// « la salle « Salle Loire » ».
        called: String,
    },
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
    /// What has become of the programme meanwhile.
    pub meanwhile: Option<Meanwhile>,
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
        {view.meanwhile.as_ref().map(|meanwhile| {
            let said = said_of(meanwhile);
            view! { <Notice tone=Tone::Attention><p role="alert">{said}</p></Notice> }
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

fn said_of(meanwhile: &Meanwhile) -> String {
    match meanwhile {
        Meanwhile::Changed => "Le programme a changé entre-temps, sur une autre page ou par une autre personne. Rien n’est enregistré. Vos réponses sont toutes là\u{a0}; à côté de celles qui diffèrent, la page montre ce que dit maintenant le programme. Relisez-les, puis enregistrez à nouveau.".to_owned(),
        Meanwhile::Gone { called } => format!(
            "Entre-temps, quelqu’un a retiré {called} du programme, ou lui a donné un autre nom. Rien n’est enregistré, mais vos réponses sont toutes là. Regardez d’abord la liste\u{a0}: si ce que vous cherchez y est sous un autre nom, recopiez-y vos réponses. Le bouton en bas de cette page ajoute du nouveau."
        ),
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
