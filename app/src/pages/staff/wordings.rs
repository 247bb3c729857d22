//! The words of letters that leave by themselves: the list, and one letter.

use domain::letter::Letter;
use domain::time::Moment;
use domain::wording::WordingForm;
use leptos::prelude::*;
use uuid::Uuid;

use super::mail_nav::{MailNav, WORDINGS};
use super::mailings::{Blanks, people_field};
use super::{LetterPreview, Preview};
use crate::components::{
    ErrorSummary, Field, FieldError, FormErrors, Notice, StateWord, TextArea, Tone,
};
use crate::fr;
use crate::shell::Back;

/// The address of the page of a letter's words.
#[must_use]
pub fn wording_href(letter: Letter) -> String {
    format!("{WORDINGS}/{}", letter.as_str())
}

/// A letter, in the list.
#[derive(Clone, Debug)]
pub struct WordingLine {
    /// The letter.
    pub letter: Letter,
    /// Who changed its words, and when; `None` when they are ours.
    pub changed: Option<(String, Moment)>,
}

/// `/organisation/courriels/modeles`: every letter that leaves by itself.
#[component]
pub fn WordingsPage(
    /// The letters.
    lines: Vec<WordingLine>,
) -> impl IntoView {
    let rows: Vec<_> = lines.iter().map(row).collect();
    view! {
        <h1>"Modèles"</h1>
        <MailNav current=WORDINGS/>
        <p>"Ces courriels partent d’eux-mêmes. Vous pouvez changer leur objet et les faire commencer par quelques mots à vous\u{a0}; le billet, le programme et les liens y restent toujours."</p>
        <table class="rows">
            <caption class="spoken">"Courriels automatiques"</caption>
            <thead>
                <tr><th scope="col">"Courriel"</th><th scope="col">"Quand il part"</th><th scope="col">"Texte"</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(line: &WordingLine) -> AnyView {
    let state = match &line.changed {
        None => view! { <StateWord tone=Tone::Quiet word="D’origine"/> }.into_any(),
        Some((by, at)) => view! {
            <div>
                <StateWord tone=Tone::Attention word="Modifié"/>
                <p class="soft">{by.clone()}", le "{fr::short_date_time(*at)}</p>
            </div>
        }
        .into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=wording_href(line.letter)>{fr::letter(line.letter)}</a></th>
            <td data-label="Quand il part">{fr::when_written(line.letter)}</td>
            <td data-label="Texte">{state}</td>
        </tr>
    }
    .into_any()
}

/// The words of one letter, while they are being changed.
#[derive(Clone, Debug)]
pub struct WordingView {
    /// The letter.
    pub letter: Letter,
    /// What was typed.
    pub words: WordingForm,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// Whether what is kept is not ours.
    pub changed: bool,
    /// People the preview can be read as: identity and name.
    pub people: Vec<(Uuid, String)>,
    /// As whom it is read.
    pub reader: String,
    /// The letter, or why it cannot be shown.
    pub preview: Result<Preview, String>,
    /// What was just done.
    pub said: Option<String>,
}

/// `/organisation/courriels/modeles/{lettre}`.
#[component]
pub fn WordingPage(
    /// The letter.
    view: WordingView,
) -> impl IntoView {
    let href = wording_href(view.letter);
    view! {
        <Back href=WORDINGS label="Modèles"/>
        <h1>{fr::letter(view.letter)}</h1>
        {view.said.clone().map(|sentence| view! {
            <Notice tone=Tone::Accepted><p role="status">{sentence}</p></Notice>
        })}
        <ErrorSummary errors=view.errors.clone()/>
        <p class="soft">{fr::when_written(view.letter)}</p>
        <div class="writing">
            <form class="form" method="post" action=href novalidate data-apercu>
                <Field name="objet" label="Objet" value=view.words.subject.clone() errors=view.errors.clone()
                    hint="Laissez vide pour garder l’objet d’origine." optional=true/>
                {intro(&view)}
                <Blanks/>
                {people_field(&view.people, &view.reader)}
                <p class="actions">
                    <button type="submit" name="acte" value="garder">"Enregistrer"</button>
                    " "
                    <button class="secondary" type="submit" name="acte" value="apercu">"Actualiser l’aperçu"</button>
                    " "
                    {view.changed.then(|| view! {
                        <button class="secondary" type="submit" name="acte" value="origine">"Revenir au texte d’origine"</button>
                    })}
                </p>
            </form>
            <section aria-labelledby="apercu-titre" tabindex="0">
                <h2 id="apercu-titre">"Aperçu"</h2>
                <div id="apercu"><LetterPreview preview=view.preview.clone()/></div>
            </section>
        </div>
    }
}

fn intro(view: &WordingView) -> AnyView {
    let error = view.errors.of("texte");
    let invalid = error.is_some();
    let described = if invalid { "texte-aide texte-erreur" } else { "texte-aide" };
    view! {
        <div class=if invalid { "field invalid" } else { "field" }>
            <label for="texte">"Introduction "<span class="optional">"(facultatif)"</span></label>
            <p class="hint" id="texte-aide">"Quelques mots après «\u{a0}Bonjour\u{a0}» et avant le reste, qui ne change pas."</p>
            <FieldError field="texte" sentence=error/>
            <TextArea name="texte" value=view.words.text.clone() rows=6 described_by=described/>
        </div>
    }
    .into_any()
}
