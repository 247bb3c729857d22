use domain::programme::Session;
use leptos::prelude::*;
use uuid::Uuid;

use super::concerned::{letter, people};
use super::session::session_href;
use crate::components::{Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// Who is concerned when a session is cancelled, and what they are told.
#[derive(Clone, Debug)]
pub struct SessionCancellationView {
    /// The session.
    pub session: Session,
    /// Who has a seat: identity and name.
    pub seated: Vec<(Uuid, String)>,
    /// Who waits: identity and name.
    pub waiting: Vec<(Uuid, String)>,
    /// Those of them whom no letter reaches.
    pub unreachable: Vec<(Uuid, String)>,
    /// The letter, as one of them would read it: its heading and its words.
    pub letter: Option<(String, String)>,
}

/// `/organisation/seances/{id}/annuler`: asked once, with who is concerned and what they read.
#[component]
pub fn SessionCancellationPage(
    /// What would happen.
    view: SessionCancellationView,
) -> impl IntoView {
    let session = &view.session;
    let href = session_href(session.id);
    let nobody = view.seated.is_empty() && view.waiting.is_empty();
    view! {
        <Back href=href.clone() label="La séance"/>
        <h1>"Annuler "{session.code.clone()}" «\u{a0}"{session.title.clone()}"\u{a0}»\u{202f}?"</h1>
        <p class="lead">{fr::date(session.span.start())}", "{fr::hours(session.span)}", "{session.room.clone()}</p>
        <Notice tone=Tone::Attention>
            <p>"Les places sont rendues et la liste d’attente est vidée tout de suite. Cela ne peut pas être défait\u{a0}; les lettres, elles, attendent deux minutes et peuvent être rappelées."</p>
        </Notice>
        {if nobody {
            view! { <p>"Personne n’a de place dans cette séance et personne n’attend\u{a0}: aucune lettre ne partira."</p> }.into_any()
        } else {
            concerned(&view)
        }}
        {view.letter.clone().map(letter)}
        <form method="post" action=format!("{href}/annuler")>
            <p class="actions">
                <button class="danger" type="submit">"Annuler cette séance"</button>
                " "
                <a class="button secondary" href=href.clone()>"Garder la séance"</a>
            </p>
        </form>
    }
}

fn concerned(view: &SessionCancellationView) -> AnyView {
    view! {
        <section aria-labelledby="concernes">
            <h2 id="concernes">"Qui est concerné"</h2>
            {people("Rendent leur place", &view.seated)}
            {people("Quittent la liste d’attente", &view.waiting)}
            {people("Sans adresse e-mail, à prévenir vous-même", &view.unreachable)}
        </section>
    }
    .into_any()
}
