//! Files for the eyes of the program's user alone, whole on the disk or not there.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

/// Makes a file that nobody else can read; one that is there is refused.
///
/// # Errors
/// It is there, or cannot be made.
pub fn new_private(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

/// As [`new_private`], in the place of what an attempt that was cut short left there. It is not written into, because
/// somebody else may be able to read it.
///
/// # Errors
/// What is there cannot be removed, or the file cannot be made.
pub fn anew_private(path: &Path) -> io::Result<File> {
    remove_if_there(path)?;
    new_private(path)
}

/// Removes a file; it may be gone already.
///
/// # Errors
/// It cannot be removed.
pub fn remove_if_there(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Gives a file its name. A link, unlike a renaming, refuses to take the place of a file that appeared in between.
///
/// # Errors
/// The name is taken, or cannot be given; what was written is removed all the same.
pub fn place(written: &Path, path: &Path) -> io::Result<()> {
    let placed = fs::hard_link(written, path);
    fs::remove_file(written)?;
    placed?;
    sync_folder_of(path)
}

/// Gives a file the name of another one, in one step.
///
/// # Errors
/// It cannot be given; the other file is still there then.
pub fn replace(written: &Path, path: &Path) -> io::Result<()> {
    fs::rename(written, path)?;
    sync_folder_of(path)
}

/// The same path with something at its end.
#[must_use]
pub fn appended(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// The folder of a file.
#[must_use]
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Names survive a power cut once their folder is written.
fn sync_folder_of(path: &Path) -> io::Result<()> {
    File::open(folder_of(path))?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn what_others_could_read_is_not_written_into() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("part");
        fs::write(&path, "left").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        assert!(new_private(&path).is_err());
        anew_private(&path).unwrap().write_all(b"secret").unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_name_that_is_taken_stays_with_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let [written, path] = ["written", "taken"].map(|name| folder.path().join(name));
        fs::write(&path, "first").unwrap();
        fs::write(&written, "second").unwrap();
        assert!(place(&written, &path).is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert!(!written.exists());
        fs::write(&written, "third").unwrap();
        replace(&written, &path).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "third");
    }
}
