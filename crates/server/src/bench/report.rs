//! What a measurement answers: the document of `--json` and the lines for people.

use super::machine::{Machine, peak_mb};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// The document of a measurement.
#[derive(Debug, Serialize)]
pub struct Report {
    /// Which measurement.
    pub bench: &'static str,
    /// Number of places.
    pub size: usize,
    /// Where chance started.
    pub seed: u64,
    /// What it ran on.
    pub machine: Machine,
    /// One line for each thing measured.
    pub results: Vec<Measure>,
    /// How long each stage took, in seconds.
    pub seconds: BTreeMap<&'static str, f64>,
    /// Memory held while serving, in megabytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resident_mb: Option<f64>,
    /// Memory held after the server took over several imports of all places, in megabytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resident_after_imports_mb: Option<f64>,
    /// The most memory that the server held until then, in megabytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_peak_mb: Option<f64>,
    /// Memory held after imports in which every text changed, in megabytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resident_after_new_texts_mb: Option<f64>,
    /// The most memory that the server held, those imports included, in megabytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new_texts_peak_mb: Option<f64>,
    /// The most memory that the measurement itself held, in megabytes.
    pub peak_rss_mb: Option<f64>,
}

/// One thing measured many times.
#[derive(Debug, Serialize)]
pub struct Measure {
    /// What it is.
    pub name: String,
    /// How many times.
    pub n: usize,
    /// Half take no longer than this.
    pub p50_ms: f64,
    /// 99 of 100 take no longer than this.
    pub p99_ms: f64,
    /// The mean.
    pub mean_ms: f64,
    /// How many in a second.
    pub per_second: f64,
}

impl Measure {
    /// Sums up times taken one after the other.
    #[must_use]
    pub fn of(name: impl Into<String>, mut times: Vec<Duration>) -> Self {
        let wall = times.iter().sum();
        Self::within(name, &mut times, wall)
    }

    /// Sums up times taken side by side, within a span of time.
    #[must_use]
    pub fn within(name: impl Into<String>, times: &mut [Duration], wall: Duration) -> Self {
        times.sort_unstable();
        let ms = |time: Duration| rounded(time.as_secs_f64() * 1_000.0);
        let at = |share: f64| {
            times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1)))
        };
        let total: Duration = times.iter().sum();
        Self {
            name: name.into(),
            n: times.len(),
            p50_ms: at(0.5).copied().map_or(0.0, ms),
            p99_ms: at(0.99).copied().map_or(0.0, ms),
            mean_ms: rounded(total.as_secs_f64() * 1_000.0 / times.len().max(1) as f64),
            per_second: (times.len() as f64 / wall.as_secs_f64().max(f64::EPSILON)).round(),
        }
    }
}

fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

impl Report {
    /// An empty report.
    #[must_use]
    pub fn new(bench: &'static str, size: usize, seed: u64) -> Self {
        Self {
            bench,
            size,
            seed,
            machine: Machine::this(),
            results: Vec::new(),
            seconds: BTreeMap::new(),
            resident_mb: None,
            resident_after_imports_mb: None,
            server_peak_mb: None,
            resident_after_new_texts_mb: None,
            new_texts_peak_mb: None,
            peak_rss_mb: None,
        }
    }

    /// Notes how long a stage took.
    pub fn stage(&mut self, name: &'static str, took: Duration) {
        self.seconds.insert(name, rounded(took.as_secs_f64()));
    }

    /// Notes the memory of the moment, and ends the report.
    #[must_use]
    pub fn finished(mut self) -> Self {
        self.peak_rss_mb = peak_mb().map(rounded);
        self
    }

    /// The report for people.
    #[must_use]
    pub fn lines(&self) -> String {
        let mut text = format!(
            "{}: {} places, seed {}, {} cores\n",
            self.bench, self.size, self.seed, self.machine.cores
        );
        for (stage, seconds) in &self.seconds {
            let _always_fits = writeln!(text, "  {stage:<44} {seconds:>9.3} s");
        }
        for measure in &self.results {
            let _always_fits = writeln!(
                text,
                "  {:<44} p50 {:>8.3} ms   p99 {:>8.3} ms   {:>9.0} /s",
                measure.name, measure.p50_ms, measure.p99_ms, measure.per_second
            );
        }
        for (what, mb) in [
            ("memory held", self.resident_mb),
            (
                "memory held after five imports while serving",
                self.resident_after_imports_mb,
            ),
            ("most memory held by the server until then", self.server_peak_mb),
            (
                "memory held after three imports in which every text changed",
                self.resident_after_new_texts_mb,
            ),
            (
                "most memory held by the server, with them",
                self.new_texts_peak_mb,
            ),
            ("most memory held by the measurement", self.peak_rss_mb),
        ] {
            if let Some(mb) = mb {
                let _always_fits = writeln!(text, "  {what} {mb:.0} MB");
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_knows_its_middle_and_its_tail() {
        let times = (1..=100).map(Duration::from_millis).collect();
        let measure = Measure::of("x", times);
        assert_eq!((measure.n, measure.p50_ms, measure.p99_ms), (100, 51.0, 100.0));
        assert_eq!(measure.mean_ms, 50.5);
        assert_eq!(Measure::of("nothing", Vec::new()).per_second, 0.0);
    }
}
