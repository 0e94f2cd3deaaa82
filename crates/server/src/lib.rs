//! The program: configuration, commands, serving.
//!
//! What a command means belongs to the other crates; here arguments become typed values, one call is made, and its
//! outcome becomes lines, a document or an exit code.

mod allocator;
mod backup;
pub mod bench;
pub mod commands;
pub mod config;
mod demo;
pub mod failure;
mod files;
mod heads;
mod keys;
pub mod logging;
pub mod output;
mod post;
pub mod progress;
pub mod running;
pub mod serving;
mod work;

use failure::Failure;
use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// Runs the command that the arguments name, and tells how it ended: 0 done, 1 refused or found wanting, 2 wrong usage.
#[must_use]
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // Asked before the arguments are understood, because a wrong usage is answered in the same form.
    let output = Output::new(arguments.iter().any(|argument| argument == "--json"));
    let outcome = commands::parse(&arguments).and_then(|parsed| match parsed {
        commands::Parsed::Command(cli) => {
            allocator::settle(&arguments);
            commands::run(&cli, &output)
        }
        commands::Parsed::Shown(text) => output.text(&text),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output.failure(&failure);
            failure.exit_code()
        }
    }
}

/// The result of a command.
pub type Outcome<T = ()> = Result<T, Failure>;
