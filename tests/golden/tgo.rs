//! The lists of the Thai organization (TGO) against the IPCC factors and the calorific values that are printed in Thailand.
//!
//! ```text
//! total = NCV · (CO2 + CH4 · w + N2O · 265) / 10^6
//! ```
//!
//! NCV in MJ for each unit as `dede_fuels.csv` has it, the gases in kg/TJ as the IPCC prints them, w = 30 for fossil fuel in April
//! 2022 and 28 in February 2026. Rounding half up to the digits printed reproduces every case below. A calorific value that is
//! only implied by a total makes no case: such rows are named, with the reason.

use bigdecimal::{BigDecimal, RoundingMode};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

type Cells = BTreeMap<String, String>;

fn table(file: &str) -> Vec<Cells> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("emission_factors").join(file);
    let text = fs::read(path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    reader.records().map(|row| header.iter().cloned().zip(row.unwrap().iter().map(str::to_owned)).collect()).collect()
}

fn number(text: &str) -> BigDecimal {
    text.parse().unwrap()
}

/// The digits behind the point of a printed number.
fn digits(text: &str) -> i64 {
    text.split_once('.').map_or(0, |(_, behind)| i64::try_from(behind.len()).unwrap())
}

/// The one row of a file that has these cells.
fn row(file: &str, wanted: &[(&str, &str)]) -> Cells {
    let mut rows: Vec<Cells> =
        table(file).into_iter().filter(|row| wanted.iter().all(|(column, cell)| row[*column] == *cell)).collect();
    assert_eq!(rows.len(), 1, "{file}: {wanted:?}");
    rows.remove(0)
}

/// MJ of a printed unit of fuel; 1 where the unit is the MJ itself.
fn calorific_value(subject: &str, unit: &str) -> BigDecimal {
    if unit == "MJ" {
        return number("1");
    }
    let printed =
        row("dede_fuels.csv", &[("subject", subject), ("unit", &format!("MJ/{unit}")), ("purpose", "inventory"), ("per", "")]);
    number(&printed["value"])
}

/// kg/TJ of a gas. The stationary list takes table 2.2, made for energy industries.
fn ipcc(process: &str, subject: &str, gas: &str) -> BigDecimal {
    let sector = process.split('.').next().unwrap();
    let (file, process) = match (sector, gas) {
        ("stationary", "CO2") => ("ipcc2006_stationary.csv", "stationary"),
        ("stationary", _) => ("ipcc2006_stationary.csv", "stationary.energy-industries"),
        (_, "CO2") => ("ipcc2006_mobile.csv", sector),
        // Diesel has one value off the road, whatever it is used for.
        ("off-road", _) if process == "off-road" => ("ipcc2006_mobile.csv", "off-road.industry"),
        _ => ("ipcc2006_mobile.csv", process),
    };
    let printed =
        row(file, &[("process", process), ("subject", subject), ("gas", gas), ("unit", "kg/TJ"), ("purpose", "inventory")]);
    number(&printed["value"])
}

/// Half up, as the lists round.
fn rounded(value: &BigDecimal, like: &str) -> BigDecimal {
    value.with_scale_round(digits(like), RoundingMode::HalfUp)
}

/// kg CO2e of a unit of fuel.
fn total(process: &str, subject: &str, unit: &str, methane: u32) -> BigDecimal {
    let gas = |gas: &str| ipcc(process, subject, gas);
    calorific_value(subject, unit)
        * (gas("CO2") + gas("CH4") * BigDecimal::from(methane) + gas("N2O") * BigDecimal::from(265))
        * number("0.000001")
}

/// Rows of the 2022 list that no printed calorific value is behind, by subject and unit, each with the reason.
const NO_CASE_2022: [(&str, &str, &str); 12] = [
    ("lignite", "kg/kg", "10.47 MJ/kg implied"),
    ("fuel-oil-a", "kg/L", "41.469 MJ/L implied"),
    ("fuel-oil-c", "kg/L", "41.80 MJ/L implied"),
    ("anthracite", "kg/kg", "31.40 MJ/kg implied"),
    ("sub-bituminous-coal", "kg/kg", "26.37 MJ/kg implied"),
    ("lpg", "kg/kg", "a density of 0.54 kg/L implied"),
    ("natural-gas", "kg/kg", "the calorific value of CNG for each kg is of another publisher"),
    ("wood-wood-waste", "kg/kg", "15.99 MJ/kg implied"),
    ("bagasse", "kg/kg", "7.53 MJ/kg implied"),
    ("palm-shell", "kg/kg", "18.53 MJ/kg implied"),
    ("corn-cob", "kg/kg", "16.78 MJ/kg implied"),
    ("other-biogas", "kg/m3", "20.93 MJ/m3 implied"),
];

