//! The ids of a run.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The ids of all ledgers of a run, each with the place where it first occurred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, (String, u64)>", into = "BTreeMap<String, (String, u64)>")]
pub struct Ids {
    files: Vec<String>,
    seen: HashMap<Box<str>, (u32, u64)>,
}

/// What became of an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    New,
    /// There are as many as may be compared.
    Full,
}

impl Ids {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.seen.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.seen.is_empty()
    }

    /// File and line where an id first occurred.
    pub fn first(&self, id: &str) -> Option<(&str, u64)> {
        let (file, line) = self.seen.get(id)?;
        Some((self.files.get(usize::try_from(*file).ok()?)?, *line))
    }

    /// The number of a file, for [`claim`](Self::claim).
    pub(super) fn file(&mut self, name: &str) -> u32 {
        let at = self.files.iter().position(|file| file == name).unwrap_or_else(|| {
            self.files.push(name.to_owned());
            self.files.len().saturating_sub(1)
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// Takes an id that is not there yet.
    pub(super) fn claim(&mut self, id: &str, file: u32, line: u64, most: usize) -> Claim {
        if self.seen.len() >= most {
            return Claim::Full;
        }
        self.seen.insert(id.into(), (file, line));
        Claim::New
    }
}

impl From<BTreeMap<String, (String, u64)>> for Ids {
    fn from(places: BTreeMap<String, (String, u64)>) -> Self {
        let mut ids = Self::default();
        for (id, (file, line)) in places {
            let file = ids.file(&file);
            ids.seen.insert(id.into(), (file, line));
        }
        ids
    }
}

impl From<Ids> for BTreeMap<String, (String, u64)> {
    fn from(ids: Ids) -> Self {
        let place = |id: &str| ids.first(id).map(|(file, line)| (file.to_owned(), line));
        ids.seen.keys().filter_map(|id| Some((String::from(id.as_ref()), place(id)?))).collect()
    }
}
