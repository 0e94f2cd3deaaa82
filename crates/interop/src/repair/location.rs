//! Address and position: street, postcode, commune and its code, latitude and longitude.

use std::collections::HashMap;

use domain::places::{Address, Line};
use domain::territory::{CommuneCode, Position, Postcode};

use super::{Draft, position, postcode, text};
use crate::column::Column;
use crate::communes::Communes;
use crate::rule::Rule;

/// The communes already resolved: a file names the same ones again and again.
#[derive(Default)]
pub(super) struct Towns {
    known: HashMap<Postcode, Vec<Spelling>>,
    count: usize,
}

/// A name as written, and the commune it stands for under its postcode.
type Spelling = (Box<str>, Option<CommuneCode>);

impl Towns {
    /// More spellings than this under one postcode are not worth remembering.
    const SPELLINGS_MAX: usize = 64;
    /// All communes of France twice over, a few megabytes: what comes after is looked up each time.
    const COUNT_MAX: usize = 70_000;

    fn resolve(&mut self, communes: &dyn Communes, name: &str, postcode: &Postcode) -> Option<CommuneCode> {
        let known = self.known.entry(*postcode).or_default();
        if let Some((_, code)) = known.iter().find(|(spelling, _)| &**spelling == name) {
            return *code;
        }
        let code = communes.resolve(name, postcode);
        if known.len() < Self::SPELLINGS_MAX && self.count < Self::COUNT_MAX {
            self.count += 1;
            known.push((name.into(), code));
        }
        code
    }
}

/// Reads where the place is. `None` rejects the row, the findings having said why.
pub(super) fn location(draft: &mut Draft<'_>) -> Option<(Address, Option<Position>)> {
    let commune = text::one_line(draft, Column::Commune);
    let stated = commune_code(draft);
    let postcode = postcode::postcode(draft, commune.as_deref(), stated);
    let commune = commune.or_else(|| {
        let name = stated.and_then(|code| draft.options.communes.name(&code).map(str::to_owned));
        match &name {
            Some(name) => draft.found(Column::Commune, Rule::CommuneFilled, "", Some(name)),
            None => draft.found(Column::Commune, Rule::RequiredMissing, "", None),
        }
        name
    });
    let commune_code = settle(draft, stated, commune.as_deref(), postcode.as_ref());
    let commune = commune.and_then(|name| short_line(draft, Column::Commune, name));
    let street = text::one_line(draft, Column::Street);
    let complement = text::line(draft, Column::Complement);
    let (street, complement) = match (street, complement) {
        (Some(street), complement) => (short_line(draft, Column::Street, street), complement),
        (None, Some(complement)) => {
            draft.found(
                Column::Street,
                Rule::AddressFromComplement,
                "",
                Some(complement.as_str()),
            );
            (Some(complement), None)
        }
        (None, None) => {
            draft.found(Column::Street, Rule::RequiredMissing, "", None);
            (None, None)
        }
    };
    let position = position::position(draft);
    if let (Some(code), Some(position)) = (commune_code, position) {
        check_distance(draft, code, position);
    }
    let address = Address {
        street: street?,
        complement,
        postcode: postcode?,
        commune: commune?,
        commune_code,
    };
    Some((address, position))
}

/// Notes a position that cannot be in its commune. Which of the two is wrong is not for a machine to say.
fn check_distance(draft: &mut Draft<'_>, code: CommuneCode, position: Position) {
    let communes = draft.options.communes;
    let Some(distance_m) = communes.far_outside_m(&code, position) else {
        return;
    };
    let written = format!("{} {}", position.latitude(), position.longitude());
    let commune = communes.name(&code).unwrap_or(code.as_str());
    let disagrees = format!("{:.0} km outside {commune} ({code})", distance_m / 1_000.0);
    draft.found(
        Column::Latitude,
        Rule::PositionFarFromCommune,
        &written,
        Some(&disagrees),
    );
}

fn short_line(draft: &mut Draft<'_>, column: Column, whole: String) -> Option<Line> {
    let line = match text::cut(&whole, Line::MAX_CHARS) {
        Some(short) => {
            draft.found(column, Rule::TextCut, &whole, Some(&short));
            short
        }
        None => whole,
    };
    Some(Line::parse(&line).expect("cleaned, cut and not blank"))
}

