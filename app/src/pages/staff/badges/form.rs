use domain::badge::{Format, MEASURES, Measure};
use leptos::prelude::*;

use super::{BADGES, BATCH, BadgesAsked, BadgesView, Sessions, Wanted};
use crate::components::{Check, FieldError, FormErrors};
use crate::fr;

impl BadgesAsked {
    /// What is asked for, as an address holds it.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let order = if self.by_organisation { "organisation" } else { "nom" };
        let mut pairs = vec![
            ("format", self.format.clone()),
            ("ordre", order.to_owned()),
            ("qui", self.wanted.as_str().to_owned()),
            ("seances", self.sessions.as_str().to_owned()),
        ];
        pairs.extend(MEASURES.map(Measure::name).into_iter().zip(self.measures.clone()));
        pairs.extend(self.one.map(|one| ("personne", one.to_string())));
        pairs
    }
}

pub(super) fn format_name(format: Format) -> &'static str {
    match format {
        Format::Wide => "Étiquettes 90 × 55 mm, 10 par planche A4",
        Format::Card => "Étiquettes 85 × 54 mm, 10 par planche A4",
        Format::Full => "Étiquettes 105 × 57 mm, 10 par planche A4",
        Format::Single => "Un badge par page A6",
    }
}

fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Top => "Marge du haut",
        Measure::Left => "Marge de gauche",
        Measure::Columns => "Entre les colonnes",
        Measure::Rows => "Entre les rangées",
        Measure::Right => "Décaler vers la droite",
        Measure::Down => "Décaler vers le bas",
    }
}

/// What can be chosen: the page shows the badges anew.
pub(super) fn choices(view: &BadgesView) -> AnyView {
    let asked = &view.asked;
    let wrong = MEASURES.iter().any(|measure| view.errors.of(measure.name()).is_some());
    let formats = Format::ALL
        .map(|format| (format.as_str(), format_name(format), asked.format == format.as_str()));
    let orders = [
        ("nom", "Par nom", !asked.by_organisation),
        ("organisation", "Par organisation", asked.by_organisation),
    ];
    let who = [
        (Wanted::Everybody, "Toutes les personnes inscrites"),
        (Wanted::Fresh, "Les badges à imprimer ou à réimprimer"),
        (Wanted::Outdated, "Seulement ceux à réimprimer, corrigés depuis"),
    ]
    .map(|(wanted, label)| (wanted.as_str(), label, asked.wanted == wanted));
    let places = [
        (Sessions::Below, "Sous le nom"),
        (Sessions::Behind, "Au dos (recto verso, bord long)"),
        (Sessions::Nowhere, "Pas imprimées"),
    ]
    .map(|(place, label)| (place.as_str(), label, asked.sessions == place));
    view! {
        <form class="form paper-form" method="get" action=BADGES novalidate>
            <div class="side-by-side">
                {select("format", "Papier", &formats)}
                {select("qui", "Qui", &who)}
                {select("ordre", "Ordre", &orders)}
                {select("seances", "Ateliers et visites", &places)}
            </div>
            {asked.one.map(|one| view! { <input type="hidden" name="personne" value=one.to_string()/> })}
            <details open=wrong>
                <summary>"Marges de la planche"</summary>
                <p class="hint">"En millimètres, comme sur l’emballage des étiquettes. Videz un champ pour la mesure habituelle. Pour régler l’imprimante, imprimez d’abord la "<a href=calibration_href(asked)>"page de calage"</a>" sur papier ordinaire."</p>
                <div class="side-by-side">{measures(asked, &view.errors)}</div>
            </details>
            <p class="actions">
                <button type="submit">"Afficher les badges"</button>
                {asked.one.map(|_| view! { " "<a class="button secondary" href=BADGES>"Tous les badges"</a> })}
            </p>
        </form>
        {batches(view)}
    }
    .into_any()
}

