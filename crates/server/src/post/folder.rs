//! Letters as files in a folder, for an operator who tries out, or whose own program takes them from there.

use super::message::{Head, message};
use super::{Delivery, Parcel, Postman, Undelivered};
use crate::Outcome;
use crate::failure::Failure;
use crate::files;
use domain::jobs::Problem;
use domain::mail::LetterId;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

/// Writes letters into a folder.
pub struct Folder {
    path: PathBuf,
    head: Head,
}

impl Folder {
    /// Makes the folder when it is missing.
    pub fn open(path: PathBuf, head: Head) -> Outcome<Self> {
        fs::create_dir_all(&path).map_err(|error| {
            Failure::new(
                "mail-folder",
                format!("{} cannot hold letters: {error}", path.display()),
            )
        })?;
        Ok(Self { path, head })
    }

    /// One file a letter, whole or not there; a second try writes the same one.
    fn write(&self, id: LetterId, bytes: &[u8]) -> io::Result<()> {
        let path = self.path.join(format!("{id}.eml"));
        let beside = self.path.join(format!("{id}.new"));
        let mut file = files::anew_private(&beside)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        files::replace(&beside, &path)
    }
}

impl Postman for Folder {
    fn deliver(&self, parcel: Parcel) -> Delivery<'_> {
        Box::pin(async move {
            let message = message(&self.head, &parcel).map_err(Undelivered::Refused)?;
            let written = tokio::task::block_in_place(|| self.write(parcel.id, &message.formatted()));
            written.map_err(|error| {
                tracing::error!(%error, folder = %self.path.display(), "a letter could not be written");
                Undelivered::Later(Problem::of("folder-unwritable"))
            })
        })
    }
}
