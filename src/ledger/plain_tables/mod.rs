//! Five plain tables instead of what is shipped: activities, units, factors, weights and places.
//!
//! | File | Columns |
//! |---|---|
//! | `activities.csv` | `activity,sector,scope,base_unit` |
//! | `units.csv` | `base_unit,unit,mult` |
//! | `factors.csv` | `activity,year,gas,value`: kg of the gas for each base unit |
//! | `gwp.csv` | `gas,gwp` |
//! | `places.csv` | `place` |
//!
//! There is no fallback: a row counts if its activity, its unit (for the activity's base unit) and its place are in the tables,
//! and `factors.csv` has the activity in the row's year. CO2e is amount x mult x value x gwp, whole to the last digit.
//!
//! ```
//! use citycarbon::ledger::plain_tables::PlainTables;
//! use citycarbon::ledger::{Ids, Options, Tally};
//! let tables = PlainTables::read(
//!     |name| {
//!         let table = match name {
//!             "activities.csv" => "activity,sector,scope,base_unit\nbus,transport,1,litre\n",
//!             "units.csv" => "base_unit,unit,mult\nlitre,litre,1\nlitre,m3,1000\n",
//!             "factors.csv" => "activity,year,gas,value\nbus,2024,CO2,2.7\n",
//!             "gwp.csv" => "gas,gwp\nCO2,1\n",
//!             _ => "place\nHarbour\n",
//!         };
//!         Ok((name.to_owned(), table.as_bytes()))
//!     },
//!     None,
//! )?;
//! let ledger = "period,activity,amount,unit,place\n2024-05,bus,0.25,m3,Harbour\n2024-06,bus,10,litre,Harbour\n";
//! let tally = Tally::read(ledger.as_bytes(), "ledger.csv", &tables, &Options::default(), &mut Ids::new())?;
//! assert_eq!(tables.weigh_tally(&tally)?.total_co2e_kg()?, Some("702".parse()?)); // 260 litres at 2.7 kg
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod weighing;

use super::{PeriodAssignment, UnknownTerm, Vocabulary};
use crate::error::{Error, Message, Problem, Result, Text, did_you_mean};
use crate::quantity::{Exact, NumberFormat, Unit};
use crate::records::{Row, Rows};
use crate::taxonomy::{Calendar, Period, Year};
use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};
use std::io::Read;

/// An activity of the tables.
#[derive(Debug)]
struct PlainActivity {
    code: String,
    base_unit: String,
    /// The place of its sector and scope among those of all activities.
    class: usize,
    factors: Vec<PlainFactor>,
}

impl PlainActivity {
    fn has(&self, year: Year) -> bool {
        self.factors.iter().any(|factor| factor.year == year)
    }
}

/// Kilograms of a gas for each base unit of an activity in a year.
#[derive(Debug)]
struct PlainFactor {
    year: Year,
    /// The place of the gas among the weights.
    gas: u32,
    value: Exact,
}

/// A unit for one base unit.
#[derive(Debug)]
struct PlainUnit {
    base: String,
    symbol: String,
    multiplier: Exact,
}

/// The five tables, as the words of a ledger.
#[derive(Debug)]
pub struct PlainTables {
    calendar: Option<Calendar>,
    activities: Vec<PlainActivity>,
    activity_numbers: HashMap<String, u32>,
    units: Vec<PlainUnit>,
    unit_numbers: HashMap<(String, String), u32>,
    places: Vec<String>,
    place_numbers: HashMap<String, u32>,
    weights: Vec<(String, Exact)>,
    /// Each sector and scope once.
    classes: Vec<(String, String)>,
}

