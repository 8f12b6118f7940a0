//! `indicators.csv` and `monitoring.csv`: what a city states next to its inventory.

use super::direct::{self, parsed};
use crate::error::{CoBenefitFault, Error, Message, Result, Text};
use crate::indicators::{ConcentrationUnit, MonitoringValue, StatedIndicator};
use crate::ledger::InputPolicy;
use crate::quantity::Exact;
use crate::records::{CsvWriter, Placed, Row};

/// A row of `indicators.csv`.
pub(super) fn indicator(row: &Row<'_>, input: &InputPolicy) -> Result<StatedIndicator> {
    let indicator = parsed(row, "indicator", str::parse)?;
    let (year, value) = (direct::year(row, input)?, number(row, input)?);
    let (unit, source) = (row.require("unit")?, row.require("source")?);
    let stated = StatedIndicator::new(indicator, year, value, unit, source);
    stated.map_err(|error| placed(row, error))
}

/// A row of `monitoring.csv`.
pub(super) fn measured(row: &Row<'_>, input: &InputPolicy) -> Result<MonitoringValue> {
    let (station, instrument) = (row.require("station")?, row.require("instrument")?);
    let pollutant = parsed(row, "pollutant", str::parse)?;
    let unit = parsed(row, "unit", |cell| {
        cell.parse::<ConcentrationUnit>().map_err(|_| {
            let known = ConcentrationUnit::ALL.iter().map(|unit| Text::from(unit.name())).collect();
            Error::from(CoBenefitFault::NotAConcentration { known }.of(cell))
        })
    })?;
    let period = parsed(row, "period", |cell| Ok(input.period(cell)?))?;
    let completeness = parsed(row, "completeness", MonitoringValue::completeness_of)?;
    if completeness > Exact::from(100) {
        let problem = CoBenefitFault::AboveHundredPerCent.of(&completeness).into();
        return Err(Error::Cell { at: row.location("completeness"), problem });
    }
    let value = number(row, input)?;
    let measured =
        MonitoringValue::new((station, instrument), pollutant, (value, unit), (period, completeness), row.require("source")?);
    measured.map_err(|error| placed(row, error))
}

/// The value of a row; the cell is looked at, as -0 is not below zero.
fn number(row: &Row<'_>, input: &InputPolicy) -> Result<Exact> {
    let value = direct::number(row, "value", input)?;
    match direct::text(row, "value") {
        cell if cell.starts_with('-') => {
            Err(Error::Cell { at: row.location("value"), problem: Message::BelowZero { value: cell.into() }.into() })
        }
        _ => Ok(value),
    }
}

/// An error of the row as a whole, at the column that it is about.
fn placed(row: &Row<'_>, error: Error) -> Error {
    let problem = error.into_problem();
    let of_unit = matches!(
        problem.message(),
        Message::CoBenefit { fault: CoBenefitFault::NotAnIndicatorUnit { .. } | CoBenefitFault::ParticlesByVolume, .. }
    );
    Error::Cell { at: row.location(if of_unit { "unit" } else { "value" }), problem }
}

pub(super) fn written_indicators(rows: &[Placed<StatedIndicator>]) -> Option<CsvWriter> {
    let mut csv = CsvWriter::of(direct::INDICATORS.0);
    for Placed { value: stated, .. } in rows {
        let (year, value) = (stated.year.to_string(), stated.value.to_string());
        csv.row([stated.indicator.name(), &year, &value, &stated.unit, &stated.source]);
    }
    (!rows.is_empty()).then_some(csv)
}

pub(super) fn written_monitoring(rows: &[Placed<MonitoringValue>]) -> Option<CsvWriter> {
    let mut csv = CsvWriter::of(direct::MONITORING.0);
    for Placed { value: measured, .. } in rows {
        let MonitoringValue { station, instrument, pollutant, unit, period, completeness, value, source, .. } = measured;
        let (period, completeness, value) = (period.to_string(), format!("{completeness} %"), value.to_string());
        csv.row([station, instrument, pollutant.name(), unit.name(), &period, &completeness, &value, source]);
    }
    (!rows.is_empty()).then_some(csv)
}
