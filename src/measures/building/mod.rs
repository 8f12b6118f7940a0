//! Buildings: less energy for each square metre, and own generation, each kWh counted once.
//!
//! ```text
//! B[y] = A · I₀ · s[y]                        without
//! P[y] = A · I₁ · s[y],   I₁ = I₀ · Πₖ (1 − rₖ)   or as stated
//! U[y] = G · w · (1 − d)^(y − y1) · s[y]       used in the building        with = P[y] − U[y]
//! X[y] = G · (1 − w) · (1 − d)^(y − y1) · s[y] sent to the grid: avoided outside, in no reduction
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | floor area | m2 |
//! | I₀, I₁ | electricity for each m2 in a full year, before and after | kWh/m2 |
//! | r | what an action (insulation, windows, an energy management system) saves of what the others leave | |
//! | G | own generation of a full first year: roof, facade, windows | kWh |
//! | w | share of it that is used in the building | |
//! | d, y1 | output lost each year, from the year after it goes into service | %/yr |
//! | s | part of the year in service | |
//!
//! **New buildings** are compared with the code in force when they go into service, not with the stock: the form lists the codes with the
//! year from which each holds.
//!
//! **A zero-energy building** generates in a year as much as it needs. What it uses itself lowers its purchase; what it sends out at noon
//! is avoided elsewhere, once, and what it buys at night is still bought.
//!
//! **Windows that generate** save heat and give power on one facade: the saving is an action, the power is generation. What is
//! generated for the building can be no more than what is left after saving: one kWh is not both saved and generated.
//!
//! Source: the form of AMS-II.E of the CDM and `VN_AM003` of the JCM (title, scope and summary were read).

mod plan;

pub use plan::{Building, BuildingGeneration, EnergyCode, IntensityAfter};

use super::group::{IN_SERVICE, NAME, named};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::error::{Errors, Result};
use crate::methods::{Input, InputKind};
use crate::taxonomy::Year;
use plan::{CODE_IN_FORCE, KEYS};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("building", "measure.building", "form of AMS-II.E of the CDM and JCM VN_AM003", &[CODE_IN_FORCE, BUILDING])
        .at(Stage::Efficiency)
        .following(&["AMS-II.E", "AM0091", "JCM VN_AM003"])
        .touching(&["I.1.2", "I.1.3", "I.2.2", "I.2.3", "I.3.2", "I.3.3"])
        .monitoring(&["metered electricity of each building", "floor area", "generation, and what of it is sent to the grid"])
        .counted_twice_with(&[
            "energy-saving, cooling, lighting: the energy of one building is saved once",
            "rooftop-solar: the power of one roof is generated once",
            "grid-factor: each kWh weighs as the grid of its year",
        ]);

const BUILDING: Input =
    Input::of_kind("building", InputKind::Group(KEYS), "a building, or several of one kind that go into service on one day");

/// Efficient and zero-energy buildings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Buildings;

impl Measure for Buildings {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let codes = named(form, &CODE_IN_FORCE, |code: &EnergyCode| &code.name, |group| EnergyCode::read(group, form))?;
        let read = |group: &_| Building::read(group, form, &codes);
        let all = named(form, &BUILDING, |building: &Building| &building.equipment.name, read)?;
        Ok(buildings(form.title, form.years, &all)?)
    }
}

/// Buildings in some years: without the measure they need what they needed, or what the code in force asks.
///
/// # Errors
/// Units that do not fit, an intensity above the one before, more generated for own use than is needed.
pub fn buildings(measure: &str, years: &BTreeSet<Year>, all: &[Building]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for building in all {
        building.check()?;
        for year in years {
            building.changes(*year, &mut change)?;
        }
    }
    change.notes = vec![Note::SavedInInventory {}, Note::GridDisplaced {}, Note::ReboundLeftOut {}];
    if all.iter().any(|building| building.actions > 1) {
        change.notes.push(Note::SavingsMultiply {});
    }
    for building in all {
        if let Some(code) = &building.code_in_force {
            change.notes.push(Note::CodeInForce { building: building.equipment.name.clone(), code: code.clone() });
        }
    }
    if !change.exported.is_empty() {
        change.notes.push(Note::RoofsExport {});
    }
    Ok(change)
}
