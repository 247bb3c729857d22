use domain::participant::{AccessNeed, Department, FilledBy, RegistrationForm};
use leptos::prelude::*;
use uuid::Uuid;

use super::form_error::FieldError;
use super::{Check, Field, FormErrors};
use crate::fr;

/// The registration form, with everything that was typed before.
#[component]
pub fn RegistrationFields(
    /// Where it is sent.
    #[prop(into)]
    action: String,
    /// What was typed before.
    form: RegistrationForm,
    /// What is wrong with it.
    errors: FormErrors,
    /// The form's own identity, so that sending it twice registers once.
    key: Uuid,
    /// Who fills it in.
    by: FilledBy,
    /// When access needs are deleted, as a date in words.
    needs_until: String,
    /// What the button says.
    button: &'static str,
    /// Whether what may be left empty is folded away until something is in it.
    #[prop(optional)]
    folded: bool,
) -> impl IntoView {
    let more = view! {
        <fieldset>
            <legend>"Votre structure"</legend>
            {organisation(&form, &errors)}
        </fieldset>
        {needs(&form, &errors, by, &needs_until)}
    };
    let more = if folded { fold_away(&form, &errors, more).into_any() } else { more.into_any() };
    view! {
        <form class="form" method="post" action=action novalidate>
            <input type="hidden" name="key" value=key.to_string()/>
            <Honeypot/>
            <fieldset>
                <legend>{match by { FilledBy::Themselves => "Vous", FilledBy::Team => "La personne" }}</legend>
                {identity(&form, &errors, by)}
            </fieldset>
            {more}
            {(by == FilledBy::Themselves).then(|| view! {
                <fieldset>
                    <legend>"Votre accord"</legend>
                    <Check id="consent" name="consent" checked=form.consent errors=errors.clone()>
                        "J’accepte que l’organisation garde ces informations pour préparer la journée. "
                        <a href="/donnees-personnelles">"Ce que nous gardons, et jusqu’à quand"</a>
                    </Check>
                </fieldset>
            })}
            <p class="actions"><button class="large" type="submit">{button}</button></p>
        </form>
    }
}

/// For whoever registers someone on the phone: names first, the rest when it is needed.
fn fold_away(form: &RegistrationForm, errors: &FormErrors, more: impl IntoView) -> impl IntoView {
    let filled = [&form.organisation, &form.role_title, &form.department, &form.access_other];
    let open = filled.into_iter().any(|typed| !typed.is_empty())
        || !form.access_needs.is_empty()
        || ["organisation", "role_title", "department", "access_needs"]
            .into_iter()
            .any(|field| errors.of(field).is_some());
    view! {
        <details class="further" open=open>
            <summary>"Structure et besoins pour participer"</summary>
            {more}
        </details>
    }
}

/// A field people do not see; robots fill it in.
#[component]
pub(super) fn Honeypot() -> impl IntoView {
    view! {
        <div class="honeypot" aria-hidden="true">
            <label for="website">"Ne remplissez pas ce champ"</label>
            <input id="website" name="website" type="text" tabindex="-1" autocomplete="off"/>
        </div>
    }
}

fn identity(form: &RegistrationForm, errors: &FormErrors, by: FilledBy) -> impl IntoView + use<> {
    let themselves = by == FilledBy::Themselves;
    let (given, family, mail, tel) = if themselves {
        ("given-name", "family-name", "email", "tel")
    } else {
        ("off", "off", "off", "off")
    };
    view! {
        <Field name="first_name" label="Prénom" value=form.first_name.clone() errors=errors.clone()
            autocomplete=given required=true width="medium" focused={!themselves && errors.is_empty()}/>
        <Field name="last_name" label="Nom" value=form.last_name.clone() errors=errors.clone()
            autocomplete=family required=true width="medium"/>
        <Field name="email" label="Adresse e-mail" value=form.email.clone() errors=errors.clone()
            kind="email" autocomplete=mail
            hint="Le billet y est envoyé. Exemple\u{a0}: prenom.nom@exemple.fr"/>
        <Check id="no_email" name="no_email" checked=form.no_email
            hint="Le billet s’affiche à l’écran, avec un code court à noter ou à imprimer.">
            {if themselves { "Je n’ai pas d’adresse e-mail" } else { "Pas d’adresse e-mail" }}
        </Check>
        <Field name="phone" label="Téléphone" value=form.phone.clone() errors=errors.clone()
            kind="tel" autocomplete=tel optional=true width="short"
            hint="Seulement pour prévenir d’un changement le jour même."/>
    }
}

fn organisation(form: &RegistrationForm, errors: &FormErrors) -> impl IntoView + use<> {
    view! {
        <Field name="organisation" label="Organisation" value=form.organisation.clone()
            errors=errors.clone() autocomplete="organization" optional=true
            hint="Association, commune, service de l’État… Ou rien\u{a0}: venir en son nom est très bien."/>
        <Field name="role_title" label="Fonction" value=form.role_title.clone()
            errors=errors.clone() autocomplete="organization-title" optional=true width="medium"/>
        <DepartmentField chosen=form.department.clone() errors=errors.clone()/>
    }
}

/// Where someone comes from.
#[component]
pub(super) fn DepartmentField(
    /// The number of the département chosen before.
    chosen: String,
    /// What is wrong with the form.
    errors: FormErrors,
) -> impl IntoView {
    let options: Vec<_> = Department::ALL
        .into_iter()
        .map(|department| {
            let value = department.as_str();
            view! { <option value=value selected={chosen == value}>{department.name()}</option> }
        })
        .collect();
    let error = errors.of("department");
    let class = if error.is_some() { "field short invalid" } else { "field short" };
    view! {
        <div class=class>
            <label for="department">"Département "<span class="optional">"(facultatif)"</span></label>
            <FieldError field="department" sentence=error/>
            <select id="department" name="department">
                <option value="">"Choisir"</option>
                {options}
            </select>
        </div>
    }
}

fn needs(
    form: &RegistrationForm,
    errors: &FormErrors,
    by: FilledBy,
    until: &str,
) -> impl IntoView + use<> {
    let ticked = form.access_needs.clone();
    let checks: Vec<_> = AccessNeed::ALL
        .into_iter()
        .map(|need| {
            let word = need.as_str();
            let checked = ticked.iter().any(|ticked| ticked == word);
            view! {
                <Check id=word name="access_needs" value=word checked>{fr::access_need(need)}</Check>
            }
        })
        .collect();
    let themselves = by == FilledBy::Themselves;
    view! {
        <fieldset class="checks" id="access_needs" aria-describedby="besoins-aide">
            <legend>"Besoins pour participer "<span class="optional">"(facultatif)"</span></legend>
            <p class="hint" id="besoins-aide">
                "Seule l’équipe d’organisation les lit, pour tout préparer. Ils sont effacés le "
                {until.to_owned()}"."
            </p>
            {checks}
            <Field name="access_other" label="Autre besoin, avec vos mots"
                value=form.access_other.clone() errors=errors.clone() optional=true/>
            {themselves.then(|| view! {
                <Check id="access_consent" name="access_consent" checked=form.access_consent
                    errors=errors.clone()>
                    "J’accepte que l’équipe d’organisation lise ces besoins pour y répondre."
                </Check>
            })}
        </fieldset>
    }
}
