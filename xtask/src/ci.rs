//! `cargo xtask ci`: every check, one after the other, each with its duration; a summary at the end.
//!
//! A failed step does not stop the ones that do not depend on it: one run tells everything that is wrong.
//! Installing programs is the business of the script `./test`, not of this file.

use crate::{licences, official_schema, root};
use clap::ValueEnum;
use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The steps in the order in which they run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// `cargo fmt --check`.
    Format,
    /// Licences, bans and origins of the dependencies.
    Licences,
    /// Clippy over every target of the workspace, warnings refused.
    Lints,
    /// The test programs and `parvis` itself.
    Build,
    /// Unit and integration tests, on SQLite and PostgreSQL; translations are among them.
    Tests,
    /// Examples inside the documentation.
    Doctests,
    /// Exports against the official Table Schema, with a tool that is not ours.
    Schema,
    /// Journeys through the pages with Chromium, and accessibility rules on each.
    Browser,
}

impl Step {
    const fn name(self) -> &'static str {
        match self {
            Self::Format => "format",
            Self::Licences => "licences",
            Self::Lints => "lints",
            Self::Build => "build",
            Self::Tests => "tests",
            Self::Doctests => "doctests",
            Self::Schema => "schema",
            Self::Browser => "browser",
        }
    }

    /// The step that has to succeed before this one makes sense.
    const fn needs(self) -> Option<Self> {
        match self {
            Self::Tests | Self::Doctests | Self::Schema | Self::Browser => Some(Self::Build),
            _ => None,
        }
    }
}

/// What to run; everything when nothing is said.
#[derive(clap::Args)]
pub struct Arguments {
    /// Run this step only (may be repeated).
    #[arg(long, value_name = "STEP")]
    only: Vec<Step>,
    /// Leave this step out (may be repeated).
    #[arg(long, value_name = "STEP")]
    skip: Vec<Step>,
}

impl Arguments {
    fn wants(&self, step: Step) -> bool {
        let chosen = self.only.is_empty()
            || self.only.contains(&step)
            || self.only.iter().any(|only| only.needs() == Some(step));
        chosen && !self.skip.contains(&step)
    }
}

/// What a step left out, in words for the summary, or why it failed.
type Outcome = Result<Option<String>, String>;

struct Report {
    step: Step,
    took: Duration,
    outcome: Outcome,
}

/// Runs the steps.
///
/// # Errors
/// The names of the steps that failed.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    let mut reports: Vec<Report> = Vec::new();
    for step in Step::value_variants()
        .iter()
        .copied()
        .filter(|step| arguments.wants(*step))
    {
        println!("\n━━━ {} ━━━", step.name());
        let start = Instant::now();
        let broken_base = step.needs().filter(|base| {
            reports
                .iter()
                .any(|report| report.step == *base && report.outcome.is_err())
        });
        let outcome = match broken_base {
            Some(base) => Err(format!("not run, because {} failed", base.name())),
            None => perform(step),
        };
        let took = start.elapsed();
        match &outcome {
            Ok(None) => println!("━━━ {}: {:.1} s", step.name(), took.as_secs_f64()),
            Ok(Some(left_out)) => {
                println!("━━━ {}: {:.1} s; {left_out}", step.name(), took.as_secs_f64());
            }
            Err(reason) => println!(
                "━━━ {}: FAILED after {:.1} s: {reason}",
                step.name(),
                took.as_secs_f64()
            ),
        }
        reports.push(Report { step, took, outcome });
    }
    summary(&reports)
}

fn summary(reports: &[Report]) -> Result<(), String> {
    println!("\nSummary");
    for report in reports {
        let verdict = match &report.outcome {
            Ok(None) => "ok".to_owned(),
            Ok(Some(left_out)) => format!("ok, but {left_out}"),
            Err(reason) => format!("FAILED: {reason}"),
        };
        println!(
            "  {:10} {:>7.1} s  {verdict}",
            report.step.name(),
            report.took.as_secs_f64()
        );
    }
    let total: Duration = reports.iter().map(|report| report.took).sum();
    println!("  {:10} {:>7.1} s", "together", total.as_secs_f64());
    let failed: Vec<_> = reports
        .iter()
        .filter(|report| report.outcome.is_err())
        .map(|report| report.step.name())
        .collect();
    println!("\n{}", closing(reports));
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("failed: {}", failed.join(", ")))
    }
}

