//! The files of a folder, on a disk or in memory: the only place that reads files.

use crate::error::{Error, LabelKey, Location, Message, Result};
use crate::ledger::InputPolicy;
use crate::records::{decoded, sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The files of a folder: on a disk, or in memory, as a browser or a server has them. Either way the same is read, with the same errors.
///
/// ```
/// use citycarbon::City;
/// use citycarbon::folder::{FolderFiles, FolderOptions};
/// let city = "name = \"A\"\nregion = \"TH\"\nyears = [2022]\ngwp = \"AR5\"\n";
/// let ledger = "period,activity,amount,unit\n2022,road.diesel-b7,1000,litre\n";
/// let files = [("city.toml", city), ("ledger.csv", ledger)];
/// let files = FolderFiles::in_memory(files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
/// let city = City::open(files, &FolderOptions::default())?;
/// assert!(city.close()?[0].totals()?.basic.is_some());
/// # Ok::<(), citycarbon::error::Errors>(())
/// ```
#[derive(Clone, Debug)]
pub struct FolderFiles {
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    Disk(PathBuf),
    /// The bytes of each file by its path from the folder, with `/` between parts.
    Memory(BTreeMap<String, Vec<u8>>),
}

impl FolderFiles {
    /// Files in memory, each by its path from the folder, such as `ledger/trucks.csv`; of two with one path the last one stands.
    pub fn in_memory(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files = files.into_iter().map(|(name, bytes)| (plain(&name), bytes)).collect();
        Self { place: Place::Memory(files) }
    }

    /// The name of a file as errors of the whole folder show it.
    pub(super) fn shown(&self, name: &str) -> String {
        match &self.place {
            Place::Disk(folder) => folder.join(name).display().to_string(),
            Place::Memory(_) => name.to_owned(),
        }
    }

    /// Whether the name is there, be it a link that leads nowhere.
    pub(super) fn stands(&self, name: &str) -> bool {
        match &self.place {
            Place::Disk(folder) => {
                let found = fs::symlink_metadata(folder.join(name));
                !matches!(found, Err(error) if error.kind() == io::ErrorKind::NotFound)
            }
            Place::Memory(files) => files.contains_key(&plain(name)) || is_folder(files, name),
        }
    }

    /// The names in a folder, in order; that of the whole is empty.
    pub(super) fn entries(&self, name: &str) -> Result<Vec<String>> {
        if self.is_file(name) {
            return Err(unreadable(name, "a file, not a folder"));
        }
        match &self.place {
            Place::Disk(folder) => {
                let listed = fs::read_dir(folder.join(name)).and_then(|entries| {
                    entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect::<io::Result<BTreeSet<_>>>()
                });
                let shown = if name.is_empty() { folder.display().to_string() } else { name.to_owned() };
                Ok(listed.map_err(|error| unreadable(&shown, &reason(&error)))?.into_iter().collect())
            }
            Place::Memory(files) => {
                let inside = if name.is_empty() { String::new() } else { format!("{}/", plain(name)) };
                let parts = files.keys().filter_map(|file| file.strip_prefix(&inside)?.split('/').next());
                Ok(parts.map(str::to_owned).collect::<BTreeSet<_>>().into_iter().collect())
            }
        }
    }

    /// The bytes of a file; 0 where it cannot be read, which opening it says.
    pub(super) fn size(&self, name: &str) -> u64 {
        match &self.place {
            Place::Disk(folder) => fs::metadata(folder.join(name)).map_or(0, |found| found.len()),
            Place::Memory(files) => files.get(&plain(name)).map_or(0, |bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX)),
        }
    }

    /// A file, open, or why it is not.
    pub(super) fn open(&self, name: &str) -> io::Result<Box<dyn Read + Send + '_>> {
        match &self.place {
            Place::Disk(folder) => Ok(Box::new(File::open(folder.join(name))?)),
            Place::Memory(files) => match files.get(&plain(name)) {
                Some(bytes) => Ok(Box::new(bytes.as_slice())),
                None => Err(io::ErrorKind::NotFound.into()),
            },
        }
    }

    /// A ledger, open.
    pub(super) fn opened(&self, name: &str) -> Result<Box<dyn Read + Send + '_>> {
        if self.is_folder(name) {
            return Err(unreadable(name, "a folder, not a file"));
        }
        self.open(name).map_err(|error| unreadable(name, &reason(&error)))
    }

    fn is_file(&self, name: &str) -> bool {
        match &self.place {
            Place::Disk(folder) => folder.join(name).is_file(),
            Place::Memory(files) => files.contains_key(&plain(name)),
        }
    }

    fn is_folder(&self, name: &str) -> bool {
        match &self.place {
            Place::Disk(folder) => folder.join(name).is_dir(),
            Place::Memory(files) => is_folder(files, name),
        }
    }

    /// A file's bytes; none where there is no such name.
    pub(super) fn bytes(&self, name: &str) -> Result<Option<Vec<u8>>> {
        if !self.stands(name) {
            return Ok(None);
        }
        let mut bytes = Vec::new();
        let read = self.opened(name)?.read_to_end(&mut bytes);
        read.map_err(|error| unreadable(name, &reason(&error)))?;
        Ok(Some(bytes))
    }

    /// The bytes of a table as UTF-8, and as they are where they are something else; none where there is no such name.
    pub(super) fn table(&self, name: &str, input: &InputPolicy) -> Result<Option<TableBytes>> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let text = match decoded(&bytes, name, input.encoding)? {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        };
        Ok(Some(TableBytes { bytes, text }))
    }

    /// A file that must be there, as text.
    pub(super) fn text(&self, name: &str) -> Result<String> {
        self.optional_text(name)?
            .ok_or_else(|| Error::File { at: Location::file(self.shown(name)), problem: Message::NoCityFile.into() })
    }

    /// A file as text; none where there is no such name.
    pub(super) fn optional_text(&self, name: &str) -> Result<Option<String>> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        String::from_utf8(bytes).map(Some).map_err(|_| {
            let problem = Message::NotUtf8 { like: Vec::new() }.into();
            Error::File { at: Location::file(name), problem }
        })
    }
}

