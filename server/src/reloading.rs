//! `make dev`: pages load themselves again after each build. Nothing of this runs elsewhere.

use std::env;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware;
use axum::response::Response;

/// What allows the added script beside those of the page.
const NONCE: &str = "recharger";

/// Adds a script to every page while cargo-leptos watches over the sources, which it says by
/// `LEPTOS_WATCH`.
pub fn while_watched<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    if env::var_os("LEPTOS_WATCH").is_none() {
        return router;
    }
    let port = env::var("LEPTOS_RELOAD_PORT").unwrap_or_else(|_| "3001".to_owned());
    router.layer(middleware::map_response(move |response| with_script(response, port.clone())))
}

async fn with_script(response: Response, port: String) -> Response {
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(page) = to_bytes(body, usize::MAX).await else {
        return Response::from_parts(parts, Body::empty());
    };
    allow(&mut parts.headers, &port);
    parts.headers.remove(CONTENT_LENGTH);
    let mut page = page.to_vec();
    page.extend_from_slice(script(&port).as_bytes());
    Response::from_parts(parts, Body::from(page))
}

fn allow(headers: &mut HeaderMap, port: &str) {
    let policy = headers.get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
    let Some(policy) = policy else { return };
    let wider = policy
        .replace("script-src 'none'", "script-src")
        .replace("script-src", &format!("script-src 'nonce-{NONCE}'"))
        .replace("connect-src", &format!("connect-src ws://*:{port}"));
    if let Ok(wider) = HeaderValue::from_str(&wider) {
        headers.insert(CONTENT_SECURITY_POLICY, wider);
    }
}

/// A style sheet is kept for ever under its address, which changes only when the server starts: it
/// is fetched anew before the page is.
fn script(port: &str) -> String {
    format!(
        "<script type=\"module\" nonce=\"{NONCE}\">\
         const listen = () => {{\
           const builds = new WebSocket(`ws://${{location.hostname}}:{port}/live_reload`);\
           builds.onmessage = async () => {{\
             for (const sheet of document.querySelectorAll('link[rel=stylesheet]'))\
               await fetch(sheet.href, {{ cache: 'reload' }});\
             location.reload();\
           }};\
           builds.onclose = () => setTimeout(listen, 1000);\
         }};\
         listen();</script>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_without_scripts_may_run_this_one_only() {
        let mut response = Response::new(Body::from("<p>bonjour</p>"));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
        headers.insert(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("script-src 'none'; connect-src 'self'"),
        );
        let (parts, body) = with_script(response, "3001".to_owned()).await.into_parts();
        assert_eq!(
            parts.headers[CONTENT_SECURITY_POLICY],
            "script-src 'nonce-recharger'; connect-src ws://*:3001 'self'"
        );
        let page = to_bytes(body, usize::MAX).await.unwrap();
        assert!(page.starts_with(b"<p>bonjour</p><script type=\"module\" nonce=\"recharger\">"));
    }

    #[tokio::test]
    async fn what_is_no_page_stays_as_it_is() {
        let response = with_script(Response::new(Body::from("qr")), "3001".to_owned()).await;
        assert_eq!(to_bytes(response.into_body(), usize::MAX).await.unwrap(), "qr");
    }
}
