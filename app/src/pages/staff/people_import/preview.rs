use domain::people_list::Column;
use leptos::prelude::*;
use uuid::Uuid;

use super::HERE;
use crate::components::{Notice, Pagination, StateWord, Tone};
use crate::fr;
use crate::pages::staff::{pages, participant_href, range};
use crate::shell::Back;

/// How many rows are shown on a page.
pub const SIZE: u32 = 50;

/// What a column says, and what stands in it.
#[derive(Clone, Debug)]
pub struct ColumnChoice {
    /// Its heading, or its number.
    pub heading: String,
    /// The first thing in it.
    pub sample: String,
    /// What it says.
    pub column: Column,
}

/// What a row's verdict is shown as: its tone, and the word by which rows are sorted out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowTone {
    /// Nobody knows them yet.
    New,
    /// Something is added to what is known.
    Changed,
    /// Nothing is done.
    Known,
    /// It has to be put right, or left out.
    Refused,
    /// It is left out.
    Skipped,
}

impl RowTone {
    /// All of them, the ones to look at first.
    pub const ALL: [Self; 5] =
        [Self::Refused, Self::New, Self::Changed, Self::Known, Self::Skipped];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::New => "nouvelles",
            Self::Changed => "completees",
            Self::Known => "connues",
            Self::Refused => "refusees",
            Self::Skipped => "laissees",
        }
    }

    fn tone(self) -> Tone {
        match self {
            Self::New => Tone::Accepted,
            Self::Changed => Tone::Attention,
            Self::Known | Self::Skipped => Tone::Quiet,
            Self::Refused => Tone::Refused,
        }
    }

    fn label(self, many: u32) -> String {
        match self {
            Self::New => fr::count(many, "nouvelle personne", "nouvelles personnes"),
            Self::Changed => fr::count(many, "fiche complétée", "fiches complétées"),
            Self::Known => fr::count(many, "déjà connue", "déjà connues"),
            Self::Refused => fr::count(many, "à corriger", "à corriger"),
            Self::Skipped => fr::count(many, "laissée de côté", "laissées de côté"),
        }
    }
}

/// A row, judged.
#[derive(Clone, Debug)]
pub struct ImportRow {
    /// Its place, from 0.
    pub place: usize,
    /// Its cells that are imported, in the order of the columns.
    pub cells: Vec<(usize, Column, String)>,
    /// What becomes of it.
    pub tone: RowTone,
    /// In words.
    pub words: String,
    /// Who is known already.
    pub who: Option<Uuid>,
}

/// A list, before it is applied.
#[derive(Clone, Debug)]
pub struct ImportPreviewView {
    /// Its identity.
    pub id: Uuid,
    /// What the file was called.
    pub file_name: String,
    /// Whether its first row names the columns.
    pub headed: bool,
    /// Its columns.
    pub columns: Vec<ColumnChoice>,
    /// Whether a name is somewhere.
    pub names_people: bool,
    /// The rows of this page.
    pub rows: Vec<ImportRow>,
    /// Which rows are shown; all when `None`.
    pub shown: Option<RowTone>,
    /// How many rows of each kind there are, in the order of [`RowTone::ALL`].
    pub counts: [u32; 5],
    /// How many rows are on all pages.
    pub total: u32,
    /// Which page it is, from 1.
    pub page: u32,
    /// How many places are left at the conference.
    pub left: u32,
    /// What went wrong, or what stands in the way.
    pub refused: Option<String>,
}

impl ImportPreviewView {
    fn count(&self, tone: RowTone) -> u32 {
        let place = RowTone::ALL.iter().position(|known| *known == tone);
        place.and_then(|place| self.counts.get(place)).copied().unwrap_or(0)
    }
}

/// `/organisation/participants/import/{id}`: what becomes of each row.
#[component]
pub fn ImportPreviewPage(
    /// The list.
    list: ImportPreviewView,
) -> impl IntoView {
    let missing = list.count(RowTone::New).saturating_sub(list.left);
    view! {
        <Back href=HERE label="Importer une liste"/>
        <h1>"Relire «\u{a0}"{list.file_name.clone()}"\u{a0}»"</h1>
        {list.refused.clone().map(|sentence| view! {
            <Notice tone=Tone::Refused><p role="alert" tabindex="-1" autofocus>{sentence}</p></Notice>
        })}
        {kinds(&list)}
        {(missing > 0).then(|| view! {
            <Notice tone=Tone::Attention>
                <p>"Il reste "{fr::count(list.left, "place", "places")}"\u{a0}: "{fr::count(missing, "personne sera", "personnes seront")}" en liste d’attente."</p>
            </Notice>
        })}
        {columns(&list)}
        {apply(&list)}
        {rows(&list)}
    }
}

/// How many rows of each kind, each a way to see them alone.
fn kinds(list: &ImportPreviewView) -> AnyView {
    let href = |tone: Option<RowTone>| match tone {
        Some(tone) => format!("{HERE}/{}?voir={}", list.id, tone.as_str()),
        None => format!("{HERE}/{}", list.id),
    };
    let kinds: Vec<_> = RowTone::ALL
        .into_iter()
        .filter(|tone| list.count(*tone) > 0)
        .map(|tone| {
            let current = (list.shown == Some(tone)).then_some("true");
            view! { <li><a href=href(Some(tone)) aria-current=current>{tone.label(list.count(tone))}</a></li> }
        })
        .collect();
    let all = list.shown.is_none().then_some("true");
    view! {
        <nav class="filters" aria-label="Lignes montrées">
            <ul>
                <li><a href=href(None) aria-current=all>"Toutes les lignes"</a></li>
                {kinds}
            </ul>
        </nav>
    }
    .into_any()
}

