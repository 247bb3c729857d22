mod calibration;
mod design;
mod drawing;
mod form;

use domain::badge::Sheet;
use domain::programme::Session;
use leptos::prelude::*;
use uuid::Uuid;

use self::drawing::{back, front};
use self::form::{choices, printed};
use crate::components::{ErrorSummary, FormErrors, Notice, PrintHint, QrPicture, Tone};
use crate::fr;
use crate::shell::Back;

pub use calibration::CalibrationPage;

/// The address of this page.
pub const BADGES: &str = "/organisation/exports/badges";

/// How many badges one page prints at most: twenty sheets of ten.
pub const BATCH: u32 = 200;

/// What is asked for, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BadgesAsked {
    /// The word of the format.
    pub format: String,
    /// Whether the order is that of the organisations, not of the names.
    pub by_organisation: bool,
    /// Whose are wanted.
    pub wanted: Wanted,
    /// Where the sessions are: `bas`, `dos` or `sans`.
    pub sessions: Sessions,
    /// The measures of the sheet, in the order of [`domain::badge::MEASURES`].
    pub measures: [String; 6],
    /// Which part of the list, from 1.
    pub batch: u32,
    /// One person alone.
    pub one: Option<Uuid>,
}

/// Whose badges are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Everybody's.
    #[default]
    Everybody,
    /// Those still to be printed, with what is on them by now.
    Fresh,
    /// Those of them that were printed with other words.
    Outdated,
}

impl Wanted {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Everybody, Self::Fresh, Self::Outdated];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Everybody => "tous",
            Self::Fresh => "nouveaux",
            Self::Outdated => "corriges",
        }
    }

    /// Reads the word back; one that is unknown means everybody's.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|wanted| wanted.as_str() == word).unwrap_or_default()
    }
}

/// Where someone's sessions are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sessions {
    /// Below the name.
    #[default]
    Below,
    /// On the back.
    Behind,
    /// Nowhere.
    Nowhere,
}

impl Sessions {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Below, Self::Behind, Self::Nowhere];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Below => "bas",
            Self::Behind => "dos",
            Self::Nowhere => "sans",
        }
    }

    /// Reads the word back; one that is unknown means below.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|place| place.as_str() == word).unwrap_or_default()
    }
}

/// One person's badge.
#[derive(Clone, Debug)]
pub struct Badge {
    /// Whose.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Their readable code, with its dash.
    pub code: String,
    /// What their ticket holds.
    pub qr: Option<QrPicture>,
    /// What they chose, in the order of the day.
    pub held: Vec<Session>,
    /// What tells the words on it from others.
    pub print: String,
}

/// Badges to be printed.
#[derive(Clone, Debug)]
pub struct BadgesView {
    /// What was asked for.
    pub asked: BadgesAsked,
    /// What is wrong with it.
    pub errors: FormErrors,
    /// The paper; the usual one of the format while something is wrong.
    pub sheet: Sheet,
    /// The name of the conference, short.
    pub event: String,
    /// Those of this part of the list.
    pub badges: Vec<Badge>,
    /// How many are asked for in all.
    pub total: u32,
    /// How many are still to be printed, whoever is asked for, in words.
    pub fresh: String,
    /// What was just done.
    pub said: Option<String>,
}

/// `/organisation/exports/badges`: sheets of badges, as they come out of the printer.
#[component]
pub fn BadgesPage(
    /// The badges.
    view: BadgesView,
) -> impl IntoView {
    view! {
        <div class="screen-only stack">
            <Back href="/organisation/exports" label="Exports"/>
            <h1>"Badges"</h1>
            {view.said.clone().map(|sentence| view! {
                <Notice tone=Tone::Accepted><p role="status">{sentence}</p></Notice>
            })}
            <ErrorSummary errors=view.errors.clone()/>
            <p class="lead">{counted(&view)}</p>
            {choices(&view)}
            {(!view.badges.is_empty()).then(|| view! {
                <h2>"Planches"</h2>
                <PrintHint paper=paper(&view.sheet)/>
            })}
        </div>
        {sheets(&view)}
        {printed(&view)}
    }
}

fn counted(view: &BadgesView) -> String {
    let total = fr::count(view.total, "badge", "badges");
    if view.asked.one.is_some() {
        return format!("{total} à réimprimer.");
    }
    format!("{total}{}; {}.", fr::NNBSP, view.fresh)
}

fn paper(sheet: &Sheet) -> &'static str {
    if sheet.format() == domain::badge::Format::Single { "A6, portrait" } else { "A4, portrait" }
}

/// Each sheet on a page; its backs, if any, on the next.
fn sheets(view: &BadgesView) -> Vec<AnyView> {
    let sheet = &view.sheet;
    let behind = view.asked.sessions == Sessions::Behind;
    let mut pages = Vec::new();
    for (number, badges) in (1_u32..).zip(view.badges.chunks(sheet.holds())) {
        let fronts: Vec<_> = badges
            .iter()
            .zip(sheet.places())
            .map(|(badge, place)| front(view, badge, place))
            .collect();
        pages.push(page(sheet, format!("Planche {number}"), fronts));
        if behind {
            let backs: Vec<_> = badges
                .iter()
                .zip(sheet.backs())
                .map(|(badge, place)| back(sheet.format(), badge, place))
                .collect();
            pages.push(page(sheet, format!("Planche {number}, dos"), backs));
        }
    }
    pages
}

/// A page of paper, drawn in hundredths of a millimetre: attributes place everything, since no page
/// here carries styles of its own.
fn page(sheet: &Sheet, label: String, drawn: Vec<AnyView>) -> AnyView {
    let (width, height) = sheet.paper();
    let single = sheet.format() == domain::badge::Format::Single;
    view! {
        <section class=if single { "badge-sheet single" } else { "badge-sheet" } aria-label=label>
            <svg
                width=format!("{}mm", width / 100)
                height=format!("{}mm", height / 100)
                viewBox=format!("0 0 {width} {height}")
            >
                {drawn}
            </svg>
        </section>
    }
    .into_any()
}
