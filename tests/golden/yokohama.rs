//! Yokohama: waste power and sewage of 2022 held against hand-worked figures, 2019 against the totals the city published.

use bigdecimal::{BigDecimal, RoundingMode};
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::report;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

type Row = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/yokohama")
}

fn number(text: &str) -> BigDecimal {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn rows(file: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(folder().join(file)).unwrap();
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let named = |record: csv::StringRecord| header.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| named(record.unwrap())).collect()
}

fn reported(year: u64) -> Value {
    let statements = City::open(folder(), &FolderOptions::default()).unwrap().close().unwrap();
    let whole: Value = serde_json::from_slice(&report::json(&statements).unwrap()).unwrap();
    whole["years"].as_array().unwrap().iter().find(|report| report["year"] == *year.to_string()).unwrap().clone()
}

fn tonnes(report: &Value, reference: &str) -> BigDecimal {
    let entries = report["entries"].as_array().unwrap();
    let entry = entries.iter().find(|entry| entry["ref"] == reference).unwrap();
    number(entry["co2e_t"].as_str().unwrap_or_else(|| panic!("{reference} has no value: {entry}")))
}

fn rounded(figure: &BigDecimal, places: i64) -> BigDecimal {
    figure.with_scale_round(places, RoundingMode::HalfEven)
}

/// The amounts of `activity` at `asset`, or at all plants.
fn burnt(activity: &str, asset: Option<&str>) -> BigDecimal {
    let here = |row: &&Row| row["activity"] == activity && asset.is_none_or(|asset| row["asset"] == asset);
    rows("ledger/incineration.csv").iter().filter(here).map(|row| number(&row["amount"])).sum()
}

#[test]
fn dry_tonnes_are_burnt_tonnes_less_water_times_the_share() {
    // 金沢工場: 275586.2 t, 43.28 % water, of the dry waste 16.89 % plastics: 275586.2 x 0.5672 x 0.1689.
    assert_eq!(burnt("waste-power.plastics", Some("金沢工場")), number("275586.2") * number("0.5672") * number("0.1689"));
    // 旭工場: 127478.75 t, 43.09 % water, 50.29 % paper and cloth.
    assert_eq!(burnt("waste-power.paper-cloth", Some("旭工場")), number("127478.75") * number("0.5691") * number("0.5029"));
    // 鶴見工場: 208917.55 t, 43.7 % water, 11.65 % kitchen waste. 都筑工場: 236680.97 t, 43.44 % water, 6.13 % wood.
    assert_eq!(burnt("waste-power.kitchen", Some("鶴見工場")), number("208917.55") * number("0.563") * number("0.1165"));
    assert_eq!(burnt("waste-power.wood", Some("都筑工場")), number("236680.97") * number("0.5656") * number("0.0613"));
    // 275586.2 + 236680.97 + 208917.55 + 127478.75
    assert_eq!(burnt("waste-power.waste", None), number("848663.47"));
}

#[test]
fn waste_power_is_the_carbon_in_the_waste() {
    let report = reported(2022);
    // Plastics: 0.75 x 44/12 = 2.75 t CO2 for each dry tonne. Paper and cloth: 0.46 x 0.01 x 44/12.
    // CH4 0.2 kg/Gg x 25 and N2O 50 g/t x 298 of all that is burnt, wet.
    let plastics = burnt("waste-power.plastics", None) * number("2.75");
    let paper = burnt("waste-power.paper-cloth", None) * number("0.0046") * number("44") / number("12");
    let wet = burnt("waste-power.waste", None);
    let others = &wet * number("0.0000002") * number("25") + &wet * number("0.00005") * number("298");
    assert_eq!(rounded(&tonnes(&report, "I.4.4"), 6), rounded(&(plastics + paper + others), 6));
    assert_eq!(rounded(&tonnes(&report, "I.4.4"), 0), number("252215"));
    // Nothing of it is in BASIC, which holds the sewage only.
    assert_eq!(number(report["totals"]["basic"].as_str().unwrap()), tonnes(&report, "III.4.1"));
}

#[test]
fn sewage_is_the_nitrogen_of_what_people_eat() {
    // 3769595 people x 91.99 g x 365 = 126569241.07825 kg of protein; x 0.16 x 1.1 x 1.25 x 0.005 x 44/28 = 218783.97 kg N2O; x 298.
    // Plants that are run well give no CH4.
    assert_eq!(rounded(&tonnes(&reported(2022), "III.4.1"), 3), number("65197.624"));
}

#[test]
fn the_published_year_adds_up_to_its_published_totals() {
    let report = reported(2019);
    // Columns BASIC, BASIC+ and Territorial of the published row.
    for (total, published) in [("basic", "15357995.72"), ("basic_plus", "19563705.84"), ("territorial", "6835192.22")] {
        assert_eq!(rounded(&number(report["totals"][total].as_str().unwrap()), 2), number(published), "{total}");
    }
}

#[test]
fn each_reference_of_both_years_has_a_value_or_a_reason() {
    let keyed: Vec<Row> = rows("direct.csv");
    let mut seen: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in &keyed {
        assert!(seen.entry(&row["year"]).or_default().insert(&row["ref"]), "{} {} twice", row["ref"], row["year"]);
        assert_ne!(row["amount"].is_empty(), row["key"].is_empty(), "{} {}", row["ref"], row["year"]);
        assert!(row["key"].is_empty() || row["reason"].len() > 20, "{} {}: {}", row["ref"], row["year"], row["reason"]);
    }
    let worked_out = BTreeSet::from(["I.4.4", "III.4.1"]);
    assert_eq!(seen["2019"].difference(&seen["2022"]).copied().collect::<BTreeSet<_>>(), worked_out);
    assert_eq!(seen["2019"].len(), 54);
}
