//! Bangkok: what its folders add up to, held against hand-worked figures, the published inventory, and another grid factor.

use bigdecimal::BigDecimal;
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::report;
use citycarbon::taxonomy::Category;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The six scope 2 lines that the city published.
const SCOPE_2: [&str; 6] = ["I.1.2", "I.2.2", "I.3.2", "I.6.2", "II.1.2", "II.2.2"];

/// The network losses of the same electricity.
const LOSSES: [&str; 6] = ["I.1.3", "I.2.3", "I.3.3", "I.6.3", "II.1.3", "II.2.3"];

/// kg per kWh: recovered from the published lines, and the yearly figure of the Thai grid for 2018.
const CITY_FACTOR: &str = "0.5965344190891015";
const GRID_FACTOR: &str = "0.459";

type Row = BTreeMap<String, String>;

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

fn number(text: &str) -> BigDecimal {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn rows(path: &Path) -> Vec<Row> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let named = |record: csv::StringRecord| header.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| named(record.unwrap())).collect()
}

fn ledger(file: &str) -> Vec<Row> {
    rows(&example("bangkok").join("ledger").join(file))
}

/// Each year's report, by the year.
fn reported(folder: &Path) -> BTreeMap<u64, Value> {
    reported_by(folder, &FolderOptions::default())
}

fn reported_by(folder: &Path, ask: &FolderOptions) -> BTreeMap<u64, Value> {
    let city = City::open(folder, ask).unwrap_or_else(|refusal| panic!("{}: {refusal}", folder.display()));
    let statements = city.close().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let whole: Value = serde_json::from_slice(&report::json(&statements).unwrap()).unwrap();
    let years = whole["years"].as_array().unwrap().iter();
    years.map(|year| (year["year"].as_str().unwrap().parse().unwrap(), year.clone())).collect()
}

fn bangkok(year: u64) -> Value {
    reported(&example("bangkok")).remove(&year).unwrap()
}

fn entry<'a>(report: &'a Value, reference: &str) -> &'a Value {
    let entries = report["entries"].as_array().unwrap();
    entries.iter().find(|entry| entry["ref"] == reference).unwrap_or_else(|| panic!("{reference} is not there"))
}

fn tonnes(report: &Value, reference: &str) -> BigDecimal {
    let entry = entry(report, reference);
    number(entry["co2e_t"].as_str().unwrap_or_else(|| panic!("{reference} has no value: {entry}")))
}

fn basic(report: &Value) -> BigDecimal {
    number(report["totals"]["basic"].as_str().unwrap())
}

/// What the city published for a reference.
fn published(reference: &str) -> BigDecimal {
    let rows = rows(&example("bangkok_2018_published").join("direct.csv"));
    number(&rows.iter().find(|row| row["ref"] == reference).unwrap()["amount"])
}

/// Bangkok with the factor behind its published lines.
fn with_city_factor(year: u64) -> Value {
    reported_by(&example("bangkok"), &FolderOptions::default().with_series("grid-electricity", "bangkok-2018"))
        .remove(&year)
        .unwrap()
}

#[test]
fn districts_add_up_to_the_city_to_the_last_unit() {
    let places: BTreeSet<String> =
        rows(&example("bangkok").join("places.csv")).into_iter().map(|row| row["place"].clone()).collect();
    assert_eq!(places.len(), 50);
    let mut sums: BTreeMap<String, (BTreeSet<String>, BigDecimal)> = BTreeMap::new();
    for row in ledger("districts.csv") {
        let (seen, sum) = sums.entry(row["activity"].clone()).or_default();
        assert!(seen.insert(row["place"].clone()), "{} twice in {}", row["activity"], row["place"]);
        *sum += number(&row["amount"]);
    }
    // Electricity recovered from I.1.2; 48 baht x 12 / 18.13 baht per kg x 2959524 houses = 94025693.5 kg, rounded up; the register.
    let wanted = [
        ("residential.electricity", "9629942709"),
        ("residential.lpg", "94025694"),
        ("wastewater.septic-system", "5676648"),
        ("wastewater.nitrogen", "5676648"),
    ];
    assert_eq!(sums.len(), wanted.len());
    for (activity, total) in wanted {
        let (seen, sum) = &sums[activity];
        assert_eq!((seen, sum), (&places, &number(total)), "{activity}");
    }
}

