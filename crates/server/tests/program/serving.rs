use axum::Router;
use axum::routing::get;
use server::running::Opening;
use server::serving::{Doors, Ended, Health, Limits, Metrics, measure, operator_routes, serve};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

struct Running {
    address: SocketAddr,
    health: Arc<Health>,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<Ended>,
}

/// Many times what is kept of an answer on its way.
const LONG_BYTES: usize = 4 * 1024 * 1024;

async fn running(stop_within: Duration) -> Running {
    running_within(Limits::of(100), stop_within).await
}

/// Serves a page that answers at once, one that takes its time, one that is long, and one with a part that varies.
async fn running_within(limits: Limits, stop_within: Duration) -> Running {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let health = Arc::new(Health::default());
    let metrics = Arc::new(Metrics::default());
    let pages = Router::new()
        .route(
            "/slow",
            get(async || {
                tokio::time::sleep(Duration::from_millis(300)).await;
                "slow"
            }),
        )
        .route("/long", get(async || vec![b'x'; LONG_BYTES]))
        .route("/lieux/{id}", get(async || "a place"))
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&metrics),
            measure,
        ));
    let app = pages.merge(operator_routes(Arc::clone(&health), Arc::clone(&metrics)));
    let (stop, asked) = oneshot::channel();
    let served = Arc::clone(&health);
    let ended = tokio::spawn(async move {
        let stop = async {
            asked.await.unwrap();
        };
        serve(
            listener,
            Doors::new(app),
            limits,
            &served,
            &metrics,
            stop,
            stop_within,
        )
        .await
    });
    Running {
        address,
        health,
        stop,
        ended,
    }
}

