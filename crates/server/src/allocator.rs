//! Where memory comes from, and how it goes back to the system.
//!
//! The program asks mimalloc: a page of results, which needs many small pieces, takes a third less of the processor than
//! with glibc. SQLite, which is in C, asks glibc. Both keep what was let go, after an import more than serving needs, and
//! both read how they should behave once, at the start of a process, from its environment; only unsafe code could change
//! it later. So the program executes itself once more with these variables: same process id, same arguments, some
//! milliseconds.

use std::ffi::OsString;

/// What the variables are, and why: measured in docs/performance.md.
const SETTINGS: [(&str, &str); 3] = [
    // Two regions for all threads, and what is 128 KiB or more goes back at once (manual of the GNU C library,
    // "Tunables").
    (
        "GLIBC_TUNABLES",
        "glibc.malloc.arena_max=2:glibc.malloc.mmap_threshold=131072:glibc.malloc.trim_threshold=131072",
    ),
    // Pages that hold nothing go back at once, and are small ones (readme of mimalloc, "Environment Options").
    ("MIMALLOC_PURGE_DELAY", "0"),
    ("MIMALLOC_ALLOW_THP", "0"),
];

/// Set in the second process. For a program with privileges of its own the system takes the variable of glibc out of the
/// environment: without this one, it would start itself for ever.
const DONE: &str = "MEMORY_SETTLED_BY_PARVIS";

/// Executes the program once more with the settings that the operator did not choose. Returns where that is of no use or
/// not possible: the program then goes on with more memory.
pub fn settle(arguments: &[OsString]) {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    {
        let missing = SETTINGS
            .into_iter()
            .filter(|(variable, _)| std::env::var_os(variable).is_none());
        if missing.clone().count() > 0 && std::env::var_os(DONE).is_none() {
            use std::os::unix::process::CommandExt;
            let Ok(program) = std::env::current_exe() else {
                return;
            };
            let mut again = std::process::Command::new(program);
            if let Some((name, rest)) = arguments.split_first() {
                again.arg0(name).args(rest);
            }
            // Only returns when the system refused.
            let _goes_on_as_it_is = again.envs(missing).env(DONE, "1").exec();
        }
    }
    #[cfg(not(all(target_os = "linux", target_env = "gnu")))]
    let _ = arguments;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_and_the_image_hold_the_same_settings() {
        for (variable, setting) in SETTINGS {
            let line = format!("{variable}={setting}");
            for (name, text) in [
                ("unit", include_str!("../../../deploy/parvis.service")),
                ("image", include_str!("../../../Dockerfile")),
            ] {
                assert!(text.contains(&line), "the {name} does not hold {line}");
            }
        }
    }
}
