//! `pivot`: SIRET, RNA or RIDET.

use domain::places::Pivot;

use super::Draft;
use crate::column::Column;
use crate::rule::Rule;

/// Reads the identifier. The schema requires one and writes fourteen zeros where it is not known: no fault, but no number
/// either, so the place has none. An empty cell is no finding: seven published places in ten have none.
pub(super) fn pivot(draft: &mut Draft<'_>) -> Option<Pivot> {
    let text = draft.cell(Column::Pivot).to_owned();
    if text.is_empty() {
        return None;
    }
    if text == Pivot::UNKNOWN {
        draft.found(Column::Pivot, Rule::PivotUnknown, &text, None);
        return None;
    }
    if text.bytes().all(|b| b == b'0') {
        draft.found(Column::Pivot, Rule::PlaceholderEmptied, &text, None);
        return None;
    }
    let mut bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !".-_/'’\u{200b}".contains(*c))
        .collect();
    bare.make_ascii_uppercase();
    let is_number = bare.bytes().all(|b| b.is_ascii_digit());
    if is_number && bare.len() == 13 {
        let restored = Pivot::parse(&format!("0{bare}"));
        if let Ok(pivot) = restored
            && pivot.is_valid_siret()
        {
            draft.found(
                Column::Pivot,
                Rule::PivotZeroRestored,
                &text,
                Some(pivot.as_str()),
            );
            return Some(pivot);
        }
    }
    // Fewer letters than digits: a word of nine to fourteen letters is no number of a register.
    let digits = bare.bytes().filter(u8::is_ascii_digit).count();
    let Some(pivot) = Pivot::parse(&bare).ok().filter(|_| digits * 2 > bare.len()) else {
        draft.found(Column::Pivot, Rule::PivotDropped, &text, None);
        return None;
    };
    if pivot.as_str() != text {
        draft.found(Column::Pivot, Rule::PivotTidied, &text, Some(pivot.as_str()));
    }
    if is_number && bare.len() > 10 && !pivot.is_valid_siret() {
        draft.found(Column::Pivot, Rule::PivotKeyWrong, &text, None);
    }
    Some(pivot)
}
