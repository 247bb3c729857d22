//! What someone wishes for in a slot, and what came of it.

use domain::allocation::{Given, Passed, RANKS, nearest};
use domain::programme::{Programme, Session, Slot};
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::TicketView;
use super::choices::act;
use crate::components::{Icon, Notice, Tone};
use crate::fr;

/// How many free sessions are proposed to whoever was given nothing.
const PROPOSED: usize = 3;

/// Someone's wishes in one slot: as kept, or as just typed with what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WishesView {
    /// The code of the slot.
    pub slot: String,
    /// What is chosen for each rank, best first.
    pub ranked: Vec<Option<Uuid>>,
    /// When they were kept last; `None` when they never were.
    pub kept_at: Option<Moment>,
    /// What is wrong, by rank from 1.
    pub errors: Vec<(usize, String)>,
}

/// What came of someone's wishes in one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeView {
    /// The code of the slot.
    pub slot: String,
    /// What they were given.
    pub given: Option<Given>,
    /// Why nothing better.
    pub passed: Vec<Passed>,
}

/// The slots on wishes alone, for a time at which nothing can be chosen yet.
pub(super) fn slots_on_wishes(programme: &Programme, ticket: &TicketView) -> Vec<AnyView> {
    let slots = programme.plan.slots.iter();
    slots
        .filter_map(|slot| {
            let until = programme.wishes_until(&slot.code)?;
            Some(slot_on_wishes(programme, ticket, slot, until))
        })
        .collect()
}

/// One slot whose seats are given by wishes.
pub(super) fn slot_on_wishes(
    programme: &Programme,
    ticket: &TicketView,
    slot: &Slot,
    until: Moment,
) -> AnyView {
    let id = format!("choix-{}", slot.code);
    let held = ticket.held.iter().find(|session| session.slot.as_ref() == Some(&slot.code));
    let wishes = ticket.wishes.iter().find(|wishes| wishes.slot == slot.code);
    let content = match (held, wishes) {
        (Some(held), _) => seated(ticket, held),
        (None, wishes) if until <= ticket.now => closed(programme, wishes, until),
        (None, wishes) => open(programme, ticket, slot, until, wishes),
    };
    view! {
        <section class="screen-only" id=id.clone() aria-labelledby=format!("{id}-titre")>
            <h2 id=format!("{id}-titre")>{slot.name.clone()}" · "{fr::hours(slot.span)}</h2>
            {content}
        </section>
    }
    .into_any()
}

fn seated(ticket: &TicketView, held: &Session) -> AnyView {
    view! {
        <p>"Vous avez déjà une place dans ce créneau\u{a0}: "<span class="code">{held.code.clone()}</span>", "{held.title.clone()}"."</p>
        <p class="soft">"Les autres places de ce créneau sont attribuées selon les vœux. Pour en faire, rendez d’abord votre place."</p>
        {act(ticket, held, "rendre", "secondary danger", "Rendre ma place")}
    }
    .into_any()
}

fn closed(programme: &Programme, wishes: Option<&WishesView>, until: Moment) -> AnyView {
    let list = wishes.map(|wishes| {
        let items: Vec<_> = wishes
            .ranked
            .iter()
            .flatten()
            .filter_map(|id| programme.session(*id))
            .map(|session| {
                let (code, title) = (session.code.clone(), session.title.clone());
                view! { <li><span class="code">{code}</span>" "{title}</li> }
            })
            .collect();
        view! { <p>"Vos vœux, dans l’ordre\u{a0}:"</p><ol class="kept-wishes">{items}</ol> }
    });
    let none = wishes.is_none().then(|| {
        view! { <p>"Vous n’en avez pas fait. Quand les résultats seront là, vous choisirez parmi les places libres."</p> }
    });
    view! {
        <Notice tone=Tone::Quiet>
            <p><strong>"Les vœux sont clos, résultats bientôt."</strong>" C’était jusqu’au "{fr::date_time(until)}"."</p>
        </Notice>
        {list}
        {none}
    }
    .into_any()
}

fn open(
    programme: &Programme,
    ticket: &TicketView,
    slot: &Slot,
    until: Moment,
    wishes: Option<&WishesView>,
) -> AnyView {
    let wishes = wishes.cloned().unwrap_or_default();
    let kept = wishes.kept_at.map(|at| {
        view! {
            <p class="kept"><Icon name="check"/>"Vos vœux sont enregistrés ("{fr::short_date_time(at)}"). Vous pouvez les changer."</p>
        }
    });
    let fields: Vec<_> =
        (1..=RANKS).map(|rank| rank_field(programme, &slot.code, rank, &wishes)).collect();
    view! {
        <p>
            "Ici, les places sont attribuées selon vos vœux. Classez jusqu’à cinq ateliers, du préféré au moins préféré. "
            "Répondre tôt ou tard ne change rien\u{a0}: répondez "
            <strong>"avant le "{fr::date_time(until)}</strong>" ("{fr::time_left(until, ticket.now)}")."
        </p>
        {kept}
        {error_summary(&slot.code, &wishes)}
        <form class="wishes" method="post" action=format!("/billet/{}/voeux", ticket.secret) data-wishes>
            <input type="hidden" name="slot" value=slot.code.clone()/>
            <div class="ranks">{fields}</div>
            <button type="submit">"Enregistrer mes vœux"<span class="spoken">" pour "{slot.name.clone()}</span></button>
        </form>
    }
    .into_any()
}

