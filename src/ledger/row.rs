//! A record into a row: each cell checked, in one order.

use super::amount::RowAmount;
use super::header::{AmountCell, LedgerColumns};
use super::row_parts::{self, RowPart, RowParts};
use super::time_marks::{SumKind, TimeMarks};
use super::{Ids, InputPolicy, PeriodAssignment, UnknownTerm, Vocabulary};
use crate::error::{Error, Message, Problem, count};
use crate::quantity::EnergyBasis;
use crate::records::{Header, Record};
use crate::taxonomy::{MonthPart, Period, Quality};
use core::hash::Hash;
use hashbrown::{Equivalent, HashMap};
use std::borrow::Cow;

/// The longest id that is compared.
const LONGEST_ID: usize = 256;

/// The words and periods that are remembered at a time.
const MOST_WORDS: usize = 1 << 16;

/// The longest word that is remembered.
const LONGEST_WORD: usize = 256;

/// A row whose cells are right.
#[derive(Clone, Debug)]
pub(super) struct LedgerRow<'b> {
    pub(crate) activity: u32,
    pub(crate) unit: u32,
    /// None where the row states none.
    pub(crate) basis: Option<EnergyBasis>,
    /// None where the ledger has no places.
    pub(crate) place: Option<u32>,
    /// What it gives to which sums.
    pub(super) parts: RowParts,
    // Read by the fast reader and by the months of a folder only.
    #[cfg_attr(not(any(feature = "fast", feature = "folder")), allow(dead_code))]
    pub(crate) period: Period,
    /// None where it has no id, or ids are not compared.
    pub(crate) id: Option<Cow<'b, str>>,
    /// The id of the row that it corrects.
    pub(crate) corrects: Option<Cow<'b, str>>,
    /// The grade, or that it is none: what is wrong with an id goes before.
    pub(crate) quality: Result<Option<Quality>, Cause>,
}

impl LedgerRow<'_> {
    /// Whether it corrects a row that is not among those of the run.
    pub(super) fn was_refused(&self, ids: &Ids) -> bool {
        self.corrects.as_ref().is_some_and(|corrects| ids.first(corrects).is_none())
    }
}

/// Why a row is refused, before it is put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    Cells,
    Activity,
    Unit(u32),
    /// Not a basis.
    Basis,
    /// A basis that the activity does not have in a unit.
    NoBasis(u32, u32, EnergyBasis),
    Amount,
    Negative,
    /// Of what the row says that it corrects: itself, or a row that is not known as ids are not compared.
    Corrects,
    Place,
    /// Not a period.
    Period,
    /// A period that the vocabulary does not have for the activity.
    NoSlot(u32, Period),
    /// The same, for a month of the period.
    NoSlotOfMonth(u32, Period),
    /// A period of several years, where rows may not be shared among them.
    SeveralYears,
    Id,
    Quality,
}

impl Cause {
    /// Whether it is of one amount of a record, or its period.
    pub(super) fn is_of_amount(self) -> bool {
        matches!(self, Self::Amount | Self::Negative | Self::NoSlot(..) | Self::NoSlotOfMonth(..) | Self::SeveralYears)
    }
}

/// Reads rows, and remembers the words it met, right and wrong.
pub(super) struct RowReader<'v, V: ?Sized> {
    vocabulary: &'v V,
    policy: &'v InputPolicy,
    header: &'v Header,
    columns: &'v LedgerColumns,
    compare_ids: bool,
    activities: HashMap<Box<str>, Option<u32>>,
    units: HashMap<UnitKey, Option<u32>>,
    bases: HashMap<(u32, u32, EnergyBasis), bool>,
    places: HashMap<Box<str>, Option<u32>>,
    slots: HashMap<u64, Option<PeriodAssignment>>,
    stocks: HashMap<u32, bool>,
    /// The problems of wrong words, to be given again. No more than the problems that are kept.
    explained: HashMap<(u8, u32, Box<str>), Problem>,
}

#[derive(PartialEq, Eq, Hash)]
struct UnitKey(u32, Box<str>);

#[derive(PartialEq, Eq, Hash)]
struct UnitQuery<'a>(u32, &'a str);

impl Equivalent<UnitKey> for UnitQuery<'_> {
    fn equivalent(&self, key: &UnitKey) -> bool {
        self.0 == key.0 && *self.1 == *key.1
    }
}

