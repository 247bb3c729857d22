use domain::participant::Department;
use domain::wording::{Blank, WordingForm};
use leptos::prelude::*;
use uuid::Uuid;

use super::super::mail_nav::MAILINGS;
use super::super::{LetterPreview, Preview};
use super::mailing_href;
use crate::components::{ErrorSummary, Field, FieldError, FormErrors, TextArea};
use crate::fr;
use crate::shell::Back;

/// Keeps the preview up to date while one writes.
pub const PREVIEW_SCRIPT: &str = include_str!("preview.js");

/// Whom a mailing is for, as typed.
#[derive(Clone, Debug, Default)]
pub struct AudienceValues {
    /// The word of a standing; empty for all but the cancelled.
    pub standing: String,
    /// The identity of a session; empty for any.
    pub session: String,
    /// The number of a département; empty for any.
    pub department: String,
    /// An organisation; empty for any.
    pub organisation: String,
    /// `arrived`, `expected`, or empty.
    pub arrival: String,
}

/// A mailing while it is being written.
#[derive(Clone, Debug)]
pub struct MailingFormView {
    /// Its identity, so that sending the form twice writes one.
    pub id: Uuid,
    /// Whether it was written down before.
    pub known: bool,
    /// Its words.
    pub words: WordingForm,
    /// Whom it is for.
    pub audience: AudienceValues,
    /// As whom it is read in the preview.
    pub reader: String,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// The sessions one can choose: identity and name.
    pub sessions: Vec<(Uuid, String)>,
    /// Organisations that people wrote.
    pub organisations: Vec<String>,
    /// People the preview can be read as: identity and name.
    pub people: Vec<(Uuid, String)>,
    /// Whom it would reach now, in a sentence.
    pub reach: String,
    /// The letter, or why it cannot be shown.
    pub preview: Result<Preview, String>,
}

/// `/organisation/courriels/envois/nouveau` and `…/{id}/modifier`.
#[component]
pub fn MailingFormPage(
    /// The mailing.
    view: MailingFormView,
) -> impl IntoView {
    let (back, label, title) = if view.known {
        (mailing_href(view.id), "L’envoi", "Modifier l’envoi")
    } else {
        (MAILINGS.to_owned(), "Envois", "Écrire un envoi")
    };
    view! {
        <Back href=back label=label/>
        <h1>{title}</h1>
        <ErrorSummary errors=view.errors.clone()/>
        <div class="writing">
            <form class="form" method="post" action=MAILINGS novalidate data-apercu>
                <input type="hidden" name="id" value=view.id.to_string()/>
                {audience(&view)}
                {words(&view)}
                {people_field(&view.people, &view.reader)}
                <p class="actions">
                    <button type="submit" name="acte" value="garder">"Enregistrer le brouillon"</button>
                    " "
                    <button class="secondary" type="submit" name="acte" value="apercu">"Actualiser l’aperçu"</button>
                </p>
                <p class="hint">"Rien ne part maintenant. Sur la page suivante, vous verrez qui le reçoit, vous ferez un essai, puis vous confirmerez."</p>
            </form>
            <section aria-labelledby="apercu-titre" tabindex="0">
                <h2 id="apercu-titre">"Aperçu"</h2>
                <div id="apercu">
                    <p role="status"><strong>{view.reach.clone()}</strong></p>
                    <LetterPreview preview=view.preview.clone()/>
                </div>
            </section>
        </div>
    }
}

fn option(value: &str, label: String, chosen: &str) -> AnyView {
    let value = value.to_owned();
    let selected = value == chosen;
    view! { <option value=value selected=selected>{label}</option> }.into_any()
}

fn select(
    (name, label): (&'static str, &'static str),
    options: Vec<AnyView>,
    error: Option<String>,
) -> AnyView {
    let invalid = error.is_some();
    let described = invalid.then(|| format!("{name}-erreur"));
    view! {
        <div class=if invalid { "field medium invalid" } else { "field medium" }>
            <label for=name>{label}</label>
            <FieldError field=name sentence=error/>
            <select id=name name=name aria-describedby=described aria-invalid=invalid.then_some("true")>{options}</select>
        </div>
    }
    .into_any()
}

