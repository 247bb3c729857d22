mod chart;
mod confirmation;
mod run;
mod slots;
mod tables;

use domain::time::{Moment, Span};
use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{FieldError, FormErrors, Notice, StateWord, Tone};
use crate::fr;

use self::slots::{every_slot, slot_section};

pub use confirmation::{
    BackToFirstComePage, BackToFirstComeView, PublicationPage, PublicationView,
};
pub use run::{RunPage, RunView};

/// The address of these pages.
pub const ADDRESS: &str = "/organisation/voeux";

/// What stands for every slot at once in the forms.
pub const EVERY_SLOT: &str = "tous";

/// Everything `/organisation/voeux` shows.
#[derive(Clone, Debug)]
pub struct WishesPageView {
    /// Each slot, in the order of the day.
    pub slots: Vec<SlotLine>,
    /// The last runs, newest first.
    pub runs: Vec<RunLine>,
    /// How many people have a place at the conference.
    pub registered: u32,
    /// A seed nobody has used, to begin with.
    pub seed: String,
    /// The form that was refused: which slot, what was typed, and what is wrong.
    pub refused: Option<RefusedForm>,
    /// What was just done, or refused.
    pub said: Option<(Tone, String)>,
    /// What time it is.
    pub now: Moment,
}

/// A form that comes back.
#[derive(Clone, Debug)]
pub struct RefusedForm {
    /// The code of its slot, [`EVERY_SLOT`], or nothing for the form of a run.
    pub slot: String,
    /// What was typed.
    pub typed: String,
    /// Why it is not possible.
    pub error: String,
}

/// One slot.
#[derive(Clone, Debug)]
pub struct SlotLine {
    /// Its code.
    pub code: String,
    /// As announced.
    pub name: String,
    /// From when to when.
    pub span: Span,
    /// Until when people may wish; `None` while seats are taken as usual.
    pub until: Option<Moment>,
    /// How many people have wished in it.
    pub answered: u32,
    /// How many have a seat in it.
    pub seated: u32,
}

