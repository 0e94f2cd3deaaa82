//! Why an import keeps nothing although its file can be read: what it would do is more likely a mistake than meant.

use super::layout::DATE_OPTION;
use super::tally::Tally;
use crate::failure::Failure;
use crate::output::counted;
use domain::places::{Losses, Reassignments, SourceName};
use indicatif::HumanCount;

/// Nothing of the file can be used.
pub fn nothing_accepted(tally: &Tally) -> Failure {
    let message = match tally.rows_read {
        1 => format!(
            "its only row cannot become a place ({}), so nothing was changed",
            tally.reasons()
        ),
        rows => format!(
            "none of the {} rows can become a place ({}), so nothing was changed",
            HumanCount(rows),
            tally.reasons()
        ),
    };
    let hint = "--report FILE tells what is wrong in each row.";
    Failure::new("no-row-accepted", message).hint(if tally.wants_dates() {
        format!("{DATE_OPTION} gives rows without a date of their own the day on which the file was published. {hint}")
    } else {
        hint.to_owned()
    })
}

/// The file takes most of its source away.
pub fn too_much_lost(tally: &Tally, source: &SourceName) -> Failure {
    let Losses { before, gone } = tally.losses;
    let message = format!("{}, so nothing was changed", what_is_lost(tally, source));
    Failure::new("most-places-gone", message)
        .hint(
            "--source NAME if it belongs to another source; --accept-losses if the source really lost these places; \
             --dry-run shows what would happen.",
        )
        .value("would_be_gone", gone)
        .value("known", before)
}

/// The same as a statement.
pub fn what_is_lost(tally: &Tally, source: &SourceName) -> String {
    format!(
        "{} of the {} of {source} are not in this file: it is probably a part, or another source's",
        HumanCount(tally.losses.gone),
        counted(tally.losses.before, "place", "places")
    )
}

/// The identifiers of the file name other places than those that the source gave them to.
pub fn other_places(tally: &Tally, source: &SourceName) -> Failure {
    let Reassignments { known, reassigned } = tally.reassignments;
    let message = format!("{}, so nothing was changed", what_is_another(tally, source));
    Failure::new("other-places", message)
        .hint(
            "--source NAME if it belongs to another source; --accept-other-places if this source gave its identifiers \
             anew: the places that had them are then marked gone at their addresses, and the new ones get addresses of \
             their own; --dry-run shows what would happen.",
        )
        .value("would_be_other", reassigned)
        .value("known", known)
}

/// The same as a statement, with examples.
pub fn what_is_another(tally: &Tally, source: &SourceName) -> String {
    let Reassignments { known, reassigned } = tally.reassignments;
    format!(
        "{} of the {} that this file shares with {source} stand for another place than before ({}): it is probably another \
         source's file, or its rows were numbered anew",
        HumanCount(reassigned),
        counted(known, "identifier", "identifiers"),
        tally.reassigned.join("; ")
    )
}
