//! A browser without JavaScript: it sends forms, keeps cookies and goes nowhere by itself.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::http::{HeaderMap, Request, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// One person's browser; a clone shares its cookies.
#[derive(Clone, Debug)]
pub struct Browser {
    address: SocketAddr,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
    headers: Vec<(&'static str, String)>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Browser {
    pub fn new(address: SocketAddr) -> Self {
        let host = vec![("host", address.to_string()), ("sec-fetch-site", "same-origin".into())];
        Self { address, cookies: Arc::default(), headers: host }
    }

    /// The same browser, which sends this header too, or this in place of what it sent; an empty one
    /// is not sent at all.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut changed = self.clone();
        changed.headers.retain(|(known, _)| *known != name);
        if !value.is_empty() {
            changed.headers.push((name, value.to_owned()));
        }
        changed
    }

    /// The same browser, at the address where the site now is.
    pub fn at(&self, address: SocketAddr) -> Self {
        Self { address, ..self.clone() }
    }

    pub fn cookie(&self, name: &str) -> Option<String> {
        self.cookies.lock().unwrap().get(name).cloned()
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", Bytes::new()).await.unwrap()
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.try_to_post(path, fields).await.unwrap()
    }

    /// Posts to a site that may go away meanwhile.
    pub async fn try_to_post(
        &self,
        path: &str,
        fields: &[(&str, &str)],
    ) -> Result<Answer, hyper::Error> {
        let form = query(fields).into();
        self.send("POST", path, "application/x-www-form-urlencoded", form).await
    }

    pub async fn post_json(&self, path: &str, body: impl ToString) -> Answer {
        self.send("POST", path, "application/json", body.to_string().into()).await.unwrap()
    }

    /// Sends a request as it is and reads the answer to its end.
    pub async fn send(
        &self,
        method: &str,
        path: &str,
        kind: &str,
        body: Bytes,
    ) -> Result<Answer, hyper::Error> {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        if let Some(line) = self.cookie_line() {
            request = request.header(header::COOKIE, line);
        }
        let request = request.header(header::CONNECTION, "close").body(Full::new(body)).unwrap();
        let answer = exchange(self.address, request).await?;
        self.keep_cookies(&answer);
        Ok(answer)
    }

    fn cookie_line(&self) -> Option<String> {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    fn keep_cookies(&self, answer: &Answer) {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().unwrap();
            let (name, value) = line.split(';').next().unwrap().split_once('=').unwrap();
            let mut cookies = self.cookies.lock().unwrap();
            if line.contains("Max-Age=0") {
                cookies.remove(name);
            } else {
                cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

async fn exchange(
    address: SocketAddr,
    request: Request<Full<Bytes>>,
) -> Result<Answer, hyper::Error> {
    // A site that went away answers nobody: told like a connection that broke.
    let Ok(stream) = TcpStream::connect(address).await else {
        return Ok(Answer { status: 0, headers: HeaderMap::new(), body: Bytes::new() });
    };
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    let answer = sender.send_request(request).await?;
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let body = answer.into_body().collect().await?.to_bytes();
    Ok(Answer { status, headers, body })
}

impl Answer {
    /// The page, without the marks Leptos leaves between texts.
    pub fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap().replace("<!>", "")
    }

    /// A header, empty when it was not sent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The page, which is there.
    #[track_caller]
    pub fn page(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.text());
        self.text()
    }

    /// Where the browser is sent after a form.
    #[track_caller]
    pub fn leads_to(&self) -> String {
        assert_eq!(self.status, 303, "{}", self.text());
        self.header("location").to_owned()
    }

    /// Answered with this status, in a page of the house that says this.
    #[track_caller]
    pub fn says(&self, status: u16, sentence: &str) {
        let text = self.text();
        assert_eq!(self.status, status, "{text}");
        assert!(text.contains("passerelle.css"), "not a page of the house: {text}");
        assert!(text.contains(sentence), "« {sentence} » is not in: {text}");
    }
}

/// Fields as an address or a form writes them.
pub fn query(fields: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(fields).unwrap()
}

/// What stands in a text between the end of the last of these marks, found one after the other,
/// and this end.
#[track_caller]
pub fn after<'a>(text: &'a str, marks: &[&str], end: &str) -> &'a str {
    let mut rest = text;
    for mark in marks {
        rest = rest.split_once(mark).unwrap_or_else(|| panic!("no {mark} in: {text}")).1;
    }
    rest.split_once(end).unwrap_or_else(|| panic!("no {end} after {marks:?}")).0
}
