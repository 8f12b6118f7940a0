//! Five plain tables in place of what is shipped: activities, units, factors, weights and places.
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

use crate::activity::{Miss, Slot, Vocabulary};
use crate::error::{Error, Kind, Locus, Problem, Result, did_you_mean};
use crate::inventory::tally::{GroupKey, Groups, Leaf};
use crate::quantity::{Exact, NumberFormat};
use crate::records::{Row, Rows};
use crate::taxonomy::{Calendar, Period, Year};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::path::Path;

/// An activity of the tables.
#[derive(Debug)]
struct Activity {
    code: String,
    sector: String,
    scope: String,
    base_unit: String,
    /// Gas and value, by year.
    factors: BTreeMap<Year, BTreeMap<String, Exact>>,
}

/// A unit for one base unit.
#[derive(Debug)]
struct UnitOf {
    base: String,
    symbol: String,
    multiplier: Exact,
}

/// The five tables, as the words of a ledger.
#[derive(Debug)]
pub struct PlainTables {
    calendar: Option<Calendar>,
    activities: Vec<Activity>,
    activity_numbers: HashMap<String, u32>,
    units: Vec<UnitOf>,
    unit_numbers: HashMap<(String, String), u32>,
    places: Vec<String>,
    place_numbers: HashMap<String, u32>,
    weights: BTreeMap<String, Exact>,
}

impl PlainTables {
    /// Reads the tables of a folder. Fiscal years are refused unless a `calendar` says what they span.
    pub fn read(folder: &Path, calendar: Option<Calendar>) -> Result<Self> {
        let mut tables = Self {
            calendar,
            activities: Vec::new(),
            activity_numbers: HashMap::new(),
            units: Vec::new(),
            unit_numbers: HashMap::new(),
            places: Vec::new(),
            place_numbers: HashMap::new(),
            weights: BTreeMap::new(),
        };
        for row in table(folder, "activities.csv", &["activity", "sector", "scope", "base_unit"])?.iter() {
            let [code, sector, scope, base_unit] = ["activity", "sector", "scope", "base_unit"].map(|column| row.require(column));
            let code = code?.to_owned();
            unique(&row, "activity", tables.activity_numbers.insert(code.clone(), number(tables.activities.len())).as_ref())?;
            let (sector, scope, base_unit) = (sector?.to_owned(), scope?.to_owned(), base_unit?.to_owned());
            tables.activities.push(Activity { code, sector, scope, base_unit, factors: BTreeMap::new() });
        }
        for row in table(folder, "units.csv", &["base_unit", "unit", "mult"])?.iter() {
            let (base, symbol) = (row.require("base_unit")?.to_owned(), row.require("unit")?.to_owned());
            unique(&row, "unit", tables.unit_numbers.insert((base.clone(), symbol.clone()), number(tables.units.len())).as_ref())?;
            tables.units.push(UnitOf { base, symbol, multiplier: figure(&row, "mult")? });
        }
        for row in table(folder, "places.csv", &["place"])?.iter() {
            let place = row.require("place")?.to_owned();
            unique(&row, "place", tables.place_numbers.insert(place.clone(), number(tables.places.len())).as_ref())?;
            tables.places.push(place);
        }
        for row in table(folder, "gwp.csv", &["gas", "gwp"])?.iter() {
            unique(&row, "gas", tables.weights.insert(row.require("gas")?.to_owned(), figure(&row, "gwp")?).as_ref())?;
        }
        for row in table(folder, "factors.csv", &["activity", "year", "gas", "value"])?.iter() {
            tables.factor(&row)?;
        }
        Ok(tables)
    }

    fn factor(&mut self, row: &Row<'_>) -> Result<()> {
        let refused = |column: &str, problem| Err(Error::Row { at: row.locus(column), problem });
        let (code, gas) = (row.require("activity")?, row.require("gas")?);
        let year: Year = row.require("year")?.parse().map_err(|error: Error| error.at_row(row.locus("year")))?;
        if !self.weights.contains_key(gas) {
            return refused("gas", Problem::new(Kind::Gwp, gas, "a gas without a weight", "add it to gwp.csv"));
        }
        let Some(activity) = self.activity_numbers.get(code).and_then(|at| self.activities.get_mut(usize::try_from(*at).ok()?))
        else {
            return refused("activity", Problem::new(Kind::Activity, code, "not an activity of activities.csv", "add it there"));
        };
        let gases = activity.factors.entry(year).or_default();
        unique(row, "gas", gases.insert(gas.to_owned(), figure(row, "value")?).as_ref())
    }

