//! Where a request comes from.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;

use crate::state::App;

/// The address of whoever asks. What a proxy forwards is believed only from the one configured,
/// and only the last address it added: the others are whatever the client wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Address(pub IpAddr);

impl FromRequestParts<App> for Address {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
        let trusted = app.config.trusted_proxy == Some(peer);
        let forwarded = trusted.then(|| forwarded(parts)).flatten();
        Ok(Self(forwarded.unwrap_or(peer)))
    }
}

fn forwarded(parts: &Parts) -> Option<IpAddr> {
    let line = parts.headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next()?.trim().parse().ok()
}
