//! What one thread adds up.

use super::header::{AmountCell, LedgerColumns};
use super::ids::{Claim, Ids};
use super::listed_rows::{Listing, MOST_LISTED, NotedRows};
use super::points::Points;
use super::row::{Cause, LedgerRow, RowReader};
use super::same_rows::{ComparedCells, LookedRow, LookedRows};
#[cfg(feature = "fast")]
use super::sum_cells::FastRow;
use super::sum_cells::{GoodRow, SumCells, SumKey};
use super::{OnBad, Options};
use super::{PeriodAssignment, Vocabulary};
use crate::error::{Error, Location, Message, Problem, Text, count};
use crate::records::{Block, Cursor, Fault, Header, Record, Rules};
use crate::taxonomy::Year;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What all threads know of a ledger.
pub(super) struct Ledger<'v> {
    pub(super) file: &'v str,
    /// The file's number in the register of ids.
    pub(super) number: u32,
    pub(super) header: Header,
    pub(super) columns: LedgerColumns,
    pub(super) rules: Rules,
    pub(super) options: &'v Options,
    /// The cells by which rows are compared, where they are.
    pub(super) compared: Option<ComparedCells>,
    /// How the rows of sums are listed, where they are.
    pub(super) listing: Option<Listing>,
}

/// What one thread added up.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) cells: SumCells,
    pub(super) accepted: u64,
    pub(super) rejected: u64,
    pub(super) outside: BTreeMap<Year, u64>,
    /// What points of its amounts may be.
    pub(super) points: Points,
    pub(super) looked: LookedRows,
    pub(super) noted: NotedRows,
    /// The first bad rows, by line, up to the cap.
    pub(super) problems: Vec<Error>,
    /// Why and on which line the reading ended before its time.
    pub(super) end: Option<(u64, Error)>,
    /// Whether there were more keys than may be.
    pub(super) crowded: bool,
    /// Rows that correct others: they count once all rows of the ledger are known, so that their order does not matter.
    pub(super) corrections: Vec<Correction>,
}

/// A row that corrects another.
pub(super) struct Correction {
    line: u64,
    id: Option<String>,
    corrects: String,
    row: GoodRow,
}

/// One thread at work.
pub(super) struct Worker<'v, V: ?Sized> {
    pub(super) ledger: &'v Ledger<'v>,
    #[cfg(feature = "fast")]
    pub(super) vocabulary: &'v V,
    pub(super) reader: RowReader<'v, V>,
    pub(super) counted: Counted,
}

/// A row whose id must be compared before it counts.
pub(super) struct Waiting<'b> {
    pub(super) id: Cow<'b, str>,
    /// The id of the row that it corrects.
    pub(super) corrects: Option<Cow<'b, str>>,
    pub(super) line: u64,
    /// The row, or what is wrong with its quality (in words, if more problems are kept).
    pub(super) row: Result<GoodRow, Option<Error>>,
}

/// A cell as bytes, which is cheaper to cut than text.
pub(super) struct CellBytes<'b>(pub(super) Cow<'b, str>);

impl AsRef<[u8]> for CellBytes<'_> {
    #[inline]
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl Correction {
    pub(super) fn line(&self) -> u64 {
        self.line
    }
}

impl<'v, V: Vocabulary + ?Sized> Worker<'v, V> {
    pub(super) fn new(ledger: &'v Ledger<'v>, vocabulary: &'v V) -> Self {
        let reader = RowReader::new(vocabulary, &ledger.options.input, &ledger.header, &ledger.columns);
        Self {
            ledger,
            #[cfg(feature = "fast")]
            vocabulary,
            reader,
            counted: Counted { points: Points::of(ledger.options.input.number), ..Counted::default() },
        }
    }

