use std::sync::Arc;

use domain::Refusal;
use domain::checkin::Standing;
use domain::programme::{Kind, Programme, Session, Slot};
use domain::schedule::{Fit, fit};
use domain::time::Moment;
use leptos::prelude::*;

use crate::components::{Icon, Notice, SeatMeter, ThemeMark, TimeOfDay, Tone};
use crate::fr;

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
    /// Whether letters reach them.
    pub by_mail: bool,
    /// What they hold.
    pub held: Vec<Session>,
    /// What was just done, or refused.
    pub said: Option<(Tone, String)>,
    /// What time it is.
    pub now: Moment,
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
    let window = programme.plan.event.sign_up;
    let open = window.contains(ticket.now);
    let choices = open.then(|| choices(programme, ticket));
    let closed = (!open).then(|| {
        if ticket.now < window.start() {
            Refusal::SignUpNotOpen { opens: window.start() }
        } else {
            Refusal::SignUpClosed
        }
    });
    view! {
        {card(programme, ticket)}
        <ul class="actions screen-only">
            <li><button class="secondary" type="button" data-print hidden><Icon name="print"/>"Imprimer"</button></li>
            <li><a class="button secondary" href=format!("/billet/{secret}/agenda.ics")><Icon name="calendar"/>"Ajouter à mon agenda"</a></li>
        </ul>
        {(!ticket.by_mail).then(|| only_copy(ticket.code.clone()))}
        <section aria-labelledby="plan">
            <h2 id="plan">"Ma journée"</h2>
            <ol class="timeline">{plan(programme, ticket)}</ol>
        </section>
        {choices}
        {closed.map(closed_notice)}
        <section class="screen-only" aria-labelledby="autres">
            <h2 id="autres">"Je ne peux plus venir"</h2>
            <p>"Prévenez-nous\u{a0}: votre place servira à quelqu’un d’autre."</p>
            <p class="actions"><a class="button secondary danger" href=format!("/billet/{secret}/annuler")>"Annuler mon inscription"</a></p>
        </section>
    }
    .into_any()
}

