use domain::programme::Session;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::hosted_href;
use crate::components::{Notice, StateWord, TimeOfDay, Tone};
use crate::fr;
use crate::shell::Back;

/// Someone with a seat, as their host sees them.
#[derive(Clone, Debug)]
pub struct Attendee {
    /// Who.
    pub participant: Uuid,
    /// Last name, then first name.
    pub name: String,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// Whether they are there.
    pub present: bool,
}

/// A message to the people of a session.
#[derive(Clone, Debug)]
pub struct WrittenMessage {
    /// Its identity.
    pub id: Uuid,
    /// Its heading.
    pub subject: String,
    /// When it was written.
    pub created_at: Moment,
    /// For how many people.
    pub recipients: u32,
    /// Whether it was called back.
    pub called_back: bool,
    /// How many seconds there are left to call it back; 0 when it has left.
    pub seconds_left: u32,
}

/// A session, as its host sees it.
#[derive(Clone, Debug)]
pub struct HostedView {
    /// The session.
    pub session: Session,
    /// Who has a seat, by last name.
    pub people: Vec<Attendee>,
    /// What was written to them, the latest first.
    pub messages: Vec<WrittenMessage>,
    /// What was just done.
    pub said: Option<(Tone, String)>,
}

/// `/animation/{id}`: who comes, who is there, what was written to them.
#[component]
pub fn HostedPage(
    /// The session.
    view: HostedView,
) -> impl IntoView {
    let session = &view.session;
    let href = hosted_href(session.id);
    let present = view.people.iter().filter(|person| person.present).count();
    let present = u32::try_from(present).unwrap_or(u32::MAX);
    let all = u32::try_from(view.people.len()).unwrap_or(u32::MAX);
    view! {
        <Back href="/animation" label="Animation"/>
        <header class="page-head">
            <h1><span class="code">{session.code.clone()}</span>" "{session.title.clone()}</h1>
            {session.cancelled.then(|| view! { <StateWord tone=Tone::Refused word="N’aura pas lieu"/> })}
        </header>
        {view.said.clone().map(|(tone, words)| view! { <Notice tone><p role="status">{words}</p></Notice> })}
        <p>
            <TimeOfDay at=session.span.start() span=session.span/>", "{session.room.clone()}". "
            {fr::count(all, "personne inscrite", "personnes inscrites")}", "
            {fr::count(present, "présente", "présentes")}"."
        </p>
        <p class="actions">
            <a class="button" href=format!("/accueil/seance/{}", session.id)>"Lire les billets"</a>
            " "
            <a class="button secondary" href=format!("{href}/message")>"Écrire à ces personnes"</a>
        </p>
        {messages(&view)}
        <h2 id="presences">"Présences"</h2>
        {people(&view)}
    }
}

fn people(view: &HostedView) -> AnyView {
    if view.people.is_empty() {
        return view! {
            <p class="soft">"Personne n’est encore inscrit à cette séance."</p>
        }
        .into_any();
    }
    let href = hosted_href(view.session.id);
    let rows: Vec<_> = view.people.iter().map(|person| row(person, &href)).collect();
    view! { <ul class="attendance" aria-labelledby="presences">{rows}</ul> }.into_any()
}

fn row(person: &Attendee, href: &str) -> AnyView {
    let id = format!("personne-{}", person.participant.simple());
    let (address, word, class) = if person.present {
        (format!("{href}/presence/annuler"), "Retirer", "small secondary")
    } else {
        (format!("{href}/presence"), "Noter présent·e", "small")
    };
    let organisation = (!person.organisation.is_empty())
        .then(|| view! { <span class="soft">{person.organisation.clone()}</span> });
    view! {
        <li id=id class=person.present.then_some("present")>
            <div>
                <strong>{person.name.clone()}</strong>
                {person.present.then(|| view! { " "<StateWord tone=Tone::Accepted word="Présent·e"/> })}
                {organisation}
            </div>
            <form method="post" action=address>
                <input type="hidden" name="participant" value=person.participant.to_string()/>
                <button class=class type="submit">
                    {word}<span class="spoken">"\u{a0}: "{person.name.clone()}</span>
                </button>
            </form>
        </li>
    }
    .into_any()
}

fn messages(view: &HostedView) -> Option<AnyView> {
    let href = hosted_href(view.session.id);
    let lines: Vec<_> = view.messages.iter().map(|message| line(message, &href)).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <h2 id="messages">"Messages écrits"</h2>
            <ul class="history" aria-labelledby="messages">{lines}</ul>
        }
        .into_any()
    })
}

fn line(message: &WrittenMessage, href: &str) -> AnyView {
    let people = fr::count(message.recipients, "personne", "personnes");
    let state = if message.called_back {
        view! { <StateWord tone=Tone::Quiet word="Rappelé, rien n’est parti"/> }.into_any()
    } else if message.seconds_left > 0 {
        let action = format!("{href}/message/{}/rappeler", message.id);
        let wait = fr::count(message.seconds_left, "seconde", "secondes");
        view! {
            <form method="post" action=action>
                <button class="small secondary" type="submit">"Rappeler ce message"</button>
                <span class="soft">" Il part dans "{wait}"."</span>
            </form>
        }
        .into_any()
    } else {
        view! { <StateWord tone=Tone::Accepted word="Parti"/> }.into_any()
    };
    view! {
        <li>
            <time datetime=message.created_at.rfc3339()>{fr::short_date_time(message.created_at)}</time>
            <div><strong>{message.subject.clone()}</strong>", à "{people}". "{state}</div>
        </li>
    }
    .into_any()
}
