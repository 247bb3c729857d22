use domain::programme::Session;
use leptos::prelude::*;

use crate::components::{Icon, Notice, SeatMeter, Tone};
use crate::fr;
use crate::shell::Back;

/// A seat that became someone's while they waited, and what is left of it.
#[derive(Clone, Debug)]
pub struct FreedSeatView {
    /// The secret of the person's pages.
    pub secret: String,
    /// Where the seat is.
    pub session: Session,
    /// Whether it is still theirs.
    pub held: bool,
    /// Their place in its line, should they wait again.
    pub place: Option<u32>,
    /// What they could take at that time instead.
    pub free: Vec<Session>,
    /// Why they cannot give it back by themselves; `None` when they can.
    pub tied: Option<String>,
    /// Whether they have just said that they keep it.
    pub kept: bool,
    /// What was just done.
    pub said: Option<(Tone, String)>,
}

/// `/billet/{secret}/place/{session}`: where a letter leads that says a seat is theirs.
#[component]
pub fn FreedSeatPage(
    /// The seat.
    seat: FreedSeatView,
) -> impl IntoView {
    let said = seat.said.clone().map(|(tone, sentence)| {
        view! { <Notice tone><p role="status">{sentence}</p></Notice> }
    });
    let body = if seat.held { theirs(&seat) } else { gone(&seat) };
    view! {
        <Back href=format!("/billet/{}", seat.secret) label="Mon billet"/>
        {said}
        {body}
    }
}

fn theirs(seat: &FreedSeatView) -> AnyView {
    let title =
        if seat.kept { "Cette place est à vous" } else { "Une place s’est libérée pour vous" };
    let keep = (!seat.kept).then(|| answer("garder", "large", "Garder cette place"));
    let give_back = match &seat.tied {
        None => answer("rendre", "secondary danger", "Rendre cette place"),
        Some(why) => {
            let why = why.clone();
            view! { <Notice tone=Tone::Quiet><p>{why}</p></Notice> }.into_any()
        }
    };
    view! {
        <h1>{title}</h1>
        {facts(&seat.session)}
        <p>
            {if seat.kept {
                "Si vous ne pouvez plus venir, rendez-la\u{a0}: elle ira tout de suite à la personne suivante."
            } else {
                "Elle est à vous. Vous n’en voulez plus\u{202f}? Rendez-la\u{a0}: elle ira tout de suite à la personne suivante."
            }}
        </p>
        <form method="post" action=format!("/billet/{}/place/{}", seat.secret, seat.session.id)>
            <div class="actions wide">{keep}{give_back}</div>
        </form>
    }
    .into_any()
}

fn answer(value: &'static str, class: &'static str, label: &'static str) -> AnyView {
    view! { <button class=class type="submit" name="reponse" value=value>{label}</button> }
        .into_any()
}

fn facts(session: &Session) -> impl IntoView + use<> {
    view! {
        <p class="lead"><span class="code">{session.code.clone()}</span>" "{session.title.clone()}</p>
        <dl class="facts">
            <div>
                <Icon name="clock"/>
                <dt class="spoken">"Quand"</dt>
                <dd>{fr::date(session.span.start())}", "<span class="nowrap">{fr::hours(session.span)}</span></dd>
            </div>
            <div>
                <Icon name="pin"/>
                <dt class="spoken">"Salle"</dt>
                <dd>{session.room.clone()}</dd>
            </div>
        </dl>
    }
}

fn gone(seat: &FreedSeatView) -> AnyView {
    let session = &seat.session;
    let sentence = match seat.place {
        _ if session.cancelled => format!("{} n’aura pas lieu.", session.code),
        Some(place) => format!(
            "Vous êtes à nouveau sur sa liste d’attente, à la {} place.",
            fr::ordinal(place)
        ),
        None => "Vous l’avez rendue, ou vous avez choisi autre chose depuis.".to_owned(),
    };
    let anchor = session.slot.as_deref().unwrap_or("kiosques");
    let choices = format!("/billet/{}#choix-{anchor}", seat.secret);
    view! {
        <h1>"Cette place n’est plus à vous"</h1>
        <p class="lead"><span class="code">{session.code.clone()}</span>" "{session.title.clone()}</p>
        <p>{sentence}</p>
        {still_free(&seat.free)}
        <p class="actions"><a class="button" href=choices>"Voir mon billet et choisir"</a></p>
    }
    .into_any()
}

fn still_free(free: &[Session]) -> AnyView {
    if free.is_empty() {
        return view! { <p>"Rien d’autre n’est libre à cette heure pour le moment."</p> }
            .into_any();
    }
    let items: Vec<_> = free
        .iter()
        .map(|session| {
            view! {
                <li>
                    <p>
                        <span class="code">{session.code.clone()}</span>" "{session.title.clone()}
                        ", "<span class="nowrap">{fr::clock(session.span.start())}</span>
                    </p>
                    <SeatMeter seats=session.seats/>
                </li>
            }
        })
        .collect();
    view! {
        <h2>"Encore libre à cette heure"</h2>
        <ul class="still-free">{items}</ul>
    }
    .into_any()
}
