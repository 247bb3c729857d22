//! Mailings: the list, the form, and one mailing before and after it is launched.

mod draft;
mod form;
mod running;
mod show;

use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::mail_nav::{MAILINGS, MailNav};
use crate::components::{Notice, StateWord, Tone};
use crate::fr;

pub use form::{AudienceValues, MailingFormPage, MailingFormView, PREVIEW_SCRIPT};
pub(in crate::pages::staff) use form::{Blanks, people_field};
pub use running::{MailingProgress, RecipientLine, RecipientStanding, RunningView, SIZE};
pub use show::{DraftView, LaunchForm, MailingPage, MailingView, Unreached};

/// The address of a mailing's page.
#[must_use]
pub fn mailing_href(id: Uuid) -> String {
    format!("{MAILINGS}/{id}")
}

/// Where a mailing stands, as its list says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailingStanding {
    /// Being written.
    Draft,
    /// Its letters leave from then on.
    Planned(Moment),
    /// Its letters leave.
    Sending,
    /// Its letters wait until it is taken up again.
    Paused,
    /// Whatever had not left never will.
    Stopped,
    /// All its letters have left, or were given up.
    Done,
}

/// A mailing, in the list.
#[derive(Clone, Debug)]
pub struct MailingLine {
    /// Its identity.
    pub id: Uuid,
    /// Its heading, with its blanks.
    pub subject: String,
    /// Whom it is for, in words.
    pub audience: String,
    /// Where it stands.
    pub standing: MailingStanding,
    /// Letters sent, and people in all.
    pub sent: (u32, u32),
    /// Letters given up.
    pub failed: u32,
    /// When it was written.
    pub created_at: Moment,
    /// By whom.
    pub created_by: String,
}

/// `/organisation/courriels/envois`: what was written to many.
#[component]
pub fn MailingsPage(
    /// The mailings, newest first.
    lines: Vec<MailingLine>,
    /// Whether a draft was just thrown away.
    discarded: bool,
) -> impl IntoView {
    let body = if lines.is_empty() { empty() } else { table(&lines) };
    view! {
        <header class="page-head">
            <h1>"Envois"</h1>
            <p class="actions"><a class="button small" href="/organisation/courriels/envois/nouveau">"Écrire un envoi"</a></p>
        </header>
        <MailNav current=MAILINGS/>
        {discarded.then(|| view! {
            <Notice tone=Tone::Accepted><p role="status">"C’est noté\u{a0}: le brouillon est effacé."</p></Notice>
        })}
        {body}
    }
}

fn empty() -> AnyView {
    view! {
        <div class="empty">
            <h2>"Aucun envoi pour le moment"</h2>
            <p>"Écrivez un courriel à une partie des participants\u{a0}: les inscrits d’un atelier, les personnes qui ne sont pas encore arrivées… Rien ne part avant que vous ayez vu à combien de personnes, et confirmé."</p>
            <p class="actions"><a class="button" href="/organisation/courriels/envois/nouveau">"Écrire un envoi"</a></p>
        </div>
    }
    .into_any()
}

fn table(lines: &[MailingLine]) -> AnyView {
    let rows: Vec<_> = lines.iter().map(row).collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Envois, les plus récents d’abord"</caption>
            <thead>
                <tr>
                    <th scope="col">"Objet"</th>
                    <th scope="col">"Pour"</th>
                    <th scope="col">"État"</th>
                    <th scope="col" class="number">"Partis"</th>
                    <th scope="col">"Écrit"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(line: &MailingLine) -> AnyView {
    let (sent, total) = line.sent;
    let sent = if line.standing == MailingStanding::Draft {
        "—".to_owned()
    } else {
        format!("{sent} sur {total}")
    };
    view! {
        <tr>
            <th scope="row"><a href=mailing_href(line.id)>{line.subject.clone()}</a></th>
            <td data-label="Pour">{line.audience.clone()}</td>
            <td data-label="État">
                <div>
                    {standing_word(line.standing)}
                    {(line.failed > 0).then(|| view! { <p class="soft">{fr::count(line.failed, "échec", "échecs")}</p> })}
                </div>
            </td>
            <td class="number" data-label="Partis">{sent}</td>
            <td data-label="Écrit">
                <div>
                    <time datetime=line.created_at.rfc3339()>{fr::short_date_time(line.created_at)}</time>
                    <p class="soft">{line.created_by.clone()}</p>
                </div>
            </td>
        </tr>
    }
    .into_any()
}

/// Where a mailing stands, in a word.
pub(super) fn standing_word(standing: MailingStanding) -> AnyView {
    let (tone, word) = match standing {
        MailingStanding::Draft => (Tone::Quiet, "Brouillon".to_owned()),
        MailingStanding::Planned(at) => {
            (Tone::Attention, format!("Prévu le {}", fr::short_date_time(at)))
        }
        MailingStanding::Sending => (Tone::Attention, "En cours".to_owned()),
        MailingStanding::Paused => (Tone::Attention, "Suspendu".to_owned()),
        MailingStanding::Stopped => (Tone::Refused, "Arrêté".to_owned()),
        MailingStanding::Done => (Tone::Accepted, "Terminé".to_owned()),
    };
    view! { <StateWord tone word/> }.into_any()
}
