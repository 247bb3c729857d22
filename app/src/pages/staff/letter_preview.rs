use leptos::prelude::*;

/// A letter as somebody would read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// As whom it is read.
    pub reader: String,
    /// Its heading.
    pub subject: String,
    /// Its words.
    pub text: String,
}

/// A letter as somebody would read it, or why there is nothing to read.
#[component]
pub fn LetterPreview(
    /// The letter.
    preview: Result<Preview, String>,
) -> impl IntoView {
    match preview {
        Err(sentence) => view! { <p class="soft">{sentence}</p> }.into_any(),
        Ok(preview) => view! {
            <p class="soft">"Comme le lira "{preview.reader}"."</p>
            <article class="letter" aria-label="Aperçu du courriel">
                <dl><dt>"Objet"</dt><dd>{preview.subject}</dd></dl>
                <pre>{preview.text}</pre>
            </article>
        }
        .into_any(),
    }
}
