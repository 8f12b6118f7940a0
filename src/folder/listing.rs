//! What a city folder has: ledgers, forms, and the files that nothing reads.

use super::{FolderFiles, FolderKind};
use crate::check::{Check, Finding};
use crate::error::{Error, Location, Message, Result, did_you_mean, shown};
use crate::notice::Notice;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is read of a city and of an organisation.
const READ: [&str; 8] =
    ["city.toml", "ledger.csv", "direct.csv", "factors.csv", "parameters.csv", "activities.csv", "units.csv", "contracts.csv"];

/// What else is read of a city.
const READ_OF_CITY: [&str; 6] = ["places.csv", "cross_checks.csv", "views.csv", "indicators.csv", "monitoring.csv", "plan.toml"];

/// What else is read of an organisation.
const READ_OF_ORGANISATION: [&str; 4] = ["departments.csv", "boundary.csv", "spend.csv", "event.toml"];

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
pub(super) fn refuse_old_names(files: &FolderFiles) -> Result<()> {
    match MOVED.into_iter().find(|(name, _)| files.stands(name)) {
        Some((name, place)) => {
            Err(Error::File { at: Location::file(name), problem: Message::OldName { place: place.into() }.into() })
        }
        None => Ok(()),
    }
}

/// Notices of files that look like data but that nothing reads, neither the program nor the plan of the city.
pub(super) fn strangers(files: &FolderFiles, kind: FolderKind, of_plan: &BTreeSet<String>) -> Result<(Vec<Notice>, Vec<Check>)> {
    let more = if kind == FolderKind::City { &READ_OF_CITY[..] } else { &READ_OF_ORGANISATION };
    let read = || READ.iter().chain(more).copied();
    let (mut notices, mut checks) = (Vec::new(), Vec::new());
    for name in files.entries("")? {
        let data = [".csv", ".toml", ".tsv", ".xlsx"].iter().any(|ending| name.to_lowercase().ends_with(ending));
        let workbook = name == "ledger.xlsx" && is_ledger(&name);
        if data && !workbook && !of_plan.contains(&name) && !read().any(|known| known == name) && !WRITTEN.contains(&name.as_str())
        {
            let file = shown(&name);
            match did_you_mean(&name, read()) {
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
pub(super) fn ledgers(files: &FolderFiles, checks: &mut Vec<Check>) -> Result<Vec<String>> {
    let single = ["ledger.csv", "ledger.xlsx"].into_iter().filter(|name| is_ledger(name) && files.stands(name));
    let mut list: Vec<String> = single.map(str::to_owned).collect();
    if files.stands("ledger") {
        for name in files.entries("ledger")? {
            if name.starts_with(['.', '~']) {
                // Such as those of an editor, of Excel while a file is open, or of another system: no data of the city.
                continue;
            }
            if is_ledger(&name) {
                list.push(format!("ledger/{name}"));
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

/// How many files are of each size.
pub(super) fn sizes(files: &FolderFiles, names: &[String]) -> BTreeMap<u64, usize> {
    let mut sizes = BTreeMap::new();
    for name in names {
        let held: &mut usize = sizes.entry(files.size(name)).or_default();
        *held = held.saturating_add(1);
    }
    sizes
}

/// The forms `*.toml` of a folder in the order of their names, and the other files there.
pub(super) fn forms(files: &FolderFiles, name: &str) -> Result<(Vec<String>, Vec<String>)> {
    if !files.stands(name) {
        return Ok((Vec::new(), Vec::new()));
    }
    let names = files.entries(name)?.into_iter().filter(|file| !file.starts_with('.'));
    let data = names.filter(|file| !file.to_lowercase().ends_with(".md")).map(|file| format!("{name}/{file}"));
    Ok(data.partition(|file| file.to_lowercase().ends_with(".toml")))
}
