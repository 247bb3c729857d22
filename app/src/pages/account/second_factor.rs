use domain::time::Moment;
use leptos::prelude::*;

use crate::components::{ErrorSummary, Field, FormErrors, Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// What is needed to set a second factor up.
#[derive(Clone, Debug)]
pub struct SecondFactorSetUp {
    /// The QR code, as an SVG drawing of our own making.
    pub qr: String,
    /// The secret for whoever types it by hand, in groups of four.
    pub by_hand: String,
    /// Its version, which the form sends back.
    pub version: u32,
    /// Whether nothing else can be done before.
    pub required: bool,
}

/// The second factor of one’s own account.
#[derive(Clone, Debug)]
pub enum SecondFactorView {
    /// There is none yet.
    SetUp(SecondFactorSetUp),
    /// It is asked for.
    InUse {
        /// Since when.
        since: Moment,
        /// How many recovery codes are left.
        recovery_left: u32,
        /// Whether one may do without.
        may_remove: bool,
    },
}

/// `/mon-compte/double-verification`: set up, or managed.
#[component]
pub fn SecondFactorPage(
    /// How it stands.
    view: SecondFactorView,
    /// What is wrong.
    errors: FormErrors,
) -> impl IntoView {
    view! {
        <Back href="/mon-compte" label="Mon compte"/>
        <h1>"Double vérification"</h1>
        <ErrorSummary errors=errors.clone()/>
        {match view {
            SecondFactorView::SetUp(set_up) => setting_up(set_up, errors),
            SecondFactorView::InUse { since, recovery_left, may_remove } => {
                in_use(since, recovery_left, may_remove, errors)
            }
        }}
    }
}

fn setting_up(set_up: SecondFactorSetUp, errors: FormErrors) -> AnyView {
    view! {
        {set_up.required.then(|| view! {
            <Notice tone=Tone::Attention>
                <p>"Les comptes d’administration doivent l’avoir. Réglez-la maintenant\u{a0}: le reste s’ouvre aussitôt après."</p>
            </Notice>
        })}
        <ol class="steps">
            <li>
                <p>"Installez sur votre téléphone une application qui fait des codes (par exemple FreeOTP, Aegis ou celle que vous avez déjà)."</p>
            </li>
            <li>
                <p>"Avec elle, lisez ce QR code."</p>
                <div class="qr totp" role="img" aria-label="QR code de la double vérification" inner_html=set_up.qr></div>
                <details>
                    <summary>"Impossible de le lire\u{202f}?"</summary>
                    <p>"Écrivez cette clé à la main\u{a0}:"</p>
                    <p class="code">{set_up.by_hand}</p>
                </details>
            </li>
            <li>
                <form class="form" method="post" action="/mon-compte/double-verification" novalidate>
                    <input type="hidden" name="version" value=set_up.version.to_string()/>
                    <Field name="code" label="Recopiez le code à six chiffres qu’elle montre" value="" errors
                        autocomplete="one-time-code" required=true width="medium"/>
                    <p class="actions"><button type="submit">"Mettre en service"</button></p>
                </form>
            </li>
        </ol>
    }
    .into_any()
}

fn in_use(since: Moment, left: u32, may_remove: bool, errors: FormErrors) -> AnyView {
    let password = |id: &'static str, errors: FormErrors| {
        view! {
            <Field name=id label="Votre mot de passe" value="" errors kind="password"
                autocomplete="current-password" required=true/>
        }
    };
    let removal = if may_remove {
        view! {
            <form class="form" method="post" action="/mon-compte/double-verification/retirer" novalidate>
                {password("removal_password", errors.clone())}
                <p class="actions"><button class="danger" type="submit">"Retirer la double vérification"</button></p>
            </form>
        }
        .into_any()
    } else {
        view! { <p class="soft">"Les comptes d’administration doivent la garder. Pour changer de téléphone, demandez à une autre personne de l’administration de la retirer, puis réglez-la de nouveau."</p> }.into_any()
    };
    view! {
        <p>"En service depuis le "{fr::short_date_time(since)}"."</p>
        <section aria-labelledby="secours">
            <h2 id="secours">"Codes de secours"</h2>
            <p>"Il en reste "<strong>{left}</strong>". Chacun remplace une fois le code du téléphone. De nouveaux codes remplacent tous les anciens."</p>
            <form class="form" method="post" action="/mon-compte/double-verification/codes" novalidate>
                {password("codes_password", errors.clone())}
                <p class="actions"><button class="secondary" type="submit">"Faire de nouveaux codes"</button></p>
            </form>
        </section>
        <section aria-labelledby="retirer">
            <h2 id="retirer">"Changer de téléphone, ou s’en passer"</h2>
            {removal}
        </section>
    }
    .into_any()
}

/// The recovery codes just made: shown once.
#[component]
pub fn RecoveryCodesPage(
    /// The codes, in groups of four.
    codes: Vec<String>,
) -> impl IntoView {
    let codes: Vec<_> =
        codes.into_iter().map(|code| view! { <li class="code">{code}</li> }).collect();
    view! {
        <h1>"Vos codes de secours"</h1>
        <Notice tone=Tone::Accepted>
            <p role="status">"La double vérification est en service. Vos autres connexions sont fermées."</p>
        </Notice>
        <p>"Si vous perdez votre téléphone, chacun de ces codes vous laisse entrer une fois. Ils ne sont montrés qu’ici\u{a0}: imprimez cette page ou recopiez-les, et gardez-les loin du téléphone."</p>
        <ol class="recovery">{codes}</ol>
        <p class="actions">
            <a class="button" href="/mon-compte">"C’est fait"</a>
            " "
            <button class="secondary" type="button" data-print hidden>"Imprimer"</button>
        </p>
    }
}
