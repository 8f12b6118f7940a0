//! A small city folder of a test.
#![allow(dead_code)] // Each test file uses its own part.

use citycarbon::City;
use citycarbon::error::Errors;
use citycarbon::folder::{FolderFiles, FolderOptions};
use citycarbon::inventory::Statement;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

pub(crate) const DIRECT: &str = "ref,year,place,gas,amount,unit,gwp,key,included_in,reason,quality,factor_quality,source";
pub(crate) const FACTOR: &str = "id,process,subject,gas,value,unit,region,years,purpose,losses,source,locator";
pub(crate) const PARAMETER: &str = "id,parameter,subject,value,unit,region,years,confidence,source,locator";
pub(crate) const CODE: &str = "code,ref,process,subject,gases,dimension";
pub(crate) const CROSS_CHECK: &str = "ref,year,what,amount,unit,source,reason";
pub(crate) const CONTRACT: &str = "id,year,ref,amount,unit,factor,factor_unit,kind,source";

/// The smallest city, with one key left out, changed or added.
pub(crate) fn city(key: &str, value: Option<&str>) -> String {
    let mut text = String::new();
    let own = [("name", "\"Town\""), ("region", "\"TH-10\""), ("year", "2018"), ("gwp", "\"AR5\"")];
    for (name, usual) in own {
        let shown = if name == key { value } else { Some(usual) };
        text.extend(shown.map(|shown| format!("{name} = {shown}\n")));
    }
    if own.iter().all(|(name, _)| *name != key) {
        text.extend(value.map(|value| format!("{key} = {value}\n")));
    }
    text
}

/// A folder of a test, gone when the test is.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// With the smallest city and these lines below it.
    pub(crate) fn new(more: &str) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("rejects-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name));
        fs::create_dir_all(&folder.0).unwrap();
        folder.with("city.toml", &format!("{}{more}", city("", None)))
    }

    pub(crate) fn with(self, file: &str, text: &str) -> Self {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn open(&self) -> Result<City, Errors> {
        City::open(&self.0, &FolderOptions::default())
    }

    /// What the program says of it, which is the same of its files in memory.
    pub(crate) fn error_text(&self) -> String {
        let outcome = |found: Result<City, Errors>| found.map_or_else(|refusal| refusal.to_string(), |_| "it was read".to_owned());
        let text = outcome(self.open());
        assert_eq!(outcome(City::open(in_memory(&self.0), &FolderOptions::default())), text);
        text
    }

    pub(crate) fn closed(&self) -> Statement {
        self.open().unwrap().close().unwrap().remove(0)
    }
}

/// The files of a folder in memory.
pub(crate) fn in_memory(folder: &Path) -> FolderFiles {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(inside) = open.pop() {
        for path in fs::read_dir(&inside).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    FolderFiles::in_memory(files)
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
