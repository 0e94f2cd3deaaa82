//! Accepting connections, and letting them go: when asked to stop, no new one, open requests have a bounded time to
//! finish, then the rest is cut.

use super::limits::{Limits, Unstalled};
use super::seats::Seats;
use super::{Health, Metrics};
use axum::Router;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use rustix::net::sockopt;
use std::net::IpAddr;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use web::site::client::ClientAddress;

/// What is made of an answer before its reader takes it, and the longest head of a request.
const AHEAD_BYTES: usize = 64 * 1024;

/// What the system keeps of an answer for its reader. Linux says that a stream can be written on when a third of it is
/// free: with the buffer of some megabytes that it would choose itself, a slow reader would look like one that sleeps.
const SENT_AHEAD_BYTES: usize = 128 * 1024;

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

/// Serves what is behind `doors` within `limits` until `stop` is done, then lets open requests finish within
/// `stop_within`.
pub async fn serve(
    listener: TcpListener,
    doors: Doors,
    limits: Limits,
    health: &Health,
    metrics: &Arc<Metrics>,
    stop: impl Future<Output = ()>,
    stop_within: Duration,
) -> Ended {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(limits.head_within)
        .max_buf_size(AHEAD_BYTES);
    let graceful = GracefulShutdown::new();
    let seats = Seats::new(limits.connections);
    let mut is_full = false;
    let mut stop = std::pin::pin!(stop);
    loop {
        if !std::mem::replace(&mut is_full, seats.is_full()) && is_full {
            tracing::warn!(
                connections = limits.connections,
                "as many connections as allowed are open: who has been idle for longest makes room"
            );
        }
        // First the visitor, so that nobody has to leave before somebody comes.
        let next = async {
            let (stream, from) = accept(&listener).await;
            (stream, from, seats.take().await)
        };
        let (stream, from, seat) = tokio::select! {
            () = &mut stop => break,
            accepted = next => accepted,
        };
        let open = metrics.connection();
        let mark = seat.mark();
        let stream = TokioIo::new(Unstalled::new(stream, limits.progress_within, mark.clone()));
        let answers = TowerToHyperService::new(doors.current());
        let service = service_fn(move |mut request: hyper::Request<hyper::body::Incoming>| {
            request.extensions_mut().insert(ClientAddress(from));
            let answering = mark.answering();
            let answer = answers.call(request);
            async move {
                let answer = answer.await;
                drop(answering);
                answer
            }
        });
        let connection = graceful.watch(http.serve_connection(stream, service));
        tokio::spawn(async move {
            let ended = tokio::select! {
                ended = connection => ended,
                () = seat.has_to_leave() => Ok(()),
            };
            // A visitor who leaves in the middle, or speaks something else than HTTP, is no event for the operator.
            if let Err(error) = ended {
                tracing::debug!(%error, "a connection ended early");
            }
            drop((open, seat));
        });
    }
    health.stopping();
    drop(listener);
    match tokio::time::timeout(stop_within, graceful.shutdown()).await {
        Ok(()) => Ended::Drained,
        Err(_elapsed) => Ended::Cut,
    }
}

async fn accept(listener: &TcpListener) -> (TcpStream, IpAddr) {
    loop {
        match listener.accept().await {
            Ok((stream, address)) => {
                // Answers are small and written whole: waiting for more to send only delays them.
                if let Err(error) = stream.set_nodelay(true) {
                    tracing::debug!(%error, "a connection keeps waiting before it sends");
                }
                if let Err(error) = sockopt::set_socket_send_buffer_size(&stream, SENT_AHEAD_BYTES) {
                    tracing::debug!(%error, "a connection keeps the buffer of the system");
                }
                return (stream, address.ip());
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(RETRY_AFTER).await;
            }
        }
    }
}