/// One numbered list: what is wished at this rank.
fn rank_field(programme: &Programme, slot: &str, rank: usize, wishes: &WishesView) -> AnyView {
    let id = field_id(slot, rank);
    let chosen = wishes.ranked.get(rank - 1).copied().flatten();
    let options: Vec<_> = programme
        .sessions_in(slot)
        .filter(|session| !session.cancelled || chosen == Some(session.id))
        .map(|session| {
            let selected = chosen == Some(session.id);
            let places = fr::count(session.seats.capacity, "place", "places");
            let label = format!("{} {} ({places})", session.code, session.title);
            view! { <option value=session.id.to_string() selected=selected>{label}</option> }
        })
        .collect();
    let error = wishes.errors.iter().find(|(at, _)| *at == rank);
    let error_id = format!("{id}-erreur");
    let described = error.is_some().then(|| error_id.clone());
    let invalid = error.is_some();
    let error = error.map(|(_, sentence)| {
        let sentence = sentence.clone();
        view! {
            <p class="error" id=error_id>
                <Icon name="warning"/>
                <span><span class="spoken">"Erreur\u{a0}: "</span>{sentence}</span>
            </p>
        }
    });
    view! {
        <div class=if invalid { "field invalid" } else { "field" }>
            <label for=id.clone()>{fr::wish(rank)}</label>
            {error}
            <select
                id=id
                name=format!("voeu{rank}")
                aria-describedby=described.clone()
                aria-invalid=described.is_some().then_some("true")
            >
                <option value="">"—"</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}

fn field_id(slot: &str, rank: usize) -> String {
    format!("voeu-{slot}-{rank}")
}

/// What is wrong, above the form, with the focus.
fn error_summary(slot: &str, wishes: &WishesView) -> Option<AnyView> {
    if wishes.errors.is_empty() {
        return None;
    }
    let many = u32::try_from(wishes.errors.len()).unwrap_or(u32::MAX);
    let links: Vec<_> = wishes
        .errors
        .iter()
        .map(|(rank, sentence)| {
            let href = format!("#{}", field_id(slot, *rank));
            let sentence = sentence.clone();
            view! { <li><a href=href>{sentence}</a></li> }
        })
        .collect();
    Some(
        view! {
            <section class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="erreurs-titre">
                <h3 id="erreurs-titre"><Icon name="warning"/>"Il reste "{fr::count(many, "point", "points")}" à corriger"</h3>
                <ul>{links}</ul>
            </section>
        }
        .into_any(),
    )
}

/// What came of someone's wishes in a slot, as long as their day is as it was then.
pub(super) fn outcome(programme: &Programme, ticket: &TicketView, slot: &str) -> Option<AnyView> {
    let outcome = ticket.outcomes.iter().find(|outcome| outcome.slot == slot)?;
    let held = ticket.held.iter().find(|session| session.slot.as_deref() == Some(slot));
    if outcome.given.map(|given| given.session) != held.map(|held| held.id) {
        return None;
    }
    let code = |id| programme.session(id).map_or_else(String::new, |session| session.code.clone());
    let given = outcome.given.map(|given| (code(given.session), given.rank));
    let given = given.as_ref().map(|(code, rank)| (code.as_str(), *rank));
    let sentence = fr::outcome(given, &outcome.passed, |passed| code(passed.session));
    let tone = if given.is_some() { Tone::Accepted } else { Tone::Attention };
    let near = given.is_none().then(|| proposals(programme, ticket, outcome));
    Some(
        view! {
            <Notice tone>
                <p><strong>"Résultat de vos vœux. "</strong>{sentence}</p>
                {near}
            </Notice>
        }
        .into_any(),
    )
}

fn proposals(programme: &Programme, ticket: &TicketView, outcome: &OutcomeView) -> Option<AnyView> {
    let wished: Vec<&Session> =
        outcome.passed.iter().filter_map(|passed| programme.session(passed.session)).collect();
    let offered: Vec<Session> = programme.sessions_in(&outcome.slot).cloned().collect();
    let walk = programme.plan.event.walk;
    let near: Vec<_> = nearest(&wished, &offered, &ticket.held, walk, ticket.now)
        .into_iter()
        .take(PROPOSED)
        .map(|session| {
            let (code, title) = (session.code.clone(), session.title.clone());
            let left = fr::seats_left(session.seats);
            view! { <li><span class="code">{code}</span>" "{title}" ("{left}")"</li> }
        })
        .collect();
    (!near.is_empty()).then(|| {
        view! {
            <p>"Les places libres les plus proches de vos vœux, à choisir ci-dessous\u{a0}:"</p>
            <ul>{near}</ul>
        }
        .into_any()
    })
}
