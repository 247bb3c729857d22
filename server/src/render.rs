//! From a view of ready data to a response: rendering, headers, content security policy.

use std::pin::Pin;

use app::pages::{ErrorKind, ErrorPage};
use app::shell::{Document, Frame, Script, Scripts, Shell};
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use leptos::prelude::*;
use leptos_axum::handle_response_inner;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::keys::{hex, random_secret};
use crate::state::App;

/// A page on its way out.
#[derive(Debug)]
pub struct Page {
    title: String,
    frame: Frame,
    status: StatusCode,
    private: bool,
    scripts: Option<Scripts>,
    live: bool,
    ranking: bool,
    kept: bool,
}

impl Page {
    /// A page for everybody; `current` is its address when it is in the navigation.
    pub fn public(title: impl Into<String>, current: &'static str) -> Self {
        Self::new(title, Frame::Public(current), false)
    }

    /// A sheet of paper for everybody.
    pub fn paper(title: impl Into<String>) -> Self {
        Self::new(title, Frame::Paper, false)
    }

    /// A page that belongs to one person: never kept by any cache.
    pub fn private(title: impl Into<String>, frame: Frame) -> Self {
        Self::new(title, frame, true)
    }

    /// The page that a door's phone keeps: without a nonce, since everybody gets the same.
    pub fn shell(title: impl Into<String>) -> Self {
        Self { kept: true, ..Self::new(title, Frame::Door, false) }
    }

    fn new(title: impl Into<String>, frame: Frame, private: bool) -> Self {
        let title = title.into();
        let (status, scripts, live, ranking, kept) = (StatusCode::OK, None, false, false, false);
        Self { title, frame, status, private, scripts, live, ranking, kept }
    }

    /// Answered with this status.
    #[must_use]
    pub fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }

    /// A form that comes back with its faults: told in the title too.
    #[must_use]
    pub fn refused(self) -> Self {
        Self {
            title: format!("Erreur\u{a0}: {}", self.title),
            status: StatusCode::UNPROCESSABLE_ENTITY,
            ..self
        }
    }

    /// Holds what someone typed, or an identity of its own: kept by no cache.
    #[must_use]
    pub fn unkept(self) -> Self {
        Self { private: true, ..self }
    }

    /// With a print button, shown by a script of two lines.
    #[must_use]
    pub fn with_print_button(self) -> Self {
        Self { scripts: Some(Scripts::Print), ..self }
    }

    /// With a small module of its own.
    #[must_use]
    pub fn with_module(self, module: &'static str) -> Self {
        Self { scripts: Some(Scripts::Module(module)), ..self }
    }

    /// With numbers of seats that keep themselves up to date: see [`app::live`].
    #[must_use]
    pub fn with_live_seats(self) -> Self {
        Self { live: true, ..self }
    }

    /// With wishes that are put in order by hand, for a page that has a nonce already.
    #[must_use]
    pub fn with_ranking(self, ranking: bool) -> Self {
        Self { ranking, ..self }
    }

    /// With islands.
    #[must_use]
    pub fn with_islands(self) -> Self {
        Self { scripts: Some(Scripts::Islands), ..self }
    }

    /// The response: this page around `body`.
    pub fn show<V: IntoView + 'static>(
        self,
        app: &App,
        body: impl FnOnce() -> V + Send + 'static,
    ) -> impl Future<Output = Response> + Send {
        // One type for all pages: what draws them is then compiled once.
        self.show_boxed(app, Box::new(move || body().into_any()))
    }

    async fn show_boxed(self, app: &App, body: Box<dyn FnOnce() -> AnyView + Send>) -> Response {
        let script = self.scripts.map(|what| Script { nonce: random_secret(), what });
        let nonce = script.as_ref().map(|script| script.nonce.as_str());
        let policy = content_security_policy(nonce, self.live, self.kept);
        let document = Document {
            title: self.title,
            frame: self.frame,
            version: app.assets.version().to_owned(),
            script,
            live: self.live,
            ranking: self.ranking,
            kept: self.kept,
        };
        let cache = if self.private || self.scripts.is_some() { "no-store" } else { "no-cache" };
        let view = move || {
            let body = body();
            view! { <Shell document>{body}</Shell> }
        };
        let request = Request::new(Body::empty());
        let mut response = handle_response_inner(|| {}, view, request, whole).await;
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(CONTENT_SECURITY_POLICY, policy);
        }
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("3"));
        }
        response
    }
}

