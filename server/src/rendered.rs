//! Public pages as last drawn: the same for everybody, so drawn once for each reading of the
//! programme, which is never older than a second.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::programme::Programme;

/// The pages last drawn, by a name of their own.
#[derive(Clone, Debug, Default)]
pub struct Rendered(Arc<Mutex<HashMap<String, Kept>>>);

#[derive(Clone, Debug)]
struct Kept {
    of: Arc<Programme>,
    headers: HeaderMap,
    html: Bytes,
}

impl Rendered {
    /// The page called `name` for this reading of the programme, drawn now if it is not kept. The
    /// names are a closed set: pages, their filters, and codes of the programme.
    pub async fn page<F: Future<Output = Response>>(
        &self,
        name: String,
        programme: &Arc<Programme>,
        draw: impl FnOnce() -> F,
    ) -> Response {
        if let Some(kept) = self.kept(&name, programme) {
            return kept.response();
        }
        let (parts, body) = draw().await.into_parts();
        let Ok(html) = to_bytes(body, usize::MAX).await else {
            return Response::from_parts(parts, Body::empty());
        };
        let kept = Kept { of: Arc::clone(programme), headers: parts.headers, html };
        if parts.status == StatusCode::OK
            && let Ok(mut pages) = self.0.lock()
        {
            pages.insert(name, kept.clone());
        }
        let mut response = kept.response();
        *response.status_mut() = parts.status;
        response
    }

    fn kept(&self, name: &str, programme: &Arc<Programme>) -> Option<Kept> {
        let pages = self.0.lock().ok()?;
        pages.get(name).filter(|kept| Arc::ptr_eq(&kept.of, programme)).cloned()
    }
}

impl Kept {
    fn response(self) -> Response {
        let mut response = Response::new(Body::from(self.html));
        *response.headers_mut() = self.headers;
        response
    }
}

#[cfg(test)]
mod tests {
    use axum::response::IntoResponse;

    use super::*;

    async fn reading() -> Arc<Programme> {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("p.db").display());
        let store = store::Store::open(&url).await.unwrap();
        let plan = crate::programme::read(crate::programme::SHIPPED, None).unwrap();
        let proposed = crate::changing::proposed(None, plan, "essai", false);
        crate::changing::make(&store, proposed).await.unwrap();
        store.programme().await.unwrap()
    }

    async fn text(response: Response) -> String {
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[tokio::test]
    async fn a_page_is_drawn_once_for_each_reading_of_the_programme() {
        let rendered = Rendered::default();
        let (first, second) = (reading().await, reading().await);
        let page = |programme: Arc<Programme>, words: &'static str| {
            let rendered = rendered.clone();
            async move {
                let draw = async || words.into_response();
                text(rendered.page("/".to_owned(), &programme, draw).await).await
            }
        };
        assert_eq!(page(Arc::clone(&first), "un").await, "un");
        assert_eq!(page(Arc::clone(&first), "deux").await, "un");
        assert_eq!(page(second, "trois").await, "trois");
    }
}
