use std::sync::Arc;

use domain::programme::{Activity, Kind, Programme, Session};
use leptos::prelude::*;

use crate::components::{Icon, SessionSeats, ThemeMark, TimeOfDay, hosts};
use crate::fr;
use crate::shell::Back;

/// `/programme/{code}`: one workshop or kiosk.
#[component]
pub fn ActivityPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// The workshop or kiosk.
    activity: Activity,
) -> impl IntoView {
    let sessions: Vec<Session> = programme.sessions_of(&activity.code).cloned().collect();
    let anchor = sessions
        .first()
        .and_then(|session| session.slot.clone())
        .map_or_else(|| "kiosques".to_owned(), |slot| format!("creneau-{slot}"));
    let theme = programme.theme(&activity.theme).cloned();
    let roadmap = theme.as_ref().is_some_and(|theme| theme.roadmap);
    let room = sessions.first().map(|session| session.room.clone());
    let hosts = hosts(&activity);
    let kind = activity.kind;
    view! {
        <Back href=format!("/programme#{anchor}") label="Programme"/>
        <p class="entry-kind">
            <span class="code">{activity.code.clone()}</span>" "{fr::kind(kind)}" "
            {theme.map(|theme| view! { <ThemeMark theme/> })}
        </p>
        <h1>{activity.title.clone()}</h1>
        {(!activity.summary.is_empty()).then(|| view! { <p class="lead">{activity.summary.clone()}</p> })}
        <dl class="facts">
            <div>
                <Icon name="pin"/>
                <dt>"Salle"</dt>
                <dd>{room}</dd>
            </div>
            <div>
                <Icon name="person"/>
                <dt>{match kind { Kind::Workshop => "Animation", Kind::Kiosk => "Exposant·e" }}</dt>
                <dd>{hosts}</dd>
            </div>
            {times(sessions)}
        </dl>
        {roadmap.then(|| view! { <p>"Ce thème nourrit la feuille de route régionale."</p> })}
        <p class="actions">
            <a class="button" href="/inscription">"M’inscrire à la conférence"</a>
            <a href="/retrouver-mon-billet">"Déjà inscrit·e\u{202f}? Choisir depuis mon billet"</a>
        </p>
    }
}

fn times(sessions: Vec<Session>) -> Vec<AnyView> {
    sessions
        .into_iter()
        .map(|session| {
            view! {
                <div>
                    <Icon name="clock"/>
                    <dt>{if session.slot.is_some() { "Horaire" } else { "Visite" }}</dt>
                    <dd>
                        <TimeOfDay at=session.span.start() span=session.span/>
                        <SessionSeats session=session.clone()/>
                    </dd>
                </div>
            }
            .into_any()
        })
        .collect()
}