fn audience(view: &MailingFormView) -> AnyView {
    let values = &view.audience;
    let standings = [
        ("", "Inscrits et en attente"),
        ("registered", "Inscrits"),
        ("waiting", "En attente"),
        ("cancelled", "Inscriptions annulées"),
    ];
    let standings = standings.map(|(word, label)| option(word, label.to_owned(), &values.standing));
    let any = |label: &str| option("", label.to_owned(), "-");
    let sessions = view
        .sessions
        .iter()
        .map(|(id, name)| option(&id.to_string(), name.clone(), &values.session));
    let departments = Department::ALL
        .into_iter()
        .map(|known| option(known.as_str(), known.name().to_owned(), &values.department));
    let arrivals =
        [("", "Arrivés ou non"), ("arrived", "Arrivés"), ("expected", "Pas encore arrivés")];
    let arrivals = arrivals.map(|(word, label)| option(word, label.to_owned(), &values.arrival));
    let error = |name| view.errors.of(name);
    view! {
        <fieldset>
            <legend>"Pour qui"</legend>
            {select(("etat", "État"), Vec::from(standings), error("etat"))}
            {select(("seance", "Séance"), std::iter::once(any("Toutes")).chain(sessions).collect(), error("seance"))}
            {select(("departement", "Département"), std::iter::once(any("Tous")).chain(departments).collect(), error("departement"))}
            {organisation(view)}
            {select(("arrivee", "Arrivée"), Vec::from(arrivals), error("arrivee"))}
        </fieldset>
    }
    .into_any()
}

fn organisation(view: &MailingFormView) -> AnyView {
    let error = view.errors.of("organisation");
    let invalid = error.is_some();
    let described =
        if invalid { "organisation-aide organisation-erreur" } else { "organisation-aide" };
    let known: Vec<_> = view
        .organisations
        .iter()
        .map(|name| view! { <option value=name.clone()></option> })
        .collect();
    view! {
        <div class=if invalid { "field invalid" } else { "field" }>
            <label for="organisation">"Organisation "<span class="optional">"(facultatif)"</span></label>
            <p class="hint" id="organisation-aide">"Telle que les personnes l’ont écrite\u{a0}; les accents et les majuscules ne comptent pas."</p>
            <FieldError field="organisation" sentence=error/>
            <input id="organisation" name="organisation" type="text" autocomplete="off" list="organisations"
                value=view.audience.organisation.clone() aria-describedby=described
                aria-invalid=invalid.then_some("true")/>
            <datalist id="organisations">{known}</datalist>
        </div>
    }
    .into_any()
}

fn words(view: &MailingFormView) -> AnyView {
    let error = view.errors.of("texte");
    let invalid = error.is_some();
    let described = if invalid { "texte-aide texte-erreur" } else { "texte-aide" };
    view! {
        <fieldset>
            <legend>"Le courriel"</legend>
            <Field name="objet" label="Objet" value=view.words.subject.clone() errors=view.errors.clone()/>
            <div class=if invalid { "field invalid" } else { "field" }>
                <label for="texte">"Texte"</label>
                <p class="hint" id="texte-aide">"Il est précédé de «\u{a0}Bonjour» et du prénom, et suivi de vos coordonnées. Une ligne vide commence un paragraphe."</p>
                <FieldError field="texte" sentence=error/>
                <TextArea name="texte" value=view.words.text.clone() rows=12 described_by=described/>
            </div>
            <Blanks/>
        </fieldset>
    }
    .into_any()
}

/// The blanks one can write, and what each becomes.
#[component]
pub(in crate::pages::staff) fn Blanks() -> impl IntoView {
    let blanks = Blank::ALL.map(|blank| {
        view! {
            <div><dt><code>{format!("{{{}}}", blank.as_str())}</code></dt><dd>{fr::blank(blank)}</dd></div>
        }
    });
    view! {
        <details class="blanks">
            <summary>"Les repères que vous pouvez écrire"</summary>
            <dl>{Vec::from(blanks)}</dl>
        </details>
    }
}

/// As whom the preview is read.
#[must_use]
pub(in crate::pages::staff) fn people_field(people: &[(Uuid, String)], reader: &str) -> AnyView {
    if people.is_empty() {
        return ().into_any();
    }
    let people = people.iter().map(|(id, name)| option(&id.to_string(), name.clone(), reader));
    select(("personne", "Aperçu comme le lira"), people.collect(), None)
}
