//! From settings to a listening server, and back to silence.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum_prometheus::PrometheusMetricLayer;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use store::{OpenError, Store};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

use crate::arrivals::Arrivals;
use crate::assets::Assets;
use crate::config::Config;
use crate::importing::UnderWay;
use crate::keys::Keys;
use crate::mail;
use crate::passwords::Passwords;
use crate::rendered::Rendered;
use crate::roll::Rolls;
use crate::state::{App, Parts, Throttles};
use crate::{retention, router};

/// How long a client may take to send its headers.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// How long requests under way may go on once the server is asked to stop.
const DRAIN: Duration = Duration::from_secs(7);

/// Why the server did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database could not be opened.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// The instance's secret could be neither read nor made.
    #[error("PASSERELLE_SECRET : le fichier du secret ne peut être ni lu ni créé : {0}")]
    Secret(std::io::Error),
    /// The built site was not found.
    #[error("{0}")]
    Assets(std::io::Error),
    /// The address is taken, or not ours.
    #[error("PASSERELLE_ADDR : {0} n'est pas disponible : {1}")]
    Listen(SocketAddr, std::io::Error),
    /// The relay's address cannot be read.
    #[error("SMTP_URL : {0}")]
    Relay(#[from] mail::RelayError),
}

/// The database and the key: what every command needs.
///
/// # Errors
/// Either cannot be opened.
pub async fn open(config: &Config) -> Result<(Store, Keys), StartError> {
    let store = Store::open(&config.database_url).await?;
    let keys = match &config.secret {
        Some(secret) => Keys::from_secret(secret),
        None => Keys::from_folder(&config.data_folder()).map_err(StartError::Secret)?,
    };
    Ok((store, keys))
}

/// Serves until asked to stop. `ready` is called once with the public address.
///
/// # Errors
/// The server could not start.
pub async fn serve(config: Config, ready: impl FnOnce(&str)) -> Result<(), StartError> {
    let (store, keys) = open(&config).await?;
    let listener = TcpListener::bind(config.addr)
        .await
        .map_err(|error| StartError::Listen(config.addr, error))?;
    let bound = listener.local_addr().unwrap_or(config.addr);
    let public_url = config.public_url.clone().unwrap_or_else(|| format!("http://{bound}"));
    let (layer, metrics) = PrometheusMetricLayer::pair();
    let app = App::new(Parts {
        store,
        keys,
        passwords: Passwords::default(),
        throttles: Throttles::default(),
        assets: Assets::find().map_err(StartError::Assets)?,
        arrivals: Arrivals::default(),
        rolls: Rolls::default(),
        imports: UnderWay::default(),
        rendered: Rendered::default(),
        metrics,
        public_url: public_url.as_str().into(),
        config: Arc::new(config),
    });
    let (stop, stopping) = watch::channel(false);
    let worker = start_worker(&app, stopping.clone())?;
    let store = app.store.clone();
    tokio::spawn(retention::run(store.clone(), stopping.clone()));
    let (site, _) = router::site(app, layer);
    ready(&public_url);
    tokio::spawn(async move {
        stop_signal().await;
        // Nobody listens any more only when everything has stopped already.
        let _ = stop.send(true);
    });
    accept(listener, site, stopping).await;
    if let Some(worker) = worker {
        let _ = tokio::time::timeout(Duration::from_secs(1), worker).await;
    }
    let _ = tokio::time::timeout(Duration::from_secs(1), store.close()).await;
    tracing::info!("stopped");
    Ok(())
}

fn start_worker(
    app: &App,
    stopping: watch::Receiver<bool>,
) -> Result<Option<tokio::task::JoinHandle<()>>, StartError> {
    let Some(url) = &app.config.smtp_url else {
        tracing::warn!("SMTP_URL is not set: letters wait in the outbox");
        return Ok(None);
    };
    let relay = mail::Relay::from_url(url)?;
    Ok(Some(tokio::spawn(mail::worker::run(app.clone(), relay, stopping))))
}

async fn accept(listener: TcpListener, site: Router, mut stopping: watch::Receiver<bool>) {
    let mut server = auto::Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIMEOUT);
    let open = GracefulShutdown::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => converse(&server, &open, &site, stream, peer),
                Err(error) => {
                    tracing::warn!(%error, "a connection was lost before it was taken");
                    // Out of file descriptors: others must close first.
                    tokio::time::sleep(Duration::from_millis(50)).await;
                }
            },
            _ = stopping.wait_for(|stop| *stop) => break,
        }
    }
    drop(listener);
    let _ = tokio::time::timeout(DRAIN, open.shutdown()).await;
}

fn converse(
    server: &auto::Builder<TokioExecutor>,
    open: &GracefulShutdown,
    site: &Router,
    stream: TcpStream,
    peer: SocketAddr,
) {
    // Without it a page of two writes waits 40 ms for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let service =
        site.clone().map_request(move |mut request: axum::http::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ConnectInfo(peer));
            request.map(axum::body::Body::new)
        });
    let connection = server
        .serve_connection_with_upgrades(TokioIo::new(stream), TowerToHyperService::new(service));
    let watched = open.watch(connection.into_owned());
    tokio::spawn(async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
    });
}

async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    let Ok(mut terminate) =
        tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
    else {
        let _ = interrupt.await;
        return;
    };
    tokio::select! {
        _ = interrupt => {}
        _ = terminate.recv() => {}
    }
}
