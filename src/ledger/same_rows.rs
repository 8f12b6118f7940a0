//! Rows that are the same in every cell, and rows that name themselves a total, in all ledgers of a run.
//!
//! Rows with an id are told apart by it. Of every other row a print of 128 bits is kept, up to a limit: past it no rows are compared.
//! Half of a print is what the row means (activity, unit, place, amount), half is the text of its other cells.

use super::amount::RowAmount;
use super::header::LedgerColumns;
#[cfg(feature = "fast")]
use super::sum_cells::FastRow;
use super::sum_cells::{GoodRow, SumKey};
use super::{InputPolicy, PeriodAssignment, SeriesFinding, Vocabulary};
use crate::check::{Finding, few};
use crate::error::shown;
use crate::records::Header;
use crate::taxonomy::{Year, is_total_word};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Which cells of a ledger's rows are looked at.
pub(super) struct ComparedCells {
    /// The ledger's number.
    file: u32,
    /// Columns whose cells are compared as text.
    columns: Vec<ComparedColumn>,
    /// The most rows that are compared.
    most: usize,
    /// How many prints the threads have taken.
    taken: AtomicUsize,
}

/// A column whose cells are compared as text.
struct ComparedColumn {
    /// What tells its cells from those of other columns: it does not depend on its place in the file.
    mark: u64,
    column: usize,
    /// Whether a cell may call the row a total; a place is looked at where sums are.
    may_call_total: bool,
}

impl ComparedCells {
    /// Of a ledger by its number, where `held` prints were taken in ledgers before.
    pub(super) fn new(file: u32, header: &Header, columns: &LedgerColumns, policy: &InputPolicy, held: usize) -> Self {
        // What these cells mean is compared, however it is written.
        let known = [Some(columns.activity), Some(columns.unit), Some(columns.amount), columns.place];
        let names = header.names().iter().enumerate().filter(|(at, _)| !known.contains(&Some(*at)));
        let meant = |name: &String| policy.aliases.get(name).unwrap_or(name).trim().to_lowercase();
        let columns = names.map(|(column, name)| {
            let may_call_total = [columns.asset, columns.note].contains(&Some(column));
            ComparedColumn { mark: of_text(0, meant(name).as_bytes()), column, may_call_total }
        });
        let columns = columns.collect();
        Self { file, columns, most: policy.limits.ids, taken: AtomicUsize::new(held) }
    }
}

/// A row that is accepted and has no id.
#[derive(Clone, Copy, Debug)]
pub(super) struct LookedRow {
    key: SumKey,
    /// Of its first part.
    amount: RowAmount,
    /// The year where it is counted first.
    year: Year,
    line: u64,
}

impl LookedRow {
    /// A row of a line; none where nothing of it is counted.
    pub(super) fn of(row: &GoodRow, line: u64) -> Option<Self> {
        match (row.parts.slot(), row.parts.as_slice()) {
            (PeriodAssignment::Counted(year), [first, ..]) => Some(Self { key: row.key, amount: first.amount, year, line }),
            _ => None,
        }
    }

