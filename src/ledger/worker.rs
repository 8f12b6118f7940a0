//! What one thread adds up.

use super::fast::{FastOutcome, FastReader};
use super::header::LedgerColumns;
use super::ids::{Claim, Ids};
use super::leaf::Spans;
use super::row::{Cause, LedgerRow, RowReader};
use super::sum_cells::{FastRow, GoodRow, SumCells, SumKey};
use super::{OnBad, Options};
use super::{PeriodAssignment, Vocabulary};
use crate::error::{Error, Message, Problem, Text, count};
use crate::records::{Block, Cursor, Fault, Header, Index, Record, Rules, Walk};
use crate::taxonomy::Year;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Which of the two readers reads a ledger; the outcome is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadingMode {
    /// Rows of known words at once, the others by the reference reader.
    Fast,
    /// Every row cell by cell.
    Reference,
}

/// Rows that are added at a time.
const BATCH: usize = 256;

/// What all threads know of a ledger.
pub(super) struct Ledger<'v> {
    pub(super) file: &'v str,
    /// The file's number in the register of ids.
    pub(super) number: u32,
    pub(super) header: Header,
    pub(super) columns: LedgerColumns,
    pub(super) rules: Rules,
    pub(super) options: &'v Options,
    pub(super) mode: ReadingMode,
}

/// What one thread added up.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) cells: SumCells,
    pub(super) accepted: u64,
    pub(super) rejected: u64,
    pub(super) outside: BTreeMap<Year, u64>,
    /// The first bad rows, by line, up to the cap.
    pub(super) problems: Vec<Error>,
    /// Why and on which line the reading ended before its time.
    pub(super) end: Option<(u64, Error)>,
    /// Whether there were more keys than may be.
    pub(super) crowded: bool,
}

/// One thread at work.
pub(super) struct Worker<'v, V: ?Sized> {
    ledger: &'v Ledger<'v>,
    vocabulary: &'v V,
    reader: RowReader<'v, V>,
    /// None where every row is read by the reference reader.
    fast: Option<(FastReader, Index)>,
    /// Rows that wait to be added, many at a time: one only would wait for memory.
    batch: Vec<(FastRow, u64)>,
    pub(super) counted: Counted,
}

/// A row whose id must be compared before it counts.
pub(super) struct Waiting<'b> {
    id: Cow<'b, str>,
    line: u64,
    /// The row, or what is wrong with its quality (in words, if more problems are kept).
    row: Result<GoodRow, Option<Error>>,
}

impl<'v, V: Vocabulary + ?Sized> Worker<'v, V> {
    pub(super) fn new(ledger: &'v Ledger<'v>, vocabulary: &'v V) -> Self {
        let reader = RowReader::new(vocabulary, &ledger.options.input, &ledger.header, &ledger.columns);
        let fast = (ledger.mode == ReadingMode::Fast).then(Default::default);
        Self { ledger, vocabulary, reader, fast, batch: Vec::new(), counted: Counted::default() }
    }

