use domain::Refusal;
use domain::programme::{Kind, Programme};
use domain::schedule::Fit;
use leptos::prelude::*;

use super::choices::act;
use super::{Hands, TicketView, Waited};
use crate::fr;

/// The lines someone waits in, with what stands between them and a seat.
pub(super) fn lines(programme: &Programme, ticket: &TicketView, hands: &Hands) -> Option<AnyView> {
    if ticket.waited.is_empty() {
        return None;
    }
    let items: Vec<_> =
        ticket.waited.iter().map(|waited| line(programme, ticket, hands, waited)).collect();
    let promise = if ticket.by_mail {
        "Quand votre tour vient, la place est à vous et un courriel vous prévient."
    } else {
        "Quand votre tour vient, la place est à vous\u{a0}: revenez voir cette page."
    };
    Some(
        view! {
            <div class="screen-only stack" id="attente">
                <h3>"Mes listes d’attente"</h3>
                <p class="soft">{promise}</p>
                <ul class="choices lines">{items}</ul>
            </div>
        }
        .into_any(),
    )
}

fn line(programme: &Programme, ticket: &TicketView, hands: &Hands, waited: &Waited) -> AnyView {
    let session = &waited.session;
    let may_leave = !matches!(hands, Hands::Tied(_));
    let wish = waited.rank.map(|rank| format!("C’était votre vœu {rank}."));
    view! {
        <li>
            <div>
                <p class="what">
                    <span class="code">{session.code.clone()}</span>" "
                    <a href=format!("/programme/{}", session.code)>{session.title.clone()}</a>
                </p>
                <p class="soft">{fr::hours(session.span)}", "{session.room.clone()}</p>
            </div>
            <div>
                <p class="place">{place(waited)}"."</p>
                {obstacle(programme, ticket, waited).map(|sentence| view! { <p class="soft">{sentence}</p> })}
                {wish.map(|wish| view! { <p class="soft">{wish}</p> })}
            </div>
            {may_leave.then(|| act(ticket, session, "quitter", "secondary", "Quitter la liste"))}
        </li>
    }
    .into_any()
}

/// « Vous êtes 3e sur la liste d’attente ».
pub(super) fn place(waited: &Waited) -> String {
    format!("Vous êtes {} sur la liste d’attente", fr::ordinal(waited.place))
}

/// What would happen to the rest of their day, or keeps them from the seat for now.
fn obstacle(programme: &Programme, ticket: &TicketView, waited: &Waited) -> Option<String> {
    let session = &waited.session;
    match ticket.fits(programme, session) {
        Ok(Fit::Swaps(old)) if waited.swap => Some(format!(
            "Si une place se libère, elle remplace votre place à {}, qui est rendue.",
            old.code
        )),
        Ok(Fit::Swaps(old)) => Some(until_given_back(&old.code)),
        Err(Refusal::Clash { code, .. } | Refusal::KioskAlreadyVisited { code, .. }) => {
            Some(until_given_back(&code))
        }
        Err(refusal) => Some(fr::refusal(&refusal)),
        Ok(Fit::Free | Fit::Held) if !session.seats.is_full() && session.kind == Kind::Workshop => {
            Some("Une place est libre\u{a0}: vous pouvez la choisir ci-dessous.".to_owned())
        }
        Ok(Fit::Free | Fit::Held) => None,
    }
}

/// Why their turn passes: they are expected elsewhere then.
pub(super) fn until_given_back(code: &str) -> String {
    format!("Vous gardez {code}\u{a0}: votre tour passera tant que vous ne l’aurez pas rendu.")
}
