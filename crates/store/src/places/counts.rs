//! The numbers of an import.

use serde_json::{Value as Json, json};

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportCounts {
    /// Rows given, those left out for a repeated identifier included.
    pub rows: u64,
    /// Places that were not known.
    pub created: u64,
    /// Places whose source says something else than before.
    pub updated: u64,
    /// Places whose source says the same as before.
    pub unchanged: u64,
    /// Places that had been gone and are mentioned again; they are also counted as updated or unchanged.
    pub returned: u64,
    /// Places that the source no longer mentions, or whose identifier names another one: marked, not deleted.
    pub gone: u64,
    /// Identifiers that name another place than before; that place is also counted as created or returned.
    pub reassigned: u64,
    /// Places whose row cannot be used this time: they stay as they were.
    pub kept: u64,
    /// Rows left out because an earlier row of the file has the same identifier.
    pub duplicates: u64,
    /// Findings recorded, those of duplicates included.
    pub findings: u64,
}

impl ImportCounts {
    /// Whether a visitor of the directory can see a difference.
    #[must_use]
    pub fn changes_the_directory(&self) -> bool {
        self.created + self.updated + self.returned + self.gone > 0
    }

    /// The numbers by name.
    #[must_use]
    pub fn to_json(&self) -> Json {
        json!({
            "rows": self.rows, "created": self.created, "updated": self.updated, "unchanged": self.unchanged,
            "returned": self.returned, "gone": self.gone, "reassigned": self.reassigned, "kept": self.kept, "duplicates": self.duplicates, "findings": self.findings,
        })
    }
}
