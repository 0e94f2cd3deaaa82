//! What an import comes to, counted while it runs and told at its end: as one document for scripts, as lines for people.
//!
//! The lines name what needs somebody's attention first: rows that were rejected, then values that were changed or left
//! out, then what is merely worth knowing.

use crate::failure::Failure;
use domain::places::{Losses, SourceName};
use indicatif::HumanCount;
use interop::{Finding, Kind, Outcome, Row, Rule};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;
use store::places::ImportCounts;

/// Rejected rows that are shown; `--report` has them all.
const REJECTIONS_SHOWN: usize = 10;
/// Characters of a value that are shown.
const SHOWN_CHARS: usize = 60;

/// The numbers of an import, and a few of its findings.
#[derive(Default)]
pub struct Tally {
    pub rows_read: u64,
    pub accepted: u64,
    repaired: u64,
    /// Each row once, under the first thing that condemns it.
    rejected: BTreeMap<&'static str, u64>,
    found: BTreeMap<Rule, Found>,
    rejections: Vec<Example>,
    pub losses: Losses,
    pub counts: ImportCounts,
    pub reading: Duration,
    pub writing: Duration,
    pub finishing: Duration,
}

/// How this import was asked for, and how long it took.
pub struct Circumstances<'a> {
    pub source: &'a SourceName,
    pub dry_run: bool,
    /// Nobody consented to the losses.
    pub is_refused: bool,
    pub took: Duration,
}

struct Found {
    count: u64,
    example: Example,
}

/// A finding, with the place where it was found.
struct Example {
    row: u64,
    line: Option<u64>,
    id: Box<str>,
    finding: Finding,
}

impl Example {
    fn of(row: &Row, finding: &Finding) -> Self {
        Self {
            row: row.number,
            line: row.line,
            id: row.id.clone(),
            finding: finding.clone(),
        }
    }

    /// `line 12 (id 7), date_maj: "31/02/2024"`, with what it became if it became something.
    fn text(&self) -> String {
        let mut text = match self.line {
            Some(line) => format!("line {line}"),
            None => format!("row {}", self.row),
        };
        if !self.id.is_empty() {
            let _never_fails = write!(text, " (id {})", shown(&self.id));
        }
        let field = self.finding.field.map_or("the whole row", |field| field.name());
        let _never_fails = write!(text, ", {field}: \"{}\"", shown(&self.finding.value));
        if let Some(after) = &self.finding.after {
            // Most values became another one; these two were kept, and disagree with something.
            let _never_fails = match self.finding.rule {
                Rule::DuplicateId | Rule::PositionFarFromCommune => write!(text, ": {}", shown(after)),
                _ => write!(text, " → \"{}\"", shown(after)),
            };
        }
        text
    }
}

/// A value as a terminal may show it: a file must not move the cursor or change colours.
fn shown(value: &str) -> String {
    let mut chars = value.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut text: String = chars.by_ref().take(SHOWN_CHARS).collect();
    if chars.next().is_some() {
        text.push('…');
    }
    text
}

impl Tally {
    /// Counts a row, once what became of it is settled.
    pub fn count(&mut self, row: &Row) {
        self.rows_read += 1;
        for finding in &row.findings {
            self.found
                .entry(finding.rule)
                .or_insert_with(|| Found {
                    count: 0,
                    example: Example::of(row, finding),
                })
                .count += 1;
        }
        match row.outcome {
            Outcome::Accepted(_) => self.accepted += 1,
            Outcome::Repaired(_) => {
                self.accepted += 1;
                self.repaired += 1;
            }
            Outcome::Rejected => {
                let finding = row
                    .rejections()
                    .next()
                    .expect("a row is rejected by a finding of that kind");
                *self.rejected.entry(finding.rule.code()).or_default() += 1;
                if self.rejections.len() < REJECTIONS_SHOWN {
                    self.rejections.push(Example::of(row, finding));
                }
            }
        }
    }

    /// The refusal of a file of which nothing can be used.
    pub fn nothing_accepted(&self) -> Failure {
        let message = format!(
            "none of the {} rows can become a place ({}), so nothing was changed",
            HumanCount(self.rows_read),
            self.reasons()
        );
        Failure::new("no-row-accepted", message).hint("--report FILE tells what is wrong in each row.")
    }

