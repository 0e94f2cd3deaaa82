//! Visitors made by chance: connections that stay open and ask one address after another, as fast as they are answered.

use crate::Outcome;
use crate::failure::Failure;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Whether the server may answer from the pages that it keeps for a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visit {
    /// As browsers do: whoever comes second gets the page that was made for the first.
    Shared,
    /// Each request brings a word of its own, as links from elsewhere do, so that each page is made anew.
    Unique,
}

/// Asks `paths` in turn over so many connections for so long; the time of each answer, and the whole span.
///
/// # Errors
/// An answer is not 200, or cannot be read.
pub async fn ask(
    address: SocketAddr,
    paths: Vec<String>,
    visit_as: Visit,
    connections: usize,
    span: Duration,
) -> Outcome<(Vec<Duration>, Duration)> {
    let paths = Arc::new(paths);
    let next = Arc::new(AtomicUsize::new(0));
    let started = Instant::now();
    let visitors: Vec<_> = (0..connections)
        .map(|_| {
            tokio::spawn(visit(
                address,
                Arc::clone(&paths),
                Arc::clone(&next),
                visit_as,
                started + span,
            ))
        })
        .collect();
    let mut times = Vec::new();
    for visitor in visitors {
        let visited = visitor.await.map_err(|error| broken(&error))?;
        times.extend(visited.map_err(|error| broken(&error))?);
    }
    Ok((times, started.elapsed()))
}

fn broken(error: &impl std::fmt::Display) -> Failure {
    Failure::new(
        "fault",
        format!("the server did not answer as it should: {error}"),
    )
}

async fn visit(
    address: SocketAddr,
    paths: Arc<Vec<String>>,
    next: Arc<AtomicUsize>,
    visit_as: Visit,
    until: Instant,
) -> std::io::Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let mut buffer = vec![0; 256 * 1_024];
    let mut times = Vec::with_capacity(100_000);
    while Instant::now() < until {
        let rank = next.fetch_add(1, Ordering::Relaxed);
        let path = &paths[rank % paths.len()];
        let own = match visit_as {
            Visit::Shared => String::new(),
            Visit::Unique => format!("{}visite={rank}", if path.contains('?') { '&' } else { '?' }),
        };
        let request = format!("GET {path}{own} HTTP/1.1\r\nHost: {address}\r\n\r\n");
        let start = Instant::now();
        stream.write_all(request.as_bytes()).await?;
        read_answer(&mut stream, &mut buffer, path).await?;
        times.push(start.elapsed());
    }
    Ok(times)
}

/// Reads one answer whole. Only what our own server sends without compression is understood: a length, then the body.
async fn read_answer(stream: &mut TcpStream, buffer: &mut Vec<u8>, path: &str) -> std::io::Result<()> {
    let wrong = |what: &str| std::io::Error::other(format!("{path}: {what}"));
    let mut filled = 0;
    let head = loop {
        let read = stream.read(&mut buffer[filled..]).await?;
        if read == 0 {
            return Err(wrong("the connection was closed"));
        }
        filled += read;
        if let Some(end) = buffer[..filled]
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
        {
            break end + 4;
        }
    };
    let text = std::str::from_utf8(&buffer[..head]).map_err(|_| wrong("the head is not text"))?;
    if !text.starts_with("HTTP/1.1 200") {
        return Err(wrong(text.lines().next().unwrap_or_default()));
    }
    let length: usize = text
        .lines()
        .find_map(|line| {
            line.split_once(':')
                .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        })
        .and_then(|(_, value)| value.trim().parse().ok())
        .ok_or_else(|| wrong("no length is given"))?;
    if buffer.len() < head + length {
        buffer.resize(head + length, 0);
    }
    stream
        .read_exact(&mut buffer[filled..(head + length).max(filled)])
        .await?;
    Ok(())
}
