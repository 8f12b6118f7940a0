//! What the words of a ledger mean to an assessor: catalogue, units, places, years with factors.

use super::assessor::Assessor;
use crate::error::{Error, Message, Problem, Text, did_you_mean};
use crate::factors::FallbackPolicy;
use crate::ledger::Leaf;
use crate::ledger::{PeriodAssignment, UnknownTerm, Vocabulary};
use crate::quantity::{Dimension, EnergyBasis, Exact, OwnUnits, Unit};
use crate::taxonomy::{Calendar, Period, Year};
use core::fmt;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

/// The vocabulary of a city: an [`Assessor`], the years of its inventory, its places, its fiscal calendar.
pub struct LedgerVocabulary<'a> {
    assessor: &'a Assessor,
    codes: Vec<&'a str>,
    units: Vec<Unit>,
    /// Units of the city's own, numbered after the others: how many each is of which.
    own_units: Vec<(String, Exact, Unit)>,
    years: Option<BTreeSet<Year>>,
    fiscal: FiscalYears,
    places: Places,
    /// The place of rows that name none.
    own_place: Option<u32>,
    /// Whether places are the departments of an organisation.
    has_departments: bool,
}

/// What fiscal years are to an inventory.
#[derive(Clone, Copy, Debug)]
enum FiscalYears {
    Refused,
    /// Each counts in the calendar year that holds most of its months.
    AsCalendarYears(Calendar),
    /// The years of the inventory are fiscal ones.
    Years(Calendar),
}

impl fmt::Debug for LedgerVocabulary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { assessor, years, fiscal, .. } = self;
        let mut shown = f.debug_struct("LedgerVocabulary");
        shown.field("assessor", assessor).field("years", years).field("fiscal", fiscal).finish_non_exhaustive()
    }
}

/// Places are known beforehand, or any name is one.
enum Places {
    Listed(Vec<String>, BTreeMap<String, u32>),
    Any(PlaceNumbers),
}

impl<'a> LedgerVocabulary<'a> {
    /// For an assessor: all years, any place, fiscal years refused.
    pub fn new(assessor: &'a Assessor) -> Self {
        Self {
            codes: assessor.catalogue().codes().collect(),
            units: Unit::all().collect(),
            own_units: Vec::new(),
            years: None,
            fiscal: FiscalYears::Refused,
            places: Places::Any(PlaceNumbers::default()),
            own_place: None,
            has_departments: false,
            assessor,
        }
    }

    /// The same, counting these years only; rows of others are named, not summed.
    #[must_use]
    pub fn of_years(mut self, years: impl IntoIterator<Item = Year>) -> Self {
        self.years = Some(years.into_iter().collect());
        self
    }

    /// The same, with units of the city's own.
    #[must_use]
    pub fn with_units(mut self, units: &OwnUnits) -> Self {
        self.own_units = units.sizes().map(|(name, multiple, unit)| (name.to_owned(), multiple, unit)).collect();
        self
    }

    /// The same, with a list of places (and the city as a whole); any other is refused.
    #[must_use]
    pub fn with_places(mut self, places: impl IntoIterator<Item = String>) -> Self {
        let list: Vec<String> = std::iter::once(String::new()).chain(places).collect();
        let numbers = list.iter().cloned().zip(0..).collect();
        self.places = Places::Listed(list, numbers);
        self
    }

    /// The same for the ledger of a department: its rows are of this one where they name none.
    #[must_use]
    pub fn of_department(mut self, place: &str) -> Self {
        self.has_departments = true;
        self.own_place = match &self.places {
            Places::Listed(_, numbers) => numbers.get(place).copied(),
            Places::Any(names) => names.number(place),
        };
        self
    }

    /// The same, counting a fiscal year in the calendar year that holds most of its months.
    #[must_use]
    pub fn with_fiscal_years(mut self, calendar: Calendar) -> Self {
        self.fiscal = FiscalYears::AsCalendarYears(calendar);
        self
    }

