//! A mailing once it is launched: how far it is, person by person, and what can be done.

use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::super::{letter_href, pages, participant_href};
use super::show::MailingView;
use super::{MailingStanding, mailing_href};
use crate::components::{Notice, Pagination, StateWord, Tone};
use crate::fr;

/// How many people are shown on a page.
pub const SIZE: u32 = 50;

/// Where the letter to one person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipientStanding {
    /// To be sent.
    Waiting,
    /// The relay has it.
    Sent,
    /// Given up.
    Failed,
    /// It never left.
    Stopped,
}

impl RecipientStanding {
    /// All of them, in the order of their totals.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Failed, Self::Stopped];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "attente",
            Self::Sent => "partis",
            Self::Failed => "echecs",
            Self::Stopped => "arretes",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|standing| standing.as_str() == word)
    }

    fn words(self) -> (Tone, &'static str, &'static str) {
        match self {
            Self::Waiting => (Tone::Attention, "En attente", "En attente"),
            Self::Sent => (Tone::Accepted, "Parti", "Partis"),
            Self::Failed => (Tone::Refused, "Échec", "Échecs"),
            Self::Stopped => (Tone::Quiet, "Arrêté", "Arrêtés"),
        }
    }
}

/// Someone a mailing was launched for.
#[derive(Clone, Debug)]
pub struct RecipientLine {
    /// Their identity.
    pub participant: Uuid,
    /// Family name, given name.
    pub name: String,
    /// Their letter, while there is one.
    pub letter: Option<Uuid>,
    /// Where it stands.
    pub standing: RecipientStanding,
    /// How often sending was tried.
    pub attempts: u32,
    /// Why the last try failed; may be empty.
    pub last_error: String,
    /// When it left.
    pub sent_at: Option<Moment>,
}

/// A launched mailing.
#[derive(Clone, Debug)]
pub struct RunningView {
    /// How many letters stand where, in the order of [`RecipientStanding::ALL`].
    pub totals: [u32; 4],
    /// Those shown.
    pub shown: Option<RecipientStanding>,
    /// The page.
    pub lines: Vec<RecipientLine>,
    /// Which page it is, from 1.
    pub page: u32,
    /// Who launched it.
    pub launched_by: String,
}

impl RunningView {
    /// How many people the list has.
    #[must_use]
    pub fn total(&self) -> u32 {
        RecipientStanding::ALL
            .into_iter()
            .zip(self.totals)
            .filter(|(standing, _)| self.shown.is_none_or(|shown| shown == *standing))
            .map(|(_, total)| total)
            .sum()
    }

    fn everybody(&self) -> u32 {
        self.totals.iter().sum()
    }
}

pub(super) fn running(view: &MailingView, progress: &RunningView) -> AnyView {
    let live = view.standing == MailingStanding::Sending;
    let live = live.then(|| {
        let word = progress.shown.map_or("", RecipientStanding::as_str);
        format!("{}/suivi?etat={word}&page={}", mailing_href(view.id), progress.page)
    });
    view! {
        <div id="suivi" class="stack" data-live=live><MailingProgress view=view.clone()/></div>
        <details class="blanks">
            <summary>"Le texte envoyé, avec ses repères"</summary>
            <pre>{view.text.clone()}</pre>
        </details>
        <p class="soft">"Lancé par "{progress.launched_by.clone()}"."</p>
    }
    .into_any()
}

/// How far a launched mailing is: the part of its page that changes.
#[component]
pub fn MailingProgress(
    /// The mailing.
    view: MailingView,
) -> impl IntoView {
    let href = mailing_href(view.id);
    view.body.as_ref().err().map(|progress| {
        view! {
            {numbers(progress)}
            {acts(&view, progress, &href)}
            {filters(progress, &href)}
            {table(progress, &href)}
        }
    })
}

fn numbers(progress: &RunningView) -> AnyView {
    let [waiting, sent, failed, stopped] = progress.totals;
    let (all, done) = (progress.everybody(), sent + failed + stopped);
    view! {
        <div class="sending">
            <p role="status"><label for="avancement">
                {fr::count(sent, "courriel parti", "courriels partis")}" sur "{all}
                {(waiting > 0).then(|| format!(", {waiting} en attente"))}
                {(failed > 0).then(|| format!(", {}", fr::count(failed, "échec", "échecs")))}
                {(stopped > 0).then(|| format!(", {}", fr::count(stopped, "arrêté", "arrêtés")))}"."
            </label></p>
            <progress id="avancement" value=done max=all.max(1)></progress>
        </div>
    }
    .into_any()
}

