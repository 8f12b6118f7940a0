//! Tally: what the rows of ledgers add up to.

use super::ListedRows;
use super::finding::SeriesFinding;
use super::leaf::{Added, Leaf, LeafKey, LeafView};
use super::listed_rows::RowsByLeaf;
use super::named_sums::NamedSums;
use super::points::Points;
use super::time_marks::TimeMarks;
use crate::check::{Finding, few};
use crate::error::{Error, Location, Message, Result, count};
use crate::notice::Notice;
use crate::records::Limits;
use crate::taxonomy::{Calendar, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one ledger as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FileRows {
    /// Its SHA-256, if it was taken.
    pub sha256: Option<String>,
    /// Rows accepted, those of other years among them.
    pub accepted: u64,
    /// Rows refused.
    pub rejected: u64,
    /// Rows of years that are not counted.
    pub outside: BTreeMap<Year, u64>,
    /// Columns that mean nothing in a ledger, as spelled.
    pub unknown_columns: BTreeSet<String>,
    /// The line of the header, where other rows are above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_line: Option<u64>,
    /// What the points of amounts may be.
    #[serde(default)]
    pub(super) points: Points,
}

impl FileRows {
    /// Amounts such as `12.500`, of which the file does not show whether the point is the decimal mark: how many, and the line of the
    /// first.
    pub fn open_points(&self) -> Option<(u64, u64)> {
        self.points.asked()
    }
}

/// The sums of a tally: those of one ledger as they were read, or those of any by name.
#[derive(Clone, Debug, Default)]
pub(super) struct Leaves {
    read: Option<NamedSums>,
    /// Empty where `read` holds them.
    named: BTreeMap<LeafKey, Added>,
}

impl From<NamedSums> for Leaves {
    fn from(sums: NamedSums) -> Self {
        Self { read: Some(sums), named: BTreeMap::new() }
    }
}

impl Leaves {
    fn len(&self) -> usize {
        self.read.as_ref().map_or(self.named.len(), NamedSums::len)
    }

    /// The sums, in order of file, activity, unit, basis, place and year.
    fn views(&self) -> impl Iterator<Item = LeafView<'_>> {
        let named = self.named.iter().map(|(key, added)| {
            let LeafKey { file, activity, unit, basis, place, year, kind } = key;
            LeafView { file, activity, unit, basis: *basis, place, year: *year, kind: *kind, added: *added }
        });
        self.read.iter().flat_map(NamedSums::views).chain(named)
    }

    /// The months and years of each of them.
    fn marks(&self) -> impl Iterator<Item = TimeMarks> {
        let named = self.named.iter().map(|(key, added)| key.kind.by_months(added.marks));
        self.read.iter().flat_map(NamedSums::marks).chain(named)
    }

    /// The same by name, so that any may be added to.
    fn named(&mut self) -> &mut BTreeMap<LeafKey, Added> {
        if let Some(read) = self.read.take() {
            self.named = read.by_name();
        }
        &mut self.named
    }
}

impl PartialEq for Leaves {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.views().eq(other.views())
    }
}

impl Eq for Leaves {}

/// What the rows of ledgers add up to, and what was wrong with the others.
///
/// Merging is associative and commutative: parts of a city, tallied separately and merged in any order, give the same as the whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "StoredTally", into = "StoredTally")]
pub struct Tally {
    pub(super) leaves: Leaves,
    pub(super) files: BTreeMap<String, FileRows>,
    pub(super) problems: Vec<Error>,
    pub(super) limits: Limits,
    pub(super) listed: RowsByLeaf,
}

impl Tally {
    /// Adds one sum, as if its rows had been read.
    pub fn add(&mut self, leaf: &Leaf) -> Result<()> {
        let facts = FileRows { sha256: leaf.sha256.clone(), accepted: leaf.rows, ..FileRows::default() };
        let key = LeafView::from(leaf).key();
        self.join_file(&leaf.file, &facts);
        self.join(key.clone(), Added::of(leaf))?;
        self.join_listed(key, Some(&leaf.listed));
        Ok(())
    }

