//! The tables for an organisation's footprint: codes of scope 3, the crosswalk of its categories, factors for money.

use bigdecimal::BigDecimal;
use citycarbon::assess::Assessor;
use citycarbon::city::CityInput;
use citycarbon::factors::{FactorQuery, FallbackPolicy, OwnTable, Registry};
use citycarbon::gas::{Gas, GwpSet, Stated};
use citycarbon::i18n::Language;
use citycarbon::ledger::Leaf;
use citycarbon::organisation::{BoundaryRule, Organisation, OrganisationInput};
use citycarbon::quantity::{Dimension, Exact, NumberFormat, Ratio, Reading, Unit};
use citycarbon::records::Delimiter;
use citycarbon::taxonomy::{Catalogue, Gases, Rule};
use citycarbon::{Activity, Settings, Year};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Codes that wait for a factor of one's own.
const OWN: [&str; 3] = ["purchased.cement", "purchased.other", "purchased.steel"];

fn text(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/organisation").join(file)).unwrap()
}

fn rows(file: &str) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(text(file).as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn catalogue() -> Catalogue {
    let (catalogue, unknown) = Catalogue::read_with(text("catalogue.csv").as_bytes(), "catalogue.csv", Delimiter::Comma).unwrap();
    assert_eq!(unknown, [""; 0]);
    catalogue
}

#[test]
fn every_code_of_an_organisation_lies_outside_the_totals_of_a_city() {
    let organisation = catalogue();
    assert!(organisation.codes().count() > 200);
    let city: BTreeSet<&str> = Catalogue::bundled().rules().map(|rule| rule.process.as_str()).collect();
    for rule in organisation.rules() {
        let code = &rule.code;
        assert_eq!(rule.category.to_string(), "VI.1", "{code}");
        assert!(Catalogue::bundled().find(code).is_err(), "{code} is a code of a city too");
        let (english, thai) = (rule.label(Language::English), rule.label(Language::Thai));
        assert!(english != code && thai != code && english != thai, "{code}: a label that is none");
        // What a city looks for is never found among the factors of an organisation, by no broader process either.
        let root = rule.process.split('.').next().unwrap();
        let shared: Vec<&&str> = city.iter().filter(|process| process.split('.').next() == Some(root)).collect();
        assert!(shared.is_empty() || rule.process == "electricity.upstream", "{code}: {shared:?}");
    }
}

#[test]
fn every_code_of_an_organisation_finds_its_factor_and_closes() {
    let organisation = catalogue();
    for region in ["TH-10", "TH-50", "JP-27100", "VN-SG"] {
        let registry = Registry::bundled().unwrap().clone();
        let assessor = Assessor::new(organisation.clone(), registry, region.parse().unwrap(), FallbackPolicy::default());
        let mut without = Vec::new();
        for code in organisation.codes() {
            let unit = Unit::base(organisation.find(code).unwrap()[0].dimension);
            let leaf: Leaf = serde_json::from_value(json!({
                "file": "ledger.csv", "sha256": null, "activity": code, "unit": unit.symbol(), "place": "", "year": 2018, "rows": 1,
                "sum": "1000", "quality": null,
            }))
            .unwrap();
            match assessor.assess(&leaf) {
                Err(_) => without.push(code),
                Ok(assessed) => {
                    assert!(!assessed.lines.is_empty(), "{code}");
                    for line in assessed.lines {
                        assert!(line.close(GwpSet::Ar5, Stated::AsStated).is_ok(), "{code} in {region}");
                    }
                }
            }
        }
        let wanted: Vec<&str> =
            organisation.codes().filter(|code| OWN.contains(code) || is_of_thailand_alone(&organisation, code, region)).collect();
        assert_eq!(without, wanted, "{region}");
    }
}

/// Whether a code has rows of Thailand only, which another country does not find.
fn is_of_thailand_alone(organisation: &Catalogue, code: &str, region: &str) -> bool {
    let rule = &organisation.find(code).unwrap()[0];
    let rows = Registry::bundled().unwrap().factors().iter();
    let mut regions =
        rows.filter(|row| (&row.process, &row.subject) == (&rule.process, &rule.subject)).map(|row| row.region.to_string());
    !region.starts_with("TH") && regions.all(|region| region.starts_with("TH"))
}

#[test]
fn the_nearer_value_is_found_without_a_choice() {
    let found = |process: &str, subject: &str, region: &str| {
        let wanted = FactorQuery::new(process, subject, &region.parse().unwrap(), "2024".parse().unwrap());
        let found = Registry::bundled().unwrap().find_all(&wanted, &FallbackPolicy::default()).unwrap();
        found.iter().map(|found| format!("{} {}", found.item.substance, found.item.rate)).collect::<Vec<_>>()
    };
    assert_eq!(found("purchased", "tap-water", "TH-10"), ["CO2e (AR5) 0.7948 kg/m3"]);
    assert_eq!(found("purchased", "tap-water", "TH-50"), ["CO2e (AR5) 0.5167 kg/m3"]);
    assert_eq!(found("purchased", "tap-water", "VN-SG"), ["CO2e (AR5) 0.1913 kg/m3"]);
    assert_eq!(found("freight", "pickup", "TH-10"), ["CO2e (AR5) 0.141 kg/tkm"]);
    // The gases as the page has them: in kg CO2e, for each kg of the gas's weight.
    assert_eq!(
        found("travel", "plane-long-haul-economy", "TH-10"),
        ["CO2 0.06826 kg/pkm", "CH4 0.00001 kg for each 28 pkm", "N2O 0.00099 kg for each 265 pkm"]
    );
}

#[test]
fn the_gases_of_a_row_add_up_to_the_total_beside_it() {
    let mut sums: BTreeMap<(String, String, String), (Exact, Exact)> = BTreeMap::new();
    for row in Registry::bundled().unwrap().factors().iter().filter(|row| row.series == "uk-desnz-2025") {
        if row.substance.to_string().starts_with("CO2e") {
            continue;
        }
        let key = (row.process.clone(), row.subject.clone(), row.rate.per_unit.symbol().to_owned());
        let entry = sums.entry(key).or_insert((Exact::ZERO, Exact::ZERO));
        entry.0 = entry.0.checked_add(row.rate.value).unwrap();
        if let Some(total) = row.provenance.note.strip_prefix("the total beside it is ") {
            entry.1 = total.split(' ').next().unwrap().parse().unwrap();
        }
    }
    assert!(sums.len() > 50);
    // Three rounded parts and a rounded total: at most two in the fifth place.
    let most: Exact = "0.00002".parse().unwrap();
    for (key, (parts, total)) in sums {
        let apart = parts.checked_sub(total).unwrap();
        let apart = if apart.is_negative() { Exact::ZERO.checked_sub(apart).unwrap() } else { apart };
        assert!(apart <= most, "{key:?}: {parts} and {total}");
    }
}

#[test]
fn the_crosswalk_has_each_category_once_and_a_place_for_each_code() {
    let rows = rows("crosswalk.csv");
    let ids: Vec<&str> = rows.iter().map(|row| row["id"].as_str()).collect();
    let scopes = ["1.stationary", "1.mobile", "1.process", "1.fugitive", "1.land", "2.electricity", "2.heat"];
    let wanted: Vec<String> = scopes.map(str::to_owned).into_iter().chain((1..=15).map(|number| format!("3.{number}"))).collect();
    assert_eq!(ids, wanted);
    for row in &rows {
        let id = &row["id"];
        assert!(id.starts_with(&format!("{}.", row["scope"])), "{id}");
        assert!(row["iso_item"].starts_with(&format!("{}.", row["iso_category"])), "{id}");
        assert!(["1", "2", "3", "4", "5", "6"].contains(&row["iso_category"].as_str()), "{id}");
        for column in ["name", "name_th", "source", "locator", "mapping_source"] {
            assert!(!row[column].is_empty(), "{id}: no {column}");
        }
        assert!(["seen", "secondary"].contains(&row["confidence"].as_str()), "{id}");
    }
    let prefixes: Vec<&str> = rows.iter().flat_map(|row| row["codes"].split(' ')).filter(|prefix| !prefix.is_empty()).collect();
    for code in catalogue().codes() {
        assert!(prefixes.iter().any(|prefix| code.starts_with(prefix)), "{code}");
    }
    assert!(prefixes.iter().all(|prefix| catalogue().codes().any(|code| code.starts_with(prefix))));
}

#[test]
fn a_factor_for_money_is_its_two_parts() {
    let rows = rows("spend.csv");
    assert!(rows.len() > 20);
    let number = |row: &BTreeMap<String, String>, column: &str| row[column].parse::<Exact>().unwrap();
    let mut ids = BTreeSet::new();
    for row in &rows {
        let id = &row["id"];
        assert!(ids.insert(id.clone()), "{id} stands twice");
        let sum = number(row, "without_margins").checked_add(number(row, "margins")).unwrap();
        let apart = sum.checked_sub(number(row, "value")).unwrap();
        assert!(["0", "0.001", "-0.001"].map(|text| text.parse::<Exact>().unwrap()).contains(&apart), "{id}: {sum}");
        assert_eq!((row["currency"].as_str(), row["price_year"].as_str(), row["gwp"].as_str()), ("USD", "2022", "AR5"), "{id}");
    }
}

/// A case worked out by others: products of printed amounts and factors, with the printed results.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    title: String,
    source: String,
    locator: String,
    confidence: String,
    #[serde(default)]
    note: String,
    line: Vec<Worked>,
    total: Vec<Summed>,
}

