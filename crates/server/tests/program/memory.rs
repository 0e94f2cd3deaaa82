//! How much memory an import takes: little for each row, whatever the length of the file.

use super::harness::{Instance, Serving};
use std::fmt::Write as _;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

/// A file of 200 MB may hold two million rows, and its import may take 300 MB: what the program takes for a few rows, the
/// database's cache of 8 MB and the rows on their way from reading to writing, and this much for each row.
const BYTES_A_ROW: u64 = 115;
const CACHE_AND_QUEUE_BYTES: u64 = 14 << 20;
const FEW: u64 = 100;
const MANY: u64 = 100_000;

/// Rows as short as real ones get, a hundred bytes each; written as they are made.
fn tiny_rows(folder: &Path, count: u64) -> PathBuf {
    let path = folder.join(format!("{count}.csv"));
    let mut out = BufWriter::new(std::fs::File::create(&path).unwrap());
    out.write_all(b"id,nom,commune,code_postal,adresse,date_maj\n")
        .unwrap();
    let mut line = String::new();
    for n in 0..count {
        line.clear();
        writeln!(
            line,
            "place-number-{n:08},Lieu de rencontre {n},Reims,51100,{} rue du Lavoir,2024-04-02",
            n % 200
        )
        .unwrap();
        out.write_all(line.as_bytes()).unwrap();
    }
    out.flush().unwrap();
    path
}

/// The most memory that an import held, in bytes, as the system counts it (`VmHWM` only ever rises).
fn peak_of_import(instance: &Instance, file: &Path, rows: u64) -> u64 {
    let arguments = [
        "places",
        "import",
        file.to_str().unwrap(),
        "--source",
        "tiny",
        "--json",
    ];
    let mut child = instance
        .command(&arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak_kb = 0;
    while child.try_wait().unwrap().is_none() {
        // It may end between the question above and this one; then what was read last counts.
        let Ok(text) = std::fs::read_to_string(&status) else {
            continue;
        };
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        if let Some(kb) = line.and_then(|line| line.split_whitespace().next()?.parse().ok()) {
            peak_kb = kb;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().unwrap();
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["accepted"], rows, "{document}");
    assert!(peak_kb > 0, "the system told no peak");
    peak_kb * 1_024
}

#[test]
#[cfg(target_os = "linux")]
fn an_import_takes_little_memory_for_each_row_of_a_long_file() {
    let few = Instance::new();
    let base = peak_of_import(&few, &tiny_rows(few.path(), FEW), FEW);
    let limit = base + CACHE_AND_QUEUE_BYTES + MANY * BYTES_A_ROW;
    let many = Instance::new();
    let file = tiny_rows(many.path(), MANY);
    // The first import knows nothing of the source, the second everything.
    for which in ["first", "second"] {
        let peak = peak_of_import(&many, &file, MANY);
        assert!(
            peak < limit,
            "the {which} import of {MANY} rows takes {peak} bytes, more than {limit}; of {FEW} rows {base}"
        );
    }
}

#[test]
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn a_server_asks_for_memory_to_be_given_back_and_keeps_its_process_id_and_what_the_operator_chose() {
    const TUNABLES: &str = "GLIBC_TUNABLES";
    const CHOSEN: &str = "glibc.malloc.arena_max=7";
    const PURGE: &str = "MIMALLOC_PURGE_DELAY";
    for (set, expected, purge) in [
        (None, Some("glibc.malloc.arena_max=2"), Some("0")),
        (Some((TUNABLES, CHOSEN)), Some(CHOSEN), Some("0")),
        (Some((PURGE, "7")), Some("glibc.malloc.arena_max=2"), Some("7")),
        // As where the system takes the first variable away from the second process.
        (Some(("MEMORY_SETTLED_BY_PARVIS", "1")), None, None),
    ] {
        let instance = Instance::new();
        // It is looked at under the process id with which it was started, and the signal goes there.
        let serving = Serving::start_with(&instance, &[], set.as_slice());
        let told = serving.variable(TUNABLES);
        assert_eq!(
            told.as_deref().map(|told| told.split(':').next().unwrap()),
            expected,
            "{set:?}"
        );
        assert_eq!(serving.variable(PURGE).as_deref(), purge, "{set:?}");
        assert_eq!(serving.get("/health/live").0, 200);
        serving.stop();
    }
}
