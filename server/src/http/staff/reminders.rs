//! `/organisation/courriels/rappels`: letters that leave by the calendar.

use app::fr;
use app::pages::staff::mail_nav::REMINDERS;
use app::pages::staff::reminders::{ReminderLine, RemindersPage};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use domain::letter::Letter;
use domain::reminder::Reminder;
use leptos::prelude::*;
use store::{journal, reminders};

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// `GET /organisation/courriels/rappels`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Answer {
    let event = app.store.programme().await?.plan.event.span;
    let occasion = Reminder::occasion(event);
    let mut conn = app.store.reader().await?;
    let mut lines = Vec::new();
    for reminder in Reminder::ALL {
        lines.push(ReminderLine {
            reminder,
            window: reminder.window(event),
            off: reminders::switched_off(&mut conn, reminder).await?,
            letters: reminders::sent(&mut conn, reminder, &occasion).await?,
        });
    }
    drop(conn);
    let said = match query.as_deref() {
        Some("coupe") => Some("C’est noté\u{a0}: ce rappel ne partira pas."),
        Some("retabli") => Some("C’est noté\u{a0}: ce rappel partira à son heure."),
        _ => None,
    };
    let at = now();
    let page = staff_page(&app, &member, "Rappels", REMINDERS).await?;
    Ok(page.show(&app, move || view! { <RemindersPage lines now=at said/> }).await)
}

/// `POST /organisation/courriels/rappels/{lettre}`
pub async fn switch(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    fields: Fields,
) -> Answer {
    let reminder = Letter::parse(&word).and_then(Reminder::of).ok_or_else(Failure::not_found)?;
    let (on, action, done) = match fields.text("acte").as_str() {
        "couper" => (false, "reminder.off", "coupe"),
        "retablir" => (true, "reminder.on", "retabli"),
        _ => return Err(Failure::not_found()),
    };
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let actor = &member.email;
            if reminders::switch(conn, reminder, on, actor, at).await? {
                let subject = fr::letter(reminder.letter());
                journal::write(conn, actor, action, subject, "", at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("{REMINDERS}?{done}")).into_response())
}