    /// The same for an inventory of fiscal years: months and days belong to the fiscal year that has them, calendar years are refused.
    #[must_use]
    pub fn in_fiscal_years(mut self, calendar: Calendar) -> Self {
        self.fiscal = FiscalYears::Years(calendar);
        self
    }

    fn code(&self, activity: u32) -> &str {
        at(&self.codes, activity).copied().unwrap_or_default()
    }

    /// A leaf of one unit, to see whether an amount could be assessed.
    fn sample(&self, activity: u32, unit: Unit, year: Year) -> Leaf {
        Leaf::new(self.code(activity), year, 1, Exact::ONE, unit.symbol())
    }

    fn year_of(&self, period: Period) -> Result<Year, Problem> {
        match (self.fiscal, period) {
            (FiscalYears::Refused, Period::Fiscal(_)) => Err(Message::FiscalNotCounted { value: (&period).into() }.into()),
            (FiscalYears::AsCalendarYears(calendar), Period::Fiscal(year)) => Ok(calendar.year_of_most_months(year)),
            (FiscalYears::Years(_), Period::Fiscal(year)) => Ok(year.fiscal()),
            (FiscalYears::Years(calendar), _) => {
                let value = (&period).into();
                // Where the fiscal year is the calendar year, either name will do.
                let same = calendar.span(period.year()) == Calendar::Korea.span(period.year());
                match period.month() {
                    Some(month) => {
                        let year = calendar.fiscal_year_of(period.year(), month);
                        year.ok_or_else(|| Message::YearOutsideRange { value }.into())
                    }
                    None if same => Ok(period.year().fiscal()),
                    None => Err(Message::CalendarYearAmongFiscal { value, year: (&period.year().fiscal()).into() }.into()),
                }
            }
            _ => Ok(period.year()),
        }
    }

    fn slot(&self, activity: u32, period: Period) -> Result<PeriodAssignment, Problem> {
        let year = self.year_of(period)?;
        if self.years.as_ref().is_some_and(|years| !years.contains(&year)) {
            return Ok(PeriodAssignment::OtherYear(year));
        }
        // Whether the year has factors: some unit of the activity can be assessed. The row's own unit was looked at before.
        let rules = self.assessor.catalogue().find(self.code(activity))?;
        let dimensions = rules.first().map(|rule| rule.dimension).into_iter();
        let mut first = None;
        for dimension in dimensions.chain([Dimension::Energy, Dimension::Mass, Dimension::Volume]) {
            match self.assessor.assess(&self.sample(activity, Unit::base(dimension), year)) {
                Ok(_) => return Ok(PeriodAssignment::Counted(year)),
                Err(error) => first = first.or(Some(error)),
            }
        }
        match first {
            Some(error) => Err(no_factor(&period.to_string(), error, self.components(activity))),
            None => Ok(PeriodAssignment::Counted(year)),
        }
    }

    /// The policy that finds the rows of every year.
    fn of_any_year(&self) -> FallbackPolicy {
        FallbackPolicy { most_years_back: u16::MAX.saturating_sub(1), ..self.assessor.policy().clone() }
    }

    /// Refuses a basis of what has none, or that the tables cannot turn into that of the factors.
    fn on_basis(&self, activity: u32, unit: u32, basis: EnergyBasis) -> Result<(), Problem> {
        let unit = self.known_unit(unit).ok_or_else(|| Message::UnknownEnergyBasis { value: (&basis).into() })?;
        self.assessor.takes_basis(self.code(activity), unit.dimension(), basis)?;
        let sample = self.sample(activity, unit, Year::LAST).with_basis(Some(basis));
        let checked = self.assessor.check_conversion(&sample, &self.of_any_year());
        checked.map_err(|error| error.into_problem().with_value(basis.name()))
    }

    fn fitting(&self, activity: u32, text: &str) -> Result<u32, Problem> {
        let (number, unit) = self.unit_of(text)?;
        self.assessor.accepts(self.code(activity), unit)?;
        // Whether any year has what turns this unit into that of the factors: the year itself is looked at with the period, and
        // what is wrong beyond the conversion is reported there.
        if let Err(error) = self.assessor.check_conversion(&self.sample(activity, unit, Year::LAST), &self.of_any_year()) {
            let problem = error.into_problem();
            let names_bases = matches!(problem.message(), Message::CalorificValueOnOtherBasis { .. });
            let none = Message::NoConversionToFactor { value: text.into(), activity: self.code(activity).into() };
            return Err(if names_bases { problem.with_value(text) } else { none.into() });
        }
        Ok(number)
    }

