pub mod invitation;
pub mod member;

use domain::role::Role;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::or_dash;
use crate::components::{Check, ErrorSummary, Field, FormErrors, Notice, StateWord, Tone};
use crate::fr;
use invitation::{Invitation, invited};

/// The address of the page of one member of the team.
#[must_use]
pub fn member_href(id: Uuid) -> String {
    format!("/organisation/equipe/{id}")
}

/// One member of the team.
#[derive(Clone, Debug)]
pub struct TeamLine {
    /// Their identity.
    pub id: Uuid,
    /// Their address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they have set a password.
    pub ready: bool,
    /// Whether their account is closed.
    pub closed: bool,
    /// Whether they have a second factor.
    pub second_factor: bool,
    /// When they were last there, while they are signed in.
    pub seen_at: Option<Moment>,
    /// What they lead, by code; may be empty.
    pub leads: String,
}

/// The team, and the form that adds to it.
#[derive(Clone, Debug)]
pub struct TeamView {
    /// By address, closed accounts last.
    pub lines: Vec<TeamLine>,
    /// Whether whoever looks may manage accounts.
    pub may_manage: bool,
    /// Whether letters can be sent.
    pub by_letter: bool,
    /// Whether admins must have a second factor.
    pub admins_need_totp: bool,
    /// The address typed before.
    pub email: String,
    /// The role chosen before.
    pub role: Role,
    /// What is wrong with the form.
    pub errors: FormErrors,
    /// The invitation just made.
    pub invitation: Option<Invitation>,
    /// What was just done.
    pub said: Option<(Tone, String)>,
}

/// `/organisation/equipe`: who is in the team, and how to join it.
#[component]
pub fn TeamPage(
    /// The team.
    team: TeamView,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>"Équipe"</h1>
            <p class="actions">
                <a class="button small secondary" href="/organisation/equipe/telephones">"Téléphones de l’accueil"</a>
                <a class="button small secondary" href="/mon-compte">"Mon compte"</a>
            </p>
        </header>
        <ErrorSummary errors=team.errors.clone()/>
        {team.said.clone().map(|(tone, words)| view! { <Notice tone><p role="status">{words}</p></Notice> })}
        {team.invitation.clone().map(invited)}
        {table(&team)}
        {if team.may_manage {
            view! { {form(&team)} {settings(&team)} }.into_any()
        } else {
            view! { <p class="soft">"Pour ajouter quelqu’un ou changer un rôle, demandez à une personne du rôle «\u{a0}administration\u{a0}»."</p> }.into_any()
        }}
    }
}

fn table(team: &TeamView) -> AnyView {
    let rows: Vec<_> = team.lines.iter().map(|line| row(line, team.may_manage)).collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Comptes de l’équipe, par adresse"</caption>
            <thead>
                <tr>
                    <th scope="col">"Adresse"</th>
                    <th scope="col">"Rôle"</th>
                    <th scope="col">"Compte"</th>
                    <th scope="col">"Double vérification"</th>
                    <th scope="col">"Vu"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: &TeamLine, linked: bool) -> AnyView {
    let email = line.email.clone();
    let name = if linked {
        view! { <a href=member_href(line.id)>{email}</a> }.into_any()
    } else {
        email.into_any()
    };
    let leads = (!line.leads.is_empty()).then(|| format!("\u{a0}: {}", line.leads));
    let seen = line.seen_at.map(fr::short_date_time);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label="Rôle">{fr::role(line.role)}{leads}</td>
            <td data-label="Compte">{state(line.ready, line.closed)}</td>
            <td data-label="Double vérification">{if line.second_factor { "Oui" } else { "—" }}</td>
            <td data-label="Vu">{or_dash(&seen.unwrap_or_default())}</td>
        </tr>
    }
    .into_any()
}

/// How an account stands, in a word.
fn state(ready: bool, closed: bool) -> AnyView {
    let (tone, word) = match (closed, ready) {
        (true, _) => (Tone::Quiet, "Fermé"),
        (false, true) => (Tone::Accepted, "Ouvert"),
        (false, false) => (Tone::Attention, "Mot de passe pas encore choisi"),
    };
    view! { <StateWord tone word/> }.into_any()
}

fn form(team: &TeamView) -> AnyView {
    let (button, how) = if team.by_letter {
        (
            "Envoyer l’invitation",
            "Une lettre part avec un lien qui sert une fois, pendant 24\u{a0}heures. ",
        )
    } else {
        (
            "Créer le lien",
            "Le lien sert une fois, pendant 24\u{a0}heures\u{a0}; vous le donnez vous-même. ",
        )
    };
    view! {
        <section aria-labelledby="ajouter">
            <h2 id="ajouter">"Ajouter quelqu’un"</h2>
            <p>{how}"Un compte fermé rouvre. Un compte qui existe garde son mot de passe jusqu’à ce que le lien serve\u{a0}; changer son rôle le déconnecte."</p>
            <form class="form" method="post" action="/organisation/equipe" novalidate>
                <Field name="email" label="Adresse e-mail" value=team.email.clone()
                    errors=team.errors.clone() kind="email" required=true/>
                {role_field(team.role)}
                <p class="actions"><button type="submit">{button}</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// The choice of a role, each with what it is for.
fn role_field(chosen: Role) -> AnyView {
    let options: Vec<_> = Role::ALL
        .into_iter()
        .map(|role| {
            view! { <option value=role.as_str() selected=role == chosen>{duties(role)}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for="role">"Rôle"</label>
            <select id="role" name="role">{options}</select>
        </div>
    }
    .into_any()
}

fn settings(team: &TeamView) -> AnyView {
    view! {
        <section aria-labelledby="reglages">
            <h2 id="reglages">"Sécurité des comptes d’administration"</h2>
            <form class="form" method="post" action="/organisation/equipe/reglages">
                <Check id="double" name="double" checked=team.admins_need_totp
                    hint="Qui ne l’a pas encore réglée le fait à sa prochaine page, avant toute autre chose.">
                    "Exiger la double vérification (un code fait par le téléphone)"
                </Check>
                <p class="actions"><button class="secondary" type="submit">"Enregistrer"</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn duties(role: Role) -> &'static str {
    match role {
        Role::Admin => "Administration\u{a0}: tout, et les comptes",
        Role::Organiser => "Organisation\u{a0}: tout, sauf les comptes",
        Role::Host => "Animation\u{a0}: son atelier ou son kiosque",
        Role::Door => "Accueil\u{a0}: le pointage aux portes",
    }
}