#[test]
fn every_total_of_april_2022_follows_from_printed_calorific_values_with_methane_30() {
    let mut left_out = BTreeSet::new();
    let mut cases = 0;
    for row in table("tgo2022_fuels.csv") {
        let (process, subject, printed) = (row["process"].as_str(), row["subject"].as_str(), &row["value"]);
        if NO_CASE_2022.iter().any(|(fuel, unit, _)| *fuel == subject && *unit == row["unit"]) {
            left_out.insert((row["subject"].clone(), row["unit"].clone()));
            continue;
        }
        let unit = row["unit"].strip_prefix("kg/").unwrap();
        // The list gives no CH4 and N2O for this engine, as the IPCC gives none.
        let computed = if process == "off-road.forestry.4-stroke" {
            calorific_value(subject, unit) * ipcc(process, subject, "CO2") * number("0.000001")
        } else {
            total(process, subject, unit, 30)
        };
        assert_eq!(rounded(&computed, printed), number(printed), "{}: {computed}", row["id"]);
        cases += 1;
    }
    assert_eq!(cases, 20);
    let named: BTreeSet<(String, String)> =
        NO_CASE_2022.iter().map(|(fuel, unit, _)| ((*fuel).to_owned(), (*unit).to_owned())).collect();
    assert_eq!(left_out, named, "a fuel named here is not in the list");
}

/// Totals of the list of February 2026, which are next to the gases of `tgo2026_fuel_factors.csv`.
const TOTALS_2026: [(&str, &str, &str, &str); 3] = [
    ("road", "gas-diesel-oil", "L", "2.7403"),
    ("road.oxidation-catalyst", "motor-gasoline", "L", "2.2703"),
    ("road", "lpg", "L", "1.7273"),
];

#[test]
fn totals_of_february_2026_follow_with_methane_28() {
    for (process, subject, unit, printed) in TOTALS_2026 {
        let computed = total(process, subject, unit, 28);
        assert_eq!(rounded(&computed, printed), number(printed), "{process} {subject}: {computed}");
        let shipped = table("tgo2026_fuel_factors.csv").into_iter().any(|row| {
            (row["process"].as_str(), row["subject"].as_str()) == (process, subject)
                && (row["gas"] == "CO2e" && row["value"] == printed || row["note"].contains(printed))
        });
        assert!(shipped, "{process} {subject}: {printed} is in no shipped row");
    }
}

#[test]
fn one_edition_does_not_follow_with_the_weight_of_the_other() {
    for (process, subject, unit, printed) in TOTALS_2026 {
        let of_2022 = rounded(&total(process, subject, unit, 30), printed);
        assert_ne!(of_2022, number(printed), "{process} {subject}");
        let old = row("tgo2022_fuels.csv", &[("process", process), ("subject", subject), ("unit", &format!("kg/{unit}"))]);
        assert_eq!(of_2022, number(&old["value"]), "{process} {subject}");
    }
}