/// No district is more than one unit away from its share.
#[test]
fn each_district_has_its_share_of_the_city() {
    let rows = ledger("districts.csv");
    let weight = |row: &Row, of: &str| {
        let note = &row["note"];
        let from = note.rfind('(').unwrap();
        let (part, whole) = note[from + 1..note.len() - 1].split_once(" of ").unwrap();
        assert_eq!(whole, of, "{note}");
        number(part)
    };
    for (activity, total, of) in [("residential.electricity", "9629942709", "5676648"), ("residential.lpg", "94025694", "2959524")]
    {
        for row in rows.iter().filter(|row| row["activity"] == activity) {
            // |amount · whole − total · part| < whole: less than one unit, without a division.
            let off = number(&row["amount"]) * number(of) - number(total) * weight(row, of);
            assert!(off.abs() < number(of), "{activity} {}", row["place"]);
        }
    }
    // The residents of a district are its persons of wastewater and its weight of electricity.
    let by_place = |activity: &str, figure: &dyn Fn(&Row) -> BigDecimal| -> BTreeMap<String, BigDecimal> {
        rows.iter().filter(|row| row["activity"] == activity).map(|row| (row["place"].clone(), figure(row))).collect()
    };
    let persons = by_place("wastewater.septic-system", &|row| number(&row["amount"]));
    assert_eq!(persons, by_place("residential.electricity", &|row| weight(row, "5676648")));
}

/// The ten references that must come from activity, and half of BASIC.
#[test]
fn more_than_half_of_2018_is_computed() {
    let report = bangkok(2018);
    let computed = |entry: &Value| entry["origin"] == "activity" || entry["origin"] == "method";
    for reference in ["I.1.1", "I.1.2", "I.2.2", "I.3.2", "I.6.2", "II.2.2", "III.1.2", "III.2.1", "III.3.1", "III.4.1"] {
        let entry = entry(&report, reference);
        assert!(computed(entry), "{reference}: {entry}");
    }
    for reference in ["I.2.1", "I.3.1", "I.4.4", "II.1.1"] {
        assert_eq!(entry(&report, reference)["origin"], "direct", "{reference}");
    }
    let entries = report["entries"].as_array().unwrap();
    let counts = |entry: &&Value| entry["ref"].as_str().unwrap().parse::<Category>().unwrap().in_basic();
    let sum: BigDecimal = entries
        .iter()
        .filter(counts)
        .filter(|entry| computed(entry))
        .filter_map(|entry| entry["co2e_t"].as_str())
        .map(number)
        .sum();
    assert!(sum * BigDecimal::from(2) > basic(&report));
}

/// Every line by hand, to the last digit that the program keeps. AR4: CH4 25, N2O 298.
#[test]
fn lines_of_2018_are_the_hand_worked_ones() {
    let report = bangkok(2018);
    let gas = |reference: &str, gas: &str| {
        let mass = &entry(&report, reference)["gases_kg"][gas];
        number(mass.as_str().unwrap_or_else(|| panic!("{reference} {gas}: {mass}")))
    };
    // 3380104.4 t landfilled; food 48.6 %: 1642730.7384 t x 0.15 x 0.5 x 0.5 x 16/12 = 82136.53692 t; paper 14.6 %:
    // 493495.2424 t x 0.4 x 0.5 x 0.5 x 16/12 = 65799.3656533... t.
    assert_eq!(gas("III.1.2", "CH4"), number("82136536.92") + number("65799365.653333333333"));
    assert_eq!(tonnes(&report, "III.1.2"), number("147935.902573333333333") * BigDecimal::from(25));
    // 5676648 persons x 0.04 kg x 365 x 1 x 0.6 x 0.5.
    assert_eq!(gas("III.4.1", "CH4"), number("24863718.24"));
    // 5676648 persons x 0.06751 kg x 365 x 0.16 x 1.1 x 1.25 x 0.005 x 44/28: each district's line is cut at 10^-12 kg.
    let by_hand = number("5676648") * number("0.06751") * number("365") * number("0.16") * number("1.1") * number("1.25");
    let by_hand = by_hand * number("0.005") * BigDecimal::from(44);
    assert!((gas("III.4.1", "N2O") * BigDecimal::from(28) - by_hand).abs() < number("0.00000001"));
    assert_eq!(tonnes(&report, "III.4.1"), number("621592.956") + gas("III.4.1", "N2O") * number("0.298"));
    // 16790 t x 0.65 x 0.6 x 0.4 x 1 x 44/12 = 16790 x 0.572; the rest of the carbon, 16790 x 0.858, is biogenic.
    assert_eq!(gas("III.3.1", "CO2"), number("9603880"));
    assert_eq!(gas("III.3.1", "CO2_biogenic"), number("14405820"));
    // 345085.6 t x (4 g x 25 + 0.24 g x 298).
    assert_eq!(tonnes(&report, "III.2.1"), number("345085.6") * number("0.17152"));
    // 94025.694 t x 47.3 GJ/t x (63100 + 5 x 25 + 0.1 x 298) kg/TJ; each district's line is cut at 10^-12 kg of a gas.
    let by_hand = number("94025.694") * number("0.0473") * number("63.2548");
    assert!((tonnes(&report, "I.1.1") - by_hand).abs() < number("0.000000001"));
}

