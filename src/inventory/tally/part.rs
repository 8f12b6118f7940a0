//! What one thread adds up.

use super::ids::{Claim, Ids};
use super::sum::Sum;
use super::table::Spans;
use super::{OnBad, Options};
use crate::activity::{Amount, Columns, Entry, RowReader, Slot, Vocabulary};
use crate::error::{Error, Kind, Problem};
use crate::records::{Block, Cursor, Header, Record, Rules};
use crate::taxonomy::{Period, Quality, Year};
use hashbrown::HashMap;
use hashbrown::hash_map::Entry as Place;
use std::collections::BTreeMap;

/// What all threads know of a ledger.
pub(super) struct Ledger<'v> {
    pub(super) file: &'v str,
    /// The file's number in the register of ids.
    pub(super) number: u32,
    pub(super) header: Header,
    pub(super) columns: Columns,
    pub(super) rules: Rules,
    pub(super) options: &'v Options,
}

/// A sum under way.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) sum: Sum,
    pub(super) rows: u64,
    pub(super) quality: Option<Quality>,
    pub(super) spans: Spans,
}

/// What one thread added up.
#[derive(Default)]
pub(super) struct Counted {
    pub(super) cells: HashMap<u128, Cell>,
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
pub(super) struct Part<'v, V: ?Sized> {
    ledger: &'v Ledger<'v>,
    reader: RowReader<'v, V>,
    pub(super) counted: Counted,
}

/// A row that is right in itself.
struct Good {
    activity: u32,
    unit: u32,
    place: Option<u32>,
    slot: Slot,
    period: Period,
    amount: Amount,
    quality: Option<Quality>,
}

/// A row whose id must be compared before it counts.
pub(super) struct Waiting<'b> {
    id: std::borrow::Cow<'b, str>,
    line: u64,
    /// The row, or what is wrong with its quality (in words, if there is room for them).
    row: Result<Good, Option<Error>>,
}

impl<'v, V: Vocabulary + ?Sized> Part<'v, V> {
    pub(super) fn new(ledger: &'v Ledger<'v>, vocabulary: &'v V) -> Self {
        let reader = RowReader::new(vocabulary, &ledger.options.input, &ledger.header, &ledger.columns);
        Self { ledger, reader, counted: Counted::default() }
    }

    /// Reads a block: adds the rows without ids, gives those with ids in order.
    pub(super) fn block<'b>(&mut self, block: &'b Block) -> Vec<Waiting<'b>> {
        let mut waiting = Vec::new();
        let mut cursor = Cursor::new(block, self.ledger.rules);
        while let Some(record) = cursor.next() {
            match record {
                Err(fault) => {
                    let line = fault.line;
                    let error = fault.error(self.ledger.file, Some(&self.ledger.header), &self.ledger.options.input.limits);
                    self.counted.end = Some((line, error));
                }
                Ok(record) => self.record(&record, &mut waiting),
            }
            if self.counted.end.is_some() {
                break;
            }
        }
        waiting
    }

    fn record<'b>(&mut self, record: &Record<'_, 'b>, waiting: &mut Vec<Waiting<'b>>) {
        let entry = match self.reader.read(record) {
            Ok(entry) => entry,
            Err(cause) => {
                let words = self.wants_words().then(|| self.reader.explain(cause, record));
                return self.refuse(record.line, words);
            }
        };
        let Entry { activity, unit, place, slot, period, amount, id, quality } = entry;
        let row = match quality {
            Ok(quality) => Ok(Good { activity, unit, place, slot, period, amount, quality }),
            Err(cause) => Err(self.wants_words().then(|| self.reader.explain(cause, record))),
        };
        match (id, row) {
            (Some(id), row) => waiting.push(Waiting { id, line: record.line, row }),
            (None, Ok(good)) => self.add(&good, record.line),
            (None, Err(words)) => self.refuse(record.line, words),
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
                    let place = if first_file == file { String::new() } else { format!("{first_file}, ") };
                    let reason = format!("the same id as in {place}line {first_line}");
                    let problem = Problem::new(Kind::Id, &id, reason, "give every row its own id, or set ids = \"unchecked\"");
                    self.id_error(line, problem)
                });
                self.refuse(line, words);
            } else {
                match row {
                    Err(words) => self.refuse(line, words),
                    Ok(good) => match ids.claim(&id, number, line, options.input.limits.ids) {
                        Claim::New => self.add(&good, line),
                        Claim::Full => {
                            let reason = format!("more than {} ids", options.input.limits.ids);
                            let mend = "raise the limit \"ids\", or set ids = \"unchecked\"";
                            let at = self.ledger.header.locus(line, self.ledger.columns.id.unwrap_or(usize::MAX));
                            self.counted.end = Some((line, Error::File { at, problem: Problem::bare(Kind::Limit, reason, mend) }));
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

    /// Whether rows bear ids that must be compared.
    pub(super) fn compares_ids(&self) -> bool {
        self.reader.compares_ids()
    }

    fn id_error(&self, line: u64, problem: Problem) -> Error {
        let at = self.ledger.header.locus(line, self.ledger.columns.id.unwrap_or(usize::MAX));
        Error::Row { at, problem }
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

    fn add(&mut self, row: &Good, line: u64) {
        self.counted.accepted = self.counted.accepted.saturating_add(1);
        let year = match row.slot {
            Slot::Counted(year) => year,
            Slot::OtherYear(year) => {
                let rows = self.counted.outside.entry(year).or_insert(0);
                *rows = rows.saturating_add(1);
                return;
            }
        };
        let most = self.ledger.options.input.limits.keys;
        let held = self.counted.cells.len();
        let cell = match self.counted.cells.entry(packed(row.activity, row.unit, row.place, year)) {
            Place::Occupied(cell) => cell.into_mut(),
            Place::Vacant(place) if held < most => place.insert(Cell::default()),
            Place::Vacant(_) => {
                self.counted.crowded = true;
                return;
            }
        };
        cell.rows = cell.rows.saturating_add(1);
        cell.quality = cell.quality.max(row.quality);
        cell.spans.note(row.period);
        if let Err(error) = cell.sum.add(row.amount) {
            self.counted.end = Some((line, error));
        }
    }
}

fn line_of(error: &Error) -> Option<u64> {
    error.at().and_then(crate::error::Locus::line_number)
}

/// Activity, unit, place and year in one number.
fn packed(activity: u32, unit: u32, place: Option<u32>, year: Year) -> u128 {
    let place = place.map_or(0, |place| u128::from(place).wrapping_add(1));
    (u128::from(activity) << 96) | (u128::from(unit) << 64) | (place << 16) | u128::from(year.number())
}

/// Activity, unit, place and year again.
pub(super) fn unpacked(key: u128) -> Option<(u32, u32, Option<u32>, Year)> {
    let low = |bits: u128| u32::try_from(bits & u128::from(u32::MAX)).ok();
    let place = (key >> 16) & 0xffff_ffff_ffff;
    let place = match place.checked_sub(1) {
        Some(place) => Some(low(place)?),
        None => None,
    };
    Some((low(key >> 96)?, low(key >> 64)?, place, Year::new(u16::try_from(key & 0xffff).ok()?).ok()?))
}
