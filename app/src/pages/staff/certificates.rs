use domain::programme::Event;
use leptos::prelude::*;

use crate::components::{Certificate, CertificateView, PrintHint};
use crate::fr;
use crate::shell::Back;

/// How many certificates one page prints at most.
pub const CERTIFICATES_BATCH: u32 = 500;

/// `/organisation/exports/attestations`: one page for each person who came.
#[component]
pub fn CertificatesPage(
    /// The conference.
    event: Event,
    /// Those of this part of the list.
    certificates: Vec<CertificateView>,
    /// How many people came.
    total: u32,
    /// Which part of the list it is, from 1.
    batch: u32,
) -> impl IntoView {
    let pages: Vec<_> = certificates
        .into_iter()
        .map(|view| view! { <Certificate event=event.clone() view/> })
        .collect();
    view! {
        <div class="screen-only stack">
            <Back href="/organisation/exports" label="Exports"/>
            <h1>"Attestations de présence"</h1>
            {if total == 0 {
                view! { <p>"Personne n’a encore été pointé à l’entrée\u{a0}: les attestations apparaîtront ici au fil des arrivées."</p> }.into_any()
            } else {
                view! {
                    <p class="lead">{fr::count(total, "personne pointée", "personnes pointées")}" à l’entrée, une page chacune."</p>
                    <p>"Chacun peut aussi imprimer la sienne depuis la page de son billet."</p>
                    <PrintHint paper="A4, portrait"/>
                }.into_any()
            }}
            {batches(total, batch)}
        </div>
        {pages}
    }
}

fn batches(total: u32, batch: u32) -> Option<AnyView> {
    let many = total.div_ceil(CERTIFICATES_BATCH);
    (many > 1).then(|| {
        let links: Vec<_> = (1..=many)
            .map(|number| {
                let href = format!("/organisation/exports/attestations?lot={number}");
                let current = (number == batch).then_some("page");
                view! { <li><a href=href aria-current=current>{number}</a></li> }
            })
            .collect();
        view! {
            <nav class="pagination" aria-label="Lots d’attestations">
                <p class="soft">"Par lots de "{CERTIFICATES_BATCH}"\u{a0}:"</p>
                <ul>{links}</ul>
            </nav>
        }
        .into_any()
    })
}
