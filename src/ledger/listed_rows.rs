//! The rows of small sums, listed for the trace: where each is, and its own id.
//!
//! Ledgers are read a second time for them, only where a trace is asked for: summing stays as fast as it is, and as small.

use super::header::LedgerColumns;
use super::leaf::{LeafKey, ledger_changed};
use super::row::RowReader;
use super::time_marks::SumKind;
use super::{Ids, InputPolicy, PeriodAssignment, Tally, Vocabulary};
use crate::error::{Result, count};
use crate::quantity::{EnergyBasis, Exact};
use crate::records::{BlockReader, Cursor};
use crate::taxonomy::Year;
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

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

/// The words of a row by their numbers, with the year and the kind of the sum that it gives to.
type RowWords = (u32, u32, Option<EnergyBasis>, Option<u32>, Year, SumKind);

/// The rows of sums; those of a sum count where they are as many as it has.
pub(super) type ListedRows = BTreeMap<LeafKey, Vec<ListedRow>>;

impl Tally {
    /// Reads a ledger of this tally again and lists the rows of its sums, of each that has at most [`MOST_LISTED`]. A ledger of more rows
    /// than ids may be compared is not read again, so that memory stays bounded.
    ///
    /// `ids` is the register after the run that gave the tally: a row whose id occurred elsewhere before was refused then.
    ///
    /// # Errors
    /// A ledger that is not as it was when it was read.
    pub fn list_rows<V: Vocabulary + ?Sized>(
        &mut self,
        reader: impl Read,
        file: &str,
        vocabulary: &V,
        input: &InputPolicy,
        ids: &Ids,
    ) -> Result<()> {
        let most = count(input.limits.ids);
        let small = self.views().filter(|view| view.file == file && view.rows() <= MOST_LISTED);
        let wanted: BTreeMap<LeafKey, (u64, Exact)> = small.map(|view| (view.key(), (view.rows(), view.sum()))).collect();
        let accepted = self.files().get(file).map_or(0, |facts| facts.accepted);
        if wanted.is_empty() || accepted > most {
            return Ok(());
        }
        let mut found: BTreeMap<LeafKey, (Vec<ListedRow>, Exact)> = BTreeMap::new();
        let mut table = BlockReader::open(reader, file, input.delimiter, input.limits)?;
        let header = table.header().clone();
        let columns = LedgerColumns::find(&header, input)?;
        let mut rows = RowReader::new(vocabulary, input, &header, &columns);
        // The sum of the words of a row, by their numbers: nearly every row has words that were met before.
        let mut known: HashMap<RowWords, Option<LeafKey>> = HashMap::new();
        let mut spare = Vec::new();
        while let Some(block) = table.next(spare)? {
            let mut cursor = Cursor::new(&block, table.rules());
            while let Some(record) = cursor.next() {
                let record = record.map_err(|fault| fault.error(file, Some(&header), &input.limits))?;
                let Ok(row) = rows.read(&record) else { continue };
                let first = row.id.as_ref().and_then(|id| ids.first(id));
                if row.quality.is_err() || row.was_refused(ids) || first.is_some_and(|first| first != (file, record.line)) {
                    continue;
                }
                for part in row.parts.as_slice() {
                    let PeriodAssignment::Counted(year) = part.slot else { continue };
                    let words = (row.activity, row.unit, row.basis, row.place, year, part.kind);
                    let key = known.entry(words).or_insert_with(|| {
                        let place = row.place.map(|place| vocabulary.place_name(place)).unwrap_or_default();
                        let (activity, unit) = (vocabulary.activity_name(row.activity), vocabulary.unit_name(row.unit));
                        let [file, activity, unit, place] = [file, &activity, &unit, &place].map(Arc::from);
                        let key = LeafKey { file, activity, unit, basis: row.basis, place, year, kind: part.kind };
                        wanted.contains_key(&key).then_some(key)
                    });
                    let Some(key) = key else { continue };
                    let id = columns.id.map(|column| record.cell(column).into_owned()).filter(|id| !id.is_empty());
                    let amount = part.amount.exact()?;
                    if !found.contains_key(key) {
                        found.insert(key.clone(), (Vec::new(), Exact::ZERO));
                    }
                    if let Some((listed, sum)) = found.get_mut(key) {
                        listed.push(ListedRow { line: record.line, id });
                        *sum = sum.checked_add(amount)?;
                    }
                }
            }
            spare = block.bytes;
        }
        for (key, (rows_before, sum_before)) in wanted {
            let (listed, sum) = found.remove(&key).unwrap_or_default();
            if (count(listed.len()), sum) != (rows_before, sum_before) {
                return Err(ledger_changed(file, (count(listed.len()), sum), (rows_before, sum_before)));
            }
            self.listed.insert(key, listed);
        }
        Ok(())
    }

    /// Adds the rows of another tally, and forgets those of sums that have others too, or too many.
    pub(super) fn join_listed(&mut self, other: &ListedRows) {
        if self.listed.is_empty() && other.is_empty() {
            return;
        }
        for (key, rows) in other {
            let held = self.listed.entry(key.clone()).or_default();
            held.extend(rows.iter().cloned());
            held.sort();
        }
        let mut listed = std::mem::take(&mut self.listed);
        let complete: BTreeMap<LeafKey, u64> = self.views().map(|view| (view.key(), view.rows())).collect();
        listed.retain(|key, rows| count(rows.len()) <= MOST_LISTED && complete.get(key) == Some(&count(rows.len())));
        self.listed = listed;
    }
}
