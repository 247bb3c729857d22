use leptos::prelude::*;

use crate::components::{Icon, Tone};

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// How pressing it is.
    pub tone: Tone,
    /// What it is, in a sentence.
    pub words: String,
    /// Where it is seen to.
    pub href: String,
    /// What is done there.
    pub action: &'static str,
}

/// What needs attention, the most pressing first; that nothing does is said too.
pub(super) fn list(attention: &[Attention]) -> AnyView {
    if attention.is_empty() {
        return view! {
            <section class="attention" aria-labelledby="a-voir">
                <h2 id="a-voir" class="spoken">"À voir d’abord"</h2>
                <p class="quiet"><Icon name="check"/>"Rien ne demande votre attention."</p>
            </section>
        }
        .into_any();
    }
    let lines: Vec<_> = attention.iter().cloned().map(line).collect();
    view! {
        <section class="attention" aria-labelledby="a-voir">
            <h2 id="a-voir">"À voir d’abord"</h2>
            <ul>{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(attention: Attention) -> AnyView {
    let Attention { tone, words, href, action } = attention;
    let (class, icon) = match tone {
        Tone::Refused => ("refused", "cross"),
        Tone::Attention => ("attention", "warning"),
        Tone::Quiet | Tone::Accepted => ("quiet", "info"),
    };
    view! {
        <li class=class>
            <Icon name=icon/>
            <span>{words}" "<a href=href>{action}</a></span>
        </li>
    }
    .into_any()
}
