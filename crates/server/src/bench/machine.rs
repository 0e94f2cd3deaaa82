//! What the measurement ran on, and how much memory the program takes.

use serde::Serialize;

/// The machine.
#[derive(Debug, Serialize)]
pub struct Machine {
    /// Processors that the program may use.
    pub cores: usize,
    /// All memory, in megabytes; null where the system does not tell.
    pub memory_mb: Option<u64>,
}

impl Machine {
    /// This machine.
    #[must_use]
    pub fn this() -> Self {
        Self {
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            memory_mb: kilobytes("/proc/meminfo", "MemTotal:").map(|kb| kb / 1_024),
        }
    }
}

/// Memory that the program holds at this moment, in megabytes; `None` where the system does not tell.
#[must_use]
pub fn resident_mb() -> Option<f64> {
    kilobytes("/proc/self/status", "VmRSS:").map(|kb| kb as f64 / 1_024.0)
}

/// The most memory that the program held so far, in megabytes; `None` where the system does not tell.
#[must_use]
pub fn peak_mb() -> Option<f64> {
    kilobytes("/proc/self/status", "VmHWM:").map(|kb| kb as f64 / 1_024.0)
}

fn kilobytes(file: &str, name: &str) -> Option<u64> {
    let text = std::fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