    /// The same of a row that the fast reader gave.
    #[cfg(feature = "fast")]
    #[inline]
    pub(super) fn of_fast(row: &FastRow, line: u64) -> Option<Self> {
        let PeriodAssignment::Counted(year) = row.slot else { return None };
        Some(Self { key: row.key, amount: RowAmount::Short(row.mantissa, row.scale), year, line })
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct LookedRows {
    /// A print for each row, and next to them where the rows are.
    prints: Vec<RowPrint>,
    spots: Vec<RowSpot>,
    totals: Vec<RowSpot>,
    /// Whether there were more rows than are compared.
    full: bool,
    /// Prints that are not yet in the number of all.
    uncounted: usize,
}

/// Prints that a thread takes before it counts them for all.
const COUNTED_AT_ONCE: usize = 1024;

impl LookedRows {
    /// Looks at a row whose cells are what `cell` gives.
    #[inline]
    pub(super) fn look<T: AsRef<[u8]>>(&mut self, cells: &ComparedCells, row: LookedRow, cell: impl Fn(usize) -> T) {
        let LookedRow { key, amount, year, line } = row;
        let (activity, unit, place) = key.numbers();
        let place = place.map_or(0, |place| place.wrapping_add(1));
        let spot = RowSpot { line, file: cells.file, activity, place, year };
        // The order of columns does not matter; a column that a ledger lacks is one of empty cells.
        let (mut texts, mut is_total) = (0_u64, false);
        for ComparedColumn { mark, column, may_call_total } in &cells.columns {
            let text = cell(*column);
            let text = text.as_ref();
            if text.is_empty() {
                continue;
            }
            texts = texts.wrapping_add(of_text(*mark, text));
            is_total |= *may_call_total && calls_total(text);
        }
        if is_total && self.totals.len() < cells.most {
            self.totals.push(spot);
        }
        if self.full {
            return;
        }
        if self.uncounted >= COUNTED_AT_ONCE {
            let before = cells.taken.fetch_add(std::mem::take(&mut self.uncounted), Ordering::Relaxed);
            if before.saturating_add(COUNTED_AT_ONCE) > cells.most {
                self.forget_prints();
                return;
            }
        }
        self.uncounted = self.uncounted.wrapping_add(1);
        let words = folded(((u64::from(activity) << 32) | u64::from(unit)) ^ START, u64::from(place) ^ WORD);
        self.prints.push((folded(words ^ END, of_amount(amount) ^ START), texts));
        self.spots.push(spot);
    }

    fn forget_prints(&mut self) {
        (self.full, self.prints, self.spots) = (true, Vec::new(), Vec::new());
    }
}

/// Whether a cell is a word for a total.
#[cold]
fn calls_total(cell: &[u8]) -> bool {
    core::str::from_utf8(cell).is_ok_and(is_total_word)
}

/// Odd numbers without a pattern, of which 64 bits are multiplied.
const START: u64 = 0x9e37_79b9_7f4a_7c15;
const WORD: u64 = 0xa076_1d64_78bd_642f;
const END: u64 = 0xe703_7ed1_a0b4_28db;

/// 64 bits of an amount, the same for all ways to write it.
#[inline]
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

/// 64 bits of a text, other ones for each `mark`.
#[inline]
fn of_text(mark: u64, text: &[u8]) -> u64 {
    let length = u64::try_from(text.len()).unwrap_or(u64::MAX);
    let (first, last) = match text.len() {
        0..=8 => (short_word(text), 0),
        9..=16 => ends(text),
        _ => (of_words(mark, text), ends(text).1),
    };
    folded(folded(first ^ mark, last ^ WORD), length ^ END)
}

/// 64 bits of all whole words of a text.
#[cold]
fn of_words(mark: u64, text: &[u8]) -> u64 {
    text.as_chunks::<8>().0.iter().fold(mark, |sum, word| folded(sum ^ u64::from_le_bytes(*word), WORD))
}

/// The first and the last eight bytes of a text that has as many.
#[inline]
fn ends(text: &[u8]) -> (u64, u64) {
    match (text.first_chunk(), text.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (0, 0),
    }
}

/// Up to eight bytes as a number, another one for each text of a length.
#[inline]
fn short_word(text: &[u8]) -> u64 {
    match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(first), Some(last)) => u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32,
        _ => text.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    }
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
    /// As the threads gave them.
    parts: Vec<LookedRows>,
    held: usize,
    /// Whether there were more than are compared.
    full: bool,
}

impl RowRegister {
    /// How many prints there are; more than any limit where there were too many.
    pub(super) fn held(&self) -> usize {
        if self.full { usize::MAX >> 1 } else { self.held }
    }

