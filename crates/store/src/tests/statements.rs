//! No query without a test: every statement is listed, and prepared on both engines.

use crate::testing::TestDb;
use crate::{accounts, both_engines, dialect, jobs, journal, keys, migrations, outbox, places, tries};

/// The statements of each file that has some.
fn listed() -> Vec<(&'static str, &'static [(&'static str, &'static str)])> {
    let mut all = vec![("src/migrations.rs", migrations::STATEMENTS)];
    all.extend(jobs::statements());
    all.push(("src/journal/mod.rs", journal::STATEMENTS));
    all.extend(accounts::statements());
    all.extend(outbox::statements());
    all.extend(keys::statements());
    all.extend(places::statements());
    all.extend(tries::statements());
    all
}

both_engines! {
    async fn every_statement_is_understood(db: TestDb) {
        let common = listed().into_iter().flat_map(|(_, statements)| statements.iter().copied());
        for (name, sql) in common.chain(dialect::statements(db.engine())) {
            if let Err(error) = db.prepare(sql).await {
                panic!("{name} is not understood by {:?}: {error}\n{sql}", db.engine());
            }
        }
    }
}

/// The text without the blocks that start so, each up to its closing brace at the margin.
fn without_blocks(code: &str, start: &str) -> String {
    let mut parts = code.split(start);
    let first = parts.next().unwrap_or_default().to_owned();
    first
        + &parts
            .map(|part| part.split_once("\n}").unwrap().1)
            .collect::<String>()
}

#[test]
fn every_statement_is_listed() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut files_with_statements = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            if path.is_dir() {
                // The layer, the engines' own corner (listed by itself), and tests.
                let is_apart = ["src/db", "src/dialect", "src/testing"].contains(&name.as_str())
                    || name.ends_with("/tests");
                if !is_apart {
                    folders.push(path);
                }
                continue;
            }
            if name.ends_with("tests.rs") {
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            let declares = code.contains("\nstatements! {");
            if declares {
                files_with_statements.push(name.clone());
            }
            // A `select_…!` macro holds the part that several listed statements begin with.
            let outside = without_blocks(&without_blocks(code, "\nstatements! {"), "\nmacro_rules! select_");
            for verb in ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "] {
                assert!(
                    !outside.contains(&format!("\"{verb}")),
                    "{name} has a statement that begins with {verb}outside `statements!`"
                );
            }
        }
    }
    files_with_statements.sort();
    let mut listed: Vec<&str> = listed().into_iter().map(|(file, _)| file).collect();
    listed.sort_unstable();
    assert_eq!(
        files_with_statements, listed,
        "each file with `statements!` is in a list"
    );
}
