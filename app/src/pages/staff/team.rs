use domain::role::Role;
use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors, Notice, StateWord, Tone};
use crate::fr;

/// One member of the team.
#[derive(Clone, Debug)]
pub struct TeamLine {
    /// Their address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Whether they have set a password.
    pub ready: bool,
}

/// A one-time link, shown once.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// Who it is for.
    pub email: String,
    /// The link.
    pub link: String,
}

/// The team, and the form that adds to it.
#[derive(Clone, Debug)]
pub struct TeamView {
    /// By address.
    pub lines: Vec<TeamLine>,
    /// Whether whoever looks may add someone.
    pub may_add: bool,
    /// The address typed before.
    pub email: String,
    /// The role chosen before.
    pub role: Role,
    /// What is wrong with the form.
    pub errors: FormErrors,
    /// The link just made.
    pub invitation: Option<Invitation>,
}

/// `/organisation/equipe`: who is in the team, and how to join it.
#[component]
pub fn TeamPage(
    /// The team.
    team: TeamView,
) -> impl IntoView {
    let rows: Vec<_> = team.lines.iter().map(row).collect();
    view! {
        <h1>"Équipe"</h1>
        <p class="actions"><a class="button small secondary" href="/organisation/equipe/telephones">"Téléphones de l’accueil"</a></p>
        <ErrorSummary errors=team.errors.clone()/>
        {team.invitation.clone().map(invitation)}
        <table class="rows">
            <caption class="spoken">"Comptes de l’équipe, par adresse"</caption>
            <thead>
                <tr>
                    <th scope="col">"Adresse"</th>
                    <th scope="col">"Rôle"</th>
                    <th scope="col">"Mot de passe"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {if team.may_add {
            form(&team)
        } else {
            view! { <p class="soft">"Pour ajouter quelqu’un, demandez à une personne du rôle «\u{a0}administration\u{a0}»."</p> }.into_any()
        }}
    }
}

fn row(line: &TeamLine) -> AnyView {
    let password = if line.ready {
        view! { <StateWord tone=Tone::Accepted word="Choisi"/> }.into_any()
    } else {
        view! { <StateWord tone=Tone::Attention word="Pas encore choisi"/> }.into_any()
    };
    view! {
        <tr>
            <th scope="row">{line.email.clone()}</th>
            <td data-label="Rôle">{fr::role(line.role)}</td>
            <td data-label="Mot de passe">{password}</td>
        </tr>
    }
    .into_any()
}

fn invitation(made: Invitation) -> AnyView {
    view! {
        <Notice tone=Tone::Accepted>
            <p role="status">
                <strong>"Lien à usage unique pour "{made.email}". "</strong>
                "Il sert une fois, pendant 24\u{a0}heures, et n’est montré qu’ici\u{a0}: copiez-le et donnez-le à cette personne seulement."
            </p>
            <div class="field">
                <label for="lien">"Lien à donner"</label>
                <input id="lien" class="code" type="text" readonly value=made.link/>
            </div>
        </Notice>
    }
    .into_any()
}

fn form(team: &TeamView) -> AnyView {
    let options: Vec<_> = Role::ALL
        .into_iter()
        .map(|role| {
            view! {
                <option value=role.as_str() selected=role == team.role>{duties(role)}</option>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="ajouter">
            <h2 id="ajouter">"Ajouter quelqu’un, ou refaire un lien"</h2>
            <p>"Un compte qui existe déjà garde son mot de passe jusqu’à ce que le nouveau lien serve\u{a0}; changer son rôle le déconnecte."</p>
            <form class="form" method="post" action="/organisation/equipe" novalidate>
                <Field name="email" label="Adresse e-mail" value=team.email.clone()
                    errors=team.errors.clone() kind="email" required=true/>
                <div class="field">
                    <label for="role">"Rôle"</label>
                    <select id="role" name="role">{options}</select>
                </div>
                <p class="actions"><button type="submit">"Créer le lien"</button></p>
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
