//! Whole files or none.

use crate::error::{Error, Location, Message, Result};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a set of files into a folder, which is made if it is not there: each is completed under a temporary name and flushed
/// to the disk, then all are renamed in the order given. The last one is the index: where it is new, the set is complete.
///
/// On an error the temporary files are removed; a file that was there before is the whole old one, or the whole new one.
pub fn write_set(folder: impl AsRef<Path>, files: &[(&str, Vec<u8>)]) -> Result<()> {
    Staged::new(folder, files)?.commit()
}

/// A set of files that is complete under temporary names. What is not committed is removed again.
#[derive(Debug)]
pub struct Staged {
    /// Where the files are.
    folders: BTreeSet<PathBuf>,
    /// Temporary name and name.
    waiting: Vec<(PathBuf, PathBuf)>,
}

impl Staged {
    /// Completes every file under a temporary name. Refused where one of the names is a folder's.
    pub fn new(folder: impl AsRef<Path>, files: &[(&str, Vec<u8>)]) -> Result<Self> {
        let folder = folder.as_ref();
        let mut staged = Self { folders: BTreeSet::new(), waiting: Vec::with_capacity(files.len()) };
        for (name, bytes) in files {
            staged.add(folder, name, bytes, written_whole)?;
        }
        Ok(staged)
    }

    /// The same of files in any folders, each with its path. Refused where two have the same path.
    pub fn at(files: &[(PathBuf, Vec<u8>)]) -> Result<Self> {
        let mut staged = Self { folders: BTreeSet::new(), waiting: Vec::with_capacity(files.len()) };
        for (path, bytes) in files {
            let name = path.file_name().and_then(|name| name.to_str());
            let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
            match (name, folder) {
                (Some(name), Some(folder)) if !staged.waiting.iter().any(|(_, whole)| *whole == folder.join(name)) => {
                    staged.add(folder, name, bytes, written_whole)?;
                }
                (Some(_), Some(_)) => return Err(unwritable(path, &io::Error::from(io::ErrorKind::AlreadyExists))),
                _ => return Err(unwritable(path, &io::Error::from(io::ErrorKind::InvalidFilename))),
            }
        }
        Ok(staged)
    }

    /// Completes one more file, by any way to fill it.
    fn add(&mut self, folder: &Path, name: &str, bytes: &[u8], fill: impl Fn(&File, &[u8]) -> io::Result<()>) -> Result<()> {
        fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        remove_stale(folder, name);
        let (whole, part) = (folder.join(name), folder.join(format!(".{name}.{}.part", std::process::id())));
        if whole.is_dir() {
            return Err(unwritable(&whole, &io::Error::from(io::ErrorKind::IsADirectory)));
        }
        self.folders.insert(folder.to_owned());
        self.waiting.push((part.clone(), whole));
        File::create(&part).and_then(|file| fill(&file, bytes)).map_err(|error| unwritable(&part, &error))
    }

    /// Gives every file its name, in the order given.
    pub fn commit(self) -> Result<()> {
        for (part, whole) in &self.waiting {
            fs::rename(part, whole).map_err(|error| unwritable(whole, &error))?;
        }
        for directory in self.folders.iter().filter_map(|folder| File::open(folder).ok()) {
            // The names themselves: not every system can do it, and the files are whole either way.
            let _ = directory.sync_all();
        }
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (part, _) in &self.waiting {
            // Those that were given their names are gone; what cannot be removed is left under its temporary name.
            let _ = fs::remove_file(part);
        }
    }
}

fn written_whole(mut file: &File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Removes the temporary files that a run which was killed left of the same name.
fn remove_stale(folder: &Path, file: &str) {
    let run = |name: &str| -> Option<String> {
        let part = name.strip_prefix('.')?.strip_prefix(file)?.strip_prefix('.')?.strip_suffix(".part")?;
        part.bytes().all(|digit| digit.is_ascii_digit()).then(|| part.to_owned())
    };
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().and_then(run).is_some_and(|run| !alive(&run)) {
            // One that stays does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a run may still be at work on its file; where processes cannot be looked up, it may.
fn alive(run: &str) -> bool {
    !Path::new("/proc/self").exists() || Path::new("/proc").join(run).exists()
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    let problem = Message::NotWritten { error: error.to_string().into() }.into();
    Error::File { at: Location::file(path.display().to_string()), problem }
}

#[cfg(test)]
mod tests {
    use super::{PathBuf, Staged, write_set};
    use std::collections::BTreeSet;
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
            let filled = |mut file: &fs::File, bytes: &[u8]| {
                let part = bytes.len().min(left.get());
                left.set(left.get() - part);
                file.write_all(&bytes[..part])?;
                if part < bytes.len() { Err(io::Error::from(io::ErrorKind::StorageFull)) } else { Ok(()) }
            };
            let mut staged = Staged { folders: BTreeSet::new(), waiting: Vec::new() };
            let full = new.iter().try_for_each(|(name, bytes)| staged.add(&folder, name, bytes, filled));
            assert!(full.is_err(), "{room}");
            drop(staged);
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

    #[cfg(target_os = "linux")]
    #[test]
    fn what_a_killed_run_left_is_removed_and_what_is_not_committed_too() {
        let folder = std::env::temp_dir().join(format!("citycarbon-stale-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        // No process has this number; the others are not parts of this set.
        for name in [".a.csv.4294967295.part", ".b.csv.4294967295.part", ".a.csv.old.part"] {
            fs::write(folder.join(name), "half").unwrap();
        }
        drop(Staged::new(&folder, &set("a", "index")).unwrap());
        let mut left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".a.csv.old.part", ".b.csv.4294967295.part"]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn files_of_several_folders_are_whole_or_not_there() {
        let folder = std::env::temp_dir().join(format!("citycarbon-several-{}", std::process::id()));
        let files = [(folder.join("a/one.csv"), b"1".to_vec()), (folder.join("b/two.csv"), b"2".to_vec())];
        drop(Staged::at(&files).unwrap());
        assert!(files.iter().all(|(path, _)| !path.exists()));
        assert!(Staged::at(&[files[0].clone(), files[0].clone()]).is_err());
        let here = PathBuf::from("citycarbon-staged-twice.csv");
        assert!(Staged::at(&[(here.clone(), Vec::new()), (here.clone(), Vec::new())]).is_err() && !here.exists());
        assert!(Staged::at(&[(folder.join(".."), Vec::new())]).is_err());
        Staged::at(&files).unwrap().commit().unwrap();
        assert!(files.iter().all(|(path, bytes)| fs::read(path).unwrap() == *bytes));
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
