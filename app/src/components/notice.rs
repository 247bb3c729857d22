use leptos::prelude::*;

use super::Icon;

/// What a notice or a word of state means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// For information.
    Quiet,
    /// It is done.
    Accepted,
    /// Something to look at.
    Attention,
    /// It was not done.
    Refused,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Quiet => "quiet",
            Self::Accepted => "accepted",
            Self::Attention => "attention",
            Self::Refused => "refused",
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Self::Quiet => "info",
            Self::Accepted => "check",
            Self::Attention => "warning",
            Self::Refused => "cross",
        }
    }
}

/// A boxed message, with its tone told by an icon too.
#[component]
pub fn Notice(
    /// What it means.
    tone: Tone,
    /// Another icon than the tone's own.
    #[prop(optional)]
    icon: &'static str,
    /// Whether it spans the page, above everything.
    #[prop(optional)]
    banner: bool,
    /// The message.
    children: Children,
) -> impl IntoView {
    let icon = if icon.is_empty() { tone.icon() } else { icon };
    let class = match tone {
        Tone::Quiet => "notice".to_owned(),
        _ => format!("notice {}", tone.class()),
    };
    view! {
        <div class=if banner { format!("{class} page-banner") } else { class } role="note">
            <Icon name=icon/>
            <div>{children()}</div>
        </div>
    }
}

/// One word of state, with its tone told by an icon too.
#[component]
pub fn StateWord(
    /// What it means.
    tone: Tone,
    /// The word.
    #[prop(into)]
    word: String,
) -> impl IntoView {
    view! {
        <span class=format!("state {}", tone.class())><Icon name=tone.icon()/>{word}</span>
    }
}
