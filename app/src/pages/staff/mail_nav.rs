//! The pages about letters, side by side.

use leptos::prelude::*;

/// The outbox.
pub const OUTBOX: &str = "/organisation/courriels";
/// What organisers write to many.
pub const MAILINGS: &str = "/organisation/courriels/envois";
/// Letters that leave by the calendar.
pub const REMINDERS: &str = "/organisation/courriels/rappels";
/// The words of letters that leave by themselves.
pub const WORDINGS: &str = "/organisation/courriels/modeles";
/// How letters leave, and whether others believe them.
pub const DELIVERY: &str = "/organisation/courriels/domaine";

/// Links between the pages about letters.
#[component]
pub fn MailNav(
    /// The one that is open.
    current: &'static str,
) -> impl IntoView {
    let links = [
        (OUTBOX, "Boîte d’envoi"),
        (MAILINGS, "Envois"),
        (REMINDERS, "Rappels"),
        (WORDINGS, "Modèles"),
        (DELIVERY, "Acheminement"),
    ];
    let links = links.map(|(href, label)| {
        view! { <li><a href=href aria-current=(href == current).then_some("page")>{label}</a></li> }
    });
    view! { <nav class="mail-nav" aria-label="Pages des courriels"><ul>{Vec::from(links)}</ul></nav> }
}