    /// Whether rows were not compared because there were too many.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// Takes what the threads looked at in one ledger.
    pub(super) fn take(&mut self, parts: impl IntoIterator<Item = LookedRows>, most: usize) {
        for part in parts {
            self.held = self.held.saturating_add(part.prints.len());
            self.full |= part.full || self.held > most;
            self.parts.push(part);
        }
        if self.full {
            self.parts.iter_mut().for_each(LookedRows::forget_prints);
        }
        self.parts.retain(|part| !part.prints.is_empty() || !part.totals.is_empty());
    }

    /// Rows that are the same as another.
    fn same(&self) -> Vec<RowSpot> {
        let twice = self.met_twice();
        if twice.is_empty() {
            return Vec::new();
        }
        // Few rows are alike in half of their prints, so that only those are compared in whole.
        let mut rows: Vec<(RowPrint, RowSpot)> = Vec::new();
        for part in &self.parts {
            for (print, spot) in part.prints.iter().zip(&part.spots) {
                if twice.binary_search(&half(print)).is_ok() {
                    rows.push((*print, *spot));
                }
            }
        }
        rows.sort_unstable_by_key(|(print, _)| *print);
        let alike = rows.chunk_by(|(a, _), (b, _)| a == b).filter(|rows| rows.len() > 1);
        alike.flatten().map(|(_, spot)| *spot).collect()
    }

    /// The halves that several prints have, in order. Those with the same first byte are looked at together, as all of them at once
    /// would wait for memory.
    fn met_twice(&self) -> Vec<u64> {
        if self.full || self.held < 2 {
            return Vec::new();
        }
        let each = self.held.saturating_div(HEAPS).saturating_add(self.held.isqrt()).max(1);
        let mut heaps: Vec<Vec<u64>> = (0..HEAPS).map(|_| Vec::with_capacity(each)).collect();
        for part in &self.parts {
            for print in &part.prints {
                let half = half(print);
                if let Some(heap) = heaps.get_mut(usize::from(half.to_be_bytes()[0])) {
                    heap.push(half);
                }
            }
        }
        let (mut twice, mut met) = (Vec::new(), MetHalves::of(each));
        for heap in heaps {
            met.forget();
            for half in &heap {
                met.meet(*half);
            }
            // Heaps are in order, and so are all of them.
            twice.extend(repeated(heap.into_iter().filter(|half| met.again(*half)).collect()));
        }
        twice
    }

    /// What the rows show, by activity, place and year; `files` by their numbers.
    pub(super) fn findings<V: Vocabulary + ?Sized>(&self, files: &[String], vocabulary: &V) -> Vec<SeriesFinding> {
        let same = by_series(self.same(), files, vocabulary).map(|(of, rows)| {
            let (rows, more) = few(rows);
            of.finding(|activity| Finding::SameRows { activity, rows, more })
        });
        let totals = self.parts.iter().flat_map(|part| part.totals.iter().copied());
        let totals = by_series(totals, files, vocabulary).map(|(of, rows)| {
            let (rows, more) = few(rows);
            of.finding(|activity| Finding::CalledTotal { activity, rows, more })
        });
        let mut findings: Vec<SeriesFinding> = same.chain(totals).collect();
        findings.sort();
        findings
    }
}

/// How many heaps halves are laid on: one for each first byte.
const HEAPS: usize = 256;

/// 64 bits of a print, of which all have a part in each.
#[inline]
fn half((meant, texts): &RowPrint) -> u64 {
    (meant ^ texts.rotate_left(32)).wrapping_mul(START)
}

/// Those that occur more than once, each once, in order.
fn repeated(mut halves: Vec<u64>) -> Vec<u64> {
    halves.sort_unstable();
    let alike = halves.chunk_by(|a, b| a == b).filter(|alike| alike.len() > 1);
    alike.filter_map(|alike| alike.first().copied()).collect()
}

/// Halves by a few of their bits: all that were met twice are found, and a few that were not.
struct MetHalves {
    /// A bit for what was met, and one for what was met again: 64 to 128 places a half.
    places: Vec<(u64, u64)>,
}

impl MetHalves {
    fn of(halves: usize) -> Self {
        Self { places: vec![(0, 0); halves.checked_next_power_of_two().unwrap_or(halves)] }
    }

