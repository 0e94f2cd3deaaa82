//! `presentation_resume` and `presentation_detail`.

use domain::places::{Line, Prose, SUMMARY_MAX_CHARS};

use super::{Draft, text};
use crate::column::Column;
use crate::rule::Rule;

/// Reads both texts. A summary that is too long (v0.1 allowed 500 characters) is cut at a word, and stays whole at
/// the beginning of the detailed text unless that one says it already.
pub(super) fn presentation(draft: &mut Draft<'_>) -> (Option<Line>, Option<Prose>) {
    let summary = text::one_line(draft, Column::Summary);
    let detail = draft.cell(Column::Description).to_owned();
    let detail = text::prose(draft, Column::Description, &detail, Prose::MAX_CHARS);
    let Some(summary) = summary else {
        return (None, detail);
    };
    let Some(short) = text::cut(&summary, SUMMARY_MAX_CHARS) else {
        return (Some(Line::parse(&summary).expect("cleaned and short")), detail);
    };
    draft.found(Column::Summary, Rule::SummaryCut, &summary, Some(&short));
    let detail = match detail {
        Some(detail) if detail.as_str().contains(&summary) => Some(detail),
        other => {
            let whole = match &other {
                Some(detail) => format!("{summary}\n\n{detail}"),
                None => summary,
            };
            text::prose(draft, Column::Description, &whole, Prose::MAX_CHARS)
        }
    };
    (Some(Line::parse(&short).expect("cleaned and cut")), detail)
}