/// The last line: whether everything was proved. A run can be green and have left out half of it.
fn closing(reports: &[Report]) -> String {
    let ran = |step: Step| reports.iter().any(|report| report.step == step);
    let parts = reports.iter().filter_map(|report| match &report.outcome {
        Ok(Some(left_out)) => Some(format!("{}: {left_out}", report.step.name())),
        Ok(None) | Err(_) => None,
    });
    let steps = Step::value_variants().iter().copied().filter(|step| !ran(*step));
    let left_out: Vec<String> = parts
        .chain(steps.map(|step| format!("{}: not asked for", step.name())))
        .collect();
    if left_out.is_empty() {
        "A full run: no step and no proof was left out.".to_owned()
    } else {
        format!("NOT A FULL RUN. Left out:\n  {}", left_out.join("\n  "))
    }
}

fn perform(step: Step) -> Outcome {
    let done = match step {
        Step::Format => cargo(&["fmt", "--all", "--check"]),
        Step::Licences => licences::check().and_then(|()| cargo_deny()),
        Step::Lints => cargo(&[
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--quiet",
            "--",
            "--deny",
            "warnings",
        ]),
        // The same targets as the test run, so that nothing is compiled twice with other features.
        Step::Build => cargo(&["build", "--workspace", "--tests", "--bins", "--locked"]),
        Step::Tests => return tests(),
        Step::Doctests => cargo(&["test", "--workspace", "--doc", "--locked", "--quiet"]),
        Step::Schema => return official_schema::check(),
        Step::Browser => browser(),
    };
    done.map(|()| None)
}

/// All tests; what is left out are proofs on published files that are not here.
fn tests() -> Outcome {
    let list = root().join("target/skipped-proofs");
    if list.exists() {
        std::fs::remove_file(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    }
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root()).env("PARVIS_SKIPPED_PROOFS", &list);
    if answers("cargo", &["nextest", "--version"]) {
        command.args(["nextest", "run", "--workspace", "--locked"]);
    } else {
        command.args([
            "test",
            "--workspace",
            "--tests",
            "--bins",
            "--locked",
            "--no-fail-fast",
        ]);
    }
    succeed(&mut command)?;
    let text = if list.exists() {
        std::fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?
    } else {
        String::new()
    };
    let engine = std::env::var("PARVIS_TEST_ENGINES").is_ok_and(|engines| engines == "sqlite");
    let engine = engine.then(|| "every proof on PostgreSQL SKIPPED (PARVIS_TEST_ENGINES=sqlite)".to_owned());
    let left_out: Vec<String> = left_out(&text).into_iter().chain(engine).collect();
    Ok((!left_out.is_empty()).then(|| left_out.join("; ")))
}

/// Counts the proofs in a list of lines « test, tabulator, file » and names the files they did without.
fn left_out(list: &str) -> Option<String> {
    let lines: BTreeSet<_> = list.lines().filter_map(|line| line.split_once('\t')).collect();
    let tests: BTreeSet<_> = lines.iter().map(|(test, _)| test).collect();
    let files: BTreeSet<_> = lines.iter().map(|(_, file)| *file).collect();
    if tests.is_empty() {
        return None;
    }
    println!("\nPublished files that are not here (PARVIS_TEST_DATA says where they are):");
    files.iter().for_each(|file| println!("  {file}"));
    Some(format!(
        "{} proofs SKIPPED for want of {} published files, listed above",
        tests.len(),
        files.len()
    ))
}

