//! The two questions asked before something that cannot be taken back.

use leptos::prelude::*;
use uuid::Uuid;

use super::{ADDRESS, run_href};
use crate::components::{Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// What a publication will do, in numbers.
#[derive(Clone, Debug)]
pub struct PublicationView {
    /// The run.
    pub run: Uuid,
    /// The names of its slots.
    pub slots: Vec<String>,
    /// How many seats it gives.
    pub seats: u32,
    /// How many people are told.
    pub people: u32,
    /// How many of them have no address: nobody writes to them.
    pub unreachable: u32,
    /// How many people have a slot without a seat.
    pub without: u32,
    /// The sessions that are called off: code, and how many people hold a seat there.
    pub closed: Vec<(String, u32)>,
}

/// `/organisation/voeux/{id}/publier`: the question.
#[component]
pub fn PublicationPage(
    /// What it will do.
    view: PublicationView,
) -> impl IntoView {
    let href = run_href(view.run);
    let closed: Vec<_> = view
        .closed
        .iter()
        .map(|(code, people)| {
            let people = fr::count(*people, "personne déjà inscrite", "personnes déjà inscrites");
            view! { <li>"L’atelier "{code.clone()}" est annulé ("{people}")."</li> }
        })
        .collect();
    let unreachable = (view.unreachable > 0).then(|| {
        let people = fr::count(view.unreachable, "personne n’a", "personnes n’ont");
        view! {
            <Notice tone=Tone::Attention>
                <p>{people}" pas d’adresse e-mail\u{a0}: le résultat est sur leur page, prévenez-les autrement."</p>
            </Notice>
        }
    });
    view! {
        <Back href=href.clone() label="Répartition"/>
        <h1>"Publier cette répartition\u{202f}?"</h1>
        <ul>
            <li><strong>{fr::count(view.seats, "place est attribuée", "places sont attribuées")}</strong>", pour "{view.slots.join(", ")}"."</li>
            <li>{fr::count(view.people, "personne est prévenue", "personnes sont prévenues")}" de son résultat, avec la raison."</li>
            <li>{fr::count(view.without, "fois, quelqu’un reste", "fois, quelqu’un reste")}" sans place dans un créneau\u{a0}: les places libres proches de ses vœux lui sont proposées."</li>
            <li>"Les vœux meilleurs que la place obtenue deviennent des listes d’attente, dans l’ordre des rangs."</li>
            <li>"Ces créneaux reviennent au libre choix."</li>
            {closed}
        </ul>
        {unreachable}
        <p>"Cela ne s’annule pas."</p>
        <form class="actions" method="post" action=format!("{href}/publier")>
            <button type="submit">"Publier et prévenir tout le monde"</button>
            <a class="button secondary" href=href.clone()>"Ne pas publier"</a>
        </form>
    }
}

/// A slot about to go back to « first come, first served ».
#[derive(Clone, Debug)]
pub struct BackToFirstComeView {
    /// Its code.
    pub code: String,
    /// As announced.
    pub name: String,
    /// How many people have wished in it.
    pub answered: u32,
}

/// The question before wishes already made are put aside.
#[component]
pub fn BackToFirstComePage(
    /// Which slot.
    view: BackToFirstComeView,
) -> impl IntoView {
    view! {
        <Back href=ADDRESS label="Vœux"/>
        <h1>{view.name.clone()}"\u{a0}: revenir au libre choix\u{202f}?"</h1>
        <p>
            {fr::count(view.answered, "personne a", "personnes ont")}" déjà fait des vœux. Ils sont gardés, mais ne servent plus tant que ce créneau n’est pas remis sur vœux. "
            "Chaque personne prend alors elle-même une place, dans l’ordre d’arrivée."
        </p>
        <form class="actions" method="post" action=format!("{ADDRESS}/creneau")>
            <input type="hidden" name="slot" value=view.code.clone()/>
            <input type="hidden" name="confirme" value="oui"/>
            <button type="submit" name="acte" value="libre">"Revenir au libre choix"</button>
            <a class="button secondary" href=ADDRESS>"Garder les vœux"</a>
        </form>
    }
}
