use domain::programme::Event;
use domain::time::Moment;
use leptos::prelude::*;

use crate::components::{
    Certificate, CertificateView, ErrorSummary, Field, FormErrors, Notice, PrintHint, Tone,
};
use crate::fr;
use crate::shell::Back;

/// `/billet/{secret}/attestation`: one's own, to print or to keep as a PDF.
#[component]
pub fn OwnCertificatePage(
    /// The secret of these pages.
    secret: String,
    /// The conference.
    event: Event,
    /// What is said of whom.
    view: CertificateView,
) -> impl IntoView {
    view! {
        <div class="screen-only stack">
            <Back href=format!("/billet/{secret}") label="Mon billet"/>
            <h1>"Mon attestation de présence"</h1>
            <PrintHint paper="A4, portrait"/>
            <p class="hint">"Pour la garder, choisissez «\u{a0}Enregistrer au format PDF\u{a0}» parmi les imprimantes."</p>
        </div>
        <Certificate event view/>
    }
}

/// What became of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verification {
    /// None was typed yet.
    Asking,
    /// It is one of ours.
    Genuine {
        /// Whose: first name and last name.
        full_name: String,
        /// When they came in.
        arrived: Moment,
        /// The code, as it is printed.
        code: String,
    },
    /// Nobody here has it.
    Unknown {
        /// What was typed.
        typed: String,
    },
}

/// `/attestation` and `/attestation/{code}`: whether a certificate is one of ours.
#[component]
pub fn VerificationPage(
    /// The conference.
    event: Event,
    /// What became of the code.
    state: Verification,
) -> impl IntoView {
    match state {
        Verification::Asking => view! {
            <h1>"Vérifier une attestation"</h1>
            <p class="lead">{event.name}</p>
            {form(String::new(), FormErrors::default())}
        }
        .into_any(),
        Verification::Genuine { full_name, arrived, code } => view! {
            <h1>"Cette attestation est authentique"</h1>
            <Notice tone=Tone::Accepted>
                <p><strong>{full_name}</strong>" a participé à la "{event.name}", le "{fr::long_date(event.span.start())}", "{event.place}"."</p>
            </Notice>
            <dl class="record">
                <div><dt>"Arrivée relevée"</dt><dd>{fr::date_time(arrived)}</dd></div>
                <div><dt>"Code"</dt><dd class="code">{code}</dd></div>
            </dl>
            <p class="hint">"Comparez le nom et la date avec ceux du papier."</p>
        }
        .into_any(),
        Verification::Unknown { typed } => {
            let sentence = "Nous ne trouvons pas d’attestation avec ce code. Une lettre a pu être mal lue\u{a0}: comparez-le avec le papier.";
            let errors = FormErrors(vec![("code", sentence.to_owned())]);
            view! {
                <h1>"Ce code ne correspond à aucune attestation"</h1>
                <ErrorSummary errors=errors.clone()/>
                {form(typed, errors)}
                <p>"L’attestation vous paraît pourtant juste\u{202f}? Les données sont effacées quatre-vingt-dix jours après la conférence, et avec elles ce qui permet de vérifier. Écrivez à "<a href=format!("mailto:{}", event.contact_email)>{event.contact_email.clone()}</a>"."</p>
            }
            .into_any()
        }
    }
}

fn form(typed: String, errors: FormErrors) -> impl IntoView {
    view! {
        <form class="form" method="get" action="/attestation" novalidate>
            <Field name="code" label="Code de l’attestation" value=typed errors
                hint="Quatorze lettres et chiffres au bas de la page, comme KX7-4TQ-8H2D-0MKW."
                width="medium" required=true/>
            <p class="actions"><button type="submit">"Vérifier"</button></p>
        </form>
    }
}
