//! A mailing before it is launched: what will leave, to whom, who is left out, and the question.

use leptos::prelude::*;

use super::super::{LetterPreview, participant_href};
use super::mailing_href;
use super::show::{DraftView, LaunchForm, MailingView, Unreached};
use crate::components::{ErrorSummary, Field, Notice, Tone};
use crate::fr;

pub(super) fn draft(view: &MailingView, draft: &DraftView) -> AnyView {
    let href = mailing_href(view.id);
    view! {
        <ErrorSummary errors=draft.launch.errors.clone()/>
        <p class="actions">
            <a class="button small secondary" href=format!("{href}/modifier")>"Modifier"</a>
        </p>
        <section aria-labelledby="apercu-titre" class="stack">
            <h2 id="apercu-titre">"Le courriel"</h2>
            <LetterPreview preview=draft.preview.clone()/>
            {trial(&href, draft)}
        </section>
        {left_out(draft)}
        {launch(&href, draft)}
        <form method="post" action=format!("{href}/suite")>
            <p class="actions"><button class="small secondary danger" type="submit" name="acte" value="effacer">"Effacer ce brouillon"</button></p>
        </form>
    }
    .into_any()
}

fn trial(href: &str, draft: &DraftView) -> Option<AnyView> {
    let reader = draft.reader?;
    Some(view! {
        <form method="post" action=format!("{href}/essai")>
            <input type="hidden" name="personne" value=reader.to_string()/>
            <p class="actions"><button class="secondary" type="submit">"M’envoyer un essai"</button></p>
            <p class="hint">"À "{draft.own_address.clone()}". Le lien personnel de la personne n’y est pas."</p>
        </form>
    }
    .into_any())
}

fn left_out(draft: &DraftView) -> Option<AnyView> {
    let nobody = draft.without_address == 0 && draft.unsubscribed == 0;
    (!nobody).then(|| {
        view! {
            <section aria-labelledby="exclus" class="stack">
                <h2 id="exclus">"Qui ne le recevra pas"</h2>
                {people(
                    draft.without_address,
                    &draft.unreached,
                    ("personne sans adresse, à prévenir autrement", "personnes sans adresse, à prévenir autrement"),
                )}
                {people(
                    draft.unsubscribed,
                    &draft.declined,
                    ("personne ne veut plus de ces courriels", "personnes ne veulent plus de ces courriels"),
                )}
            </section>
        }
        .into_any()
    })
}

fn people(total: u32, first: &[Unreached], (one, many): (&str, &str)) -> Option<AnyView> {
    (total > 0).then(|| {
        let shown = u32::try_from(first.len()).unwrap_or(u32::MAX);
        let names: Vec<_> = first
            .iter()
            .map(|person| {
                let phone = (!person.phone.is_empty()).then(|| format!(", {}", person.phone));
                view! { <li><a href=participant_href(person.id)>{person.name.clone()}</a>{phone}</li> }
            })
            .collect();
        let more = total.saturating_sub(shown);
        view! {
            <h3>{fr::count(total, one, many)}</h3>
            <ul class="names">{names}</ul>
            {(more > 0).then(|| view! { <p class="soft">"… et "{fr::count(more, "autre", "autres")}"."</p> })}
        }
        .into_any()
    })
}

fn launch(href: &str, draft: &DraftView) -> AnyView {
    if draft.reached == 0 {
        return view! {
            <Notice tone=Tone::Attention><p>"Personne ne recevrait ce courriel. Modifiez pour qui il est."</p></Notice>
        }
        .into_any();
    }
    let LaunchForm { number, start, errors } = draft.launch.clone();
    let reached = fr::count(draft.reached, "personne", "personnes");
    view! {
        <section aria-labelledby="envoyer" class="stack">
            <h2 id="envoyer">"Envoyer à "{reached}</h2>
            {(!draft.mail).then(|| view! {
                <Notice tone=Tone::Attention><p>"Le courriel n’est pas configuré\u{a0}: les lettres attendront dans la boîte d’envoi."</p></Notice>
            })}
            <form class="form" method="post" action=format!("{href}/envoyer") novalidate>
                <input type="hidden" name="vu" value=draft.seen.clone()/>
                <Field name="nombre" label="Nombre de personnes" value=number errors=errors.clone() width="short"
                    hint="Écrivez vous-même le nombre de personnes ci-dessus, pour confirmer." required=true/>
                <Field name="depart" label="Départ" value=start errors=errors kind="datetime-local" width="medium"
                    hint="Laissez vide pour envoyer maintenant." optional=true/>
                <p class="actions"><button type="submit">"Envoyer"</button></p>
            </form>
        </section>
    }
    .into_any()
}
