//! Composting of organic waste instead of landfilling or burning it.
//!
//! ```text
//! without: Σ W · s · aⱼ        with: W · s · EF (wet), or W · s · dm · EF (dry), + residue, energy of the plant
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W, s | waste taken in a full year, wet; part of the year in service | t |
//! | aⱼ | share that would have gone way j: a landfill of a kind, a furnace, the open | |
//! | EF | CH4 and N2O of each kg, on the basis that is stated | g/kg |
//! | dm | dry matter of the waste, where the factors are of dry waste | |
//!
//! Wet and dry are asked for: a factor of dry waste on wet waste is two and a half times too high. Factors of wet waste are those of the
//! inventory, by the code of the treatment. The landfill's side is the methane commitment; the years in which it would have come out
//! are computed apart. Fertiliser that compost replaces is outside the city.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 4, eq. 4.1 and 4.2; the form of AMS-III.F of the CDM, whose title and scope were read.

use super::by_method::{MethodInput, results};
use super::disposal::{CLIMATE, START_MONTH, TREATMENT};
use super::treatment::{TreatmentPlant, WITH, plant_keys, reference, refuse_twice, treated};
use super::{Change, GasFlow, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::error::{Errors, MeasureFault, Message};
use crate::forms::FormInputs;
use crate::gas::Gas;
use crate::methods::biological::composting::DRY as DRY_METHOD;
use crate::methods::{CodeClass, Input, InputKind};
use crate::quantity::Fraction;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "composting",
    "measure.composting",
    "IPCC 2006, vol. 5, ch. 4, eq. 4.1 and 4.2; form of AMS-III.F of the CDM",
    &[CLIMATE, START_MONTH, PLANT],
)
.at(Stage::Demand)
.following(&["AMS-III.F", "Tool13"])
.touching(&["III.1.1", "III.1.2", "III.2.1", "III.2.2", "I.2.2", "II.1.1"])
.monitoring(&["tonnes taken, wet or dry", "residue", "electricity and fuel of the plant"])
.counted_twice_with(&[
    "waste-separation: the same tonnes where they are separated",
    "landfill-gas: less waste gives less gas to capture",
    "digestion: a tonne is treated once",
]);

const PLANT: Input =
    Input::of_kind("plant", InputKind::Group(plant_keys![BASIS, TREATED, DRY]), "compost plants, or composting at home");
const BASIS: Input = Input::of_kind("basis", InputKind::Word(&["wet", "dry"]), "what the factors are of: wet or dry waste");
const TREATED: Input = Input { required: false, ..WITH };
const DRY: Input =
    Input::of_kind("dry", InputKind::Section(&[REF, DRY_MATTER, METHANE_FACTOR, NITROUS_OXIDE_FACTOR]), "factors of dry waste")
        .optional();
const REF: Input = Input::of_kind("ref", InputKind::Text, "the reference of the plant: III.2.1, III.2.2 or III.2.3");
const DRY_MATTER: Input = Input::of_kind("dry_matter", InputKind::Share, "dry matter of the wet waste");
const METHANE_FACTOR: Input =
    Input::of_kind("methane_factor", InputKind::Text, "CH4 of each kg of dry waste, a value or a row of the tables");
const NITROUS_OXIDE_FACTOR: Input =
    Input::of_kind("nitrous_oxide_factor", InputKind::Text, "N2O of each kg of dry waste, a value or a row of the tables");

/// Codes of composting.
const COMPOSTING: CodeClass = CodeClass {
    name: "class.composting",
    example: "composting.msw-organic",
    fits: |rule| rule.process.starts_with("biological.composting"),
};

/// Composting of waste.
#[derive(Clone, Copy, Debug, Default)]
pub struct Composting;

impl Measure for Composting {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&PLANT);
        let plants =
            groups.iter().map(|group| TreatmentPlant::read(group, form, COMPOSTING, TREATMENT)).collect::<Result<Vec<_>, _>>()?;
        refuse_twice(groups, plants.iter().map(|plant| plant.name.as_str()))?;
        let mut change = treated(form, &plants)?;
        for (plant, group) in plants.iter().zip(groups) {
            let is_dry = group.get::<String>(&BASIS).as_deref() == Some("dry");
            let (asked, other) = if is_dry { (&DRY, &TREATED) } else { (&TREATED, &DRY) };
            if !group.has(asked) {
                return Err(group.missing(asked, form.context.registry).into());
            }
            if group.has(other) {
                return Err(group
                    .problem(
                        other,
                        Message::Measure {
                            value: Some(other.name.into()),
                            fault: MeasureFault::OneBasis { asked: asked.name.into() },
                        },
                    )
                    .into());
            }
            for section in group.sections(&DRY) {
                dry(plant, section, form, &mut change)?;
            }
        }
        change.notes.push(Note::CompostingLeftOut {});
        Ok(change)
    }
}

/// Gases of waste whose factors are of its dry matter.
fn dry(plant: &TreatmentPlant, section: &FormInputs, form: &MeasureForm<'_>, change: &mut Change) -> Result<(), Errors> {
    let category = reference(section, form, &REF, "III.2")?;
    let dry_matter: Fraction = section.need(&DRY_MATTER, form.context.registry)?;
    for year in form.years {
        if plant.served(*year)?.is_none() {
            continue;
        }
        let kilograms = plant.kilograms(*year)?.checked_mul(dry_matter.number())?;
        let inputs = [
            ("dry-waste", MethodInput::Number(kilograms, "kg")),
            ("dry-methane-factor", MethodInput::Key(&METHANE_FACTOR)),
            ("dry-nitrous-oxide-factor", MethodInput::Key(&NITROUS_OXIDE_FACTOR)),
        ];
        let found = results(&DRY_METHOD, section, form, &[], &inputs)?;
        let source = format!("{}: {}, {}", plant.name, DRY_METHOD.equation, section.source().unwrap_or_default());
        for gas in [Gas::CH4, Gas::N2O] {
            let flow = GasFlow::new(category, *year, gas, found.sum(gas.name(), None)?, &source);
            change.gases.with.push(flow.with_place(plant.place.clone()));
        }
    }
    Ok(())
}
