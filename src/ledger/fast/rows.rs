//! The rows of a block by the fast reader, added many at a time.

use super::{FastOutcome, FastReader};
use crate::error::Error;
use crate::ledger::row::RowReader;
use crate::ledger::sum_cells::FastRow;
use crate::ledger::worker::{CellBytes, Waiting, Worker};
use crate::ledger::{PeriodAssignment, Vocabulary};
use crate::records::{Block, Cut, Index, Record, Walk};

/// Rows that are added at a time.
const BATCH: usize = 256;

/// What one thread reads blocks with.
#[derive(Debug, Default)]
pub(in crate::ledger) struct FastRows {
    reader: FastReader,
    index: Index,
    /// Rows that wait to be added, many at a time: one alone would wait for memory.
    batch: Vec<(FastRow, u64)>,
}

impl FastRows {
    /// As [`Worker::block`]: the same outcome, sooner.
    pub(in crate::ledger) fn block<'b, V: Vocabulary + ?Sized>(
        &mut self,
        part: &mut Worker<'_, V>,
        block: &'b Block,
    ) -> Vec<Waiting<'b>> {
        let mut index = std::mem::take(&mut self.index);
        let waiting = if index.fill(block, part.ledger.rules.delimiter()) {
            let mut waiting = Vec::new();
            self.indexed(&index, part, block, &mut waiting);
            waiting
        } else {
            part.block(block)
        };
        self.index = index;
        waiting
    }

    /// By the index: rows of known words at once, all others one by one as the reference reader does.
    fn indexed<'b, V: Vocabulary + ?Sized>(
        &mut self,
        index: &Index,
        part: &mut Worker<'_, V>,
        block: &'b Block,
        waiting: &mut Vec<Waiting<'b>>,
    ) {
        let ledger = part.ledger;
        let columns = &ledger.columns;
        let bytes = block.bytes.as_slice();
        let ids = columns.id.filter(|_| part.reader.compares_ids());
        // Ids that are not compared, but listed.
        let unchecked = part.listed_ids();
        let mut walk = Walk::new(index, block, ledger.rules);
        while part.counted.end.is_none() {
            let cut = walk.cut();
            if let Some(cut) = cut {
                let cell = |column| bytes_of(bytes, &cut, column);
                match self.reader.read(bytes, columns, part.vocabulary, |cell| cut.cell(cell)) {
                    FastOutcome::Good(row) => match ids {
                        None => {
                            part.see_fast(&row, cut.line, cell);
                            part.look_fast(&row, cut.line, cell);
                            if let Some(column) = unchecked {
                                let (start, end) = cut.cell(column).unwrap_or_default();
                                let id = walk.text(start, end);
                                part.add(&row.into(), cut.line, Some(id).filter(|id| !id.is_empty()));
                                continue;
                            }
                            self.batch.push((row, cut.line));
                            if self.batch.len() >= BATCH {
                                self.add_batch(part);
                            }
                            continue;
                        }
                        Some(column) => {
                            let (start, end) = cut.cell(column).unwrap_or_default();
                            let id = walk.text(start, end);
                            if RowReader::<V>::takes_id(id) {
                                part.see_fast(&row, cut.line, cell);
                                match Some(id.into()).filter(|_| !id.is_empty()) {
                                    Some(id) => waiting.push(Waiting { id, corrects: None, line: cut.line, row: Ok(row.into()) }),
                                    None => {
                                        part.look_fast(&row, cut.line, cell);
                                        part.add(&row.into(), cut.line, None);
                                    }
                                }
                                continue;
                            }
                        }
                    },
                    FastOutcome::Bad if !part.wants_words() => {
                        part.refuse_fast(cut.line, cell);
                        continue;
                    }
                    FastOutcome::Bad | FastOutcome::Unknown => {}
                }
            }
            let record = match &cut {
                Some(cut) => walk.again(cut),
                None => walk.next(),
            };
            match record {
                None => break,
                Some(Err(fault)) => part.fault(fault),
                Some(Ok(record)) => self.known_or_learnt(part, &record, cut.is_none(), bytes, waiting),
            }
        }
        self.add_batch(part);
    }

    fn add_batch<V: Vocabulary + ?Sized>(&mut self, part: &mut Worker<'_, V>) {
        let mut batch = std::mem::take(&mut self.batch);
        let most = part.ledger.options.input.limits.keys;
        let mut first: Option<(u64, Error)> = None;
        let mut places = [0; BATCH];
        for rows in batch.chunks(BATCH) {
            for (place, (row, _)) in places.iter_mut().zip(rows) {
                *place = part.counted.cells.likely(row);
            }
            for ((row, line), place) in rows.iter().zip(places) {
                if let PeriodAssignment::OtherYear(_) = row.slot {
                    part.add(&(*row).into(), *line, None);
                    continue;
                }
                part.counted.accepted = part.counted.accepted.saturating_add(1);
                match part.counted.cells.add_fast(row, most, place) {
                    Ok(Some(at)) => part.note(at, *line, None),
                    Ok(None) => part.counted.crowded = true,
                    Err(error) => first = first.or(Some((*line, error))),
                }
            }
        }
        batch.clear();
        self.batch = batch;
        // What ended the reading may stand after a row that waited.
        let ends = [first, part.counted.end.take()];
        part.counted.end = ends.into_iter().flatten().min_by_key(|(line, _)| *line);
    }

    /// A record that was cut by the cursor; its words may be known all the same.
    fn known_or_learnt<'b, V: Vocabulary + ?Sized>(
        &mut self,
        part: &mut Worker<'_, V>,
        record: &Record<'_, 'b>,
        untried: bool,
        bytes: &[u8],
        waiting: &mut Vec<Waiting<'b>>,
    ) {
        let columns = &part.ledger.columns;
        if untried && record.cells == part.ledger.header.len() && !part.reader.compares_ids() {
            match self.reader.read(bytes, columns, part.vocabulary, |cell| record.bounds(cell)) {
                FastOutcome::Good(row) => {
                    part.see_fast(&row, record.line, |column| CellBytes(record.cell(column)));
                    part.look_fast(&row, record.line, |column| CellBytes(record.cell(column)));
                    let id = part.listed_ids().map(|column| record.cell(column)).filter(|id| !id.is_empty());
                    return part.add(&row.into(), record.line, id.as_deref());
                }
                FastOutcome::Bad if !part.wants_words() => {
                    return part.refuse_fast(record.line, |column| CellBytes(record.cell(column)));
                }
                FastOutcome::Bad | FastOutcome::Unknown => {}
            }
        }
        match part.record(record, waiting) {
            Some(Ok(entry)) => self.reader.learn(bytes, columns, record, &entry, part.vocabulary),
            Some(Err(cause)) => self.reader.learn_wrong(bytes, columns, record, cause, part.vocabulary),
            None => {}
        }
    }
}

/// The bytes of a cell of a plain record.
#[inline(always)]
fn bytes_of<'a>(block: &'a [u8], cut: &Cut<'_>, column: usize) -> &'a [u8] {
    let (start, end) = cut.cell(column).unwrap_or_default();
    block.get(start..end).unwrap_or_default()
}
