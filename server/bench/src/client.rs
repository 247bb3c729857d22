//! One connection that is kept open, as a phone's browser does.

use std::net::SocketAddr;

use axum::body::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::http::request::Builder;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::error::Error;

/// A request with its whole body.
pub type Asked = Request<Full<Bytes>>;

/// A connection to one of the programs measured.
#[derive(Debug)]
pub struct Client(SendRequest<Full<Bytes>>);

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// Nobody listens there.
    pub async fn connect(to: SocketAddr) -> Result<Self, Error> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        // Its end is told to whoever sends on it.
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Sends a request; the body of the answer is still to be read.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn send(&mut self, request: Asked) -> Result<Response<Incoming>, Error> {
        self.0.ready().await?;
        Ok(self.0.send_request(request).await?)
    }

    /// Gets the body at an address, with these headers; `None` unless the answer is 200.
    ///
    /// # Errors
    /// The connection broke.
    pub async fn get(
        &mut self,
        address: &str,
        headers: &[(&'static str, &str)],
    ) -> Result<Option<Bytes>, Error> {
        let answer = self.send(request("GET", address, headers).body(Full::default())?).await?;
        let found = answer.status() == 200;
        let body = answer.into_body().collect().await?.to_bytes();
        Ok(found.then_some(body))
    }
}

/// A request as a browser of this site would send it.
pub fn request(method: &str, address: &str, headers: &[(&'static str, &str)]) -> Builder {
    let request = Request::builder()
        .method(method)
        .uri(address)
        .header("host", "127.0.0.1")
        .header("sec-fetch-site", "same-origin");
    headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
}

/// Reads an answer to its end without keeping it, and says how many bytes there were.
///
/// # Errors
/// The connection broke.
pub async fn drain(mut body: Incoming) -> Result<usize, Error> {
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        length += frame?.data_ref().map_or(0, Bytes::len);
    }
    Ok(length)
}
