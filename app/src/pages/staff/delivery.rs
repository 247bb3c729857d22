//! `/organisation/courriels/domaine`: how letters leave, and whether others believe them.

use leptos::prelude::*;

use super::mail_nav::{DELIVERY, MailNav};
use crate::components::{ErrorSummary, Field, FormErrors, Notice, StateWord, Tone};

/// One record of the sender's domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordLine {
    /// SPF, DKIM or DMARC.
    pub what: &'static str,
    /// Under which name DNS was asked; empty when it was not.
    pub name: String,
    /// What was found.
    pub found: Vec<String>,
    /// What that means.
    pub tone: Tone,
    /// The same, in a sentence.
    pub sentence: String,
}

/// What DNS says of the sender's domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordsView {
    /// The domain.
    pub domain: String,
    /// Its records.
    pub records: Vec<RecordLine>,
}

/// How letters leave.
#[derive(Clone, Debug)]
pub struct DeliveryView {
    /// Who letters are from; `None` when the contact address is none.
    pub from: Option<String>,
    /// The hosts of the relays, in the order in which they are tried.
    pub relays: Vec<String>,
    /// Where DNS holds the key that signs; `None` when nothing is signed.
    pub key: Option<String>,
    /// How many letters may leave in a minute, as typed; empty for no limit.
    pub pace: String,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// What DNS says, once it was asked.
    pub records: Option<RecordsView>,
    /// Where a trial goes.
    pub own_address: String,
    /// What was just done.
    pub said: Option<&'static str>,
}

/// `/organisation/courriels/domaine`.
#[component]
pub fn DeliveryPage(
    /// How letters leave.
    view: DeliveryView,
) -> impl IntoView {
    view! {
        <h1>"Acheminement"</h1>
        <MailNav current=DELIVERY/>
        {view.said.map(|sentence| view! { <Notice tone=Tone::Accepted><p role="status">{sentence}</p></Notice> })}
        <ErrorSummary errors=view.errors.clone()/>
        {facts(&view)}
        {domain(&view)}
        {trial(&view)}
        {pace(&view)}
    }
}

fn facts(view: &DeliveryView) -> AnyView {
    let relays = match view.relays.as_slice() {
        [] => "aucun\u{a0}: les lettres restent dans la boîte d’envoi (SMTP_URL)".to_owned(),
        [one] => one.clone(),
        several => several.join(", puis "),
    };
    let key = view.key.clone().map_or_else(
        || "Passerelle ne signe pas (DKIM_KEY_FILE)".to_owned(),
        |name| format!("signés, clé publiée sous {name}"),
    );
    view! {
        <dl class="record">
            <div><dt>"Expéditeur"</dt><dd>{view.from.clone().unwrap_or_else(|| "l’adresse de contact ne convient pas".to_owned())}</dd></div>
            <div><dt>"Relais"</dt><dd>{relays}</dd></div>
            <div><dt>"Signature"</dt><dd>{key}</dd></div>
        </dl>
    }
    .into_any()
}

fn domain(view: &DeliveryView) -> AnyView {
    let records = view.records.as_ref().map(|found| {
        let lines: Vec<_> = found.records.iter().map(record).collect();
        view! {
            <p>"Domaine\u{a0}: "<strong>{found.domain.clone()}</strong></p>
            <ul class="dns-records" id="enregistrements">{lines}</ul>
        }
    });
    view! {
        <section aria-labelledby="domaine" class="stack">
            <h2 id="domaine">"Domaine de l’expéditeur"</h2>
            <p>"Trois enregistrements du DNS disent aux autres serveurs qu’un courriel est bien de vous. Sans eux, vos courriels arrivent dans les indésirables."</p>
            {records}
            <form method="get" action=DELIVERY>
                <p class="actions"><button class="secondary" type="submit" name="verifier" value="oui">"Vérifier le domaine"</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn record(line: &RecordLine) -> AnyView {
    let word = match line.tone {
        Tone::Accepted => "En place",
        Tone::Refused => "À corriger",
        Tone::Attention | Tone::Quiet => "À regarder",
    };
    let found: Vec<_> =
        line.found.iter().map(|text| view! { <li><code>{text.clone()}</code></li> }).collect();
    view! {
        <li>
            <h3>{line.what}" "<StateWord tone=line.tone word/></h3>
            <p>{line.sentence.clone()}</p>
            {(!line.name.is_empty()).then(|| view! { <p class="soft">"Demandé sous "<code>{line.name.clone()}</code></p> })}
            {(!found.is_empty()).then(|| view! { <ul class="found">{found}</ul> })}
        </li>
    }
    .into_any()
}

fn trial(view: &DeliveryView) -> AnyView {
    view! {
        <section aria-labelledby="essai" class="stack">
            <h2 id="essai">"Essai"</h2>
            <form method="post" action=format!("{DELIVERY}/essai")>
                <p>"Une lettre d’essai part à "<strong>{view.own_address.clone()}</strong>" par le même chemin que les autres."</p>
                <p class="actions"><button class="secondary" type="submit">"M’envoyer une lettre d’essai"</button></p>
            </form>
        </section>
    }
    .into_any()
}

fn pace(view: &DeliveryView) -> AnyView {
    view! {
        <section aria-labelledby="rythme-titre" class="stack">
            <h2 id="rythme-titre">"Rythme"</h2>
            <form class="form" method="post" action=format!("{DELIVERY}/rythme") novalidate>
                <Field name="rythme" label="Courriels par minute" value=view.pace.clone() errors=view.errors.clone()
                    width="short" optional=true
                    hint="Le plus que votre relais accepte, par exemple 30. Vide\u{a0}: aussi vite qu’il les prend. Les billets et les liens passent avant les envois et les rappels."/>
                <p class="actions"><button class="secondary" type="submit">"Enregistrer le rythme"</button></p>
            </form>
        </section>
    }
    .into_any()
}
