use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::time::Moment;
use store::Store;

use super::{ExportError, Format, List, csv, xlsx};

/// A file on its way to a browser.
#[derive(Debug)]
pub struct Download {
    name: String,
    format: Format,
    /// In bytes, where it is known beforehand.
    length: Option<u64>,
    body: Body,
}

/// Makes the file of a list.
///
/// # Errors
/// No programme has been imported, the database failed, or a temporary file could not be written.
pub async fn download(
    store: Store,
    list: List,
    format: Format,
    now: Moment,
) -> Result<Download, ExportError> {
    let (length, body) = match format {
        Format::Csv => (None, Body::from_stream(csv(store, list).await?)),
        Format::Xlsx => {
            let workbook = xlsx(store, list).await?;
            (Some(workbook.length()), Body::from_stream(workbook.stream()))
        }
    };
    Ok(Download { name: list.file_name(format, now), format, length, body })
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let headers = [
            (CONTENT_TYPE, self.format.content_type().to_owned()),
            (CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", self.name)),
            (CACHE_CONTROL, "no-store".to_owned()),
        ];
        let length = self.length.map(|length| [(CONTENT_LENGTH, length.to_string())]);
        match length {
            Some(length) => (headers, length, self.body).into_response(),
            None => (headers, self.body).into_response(),
        }
    }
}
