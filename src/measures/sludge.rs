//! Treatment of sewage sludge: digestion for its gas, burning by the temperature of the furnace, use as material.
//!
//! ```text
//! without: Σ W · s · aⱼ + W · dm · nb · s + energy        with: Σ W · s · bᵢ + W · dm · np · s + leak + energy of the plant
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W, s | wet sludge of a full year; part of the year in service | t |
//! | dm | dry matter of the sludge | |
//! | aⱼ, bᵢ | share that goes way j without the measure, way i with it | |
//! | nb, np | N2O of each tonne of dry sludge burnt before, and at the temperature of the furnace now | g/t |
//!
//! N2O of burning falls steeply as the furnace gets hotter, so that both factors are stated, each with the furnace it was measured at;
//! a way that is burnt by a code has its N2O in the code and takes no factor. Carbon of sludge is biogenic. Cement or soil that the
//! ash replaces is outside the city.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.5 (dry mass), ch. 3 for landfilled sludge; ACM0014 and AMS-III.H by their titles.

use super::disposal::{CLIMATE, START_MONTH, TREATMENT};
use super::drive::not_a;
use super::treatment::{TreatmentPlant, WITH, plant_keys, reference, refuse_twice, treated};
use super::{Change, GasFlow, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::forms::{FormInputs, SourcedRate};
use crate::gas::Gas;
use crate::methods::basis::{Dry, WasteFactor, WasteMass, Wet};
use crate::methods::{Input, InputKind};
use crate::quantity::{Amount, Dimension, Fraction, Mass};

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("sludge", "measure.sludge", "IPCC 2006, vol. 5, ch. 3, 4 and 5, eq. 5.5", &[CLIMATE, START_MONTH, PLANT])
        .at(Stage::Supply)
        .following(&["ACM0014", "AMS-III.H"])
        .touching(&["III.1.1", "III.1.2", "III.2.1", "III.3.1", "I.2.2", "I.4.4"])
        .monitoring(&[
            "sludge and its dry matter",
            "temperature of the furnace and its N2O",
            "biogas",
            "electricity used and sent out",
        ])
        .counted_twice_with(&[
            "wastewater: load that leaves as sludge is taken off the water",
            "landfill-gas: less sludge gives less gas to capture",
        ]);

const PLANT: Input = Input::of_kind("plant", InputKind::Group(plant_keys![WITH, BURNING]), "plants that treat sludge");
const BURNING: Input = Input::of_kind(
    "burning",
    InputKind::Section(&[REF, DRY_MATTER, FURNACE_BEFORE, BEFORE, FURNACE_NOW, NOW]),
    "burning of sludge before and now, by the temperature of the furnace",
)
.optional();
const REF: Input = Input::of_kind("ref", InputKind::Text, "the reference of the furnace: III.3.1, III.3.2 or III.3.3");
const DRY_MATTER: Input = Input::of_kind("dry_matter", InputKind::Share, "dry matter of the wet sludge");
const FURNACE_BEFORE: Input =
    Input::of_kind("furnace_without", InputKind::Text, "the furnace before and its temperature").optional();
const BEFORE: Input = Input::maybe("n2o_without", "g/t", "N2O of each tonne of dry sludge burnt before").without_rows();
const FURNACE_NOW: Input = Input::of_kind("furnace", InputKind::Text, "the furnace and its temperature").optional();
const NOW: Input = Input::maybe("n2o", "g/t", "N2O of each tonne of dry sludge burnt").without_rows();

/// Treatment of sludge.
#[derive(Clone, Copy, Debug, Default)]
pub struct SludgeTreatment;

impl Measure for SludgeTreatment {
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
            if let Some(section) = group.sections(&BURNING).first() {
                burnt(plant, section, form, &mut change)?;
            }
        }
        change.notes.push(Note::SludgeLeftOut {});
        Ok(change)
    }
}

/// N2O of sludge that is burnt before and now, on its dry mass.
fn burnt(plant: &TreatmentPlant, section: &FormInputs, form: &MeasureForm<'_>, change: &mut Change) -> Result<()> {
    let registry = form.context.registry;
    let category = reference(section, form, &REF, "III.3")?;
    let dry_matter: Fraction = section.need(&DRY_MATTER, registry)?;
    let sides = [(&FURNACE_BEFORE, &BEFORE, &plant.without), (&FURNACE_NOW, &NOW, &plant.with)];
    let mut any = false;
    for (place, (furnace_of, factor_of, fate)) in sides.into_iter().enumerate() {
        if !section.has(furnace_of) && !section.has(factor_of) {
            continue;
        }
        any = true;
        for code in fate.ways.keys() {
            if form.context.catalogue.find(code)?.iter().any(|rule| rule.category.is_burning_of_waste()) {
                return Err(section.problem(
                    factor_of,
                    Message::Measure { value: Some(factor_of.name.into()), fault: MeasureFault::BurntByCode { code: code.into() } },
                ));
            }
        }
        let (furnace, factor): (String, SourcedRate) = (section.need(furnace_of, registry)?, section.need(factor_of, registry)?);
        let each = factor
            .rate
            .conversion_from(Dimension::Mass)
            .ok()
            .filter(|(each, to)| *to == Dimension::Mass && !each.numerator().is_negative());
        let Some((each, _)) = each else {
            return Err(section.problem(factor_of, not_a("rate.gas-of-plant", (&factor.rate).into(), "645 g/t")));
        };
        for year in form.years {
            if plant.served(*year)?.is_none() {
                continue;
            }
            let wet = WasteMass::<Wet>::new(Amount::<Mass>::new(plant.kilograms(*year)?));
            let gas = wet.dry(dry_matter)?.gives(WasteFactor::<Dry>::new(each))?;
            let source = format!("{}: {furnace}: {}", plant.name, factor.source);
            let flow = GasFlow::new(category, *year, Gas::N2O, gas.number().evaluate()?.value(), &source);
            let side = if place == 0 { &mut change.gases.without } else { &mut change.gases.with };
            side.push(flow.with_place(plant.place.clone()));
        }
    }
    if any { Ok(()) } else { Err(section.missing(&NOW, registry)) }
}
