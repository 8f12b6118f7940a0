//! Indicators as JSON: every figure exact, as a string; what is not available has no figures, and what is missing in words.

use crate::city::City;
use crate::error::{Error, Message, Result};
use crate::i18n::Language;
use crate::indicators::{
    ConcentrationUnit, FigureOrigin, Indicator, IndicatorFigure, IndicatorYear, MonitoredPollutant, MonitoringValue,
};
use crate::inventory::{Statement, Status};
use crate::quantity::Exact;
use crate::taxonomy::{Category, Period, Year};
use serde::{Deserialize, Serialize};

/// The indicators of a city.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndicatorsReport {
    /// The city's name.
    pub city: String,
    /// Each indicator, in the order of their numbers.
    pub indicators: Vec<IndicatorReport>,
    /// Concentrations measured in the air.
    pub monitoring: Vec<MonitoringReport>,
}

/// An indicator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndicatorReport {
    /// Its number.
    pub indicator: Indicator,
    /// Its name.
    pub name: String,
    /// How it is computed, or what is stated.
    pub formula: String,
    /// The page of its name and definition.
    pub source: String,
    /// Each year, ascending.
    pub years: Vec<IndicatorYearReport>,
}

/// An indicator in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IndicatorYearReport {
    /// The year.
    pub year: Year,
    /// How complete the inventory of the year is; null where it has none.
    pub status: Option<Status>,
    /// Its figures; none where it is not available.
    pub figures: Vec<FigureReport>,
    /// What is missing.
    pub missing: Vec<String>,
    /// References that the inventory leaves out of a figure that follows from it.
    pub left_out: Vec<Category>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct FigureReport {
    /// How much.
    pub value: Exact,
    /// In which unit.
    pub unit: String,
    /// Where it comes from.
    pub origin: OriginReport,
    /// The measure whose streams it follows from, or who states it; null where it follows from the inventory.
    pub source: Option<String>,
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OriginReport {
    /// The inventory.
    Inventory,
    /// Streams of waste of a measure.
    Streams,
    /// A row of `indicators.csv`.
    Stated,
}

/// A concentration measured in the air.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MonitoringReport {
    /// The station.
    pub station: String,
    /// The instrument.
    pub instrument: String,
    /// What is measured.
    pub pollutant: MonitoredPollutant,
    /// The period.
    pub period: Period,
    /// The mean.
    pub value: Exact,
    /// In which unit.
    pub unit: ConcentrationUnit,
    /// The share of the period with valid data, in %.
    pub completeness_percent: Exact,
    /// Whether that is as much as 250 days are of a year.
    pub complete: bool,
    /// Who states it.
    pub source: String,
}

impl FigureReport {
    fn of(figure: &IndicatorFigure) -> Self {
        let (origin, source) = match &figure.origin {
            FigureOrigin::Streams(measure) => (OriginReport::Streams, Some(measure.clone())),
            FigureOrigin::Stated(source) => (OriginReport::Stated, Some(source.clone())),
            FigureOrigin::Inventory => (OriginReport::Inventory, None),
        };
        Self { value: figure.value, unit: figure.unit.clone(), origin, source }
    }
}

impl MonitoringReport {
    fn of(measured: &MonitoringValue) -> Self {
        Self {
            station: measured.station.clone(),
            instrument: measured.instrument.clone(),
            pollutant: measured.pollutant,
            period: measured.period,
            value: measured.value,
            unit: measured.unit,
            completeness_percent: measured.completeness,
            complete: measured.is_complete(),
            source: measured.source.clone(),
        }
    }
}

impl IndicatorsReport {
    /// The indicators of a city whose inventory is closed.
    pub fn of(city: &City, statements: &[Statement]) -> Result<Self> {
        let years = city.indicators(statements)?;
        let of_year = |row: &IndicatorYear| IndicatorYearReport {
            year: row.year,
            status: statements.iter().find(|statement| statement.year == row.year).map(Statement::status),
            figures: row.figures.iter().map(FigureReport::of).collect(),
            missing: row.gaps.iter().map(ToString::to_string).collect(),
            left_out: row.left_out.iter().copied().collect(),
        };
        let report = |indicator: &Indicator| IndicatorReport {
            indicator: *indicator,
            name: indicator.title(Language::English).to_owned(),
            formula: indicator.formula(Language::English).to_owned(),
            source: indicator.source(),
            years: years.iter().filter(|row| row.indicator == *indicator).map(of_year).collect(),
        };
        Ok(Self {
            city: city.input().settings.city.clone(),
            indicators: Indicator::ALL.iter().map(report).collect(),
            monitoring: city.monitoring().into_iter().map(MonitoringReport::of).collect(),
        })
    }
}

/// The indicators of a city as JSON.
pub fn indicators_json(city: &City, statements: &[Statement]) -> Result<Vec<u8>> {
    let failed = |error: serde_json::Error| Error::from(Message::NotWritten { error: (&error).into() });
    let mut bytes = serde_json::to_vec_pretty(&IndicatorsReport::of(city, statements)?).map_err(failed)?;
    bytes.push(b'\n');
    Ok(bytes)
}
