//! Those in charge of workshops and kiosks.

use app::pages::staff::programme::{Ask, Group, Row};
use domain::programme::{Host, Plan};

use super::super::typed::Typed;
use super::lists::code_question;
use super::{ask, group, hint, may, tick};
use crate::programme::lists::NAME;

pub fn rows(plan: &Plan) -> Vec<Row> {
    let row = |host: &Host| {
        let leads: Vec<&str> = plan
            .activities
            .iter()
            .filter(|activity| activity.hosts.iter().any(|it| it.code == host.code))
            .map(|activity| activity.code.as_str())
            .collect();
        let said = [host.organisation.clone(), leads.join(", ")];
        let said: Vec<_> = said.into_iter().filter(|text| !text.is_empty()).collect();
        Row { key: host.code.clone(), name: host.name.clone(), says: said.join(", ") }
    };
    plan.hosts.iter().map(row).collect()
}

pub fn name(plan: &Plan, key: &str) -> Option<String> {
    let host = plan.hosts.iter().find(|host| host.code == key)?;
    Some(format!("«\u{a0}{}\u{a0}»", host.name))
}

pub fn host(plan: &Plan, key: Option<&str>) -> Vec<Group> {
    let host = key.and_then(|key| plan.hosts.iter().find(|host| host.code == key));
    let mut questions = Vec::new();
    if host.is_none() {
        questions.push(code_question());
    }
    let said = |text: fn(&Host) -> &String| host.map(text).cloned().unwrap_or_default();
    questions.extend([
        ask("name", "Nom, tel qu’il est imprimé", Ask::Line, said(|host| &host.name)),
        may(ask("organisation", "Organisme", Ask::Line, said(|host| &host.organisation))),
        hint(
            "Personne en particulier pour l’instant\u{a0}: peut alors être à plusieurs endroits.",
            ask(
                "to_confirm",
                "À confirmer",
                Ask::Tick,
                tick(host.is_some_and(|host| host.to_confirm)),
            ),
        ),
    ]);
    group(questions)
}

pub fn put(typed: &Typed<'_>, plan: &mut Plan, key: Option<&str>) {
    let code = typed.code(key, plan.hosts.iter().map(|host| host.code.as_str()));
    let host = Host {
        code,
        name: typed.text("name", NAME),
        organisation: typed.optional("organisation", NAME),
        to_confirm: typed.ticked("to_confirm"),
    };
    match plan.hosts.iter_mut().find(|known| known.code == host.code) {
        Some(known) => *known = host,
        None => plan.hosts.push(host),
    }
}
