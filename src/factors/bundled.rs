//! The shipped tables.

use super::{EmissionFactor, Parameter};
use crate::records::LazyTable;
use std::sync::LazyLock;

macro_rules! tables {
    ($($file:literal),* $(,)?) => {
        &[$(
            #[cfg(feature = "bundled-data")]
            ($file, include_str!(concat!("../../emission_factors/", $file))),
        )*]
    };
}

/// Name and text of each table of factors and parameters, in alphabetical order; none without the feature `bundled-data`.
pub(super) const TABLES: &[(&str, &str)] = tables![
    "aib2023_electricity.csv",
    "blend_names.csv",
    "carbonfootprint2023_electricity.csv",
    "carbonfootprint2023_losses.csv",
    "ccc2024_electricity.csv",
    "cea2025_electricity.csv",
    "cfr98_gases.csv",
    "cfr98_liquids.csv",
    "chunark2023_losses.csv",
    "climatetransparency2022_electricity.csv",
    "dede_fuels.csv",
    "desnz2025_scope3.csv",
    "desnz2026_electricity.csv",
    "eccc2026_electricity.csv",
    "egrid2022_electricity.csv",
    "elcs2022_electricity.csv",
    "ema2024_electricity.csv",
    "eppo2022_electricity.csv",
    "esdm2019_electricity.csv",
    "fao2021_protein.csv",
    "france2011_fuels.csv",
    "gir2024_electricity.csv",
    "gpc2014_waste.csv",
    "huellachile2026_electricity.csv",
    "ifi2021_electricity.csv",
    "inoplex_biogas.csv",
    "ipcc2006_aviation.csv",
    "ipcc2006_aviation_fuel.csv",
    "ipcc2006_biological.csv",
    "ipcc2006_fuels.csv",
    "ipcc2006_fugitive.csv",
    "ipcc2006_industry.csv",
    "ipcc2006_land.csv",
    "ipcc2006_livestock.csv",
    "ipcc2006_mobile.csv",
    "ipcc2006_net_gross.csv",
    "ipcc2006_residues.csv",
    "ipcc2006_rice.csv",
    "ipcc2006_road_distance.csv",
    "ipcc2006_stationary.csv",
    "ipcc2006_waste.csv",
    "ipcc2006_waste_burning.csv",
    "ipcc2006_waste_regions.csv",
    "ipcc2006_wastewater.csv",
    "ipcc2019_fugitive.csv",
    "ipcc2019_land.csv",
    "ipcc2019_livestock.csv",
    "ipcc2019_residues.csv",
    "ipcc2019_rice.csv",
    "ipcc2019_waste.csv",
    "ipcc2019_waste_burning.csv",
    "ipcc2019_waste_regions.csv",
    "ipcc2019_wastewater.csv",
    "japan2006_fuels.csv",
    "jec2020_gases.csv",
    "jlpga2009_lpg.csv",
    "jrc2024_electricity.csv",
    "kansai2018_electricity.csv",
    "kansai2018_losses.csv",
    "mcti2025_electricity.csv",
    "mee2025_electricity.csv",
    "minam2024_electricity.csv",
    "moe2026_electricity.csv",
    "moe2026_heat_gas.csv",
    "monre2023_electricity.csv",
    "nga2026_electricity.csv",
    "studies_solar.csv",
    "studies_vehicles.csv",
    "tepco2016_electricity.csv",
    "tgo2022_fuels.csv",
    "tgo2022_scope3.csv",
    "tgo2022_waste.csv",
    "tgo2026_electricity.csv",
    "tgo2026_fuel_factors.csv",
    "tgo2026_fuels.csv",
    "tgo2026_scope3.csv",
    "tnlci2026_food.csv",
    "tokyogas_city_gas.csv",
    "tokyogas_city_gas_energy.csv",
    "tver2_trees.csv",
    "unsd2009_densities.csv",
];

/// Name and text of the table of exhaust: of pollutants, which no look-up of gases finds.
pub(crate) const EXHAUST_TABLE: &[(&str, &str)] = tables!["emep2019_bus_exhaust.csv"];

/// The shipped factors, by subject and region.
pub(super) static FACTORS: LazyLock<LazyTable<EmissionFactor, 2>> =
    LazyLock::new(|| LazyTable::new(tables(|columns| columns.contains(",gas,")), ["subject", "region"]));

/// The shipped parameters, by name and subject.
pub(super) static PARAMETERS: LazyLock<LazyTable<Parameter, 2>> =
    LazyLock::new(|| LazyTable::new(tables(|columns| !columns.contains(",gas,")), ["parameter", "subject"]));

/// The tables whose first line is of a kind: factors have a column `gas`.
fn tables(kind: impl Fn(&str) -> bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLES.iter().copied().filter(move |(_, text)| text.lines().next().is_some_and(&kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::factors::Source;
    use crate::factors::table;
    use crate::quantity::{NumberFormat, OwnUnits};
    use crate::records::Delimiter;
    use std::collections::HashSet;

    #[test]
    fn every_shipped_row_reads_alone_as_it_does_in_its_table() {
        let (mut factors, mut parameters) = (Vec::new(), Vec::new());
        for (file, text) in TABLES {
            let table =
                table::read(text.as_bytes(), file, false, Delimiter::Comma, NumberFormat::default(), &OwnUnits::default()).unwrap();
            factors.extend(table.factors);
            parameters.extend(table.parameters);
        }
        assert_eq!(FACTORS.all().into_iter().cloned().collect::<Vec<_>>(), factors);
        assert_eq!(PARAMETERS.all().into_iter().cloned().collect::<Vec<_>>(), parameters);
    }

    #[test]
    fn every_shipped_row_is_found_by_its_own_words_and_has_an_id_and_a_source_of_its_own() {
        let mut ids = HashSet::new();
        for row in FACTORS.all() {
            assert!(FACTORS.find([&row.subject, row.region.code()]).unwrap().iter().any(|found| found.id == row.id), "{}", row.id);
            assert!(Source::find(&row.provenance.source).is_some(), "{}", row.id);
            assert!(ids.insert(row.id.clone()), "{} stands twice", row.id);
        }
        for row in PARAMETERS.all() {
            assert!(PARAMETERS.find([&row.name, &row.subject]).unwrap().iter().any(|found| found.id == row.id), "{}", row.id);
            assert!(Source::find(&row.provenance.source).is_some(), "{}", row.id);
            assert!(ids.insert(row.id.clone()), "{} stands twice", row.id);
        }
        let listed: HashSet<String> = FACTORS.column("id").chain(PARAMETERS.column("id")).map(Into::into).collect();
        assert_eq!(listed, ids);
    }
}
