use domain::checkin::Standing;
use leptos::prelude::*;

use super::ParticipantView;
use crate::components::{Icon, TextArea};
use crate::pages::staff::participant_href;

/// What the team does for someone, and what it notes.
pub(super) fn actions(person: &ParticipantView) -> AnyView {
    let list =
        if person.standing == Standing::Cancelled { restoring(person) } else { living(person) };
    view! {
        <aside class="stack" aria-labelledby="actions-titre">
            <h2 id="actions-titre">"Actions"</h2>
            {list}
            <h2>"Notes"</h2>
            {notes(person)}
        </aside>
    }
    .into_any()
}

fn restoring(person: &ParticipantView) -> AnyView {
    let href = participant_href(person.id);
    view! {
        <p>"Cette inscription est annulée. La rétablir redonne une place s’il en reste, sinon la fin de la liste d’attente. Ses ateliers sont à choisir à nouveau."</p>
        <form method="post" action=format!("{href}/retablir")>
            <p class="actions wide"><button class="secondary" type="submit">"Rétablir l’inscription"</button></p>
        </form>
    }
    .into_any()
}

fn living(person: &ParticipantView) -> AnyView {
    let href = participant_href(person.id);
    let by_mail = person.email.is_some();
    view! {
        <ul class="actions wide">
            {(person.standing == Standing::Registered).then(|| view! { <li>{arrival(person)}</li> })}
            {by_mail.then(|| view! {
                <li>
                    <form method="post" action=format!("{href}/lien")>
                        <button class="secondary" type="submit"><Icon name="mail"/>"Renvoyer le lien"</button>
                    </form>
                </li>
            })}
            <li><a class="button secondary" href=person.ticket.clone()><Icon name="print"/>"Voir ou imprimer le billet"</a></li>
            <li><a class="button secondary danger" href=format!("{href}/annuler")>"Annuler l’inscription"</a></li>
        </ul>
        {(!by_mail).then(|| view! {
            <p class="hint">"Sans adresse e-mail, aucune lettre ne peut lui être envoyée\u{a0}: imprimez son billet ou dictez-lui son code."</p>
        })}
    }
    .into_any()
}

/// Letting someone in without a scan, and taking that back.
fn arrival(person: &ParticipantView) -> AnyView {
    let href = participant_href(person.id);
    let (action, button) = if person.arrived.is_some() {
        ("depointer", "Annuler le pointage de l’arrivée")
    } else {
        ("pointer", "Pointer l’arrivée")
    };
    view! {
        <form method="post" action=format!("{href}/{action}")>
            <input type="hidden" name="key" value=person.key.to_string()/>
            <button class="secondary" type="submit"><Icon name="check"/>{button}</button>
        </form>
    }
    .into_any()
}

fn notes(person: &ParticipantView) -> AnyView {
    let href = participant_href(person.id);
    view! {
        <form method="post" action=format!("{href}/notes")>
            <div class="field">
                <label for="note">"Pour l’équipe"</label>
                <p class="hint" id="note-aide">"Lue par l’organisation seulement. N’écrivez rien que la personne ne pourrait lire."</p>
                <TextArea name="note" value=person.note.clone() rows=3 described_by="note-aide"/>
            </div>
            <div class="field">
                <label for="door_note">"Pour l’accueil"</label>
                <p class="hint" id="door_note-aide">"S’affiche à la porte quand son billet est lu."</p>
                <TextArea name="door_note" value=person.door_note.clone() rows=2 described_by="door_note-aide"/>
            </div>
            <p class="actions"><button class="secondary" type="submit">"Enregistrer les notes"</button></p>
        </form>
    }
    .into_any()
}
