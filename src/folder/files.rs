//! The files of a city folder: found, opened, named where nothing reads them.

use super::FolderKind;
use crate::check::{Check, Finding};
use crate::error::{Error, LabelKey, Location, Message, Result, did_you_mean, shown};
use crate::ledger::InputPolicy;
use crate::notice::Notice;
use crate::records::{decoded, sha256};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// What is read.
const READ: &[&str] = &[
    "city.toml",
    "ledger.csv",
    "direct.csv",
    "factors.csv",
    "parameters.csv",
    "activities.csv",
    "units.csv",
    "places.csv",
    "contracts.csv",
    "cross_checks.csv",
    "views.csv",
    "indicators.csv",
    "monitoring.csv",
    "plan.toml",
];

/// What is read of an organisation.
const READ_OF_ORGANISATION: [&str; 12] = [
    "city.toml",
    "ledger.csv",
    "direct.csv",
    "factors.csv",
    "parameters.csv",
    "activities.csv",
    "units.csv",
    "departments.csv",
    "contracts.csv",
    "boundary.csv",
    "spend.csv",
    "event.toml",
];

/// Names of an earlier layout, each with the place of today.
const MOVED: [(&str, &str); 6] = [
    ("worksheets", "methods"),
    ("brt.toml", "measures/brt.toml"),
    ("rooftop_solar.toml", "measures/rooftop_solar.toml"),
    ("waste_separation.toml", "measures/waste_separation.toml"),
    ("waste_separation.csv", "measures/waste_separation.csv"),
    ("waste_trucks.toml", "measures/waste_trucks.toml"),
];

/// What a run may have written into the same folder.
const WRITTEN: [&str; 3] = ["inventory.csv", "footprint.csv", "factors_used.csv"];

/// Refuses a result in the place of a file that the folder has as data: a table, a form, or what is in the folders of ledgers and forms.
pub fn refuse_inputs(folder: impl AsRef<Path>, results: &[(PathBuf, Vec<u8>)]) -> Result<()> {
    let Ok(folder) = folder.as_ref().canonicalize() else { return Ok(()) };
    let is_input = |path: &Path| {
        let Ok(path) = path.canonicalize() else { return false };
        let Ok(inside) = path.strip_prefix(&folder) else { return false };
        let ending = inside.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_lowercase();
        let of_data = ["ledger", "measures", "methods"].iter().any(|name| inside.starts_with(name));
        of_data || ending == "csv" || ending == "toml" || inside == Path::new("ledger.xlsx")
    };
    match results.iter().find(|(path, _)| is_input(path)) {
        Some((path, _)) => {
            Err(Error::File { at: Location::file(path.display().to_string()), problem: Message::InputOfCity.into() })
        }
        None => Ok(()),
    }
}

/// Refuses names of an earlier layout, naming the new place.
pub(super) fn refuse_old_names(folder: &Path) -> Result<()> {
    match MOVED.into_iter().find(|(name, _)| stands(&folder.join(name))) {
        Some((name, place)) => {
            Err(Error::File { at: Location::file(name), problem: Message::OldName { place: place.into() }.into() })
        }
        None => Ok(()),
    }
}

/// Notices of files that look like data but that nothing reads, neither the program nor the plan of the city.
pub(super) fn strangers(folder: &Path, kind: FolderKind, of_plan: &BTreeSet<String>) -> Result<(Vec<Notice>, Vec<Check>)> {
    let read = if kind == FolderKind::City { READ } else { &READ_OF_ORGANISATION[..] };
    let (mut notices, mut checks) = (Vec::new(), Vec::new());
    for (name, _) in entries(folder, &folder.display().to_string())? {
        let data = [".csv", ".toml", ".tsv", ".xlsx"].iter().any(|ending| name.to_lowercase().ends_with(ending));
        let workbook = name == "ledger.xlsx" && is_ledger(&name);
        if data && !workbook && !of_plan.contains(&name) && !read.contains(&name.as_str()) && !WRITTEN.contains(&name.as_str()) {
            let file = shown(&name);
            match did_you_mean(&name, read.iter().copied()) {
                Some(near) => {
                    checks.push(Check::of_name(&name, Finding::Misnamed { file, near: near.to_owned() }));
                }
                None => notices.push(Notice::File { file }),
            }
        }
    }
    Ok((notices, checks))
}

