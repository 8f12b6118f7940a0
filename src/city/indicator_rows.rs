//! Indicators of a city: what its rows state, each once, and what follows from its inventory and measures.

use super::{City, CityInput};
use crate::error::{Error, Location, Message, Result};
use crate::indicators::{IndicatorYear, MonitoringValue, StatedIndicator, indicators};
use crate::inventory::Statement;
use crate::records::Placed;
use std::collections::BTreeSet;

/// Rows that state what another one states.
pub(super) fn twice(input: &CityInput) -> Vec<Error> {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &input.indicators {
        let StatedIndicator { indicator, year, unit, .. } = &row.value;
        if !seen.insert((*indicator, *year, unit)) {
            problems.push(duplicate(row, "indicators.csv", "indicator", indicator.name()));
        }
    }
    let mut seen = BTreeSet::new();
    for row in &input.monitoring {
        let MonitoringValue { station, instrument, pollutant, period, .. } = &row.value;
        if !seen.insert((station, instrument, *pollutant, *period)) {
            problems.push(duplicate(row, "monitoring.csv", "station", station));
        }
    }
    problems
}

fn duplicate<T>(row: &Placed<T>, file: &str, column: &str, value: &str) -> Error {
    let at = row.at.clone().unwrap_or_else(|| Location::file(file)).with_column(column);
    Error::Cell { at, problem: Message::Duplicate { value: value.into() }.into() }
}

impl City {
    /// Every indicator in every year of its closed inventory and of its rows.
    pub fn indicators(&self, statements: &[Statement]) -> Result<Vec<IndicatorYear>> {
        let stated: Vec<&StatedIndicator> = self.input().indicators.iter().map(|row| &row.value).collect();
        let streams: Vec<_> = self
            .measures()
            .iter()
            .flat_map(|measure| measure.change.streams.iter().map(|streams| (measure.name.as_str(), streams)))
            .collect();
        indicators(statements, &stated, &streams)
    }

    /// The concentrations measured in its air, in the order of stations, pollutants and periods.
    pub fn monitoring(&self) -> Vec<&MonitoringValue> {
        let mut rows: Vec<&MonitoringValue> = self.input().monitoring.iter().map(|row| &row.value).collect();
        rows.sort_by(|a, b| {
            (&a.station, a.pollutant, a.period, &a.instrument).cmp(&(&b.station, b.pollutant, b.period, &b.instrument))
        });
        rows
    }
}
