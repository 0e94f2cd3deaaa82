//! A whole instance, from an open database to a server that answers: what `serve`, `demo` and `bench pages` share.

use crate::Outcome;
use crate::commands::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::serving::{self, Ended, Health, Metrics, measure, operator_routes};
use axum::Router;
use axum::middleware::from_fn_with_state;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use store::Db;
use tokio::net::TcpListener;
use web::instance::Instance;
use web::routes::router;
use web::site::{Clock, Site};

/// How often a node looks whether the directory changed, by an import or by another node.
const REFRESH_EVERY: Duration = Duration::from_secs(2);

/// An instance that is ready to answer.
pub struct Running {
    app: Router,
    instance: Instance,
    health: Arc<Health>,
    metrics: Arc<Metrics>,
    stop_within: Duration,
}

impl Running {
    /// Brings the database up to date and reads the directory into memory.
    ///
    /// # Errors
    /// The database cannot be migrated or read.
    pub async fn prepare(config: &Config, db: Db) -> Outcome<Self> {
        let clock = Clock::system();
        database::migrate(&db, clock.now()).await?;
        let instance = Instance::load(Site::new(clock, config.site.clone()), db)
            .await
            .map_err(|error| database::fault(&error))?;
        let (health, metrics) = (Arc::new(Health::default()), Arc::new(Metrics::default()));
        let places = instance.directory.clone();
        metrics.gauge(
            "parvis_directory_places",
            "Places in the directory held in memory.",
            move || places.get().len() as f64,
        );
        let pages = router(instance.clone()).layer(from_fn_with_state(Arc::clone(&metrics), measure));
        let app = pages.merge(operator_routes(Arc::clone(&health), Arc::clone(&metrics)));
        Ok(Self {
            app,
            instance,
            health,
            metrics,
            stop_within: config.stop_within,
        })
    }

    /// Number of places in the directory.
    #[must_use]
    pub fn places(&self) -> usize {
        self.instance.directory.get().len()
    }

    /// The places that it serves.
    #[must_use]
    pub fn directory(&self) -> Arc<directory::Directory> {
        self.instance.directory.get()
    }

    /// Answers until `stop` is done, then lets open requests finish.
    pub async fn serve(self, listener: TcpListener, stop: impl Future<Output = ()>) -> Ended {
        self.health.ready();
        let refreshing = tokio::spawn(refresh(self.instance.clone()));
        let ended = serving::serve(
            listener,
            self.app,
            &self.health,
            &self.metrics,
            stop,
            self.stop_within,
        )
        .await;
        refreshing.abort();
        self.instance.db.close();
        ended
    }
}

/// Takes over what changes in the database, until the task is stopped.
async fn refresh(instance: Instance) {
    let mut every = tokio::time::interval(REFRESH_EVERY);
    every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        every.tick().await;
        match instance.refresh().await {
            Ok(true) => tracing::info!(places = instance.directory.get().len(), "the directory changed"),
            Ok(false) => {}
            // What is in memory still answers; the database may come back.
            Err(error) => tracing::warn!(%error, "the directory could not be refreshed"),
        }
    }
}

/// Listens on an address.
///
/// # Errors
/// It is in use, or not of this machine.
pub async fn listen(address: SocketAddr) -> Outcome<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        Failure::new("listen", format!("{address} cannot be listened on: {error}"))
            .hint("Another program may already use it: choose another with --listen, such as 127.0.0.1:8090.")
    })
}

/// Where a listener can be reached from this machine.
///
/// # Errors
/// The system does not say.
pub fn address_of(listener: &TcpListener) -> Outcome<SocketAddr> {
    listener
        .local_addr()
        .map_err(|error| Failure::new("listen", format!("the address cannot be told: {error}")))
}