    /// Adds another tally.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        self.limits.keys = self.limits.keys.min(other.limits.keys);
        self.limits.errors = self.limits.errors.min(other.limits.errors);
        for (file, facts) in &other.files {
            self.join_file(file, facts);
        }
        self.problems.extend(other.problems.iter().cloned());
        self.problems.sort_by_cached_key(|error| (error.at().cloned(), error.to_string()));
        self.problems.truncate(self.limits.errors);
        if self.leaves.len() == 0 && other.leaves.len() <= self.limits.keys {
            self.leaves = other.leaves.clone();
            self.listed.clone_from(&other.listed);
            return Ok(());
        }
        let lists_rows = !self.listed.is_empty() || !other.listed.is_empty();
        for view in other.leaves.views() {
            let key = view.key();
            self.join(key.clone(), view.added)?;
            if lists_rows {
                let listed = other.listed.get(&key);
                self.join_listed(key, listed);
            }
        }
        Ok(())
    }

    /// Lists the rows that were added to a sum with those before, if all are known and they are not too many.
    fn join_listed(&mut self, key: LeafKey, more: Option<&ListedRows>) {
        let rows = self.leaves.named().get(&key).map_or(0, |added| added.rows);
        let before = self.listed.remove(&key).unwrap_or_default();
        let listed = before.joined(more.unwrap_or(&ListedRows::default()), rows);
        if !listed.is_empty() {
            self.listed.insert(key, listed);
        }
    }

    pub(super) fn join(&mut self, key: LeafKey, added: Added) -> Result<()> {
        let leaves = self.leaves.named();
        if let Some(held) = leaves.get_mut(&key) {
            return held.join(added);
        }
        if leaves.len() >= self.limits.keys {
            return Err(crowded(&key.file, &self.limits));
        }
        leaves.insert(key, added);
        Ok(())
    }

    /// The same, of a file with this hash.
    #[cfg(feature = "folder")]
    pub(crate) fn with_sha256(mut self, sha256: &str) -> Self {
        for facts in self.files.values_mut() {
            facts.sha256 = Some(sha256.to_owned());
        }
        self
    }

    fn join_file(&mut self, file: &str, facts: &FileRows) {
        let Some(held) = self.files.get_mut(file) else {
            self.files.insert(file.to_owned(), facts.clone());
            return;
        };
        if held.sha256 != facts.sha256 {
            held.sha256 = None;
        }
        held.accepted = held.accepted.saturating_add(facts.accepted);
        held.rejected = held.rejected.saturating_add(facts.rejected);
        for (year, rows) in &facts.outside {
            let sum = held.outside.entry(*year).or_insert(0);
            *sum = sum.saturating_add(*rows);
        }
        held.unknown_columns.extend(facts.unknown_columns.iter().cloned());
        held.header_line = held.header_line.max(facts.header_line);
        held.points.join(facts.points);
    }

    /// The sums, in order of file, activity, unit, basis, place and year.
    pub fn leaves(&self) -> impl Iterator<Item = Leaf> {
        // In the same order.
        let mut lists = self.listed.iter().peekable();
        self.views().map(move |view| {
            let sha256 = self.files.get(view.file).and_then(|facts| facts.sha256.as_deref());
            let listed = lists.next_if(|(key, _)| view.has(key)).map(|(_, rows)| rows.clone());
            view.leaf(sha256, listed.unwrap_or_default())
        })
    }

    /// The same where they are held.
    pub(crate) fn views(&self) -> impl Iterator<Item = LeafView<'_>> {
        self.leaves.views()
    }

    /// What is known of each ledger.
    pub fn files(&self) -> &BTreeMap<String, FileRows> {
        &self.files
    }

    /// Rows accepted, those of other years among them.
    pub fn accepted(&self) -> u64 {
        self.files.values().fold(0, |sum, facts| sum.saturating_add(facts.accepted))
    }

    /// Rows refused. Accepted and refused together are the rows seen.
    pub fn rejected(&self) -> u64 {
        self.files.values().fold(0, |sum, facts| sum.saturating_add(facts.rejected))
    }

    /// Rows seen.
    pub fn seen(&self) -> u64 {
        self.accepted().saturating_add(self.rejected())
    }

    /// Rows of years that are not counted: accepted, but not summed.
    pub fn outside(&self) -> BTreeMap<Year, u64> {
        let mut outside = BTreeMap::new();
        for (year, rows) in self.files.values().flat_map(|facts| &facts.outside) {
            let sum: &mut u64 = outside.entry(*year).or_insert(0);
            *sum = sum.saturating_add(*rows);
        }
        outside
    }

    /// The first problems by file and line; the cap is a limit of the input policy.
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// Whether the result may be used: no row was refused, or the caller collects.
    pub fn is_usable(&self, on_bad: super::OnBad) -> bool {
        self.rejected() == 0 || on_bad == super::OnBad::Collect
    }

    /// What a reader of the result should know, in order.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        for (file, facts) in &self.files {
            let columns = facts.unknown_columns.iter().map(|column| crate::error::shown(column));
            notices.extend(columns.map(|column| Notice::LedgerColumn { file: file.clone(), column }));
            notices.extend(facts.header_line.map(|line| Notice::HeaderBelow { file: file.clone(), line }));
        }
        let fiscal = self.leaves.marks().any(TimeMarks::has_fiscal_years);
        for ((activity, place, year), marks) in if fiscal { self.marks_by_series() } else { BTreeMap::new() } {
            if marks.has_fiscal_years() && !year.is_fiscal() {
                let place = (!place.is_empty()).then(|| crate::error::shown(place));
                notices.push(Notice::FiscalAsCalendar { activity: activity.to_owned(), place });
            }
        }
        Notice::in_order(&mut notices);
        notices
    }

    /// What the rows of an activity show to be incomplete or counted twice, each once. The months of fiscal years are named by their
    /// calendar.
    pub fn findings(&self, calendar: Option<Calendar>) -> Vec<SeriesFinding> {
        let mut findings = Vec::new();
        if !self.may_have_findings() {
            return findings;
        }
        for ((activity, place, year), marks) in self.marks_by_series() {
            let (part, fiscal) = (marks.has_parts(), marks.has_fiscal_years() && !year.is_fiscal());
            // Among fiscal years a row of a fiscal year is one of the whole year.
            let whole = marks.has_years() || (marks.has_fiscal_years() && year.is_fiscal());
            let named = || (activity.to_owned(), (!place.is_empty()).then(|| crate::error::shown(place)));
            let mut add = |finding| findings.push(SeriesFinding::new(activity, place, year, finding));
            let (activity, place) = named();
            if part && !whole && !fiscal && !marks.months().missing().is_empty() {
                let months = marks.months().missing().named(year, calendar);
                let (months, more) = few(months);
                add(Finding::MonthsMissing { activity: activity.clone(), place: place.clone(), months, more });
            }
            if whole && part {
                add(Finding::YearAndMonths { activity: activity.clone(), place: place.clone(), year });
            }
            if whole && fiscal {
                add(Finding::YearAndFiscal { activity: activity.clone(), place: place.clone(), year });
            }
            if part && fiscal {
                add(Finding::MonthsAndFiscal { activity, place, year });
            }
        }
        findings
    }

    /// Whether the rows may show anything: some are of a part of a year, or of periods of two kinds. Most ledgers are of whole years,
    /// or of whole years by months, and nothing is collected of them.
    fn may_have_findings(&self) -> bool {
        let mut all = TimeMarks::default();
        let partial = self.leaves.marks().fold(false, |partial, marks| {
            all.join(marks);
            partial || marks.is_partial()
        });
        let kinds = [all.has_years(), all.has_parts(), all.has_fiscal_years()];
        partial || kinds.into_iter().filter(|kind| *kind).count() > 1
    }

    /// The months and years of the rows by activity, place and year, whatever the file and unit.
    fn marks_by_series(&self) -> BTreeMap<(&str, &str, Year), TimeMarks> {
        let mut series: BTreeMap<(&str, &str, Year), TimeMarks> = BTreeMap::new();
        for view in self.views() {
            let marks = view.kind.by_months(view.added.marks);
            series.entry((view.activity, view.place, view.year)).or_default().join(marks);
        }
        series
    }
}