/// Rows of the 2026 list without a case, by subject and unit.
const NO_CASE_2026: [(&str, &str, &str); 21] = [
    ("fuel-oil-a", "kg/L", "41.469 MJ/L implied"),
    ("fuel-oil-c", "kg/L", "41.80 MJ/L implied"),
    ("anthracite", "kg/kg", "31.40 MJ/kg implied"),
    ("other-bituminous-coal", "kg/kg", "26.37 MJ/kg implied"),
    ("coking-coal", "kg/kg", "27.63 MJ/kg implied"),
    ("lpg", "kg/kg", "a density of 0.54 kg/L implied"),
    ("natural-gas", "kg/kg", "the calorific value of CNG for each kg is of another publisher"),
    ("acetylene", "kg/kg", "from its formula, not from a calorific value"),
    ("propane", "kg/kg", "from its formula, not from a calorific value"),
    ("butane", "kg/kg", "from its formula, not from a calorific value"),
    ("biodiesels", "kg/L", "23.22 MJ/L implied"),
    ("biogasoline", "kg/L", "21.141 MJ/L implied"),
    ("charcoal", "kg/kg", "28.88 MJ/kg implied"),
    ("sawdust", "kg/kg", "10.88 MJ/kg implied"),
    ("paddy-husk", "kg/kg", "14.40 MJ/kg implied"),
    ("diesel-b7", "kg/L", "of biodiesel no calorific value is printed; see the fossil part below"),
    ("diesel-b20", "kg/L", "likewise"),
    ("gasohol-e10", "kg/L", "of ethanol no calorific value is printed; see the fossil part below"),
    ("gasohol-e20", "kg/L", "likewise"),
    ("gasohol-e85", "kg/L", "likewise"),
    ("natural-gas", "kg/MJ gross", "left out of the table: the ratio of gross to net is not printed"),
];

#[test]
fn every_gas_of_february_2026_follows_from_printed_calorific_values() {
    let mut left_out = BTreeSet::new();
    let mut cases = 0;
    for row in table("tgo2026_fuel_factors.csv") {
        let (process, subject, printed) = (row["process"].as_str(), row["subject"].as_str(), &row["value"]);
        if NO_CASE_2026.iter().any(|(fuel, unit, _)| *fuel == subject && *unit == row["unit"]) {
            left_out.insert(row["subject"].clone());
            continue;
        }
        if row["gas"] == "CO2e" {
            assert!(TOTALS_2026.iter().any(|case| (case.0, case.1, case.3) == (process, subject, printed)), "{}", row["id"]);
            continue;
        }
        let unit = row["unit"].strip_prefix("kg/").unwrap();
        let computed = calorific_value(subject, unit) * ipcc(process, subject, &row["gas"]) * number("0.000001");
        assert_eq!(rounded(&computed, printed), number(printed), "{}: {computed}", row["id"]);
        cases += 1;
    }
    assert_eq!(cases, 26);
    let named: BTreeSet<String> =
        NO_CASE_2026.iter().filter(|(_, unit, _)| !unit.ends_with("gross")).map(|(fuel, ..)| (*fuel).to_owned()).collect();
    // Of LPG and natural gas other units do make cases.
    assert_eq!(left_out, named);
}

/// B7: 93 of 100 litres times 36.42 MJ/L times 74100 kg/TJ is 2.50981 kg, printed 2.5098.
#[test]
fn the_fossil_co2_of_a_blend_is_its_share_of_the_fossil_fuel() {
    let blends = [
        ("diesel-b7", "gas-diesel-oil", "2.5098"),
        ("diesel-b20", "gas-diesel-oil", "2.1590"),
        ("gasohol-e10", "motor-gasoline", "1.9634"),
        ("gasohol-e20", "motor-gasoline", "1.7453"),
        ("gasohol-e85", "motor-gasoline", "0.3272"),
    ];
    for (blend, fuel, printed) in blends {
        let share = row("tgo2026_fuels.csv", &[("subject", &format!("{blend}:{fuel}")), ("parameter", "volume-share")]);
        assert_eq!(share["per"], "100");
        let computed =
            number(&share["value"]) * number("0.01") * calorific_value(fuel, "L") * ipcc("road", fuel, "CO2") * number("0.000001");
        assert_eq!(rounded(&computed, printed), number(printed), "{blend}: {computed}");
        let listed = row("tgo2026_fuel_factors.csv", &[("subject", blend), ("gas", "CO2e")]);
        assert!(listed["note"].contains(printed), "{blend}: {}", listed["note"]);
    }
}

/// The values that the list of 2026 implies are the printed ones, so nothing moves where both are known.
#[test]
fn implied_calorific_values_are_the_printed_ones() {
    for fuel in ["gas-diesel-oil", "motor-gasoline", "lpg"] {
        let implied = row("tgo2026_fuels.csv", &[("subject", fuel), ("parameter", "net-calorific-value")]);
        assert_eq!((implied["purpose"].as_str(), implied["unit"].as_str()), ("alternative", "MJ/L"));
        assert_eq!(number(&implied["value"]), calorific_value(fuel, "L"), "{fuel}");
    }
}
