//! Ending open burning of waste: it is collected and treated instead.
//!
//! ```text
//! without: W · s · aⱼ (open burning: fossil CO2, CH4, N2O)        with: Σ W · s · bᵢ + extra way
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W, s | waste that is no longer burnt in a full year, wet; part of the year | t |
//! | aⱼ | share of code j of open burning | |
//! | bᵢ | share that goes way i instead: a landfill, composting, a furnace | |
//!
//! Landfilled waste gives off more than it did in the open where the landfill has no capture: the result may be below zero. The gain in
//! air quality is the larger one, and is not of this figure.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.2, 5.4, 5.5 and 5.7.

use super::disposal::{CLIMATE, START_MONTH, TREATMENT};
use super::treatment::{TreatmentPlant, WITH, plant_keys, refuse_twice, treated};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::error::{Errors, Result};
use crate::methods::{CodeClass, Input, InputKind};
use crate::taxonomy::Rule;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "open-burning",
    "measure.open-burning",
    "IPCC 2006, vol. 5, ch. 5, eq. 5.2, 5.4, 5.5 and 5.7",
    &[CLIMATE, START_MONTH, PROGRAMME],
)
.at(Stage::Demand)
.following(&["IPCC 2006, vol. 5, ch. 5"])
.touching(&["III.3.1", "III.1.1", "III.1.2", "III.2.1", "II.1.1"])
.monitoring(&["households without collection", "tonnes collected that were burnt before", "burning that goes on"])
.counted_twice_with(&["waste-separation, composting, waste-to-energy: the same tonnes at their treatment"]);

const PROGRAMME: Input =
    Input::of_kind("programme", InputKind::Group(plant_keys![WITH]), "waste that is no longer burnt in the open");

/// Codes of open burning.
const IN_THE_OPEN: CodeClass = CodeClass { name: "class.open-burning", example: "open-burning.msw", fits: is_in_the_open };

fn is_in_the_open(rule: &Rule) -> bool {
    rule.method.as_ref().is_some_and(|method| method.class.starts_with("open")) || rule.process.starts_with("open-burning.")
}

/// Waste that is no longer burnt in the open.
#[derive(Clone, Copy, Debug, Default)]
pub struct EndOfOpenBurning;

impl Measure for EndOfOpenBurning {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&PROGRAMME);
        let programmes =
            groups.iter().map(|group| TreatmentPlant::read(group, form, TREATMENT, IN_THE_OPEN)).collect::<Result<Vec<_>>>()?;
        refuse_twice(groups, programmes.iter().map(|programme| programme.name.as_str()))?;
        let mut change = treated(form, &programmes)?;
        change.notes.push(Note::AirQualityLeftOut {});
        Ok(change)
    }
}