fn closed_notice(refusal: Refusal) -> impl IntoView {
    view! {
        <section class="screen-only">
            <Notice tone=Tone::Quiet><p>{fr::refusal(&refusal)}</p></Notice>
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

fn card(programme: &Programme, ticket: &TicketView) -> impl IntoView + use<> {
    let event = &programme.plan.event;
    let welcome = programme
        .plan
        .timeline
        .first()
        .filter(|item| item.start < event.span.start())
        .map(|item| format!("{} dès {}", item.title, fr::clock(item.start)));
    view! {
        <article class="ticket" aria-labelledby="billet-nom">
            <header>
                <svg class="mark" aria-hidden="true"><use href="/icons.svg#passerelle"></use></svg>
                <p>{event.name.clone()}</p>
            </header>
            <div class="holder">
                <h1 id="billet-nom"><span>{ticket.first_name.clone()}</span>" "<span>{ticket.last_name.clone()}</span></h1>
                <p>{ticket.organisation.clone()}</p>
            </div>
            <div class="stub">
                <img class="qr" src=format!("/billet/{}/qr.svg", ticket.secret) alt="Code QR de votre billet" width="240" height="240"/>
                <p><span class="spoken">"Code du billet\u{a0}: "</span><strong class="ticket-code">{ticket.code.clone()}</strong></p>
                <p class="hint">"Montrez ce carré à l’accueil, ou dites ce code."</p>
            </div>
            <div class="when">
                <dl class="facts">
                    <div>
                        <Icon name="calendar"/>
                        <dt class="spoken">"Quand"</dt>
                        <dd>
                            <time datetime=event.span.start().rfc3339()>{fr::long_date(event.span.start())}", "{fr::clock(event.span.start())}</time>
                            {welcome.map(|welcome| view! { " "<span class="soft">{welcome}</span> })}
                        </dd>
                    </div>
                    <div>
                        <Icon name="pin"/>
                        <dt class="spoken">"Où"</dt>
                        <dd>{event.place.clone()}", "{event.address.clone()}</dd>
                    </div>
                </dl>
            </div>
        </article>
    }
}

/// The day: what everybody attends, what the person holds, what is still open.
fn plan(programme: &Programme, ticket: &TicketView) -> Vec<AnyView> {
    let slots = &programme.plan.slots;
    let mut items: Vec<(Moment, AnyView)> =
        ticket.held.iter().map(|session| (session.span.start(), held_item(session))).collect();
    for slot in slots {
        if !ticket.held.iter().any(|session| session.slot.as_ref() == Some(&slot.code)) {
            items.push((slot.span.start(), open_item(slot)));
        }
    }
    for item in &programme.plan.timeline {
        if !slots.iter().any(|slot| slot.span.start() == item.start) {
            let title = item.title.clone();
            let view = view! {
                <li><TimeOfDay at=item.start/><div><p>{title}</p></div></li>
            };
            items.push((item.start, view.into_any()));
        }
    }
    items.sort_by_key(|(start, _)| *start);
    items.into_iter().map(|(_, view)| view).collect()
}

fn held_item(session: &Session) -> AnyView {
    view! {
        <li class="choice">
            <TimeOfDay at=session.span.start()/>
            <div>
                <p class="what">{session.code.clone()}" · "{session.title.clone()}</p>
                <p class="soft">{session.room.clone()}", jusqu’à "{fr::clock(session.span.end())}</p>
            </div>
        </li>
    }
    .into_any()
}

fn open_item(slot: &Slot) -> AnyView {
    view! {
        <li class="open">
            <TimeOfDay at=slot.span.start()/>
            <div>
                <p class="what">{slot.name.clone()}"\u{a0}: aucun atelier choisi"</p>
                <p class="soft screen-only"><a href=format!("#choix-{}", slot.code)>"Choisir un atelier"</a></p>
            </div>
        </li>
    }
    .into_any()
}

fn choices(programme: &Programme, ticket: &TicketView) -> Vec<AnyView> {
    let mut sections: Vec<AnyView> =
        programme.plan.slots.iter().map(|slot| slot_choices(programme, ticket, slot)).collect();
    sections.push(kiosk_choices(programme, ticket));
    sections
}

fn slot_choices(programme: &Programme, ticket: &TicketView, slot: &Slot) -> AnyView {
    let id = format!("choix-{}", slot.code);
    let items: Vec<_> = programme
        .sessions
        .iter()
        .filter(|session| session.slot.as_ref() == Some(&slot.code))
        .map(|session| workshop_choice(programme, ticket, session))
        .collect();
    let held = ticket.held.iter().find(|session| session.slot.as_ref() == Some(&slot.code));
    let hint = held.map(|held| {
        view! {
            <p class="soft">"Vous êtes à l’atelier "{held.code.clone()}". En choisir un autre l’échange\u{a0}: votre place actuelle n’est rendue qu’une fois la nouvelle obtenue."</p>
        }
    });
    view! {
        <section class="screen-only" id=id.clone() aria-labelledby=format!("{id}-titre")>
            <h2 id=format!("{id}-titre")>{slot.name.clone()}" · "{fr::hours(slot.span)}</h2>
            {hint}
            <ul class="choices">{items}</ul>
        </section>
    }
    .into_any()
}

fn workshop_choice(programme: &Programme, ticket: &TicketView, session: &Session) -> AnyView {
    let chosen = ticket.held.iter().any(|held| held.id == session.id);
    let judged = fit(session, &ticket.held, ticket.now);
    let class = if chosen {
        "chosen"
    } else if session.seats.is_full() {
        "full"
    } else {
        ""
    };
    let state = if chosen {
        view! { <p class="kept"><Icon name="check"/>"Votre choix"</p> }.into_any()
    } else {
        view! { <SeatMeter seats=session.seats/> }.into_any()
    };
    let action = match judged {
        _ if chosen => act(ticket, session, "rendre", "secondary danger", "Rendre ma place"),
        Err(refusal) => why_not(fr::refusal(&refusal)),
        Ok(_) if session.seats.is_full() => why_not("Plus de place pour le moment".to_owned()),
        Ok(Fit::Swaps(_)) => act(ticket, session, "choisir", "secondary", "Changer pour celui-ci"),
        Ok(Fit::Free | Fit::Held) => {
            act(ticket, session, "choisir", "secondary", "Choisir cet atelier")
        }
    };
    view! {
        <li class=class>
            {heading(programme, session, true)}
            {state}
            {action}
        </li>
    }
    .into_any()
}

fn heading(programme: &Programme, session: &Session, with_room: bool) -> impl IntoView + use<> {
    let theme = programme.theme(&session.theme).cloned();
    let room = with_room.then(|| view! { " "<span>{session.room.clone()}</span> });
    view! {
        <div>
            <h3><span class="code">{session.code.clone()}</span>" "<a href=format!("/programme/{}", session.code)>{session.title.clone()}</a></h3>
            <p class="details">{theme.map(|theme| view! { <ThemeMark theme/> })}{room}</p>
        </div>
    }
}

fn why_not(sentence: String) -> AnyView {
    view! { <p class="why-not">{sentence}</p> }.into_any()
}

fn act(
    ticket: &TicketView,
    session: &Session,
    verb: &'static str,
    class: &'static str,
    label: &'static str,
) -> AnyView {
    view! {
        <form method="post" action=format!("/billet/{}/{verb}", ticket.secret)>
            <input type="hidden" name="session" value=session.id.to_string()/>
            <button class=class type="submit">{label}<span class="spoken">"\u{a0}: "{session.title.clone()}</span></button>
        </form>
    }
    .into_any()
}

fn kiosk_choices(programme: &Programme, ticket: &TicketView) -> AnyView {
    let kiosks: Vec<_> = programme
        .plan
        .activities
        .iter()
        .filter(|activity| activity.kind == Kind::Kiosk)
        .filter_map(|activity| {
            let sessions: Vec<_> = programme.sessions_of(&activity.code).collect();
            let first = *sessions.first()?;
            let visits: Vec<_> = sessions.iter().map(|session| visit(ticket, session)).collect();
            let clash = clash_with_kiosk(ticket, &sessions);
            Some(view! {
                <li>
                    {heading(programme, first, true)}
                    <ul class="visit-choices">{visits}</ul>
                    {clash.map(why_not)}
                </li>
            })
        })
        .collect();
    view! {
        <section class="screen-only" id="choix-kiosques" aria-labelledby="choix-kiosques-titre">
            <h2 id="choix-kiosques-titre">"Visites des kiosques"</h2>
            <p class="soft">"Une visite dure environ vingt minutes. Vous pouvez en réserver plusieurs, à des heures différentes."</p>
            <ul class="choices kiosks">{kiosks}</ul>
        </section>
    }
    .into_any()
}

fn visit(ticket: &TicketView, session: &Session) -> AnyView {
    let hour = fr::clock(session.span.start());
    if ticket.held.iter().any(|held| held.id == session.id) {
        return view! {
            <li class="mine">
                <form method="post" action=format!("/billet/{}/rendre", ticket.secret)>
                    <input type="hidden" name="session" value=session.id.to_string()/>
                    <button type="submit">{hour}" "<span class="places">"Rendre ma place"<span class="spoken">"\u{a0}: "{session.title.clone()}</span></span></button>
                </form>
            </li>
        }
        .into_any();
    }
    let taken = |word: &'static str| {
        view! { <li><p class="taken">{hour.clone()}" "<span class="places">{word}</span></p></li> }
            .into_any()
    };
    match fit(session, &ticket.held, ticket.now) {
        Err(Refusal::Clash { .. }) => taken("Déjà pris·e"),
        Err(Refusal::KioskAlreadyVisited { .. }) => taken("Autre heure"),
        Err(_) => taken("Fermé"),
        Ok(_) if session.seats.is_full() => taken("Complet"),
        Ok(_) => view! {
            <li>
                <form method="post" action=format!("/billet/{}/choisir", ticket.secret)>
                    <input type="hidden" name="session" value=session.id.to_string()/>
                    <button class="secondary" type="submit">
                        {hour}" "
                        <span class="places">
                            {fr::count(session.seats.left(), "place", "places")}
                            <span class="spoken">"\u{a0}: réserver "{session.title.clone()}</span>
                        </span>
                    </button>
                </form>
            </li>
        }
        .into_any(),
    }
}

/// Why none of a kiosk's free visits can be taken, when that is so.
fn clash_with_kiosk(ticket: &TicketView, sessions: &[&Session]) -> Option<String> {
    let refusals: Vec<Refusal> = sessions
        .iter()
        .filter_map(|session| fit(session, &ticket.held, ticket.now).err())
        .collect();
    (refusals.len() == sessions.len()).then(|| refusals.first().map(fr::refusal))?
}

fn waiting(programme: &Programme, ticket: &TicketView) -> AnyView {
    let place = ticket.place.unwrap_or(0);
    let ordinal = if place == 1 { "1re".to_owned() } else { format!("{place}e") };
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
