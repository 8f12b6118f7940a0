//! Indicators of each year: from the inventory and from streams of waste where they follow, as stated otherwise.
//!
//! ```text
//! 7.3.1   E / GDP              E: final energy of stationary energy and transport, scopes 1 and 2, MJ
//! 9.4.1   C / GDP              C: CO2 of fuel burnt in the city, kg
//! 12.5.1  (R + O) / Σ streams  R, O: recyclable and organic waste kept out of mixed waste
//! 13.2.2  T, T / population    T: the total of the level, t CO2e
//! ```

use super::gap::IndicatorGap;
use super::indicator::Indicator;
use super::stated::StatedIndicator;
use crate::error::Result;
use crate::inventory::{KnownSum, Level, Statement};
use crate::measures::{Stream, Streams};
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::{Category, Scope, Year};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Where the figure of an indicator comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FigureOrigin {
    /// It follows from the inventory.
    Inventory,
    /// It follows from the streams of a measure, by its name.
    Streams(String),
    /// It is stated by this source.
    Stated(String),
}

/// A figure of an indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndicatorFigure {
    /// How much; half-even at 10^-12 where it does not end.
    pub value: Exact,
    /// In which of its units.
    pub unit: String,
    /// Where it comes from.
    pub origin: FigureOrigin,
}

/// An indicator in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndicatorYear {
    /// The indicator.
    pub indicator: Indicator,
    /// The year.
    pub year: Year,
    /// Its figures: first those that follow, then those that are stated. Empty where it is not available.
    pub figures: Vec<IndicatorFigure>,
    /// What is missing for figures that would follow, or for a stated one.
    pub gaps: Vec<IndicatorGap>,
    /// References that the inventory leaves out of a figure that follows from it.
    pub left_out: BTreeSet<Category>,
}

/// Streams of waste of a measure, by its name.
pub type NamedStreams<'a> = (&'a str, &'a Streams);

