//! Closed lists: official values, loose writings of them, old values; what is none of these is dropped and said.

use std::collections::HashMap;

use domain::places::{
    AccessMode, Audience, Fee, Itinerancy, Label, Line, Programme, Service, SpecificCare, SupportMode,
    Typology, Vocabulary,
};

use super::old_values::{self, Became, Closed, Value};
use super::{Draft, text};
use crate::column::Column;
use crate::fold::{fold, fold_into};
use crate::rule::Rule;

/// The one writing of a label that differs between the schema's documentation and its pattern. Both are official.
pub(crate) const ETAPES_NUMERIQUES_IN_PATTERN: &str = "Étapes numériques(La Poste)";

/// How a text of a list is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A value of the current list, of which this is the official text.
    Current(Value, &'static str),
    /// A value of an older list.
    Old(Became),
}

/// The known writings of each column, folded. Built once per file.
pub(crate) struct Memory {
    known: HashMap<Column, HashMap<String, Meaning>>,
    folded: String,
}

const CLOSED: &[Column] = &[
    Column::Typologies,
    Column::Itinerancy,
    Column::Services,
    Column::Audiences,
    Column::Care,
    Column::Fees,
    Column::Programmes,
    Column::Labels,
    Column::AccessModes,
    Column::SupportModes,
    Column::OldAudiences,
    Column::OldFees,
    Column::OldLabels,
];

impl Default for Memory {
    fn default() -> Self {
        let known = CLOSED.iter().map(|column| (*column, writings(*column))).collect();
        Self {
            known,
            folded: String::new(),
        }
    }
}

/// Every writing that a column may hold. Old values are read in the column that replaced theirs too, since people
/// rename the header and keep the values; a value of a neighbouring list goes to its own field.
fn writings(column: Column) -> HashMap<String, Meaning> {
    let mut map = HashMap::new();
    let mut old = |values: &[(&str, Became)]| {
        for (text, became) in values {
            map.insert(fold(text), Meaning::Old(*became));
        }
    };
    match column {
        Column::Services => old(old_values::SERVICES),
        Column::Audiences | Column::Care | Column::OldAudiences => old(old_values::AUDIENCES),
        Column::Fees | Column::OldFees => old(old_values::FEES),
        Column::Programmes | Column::Labels | Column::OldLabels => old(old_values::LABELS),
        Column::SupportModes => old(old_values::SUPPORT_MODES),
        Column::Typologies => old(old_values::TYPOLOGIES),
        _ => {}
    }
    match column {
        Column::Services => current(&mut map, Value::Service as fn(Service) -> Value),
        Column::Audiences | Column::Care | Column::OldAudiences => {
            current(&mut map, Value::Audience as fn(Audience) -> Value);
            current(&mut map, Value::Care as fn(SpecificCare) -> Value);
        }
        Column::Fees | Column::OldFees => current(&mut map, Value::Fee as fn(Fee) -> Value),
        Column::Programmes | Column::Labels | Column::OldLabels => {
            current(&mut map, Value::Programme as fn(Programme) -> Value);
            current(&mut map, Value::Label as fn(Label) -> Value);
        }
        Column::AccessModes => current(&mut map, Value::AccessMode as fn(AccessMode) -> Value),
        Column::SupportModes => current(&mut map, Value::SupportMode as fn(SupportMode) -> Value),
        Column::Itinerancy => current(&mut map, Value::Itinerancy as fn(Itinerancy) -> Value),
        Column::Typologies => {
            for (words, value) in old_values::TYPOLOGIES_IN_WORDS {
                map.insert(
                    fold(words),
                    Meaning::Current(Value::Typology(*value), value.label()),
                );
            }
            current(&mut map, Value::Typology as fn(Typology) -> Value);
        }
        _ => {}
    }
    map
}

fn current<V: Vocabulary>(map: &mut HashMap<String, Meaning>, wrap: fn(V) -> Value) {
    for value in V::ALL.iter().copied() {
        map.insert(fold(value.label()), Meaning::Current(wrap(value), value.label()));
    }
}

