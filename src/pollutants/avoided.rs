//! What a change of vehicles avoids of pollutants, and where.

use super::factor::PollutantFactor;
use super::pollutant::Pollutant;
use crate::error::Result;
use crate::quantity::{Ratio, Scalar};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

words! {
    /// Where a pollutant is emitted. Amounts of two places are never added: one is breathed in the street, the other is not.
    EmittedAt, "name.emitted-at" {
        /// In the streets of the line or the fleet, by vehicles that are replaced.
        Streets "streets"
        /// In the city, by replaced vehicles that keep running.
        KeptRunning "kept-running"
        /// At the plants that generate the electricity.
        PowerPlants "power-plants"
    }
}

/// kg of a pollutant that is not emitted in a year; below zero where more is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AvoidedPollutant {
    /// The year.
    pub year: Year,
    /// The pollutant.
    pub pollutant: Pollutant,
    /// Where.
    pub at: EmittedAt,
    /// kg.
    pub kg: Ratio,
    /// What it was computed with.
    pub factor: PollutantFactor,
}

impl AvoidedPollutant {
    /// So many kg of a pollutant of a year.
    pub fn new(year: Year, pollutant: Pollutant, at: EmittedAt, kg: Ratio, factor: PollutantFactor) -> Self {
        Self { year, pollutant, at, kg, factor }
    }
}

/// Before less after, of each pollutant that is known of both.
pub fn avoided(before: &BTreeMap<Pollutant, Ratio>, after: &BTreeMap<Pollutant, Ratio>) -> Result<BTreeMap<Pollutant, Ratio>> {
    let both = before.iter().filter_map(|(pollutant, mass)| Some((*pollutant, *mass, *after.get(pollutant)?)));
    both.map(|(pollutant, before, after)| Ok((pollutant, before.checked_sub(after)?))).collect()
}
