use std::sync::Arc;

use domain::programme::{Band, Block, Programme, Session, bands};
use domain::time::Moment;
use leptos::prelude::*;

use crate::components::{Icon, Notice, SessionSeats, StateWord, ThemeMark, TimeOfDay, Tone};
use crate::fr;
use crate::shell::Back;

/// The most rooms side by side: more would be too narrow to read, on screen as on paper.
const ABREAST: usize = 10;

/// The address of the day as a grid.
pub const GRID: &str = "/programme/grille";

/// The address of the same, on paper.
pub const PRINTED_GRID: &str = "/programme/grille/imprimer";

/// `/programme/grille`: the day at a glance, rooms side by side, time at left.
#[component]
pub fn DayGridPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
) -> impl IntoView {
    let notice = programme.plan.event.notice.clone();
    let empty = programme.sessions.is_empty() && programme.plan.timeline.is_empty();
    view! {
        <Back href="/programme" label="Le programme en liste"/>
        <h1>"La journée en un coup d’œil"</h1>
        <p class="lead">
            {fr::long_date(programme.plan.event.span.start())}", "{programme.plan.event.place.clone()}
        </p>
        {(!notice.is_empty()).then(|| view! { <Notice tone=Tone::Quiet><p>{notice}</p></Notice> })}
        <p class="actions">
            <a class="button secondary" href=PRINTED_GRID><Icon name="print"/>"Version à imprimer (A4)"</a>
        </p>
        {if empty {
            view! {
                <div class="empty">
                    <h2>"Rien n’est encore annoncé"</h2>
                    <p>"Le programme de la journée paraîtra ici."</p>
                </div>
            }
            .into_any()
        } else {
            view! { <div class="day-grid">{day(&programme, true)}</div> }.into_any()
        }}
    }
}

/// `/programme/grille/imprimer`: the same on one sheet, A4 landscape.
#[component]
pub fn PrintedGridPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
) -> impl IntoView {
    let event = &programme.plan.event;
    view! {
        <div class="screen-only stack">
            <Back href=GRID label="La journée en un coup d’œil"/>
            <p class="actions">
                <button type="button" data-print hidden><Icon name="print"/>"Imprimer"</button>
            </p>
            <p class="hint">"Ou choisissez «\u{a0}Imprimer\u{a0}» dans le menu de votre navigateur (Ctrl\u{a0}+\u{a0}P). Papier A4, paysage."</p>
        </div>
        <section class="day-paper" aria-labelledby="grille-titre">
            <header>
                <h1 id="grille-titre">{event.short_name.clone()}</h1>
                <p>{fr::long_date(event.span.start())}", "{event.place.clone()}</p>
            </header>
            <div class="day-grid">{day(&programme, false)}</div>
        </section>
    }
}

fn day(programme: &Programme, seats: bool) -> Vec<AnyView> {
    let bands = bands(programme);
    bands.iter().enumerate().map(|(number, band)| draw(programme, number, band, seats)).collect()
}

fn draw(programme: &Programme, number: usize, band: &Band<'_>, seats: bool) -> AnyView {
    let id = format!("moment-{number}");
    let title = band.item.map_or_else(|| "Séances".to_owned(), |item| item.title.clone());
    let detail = band.item.map(|item| item.detail.clone()).filter(|detail| !detail.is_empty());
    let plenary = band.blocks.is_empty();
    let tables: Vec<_> = band
        .rooms
        .chunks(ABREAST)
        .map(|rooms| table(programme, &title, band, rooms, seats))
        .collect();
    view! {
        <section class=if plenary { "moment together" } else { "moment" } aria-labelledby=id.clone()>
            <header>
                {hours(band)}
                <h2 id=id.clone()>{title}</h2>
                {detail.filter(|_| plenary).map(|detail| view! { <p class="soft">{detail}</p> })}
            </header>
            {tables}
        </section>
    }
    .into_any()
}

