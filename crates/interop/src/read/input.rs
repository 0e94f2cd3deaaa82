//! A window on a stream of bytes that grows until one row is whole.

use std::io::{self, Read};

const CHUNK_BYTES: usize = 64 * 1024;

/// Bytes read and not yet consumed.
pub(super) struct Window<R> {
    input: R,
    bytes: Vec<u8>,
    start: usize,
    ended: bool,
}

impl<R: Read> Window<R> {
    pub fn new(input: R) -> Self {
        Self {
            input,
            bytes: Vec::new(),
            start: 0,
            ended: false,
        }
    }

    /// What is in the window.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[self.start..]
    }

    /// Whether the stream has no more than what is in the window.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Moves the beginning of the window.
    pub fn consume(&mut self, len: usize) {
        self.start += len;
    }

    /// Reads one more chunk; positions inside the window stay.
    pub fn grow(&mut self) -> io::Result<()> {
        if self.start > 0 {
            self.bytes.drain(..self.start);
            self.start = 0;
        }
        let len = self.bytes.len();
        self.bytes.resize(len + CHUNK_BYTES, 0);
        let read = loop {
            match self.input.read(&mut self.bytes[len..]) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other,
            }
        };
        let read = read.inspect_err(|_| self.bytes.truncate(len))?;
        self.bytes.truncate(len + read);
        self.ended = read == 0;
        Ok(())
    }
}