    /// What leaves come to: each multiplied once, exactly.
    pub fn weigh(&self, leaves: impl IntoIterator<Item = Leaf>) -> Result<Groups> {
        // Summed by numbers first: names are compared once a group, not once a leaf and gas.
        let mut sums: hashbrown::HashMap<(&str, &str, &str, usize), (Exact, Exact)> = hashbrown::HashMap::new();
        let mut places: hashbrown::HashMap<String, usize> = hashbrown::HashMap::new();
        for leaf in leaves {
            let named =
                |step: &str| Error::TooLarge { step: format!("{} of {} in {}: {step}", leaf.activity, leaf.place, leaf.year) };
            let activity = Vocabulary::activity(self, &leaf.activity).and_then(|number| self.activity_at(number));
            let unit = activity.and_then(|activity| self.find_unit(activity, &leaf.unit));
            let (Some(activity), Some(unit)) = (activity, unit) else {
                let problem = Problem::new(Kind::Activity, &leaf.activity, "a leaf of other tables", "tally with these tables");
                return Err(problem.into());
            };
            let next = places.len();
            let place = match places.get(&leaf.place) {
                Some(place) => *place,
                None => *places.entry(leaf.place.clone()).or_insert(next),
            };
            let base = leaf.sum.times(unit.multiplier).map_err(|_| named("amount x mult"))?;
            for (gas, value) in activity.factors.get(&leaf.year).into_iter().flatten() {
                let mass = base.times(*value).map_err(|_| named("x factor"))?;
                let weight = self.weights.get(gas).copied().unwrap_or(Exact::ZERO);
                let co2e = mass.times(weight).map_err(|_| named("x GWP"))?;
                let key = (activity.sector.as_str(), activity.scope.as_str(), gas.as_str(), place);
                let held = sums.entry(key).or_insert((Exact::ZERO, Exact::ZERO));
                let sum = |held: Exact, more| held.plus(more).map_err(|_| named("the sum of the group"));
                *held = (sum(held.0, mass)?, sum(held.1, co2e)?);
            }
        }
        let names: HashMap<usize, &str> = places.iter().map(|(name, number)| (*number, name.as_str())).collect();
        let mut groups = Groups::default();
        for ((sector, scope, gas, place), (mass, co2e)) in sums {
            let place = names.get(&place).copied().unwrap_or_default().to_owned();
            groups.add(GroupKey { sector: sector.to_owned(), scope: scope.to_owned(), gas: gas.to_owned(), place }, mass, co2e)?;
        }
        Ok(groups)
    }

    fn activity_at(&self, number: u32) -> Option<&Activity> {
        self.activities.get(usize::try_from(number).ok()?)
    }

    fn find_unit(&self, activity: &Activity, unit: &str) -> Option<&UnitOf> {
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

    fn period(&self, activity: u32, period: Period) -> Option<Slot> {
        let year = match period {
            Period::Fiscal(year) => self.calendar?.year_of_most_months(year),
            period => period.year(),
        };
        self.activity_at(activity)?.factors.contains_key(&year).then_some(Slot::Counted(year))
    }

    fn allows_negative(&self, _: u32) -> bool {
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

    fn explain(&self, miss: Miss<'_>) -> Problem {
        let near = |word: &str, words: Vec<&str>, otherwise: &str| {
            did_you_mean(word, words).map_or_else(|| otherwise.to_owned(), |near| format!("did you mean \"{near}\"?"))
        };
        match miss {
            Miss::Activity(code) => {
                let codes = self.activities.iter().map(|activity| activity.code.as_str()).collect();
                Problem::new(Kind::Activity, code, "not an activity of activities.csv", near(code, codes, "add it there"))
            }
            Miss::Unit(activity, unit) => {
                let base = self.activity_at(activity).map_or("", |activity| activity.base_unit.as_str());
                let fitting = self.units.iter().filter(|unit| unit.base == base).map(|unit| unit.symbol.as_str()).collect();
                match self.units.iter().find(|other| other.symbol == unit) {
                    Some(other) => {
                        let reason = format!("a unit for {}, where the activity is counted in {base}", other.base);
                        Problem::new(Kind::Dimension, unit, reason, format!("use {base}"))
                    }
                    None => Problem::new(Kind::Unit, unit, "not a unit of units.csv", near(unit, fitting, "add it there")),
                }
            }
            Miss::Place("") => Problem::bare(Kind::Empty, "the place is empty", "give a place of places.csv"),
            Miss::Place(place) => {
                let places = self.places.iter().map(String::as_str).collect();
                Problem::new(Kind::Place, place, "not a place of places.csv", near(place, places, "add it there"))
            }
            Miss::Period(_, Period::Fiscal(_), cell) if self.calendar.is_none() => {
                let mend = "write calendar years, or give the calendar: TH, JP or KR";
                Problem::new(Kind::Fiscal, cell, "a fiscal year, and no calendar says what it spans", mend)
            }
            Miss::Period(activity, period, cell) => {
                let activity = self.activity_at(activity);
                let code = activity.map_or("", |activity| activity.code.as_str());
                let years: Vec<String> =
                    activity.into_iter().flat_map(|activity| activity.factors.keys()).map(Year::to_string).collect();
                let mend = if years.is_empty() { "add it there".to_owned() } else { format!("there are {}", years.join(", ")) };
                let code = crate::error::shown(code);
                Problem::new(Kind::Factor, cell, format!("factors.csv has no {} for {code}", period.year()), mend)
            }
        }
    }
}

/// A table of the folder with its required columns.
fn table(folder: &Path, name: &str, required: &[&str]) -> Result<Rows> {
    let path = folder.join(name);
    let shown = path.display().to_string();
    let file = File::open(&path).map_err(|error| {
        let problem = Problem::bare(Kind::Io, format!("cannot be opened: {error}"), "the folder needs all five tables");
        Error::File { at: Locus::file(shown.as_str()), problem }
    })?;
    let rows = Rows::read(file, &shown)?;
    rows.expect(required, &[])?;
    Ok(rows)
}

/// An exact number of a cell.
fn figure(row: &Row<'_>, column: &str) -> Result<Exact> {
    NumberFormat::default().parse(row.require(column)?).map_err(|problem| Error::Row { at: row.locus(column), problem })
}

/// An error where something stood in the table already.
fn unique<T>(row: &Row<'_>, column: &str, before: Option<&T>) -> Result<()> {
    let Some(_) = before else { return Ok(()) };
    let cell = row.cell(column).unwrap_or_default();
    Err(Error::Row {
        at: row.locus(column),
        problem: Problem::new(Kind::Double, cell, "a second row for the same", "take one away"),
    })
}

fn number(at: usize) -> u32 {
    // Tables hold at most a million rows.
    u32::try_from(at).unwrap_or(u32::MAX)
}
