//! Rows whose every word was met before, read without text: what any other row is, the reference reader says.
#![allow(clippy::inline_always)] // As calls, the parts of a row are handed on through memory, a third slower.

mod rows;
mod slots;
mod wide;
mod words;

use super::sum_cells::{FastRow, SumKey};
use super::time_marks::TimeMarks;
use crate::ledger::header::LedgerColumns;
use crate::ledger::row::{Cause, LedgerRow};
use crate::ledger::row_parts::RowParts;
use crate::ledger::{PeriodAssignment, Vocabulary};
use crate::quantity::EnergyBasis;
use crate::records::Record;
use crate::taxonomy::{Period, Quality};
pub(super) use rows::FastRows;
use slots::{KnownBases, PeriodPlace, PeriodSlots, UnitNumbers};
use words::{Probe, WRONG, WordTable};

/// What is known of an activity.
#[derive(Clone, Copy, Debug)]
struct KnownActivity {
    number: u32,
    may_be_negative: bool,
    is_stock: bool,
}

/// What is known of a stretch of time: of a year or month, and of which days of it.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    year_and_kind: u32,
    /// A period that is all of it, or in it.
    period: Period,
    marks: TimeMarks,
    days: u64,
}

/// The words of a ledger's good rows, and some of its bad ones.
#[derive(Debug, Default)]
pub(super) struct FastReader {
    activities: WordTable,
    known: Vec<KnownActivity>,
    /// The words only: what they mean depends on the activity.
    unit_words: WordTable,
    units: UnitNumbers,
    bases: KnownBases,
    places: WordTable,
    periods: WordTable,
    stretches: Vec<Stretch>,
    slots: PeriodSlots,
}

/// What a row is.
#[derive(Clone, Copy, Debug)]
pub(super) enum FastOutcome {
    Good(FastRow),
    /// Refused by the reference reader too, as one of its cells is.
    Bad,
    /// The plain reader knows.
    Unknown,
}

/// How a word is held: whole; or, of a day, its first eight characters.
const WHOLE: bool = false;
const BY_DAY: bool = true;

impl FastReader {
    /// The row whose cells are where `cell` says.
    #[inline(always)]
    pub(super) fn read<V: Vocabulary + ?Sized>(
        &mut self,
        block: &[u8],
        columns: &LedgerColumns,
        vocabulary: &V,
        cell: impl Fn(usize) -> Option<(usize, usize)>,
    ) -> FastOutcome {
        self.row(block, columns, vocabulary, cell).unwrap_or(FastOutcome::Unknown)
    }

    #[inline(always)]
    fn row<V: Vocabulary + ?Sized>(
        &mut self,
        block: &[u8],
        columns: &LedgerColumns,
        vocabulary: &V,
        cell: impl Fn(usize) -> Option<(usize, usize)>,
    ) -> Option<FastOutcome> {
        let word = |column: usize| cell(column).and_then(|(start, end)| Probe::new(block, start, end));
        let activity_number = self.activities.find(block, &word(columns.activity)?, WHOLE)?;
        let Some(activity) = self.known.get(usize::try_from(activity_number).ok()?).copied() else { return Some(FastOutcome::Bad) };
        let unit_word = self.unit_words.find(block, &word(columns.unit)?, WHOLE)?;
        let unit = self.units.find(activity_number, unit_word)?;
        let basis = match columns.basis.map(&cell) {
            None => None,
            Some(cell) => {
                let (start, end) = cell?;
                match block.get(start..end)? {
                    [] => None,
                    b"net" => Some(self.bases.find(activity_number, unit_word, EnergyBasis::Net)?),
                    b"gross" => Some(self.bases.find(activity_number, unit_word, EnergyBasis::Gross)?),
                    _ => return None,
                }
            }
        };
        let place = match columns.place {
            Some(column) => Some(self.places.find(block, &word(column)?, WHOLE)?),
            None => vocabulary.place_of_rows(),
        };
        let (stretch_number, marks) = self.stretch(block, cell(columns.period)?)?;
        if activity.is_stock && marks.has_parts() {
            // Months and days of a stock have sums of their own, and such rows are few.
            return None;
        }
        let slot = match self.slots.find(activity_number, stretch_number) {
            Some(slot) => slot,
            None => self.ask(activity_number, stretch_number, vocabulary)?,
        };
        let (PeriodPlace::To(slot), true) = (slot, unit != WRONG && place != Some(WRONG)) else { return Some(FastOutcome::Bad) };
        let (start, end) = cell(columns.amount)?;
        let (mantissa, scale) = wide::amount(block, start, end)?;
        if block.get(start) == Some(&b'-') && !activity.may_be_negative {
            return Some(FastOutcome::Bad);
        }
        let quality = match columns.quality.map(&cell) {
            None => None,
            Some(cell) => {
                let (start, end) = cell?;
                match block.get(start..end)? {
                    [] => None,
                    b"H" => Some(Quality::H),
                    b"M" => Some(Quality::M),
                    b"L" => Some(Quality::L),
                    _ => return None,
                }
            }
        };
        if let Some(column) = columns.corrects {
            // A row that corrects another waits for it.
            let (start, end) = cell(column)?;
            if start != end {
                return None;
            }
        }
        let key = SumKey::new(activity.number, unit, basis, place);
        let key = if let PeriodAssignment::Counted(year) = slot { key.in_year(year) } else { key };
        Some(FastOutcome::Good(FastRow { key, mantissa, scale, slot, quality, marks }))
    }