/// Every indicator in every year of the inventory, and in every other year that something is stated for.
pub fn indicators(
    statements: &[Statement],
    stated: &[&StatedIndicator],
    streams: &[NamedStreams<'_>],
) -> Result<Vec<IndicatorYear>> {
    let of_inventory: BTreeMap<Year, &Statement> = statements.iter().map(|statement| (statement.year, statement)).collect();
    let years: BTreeSet<Year> = of_inventory.keys().copied().chain(stated.iter().map(|row| row.year)).collect();
    let mut all = Vec::new();
    for indicator in Indicator::ALL {
        for year in &years {
            let mut of_year = IndicatorYear::empty(*indicator, *year);
            if indicator.is_computed() {
                of_year.compute(of_inventory.get(year).copied(), streams)?;
            }
            let rows = stated.iter().filter(|row| (row.indicator, row.year) == (*indicator, *year));
            of_year.figures.extend(rows.map(|row| IndicatorFigure {
                value: row.value,
                unit: row.unit.clone(),
                origin: FigureOrigin::Stated(row.source.clone()),
            }));
            if of_year.figures.is_empty() && of_year.gaps.is_empty() {
                of_year.gaps.push(IndicatorGap::NotStated {});
            }
            all.push(of_year);
        }
    }
    Ok(all)
}

impl IndicatorYear {
    fn empty(indicator: Indicator, year: Year) -> Self {
        Self { indicator, year, figures: Vec::new(), gaps: Vec::new(), left_out: BTreeSet::new() }
    }

    fn compute(&mut self, statement: Option<&Statement>, streams: &[NamedStreams<'_>]) -> Result<()> {
        match (self.indicator, statement) {
            (Indicator::RecyclingRate, _) => self.recycling(streams),
            (_, None) => {
                self.gaps.push(IndicatorGap::NotInInventory {});
                Ok(())
            }
            (Indicator::TotalEmissions, Some(statement)) => self.total(statement),
            (Indicator::EnergyIntensity, Some(statement)) => {
                let unknown = |references, more| IndicatorGap::EnergyUnknown { references, more };
                self.for_gdp(statement, &statement.energy_used()?, "MJ/GDP", unknown)
            }
            (Indicator::Co2Intensity, Some(statement)) => {
                let unknown = |references, more| IndicatorGap::Co2Unknown { references, more };
                self.for_gdp(statement, &statement.co2_of_fuel()?, "kg CO2/GDP", unknown)
            }
            (_, Some(_)) => Ok(()),
        }
    }

    fn add(&mut self, value: Ratio, unit: &str, origin: FigureOrigin) -> Result<()> {
        self.figures.push(IndicatorFigure { value: value.evaluate()?.value(), unit: unit.to_owned(), origin });
        Ok(())
    }

    /// The total of the level in tonnes, and for each person.
    fn total(&mut self, statement: &Statement) -> Result<()> {
        let totals = statement.totals()?;
        let total = if statement.settings.level == Level::BasicPlus { totals.basic_plus } else { totals.basic };
        let Some(total) = total else {
            self.gaps.push(IndicatorGap::NoTotal {});
            return Ok(());
        };
        self.add(Ratio::new(total, Exact::THOUSAND)?, "t CO2e", FigureOrigin::Inventory)?;
        match statement.settings.population.get(&self.year).filter(|people| !people.is_zero()) {
            Some(people) => {
                let each = Ratio::new(total, people.checked_mul(Exact::THOUSAND)?)?;
                self.add(each, "t CO2e/person", FigureOrigin::Inventory)?;
            }
            None => self.gaps.push(IndicatorGap::NoPopulation {}),
        }
        self.left_out = statement.left_out();
        Ok(())
    }

    /// A sum for each unit of GDP, where all of it is known.
    fn for_gdp(
        &mut self,
        statement: &Statement,
        known: &KnownSum,
        unit: &str,
        unknown: impl Fn(Vec<Category>, Option<u64>) -> IndicatorGap,
    ) -> Result<()> {
        let gdp = statement.settings.gdp.get(&self.year).filter(|gdp| !gdp.is_zero() && !gdp.is_negative());
        if gdp.is_none() {
            self.gaps.push(IndicatorGap::NoGdp {});
        }
        if !known.unknown.is_empty() {
            let first: Vec<Category> = known.unknown.iter().copied().take(SHOWN).collect();
            let more = crate::error::count(known.unknown.len().saturating_sub(first.len()));
            self.gaps.push(unknown(first, Some(more).filter(|more| *more > 0)));
        } else if known.sum.is_none() {
            self.gaps.push(IndicatorGap::NoEnergy {});
        }
        if let (Some(gdp), Some(sum), true) = (gdp, known.sum, self.gaps.is_empty()) {
            self.add(sum.checked_div(Ratio::from(*gdp))?, unit, FigureOrigin::Inventory)?;
            let of_energy = |category: &Category| {
                (category.is_stationary_energy() || category.is_transportation()) && category.scope() != Scope::Three
            };
            self.left_out = statement.left_out().into_iter().filter(of_energy).collect();
        }
        Ok(())
    }

    /// The recycling rate of streams of the whole city and year.
    fn recycling(&mut self, streams: &[NamedStreams<'_>]) -> Result<()> {
        let whole = |streams: &&NamedStreams<'_>| {
            let (_, streams) = streams;
            streams.place.is_empty() && streams.period.month().is_none() && streams.period.year() == self.year
        };
        let of_year: Vec<NamedStreams<'_>> = streams.iter().filter(whole).copied().collect();
        for (measure, streams) in &of_year {
            match streams.recycling_rate()? {
                Some(rate) => {
                    let per_cent = rate.checked_mul(Exact::from(100))?;
                    self.add(per_cent, "%", FigureOrigin::Streams((*measure).to_owned()))?;
                }
                None => {
                    let missing = Stream::ALL.iter().copied().filter(|stream| !streams.tonnes.contains_key(stream)).collect();
                    self.gaps.push(IndicatorGap::StreamsMissing { measure: (*measure).to_owned(), streams: missing });
                }
            }
        }
        if of_year.is_empty() {
            self.gaps.push(IndicatorGap::NoStreams {});
        }
        Ok(())
    }
}

/// References that a gap names.
const SHOWN: usize = 5;
