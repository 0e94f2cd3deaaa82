//! `/metrics` in the text format of Prometheus (version 0.0.4): a registry small enough to be read.
//!
//! Requests are counted by the pattern of their route (`/lieux/{id}`), never by the address that was asked, which could
//! hold what a person looks for. A library would bring labels of any kind; here the number of series is bounded.

use axum::Router;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::collections::HashMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// Upper bounds of the buckets in microseconds: a page takes about a tenth of a millisecond, an export seconds.
const BUCKETS_US: [u64; 13] = [
    100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000,
];

type Gauge = (&'static str, &'static str, Box<dyn Fn() -> f64 + Send + Sync>);
type RouteKey = (&'static str, Box<str>);

/// What is measured while serving.
#[derive(Default)]
pub struct Metrics {
    routes: RwLock<HashMap<RouteKey, Arc<RouteMeasures>>>,
    gauges: Mutex<Vec<Gauge>>,
    open_connections: AtomicI64,
    accepted_connections: AtomicU64,
}

#[derive(Default)]
struct RouteMeasures {
    /// By class of status: 1xx to 5xx.
    answers: [AtomicU64; 5],
    /// One more than the bounds, for what is slower than all of them.
    buckets: [AtomicU64; BUCKETS_US.len() + 1],
    total_us: AtomicU64,
}

impl Metrics {
    /// Adds a value that is asked for at each reading: `name` as Prometheus wants it, `help` in one sentence.
    pub fn gauge(
        &self,
        name: &'static str,
        help: &'static str,
        value: impl Fn() -> f64 + Send + Sync + 'static,
    ) {
        self.gauges
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push((name, help, Box::new(value)));
    }

    /// Counts a connection from now until the guard is dropped.
    pub(super) fn connection(self: &Arc<Self>) -> OpenConnection {
        self.accepted_connections.fetch_add(1, Ordering::Relaxed);
        self.open_connections.fetch_add(1, Ordering::Relaxed);
        OpenConnection(Arc::clone(self))
    }

    fn record(&self, method: &Method, route: &str, status: u16, took: Duration) {
        let measures = self.route(method_name(method), route);
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        measures.answers[class].fetch_add(1, Ordering::Relaxed);
        let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BUCKETS_US.partition_point(|bound| *bound < took_us);
        measures.buckets[bucket].fetch_add(1, Ordering::Relaxed);
        measures.total_us.fetch_add(took_us, Ordering::Relaxed);
    }

    fn route(&self, method: &'static str, route: &str) -> Arc<RouteMeasures> {
        let key: RouteKey = (method, route.into());
        if let Some(known) = self
            .routes
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(&key)
        {
            return Arc::clone(known);
        }
        Arc::clone(
            self.routes
                .write()
                .unwrap_or_else(PoisonError::into_inner)
                .entry(key)
                .or_default(),
        )
    }

    /// Everything, as Prometheus reads it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(8 * 1024);
        let version = env!("CARGO_PKG_VERSION");
        head(&mut text, "parvis_build_info", "gauge", "The version that runs.");
        line(
            &mut text,
            format_args!("parvis_build_info{{version=\"{version}\"}} 1"),
        );
        head(
            &mut text,
            "parvis_open_connections",
            "gauge",
            "Connections that are open now.",
        );
        line(
            &mut text,
            format_args!(
                "parvis_open_connections {}",
                self.open_connections.load(Ordering::Relaxed)
            ),
        );
        head(
            &mut text,
            "parvis_connections_total",
            "counter",
            "Connections accepted since the start.",
        );
        line(
            &mut text,
            format_args!(
                "parvis_connections_total {}",
                self.accepted_connections.load(Ordering::Relaxed)
            ),
        );
        if let Some(bytes) = resident_bytes() {
            head(
                &mut text,
                "process_resident_memory_bytes",
                "gauge",
                "Memory of the process.",
            );
            line(&mut text, format_args!("process_resident_memory_bytes {bytes}"));
        }
        for (name, help, value) in &*self.gauges.lock().unwrap_or_else(PoisonError::into_inner) {
            head(&mut text, name, "gauge", help);
            line(&mut text, format_args!("{name} {}", value()));
        }
        self.routes_text(&mut text);
        text
    }

    fn routes_text(&self, text: &mut String) {
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        let mut routes: Vec<_> = routes
            .iter()
            .map(|((method, route), measures)| (route, *method, measures))
            .collect();
        routes.sort_by_key(|(route, method, _)| (*route, *method));

        head(
            text,
            "parvis_requests_total",
            "counter",
            "Requests answered, by route and class of status.",
        );
        for (route, method, measures) in &routes {
            for (class, answers) in measures.answers.iter().enumerate() {
                let answers = answers.load(Ordering::Relaxed);
                if answers > 0 {
                    let labels = format!(
                        "method=\"{method}\",route=\"{}\",status=\"{}xx\"",
                        quoted(route),
                        class + 1
                    );
                    line(text, format_args!("parvis_requests_total{{{labels}}} {answers}"));
                }
            }
        }
        let name = "parvis_request_duration_seconds";
        head(
            text,
            name,
            "histogram",
            "Time from the head of a request to the head of its answer.",
        );
        for (route, method, measures) in &routes {
            let labels = format!("method=\"{method}\",route=\"{}\"", quoted(route));
            let mut below = 0;
            for (bucket, count) in measures.buckets.iter().enumerate() {
                below += count.load(Ordering::Relaxed);
                let bound = BUCKETS_US
                    .get(bucket)
                    .map_or("+Inf".to_owned(), |us| seconds(*us));
                line(
                    text,
                    format_args!("{name}_bucket{{{labels},le=\"{bound}\"}} {below}"),
                );
            }
            line(
                text,
                format_args!(
                    "{name}_sum{{{labels}}} {}",
                    seconds(measures.total_us.load(Ordering::Relaxed))
                ),
            );
            line(text, format_args!("{name}_count{{{labels}}} {below}"));
        }
    }
}