/// What the columns say, to be put right.
fn columns(list: &ImportPreviewView) -> AnyView {
    let fields: Vec<_> = list
        .columns
        .iter()
        .enumerate()
        .map(|(place, choice)| {
            let id = format!("colonne-{place}");
            let options: Vec<_> = Column::ALL
                .into_iter()
                .map(|column| {
                    let selected = column == choice.column;
                    view! { <option value=column.as_str() selected=selected>{fr::import::column(column)}</option> }
                })
                .collect();
            view! {
                <div class="field">
                    <label for=id.clone()>{choice.heading.clone()}</label>
                    {(!choice.sample.is_empty()).then(|| view! { <p class="hint">"Par exemple «\u{a0}"{choice.sample.clone()}"\u{a0}»"</p> })}
                    <select id=id name="colonne">{options}</select>
                </div>
            }
        })
        .collect();
    view! {
        <details class="further" open={!list.names_people}>
            <summary>"Ce que disent les colonnes"</summary>
            <form method="post" action=format!("{HERE}/{}/colonnes", list.id)>
                <div class="filter-fields">{fields}</div>
                <div class="check">
                    <input id="titres" name="titres" type="checkbox" value="oui" checked=list.headed/>
                    <label for="titres">"La première ligne donne les titres des colonnes"</label>
                </div>
                <p class="actions"><button class="secondary" type="submit">"Relire ainsi"</button></p>
            </form>
        </details>
    }
    .into_any()
}

fn apply(list: &ImportPreviewView) -> AnyView {
    let (new, changed) = (list.count(RowTone::New), list.count(RowTone::Changed));
    let refused = list.count(RowTone::Refused);
    if !list.names_people {
        return view! { <p>"Dites d’abord quelle colonne donne le prénom et laquelle donne le nom."</p> }.into_any();
    }
    if refused > 0 {
        return view! {
            <p role="status">
                <strong>{fr::count(refused, "ligne est à corriger", "lignes sont à corriger")}</strong>
                " ou à laisser de côté avant d’importer. Tout est importé, ou rien."
            </p>
        }
        .into_any();
    }
    if new + changed == 0 {
        return view! { <p role="status">"Cette liste n’apporte rien de nouveau\u{a0}: il n’y a rien à importer."</p> }.into_any();
    }
    view! {
        <form method="post" action=format!("{HERE}/{}/appliquer", list.id)>
            <p role="status">{fr::import::applied(new, changed)}" en une fois. Les nouvelles personnes qui ont une adresse reçoivent leur billet."</p>
            <p class="actions"><button type="submit">"Importer cette liste"</button></p>
        </form>
    }
    .into_any()
}

fn rows(list: &ImportPreviewView) -> AnyView {
    if list.rows.is_empty() {
        return view! { <p class="soft">"Aucune ligne de cette sorte."</p> }.into_any();
    }
    let headings: Vec<_> = list
        .columns
        .iter()
        .filter(|choice| choice.column != Column::Ignored)
        .map(|choice| view! { <th scope="col">{fr::import::column(choice.column)}</th> })
        .collect();
    let lines: Vec<_> = list.rows.iter().map(row).collect();
    let editable = list.rows.iter().any(|row| editable(row.tone));
    let voir = list.shown.map_or("", RowTone::as_str);
    view! {
        <form method="post" action=format!("{HERE}/{}/corriger", list.id)>
            <input type="hidden" name="voir" value=voir/>
            <input type="hidden" name="page" value=list.page.to_string()/>
            <p>{range(list.total, list.page, SIZE, "ligne", "lignes")}</p>
            <table class="rows import">
                <caption class="spoken">"Lignes de la liste"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">"Ligne"</th>
                        <th scope="col">"Verdict"</th>
                        {headings}
                        <th scope="col">"Laisser de côté"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            {editable.then(|| view! {
                <p class="actions"><button type="submit">"Enregistrer les corrections de cette page"</button></p>
            })}
        </form>
        <Pagination page=list.page pages=pages(list.total, SIZE) href=format!("{HERE}/{}?voir={voir}&page=", list.id)/>
    }
    .into_any()
}

/// What can be put right or left out here.
fn editable(tone: RowTone) -> bool {
    !matches!(tone, RowTone::Known)
}

fn row(row: &ImportRow) -> AnyView {
    let number = row.place.saturating_add(1);
    let words = row.words.clone();
    let verdict = view! { <StateWord tone=row.tone.tone() word=words/> };
    let cells: Vec<_> = row
        .cells
        .iter()
        .map(|(place, column, value)| {
            let label = fr::import::column(*column);
            let value = value.clone();
            if row.tone == RowTone::Refused {
                let name = format!("c-{}-{place}", row.place);
                view! {
                    <td data-label=label><input name=name type="text" value=value autocomplete="off" aria-label=format!("{label}, ligne {number}")/></td>
                }
                .into_any()
            } else {
                view! { <td data-label=label>{value}</td> }.into_any()
            }
        })
        .collect();
    let skipped = row.tone == RowTone::Skipped;
    view! {
        <tr>
            <th scope="row" class="number">{number}</th>
            <td data-label="Verdict">
                {verdict}
                {row.who.map(|who| view! { " "<a href=participant_href(who)>"Sa fiche"</a> })}
            </td>
            {cells}
            <td data-label="Laisser de côté">
                {editable(row.tone).then(|| view! {
                    <input type="hidden" name="ligne" value=row.place.to_string()/>
                    <input type="checkbox" name="laisser" value=row.place.to_string() checked=skipped aria-label=format!("Laisser la ligne {number} de côté")/>
                })}
            </td>
        </tr>
    }
    .into_any()
}
