//! How a command says no: a code for scripts, a sentence for people, a hint for what to do next.
//!
//! Nothing confidential: the text ends on a terminal, in a log of a scheduler, in a bug report.

use serde::Serialize;
use serde_json::Value;
use std::process::ExitCode;

/// Why a command did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Stable name for scripts: lower-case words joined by hyphens, like the rules of import.
    pub code: &'static str,
    /// What happened, in one sentence.
    pub message: String,
    /// What to do, when something helps.
    pub hint: Option<String>,
    /// Few have any: an answer that is no failure should not carry room for it.
    details: Box<Details>,
    usage: bool,
    /// The result that was printed says it already.
    told: bool,
}

/// What has more to say than a sentence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Details {
    /// For people, line by line.
    lines: Vec<String>,
    /// For scripts, by name, beside the three texts.
    values: Vec<(&'static str, Value)>,
}

impl Failure {
    /// Refused, or found wanting: exit code 1.
    #[must_use]
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            hint: None,
            details: Box::default(),
            usage: false,
            told: false,
        }
    }

    /// The command was not written as it should: exit code 2.
    #[must_use]
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            code: "usage",
            message: message.into(),
            hint: None,
            details: Box::default(),
            usage: true,
            told: false,
        }
    }

    /// The command did its work and found something wanting; its result says what, so nothing more is printed.
    #[must_use]
    pub fn found_wanting() -> Self {
        Self {
            told: true,
            ..Self::new("found-wanting", "something is wanting")
        }
    }

    /// With what to do where the system refused a right, `needed` in words: « to read the file ».
    #[must_use]
    pub fn if_denied(self, error: &std::io::Error, needed: &str) -> Self {
        if error.kind() == std::io::ErrorKind::PermissionDenied {
            self.hint(format!(
                "The account that runs this command needs the right {needed}."
            ))
        } else {
            self
        }
    }

    /// Whether the result that was printed says it already.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.told
    }

    /// With what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What explains the message, line by line, for people.
    #[must_use]
    pub fn explanation(&self) -> &[String] {
        &self.details.lines
    }

    /// With lines that explain, for people; [`Failure::value`] tells scripts the same.
    #[must_use]
    pub fn lines(mut self, lines: Vec<String>) -> Self {
        self.details.lines = lines;
        self
    }

    /// With a value that a script may want.
    #[must_use]
    pub fn value(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.details.values.push((name, value.into()));
        self
    }

    /// With the place where it was found in front.
    #[must_use]
    pub fn at(mut self, place: &str) -> Self {
        self.message = format!("{place}: {}", self.message);
        self
    }

    /// 1 or 2.
    #[must_use]
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(if self.usage { 2 } else { 1 })
    }

    /// The document that `--json` prints: `{"error":{"code","message","hint"}}`, and what else a script may want.
    #[must_use]
    pub fn document(&self) -> impl Serialize {
        let mut error = serde_json::json!({ "code": self.code, "message": self.message, "hint": self.hint });
        for (name, value) in &self.details.values {
            error[*name] = value.clone();
        }
        serde_json::json!({ "error": error })
    }
}
