//! From the cells of a row to a place: each field repaired alone, by rules that are all recorded.

mod date;
pub(crate) use date::is_date;
mod email;
mod lists;
pub(crate) use lists::ETAPES_NUMERIQUES_IN_PATTERN;
mod location;
mod old_values;
mod phone;
pub use phone::phone_as_people_write_it;
mod pivot;
mod position;
mod postcode;
mod presentation;
mod text;
mod web;

use domain::hours::{Hours, OsmHours};
use domain::places::{PlaceName, PlaceRecord, Prose, RecordId};

use crate::cells::Cells;
use crate::column::Column;
use crate::read::Options;
use crate::row::{Finding, Outcome, Row, quoted};
use crate::rule::{Kind, Rule};

/// Makes rows of cells. It does not remember which identifiers it met: whoever compares the file with what is known of
/// its source has to, and one memory is enough (see [`Row::reject_repeated`]).
pub(crate) struct Repairer<'a> {
    options: Options<'a>,
    lists: lists::Memory,
    towns: location::Towns,
}

/// No list of the schema has as many values: what comes after is left out, so that a cell of one mebibyte costs no more
/// than another.
const LIST_MAX: usize = 100;

/// The row being read: its cells, and what was found so far.
pub(crate) struct Draft<'a> {
    cells: &'a Cells,
    options: &'a Options<'a>,
    findings: Vec<Finding>,
    towns: &'a mut location::Towns,
}

impl Draft<'_> {
    /// The text of a column; empty for a word that stands for nothing.
    fn cell(&mut self, column: Column) -> &'_ str {
        let text = self.cells.get(column);
        if text.is_empty() {
            return "";
        }
        if self.cells.is_reread(column) {
            self.found(column, Rule::CharactersReread, text, None);
        }
        if text::is_placeholder(text) {
            self.found(column, Rule::PlaceholderEmptied, text, None);
            return "";
        }
        self.cells.get(column)
    }

    /// The first values of a list.
    fn values<'t>(&mut self, column: Column, list: impl IntoIterator<Item = &'t str>) -> Vec<&'t str> {
        let mut values: Vec<&str> = list.into_iter().take(LIST_MAX + 1).collect();
        if values.len() > LIST_MAX
            && let Some(first_out) = values.pop()
        {
            self.found(column, Rule::ListCut, first_out, None);
        }
        values
    }

    fn found(&mut self, column: Column, rule: Rule, value: &str, after: Option<&str>) {
        self.findings.push(Finding::new(column, rule, value, after));
    }
}

impl<'a> Repairer<'a> {
    pub fn new(options: Options<'a>) -> Self {
        Self {
            options,
            lists: lists::Memory::default(),
            towns: location::Towns::default(),
        }
    }

    /// Reads one row.
    pub fn row(&mut self, number: u64, line: Option<u64>, cells: &Cells) -> Row {
        let mut draft = Draft {
            cells,
            options: &self.options,
            findings: cells.findings().to_vec(),
            towns: &mut self.towns,
        };
        let id = record_id(&mut draft);
        let record = record(&mut draft, id, &mut self.lists);
        let findings = draft.findings;
        let worst = findings.iter().map(|finding| finding.rule.kind()).max();
        let outcome = match (record, worst) {
            (Some(record), Some(Kind::Repair | Kind::Loss)) => Outcome::Repaired(Box::new(record)),
            (Some(record), Some(Kind::Conversion | Kind::Note) | None) => Outcome::Accepted(Box::new(record)),
            (_, _) => Outcome::Rejected,
        };
        Row {
            number,
            line,
            id: quoted(cells.get(Column::Id)),
            outcome,
            findings,
        }
    }
}

fn record_id(draft: &mut Draft<'_>) -> Option<RecordId> {
    let Some(text) = text::one_line(draft, Column::Id) else {
        draft.found(Column::Id, Rule::RequiredMissing, "", None);
        return None;
    };
    let id = RecordId::parse(&text);
    if id.is_err() {
        draft.found(Column::Id, Rule::IdUnusable, &text, None);
    }
    id.ok()
}

/// The name. Signs alone are what is left of markup, and name nothing.
fn name(draft: &mut Draft<'_>) -> Option<PlaceName> {
    let text = text::required(draft, Column::Name, PlaceName::MAX_CHARS)?;
    if !text.chars().any(char::is_alphanumeric) {
        let written = draft.cell(Column::Name).to_owned();
        draft.found(Column::Name, Rule::NameUnusable, &written, None);
        return None;
    }
    // A rank or a SIRET in the wrong column. It may yet be what people call the place.
    if !text.chars().any(char::is_alphabetic) {
        draft.found(Column::Name, Rule::NameIsANumber, &text, None);
    }
    Some(PlaceName::parse(&text).expect("cleaned, cut and not blank"))
}

/// Reads every field, so that a rejected row tells all that is wrong with it at once.
fn record(draft: &mut Draft<'_>, id: Option<RecordId>, lists: &mut lists::Memory) -> Option<PlaceRecord> {
    let pivot = pivot::pivot(draft);
    let name = name(draft);
    let location = location::location(draft);
    let phone = phone::phone(draft);
    let emails = email::emails(draft);
    let websites = web::websites(draft);
    let hours = hours(draft);
    let (summary, description) = presentation::presentation(draft);
    let collected_by = text::line(draft, Column::CollectedBy);
    let parent = text::line(draft, Column::Parent);
    let updated_on = date::updated_on(draft);
    let closed = lists.read(draft);
    let accessibility_page = web::accessibility_page(draft);
    let booking_page = web::page(draft, Column::BookingPage);
    let (address, position) = location?;
    Some(PlaceRecord {
        id: id?,
        pivot,
        name: name?,
        address,
        position,
        typologies: closed.typologies,
        phone,
        emails,
        websites,
        hours,
        summary,
        description,
        collected_by,
        itinerancy: closed.itinerancy,
        parent,
        updated_on: updated_on?,
        services: closed.services,
        audiences: closed.audiences,
        care: closed.care,
        fees: closed.fees,
        programmes: closed.programmes,
        labels: closed.labels,
        other_labels: closed.other_labels,
        access_modes: closed.access_modes,
        support_modes: closed.support_modes,
        accessibility_page,
        booking_page,
    })
}

fn hours(draft: &mut Draft<'_>) -> Option<Hours> {
    let text = draft.cell(Column::Hours).to_owned();
    if text.is_empty() {
        return None;
    }
    if let Ok(osm) = OsmHours::parse(&text) {
        return Some(Hours::Osm(osm));
    }
    // Non-breaking spaces and doubled spaces are no reason to lose hours that are right.
    let (tidy, _) = text::clean(&text, false);
    if tidy != text
        && let Ok(osm) = OsmHours::parse(&tidy)
    {
        draft.found(Column::Hours, Rule::HoursTidied, &text, Some(&tidy));
        return Some(Hours::Osm(osm));
    }
    let note = text::prose(draft, Column::Hours, &text, Prose::MAX_CHARS)?;
    draft.found(Column::Hours, Rule::HoursNotOsm, &text, None);
    Some(Hours::Note(note))
}
