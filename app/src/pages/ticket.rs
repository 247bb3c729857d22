mod card;
mod choices;
mod freed;
mod group;
mod lines;
mod plan;
mod wishes;

use std::sync::Arc;

use domain::Refusal;
use domain::checkin::Standing;
use domain::programme::{Event, Programme, Session};
use domain::schedule::{Fit, fit};
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use self::card::card;
use self::choices::{choices, kept};
use self::lines::lines;
use self::plan::plan;
use self::wishes::slots_on_wishes;
use crate::components::{Icon, Notice, Tone};
use crate::fr;

pub use freed::{FreedSeatPage, FreedSeatView};
pub use group::{OwnGroup, TakenOverPage};
pub use wishes::{OutcomeView, WishesView};

/// What a participant's own page shows.
#[derive(Clone, Debug)]
pub struct TicketView {
    /// The secret of these pages.
    pub secret: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Their readable code, with its dash.
    pub code: String,
    /// Where their registration stands.
    pub standing: Standing,
    /// Their place in the conference's line, when they wait.
    pub place: Option<u32>,
    /// Whether they were let in at the main entrance.
    pub arrived: bool,
    /// Whether letters reach them.
    pub by_mail: bool,
    /// What they hold.
    pub held: Vec<Session>,
    /// The lines they wait in.
    pub waited: Vec<Waited>,
    /// What they wish for in the slots that are on wishes.
    pub wishes: Vec<WishesView>,
    /// What came of their wishes.
    pub outcomes: Vec<OutcomeView>,
    /// The group they were registered with, if any.
    pub group: Option<OwnGroup>,
    /// What was just done, or refused.
    pub said: Option<(Tone, String)>,
    /// What time it is.
    pub now: Moment,
}

/// A line someone waits in for a seat.
#[derive(Clone, Debug)]
pub struct Waited {
    /// What for.
    pub session: Session,
    /// Their place in it, from 1.
    pub place: u32,
    /// Whether they give back what they hold in the same slot for it.
    pub swap: bool,
    /// Which of their wishes it was, from 1.
    pub rank: Option<u8>,
}

impl TicketView {
    fn fits(&self, programme: &Programme, session: &Session) -> Result<Fit<'_>, Refusal> {
        fit(session, &self.held, programme.plan.event.walk, self.now)
    }

    fn holds(&self, session: Uuid) -> bool {
        self.held.iter().any(|held| held.id == session)
    }

    fn waits(&self, session: Uuid) -> Option<&Waited> {
        self.waited.iter().find(|waited| waited.session.id == session)
    }
}

/// What people may do by themselves now.
enum Hands {
    /// Everything.
    Free,
    /// Give back and leave lines; why not more.
    GiveBack(Refusal),
    /// Nothing; who does it for them.
    Tied(Refusal),
}

impl Hands {
    fn of(event: &Event, now: Moment) -> Self {
        if event.freezes_at.is_some_and(|freeze| freeze <= now) {
            Self::Tied(frozen(event))
        } else if now < event.sign_up.start() {
            Self::GiveBack(Refusal::SignUpNotOpen { opens: event.sign_up.start() })
        } else if now >= event.sign_up.end() {
            Self::GiveBack(Refusal::SignUpClosed)
        } else {
            Self::Free
        }
    }
}

fn frozen(event: &Event) -> Refusal {
    Refusal::SelfServiceFrozen {
        phone: event.contact_phone.clone(),
        email: event.contact_email.clone(),
    }
}

/// `/billet/{secret}`: the ticket, the day, the choices.
#[component]
pub fn TicketPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// The person's.
    ticket: TicketView,
) -> impl IntoView {
    let said = ticket.said.clone().map(|(tone, sentence)| {
        view! { <Notice tone><p role="status">{sentence}</p></Notice> }
    });
    match ticket.standing {
        Standing::Registered => view! { {said} {registered(&programme, &ticket)} }.into_any(),
        Standing::Waiting => view! { {said} {waiting(&programme, &ticket)} }.into_any(),
        Standing::Cancelled => view! { {said} {cancelled(&ticket)} }.into_any(),
    }
}