    /// A unit as it is written, and its number: of the table, or of the city's own.
    fn unit_of(&self, text: &str) -> Result<(u32, Unit), Problem> {
        let own = self.own_units.iter().position(|(name, ..)| name == text);
        let (place, unit) = match own.and_then(|place| Some((place, self.own_units.get(place)?.2))) {
            Some((place, unit)) => (Some(self.units.len().saturating_add(place)), unit),
            None => {
                let unit: Unit = text.parse().map_err(|error: Error| self.unknown_unit(text, error))?;
                (self.units.iter().position(|known| *known == unit), unit)
            }
        };
        let number = place.and_then(|place| u32::try_from(place).ok());
        let number = number.ok_or_else(|| Message::UnknownUnit { value: text.into(), nearest: None })?;
        Ok((number, unit))
    }

    /// Why a text is no unit: it may be a slip of one of the city's own.
    fn unknown_unit(&self, text: &str, error: Error) -> Problem {
        match (error, did_you_mean(text, self.own_units.iter().map(|(name, ..)| name.as_str()))) {
            (Error::Value(problem), Some(near)) if matches!(problem.message(), Message::UnknownUnit { nearest: None, .. }) => {
                Message::UnknownUnit { value: text.into(), nearest: Some(near.into()) }.into()
            }
            (Error::Value(problem), _) => problem,
            (other, _) => no_factor(text, other, Vec::new()),
        }
    }

    /// The codes of the components of waste, where a code is of unsorted waste.
    fn components(&self, activity: u32) -> Vec<Text> {
        let code = self.code(activity);
        let Some((treatment, place)) = code.split_once(".msw") else { return Vec::new() };
        let shares = self.assessor.registry().parameters().iter().filter(|row| row.name == "mass-share");
        let components: BTreeSet<&str> = shares.filter_map(|row| row.subject.strip_prefix("msw:")).collect();
        let codes = components.into_iter().map(|component| format!("{treatment}.{component}{place}"));
        codes.filter(|code| self.codes.binary_search(&code.as_str()).is_ok()).map(Text::from).collect()
    }

    fn own_unit(&self, number: u32) -> Option<&(String, Exact, Unit)> {
        self.own_units.get(usize::try_from(number).ok()?.checked_sub(self.units.len())?)
    }

    /// The unit of the table that a number is of.
    fn known_unit(&self, number: u32) -> Option<Unit> {
        at(&self.units, number).copied().or_else(|| Some(self.own_unit(number)?.2))
    }
}

/// An element by the number a vocabulary gave out.
fn at<T>(list: &[T], number: u32) -> Option<&T> {
    list.get(usize::try_from(number).ok()?)
}

/// An error of a look-up as the problem of a cell, which need not list where was looked.
fn no_factor(cell: &str, error: Error, components: Vec<Text>) -> Problem {
    let problem = match error {
        Error::Value(problem) => return problem,
        other => other.into_problem(),
    };
    match problem.message().clone() {
        Message::NoFactor { gas, parameter, process, subject, region, year, terms, withheld, choices, .. } => {
            let (value, back, regions, series) = (Some(cell.into()), None, Vec::new(), None);
            Message::NoFactor {
                value,
                gas,
                parameter,
                process,
                subject,
                region,
                year,
                back,
                regions,
                series,
                terms,
                withheld,
                choices,
                components,
            }
            .into()
        }
        _ => problem.with_value(cell),
    }
}