/// The error of a tally with too many keys.
pub(super) fn crowded(file: &str, limits: &Limits) -> Error {
    let problem = Message::TooManyGroups { limit: count(limits.keys) }.into();
    Error::File { at: Location::file(file), problem }
}

/// A tally as it is written down.
#[derive(Serialize, Deserialize)]
struct StoredTally {
    leaves: Vec<(Leaf, TimeMarks)>,
    files: BTreeMap<String, FileRows>,
    problems: Vec<Error>,
    limits: Limits,
}

impl From<Tally> for StoredTally {
    fn from(tally: Tally) -> Self {
        let leaves = tally.leaves().zip(tally.views().map(|view| view.added.marks)).collect();
        Self { leaves, files: tally.files, problems: tally.problems, limits: tally.limits }
    }
}

impl TryFrom<StoredTally> for Tally {
    type Error = Error;

    fn try_from(stored: StoredTally) -> Result<Self> {
        let mut tally = Self { limits: stored.limits, ..Self::default() };
        let mut own = BTreeMap::new();
        for (leaf, marks) in &stored.leaves {
            tally.add(leaf)?;
            if let Some(entry) = tally.leaves.named().last_entry() {
                // Leaves are written in order, so the one just added is the last; any other order is no tally's.
                let key = entry.key();
                if *key != LeafView::from(leaf).key() {
                    return Err(Message::LeavesOutOfOrder.into());
                }
                entry.into_mut().marks.join(*marks);
            }
            // Rows that several sums have a part of are counted once among those accepted.
            let rows: &mut u64 = own.entry(&leaf.file).or_insert(0);
            *rows = rows.saturating_add(leaf.rows.saturating_sub(leaf.shared));
        }
        for (file, summed) in own {
            let accepted = stored.files.get(file).map_or(0, |facts| facts.accepted);
            if accepted < summed {
                return Err(Message::MoreRowsSummed { value: file.into(), summed, accepted }.into());
            }
        }
        tally.files = stored.files;
        tally.problems = stored.problems;
        Ok(tally)
    }
}