/// The product of `terms` over that of `over`, each a number with its unit.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Worked {
    name: String,
    category: String,
    terms: Vec<(String, String)>,
    #[serde(default)]
    over: Vec<(String, String)>,
    result: Option<String>,
    unit: String,
    #[serde(default)]
    difference: String,
}

/// A printed sum of these lines, or of all.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Summed {
    name: String,
    #[serde(default)]
    lines: Vec<String>,
    result: String,
    unit: String,
    #[serde(default)]
    difference: String,
}

/// Whether a result is what was computed, to half of its last digit. What differs has a reason, and only that.
fn agrees(place: &str, computed: &BigDecimal, printed: &str, difference: &str) {
    let digits = printed.split_once('.').map_or(0, |(_, behind)| i64::try_from(behind.len()).unwrap());
    let half = BigDecimal::new(5.into(), digits + 1);
    let apart = (computed - printed.parse::<BigDecimal>().unwrap()).abs();
    assert_eq!(apart <= half, difference.is_empty(), "{place}: {computed}, printed {printed}; difference: {difference:?}");
}

#[test]
fn cases_worked_out_by_others_come_to_their_printed_results() {
    let categories: BTreeSet<String> = rows("crosswalk.csv").into_iter().map(|mut row| row.remove("id").unwrap()).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/organisation/cases");
    let mut cases = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let case: Case = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(![&case.title, &case.source, &case.locator].iter().any(|text| text.is_empty()), "{file}");
        assert!(["seen", "secondary"].contains(&case.confidence.as_str()) && !case.total.is_empty(), "{file} {}", case.note);
        let mut lines: BTreeMap<&str, BigDecimal> = BTreeMap::new();
        for line in &case.line {
            let place = format!("{file}: {}", line.name);
            assert!(categories.contains(&line.category), "{place}: {}", line.category);
            let product = |parts: &[(String, String)]| {
                parts.iter().fold(BigDecimal::from(1), |product, (number, unit)| {
                    assert!(!unit.is_empty(), "{place}: {number}");
                    product * number.parse::<BigDecimal>().unwrap()
                })
            };
            let computed = product(&line.terms) / product(&line.over);
            if let Some(printed) = &line.result {
                agrees(&place, &computed, printed, &line.difference);
            }
            assert!(lines.insert(&line.name, computed).is_none(), "{place} stands twice");
        }
        for total in &case.total {
            let of = |name: &String| lines.get(name.as_str()).unwrap_or_else(|| panic!("{file}: {name}")).clone();
            let units: BTreeSet<&str> = case.line.iter().map(|line| line.unit.as_str()).chain([total.unit.as_str()]).collect();
            assert_eq!(units.len(), 1, "{file}: {units:?}");
            let computed: BigDecimal = if total.lines.is_empty() { lines.values().sum() } else { total.lines.iter().map(of).sum() };
            agrees(&format!("{file}: {}", total.name), &computed, &total.result, &total.difference);
        }
        cases += 1;
    }
    assert!(cases >= 20, "{cases}");
}

