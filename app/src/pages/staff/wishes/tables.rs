//! What a run found, in tables: how sessions fill, who has nothing and why, what closing changes.

use std::collections::BTreeMap;

use domain::allocation::{Closing, Fill, Outcome, SlotReport, Tally, TooFew};
use domain::capacity::Seats;
use domain::programme::Programme;
use leptos::prelude::*;
use uuid::Uuid;

use super::super::participant_href;
use super::{ADDRESS, RunLine};
use crate::components::SeatMeter;
use crate::fr;

/// How many people without a seat are named.
const NAMED: usize = 200;

/// How each session of a slot fills.
pub(super) fn fill(programme: &Programme, report: &SlotReport, name: &str) -> AnyView {
    let rows: Vec<_> = report.fill.iter().map(|fill| fill_row(programme, fill)).collect();
    view! {
        <h3>"Remplissage"</h3>
        <table class="rows">
            <caption class="spoken">{name.to_owned()}"\u{a0}: remplissage des ateliers"</caption>
            <thead>
                <tr>
                    <th scope="col">"Atelier"</th>
                    <th scope="col" class="number">"1ers vœux"</th>
                    <th scope="col" class="number">"Vœux"</th>
                    <th scope="col" class="number">"Placées"</th>
                    <th scope="col" class="number">"En tout"</th>
                    <th scope="col">"Places"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn fill_row(programme: &Programme, fill: &Fill) -> AnyView {
    let seats = Seats { capacity: fill.capacity, taken: fill.attendance() };
    let title = title(programme, fill.session);
    let too_few = fill.attendance() < fill.minimum && !fill.closed;
    view! {
        <tr>
            <th scope="row">
                <span class="code">{fill.code.clone()}</span>" "{title}
                {fill.closed.then_some(" (fermé)")}
            </th>
            <td class="number" data-label="1ers vœux">{fill.firsts}</td>
            <td class="number" data-label="Vœux">{fill.asked}</td>
            <td class="number" data-label="Placées">{fill.given}</td>
            <td class="number" data-label="En tout">{format!("{}\u{a0}/\u{a0}{}", fill.attendance(), fill.capacity)}</td>
            <td data-label="Places">
                {(!fill.closed).then(|| view! { <SeatMeter seats/> })}
                {too_few.then(|| view! { <span class="soft">"Sous le minimum de "{fill.minimum}</span> })}
            </td>
        </tr>
    }
    .into_any()
}

/// Who has nothing, and why.
pub(super) fn without(
    programme: &Programme,
    report: &SlotReport,
    names: &BTreeMap<Uuid, String>,
) -> AnyView {
    let all: Vec<&Outcome> =
        report.people.iter().filter(|outcome| outcome.given.is_none()).collect();
    let many = u32::try_from(all.len()).unwrap_or(u32::MAX);
    if many == 0 {
        return view! { <p>"Toutes les personnes qui ont fait des vœux ont une place."</p> }
            .into_any();
    }
    let items: Vec<_> = all
        .iter()
        .take(NAMED)
        .map(|outcome| {
            let name = names.get(&outcome.person).cloned();
            let name = name.unwrap_or_else(|| "Inscription annulée depuis".to_owned());
            let why = fr::outcome(None, &outcome.passed, |passed| code(programme, passed.session));
            let why = why.replacen("Aucun de vos vœux", "Aucun de ses vœux", 1);
            view! { <li><a href=participant_href(outcome.person)>{name}</a>". "<span class="soft">{why}</span></li> }
        })
        .collect();
    let others = all.len().saturating_sub(NAMED);
    let others = (others > 0).then(|| {
        let others = u32::try_from(others).unwrap_or(u32::MAX);
        view! { <p class="soft">"Et "{fr::count(others, "autre personne", "autres personnes")}"."</p> }
    });
    view! {
        <details>
            <summary>{fr::count(many, "personne n’a pas de place, et pourquoi", "personnes n’ont pas de place, et pourquoi")}</summary>
            <ul class="reasons">{items}</ul>
            {others}
        </details>
    }
    .into_any()
}

/// The sessions under their minimum, with what closing each would change.
pub(super) fn too_few(
    programme: &Programme,
    run: &RunLine,
    slots: &[SlotReport],
    too_few: &[TooFew],
    may_close: bool,
) -> Option<AnyView> {
    let rows: Vec<_> =
        too_few.iter().map(|one| too_few_row(programme, run, slots, one, may_close)).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="minimums" class="stack">
                <h2 id="minimums">"Ateliers sous leur minimum"</h2>
                <table class="rows">
                    <caption class="spoken">"Ateliers sous leur minimum, et ce que changerait de les fermer"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Atelier"</th>
                            <th scope="col" class="number">"Personnes"</th>
                            <th scope="col" class="number">"Minimum"</th>
                            <th scope="col">"S’il ferme"</th>
                            <th scope="col"><span class="spoken">"Actions"</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
}

fn too_few_row(
    programme: &Programme,
    run: &RunLine,
    slots: &[SlotReport],
    one: &TooFew,
    may_close: bool,
) -> AnyView {
    let code = code(programme, one.session);
    let closing = one.closing.as_ref().map_or_else(
        || "Non calculé\u{a0}: fermez d’abord un atelier plus vide.".to_owned(),
        |closing| change(slots, closing),
    );
    let closed = run.closed.iter().copied().chain([one.session]);
    view! {
        <tr>
            <th scope="row"><span class="code">{code.clone()}</span>" "{title(programme, one.session)}</th>
            <td class="number" data-label="Personnes">{one.attendance}</td>
            <td class="number" data-label="Minimum">{one.minimum}</td>
            <td data-label="S’il ferme">{closing}</td>
            <td>{may_close.then(|| again(run, closed, "Fermer et recalculer", &code))}</td>
        </tr>
    }
    .into_any()
}

/// The same run with other sessions left out: same slots, same seed.
pub(super) fn again(
    run: &RunLine,
    closed: impl Iterator<Item = Uuid>,
    label: &'static str,
    about: &str,
) -> AnyView {
    let slots: Vec<_> = run.slots.iter().map(|slot| hidden("slot", slot.clone())).collect();
    let closed: Vec<_> = closed.map(|id| hidden("ferme", id.to_string())).collect();
    let about = format!(" ({about})");
    view! {
        <form class="row-actions" method="post" action=format!("{ADDRESS}/repartitions")>
            {slots}
            {closed}
            {hidden("graine", run.seed.to_string())}
            <button class="plain" type="submit">{label}<span class="spoken">{about}</span></button>
        </form>
    }
    .into_any()
}

fn hidden(name: &'static str, value: String) -> AnyView {
    view! { <input type="hidden" name=name value=value/> }.into_any()
}

/// What closing a session changes, in words: people placed, then first wishes.
fn change(slots: &[SlotReport], closing: &Closing) -> String {
    let sum = |tallies: &mut dyn Iterator<Item = Tally>, of: fn(&Tally) -> u32| {
        tallies.map(|tally| of(&tally)).sum::<u32>()
    };
    let before = || slots.iter().map(|slot| slot.tally);
    let after = || closing.tallies.iter().copied();
    let seated = [sum(&mut before(), Tally::seated), sum(&mut after(), Tally::seated)];
    let first: fn(&Tally) -> u32 = |tally| tally.by_rank[0];
    let firsts = [sum(&mut before(), first), sum(&mut after(), first)];
    let worst = |tallies: &mut dyn Iterator<Item = Tally>| tallies.filter_map(|t| t.worst()).max();
    let worst = [worst(&mut before()), worst(&mut after())];
    let mut parts = vec![
        difference(seated, "personne placée", "personnes placées"),
        difference(firsts, "premier vœu", "premiers vœux"),
    ];
    if worst[0] != worst[1] {
        parts.extend(worst[1].map(|rank| format!("moins bon rang\u{a0}: {}", fr::wish(rank))));
    }
    parts.join(", ")
}

fn difference([before, after]: [u32; 2], one: &str, many: &str) -> String {
    let changed = before.abs_diff(after);
    match after.cmp(&before) {
        std::cmp::Ordering::Less => format!("{} de moins", fr::count(changed, one, many)),
        std::cmp::Ordering::Equal => format!("autant de {many}"),
        std::cmp::Ordering::Greater => format!("{} de plus", fr::count(changed, one, many)),
    }
}

pub(super) fn code(programme: &Programme, id: Uuid) -> String {
    programme.session(id).map_or_else(|| "—".to_owned(), |session| session.code.clone())
}

pub(super) fn title(programme: &Programme, id: Uuid) -> String {
    programme.session(id).map_or_else(String::new, |session| session.title.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(firsts: u32, seconds: u32, nothing: u32) -> Tally {
        Tally { by_rank: [firsts, seconds, 0, 0, 0], nothing, barred: 0 }
    }

    #[test]
    fn what_closing_changes_is_told_by_differences() {
        let slot = SlotReport {
            slot: "A".to_owned(),
            tally: tally(10, 0, 0),
            first_come: tally(9, 0, 1),
            fill: Vec::new(),
            people: Vec::new(),
        };
        let closing = Closing { tallies: vec![tally(8, 1, 1)] };
        assert_eq!(
            change(std::slice::from_ref(&slot), &closing),
            "1\u{a0}personne placée de moins, 2\u{a0}premiers vœux de moins, moins bon rang\u{a0}: \
             2e\u{a0}vœu"
        );
        let same = Closing { tallies: vec![tally(10, 0, 0)] };
        let same = change(&[slot], &same);
        assert_eq!(same, "autant de personnes placées, autant de premiers vœux");
    }
}
