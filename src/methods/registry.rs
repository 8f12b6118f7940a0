//! The list of all methods, in the order of the GPC: one line a method.

use super::{MethodSpec, biological, cogeneration, fugitive, incineration, landfill, wastewater};
use crate::error::{ErrorKind, Problem, Result, did_you_mean};
use crate::worksheets::{combustion, electricity, transport};

/// Every method.
const METHODS: &[&MethodSpec] = &[
    &cogeneration::efficiency::SPEC,
    &cogeneration::energy_content::SPEC,
    &cogeneration::work_potential::SPEC,
    &cogeneration::power_bonus::SPEC,
    &fugitive::coal_mining::SPEC,
    &fugitive::abandoned_mines::SPEC,
    &fugitive::gas_distribution::SPEC,
    &landfill::first_order_decay::SPEC,
    &landfill::commitment::SPEC,
    &landfill::pulse::SPEC,
    &landfill::stored::SPEC,
    &landfill::mix::CORRECTION_FACTOR,
    &landfill::mix::CARBON,
    &landfill::history::SPEC,
    &landfill::swds_tool::SPEC,
    &landfill::swds_tool::MONTHLY,
    &biological::composting::SPEC,
    &biological::composting::DRY,
    &biological::digestion::SPEC,
    &biological::digestion::DRY,
    &incineration::by_kind::SPEC,
    &incineration::components::SPEC,
    &incineration::liquids::SPEC,
    &incineration::open_burning_waste::SPEC,
    &incineration::open_burning::SPEC,
    &wastewater::methane_factor::SPEC,
    &wastewater::domestic_2006::SPEC,
    &wastewater::domestic_2019::SPEC,
    &wastewater::nitrogen_2006::SPEC,
    &wastewater::nitrogen_2019::SPEC,
    &wastewater::industrial_2006::SPEC,
    &wastewater::industrial_2019::SPEC,
];

/// The methods of each family that has one list still.
const SPECS: &[&[MethodSpec]] = &[combustion::SHEETS, electricity::SHEETS, transport::ROAD, transport::MODES];

/// Every method.
pub fn all() -> impl Iterator<Item = &'static MethodSpec> {
    SPECS.iter().copied().flatten().chain(METHODS.iter().copied())
}

/// The method of a name.
pub fn find(name: &str) -> Result<&'static MethodSpec> {
    all().find(|spec| spec.name == name).ok_or_else(|| {
        let mend = did_you_mean(name, all().map(|spec| spec.name))
            .map_or_else(|| "--list prints them all".to_owned(), |near| format!("did you mean \"{near}\"?"));
        Problem::new(ErrorKind::Setting, name, "not a method of the index", mend).into()
    })
}
