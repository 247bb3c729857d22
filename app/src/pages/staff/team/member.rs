//! `/organisation/equipe/{id}`: one account, and what an admin changes in it.

use domain::role::Role;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::invitation::{Invitation, invited};
use super::{member_href, role_field, state};
use crate::components::{ErrorSummary, FieldError, FormErrors, Notice, Tone};
use crate::fr;
use crate::pages::account::{SessionLine, session_table};
use crate::shell::Back;

/// A session a host may lead.
#[derive(Clone, Debug)]
pub struct Led {
    /// Its identity.
    pub id: Uuid,
    /// « A01, 11 h : Lever les freins… ».
    pub label: String,
    /// Whether they lead it.
    pub checked: bool,
}

/// One account.
#[derive(Clone, Debug)]
pub struct MemberView {
    /// Its identity.
    pub id: Uuid,
    /// Its address.
    pub email: String,
    /// What it may do.
    pub role: Role,
    /// Whether a password is set.
    pub ready: bool,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// Since when it asks for a second factor.
    pub second_factor: Option<Moment>,
    /// Whether it is one’s own.
    pub own: bool,
    /// Whether letters can be sent.
    pub by_letter: bool,
    /// What there is to lead, by slot.
    pub sessions: Vec<(String, Vec<Led>)>,
    /// Its sessions that go on.
    pub signed_in: Vec<SessionLine>,
    /// What is wrong with a form.
    pub errors: FormErrors,
    /// The link just made.
    pub invitation: Option<Invitation>,
    /// What was just done.
    pub said: Option<(Tone, String)>,
}

/// `/organisation/equipe/{id}`: one account.
#[component]
pub fn MemberPage(
    /// The account.
    view: MemberView,
) -> impl IntoView {
    let closed = view.closed_at.is_some();
    view! {
        <Back href="/organisation/equipe" label="Équipe"/>
        <h1>{view.email.clone()}</h1>
        <ErrorSummary errors=view.errors.clone()/>
        {view.said.clone().map(|(tone, words)| view! { <Notice tone><p role="status">{words}</p></Notice> })}
        {view.invitation.clone().map(invited)}
        {facts(&view)}
        {if closed {
            reopening(&view)
        } else {
            view! {
                {role(&view)}
                {(view.role == Role::Host).then(|| hosting(&view))}
                {password(&view)}
                {sessions(&view)}
                {(!view.own).then(|| closing(&view))}
            }
            .into_any()
        }}
    }
}

fn facts(view: &MemberView) -> AnyView {
    let factor = view.second_factor.map_or_else(
        || "Non".to_owned(),
        |since| format!("Oui, depuis le {}", fr::short_date_time(since)),
    );
    let journal = format!("/organisation/journal?q={}", view.email);
    view! {
        <dl class="record">
            <div><dt>"Compte"</dt><dd>{state(view.ready, view.closed_at.is_some())}</dd></div>
            <div><dt>"Rôle"</dt><dd>{fr::role(view.role)}</dd></div>
            <div><dt>"Double vérification"</dt><dd>{factor}</dd></div>
            <div><dt>"Journal"</dt><dd><a href=journal>"Ce qui a été fait de ce compte, et par lui"</a></dd></div>
        </dl>
    }
    .into_any()
}