impl Memory {
    /// Reads every list of the row.
    pub fn read(&mut self, draft: &mut Draft<'_>) -> Closed {
        let mut closed = Closed::default();
        // The free labels of the file come first; labels that find no list follow them.
        for column in [Column::OtherLabels, Column::OldOtherLabels] {
            free_labels(draft, column, &mut closed);
        }
        for column in CLOSED {
            if !draft.cells.get(*column).is_empty() {
                self.column(draft, *column, &mut closed);
            }
        }
        closed
    }

    fn column(&mut self, draft: &mut Draft<'_>, column: Column, closed: &mut Closed) {
        let cell = draft.cell(column).to_owned();
        let mut converted: Vec<&'static str> = Vec::new();
        let mut has_old = false;
        let items = cell
            .split(['|', ';', '\n'])
            .map(str::trim)
            .filter(|item| !item.is_empty());
        for item in draft.values(column, items) {
            let split = match self.whole(column, item) {
                Some(meaning) => vec![(item, Some(meaning))],
                None => self.parts(column, item),
            };
            for (part, meaning) in split {
                match meaning {
                    Some(Meaning::Current(value, label)) => {
                        let repeated = !closed.insert(value);
                        // An old column holds nothing but old values, and `Gratuit : …` is one anywhere.
                        if column.is_old() || (part.contains(" : ") && part.starts_with(label)) {
                            has_old = true;
                        } else if part != label && part != ETAPES_NUMERIQUES_IN_PATTERN {
                            draft.found(column, Rule::ListValueRewritten, part, Some(label));
                        } else if repeated {
                            draft.found(column, Rule::RepeatedValue, part, None);
                        }
                        converted.push(label);
                    }
                    Some(Meaning::Old(became)) => {
                        has_old = true;
                        match became {
                            Became::Value(value) => {
                                closed.insert(value);
                                converted.push(label_of(value));
                            }
                            Became::Nothing => {}
                            Became::OtherLabel => add_label(draft, column, part, closed),
                        }
                    }
                    None if matches!(column, Column::Labels | Column::OldLabels | Column::Programmes) => {
                        add_label(draft, column, part, closed);
                        draft.found(column, Rule::MovedToOtherLabels, part, None);
                    }
                    None => draft.found(column, Rule::ListValueUnknown, part, None),
                }
            }
        }
        if has_old || (column.is_old() && !cell.is_empty()) {
            let mut seen = Vec::with_capacity(converted.len());
            converted.retain(|label| {
                !seen.contains(label) && {
                    seen.push(*label);
                    true
                }
            });
            draft.found(column, Rule::ConvertedFromV0, &cell, Some(&converted.join("|")));
        }
    }

    /// What a writing means as a whole.
    fn whole(&mut self, column: Column, item: &str) -> Option<Meaning> {
        self.folded.clear();
        fold_into(item, &mut self.folded);
        self.known[&column].get(self.folded.as_str()).copied()
    }

    /// What a writing means as a whole or before its explanation (`Seul : j'ai accès à du matériel`,
    /// `À distance (par téléphone ou en visioconférence)`).
    fn meaning(&mut self, column: Column, item: &str) -> Option<Meaning> {
        self.whole(column, item)
            .or_else(|| {
                item.split_once(':')
                    .and_then(|(head, _)| self.whole(column, head))
            })
            .or_else(|| {
                item.split_once('(')
                    .and_then(|(head, _)| self.whole(column, head))
            })
            .or_else(|| self.mistyped(column, item))
    }

    /// The one value that a long enough text misses by one letter: `Déficiance visuelle`.
    fn mistyped(&mut self, column: Column, item: &str) -> Option<Meaning> {
        const SHORTEST: usize = 10;
        self.folded.clear();
        fold_into(item, &mut self.folded);
        if self.folded.len() < SHORTEST || !self.folded.is_ascii() {
            return None;
        }
        let known = &self.known[&column];
        let mut near = known
            .iter()
            .filter(|(value, _)| value.len() >= SHORTEST && is_one_letter_away(value, &self.folded));
        match (near.next(), near.next()) {
            (Some((_, meaning)), None) => Some(*meaning),
            _ => None,
        }
    }

