//! Codes of fuels and wastes that a region has its own values for, and codes that ask for a city's.

use crate::folder::{FACTOR, Folder, PARAMETER, city};
use citycarbon::gas::{Gas, Substance};

/// A ledger of one row, of a city in a region.
fn of(region: &str, row: &str) -> Folder {
    Folder::new("")
        .with("city.toml", &city("region", Some(&format!("\"{region}\""))))
        .with("ledger.csv", &format!("period,activity,amount,unit\n2018,{row}\n"))
}

/// kg of each gas.
fn gases(folder: &Folder) -> Vec<(String, String)> {
    let closed = folder.closed();
    let lines = closed.lines.iter().map(|line| (line.line.substance.to_string(), line.mass.value().to_string()));
    let mut gases: Vec<_> = lines.collect();
    gases.sort();
    gases
}

fn kilograms(folder: &Folder, gas: Gas) -> String {
    let closed = folder.closed();
    let lines: Vec<_> = closed.lines.iter().filter(|line| line.line.substance == Substance::Gas(gas)).collect();
    assert_eq!(lines.len(), 1);
    lines[0].mass.value().to_string()
}

/// 74.1 kg for each GJ, net; 43.0 GJ for each tonne. The ratio of net and gross energy of oil is 0.95.
#[test]
fn a_litre_of_diesel_has_the_energy_that_its_country_counts() {
    for (region, carbon_dioxide, row) in [
        ("JP-14", "2675.01", "japan2006-gas-diesel-oil-gross-calorific-value"), // 38.0 MJ, gross
        ("DE-BE", "2667.6", "france2011-gas-diesel-oil-net-calorific-value"),   // 36 MJ, net
        ("TH-10", "2698.722", "dede-gas-diesel-oil-net-calorific-value"),       // 36.42 MJ, net
        ("BR-SP", "2772.081", "unsd2009-gas-diesel-oil-density"),               // 0.870 kg
    ] {
        let folder = of(region, "road.gas-diesel-oil,1000,litre");
        assert_eq!(kilograms(&folder, Gas::CO2), carbon_dioxide, "{region}");
        let closed = folder.closed();
        let rows: Vec<String> =
            closed.lines.iter().flat_map(|line| line.line.terms()).flat_map(|term| &term.rows).map(|row| row.id.clone()).collect();
        assert!(rows.iter().any(|id| id == row), "{region}: {rows:?}");
    }
    // 0.138 million BTU for each US gallon, gross.
    assert!(kilograms(&of("US-NY", "road.gas-diesel-oil,1000,litre"), Gas::CO2).starts_with("2707.59"));
}

/// 40.0 GJ for each 1000 m3, gross; CH4 5 and N2O 0.1 kg for each TJ, net, which is nine tenths of the gross.
#[test]
fn city_gas_of_japan_is_read_from_the_meter() {
    let right = [("CH4", "0.18"), ("CO2", "2050"), ("N2O", "0.0036")].map(|(gas, mass)| (gas.to_owned(), mass.to_owned()));
    assert_eq!(gases(&of("JP-27", "residential.city-gas,1000,m3 gas")), right);
    // Energy without a basis is gross for every gas, because that of CO2 is.
    assert_eq!(gases(&of("JP-27", "residential.city-gas,40,GJ")), right);
    assert_eq!(
        of("TH-10", "residential.city-gas,1000,m3 gas").error_text(),
        "ledger.csv:2: period: \"2018\": no CO2 emission factor for stationary.residential of city-gas in TH-10 2018; add it to factors.csv or \
         parameters.csv"
    );
}

#[test]
fn blends_and_hydrotreated_oil_count_their_biogenic_carbon_apart() {
    let e5 = of("FR", "road.gasohol-e5.low-mileage,1000,litre");
    assert_eq!((kilograms(&e5, Gas::CO2), kilograms(&e5, Gas::CO2_BIOGENIC)), ("2106.72".to_owned(), "74.34".to_owned()));
    let b30 = of("TH-10", "rail.diesel-b30,1000,litre");
    // 700 litres of 36.42 MJ at 74.1 kg, 300 litres of 23.22 MJ at 70.8 kg.
    assert_eq!((kilograms(&b30, Gas::CO2), kilograms(&b30, Gas::CO2_BIOGENIC)), ("1889.1054".to_owned(), "493.1928".to_owned()));
    assert_eq!(kilograms(&of("SE", "road.hvo,1000,litre"), Gas::CO2_BIOGENIC), "2706.4");
    assert_eq!(kilograms(&of("SE", "aviation.bio-jet-kerosene,1,TJ"), Gas::CO2_BIOGENIC), "79600");
    assert!(of("BR", "road.hvo,1000,litre").error_text().contains("hvo"));
}

