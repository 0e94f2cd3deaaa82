//! `parvis check`: whether everything that serving needs is in order, without changing anything.
//!
//! All checks run, so that one call tells everything; the exit code is 1 when one of them finds something wanting.

use super::database;
use crate::Outcome;
use crate::config::Config;
use crate::failure::Failure;
use crate::output::Output;
use crate::{heads, keys, post};
use directory::{Question, Territory};
use domain::jobs::JobKind;
use jiff::SignedDuration;
use serde::Serialize;
use std::path::Path;
use web::instance::read_directory;
use web::site::Clock;

/// Below this the database may stop being able to write before somebody reads the mail about it.
const FREE_DISK_MIN_MB: u64 = 500;

/// What one check found.
#[derive(Debug, Serialize)]
struct Finding {
    check: &'static str,
    ok: bool,
    /// What it looks at is not there yet, and nothing says that it should be.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nothing_yet: bool,
    /// What was found, in words for the operator.
    detail: String,
}

impl Finding {
    fn new(check: &'static str, found: Result<String, String>) -> Self {
        let ok = found.is_ok();
        Self {
            check,
            ok,
            nothing_yet: false,
            detail: found.unwrap_or_else(|problem| problem),
        }
    }

    fn nothing_yet(check: &'static str, detail: String) -> Self {
        Self {
            nothing_yet: true,
            ..Self::new(check, Ok(detail))
        }
    }
}

pub async fn run(config: &Config, output: &Output) -> Outcome {
    let mut findings = vec![Finding::new("configuration", configuration(config))];
    // Asked before the database is opened, which would make the file.
    if let Some(path) = config.sqlite_path() {
        findings.push(Finding::new("disk", free_disk(path)));
    }
    database_findings(config, &mut findings).await;
    let wanting: Vec<_> = findings
        .iter()
        .filter(|finding| !finding.ok)
        .map(|finding| finding.check)
        .collect();
    let document = serde_json::json!({ "ok": wanting.is_empty(), "checks": findings });
    output.result(&document, || {
        let line = |finding: &Finding| {
            format!(
                "{}  {}: {}",
                match (finding.ok, finding.nothing_yet) {
                    (true, false) => "ok ",
                    (true, true) => "yet",
                    (false, _) => "NOT",
                },
                finding.check,
                finding.detail
            )
        };
        findings.iter().map(line).collect::<Vec<_>>().join("\n")
    })?;
    if wanting.is_empty() {
        Ok(())
    } else {
        Err(Failure::found_wanting())
    }
}

/// The configuration could be read, or this command would not run; what is left is what it forgets to say.
fn configuration(config: &Config) -> Result<String, String> {
    let local = config.site.base_url.contains("//localhost") || config.site.base_url.contains("//127.0.0.1");
    if !local && config.site.publisher.name.is_none() {
        return Err(
            "publisher.name is empty, although the law wants the publisher of a public site to be named"
                .into(),
        );
    }
    post::verify(config).map_err(|failure| failure.message)?;
    Ok(format!(
        "read; serving on {} as {}",
        config.listen, config.site.base_url
    ))
}

/// The free space where the database file is, or will be.
fn free_disk(path: &Path) -> Result<String, String> {
    let folder = path
        .ancestors()
        .skip(1)
        .map(|folder| {
            if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            }
        })
        .find(|folder| folder.is_dir())
        .unwrap_or(Path::new("."));
    let disk = rustix::fs::statvfs(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let free_mb = disk.f_bavail.saturating_mul(disk.f_frsize) / 1_000_000;
    let detail = format!("{free_mb} MB free in {}", folder.display());
    if free_mb < FREE_DISK_MIN_MB {
        Err(format!("{detail}, less than {FREE_DISK_MIN_MB} MB"))
    } else {
        Ok(detail)
    }
}