/// The two runs differ by electricity only, and there by kilowatt-hours times the difference of the factors.
#[test]
fn another_grid_factor_moves_electricity_only() {
    let (ours, theirs) = (bangkok(2018), with_city_factor(2018));
    let mut kwh: BTreeMap<String, BigDecimal> = BTreeMap::new();
    for row in ledger("electricity.csv").into_iter().chain(ledger("districts.csv")) {
        if row["period"] == "2018" && row["unit"] == "kWh" {
            *kwh.entry(row["activity"].clone()).or_default() += number(&row["amount"]);
        }
    }
    let users = ["residential", "commercial", "manufacturing", "non-specified", "road", "rail"];
    let gap = (number(CITY_FACTOR) - number(GRID_FACTOR)) / BigDecimal::from(1000);
    let mut moved = BigDecimal::from(0);
    for (reference, user) in SCOPE_2.into_iter().zip(users) {
        let by_hand = &kwh[&format!("{user}.electricity")] * &gap;
        assert_eq!(tonnes(&theirs, reference) - tonnes(&ours, reference), by_hand, "{reference}");
        moved += by_hand;
    }
    assert_eq!(basic(&theirs) - basic(&ours), moved);
    for (a, b) in ours["entries"].as_array().unwrap().iter().zip(theirs["entries"].as_array().unwrap()) {
        let reference = a["ref"].as_str().unwrap();
        if LOSSES.contains(&reference) {
            // The city's factor is taken to hold the losses.
            assert!(a["co2e_t"].is_string() && b["co2e_t"].is_null(), "{reference}: {a} and {b}");
        } else if !SCOPE_2.contains(&reference) {
            assert_eq!(a, b);
        }
    }
}

#[test]
fn with_its_own_factor_the_city_meets_its_published_lines() {
    let report = with_city_factor(2018);
    for reference in SCOPE_2 {
        let off = tonnes(&report, reference) - published(reference);
        assert!(off.abs() < number("0.01"), "{reference}: {off} t");
    }
    // Published BASIC: 43734386 t. Within 8 %, and not on it: five lines are computed in another way than the city's.
    let published = number("43734386");
    let off = basic(&report) - &published;
    assert!(off.abs() < &published * number("0.08"), "{off}");
    for reference in ["I.1.1", "III.1.2", "III.2.1", "III.3.1", "III.4.1"] {
        assert_ne!(tonnes(&report, reference), self::published(reference), "{reference}");
    }
}

#[test]
fn every_reference_of_every_year_has_a_value_or_a_key_with_its_reason() {
    for (year, report) in reported(&example("bangkok")) {
        assert_eq!(report["missing"].as_array().unwrap().len(), 0, "{year}: {}", report["missing"]);
        assert_eq!(report["entries"].as_array().unwrap().len(), 54, "{year}");
    }
    for row in rows(&example("bangkok").join("direct.csv")) {
        assert!(row["key"].is_empty() || !row["reason"].is_empty(), "{row:?}");
    }
}

/// Sales of three provinces by residents, and then by the lines of 2020; each a whole number of MWh.
#[test]
fn electricity_of_2023_follows_its_surrogates() {
    let of_2020: Vec<Row> = ledger("electricity.csv").into_iter().filter(|row| row["period"] == "2020").collect();
    assert_eq!(of_2020.len(), 6);
    let whole: BigDecimal = of_2020.iter().map(|row| number(&row["amount"])).sum();
    let mut found = 0;
    for row in ledger("estimates_2023.csv").iter().filter(|row| row["unit"] == "MWh") {
        let part = number(&of_2020.iter().find(|old| old["activity"] == row["activity"]).unwrap()["amount"]);
        // |2 · (amount · residents · whole − sales · part of residents · part)| <= residents · whole: rounded to the nearest MWh.
        let residents = BigDecimal::from(5_471_588 + 1_372_970 + 1_308_092) * &whole;
        let off = number(&row["amount"]) * &residents - BigDecimal::from(53_940_000) * BigDecimal::from(5_471_588) * part;
        assert!(off.abs() * BigDecimal::from(2) <= residents, "{}", row["activity"]);
        found += 1;
    }
    assert_eq!(found, 5);
}

#[test]
fn parts_of_landfill_are_the_whole() {
    let sum = |file: &str| -> BigDecimal {
        let rows = ledger(file);
        rows.iter().filter(|row| row["activity"].starts_with("landfill.")).map(|row| number(&row["amount"])).sum()
    };
    // (10706 - 945.44 - 500) t/day x 365, and 8707.1 t/day x 365 x 45 %.
    assert_eq!(sum("waste.csv"), number("9260.56") * BigDecimal::from(365));
    assert_eq!(sum("estimates_2023.csv"), number("8707.1") * BigDecimal::from(365) * number("0.45"));
}
