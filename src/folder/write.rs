//! Whole files or none.

use crate::error::{Error, Kind, Locus, Problem, Result};
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a set of files into a folder, which is made if it is not there: each is completed under a temporary name and flushed
/// to the disk, then all are renamed in the order given. The last one is the index: where it is new, the set is complete.
///
/// On an error the temporary files are removed; a file that was there before is the whole old one, or the whole new one.
pub fn write_set(folder: impl AsRef<Path>, files: &[(&str, Vec<u8>)]) -> Result<()> {
    let folder = folder.as_ref();
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let mut waiting: Vec<(PathBuf, PathBuf)> = Vec::with_capacity(files.len());
    let written = files.iter().try_for_each(|(name, bytes)| {
        let (whole, part) = (folder.join(name), folder.join(format!(".{name}.{}.part", std::process::id())));
        waiting.push((part.clone(), whole));
        complete(&part, bytes).map_err(|error| unwritable(&part, &error))
    });
    let renamed = written.and_then(|()| {
        waiting.iter().try_for_each(|(part, whole)| fs::rename(part, whole).map_err(|error| unwritable(whole, &error)))
    });
    if renamed.is_err() {
        for (part, _) in &waiting {
            // The first error is the one to report; what cannot be removed either is left under its temporary name.
            let _ = fs::remove_file(part);
        }
    } else if let Ok(directory) = File::open(folder) {
        // The names themselves: not every system can do it, and the files are whole either way.
        let _ = directory.sync_all();
    }
    renamed
}

fn complete(part: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(part)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    let problem = Problem::bare(Kind::Io, format!("cannot be written: {error}"), "check the folder, its rights and the space left");
    Error::File { at: Locus::file(path.display().to_string()), problem }
}
