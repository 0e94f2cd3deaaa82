//! The cells of one row, by column, in one reused buffer.

use crate::column::Column;
use crate::row::Finding;

/// The texts of one row. A column that the file lacks is an empty text.
#[derive(Debug)]
pub(crate) struct Cells {
    text: String,
    spans: [(usize, usize); Column::ALL.len()],
    ranks: [u8; Column::ALL.len()],
    reread: u64,
    findings: Vec<Finding>,
}

impl Default for Cells {
    fn default() -> Self {
        Self {
            text: String::new(),
            spans: [(0, 0); Column::ALL.len()],
            ranks: [0; Column::ALL.len()],
            reread: 0,
            findings: Vec::new(),
        }
    }
}

impl Cells {
    /// Rank of a look-alike of the schema's name.
    pub const ALIAS: u8 = 1;
    /// Rank of the schema's own name.
    pub const EXACT: u8 = 2;
    /// Added inside the `properties` of a GeoJSON feature, which say more than the feature around them.
    pub const IN_PROPERTIES: u8 = 2;

    pub fn clear(&mut self) {
        self.text.clear();
        self.spans = [(0, 0); Column::ALL.len()];
        self.ranks = [0; Column::ALL.len()];
        self.reread = 0;
        self.findings.clear();
    }

    /// Adds what was found about the row as a whole.
    pub fn add_finding(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// What was found about the row as a whole.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The text of a column, without the spaces around it.
    pub fn get(&self, column: Column) -> &str {
        let (start, end) = self.spans[column as usize];
        self.text[start..end].trim()
    }

    /// Whether the cell was in another encoding than its file.
    pub fn is_reread(&self, column: Column) -> bool {
        self.reread & (1 << column as usize) != 0
    }

    pub fn mark_reread(&mut self, column: Column) {
        self.reread |= 1 << column as usize;
    }

    /// Sets a column. When a file has two columns for one field the higher rank wins, unless it is blank.
    pub fn set(&mut self, column: Column, rank: u8, text: &str) {
        if rank > self.ranks[column as usize] && !text.trim().is_empty() {
            let start = self.text.len();
            self.text.push_str(text);
            self.spans[column as usize] = (start, self.text.len());
            self.ranks[column as usize] = rank;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_own_name_wins_unless_it_is_blank() {
        let mut cells = Cells::default();
        cells.set(Column::Pivot, Cells::ALIAS, "siret");
        cells.set(Column::Pivot, Cells::EXACT, "pivot");
        cells.set(Column::Pivot, Cells::ALIAS, "again");
        assert_eq!(cells.get(Column::Pivot), "pivot");
        cells.clear();
        cells.set(Column::Pivot, Cells::EXACT, "  ");
        cells.set(Column::Pivot, Cells::ALIAS, " siret ");
        assert_eq!(cells.get(Column::Pivot), "siret");
    }
}
