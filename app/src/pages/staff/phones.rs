use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{Check, ErrorSummary, Field, FormErrors, Notice, StateWord, Tone};
use crate::fr;
use crate::shell::Back;

/// A phone that keeps doors.
#[derive(Clone, Debug)]
pub struct PhoneLine {
    /// Its identity.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The doors it may keep, in words; `None` for all of them.
    pub doors: Option<String>,
    /// Who answers for it.
    pub account: String,
    /// Whether it may keep doors now, or why not.
    pub state: PhoneState,
    /// When it was last heard of.
    pub seen: Option<Moment>,
    /// When it was last given the list.
    pub list: Option<Moment>,
    /// How many acts it kept back when it last sent some.
    pub unsent: u32,
    /// How far its clock was ahead then, in microseconds.
    pub clock_ahead: i64,
}

/// Whether a phone may keep doors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneState {
    /// It may.
    Serves,
    /// It may no longer: its time is over.
    Ended,
    /// An organiser took the doors from it.
    Revoked,
}

/// A code that prepares phones.
#[derive(Clone, Debug)]
pub struct InvitationLine {
    /// Its identity.
    pub id: Uuid,
    /// The doors it is for, in words; `None` for all of them.
    pub doors: Option<String>,
    /// Until when it may be followed.
    pub expires: Moment,
    /// How many phones followed it.
    pub followed: u32,
    /// How many may.
    pub phones: u32,
}

/// A code just made, shown once.
#[derive(Clone, Debug)]
pub struct ShownCode {
    /// Its address.
    pub link: String,
    /// The same as a QR code: an SVG drawn by us.
    pub picture: String,
    /// What it allows.
    pub line: InvitationLine,
}

/// A door to tick.
#[derive(Clone, Debug)]
pub struct DoorBox {
    /// `main`, or the session's identity.
    pub word: String,
    /// What people call it.
    pub label: String,
    /// Whether it was ticked before.
    pub ticked: bool,
}

/// Phones, codes, and the form that makes one.
#[derive(Clone, Debug)]
pub struct PhonesView {
    /// Those in use first.
    pub phones: Vec<PhoneLine>,
    /// Those that can be followed.
    pub invitations: Vec<InvitationLine>,
    /// The code just made.
    pub code: Option<ShownCode>,
    /// The doors to choose from.
    pub doors: Vec<DoorBox>,
    /// Whether only some of them were chosen.
    pub some_doors: bool,
    /// For how many phones.
    pub phones_typed: String,
    /// For how many hours the code serves.
    pub hours_typed: String,
    /// What is wrong with the form.
    pub errors: FormErrors,
    /// What was just done.
    pub said: Option<&'static str>,
    /// What time it is.
    pub now: Moment,
}

/// `/organisation/equipe/telephones`: the phones that keep doors, and how to prepare others.
#[component]
pub fn PhonesPage(
    /// Phones and codes.
    view: PhonesView,
) -> impl IntoView {
    view! {
        <Back href="/organisation/equipe" label="Équipe"/>
        <h1>"Téléphones de l’accueil"</h1>
        <ErrorSummary errors=view.errors.clone()/>
        {view.said.map(|said| view! { <Notice tone=Tone::Accepted><p role="status">{said}</p></Notice> })}
        {view.code.clone().map(code)}
        {phones(&view)}
        {invitations(&view.invitations)}
        {form(&view)}
    }
}

fn code(made: ShownCode) -> AnyView {
    view! {
        <section class="pairing-code" aria-labelledby="code">
            <h2 id="code" tabindex="-1">"Montrez ce code aux téléphones de l’accueil"</h2>
            <div class="qr" role="img" aria-label="QR code du lien ci-dessous" inner_html=made.picture></div>
            <p>
                "Chaque personne l’ouvre avec l’appareil photo de son téléphone et lui donne un nom. Il sert pour "
                {fr::count(made.line.phones, "téléphone", "téléphones")}", jusqu’au "{fr::date_time(made.line.expires)}
                ", et n’est montré qu’ici."
            </p>
            <div class="field">
                <label for="lien">"Le même, en lien"</label>
                <input id="lien" class="code" type="text" readonly value=made.link/>
            </div>
        </section>
    }
    .into_any()
}

