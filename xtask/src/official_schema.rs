//! Exports of the built program against the official Table Schema, judged by the public tool `frictionless` (PyPI, MIT)
//! and not by us: of the demo, and of real files where they stand beside the repository.
//!
//! The tool is installed in `target/`, so nothing of the machine changes. Where it cannot be had, this says SKIPPED.

use crate::root;
use fixtures::published;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The tool and its version.
const TOOL: &str = "frictionless==5.18.1";
/// A network that is there but does not answer may not hold up everything else.
const INSTALLED_WITHIN: Duration = Duration::from_secs(55);
const SCHEMA: &str = "07-competences/schema-lieux-mediation-numerique.tableschema.json";
/// Real files in the national schema, one of them in its oldest version.
const FILES: [&str; 2] = [
    "01-lieux-mediation/assembleurs-hauts-de-france-schema-national.json.gz",
    "01-lieux-mediation/conseillers-numeriques-permanences-2022-12.json.gz",
];

/// Validates the exports. What had to be left out is told in words.
///
/// # Errors
/// An export breaks the schema, or the program does not do what it should.
pub fn check() -> Result<Option<String>, String> {
    let Some(schema) = published::find(SCHEMA)? else {
        return Ok(Some(format!(
            "SKIPPED: the official schema is not here ({SCHEMA})"
        )));
    };
    let tool = match tool() {
        Ok(tool) => tool,
        Err(why) => return Ok(Some(format!("SKIPPED: {TOOL} cannot be had: {why}"))),
    };
    // A folder of its own: the tool reads nothing outside the one it runs in.
    let folder = root().join("target/official-schema/exports");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    }
    let said = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(said)?;
    fs::copy(schema, folder.join("schema.json")).map_err(said)?;
    let bench = Bench { folder, tool };
    let mut left_out = None;
    bench.export_demo()?;
    bench.expect("demo.csv", true)?;
    bench.expect_a_fault_to_be_seen()?;
    for (rank, name) in FILES.into_iter().enumerate() {
        let Some(file) = published::find(name)? else {
            left_out = Some(format!("SKIPPED: {name} is not here"));
            continue;
        };
        let export = format!("real-{rank}.csv");
        bench.export_file(&file, &export)?;
        bench.expect(&export, true)?;
    }
    Ok(left_out)
}

struct Bench {
    folder: PathBuf,
    tool: PathBuf,
}

impl Bench {
    /// The demo's places, from the database that it makes.
    fn export_demo(&self) -> Result<(), String> {
        let mut demo = self
            .parvis(&["demo", "--listen", "127.0.0.1:0", "--dir", "demo"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("the demo does not start: {error}"))?;
        // It says its address once everything is there.
        let lines = demo.stdout.take().map(|out| BufReader::new(out).lines());
        let is_ready = lines
            .into_iter()
            .flatten()
            .map_while(Result::ok)
            .any(|line| line.contains("http://"));
        demo.kill()
            .and_then(|()| demo.wait())
            .map_err(|error| format!("the demo does not stop: {error}"))?;
        if !is_ready {
            return Err("the demo ended before it served".into());
        }
        self.run(&[
            "places",
            "export",
            "--database",
            "sqlite:demo/parvis-demo.db",
            "-o",
            "demo.csv",
        ])
    }

    fn export_file(&self, file: &Path, export: &str) -> Result<(), String> {
        let database = format!("sqlite:{export}.db");
        let file = file.to_string_lossy();
        self.run(&[
            "places",
            "import",
            &file,
            "--source",
            "essai",
            "--database",
            &database,
        ])?;
        self.run(&["places", "export", "--database", &database, "-o", export])
    }

    /// A tool that calls everything valid would prove nothing.
    fn expect_a_fault_to_be_seen(&self) -> Result<(), String> {
        let said = |error: std::io::Error| format!("demo.csv: {error}");
        let sound = fs::read_to_string(self.folder.join("demo.csv")).map_err(said)?;
        let harmed = sound.replacen("+33", "0", 1);
        if harmed == sound {
            return Err("the demo has no telephone number to harm".into());
        }
        fs::write(self.folder.join("harmed.csv"), harmed).map_err(said)?;
        self.expect("harmed.csv", false)
    }

    fn expect(&self, export: &str, is_valid: bool) -> Result<(), String> {
        let output = Command::new(&self.tool)
            .args(["validate", export, "--schema", "schema.json"])
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("{}: {error}", self.tool.display()))?;
        let verdict = if output.status.success() {
            "valid"
        } else {
            "invalid"
        };
        println!(
            "{export}: {verdict}{}",
            if is_valid { "" } else { ", as it should be" }
        );
        if output.status.success() == is_valid {
            return Ok(());
        }
        println!("{}", String::from_utf8_lossy(&output.stdout));
        println!("{}", String::from_utf8_lossy(&output.stderr));
        Err(format!("{TOOL} calls {export} {verdict}"))
    }

