use domain::programme::Programme;
use leptos::prelude::*;

use super::TicketView;
use crate::components::Icon;
use crate::fr;

/// The ticket itself: name, code, when and where.
pub(super) fn card(programme: &Programme, ticket: &TicketView) -> impl IntoView + use<> {
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
