//! Every SQL text of a feature, named and listed, so that one test can prepare them all on both engines.

/// Declares the statements of a module as constants and lists them in `STATEMENTS`.
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* const $name: &str = $sql;)+

        /// Every statement of this module, by name.
        #[cfg(test)]
        pub(crate) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $name)),+];
    };
}

pub(crate) use statements;