/// Asks for one page on a connection of its own, and returns the whole answer.
async fn ask(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: parvis\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_alive_at_once_and_ready_when_said() {
    let running = running(Duration::from_secs(1)).await;
    assert!(
        ask(running.address, "/health/live")
            .await
            .starts_with("HTTP/1.1 200")
    );
    assert!(
        ask(running.address, "/health/ready")
            .await
            .starts_with("HTTP/1.1 503")
    );
    running.health.ready();
    let ready = ask(running.address, "/health/ready").await;
    assert!(
        ready.starts_with("HTTP/1.1 200") && ready.contains("cache-control: no-store"),
        "{ready}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn while_the_directory_is_read_the_operator_is_answered_and_others_are_asked_for_patience() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, asked) = oneshot::channel::<()>();
    let stopped = async {
        asked.await.unwrap();
    };
    let mut opening = Opening::start(listener, Limits::of(100), stopped, Duration::from_secs(1));
    let live = ask(address, "/health/live").await;
    assert!(live.starts_with("HTTP/1.1 200"), "{live}");
    let ready = ask(address, "/health/ready").await;
    assert!(
        ready.starts_with("HTTP/1.1 503") && ready.ends_with("starting\n"),
        "{ready}"
    );
    let page = ask(address, "/lieux").await;
    assert!(
        page.starts_with("HTTP/1.1 503") && page.contains("retry-after: 5"),
        "{page}"
    );
    assert!(
        page.contains("connection: close") && page.contains("Le site démarre."),
        "{page}"
    );
    stop.send(()).unwrap();
    let prepared = opening.prepare(std::future::pending()).await;
    assert!(
        prepared.is_ok_and(|running| running.is_none()),
        "it stops without waiting for the directory"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn routes_are_counted_by_pattern_and_never_by_address() {
    let running = running(Duration::from_secs(1)).await;
    ask(running.address, "/lieux/7k3f92qd0000?q=secret").await;
    ask(running.address, "/nowhere/secret").await;
    let metrics = ask(running.address, "/metrics").await;
    assert!(
        metrics.contains("route=\"/lieux/{id}\",status=\"2xx\"} 1"),
        "{metrics}"
    );
    assert!(metrics.contains("\nparvis_open_connections 1\n"), "{metrics}");
    assert!(
        !metrics.contains("secret") && !metrics.contains("7k3f"),
        "{metrics}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn asked_to_stop_it_finishes_what_is_open_and_accepts_nothing_more() {
    let running = running(Duration::from_secs(5)).await;
    let address = running.address;
    let slow = tokio::spawn(async move { ask(address, "/slow").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    running.stop.send(()).unwrap();
    assert!(slow.await.unwrap().ends_with("slow"));
    assert_eq!(running.ended.await.unwrap(), Ended::Drained);
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_finish_in_time_is_cut() {
    let running = running(Duration::from_millis(50)).await;
    let address = running.address;
    let slow = tokio::spawn(async move { ask(address, "/slow").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    let asked = Instant::now();
    running.stop.send(()).unwrap();
    assert_eq!(running.ended.await.unwrap(), Ended::Cut);
    assert!(
        asked.elapsed() < Duration::from_millis(250),
        "{:?}",
        asked.elapsed()
    );
    drop(slow);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_idle_connection_does_not_hold_the_stop() {
    let running = running(Duration::from_secs(5)).await;
    let mut idle = TcpStream::connect(running.address).await.unwrap();
    idle.write_all(b"GET /health/live HTTP/1.1\r\nHost: parvis\r\n\r\n")
        .await
        .unwrap();
    let mut start = [0; 12];
    idle.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    let asked = Instant::now();
    running.stop.send(()).unwrap();
    assert_eq!(running.ended.await.unwrap(), Ended::Drained);
    assert!(asked.elapsed() < Duration::from_secs(2), "{:?}", asked.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_http_is_refused_and_harms_nobody() {
    let running = running(Duration::from_secs(1)).await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    stream
        .write_all(b"\x16\x03\x01\x02\x00 this is a TLS greeting\r\n\r\n")
        .await
        .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    assert!(
        answer.starts_with(b"HTTP/1.1 400"),
        "{}",
        String::from_utf8_lossy(&answer)
    );
    assert!(
        ask(running.address, "/health/live")
            .await
            .starts_with("HTTP/1.1 200")
    );
}

/// Limits that a test can wait for.
fn impatient() -> Limits {
    Limits {
        head_within: Duration::from_millis(300),
        progress_within: Duration::from_millis(300),
        ..Limits::of(2)
    }
}

/// Asks for a page without reading the answer.
async fn asked(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: parvis\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    stream
}

/// Reads until the other side ends, however it ends; how many bytes came.
async fn drained(stream: &mut TcpStream) -> usize {
    let mut read = 0;
    let mut buffer = [0; 16 * 1024];
    while let Ok(more @ 1..) = stream.read(&mut buffer).await {
        read += more;
    }
    read
}

#[tokio::test(flavor = "multi_thread")]
async fn who_takes_nothing_of_an_answer_is_cut() {
    let running = running_within(impatient(), Duration::from_secs(1)).await;
    let mut stalled = asked(running.address, "/long").await;
    tokio::time::sleep(Duration::from_millis(1_500)).await;
    let read = drained(&mut stalled).await;
    assert!((1..LONG_BYTES).contains(&read), "{read} bytes came");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_slowly_gets_the_whole_answer() {
    let running = running_within(impatient(), Duration::from_secs(1)).await;
    let mut slow = asked(running.address, "/long").await;
    let started = Instant::now();
    let mut buffer = vec![0; 128 * 1024];
    let mut read = 0;
    while read < LONG_BYTES {
        // Less than the limit each time, several times the limit in all.
        tokio::time::sleep(Duration::from_millis(40)).await;
        let more = slow.read(&mut buffer).await.unwrap();
        assert!(more > 0, "cut after {read} bytes");
        read += more;
    }
    assert!(
        started.elapsed() > 2 * impatient().progress_within,
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_never_ends_the_head_of_a_request_is_cut_and_so_is_who_asks_no_more() {
    let running = running_within(impatient(), Duration::from_secs(1)).await;
    let mut unfinished = TcpStream::connect(running.address).await.unwrap();
    unfinished
        .write_all(b"GET / HTTP/1.1\r\nHost: par")
        .await
        .unwrap();
    let mut idle = asked(running.address, "/lieux/1").await;
    let waited = Instant::now();
    drained(&mut unfinished).await;
    assert!(drained(&mut idle).await > 0, "the answer came first");
    assert!(
        waited.elapsed() < Duration::from_secs(5),
        "{:?}",
        waited.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn more_connections_than_allowed_wait_while_all_are_being_answered() {
    let running = running_within(Limits::of(2), Duration::from_secs(1)).await;
    let address = running.address;
    // Each takes 300 ms: the third can only be answered after one of them.
    let slow = [1, 2].map(|_| tokio::spawn(async move { ask(address, "/slow").await }));
    tokio::time::sleep(Duration::from_millis(100)).await;
    let third = tokio::spawn(async move { ask(address, "/lieux/3").await });
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!third.is_finished(), "two are allowed");
    assert!(third.await.unwrap().ends_with("a place"));
    for answer in slow {
        assert!(
            answer.await.unwrap().ends_with("slow"),
            "nobody is cut off while being answered"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn however_many_say_nothing_whoever_asks_is_answered() {
    const CONNECTIONS: usize = 100;
    let running = running_within(Limits::of(CONNECTIONS), Duration::from_secs(1)).await;
    let address = running.address;
    // One that was answered and may ask again, then as many as there is room for and more, which say nothing or never
    // end the head of their request.
    let mut oldest = asked(address, "/lieux/1").await;
    let mut start = [0; 12];
    oldest.read_exact(&mut start).await.unwrap();
    let mut silent = Vec::new();
    for number in 0..CONNECTIONS + 20 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        if number % 2 == 0 && number + 1 < CONNECTIONS + 20 {
            stream.write_all(b"GET / HTTP/1.1\r\nHost: par").await.unwrap();
        }
        silent.push(stream);
    }
    for path in ["/health/live", "/lieux/2", "/metrics"] {
        let begun = Instant::now();
        assert!(ask(address, path).await.starts_with("HTTP/1.1 200"), "{path}");
        assert!(
            begun.elapsed() < Duration::from_secs(5),
            "{path} {:?}",
            begun.elapsed()
        );
    }
    drained(&mut oldest).await;
    let mut last = silent.pop().unwrap();
    last.write_all(b"GET /lieux/9 HTTP/1.1\r\nHost: parvis\r\nConnection: close\r\n\r\n")
        .await
        .unwrap();
    let mut answer = String::new();
    last.read_to_string(&mut answer).await.unwrap();
    assert!(
        answer.ends_with("a place"),
        "the one that came last is still there: {answer:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_one_by_one_do_not_keep_a_connection_when_there_is_no_room() {
    let running = running_within(Limits::of(1), Duration::from_secs(1)).await;
    let mut dribbling = TcpStream::connect(running.address).await.unwrap();
    let endless = tokio::spawn(async move {
        while dribbling.write_all(b"G").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let answer = tokio::time::timeout(Duration::from_secs(5), ask(running.address, "/lieux/1")).await;
    assert!(answer.expect("it is answered").ends_with("a place"));
    tokio::time::timeout(Duration::from_secs(5), endless)
        .await
        .expect("it is cut")
        .unwrap();
}
