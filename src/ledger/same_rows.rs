//! Rows that are the same in every cell, and rows that name themselves a total, in all ledgers of a run.
//!
//! Rows with an id are told apart by it. Of every other row a print of 128 bits is kept, up to a limit: past it no rows are compared.
//! Half of a print is what the row means (activity, unit, place, amount), half is the text of its other cells.

use super::amount::RowAmount;
use super::header::LedgerColumns;
use super::sum_cells::GoodRow;
use super::{InputPolicy, PeriodAssignment, SeriesFinding, Vocabulary};
use crate::check::{Finding, few};
use crate::error::shown;
use crate::records::Header;
use crate::taxonomy::{Year, is_total_word};
use hashbrown::HashSet;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Which cells of a ledger's rows are looked at.
pub(super) struct ComparedCells {
    /// Columns whose cells are compared as text, each with its mark, in an order that does not depend on that of the file.
    columns: Vec<(u64, usize)>,
    /// Those that may call a row a total; a place is looked at where sums are.
    words: Vec<usize>,
    /// The most rows that are compared.
    most: usize,
    /// How many prints the threads have taken.
    taken: AtomicUsize,
}

impl ComparedCells {
    /// Of a ledger, where `held` prints were taken in ledgers before.
    pub(super) fn new(header: &Header, columns: &LedgerColumns, policy: &InputPolicy, held: usize) -> Self {
        // What these cells mean is compared, however it is written.
        let known = [Some(columns.activity), Some(columns.unit), Some(columns.amount), columns.place];
        let names = header.names().iter().enumerate().filter(|(at, _)| !known.contains(&Some(*at)));
        let meant = |name: &String| policy.aliases.get(name).unwrap_or(name).trim().to_lowercase();
        let mut all: Vec<(u64, usize)> = names.map(|(at, name)| (of_text(0, meant(name).as_bytes()), at)).collect();
        all.sort_unstable();
        let words = columns.asset.into_iter().chain(columns.note).collect();
        Self { columns: all, words, most: policy.limits.ids, taken: AtomicUsize::new(held) }
    }
}

/// A row where it was met, in numbers of the vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct RowSpot {
    line: u64,
    file: u32,
    activity: u32,
    /// One more than the place's number; 0 where the ledger has no places.
    place: u32,
    year: Year,
}

/// What a row means, and what its other cells say: 64 bits each.
type RowPrint = (u64, u64);

/// The rows that one thread looked at.
#[derive(Debug, Default)]
pub(super) struct LookedRows {
    prints: Vec<(RowPrint, RowSpot)>,
    totals: Vec<RowSpot>,
    /// Whether there were more rows than are compared.
    full: bool,
    /// Prints that are not yet in the number of all.
    uncounted: usize,
}

/// Prints that a thread takes before it counts them for all.
const COUNTED_AT_ONCE: usize = 1024;

impl LookedRows {
    /// Looks at a row that is accepted and has no id.
    #[inline]
    pub(super) fn look<'c>(
        &mut self,
        cells: &ComparedCells,
        (file, line): (u32, u64),
        row: &GoodRow,
        cell: impl Fn(usize) -> Cow<'c, str>,
    ) {
        let (PeriodAssignment::Counted(year), [first, ..]) = (row.parts.slot(), row.parts.as_slice()) else { return };
        let (activity, unit, place) = row.key.numbers();
        let place = place.map_or(0, |place| place.wrapping_add(1));
        let spot = RowSpot { line, file, activity, place, year };
        if cells.words.iter().any(|column| is_total_word(&cell(*column))) && self.totals.len() < cells.most {
            self.totals.push(spot);
        }
        if self.full {
            return;
        }
        if self.uncounted >= COUNTED_AT_ONCE {
            let before = cells.taken.fetch_add(std::mem::take(&mut self.uncounted), Ordering::Relaxed);
            if before.saturating_add(COUNTED_AT_ONCE) > cells.most {
                (self.full, self.prints) = (true, Vec::new());
                return;
            }
        }
        self.uncounted = self.uncounted.saturating_add(1);
        let mut text_print = 0;
        for (mark, column) in &cells.columns {
            let text = cell(*column);
            // A column that a ledger lacks is one of empty cells.
            if !text.is_empty() {
                text_print = of_text(text_print ^ mark, text.as_bytes());
            }
        }
        let words = [(u64::from(activity) << 32) | u64::from(unit), u64::from(place)];
        let meant = words.into_iter().fold(of_amount(first.amount), |sum, word| folded(sum ^ word, WORD));
        self.prints.push(((meant, text_print), spot));
    }
}

/// Odd numbers without a pattern, of which 64 bits are multiplied.
const START: u64 = 0x9e37_79b9_7f4a_7c15;
const WORD: u64 = 0xa076_1d64_78bd_642f;
const END: u64 = 0xe703_7ed1_a0b4_28db;

