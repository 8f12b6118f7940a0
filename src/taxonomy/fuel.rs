//! What fuels are: gases, and where their energy is billed gross.

use super::{Region, Regions};
use crate::error::Result;
use crate::records::{BundledRow, LazyTable, Row};
use std::sync::LazyLock;

/// Fuels of the catalogue that are gases at the pressure of the air (IPCC 2006, vol. 2, ch. 1, table 1.1).
const GASES: [&str; 12] = [
    "natural-gas",
    "city-gas",
    "lpg",
    "ethane",
    "refinery-gas",
    "gas-works-gas",
    "coke-oven-gas",
    "blast-furnace-gas",
    "oxygen-steel-furnace-gas",
    "landfill-gas",
    "sludge-gas",
    "other-biogas",
];

/// Whether a fuel is a gas at the pressure of the air.
pub(crate) fn is_gas(fuel: &str) -> bool {
    GASES.contains(&fuel)
}

/// The fuels whose energy bills and statistics of a region state gross.
struct GrossFuels {
    all: bool,
}

impl BundledRow for GrossFuels {
    fn of_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { all: row.require("fuels")? == "all" })
    }
}

static GROSS: LazyLock<LazyTable<GrossFuels, 1>> =
    LazyLock::new(|| LazyTable::new([("energy_billing.csv", include_str!("energy_billing.csv"))], ["region"]));

/// Whether energy of a fuel is stated gross in a region: the table has a source for each. Elsewhere nothing is known of it.
pub(crate) fn is_billed_gross(fuel: &str, region: &Region) -> bool {
    let Some(country) = Regions::bundled().country(region) else { return false };
    GROSS.find([country.code()]).unwrap_or_default().iter().any(|row| row.all || is_gas(fuel))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Rows;
    use crate::taxonomy::Catalogue;

    #[test]
    fn every_row_is_of_a_country_with_its_source() {
        let rows = Rows::read(include_bytes!("energy_billing.csv").as_slice(), "energy_billing.csv").unwrap();
        for row in rows.iter() {
            let cell = |column| row.require(column).unwrap();
            let region: Region = cell("region").parse().unwrap();
            assert_eq!(Regions::bundled().country(&region).as_ref(), Some(&region));
            assert!(["all", "gas"].contains(&cell("fuels")) && !cell("source").is_empty() && !cell("locator").is_empty());
            assert_eq!(
                (is_billed_gross("natural-gas", &region), is_billed_gross("lignite", &region)),
                (true, cell("fuels") == "all")
            );
        }
        assert!(!is_billed_gross("natural-gas", &Region::world()));
    }

    #[test]
    fn every_gas_is_a_fuel_of_the_catalogue() {
        for gas in GASES {
            let rules = Catalogue::bundled().find(&format!("manufacturing.{gas}")).unwrap();
            assert!(rules.iter().all(|rule| rule.subject == gas), "{gas}");
        }
    }
}
