//! `docs/outputs.md` names every column and member that is written.

use crate::examples::{folders, open};
use bigdecimal::{BigDecimal, RoundingMode};
use citycarbon::folder::FolderOptions;
use citycarbon::gas::GwpSet;
use citycarbon::i18n::Language;
use citycarbon::inventory::{BookTotal, CountedLine, Reconciliation};
use citycarbon::quantity::Exact;
use citycarbon::report::{self, Digits};
use citycarbon::{Registry, methods};
use serde_json::Value;
use std::collections::BTreeSet;

const PAGE: &str = include_str!("../../docs/outputs.md");

/// Members whose own members are names of gases, places, years, files or inputs.
const BY_NAME: [&str; 16] = [
    "by_gas",
    "by_place",
    "by_ref",
    "by_gas_kg",
    "by_year",
    "sectors_t",
    "without_value",
    "gases_kg",
    "keys",
    "outside",
    "files",
    "labels",
    "falls_in_t",
    "tonnes",
    "results",
    "method.inputs",
];

/// Every member of a value that is the member `path` of another.
fn members(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(held) => {
            for (name, value) in held {
                if BY_NAME.contains(&path) {
                    members(value, "", found);
                    continue;
                }
                found.insert(name.clone());
                // The inputs of a method are by name, those of a line are a list.
                members(value, if (path, name.as_str()) == ("method", "inputs") { "method.inputs" } else { name }, found);
            }
        }
        Value::Array(held) => held.iter().for_each(|value| members(value, "", found)),
        _ => {}
    }
}

/// The part of the page below a heading.
fn section(heading: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no section {heading}"));
    rest.split("\n## ").next().unwrap()
}

fn named(heading: &str, names: impl IntoIterator<Item = String>) {
    let section = section(heading);
    let missing: Vec<String> = names.into_iter().filter(|name| !section.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "docs/outputs.md, {heading}: {missing:?}");
}

fn json(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

#[test]
fn every_column_and_member_written_is_named_in_the_page() {
    let (mut index, mut trace, mut measure) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (_, path) in folders() {
        let city = open(&path, &FolderOptions::default().with_hash(true));
        for (name, bytes) in report::files(&city.close().unwrap()).unwrap() {
            let text = String::from_utf8(bytes).unwrap();
            match name {
                "inventory.json" => members(&json(text.as_bytes()), "", &mut index),
                "trace.jsonl" => text.lines().for_each(|line| members(&json(line.as_bytes()), "", &mut trace)),
                name => named(name, text.lines().next().unwrap().split(',').map(str::to_owned)),
            }
        }
        for stated in city.measures() {
            let effects = city.effects(&stated.name).unwrap().unwrap();
            members(&json(&report::measure_json(&effects).unwrap()), "", &mut measure);
        }
    }
    assert!(index.len() > 60 && trace.len() > 30 && measure.len() > 20, "{index:?} {trace:?} {measure:?}");
    named("inventory.json", index);
    named("trace.jsonl", trace);
    named("measure --format json", measure);
}

#[test]
fn what_indicators_print_is_named_in_the_page() {
    let mut found = BTreeSet::new();
    for (_, path) in folders() {
        let city = open(&path, &FolderOptions::default());
        members(&json(&report::indicators_json(&city, &city.close().unwrap()).unwrap()), "", &mut found);
    }
    assert!(found.len() > 10, "{found:?}");
    named("indicators --format json", found);
}

#[test]
fn what_views_print_is_named_in_the_page() {
    let (mut views, mut reconciliations) = (BTreeSet::new(), BTreeSet::new());
    for (_, path) in folders() {
        let city = open(&path, &FolderOptions::default());
        let statements = city.close().unwrap();
        members(&json(&report::views_json(&statements, city.views(), None).unwrap()), "", &mut views);
        let totals = |name: &str| city.views().totals(&statements, name).unwrap().remove(0);
        // Of another book, with other amounts.
        let other = totals("territorial")
            .lines()
            .map(|(id, gas, co2e)| CountedLine::new(id.clone(), gas, co2e.checked_add(Exact::ONE).unwrap()))
            .collect::<Vec<_>>();
        let other = BookTotal::new("another", "territorial", other).unwrap();
        let held = Reconciliation::between(&totals("basic"), &other).unwrap();
        members(&json(&report::reconciliation_json(&[(&statements[0], held)]).unwrap()), "", &mut reconciliations);
    }
    assert!(views.len() > 20 && reconciliations.len() > 15, "{views:?} {reconciliations:?}");
    named("views --format json", views);
    named("views --between FIRST SECOND --format json", reconciliations);
}

#[test]
fn every_member_of_a_comparison_is_described() {
    let mut found = BTreeSet::new();
    let frozen = include_str!("frozen/cities.comparison.json.txt");
    members(&serde_json::from_str(frozen).unwrap(), "", &mut found);
    named("compare --format json", found);
}

#[test]
fn what_tally_and_method_print_is_named_in_the_page() {
    let groups = citycarbon::ledger::Groups::default();
    let heading = "tally --format csv and json";
    let csv = report::groups::csv(&groups).unwrap();
    named(heading, csv.lines().next().unwrap().split(',').map(str::to_owned));
    let mut found = BTreeSet::new();
    let tally = report::groups::json(&groups, report::groups::RowsSeen::default()).unwrap();
    members(&json(tally.as_bytes()), "", &mut found);
    named(heading, found);
    let inputs = include_str!("../../examples/inputs/landfill-commitment.json");
    let spec = methods::find("landfill-commitment").unwrap();
    let text = report::method_json(spec, inputs, "inputs", Registry::bundled().unwrap(), Some(GwpSet::Ar5)).unwrap();
    let mut found = BTreeSet::new();
    members(&json(text.as_bytes()), "", &mut found);
    named("method", found);
}

/// No total is printed twice with different last digits, on the page or in the tables.
#[test]
fn a_total_has_one_last_digit_wherever_it_is_printed() {
    for (name, path) in folders() {
        let city = open(&path, &FolderOptions::default());
        let statements = city.close().unwrap();
        for language in Language::ALL {
            let whole = report::full(&statements, &[], language).unwrap();
            assert!(whole.starts_with(&report::page(&statements, language).unwrap()), "{name}");
            for (statement, year) in statements.iter().zip(statements.iter().map(|statement| statement.year)) {
                let totals = report::gpc::totals(statement, language).unwrap();
                let basic = totals.value(0, 0).unwrap();
                let years = report::gpc::years(&statements, language).unwrap();
                let row = years.rows.iter().position(|row| row.label == year.to_string()).unwrap();
                assert_eq!(years.value(row, 0).unwrap(), basic, "{name} {year}");
                let exact = statement.totals().unwrap().basic.map(|kg| kg.to_string().parse::<BigDecimal>().unwrap());
                let round = |kg: BigDecimal| (kg / BigDecimal::from(1000)).with_scale_round(0, RoundingMode::HalfEven).to_string();
                let rounded: Option<String> = exact.map(round);
                assert_eq!(basic.map(|figure| figure.to_string()), rounded, "{name} {year}");
                // The page, the table by sector, and the table by gas: the same digits.
                if let Some(basic) = rounded {
                    let grouped = Digits::of(language).whole(basic.parse().unwrap());
                    let printed = whole.lines().filter(|line| line.split("  ").any(|cell| cell.trim() == grouped)).count();
                    assert!(printed >= 3, "{name} {year}: {grouped} is printed {printed} times");
                }
            }
        }
    }
}
