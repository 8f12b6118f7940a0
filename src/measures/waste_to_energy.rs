//! Waste to energy: waste is burnt for power and heat instead of being landfilled.
//!
//! ```text
//! without: Σ W · s · aⱼ + power and heat used        with: Σ W · s · bᵢ (fossil CO2, CH4, N2O of each component) + energy of the plant
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W, s | waste burnt in a full year, wet; part of the year in service | t |
//! | aⱼ | share that would have gone way j | |
//! | bᵢ | share of component i: paper, plastics, food | |
//!
//! Each component is a code of a furnace, which knows dry matter, carbon, its fossil part and the factors of the furnace. What the
//! landfill would have given off comes over years, what the stack gives off at once: the first years can be below zero. Power that is
//! sent out is avoided outside the city. The codes of a plant are of one reference, so that it is counted once: III.3, or with codes of
//! the city's own the reference that uses the energy, such as I.4.4.
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.2, 5.4 and 5.5; GPC, ch. 8, for waste burnt for energy; the form of ACM0022 and
//! AMS-III.E of the CDM, of which titles and scope were read.

use super::disposal::{CLIMATE, START_MONTH, TREATMENT};
use super::treatment::{TreatmentPlant, WITH, plant_keys, refuse_twice, treated};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Stage};
use crate::error::{Error, Errors, MeasureFault, Message, Result, Text};
use crate::methods::incineration::{BIOGENIC_CARBON, FOSSIL_CARBON};
use crate::methods::{CodeClass, Input, InputKind};
use crate::taxonomy::Rule;
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new(
    "waste-to-energy",
    "measure.waste-to-energy",
    "IPCC 2006, vol. 5, ch. 5, eq. 5.2, 5.4 and 5.5; form of ACM0022 and AMS-III.E of the CDM",
    &[CLIMATE, START_MONTH, PLANT],
)
.at(Stage::Supply)
.following(&["ACM0022", "AMS-III.E"])
.touching(&["III.1.1", "III.1.2", "III.3.1", "III.3.2", "I.2.2", "I.4.4"])
.monitoring(&["tonnes burnt and their composition", "electricity and heat used and sent out", "auxiliary fuel"])
.counted_twice_with(&[
    "waste-separation, recycling: plastics kept out of the furnace lower its fossil CO2 and its power",
    "landfill-gas: less waste gives less gas to capture",
    "the inventory: electricity of the plant is in scope 2 where the city buys it back",
]);

const PLANT: Input = Input::of_kind("plant", InputKind::Group(plant_keys![WITH]), "plants that burn waste");

/// Codes of furnaces.
const FURNACE: CodeClass = CodeClass { name: "class.furnace", example: "incineration.continuous-stoker.plastics", fits: is_burnt };

/// Whether a rule is of waste burnt in a furnace, wherever it is booked.
fn is_burnt(rule: &Rule) -> bool {
    let carbon =
        rule.method.as_ref().is_some_and(|method| [FOSSIL_CARBON.name, BIOGENIC_CARBON.name].contains(&method.name.as_str()));
    let in_furnace = rule.method.as_ref().is_none_or(|method| !method.class.starts_with("open"));
    (carbon && in_furnace) || rule.process.starts_with("incineration")
}

/// Waste burnt for energy.
#[derive(Clone, Copy, Debug, Default)]
pub struct WasteToEnergy;

impl Measure for WasteToEnergy {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let groups = form.inputs.sections(&PLANT);
        let plants =
            groups.iter().map(|group| TreatmentPlant::read(group, form, FURNACE, TREATMENT)).collect::<Result<Vec<_>>>()?;
        refuse_twice(groups, plants.iter().map(|plant| plant.name.as_str()))?;
        let mut change = treated(form, &plants)?;
        for (plant, group) in plants.iter().zip(groups) {
            let mut categories = BTreeSet::new();
            for code in plant.with.ways.keys() {
                let rules = form.context.catalogue.find(code).map_err(Error::from)?;
                categories.extend(rules.iter().map(|rule| rule.category));
            }
            if categories.len() > 1 {
                let references: Vec<Text> = categories.iter().map(Text::from).collect();
                return Err(group
                    .problem(&WITH, Message::Measure { value: None, fault: MeasureFault::SeveralReferencesOfPlant { references } })
                    .into());
            }
            if plant.energy.is_recovered() && categories.iter().any(|category| category.is_burning_of_waste()) {
                change.notes.push(Note::EnergyOfWaste { name: plant.name.clone() });
            }
        }
        change.notes.push(Note::FurnaceLeftOut {});
        Ok(change)
    }
}
