//! The rows behind a leaf, read again.

use super::header::LedgerColumns;
use super::leaf::ledger_changed;
use super::row::RowReader;
use super::row_parts::RowPart;
use super::time_marks::SumKind;
use super::{Ids, Leaf};
use super::{InputPolicy, PeriodAssignment, Vocabulary};
use crate::error::Result;
use crate::quantity::Exact;
use crate::records::{BlockReader, Cursor};
use serde::{Deserialize, Serialize};
use std::io::Read;

/// A row of a leaf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeafRow {
    /// The physical line it starts on.
    pub line: u64,
    /// Its own id, if it has one.
    pub id: Option<String>,
    /// The period as written.
    pub period: String,
    /// What it gives to the leaf, in its unit: the amount, or the part of the leaf's year; of a stock, once for each month or day.
    pub amount: Exact,
}

/// Reads a ledger again and hands over every row of `leaf`, in the file's order; an error unless they add up to it.
///
/// `ids` is the register after the run that gave the leaf: a row whose id occurred elsewhere before was refused then.
pub fn rows_of<V: Vocabulary + ?Sized>(
    reader: impl Read,
    leaf: &Leaf,
    vocabulary: &V,
    input: &InputPolicy,
    ids: &Ids,
    mut each: impl FnMut(LeafRow) -> Result<()>,
) -> Result<()> {
    let mut table = BlockReader::open(reader, &leaf.file, input.delimiter, input.limits)?;
    let header = table.header().clone();
    let columns = LedgerColumns::find(&header, input)?;
    let mut rows = RowReader::new(vocabulary, input, &header, &columns);
    let (mut total, mut count) = (Exact::ZERO, 0_u64);
    let mut spare = Vec::new();
    while let Some(block) = table.next(spare)? {
        let mut cursor = Cursor::new(&block, table.rules());
        while let Some(record) = cursor.next() {
            let record = record.map_err(|fault| fault.error(&leaf.file, Some(&header), &input.limits))?;
            let Ok(entry) = rows.read(&record) else { continue };
            let place = entry.place.map(|place| vocabulary.place_name(place)).unwrap_or_default();
            let kind = SumKind::of(leaf.coverage);
            let own = |part: &&RowPart| part.slot == PeriodAssignment::Counted(leaf.year) && part.kind == kind;
            let Some(part) = entry.parts.as_slice().iter().find(own) else { continue };
            let same = entry.quality.is_ok()
                && place == leaf.place.as_str()
                && vocabulary.activity_name(entry.activity) == leaf.activity.as_str()
                && vocabulary.unit_name(entry.unit) == leaf.unit.as_str()
                && entry.basis == leaf.basis;
            let first = entry.id.as_ref().and_then(|id| ids.first(id));
            if !same || entry.was_refused(ids) || first.is_some_and(|first| first != (leaf.file.as_str(), record.line)) {
                continue;
            }
            let amount = part.amount.exact()?;
            let amount = vocabulary.unit_multiple(entry.unit).map_or(Ok(amount), |multiple| amount.checked_mul(multiple))?;
            total = total.checked_add(amount)?;
            count = count.saturating_add(1);
            let id = columns.id.map(|column| record.cell(column).into_owned()).filter(|id| !id.is_empty());
            let period = record.cell(columns.period).into_owned();
            each(LeafRow { line: record.line, id, period, amount })?;
        }
        spare = block.bytes;
    }
    if total == leaf.sum && count == leaf.rows {
        return Ok(());
    }
    Err(ledger_changed(&leaf.file, (count, total), (leaf.rows, leaf.sum)))
}
