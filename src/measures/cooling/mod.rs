//! Cooling: the same cold from less electricity.
//!
//! ```text
//! metered:  without = E₁ · COP₁ / COP₀          with = E₁
//! load:     without = Q / COP₀                  with = Q / COP₁
//! stock:    as load, Q = n · C · h              each times s[y]
//! gas[y]  = m · (l + f / L) · s[y]              of the refrigerant before and of the one after, under IV.2
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | E₁ | electricity that the new equipment takes in a full year, as metered | kWh |
//! | Q | cold delivered in a full year | kWh, ton-hour |
//! | n, C, h | units, cooling capacity of one, hours at full load in a full year | kW |
//! | COP₀, COP₁ | cold for each unit of electricity, before and after; seasonal where it is known | |
//! | s | part of the year in service | |
//! | m, l | charge of refrigerant of the group, share of it that leaks in a year | kg |
//! | f, L | share of the charge lost at the end, years of service over which it is spread | yr |
//!
//! The ratio is COP₁ / COP₀, not its inverse: what is metered is the better equipment, and the worse would have taken more.
//!
//! Equipment that still ran has two baselines: itself until it would have been replaced anyway, then what the market sells. With
//! `old_until` the form states both. Units by grade name rows of the form's own table of grades; savings of grades add up: from 5 to 1
//! is from 5 to 3 and from 3 to 1.
//!
//! A refrigerant that warms more than the electricity saved shows as a reduction below zero. Where the one before is none that an
//! inventory counts (HCFC-22, under the Montreal Protocol), nothing is stated for it, and nothing is saved.
//!
//! Source: `TH_AM003` and `TH_AM005` of the JCM (chillers; equation of the reference read on their pages: power of the project chiller, ratio
//! of the COPs, factor); the form of `VN_AM003` for units. Leaks: IPCC 2006, vol. 3, ch. 7, eq. 7.13 and 7.14 in their simple form.

mod refrigerant;
mod units;

pub use refrigerant::RefrigerantCharge;
pub use units::{CoolingDemand, CoolingUnits, EarlyReplacement};

use super::group::named;
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::error::{Errors, Result};
use crate::taxonomy::Year;
use std::collections::BTreeSet;
use units::{GRADE, UNITS, grades};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("cooling", "measure.cooling", "JCM TH_AM003, TH_AM005; IPCC 2006, vol. 3, ch. 7", &[GRADE, UNITS])
        .at(Stage::Efficiency)
        .following(&["JCM TH_AM003", "JCM TH_AM005", "JCM TH_AM013", "JCM VN_AM003", "AMS-II.C", "AMS-II.N"])
        .touching(&["I.1.2", "I.1.3", "I.2.2", "I.2.3", "I.3.2", "I.3.3", "IV.2"])
        .monitoring(&["electricity or cold of the equipment", "COP as tested", "refrigerant refilled"])
        .counted_twice_with(&[
            "energy-saving, building: the cold of one building is saved once; better windows leave less of it",
            "lighting: less heat from lamps lowers the load",
            "grid-factor: each kWh weighs as the grid of its year",
        ]);

/// Cooling that takes less.
#[derive(Clone, Copy, Debug, Default)]
pub struct EfficientCooling;

impl Measure for EfficientCooling {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let grades = grades(form)?;
        let read = |group: &_| CoolingUnits::read(group, form, &grades);
        let groups = named(form, &UNITS, |units: &CoolingUnits| &units.equipment.name, read)?;
        Ok(efficient_cooling(form.title, form.years, &groups)?)
    }
}

/// Cooling in some years: without it the equipment before, or what the market sells, gives the same cold.
///
/// # Errors
/// Units that do not fit, a COP that is no better than before.
pub fn efficient_cooling(measure: &str, years: &BTreeSet<Year>, groups: &[CoolingUnits]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for units in groups {
        units.check()?;
        for year in years {
            units.changes(*year, &mut change)?;
        }
    }
    change.notes = vec![Note::SavedInInventory {}, Note::GridDisplaced {}, Note::ReboundLeftOut {}, Note::WeatherAsIs {}];
    if groups.iter().any(|units| units.early.is_some()) {
        change.notes.push(Note::TwoBaselines {});
    }
    if groups.iter().any(|units| units.refrigerant_before.is_none() || units.refrigerant_after.is_none()) {
        change.notes.push(Note::NoRefrigerant {});
    }
    Ok(change)
}
