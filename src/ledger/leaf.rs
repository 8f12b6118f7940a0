//! Leaf: the finest sum of ledgers, and its key.

use super::ListedRows;
use super::time_marks::{SumKind, TimeMarks};
use crate::activity::Activity;
use crate::error::{Error, Location, Message, Result};
use crate::quantity::{EnergyBasis, Exact, Reading};
use crate::taxonomy::{Coverage, Quality, Year};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One sum: the rows of one file with the same activity, unit, basis, place and year; of a stock, those by months, by the days of a month
/// and of the whole year apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Leaf {
    /// The ledger.
    pub file: String,
    /// Its SHA-256, if it was taken.
    pub sha256: Option<String>,
    /// The activity code.
    pub activity: String,
    /// The unit, as the vocabulary spells it.
    pub unit: String,
    /// Whether it is net or gross energy; none where the rows state none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<EnergyBasis>,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// The year.
    pub year: Year,
    /// Whether its rows add up to a year or to a mean, and the part of the year that they are of.
    #[serde(default)]
    pub coverage: Coverage,
    /// How many rows.
    pub rows: u64,
    /// Of these, how many other sums have a part of too: rows that cross years, and of a stock those of days in several months.
    #[serde(default)]
    pub shared: u64,
    /// Their exact sum, in the unit; a stock counts once for each month or day that a row is of.
    pub sum: Exact,
    /// The worst quality of its rows; none where a row states none.
    pub quality: Option<Quality>,
    /// The rows, where they are listed: all of them or none.
    #[serde(default, skip_serializing_if = "ListedRows::is_empty")]
    pub listed: ListedRows,
}

impl Leaf {
    /// A sum of so many rows for the city as a whole, of no file and no stated quality.
    pub fn new(activity: &str, year: Year, rows: u64, sum: Exact, unit: &str) -> Self {
        Self {
            file: String::new(),
            sha256: None,
            activity: activity.to_owned(),
            unit: unit.to_owned(),
            basis: None,
            place: String::new(),
            year,
            coverage: Coverage::default(),
            rows,
            shared: 0,
            sum,
            quality: None,
            listed: ListedRows::default(),
        }
    }

    /// The sum as an activity.
    pub fn activity(&self) -> Result<Activity> {
        let mut activity =
            Activity::new(&self.activity, self.year, Reading::new(self.sum, self.unit.parse()?)).with_place(&self.place);
        activity.basis = self.basis;
        Ok(activity)
    }
}

with_members! {
    Leaf {
        /// The same, of a ledger.
        with_file(file: String),
        /// The same, with the hash of its ledger.
        with_sha256(sha256: Option<String>),
        /// The same, of net or gross energy.
        with_basis(basis: Option<EnergyBasis>),
        /// The same, of a place.
        with_place(place: String),
        /// The same, with the part of the year that its rows are of.
        with_coverage(coverage: Coverage),
        /// The same, with the number of rows that other sums have a part of too.
        with_shared(shared: u64),
        /// The same, with its quality.
        with_quality(quality: Option<Quality>),
        /// The same, with its rows.
        with_listed(listed: ListedRows),
    }
}

impl From<&Activity> for Leaf {
    fn from(activity: &Activity) -> Self {
        Self {
            file: if activity.origin.is_empty() { "program".to_owned() } else { activity.origin.clone() },
            sha256: None,
            activity: activity.code.clone(),
            unit: activity.amount.unit().symbol().to_owned(),
            basis: activity.basis,
            place: activity.place.clone(),
            year: activity.year,
            coverage: Coverage::default(),
            rows: 1,
            shared: 0,
            sum: activity.amount.value(),
            quality: activity.quality,
            listed: ListedRows::default(),
        }
    }
}

/// The key of a leaf.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LeafKey {
    pub(super) file: Arc<str>,
    pub(super) activity: Arc<str>,
    pub(super) unit: Arc<str>,
    pub(super) basis: Option<EnergyBasis>,
    pub(super) place: Arc<str>,
    pub(super) year: Year,
    pub(super) kind: SumKind,
}

/// What was added up under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Added {
    pub(super) rows: u64,
    pub(super) shared: u64,
    pub(super) sum: Exact,
    pub(super) quality: Option<Quality>,
    pub(super) marks: TimeMarks,
}

impl Added {
    /// What a leaf by itself is of.
    pub(super) fn of(leaf: &Leaf) -> Self {
        let Leaf { rows, shared, sum, quality, coverage, .. } = *leaf;
        Self { rows, shared, sum, quality, marks: TimeMarks::of_coverage(coverage) }
    }

    pub(super) fn join(&mut self, other: Self) -> Result<()> {
        self.sum = self.sum.checked_add(other.sum)?;
        self.rows = self.rows.saturating_add(other.rows);
        self.shared = self.shared.saturating_add(other.shared);
        self.quality = Quality::worst(self.quality, other.quality);
        self.marks.join(other.marks);
        Ok(())
    }
}

/// A leaf where it is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LeafView<'t> {
    pub(crate) file: &'t str,
    pub(crate) activity: &'t str,
    pub(crate) unit: &'t str,
    pub(crate) basis: Option<EnergyBasis>,
    pub(crate) place: &'t str,
    pub(crate) year: Year,
    pub(super) kind: SumKind,
    pub(super) added: Added,
}

impl LeafView<'_> {
    /// The exact sum.
    pub(crate) fn sum(&self) -> Exact {
        self.added.sum
    }

    /// Whether a key is its own.
    pub(super) fn has(&self, key: &LeafKey) -> bool {
        let LeafKey { file, activity, unit, basis, place, year, kind } = key;
        (self.year, self.kind, self.basis) == (*year, *kind, *basis)
            && [self.place, self.unit, self.activity, self.file] == [place, unit, activity, file].map(AsRef::as_ref)
    }

    /// Its key by itself.
    pub(super) fn key(&self) -> LeafKey {
        let [file, activity, unit, place] = [self.file, self.activity, self.unit, self.place].map(Arc::from);
        LeafKey { file, activity, unit, basis: self.basis, place, year: self.year, kind: self.kind }
    }

    /// The leaf by itself, with the hash of its file and its rows, if they are listed.
    pub(super) fn leaf(&self, sha256: Option<&str>, listed: ListedRows) -> Leaf {
        Leaf {
            file: self.file.to_owned(),
            sha256: sha256.map(str::to_owned),
            activity: self.activity.to_owned(),
            unit: self.unit.to_owned(),
            basis: self.basis,
            place: self.place.to_owned(),
            year: self.year,
            coverage: self.kind.coverage(self.added.marks),
            rows: self.added.rows,
            shared: self.added.shared,
            sum: self.added.sum,
            quality: self.added.quality,
            listed,
        }
    }
}

impl<'l> From<&'l Leaf> for LeafView<'l> {
    fn from(leaf: &'l Leaf) -> Self {
        let Leaf { file, activity, unit, basis, place, year, .. } = leaf;
        let (kind, added) = (SumKind::of(leaf.coverage), Added::of(leaf));
        Self { file, activity, unit, basis: *basis, place, year: *year, kind, added }
    }
}

/// The error of a ledger whose rows are not those that were summed: rows and sum now, and before.
pub(super) fn ledger_changed(file: &str, (rows, sum): (u64, Exact), (rows_before, sum_before): (u64, Exact)) -> Error {
    let (sum, sum_before) = ((&sum).into(), (&sum_before).into());
    let problem = Message::LedgerChanged { rows, sum, rows_before, sum_before }.into();
    Error::File { at: Location::file(file), problem }
}