/// `code_insee` in its official form.
fn commune_code(draft: &mut Draft<'_>) -> Option<CommuneCode> {
    let text = draft.cell(Column::CommuneCode).to_owned();
    if text.is_empty() {
        return None;
    }
    if let Ok(code) = CommuneCode::parse(&text) {
        return Some(code);
    }
    let mut bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    bare.make_ascii_uppercase();
    let bare = bare.strip_suffix(".0").unwrap_or(&bare);
    // `1004` lost the zero of `01004` in a spreadsheet.
    let padded = if bare.len() == 4 && bare.bytes().all(|b| b.is_ascii_digit()) {
        format!("0{bare}")
    } else {
        bare.to_owned()
    };
    match CommuneCode::parse(&padded) {
        Ok(code) => {
            draft.found(
                Column::CommuneCode,
                Rule::CommuneCodeTidied,
                &text,
                Some(code.as_str()),
            );
            Some(code)
        }
        Err(_) => {
            draft.found(Column::CommuneCode, Rule::CommuneCodeDropped, &text, None);
            None
        }
    }
}

/// The commune's code: the one stated, checked against the list; else the one that name and postcode give for sure.
fn settle(
    draft: &mut Draft<'_>,
    stated: Option<CommuneCode>,
    commune: Option<&str>,
    postcode: Option<&Postcode>,
) -> Option<CommuneCode> {
    let communes = draft.options.communes;
    let written = match (commune, postcode) {
        (Some(name), Some(postcode)) => Some(Written { name, postcode }),
        // The row is rejected for what it lacks.
        _ => None,
    };
    let found = written.and_then(|written| draft.towns.resolve(communes, written.name, written.postcode));
    let Some(stated) = stated else {
        match (found, written) {
            (Some(found), _) => {
                let written = draft.cells.get(Column::CommuneCode).to_owned();
                draft.found(
                    Column::CommuneCode,
                    Rule::CommuneCodeFilled,
                    &written,
                    Some(found.as_str()),
                );
            }
            (None, Some(written)) => written.is_unknown(draft),
            (None, None) => {}
        }
        return found;
    };
    let Some(current) = communes.current(&stated) else {
        let after = found.map(|code| code.to_string());
        draft.found(
            Column::CommuneCode,
            Rule::CommuneCodeUnknown,
            stated.as_str(),
            after.as_deref(),
        );
        if let (None, Some(written)) = (found, written) {
            written.is_unknown(draft);
        }
        return Some(found.unwrap_or(stated));
    };
    if current != stated {
        draft.found(
            Column::CommuneCode,
            Rule::CommuneCodeBroughtUpToDate,
            stated.as_str(),
            Some(current.as_str()),
        );
    }
    let verdict = written.and_then(|written| written.against(communes, &current, found));
    if let Some(verdict) = verdict {
        draft.found(
            Column::CommuneCode,
            Rule::CommuneCodeDisagrees,
            stated.as_str(),
            Some(&verdict),
        );
    }
    Some(current)
}

/// A commune as people write it: its name, and the postcode beside it.
#[derive(Clone, Copy)]
struct Written<'a> {
    name: &'a str,
    postcode: &'a Postcode,
}

impl Written<'_> {
    /// Notes that nobody can tell which commune this is.
    fn is_unknown(self, draft: &mut Draft<'_>) {
        if draft.options.communes.is_a_list() {
            let written = format!("{} {}", self.name, self.postcode);
            draft.found(Column::Commune, Rule::CommuneUnknown, &written, None);
        }
    }

    /// Which two of name, postcode and code agree where the three do not; `None` where nothing is to be said. `found` is
    /// what name and postcode stand for.
    fn against(
        self,
        communes: &dyn Communes,
        code: &CommuneCode,
        found: Option<CommuneCode>,
    ) -> Option<String> {
        if !communes.is_a_list() || found.is_some_and(|found| communes.is_same_town(code, &found)) {
            return None;
        }
        let is_named = communes.is_named(code, self.name);
        let has_postcode = communes.may_have_postcode(code, self.postcode);
        if found.is_none() && is_named && has_postcode {
            return None;
        }
        let town = |code: &CommuneCode| format!("{} ({code})", communes.name(code).unwrap_or("unnamed"));
        let agreeing: Vec<String> = [
            found.map(|found| format!("name and postcode say {}", town(&found))),
            is_named.then(|| format!("name and code say {}", town(code))),
            // Where the name is another's in the same département, only a postcode of its own speaks for the code.
            (has_postcode && (found.is_none() || communes.postcodes(code).contains(self.postcode)))
                .then(|| format!("postcode and code say {}", town(code))),
        ]
        .into_iter()
        .flatten()
        .collect();
        Some(if agreeing.is_empty() {
            format!(
                "no two agree: {}, {}, code of {}",
                self.name,
                self.postcode,
                town(code)
            )
        } else {
            agreeing.join("; ")
        })
    }
}
