//! What a command prints: results on standard output, as lines for people or as one JSON document for scripts.
//!
//! Progress and logs go to standard error and are not here.

use crate::Outcome;
use crate::failure::Failure;
use serde::Serialize;
use std::io::{self, Write};

/// Where results go, and in which form.
#[derive(Debug, Clone, Copy)]
pub struct Output {
    json: bool,
}

impl Output {
    /// One JSON document when `json`, lines otherwise.
    #[must_use]
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether the caller asked for a JSON document.
    #[must_use]
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Prints the result in the form that was asked for.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn result(&self, document: &impl Serialize, lines: impl FnOnce() -> String) -> Outcome {
        if self.json {
            self.document(document)
        } else {
            self.text(&lines())
        }
    }

    /// Prints text as it is, with a line end.
    ///
    /// # Errors
    /// Standard output cannot be written.
    pub fn text(&self, text: &str) -> Outcome {
        let mut out = io::stdout().lock();
        let newline = if text.ends_with('\n') { "" } else { "\n" };
        written(write!(out, "{text}{newline}").and_then(|()| out.flush()))
    }

    fn document(&self, document: &impl Serialize) -> Outcome {
        let text = serde_json::to_string_pretty(document).map_err(|error| {
            Failure::new("output", format!("the result cannot be written as JSON: {error}"))
        })?;
        self.text(&text)
    }

    /// Says something that the caller should know and that is no result: on standard error, whatever the form.
    pub fn notice(&self, text: &str) {
        // When it cannot be written nobody is listening.
        let _nobody_listens = writeln!(io::stderr().lock(), "parvis: {text}");
    }

    /// Says why the command failed: on standard output as a document with `--json`, else on standard error.
    pub fn failure(&self, failure: &Failure) {
        if failure.is_told() {
            return;
        }
        // When even this cannot be written nobody is listening, and the exit code still tells.
        if self.json {
            let _nobody_listens = self.document(&failure.document());
            return;
        }
        let mut err = io::stderr().lock();
        let _nobody_listens = writeln!(err, "parvis: {}", failure.message);
        for line in failure.explanation() {
            let _nobody_listens = writeln!(err, "        {line}");
        }
        if let Some(hint) = &failure.hint {
            let _nobody_listens = writeln!(err, "        {hint}");
        }
    }
}

/// A number with what it counts: `1 place`, `25,000 places`.
#[must_use]
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!(
        "{} {}",
        indicatif::HumanCount(count),
        if count == 1 { one } else { many }
    )
}

/// A reader that went away (`parvis … | head`) is no failure.
fn written(result: io::Result<()>) -> Outcome {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
            "output",
            format!("standard output cannot be written: {error}"),
        )),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_no_plural() {
        for (count, text) in [
            (0, "0 places"),
            (1, "1 place"),
            (2, "2 places"),
            (25_000, "25,000 places"),
        ] {
            assert_eq!(counted(count, "place", "places"), text);
        }
    }
}