impl Vocabulary for LedgerVocabulary<'_> {
    fn activity(&self, code: &str) -> Option<u32> {
        let number = |code: &str| self.codes.binary_search(&code).ok().and_then(|at| u32::try_from(at).ok());
        number(code).or_else(|| number(self.assessor.catalogue().named(code)?))
    }

    fn unit(&self, activity: u32, unit: &str) -> Option<u32> {
        self.fitting(activity, unit).ok()
    }

    fn takes_basis(&self, activity: u32, unit: u32, basis: EnergyBasis) -> bool {
        self.on_basis(activity, unit, basis).is_ok()
    }

    fn place(&self, place: &str) -> Option<u32> {
        if place.is_empty() && self.own_place.is_some() {
            return self.own_place;
        }
        match &self.places {
            Places::Listed(_, numbers) => numbers.get(place).copied(),
            Places::Any(names) => names.number(place),
        }
    }

    fn place_of_rows(&self) -> Option<u32> {
        self.own_place
    }

    fn period(&self, activity: u32, period: Period) -> Option<PeriodAssignment> {
        self.slot(activity, period).ok()
    }

    fn allows_negative(&self, activity: u32) -> bool {
        self.assessor.allows_negative(self.code(activity))
    }

    fn is_stock(&self, activity: u32) -> bool {
        self.assessor.is_stock(self.code(activity))
    }

    fn activity_name(&self, activity: u32) -> Cow<'_, str> {
        self.code(activity).into()
    }

    fn unit_name(&self, unit: u32) -> Cow<'_, str> {
        self.known_unit(unit).map_or("", Unit::symbol).into()
    }

    fn unit_multiple(&self, unit: u32) -> Option<Exact> {
        self.own_unit(unit).map(|(_, multiple, _)| *multiple)
    }

    fn place_name(&self, place: u32) -> Cow<'_, str> {
        match &self.places {
            Places::Listed(places, _) => at(places, place).map_or("", String::as_str).into(),
            Places::Any(names) => names.name(place).into(),
        }
    }

    fn explain(&self, miss: UnknownTerm<'_>) -> Problem {
        match miss {
            // What was not found before is not found now, so what follows each `or_else` is never used.
            UnknownTerm::Activity(code) => {
                let unknown = || Message::UnknownActivity { value: code.into(), nearest: Vec::new(), more: None }.into();
                self.assessor.catalogue().find(code).err().unwrap_or_else(unknown)
            }
            UnknownTerm::Unit(activity, unit) => {
                let unknown = || Message::UnknownUnit { value: unit.into(), nearest: None }.into();
                self.fitting(activity, unit).err().unwrap_or_else(unknown)
            }
            UnknownTerm::Basis(activity, unit, basis) => {
                let unknown = || Message::UnknownEnergyBasis { value: (&basis).into() }.into();
                self.on_basis(activity, unit, basis).err().unwrap_or_else(unknown)
            }
            UnknownTerm::Place(place) => match &self.places {
                Places::Listed(places, _) => {
                    let nearest = did_you_mean(place, places.iter().map(String::as_str)).map(Text::from);
                    let value = place.into();
                    if self.has_departments {
                        Message::UnknownDepartment { value, nearest }.into()
                    } else {
                        Message::UnknownPlace { value, nearest }.into()
                    }
                }
                Places::Any(_) => Message::TooManyPlaces { value: place.into() }.into(),
            },
            UnknownTerm::Period(activity, period, cell) => {
                let unknown = || Message::NotAPeriod { value: cell.into() }.into();
                self.slot(activity, period).err().unwrap_or_else(unknown).with_value(cell)
            }
        }
    }
}

/// Places in the order they were met, and the number of each.
#[derive(Default)]
struct PlaceNumbers {
    met: Mutex<(Vec<String>, BTreeMap<String, u32>)>,
}

impl PlaceNumbers {
    fn number(&self, name: &str) -> Option<u32> {
        let mut met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = met.1.get(name) {
            return Some(*number);
        }
        let number = u32::try_from(met.0.len()).ok()?;
        met.0.push(name.to_owned());
        met.1.insert(name.to_owned(), number);
        Some(number)
    }

    fn name(&self, number: u32) -> String {
        let met = self.met.lock().unwrap_or_else(PoisonError::into_inner);
        at(&met.0, number).cloned().unwrap_or_default()
    }
}
