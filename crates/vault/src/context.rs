//! The place of a sealed thing, which it is bound to.

/// Names where a sealed thing stands: a purpose, then whatever tells this place from every other (container, row,
/// column, version). Two different lists of parts never make the same bytes: each part carries its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context(Vec<u8>);

impl Context {
    /// Starts with what the thing is for, a word of the program.
    #[must_use]
    pub fn of(purpose: &'static str) -> Self {
        Self(Vec::new()).and(purpose.as_bytes())
    }

    /// Adds a part.
    #[must_use]
    pub fn and(mut self, part: impl AsRef<[u8]>) -> Self {
        let part = part.as_ref();
        let length = u32::try_from(part.len()).expect("parts are identifiers");
        self.0.extend(length.to_be_bytes());
        self.0.extend(part);
        self
    }

    /// Adds a number.
    #[must_use]
    pub fn and_number(self, number: i64) -> Self {
        self.and(number.to_be_bytes())
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}
