//! `/mon-compte`: one’s own account.

mod second_factor;

use domain::role::Role;
use domain::time::Moment;
use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors, Notice, Tone};
use crate::fr;

pub use second_factor::{RecoveryCodesPage, SecondFactorPage, SecondFactorSetUp, SecondFactorView};

/// A session that goes on.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// Its identity, as a text of the form.
    pub id: String,
    /// The browser, in a few words; may be empty.
    pub browser: String,
    /// When it began.
    pub since: Moment,
    /// When it was last in use, to a few minutes.
    pub seen_at: Moment,
    /// Whether it is the one that looks.
    pub current: bool,
}

/// One’s own account.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// The address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Since when a second factor is asked for.
    pub second_factor: Option<Moment>,
    /// How many recovery codes are left.
    pub recovery_left: u32,
    /// The sessions that go on.
    pub sessions: Vec<SessionLine>,
    /// What is wrong with the form of the password.
    pub errors: FormErrors,
    /// What was just done.
    pub said: Option<(Tone, String)>,
}

/// `/mon-compte`: password, second factor, sessions.
#[component]
pub fn AccountPage(
    /// The account.
    view: AccountView,
) -> impl IntoView {
    view! {
        <h1>"Mon compte"</h1>
        <ErrorSummary errors=view.errors.clone()/>
        {view.said.clone().map(|(tone, words)| view! { <Notice tone><p role="status">{words}</p></Notice> })}
        <p><strong>{view.email.clone()}</strong>", "{fr::role(view.role)}"."</p>
        {second_factor(&view)}
        {sessions(&view)}
        {password(&view)}
    }
}

fn second_factor(view: &AccountView) -> AnyView {
    let (words, action) = match view.second_factor {
        Some(since) => (
            format!(
                "En service depuis le {}. Il vous reste {}.",
                fr::short_date_time(since),
                fr::count(view.recovery_left, "code de secours", "codes de secours")
            ),
            "Gérer la double vérification",
        ),
        None => (
            "Après le mot de passe, un code à six chiffres fait par votre téléphone\u{a0}: un mot de passe volé n’ouvre alors plus rien.".to_owned(),
            "Régler la double vérification",
        ),
    };
    view! {
        <section aria-labelledby="double">
            <h2 id="double">"Double vérification"</h2>
            <p>{words}</p>
            <p class="actions"><a class="button secondary" href="/mon-compte/double-verification">{action}</a></p>
        </section>
    }
    .into_any()
}

fn sessions(view: &AccountView) -> AnyView {
    view! {
        <section aria-labelledby="connexions">
            <h2 id="connexions">"Mes connexions"</h2>
            {session_table(&view.sessions, Some("/mon-compte/connexions/fermer"))}
            <form method="post" action="/mon-compte/connexions">
                <p class="actions"><button class="secondary" type="submit">"Me déconnecter partout"</button></p>
            </form>
        </section>
    }
    .into_any()
}

/// The sessions of an account, each with a way to end it when there is an address for that.
pub(crate) fn session_table(sessions: &[SessionLine], end: Option<&'static str>) -> AnyView {
    let rows: Vec<_> = sessions.iter().map(|line| session_row(line, end)).collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Connexions en cours"</caption>
            <thead>
                <tr>
                    <th scope="col">"Navigateur"</th>
                    <th scope="col">"Depuis"</th>
                    <th scope="col">"Vu"</th>
                    {end.map(|_| view! { <th scope="col"><span class="spoken">"Actions"</span></th> })}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn session_row(line: &SessionLine, end: Option<&'static str>) -> AnyView {
    let current = line.current;
    let browser = fr::browser(&line.browser).to_owned();
    let action = end.map(|href| {
        let form = (!current).then(|| {
            view! {
                <form method="post" action=href>
                    <input type="hidden" name="connexion" value=line.id.clone()/>
                    <button class="small secondary" type="submit">
                        "Fermer"<span class="spoken">" la connexion de "{browser.clone()}</span>
                    </button>
                </form>
            }
        });
        view! { <td><div class="row-actions">{form}</div></td> }
    });
    view! {
        <tr>
            <th scope="row">{browser.clone()}{current.then_some(" (celle-ci)")}</th>
            <td data-label="Depuis">{fr::short_date_time(line.since)}</td>
            <td data-label="Vu">{fr::short_date_time(line.seen_at)}</td>
            {action}
        </tr>
    }
    .into_any()
}

fn password(view: &AccountView) -> AnyView {
    let errors = &view.errors;
    view! {
        <section aria-labelledby="mot-de-passe">
            <h2 id="mot-de-passe">"Changer mon mot de passe"</h2>
            <form class="form" method="post" action="/mon-compte/mot-de-passe" novalidate>
                // Password managers read it to know whose password this is.
                <input type="email" name="email" value=view.email.clone() autocomplete="username" readonly hidden/>
                <Field name="current" label="Mot de passe actuel" value="" errors=errors.clone()
                    kind="password" autocomplete="current-password" required=true/>
                <Field name="password" label="Nouveau mot de passe" value="" errors=errors.clone()
                    kind="password" autocomplete="new-password" required=true
                    hint="12\u{a0}caractères au moins. Une phrase de quatre mots va très bien."/>
                <Field name="again" label="Le même, encore une fois" value="" errors=errors.clone()
                    kind="password" autocomplete="new-password" required=true/>
                <p class="soft">"Vos autres connexions sont fermées."</p>
                <p class="actions"><button class="secondary" type="submit">"Changer le mot de passe"</button></p>
            </form>
        </section>
    }
    .into_any()
}
