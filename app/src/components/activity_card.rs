use domain::programme::{Activity, Session, Theme};
use leptos::prelude::*;

use super::{SessionSeats, ThemeMark, TimeOfDay};

/// A workshop or kiosk in the programme, with the seats left on each of its sessions.
#[component]
pub fn ActivityCard(
    /// What it is.
    activity: Activity,
    /// Its theme.
    theme: Option<Theme>,
    /// Its sessions: one for a workshop, several for a kiosk.
    sessions: Vec<Session>,
) -> impl IntoView {
    let room = sessions.first().map(|session| session.room.clone());
    let hosts = hosts(&activity);
    view! {
        <article class="activity">
            <header>
                <span class="code">{activity.code.clone()}</span>
                {theme.map(|theme| view! { <ThemeMark theme/> })}
            </header>
            <h3><a href=format!("/programme/{}", activity.code)>{activity.title}</a></h3>
            <p class="soft">{room}<br/>{hosts}</p>
            {seats(sessions)}
        </article>
    }
}

fn seats(sessions: Vec<Session>) -> AnyView {
    if let [session] = sessions.as_slice()
        && session.slot.is_some()
    {
        return view! { <SessionSeats session=session.clone()/> }.into_any();
    }
    let visits: Vec<_> = sessions
        .into_iter()
        .map(|session| {
            view! {
                <li>
                    <TimeOfDay at=session.span.start()/>
                    " "
                    <SessionSeats session/>
                </li>
            }
        })
        .collect();
    view! { <ul class="visits">{visits}</ul> }.into_any()
}

/// « Animation : … », as printed on cards and sheets.
#[must_use]
pub fn hosts(activity: &Activity) -> String {
    activity
        .hosts
        .iter()
        .map(|host| {
            if host.organisation.is_empty() {
                host.name.clone()
            } else {
                format!("{} ({})", host.name, host.organisation)
            }
        })
        .collect::<Vec<_>>()
        .join(", ")
}