fn hours(band: &Band<'_>) -> AnyView {
    match band.end.and_then(|end| domain::time::Span::new(band.start, end)) {
        Some(span) => view! { <TimeOfDay at=band.start span/> }.into_any(),
        None => view! { <TimeOfDay at=band.start/> }.into_any(),
    }
}

fn table(
    programme: &Programme,
    title: &str,
    band: &Band<'_>,
    rooms: &[&str],
    seats: bool,
) -> AnyView {
    let headings: Vec<_> =
        rooms.iter().map(|room| view! { <th scope="col">{(*room).to_owned()}</th> }).collect();
    let timed = band.rows.len() > 1;
    let rows: Vec<_> = band
        .rows
        .iter()
        .enumerate()
        .map(|(row, at)| {
            let cells: Vec<_> =
                rooms.iter().filter_map(|room| cell(programme, band, room, row, seats)).collect();
            let time = timed.then(|| view! { <th scope="row"><TimeOfDay at=*at/></th> });
            view! { <tr>{time}{cells}</tr> }
        })
        .collect();
    view! {
        <table class=format!("grid over-{}", rooms.len())>
            <caption class="spoken">{format!("{title}, salle par salle")}</caption>
            <thead>
                <tr>
                    {timed.then(|| view! { <th scope="col" class="when">"Heure"</th> })}
                    {headings}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// What a room holds from a row on; nothing where what began above goes on.
fn cell(
    programme: &Programme,
    band: &Band<'_>,
    room: &str,
    row: usize,
    seats: bool,
) -> Option<AnyView> {
    let here = || band.blocks.iter().filter(|block| block.room == room);
    if let Some(block) = here().find(|block| block.row == row) {
        return Some(block_view(programme, band, block, seats));
    }
    let goes_on = here().any(|block| block.row < row && row < block.row + block.rows);
    (!goes_on).then(|| view! { <td></td> }.into_any())
}

fn block_view(programme: &Programme, band: &Band<'_>, block: &Block<'_>, seats: bool) -> AnyView {
    let Some(first) = block.sessions.first().copied() else { return ().into_any() };
    let theme = programme.theme(&first.theme).cloned();
    let off = block.sessions.iter().all(|session| session.cancelled);
    let rows = (block.rows > 1).then(|| block.rows.to_string());
    view! {
        <td rowspan=rows data-label=block.room.to_owned() class=off.then_some("off")>
            <div class="block">
                <p class="kind">
                    <span class="code">{first.code.clone()}</span>
                    {theme.map(|theme| view! { <ThemeMark theme/> })}
                </p>
                <p class="name"><a href=format!("/programme/{}", first.code)>{first.title.clone()}</a></p>
                {off.then(|| view! { <StateWord tone=Tone::Refused word="N’aura pas lieu"/> })}
                {(!off).then(|| times(band, block, seats))}
            </div>
        </td>
    }
    .into_any()
}

/// When it takes place, where the band does not say it; with the seats left, on screen.
fn times(band: &Band<'_>, block: &Block<'_>, seats: bool) -> AnyView {
    let alone = block.sessions.len() == 1;
    let lines: Vec<_> = block
        .sessions
        .iter()
        .map(|session| {
            let told = alone && is_whole(band, session);
            let at = session.span.start();
            let time = (!told).then(|| {
                if alone {
                    view! { <TimeOfDay at span=session.span/> }.into_any()
                } else {
                    view! { <TimeOfDay at/> }.into_any()
                }
            });
            let session = (*session).clone();
            view! { <li>{time}{seats.then(|| view! { <SessionSeats session/> })}</li> }
        })
        .collect();
    view! { <ul class=if alone { "times" } else { "times visits" }>{lines}</ul> }.into_any()
}

fn is_whole(band: &Band<'_>, session: &Session) -> bool {
    let end: Option<Moment> = band.end;
    session.span.start() == band.start && Some(session.span.end()) == end
}
