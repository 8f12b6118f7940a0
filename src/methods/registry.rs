//! The list of all methods, in the order of the GPC: one line a method.

use super::{MethodSpec, biological, combustion, electricity, landfill, transport};
use crate::error::{ErrorKind, Problem, Result, did_you_mean};
use crate::worksheets::{cogeneration, fugitive, incineration, wastewater};

/// Every method.
const METHODS: &[&MethodSpec] = &[
    &combustion::stationary::SPEC,
    &combustion::stationary::GROSS,
    &electricity::grid::SPEC,
    &electricity::transmission_losses::SPEC,
    &electricity::own_generation::SPEC,
    &electricity::district_heat::SPEC,
    &electricity::cooling::SPEC,
    &transport::fuel_sales::SPEC,
    &transport::resident::SPEC,
    &transport::induced::SPEC,
    &transport::territorial::SPEC,
    &transport::asif::SPEC,
    &transport::electric_vehicles::SPEC,
    &transport::biofuel_blend::SPEC,
    &transport::rail::SPEC,
    &transport::rail_yard::SPEC,
    &transport::waterborne::SPEC,
    &transport::aviation::SPEC,
    &transport::aviation_fuel::SPEC,
    &transport::off_road::SPEC,
    &transport::off_road_machinery::SPEC,
    &landfill::commitment::SPEC,
    &biological::composting::SPEC,
    &biological::composting::DRY,
    &biological::digestion::SPEC,
    &biological::digestion::DRY,
];

/// The methods of each family that has one list still.
const SPECS: &[&[MethodSpec]] =
    &[cogeneration::SHEETS, fugitive::SHEETS, crate::worksheets::landfill::SHEETS, incineration::SHEETS, wastewater::SHEETS];

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
