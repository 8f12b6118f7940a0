//! The shipped tables.

macro_rules! table {
    ($file:literal) => {
        ($file, include_str!(concat!("../../emission_factors/", $file)))
    };
}

/// Name and text of each table of factors and parameters, in alphabetical order.
pub(super) const TABLES: &[(&str, &str)] = &[
    table!("carbonfootprint2023_electricity.csv"),
    table!("carbonfootprint2023_losses.csv"),
    table!("chunark2023_losses.csv"),
    table!("dede_fuels.csv"),
    table!("elcs2022_electricity.csv"),
    table!("eppo2022_electricity.csv"),
    table!("fao2021_protein.csv"),
    table!("gir2024_electricity.csv"),
    table!("gpc2014_waste.csv"),
    table!("ipcc2006_aviation.csv"),
    table!("ipcc2006_aviation_fuel.csv"),
    table!("ipcc2006_biological.csv"),
    table!("ipcc2006_fuels.csv"),
    table!("ipcc2006_fugitive.csv"),
    table!("ipcc2006_industry.csv"),
    table!("ipcc2006_livestock.csv"),
    table!("ipcc2006_mobile.csv"),
    table!("ipcc2006_road_distance.csv"),
    table!("ipcc2006_stationary.csv"),
    table!("ipcc2006_waste.csv"),
    table!("ipcc2006_waste_burning.csv"),
    table!("ipcc2006_wastewater.csv"),
    table!("ipcc2019_fugitive.csv"),
    table!("ipcc2019_livestock.csv"),
    table!("ipcc2019_waste.csv"),
    table!("ipcc2019_waste_burning.csv"),
    table!("ipcc2019_wastewater.csv"),
    table!("kansai2018_electricity.csv"),
    table!("kansai2018_losses.csv"),
    table!("monre2023_electricity.csv"),
    table!("studies_solar.csv"),
    table!("studies_vehicles.csv"),
    table!("tepco2016_electricity.csv"),
    table!("tgo2022_fuels.csv"),
    table!("tgo2022_waste.csv"),
    table!("tgo2026_electricity.csv"),
    table!("tgo2026_fuel_factors.csv"),
    table!("tgo2026_fuels.csv"),
    table!("unsd2009_densities.csv"),
];

/// The publications they cite.
pub(super) const SOURCES: &str = include_str!("../../emission_factors/sources.csv");