impl<'v, V: Vocabulary + ?Sized> RowReader<'v, V> {
    pub(crate) fn new(vocabulary: &'v V, policy: &'v InputPolicy, header: &'v Header, columns: &'v LedgerColumns) -> Self {
        Self {
            vocabulary,
            policy,
            header,
            columns,
            compare_ids: policy.ids == super::IdPolicy::Unique && columns.id.is_some(),
            activities: HashMap::new(),
            units: HashMap::new(),
            bases: HashMap::new(),
            places: HashMap::new(),
            slots: HashMap::new(),
            stocks: HashMap::new(),
            explained: HashMap::new(),
        }
    }

    /// Whether rows have ids that must be compared.
    pub(crate) fn compares_ids(&self) -> bool {
        self.compare_ids
    }

    /// Whether an id may be compared as it is.
    pub(crate) fn takes_id(id: &str) -> bool {
        id.len() <= LONGEST_ID && !id.chars().any(char::is_control)
    }

    /// The row that a record holds, with one of its amounts; or why it is refused.
    pub(crate) fn read<'b>(&mut self, record: &Record<'_, 'b>, at: AmountCell) -> Result<LedgerRow<'b>, Cause> {
        let columns = self.columns;
        if record.cells != self.header.len() {
            return Err(Cause::Cells);
        }
        let activity = self.activity(&self.cell(record, columns.activity)).ok_or(Cause::Activity)?;
        let unit = self.unit(activity, &self.cell(record, columns.unit)).ok_or(Cause::Unit(activity))?;
        let basis = match columns.basis.map(|column| self.cell(record, column)) {
            Some(cell) if !cell.is_empty() => Some(self.basis(activity, unit, &cell)?),
            _ => None,
        };
        let cell = record.cell(at.column);
        let amount = RowAmount::parse(&cell, self.policy.number).map_err(|_| Cause::Amount)?;
        let corrects = columns.corrects.map(|column| self.cell(record, column)).filter(|id| !id.is_empty());
        // The cell is looked at as well, as -0 is not below zero.
        if corrects.is_none() && (amount.is_negative() || cell.starts_with('-')) && !self.vocabulary.allows_negative(activity) {
            return Err(Cause::Negative);
        }
        let place = match columns.place {
            Some(column) => Some(self.place(&self.cell(record, column)).ok_or(Cause::Place)?),
            None => self.vocabulary.place_of_rows(),
        };
        let period = match at.period {
            Some(period) => period,
            None => self.policy.period(&self.cell(record, columns.period)).map_err(|_| Cause::Period)?,
        };
        let parts = self.parts(activity, period, amount)?;
        let id = match columns.id.filter(|_| self.compare_ids).map(|column| self.id(record, column, at)) {
            Some(id) if !Self::takes_id(&id) => return Err(Cause::Id),
            id => id.filter(|id| !id.is_empty()),
        };
        if corrects.is_some() && (self.policy.ids != super::IdPolicy::Unique || corrects == id) {
            return Err(Cause::Corrects);
        }
        let quality = match columns.quality.map(|column| self.cell(record, column)) {
            Some(cell) if !cell.is_empty() => cell.parse().map(Some).map_err(|_| Cause::Quality),
            _ => Ok(None),
        };
        Ok(LedgerRow { activity, unit, basis, place, parts, period, id, corrects, quality })
    }

    /// The id of a row; each amount of a wide one has its own, by the name of its column.
    pub(super) fn id<'b>(&self, record: &Record<'_, 'b>, column: usize, at: AmountCell) -> Cow<'b, str> {
        let id = record.cell(column);
        match self.header.name(at.column).filter(|_| at.period.is_some() && !id.is_empty()) {
            Some(name) => Cow::Owned(format!("{id} {name}")),
            None => id,
        }
    }

