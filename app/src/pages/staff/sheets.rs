use leptos::prelude::*;

use crate::components::PrintHint;
use crate::fr;
use crate::shell::Back;

/// How many lines are left for whoever comes unannounced.
const BLANK: usize = 5;

/// How many lines one page of paper has: 11 mm each, with a heading above and a foot below.
const LINES: usize = 17;

/// One attendance sheet.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What tells it from the others on the page.
    pub id: String,
    /// Code and title, or the conference's name.
    pub title: String,
    /// The conference, under the title of one of its sessions.
    pub conference: String,
    /// Where.
    pub room: String,
    /// When, in words.
    pub when: String,
    /// Who is in charge; empty when not said.
    pub hosts: String,
    /// Who is expected, by name.
    pub people: Vec<SheetLine>,
}

/// Someone expected.
#[derive(Clone, Debug, Default)]
pub struct SheetLine {
    /// Last name, then first name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// When they were scanned at this door, in words; empty when they were not.
    pub scanned: String,
}

/// `/organisation/exports/emargement`: paper to sign.
#[component]
pub fn SheetsPage(
    /// The sheets, in the order of printing.
    sheets: Vec<Sheet>,
) -> impl IntoView {
    let many = u32::try_from(sheets.len()).unwrap_or(u32::MAX);
    let sheets: Vec<_> = sheets.iter().map(sheet).collect();
    view! {
        <div class="screen-only stack">
            <Back href="/organisation/exports" label="Exports"/>
            <h1>"Feuilles d’émargement"</h1>
            <p>{fr::count(many, "liste", "listes")}". Chacune commence sur une nouvelle page. Qui a déjà été pointé l’est aussi ici, avec son heure."</p>
            <PrintHint paper="A4, portrait"/>
        </div>
        {sheets}
    }
}

/// One list, cut into pages that each stand alone: heading, lines, and which page it is.
pub(super) fn sheet(sheet: &Sheet) -> AnyView {
    let known = sheet.people.len();
    let people = sheet.people.iter().cloned();
    let blank = std::iter::repeat_with(SheetLine::default).take(BLANK);
    let lines: Vec<_> = (1..).zip(people.chain(blank)).collect();
    let pages = lines.len().div_ceil(LINES).max(1);
    let pages: Vec<_> = (1..)
        .zip(lines.chunks(LINES))
        .map(|(number, lines)| page(sheet, lines, known, (number, pages)))
        .collect();
    pages.into_any()
}

fn page(
    sheet: &Sheet,
    lines: &[(usize, SheetLine)],
    known: usize,
    (number, many): (usize, usize),
) -> AnyView {
    let first = number == 1;
    let rows: Vec<_> = lines.iter().map(|(number, line)| row(*number, line, known)).collect();
    let id = if first { sheet.id.clone() } else { format!("{}-{number}", sheet.id) };
    let title = sheet.title.clone();
    // What is repeated on paper is no other heading of the page.
    let heading = if first {
        view! { <h2 id=id>{title}</h2> }.into_any()
    } else {
        view! { <p class="again" id=id>{title}</p> }.into_any()
    };
    let hosts = (!sheet.hosts.is_empty()).then(|| format!("Animation\u{a0}: {}", sheet.hosts));
    view! {
        <section class="sheet">
            <header>
                <div>{heading}<p>{sheet.conference.clone()}</p></div>
                <div class="place">
                    <p>{sheet.room.clone()}</p>
                    <p>{sheet.when.clone()}</p>
                    {hosts.map(|hosts| view! { <p>{hosts}</p> })}
                </div>
            </header>
            <table>
                <caption class="spoken">{sheet.title.clone()}", page "{number}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">"N°"</th>
                        <th scope="col">"Nom"</th>
                        <th scope="col">"Organisation"</th>
                        <th scope="col" class="scanned">"Pointage"</th>
                        <th scope="col" class="signature">"Signature"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <footer><span>"Émargement · "{sheet.title.clone()}</span><span>"Page "{number}" / "{many}</span></footer>
        </section>
    }
    .into_any()
}

fn row(number: usize, line: &SheetLine, known: usize) -> AnyView {
    if number > known {
        return view! {
            <tr class="blank">
                <td class="number">{number}</td><td></td><td></td><td class="scanned"></td>
                <td class="signature"></td>
            </tr>
        }
        .into_any();
    }
    let scanned = (!line.scanned.is_empty()).then(|| format!("✓ {}", line.scanned));
    view! {
        <tr>
            <td class="number">{number}</td>
            <th scope="row">{line.name.clone()}</th>
            <td>{line.organisation.clone()}</td>
            <td class="scanned">{scanned}</td>
            <td class="signature"></td>
        </tr>
    }
    .into_any()
}