    #[inline(always)]
    fn stretch(&self, block: &[u8], (start, end): (usize, usize)) -> Option<(u32, TimeMarks)> {
        let by_day = end.wrapping_sub(start) == 10;
        let (probe, kind) = if by_day { (Probe::eight(block, start)?, BY_DAY) } else { (Probe::new(block, start, end)?, WHOLE) };
        let number = self.periods.find(block, &probe, kind)?;
        let stretch = self.stretches.get(usize::try_from(number).ok()?)?;
        if by_day {
            let [tens, ones] = *block.get(..end)?.last_chunk()?;
            let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
            if tens > 3 || ones > 9 || (stretch.days >> tens.wrapping_mul(10).wrapping_add(ones)) & 1 == 0 {
                return None;
            }
        }
        Some((number, stretch.marks))
    }

    /// Asks where a stretch belongs that is new to an activity.
    #[cold]
    fn ask<V: Vocabulary + ?Sized>(&mut self, activity: u32, stretch: u32, vocabulary: &V) -> Option<PeriodPlace> {
        let number = self.known.get(usize::try_from(activity).ok()?)?.number;
        let period = self.stretches.get(usize::try_from(stretch).ok()?)?.period;
        let mut months = period.month_parts().map(|part| Period::Month { year: part.year, month: part.month });
        let slot = vocabulary.period(number, months.next().unwrap_or(period));
        if !months.all(|month| vocabulary.period(number, month) == slot) {
            return None;
        }
        self.slots.learn(activity, stretch, slot);
        Some(slot.map_or(PeriodPlace::Nowhere, PeriodPlace::To))
    }

    /// Holds the words of a row that the reference reader took.
    pub(super) fn learn<V: Vocabulary + ?Sized>(
        &mut self,
        block: &[u8],
        columns: &LedgerColumns,
        record: &Record<'_, '_>,
        entry: &LedgerRow<'_>,
        vocabulary: &V,
    ) {
        self.forget_if_full();
        let word = |column: usize| record.bounds(column).and_then(|(start, end)| Probe::new(block, start, end));
        let Some(activity) = self.activity(block, columns, record, entry.activity, vocabulary) else { return };
        if let Some(unit) = self.unit_word(block, columns, record) {
            self.units.learn(activity, unit, Some(entry.unit));
            if let Some(basis) = entry.basis {
                self.bases.learn(activity, unit, basis);
            }
        }
        if let (Some(probe), Some(place)) = (columns.place.and_then(word), entry.place.filter(|place| *place != WRONG)) {
            self.places.learn(block, &probe, WHOLE, place);
        }
        if let RowParts::One(part) = &entry.parts
            && let Some(stretch) = self.period(block, columns, record, entry.period)
        {
            self.slots.learn(activity, stretch, Some(part.slot));
        }
    }

