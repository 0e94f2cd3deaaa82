//! Reading and writing of whole files: invented ones that are as bad as can be, the schema's own, and real ones.

#[cfg(test)]
mod common;
#[cfg(test)]
mod fields;
#[cfg(test)]
mod nasty_files;
#[cfg(test)]
mod official_schema;
mod pages;
#[cfg(test)]
mod real_files;
#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod rows;
