use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::time::Moment;
use store::Store;

use super::xlsx::Workbook;
use super::{Choice, ExportError, Format, List, all, csv, json, xlsx};

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
    choice: Choice,
    format: Format,
    now: Moment,
) -> Result<Download, ExportError> {
    let name = list.file_name(format, now);
    let body = match format {
        Format::Csv => Body::from_stream(csv(store, list, choice).await?),
        Format::Json => Body::from_stream(json(store, list, choice).await?),
        Format::Xlsx => return Ok(whole(name, xlsx(store, list, choice).await?)),
    };
    Ok(Download { name, format, length: None, body })
}

/// Makes the file of all lists.
///
/// # Errors
/// As [`download`].
pub async fn workbook(store: Store, now: Moment) -> Result<Download, ExportError> {
    Ok(whole(format!("classeur-{}.xlsx", now.paris().date()), all(store).await?))
}

fn whole(name: String, workbook: Workbook) -> Download {
    let length = Some(workbook.length());
    Download { name, format: Format::Xlsx, length, body: Body::from_stream(workbook.stream()) }
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
