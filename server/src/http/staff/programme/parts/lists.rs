//! The day as announced, slots and themes.

use app::fr;
use app::pages::staff::programme::{Ask, Group, Row};
use domain::programme::{Plan, Slot, Theme, TimelineItem};

use super::super::typed::Typed;
use super::{ask, day, group, hint, may, tick, time};
use crate::programme::lists::{DETAIL, LABEL, NAME};

/// What addresses call each moment of the day: its hour and its title, so that an address never
/// leads to another one, whatever was added or taken out meanwhile. A moment that is there twice
/// also has a number.
fn keys(plan: &Plan) -> impl Iterator<Item = String> {
    plan.timeline.iter().enumerate().map(|(at, item)| {
        let same = |other: &&TimelineItem| other.start == item.start && other.title == item.title;
        let key = format!("{} {}", time(item.start), item.title);
        match plan.timeline.iter().take(at).filter(same).count() {
            0 => key,
            again => format!("{key} ({})", again + 1),
        }
    })
}

fn place(plan: &Plan, key: &str) -> Option<usize> {
    keys(plan).position(|known| known == key)
}

fn item<'a>(plan: &'a Plan, key: &str) -> Option<&'a TimelineItem> {
    plan.timeline.get(place(plan, key)?)
}

pub fn timeline_rows(plan: &Plan) -> Vec<Row> {
    let row = |(key, item): (String, &TimelineItem)| Row {
        key,
        name: format!("{}\u{a0}: {}", fr::clock(item.start), item.title),
        says: item.detail.clone(),
    };
    keys(plan).zip(&plan.timeline).map(row).collect()
}

pub fn timeline_name(plan: &Plan, key: &str) -> Option<String> {
    item(plan, key).map(|item| format!("«\u{a0}{}\u{a0}»", item.title))
}

pub fn timeline(plan: &Plan, key: Option<&str>) -> Vec<Group> {
    let item = key.and_then(|key| item(plan, key));
    let start = item.map(|item| time(item.start)).unwrap_or_default();
    let end = item.and_then(|item| item.end).map(time).unwrap_or_default();
    let said = |text: fn(&TimelineItem) -> &String| item.map(text).cloned().unwrap_or_default();
    group(vec![
        ask("title", "Ce qui se passe", Ask::Line, said(|item| &item.title)),
        ask("start", "Début", Ask::Time, start),
        may(ask("end", "Fin", Ask::Time, end)),
        may(ask("detail", "Détail", Ask::Line, said(|item| &item.detail))),
    ])
}

pub fn put_timeline(typed: &Typed<'_>, plan: &mut Plan, key: Option<&str>) {
    let day = day(plan);
    let title = typed.text("title", NAME);
    let detail = typed.optional("detail", DETAIL);
    let start = typed.time("start").and_then(|start| day.at(start));
    let end = typed.optional_time("end").and_then(|end| day.at(end));
    let Some(start) = start else { return };
    if end.is_some_and(|end| end <= start) {
        typed.tell("end", "La fin doit venir après le début.");
    }
    let item = TimelineItem { start, end, title, detail };
    let known = key.and_then(|key| place(plan, key));
    match known.and_then(|at| plan.timeline.get_mut(at)) {
        Some(known) => *known = item,
        None => plan.timeline.push(item),
    }
}

pub fn remove_timeline(plan: &mut Plan, key: &str) {
    if let Some(at) = place(plan, key) {
        plan.timeline.remove(at);
    }
}

pub fn slot_rows(plan: &Plan) -> Vec<Row> {
    let row = |slot: &Slot| Row {
        key: slot.code.clone(),
        name: slot.name.clone(),
        says: format!("{}, code {}", fr::hours(slot.span), slot.code),
    };
    plan.slots.iter().map(row).collect()
}

pub fn slot_name(plan: &Plan, key: &str) -> Option<String> {
    let slot = plan.slots.iter().find(|slot| slot.code == key)?;
    Some(format!("le créneau «\u{a0}{}\u{a0}»", slot.name))
}

