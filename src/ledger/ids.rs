//! The ids of a run.

use super::same_rows::{LookedRows, RowRegister};
use super::{SeriesFinding, Vocabulary};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The ids of all ledgers of a run, each with the place where it first occurred; and, where rows are compared, a print of each row
/// without one. Prints are of a run, and are not stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, (String, u64)>", into = "BTreeMap<String, (String, u64)>")]
pub struct Ids {
    files: Vec<String>,
    seen: HashMap<Box<str>, (u32, u64)>,
    rows: RowRegister,
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

    /// What rows without ids show to be counted twice, in all ledgers so far, where they are compared
    /// ([`Options::compare_rows`](super::Options::compare_rows)): rows that are the same in every cell, and rows whose asset or note is a
    /// word for a total.
    ///
    /// ```
    /// use citycarbon::Assessor;
    /// use citycarbon::assess::LedgerVocabulary;
    /// use citycarbon::ledger::{Ids, Options, Tally};
    /// let bill = "period,activity,amount,unit,asset\n2022-03,commercial.electricity,48000,kWh,Town hall\n";
    /// let assessor = Assessor::shipped("TH-10".parse()?)?;
    /// let words = LedgerVocabulary::new(&assessor);
    /// let (options, mut ids) = (Options::default().with_compare_rows(true), Ids::new());
    /// for file in ["march.csv", "all.csv"] {
    ///     Tally::read(bill.as_bytes(), file, &words, &options, &mut ids)?;
    /// }
    /// let found = ids.findings(&words);
    /// assert_eq!(found[0].finding.to_string(), "commercial.electricity: rows that are the same in every cell: all.csv:2, march.csv:2");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn findings<V: Vocabulary + ?Sized>(&self, vocabulary: &V) -> Vec<SeriesFinding> {
        self.rows.findings(&self.files, vocabulary)
    }

    /// Whether there were more rows without ids than are compared, so that none were.
    pub fn has_too_many_rows(&self) -> bool {
        self.rows.is_full()
    }

    /// How many rows are held to be compared.
    pub(super) fn rows_held(&self) -> usize {
        self.rows.held()
    }

    /// Takes the rows of one ledger.
    pub(super) fn take_rows(&mut self, parts: impl IntoIterator<Item = LookedRows>, most: usize) {
        self.rows.take(parts, most);
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
