//! The list of all methods, in the order of the GPC: one line a method.

use super::{MethodSpec, biological, combustion, electricity, landfill};
use crate::error::{ErrorKind, Problem, Result, did_you_mean};
use crate::worksheets::{cogeneration, fugitive, incineration, transport, wastewater};

/// Every method.
const METHODS: &[&MethodSpec] = &[
    &combustion::stationary::SPEC,
    &combustion::stationary::GROSS,
    &electricity::grid::SPEC,
    &electricity::transmission_losses::SPEC,
    &electricity::own_generation::SPEC,
    &electricity::district_heat::SPEC,
    &electricity::cooling::SPEC,
    &landfill::commitment::SPEC,
    &biological::composting::SPEC,
    &biological::composting::DRY,
    &biological::digestion::SPEC,
    &biological::digestion::DRY,
];

/// The methods of each family that has one list still.
const SPECS: &[&[MethodSpec]] = &[
    cogeneration::SHEETS,
    fugitive::SHEETS,
    transport::ROAD,
    transport::MODES,
    crate::worksheets::landfill::SHEETS,
    incineration::SHEETS,
    wastewater::SHEETS,
];

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
