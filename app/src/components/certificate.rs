use domain::certificate::Presence;
use domain::programme::{Event, Session};
use domain::time::Moment;
use leptos::prelude::*;

use super::{Qr, QrPicture};
use crate::fr;

/// What a certificate says.
#[derive(Clone, Debug)]
pub struct CertificateView {
    /// First name and last name.
    pub full_name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// When they came in at the main entrance.
    pub arrived: Moment,
    /// The sessions at whose doors they were scanned, in the order of the day.
    pub sessions: Vec<Session>,
    /// The code that verifies it.
    pub code: String,
    /// The address that verifies it.
    pub address: String,
    /// The same as a QR code.
    pub qr: Option<QrPicture>,
    /// When it is drawn up.
    pub made: Moment,
    /// Until when it can be verified.
    pub until: Moment,
}

/// One page: who was there, when, and how that can be verified.
#[component]
pub fn Certificate(
    /// The conference.
    event: Event,
    /// What is said of whom.
    view: CertificateView,
) -> impl IntoView {
    let organisation = (!view.organisation.is_empty()).then(|| format!(", {}", view.organisation));
    let publisher = event.legal.publisher.clone();
    let by = if publisher.is_empty() {
        "l’organisation de la conférence".to_owned()
    } else {
        publisher
    };
    view! {
        <article class="paper-sheet certificate">
            <header>
                <svg class="mark" aria-hidden="true"><use href="/icons.svg#passerelle"></use></svg>
                <p>{event.name.clone()}</p>
            </header>
            <h2>"Attestation de présence"</h2>
            <p>"Nous attestons que"</p>
            <p class="holder"><strong>{view.full_name.clone()}</strong>{organisation}</p>
            <p>"a participé à la "<strong>{event.name.clone()}</strong>", le "<strong>{fr::long_date(event.span.start())}</strong>", "{event.place.clone()}", "{event.address.clone()}"."</p>
            <p>"Arrivée relevée à l’entrée à "<strong>{fr::clock(view.arrived)}</strong>", pour une journée annoncée de "{fr::hours(event.span)}"."</p>
            {attended(&view)}
            <div class="signature">
                <p>"Établie le "{fr::long_date(view.made)}", pour "{by}"."</p>
                <p class="room">"Signature"</p>
            </div>
            <footer>
                {view.qr.clone().map(|picture| view! { <Qr picture label="Code QR de vérification"/> })}
                <div>
                    <p>"Code\u{a0}: "<strong class="code">{view.code.clone()}</strong></p>
                    <p>"À vérifier à l’adresse "<span class="address">{view.address.clone()}</span>", jusqu’au "{fr::long_date(view.until)}"\u{a0}: les données des participant·es sont ensuite effacées."</p>
                </div>
            </footer>
        </article>
    }
}

/// The sessions at whose doors the person was scanned; nothing is said of the others.
fn attended(view: &CertificateView) -> Option<AnyView> {
    (!view.sessions.is_empty()).then(|| {
        let spans = view.sessions.iter().map(|session| session.span).collect();
        let minutes = Presence { arrived: view.arrived, sessions: spans }.minutes();
        let lines: Vec<_> = view
            .sessions
            .iter()
            .map(|session| {
                let what = format!("{} · {}", session.code, session.title);
                view! { <li><span>{fr::hours(session.span)}</span><span>{what}</span></li> }
            })
            .collect();
        view! {
            <p>"Présence relevée à la porte de\u{a0}:"</p>
            <ul class="attended">{lines}</ul>
            <p>"Soit "<strong>{fr::duration(minutes)}</strong>" d’ateliers et de visites."</p>
        }
        .into_any()
    })
}