    /// Reads a block: adds the rows without ids, gives those with ids in order.
    pub(super) fn block<'b>(&mut self, block: &'b Block) -> Vec<Waiting<'b>> {
        let mut waiting = Vec::new();
        let mut cursor = Cursor::new(block, self.ledger.rules);
        while let Some(record) = cursor.next() {
            match record {
                Err(fault) => self.fault(fault),
                Ok(record) => drop(self.record(&record, &mut waiting)),
            }
            if self.counted.end.is_some() {
                break;
            }
        }
        waiting
    }

    pub(super) fn fault(&mut self, fault: Fault) {
        let line = fault.line;
        let error = fault.error(self.ledger.file, Some(&self.ledger.header), &self.ledger.options.input.limits);
        self.counted.end = Some((line, error));
    }

    /// Takes or refuses the rows of a record by the reference reader, and gives what was read of the last of them; nothing of one of
    /// empty cells.
    pub(super) fn record<'b>(
        &mut self,
        record: &Record<'_, 'b>,
        waiting: &mut Vec<Waiting<'b>>,
    ) -> Option<Result<LedgerRow<'b>, Cause>> {
        let ledger = self.ledger;
        let mut last: Option<Result<LedgerRow<'b>, Cause>> = None;
        for at in ledger.columns.amounts(record, ledger.header.len()) {
            // Rows of one record are looked at once.
            let read = self.row_of(record, at, waiting, last.is_none());
            // What is wrong with all of them is named once.
            let ends = matches!(read, Err(cause) if !cause.is_of_amount());
            last = Some(read);
            if ends || self.counted.end.is_some() {
                break;
            }
        }
        last
    }

    /// A row with one amount; `looks` where its cells are compared with those of other records.
    fn row_of<'b>(
        &mut self,
        record: &Record<'_, 'b>,
        at: AmountCell,
        waiting: &mut Vec<Waiting<'b>>,
        looks: bool,
    ) -> Result<LedgerRow<'b>, Cause> {
        if !self.counted.points.is_settled() {
            let cell = record.cell(at.column);
            self.counted.points.see(self.ledger.options.input.number.ascii_digits(&cell).as_bytes(), record.line);
        }
        let read = self.reader.read(record, at);
        match &read {
            Err(cause) => {
                let words = self.wants_words().then(|| self.reader.explain(*cause, record, at));
                self.refuse(record.line, words);
            }
            Ok(LedgerRow { activity, unit, basis, place, parts, id, corrects, quality, .. }) => {
                let key = SumKey::new(*activity, *unit, *basis, *place);
                let row = match quality {
                    Ok(quality) => Ok(GoodRow { key, parts: parts.clone(), quality: *quality }),
                    Err(cause) => Err(self.wants_words().then(|| self.reader.explain(*cause, record, at))),
                };
                match (id, row) {
                    (Some(id), row) => {
                        waiting.push(Waiting { id: id.clone(), corrects: corrects.clone(), line: record.line, row });
                    }
                    (None, Ok(good)) => {
                        if looks {
                            self.look(&good, record);
                        }
                        // An id that is not compared is listed all the same.
                        let id = self.listed_ids().map(|column| self.reader.id(record, column, at)).filter(|id| !id.is_empty());
                        self.add_or_keep(good, record.line, id.as_deref(), corrects.as_deref());
                    }
                    (None, Err(words)) => self.refuse(record.line, words),
                }
            }
        }
        read
    }

    /// Looks at an accepted row without id, where rows are compared.
    fn look(&mut self, row: &GoodRow, record: &Record<'_, '_>) {
        if let Some(cells) = &self.ledger.compared
            && let Some(row) = LookedRow::of(row, record.line)
        {
            self.counted.looked.look(cells, row, |column| CellBytes(record.cell(column)));
        }
    }

    /// The same for a row that the fast reader gave.
    #[cfg(feature = "fast")]
    #[inline]
    pub(super) fn look_fast<T: AsRef<[u8]>>(&mut self, row: &FastRow, line: u64, cell: impl Fn(usize) -> T) {
        if let Some(cells) = &self.ledger.compared
            && let Some(row) = LookedRow::of_fast(row, line)
        {
            self.counted.looked.look(cells, row, cell);
        }
    }

    /// Looks at the point of an amount that the fast reader gave; `cell` are the bytes of a column.
    #[cfg(feature = "fast")]
    #[inline]
    pub(super) fn see_fast<T: AsRef<[u8]>>(&mut self, row: &FastRow, line: u64, cell: impl Fn(usize) -> T) {
        // Most ledgers show in their first rows what a point is, or have none.
        if row.scale != 0 && !self.counted.points.is_settled() {
            self.counted.points.see(cell(self.ledger.columns.amount).as_ref(), line);
        }
    }

    /// The same of a row that the fast reader refused.
    #[cfg(feature = "fast")]
    #[inline]
    pub(super) fn refuse_fast<T: AsRef<[u8]>>(&mut self, line: u64, cell: impl Fn(usize) -> T) {
        if !self.counted.points.is_settled() {
            self.counted.points.see(cell(self.ledger.columns.amount).as_ref(), line);
        }
        self.refuse(line, None);
    }

    /// The column of ids, where they are listed.
    #[inline]
    pub(super) fn listed_ids(&self) -> Option<usize> {
        self.ledger.listing.as_ref().and_then(|listing| listing.ids)
    }

    /// Notes a row that was added to the sum of a place, where rows are listed.
    #[inline]
    pub(super) fn note(&mut self, at: usize, line: u64, id: Option<&str>) {
        // In a thread alone a sum may already have more than are listed.
        if self.ledger.listing.is_some() && self.counted.cells.rows(at) <= MOST_LISTED {
            self.counted.noted.note(at, line, id);
        }
    }

    /// To be called after a block, so that no more rows are noted than are listed.
    pub(super) fn count_noted(&mut self) {
        if let Some(listing) = &self.ledger.listing {
            self.counted.noted.count(listing, self.counted.accepted);
        }
    }

    /// Compares the ids of waiting rows and adds those that are new. To be called block after block, in the file's order.
    pub(super) fn settle(&mut self, waiting: Vec<Waiting<'_>>, ids: &mut Ids) {
        let Ledger { file, number, options, .. } = *self.ledger;
        let cap = options.input.limits.errors;
        // A bad row ends the reading here as well, if it comes before the one that ended it.
        let ended = self.counted.end.take();
        let mut late = std::mem::take(&mut self.counted.problems);
        for Waiting { id, corrects, line, row } in waiting {
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
                        Claim::New => self.add_or_keep(good, line, Some(id.as_ref()), corrects.as_deref()),
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

    /// Adds a row, or keeps it where it corrects another.
    fn add_or_keep(&mut self, row: GoodRow, line: u64, id: Option<&str>, corrects: Option<&str>) {
        let Some(corrects) = corrects else { return self.add(&row, line, id) };
        let most = self.ledger.options.input.limits.ids;
        if self.counted.corrections.len() >= most {
            let problem = Message::TooManyIds { limit: count(most) }.into();
            self.counted.end = Some((line, Error::File { at: self.at_corrects(line), problem }));
            return;
        }
        self.counted.corrections.push(Correction { line, id: id.map(str::to_owned), corrects: corrects.to_owned(), row });
    }

    /// Adds rows that correct others, or refuses those whose row is not known.
    pub(super) fn correct(&mut self, corrections: Vec<Correction>, ids: &Ids) {
        for Correction { line, id, corrects, row } in corrections {
            if self.counted.end.is_some() {
                break;
            }
            if ids.first(&corrects).is_some() {
                self.add(&row, line, id.as_deref());
                continue;
            }
            let words = self.wants_words().then(|| {
                let at = self.at_corrects(line);
                let at = if let Some(id) = id { at.with_id(id) } else { at };
                Error::Cell { at, problem: Message::CorrectsUnknownRow { value: corrects.into() }.into() }
            });
            self.refuse(line, words);
        }
        self.count_noted();
    }

    fn at_corrects(&self, line: u64) -> Location {
        self.ledger.header.location(line, self.ledger.columns.corrects.unwrap_or(usize::MAX))
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
    pub(super) fn wants_words(&self) -> bool {
        self.ledger.options.on_bad == OnBad::Stop || self.counted.problems.len() < self.ledger.options.input.limits.errors
    }

    pub(super) fn refuse(&mut self, line: u64, words: Option<Error>) {
        self.counted.rejected = self.counted.rejected.saturating_add(1);
        let Some(error) = words else { return };
        if self.ledger.options.on_bad == OnBad::Stop {
            self.counted.end = Some((line, error));
        } else {
            self.counted.problems.push(error);
        }
    }

    #[inline]
    pub(super) fn add(&mut self, row: &GoodRow, line: u64, id: Option<&str>) {
        self.counted.accepted = self.counted.accepted.saturating_add(1);
        let parts = row.parts.as_slice();
        let mut outside = None;
        for part in parts {
            let year = match part.slot {
                PeriodAssignment::Counted(year) => year,
                PeriodAssignment::OtherYear(year) => {
                    // A row is named once for each such year; its parts are in the order of time.
                    if outside != Some(year) {
                        let rows = self.counted.outside.entry(year).or_insert(0);
                        *rows = rows.saturating_add(1);
                    }
                    outside = Some(year);
                    continue;
                }
            };
            match self.counted.cells.add(row.key, part, row.quality, year, self.ledger.options.input.limits.keys) {
                Ok(Some(at)) => self.note(at, line, id),
                Ok(None) => self.counted.crowded = true,
                Err(error) => self.counted.end = Some((line, error)),
            }
            if parts.len() > 1 {
                self.counted.cells.note_shared(row.key, part, year);
            }
        }
    }
}

fn line_of(error: &Error) -> Option<u64> {
    error.at().and_then(crate::error::Location::line_number)
}
