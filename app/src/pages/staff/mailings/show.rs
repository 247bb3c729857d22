use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::super::mail_nav::MAILINGS;
use super::draft::draft;
use super::running::{RunningView, running};
use super::{MailingStanding, standing_word};
use crate::components::{FormErrors, Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// A mailing.
#[derive(Clone, Debug)]
pub struct MailingView {
    /// Its identity.
    pub id: Uuid,
    /// Its heading, with its blanks.
    pub subject: String,
    /// Its text, with its blanks.
    pub text: String,
    /// Whom it is for, in words.
    pub audience: String,
    /// Where it stands.
    pub standing: MailingStanding,
    /// When it was written.
    pub created_at: Moment,
    /// By whom.
    pub created_by: String,
    /// What was just done.
    pub said: Option<(Tone, String)>,
    /// Before it is launched, or after.
    pub body: Result<DraftView, RunningView>,
}

/// Someone a mailing does not reach.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreached {
    /// Their identity.
    pub id: Uuid,
    /// Family name, given name.
    pub name: String,
    /// How to call them; may be empty.
    pub phone: String,
}

/// A draft: what will happen.
#[derive(Clone, Debug)]
pub struct DraftView {
    /// How many people it reaches.
    pub reached: u32,
    /// The letter, or why it cannot be shown.
    pub preview: Result<super::super::Preview, String>,
    /// As whom it is read.
    pub reader: Option<Uuid>,
    /// How many have no address.
    pub without_address: u32,
    /// The first of them.
    pub unreached: Vec<Unreached>,
    /// How many asked for no more such letters.
    pub unsubscribed: u32,
    /// The first of them.
    pub declined: Vec<Unreached>,
    /// Where a trial goes.
    pub own_address: String,
    /// Whether letters leave at all.
    pub mail: bool,
    /// What the page shows, in a word: launching confirms this and nothing else.
    pub seen: String,
    /// The launch.
    pub launch: LaunchForm,
}

/// The form that launches a mailing, as typed.
#[derive(Clone, Debug, Default)]
pub struct LaunchForm {
    /// How many people, typed by hand.
    pub number: String,
    /// When; empty for now.
    pub start: String,
    /// What is wrong with it.
    pub errors: FormErrors,
}

/// `/organisation/courriels/envois/{id}`.
#[component]
pub fn MailingPage(
    /// The mailing.
    view: MailingView,
) -> impl IntoView {
    let body = match &view.body {
        Ok(words) => draft(&view, words),
        Err(progress) => running(&view, progress),
    };
    view! {
        <Back href=MAILINGS label="Envois"/>
        <header class="page-head">
            <h1>{view.subject.clone()}</h1>
            {standing_word(view.standing)}
        </header>
        {view.said.clone().map(|(tone, sentence)| view! {
            <Notice tone><p role="status">{sentence}</p></Notice>
        })}
        <p>
            "Pour\u{a0}: "<strong>{view.audience.clone()}</strong>". "
            <span class="soft">"Écrit par "{view.created_by.clone()}", le "{fr::short_date_time(view.created_at)}"."</span>
        </p>
        {body}
    }
}