#[test]
fn crop_residues_are_other_solid_biomass_and_sludge_has_its_nitrous_oxide() {
    assert_eq!(kilograms(&of("IN", "manufacturing.bagasse,1000,t"), Gas::CO2_BIOGENIC), "1160000");
    assert_eq!(kilograms(&of("IN", "grid-supply.rice-husk,1000,t"), Gas::CO2_BIOGENIC), "1160000");
    assert_eq!(gases(&of("DE", "incineration.sewage-sludge.wet,1000,t")), [("N2O".to_owned(), "900".to_owned())]);
    assert_eq!(gases(&of("DE", "incineration.sewage-sludge.dry.outside,1000,t")), [("N2O".to_owned(), "990".to_owned())]);
}

/// 0.18 of the workbook, `DOCf` 0.5, MCF 1, half of the gas, 16/12.
#[test]
fn unsorted_waste_in_a_landfill_asks_for_its_carbon_or_takes_that_of_the_workbook() {
    let row = "landfill.managed-anaerobic.msw,1000,t";
    assert_eq!(
        of("KE", row).error_text(),
        "ledger.csv:2: period: \"2018\": no degradable-organic-carbon for msw in KE 2018; add it to factors.csv or parameters.csv, or choose in \
         city.toml a series that has it: ipcc2006-waste-model, or divide the row into its components: landfill.managed-anaerobic.food, \
         landfill.managed-anaerobic.garden, landfill.managed-anaerobic.nappies, landfill.managed-anaerobic.paper, \
         landfill.managed-anaerobic.textiles, landfill.managed-anaerobic.wood"
    );
    let chosen = of("KE", row).with(
        "city.toml",
        &format!("{}[series]\ndegradable-organic-carbon = \"ipcc2006-waste-model\"\n", city("region", Some("\"KE\""))),
    );
    assert_eq!(kilograms(&chosen, Gas::CH4), "60000");
}

/// Half of the waste is dry, four tenths of that carbon, half of that fossil; 0.58 burns in the open.
#[test]
fn unsorted_waste_that_burns_asks_for_its_carbon() {
    let carbon = "dm,dry-matter-content,msw,0.5,kg/kg,world,all,own,own,own\ncf,total-carbon-content,msw,0.4,kg/kg,world,all,own,own,own\n\
                  ff,fossil-carbon-fraction,msw,0.5,kg/kg,world,all,own,own,own\n";
    let given = |row: &str| of("KE", row).with("parameters.csv", &format!("{PARAMETER}\n{carbon}"));
    let fluidised = given("incineration.continuous-fluidised-bed.msw,3,t");
    assert_eq!(kilograms(&fluidised, Gas::CO2), "1100");
    assert_eq!(kilograms(&fluidised, Gas::N2O), "0.15");
    let open = "open-burning.msw,3,t";
    assert!(of("KE", open).error_text().contains("no dry-matter-content for msw in KE 2018"));
    assert!(given(open).error_text().contains("no N2O emission factor for open-burning.wet of msw in KE 2018"));
    let own = "n2o,open-burning.wet,msw,N2O,75,g/t,world,all,,,own,own\n";
    let whole = given(open).with("factors.csv", &format!("{FACTOR}\n{own}"));
    assert_eq!((kilograms(&whole, Gas::CO2), kilograms(&whole, Gas::CH4)), ("638".to_owned(), "19.5".to_owned()));
}

#[test]
fn heat_steam_and_cooling_ask_for_the_factor_of_their_network() {
    for code in ["residential.heat", "commercial.steam", "non-specified.cooling"] {
        let kind = code.split('.').nth(1).unwrap();
        assert_eq!(
            of("KR", &format!("{code},1000,GJ")).error_text(),
            format!(
                "ledger.csv:2: period: \"2018\": no emission factor for heat of network-{kind} in KR 2018; add it to factors.csv or \
                 parameters.csv"
            )
        );
        let own = format!("own,heat,network-{kind},CO2,60,kg/GJ,KR,all,,,own,own\n");
        let folder = of("KR", &format!("{code},1000,GJ")).with("factors.csv", &format!("{FACTOR}\n{own}"));
        assert_eq!(gases(&folder), [("CO2".to_owned(), "60000".to_owned())]);
        // It is no electricity: a contract does not weigh it.
        assert!(folder.closed().lines.iter().all(|line| line.line.electricity().unwrap().is_none()));
    }
}
