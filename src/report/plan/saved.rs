//! What is saved, as JSON has it.

use crate::error::Result;
use crate::plan::GasSaving;
use crate::quantity::{Exact, Ratio, Rounding};
use crate::report::gpc::{gas_name, tonnes};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is saved in a year: tonnes of CO2e and kg of each gas; below zero where more is emitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SavedGases {
    /// t CO2e.
    pub co2e_t: Exact,
    /// kg of each gas; figures without a split are `CO2e`.
    pub gases_kg: BTreeMap<String, Exact>,
}

impl SavedGases {
    pub(super) fn of(saving: &GasSaving) -> Result<Self> {
        let mut gases_kg = BTreeMap::new();
        for (substance, kg) in &saving.masses {
            let held = gases_kg.entry(gas_name(*substance).to_owned()).or_insert(Exact::ZERO);
            *held = held.checked_add(*kg)?;
        }
        Ok(Self { co2e_t: tonnes(saving.co2e)?, gases_kg })
    }
}

/// Kilograms in tonnes: whole, or half-even at 10^-12.
pub(super) fn in_tonnes(kg: Ratio) -> Result<Exact> {
    kg.checked_div(Exact::THOUSAND.into())?.divided(crate::quantity::CLOSING_PLACES, Rounding::HalfEven)
}

/// A number, half-even at 10^-12.
pub(super) fn number(ratio: Ratio) -> Result<Exact> {
    ratio.divided(crate::quantity::CLOSING_PLACES, Rounding::HalfEven)
}
