//! What every handler works with.

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use axum_prometheus::metrics_exporter_prometheus::PrometheusHandle;
use store::Store;
use store::participants::Participant;
use store::parties::Party;

use crate::arrivals::Arrivals;
use crate::assets::Assets;
use crate::config::Config;
use crate::importing::UnderWay;
use crate::keys::{Keys, Purpose};
use crate::lockout::Lockout;
use crate::passwords::Passwords;
use crate::rendered::Rendered;
use crate::roll::Rolls;
use crate::throttle::Throttle;

/// The running application. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App(Arc<Parts>);

impl App {
    /// The application made of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What the application is made of.
#[derive(Clone, Debug)]
pub struct Parts {
    /// The database.
    pub store: Store,
    /// The instance's key.
    pub keys: Keys,
    /// The settings.
    pub config: Arc<Config>,
    /// The site's public address, without a slash at its end: the only source of links.
    pub public_url: Arc<str>,
    /// Hashes passwords.
    pub passwords: Passwords,
    /// Slows down whoever tries too often.
    pub throttles: Throttles,
    /// Style, scripts, fonts and pictures.
    pub assets: Assets,
    /// How many people have come.
    pub arrivals: Arrivals,
    /// The list that phones at doors keep.
    pub rolls: Rolls,
    /// How far the lists are that are being imported.
    pub imports: UnderWay,
    /// Public pages as last drawn.
    pub rendered: Rendered,
    /// Counts and times for Prometheus.
    pub metrics: PrometheusHandle,
}

/// How often things may be tried.
#[derive(Clone, Debug)]
pub struct Throttles {
    /// Passwords, by account and address, or by a browser that is known.
    pub passwords: Lockout,
    /// Codes of a second factor, by account, or by a browser that is known: whoever gets as far
    /// as that knows the password.
    pub codes: Lockout,
    /// Signing in, by address.
    pub address: Throttle,
    /// Registering, by address: a whole town hall may share one.
    pub registration: Throttle,
    /// Asking for one's link again, by address.
    pub link: Throttle,
    /// Preparing a phone for the door, by address: a whole venue may share one.
    pub pairing: Throttle,
    /// Sending what a phone did at a door, by phone.
    pub acts: Throttle,
}

impl Default for Throttles {
    fn default() -> Self {
        let minutes = |minutes: u64| Duration::from_secs(minutes * 60);
        Self {
            passwords: Lockout::default(),
            codes: Lockout::default(),
            address: Throttle::new(60, minutes(15)),
            registration: Throttle::new(300, minutes(10)),
            link: Throttle::new(20, minutes(10)),
            pairing: Throttle::new(60, minutes(10)),
            acts: Throttle::new(3_000, minutes(1)),
        }
    }
}

impl Parts {
    /// The secret of someone's own pages.
    #[must_use]
    pub fn link_secret(&self, participant: &Participant) -> String {
        self.keys.secret(Purpose::Link, participant.id, participant.link_version)
    }

    /// The address of someone's own pages.
    #[must_use]
    pub fn link(&self, participant: &Participant) -> String {
        format!("{}/billet/{}", self.public_url, self.link_secret(participant))
    }

    /// The secret of the pages of a group's contact.
    #[must_use]
    pub fn party_secret(&self, party: &Party) -> String {
        self.keys.secret(Purpose::Party, party.id, party.link_version)
    }

    /// The address of the pages of a group's contact.
    #[must_use]
    pub fn party_link(&self, party: &Party) -> String {
        format!("{}/groupe/{}", self.public_url, self.party_secret(party))
    }

    /// What someone's QR code holds.
    #[must_use]
    pub fn ticket_url(&self, participant: &Participant) -> String {
        let token = self.keys.secret(Purpose::Ticket, participant.id, participant.ticket_version);
        format!("{}/b/{token}", self.public_url)
    }
}

#[cfg(test)]
impl Parts {
    /// A site at <https://conference.example>, without built assets.
    pub fn for_tests(store: Store) -> Self {
        use axum_prometheus::metrics_exporter_prometheus::PrometheusBuilder;
        use clap::Parser;

        #[derive(Parser)]
        struct Line {
            #[command(flatten)]
            settings: crate::config::Settings,
        }

        Self {
            store,
            keys: Keys::from_secret("un secret d'essai de plus de trente-deux caractères"),
            config: Arc::new(Line::parse_from(["passerelle"]).settings.check().unwrap()),
            public_url: "https://conference.example".into(),
            passwords: Passwords::default(),
            throttles: Throttles::default(),
            assets: Assets::empty(),
            arrivals: Arrivals::default(),
            rolls: Rolls::default(),
            imports: UnderWay::default(),
            rendered: Rendered::default(),
            metrics: PrometheusBuilder::new().build_recorder().handle(),
        }
    }
}
