use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::PROGRAMME;
use crate::components::{Icon, Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// Counts down on the page, where scripts run; the sentence is true without.
pub const COUNTDOWN: &str = include_str!("countdown.js");

/// A change whose letters wait, have left, or were called back.
#[derive(Clone, Debug)]
pub struct AnnouncementLine {
    /// Its identity.
    pub id: Uuid,
    /// What has changed, in words.
    pub about: String,
    /// Who changed it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// How many letters were written.
    pub letters: u32,
    /// How many can still be called back.
    pub waiting: u32,
    /// When they leave.
    pub due_at: Moment,
    /// When they were called back.
    pub called_back_at: Option<Moment>,
}

/// Changes that people are told of, the newest first; nothing when there are none.
#[component]
pub fn Announcements(
    /// Each of them.
    lines: Vec<AnnouncementLine>,
    /// Whether letters leave at all.
    by_mail: bool,
    /// What time it is.
    now: Moment,
) -> impl IntoView {
    (!lines.is_empty()).then(|| {
        let lines: Vec<_> = lines.iter().map(|line| announcement(line, by_mail, now)).collect();
        view! {
            <section id="lettres" class="announcements" aria-labelledby="lettres-titre">
                <h2 id="lettres-titre">"Lettres de ces changements"</h2>
                <ul>{lines}</ul>
            </section>
        }
    })
}

fn announcement(line: &AnnouncementLine, by_mail: bool, now: Moment) -> AnyView {
    let waiting = line.waiting > 0;
    view! {
        <li class=if waiting { "waiting" } else { "over" }>
            <p>
                <strong>{line.about.clone()}</strong><br/>
                <span class="soft">{fr::short_date_time(line.at)}", "{fr::actor(&line.by).to_owned()}</span>
            </p>
            {state(line, by_mail, now)}
            {waiting.then(|| view! {
                <form method="post" action=format!("{PROGRAMME}/lettres/{}/rappeler", line.id)>
                    <button class="secondary" type="submit"><Icon name="undo"/>"Rappeler ces lettres"</button>
                </form>
            })}
        </li>
    }
    .into_any()
}

fn state(line: &AnnouncementLine, by_mail: bool, now: Moment) -> AnyView {
    let seconds = line.due_at.seconds_since(now);
    let letters = fr::count(line.waiting, "lettre", "lettres");
    if line.waiting > 0 && seconds > 0 {
        let leave = if line.waiting > 1 { "partent" } else { "part" };
        return view! {
            <p role="timer">
                <Icon name="clock"/>{letters}" "{leave}" "
                <span data-due=seconds.to_string()>{fr::in_seconds(seconds)}</span>"."
            </p>
        }
        .into_any();
    }
    if line.waiting > 0 {
        let state = if by_mail {
            "en cours d’envoi"
        } else {
            "en attente\u{a0}: le courriel n’est pas configuré"
        };
        return view! { <p><Icon name="mail"/>{letters}" "{state}"."</p> }.into_any();
    }
    let written = fr::count(line.letters, "lettre", "lettres");
    match line.called_back_at {
        Some(at) => view! {
            <p><Icon name="undo"/>"Rappelées à "{fr::clock(at)}"\u{a0}: ces lettres ne partiront pas."</p>
        }
        .into_any(),
        None => view! {
            <p><Icon name="check"/>{written}" "{if line.letters > 1 { "sont parties" } else { "est partie" }}"."</p>
        }
        .into_any(),
    }
}

/// What calling back came to: said where nothing could be called back any more.
#[component]
pub fn CallBackPage(
    /// What the change was.
    about: String,
) -> impl IntoView {
    view! {
        <Back href=PROGRAMME label="Programme"/>
        <h1>"Ces lettres sont déjà parties"</h1>
        <Notice tone=Tone::Attention>
            <p><strong>{about}</strong></p>
            <p>"Les deux minutes sont passées, ou une autre personne de l’équipe les a rappelées. Pour corriger, changez à nouveau le programme\u{a0}: une nouvelle lettre le dira."</p>
        </Notice>
        <p class="actions"><a class="button secondary" href=PROGRAMME>"Revenir au programme"</a></p>
    }
}