    /// The refusal of a file that takes most of its source away.
    pub fn too_much_lost(&self, source: &SourceName) -> Failure {
        let Losses { before, gone } = self.losses;
        let message = format!("{}, so nothing was changed", self.what_is_lost(source));
        Failure::new("most-places-gone", message)
            .hint(
                "--source NAME if it belongs to another source; --accept-losses if the source really lost these \
                 places; --dry-run shows what would happen.",
            )
            .number("would_be_gone", gone)
            .number("known", before)
    }

    fn what_is_lost(&self, source: &SourceName) -> String {
        format!(
            "{} of the {} places of {source} are not in this file: it is probably a part, or another source's",
            HumanCount(self.losses.gone),
            HumanCount(self.losses.before)
        )
    }

    fn reasons(&self) -> String {
        let mut reasons: Vec<_> = self.rejected.iter().collect();
        reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), **reason));
        let reasons: Vec<_> = reasons
            .iter()
            .map(|(reason, count)| format!("{} {reason}", HumanCount(**count)))
            .collect();
        reasons.join(", ")
    }

    /// What is remembered of this run beside the store's own numbers.
    pub fn details(&self) -> Value {
        json!({
            "rows_read": self.rows_read, "accepted": self.accepted, "repaired": self.repaired,
            "rejected": self.rejected,
        })
    }

    /// For scripts.
    pub fn document(&self, of: &Circumstances<'_>) -> Value {
        let seconds: Map<String, Value> = [
            ("read", self.reading),
            ("write", self.writing),
            ("finish", self.finishing),
            ("total", of.took),
        ]
        .map(|(stage, took)| {
            (
                stage.to_owned(),
                json!((took.as_secs_f64() * 1000.0).round() / 1000.0),
            )
        })
        .into_iter()
        .collect();
        let found: Map<String, Value> = self
            .found
            .iter()
            .map(|(rule, found)| (rule.code().to_owned(), json!(found.count)))
            .collect();
        json!({
            "source": of.source.as_str(),
            "rows_read": self.rows_read,
            "accepted": self.accepted,
            "repaired": self.repaired,
            "rejected": self.rejected,
            "created": self.counts.created,
            "updated": self.counts.updated,
            "unchanged": self.counts.unchanged,
            "returned": self.counts.returned,
            "gone": self.counts.gone,
            "would_be_gone": self.losses.gone,
            "losses_refused": of.is_refused,
            "kept": self.counts.kept,
            "merged": 0,
            "doubtful": 0,
            "findings": self.counts.findings,
            "found": found,
            "dry_run": of.dry_run,
            "seconds": seconds,
        })
    }

    /// For people.
    pub fn lines(&self, of: &Circumstances<'_>) -> String {
        let counts = &self.counts;
        let rejected: u64 = self.rejected.values().sum();
        let number = |count: u64| HumanCount(count).to_string();
        let mut lines = vec![
            format!(
                "{}: {} rows read, {} accepted ({} repaired), {} rejected",
                of.source,
                number(self.rows_read),
                number(self.accepted),
                number(self.repaired),
                number(rejected)
            ),
            format!(
                "  places: {} created, {} updated, {} unchanged, {} gone",
                number(counts.created),
                number(counts.updated),
                number(counts.unchanged),
                number(counts.gone)
            ),
        ];
        if counts.kept > 0 {
            lines.push(format!(
                "  {} places stay as they were: their row is rejected",
                number(counts.kept)
            ));
        }
        self.tell_rejections(rejected, &mut lines);
        self.tell("Repaired values", Kind::Repair, &mut lines);
        self.tell("Values left out", Kind::Loss, &mut lines);
        self.tell("Worth knowing", Kind::Note, &mut lines);
        self.tell(
            "Values of older versions of the schema",
            Kind::Conversion,
            &mut lines,
        );
        lines.push(format!("In {:.1} s.", of.took.as_secs_f64()));
        if of.dry_run {
            lines.push("This was a trial: nothing was kept.".into());
        }
        if of.is_refused {
            lines.push(format!(
                "Without --dry-run it would be refused: {}. --accept-losses says that it is meant.",
                self.what_is_lost(of.source)
            ));
        }
        lines.join("\n")
    }

    fn tell_rejections(&self, rejected: u64, lines: &mut Vec<String>) {
        if rejected == 0 {
            return;
        }
        lines.push(format!("Rejected rows ({}):", HumanCount(rejected)));
        let mut reasons: Vec<_> = self.rejected.iter().collect();
        reasons.sort_by_key(|(reason, count)| (std::cmp::Reverse(**count), **reason));
        for (reason, count) in reasons {
            let rule = Rule::ALL.iter().find(|rule| rule.code() == *reason);
            let explanation = rule.map_or("", |rule| rule.explanation());
            lines.push(format!(
                "  {:>7}  {reason}: {explanation}",
                HumanCount(*count).to_string()
            ));
        }
        lines.extend(
            self.rejections
                .iter()
                .map(|example| format!("           {}: {}", example.finding.rule.code(), example.text())),
        );
        let more = rejected - self.rejections.len() as u64;
        if more > 0 {
            lines.push(format!(
                "           and {} more: --report FILE lists them all",
                HumanCount(more)
            ));
        }
    }

    /// The findings of a kind: how many by rule, with the first of each.
    fn tell(&self, title: &str, kind: Kind, lines: &mut Vec<String>) {
        let mut found: Vec<_> = self
            .found
            .iter()
            .filter(|(rule, _)| rule.kind() == kind)
            .collect();
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|(rule, found)| (std::cmp::Reverse(found.count), **rule));
        let total: u64 = found.iter().map(|(_, found)| found.count).sum();
        lines.push(format!("{title} ({}):", HumanCount(total)));
        for (rule, found) in found {
            lines.push(format!(
                "  {:>7}  {}: {}",
                HumanCount(found.count).to_string(),
                rule.code(),
                rule.explanation()
            ));
            lines.push(format!("           {}", found.example.text()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use interop::{NoCommunes, Options};

    fn tally(file: &str) -> Tally {
        let options = Options {
            communes: &NoCommunes,
            published_on: None,
            today: None,
        };
        let mut tally = Tally::default();
        for row in interop::read(file.as_bytes(), options).unwrap() {
            tally.count(&row.unwrap());
        }
        tally
    }

    fn lines(tally: &Tally) -> String {
        tally.lines(&Circumstances {
            source: &SourceName::parse("hub").unwrap(),
            dry_run: false,
            is_refused: false,
            took: Duration::from_millis(1_240),
        })
    }

    const HEADER: &str = "id,nom,commune,code_postal,adresse,date_maj,telephone\n";

    #[test]
    fn what_was_rejected_comes_first_with_its_line_and_value() {
        let text = lines(&tally(&format!(
            "{HEADER}a,Lieu,Reims,51100,r,2024-04-02,03 84 00 00 00\nb,Lieu,Reims,51100,r,31/02/2024,\nc,,Reims,51100,r,,\n"
        )));
        let expected = "\
hub: 3 rows read, 1 accepted (1 repaired), 2 rejected
  places: 0 created, 0 updated, 0 unchanged, 0 gone
Rejected rows (2):
        1  date-impossible: The date of update does not exist in the calendar.
        1  required-missing: A field that the schema requires is empty and nothing else in the row tells it.
           date-impossible: line 3 (id b), date_maj: \"31/02/2024\"
           required-missing: line 4 (id c), nom: \"\"
Repaired values (1):
        1  phone-rewritten: The phone number was put in the schema's international form.
           line 2 (id a), telephone: \"03 84 00 00 00\" → \"+33384000000\"
In 1.2 s.";
        assert_eq!(text, expected);
    }

    #[test]
    fn of_many_rejected_rows_ten_are_shown() {
        let rows: String = (0..25).map(|n| format!("{n},Lieu,Reims,51100,r,,\n")).collect();
        let text = lines(&tally(&format!("{HEADER}{rows}")));
        assert_eq!(text.matches("date-missing: line ").count(), 10, "{text}");
        assert!(
            text.contains("and 15 more: --report FILE lists them all"),
            "{text}"
        );
    }

    #[test]
    fn a_file_cannot_speak_to_the_terminal() {
        let text = lines(&tally(&format!(
            "{HEADER}a\u{1b}[31m,Lieu,Reims,51100,r,\u{1b}]0;x\u{7},\n"
        )));
        assert!(!text.contains(['\u{1b}', '\u{7}']), "{text:?}");
        let long = shown(&"é".repeat(61));
        assert_eq!((long.chars().count(), long.ends_with('…')), (61, true));
    }
}
