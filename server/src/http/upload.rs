//! One file sent by a form.

use axum::body::Body;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_LENGTH;
use domain::text::clean_line;
use futures_util::StreamExt;

use crate::render::Failure;
use app::pages::ErrorKind;

/// The largest file taken, in bytes.
pub const LIMIT: usize = 5 * 1024 * 1024;

/// What a form adds around its file, in bytes.
const AROUND: usize = 64 * 1024;

/// How much of a file that is too large is still listened to, in bytes, so that its sender hears why:
/// browsers tell nothing of an answer that comes while they are talking.
const HEARD: usize = 2 * 1024 * 1024 * 1024;

/// How long, in seconds; shorter than a request may take.
const PATIENCE: u64 = 8;

/// The first file of a form, and what it is called.
#[derive(Debug)]
pub struct Upload {
    /// The name its sender gave it.
    pub name: String,
    /// What is in it; `None` when that is more than is taken.
    pub bytes: Option<Vec<u8>>,
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let length = request.headers().get(CONTENT_LENGTH);
        let length = length.and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
        if length.is_some_and(|length| length > LIMIT + AROUND) {
            hear_out(request.into_body()).await;
            return Ok(Self { name: String::new(), bytes: None });
        }
        let misread = |_| Failure::from(ErrorKind::Misread);
        let mut form = Multipart::from_request(request, state).await.map_err(misread)?;
        while let Some(field) = form.next_field().await.map_err(|_| ErrorKind::Misread)? {
            if field.name() != Some("file") {
                continue;
            }
            let name = clean_line(field.file_name().unwrap_or_default());
            let name = if name.is_empty() { "liste".to_owned() } else { name };
            let bytes = field.bytes().await.ok().filter(|bytes| bytes.len() <= LIMIT);
            let name = name.chars().take(120).collect();
            return Ok(Self { name, bytes: bytes.map(|bytes| bytes.to_vec()) });
        }
        Ok(Self { name: "liste".to_owned(), bytes: Some(Vec::new()) })
    }
}

/// Listens to a body without keeping it.
async fn hear_out(body: Body) {
    let mut heard = 0;
    let mut chunks = body.into_data_stream();
    let listen = async {
        while let Some(Ok(chunk)) = chunks.next().await {
            heard += chunk.len();
            if heard > HEARD {
                return;
            }
        }
    };
    let _ = tokio::time::timeout(std::time::Duration::from_secs(PATIENCE), listen).await;
}