fn role(view: &MemberView) -> AnyView {
    if view.own {
        return view! {
            <p class="soft">"C’est votre compte\u{a0}: une autre personne de l’administration peut en changer le rôle ou le fermer."</p>
        }
        .into_any();
    }
    let href = member_href(view.id);
    view! {
        <section aria-labelledby="role-titre">
            <h2 id="role-titre">"Rôle"</h2>
            <form class="form" method="post" action=format!("{href}/role")>
                <FieldError field="role" sentence=view.errors.of("role")/>
                {role_field(view.role)}
                <p class="soft">"Un autre rôle déconnecte cette personne partout."</p>
                <p class="actions"><button class="secondary" type="submit">"Changer le rôle"</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn hosting(view: &MemberView) -> AnyView {
    let groups: Vec<_> = view.sessions.iter().map(group).collect();
    view! {
        <section aria-labelledby="seances">
            <h2 id="seances">"Ce que cette personne anime"</h2>
            <p>"Elle voit les noms des personnes inscrites, note leur présence et leur écrit, pour ces séances seulement."</p>
            <form class="form wide" method="post" action=format!("{}/seances", member_href(view.id))>
                {groups}
                <p class="actions"><button type="submit">"Enregistrer ces séances"</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn group((name, sessions): &(String, Vec<Led>)) -> AnyView {
    let boxes: Vec<_> = sessions
        .iter()
        .map(|led| {
            let id = format!("seance-{}", led.id.simple());
            view! {
                <div class="check">
                    <input id=id.clone() name="seance" type="checkbox" value=led.id.to_string() checked=led.checked/>
                    <label for=id>{led.label.clone()}</label>
                </div>
            }
        })
        .collect();
    view! { <fieldset class="checks"><legend>{name.clone()}</legend>{boxes}</fieldset> }.into_any()
}

fn password(view: &MemberView) -> AnyView {
    let href = member_href(view.id);
    let factor = view.second_factor.is_some().then(|| {
        view! {
            <form method="post" action=format!("{href}/double-verification")>
                <p>"Téléphone perdu, et plus de code de secours\u{202f}? Retirez la double vérification\u{a0}: cette personne en réglera une autre. Elle est déconnectée partout."</p>
                <p class="actions"><button class="secondary" type="submit">"Retirer la double vérification"</button></p>
            </form>
        }
    });
    view! {
        <section aria-labelledby="mot-de-passe">
            <h2 id="mot-de-passe">"Mot de passe"</h2>
            <form method="post" action=format!("{href}/lien")>
                <p>"Un lien qui sert une fois, pendant 24\u{a0}heures. Le mot de passe d’avant sert jusque-là."</p>
                <p class="actions">
                    <button class="secondary" type="submit">
                        {if view.by_letter { "Envoyer un lien" } else { "Créer un lien" }}
                    </button>
                </p>
            </form>
            {factor}
        </section>
    }
    .into_any()
}

fn sessions(view: &MemberView) -> AnyView {
    let body = if view.signed_in.is_empty() {
        view! { <p class="soft">"Cette personne n’est connectée nulle part."</p> }.into_any()
    } else {
        view! {
            {session_table(&view.signed_in, None)}
            <form method="post" action=format!("{}/deconnecter", member_href(view.id))>
                <p class="actions"><button class="secondary" type="submit">"Déconnecter partout"</button></p>
            </form>
        }
        .into_any()
    };
    view! { <section aria-labelledby="connexions"><h2 id="connexions">"Connexions"</h2>{body}</section> }
        .into_any()
}

fn closing(view: &MemberView) -> AnyView {
    view! {
        <section aria-labelledby="fermer">
            <h2 id="fermer">"Fermer le compte"</h2>
            <p>"Cette personne ne peut plus se connecter. Rien de ce qu’elle a fait n’est perdu, et le compte peut rouvrir."</p>
            <p class="actions"><a class="button danger" href=format!("{}/fermer", member_href(view.id))>"Fermer ce compte…"</a></p>
        </section>
    }
    .into_any()
}

fn reopening(view: &MemberView) -> AnyView {
    let since = view.closed_at.map(fr::short_date_time).unwrap_or_default();
    view! {
        <section aria-labelledby="rouvrir">
            <h2 id="rouvrir">"Rouvrir le compte"</h2>
            <p>"Fermé le "{since}". Il rouvre avec le même rôle et le même mot de passe."</p>
            <form method="post" action=format!("{}/rouvrir", member_href(view.id))>
                <p class="actions"><button type="submit">"Rouvrir ce compte"</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// `/organisation/equipe/{id}/fermer`: asked once.
#[component]
pub fn MemberClosingPage(
    /// Which account.
    id: Uuid,
    /// Its address.
    email: String,
    /// What it may do.
    role: Role,
    /// What it leads, by code; may be empty.
    leads: String,
) -> impl IntoView {
    let href = member_href(id);
    view! {
        <Back href=href.clone() label="Le compte"/>
        <h1>"Fermer le compte de "{email}"\u{202f}?"</h1>
        <p>"Rôle\u{a0}: "{fr::role(role)}"."</p>
        <ul>
            <li>"cette personne est déconnectée partout, tout de suite"</li>
            <li>"son mot de passe et ses liens ne servent plus"</li>
            {(!leads.is_empty()).then(|| view! { <li>"plus personne n’anime pour elle\u{a0}: "{leads}</li> })}
            <li>"ses pointages et ses lignes du journal restent"</li>
        </ul>
        <form method="post" action=format!("{href}/fermer")>
            <p class="actions">
                <button class="danger" type="submit">"Fermer ce compte"</button>
                " "
                <a class="button secondary" href=href.clone()>"Le garder ouvert"</a>
            </p>
        </form>
    }
}