fn calibration_href(asked: &BadgesAsked) -> String {
    format!("{BADGES}/calage?{}", query(&asked.pairs()))
}

/// Words, numbers and a comma: nothing here needs more than this to be written in an address.
fn query(pairs: &[(&'static str, String)]) -> String {
    let pairs: Vec<_> = pairs
        .iter()
        .map(|(name, value)| {
            let value: String = value
                .chars()
                .filter(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.' | '-'))
                .collect();
            format!("{name}={value}")
        })
        .collect();
    pairs.join("&")
}

fn select(
    name: &'static str,
    label: &'static str,
    options: &[(&'static str, &'static str, bool)],
) -> AnyView {
    let options: Vec<_> = options
        .iter()
        .map(|(value, label, chosen)| {
            view! { <option value=*value selected=*chosen>{*label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>{options}</select>
        </div>
    }
    .into_any()
}

fn measures(asked: &BadgesAsked, errors: &FormErrors) -> Vec<AnyView> {
    MEASURES
        .into_iter()
        .zip(&asked.measures)
        .map(|(measure, typed)| field(measure, typed, errors))
        .collect()
}

fn field(measure: Measure, typed: &str, errors: &FormErrors) -> AnyView {
    let name = measure.name();
    let error = errors.of(name);
    let invalid = error.is_some();
    view! {
        <div class=if invalid { "field invalid" } else { "field" }>
            <label for=name>{measure_name(measure)}</label>
            <FieldError field=name sentence=error/>
            <input id=name name=name type="text" inputmode="decimal" autocomplete="off"
                value=typed.to_owned() aria-invalid=invalid.then_some("true")
                aria-describedby=invalid.then(|| format!("{name}-erreur"))/>
        </div>
    }
    .into_any()
}

/// The parts of a long list.
fn batches(view: &BadgesView) -> Option<AnyView> {
    let many = view.total.div_ceil(BATCH);
    (many > 1).then(|| {
        let links: Vec<_> = (1..=many)
            .map(|batch| {
                let href = format!("{BADGES}?{}&lot={batch}", query(&view.asked.pairs()));
                let current = (batch == view.asked.batch).then_some("page");
                view! { <li><a href=href aria-current=current>{batch}</a></li> }
            })
            .collect();
        view! {
            <nav class="pagination" aria-label="Lots de badges">
                <p class="soft">"Par lots de "{fr::count(BATCH, "badge", "badges")}"\u{a0}:"</p>
                <ul>{links}</ul>
            </nav>
        }
        .into_any()
    })
}

/// Said once the paper is right: those badges are not proposed again.
pub(super) fn printed(view: &BadgesView) -> Option<AnyView> {
    (!view.badges.is_empty()).then(|| {
        let number = u32::try_from(view.badges.len()).unwrap_or(u32::MAX);
        let kept: Vec<_> = view
            .asked
            .pairs()
            .into_iter()
            .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
            .collect();
        let ids: Vec<_> = view
            .badges
            .iter()
            .map(|badge| {
                view! {
                    <input type="hidden" name="badge" value=badge.id.to_string()/>
                    <input type="hidden" name="mots" value=badge.print.clone()/>
                }
            })
            .collect();
        view! {
            <form class="form screen-only" method="post" action=format!("{BADGES}/imprimes") novalidate>
                <h2>"C’est imprimé\u{202f}?"</h2>
                {kept}
                <input type="hidden" name="lot" value=view.asked.batch.to_string()/>
                {ids}
                <Check id="verifie" name="verifie" checked=false errors=view.errors.clone()
                    hint="Ces badges ne seront plus proposés. Un badge dont le nom ou l’organisation est corrigé ensuite sera à réimprimer.">
                    "J’ai vérifié ces planches\u{a0}: elles sont bien imprimées"
                </Check>
                <p class="actions"><button type="submit">"Marquer "{fr::count(number, "badge imprimé", "badges imprimés")}</button></p>
            </form>
        }
        .into_any()
    })
}
