//! The list of all methods, in the order of the GPC: one line a method.

use super::{
    LedgerMethod, MethodSpec, agriculture, biological, cogeneration, combustion, electricity, fugitive, incineration, land,
    landfill, product_use, transport, wastewater,
};
use crate::error::{Message, Result, did_you_mean};

/// Every method.
const METHODS: &[&MethodSpec] = &[
    &combustion::stationary::SPEC,
    &combustion::stationary::GROSS,
    &cogeneration::efficiency::SPEC,
    &cogeneration::energy_content::SPEC,
    &cogeneration::work_potential::SPEC,
    &cogeneration::power_bonus::SPEC,
    &electricity::grid::SPEC,
    &electricity::transmission_losses::SPEC,
    &electricity::own_generation::SPEC,
    &electricity::district_heat::SPEC,
    &electricity::cooling::SPEC,
    &fugitive::coal_mining::SPEC,
    &fugitive::abandoned_mines::SPEC,
    &fugitive::gas_distribution::SPEC,
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
    &product_use::refrigerants::SPEC,
    &land::crown_cover::SPEC,
    &land::trees::SPEC,
    &land::biochar::SPEC,
    &agriculture::rice::SPEC,
    &agriculture::residue_burning::SPEC,
];

/// Every method.
pub fn all() -> impl Iterator<Item = &'static MethodSpec> {
    METHODS.iter().copied()
}

/// Every method that rows of a ledger can be counted through.
const FOR_LEDGERS: &[&LedgerMethod] = &[
    &landfill::commitment::LEDGER,
    &incineration::FOSSIL_CARBON,
    &incineration::BIOGENIC_CARBON,
    &wastewater::domestic::LEDGER,
    &wastewater::nitrogen::LEDGER,
];

/// The method of the catalogue's column `method`, if there is one of that name.
pub fn find_for_ledger(name: &str) -> Option<&'static LedgerMethod> {
    FOR_LEDGERS.iter().copied().find(|method| method.name == name)
}

/// The method of a name.
pub fn find(name: &str) -> Result<&'static MethodSpec> {
    all().find(|spec| spec.name == name).ok_or_else(|| {
        let nearest = did_you_mean(name, all().map(|spec| spec.name)).map(Into::into);
        Message::UnknownMethod { value: name.into(), nearest }.into()
    })
}
