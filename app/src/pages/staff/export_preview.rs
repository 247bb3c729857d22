use leptos::prelude::*;

use crate::components::{ErrorSummary, FieldError, FormErrors, Icon, Notice, Tone};
use crate::fr;
use crate::shell::Back;

/// How many rows a preview shows.
pub const PREVIEW_ROWS: usize = 20;

/// One column that can be had.
#[derive(Clone, Debug)]
pub struct ColumnChoice {
    /// Its name in addresses.
    pub key: String,
    /// Above it.
    pub heading: String,
    /// Whether it is wanted.
    pub wanted: bool,
    /// Whether it says what people need.
    pub sensitive: bool,
}

/// A list before it becomes a file.
#[derive(Clone, Debug)]
pub struct ExportPreviewView {
    /// The word of the list.
    pub list: &'static str,
    /// As people call it.
    pub title: &'static str,
    /// What narrows it down: word, label.
    pub states: &'static [(&'static str, &'static str)],
    /// The one that is wanted.
    pub state: String,
    /// The activities it can be narrowed down to: code, label; none when it cannot.
    pub sessions: Vec<(String, String)>,
    /// The one that is wanted.
    pub session: String,
    /// Every column.
    pub columns: Vec<ColumnChoice>,
    /// Above the columns that are wanted.
    pub headings: Vec<String>,
    /// The first rows.
    pub rows: Vec<Vec<String>>,
    /// Whether there are more.
    pub more: bool,
    /// The text of the address by which the file is what is shown; may be empty.
    pub query: String,
    /// What is wrong with what was asked.
    pub errors: FormErrors,
    /// What was just done.
    pub said: Option<&'static str>,
}

/// `/organisation/exports/apercu/{list}`: columns and rows chosen, seen, then taken away.
#[component]
pub fn ExportPreviewPage(
    /// The list.
    view: ExportPreviewView,
) -> impl IntoView {
    view! {
        <Back href="/organisation/exports" label="Exports"/>
        <header class="page-head">
            <h1>{view.title}</h1>
            <p class="actions">{download(&view, "xlsx", "Excel")}" "{download(&view, "csv", "CSV")}" "{download(&view, "json", "JSON")}</p>
        </header>
        {view.said.map(|said| view! { <Notice tone=Tone::Accepted><p role="status">{said}</p></Notice> })}
        <ErrorSummary errors=view.errors.clone()/>
        {choices(&view)}
        <h2>"Aperçu"</h2>
        {table(&view)}
    }
}

fn download(view: &ExportPreviewView, ending: &str, label: &'static str) -> AnyView {
    let query = if view.query.is_empty() { String::new() } else { format!("?{}", view.query) };
    let href = format!("/organisation/exports/{}.{ending}{query}", view.list);
    view! {
        <a class="button small" href=href>
            <Icon name="download"/>{label}<span class="spoken">"\u{a0}: "{view.title}</span>
        </a>
    }
    .into_any()
}

fn choices(view: &ExportPreviewView) -> AnyView {
    let error = view.errors.of("colonnes");
    let refused = error.is_some();
    let columns: Vec<_> = view.columns.iter().map(column).collect();
    let has_filters = !view.states.is_empty() || !view.sessions.is_empty();
    view! {
        <form class="form paper-form" method="post" action=format!("/organisation/exports/apercu/{}", view.list) novalidate>
            {has_filters.then(|| view! {
                <div class="side-by-side">{states(view)}{sessions(view)}</div>
            })}
            <details open=refused>
                <summary>"Colonnes"</summary>
                <fieldset id="colonnes" tabindex="-1">
                    <legend class="spoken">"Colonnes du fichier"</legend>
                    <FieldError field="colonnes" sentence=error/>
                    <div class="column-choices">{columns}</div>
                </fieldset>
            </details>
            <p class="actions">
                <button type="submit">"Voir et retenir"</button>
                " "
                <button class="secondary" type="submit" name="tout" value="oui">"Revenir à toutes les lignes et colonnes"</button>
            </p>
        </form>
    }
    .into_any()
}

fn column(column: &ColumnChoice) -> AnyView {
    let id = format!("colonne-{}", column.key);
    view! {
        <div class="check">
            <input id=id.clone() name="colonnes" type="checkbox" value=column.key.clone() checked=column.wanted/>
            <label for=id>
                {column.heading.clone()}
                {column.sensitive.then(|| view! { " "<span class="soft">"(sensible\u{a0}: pour ce fichier seulement, noté au journal)"</span> })}
            </label>
        </div>
    }
    .into_any()
}

fn states(view: &ExportPreviewView) -> Option<AnyView> {
    (!view.states.is_empty()).then(|| {
        let options = view.states.iter().map(|(word, label)| {
            view! { <option value=*word selected=*word == view.state>{*label}</option> }
        });
        select("etat", "Lignes", options.collect::<Vec<_>>().into_any(), view.state.is_empty())
    })
}

fn sessions(view: &ExportPreviewView) -> Option<AnyView> {
    (!view.sessions.is_empty()).then(|| {
        let options = view.sessions.iter().map(|(code, label)| {
            let chosen = *code == view.session;
            view! { <option value=code.clone() selected=chosen>{label.clone()}</option> }
        });
        select(
            "seance",
            "Atelier ou kiosque",
            options.collect::<Vec<_>>().into_any(),
            view.session.is_empty(),
        )
    })
}

fn select(name: &'static str, label: &'static str, options: AnyView, all: bool) -> AnyView {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name><option value="" selected=all>"Tout"</option>{options}</select>
        </div>
    }
    .into_any()
}

fn table(view: &ExportPreviewView) -> AnyView {
    if view.rows.is_empty() {
        return view! { <p class="soft">"Aucune ligne pour ce choix\u{a0}: le fichier n’aurait que ses titres."</p> }.into_any();
    }
    let headings: Vec<_> = view
        .headings
        .iter()
        .map(|heading| view! { <th scope="col">{heading.clone()}</th> })
        .collect();
    let rows: Vec<_> = view
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<_> = row.iter().map(|cell| view! { <td>{cell.clone()}</td> }).collect();
            view! { <tr>{cells}</tr> }
        })
        .collect();
    let shown = u32::try_from(view.rows.len()).unwrap_or(u32::MAX);
    let said = if view.more {
        format!("Les {shown} premières lignes. Le fichier les a toutes.")
    } else {
        format!("{}, toutes ici.", fr::count(shown, "ligne", "lignes"))
    };
    view! {
        <p class="soft">{said}</p>
        <div class="wide-table" role="region" tabindex="0" aria-label="Aperçu du fichier">
            <table>
                <caption class="spoken">{view.title}</caption>
                <thead><tr>{headings}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
