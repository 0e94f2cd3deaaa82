//! A temporary PostgreSQL cluster for the tests, shared by all processes of one test run and gone with it.
//!
//! The run is the parent process (nextest, cargo): the folder bears its number, a lock makes the first test start the
//! server, and a watchdog stops it and removes the folder when the parent has ended, or after two idle minutes when
//! the parent is a shell. The server listens on a socket in a folder that only its owner may enter, never on a port,
//! and never runs as root.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

/// Stops the server when the parent of the tests is gone, or when nobody has been connected for two minutes.
/// `$1` parent, `$2` folder of the cluster, `$3` folder of PostgreSQL's programs, then the words that change the user.
const WATCHDOG: &str = r#"
parent=$1 cluster=$2 bin=$3; shift 3
idle=0
while kill -0 "$parent" 2>/dev/null && [ -d "$cluster" ] && [ "$idle" -lt 60 ]; do
    sleep 2
    clients=$("$@" "$bin/psql" -h "$cluster" -U postgres -d postgres -Atqc \
        "SELECT COUNT(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()" 2>/dev/null) || clients=0
    if [ "${clients:-0}" -eq 0 ]; then idle=$((idle + 1)); else idle=0; fi
done
"$@" "$bin/pg_ctl" -D "$cluster/data" -m immediate -w stop
rm -rf "$cluster"
kill -0 "$parent" 2>/dev/null || rm -f "$cluster.lock"
"#;

/// The address of the cluster's administration database; starts the cluster when this is its first user.
pub(super) fn url() -> String {
    static URL: OnceLock<String> = OnceLock::new();
    URL.get_or_init(|| {
        start_or_share().unwrap_or_else(|reason| {
            panic!(
                "the tests need PostgreSQL 15 or newer: {reason}. Install it (Debian: apt install postgresql), or name a \
                 server in TEST_POSTGRES_URL, or leave it out with PARVIS_TEST_ENGINES=sqlite"
            )
        })
    })
    .clone()
}

fn start_or_share() -> Result<String, String> {
    let run = std::os::unix::process::parent_id();
    let base = std::env::temp_dir();
    let folder = base.join(format!("parvis-test-pg-{run}"));
    let lock_path = base.join(format!("parvis-test-pg-{run}.lock"));
    let said = |error: std::io::Error| format!("{} cannot be used: {error}", base.display());
    let lock = File::create(&lock_path).map_err(said)?;
    lock.lock().map_err(said)?;

    // Under the lock the server is either ready or not there.
    if std::os::unix::net::UnixStream::connect(folder.join(".s.PGSQL.5432")).is_err() {
        let cluster = Cluster {
            folder: folder.clone(),
            bin: find_programs()?,
            user: Account::choose()?,
        };
        // The remains of a run that was killed with its watchdog.
        cluster.remove();
        cluster.start(|_| Ok("-c listen_addresses=''".to_owned()))?;
        cluster.watch(run)?;
    }
    // A path in an address is written with %2F.
    let host = folder.display().to_string().replace('/', "%2F");
    Ok(format!("postgres://postgres@{host}/postgres"))
}

/// A server of its own that listens on this machine and offers encryption, for the tests of it; gone with this value.
#[cfg(test)]
pub(crate) struct EncryptedServer {
    cluster: Cluster,
    port: u16,
}

#[cfg(test)]
impl EncryptedServer {
    /// Starts a server with this certificate and key, in PEM form.
    pub(crate) fn start(certificate: &str, key: &str) -> Result<Self, String> {
        let run = std::process::id();
        let cluster = Cluster {
            folder: std::env::temp_dir().join(format!("parvis-test-pg-tls-{run}")),
            bin: find_programs()?,
            user: Account::choose()?,
        };
        // A port that was free a moment ago: the system gives them in turn.
        let port = std::net::TcpListener::bind(("127.0.0.1", 0))
            .and_then(|listener| listener.local_addr())
            .map_err(|error| error.to_string())?
            .port();
        cluster.remove();
        let server = Self { cluster, port };
        server.cluster.start(|cluster| {
            for (name, text) in [("server.crt", certificate), ("server.key", key)] {
                let path = cluster.data().join(name);
                std::fs::write(&path, text).map_err(|error| error.to_string())?;
                cluster.user.own(&path)?;
            }
            Ok(format!("-c listen_addresses=127.0.0.1 -c port={port} -c ssl=on"))
        })?;
        server.cluster.watch(run)?;
        Ok(server)
    }

    /// The address of its database of administration, under a name of this machine.
    pub(crate) fn url(&self, host: &str, options: &str) -> String {
        format!("postgres://postgres@{host}:{}/postgres?{options}", self.port)
    }
}

#[cfg(test)]
impl Drop for EncryptedServer {
    fn drop(&mut self) {
        self.cluster.remove();
    }
}

struct Cluster {
    folder: PathBuf,
    bin: PathBuf,
    user: Account,
}

impl Cluster {
    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Result<(), String> {
        let mut command = self.user.command(&self.bin.join(program));
        let output = command
            .args(arguments)
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        // `pg_ctl start` leaves a server behind that would hold a pipe open: it writes to a log instead.
        let output: Output = if program == "pg_ctl" {
            output.stderr(Stdio::null()).output()
        } else {
            output.output()
        }
        .map_err(|error| format!("{program} cannot be run: {error}"))?;
        if output.status.success() {
            Ok(())
        } else {
            let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
            let log = std::fs::read_to_string(self.folder.join("log")).unwrap_or_default();
            Err(format!("{program} failed: {words} {}", log.trim()))
        }
    }

