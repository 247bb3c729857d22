//! The words of each letter: one folder a letter, one file a form.

use askama::Template;
use domain::letter::Letter;

use super::composed::ComposeError;
use super::facts::{Choosing, Facts};
use super::filled::Filled;

/// A letter in its three forms.
pub(super) struct Words {
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Three templates over the same facts.
macro_rules! letter {
    ($name:ident: $subject:tt $text:tt $html:tt) => {
        mod $name {
            use super::{Choosing, Facts, Filled, Template};

            #[derive(Template)]
            #[template(path = $subject, escape = "none")]
            pub struct Subject<'a> {
                pub letter: &'a Facts,
            }

            #[derive(Template)]
            #[template(path = $text, escape = "none")]
            pub struct Text<'a> {
                pub letter: &'a Facts,
            }

            #[derive(Template)]
            #[template(path = $html, escape = "html")]
            pub struct Html<'a> {
                pub letter: &'a Facts,
            }

            pub fn render(letter: &Facts) -> Result<super::Words, askama::Error> {
                Ok(super::Words {
                    subject: Subject { letter }.render()?,
                    text: Text { letter }.render()?,
                    html: Html { letter }.render()?,
                })
            }
        }
    };
}

letter!(confirmation: "confirmation/subject.txt" "confirmation/body.txt" "confirmation/body.html");
letter!(waiting: "waiting/subject.txt" "waiting/body.txt" "waiting/body.html");
letter!(promotion: "promotion/subject.txt" "promotion/body.txt" "promotion/body.html");
letter!(change: "change/subject.txt" "change/body.txt" "change/body.html");
letter!(seat_freed: "seat_freed/subject.txt" "seat_freed/body.txt" "seat_freed/body.html");
letter!(session_moved: "session_moved/subject.txt" "session_moved/body.txt" "session_moved/body.html");
letter!(session_cancelled: "session_cancelled/subject.txt" "session_cancelled/body.txt" "session_cancelled/body.html");
letter!(results: "results/subject.txt" "results/body.txt" "results/body.html");
letter!(cancellation: "cancellation/subject.txt" "cancellation/body.txt" "cancellation/body.html");
letter!(link: "link/subject.txt" "link/body.txt" "link/body.html");
letter!(group: "group/subject.txt" "group/body.txt" "group/body.html");
letter!(week_before: "week_before/subject.txt" "week_before/body.txt" "week_before/body.html");
letter!(day_before: "day_before/subject.txt" "day_before/body.txt" "day_before/body.html");
letter!(day_after: "day_after/subject.txt" "day_after/body.txt" "day_after/body.html");
letter!(mailing: "mailing/subject.txt" "mailing/body.txt" "mailing/body.html");
letter!(trial: "trial/subject.txt" "trial/body.txt" "trial/body.html");
letter!(delivery: "delivery/subject.txt" "delivery/body.txt" "delivery/body.html");
letter!(invitation: "invitation/subject.txt" "invitation/body.txt" "invitation/body.html");
letter!(host_message: "host_message/subject.txt" "host_message/body.txt" "host_message/body.html");

/// Writes a letter in its three forms.
pub(super) fn render(kind: Letter, facts: &Facts) -> Result<Words, ComposeError> {
    let words = match kind {
        Letter::Confirmation => confirmation::render(facts),
        Letter::Waiting => waiting::render(facts),
        Letter::Promotion => promotion::render(facts),
        Letter::Change => change::render(facts),
        Letter::SeatFreed => seat_freed::render(facts),
        Letter::SessionMoved => session_moved::render(facts),
        Letter::SessionCancelled => session_cancelled::render(facts),
        Letter::Results => results::render(facts),
        Letter::Cancellation => cancellation::render(facts),
        Letter::Link => link::render(facts),
        Letter::Group => group::render(facts),
        Letter::WeekBefore => week_before::render(facts),
        Letter::DayBefore => day_before::render(facts),
        Letter::DayAfter => day_after::render(facts),
        Letter::Mailing => mailing::render(facts),
        Letter::Trial => trial::render(facts),
        Letter::Delivery => delivery::render(facts),
        Letter::Invitation => invitation::render(facts),
        Letter::HostMessage => host_message::render(facts),
    };
    Ok(words?)
}