    /// The period as it is written, and in which column.
    pub(super) fn period_cell<'b>(&self, record: &Record<'_, 'b>, at: AmountCell) -> (usize, Cow<'b, str>) {
        match at.period {
            Some(period) => (at.column, Cow::Owned(period.to_string())),
            None => (self.columns.period, self.cell(record, self.columns.period)),
        }
    }

    /// A cell of a record, or what every row has there.
    fn cell<'b>(&self, record: &Record<'_, 'b>, column: usize) -> Cow<'b, str> {
        self.columns.cell(record, column, self.header.len())
    }

    fn activity(&mut self, code: &str) -> Option<u32> {
        if let Some(known) = self.activities.get(code) {
            return *known;
        }
        let found = self.vocabulary.activity(code);
        if code.len() <= LONGEST_WORD {
            keep(&mut self.activities, code.into(), found);
        }
        found
    }

    fn unit(&mut self, activity: u32, unit: &str) -> Option<u32> {
        if let Some(known) = self.units.get(&UnitQuery(activity, unit)) {
            return *known;
        }
        let found = self.vocabulary.unit(activity, unit);
        if unit.len() <= LONGEST_WORD {
            keep(&mut self.units, UnitKey(activity, unit.into()), found);
        }
        found
    }

    fn basis(&mut self, activity: u32, unit: u32, cell: &str) -> Result<EnergyBasis, Cause> {
        let basis = cell.parse().map_err(|_| Cause::Basis)?;
        let key = (activity, unit, basis);
        let taken = match self.bases.get(&key) {
            Some(taken) => *taken,
            None => {
                let taken = self.vocabulary.takes_basis(activity, unit, basis);
                keep(&mut self.bases, key, taken);
                taken
            }
        };
        if taken { Ok(basis) } else { Err(Cause::NoBasis(activity, unit, basis)) }
    }

    fn place(&mut self, place: &str) -> Option<u32> {
        if let Some(known) = self.places.get(place) {
            return *known;
        }
        let found = self.vocabulary.place(place);
        if place.len() <= LONGEST_WORD {
            keep(&mut self.places, place.into(), found);
        }
        found
    }

    /// What a row gives to which sums. A period that is not a year belongs where its months do.
    fn parts(&mut self, activity: u32, period: Period, amount: RowAmount) -> Result<RowParts, Cause> {
        let is_stock = self.is_stock(activity);
        // Most rows are of a year, or of one month of a flow: all of them is in one sum.
        if matches!(period, Period::Year(_) | Period::Fiscal(_)) || (!is_stock && period.month().is_some()) {
            let slot = self.slot(activity, period).ok_or(Cause::NoSlot(activity, period))?;
            return Ok(RowParts::One(RowPart { slot, kind: SumKind::YEAR, marks: TimeMarks::of(period), amount }));
        }
        let mut months: Vec<(MonthPart, PeriodAssignment)> = Vec::new();
        for part in period.month_parts() {
            let slot = match period {
                Period::Month { .. } | Period::Day { .. } => self.slot(activity, period).ok_or(Cause::NoSlot(activity, period)),
                _ => {
                    let month = Period::Month { year: part.year, month: part.month };
                    self.slot(activity, month).ok_or(Cause::NoSlotOfMonth(activity, month))
                }
            };
            months.push((part, slot?));
        }
        let shares = row_parts::by_year(&months);
        let parts = match (is_stock, period) {
            (false, _) if shares.len() > 1 && !self.vocabulary.shares_rows() => return Err(Cause::SeveralYears),
            (false, _) => row_parts::of_flow(&shares, amount),
            (true, Period::Month { .. } | Period::Quarter { .. }) => row_parts::of_stock_by_months(&shares, amount),
            (true, _) => row_parts::of_stock_by_days(&months, amount),
        };
        // Amounts are far from the limits of what can be computed.
        parts.map(RowParts::from).map_err(|_| Cause::Amount)
    }

    fn is_stock(&mut self, activity: u32) -> bool {
        if let Some(known) = self.stocks.get(&activity) {
            return *known;
        }
        let found = self.vocabulary.is_stock(activity);
        keep(&mut self.stocks, activity, found);
        found
    }

    fn slot(&mut self, activity: u32, period: Period) -> Option<PeriodAssignment> {
        let kind = if period.is_fiscal() { 13 } else { period.month().unwrap_or(0) };
        let key = (u64::from(activity) << 32) | (u64::from(period.year().number()) << 8) | u64::from(kind);
        if let Some(known) = self.slots.get(&key) {
            return *known;
        }
        let found = self.vocabulary.period(activity, period);
        keep(&mut self.slots, key, found);
        found
    }

    /// The cause in words.
    pub(crate) fn explain(&mut self, cause: Cause, record: &Record<'_, '_>, at: AmountCell) -> Error {
        let columns = self.columns;
        let (column, problem) = match cause {
            Cause::Cells => (None, self.header.wrong_cells(record.cells).into()),
            Cause::Activity => (Some(columns.activity), self.missed(UnknownTerm::Activity(&self.cell(record, columns.activity)))),
            Cause::Unit(activity) => {
                (Some(columns.unit), self.missed(UnknownTerm::Unit(activity, &self.cell(record, columns.unit))))
            }
            Cause::Basis => {
                let message =
                    Message::UnknownEnergyBasis { value: self.cell(record, columns.basis.unwrap_or_default()).as_ref().into() };
                (columns.basis, message.into())
            }
            Cause::NoBasis(activity, unit, basis) => (columns.basis, self.missed(UnknownTerm::Basis(activity, unit, basis))),
            Cause::Place => (columns.place, self.missed(UnknownTerm::Place(&self.cell(record, columns.place.unwrap_or_default())))),
            Cause::NoSlot(activity, period) | Cause::NoSlotOfMonth(activity, period) => {
                let (column, cell) = self.period_cell(record, at);
                (Some(column), self.missed(UnknownTerm::Period(activity, period, &cell)))
            }
            Cause::Amount => {
                let cell = self.cell(record, at.column);
                let problem = match RowAmount::parse(&cell, self.policy.number) {
                    Err(problem) if !cell.is_empty() => problem,
                    _ => Message::NoAmount.into(),
                };
                (Some(at.column), problem)
            }
            Cause::Negative => {
                let value = self.cell(record, at.column).as_ref().into();
                let named = columns.corrects.is_some();
                let message = if named { Message::NegativeWithoutRow { value } } else { Message::NegativeAmount { value } };
                (Some(at.column), message.into())
            }
            Cause::Corrects => {
                let column = columns.corrects.unwrap_or_default();
                let value = self.cell(record, column).as_ref().into();
                let unchecked = self.policy.ids != super::IdPolicy::Unique;
                let message = if unchecked { Message::CorrectsUncheckedRow { value } } else { Message::CorrectsItself { value } };
                (Some(column), message.into())
            }
            Cause::Period => {
                let cell = self.cell(record, columns.period);
                let problem = self.policy.period(&cell).err();
                (Some(columns.period), problem.unwrap_or_else(|| Message::NotAPeriod { value: cell.as_ref().into() }.into()))
            }
            Cause::SeveralYears => {
                let (column, cell) = self.period_cell(record, at);
                (Some(column), Message::PeriodOfSeveralYears { value: cell.as_ref().into() }.into())
            }
            Cause::Id => {
                let column = columns.id.unwrap_or_default();
                let message = Message::BadId { value: self.cell(record, column).as_ref().into(), limit: count(LONGEST_ID) };
                (Some(column), message.into())
            }
            Cause::Quality => {
                let column = columns.quality.unwrap_or_default();
                let problem = Message::UnknownQuality { value: self.cell(record, column).as_ref().into() }.into();
                (Some(column), problem)
            }
        };
        self.place_of(column, record, problem)
    }

    /// A problem at a column of a record, with the row's id.
    pub(crate) fn place_of(&self, column: Option<usize>, record: &Record<'_, '_>, problem: Problem) -> Error {
        let mut at = self.header.location(record.line, column.unwrap_or(usize::MAX));
        if let Some(name) = column.and_then(|column| self.columns.fixed_name(column, self.header.len())) {
            at = at.with_column(name);
        }
        // A row with the wrong number of cells may have another column's text in the place of its id; a bad id is shown anyway.
        let named = self.columns.id.filter(|id| column.is_some() && column != Some(*id)).map(|id| record.cell(id));
        if let Some(id) = named.filter(|id| !id.is_empty()) {
            at = at.with_id(id.chars().take(61).collect::<String>());
        }
        Error::Cell { at, problem }
    }

    fn missed(&mut self, miss: UnknownTerm<'_>) -> Problem {
        let key = match miss {
            UnknownTerm::Activity("") | UnknownTerm::Unit(_, "") => return Message::EmptyCell.into(),
            UnknownTerm::Activity(code) => (0, 0, code),
            UnknownTerm::Unit(activity, unit) => (1, activity, unit),
            UnknownTerm::Place(place) => (2, 0, place),
            UnknownTerm::Period(..) | UnknownTerm::Basis(..) => return self.vocabulary.explain(miss),
        };
        let vocabulary = self.vocabulary;
        if key.2.len() > LONGEST_WORD {
            return vocabulary.explain(miss);
        }
        let key = (key.0, key.1, Box::from(key.2));
        self.explained.entry(key).or_insert_with(|| vocabulary.explain(miss)).clone()
    }
}

/// Keeps what was found of a word, be it nothing, within bounds: what is forgotten is asked for again.
fn keep<K: Eq + Hash, T>(words: &mut HashMap<K, T>, word: K, found: T) {
    if words.len() >= MOST_WORDS {
        words.clear();
    }
    words.insert(word, found);
}
