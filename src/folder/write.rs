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
    write_set_by(folder.as_ref(), files, |mut file, bytes| {
        file.write_all(bytes)?;
        file.sync_all()
    })
}

/// The same, by any way to fill a file.
fn write_set_by(folder: &Path, files: &[(&str, Vec<u8>)], fill: impl Fn(&File, &[u8]) -> io::Result<()>) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let mut waiting: Vec<(PathBuf, PathBuf)> = Vec::with_capacity(files.len());
    let written = files.iter().try_for_each(|(name, bytes)| {
        let (whole, part) = (folder.join(name), folder.join(format!(".{name}.{}.part", std::process::id())));
        waiting.push((part.clone(), whole));
        File::create(&part).and_then(|file| fill(&file, bytes)).map_err(|error| unwritable(&part, &error))
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

fn unwritable(path: &Path, error: &io::Error) -> Error {
    let problem = Problem::bare(Kind::Io, format!("cannot be written: {error}"), "check the folder, its rights and the space left");
    Error::File { at: Locus::file(path.display().to_string()), problem }
}

#[cfg(test)]
mod tests {
    use super::{write_set, write_set_by};
    use std::fs;
    use std::io::{self, Write as _};

    fn set(first: &str, index: &str) -> [(&'static str, Vec<u8>); 2] {
        [("a.csv", first.as_bytes().to_vec()), ("index.json", index.as_bytes().to_vec())]
    }

    #[test]
    fn a_set_is_whole_or_as_it_was() {
        let folder = std::env::temp_dir().join(format!("citycarbon-write-{}", std::process::id()));
        let (old, new) = (set("old a", "old index"), set("new and longer a", "new index"));
        write_set(&folder, &old).unwrap();
        // A disk that is full after n bytes of the whole set, for every n.
        for room in 0..25_usize {
            let left = std::cell::Cell::new(room);
            let full = write_set_by(&folder, &new, |mut file, bytes| {
                let part = bytes.len().min(left.get());
                left.set(left.get() - part);
                file.write_all(&bytes[..part])?;
                if part < bytes.len() { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
            });
            assert!(full.is_err(), "{room}");
            for (name, bytes) in &old {
                assert_eq!(fs::read(folder.join(name)).unwrap(), *bytes);
            }
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
        }
        write_set(&folder, &new).unwrap();
        for (name, bytes) in &new {
            assert_eq!(fs::read(folder.join(name)).unwrap(), *bytes);
        }
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_is_a_file_is_an_error() {
        let file = std::env::temp_dir().join(format!("citycarbon-file-{}", std::process::id()));
        fs::write(&file, "x").unwrap();
        assert!(write_set(&file, &set("a", "b")).is_err());
        fs::remove_file(&file).unwrap();
    }
}