fn phones(view: &PhonesView) -> AnyView {
    if view.phones.is_empty() {
        return view! {
            <div class="empty">
                <h2>"Aucun téléphone n’est prêt"</h2>
                <p>"Un téléphone préparé garde la liste et pointe avec ou sans réseau. Créez un code ci-dessous, la veille ou le matin même\u{a0}: chaque bénévole l’ouvre une fois."</p>
            </div>
        }
        .into_any();
    }
    let rows: Vec<_> = view.phones.iter().map(|phone| row(phone, view.now)).collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Téléphones, ceux qui servent d’abord"</caption>
            <thead>
                <tr>
                    <th scope="col">"Téléphone"</th>
                    <th scope="col">"Portes"</th>
                    <th scope="col">"État"</th>
                    <th scope="col">"Vu"</th>
                    <th scope="col">"Liste"</th>
                    <th scope="col" class="number">"Non envoyés"</th>
                    <th scope="col">"Horloge"</th>
                    <th scope="col"><span class="spoken">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(phone: &PhoneLine, now: Moment) -> AnyView {
    let serves = phone.state == PhoneState::Serves;
    let clock = match fr::clock_off(phone.clock_ahead) {
        Some(off) => view! { <StateWord tone=Tone::Attention word=off/> }.into_any(),
        None if phone.seen.is_some() => "À l’heure".into_any(),
        None => "—".into_any(),
    };
    view! {
        <tr>
            <th scope="row">{phone.name.clone()}<span class="soft">{format!(" ({})", phone.account)}</span></th>
            <td data-label="Portes">{phone.doors.clone().unwrap_or_else(|| "Toutes".to_owned())}</td>
            <td data-label="État">{state(phone.state)}</td>
            <td data-label="Vu">{ago(phone.seen, now, "pas encore")}</td>
            <td data-label="Liste">{ago(phone.list, now, "pas encore reçue")}</td>
            <td class="number" data-label="Non envoyés">{phone.unsent}</td>
            <td data-label="Horloge">{clock}</td>
            <td>
                {serves.then(|| view! {
                    <div class="row-actions">
                        <a href=format!("{}/retirer", phone_href(phone.id))>
                            "Retirer"<span class="spoken">" "{phone.name.clone()}</span>
                        </a>
                    </div>
                })}
            </td>
        </tr>
    }
    .into_any()
}

/// The address of a phone.
#[must_use]
pub fn phone_href(id: Uuid) -> String {
    format!("/organisation/equipe/telephones/{id}")
}

/// Whether a phone may keep doors, in a word.
pub(super) fn state(state: PhoneState) -> AnyView {
    let (tone, word) = match state {
        PhoneState::Serves => (Tone::Accepted, "En service"),
        PhoneState::Ended => (Tone::Quiet, "Terminé"),
        PhoneState::Revoked => (Tone::Refused, "Retiré"),
    };
    view! { <StateWord tone word/> }.into_any()
}

/// « il y a 3 minutes », or what to say when it never happened.
pub(super) fn ago(then: Option<Moment>, now: Moment, never: &str) -> String {
    then.map_or_else(|| never.to_owned(), |then| fr::ago(then, now))
}

fn invitations(lines: &[InvitationLine]) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let items: Vec<_> = lines
        .iter()
        .map(|line| {
            view! {
                <li>
                    <span>
                        {line.doors.clone().unwrap_or_else(|| "Toutes les portes".to_owned())}
                        ", "{format!("{}\u{a0}/\u{a0}{}", line.followed, line.phones)}" téléphones, jusqu’au "
                        {fr::date_time(line.expires)}" "
                    </span>
                    <form method="post" action=format!("/organisation/equipe/codes/{}/fermer", line.id)>
                        <button class="small secondary" type="submit">"Fermer ce code"</button>
                    </form>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <section aria-labelledby="codes">
                <h2 id="codes">"Codes qui servent encore"</h2>
                <ul class="open-codes">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

fn form(view: &PhonesView) -> AnyView {
    let doors: Vec<_> = view
        .doors
        .iter()
        .map(|door| {
            let id = format!("porte-{}", door.word);
            view! {
                <div class="check">
                    <input id=id.clone() name="porte" type="checkbox" value=door.word.clone() checked=door.ticked/>
                    <label for=id>{door.label.clone()}</label>
                </div>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="preparer">
            <h2 id="preparer">"Préparer des téléphones"</h2>
            <form class="form" method="post" action="/organisation/equipe/telephones" novalidate>
                <Field name="telephones" label="Combien de téléphones" value=view.phones_typed.clone()
                    errors=view.errors.clone() kind="number" required=true width="short"/>
                <Field name="heures" label="Le code sert pendant combien d’heures" value=view.hours_typed.clone()
                    errors=view.errors.clone() kind="number" required=true width="short"
                    hint="Les téléphones préparés, eux, servent jusqu’au soir de la conférence."/>
                <Check id="certaines" name="certaines" checked=view.some_doors errors=view.errors.clone()
                    hint="Sans cela, ils peuvent tenir toutes les portes.">
                    "Seulement certaines portes, cochées ici"
                </Check>
                <fieldset>
                    <legend>"Portes"</legend>
                    <div class="door-boxes">{doors}</div>
                </fieldset>
                <p class="actions"><button type="submit">"Créer le code"</button></p>
            </form>
        </section>
    }
    .into_any()
}
