//! A whole instance, from an open database to a server that answers: what `serve`, `demo` and `bench pages` share.

use crate::Outcome;
use crate::commands::database;
use crate::config::Config;
use crate::failure::Failure;
use crate::post::Postman;
use crate::serving::{
    self, Doors, Ended, Health, Limits, Metrics, TrustedProxies, look_behind, measure, operator_routes,
    starting_routes,
};
use crate::work::{Work, Worker};
use crate::{heads, keys, post};
use axum::middleware::from_fn_with_state;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use store::Db;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use web::instance::{Instance, Keys};
use web::mail::KeptMail;
use web::routes::router;
use web::site::{Clock, Settings, Site};

/// How often a node looks whether the directory changed, by an import or by another node.
const REFRESH_EVERY: Duration = Duration::from_secs(2);

/// A server that tells the operator how far it is while its instance is being prepared.
pub struct Opening {
    doors: Doors,
    health: Arc<Health>,
    metrics: Arc<Metrics>,
    serving: JoinHandle<Ended>,
}

impl Opening {
    /// Answers within `limits` from now until `stop` is done; requests that are open then have `stop_within` to finish.
    pub fn start(
        listener: TcpListener,
        limits: Limits,
        stop: impl Future<Output = ()> + Send + 'static,
        stop_within: Duration,
    ) -> Self {
        let (health, metrics) = (Arc::new(Health::default()), Arc::new(Metrics::default()));
        let doors = Doors::new(starting_routes(Arc::clone(&health), Arc::clone(&metrics)));
        let serving = tokio::spawn({
            let (doors, health, metrics) = (doors.clone(), Arc::clone(&health), Arc::clone(&metrics));
            async move { serving::serve(listener, doors, limits, &health, &metrics, stop, stop_within).await }
        });
        Self {
            doors,
            health,
            metrics,
            serving,
        }
    }

    /// Prepares an instance; `None` when it was asked to stop before that was done.
    ///
    /// # Errors
    /// The instance cannot be prepared.
    pub async fn prepare(
        &mut self,
        instance: impl Future<Output = Outcome<Running>>,
    ) -> Outcome<Option<Running>> {
        tokio::select! {
            running = instance => running.map(Some),
            _ended = &mut self.serving => Ok(None),
        }
    }

    /// Opens the doors to everybody.
    pub fn open(&self, running: &Running) {
        let metrics = &self.metrics;
        let places = running.instance.directory.clone();
        metrics.gauge(
            "parvis_directory_places",
            "Places in the directory held in memory.",
            move || places.get().len() as f64,
        );
        let mut pages = router(running.instance.clone());
        if !running.proxies.is_empty() {
            pages = pages.layer(from_fn_with_state(running.proxies.clone(), look_behind));
        }
        let pages = pages.layer(from_fn_with_state(Arc::clone(metrics), measure));
        self.doors
            .open(pages.merge(operator_routes(Arc::clone(&self.health), Arc::clone(metrics))));
        self.health.ready();
    }

    /// Keeps the directory up to date, and the end of the journal put aside, until the server is stopped.
    pub async fn until_stopped(self, running: Running) -> Ended {
        let Running {
            instance,
            heads_file,
            keys_file,
            worker,
            stop_within,
            proxies: _,
        } = running;
        let work = Work::start(worker);
        let refreshing = tokio::spawn(refresh(instance.clone()));
        let clock = instance.site.clock;
        let aside = heads::Aside {
            path: heads_file,
            db: instance.db.clone(),
            keys: instance.keys.clone(),
        };
        let following = tokio::spawn(keys::follow(
            keys_file,
            instance.db.clone(),
            instance.keys.clone(),
        ));
        let putting_aside = tokio::spawn(aside.clone().keep(move || clock.now()));
        let ended = self.serving.await.expect("serving does not panic");
        refreshing.abort();
        putting_aside.abort();
        following.abort();
        // After the last request, so that what it asked for has its chance; before the connections are closed.
        work.stop(stop_within).await;
        // The last hour of the journal must not wait for the next start.
        aside.put_or_log(clock.now()).await;
        instance.db.close();
        ended
    }
}

/// An instance that is ready to answer.
pub struct Running {
    instance: Instance,
    worker: Worker,
    stop_within: Duration,
    heads_file: PathBuf,
    keys_file: PathBuf,
    proxies: TrustedProxies,
}

impl Running {
    /// Opens the keys, brings the database up to date and reads the directory into memory; letters leave by `postman`.
    ///
    /// # Errors
    /// The keys do not open, and nothing was changed then; the database cannot be migrated or read.
    pub async fn prepare(config: &Config, db: Db, postman: Option<Arc<dyn Postman>>) -> Outcome<Self> {
        Self::prepare_with(config, db, postman, None).await
    }

    /// As [`Running::prepare`], for letters that are shown and never leave.
    ///
    /// # Errors
    /// As [`Running::prepare`].
    pub async fn prepare_showing(config: &Config, db: Db, kept_mail: KeptMail) -> Outcome<Self> {
        let postman = post::showing(kept_mail.clone());
        Self::prepare_with(config, db, Some(postman), Some(kept_mail)).await
    }

    async fn prepare_with(
        config: &Config,
        db: Db,
        postman: Option<Arc<dyn Postman>>,
        kept_mail: Option<KeptMail>,
    ) -> Outcome<Self> {
        let clock = Clock::system();
        keys::verify_before_migrating(config, &db).await?;
        database::migrate(&db, clock.now()).await?;
        let keys = Keys::new(keys::unlock(config, &db, clock.now()).await?);
        let settings = Settings {
            sends_mail: postman.is_some(),
            ..config.site.clone()
        };
        let site = Site::new(clock, settings);
        let instance = Instance::load_with(site, db, keys.clone(), keys::random, kept_mail)
            .await
            .map_err(|error| database::fault(&error))?;
        let worker = Worker {
            db: instance.db.clone(),
            keys,
            settings: config.site.clone(),
            clock,
            postman,
        };
        Ok(Self {
            instance,
            worker,
            stop_within: config.stop_within,
            heads_file: config.heads_file(),
            keys_file: config.keys_file(),
            proxies: config.trusted_proxies.clone(),
        })
    }

    /// What its routes run on.
    #[must_use]
    pub fn instance(&self) -> &Instance {
        &self.instance
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