impl<P: AsRef<Path> + ?Sized> From<&P> for FolderFiles {
    fn from(folder: &P) -> Self {
        Self { place: Place::Disk(folder.as_ref().to_owned()) }
    }
}

impl From<PathBuf> for FolderFiles {
    fn from(folder: PathBuf) -> Self {
        Self { place: Place::Disk(folder) }
    }
}

impl From<OsString> for FolderFiles {
    fn from(folder: OsString) -> Self {
        PathBuf::from(folder).into()
    }
}

impl From<String> for FolderFiles {
    fn from(folder: String) -> Self {
        PathBuf::from(folder).into()
    }
}

/// A path in memory without `.`, `..` and doubled separators.
fn plain(name: &str) -> String {
    let mut parts = Vec::new();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|before| *before != "..") => _ = parts.pop(),
            // A path out of the folder names no file of it.
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn is_folder(files: &BTreeMap<String, Vec<u8>>, name: &str) -> bool {
    let inside = format!("{}/", plain(name));
    files.range(inside.clone()..).next().is_some_and(|(file, _)| file.starts_with(&inside))
}

/// The bytes of a table.
pub(super) struct TableBytes {
    bytes: Vec<u8>,
    /// As UTF-8, where that is something else.
    text: Option<Vec<u8>>,
}

impl TableBytes {
    /// As UTF-8.
    pub(super) fn text(&self) -> &[u8] {
        self.text.as_deref().unwrap_or(&self.bytes)
    }

    /// The SHA-256 of the file.
    pub(super) fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
}

/// The same error, of bytes that are no UTF-8 with those of the likely encodings that a country uses, if there are any.
pub(super) fn in_country(error: Error, country: &str) -> Error {
    let own: &[&str] = match country {
        "TH" => &["encoding.windows-874"],
        "JP" => &["encoding.shift-jis", "encoding.euc-jp"],
        "KR" => &["encoding.euc-kr"],
        _ => return error,
    };
    let Error::File { at, problem } = error else { return error };
    let like = match problem.message() {
        Message::NotUtf8 { like } => like.iter().filter(|key| own.iter().any(|own| LabelKey::of(own) == **key)).cloned().collect(),
        _ => Vec::new(),
    };
    let problem = if like.is_empty() { problem } else { Message::NotUtf8 { like }.into() };
    Error::File { at, problem }
}

/// A file by its path alone, open.
pub(super) fn opened(name: &str, path: &Path) -> Result<File> {
    match File::open(path).and_then(|file| Ok((file.metadata()?.is_dir(), file))) {
        Ok((false, file)) => Ok(file),
        Ok((true, _)) => Err(unreadable(name, "a folder, not a file")),
        Err(error) => Err(unreadable(name, &reason(&error))),
    }
}

fn reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::NotFound { "a link that leads nowhere".to_owned() } else { error.to_string() }
}

pub(super) fn unreadable(name: &str, reason: &str) -> Error {
    let problem = Message::NotReadable { error: reason.into() }.into();
    Error::File { at: Location::file(name), problem }
}
