use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::letters::{LetterLine, LetterState, state_word};
use super::{letter_href, participant_href};
use crate::components::{Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// A letter as it would be read now.
#[derive(Clone, Debug)]
pub struct LetterWords {
    /// Its heading.
    pub subject: String,
    /// Its words.
    pub text: String,
    /// The names of what is attached.
    pub attached: Vec<&'static str>,
}

/// One letter of the outbox.
#[derive(Clone, Debug)]
pub struct LetterView {
    /// As in the list.
    pub line: LetterLine,
    /// The participant it is for.
    pub participant: Option<Uuid>,
    /// When the relay took it.
    pub sent_at: Option<Moment>,
    /// Its words, or why it cannot be read.
    pub words: Result<LetterWords, &'static str>,
    /// Whether it was just put back among those to send.
    pub again: bool,
}

/// `/organisation/courriels/{id}`: one letter, in its own words.
#[component]
pub fn LetterPage(
    /// The letter.
    letter: LetterView,
) -> impl IntoView {
    let line = letter.line.clone();
    let words = match letter.words.clone() {
        Ok(words) => article(&line, words),
        Err(sentence) => view! { <Notice tone=Tone::Quiet><p>{sentence}</p></Notice> }.into_any(),
    };
    view! {
        <Back href="/organisation/courriels" label="Courriels"/>
        <header class="page-head">
            <h1>{fr::letter(line.kind)}</h1>
            {state_word(&line)}
        </header>
        {letter.again.then(|| view! {
            <Notice tone=Tone::Accepted><p role="status">"C’est noté\u{a0}: la lettre est de nouveau à envoyer."</p></Notice>
        })}
        {(!line.last_error.is_empty()).then(|| view! {
            <Notice tone=Tone::Refused>
                <p>{fr::count(line.attempts, "essai", "essais")}". Dernière réponse\u{a0}: "{line.last_error.clone()}</p>
            </Notice>
        })}
        {dates(&letter)}
        {words}
        {(line.state == LetterState::Failed).then(|| view! {
            <form method="post" action=format!("{}/renvoyer", letter_href(line.id))>
                <button type="submit">"Réessayer maintenant"</button>
            </form>
        })}
    }
}

fn dates(letter: &LetterView) -> AnyView {
    view! {
        <p class="soft">
            "Écrite le "{fr::short_date_time(letter.line.created_at)}
            {letter.sent_at.map(|at| format!(", partie le {}", fr::short_date_time(at)))}". "
            {letter.participant.map(|id| view! { <a href=participant_href(id)>"Voir la personne"</a> })}
        </p>
    }
    .into_any()
}

fn article(line: &LetterLine, words: LetterWords) -> AnyView {
    view! {
        <article class="letter" aria-label="La lettre">
            <dl>
                <dt>"À"</dt><dd>{line.recipient.clone()}</dd>
                <dt>"Objet"</dt><dd>{words.subject}</dd>
                {(!words.attached.is_empty()).then(|| view! {
                    <dt>"Jointes"</dt><dd>{words.attached.join(", ")}</dd>
                })}
            </dl>
            <pre>{words.text}</pre>
        </article>
        <p class="hint">"Les mots sont ceux d’aujourd’hui\u{a0}: une lettre dit toujours où en sont les choses quand elle part."</p>
    }
    .into_any()
}