async fn database_findings(config: &Config, findings: &mut Vec<Finding>) {
    match database::absent_file(config) {
        Ok(None) => {}
        Ok(Some(path)) => {
            findings.push(absent(config, &path.display().to_string()));
            return;
        }
        Err(failure) => {
            findings.push(Finding::new("database", Err(failure.message)));
            return;
        }
    }
    let db = match database::open(config).await {
        Ok(db) => db,
        Err(failure) => {
            findings.push(Finding::new("database", Err(failure.message)));
            return;
        }
    };
    let found = match store::check(&db).await {
        Ok(found) => found,
        Err(error) => {
            findings.push(Finding::new("database", Err(error.to_string())));
            return;
        }
    };
    // On a server, a database is made before Parvis is; an SQLite file without any table was emptied.
    if config.sqlite_path().is_none() {
        match store::is_empty(&db).await {
            Ok(false) => {}
            Ok(true) => {
                findings.push(absent(config, &config.database_shown()));
                return;
            }
            Err(error) => {
                findings.push(Finding::new("database", Err(error.to_string())));
                return;
            }
        }
    }
    findings.push(Finding::new(
        "database",
        Ok(format!("{} answers", config.database_shown())),
    ));
    findings.push(Finding::new(
        "schema",
        match database::schema_problem(found.schema) {
            None => Ok(format!("number {}, as this version needs", found.schema.program)),
            Some(failure) => Err(failure.message),
        },
    ));
    findings.push(Finding::new(
        "integrity",
        if found.problems.is_empty() {
            Ok("nothing is broken".into())
        } else {
            Err(found.problems.join("; "))
        },
    ));
    if database::schema_problem(found.schema).is_none() {
        findings.extend(keys_and_journal(config, &db).await);
        findings.push(mail(config, &db).await);
        findings.push(Finding::new("jobs", jobs(config, &db).await));
        findings.push(Finding::new("search index", index(&db).await));
    }
}

/// What a database that holds nothing means: an installation that nobody has used yet, unless what is kept beside a
/// database is there without it.
fn absent(config: &Config, database: &str) -> Finding {
    let left = [config.keys_file(), config.heads_file()]
        .into_iter()
        .find(|path| path.exists());
    match left {
        None => Finding::nothing_yet(
            "database",
            format!(
                "nothing here yet: `parvis places import FILE` or `parvis serve` fills {database}; if yours is elsewhere, \
                 --database or the settings name it"
            ),
        ),
        Some(left) => Finding::new(
            "database",
            Err(format!(
                "{database} holds nothing, although {} is there: was it moved, is its disk missing? `parvis restore` \
                 puts a backup back; --database or the settings name another place",
                left.display()
            )),
        ),
    }
}

/// Whether the keys open, and the journal holds and passes through each head that was put aside.
async fn keys_and_journal(config: &Config, db: &store::Db) -> Vec<Finding> {
    let exist = match store::keys::exist(db).await {
        Ok(exist) => exist,
        Err(error) => return vec![Finding::new("keys", Err(error.to_string()))],
    };
    if !exist {
        return vec![Finding::nothing_yet(
            "keys",
            "the first start of `parvis serve` makes them".into(),
        )];
    }
    let keyring = match keys::open_existing(config, db).await {
        Ok(keyring) => keyring,
        Err(failure) => return vec![Finding::new("keys", Err(failure.message))],
    };
    let opened = match keyring.file().older() {
        0 => Ok(format!("open with master key {}", keyring.file().current().id())),
        _ => Err(
            "a rotation of the master key was interrupted: `parvis keys rotate` goes on with it".to_owned(),
        ),
    };
    let journal = async {
        let heads = heads::read(&config.heads_file(), &keyring).map_err(|failure| failure.message)?;
        let end = store::journal::verify(db, heads)
            .await
            .map_err(|error| error.to_string())?;
        Ok(format!("holds, {} entries", end.number))
    };
    vec![
        Finding::new("keys", opened),
        Finding::new("journal", journal.await),
    ]
}

