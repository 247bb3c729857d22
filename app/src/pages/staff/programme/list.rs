use leptos::prelude::*;

use super::{PROGRAMME, part_href};
use crate::components::{Icon, Notice, Tone};
use crate::shell::Back;

/// One thing of a list: its key in the address, its name, and what else is said of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its key in the address.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What else is said of it.
    pub says: String,
}

/// A list of the programme.
#[derive(Clone, Debug)]
pub struct ListView {
    /// Its word in the address.
    pub part: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it is for.
    pub lead: &'static str,
    /// What adds to it.
    pub add: &'static str,
    /// What is in it.
    pub rows: Vec<Row>,
    /// What was just done.
    pub said: Option<&'static str>,
}

/// `/organisation/programme/{part}`: rooms, slots, themes… each with a page of its own.
#[component]
pub fn ListPage(
    /// The list.
    view: ListView,
) -> impl IntoView {
    let part = view.part;
    let empty = view.rows.is_empty();
    let rows: Vec<_> = view
        .rows
        .into_iter()
        .map(|row| {
            view! {
                <li>
                    <a href=part_href(part, Some(&row.key))>{row.name}</a>
                    <span class="soft">{row.says}</span>
                </li>
            }
        })
        .collect();
    view! {
        <Back href=PROGRAMME label="Programme"/>
        <header class="page-head">
            <h1>{view.title}</h1>
            <p class="actions">
                <a class="button small" href=part_href(part, Some("nouveau"))><Icon name="plus"/>{view.add}</a>
            </p>
        </header>
        {view.said.map(|said| view! { <Notice tone=Tone::Accepted><p role="status">{said}</p></Notice> })}
        <p class="soft">{view.lead}</p>
        {if empty {
            view! { <div class="empty"><h2>"Rien ici pour l’instant"</h2><p>{view.lead}</p></div> }.into_any()
        } else {
            view! { <ul class="parts">{rows}</ul> }.into_any()
        }}
    }
}