    fn forget(&mut self) {
        self.places.fill((0, 0));
    }

    /// The word of a half and its bit in it.
    #[inline]
    fn place(&self, half: u64) -> (usize, u64) {
        // There are a power of two of them; the first byte is the same for all.
        let last = self.places.len().wrapping_sub(1);
        (usize::try_from((half >> 6) & 0xffff_ffff).unwrap_or(0) & last, 1 << (half & 63))
    }

    #[inline]
    fn meet(&mut self, half: u64) {
        let (word, bit) = self.place(half);
        if let Some((once, again)) = self.places.get_mut(word) {
            *again |= *once & bit;
            *once |= bit;
        }
    }

    #[inline]
    fn again(&self, half: u64) -> bool {
        let (word, bit) = self.place(half);
        self.places.get(word).is_some_and(|(_, again)| again & bit != 0)
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
fn by_series<V: Vocabulary + ?Sized>(
    spots: impl IntoIterator<Item = RowSpot>,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::amount::short;
    use proptest::prelude::*;

    fn spot(line: u64) -> RowSpot {
        RowSpot { line, file: 0, activity: 0, place: 0, year: Year::FIRST }
    }

    proptest! {
        /// Rows whose prints are the same in both halves are found, in whatever parts they come, and no others.
        #[test]
        fn rows_of_one_print_are_found(
            rows in prop::collection::vec((0..40_u64, 0..4_u64, any::<bool>()), 0..300), cuts in prop::collection::vec(0..300_usize, 3),
        ) {
            // Some of them all over the range, the others next to one another.
            let print = |(a, b, wide): (u64, u64, bool)| if wide { (a.wrapping_mul(START), b.wrapping_mul(WORD)) } else { (a, b) };
            let mut register = RowRegister::default();
            let mut looked: Vec<LookedRows> = (0..4).map(|_| LookedRows::default()).collect();
            for (at, row) in rows.iter().enumerate() {
                let part = &mut looked[cuts.iter().filter(|cut| **cut < at).count()];
                part.prints.push(print(*row));
                part.spots.push(spot(at as u64));
            }
            register.take(looked, 300);
            let mut found: Vec<u64> = register.same().iter().map(|spot| spot.line).collect();
            found.sort_unstable();
            let alike = |row: &(u64, u64, bool)| rows.iter().filter(|other| print(**other) == print(*row)).count() > 1;
            let expected: Vec<u64> = (0..).zip(&rows).filter(|(_, row)| alike(row)).map(|(at, _)| at).collect();
            prop_assert_eq!(found, expected);
            // Past the limit none are compared.
            register.take([LookedRows { prints: vec![(0, 0); 301], spots: vec![spot(0); 301], ..LookedRows::default() }], 300);
            prop_assert!(register.is_full() && register.same().is_empty());
        }

        /// Texts, and amounts by their value, have numbers of their own.
        #[test]
        fn texts_and_amounts_are_told_apart(
            (one, other) in (prop_oneof!["[ab]{0,5}", "[a-c]{6,20}", "\\PC{0,12}"], prop_oneof!["[ab]{0,5}", "[a-c]{6,20}", "\\PC{0,12}"]),
            (mantissa, zeros) in (0..999_u32, 0..4_usize),
        ) {
            prop_assert_eq!(of_text(1, one.as_bytes()) == of_text(1, other.as_bytes()), one == other);
            prop_assert!(of_text(1, one.as_bytes()) != of_text(2, one.as_bytes()));
            let amount = |cell: &str| short(cell.as_bytes()).map(|(mantissa, scale)| of_amount(RowAmount::Short(mantissa, scale)));
            let plain = format!("{mantissa}.5");
            prop_assert_eq!(amount(&plain), amount(&format!("{plain}{}", "0".repeat(zeros))));
            let (finer, whole) = (format!("{mantissa}.05"), format!("{mantissa}5"));
            prop_assert!(amount(&plain) != amount(&finer) && amount(&plain) != amount(&whole));
        }
    }
}