impl PlainTables {
    /// Reads the tables: `open` gives each by its file name, with the name that errors show. Fiscal years are refused unless a
    /// `calendar` gives their span.
    pub fn read<R: Read>(mut open: impl FnMut(&'static str) -> Result<(String, R)>, calendar: Option<Calendar>) -> Result<Self> {
        let mut tables = Self {
            calendar,
            activities: Vec::new(),
            activity_numbers: HashMap::new(),
            units: Vec::new(),
            unit_numbers: HashMap::new(),
            places: Vec::new(),
            place_numbers: HashMap::new(),
            weights: Vec::new(),
            classes: Vec::new(),
        };
        let mut classes = HashMap::new();
        each(&mut open, "activities.csv", &["activity", "sector", "scope", "base_unit"], |row| {
            let [code, sector, scope, base_unit] = ["activity", "sector", "scope", "base_unit"].map(|column| row.require(column));
            let code = code?.to_owned();
            unique(row, "activity", tables.activity_numbers.insert(code.clone(), number(tables.activities.len())).as_ref())?;
            let (named, base_unit) = ((sector?.to_owned(), scope?.to_owned()), base_unit?.to_owned());
            let class = *classes.entry(named.clone()).or_insert(tables.classes.len());
            if class == tables.classes.len() {
                tables.classes.push(named);
            }
            tables.activities.push(PlainActivity { code, class, base_unit, factors: Vec::new() });
            Ok(())
        })?;
        each(&mut open, "units.csv", &["base_unit", "unit", "mult"], |row| {
            let (base, symbol) = (row.require("base_unit")?.to_owned(), row.require("unit")?.to_owned());
            unique(row, "unit", tables.unit_numbers.insert((base.clone(), symbol.clone()), number(tables.units.len())).as_ref())?;
            tables.units.push(PlainUnit { base, symbol, multiplier: figure(row, "mult")? });
            Ok(())
        })?;
        each(&mut open, "places.csv", &["place"], |row| {
            let place = row.require("place")?.to_owned();
            unique(row, "place", tables.place_numbers.insert(place.clone(), number(tables.places.len())).as_ref())?;
            tables.places.push(place);
            Ok(())
        })?;
        each(&mut open, "gwp.csv", &["gas", "gwp"], |row| {
            let (gas, weight) = (row.require("gas")?, figure(row, "gwp")?);
            unique(row, "gas", tables.gas(gas).as_ref())?;
            tables.weights.push((gas.to_owned(), weight));
            Ok(())
        })?;
        each(&mut open, "factors.csv", &["activity", "year", "gas", "value"], |row| tables.factor(row))?;
        tables.activities.iter_mut().for_each(|activity| activity.factors.shrink_to_fit());
        Ok(tables)
    }

    /// The place of a gas among the weights.
    fn gas(&self, gas: &str) -> Option<u32> {
        self.weights.iter().zip(0..).find(|((known, _), _)| known == gas).map(|(_, at)| at)
    }

    fn factor(&mut self, row: &Row<'_>) -> Result<()> {
        let refused = |column: &str, problem| Err(Error::Cell { at: row.location(column), problem });
        let (code, gas) = (row.require("activity")?, row.require("gas")?);
        let year: Year = row.require("year")?.parse().map_err(|error: Error| error.at_cell(row.location("year")))?;
        let Some(number) = self.gas(gas) else {
            return refused("gas", Message::GasWithoutWeight { value: gas.into() }.into());
        };
        let Some(activity) = self.activity_numbers.get(code).and_then(|at| self.activities.get_mut(usize::try_from(*at).ok()?))
        else {
            return refused("activity", Message::ActivityNotListed { value: code.into(), nearest: None }.into());
        };
        let value = figure(row, "value")?;
        unique(row, "gas", activity.factors.iter().find(|factor| (factor.year, factor.gas) == (year, number)))?;
        activity.factors.push(PlainFactor { year, gas: number, value });
        Ok(())
    }

    /// An activity by its number.
    fn activity_at(&self, number: u32) -> Option<&PlainActivity> {
        self.activities.get(usize::try_from(number).ok()?)
    }

    /// The unit of an activity.
    fn find_unit(&self, activity: &PlainActivity, unit: &str) -> Option<&PlainUnit> {
        let number = self.unit_numbers.get(&(activity.base_unit.clone(), unit.to_owned()))?;
        self.units.get(usize::try_from(*number).ok()?)
    }
}

impl Vocabulary for PlainTables {
    fn activity(&self, code: &str) -> Option<u32> {
        self.activity_numbers.get(code).copied()
    }

    fn unit(&self, activity: u32, unit: &str) -> Option<u32> {
        let base = self.activity_at(activity)?.base_unit.clone();
        self.unit_numbers.get(&(base, unit.to_owned())).copied()
    }

    fn place(&self, place: &str) -> Option<u32> {
        self.place_numbers.get(place).copied()
    }

    fn period(&self, activity: u32, period: Period) -> Option<PeriodAssignment> {
        let year = match period {
            Period::Fiscal(year) => self.calendar?.year_of_most_months(year),
            period => period.year(),
        };
        self.activity_at(activity)?.has(year).then_some(PeriodAssignment::Counted(year))
    }