/// A part of a page, as HTML.
pub fn fragment_html<V: IntoView + 'static>(body: impl FnOnce() -> V) -> String {
    Owner::new().with(|| body().into_any().to_html())
}

/// A part of a page that is open, for whoever is signed in; a few bytes when they have it already.
pub fn fragment(asked: &HeaderMap, html: String) -> Response {
    let digest = Sha256::digest(html.as_bytes());
    let tag = format!("W/\"{}\"", hex(&digest[..8]));
    let known = asked.get(IF_NONE_MATCH).and_then(|known| known.to_str().ok()) == Some(&*tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        ([(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    response
}

/// A page of the house for what went wrong.
pub async fn error_page(app: &App, kind: ErrorKind) -> Response {
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Page::private(kind.title(), Frame::Public(""))
        .status(status)
        .show(app, move || view! { <ErrorPage kind/> })
        .await
}

/// What a handler answers: a page, or what went wrong.
pub type Answer = Result<Response, Failure>;

/// What went wrong, on its way to becoming a page.
#[derive(Debug)]
pub struct Failure(Box<ErrorKind>);

impl Failure {
    /// There is nothing here.
    #[must_use]
    pub fn not_found() -> Self {
        ErrorKind::NotFound.into()
    }
}

impl From<ErrorKind> for Failure {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl From<store::Error> for Failure {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Refused(domain::Refusal::NotFound) => ErrorKind::NotFound,
            store::Error::Refused(refusal) => ErrorKind::Refused(app::fr::refusal(&refusal)),
            store::Error::Busy => ErrorKind::Busy,
            error @ (store::Error::Abandoned(_)
            | store::Error::Corrupt(_)
            | store::Error::Fault(_)) => fault(&error),
        }
        .into()
    }
}

/// Logs the cause once, under a number the person is shown.
pub fn fault(cause: &dyn std::error::Error) -> ErrorKind {
    let incident: String = Uuid::now_v7().simple().to_string().chars().skip(20).collect();
    tracing::error!(%incident, cause = %cause, "a request failed");
    ErrorKind::Fault(incident)
}

/// A failure carries no application, so the router turns it into a page: see
/// [`crate::access::explain`].
impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = self.0.status();
        let mut response = StatusCode::from_u16(status)
            .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
            .into_response();
        response.extensions_mut().insert(Told(*self.0));
        response
    }
}

/// What a response without a page is about.
#[derive(Clone, Debug)]
pub struct Told(pub ErrorKind);

/// The whole page at once: its data is ready, so there is nothing to stream or to resume.
fn whole<V: IntoView + 'static>(
    view: V,
    _chunks: Box<dyn FnOnce() -> Chunks + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Chunks> + Send>> {
    let html = view.to_html();
    Box::pin(async move { Box::pin(futures_util::stream::iter([html])) as Chunks })
}

type Chunks = Pin<Box<dyn Stream<Item = String> + Send>>;

/// A page without a nonce is the same for everybody, so that it can be drawn once: it may run the
/// site's own files when its seats are live or when a phone keeps it, else nothing.
fn content_security_policy(nonce: Option<&str>, live: bool, kept: bool) -> String {
    let scripts = match nonce {
        Some(nonce) => format!("script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'"),
        None if kept => "script-src 'self' 'wasm-unsafe-eval'".to_owned(),
        None if live => "script-src 'self'".to_owned(),
        None => "script-src 'none'".to_owned(),
    };
    format!(
        "default-src 'none'; {scripts}; style-src 'self'; font-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}
