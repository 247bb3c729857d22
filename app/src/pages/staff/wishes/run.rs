use std::collections::BTreeMap;
use std::sync::Arc;

use domain::allocation::{Report, SlotReport};
use domain::programme::Programme;
use leptos::prelude::*;
use uuid::Uuid;

use super::chart::ranks;
use super::tables::{again, code, fill, title, too_few, without};
use super::{ADDRESS, RunLine, RunStanding, run_href};
use crate::components::{Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// Everything a run's page shows.
#[derive(Clone, Debug)]
pub struct RunView {
    /// What was asked, and where it stands.
    pub run: RunLine,
    /// What it found, once it has come to its end.
    pub report: Option<Report>,
    /// The names of those who wished.
    pub names: BTreeMap<Uuid, String>,
    /// Whether wishes, seats or the programme have changed since.
    pub out_of_date: bool,
    /// What was just done, or refused.
    pub said: Option<(Tone, String)>,
}

/// `/organisation/voeux/{id}`: what a run found, before anything is given.
#[component]
pub fn RunPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// The run.
    view: RunView,
) -> impl IntoView {
    let run = &view.run;
    let said = view.said.clone();
    view! {
        <Back href=ADDRESS label="Vœux"/>
        <header class="page-head">
            <h1>"Répartition du "{fr::short_date_time(run.created_at)}</h1>
            {run.standing.word()}
        </header>
        {said.map(|(tone, sentence)| view! { <Notice tone><p role="status">{sentence}</p></Notice> })}
        <dl class="record">
            <div><dt>"Créneaux"</dt><dd>{run.slots.join(", ")}</dd></div>
            <div><dt>"Graine du tirage"</dt><dd class="code">{run.seed}</dd></div>
            <div><dt>"Demandée par"</dt><dd>{run.created_by.clone()}</dd></div>
        </dl>
        {closed(&programme, &view)}
        {match &view.report {
            None => at_work(run.standing),
            Some(report) => found(&programme, &view, report),
        }}
    }
}

/// While it is at work the page asks for itself again every second, by a header of the answer.
fn at_work(standing: RunStanding) -> AnyView {
    let sentence = match standing {
        RunStanding::Running(done) => {
            let percent = done / 10;
            return view! {
                <p role="status">"Calcul en cours\u{a0}: "{percent}"\u{a0}%. Cette page se met à jour toute seule."</p>
                <progress max="1000" value=done aria-label="Avancement du calcul">{percent}"\u{a0}%"</progress>
            }
            .into_any();
        }
        RunStanding::Interrupted => {
            "Le serveur s’est arrêté pendant le calcul. Rien n’a changé\u{a0}: relancez une répartition."
        }
        _ => {
            "Le calcul n’a pas abouti. Rien n’a changé\u{a0}: relancez une répartition\u{a0}; la raison est notée dans les traces du serveur."
        }
    };
    view! {
        <Notice tone=Tone::Attention><p>{sentence}</p></Notice>
        <p class="actions"><a class="button" href=ADDRESS>"Revenir aux vœux"</a></p>
    }
    .into_any()
}

/// The sessions it leaves out, each with a way back.
fn closed(programme: &Programme, view: &RunView) -> Option<AnyView> {
    let run = &view.run;
    let may_reopen = run.standing == RunStanding::Draft;
    let items: Vec<_> = run
        .closed
        .iter()
        .map(|id| {
            let (code, title) = (code(programme, *id), title(programme, *id));
            let others = run.closed.iter().copied().filter(|other| other != id);
            let reopen = may_reopen.then(|| again(run, others, "Rouvrir et recalculer", &code));
            view! { <li><span class="code">{code}</span>" "{title}" "{reopen}</li> }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Attention>
                <p>"Cette répartition se fait sans ces ateliers. À la publication, ils seront annulés et les personnes inscrites prévenues."</p>
                <ul>{items}</ul>
            </Notice>
        }
        .into_any()
    })
}

fn found(programme: &Programme, view: &RunView, report: &Report) -> AnyView {
    let run = &view.run;
    let draft = run.standing == RunStanding::Draft;
    let slots: Vec<_> =
        report.slots.iter().map(|slot| slot_section(programme, view, slot)).collect();
    let publish = draft.then(|| publish(view));
    view! {
        {publish}
        {slots}
        {too_few(programme, run, &report.slots, &report.too_few, draft)}
    }
    .into_any()
}

fn publish(view: &RunView) -> AnyView {
    if view.out_of_date {
        let closed = view.run.closed.iter().copied();
        let again = again(&view.run, closed, "Refaire avec la même graine", "même répartition");
        return view! {
            <Notice tone=Tone::Attention>
                <p>"Des vœux, des places ou le programme ont changé depuis. Refaites la répartition avant de publier."</p>
                {again}
            </Notice>
        }
        .into_any();
    }
    view! {
        <p>"Rien n’est encore attribué ni envoyé. Relisez, comparez, puis publiez."</p>
        <p class="actions"><a class="button" href=format!("{}/publier", run_href(view.run.id))>"Publier…"</a></p>
    }
    .into_any()
}

fn slot_section(programme: &Programme, view: &RunView, report: &SlotReport) -> AnyView {
    let slot = programme.plan.slots.iter().find(|slot| slot.code == report.slot);
    let name = slot.map_or_else(|| report.slot.clone(), |slot| slot.name.clone());
    let id = format!("creneau-{}", report.slot);
    let people = fr::count(report.tally.people(), "personne a", "personnes ont");
    view! {
        <section aria-labelledby=id.clone() class="stack">
            <h2 id=id.clone()>{name.clone()}</h2>
            <p>{people}" fait des vœux, "{report.tally.seated()}" ont une place."</p>
            {ranks(report, &name)}
            {without(programme, report, &view.names)}
            {fill(programme, report, &name)}
        </section>
    }
    .into_any()
}