/// One run.
#[derive(Clone, Debug)]
pub struct RunLine {
    /// Its identity.
    pub id: Uuid,
    /// When it was asked for.
    pub created_at: Moment,
    /// Who asked for it.
    pub created_by: String,
    /// The codes of its slots.
    pub slots: Vec<String>,
    /// Where its lots come from.
    pub seed: u64,
    /// The sessions it leaves out.
    pub closed: Vec<Uuid>,
    /// Where it stands.
    pub standing: RunStanding,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunStanding {
    /// At work: so many thousandths are done.
    Running(u32),
    /// The server stopped meanwhile.
    Interrupted,
    /// Done, to be looked at.
    Draft,
    /// Published then.
    Published(Moment),
    /// It came to no end.
    Failed,
}

impl RunStanding {
    fn word(self) -> AnyView {
        let (tone, word) = match self {
            Self::Running(done) => (Tone::Quiet, format!("En cours, {}\u{a0}%", done / 10)),
            Self::Interrupted => (Tone::Attention, "Interrompue".to_owned()),
            Self::Draft => (Tone::Quiet, "À relire".to_owned()),
            Self::Published(at) => {
                (Tone::Accepted, format!("Publiée le {}", fr::short_date_time(at)))
            }
            Self::Failed => (Tone::Refused, "Échouée".to_owned()),
        };
        view! { <StateWord tone word/> }.into_any()
    }
}

/// The address of a run's page.
#[must_use]
pub fn run_href(id: Uuid) -> String {
    format!("{ADDRESS}/{id}")
}

/// `/organisation/voeux`: which slots are on wishes, how many have answered, the runs.
#[component]
pub fn WishesPage(
    /// What it shows.
    view: WishesPageView,
) -> impl IntoView {
    let said = view.said.clone();
    let slots: Vec<_> = view.slots.iter().map(|slot| slot_section(&view, slot)).collect();
    view! {
        <header class="page-head"><h1>"Vœux"</h1></header>
        {said.map(|(tone, sentence)| view! { <Notice tone><p role="status">{sentence}</p></Notice> })}
        <p class="lead">
            "Sur vœux, chaque personne classe jusqu’à cinq ateliers par créneau, à son rythme. "
            "À l’échéance, la répartition place le plus de monde possible dans un atelier souhaité, au meilleur rang possible."
        </p>
        {slots}
        {(view.slots.len() > 1).then(|| every_slot(&view))}
        {start(&view)}
        {runs(&view)}
    }
}

fn start(view: &WishesPageView) -> Option<AnyView> {
    let on_wishes: Vec<_> = view.slots.iter().filter(|slot| slot.until.is_some()).collect();
    let refused = view.refused.as_ref().filter(|refused| refused.slot.is_empty());
    if on_wishes.is_empty() {
        let error = refused.map(|refused| refused.error.clone());
        return error.map(|error| {
            view! { <Notice tone=Tone::Refused><p role="alert">{error}</p></Notice> }.into_any()
        });
    }
    let boxes: Vec<_> = on_wishes
        .into_iter()
        .map(|slot| {
            let id = format!("repartir-{}", slot.code);
            let answered = fr::count(slot.answered, "réponse", "réponses");
            view! {
                <div class="check">
                    <input id=id.clone() name="slot" type="checkbox" value=slot.code.clone() checked/>
                    <label for=id>{slot.name.clone()}" ("{answered}")"</label>
                </div>
            }
        })
        .collect();
    let errors = refused.map(|refused| ("graine", refused.error.clone()));
    let errors = FormErrors(errors.into_iter().collect());
    let error = errors.of("graine");
    let invalid = error.is_some();
    let seed = refused.map_or_else(|| view.seed.clone(), |refused| refused.typed.clone());
    let described = if invalid { "graine-aide graine-erreur" } else { "graine-aide" };
    Some(
        view! {
            <section aria-labelledby="repartir" class="stack">
                <h2 id="repartir">"Répartir"</h2>
                <p>"Autant de fois que vous voulez\u{a0}: rien n’est envoyé ni attribué avant « Publier »."</p>
                <form method="post" action=format!("{ADDRESS}/repartitions")>
                    <fieldset><legend>"Créneaux"</legend>{boxes}</fieldset>
                    <div class=if invalid { "field short invalid" } else { "field short" }>
                        <label for="graine">"Graine du tirage"</label>
                        <p class="hint" id="graine-aide">"Un nombre qui départage les ex æquo. Le même nombre donne le même résultat\u{a0}: gardez celui-ci, ou reprenez celui d’une répartition pour la refaire."</p>
                        <FieldError field="graine" sentence=error/>
                        <input id="graine" name="graine" type="text" inputmode="numeric" required value=seed
                            autocomplete="off" aria-describedby=described aria-invalid=invalid.then_some("true")/>
                    </div>
                    <button type="submit">"Calculer une répartition"</button>
                </form>
            </section>
        }
        .into_any(),
    )
}

fn runs(view: &WishesPageView) -> Option<AnyView> {
    let rows: Vec<_> = view.runs.iter().map(run_row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="repartitions" class="stack">
                <h2 id="repartitions">"Répartitions"</h2>
                <table class="rows">
                    <caption class="spoken">"Répartitions calculées, la dernière d’abord"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Calculée le"</th>
                            <th scope="col">"Créneaux"</th>
                            <th scope="col" class="number">"Graine"</th>
                            <th scope="col">"Par"</th>
                            <th scope="col">"État"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any()
    })
}

fn run_row(run: &RunLine) -> AnyView {
    let closed = u32::try_from(run.closed.len()).unwrap_or(u32::MAX);
    let without =
        (closed > 0).then(|| format!(", sans {}", fr::count(closed, "atelier", "ateliers")));
    view! {
        <tr>
            <th scope="row"><a href=run_href(run.id)>{fr::short_date_time(run.created_at)}</a></th>
            <td data-label="Créneaux">{run.slots.join(", ")}{without}</td>
            <td class="number" data-label="Graine">{run.seed}</td>
            <td data-label="Par">{run.created_by.clone()}</td>
            <td data-label="État">{run.standing.word()}</td>
        </tr>
    }
    .into_any()
}