pub fn slot(plan: &Plan, key: Option<&str>) -> Vec<Group> {
    let slot = key.and_then(|key| plan.slots.iter().find(|slot| slot.code == key));
    let mut questions = Vec::new();
    if slot.is_none() {
        questions.push(code_question());
    }
    let name = slot.map(|slot| slot.name.clone()).unwrap_or_default();
    questions.extend([
        ask("name", "Nom, tel qu’il est annoncé", Ask::Line, name),
        ask(
            "start",
            "Début",
            Ask::Time,
            slot.map(|slot| time(slot.span.start())).unwrap_or_default(),
        ),
        hint(
            "Les ateliers qui suivent le créneau bougent avec lui.",
            ask(
                "end",
                "Fin",
                Ask::Time,
                slot.map(|slot| time(slot.span.end())).unwrap_or_default(),
            ),
        ),
    ]);
    group(questions)
}

/// What a new thing is called for good.
pub fn code_question() -> app::pages::staff::programme::Question {
    hint(
        "Court et stable, sans espace ni accent, comme A03. Il ne change plus ensuite.",
        ask("code", "Code", Ask::Short, ""),
    )
}

pub fn put_slot(typed: &Typed<'_>, plan: &mut Plan, key: Option<&str>) {
    let day = day(plan);
    let name = typed.text("name", NAME);
    let span = typed.span(day);
    match key {
        None => {
            let code = typed.new_code(plan.slots.iter().map(|slot| slot.code.as_str()));
            if let Some(span) = span {
                plan.slots.push(Slot { code, name, span });
            }
        }
        Some(key) => {
            let Some(slot) = plan.slots.iter_mut().find(|slot| slot.code == key) else { return };
            let before = slot.span;
            slot.name = name;
            slot.span = span.unwrap_or(before);
            let after = slot.span;
            let sessions = plan.activities.iter_mut().flat_map(|activity| &mut activity.sessions);
            for session in sessions.filter(|it| it.slot.as_deref() == Some(key)) {
                if session.span == before {
                    session.span = after;
                }
            }
        }
    }
}

pub fn theme_rows(plan: &Plan) -> Vec<Row> {
    let row = |theme: &Theme| Row {
        key: theme.code.clone(),
        name: theme.label.clone(),
        says: theme.name.clone(),
    };
    plan.themes.iter().map(row).collect()
}

pub fn theme_name(plan: &Plan, key: &str) -> Option<String> {
    let theme = plan.themes.iter().find(|theme| theme.code == key)?;
    Some(format!("le thème «\u{a0}{}\u{a0}»", theme.label))
}

pub fn theme(plan: &Plan, key: Option<&str>) -> Vec<Group> {
    let theme = key.and_then(|key| plan.themes.iter().find(|theme| theme.code == key));
    let mut questions = Vec::new();
    if theme.is_none() {
        questions.push(hint(
            "rural, transition, axe-1, axe-2, axe-3 et observation ont chacun leur forme et leur couleur\u{a0}; un autre code prend celles d’observation.",
            code_question(),
        ));
    }
    let said = |text: fn(&Theme) -> &String| theme.map(text).cloned().unwrap_or_default();
    questions.extend([
        ask("name", "Nom complet", Ask::Line, said(|theme| &theme.name)),
        hint(
            "32 caractères au plus.",
            ask("label", "Étiquette", Ask::Short, said(|theme| &theme.label)),
        ),
        ask(
            "roadmap",
            "Ce thème nourrit la feuille de route régionale",
            Ask::Tick,
            tick(theme.is_some_and(|theme| theme.roadmap)),
        ),
    ]);
    group(questions)
}

pub fn put_theme(typed: &Typed<'_>, plan: &mut Plan, key: Option<&str>) {
    let code = typed.code(key, plan.themes.iter().map(|theme| theme.code.as_str()));
    let theme = Theme {
        code,
        name: typed.text("name", NAME),
        label: typed.text("label", LABEL),
        roadmap: typed.ticked("roadmap"),
    };
    match plan.themes.iter_mut().find(|known| known.code == theme.code) {
        Some(known) => *known = theme,
        None => plan.themes.push(theme),
    }
}
