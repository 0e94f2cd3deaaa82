//! What a connection may take of the program: how many there are, and how long each may keep us waiting.

use super::seats::Mark;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep};

/// How many connections, and how patient with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Connections that are open at a time. For the next one, the one that has been idle for longest is closed; when all
    /// are being answered, it waits.
    pub connections: usize,
    /// How long a connection may take to send the head of a request, idle time between two requests included.
    pub head_within: Duration,
    /// How long a visitor may take nothing at all of an answer before the connection is cut.
    pub progress_within: Duration,
}

impl Limits {
    /// So many connections, each with the usual patience.
    #[must_use]
    pub fn of(connections: usize) -> Self {
        Self {
            connections,
            // Longer than the idle time of the usual reverse proxies (60 s), so that it is they who close and no request
            // meets a closed door.
            head_within: Duration::from_secs(75),
            progress_within: Duration::from_secs(30),
        }
    }
}

/// A stream whose writes fail once the other side has taken nothing for so long. However little it takes, it lives on.
pub(super) struct Unstalled<S> {
    stream: S,
    within: Duration,
    mark: Mark,
    /// Made when a write first has to wait.
    deadline: Option<Pin<Box<Sleep>>>,
    is_waiting: bool,
}

impl<S> Unstalled<S> {
    pub fn new(stream: S, within: Duration, mark: Mark) -> Self {
        Self {
            stream,
            within,
            mark,
            deadline: None,
            is_waiting: false,
        }
    }

    /// The outcome of a write, or the end of our patience.
    fn within(
        &mut self,
        written: Poll<io::Result<usize>>,
        context: &mut Context<'_>,
    ) -> Poll<io::Result<usize>> {
        if written.is_ready() {
            self.is_waiting = false;
            self.mark.is_active();
            return written;
        }
        let within = self.within;
        let deadline = self
            .deadline
            .get_or_insert_with(|| Box::pin(tokio::time::sleep(within)));
        if !self.is_waiting {
            self.is_waiting = true;
            deadline.as_mut().reset(Instant::now() + within);
        }
        deadline.as_mut().poll(context).map(|()| {
            let reason = "nothing of the answer was taken in time";
            Err(io::Error::new(io::ErrorKind::TimedOut, reason))
        })
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Unstalled<S> {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(context, bytes);
        this.within(written, context)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(context, pieces);
        this.within(written, context)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Unstalled<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(context, buffer)
    }
}
