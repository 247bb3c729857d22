//! One slot on the page of wishes: where it stands, and what can be done about it.

use domain::time::Moment;
use leptos::prelude::*;

use super::{ADDRESS, EVERY_SLOT, SlotLine, WishesPageView};
use crate::components::{Icon, StateWord, Tone};
use crate::fr;

/// Where a slot stands, and its forms.
pub(super) fn slot_section(view: &WishesPageView, slot: &SlotLine) -> AnyView {
    let id = format!("creneau-{}", slot.code);
    let standing = match slot.until {
        None => view! { <StateWord tone=Tone::Quiet word="Libre choix"/> }.into_any(),
        Some(until) if until <= view.now => {
            view! { <StateWord tone=Tone::Attention word="Vœux clos, à répartir"/> }.into_any()
        }
        Some(_) => view! { <StateWord tone=Tone::Accepted word="Vœux ouverts"/> }.into_any(),
    };
    let answered = fr::count(slot.answered, "personne a répondu", "personnes ont répondu");
    let missing = view.registered.saturating_sub(slot.seated);
    let facts = slot.until.map(|until| {
        let left = if until > view.now {
            format!(" ({})", fr::time_left(until, view.now))
        } else {
            String::new()
        };
        view! {
            <p>
                "Vœux jusqu’au "<strong>{fr::date_time(until)}</strong>{left}". "
                {answered}" sur "{missing}" sans place dans ce créneau."
            </p>
        }
    });
    let seated = fr::count(slot.seated, "personne a une place", "personnes ont une place");
    let free = slot.until.is_none().then(|| view! { <p>{seated}" dans ce créneau."</p> });
    view! {
        <section aria-labelledby=id.clone() class="stack">
            <header class="page-head">
                <h2 id=id.clone()>{slot.name.clone()}" · "{fr::hours(slot.span)}</h2>
                {standing}
            </header>
            {facts}
            {free}
            {deadline(view, &slot.code, slot.until)}
            {slot.until.map(|until| other_acts(&slot.code, until > view.now))}
        </section>
    }
    .into_any()
}

/// The form that puts a slot on wishes, or changes its deadline.
fn deadline(view: &WishesPageView, slot: &str, until: Option<Moment>) -> AnyView {
    let refused = view.refused.as_ref().filter(|refused| refused.slot == slot);
    let typed = refused.map(|refused| refused.typed.clone());
    let value = typed.unwrap_or_else(|| until.map(for_input).unwrap_or_default());
    let error = refused.map(|refused| refused.error.clone());
    let invalid = error.is_some();
    let id = format!("echeance-{slot}");
    let error_id = format!("{id}-erreur");
    let described = invalid.then(|| error_id.clone());
    let error = error.map(|sentence| {
        view! { <p class="error" id=error_id><Icon name="warning"/><span>{sentence}</span></p> }
    });
    let (label, button) = match (slot, until) {
        (EVERY_SLOT, _) => ("Échéance pour tous", "Mettre tous les créneaux sur vœux"),
        (_, None) => ("Échéance des vœux", "Passer aux vœux"),
        (_, Some(_)) => ("Échéance des vœux", "Changer l’échéance"),
    };
    view! {
        <form class="inline-form" method="post" action=format!("{ADDRESS}/creneau")>
            <input type="hidden" name="slot" value=slot.to_owned()/>
            <div class=if invalid { "field medium invalid" } else { "field medium" }>
                <label for=id.clone()>{label}</label>
                {error}
                <input id=id name="echeance" type="datetime-local" required value=value
                    aria-describedby=described aria-invalid=invalid.then_some("true")/>
            </div>
            <button class="secondary" type="submit" name="acte" value="voeux">{button}</button>
        </form>
    }
    .into_any()
}

fn other_acts(slot: &str, open: bool) -> AnyView {
    let slot = slot.to_owned();
    view! {
        <form class="actions" method="post" action=format!("{ADDRESS}/creneau")>
            <input type="hidden" name="slot" value=slot/>
            {open.then(|| view! {
                <button class="small secondary" type="submit" name="acte" value="clore">"Clore les vœux maintenant"</button>
            })}
            <button class="small secondary" type="submit" name="acte" value="libre">"Revenir au libre choix"</button>
        </form>
    }
    .into_any()
}

/// The form that puts every slot on wishes at once.
pub(super) fn every_slot(view: &WishesPageView) -> AnyView {
    view! {
        <section aria-labelledby="tous" class="stack">
            <h2 id="tous">"Tous les créneaux"</h2>
            {deadline(view, EVERY_SLOT, None)}
        </section>
    }
    .into_any()
}

/// The moment as a `datetime-local` input has it.
fn for_input(moment: Moment) -> String {
    let at = moment.paris();
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        at.year(),
        at.month(),
        at.day(),
        at.hour(),
        at.minute()
    )
}
