//! Anaerobic digestion of organic waste: its gas is used, what leaks of it is emitted.
//!
//! ```text
//! without: Σ W · s · aⱼ + power and heat        with: W · s · EF, or W · s · g · w · ρ · k, + residue, energy of the plant
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W, s | waste taken in a full year, wet; part of the year in service | t |
//! | aⱼ | share that would have gone way j | |
//! | EF | CH4 of each kg of waste, by the code of the treatment: what leaks of gas that is otherwise recovered | g/kg |
//! | g, w | biogas of each tonne, share of methane in it | Nm3/t |
//! | ρ | density of methane at the conditions of g | kg/Nm3 |
//! | k | share of the methane that leaks, or slips through flare and engine | |
//!
//! The leak is either that of the tables or a share of the gas that is measured, never both. Methane that is made in the plant and burnt
//! is on neither side: only the methane of the landfill is avoided, so the same waste is never counted at its landfill and at its full
//! potential. CO2 of the gas burnt is biogenic.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 4, eq. 4.1, and p. 4.4 for leaks (0 to 10 % of the gas, 5 % as a default); the form of
//! AMS-III.AO of the CDM, whose title and scope were read.

use super::disposal::{CLIMATE, START_MONTH, TREATMENT};
use super::drive::not_a;
use super::treatment::{TreatmentPlant, WITH, plant_keys, reference, refuse_twice, treated};
use super::{Change, GasFlow, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::forms::{FormInputs, SourcedRate};
use crate::gas::Gas;
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::{Dimension, Fraction, Ratio};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "digestion",
    "measure.digestion",
    "IPCC 2006, vol. 5, ch. 4, eq. 4.1; form of AMS-III.AO of the CDM",
    &[CLIMATE, START_MONTH, PLANT],
)
.at(Stage::Demand)
.following(&["AMS-III.AO", "ACM0022", "Tool14"])
.touching(&["III.1.1", "III.1.2", "III.2.1", "III.2.2", "I.2.2", "I.4.4", "II.1.1"])
.monitoring(&["tonnes taken", "biogas and its methane", "electricity and heat used and sent out", "digestate"])
.counted_twice_with(&[
    "waste-separation: the same tonnes where they are separated",
    "composting: a tonne is treated once",
    "landfill-gas: less waste gives less gas to capture",
]);

const PLANT: Input = Input::of_kind("plant", InputKind::Group(plant_keys![TREATED, BIOGAS]), "digesters");
const TREATED: Input = Input { required: false, ..WITH };
const BIOGAS: Input =
    Input::of_kind("biogas", InputKind::Section(&[REF, GAS_OF_WASTE, METHANE_SHARE, DENSITY, LEAK]), "the gas as it is measured")
        .optional();
const REF: Input = Input::of_kind("ref", InputKind::Text, "the reference of the plant: III.2.1, III.2.2 or III.2.3");
const GAS_OF_WASTE: Input = Input::one("yield", "Nm3/t", "biogas of each tonne of waste").without_rows();
const METHANE_SHARE: Input = Input::of_kind("methane_share", InputKind::Share, "share of methane in the gas, by volume");
const DENSITY: Input = Input::one("density", "kg/Nm3", "density of methane at 0 degrees C and 101.325 kPa").without_rows();
const LEAK: Input = Input::of_kind("leak", InputKind::Share, "share of the methane that leaks or is not burnt");

/// Codes of digestion.
const DIGESTION: CodeClass = CodeClass {
    name: "class.digestion",
    example: "digestion.msw-organic",
    fits: |rule| rule.process.starts_with("biological.digestion"),
};

/// Digestion of waste.
#[derive(Clone, Copy, Debug, Default)]
pub struct Digestion;

impl Measure for Digestion {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&PLANT);
        let plants =
            groups.iter().map(|group| TreatmentPlant::read(group, form, DIGESTION, TREATMENT)).collect::<Result<Vec<_>>>()?;
        refuse_twice(groups, plants.iter().map(|plant| plant.name.as_str()))?;
        let mut change = treated(form, &plants)?;
        for (plant, group) in plants.iter().zip(groups) {
            match (group.has(&TREATED), group.sections(&BIOGAS).first()) {
                (true, None) => {}
                (false, Some(section)) => leaks(plant, section, form, &mut change)?,
                (false, None) => return Err(group.missing(&TREATED, form.context.registry).into()),
                (true, Some(_)) => {
                    return Err(group
                        .problem(&BIOGAS, Message::Measure { value: Some(BIOGAS.name.into()), fault: MeasureFault::LeakTwice })
                        .into());
                }
            }
        }
        change.notes.push(Note::DigestionLeftOut {});
        Ok(change)
    }
}

/// Methane that leaks of gas that is measured.
fn leaks(plant: &TreatmentPlant, section: &FormInputs, form: &MeasureForm<'_>, change: &mut Change) -> Result<()> {
    let registry = form.context.registry;
    let category = reference(section, form, &REF, "III.2")?;
    let rate = |input: &Input, from: Dimension, to: Dimension, wanted: &'static str, example: &str| -> Result<Ratio> {
        let stated: SourcedRate = section.need(input, registry)?;
        let ratio =
            stated.rate.conversion_from(from).ok().filter(|(ratio, found)| *found == to && !ratio.numerator().is_negative());
        ratio.map(|(ratio, _)| ratio).ok_or_else(|| section.problem(input, not_a(wanted, (&stated.rate).into(), example)))
    };
    let gas = rate(&GAS_OF_WASTE, Dimension::Mass, Dimension::NormalVolume, "rate.gas-of-waste", "120 Nm3/t")?;
    let density = rate(&DENSITY, Dimension::NormalVolume, Dimension::Mass, "rate.density", "0.716 kg/Nm3")?;
    let (share, leak): (Fraction, Fraction) = (section.need(&METHANE_SHARE, registry)?, section.need(&LEAK, registry)?);
    let source = format!("{}: {}", plant.name, section.source().unwrap_or_default());
    for year in form.years {
        if plant.served(*year)?.is_none() {
            continue;
        }
        let parts = [gas, share.number(), density, leak.number()];
        let leaked = parts.into_iter().try_fold(plant.kilograms(*year)?, Ratio::checked_mul)?;
        let flow = GasFlow::new(category, *year, Gas::CH4, leaked.evaluate()?.value(), &source);
        change.gases.with.push(flow.with_place(plant.place.clone()));
    }
    Ok(())
}
