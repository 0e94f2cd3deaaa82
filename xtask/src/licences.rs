//! The licences and origins of the dependencies, against `deny.toml`, with nothing but `cargo metadata`.
//!
//! cargo-deny does more (advisories, texts of licences); this check always runs, offline, and shares its list.

use crate::root;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::process::Command;

/// The part of `deny.toml` that is understood here.
#[derive(Deserialize)]
struct Policy {
    licenses: Licences,
    bans: Bans,
}

#[derive(Deserialize)]
struct Licences {
    allow: Vec<String>,
    #[serde(default)]
    exceptions: Vec<Exception>,
}

#[derive(Deserialize)]
struct Exception {
    #[serde(rename = "crate")]
    name: String,
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Deserialize)]
struct Ban {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

/// The part of Cargo's answer that is used.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Checks every package of the lock file.
///
/// # Errors
/// One line for each package that the policy refuses.
pub fn check() -> Result<(), String> {
    let policy =
        std::fs::read_to_string(root().join("deny.toml")).map_err(|error| format!("deny.toml: {error}"))?;
    let policy: Policy = toml::from_str(&policy).map_err(|error| format!("deny.toml: {error}"))?;
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .current_dir(root())
        .output()
        .map_err(|error| format!("cargo metadata: {error}"))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).map_err(|error| format!("cargo metadata: {error}"))?;
    let mut refusals: Vec<_> = metadata
        .packages
        .iter()
        .flat_map(|package| refusals(&policy, package))
        .collect();
    let registries: BTreeSet<_> = metadata
        .packages
        .iter()
        .filter_map(|package| package.source.as_deref())
        .collect();
    if registries.len() > 1 {
        refusals.push(format!(
            "packages come from more than one registry: {registries:?}"
        ));
    }
    if refusals.is_empty() {
        println!(
            "{} packages, all with an allowed licence and origin.",
            metadata.packages.len()
        );
        Ok(())
    } else {
        Err(refusals.join("\n"))
    }
}

fn refusals(policy: &Policy, package: &Package) -> Vec<String> {
    let mut refusals = Vec::new();
    let shown = format!("{} {}", package.name, package.version);
    if let Some(ban) = policy.bans.deny.iter().find(|ban| ban.name == package.name) {
        refusals.push(format!("{shown}: not wanted here: {}", ban.reason));
    }
    // No source: a crate of this workspace.
    if package
        .source
        .as_deref()
        .is_some_and(|source| !source.starts_with("registry+"))
    {
        refusals.push(format!("{shown}: does not come from the public registry"));
    }
    let exceptions = policy
        .licenses
        .exceptions
        .iter()
        .filter(|exception| exception.name == package.name);
    let allowed: Vec<&str> = policy
        .licenses
        .allow
        .iter()
        .chain(exceptions.flat_map(|exception| &exception.allow))
        .map(String::as_str)
        .collect();
    match &package.license {
        None => refusals.push(format!("{shown}: names no licence")),
        Some(expression) => match allows(expression, &allowed) {
            Some(true) => {}
            Some(false) => refusals.push(format!("{shown}: licence {expression} is not allowed")),
            None => refusals.push(format!("{shown}: licence {expression:?} cannot be read")),
        },
    }
    refusals
}

/// Whether an SPDX expression can be satisfied with the allowed licences alone; `None` when it cannot be read.
/// `AND` binds tighter than `OR`, `WITH` tighter than both; old crates write `/` for `OR`.
fn allows(expression: &str, allowed: &[&str]) -> Option<bool> {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut tokens = spaced.split_whitespace().peekable();
    let verdict = either(&mut tokens, allowed)?;
    tokens.next().is_none().then_some(verdict)
}

type Tokens<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(tokens: &mut Tokens<'_>, allowed: &[&str]) -> Option<bool> {
    let mut verdict = both(tokens, allowed)?;
    while tokens.next_if_eq(&"OR").is_some() {
        verdict |= both(tokens, allowed)?;
    }
    Some(verdict)
}

fn both(tokens: &mut Tokens<'_>, allowed: &[&str]) -> Option<bool> {
    let mut verdict = one(tokens, allowed)?;
    while tokens.next_if_eq(&"AND").is_some() {
        verdict &= one(tokens, allowed)?;
    }
    Some(verdict)
}

fn one(tokens: &mut Tokens<'_>, allowed: &[&str]) -> Option<bool> {
    match tokens.next()? {
        "(" => {
            let verdict = either(tokens, allowed)?;
            tokens.next_if_eq(&")")?;
            Some(verdict)
        }
        ")" | "AND" | "OR" | "WITH" => None,
        licence if tokens.next_if_eq(&"WITH").is_some() => {
            let exception = tokens.next()?;
            // An exception only adds permissions, so the plain licence is enough.
            Some(
                allowed.contains(&format!("{licence} WITH {exception}").as_str())
                    || allowed.contains(&licence),
            )
        }
        licence => Some(allowed.contains(&licence)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_read_as_spdx_reads_it() {
        let allowed = [
            "MIT",
            "Apache-2.0",
            "Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ];
        for (expression, verdict) in [
            ("MIT", Some(true)),
            ("GPL-3.0-only", Some(false)),
            ("MIT OR GPL-3.0-only", Some(true)),
            ("MIT AND GPL-3.0-only", Some(false)),
            ("GPL-3.0-only OR MIT AND GPL-2.0-only", Some(false)),
            ("(MIT OR GPL-3.0-only) AND Unicode-3.0", Some(true)),
            ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", Some(true)),
            ("GPL-2.0-only WITH Classpath-exception-2.0", Some(false)),
            ("MIT/Apache-2.0", Some(true)),
            ("MIT OR", None),
            ("(MIT", None),
            ("MIT Apache-2.0", None),
            ("", None),
        ] {
            assert_eq!(allows(expression, &allowed), verdict, "{expression}");
        }
    }

    #[test]
    fn a_package_is_refused_for_its_name_its_origin_and_its_licence() {
        let policy: Policy = toml::from_str(
            r#"
            licenses = { allow = ["MIT"], exceptions = [{ crate = "special", allow = ["MPL-2.0"] }] }
            bans = { deny = [{ crate = "openssl", reason = "rustls" }] }
            "#,
        )
        .unwrap();
        let package = |name: &str, license: &str, source: &str| Package {
            name: name.into(),
            version: "1.0.0".into(),
            license: Some(license.into()),
            source: Some(source.into()),
        };
        let registry = "registry+https://registry.example/index";
        assert!(refusals(&policy, &package("plain", "MIT", registry)).is_empty());
        assert!(refusals(&policy, &package("special", "MPL-2.0", registry)).is_empty());
        assert_eq!(refusals(&policy, &package("other", "MPL-2.0", registry)).len(), 1);
        assert_eq!(refusals(&policy, &package("openssl", "MIT", registry)).len(), 1);
        assert_eq!(
            refusals(&policy, &package("plain", "MIT", "git+https://example.org/plain")).len(),
            1
        );
    }
}
