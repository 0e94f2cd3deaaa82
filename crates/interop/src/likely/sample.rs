//! The columns of a file with a few of their values, in the order of the file.

/// Rows that are looked at.
pub(crate) const ROWS_MAX: usize = 100;
/// Columns that are looked at: more are no table that a person made.
const COLUMNS_MAX: usize = 300;
/// Characters of a value, or of a column's name, that are looked at.
const TEXT_MAX_CHARS: usize = 200;

/// The columns of a file with a few of their values.
#[derive(Debug, Default)]
pub(crate) struct Sample {
    columns: Vec<Sampled>,
    rows: usize,
}

/// One column.
#[derive(Debug)]
pub(crate) struct Sampled {
    /// Its name, as the file writes it.
    pub name: String,
    /// Values that are not blank, without the spaces around them.
    pub values: Vec<String>,
}

impl Sample {
    /// These columns, without a value yet. Blank names stand for nothing that could be renamed.
    pub fn of_columns(names: &[String]) -> Self {
        let columns = names.iter().take(COLUMNS_MAX).map(|name| Sampled {
            name: cut(name),
            values: Vec::new(),
        });
        Self {
            columns: columns.collect(),
            rows: 0,
        }
    }

    /// Whether enough rows were taken.
    pub fn is_full(&self) -> bool {
        self.rows >= ROWS_MAX
    }

    /// Begins a row.
    pub fn begin_row(&mut self) {
        self.rows += 1;
    }

    /// Adds the value that the row has in the column at this rank.
    pub fn add_at(&mut self, rank: usize, value: &str) {
        if let Some(column) = self.columns.get_mut(rank) {
            column.add(value);
        }
    }

    /// Adds the value that the row has under this name.
    pub fn add(&mut self, name: &str, value: &str) {
        let name = cut(name);
        if let Some(column) = self.columns.iter_mut().find(|column| column.name == name) {
            column.add(value);
        } else if self.columns.len() < COLUMNS_MAX {
            let mut column = Sampled {
                name,
                values: Vec::new(),
            };
            column.add(value);
            self.columns.push(column);
        }
    }

    /// The columns, in the order in which the file has them.
    pub fn columns(&self) -> &[Sampled] {
        &self.columns
    }

    /// How many rows were taken.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The names that are not blank.
    pub fn names(&self) -> Vec<String> {
        let names = self.columns.iter().map(|column| column.name.clone());
        names.filter(|name| !name.is_empty()).collect()
    }
}

impl Sampled {
    fn add(&mut self, value: &str) {
        let value = value.trim();
        if !value.is_empty() && self.values.len() < ROWS_MAX {
            self.values.push(cut(value));
        }
    }
}

fn cut(text: &str) -> String {
    text.trim().chars().take(TEXT_MAX_CHARS).collect()
}
