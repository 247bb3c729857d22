use lettre::message::Mailbox;
use uuid::Uuid;

/// A letter, written out.
#[derive(Clone, Debug)]
pub struct Composed {
    /// Who it goes to: the address alone, since a name is somebody's own words.
    pub to: Mailbox,
    /// Who answers go to.
    pub reply_to: Mailbox,
    /// Its heading, on one line.
    pub subject: String,
    /// Its words, for programs that show no HTML.
    pub text: String,
    /// Its words, laid out. The QR code is the image `cid:` of [`Composed::content_id`].
    pub html: String,
    /// The QR code as a picture, for whoever has a ticket.
    pub qr_png: Option<Vec<u8>>,
    /// The day for a calendar, for whoever has a ticket.
    pub calendar: Option<String>,
    /// The same at every try, so that a letter sent twice is seen once.
    pub message_id: String,
    /// Where whoever reads it asks for no more such letters; `None` when that cannot be asked.
    pub decline: Option<String>,
    /// When it was put in the outbox.
    pub date: std::time::SystemTime,
    pub(super) id: Uuid,
    pub(super) host: String,
}

/// Why a letter cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The participant has been erased.
    #[error("the letter is for nobody any more")]
    NoParticipant,
    /// The session it is about is no longer in the programme.
    #[error("the session is no longer in the programme")]
    NoSession,
    /// The mailing was thrown away.
    #[error("the mailing is no longer there")]
    NoMailing,
    /// Words of the organisers' cannot be read.
    #[error("the words of the organisers cannot be read")]
    Wording,
    /// The address cannot be written to.
    #[error("the address is none")]
    NoAddress,
    /// Too much for a QR code.
    #[error("the ticket does not fit a QR code")]
    Qr(#[from] qrcode::types::QrError),
    /// The picture of the QR code.
    #[error("the QR code cannot be drawn")]
    Picture(#[from] png::EncodingError),
    /// A template.
    #[error("the template failed")]
    Template(#[from] askama::Error),
    /// The message cannot be put together.
    #[error("the message cannot be put together")]
    Message(#[from] lettre::error::Error),
    /// The type of a part cannot be read.
    #[error("a part of the message has no type")]
    Part(#[from] lettre::message::header::ContentTypeErr),
    /// The database.
    #[error(transparent)]
    Store(#[from] store::Error),
}
