//! The rows of small sums, listed for the trace: where each is, and its own id.
//!
//! They are noted while the rows are added up, only where they are asked for. A row takes 16 bytes and those of its id until its ledger
//! is read; a ledger of more rows than ids may be compared lists none, so that memory stays bounded.

use super::leaf::LeafKey;
use super::sum_cells::{SumCells, SumKey};
use crate::error::count;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A row of a sum.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ListedRow {
    /// The physical line it starts on.
    pub line: u64,
    /// Its own id, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl ListedRow {
    /// A row of a line.
    pub fn new(line: u64, id: Option<String>) -> Self {
        Self { line, id }
    }
}

/// The most rows of a sum that are listed; of more the trace has their number, their exact sum and the hash of the file.
pub const MOST_LISTED: u64 = 1000;

/// The rows of a sum, in order of their lines: all of them, or none where they are not listed. Copies share one list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<ListedRow>", into = "Vec<ListedRow>")]
pub struct ListedRows(Arc<Vec<ListedRow>>);

impl ListedRows {
    /// Whether none are listed.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rows of both; none where they are not those of a sum of so many rows, or too many.
    pub(crate) fn joined(&self, other: &Self, rows: u64) -> Self {
        let both = count(self.len()).saturating_add(count(other.len()));
        if both != rows || both > MOST_LISTED {
            return Self::default();
        }
        match (self.is_empty(), other.is_empty()) {
            (_, true) => self.clone(),
            (true, _) => other.clone(),
            _ => self.iter().chain(other.iter()).cloned().collect::<Vec<_>>().into(),
        }
    }
}

impl From<Vec<ListedRow>> for ListedRows {
    fn from(mut rows: Vec<ListedRow>) -> Self {
        // Those of one thread are in order as they are.
        if !rows.is_sorted() {
            rows.sort();
        }
        Self(Arc::new(rows))
    }
}

impl From<ListedRows> for Vec<ListedRow> {
    fn from(rows: ListedRows) -> Self {
        rows.to_vec()
    }
}

impl Deref for ListedRows {
    type Target = [ListedRow];

    fn deref(&self) -> &[ListedRow] {
        &self.0
    }
}

/// The rows of sums by their keys: those of a sum are all that it has.
pub(super) type RowsByLeaf = BTreeMap<LeafKey, ListedRows>;

/// Whether the rows of a ledger are listed, as far as all threads know.
#[derive(Debug)]
pub(super) struct Listing {
    /// The column that ids are in.
    pub(super) ids: Option<usize>,
    /// The most rows that are listed.
    most: u64,
    /// How many rows all threads have taken.
    taken: AtomicU64,
}

impl Listing {
    pub(super) fn new(ids: Option<usize>, most: usize) -> Self {
        Self { ids, most: count(most), taken: AtomicU64::new(0) }
    }
}

/// A row that a thread added to a sum.
#[derive(Debug)]
struct NotedRow {
    line: u64,
    /// The sum by its place among those of the thread.
    sum: u32,
    /// The bytes of its id.
    id: u32,
}

/// The rows that a thread added to its sums, one after the other.
#[derive(Debug, Default)]
pub(super) struct NotedRows {
    rows: Vec<NotedRow>,
    /// Their ids, without anything between them.
    ids: String,
    /// Whether there were too many.
    full: bool,
    /// Accepted rows that all threads know of.
    counted: u64,
}

impl NotedRows {
    /// Notes a row of a sum.
    #[inline]
    pub(super) fn note(&mut self, sum: usize, line: u64, id: Option<&str>) {
        if self.full {
            return;
        }
        let id = id.unwrap_or_default();
        let (Ok(sum), Ok(length)) = (u32::try_from(sum), u32::try_from(id.len())) else { return self.give_up() };
        self.rows.push(NotedRow { line, sum, id: length });
        self.ids.push_str(id);
    }

    /// Counts the accepted rows of a block, and gives up past the most of them.
    pub(super) fn count(&mut self, listing: &Listing, accepted: u64) {
        let more = accepted.saturating_sub(std::mem::replace(&mut self.counted, accepted));
        let before = listing.taken.fetch_add(more, Ordering::Relaxed);
        if before.saturating_add(more) > listing.most {
            self.give_up();
        }
    }

    #[cold]
    fn give_up(&mut self) {
        *self = Self { full: true, counted: self.counted, ..Self::default() };
    }
}

/// The rows that the threads noted, each list with the keys of the thread's sums.
#[derive(Default)]
pub(super) struct ThreadRows(Vec<(NotedRows, Vec<SumKey>)>);

impl ThreadRows {
    pub(super) fn add(&mut self, rows: NotedRows, cells: &SumCells) {
        self.0.push((rows, cells.keys().collect()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The rows of sums that have `rows_of` them; `place` finds the sum of a key.
    pub(super) fn by_sum(self, rows_of: &[u64], place: impl Fn(SumKey) -> Option<usize>) -> Vec<ListedRows> {
        if self.0.iter().any(|(rows, _)| rows.full) {
            return Vec::new();
        }
        let room = |rows: &u64| Vec::with_capacity(if *rows > MOST_LISTED { 0 } else { usize::try_from(*rows).unwrap_or(0) });
        let mut lists: Vec<Vec<ListedRow>> = rows_of.iter().map(room).collect();
        for (NotedRows { rows, ids, .. }, keys) in self.0 {
            let places: Vec<Option<usize>> = keys.into_iter().map(&place).collect();
            let mut ids = ids.as_str();
            for NotedRow { line, sum, id } in rows {
                let (own, others) = usize::try_from(id).ok().and_then(|length| ids.split_at_checked(length)).unwrap_or_default();
                ids = others;
                let at = usize::try_from(sum).ok().and_then(|sum| places.get(sum).copied().flatten());
                if let Some((list, rows)) = at.and_then(|at| lists.get_mut(at).zip(rows_of.get(at)))
                    && *rows <= MOST_LISTED
                {
                    list.push(ListedRow { line, id: (!own.is_empty()).then(|| own.to_owned()) });
                }
            }
        }
        lists.into_iter().map(ListedRows::from).collect()
    }
}