    /// Holds the word for which the reference reader refused a row.
    pub(super) fn learn_wrong<V: Vocabulary + ?Sized>(
        &mut self,
        block: &[u8],
        columns: &LedgerColumns,
        record: &Record<'_, '_>,
        cause: Cause,
        vocabulary: &V,
    ) {
        self.forget_if_full();
        let word = |column: usize| record.bounds(column).and_then(|(start, end)| Probe::new(block, start, end));
        match cause {
            // An empty word is not held: a row of empty cells is no row.
            Cause::Activity if record.cell(columns.activity).is_empty() => {}
            Cause::Activity => {
                if let Some(probe) = word(columns.activity) {
                    self.activities.learn(block, &probe, WHOLE, WRONG);
                }
            }
            Cause::Unit(activity) => {
                let activity = self.activity(block, columns, record, activity, vocabulary);
                if let (Some(activity), Some(unit)) = (activity, self.unit_word(block, columns, record)) {
                    self.units.learn(activity, unit, None);
                }
            }
            Cause::Place => {
                if let Some(probe) = columns.place.and_then(word) {
                    self.places.learn(block, &probe, WHOLE, WRONG);
                }
            }
            Cause::NoSlot(activity, period) => {
                let activity = self.activity(block, columns, record, activity, vocabulary);
                if let (Some(activity), Some(stretch)) = (activity, self.period(block, columns, record, period)) {
                    self.slots.learn(activity, stretch, None);
                }
            }
            // A month that is no word of the row is looked at again.
            Cause::NoSlotOfMonth(..)
            | Cause::SeveralYears
            | Cause::Cells
            | Cause::Basis
            | Cause::NoBasis(..)
            | Cause::Amount
            | Cause::Negative
            | Cause::Corrects
            | Cause::Period
            | Cause::Id
            | Cause::Quality => {}
        }
    }

    fn forget_if_full(&mut self) {
        if self.activities.full() || self.unit_words.full() || self.places.full() || self.periods.full() {
            *self = Self::default();
        }
    }

    /// The activity of a row by its place in the list.
    fn activity<V: Vocabulary + ?Sized>(
        &mut self,
        block: &[u8],
        columns: &LedgerColumns,
        record: &Record<'_, '_>,
        number: u32,
        vocabulary: &V,
    ) -> Option<u32> {
        let (start, end) = record.bounds(columns.activity)?;
        let probe = Probe::new(block, start, end)?;
        if let Some(known) = self.activities.find(block, &probe, WHOLE) {
            return Some(known);
        }
        let at = u32::try_from(self.known.len()).ok()?;
        let (may_be_negative, is_stock) = (vocabulary.allows_negative(number), vocabulary.is_stock(number));
        self.known.push(KnownActivity { number, may_be_negative, is_stock });
        self.activities.learn(block, &probe, WHOLE, at);
        Some(at)
    }

    /// The number of a row's unit word.
    fn unit_word(&mut self, block: &[u8], columns: &LedgerColumns, record: &Record<'_, '_>) -> Option<u32> {
        let (start, end) = record.bounds(columns.unit)?;
        let probe = Probe::new(block, start, end)?;
        let next = self.unit_words.held();
        self.unit_words.learn(block, &probe, WHOLE, next);
        self.unit_words.find(block, &probe, WHOLE)
    }

    /// The stretch of a row by its place in the list; its day is held too.
    fn period(&mut self, block: &[u8], columns: &LedgerColumns, record: &Record<'_, '_>, period: Period) -> Option<u32> {
        let (start, end) = record.bounds(columns.period)?;
        let (probe, kind) = match period {
            Period::Day { .. } => (Probe::eight(block, start)?, BY_DAY),
            _ => (Probe::new(block, start, end)?, WHOLE),
        };
        let year_and_kind = (u32::from(period.year().number()) << 8) | u32::from(kind_of(period)?);
        // A month and the days of it are one stretch.
        let at = match self.stretches.iter().position(|stretch| stretch.year_and_kind == year_and_kind) {
            Some(at) => at,
            None => {
                self.stretches.push(Stretch { year_and_kind, period, marks: TimeMarks::of(period), days: 0 });
                self.stretches.len().wrapping_sub(1)
            }
        };
        let number = u32::try_from(at).ok()?;
        self.periods.learn(block, &probe, kind, number);
        if let (Period::Day { day, .. }, Some(stretch)) = (period, self.stretches.get_mut(at)) {
            stretch.days |= 1_u64.checked_shl(day.into()).unwrap_or(0);
        }
        Some(number)
    }
}

/// What tells the periods of a year apart by where they belong: a month and the days of it are one stretch, and so are spans of the
/// same months. None for a span that crosses years.
fn kind_of(period: Period) -> Option<u8> {
    Some(match period {
        Period::Year(_) => 0,
        Period::Month { month, .. } | Period::Day { month, .. } => month,
        Period::Fiscal(_) => 13,
        Period::Quarter { quarter, .. } => quarter.checked_add(13)?,
        Period::Span { first, last } if first.year() == last.year() => {
            first.month().checked_sub(1)?.checked_mul(12)?.checked_add(last.month())?.checked_add(20)?
        }
        Period::Span { .. } => return None,
    })
}