/// The same cases through the library: each line an activity with its conversions and a factor of its own, booked by a boundary; every
/// category and the whole come to the last digit of the product.
#[test]
fn cases_worked_out_by_others_come_to_the_same_in_a_footprint() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/organisation/cases");
    let year: Year = "2020".parse().unwrap();
    let mut lines_of_all = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let case: Case = toml::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let mut factors = "id,process,subject,gas,value,unit,region,years,purpose,source,locator\n".to_owned();
        let (mut rules, mut boundary, mut activities) = (Vec::new(), Vec::new(), Vec::new());
        let mut expected: BTreeMap<String, BigDecimal> = BTreeMap::new();
        for (number, line) in case.line.iter().enumerate() {
            let code = format!("case.line-{number}");
            let (factor, rest) = line.terms.split_last().unwrap();
            let number_of = |text: &str| text.parse::<Exact>().unwrap();
            let mut activity = Activity::new(&code, year, Reading::new(Exact::ONE, "1".parse().unwrap()));
            for (term, unit) in rest {
                activity = activity.with_multiplier(unit, Ratio::from(number_of(term)), &case.source);
            }
            for (term, unit) in &line.over {
                activity = activity.with_multiplier(unit, Ratio::new(Exact::ONE, number_of(term)).unwrap(), &case.source);
            }
            let subject = format!("line-{number}");
            let _ = writeln!(factors, "{subject},case,{subject},CO2,{},kg/1,world,all,inventory,case,{}", factor.0, number);
            let gases = Gases::All(vec![Gas::CO2]);
            rules.push(Rule::new(&code, "VI.1".parse().unwrap(), "case", &subject, gases, Dimension::Number));
            boundary.push(BoundaryRule::new(&code, line.category.parse().unwrap(), "as published").into());
            activities.push(activity);
            let product = |parts: &[(String, String)]| {
                parts.iter().fold(BigDecimal::from(1), |product, (number, _)| product * number.parse::<BigDecimal>().unwrap())
            };
            *expected.entry(line.category.clone()).or_default() += product(&line.terms) / product(&line.over);
            lines_of_all += 1;
        }
        let mut records = CityInput::new(Settings::new(&case.title, "JP".parse().unwrap(), [year], GwpSet::Ar5));
        records.codes = Catalogue::with_rules(rules).unwrap();
        records.tables =
            vec![OwnTable::read(factors.as_bytes(), "factors.csv", Delimiter::Comma, NumberFormat::default()).unwrap().0];
        records.activities = activities;
        let input = OrganisationInput::new(records).with_boundary(boundary);
        let organisation = Organisation::new(input).unwrap_or_else(|errors| panic!("{file}: {errors}"));
        let footprint = organisation.close().unwrap().remove(0);
        for (category, expected) in expected {
            let found = footprint.entries.iter().find(|entry| entry.category.id() == category).unwrap();
            let found: BigDecimal = found.co2e.unwrap().to_string().parse().unwrap();
            let apart = (&found - &expected).abs();
            // A quotient that does not end is divided once for each line.
            assert!(apart <= BigDecimal::new(5.into(), 11), "{file} {category}: {found}, by the product {expected}");
        }
    }
    assert!(lines_of_all > 40, "{lines_of_all}");
}
