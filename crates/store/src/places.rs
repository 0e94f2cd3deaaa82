//! The directory of places.

/// The statements of each file of this feature.
#[cfg(test)]
pub(crate) fn statements() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
    vec![]
}