    /// Reads a block: adds the rows without ids, gives those with ids in order.
    pub(super) fn block<'b>(&mut self, block: &'b Block) -> Vec<Waiting<'b>> {
        let mut waiting = Vec::new();
        match self.fast.take() {
            Some((mut fast, mut index)) => {
                if index.fill(block, self.ledger.options.input.delimiter.byte()) {
                    self.fast_rows(block, &mut fast, &index, &mut waiting);
                } else {
                    self.reference_rows(block, &mut waiting);
                }
                self.fast = Some((fast, index));
            }
            None => self.reference_rows(block, &mut waiting),
        }
        waiting
    }

    fn reference_rows<'b>(&mut self, block: &'b Block, waiting: &mut Vec<Waiting<'b>>) {
        let mut cursor = Cursor::new(block, self.ledger.rules);
        while let Some(record) = cursor.next() {
            match record {
                Err(fault) => self.fault(fault),
                Ok(record) => drop(self.record(&record, waiting)),
            }
            if self.counted.end.is_some() {
                break;
            }
        }
    }

    /// The same by the index: rows of known words at once, all others one by one as the reference reader does.
    fn fast_rows<'b>(&mut self, block: &'b Block, fast: &mut FastReader, index: &Index, waiting: &mut Vec<Waiting<'b>>) {
        let ledger = self.ledger;
        let columns = &ledger.columns;
        let bytes = block.bytes.as_slice();
        let ids = columns.id.filter(|_| self.reader.compares_ids());
        let mut walk = Walk::new(index, block, ledger.rules);
        while self.counted.end.is_none() {
            let cut = walk.cut();
            if let Some(cut) = cut {
                match fast.read(bytes, columns, self.vocabulary, |cell| cut.cell(cell)) {
                    FastOutcome::Good(row) => match ids {
                        None => {
                            self.batch.push((row, cut.line));
                            if self.batch.len() >= BATCH {
                                self.add_batch();
                            }
                            continue;
                        }
                        Some(column) => {
                            let (start, end) = cut.cell(column).unwrap_or_default();
                            let id = walk.text(start, end);
                            if RowReader::<V>::takes_id(id) {
                                self.take(&row.into(), Some(id.into()).filter(|_| !id.is_empty()), cut.line, waiting);
                                continue;
                            }
                        }
                    },
                    FastOutcome::Bad if !self.wants_words() => {
                        self.refuse(cut.line, None);
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
                Some(Err(fault)) => self.fault(fault),
                Some(Ok(record)) => self.known_or_learnt(&record, cut.is_none(), bytes, fast, waiting),
            }
        }
        self.add_batch();
    }

    fn add_batch(&mut self) {
        let mut batch = std::mem::take(&mut self.batch);
        let most = self.ledger.options.input.limits.keys;
        let mut first: Option<(u64, Error)> = None;
        let mut places = [0; BATCH];
        for rows in batch.chunks(BATCH) {
            for (place, (row, _)) in places.iter_mut().zip(rows) {
                if let PeriodAssignment::Counted(year) = row.slot {
                    *place = self.counted.cells.likely(row, year);
                }
            }
            for ((row, line), place) in rows.iter().zip(places) {
                let year = match row.slot {
                    PeriodAssignment::Counted(year) => year,
                    PeriodAssignment::OtherYear(_) => {
                        self.add(&(*row).into(), *line);
                        continue;
                    }
                };
                self.counted.accepted = self.counted.accepted.saturating_add(1);
                match self.counted.cells.add_fast(row, year, most, place) {
                    Ok(room) => self.counted.crowded |= !room,
                    Err(error) => first = first.or(Some((*line, error))),
                }
            }
        }
        batch.clear();
        self.batch = batch;
        // What ended the reading may be after a row that waited.
        let ends = [first, self.counted.end.take()];
        self.counted.end = ends.into_iter().flatten().min_by_key(|(line, _)| *line);
    }

    /// A record that was cut by the cursor; its words may be known all the same.
    fn known_or_learnt<'b>(
        &mut self,
        record: &Record<'_, 'b>,
        untried: bool,
        bytes: &[u8],
        fast: &mut FastReader,
        waiting: &mut Vec<Waiting<'b>>,
    ) {
        let columns = &self.ledger.columns;
        if untried && record.cells == self.ledger.header.len() && !self.reader.compares_ids() {
            match fast.read(bytes, columns, self.vocabulary, |cell| record.bounds(cell)) {
                FastOutcome::Good(row) => return self.add(&row.into(), record.line),
                FastOutcome::Bad if !self.wants_words() => return self.refuse(record.line, None),
                FastOutcome::Bad | FastOutcome::Unknown => {}
            }
        }
        match self.record(record, waiting) {
            Ok(entry) => fast.learn(bytes, columns, record, &entry, self.vocabulary),
            Err(cause) => fast.learn_wrong(bytes, columns, record, cause, self.vocabulary),
        }
    }

    fn fault(&mut self, fault: Fault) {
        let line = fault.line;
        let error = fault.error(self.ledger.file, Some(&self.ledger.header), &self.ledger.options.input.limits);
        self.counted.end = Some((line, error));
    }

    /// Takes or refuses a row by the reference reader, and gives what was read.
    fn record<'b>(&mut self, record: &Record<'_, 'b>, waiting: &mut Vec<Waiting<'b>>) -> Result<LedgerRow<'b>, Cause> {
        let read = self.reader.read(record);
        match &read {
            Err(cause) => {
                let words = self.wants_words().then(|| self.reader.explain(*cause, record));
                self.refuse(record.line, words);
            }
            Ok(LedgerRow { activity, unit, place, slot, period, amount, id, quality }) => {
                let key = SumKey::new(*activity, *unit, *place);
                let row = match quality {
                    Ok(quality) => Ok(GoodRow { key, slot: *slot, spans: Spans::of(*period), amount: *amount, quality: *quality }),
                    Err(cause) => Err(self.wants_words().then(|| self.reader.explain(*cause, record))),
                };
                match (id, row) {
                    (Some(id), row) => waiting.push(Waiting { id: id.clone(), line: record.line, row }),
                    (None, Ok(good)) => self.add(&good, record.line),
                    (None, Err(words)) => self.refuse(record.line, words),
                }
            }
        }
        read
    }

    fn take<'b>(&mut self, good: &GoodRow, id: Option<Cow<'b, str>>, line: u64, waiting: &mut Vec<Waiting<'b>>) {
        match id {
            Some(id) => waiting.push(Waiting { id, line, row: Ok(*good) }),
            None => self.add(good, line),
        }
    }

    /// Compares the ids of waiting rows and adds those that are new. To be called block after block, in the file's order.
    pub(super) fn settle(&mut self, waiting: Vec<Waiting<'_>>, ids: &mut Ids) {
        let Ledger { file, number, options, .. } = *self.ledger;
        let cap = options.input.limits.errors;
        // A bad row ends the reading here as well, if it comes before the one that ended it.
        let ended = self.counted.end.take();
        let mut late = std::mem::take(&mut self.counted.problems);
        for Waiting { id, line, row } in waiting {
            if let Some((first_file, first_line)) = ids.first(&id) {
                let words = self.wants_words().then(|| {
                    let file = Some(first_file).filter(|first_file| *first_file != file).map(Text::from);
                    let problem = Message::DuplicateRowId { value: id.as_ref().into(), file, line: first_line }.into();
                    self.id_error(line, problem)
                });
                self.refuse(line, words);
            } else {
                match row {
                    Err(words) => self.refuse(line, words),
                    Ok(good) => match ids.claim(&id, number, line, options.input.limits.ids) {
                        Claim::New => self.add(&good, line),
                        Claim::Full => {
                            let problem = Message::TooManyIds { limit: count(options.input.limits.ids) }.into();
                            let at = self.ledger.header.location(line, self.ledger.columns.id.unwrap_or(usize::MAX));
                            self.counted.end = Some((line, Error::File { at, problem }));
                        }
                    },
                }
            }
            if self.counted.end.is_some() {
                break;
            }
        }
        if self.counted.end.is_none() {
            self.counted.end = ended;
        }
        late.append(&mut self.counted.problems);
        late.sort_by_key(line_of);
        late.truncate(cap);
        self.counted.problems = late;
    }

    /// Whether rows have ids that must be compared.
    pub(super) fn compares_ids(&self) -> bool {
        self.reader.compares_ids()
    }

    fn id_error(&self, line: u64, problem: Problem) -> Error {
        let at = self.ledger.header.location(line, self.ledger.columns.id.unwrap_or(usize::MAX));
        Error::Cell { at, problem }
    }

    /// Whether a bad row will be shown.
    fn wants_words(&self) -> bool {
        self.ledger.options.on_bad == OnBad::Stop || self.counted.problems.len() < self.ledger.options.input.limits.errors
    }

    fn refuse(&mut self, line: u64, words: Option<Error>) {
        self.counted.rejected = self.counted.rejected.saturating_add(1);
        let Some(error) = words else { return };
        if self.ledger.options.on_bad == OnBad::Stop {
            self.counted.end = Some((line, error));
        } else {
            self.counted.problems.push(error);
        }
    }

    #[inline]
    fn add(&mut self, row: &GoodRow, line: u64) {
        self.counted.accepted = self.counted.accepted.saturating_add(1);
        let year = match row.slot {
            PeriodAssignment::Counted(year) => year,
            PeriodAssignment::OtherYear(year) => {
                let rows = self.counted.outside.entry(year).or_insert(0);
                *rows = rows.saturating_add(1);
                return;
            }
        };
        match self.counted.cells.add(row, year, self.ledger.options.input.limits.keys) {
            Ok(room) => self.counted.crowded |= !room,
            Err(error) => self.counted.end = Some((line, error)),
        }
    }
}

fn line_of(error: &Error) -> Option<u64> {
    error.at().and_then(crate::error::Location::line_number)
}
