//! Masses of gases that a measure knows without activity data: captured, leaked, taken up, avoided somewhere else.

use crate::gas::Substance;
use crate::quantity::Exact;
use crate::taxonomy::{Category, Year};
use serde::{Deserialize, Serialize};

/// A mass of a gas under a reference in one year: what a method or a meter gives, where no code of the catalogue stands for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GasFlow {
    /// The reference that it is booked under.
    pub category: Category,
    /// The year.
    pub year: Year,
    /// The place; empty for the city as a whole.
    #[serde(default)]
    pub place: String,
    /// The gas.
    pub substance: Substance,
    /// kg of it; below zero for what is taken up, under a reference that may be negative.
    pub kg: Exact,
    /// What it is of and where it is from. It distinguishes two flows of one gas, reference, place and year.
    pub source: String,
}

impl GasFlow {
    /// A flow of the city as a whole.
    pub fn new(category: Category, year: Year, substance: impl Into<Substance>, kg: Exact, source: &str) -> Self {
        Self { category, year, place: String::new(), substance: substance.into(), kg, source: source.to_owned() }
    }
}

with_members! {
    GasFlow {
        /// The same, in a place.
        with_place(place: String),
    }
}

/// Flows without a measure, with it, and because of it elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GasFlows {
    /// Without the measure.
    #[serde(default)]
    pub without: Vec<GasFlow>,
    /// With it.
    #[serde(default)]
    pub with: Vec<GasFlow>,
    /// Caused outside its boundary.
    #[serde(default)]
    pub leakage: Vec<GasFlow>,
}

impl GasFlows {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.without.is_empty() && self.with.is_empty() && self.leakage.is_empty()
    }
}

/// What is avoided outside the city's inventory: virgin plastic not made, fertiliser not bought. In no reduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OutsideSaving {
    /// The year.
    pub year: Year,
    /// What is avoided, in words.
    pub what: String,
    /// The gas.
    pub substance: Substance,
    /// kg of it.
    pub kg: Exact,
    /// Where the figure is from.
    pub source: String,
}

impl OutsideSaving {
    /// So much of a gas.
    pub fn new(year: Year, what: &str, substance: impl Into<Substance>, kg: Exact, source: &str) -> Self {
        Self { year, what: what.to_owned(), substance: substance.into(), kg, source: source.to_owned() }
    }
}

/// kg CO2e that somebody states for a measure without activity data that an inventory has: a monitored quantity times a published unit
/// saving. Shown as claimed, in no reduction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ClaimedSaving {
    /// The year.
    pub year: Year,
    /// kg CO2e, as stated.
    pub kg: Exact,
    /// Who states it.
    pub source: String,
}

impl ClaimedSaving {
    /// So much in a year.
    pub fn new(year: Year, kg: Exact, source: &str) -> Self {
        Self { year, kg, source: source.to_owned() }
    }
}