/// 64 bits of an amount, the same for all ways to write it.
fn of_amount(amount: RowAmount) -> u64 {
    match amount {
        RowAmount::Short(mut mantissa, mut scale) => {
            while scale > 0 && mantissa.checked_rem(10) == Some(0) {
                (mantissa, scale) = (mantissa.wrapping_div(10), scale.wrapping_sub(1));
            }
            folded(START ^ mantissa.cast_unsigned(), WORD ^ u64::from(scale))
        }
        RowAmount::Long(number) => of_text(END, number.to_string().as_bytes()),
    }
}

/// 64 bits of a text that follows others.
#[inline]
fn of_text(before: u64, text: &[u8]) -> u64 {
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let mut sum = folded(before ^ START, WORD ^ length);
    let (words, rest) = text.as_chunks::<8>();
    for word in words {
        sum = folded(sum ^ u64::from_le_bytes(*word), WORD);
    }
    // The end of a longer text is read once more; a shorter one as a number.
    let last = match (rest, text.last_chunk::<8>()) {
        ([], _) => 0,
        (_, Some(last)) => u64::from_le_bytes(*last),
        (rest, None) => rest.iter().fold(0, |last, byte| (last << 8) | u64::from(*byte)),
    };
    folded(sum ^ last, END)
}

/// The high and the low half of a product, together.
#[inline]
fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a).wrapping_mul(u128::from(b));
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    half(product) ^ half(product >> 64)
}

/// The rows without ids of all ledgers of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowRegister {
    prints: Vec<(RowPrint, RowSpot)>,
    totals: Vec<RowSpot>,
    /// Whether there were more than are compared.
    full: bool,
}

impl RowRegister {
    /// How many prints there are; more than any limit where there were too many.
    pub(super) fn held(&self) -> usize {
        if self.full { usize::MAX >> 1 } else { self.prints.len() }
    }

    /// Whether rows were not compared because there were too many.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Takes what the threads looked at in one ledger.
    pub(super) fn take(&mut self, parts: impl IntoIterator<Item = LookedRows>, most: usize) {
        for part in parts {
            self.totals.extend(part.totals);
            self.full |= part.full || self.prints.len().saturating_add(part.prints.len()) > most;
            if self.full {
                self.prints = Vec::new();
            } else {
                self.prints.extend(part.prints);
            }
        }
    }

    /// What the rows show, by activity, place and year; `files` by their numbers.
    pub(super) fn findings<V: Vocabulary + ?Sized>(&self, files: &[String], vocabulary: &V) -> Vec<SeriesFinding> {
        // Few rows are alike in half of their prints, so that only those are compared in whole.
        let mut halves: Vec<u64> = self.prints.iter().map(|((meant, text_print), _)| meant ^ text_print.rotate_left(32)).collect();
        halves.sort_unstable();
        let twice: HashSet<u64> =
            halves.chunk_by(|a, b| a == b).filter(|alike| alike.len() > 1).filter_map(|alike| alike.first().copied()).collect();
        let mut alike: BTreeMap<RowPrint, Vec<&RowSpot>> = BTreeMap::new();
        for (print, spot) in
            self.prints.iter().filter(|((meant, text_print), _)| twice.contains(&(meant ^ text_print.rotate_left(32))))
        {
            alike.entry(*print).or_default().push(spot);
        }
        let same = alike.into_values().filter(|rows| rows.len() > 1).flatten();
        let same = by_series(same, files, vocabulary).map(|(of, rows)| {
            let (rows, more) = few(rows);
            of.finding(|activity| Finding::SameRows { activity, rows, more })
        });
        let totals = by_series(&self.totals, files, vocabulary).map(|(of, rows)| {
            let (rows, more) = few(rows);
            of.finding(|activity| Finding::CalledTotal { activity, rows, more })
        });
        let mut findings: Vec<SeriesFinding> = same.chain(totals).collect();
        findings.sort();
        findings
    }
}

/// Activity, place and year by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct RowSeries {
    activity: String,
    place: String,
    year: Year,
}

impl RowSeries {
    fn finding(&self, found: impl FnOnce(String) -> Finding) -> SeriesFinding {
        SeriesFinding::new(&self.activity, &self.place, self.year, found(self.activity.clone()))
    }
}

/// Rows by their series, each as `file:line`, in the order of files and lines.
fn by_series<'s, V: Vocabulary + ?Sized>(
    spots: impl IntoIterator<Item = &'s RowSpot>,
    files: &[String],
    vocabulary: &V,
) -> impl Iterator<Item = (RowSeries, Vec<String>)> {
    let mut series: BTreeMap<RowSeries, Vec<(String, u64)>> = BTreeMap::new();
    for spot in spots {
        let activity = vocabulary.activity_name(spot.activity).into_owned();
        let place = spot.place.checked_sub(1).map(|place| vocabulary.place_name(place).into_owned()).unwrap_or_default();
        let file = usize::try_from(spot.file).ok().and_then(|at| files.get(at)).cloned().unwrap_or_default();
        series.entry(RowSeries { activity, place, year: spot.year }).or_default().push((file, spot.line));
    }
    series.into_iter().map(|(of, mut rows)| {
        rows.sort();
        (of, rows.into_iter().map(|(file, line)| format!("{}:{line}", shown(&file))).collect())
    })
}
