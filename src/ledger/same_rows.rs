//! Rows that are the same in every cell, and rows that name themselves a total, in all ledgers of a run.
//!
//! Rows with an id are told apart by it. Of every other row a print of 128 bits is kept, up to a limit: past it no rows are compared.

use super::header::LedgerColumns;
use super::sum_cells::SumKey;
use super::{InputPolicy, OPTIONAL, PeriodAssignment, REQUIRED, SeriesFinding, Vocabulary};
use crate::check::{Finding, few};
use crate::error::shown;
use crate::records::Header;
use crate::taxonomy::{Year, is_total_word};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Before the name of a column in what a print is taken of, and before its cell: bytes that no text has.
const COLUMN: u8 = 0xff;
const CELL: u8 = 0xfe;

/// Which cells of a ledger's rows are looked at.
pub(super) struct ComparedCells {
    /// Every column with what goes before its cell, in an order that does not depend on that of the file.
    columns: Vec<(Vec<u8>, usize)>,
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
        let names = header.names().iter().enumerate();
        let meant = |name: &String| policy.aliases.get(name).unwrap_or(name).trim().to_lowercase();
        let mut all: Vec<(Vec<u8>, usize)> = names
            .map(|(at, name)| {
                let name = meant(name);
                // A short mark for columns that every ledger has.
                let known = REQUIRED.iter().chain(&OPTIONAL).position(|known| *known == name);
                let mark = known.and_then(|place| u8::try_from(place).ok()).map_or_else(|| name.into_bytes(), |place| vec![place]);
                ([&[COLUMN], mark.as_slice(), &[CELL]].concat(), at)
            })
            .collect();
        all.sort();
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
    place: Option<u32>,
    year: Year,
}

/// The rows that one thread looked at.
#[derive(Debug, Default)]
pub(super) struct LookedRows {
    prints: Vec<([u64; 2], RowSpot)>,
    totals: Vec<RowSpot>,
    /// Whether there were more rows than are compared.
    full: bool,
    /// Prints that are not yet in the number of all.
    uncounted: usize,
    bytes: Vec<u8>,
}

/// Prints that a thread takes before it counts them for all.
const COUNTED_AT_ONCE: usize = 1024;

impl LookedRows {
    /// Looks at a row that is accepted and has no id.
    pub(super) fn look<'c>(
        &mut self,
        cells: &ComparedCells,
        (file, line): (u32, u64),
        (key, slot): (SumKey, PeriodAssignment),
        cell: impl Fn(usize) -> Cow<'c, str>,
    ) {
        let PeriodAssignment::Counted(year) = slot else { return };
        let spot = || {
            let (activity, _, place) = key.numbers();
            RowSpot { line, file, activity, place, year }
        };
        if self.totals.len() < cells.most && cells.words.iter().any(|column| is_total_word(&cell(*column))) {
            self.totals.push(spot());
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
        self.bytes.clear();
        for (mark, column) in &cells.columns {
            let text = cell(*column);
            // A column that a ledger lacks is one of empty cells.
            if !text.is_empty() {
                self.bytes.extend_from_slice(mark);
                self.bytes.extend_from_slice(text.as_bytes());
            }
        }
        self.prints.push((print(&self.bytes), spot()));
    }
}

/// 128 bits of a row: two products of its words, each with its own odd factor.
fn print(bytes: &[u8]) -> [u64; 2] {
    let mut sums = [0x9e37_79b9_7f4a_7c15, 0xc2b2_ae3d_27d4_eb4f];
    for part in bytes.chunks(8) {
        let mut word = [0; 8];
        word.iter_mut().zip(part).for_each(|(byte, from)| *byte = *from);
        let word = u64::from_le_bytes(word);
        let [a, b] = sums;
        sums = [folded(a ^ word, 0xa076_1d64_78bd_642f), folded(b ^ word.rotate_left(32), 0xe703_7ed1_a0b4_28db)];
    }
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let [a, b] = sums;
    [folded(a ^ length, 0x8ebc_6af0_9c88_c6e3), folded(b ^ length, 0x5899_65cc_7537_4cc3)]
}

/// The high and the low half of a product, together.
fn folded(a: u64, b: u64) -> u64 {
    let product = u128::from(a).wrapping_mul(u128::from(b));
    let half = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0);
    half(product) ^ half(product >> 64)
}

/// The rows without ids of all ledgers of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RowRegister {
    prints: Vec<([u64; 2], RowSpot)>,
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
        let mut prints = self.prints.clone();
        prints.sort_unstable_by_key(|(print, _)| *print);
        let same = prints.chunk_by(|(a, _), (b, _)| a == b).filter(|rows| rows.len() > 1);
        let same = same.flat_map(|rows| rows.iter().map(|(_, spot)| spot));
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
        let place = spot.place.map(|place| vocabulary.place_name(place).into_owned()).unwrap_or_default();
        let file = usize::try_from(spot.file).ok().and_then(|at| files.get(at)).cloned().unwrap_or_default();
        series.entry(RowSeries { activity, place, year: spot.year }).or_default().push((file, spot.line));
    }
    series.into_iter().map(|(of, mut rows)| {
        rows.sort();
        (of, rows.into_iter().map(|(file, line)| format!("{}:{line}", shown(&file))).collect())
    })
}
