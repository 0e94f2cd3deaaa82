//! `cargo xtask reference-data`: makes the one file of reference data from public packages.
//!
//! The same inputs give the same bytes. What the file holds and how it is read is the crate `reference`.

mod calendar;
mod communes;
mod geometry;
mod outlines;
mod overseas;
mod simplify;
mod sources;
mod territory;
mod topology;
mod world;

use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Arguments {
    /// Folder with packages already fetched; those that are missing are fetched into it. Default: a temporary folder.
    #[arg(long)]
    packages: Option<PathBuf>,
    /// The file to write.
    #[arg(long, default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/reference/data/france.bin"))]
    out: PathBuf,
}

/// Fetches, checks, builds, writes.
pub fn run(arguments: &Arguments) -> Result<(), String> {
    make(arguments).map_err(|error| error.to_string())
}

fn make(args: &Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let temporary = tempfile::tempdir()?;
    let folder: &Path = args.packages.as_deref().unwrap_or(temporary.path());
    let shapes = communes::read(&sources::OUTLINES.unpack(folder)?)?;
    let mut tables = territory::tables(
        &sources::DIVISIONS.unpack(folder)?,
        &sources::DIVISIONS_2022.unpack(folder)?,
        &sources::DIVISIONS_2019.unpack(folder)?,
        &shapes.centres,
    )?;
    overseas::place(&mut tables, &sources::GEONAMES.unpack(folder)?)?;
    let world = world::read(&sources::WORLD.unpack(folder)?, &sources::WATERS.unpack(folder)?)?;
    let mut sections = vec![("tables".to_owned(), tables.encode())];
    let holidays = calendar::school_holidays(&sources::SCHOOL_HOLIDAYS.unpack(folder)?)?;
    sections.push((reference::calendar::SECTION.to_owned(), holidays.encode()));
    sections.push((reference::basemap::SECTION.to_owned(), world.base_map.encode()));
    sections.extend(outlines::sections(&tables, &shapes, &world)?);
    let file = reference::format::archive(&sections, smallest)?;
    println!(
        "{} communes, {} former names, {} bytes",
        tables.communes.len(),
        tables.formers.len(),
        file.len()
    );
    std::fs::write(&args.out, file)?;
    Ok(())
}

/// Compresses with the settings that give the fewest bytes: nobody waits for them but who makes the file.
fn smallest(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &settings)?;
    Ok(packed)
}