/// Measures every request that passes; to be layered on the router of the pages, so that patterns are known.
pub async fn measure(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let answer = next.run(request).await;
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    metrics.record(&method, route, answer.status().as_u16(), start.elapsed());
    answer
}

pub(super) fn routes(metrics: Arc<Metrics>) -> Router {
    Router::new().route(
        "/metrics",
        get(async move || {
            let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
            (kind, metrics.text()).into_response()
        }),
    )
}

/// An open connection, as long as it lives.
pub(super) struct OpenConnection(Arc<Metrics>);

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.0.open_connections.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A visitor may send any word as a method; they all count as one, so that series stay few.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    line(text, format_args!("# HELP {name} {help}\n# TYPE {name} {kind}"));
}

fn line(text: &mut String, content: std::fmt::Arguments<'_>) {
    writeln!(text, "{content}").expect("writing to a string cannot fail");
}

/// Label values escape the backslash, the quote and the line end (text format of Prometheus).
fn quoted(route: &str) -> String {
    route
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}

fn seconds(us: u64) -> String {
    format!("{}", us as f64 / 1e6)
}

/// Resident memory as Linux tells it: the second number of `/proc/self/statm`, in pages of 4 kB.
fn resident_bytes() -> Option<u64> {
    let statm = std::fs::read_to_string("/proc/self/statm").ok()?;
    let pages: u64 = statm.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages * 4096)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_route_has_its_answers_and_its_cumulated_durations() {
        let metrics = Arc::new(Metrics::default());
        metrics.record(&Method::GET, "/lieux/{id}", 200, Duration::from_micros(90));
        metrics.record(&Method::GET, "/lieux/{id}", 200, Duration::from_micros(400));
        metrics.record(&Method::GET, "/lieux/{id}", 404, Duration::from_secs(9));
        let text = metrics.text();
        for expected in [
            "parvis_requests_total{method=\"GET\",route=\"/lieux/{id}\",status=\"2xx\"} 2",
            "parvis_requests_total{method=\"GET\",route=\"/lieux/{id}\",status=\"4xx\"} 1",
            "parvis_request_duration_seconds_bucket{method=\"GET\",route=\"/lieux/{id}\",le=\"0.0001\"} 1",
            "parvis_request_duration_seconds_bucket{method=\"GET\",route=\"/lieux/{id}\",le=\"0.0005\"} 2",
            "parvis_request_duration_seconds_bucket{method=\"GET\",route=\"/lieux/{id}\",le=\"5\"} 2",
            "parvis_request_duration_seconds_bucket{method=\"GET\",route=\"/lieux/{id}\",le=\"+Inf\"} 3",
            "parvis_request_duration_seconds_sum{method=\"GET\",route=\"/lieux/{id}\"} 9.00049",
            "parvis_request_duration_seconds_count{method=\"GET\",route=\"/lieux/{id}\"} 3",
        ] {
            assert!(
                text.lines().any(|line| line == expected),
                "{expected} is missing from\n{text}"
            );
        }
    }

    #[test]
    fn invented_methods_do_not_make_series() {
        let metrics = Metrics::default();
        for word in ["FIND", "BREW"] {
            metrics.record(
                &Method::from_bytes(word.as_bytes()).unwrap(),
                "(none)",
                405,
                Duration::ZERO,
            );
        }
        assert!(
            metrics
                .text()
                .contains("parvis_requests_total{method=\"other\",route=\"(none)\",status=\"4xx\"} 2")
        );
    }

    #[test]
    fn a_gauge_is_asked_at_each_reading_and_connections_are_counted_while_they_live() {
        let metrics = Arc::new(Metrics::default());
        metrics.gauge("parvis_directory_places", "Places in the directory.", || 60.0);
        let open = metrics.connection();
        assert!(metrics.text().contains("\nparvis_open_connections 1\n"));
        drop(open);
        let text = metrics.text();
        assert!(text.contains("\nparvis_open_connections 0\n"));
        assert!(text.contains("\nparvis_connections_total 1\n"));
        assert!(text.contains("\nparvis_directory_places 60\n"));
        // Every line is a comment or `name value`, as the format asks.
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let (name, value) = line.rsplit_once(' ').unwrap();
            assert!(
                name.starts_with("parvis_") || name.starts_with("process_"),
                "{line}"
            );
            assert!(value.parse::<f64>().is_ok(), "{line}");
        }
    }
}