fn registered(programme: &Programme, ticket: &TicketView) -> AnyView {
    let secret = ticket.secret.clone();
    let hands = Hands::of(&programme.plan.event, ticket.now);
    view! {
        {card(programme, ticket)}
        <ul class="actions screen-only">
            <li><button class="secondary" type="button" data-print hidden><Icon name="print"/>"Imprimer"</button></li>
            <li><a class="button secondary" href=format!("/billet/{secret}/agenda.ics")><Icon name="calendar"/>"Ajouter à mon agenda"</a></li>
            {ticket.arrived.then(|| view! {
                <li><a class="button secondary" href=format!("/billet/{secret}/attestation")><Icon name="check"/>"Mon attestation de présence"</a></li>
            })}
        </ul>
        {(!ticket.by_mail).then(|| only_copy(ticket.code.clone()))}
        <section aria-labelledby="plan">
            <h2 id="plan">"Ma journée"</h2>
            <ol class="timeline">{plan(programme, ticket)}</ol>
            {lines(programme, ticket, &hands)}
        </section>
        {what_can_be_done(programme, ticket, &hands)}
        {ticket.group.as_ref().map(|own| group::group(&secret, own))}
        <section class="screen-only" aria-labelledby="autres">
            <h2 id="autres">"Je ne peux plus venir"</h2>
            <p>"Prévenez-nous\u{a0}: votre place servira à quelqu’un d’autre."</p>
            <p class="actions"><a class="button secondary danger" href=format!("/billet/{secret}/annuler")>"Annuler mon inscription"</a></p>
        </section>
    }
    .into_any()
}

fn what_can_be_done(programme: &Programme, ticket: &TicketView, hands: &Hands) -> AnyView {
    match hands {
        Hands::Free => choices(programme, ticket).into_any(),
        Hands::GiveBack(why) => view! {
            {slots_on_wishes(programme, ticket)}
            {why_not_more(why)}
            {kept(programme, ticket)}
        }
        .into_any(),
        Hands::Tied(why) => why_not_more(why).into_any(),
    }
}

fn why_not_more(why: &Refusal) -> impl IntoView + use<> {
    let sentence = fr::refusal(why);
    view! {
        <section class="screen-only">
            <Notice tone=Tone::Quiet><p>{sentence}</p></Notice>
        </section>
    }
}

fn only_copy(code: String) -> impl IntoView {
    view! {
        <Notice tone=Tone::Attention>
            <p>"Sans adresse e-mail, cette page est la seule copie de votre billet. Notez votre code "<strong class="code">{code}</strong>", imprimez la page, ou gardez-la en favori."</p>
        </Notice>
    }
}

fn waiting(programme: &Programme, ticket: &TicketView) -> AnyView {
    let ordinal = fr::ordinal(ticket.place.unwrap_or(0));
    let secret = ticket.secret.clone();
    view! {
        <h1>"Vous êtes "{ordinal}" sur la liste d’attente"</h1>
        <p class="lead">{programme.plan.event.name.clone()}</p>
        <p>"Les "{programme.places.capacity}" places sont prises. Quand une place se libère, elle va tout de suite à la première personne de la liste."</p>
        <ul>
            {if ticket.by_mail {
                view! { <li>"Si votre tour vient, un courriel vous prévient et votre billet apparaît ici."</li> }.into_any()
            } else {
                view! { <li>"Sans adresse e-mail, revenez voir cette page\u{a0}: votre billet y apparaîtra si votre tour vient. Notez votre code "<strong class="code">{ticket.code.clone()}</strong>"."</li> }.into_any()
            }}
            <li>"Vous choisirez vos ateliers à ce moment-là."</li>
        </ul>
        <p class="actions">
            <a class="button" href="/programme">"Voir le programme"</a>
            <a class="button secondary danger" href=format!("/billet/{secret}/annuler")>"Quitter la liste d’attente"</a>
        </p>
        {ticket.group.as_ref().map(|own| group::group(&secret, own))}
    }
    .into_any()
}

fn cancelled(ticket: &TicketView) -> AnyView {
    view! {
        <h1>"Inscription annulée"</h1>
        <p class="lead">{ticket.first_name.clone()}" "{ticket.last_name.clone()}", votre inscription a été annulée. Votre place a été donnée."</p>
        <p>"Vous avez changé d’avis\u{202f}? Inscrivez-vous à nouveau, avec la même adresse."</p>
        <p class="actions">
            <a class="button" href="/inscription">"M’inscrire à nouveau"</a>
            <a href="/">"Revenir à l’accueil"</a>
        </p>
    }
    .into_any()
}
