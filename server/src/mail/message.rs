//! A composed letter as a message, by lettre's typed builders only.

use lettre::Message;
use lettre::message::header::{
    ContentTransferEncoding, ContentType, Header, HeaderName, HeaderValue,
};
use lettre::message::{Attachment, Mailbox, MultiPart, SinglePart};

use super::composed::{ComposeError, Composed};
use super::plain;

impl Composed {
    /// The name by which the HTML shows the QR code.
    #[must_use]
    pub fn content_id(&self) -> String {
        content_id(self.id, &self.host)
    }

    /// The whole message: text or HTML with its picture, and the calendar beside them.
    ///
    /// # Errors
    /// lettre refuses a part.
    pub fn message(&self, from: &Mailbox) -> Result<Message, ComposeError> {
        let message = Message::builder()
            .from(from.clone())
            .reply_to(self.reply_to.clone())
            .to(self.to.clone())
            .subject(plain::line(&self.subject))
            .date(self.date)
            .message_id(Some(self.message_id.clone()))
            .header(AutoSubmitted);
        let message = match &self.decline {
            Some(link) => message.header(ListUnsubscribe(link.clone())).header(OneClick),
            None => message,
        };
        let words = self.words()?;
        let Some(calendar) = &self.calendar else {
            return Ok(message.multipart(words)?);
        };
        let calendar = Attachment::new("conference.ics".to_owned()).body(
            calendar.as_bytes().to_vec(),
            ContentType::parse("text/calendar; charset=utf-8; method=PUBLISH")?,
        );
        let whole = MultiPart::mixed().boundary(self.boundary("mixed"));
        Ok(message.multipart(whole.multipart(words).singlepart(calendar))?)
    }

    fn words(&self) -> Result<MultiPart, ComposeError> {
        let either = MultiPart::alternative()
            .boundary(self.boundary("alternative"))
            .singlepart(part(ContentType::TEXT_PLAIN, &self.text));
        let html = part(ContentType::TEXT_HTML, &self.html);
        let Some(picture) = &self.qr_png else {
            return Ok(either.singlepart(html));
        };
        let picture = Attachment::new_inline_with_name(self.content_id(), "billet.png".to_owned())
            .body(picture.clone(), ContentType::parse("image/png")?);
        let page = MultiPart::related().boundary(self.boundary("related"));
        Ok(either.multipart(page.singlepart(html).singlepart(picture)))
    }

    /// The letter's own, so that the same letter is the same bytes at every try.
    fn boundary(&self, part: &str) -> String {
        format!("{part}-{}", self.id.simple())
    }
}

pub(super) fn content_id(letter: uuid::Uuid, host: &str) -> String {
    format!("billet.{}@{host}", letter.simple())
}

/// Quoted-printable, so that no bare CR or LF and no long line can be left in a body.
fn part(kind: ContentType, words: &str) -> SinglePart {
    SinglePart::builder()
        .header(kind)
        .header(ContentTransferEncoding::QuotedPrintable)
        .body(plain::crlf(words))
}

/// RFC 2369: where mail programs offer to end such letters.
#[derive(Clone)]
struct ListUnsubscribe(String);

impl Header for ListUnsubscribe {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe")
    }

    fn parse(link: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(link.trim_matches(['<', '>']).to_owned()))
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), format!("<{}>", self.0))
    }
}

/// RFC 8058: they may do it by themselves, with one request.
#[derive(Clone)]
struct OneClick;

impl Header for OneClick {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("List-Unsubscribe-Post")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "List-Unsubscribe=One-Click".to_owned())
    }
}

/// RFC 3834: automatic answers must not answer this.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
