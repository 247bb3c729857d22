use domain::reminder::Reminder;
use domain::time::{Moment, Span};
use leptos::prelude::*;

use super::mail_nav::{MailNav, REMINDERS};
use super::wordings::wording_href;
use crate::components::{Notice, StateWord, Tone};
use crate::fr;

/// A reminder, and what became of it.
#[derive(Clone, Debug)]
pub struct ReminderLine {
    /// Which.
    pub reminder: Reminder,
    /// When it may leave; `None` without a programme.
    pub window: Option<Span>,
    /// Who switched it off, and when.
    pub off: Option<(String, Moment)>,
    /// Its letters about this conference: written, sent, given up.
    pub letters: [u32; 3],
}

/// Where a reminder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Off,
    Planned,
    Leaving,
    Done,
    Missed,
}

impl ReminderLine {
    fn standing(&self, now: Moment) -> Standing {
        let [written, ..] = self.letters;
        match self.window {
            Some(window) if window.end() <= now && written == 0 => Standing::Missed,
            Some(window) if window.end() <= now => Standing::Done,
            _ if self.off.is_some() => Standing::Off,
            Some(window) if window.contains(now) => Standing::Leaving,
            _ => Standing::Planned,
        }
    }
}

/// `/organisation/courriels/rappels`: letters that leave by the calendar.
#[component]
pub fn RemindersPage(
    /// The reminders.
    lines: Vec<ReminderLine>,
    /// What time it is.
    now: Moment,
    /// What was just done.
    said: Option<&'static str>,
) -> impl IntoView {
    let lines: Vec<_> = lines.iter().map(|line| section(line, now)).collect();
    view! {
        <h1>"Rappels"</h1>
        <MailNav current=REMINDERS/>
        {said.map(|sentence| view! { <Notice tone=Tone::Accepted><p role="status">{sentence}</p></Notice> })}
        <p>"Ces courriels partent d’eux-mêmes, une seule fois par personne, aux personnes qui ont une place. Un rappel qui n’a pas pu partir à temps, parce que Passerelle était arrêtée, ne part plus\u{a0}: il arriverait trop tard."</p>
        {lines}
    }
}

fn section(line: &ReminderLine, now: Moment) -> AnyView {
    let letter = line.reminder.letter();
    let id = format!("rappel-{}", letter.as_str());
    let standing = line.standing(now);
    let (tone, word) = match standing {
        Standing::Off => (Tone::Quiet, "Coupé"),
        Standing::Planned => (Tone::Accepted, "Prévu"),
        Standing::Leaving => (Tone::Attention, "Part en ce moment"),
        Standing::Done => (Tone::Accepted, "Parti"),
        Standing::Missed => (Tone::Refused, "N’est pas parti"),
    };
    view! {
        <section aria-labelledby=id.clone() class="stack">
            <header class="page-head">
                <h2 id=id.clone()>{fr::letter(letter)}</h2>
                <StateWord tone word/>
            </header>
            <p>{content(line.reminder)}</p>
            {line.window.map(|window| view! {
                <p>
                    "Du "<strong>{fr::date_time(window.start())}</strong>" au "{fr::date_time(window.end())}
                    " au plus tard."
                </p>
            })}
            {(standing == Standing::Missed).then(|| view! {
                <Notice tone=Tone::Attention>
                    <p>"Ce rappel n’est parti à personne\u{a0}: il était coupé, personne n’avait de place, ou Passerelle était arrêtée. Il ne partira plus. Pour écrire quand même, faites un envoi."</p>
                </Notice>
            })}
            {letters(line)}
            {off(line)}
            {acts(line, standing)}
        </section>
    }
    .into_any()
}

fn content(reminder: Reminder) -> &'static str {
    match reminder {
        Reminder::WeekBefore => {
            "Le programme de la personne, son billet, et comment changer ou annuler."
        }
        Reminder::DayBefore => {
            "Le billet, le programme de la personne, et un lien par séance pour rendre sa place."
        }
        Reminder::DayAfter => {
            "Un merci, et le lien de l’attestation de présence pour les personnes pointées à l’entrée."
        }
    }
}

fn letters(line: &ReminderLine) -> Option<AnyView> {
    let [written, sent, failed] = line.letters;
    (written > 0).then(|| {
        view! {
            <p>
                {fr::count(written, "courriel écrit", "courriels écrits")}", "{sent}" parti"{(sent > 1).then_some("s")}
                {(failed > 0).then(|| format!(", {failed} non partis"))}"."
            </p>
        }
        .into_any()
    })
}

fn off(line: &ReminderLine) -> Option<AnyView> {
    line.off.as_ref().map(|(by, at)| {
        view! { <p class="soft">"Coupé par "{by.clone()}", le "{fr::short_date_time(*at)}"."</p> }
            .into_any()
    })
}

fn acts(line: &ReminderLine, standing: Standing) -> AnyView {
    let letter = line.reminder.letter();
    let over = matches!(standing, Standing::Done | Standing::Missed);
    let (value, label) =
        if line.off.is_some() { ("retablir", "Rétablir") } else { ("couper", "Couper") };
    view! {
        <form class="actions" method="post" action=format!("{REMINDERS}/{}", letter.as_str())>
            <a class="button small secondary" href=wording_href(letter)>
                "Modifier le texte"<span class="spoken">"\u{a0}: "{fr::letter(letter)}</span>
            </a>
            " "
            {(!over).then(|| view! {
                <button class="small secondary" type="submit" name="acte" value=value>
                    {label}<span class="spoken">"\u{a0}: "{fr::letter(letter)}</span>
                </button>
            })}
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_whose_time_passed_without_a_letter_says_so() {
        let at = |seconds| Moment::from_micros(0).plus_seconds(seconds);
        let line = |written, off: bool| ReminderLine {
            reminder: Reminder::DayBefore,
            window: Span::new(at(10), at(20)),
            off: off.then(|| ("o@exemple.fr".to_owned(), at(0))),
            letters: [written, written, 0],
        };
        assert_eq!(line(0, false).standing(at(5)), Standing::Planned);
        assert_eq!(line(0, false).standing(at(15)), Standing::Leaving);
        assert_eq!(line(0, true).standing(at(15)), Standing::Off);
        assert_eq!(line(0, false).standing(at(20)), Standing::Missed);
        assert_eq!(line(3, false).standing(at(20)), Standing::Done);
    }
}
