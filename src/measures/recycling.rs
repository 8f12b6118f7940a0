//! Recycling of material: disposal is avoided in the city, new material outside it.
//!
//! ```text
//! without: Σ W · s · aⱼ        with: Σ W · s · rⱼ + energy of the plant        O = W · s · Y        Y + Σ rⱼ = 1
//! outside: O · (V · B − E · g) + O · other
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W, s | material collected in a full year; part of the year in service | t |
//! | aⱼ | share that would have been disposed of in way j | |
//! | Y | yield: clean output of what is collected | |
//! | rⱼ | share of what is collected that is disposed of in way j after all | |
//! | V, B | CO2e of new material; how much of it a unit of output replaces | kg/kg |
//! | E, g | electricity of making the output, factor of the grid where that happens | kWh/kg, kg/kWh |
//!
//! Output is counted, not what is collected. What is not output is disposed of: both add up to what is collected. New material is made
//! outside the city, so that its saving is a figure of its own, in no reduction; the electricity and fuel of a plant in the city are in
//! the reduction, as use of the plant (`electric_use`), and are then not stated as `recycling_electricity` too.
//!
//! Source: the form of T-VER-S-METH-09-06 (plastics), of which a summary was read; AMS-III.AJ of the CDM by its title.

use super::disposal::{CLIMATE, START_MONTH, TREATMENT};
use super::drive::not_a;
use super::treatment::{TreatmentPlant, plant_keys, refuse_twice, treated};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, OutsideSaving, Stage};
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::forms::{FormInputs, SourcedRate};
use crate::gas::{GwpSet, Substance};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Fraction, Ratio};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("recycling", "measure.recycling", "form of T-VER-S-METH-09-06 and AMS-III.AJ", &[CLIMATE, START_MONTH, PLANT])
        .at(Stage::Demand)
        .following(&["AMS-III.AJ", "T-VER-S-METH-09-06"])
        .touching(&["III.1.1", "III.1.2", "III.3.1", "III.3.2"])
        .monitoring(&["tonnes collected", "clean output", "residue and where it goes"])
        .counted_twice_with(&[
            "waste-separation: the same tonnes where they are separated",
            "waste-to-energy: plastics that are recycled are not burnt",
            "whoever uses the material: its saving is outside the city and counted once",
        ]);

const PLANT: Input = Input::of_kind("plant", InputKind::Group(plant_keys![YIELD, NEW_MATERIAL]), "material that is recycled");
const YIELD: Input = Input::of_kind("yield", InputKind::Share, "clean output of what is collected");
const NEW_MATERIAL: Input = Input::of_kind(
    "new_material",
    InputKind::Section(&[WHAT, GWP, VIRGIN, REPLACED, RECYCLING_ELECTRICITY, GRID]),
    "new material that is not made, outside the city",
)
.optional();
const WHAT: Input = Input::of_kind("what", InputKind::Text, "the material");
const GWP: Input = Input::of_kind("gwp", InputKind::Text, "the GWP set of the factors: AR5");
const VIRGIN: Input = Input::one("virgin", "kg/kg", "CO2e of each kg of new material").without_rows();
const REPLACED: Input = Input::of_kind("replaced", InputKind::Share, "new material that a unit of output replaces");
const RECYCLING_ELECTRICITY: Input =
    Input::one("recycling_electricity", "kWh/kg", "electricity of making the output").without_rows();
const GRID: Input = Input::one("grid_factor", "kg/kWh", "CO2e of that electricity").without_rows();

/// Recycling of material.
#[derive(Clone, Copy, Debug, Default)]
pub struct Recycling;

impl Measure for Recycling {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&PLANT);
        let plants =
            groups.iter().map(|group| TreatmentPlant::read(group, form, TREATMENT, TREATMENT)).collect::<Result<Vec<_>>>()?;
        refuse_twice(groups, plants.iter().map(|plant| plant.name.as_str()))?;
        let mut change = treated(form, &plants)?;
        for (plant, group) in plants.iter().zip(groups) {
            let output: Fraction = group.need(&YIELD, form.context.registry)?;
            let whole = plant.residue.sum()?.checked_add(output.number())?;
            if whole.numerator() != whole.denominator() {
                let message =
                    Message::Measure { value: Some((&whole.evaluate()?.value()).into()), fault: MeasureFault::YieldAndResidue };
                return Err(group.problem(&YIELD, message.of(plant.name.as_str())).into());
            }
            for section in group.sections(&NEW_MATERIAL) {
                change.outside.extend(not_made(plant, output, section, form)?);
            }
        }
        if !change.outside.is_empty() && !change.notes.contains(&Note::OutsideOnly {}) {
            change.notes.push(Note::OutsideOnly {});
        }
        change.notes.push(Note::RecyclingLeftOut {});
        Ok(change)
    }
}

/// New material that is not made, less the electricity of making the output.
fn not_made(plant: &TreatmentPlant, output: Fraction, section: &FormInputs, form: &MeasureForm<'_>) -> Result<Vec<OutsideSaving>> {
    let registry = form.context.registry;
    let rate = |input: &Input, from: Dimension, to: Dimension, wanted: &'static str, example: &str| -> Result<Ratio> {
        let stated: SourcedRate = section.need(input, registry)?;
        let ratio =
            stated.rate.conversion_from(from).ok().filter(|(ratio, found)| *found == to && !ratio.numerator().is_negative());
        ratio.map(|(ratio, _)| ratio).ok_or_else(|| section.problem(input, not_a(wanted, (&stated.rate).into(), example)))
    };
    let virgin = rate(&VIRGIN, Dimension::Mass, Dimension::Mass, "rate.gas-of-plant", "2.9 kg/kg")?;
    let electricity = rate(&RECYCLING_ELECTRICITY, Dimension::Mass, Dimension::Energy, "rate.energy-of-plant", "0.83 kWh/kg")?;
    let grid = rate(&GRID, Dimension::Energy, Dimension::Mass, "rate.gas-of-energy", "0.5 kg/kWh")?;
    let replaced: Fraction = section.need(&REPLACED, registry)?;
    let set: GwpSet = section.parsed(&GWP)?.ok_or_else(|| section.missing(&GWP, registry))?;
    let what: String = section.need(&WHAT, registry)?;
    let made = electricity.checked_mul(grid)?;
    let minus = Ratio::new(made.numerator().checked_neg()?, made.denominator())?;
    let each = virgin.checked_mul(replaced.number())?.checked_add(minus)?;
    let mut savings = Vec::new();
    for year in form.years {
        if plant.served(*year)?.is_some() {
            let kilograms = plant.kilograms(*year)?.checked_mul(output.number())?.checked_mul(each)?;
            let source = section.source().unwrap_or_default();
            savings.push(OutsideSaving::new(*year, &what, Substance::Stated(set), kilograms.evaluate()?.value(), source));
        }
    }
    Ok(savings)
}
