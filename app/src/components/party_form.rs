use domain::party::{Names, PartyForm, Row};
use leptos::prelude::*;
use uuid::Uuid;

use super::form_error::FieldError;
use super::registration_form::{DepartmentField, Honeypot};
use super::{Check, Field, FormErrors, TextArea};
use crate::fr;

/// Adds and takes away rows without asking the server, which does the same without it.
pub const ROWS_SCRIPT: &str = include_str!("party_rows.js");

/// What a group's form shows around what was typed.
#[derive(Clone, Debug)]
pub struct PartyFields {
    /// Where it is sent.
    pub action: String,
    /// What was typed before.
    pub form: PartyForm,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// The form's own identity, so that sending it twice registers once.
    pub key: Uuid,
    /// How many people it may hold, besides the contact.
    pub most: usize,
    /// How many places are left.
    pub left: u32,
    /// The row to go on with, when one was added or taken away.
    pub focus: Option<usize>,
    /// What was just done to the rows.
    pub said: Option<String>,
    /// Who answers questions.
    pub contact_email: String,
}

impl PartyFields {
    /// Whether everybody will wait.
    fn all_wait(&self) -> bool {
        self.left == 0
    }

    /// Whether who waits is to be chosen.
    fn asks(&self) -> bool {
        self.form.asked && !self.all_wait()
    }
}

/// The form of a group, with everything that was typed before.
pub(crate) fn party_form(fields: &PartyFields) -> AnyView {
    let new = fields.form.contact.is_some();
    view! {
        <form class="form" method="post" action=fields.action.clone() novalidate>
            // What the Enter key presses.
            <button class="spoken" type="submit" tabindex="-1" aria-hidden="true">"Envoyer"</button>
            <input type="hidden" name="key" value=fields.key.to_string()/>
            {fields.asks().then(|| view! { <input type="hidden" name="asked" value="oui"/> })}
            {fields.all_wait().then(|| view! { <input type="hidden" name="all_wait" value="oui"/> })}
            <Honeypot/>
            {fields.form.contact.as_ref().map(|contact| contact_fields(fields, contact))}
            {shared(fields)}
            {people(fields)}
            <fieldset>
                <legend>"Leur accord"</legend>
                <Check id="consent" name="consent" checked=fields.form.consent errors=fields.errors.clone()>
                    "Ces personnes sont d’accord pour que je donne leur nom et leur adresse, et pour que "
                    "l’organisation les garde pour préparer la journée. "
                    <a href="/donnees-personnelles">"Ce que nous gardons, et jusqu’à quand"</a>
                </Check>
            </fieldset>
            <p class="actions">
                <button class="large" type="submit">
                    {match (fields.all_wait(), new) {
                        (true, true) => "Inscrire le groupe en liste d’attente",
                        (true, false) => "Inscrire ces personnes en liste d’attente",
                        (false, true) => "Inscrire le groupe",
                        (false, false) => "Inscrire ces personnes",
                    }}
                </button>
            </p>
        </form>
    }
    .into_any()
}

fn contact_fields(fields: &PartyFields, contact: &Row) -> AnyView {
    let (names, errors) = (Names::CONTACT, &fields.errors);
    view! {
        <fieldset>
            <legend>"Vous"</legend>
            <Field name=names.first_name label="Votre prénom" value=contact.first_name.clone()
                errors=errors.clone() autocomplete="given-name" required=true width="medium"/>
            <Field name=names.last_name label="Votre nom" value=contact.last_name.clone()
                errors=errors.clone() autocomplete="family-name" required=true width="medium"/>
            <Field name=names.email label="Votre adresse e-mail" value=contact.email.clone()
                errors=errors.clone() kind="email" autocomplete="email" required=true
                hint="Vous y recevez le lien du groupe, pour tout suivre et tout changer."/>
            <Check id="comes" name="comes" checked=fields.form.comes
                hint="Vous aurez alors votre billet, vous aussi.">"Je viens aussi"</Check>
            {(fields.asks() && fields.form.comes).then(|| waits(&names, contact))}
        </fieldset>
    }
    .into_any()
}

fn shared(fields: &PartyFields) -> AnyView {
    let (form, errors) = (&fields.form, &fields.errors);
    view! {
        <fieldset>
            <legend>"La structure du groupe"</legend>
            <Field name="organisation" label="Organisation" value=form.organisation.clone()
                errors=errors.clone() autocomplete="organization" optional=true
                hint="La même pour tout le groupe. Ou rien\u{a0}: venir en son nom est très bien."/>
            <DepartmentField chosen=form.department.clone() errors=errors.clone()/>
        </fieldset>
    }
    .into_any()
}

