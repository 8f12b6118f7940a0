//! Leaf: the finest sum of ledgers, its key, and which spans of time its rows are of.

use super::ListedRow;
use crate::activity::Activity;
use crate::error::{Error, Location, Message, Result};
use crate::quantity::{EnergyBasis, Exact};
use crate::taxonomy::{Period, Quality, Year};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One sum: the rows of one file with the same activity, unit, basis, place and year.
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
    /// How many rows.
    pub rows: u64,
    /// Their exact sum, in the unit.
    pub sum: Exact,
    /// The worst quality of its rows; none where a row states none.
    pub quality: Option<Quality>,
    /// The rows, where they are listed: all of them or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub listed: Vec<ListedRow>,
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
            rows,
            sum,
            quality: None,
            listed: Vec::new(),
        }
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
        /// The same, with its quality.
        with_quality(quality: Option<Quality>),
        /// The same, with its rows.
        with_listed(listed: Vec<ListedRow>),
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
            rows: 1,
            sum: activity.amount.value(),
            quality: activity.quality,
            listed: Vec::new(),
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
}

/// What was added up under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Added {
    pub(super) rows: u64,
    pub(super) sum: Exact,
    pub(super) quality: Option<Quality>,
    pub(super) spans: Spans,
}

impl Added {
    pub(super) fn join(&mut self, other: Self) -> Result<()> {
        self.sum = self.sum.checked_add(other.sum)?;
        self.rows = self.rows.saturating_add(other.rows);
        self.quality = Quality::worst(self.quality, other.quality);
        self.spans.join(other.spans);
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
    pub(super) added: Added,
}

impl LeafView<'_> {
    /// The exact sum.
    pub(crate) fn sum(&self) -> Exact {
        self.added.sum
    }

    /// How many rows.
    pub(super) fn rows(&self) -> u64 {
        self.added.rows
    }

    /// Its key by itself.
    pub(super) fn key(&self) -> LeafKey {
        let [file, activity, unit, place] = [self.file, self.activity, self.unit, self.place].map(Arc::from);
        LeafKey { file, activity, unit, basis: self.basis, place, year: self.year }
    }

    /// The leaf by itself, with the hash of its file and its rows, if they are listed.
    pub(super) fn leaf(&self, sha256: Option<&str>, listed: Vec<ListedRow>) -> Leaf {
        Leaf {
            file: self.file.to_owned(),
            sha256: sha256.map(str::to_owned),
            activity: self.activity.to_owned(),
            unit: self.unit.to_owned(),
            basis: self.basis,
            place: self.place.to_owned(),
            year: self.year,
            rows: self.added.rows,
            sum: self.added.sum,
            quality: self.added.quality,
            listed,
        }
    }
}

impl<'l> From<&'l Leaf> for LeafView<'l> {
    fn from(leaf: &'l Leaf) -> Self {
        let Leaf { file, activity, unit, basis, place, year, .. } = leaf;
        let added = Added { rows: leaf.rows, sum: leaf.sum, quality: leaf.quality, spans: Spans::default() };
        Self { file, activity, unit, basis: *basis, place, year: *year, added }
    }
}

/// The error of a ledger whose rows are not those that were summed: rows and sum now, and before.
pub(super) fn ledger_changed(file: &str, (rows, sum): (u64, Exact), (rows_before, sum_before): (u64, Exact)) -> Error {
    let (sum, sum_before) = ((&sum).into(), (&sum_before).into());
    let problem = Message::LedgerChanged { rows, sum, rows_before, sum_before }.into();
    Error::File { at: Location::file(file), problem }
}

/// Which spans of time the rows of a sum are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Spans(u8);

impl Spans {
    const YEAR: u8 = 1;
    const PART: u8 = 2;
    const FISCAL: u8 = 4;

    pub(super) fn of(period: Period) -> Self {
        Self(match period {
            Period::Year(_) => Self::YEAR,
            Period::Month { .. } | Period::Day { .. } => Self::PART,
            Period::Fiscal(_) => Self::FISCAL,
        })
    }

    pub(super) fn join(&mut self, other: Self) {
        self.0 |= other.0;
    }

    /// Whether a notice may be due: spans of two kinds, or fiscal years.
    pub(super) fn need_a_look(self) -> bool {
        self.0.count_ones() > 1 || self.fiscal_years()
    }

    /// Whether some rows are of a whole calendar year.
    pub(super) fn years(self) -> bool {
        self.0 & Self::YEAR != 0
    }

    /// Whether some rows are of a month or a day.
    pub(super) fn parts(self) -> bool {
        self.0 & Self::PART != 0
    }

    /// Whether some rows are of a fiscal year.
    pub(super) fn fiscal_years(self) -> bool {
        self.0 & Self::FISCAL != 0
    }
}
