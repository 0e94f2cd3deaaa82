//! How far long work has come, on standard error: a bar with rate and time left on a terminal, a plain line now and
//! then otherwise. Never on standard output, which belongs to results.

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

/// Without a terminal, a line at most this often: enough to see life, little enough for a log.
const LINE_EVERY: Duration = Duration::from_secs(5);
const REDRAWS_PER_SECOND: u8 = 10;

/// The progress of one piece of work, measured in two ways: its share (bytes of a file, when the total is known) and
/// what people count (rows, places).
pub struct Progress {
    shape: Shape,
    work: Work,
}

enum Shape {
    Bar(ProgressBar),
    Lines { last: Instant },
}

struct Work {
    label: String,
    counted: &'static str,
    total: Option<u64>,
    started: Instant,
    done: u64,
    count: u64,
}

impl Progress {
    /// Starts showing. `counted` names what is counted, in the plural; `total` is the amount of work when it is known.
    #[must_use]
    pub fn start(label: impl Into<String>, counted: &'static str, total: Option<u64>) -> Self {
        let work = Work {
            label: label.into(),
            counted,
            total,
            started: Instant::now(),
            done: 0,
            count: 0,
        };
        let shape = if std::io::stderr().is_terminal() {
            Shape::Bar(bar(&work))
        } else {
            Shape::Lines { last: work.started }
        };
        Self { shape, work }
    }

    /// Tells how much work is done, and how much of what people count that made.
    pub fn update(&mut self, done: u64, count: u64) {
        self.work.done = done;
        self.work.count = count;
        match &mut self.shape {
            Shape::Bar(bar) => {
                bar.set_position(if self.work.total.is_some() { done } else { count });
                bar.set_message(self.work.counted_so_far());
            }
            Shape::Lines { last } if last.elapsed() >= LINE_EVERY => {
                *last = Instant::now();
                say(&self.work.line(last.duration_since(self.work.started)));
            }
            Shape::Lines { .. } => {}
        }
    }

    /// Ends showing. The bar leaves no trace: the result says what was done.
    pub fn finish(self) {
        if let Shape::Bar(bar) = self.shape {
            bar.finish_and_clear();
        }
    }
}

fn bar(work: &Work) -> ProgressBar {
    let target = ProgressDrawTarget::stderr_with_hz(REDRAWS_PER_SECOND);
    let bar = ProgressBar::with_draw_target(work.total, target).with_prefix(work.label.clone());
    let template = if work.total.is_some() {
        "{prefix} {bar:30} {percent:>3} %  {msg}  {elapsed} done, {eta} left"
    } else {
        "{prefix} {spinner} {msg}  {elapsed}"
    };
    bar.set_style(
        ProgressStyle::with_template(template)
            .expect("the template is written above")
            .progress_chars("█▉▊▋▌▍▎▏ "),
    );
    bar
}

impl Work {
    fn counted_so_far(&self) -> String {
        let seconds = self.started.elapsed().as_secs_f64();
        let rate = if seconds > 0.0 {
            self.count as f64 / seconds
        } else {
            0.0
        };
        format!(
            "{} {}, {}/s",
            HumanCount(self.count),
            self.counted,
            HumanCount(rate as u64)
        )
    }

    /// One line for a log, `elapsed` after the start.
    fn line(&self, elapsed: Duration) -> String {
        let seconds = elapsed.as_secs_f64();
        let rate = if seconds > 0.0 {
            (self.count as f64 / seconds) as u64
        } else {
            0
        };
        let counted = format!(
            "{}: {} {}, {}/s",
            self.label,
            HumanCount(self.count),
            self.counted,
            HumanCount(rate)
        );
        match self.total {
            Some(total) if self.done > 0 && total > 0 => {
                let share = (self.done as f64 / total as f64).min(1.0);
                let left_s = seconds / share - seconds;
                format!("{counted}, {:.0} %, about {left_s:.0} s left", share * 100.0)
            }
            _ => counted,
        }
    }
}

fn say(line: &str) {
    // Nobody is hurt when the line is lost.
    let _nobody_listens = writeln!(std::io::stderr().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn work(total: Option<u64>, done: u64, count: u64) -> Work {
        Work {
            label: "Import".into(),
            counted: "rows",
            total,
            started: Instant::now(),
            done,
            count,
        }
    }

    #[test]
    fn a_line_tells_count_rate_share_and_time_left() {
        let line = work(Some(4_000), 1_000, 12_500).line(Duration::from_secs(5));
        assert_eq!(line, "Import: 12,500 rows, 2,500/s, 25 %, about 15 s left");
    }

    #[test]
    fn without_a_total_no_time_left_is_invented() {
        assert_eq!(
            work(None, 0, 10).line(Duration::from_secs(2)),
            "Import: 10 rows, 5/s"
        );
        assert_eq!(work(Some(0), 0, 0).line(Duration::ZERO), "Import: 0 rows, 0/s");
    }

    #[test]
    fn more_than_everything_is_everything() {
        // A compressed file that is read to its end may be counted a little beyond its size.
        let line = work(Some(1_000), 1_010, 10).line(Duration::from_secs(10));
        assert_eq!(line, "Import: 10 rows, 1/s, 100 %, about 0 s left");
    }
}