fn people(fields: &PartyFields) -> AnyView {
    let rows: Vec<_> = (0..)
        .zip(&fields.form.rows)
        .map(|(index, row)| row_fields(fields, Names::of(index), row, index))
        .collect();
    let blank = row_fields(fields, &Names::BLANK, &Row::default(), fields.form.rows.len());
    let contact = fields.contact_email.clone();
    view! {
        <fieldset class="party">
            <legend>"Les personnes à inscrire"</legend>
            <p class="hint">
                "Jusqu’à "{fields.most}" personnes. Une ligne laissée vide ne compte pas. "
                "Chaque personne qui a une adresse reçoit son billet, et apprend que vous l’avez inscrite."
            </p>
            {pasting(fields)}
            {fields.said.clone().map(|said| view! { <p role="status"><strong>{said}</strong></p> })}
            <ol class="party-rows" id="lignes" data-most=fields.most>{rows}</ol>
            <p class="actions">
                <button class="secondary" type="submit" name="do" value="add">
                    "Ajouter une ligne"
                </button>
            </p>
            <p class="hint">
                "Un besoin pour participer (fauteuil, langue des signes, garde d’enfant…)\u{202f}? Il ne se "
                "donne pas ici\u{a0}: la personne l’écrit elle-même à "
                <a href=format!("mailto:{contact}")>{contact.clone()}</a>
                ", ou répond à la lettre qui porte son billet."
            </p>
            <template id="ligne">{blank}</template>
        </fieldset>
    }
    .into_any()
}

fn pasting(fields: &PartyFields) -> AnyView {
    let found: Vec<_> = fields.errors.all("pasted").collect();
    let list = fields.form.pasted.clone();
    let invalid = !found.is_empty();
    let error = (!found.is_empty()).then(|| found.join(" "));
    let open = invalid || !list.is_empty();
    let described = if invalid { "pasted-aide pasted-erreur" } else { "pasted-aide" };
    view! {
        <details class="paste" open=open>
            <summary>"Coller une liste"</summary>
            <div class=if invalid { "field invalid" } else { "field" }>
                <label for="pasted">"Liste des personnes"</label>
                <p class="hint" id="pasted-aide">
                    "Une personne par ligne\u{a0}: «\u{a0}Prénom Nom, adresse\u{a0}», "
                    "«\u{a0}Prénom Nom <adresse>\u{a0}», ou des colonnes copiées d’un tableur."
                </p>
                <FieldError field="pasted" sentence=error/>
                <TextArea name="pasted" value=list rows=5 described_by=described/>
                <p class="actions">
                    <button class="secondary" type="submit" name="do" value="paste">
                        "Remplir les lignes"
                    </button>
                </p>
            </div>
        </details>
    }
    .into_any()
}

fn row_fields(fields: &PartyFields, names: &'static Names, row: &Row, index: usize) -> AnyView {
    let errors = &fields.errors;
    let number = index.saturating_add(1);
    let focused = fields.focus == Some(index) && *names != Names::BLANK;
    view! {
        <li>
            <fieldset>
                <legend>"Personne "<span data-n>{number}</span></legend>
                <input type="hidden" name="row" value=names.row/>
                <Field name=names.first_name label="Prénom" value=row.first_name.clone()
                    errors=errors.clone() focused/>
                <Field name=names.last_name label="Nom" value=row.last_name.clone() errors=errors.clone()/>
                <Field name=names.email label="Adresse e-mail" value=row.email.clone()
                    errors=errors.clone() kind="email"/>
                <div class="ends">
                    <Check id=names.no_email name=names.no_email checked=row.no_email>"Pas d’adresse e-mail"</Check>
                    {fields.asks().then(|| waits(names, row))}
                    <button class="plain danger" type="submit" name="do" value=names.remove>
                        "Enlever"<span class="spoken">" la personne "<span data-n>{number}</span></span>
                    </button>
                </div>
            </fieldset>
        </li>
    }
    .into_any()
}

/// Who waits, when places are missing.
fn waits(names: &Names, row: &Row) -> AnyView {
    view! {
        <Check id=names.waits name=names.waits checked=row.waits>"Attend sur la liste d’attente"</Check>
    }
    .into_any()
}

/// How many people may still be registered, before anything is typed.
#[component]
pub fn PlacesLeft(
    /// How many places are left.
    left: u32,
) -> impl IntoView {
    use super::{Notice, Tone};
    const ENOUGH: u32 = 11;
    match left {
        0 => view! {
            <Notice tone=Tone::Attention>
                <p><strong>"Il n’y a plus de place. "</strong>"Le groupe sera mis en liste d’attente, dans l’ordre des lignes\u{a0}: une place qui se libère va à la première personne de la liste."</p>
            </Notice>
        }
        .into_any(),
        few if few < ENOUGH => view! {
            <Notice tone=Tone::Attention>
                <p><strong>"Il reste "{fr::count(few, "place", "places")}". "</strong>"Si votre groupe est plus grand, vous choisirez qui attend sur la liste d’attente."</p>
            </Notice>
        }
        .into_any(),
        many => view! { <p>"Il reste "{fr::count(many, "place", "places")}"."</p> }.into_any(),
    }
}
