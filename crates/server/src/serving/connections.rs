//! Accepting connections, and letting them go: when asked to stop, no new one, open requests have a bounded time to
//! finish, then the rest is cut.

use super::{Health, Metrics};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// How long a connection may take to send the head of a request, idle time between two requests included. Longer than
/// the idle time of the usual reverse proxies (60 s), so that it is they who close and no request meets a closed door.
const HEAD_WITHIN: Duration = Duration::from_secs(75);

/// When the system has no more file descriptors, accepting again at once would only burn the processor.
const RETRY_AFTER: Duration = Duration::from_millis(100);

/// How serving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// Every open request was answered.
    Drained,
    /// Some were still open when the time was over, and were cut.
    Cut,
}

/// What connections are answered with. It is read once a connection, so that a request pays nothing for it.
#[derive(Clone)]
pub struct Doors(Arc<RwLock<Router>>);

impl Doors {
    /// Answers with these routes.
    #[must_use]
    pub fn new(app: Router) -> Self {
        Self(Arc::new(RwLock::new(app)))
    }

    /// From now on, new connections are answered with other routes.
    pub fn open(&self, app: Router) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = app;
    }

    fn current(&self) -> Router {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Serves what is behind `doors` until `stop` is done, then lets open requests finish within `stop_within`.
pub async fn serve(
    listener: TcpListener,
    doors: Doors,
    health: &Health,
    metrics: &Arc<Metrics>,
    stop: impl Future<Output = ()>,
    stop_within: Duration,
) -> Ended {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_WITHIN);
    let graceful = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let stream = tokio::select! {
            () = &mut stop => break,
            accepted = accept(&listener) => accepted,
        };
        let open = metrics.connection();
        let service = TowerToHyperService::new(doors.current());
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            // A visitor who leaves in the middle, or speaks something else than HTTP, is no event for the operator.
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
            drop(open);
        });
    }
    health.stopping();
    drop(listener);
    match tokio::time::timeout(stop_within, graceful.shutdown()).await {
        Ok(()) => Ended::Drained,
        Err(_elapsed) => Ended::Cut,
    }
}

async fn accept(listener: &TcpListener) -> TcpStream {
    loop {
        match listener.accept().await {
            Ok((stream, _address)) => {
                // Answers are small and written whole: waiting for more to send only delays them.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "a connection keeps waiting before it sends");
                }
                return stream;
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(RETRY_AFTER).await;
            }
        }
    }
}
