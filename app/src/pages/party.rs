use domain::checkin::Standing;
use leptos::prelude::*;

use crate::components::{Icon, Notice, StateWord, Tone};
use crate::fr;

/// What the contact of a group sees.
#[derive(Clone, Debug)]
pub struct PartyView {
    /// The secret of these pages.
    pub secret: String,
    /// The conference's name.
    pub conference: String,
    /// Where the group's link goes.
    pub contact_email: String,
    /// Whether letters are really sent.
    pub mail: bool,
    /// Everybody.
    pub members: Vec<PartyMember>,
    /// Whether people may be added: registration is open and the group has room.
    pub may_add: bool,
    /// What was just done.
    pub said: Option<(Tone, String)>,
}

/// Somebody of a group, as its contact sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyMember {
    /// First name and last name.
    pub full_name: String,
    /// What the contact still manages; `None` once they manage it themselves.
    pub managed: Option<Managed>,
}

/// A registration that the contact manages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Managed {
    /// Where it stands.
    pub standing: Standing,
    /// Their place in the conference's line, when they wait.
    pub place: Option<u32>,
    /// The codes of what they hold, in the order of the day.
    pub chosen: String,
    /// Their own page.
    pub ticket: String,
    /// Whether letters reach them.
    pub by_mail: bool,
    /// Whether they are the contact, who came too.
    pub contact: bool,
}

impl PartyView {
    fn with_ticket(&self) -> impl Iterator<Item = &Managed> {
        let managed = self.members.iter().filter_map(|member| member.managed.as_ref());
        managed.filter(|managed| managed.standing == Standing::Registered)
    }
}

/// `/groupe/{secret}`: everybody of a group, for its contact.
#[component]
pub fn PartyPage(
    /// The group.
    party: PartyView,
) -> impl IntoView {
    let secret = party.secret.clone();
    let rows: Vec<_> = party.members.iter().map(row).collect();
    let tickets = party.with_ticket().count();
    let without_mail = party.with_ticket().filter(|managed| !managed.by_mail).count();
    view! {
        <h1>"Mon groupe"</h1>
        {party.said.clone().map(|(tone, sentence)| view! {
            <Notice tone><p role="status">{sentence}</p></Notice>
        })}
        <p class="lead">{party.conference.clone()}</p>
        {kept(&party)}
        <table class="rows">
            <caption class="spoken">"Les personnes du groupe"</caption>
            <thead>
                <tr>
                    <th scope="col">"Nom"</th>
                    <th scope="col">"Place"</th>
                    <th scope="col">"Ateliers et kiosques"</th>
                    <th scope="col">"Billet"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <ul class="actions">
            {(tickets > 0).then(|| view! {
                <li><a class="button secondary" href=format!("/groupe/{secret}/billets")><Icon name="print"/>"Imprimer les billets"</a></li>
            })}
            {(without_mail > 0 && without_mail < tickets).then(|| view! {
                <li><a class="button secondary" href=format!("/groupe/{secret}/billets?sans-adresse")><Icon name="print"/>"Seulement ceux des personnes sans adresse"</a></li>
            })}
            {party.may_add.then(|| view! {
                <li><a class="button secondary" href=format!("/groupe/{secret}/ajouter")>"Ajouter des personnes"</a></li>
            })}
        </ul>
        <h2>"Choisir, changer, annuler"</h2>
        <ul>
            <li>"Ouvrez la page d’une personne pour choisir ses ateliers, ou pour annuler son inscription si elle ne peut plus venir."</li>
            <li>"Une personne qui a une adresse peut gérer elle-même son inscription, depuis sa page. Vous ne voyez alors plus que son nom."</li>
            <li>"Une personne sans adresse\u{a0}: imprimez son billet et donnez-le-lui."</li>
        </ul>
    }
}

/// How to come back to this page.
fn kept(party: &PartyView) -> AnyView {
    if !party.mail {
        return view! {
            <p>"Gardez cette page en favori\u{a0}: le courriel n’est pas encore configuré sur ce site, son lien n’est envoyé à personne. Qui a ce lien peut tout changer."</p>
        }
        .into_any();
    }
    view! {
        <p>"Le lien de cette page part à "<strong>{party.contact_email.clone()}</strong>". Gardez-le\u{a0}: qui a ce lien peut tout changer."</p>
    }
    .into_any()
}

fn row(member: &PartyMember) -> AnyView {
    let name = member.full_name.clone();
    let Some(managed) = &member.managed else {
        return view! {
            <tr>
                <th scope="row">{name}</th>
                <td data-label="Place"><StateWord tone=Tone::Quiet word="Gère son inscription"/></td>
                <td></td>
                <td></td>
            </tr>
        }
        .into_any();
    };
    let living = managed.standing != Standing::Cancelled;
    let (tone, word) = state(managed);
    let note = match (managed.contact, managed.by_mail) {
        (true, _) => Some("vous"),
        (false, false) => Some("sans adresse e-mail"),
        (false, true) => None,
    };
    let chosen = if managed.chosen.is_empty() && managed.standing == Standing::Registered {
        "Rien encore".to_owned()
    } else {
        managed.chosen.clone()
    };
    let ticket = managed.ticket.clone();
    view! {
        <tr>
            <th scope="row">{name.clone()}{note.map(|note| view! { " "<span class="soft">"("{note}")"</span> })}</th>
            <td data-label="Place"><StateWord tone word/></td>
            <td data-label="Ateliers et kiosques">{chosen}</td>
            <td data-label="Billet">
                {living.then(|| view! { <a href=ticket>"Ouvrir sa page"<span class="spoken">"\u{a0}: "{name}</span></a> })}
            </td>
        </tr>
    }
    .into_any()
}

fn state(managed: &Managed) -> (Tone, String) {
    match (managed.standing, managed.place) {
        (Standing::Registered, _) => (Tone::Accepted, "Place réservée".to_owned()),
        (Standing::Waiting, Some(place)) => {
            (Tone::Attention, format!("{} sur la liste d’attente", fr::ordinal(place)))
        }
        (Standing::Waiting, None) => (Tone::Attention, "Liste d’attente".to_owned()),
        (Standing::Cancelled, _) => (Tone::Quiet, "Inscription annulée".to_owned()),
    }
}