/// What only cargo-deny knows (advisories need its database, which it fetches; so they are left to a scheduled run).
fn cargo_deny() -> Result<(), String> {
    if answers("cargo", &["deny", "--version"]) {
        cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"])
    } else {
        println!(
            "cargo-deny is not installed: security advisories NOT checked (licences, bans and origins were)."
        );
        Ok(())
    }
}

fn browser() -> Result<(), String> {
    let folder = root().join("tests/browser");
    if !answers("npm", &["--version"]) {
        return Err("npm is missing: ./test installs it, or says how".into());
    }
    let mut install = Command::new("npm");
    install
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--prefer-offline",
            "--loglevel=error",
        ])
        .current_dir(&folder);
    succeed(&mut install)?;
    succeed(Command::new("node").arg("run.mjs").current_dir(&folder))
}

fn cargo(arguments: &[&str]) -> Result<(), String> {
    succeed(Command::new(env!("CARGO")).args(arguments).current_dir(root()))
}

fn answers(program: &str, arguments: &[&str]) -> bool {
    Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let shown = format!(
        "{} {}",
        command
            .get_program()
            .to_string_lossy()
            .rsplit('/')
            .next()
            .unwrap_or_default(),
        command
            .get_args()
            .map(|argument| argument.to_string_lossy())
            .collect::<Vec<_>>()
            .join(" ")
    );
    println!("$ {shown}");
    match command.stdin(Stdio::null()).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` ended with {status}")),
        Err(error) => Err(format!("`{shown}` could not be started: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(only: &[Step], skip: &[Step]) -> Vec<Step> {
        let arguments = Arguments {
            only: only.to_vec(),
            skip: skip.to_vec(),
        };
        Step::value_variants()
            .iter()
            .copied()
            .filter(|step| arguments.wants(*step))
            .collect()
    }

    #[test]
    fn every_step_runs_unless_said_otherwise() {
        assert_eq!(chosen(&[], &[]), Step::value_variants());
        assert!(!chosen(&[], &[Step::Browser]).contains(&Step::Browser));
    }

    #[test]
    fn a_step_alone_brings_the_one_it_needs() {
        assert_eq!(chosen(&[Step::Browser], &[]), [Step::Build, Step::Browser]);
        assert_eq!(chosen(&[Step::Format], &[]), [Step::Format]);
    }

    #[test]
    fn the_summary_names_what_failed() {
        let report = |step, outcome| Report {
            step,
            took: Duration::from_secs(1),
            outcome,
        };
        assert_eq!(summary(&[report(Step::Format, Ok(None))]), Ok(()));
        assert_eq!(
            summary(&[report(Step::Schema, Ok(Some("SKIPPED".into())))]),
            Ok(())
        );
        let refused = summary(&[
            report(Step::Format, Ok(None)),
            report(Step::Lints, Err("no".into())),
        ]);
        assert_eq!(refused, Err("failed: lints".into()));
    }

    #[test]
    fn a_green_run_that_left_something_out_says_so_last() {
        let reports = |outcome: Outcome| -> Vec<Report> {
            let steps = Step::value_variants().iter().copied();
            steps
                .map(|step| Report {
                    step,
                    took: Duration::ZERO,
                    outcome: if step == Step::Tests {
                        outcome.clone()
                    } else {
                        Ok(None)
                    },
                })
                .collect()
        };
        assert_eq!(
            closing(&reports(Ok(None))),
            "A full run: no step and no proof was left out."
        );
        let skipped = "2 proofs SKIPPED for want of 1 published file".to_owned();
        let mut some = reports(Ok(Some(skipped)));
        some.pop();
        assert_eq!(
            closing(&some),
            "NOT A FULL RUN. Left out:\n  tests: 2 proofs SKIPPED for want of 1 published file\n  browser: not asked for"
        );
    }

    #[test]
    fn proofs_that_were_skipped_are_counted_once() {
        assert_eq!(left_out(""), None);
        let said = left_out("a::b\tx.csv\na::b\ty.csv\na::b\tx.csv\nc\tx.csv\n").unwrap();
        assert!(
            said.starts_with("2 proofs SKIPPED for want of 2 published files"),
            "{said}"
        );
    }
}