/// `ledger.csv` and `ledger.xlsx`, then `ledger/*` in the order of their names; checks of what else is in `ledger/`.
pub(super) fn ledgers(folder: &Path, checks: &mut Vec<Check>) -> Result<Vec<(String, PathBuf)>> {
    let mut list = Vec::new();
    let many = folder.join("ledger");
    for name in ["ledger.csv", "ledger.xlsx"].into_iter().filter(|name| is_ledger(name)) {
        let single = folder.join(name);
        if stands(&single) {
            list.push((name.to_owned(), single));
        }
    }
    if stands(&many) {
        for (name, path) in entries(&many, "ledger")? {
            if name.starts_with(['.', '~']) {
                // Such as those of an editor, of Excel while a file is open, or of another system: no data of the city.
                continue;
            }
            if is_ledger(&name) {
                list.push((format!("ledger/{name}"), path));
            } else {
                let file = format!("ledger/{}", shown(&name));
                checks.push(Check::of_name(&file, Finding::NoLedger { file: file.clone() }));
            }
        }
    }
    Ok(list)
}

/// Whether a file may be a ledger, by its name.
fn is_ledger(name: &str) -> bool {
    name.to_lowercase().ends_with(".csv") || is_workbook(name)
}

/// Whether it is a workbook that can be read.
pub(super) fn is_workbook(name: &str) -> bool {
    cfg!(feature = "xlsx-read") && name.to_lowercase().ends_with(".xlsx")
}

/// The bytes of a file; 0 where it cannot be read, which opening it says.
pub(super) fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |found| found.len())
}

/// How many files are of each size.
pub(super) fn sizes(files: &[(String, PathBuf)]) -> BTreeMap<u64, usize> {
    let mut sizes = BTreeMap::new();
    for (_, path) in files {
        let held: &mut usize = sizes.entry(size(path)).or_default();
        *held = held.saturating_add(1);
    }
    sizes
}

/// The forms `*.toml` of a folder in the order of their names, and the other files there.
pub(super) fn forms(folder: &Path, name: &str) -> Result<(Vec<String>, Vec<String>)> {
    let held = folder.join(name);
    if !stands(&held) {
        return Ok((Vec::new(), Vec::new()));
    }
    let names = entries(&held, name)?.into_iter().map(|(file, _)| file).filter(|file| !file.starts_with('.'));
    let files = names.filter(|file| !file.to_lowercase().ends_with(".md")).map(|file| format!("{name}/{file}"));
    Ok(files.partition(|file| file.to_lowercase().ends_with(".toml")))
}

/// A ledger, open.
pub(super) fn opened(name: &str, path: &Path) -> Result<File> {
    match File::open(path).and_then(|file| Ok((file.metadata()?.is_dir(), file))) {
        Ok((false, file)) => Ok(file),
        Ok((true, _)) => Err(unreadable(name, "a folder, not a file")),
        Err(error) => Err(unreadable(name, &reason(&error))),
    }
}

/// A file's bytes; none where there is no such name.
pub(super) fn bytes(folder: &Path, name: &str) -> Result<Option<Vec<u8>>> {
    let path = folder.join(name);
    match fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound && !stands(&path) => Ok(None),
        Err(error) => Err(unreadable(name, &reason(&error))),
    }
}

/// The bytes of a table as UTF-8, and as they are where they are something else; none where there is no such name.
pub(super) fn table(folder: &Path, name: &str, input: &InputPolicy) -> Result<Option<TableBytes>> {
    let Some(bytes) = bytes(folder, name)? else { return Ok(None) };
    let text = match decoded(&bytes, name, input.encoding)? {
        Cow::Borrowed(_) => None,
        Cow::Owned(text) => Some(text),
    };
    Ok(Some(TableBytes { bytes, text }))
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

/// A file that must be there, as text.
pub(super) fn text(folder: &Path, name: &str) -> Result<String> {
    optional_text(folder, name)?.ok_or_else(|| {
        let problem = Message::NoCityFile.into();
        Error::File { at: Location::file(folder.join(name).display().to_string()), problem }
    })
}

/// A file as text; none where there is no such name.
pub(super) fn optional_text(folder: &Path, name: &str) -> Result<Option<String>> {
    let Some(bytes) = bytes(folder, name)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|_| {
        let problem = Message::NotUtf8 { like: Vec::new() }.into();
        Error::File { at: Location::file(name), problem }
    })
}

/// Names in a folder, in order, with their paths.
fn entries(folder: &Path, name: &str) -> Result<Vec<(String, PathBuf)>> {
    let listed = fs::read_dir(folder).and_then(|entries| {
        entries.map(|entry| entry.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path()))).collect()
    });
    let mut listed: Vec<(String, PathBuf)> = listed.map_err(|error| unreadable(name, &reason(&error)))?;
    listed.sort();
    Ok(listed)
}

/// Whether the name is there, be it a link that leads nowhere.
fn stands(path: &Path) -> bool {
    !matches!(fs::symlink_metadata(path), Err(error) if error.kind() == io::ErrorKind::NotFound)
}

fn reason(error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::NotFound { "a link that leads nowhere".to_owned() } else { error.to_string() }
}

fn unreadable(name: &str, reason: &str) -> Error {
    let problem = Message::NotReadable { error: reason.into() }.into();
    Error::File { at: Location::file(name), problem }
}
