use leptos::prelude::*;

use crate::components::{Notice, Tone};

/// What someone gets, and what was just done about it.
#[derive(Clone, Debug)]
pub struct UnsubscriptionView {
    /// The address of this page.
    pub href: String,
    /// The conference's name.
    pub conference: String,
    /// Whether they get no more letters that are not about their ticket.
    pub declined: bool,
    /// Whether that was just changed.
    pub changed: bool,
}

/// `/desinscription/{secret}/{id}`: no more letters but those about the ticket. Looking changes
/// nothing, since programs that check letters follow their links too.
#[component]
pub fn UnsubscriptionPage(
    /// What they get.
    view: UnsubscriptionView,
) -> impl IntoView {
    let body = if view.declined { declined(&view) } else { received(&view) };
    view! {
        <h1>"Courriels d’information"</h1>
        {body}
    }
}

fn declined(view: &UnsubscriptionView) -> AnyView {
    view! {
        <Notice tone=Tone::Accepted>
            <p role="status">"C’est noté\u{a0}: vous ne recevrez plus de courriels d’information."</p>
        </Notice>
        <p>"Ceux qui concernent votre billet et vos ateliers pour "{view.conference.clone()}" arriveront toujours. Votre inscription ne change pas."</p>
        <form method="post" action=view.href.clone()>
            <p class="actions"><button class="secondary" type="submit" name="reponse" value="recevoir">"Les recevoir à nouveau"</button></p>
        </form>
    }
    .into_any()
}

fn received(view: &UnsubscriptionView) -> AnyView {
    view! {
        {view.changed.then(|| view! {
            <Notice tone=Tone::Accepted><p role="status">"C’est noté\u{a0}: vous recevez à nouveau les courriels d’information."</p></Notice>
        })}
        <p class="lead">"Vous recevez les courriels d’information de "{view.conference.clone()}"."</p>
        <p>"Si vous n’en voulez plus, votre inscription ne change pas\u{a0}: ceux qui concernent votre billet et vos ateliers arriveront toujours."</p>
        <form method="post" action=view.href.clone()>
            <p class="actions"><button type="submit" name="reponse" value="refuser">"Ne plus les recevoir"</button></p>
        </form>
    }
    .into_any()
}
