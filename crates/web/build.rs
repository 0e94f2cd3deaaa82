//! Installs the few packages that the pages need, then bundles the assets (`assets/build.mjs`).
//!
//! Nothing is fetched unless `package-lock.json` has changed since the last installation.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, exit};

fn main() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    for watched in [
        "build.mjs",
        "css",
        "icons.json",
        "img",
        "js",
        "licences",
        "package.json",
        "package-lock.json",
    ] {
        println!("cargo::rerun-if-changed=assets/{watched}");
    }
    for watched in ["locales", "templates"] {
        println!("cargo::rerun-if-changed={watched}");
    }
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR"));
    install(&assets);
    run(Command::new("node").arg(assets.join("build.mjs")).arg(out));
}

/// `npm ci`, once per content of the lock. Two builds at the same time take turns.
fn install(assets: &Path) {
    let lock_path = assets.join("package-lock.json");
    let turn =
        File::open(&lock_path).unwrap_or_else(|error| fail(&format!("{}: {error}", lock_path.display())));
    turn.lock()
        .unwrap_or_else(|error| fail(&format!("{}: {error}", lock_path.display())));
    let wanted =
        fs::read(&lock_path).unwrap_or_else(|error| fail(&format!("{}: {error}", lock_path.display())));
    let stamp = assets.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return;
    }
    run(Command::new("npm")
        .args([
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ])
        .current_dir(assets));
    fs::write(&stamp, wanted).unwrap_or_else(|error| fail(&format!("{}: {error}", stamp.display())));
}

fn run(command: &mut Command) {
    match command.output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => {
            let said = [output.stdout, output.stderr].concat();
            fail(&format!(
                "{command:?} failed:\n{}",
                String::from_utf8_lossy(&said)
            ));
        }
        Err(error) => fail(&format!(
            "cannot run {}: {error}. Building the pages needs Node.js 18 or later with npm.",
            command.get_program().display()
        )),
    }
}

fn fail(reason: &str) -> ! {
    println!("cargo::error={}", reason.replace('\n', " ¶ "));
    exit(1)
}