/// Whether letters leave, and how many wait.
async fn mail(config: &Config, db: &store::Db) -> Finding {
    let waiting = match store::jobs::standing(db, JobKind::SendLetter).await {
        Ok(standing) => match standing.open {
            0 => "no letter waits".to_owned(),
            1 => "1 letter waits".to_owned(),
            open => format!("{open} letters wait"),
        },
        Err(error) => return Finding::new("mail", Err(error.to_string())),
    };
    match &config.mail.server {
        Some(server) => Finding::new(
            "mail",
            Ok(format!("letters leave by {}; {waiting}", server.setting())),
        ),
        None => Finding::nothing_yet(
            "mail",
            format!(
                "no letter leaves, because mail.server is empty; {waiting}; `parvis user invite` prints links to hand over"
            ),
        ),
    }
}

/// A job that could have been done for so long is one that nobody does.
const LATE: SignedDuration = SignedDuration::from_mins(30);

/// Whether jobs are done: none was given up, none has been waiting for long.
async fn jobs(config: &Config, db: &store::Db) -> Result<String, String> {
    let now = Clock::system().now();
    let (mut open, mut problems) = (0, Vec::new());
    for kind in JobKind::ALL {
        let standing = store::jobs::standing(db, kind)
            .await
            .map_err(|error| error.to_string())?;
        open += standing.open;
        if standing.dead > 0 {
            problems.push(format!(
                "{} of {} were given up: `parvis jobs list` shows them",
                standing.dead,
                kind.code()
            ));
        }
        if standing.next_free.is_some_and(|since| since + LATE < now) {
            problems.push(match (kind, &config.mail.server) {
                (JobKind::SendLetter, None) => {
                    format!(
                        "{} letters wait, and mail.server names nobody who takes them",
                        standing.open
                    )
                }
                _ => format!(
                    "{} have waited for more than half an hour: is a node serving?",
                    kind.code()
                ),
            });
        }
    }
    if problems.is_empty() {
        Ok(format!("{open} to be done, none given up"))
    } else {
        Err(problems.join("; "))
    }
}

/// Whether every place of the database can be found: each has its card, the index counts them all, and some, evenly
/// taken, are found by their own name in their own département.
async fn index(db: &store::Db) -> Result<String, String> {
    const SAMPLE: usize = 200;
    const MOST_NAMESAKES: usize = 2_000;
    let now = Clock::system().now();
    let directory = read_directory(db).await.map_err(|error| error.to_string())?;
    let reader = db.read().await.map_err(|error| error.to_string())?;
    let mut ids = Vec::new();
    store::places::all(&reader, |stored| {
        ids.push(stored.place.id);
        Ok(())
    })
    .await
    .map_err(|error| error.to_string())?;
    let counted = directory
        .count(&Question::default())
        .map_err(|error| error.to_string())?;
    let without_card = ids.iter().filter(|id| directory.card(**id).is_none()).count();
    if counted != ids.len() || without_card > 0 {
        return Err(format!(
            "the database has {} places, the index {counted}; {without_card} are missing in memory",
            ids.len()
        ));
    }
    for id in ids.iter().step_by((ids.len() / SAMPLE).max(1)) {
        let Some(card) = directory.card(*id) else { continue };
        let question = Question {
            words: &card.name,
            territory: reference::france()
                .departement(card.departement)
                .map(|known| Territory::Departement(known.code)),
            limit: MOST_NAMESAKES,
            ..Question::default()
        };
        let answer = directory
            .search(&question, now)
            .map_err(|error| error.to_string())?;
        let is_found = answer.found.iter().any(|found| found.card.id == *id);
        // Names without a single word to look for (signs, digits alone) are found by other means.
        let has_words = search::analysis::tokens(&card.name)
            .iter()
            .any(|token| token.folded.len() > 2);
        if has_words && !is_found && answer.total <= MOST_NAMESAKES {
            return Err(format!("the place {id} is not found by its own name"));
        }
    }
    Ok(match ids.len() {
        1 => "finds the one place of the database".to_owned(),
        count => format!("finds the {count} places of the database"),
    })
}