fn acts(view: &MailingView, progress: &RunningView, href: &str) -> AnyView {
    let [waiting, _, failed, _] = progress.totals;
    let act = |value: &'static str, class: &'static str, label: &'static str| {
        view! { <button class=class type="submit" name="acte" value=value>{label}</button>" " }
    };
    let stopped = view.standing == MailingStanding::Stopped;
    let paused = view.standing == MailingStanding::Paused;
    let again = failed > 0 && !stopped;
    view! {
        {match view.standing {
            MailingStanding::Planned(at) => Some(format!("Les courriels partiront le {}.", fr::date_time(at))),
            MailingStanding::Paused => Some("L’envoi est suspendu\u{a0}: rien ne part tant que vous ne le reprenez pas.".to_owned()),
            MailingStanding::Stopped => Some("L’envoi est arrêté\u{a0}: ce qui n’était pas parti ne partira pas. Pour l’envoyer quand même, écrivez un nouvel envoi.".to_owned()),
            _ => None,
        }.map(|sentence| view! { <Notice tone=Tone::Quiet><p>{sentence}</p></Notice> })}
        <form class="actions" method="post" action=format!("{href}/suite")>
            {(waiting > 0 && paused).then(|| act("reprendre", "", "Reprendre"))}
            {(waiting > 0 && !paused && !stopped).then(|| act("suspendre", "secondary", "Suspendre"))}
            {(waiting > 0 && !stopped).then(|| act("arreter", "danger", "Arrêter l’envoi"))}
            {again.then(|| act("reessayer", "secondary", "Réessayer les échecs"))}
        </form>
    }
    .into_any()
}

fn filters(progress: &RunningView, href: &str) -> AnyView {
    let link = |href: String, label: &str, total: u32, shown: bool| {
        view! {
            <li><a href=href aria-current=shown.then_some("true")>{format!("{label} ({total})")}</a></li>
        }
    };
    let all = link(href.to_owned(), "Tous", progress.everybody(), progress.shown.is_none());
    let each: Vec<_> = RecipientStanding::ALL
        .into_iter()
        .zip(progress.totals)
        .filter(|(standing, total)| *total > 0 || progress.shown == Some(*standing))
        .map(|(standing, total)| {
            let to = format!("{href}?etat={}", standing.as_str());
            link(to, standing.words().2, total, progress.shown == Some(standing))
        })
        .collect();
    view! { <nav class="filters" aria-label="Filtrer les personnes"><ul>{all}{each}</ul></nav> }
        .into_any()
}

fn table(progress: &RunningView, href: &str) -> AnyView {
    if progress.lines.is_empty() {
        return view! { <p class="soft">"Personne ici."</p> }.into_any();
    }
    let rows: Vec<_> = progress.lines.iter().map(row).collect();
    let word = progress.shown.map_or("", RecipientStanding::as_str);
    view! {
        <table class="rows">
            <caption class="spoken">"Les personnes, par nom"</caption>
            <thead>
                <tr>
                    <th scope="col">"Nom"</th>
                    <th scope="col">"État"</th>
                    <th scope="col" class="number">"Essais"</th>
                    <th scope="col">"Courriel"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <Pagination page=progress.page pages=pages(progress.total(), SIZE) href=format!("{href}?etat={word}&page=")/>
    }
    .into_any()
}

fn row(line: &RecipientLine) -> AnyView {
    let (tone, word, _) = line.standing.words();
    let why = line.last_error.clone();
    let left = line.sent_at.map(|at| format!(" le {}", fr::short_date_time(at)));
    view! {
        <tr>
            <th scope="row"><a href=participant_href(line.participant)>{line.name.clone()}</a></th>
            <td data-label="État">
                <div>
                    <StateWord tone word=format!("{word}{}", left.unwrap_or_default())/>
                    {(!why.is_empty()).then(|| view! { <p class="soft">{why}</p> })}
                </div>
            </td>
            <td class="number" data-label="Essais">{line.attempts}</td>
            <td data-label="Courriel">
                {match line.letter {
                    Some(id) => view! { <a href=letter_href(id)>"Lire"<span class="spoken">" le courriel à "{line.name.clone()}</span></a> }.into_any(),
                    None => "—".into_any(),
                }}
            </td>
        </tr>
    }
    .into_any()
}
