//! Air pollutants that a measure avoids: kg, in no total with CO2e, and those of two places in none with one another.

use super::labels::Label;
use super::table::{Rank, Table, TableCell, TableRow};
use crate::error::Result;
use crate::i18n::Language;
use crate::plan::Effects;
use crate::pollutants::{EmittedAt, Pollutant};
use crate::quantity::{Exact, Ratio, Rounding};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// kg of a pollutant that is not emitted somewhere; below zero where more is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct PollutantReport {
    /// The pollutant.
    pub pollutant: Pollutant,
    /// Where.
    #[serde(rename = "where")]
    pub at: EmittedAt,
    /// kg: whole, or half-even at 10^-12.
    pub avoided_kg: Exact,
}

/// The sums of each year, pollutant and place, over all groups of vehicles.
fn sums(effects: &Effects) -> Result<BTreeMap<(Year, Pollutant, EmittedAt), Ratio>> {
    let mut sums = BTreeMap::new();
    for avoided in &effects.pollutants {
        let sum = sums.entry((avoided.year, avoided.pollutant, avoided.at)).or_insert(Ratio::ZERO);
        *sum = sum.checked_add(avoided.kg)?;
    }
    Ok(sums)
}

impl PollutantReport {
    /// Those of a year.
    pub(super) fn of(effects: &Effects, year: Year) -> Result<Vec<Self>> {
        let of_year = sums(effects)?.into_iter().filter(|((of, ..), _)| *of == year);
        let report = |((_, pollutant, at), kg): ((Year, Pollutant, EmittedAt), Ratio)| {
            Ok(Self { pollutant, at, avoided_kg: kg.evaluate()?.value() })
        };
        of_year.map(report).collect()
    }
}

/// Digits after the dot where no amount of the table is large.
const PLACES: u32 = 3;

/// One row for each year, one column for each pollutant and place; none where the measure has none.
pub(super) fn table(effects: &Effects, language: Language) -> Result<Option<Table>> {
    let sums = sums(effects)?;
    let mut columns: Vec<(Pollutant, EmittedAt)> = sums.keys().map(|(_, pollutant, at)| (*pollutant, *at)).collect();
    columns.sort_unstable();
    columns.dedup();
    if columns.is_empty() {
        return Ok(None);
    }
    let name = |(pollutant, at): &(Pollutant, EmittedAt)| {
        let at = match at {
            EmittedAt::Streets => Label::EmittedInStreets,
            EmittedAt::KeptRunning => Label::EmittedKeptRunning,
            EmittedAt::PowerPlants => Label::EmittedAtPlants,
        };
        format!("{pollutant}, {}", at.render(language))
    };
    let mut table = Table::new(Label::PollutantsAvoided.render(language), columns.iter().map(name));
    for year in effects.years.keys() {
        let cell = |(pollutant, at): &(Pollutant, EmittedAt)| match sums.get(&(*year, *pollutant, *at)) {
            Some(kg) => Ok(TableCell::Alone(kg.divided(PLACES, Rounding::HalfEven)?, PLACES)),
            None => Ok(TableCell::NotRequired),
        };
        let cells = columns.iter().map(cell).collect::<Result<_>>()?;
        table.rows.push(TableRow::new(Rank::Item, year.to_string(), cells));
    }
    table.notes.push(Label::NotePollutants.render(language));
    Ok(Some(table))
}
