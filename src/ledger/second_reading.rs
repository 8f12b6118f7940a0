//! Small ledgers read once more, for what a tally does not keep: months far from the others, and who states the amounts.
//!
//! A tally has one sum a year and looks at no text, so that its memory does not grow with rows and it is not slowed down.

use super::header::LedgerColumns;
use super::months::MonthSums;
use super::row::RowReader;
use super::{InputPolicy, LedgerSources, PeriodAssignment, SeriesFinding, Vocabulary};
use crate::error::{Result, clipped};
use crate::records::{BlockReader, Cursor};
use std::io::Read;

/// The most characters and bytes of a source.
const LONGEST: (usize, usize) = (200, 600);

/// What the second reading of ledgers gives.
#[derive(Clone, Debug, Default)]
pub(crate) struct SecondReading {
    months: MonthSums,
    /// What the columns `source` say.
    pub(crate) sources: LedgerSources,
}

impl SecondReading {
    /// The largest ledger that is read once more, in bytes: the run must not become slower by it.
    pub(crate) const LARGEST: u64 = 1 << 20;

    /// Adds the rows of a ledger that are right; what is wrong with others the tally says.
    pub(crate) fn read<V: Vocabulary + ?Sized>(
        &mut self,
        reader: impl Read,
        file: &str,
        vocabulary: &V,
        input: &InputPolicy,
    ) -> Result<()> {
        let mut table = BlockReader::open(reader, file, &input.ledger_format())?;
        let header = table.header().clone();
        let columns = LedgerColumns::find(&header, &input.columns(table.delimiter()))?;
        let mut rows = RowReader::new(vocabulary, input, &header, &columns);
        let mut spare = Vec::new();
        while let Some(block) = table.next(spare)? {
            let mut cursor = Cursor::new(&block, table.rules());
            while let Some(record) = cursor.next() {
                let Ok(record) = record else { continue };
                let source = columns.source.map(|column| columns.cell(&record, column, header.len())).unwrap_or_default();
                let source = clipped(&source, LONGEST.0, LONGEST.1);
                for at in columns.amounts(&record, header.len()) {
                    let Ok(row) = rows.read(&record, at) else { continue };
                    self.months.add(&row)?;
                    for part in row.parts.as_slice() {
                        let PeriodAssignment::Counted(year) = part.slot else { continue };
                        let place = row.place.map(|place| vocabulary.place_name(place)).unwrap_or_default();
                        self.sources.add(&vocabulary.activity_name(row.activity), &place, year, &source);
                    }
                }
            }
            spare = block.bytes;
        }
        Ok(())
    }

    /// The months that are far from the median of their series.
    pub(crate) fn findings<V: Vocabulary + ?Sized>(&self, vocabulary: &V) -> Vec<SeriesFinding> {
        self.months.findings(vocabulary)
    }
}