    /// The values of an item that is none as a whole. Some forms join values by slashes, commas or nothing at all;
    /// since explanations hold slashes and commas too, a way to split is believed when it gives two known values.
    fn parts<'t>(&mut self, column: Column, item: &'t str) -> Vec<(&'t str, Option<Meaning>)> {
        // All values of the longest list together are shorter.
        const LONGEST_BYTES: usize = 4_000;
        if item.len() > LONGEST_BYTES {
            return vec![(item, None)];
        }
        let splits: [Vec<&'t str>; 3] = [
            split_at_spaced_slashes(item),
            item.split(',').collect(),
            item.split('/').collect(),
        ];
        for split in splits.into_iter().filter(|split| split.len() > 1) {
            let parts: Vec<(&str, Option<Meaning>)> = split
                .into_iter()
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(|part| (part, self.meaning(column, part)))
                .collect();
            if parts.iter().filter(|(_, meaning)| meaning.is_some()).count() > 1 {
                return parts;
            }
        }
        let meaning = self.meaning(column, item);
        if meaning.is_none()
            && let Some(meanings) = self.run_together(column, item)
        {
            return meanings
                .into_iter()
                .map(|meaning| (item, Some(meaning)))
                .collect();
        }
        vec![(item, meaning)]
    }

    /// Values written one after the other with spaces only, when nothing else is left between them.
    fn run_together(&mut self, column: Column, item: &str) -> Option<Vec<Meaning>> {
        self.folded.clear();
        fold_into(item, &mut self.folded);
        let known = &self.known[&column];
        let (mut rest, mut meanings) = (self.folded.as_str(), Vec::new());
        while !rest.is_empty() {
            let (value, meaning) = known
                .iter()
                .filter(|(value, _)| rest.starts_with(value.as_str()))
                .max_by_key(|(value, _)| value.len())?;
            meanings.push(*meaning);
            rest = &rest[value.len()..];
        }
        (meanings.len() > 1).then_some(meanings)
    }
}

/// Whether one letter added, removed or replaced makes one text of the other.
fn is_one_letter_away(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one
        .iter()
        .rev()
        .zip(other.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    one.len() - end <= 1 && other.len() - end <= 1
}

/// Splits at slashes that have a space on one side at least: `Seniors/ Familles et/ou enfants /Jeunes`.
fn split_at_spaced_slashes(item: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in item.match_indices('/') {
        let is_spaced =
            item[..at].ends_with(char::is_whitespace) || item[at + 1..].starts_with(char::is_whitespace);
        if is_spaced {
            parts.push(&item[start..at]);
            start = at + 1;
        }
    }
    parts.push(&item[start..]);
    parts
}

fn label_of(value: Value) -> &'static str {
    match value {
        Value::Service(value) => value.label(),
        Value::Audience(value) => value.label(),
        Value::Care(value) => value.label(),
        Value::Fee(value) => value.label(),
        Value::Programme(value) => value.label(),
        Value::Label(value) => value.label(),
        Value::AccessMode(value) => value.label(),
        Value::SupportMode(value) => value.label(),
        Value::Itinerancy(value) => value.label(),
        Value::Typology(value) => value.label(),
    }
}

fn free_labels(draft: &mut Draft<'_>, column: Column, closed: &mut Closed) {
    let cell = draft.cell(column).to_owned();
    let items = cell
        .split(['|', ';', '\n'])
        .map(str::trim)
        .filter(|item| !item.is_empty());
    for item in draft.values(column, items) {
        add_label(draft, column, item, closed);
    }
    if column.is_old() && !cell.is_empty() {
        draft.found(column, Rule::ConvertedFromV0, &cell, Some(&cell));
    }
}

fn add_label(draft: &mut Draft<'_>, column: Column, item: &str, closed: &mut Closed) {
    let Some(label) = as_label(draft, column, item) else {
        return;
    };
    if closed.other_labels.contains(&label) {
        draft.found(column, Rule::RepeatedValue, item, None);
    } else {
        closed.other_labels.push(label);
    }
}

/// A separator that an entity hid (`&#124;`) would make two labels of one when written.
fn as_label(draft: &mut Draft<'_>, column: Column, item: &str) -> Option<Line> {
    let line = text::as_line(draft, column, item)?;
    if !line.as_str().contains(['|', ';']) {
        return Some(line);
    }
    let one = line.as_str().replace(['|', ';'], ",");
    text::as_line(draft, column, &one)
}