    /// Starts the server; `prepare` looks after the new cluster and answers more options.
    fn start(&self, prepare: impl FnOnce(&Self) -> Result<String, String>) -> Result<(), String> {
        std::fs::create_dir(&self.folder).map_err(|error| error.to_string())?;
        self.user.own(&self.folder)?;
        let data = self.data().display().to_string();
        self.run(
            "initdb",
            &[
                "-D",
                &data,
                "-U",
                "postgres",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ],
        )?;
        let more = prepare(self)?;
        // Durability is worth nothing to a cluster that lives for one run.
        let options = format!(
            "-k {} {more} -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
             -c max_connections=200 -c shared_buffers=64MB -c autovacuum=off -c wal_level=minimal -c max_wal_senders=0",
            self.folder.display()
        );
        let log = self.folder.join("log").display().to_string();
        self.run(
            "pg_ctl",
            &["-D", &data, "-l", &log, "-o", &options, "-w", "-t", "60", "start"],
        )
    }

    fn watch(&self, run: u32) -> Result<(), String> {
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", WATCHDOG, "parvis-test-watchdog"])
            .arg(run.to_string())
            .arg(&self.folder)
            .arg(&self.bin)
            .args(self.user.words())
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().map(|_| ()).map_err(|error| error.to_string())
    }

    fn remove(&self) {
        if self.folder.exists() {
            let data = self.data().display().to_string();
            let _ = self.run("pg_ctl", &["-D", &data, "-m", "immediate", "-w", "stop"]);
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Who runs the server: ourselves, or an ordinary user when we are root.
enum Account {
    Ourselves,
    Other {
        name: &'static str,
        user_id: u32,
        group_id: u32,
        tool: &'static str,
    },
}

impl Account {
    fn choose() -> Result<Self, String> {
        if said_by("id", &["-u"]).as_deref() != Some("0") {
            return Ok(Self::Ourselves);
        }
        let tool = ["setpriv", "runuser", "su"]
            .into_iter()
            .find(|tool| said_by("which", &[tool]).is_some())
            .ok_or(
                "root may not run it, and neither setpriv, runuser nor su is there to become somebody else",
            )?;
        ["postgres", "nobody"]
            .into_iter()
            .find_map(|name| {
                Some(Self::Other {
                    name,
                    user_id: said_by("id", &["-u", name])?.parse().ok()?,
                    group_id: said_by("id", &["-g", name])?.parse().ok()?,
                    tool,
                })
            })
            .ok_or_else(|| "root may not run it, and there is no user postgres or nobody to do so".to_owned())
    }

    /// The words before a command that make it run as this account.
    fn words(&self) -> Vec<String> {
        match self {
            Self::Ourselves => vec!["env".to_owned()],
            Self::Other {
                name,
                user_id,
                group_id,
                tool,
            } => match *tool {
                "setpriv" => vec![
                    "setpriv".to_owned(),
                    format!("--reuid={user_id}"),
                    format!("--regid={group_id}"),
                    "--clear-groups".to_owned(),
                ],
                "runuser" => vec![
                    "runuser".to_owned(),
                    "-u".to_owned(),
                    (*name).to_owned(),
                    "--".to_owned(),
                ],
                // `su` takes one text: the shell it starts runs the words that follow as they are.
                _ => ["su", "-s", "/bin/sh", name, "-c", "exec \"$0\" \"$@\"", "--"]
                    .map(str::to_owned)
                    .to_vec(),
            },
        }
    }

    fn command(&self, program: &Path) -> Command {
        let words = self.words();
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).arg(program);
        command
    }

    fn own(&self, folder: &Path) -> Result<(), String> {
        use std::os::unix::fs::{PermissionsExt, chown};
        let said = |error: std::io::Error| error.to_string();
        if let Self::Other {
            user_id, group_id, ..
        } = self
        {
            chown(folder, Some(*user_id), Some(*group_id)).map_err(said)?;
        }
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700)).map_err(said)
    }
}

/// The first line a command prints, when it succeeds.
fn said_by(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let line = text.lines().next()?.trim().to_owned();
    (output.status.success() && !line.is_empty()).then_some(line)
}

/// The folder with `initdb`: what `pg_config` says, else the usual places, newest version first.
fn find_programs() -> Result<PathBuf, String> {
    let told = said_by("pg_config", &["--bindir"]).map(PathBuf::from);
    let mut usual = Vec::new();
    for (root, end) in [
        ("/usr/lib/postgresql", "bin"),
        ("/usr/pgsql", "bin"),
        ("/opt/homebrew/opt", "bin"),
        ("/usr/local/opt", "bin"),
        ("/Applications/Postgres.app/Contents/Versions", "bin"),
    ] {
        let Ok(entries) = std::fs::read_dir(root) else {
            continue;
        };
        usual.extend(entries.flatten().map(|entry| entry.path().join(end)));
    }
    usual.extend(["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"].map(PathBuf::from));
    let mut found: Vec<(u32, PathBuf)> = told
        .into_iter()
        .chain(usual)
        .filter(|bin| {
            ["initdb", "pg_ctl", "postgres", "psql"]
                .iter()
                .all(|program| bin.join(program).is_file())
        })
        .filter_map(|bin| {
            let version = said_by(&bin.join("postgres").display().to_string(), &["--version"])?;
            let number = version
                .split(|c: char| !c.is_ascii_digit())
                .find(|part| !part.is_empty())?;
            Some((number.parse().ok()?, bin))
        })
        .collect();
    // Of several folders with the newest version, the first found.
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    match found.into_iter().next() {
        Some((version, bin)) if version >= 15 => Ok(bin),
        Some((version, _)) => Err(format!("version {version} is installed here")),
        None => Err("no initdb was found by pg_config nor in the usual folders".to_owned()),
    }
}
