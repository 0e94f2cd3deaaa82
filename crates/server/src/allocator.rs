//! How the memory of a serving process goes back to the system.
//!
//! glibc keeps what threads let go, in regions of their own: after a few imports, more than serving needs. It reads how it
//! should behave once, at the start of a process, from its environment, and only unsafe code could change it later. So a
//! process that is going to serve executes itself once more with that variable: same process id, same arguments, some
//! milliseconds.

use std::ffi::OsString;

/// The variable that glibc reads (manual of the GNU C library, "Tunables").
const VARIABLE: &str = "GLIBC_TUNABLES";

/// Two regions for all threads, and what is 128 KiB or more goes back at once: measured in docs/performance.md.
const SETTING: &str =
    "glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=131072:glibc.malloc.trim_threshold=131072";

/// Set in the second process. For a program with privileges of its own the system takes [`VARIABLE`] out of the
/// environment: without this one, it would start itself for ever.
const DONE: &str = "GLIBC_TUNABLES_SET_BY_PARVIS";

/// Executes the program once more with the setting, unless the operator chose one. Returns where that is of no use or
/// not possible: the program then serves with more memory.
pub fn settle(arguments: &[OsString]) {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    if std::env::var_os(VARIABLE).is_none() && std::env::var_os(DONE).is_none() {
        use std::os::unix::process::CommandExt;
        let Ok(program) = std::env::current_exe() else {
            return;
        };
        let mut again = std::process::Command::new(program);
        if let Some((name, rest)) = arguments.split_first() {
            again.arg0(name).args(rest);
        }
        // Only returns when the system refused.
        let _goes_on_as_it_is = again.env(VARIABLE, SETTING).env(DONE, "1").exec();
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    let _ = arguments;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_and_the_image_hold_the_same_setting() {
        let line = format!("{VARIABLE}={SETTING}");
        for (name, text) in [
            ("unit", include_str!("../../../deploy/parvis.service")),
            ("image", include_str!("../../../Dockerfile")),
        ] {
            assert!(text.contains(&line), "the {name} does not hold {line}");
        }
    }
}