    /// The built program, without the settings of whoever runs the checks.
    fn parvis(&self, arguments: &[&str]) -> Command {
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
        let mut command = Command::new(target.join("debug/parvis"));
        command
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PARVIS_") {
                command.env_remove(name);
            }
        }
        command
    }

    fn run(&self, arguments: &[&str]) -> Result<(), String> {
        let output = self
            .parvis(arguments)
            .output()
            .map_err(|error| format!("parvis could not be started: {error}"))?;
        if output.status.success() {
            return Ok(());
        }
        Err(format!(
            "parvis {} ended with {}: {}",
            arguments.join(" "),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        ))
    }
}

/// The tool, installed when it is not.
fn tool() -> Result<PathBuf, String> {
    let home = root()
        .join("target/official-schema")
        .join(TOOL.replace("==", "-"));
    let tool = home.join("bin/frictionless");
    let done = home.join("installed");
    if done.exists() && tool.exists() {
        return Ok(tool);
    }
    let until = Instant::now() + INSTALLED_WITHIN;
    println!("Installing {TOOL} in {}", home.display());
    within(until, Command::new("python3").args(["-m", "venv"]).arg(&home))?;
    within(
        until,
        Command::new(home.join("bin/python")).args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--timeout=10",
            "--retries=1",
            TOOL,
        ]),
    )?;
    fs::write(&done, TOOL).map_err(|error| format!("{}: {error}", done.display()))?;
    Ok(tool)
}

/// Runs a program that has to end well before the given moment.
fn within(until: Instant, command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("{name}: {error}"))?;
    match ended(&mut child, until) {
        Ok(Some(status)) if status.success() => Ok(()),
        Ok(Some(status)) => Err(format!("{name} ended with {status}")),
        Ok(None) => {
            let stopped = child.kill().and_then(|()| child.wait());
            Err(match stopped {
                Ok(_) => format!("{name} took more than {} s", INSTALLED_WITHIN.as_secs()),
                Err(error) => format!("{name} cannot be stopped: {error}"),
            })
        }
        Err(error) => Err(format!("{name}: {error}")),
    }
}

fn ended(child: &mut Child, until: Instant) -> std::io::Result<Option<std::process::ExitStatus>> {
    loop {
        let status = child.try_wait()?;
        if status.is_some() || Instant::now() > until {
            return Ok(status);
        }
        sleep(Duration::from_millis(100));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_takes_too_long_is_stopped() {
        let until = Instant::now() + Duration::from_millis(200);
        let refusal = within(until, Command::new("sleep").arg("30")).unwrap_err();
        assert!(refusal.contains("took more than"), "{refusal}");
        assert!(Instant::now() < until + Duration::from_secs(5));
        assert!(within(Instant::now() + INSTALLED_WITHIN, &mut Command::new("true")).is_ok());
        let refusal = within(Instant::now() + INSTALLED_WITHIN, &mut Command::new("false")).unwrap_err();
        assert!(refusal.starts_with("false ended with"), "{refusal}");
        assert!(within(until, &mut Command::new("no-such-program-here")).is_err());
    }
}
