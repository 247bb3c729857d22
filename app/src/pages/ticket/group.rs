use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{Notice, Tone};

/// What someone's own page says about the group they were registered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnGroup {
    /// Who they are.
    pub person: Uuid,
    /// Who registered them: first name and last name.
    pub contact_name: String,
    /// Their own address; `None` without one.
    pub email: Option<String>,
    /// Whether they manage their own registration.
    pub taken_over: bool,
    /// Whether letters are really sent.
    pub mail: bool,
}

/// Who else may change this registration, and how to take it over.
pub(super) fn group(secret: &str, group: &OwnGroup) -> AnyView {
    let contact = group.contact_name.clone();
    let body = match &group.email {
        _ if group.taken_over => view! {
            <p>"Vous gérez vous-même votre inscription. "{contact}", qui vous a inscrit·e, ne voit plus que votre nom."</p>
        }
        .into_any(),
        None => view! {
            <p>{contact}" vous a inscrit·e, et peut aussi choisir, changer ou annuler pour vous."</p>
        }
        .into_any(),
        Some(_) if !group.mail => view! {
            <p>{contact}" vous a inscrit·e, et peut aussi choisir, changer ou annuler pour vous. Pour gérer seul·e votre inscription, demandez à l’organisation\u{a0}: le courriel n’est pas encore configuré sur ce site."</p>
        }
        .into_any(),
        Some(email) => view! {
            <p>{contact}" vous a inscrit·e, et peut aussi choisir, changer ou annuler pour vous."</p>
            <p>"Vous préférez être seul·e à le faire\u{202f}? Un nouveau lien part à "<strong>{email.clone()}</strong>", et nulle part ailleurs. Le lien de cette page ne marchera plus."</p>
            <form method="post" action=format!("/billet/{secret}/reprendre")>
                <input type="hidden" name="person" value=group.person.to_string()/>
                <button class="secondary" type="submit">"Gérer moi-même mon inscription"</button>
            </form>
        }
        .into_any(),
    };
    view! {
        <section class="screen-only" aria-labelledby="groupe">
            <h2 id="groupe">"Mon groupe"</h2>
            {body}
        </section>
    }
    .into_any()
}

/// After someone took their registration over. The new link is not shown: whoever knows the old
/// one would learn it.
#[component]
pub fn TakenOverPage(
    /// Where the new link goes.
    email: String,
    /// Who registered them.
    contact_name: String,
) -> impl IntoView {
    view! {
        <h1>"Vous gérez votre inscription"</h1>
        <Notice tone=Tone::Accepted>
            <p role="status">"Votre nouveau lien part à "<strong>{email}</strong>". Ouvrez-le pour retrouver votre billet et vos ateliers."</p>
        </Notice>
        <ul>
            <li>"L’ancien lien ne marche plus."</li>
            <li>{contact_name}" ne voit plus que votre nom."</li>
            <li>"Votre place, vos ateliers et votre code sont gardés."</li>
            <li>"Rien reçu\u{202f}? Regardez dans les indésirables, puis "<a href="/retrouver-mon-billet">"demandez votre lien à nouveau"</a>"."</li>
        </ul>
    }
}
