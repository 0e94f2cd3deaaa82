//! What an import comes to, counted while it runs and told at its end: as one document for scripts, as lines for people.
//!
//! The lines name what needs somebody's attention first: rows that were rejected, then values that were changed or left
//! out, then what is merely worth knowing.

use super::example::{self, Example, shown};
use super::layout::DATE_OPTION;
use super::refused;
use crate::output::counted;
use domain::places::{Losses, Reassignments, SourceName};
use indicatif::HumanCount;
use interop::{Kind, Outcome, Row, Rule};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::time::Duration;
use store::places::{ImportCounts, Reassigned};

/// Rejected rows that are shown; `--report` has them all.
const REJECTIONS_SHOWN: usize = 10;
/// Identifiers that changed hands that a refusal names.
const REASSIGNED_SHOWN: usize = 2;

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
    pub reassignments: Reassignments,
    /// A few of them, as people read them.
    pub reassigned: Vec<String>,
    pub counts: ImportCounts,
    /// Columns of the file that the schema does not have.
    pub ignored_columns: Vec<String>,
    pub reading: Duration,
    pub writing: Duration,
    pub finishing: Duration,
}

/// How this import was asked for, and how long it took.
pub struct Circumstances<'a> {
    pub source: &'a SourceName,
    pub dry_run: bool,
    /// Nobody consented to the losses.
    pub losses_refused: bool,
    /// Nobody consented to identifiers that stand for other places.
    pub other_places_refused: bool,
    pub took: Duration,
}

struct Found {
    count: u64,
    example: Example,
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

    /// Takes note of a row whose identifier named another place before.
    pub fn count_reassigned(&mut self, other: &Reassigned) {
        if self.reassigned.len() < REASSIGNED_SHOWN {
            let [record, before, now] = [other.record.as_str(), &other.before, &other.now].map(shown);
            self.reassigned
                .push(format!("{record}: {before} would become {now}"));
        }
    }

    /// Whether rows were rejected for want of a date alone, which whoever imports may know.
    pub fn wants_dates(&self) -> bool {
        self.rejected.contains_key(Rule::DateMissing.code())
    }

    /// Why rows were rejected, the commonest reason first.
    pub fn reasons(&self) -> String {
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
            "reassigned": self.counts.reassigned,
            "would_be_gone": self.losses.gone,
            "losses_refused": of.losses_refused,
            "other_places_refused": of.other_places_refused,
            "mostly_rejected": self.is_mostly_rejected(),
            "kept": self.counts.kept,
            "merged": 0,
            "doubtful": 0,
            "findings": self.counts.findings,
            "found": found,
            "ignored_columns": self.ignored_columns,
            "dry_run": of.dry_run,
            "seconds": seconds,
        })
    }

    /// For people.
    pub fn lines(&self, of: &Circumstances<'_>) -> String {
        let counts = &self.counts;
        let rejected = self.rejected();
        let number = |count: u64| HumanCount(count).to_string();
        let mut lines = vec![
            format!(
                "{}: {} read, {} accepted ({} repaired), {} rejected",
                of.source,
                counted(self.rows_read, "row", "rows"),
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
        match counts.kept {
            0 => {}
            1 => lines.push("  1 place stays as it was: its row is rejected".into()),
            kept => lines.push(format!(
                "  {} places stay as they were: their rows are rejected",
                number(kept)
            )),
        }
        self.tell_rejections(rejected, &mut lines);
        self.tell("Repaired values", Kind::Repair, &mut lines);
        self.tell("Values left out", Kind::Loss, &mut lines);
        self.tell("Worth knowing", Kind::Note, &mut lines);
        self.tell(
            "Values put in the schema's form, which say the same",
            Kind::Conversion,
            &mut lines,
        );
        if !self.ignored_columns.is_empty() {
            lines.push(example::ignored(&self.ignored_columns));
        }
        lines.push(format!("In {:.1} s.", of.took.as_secs_f64()));
        if self.is_mostly_rejected() {
            let accepted = match (of.dry_run, self.accepted) {
                (false, 1) => "the other one is in the directory".to_owned(),
                (false, accepted) => format!("the {} others are in the directory", number(accepted)),
                (true, 1) => "the other one would be in the directory".to_owned(),
                (true, accepted) => format!("the {} others would be in the directory", number(accepted)),
            };
            lines.push(format!(
                "Half of the rows or more were rejected ({} of {}), and {accepted}. See the reasons above{}, have the file \
                 put right, and import it again: nothing will be there twice.",
                number(rejected),
                number(self.rows_read),
                if rejected > REJECTIONS_SHOWN as u64 { ", all of them with --report FILE" } else { "" },
            ));
        }
        if of.dry_run {
            lines.push("This was a trial: nothing was kept.".into());
        }
        let consents = [
            (
                of.other_places_refused,
                refused::what_is_another(self, of.source),
                "--accept-other-places",
            ),
            (
                of.losses_refused,
                refused::what_is_lost(self, of.source),
                "--accept-losses",
            ),
        ];
        for (_, what, flag) in consents.into_iter().filter(|(is_refused, ..)| *is_refused) {
            lines.push(format!(
                "Without --dry-run it would be refused: {what}. {flag} says that it is meant."
            ));
        }
        lines.join("\n")
    }

    fn rejected(&self) -> u64 {
        self.rejected.values().sum()
    }

    /// Whether half of the rows or more were rejected. The good ones are imported all the same, since one bad row never
    /// costs another, and whoever runs the command is told.
    fn is_mostly_rejected(&self) -> bool {
        self.rejected() > 0 && self.rejected() * 2 >= self.rows_read
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
        if self.wants_dates() {
            lines.push(format!(
                "           {DATE_OPTION} gives rows without a date of their own the day on which the file was published"
            ));
        }
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
            losses_refused: false,
            other_places_refused: false,
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
hub: 3 rows read, 1 accepted (0 repaired), 2 rejected
  places: 0 created, 0 updated, 0 unchanged, 0 gone
Rejected rows (2):
        1  date-impossible: The date of update does not exist in the calendar.
        1  required-missing: A field that the schema requires is empty and nothing else in the row tells it.
           date-impossible: line 3 (id b), date_maj: \"31/02/2024\"
           required-missing: line 4 (id c), nom: \"\"
Values put in the schema's form, which say the same (1):
        1  phone-rewritten: The phone number, written as people do, was put in the schema's international form.
           line 2 (id a), telephone: \"03 84 00 00 00\" → \"+33384000000\"
In 1.2 s.
Half of the rows or more were rejected (2 of 3), and the other one is in the directory. See the reasons above, have the \
file put right, and import it again: nothing will be there twice.";
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
