//! `parvis bench pages`: a server of its own on a new SQLite database, visited over HTTP on the same machine.
//!
//! Server and visitors share the processors, so that a server alone answers more than is measured here.

use super::clients::{self, Visit};
use super::report::{Measure, Report};
use super::{TODAY, generator, now};
use crate::Outcome;
use crate::failure::Failure;
use jiff::ToSpan;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use store::places::Source;

/// How long each kind of page is asked for.
const EACH: Duration = Duration::from_secs(5);
/// Visits before anything is measured.
const WARM_UP: Duration = Duration::from_secs(1);
/// Different places that are visited: those that a newspaper and a few newsletters name.
const PLACES: usize = 100;

/// Imports of all places that the server takes over while it runs, at the end: first with new dates…
const LIVE_IMPORTS: i64 = 5;
/// …then with another text for every place.
const LIVE_REWRITES: u64 = 3;
/// Longer than a server takes to hear of an import and to take it over.
const TAKEN_OVER_WITHIN: Duration = Duration::from_secs(6);

/// Questions of the page of results.
const QUESTIONS: [&str; 12] = [
    "q=m%C3%A9diath%C3%A8que",
    "q=carte+grise",
    "q=mediateque+marseile",
    "q=aide+num%C3%A9rique",
    "q=france+services&commune=Lyon",
    "q=p%C3%B4le+emploi&commune=Toulouse&rayon=30&tri=distance",
    "q=refaire+ma+carte+d%27identit%C3%A9",
    "q=accompagnement+aux+d%C3%A9marches+en+ligne",
    "commune=75011",
    "frais=gratuit&public=seniors&prise-en-charge=illettrisme",
    "ouvert=maintenant&commune=Lille&rayon=20",
    "departement=35&q=internet",
];

/// Measures.
///
/// # Errors
/// The server cannot be started, or does not answer as it should.
pub async fn run(size: usize, seed: u64, connections: usize) -> Outcome<Report> {
    let mut report = Report::new("pages", size, seed);
    let folder = tempfile::tempdir()
        .map_err(|error| Failure::new("unwritable", format!("no temporary folder can be made: {error}")))?;
    let start = Instant::now();
    let ids = fill(folder.path(), size, seed).await?;
    report.stage("fill the database", start.elapsed());

    let start = Instant::now();
    let server = Server::start(folder.path())?;
    report.stage("start to ready", start.elapsed());
    let pages = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
    let kinds = [
        ("home", pages(&["/"])),
        (
            "results, 12 questions",
            QUESTIONS.iter().map(|query| format!("/lieux?{query}")).collect(),
        ),
        ("place", ids.iter().map(|id| format!("/lieux/{id}")).collect()),
    ];
    for (name, paths) in kinds {
        for (visit, how) in [
            (Visit::Shared, "as visitors come"),
            (Visit::Unique, "each page made anew"),
        ] {
            clients::ask(server.address, paths.clone(), visit, connections, WARM_UP).await?;
            let (mut times, wall) =
                clients::ask(server.address, paths.clone(), visit, connections, EACH).await?;
            report
                .results
                .push(Measure::within(format!("{name}, {how}"), &mut times, wall));
        }
    }
    report.resident_mb = server.memory_mb("VmRSS:");
    for day in 1..=LIVE_IMPORTS {
        import_changed(folder.path(), size, seed, day).await?;
        tokio::time::sleep(TAKEN_OVER_WITHIN).await;
    }
    report.resident_after_imports_mb = server.memory_mb("VmRSS:");
    report.server_peak_mb = server.memory_mb("VmHWM:");
    for other in 1..=LIVE_REWRITES {
        import_changed(folder.path(), size, seed + other, LIVE_IMPORTS).await?;
        tokio::time::sleep(TAKEN_OVER_WITHIN).await;
    }
    report.resident_after_new_texts_mb = server.memory_mb("VmRSS:");
    report.new_texts_peak_mb = server.memory_mb("VmHWM:");
    drop(server);
    Ok(report.finished())
}

/// A database with places; some of their identifiers.
async fn fill(folder: &Path, size: usize, seed: u64) -> Outcome<Vec<String>> {
    let db = super::import::new_database(folder).await?;
    let records: Vec<_> = generator::records(size, seed, TODAY).collect();
    let fault = |error| crate::commands::database::fault(&error);
    store::places::import(&db, &source(), &records, now())
        .await
        .map_err(fault)?;
    let directory = web::instance::read_directory(&db).await.map_err(fault)?;
    db.close();
    let ids = directory.ids();
    let step = (ids.len() / PLACES).max(1);
    Ok(ids.iter().step_by(step).map(ToString::to_string).collect())
}

/// Imports every place again, changed: its source looked at it some days later, and with another seed says all else anew.
async fn import_changed(folder: &Path, size: usize, seed: u64, days_later: i64) -> Outcome {
    let fault = |error| crate::commands::database::fault(&error);
    let db = super::import::new_database(folder).await?;
    let day = TODAY.saturating_add(days_later.days());
    let records: Vec<_> = generator::records(size, seed, day).collect();
    store::places::import(&db, &source(), &records, now())
        .await
        .map_err(fault)?;
    db.close();
    Ok(())
}

fn source() -> Source {
    Source::named(domain::places::SourceName::parse("mesure").expect("a source name"))
}

/// This program, serving in a process of its own, ended with this value.
struct Server {
    child: Child,
    address: SocketAddr,
}

impl Server {
    fn start(folder: &Path) -> Outcome<Self> {
        let failed =
            |what: &dyn std::fmt::Display| Failure::new("fault", format!("the server did not start: {what}"));
        let program = std::env::current_exe().map_err(|error| failed(&error))?;
        let mut child = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--database"])
            .arg(format!("sqlite:{}", folder.join("bench.db").display()))
            .env("PARVIS_LOG_LEVEL", "warn")
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| failed(&error))?;
        let out = child.stdout.take().expect("its output was asked for");
        let mut line = String::new();
        let read = BufReader::new(out).read_line(&mut line);
        let address = line
            .rsplit("http://")
            .next()
            .and_then(|address| address.trim().parse().ok());
        match (read, address) {
            (Ok(_), Some(address)) => Ok(Self { child, address }),
            _ => {
                let _it_ends_either_way = child.kill();
                Err(failed(&line))
            }
        }
    }

    /// What the system says of the memory of the server under this name, in megabytes.
    fn memory_mb(&self, name: &str) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with(name))?;
        let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some((kilobytes / 1_024.0).round())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _it_ends_either_way = self.child.kill();
        let _it_ends_either_way = self.child.wait();
    }
}