    fn allows_negative(&self, _: u32) -> bool {
        false
    }

    fn shares_rows(&self) -> bool {
        // A plain sum can be done again by hand from the rows as they are.
        false
    }

    fn activity_name(&self, activity: u32) -> Cow<'_, str> {
        self.activity_at(activity).map_or("", |activity| &activity.code).into()
    }

    fn unit_name(&self, unit: u32) -> Cow<'_, str> {
        usize::try_from(unit).ok().and_then(|at| self.units.get(at)).map_or("", |unit| &unit.symbol).into()
    }

    fn place_name(&self, place: u32) -> Cow<'_, str> {
        usize::try_from(place).ok().and_then(|at| self.places.get(at)).map_or("", String::as_str).into()
    }

    fn explain(&self, miss: UnknownTerm<'_>) -> Problem {
        let near = |word: &str, words: Vec<&str>| did_you_mean(word, words).map(Text::from);
        let message = match miss {
            UnknownTerm::Activity(code) => {
                let codes = self.activities.iter().map(|activity| activity.code.as_str()).collect();
                Message::ActivityNotListed { value: code.into(), nearest: near(code, codes) }
            }
            UnknownTerm::Unit(activity, unit) => {
                let base = self.activity_at(activity).map_or("", |activity| activity.base_unit.as_str());
                // Units that are known to be of other sizes are no slips of each other: GWh of MWh.
                let size = |symbol: &str| symbol.parse::<Unit>().ok().map(|unit| (unit.dimension(), unit.multiplier()));
                let may_be = |symbol: &str| size(unit).zip(size(symbol)).is_none_or(|(one, other)| one == other);
                let fitting = self.units.iter().filter(|unit| unit.base == base && may_be(&unit.symbol));
                let fitting = fitting.map(|unit| unit.symbol.as_str()).collect();
                match self.units.iter().find(|other| other.symbol == unit) {
                    Some(other) => Message::OtherBaseUnit { value: unit.into(), base: (&other.base).into(), wanted: base.into() },
                    None => Message::UnitNotListed { value: unit.into(), nearest: near(unit, fitting) },
                }
            }
            UnknownTerm::Basis(activity, _, basis) => {
                let activity = self.activity_at(activity).map_or("", |activity| activity.code.as_str());
                Message::NoBasisHere { value: (&basis).into(), activity: activity.into() }
            }
            UnknownTerm::Place("") => Message::EmptyCell,
            UnknownTerm::Place(place) => {
                let places = self.places.iter().map(String::as_str).collect();
                Message::UnknownPlace { value: place.into(), nearest: near(place, places) }
            }
            UnknownTerm::Period(_, Period::Fiscal(_), cell) if self.calendar.is_none() => {
                Message::FiscalWithoutCalendar { value: cell.into() }
            }
            UnknownTerm::Period(activity, period, cell) => {
                let activity = self.activity_at(activity);
                let code = activity.map_or("", |activity| activity.code.as_str());
                let years: BTreeSet<Year> =
                    activity.into_iter().flat_map(|activity| &activity.factors).map(|factor| factor.year).collect();
                let years = years.iter().map(Into::into).collect();
                Message::NoFactorOfYear { value: cell.into(), activity: code.into(), year: (&period.year()).into(), years }
            }
        };
        message.into()
    }
}

/// The rows of a table, with its required columns.
fn each<R: Read>(
    open: &mut impl FnMut(&'static str) -> Result<(String, R)>,
    name: &'static str,
    required: &[&str],
    take: impl FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let (shown, table) = open(name)?;
    Rows::each(table, &shown, required, take)
}

/// An exact number of a cell.
fn figure(row: &Row<'_>, column: &str) -> Result<Exact> {
    NumberFormat::default().parse(row.require(column)?).map_err(|problem| Error::Cell { at: row.location(column), problem })
}

/// An error where something was in the table already.
fn unique<T>(row: &Row<'_>, column: &str, before: Option<&T>) -> Result<()> {
    let Some(_) = before else { return Ok(()) };
    let cell = row.cell(column).unwrap_or_default();
    Err(Error::Cell { at: row.location(column), problem: Message::Duplicate { value: cell.into() }.into() })
}

fn number(at: usize) -> u32 {
    // Tables hold at most a million rows.
    u32::try_from(at).unwrap_or(u32::MAX)
}
