//! Views of the example cities: frozen, added up again from the lines that are written, and as their schemas say.

use crate::examples::{folders, open};
use crate::{golden, schema};
use bigdecimal::BigDecimal;
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::inventory::{Reconciliation, Statement};
use citycarbon::report::{self, ReconciliationReport, ViewsReport};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const MEANS: &str = "A view of an example city moved.";

fn city(name: &str) -> (City, Vec<Statement>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let city = open(&path, &FolderOptions::default());
    let statements = city.close().unwrap();
    (city, statements)
}

fn between<'a>(city: &City, statements: &'a [Statement], first: &str, second: &str) -> Vec<(&'a Statement, Reconciliation)> {
    let totals = |name: &str| city.views().totals(statements, name).unwrap();
    let (first, second) = (totals(first), totals(second));
    let pairs = statements.iter().zip(first.iter().zip(&second));
    pairs.map(|(statement, (first, second))| (statement, Reconciliation::between(first, second).unwrap())).collect()
}

#[test]
fn the_views_of_bangkok_are_printed_as_they_were() {
    let (city, statements) = city("bangkok");
    for language in Language::ALL {
        let mut text = report::views_text(&statements, city.views(), language).unwrap();
        for (name, year) in [("operations", 2), ("basic", 0), ("ipcc", 0), ("crf", 0), ("korea-management-authority", 2)] {
            let view = city.views().find(name).unwrap();
            text = text + "\n" + &report::view_text(&statements[year], view, language).unwrap();
        }
        for (first, second) in [("basic", "territorial"), ("scope:2", "operations")] {
            let (statement, held) = &between(&city, &statements, first, second)[0];
            text = text + "\n" + &report::reconciliation_text(statement, held, language).unwrap();
        }
        assert!(text.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= 140), "a line is too long");
        golden::hold(&format!("bangkok.views.{language}.txt"), &text, MEANS);
    }
    let operations = city.views().find("operations").unwrap();
    let json = report::views_json(&statements, city.views(), Some(operations)).unwrap();
    golden::hold("bangkok.views.json.txt", std::str::from_utf8(&json).unwrap(), MEANS);
    let json = report::reconciliation_json(&between(&city, &statements, "basic", "territorial")).unwrap();
    golden::hold("bangkok.reconciliation.json.txt", std::str::from_utf8(&json).unwrap(), MEANS);
}

#[test]
fn the_json_of_views_is_as_its_schema_says_and_reads_back() {
    let read = |text: &str| -> Value { serde_json::from_str(text).unwrap() };
    let views_schema = read(include_str!("../../docs/schema/views.schema.json"));
    let reconciliation_schema = read(include_str!("../../docs/schema/reconciliation.schema.json"));
    for (name, path) in folders() {
        let city = open(&path, &FolderOptions::default());
        let statements = city.close().unwrap();
        let bytes = report::views_json(&statements, city.views(), None).unwrap();
        schema::holds(&views_schema, &serde_json::from_slice(&bytes).unwrap());
        let report: ViewsReport = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(report, ViewsReport::of(&statements, city.views().iter()).unwrap(), "{name}");
        for names in [("basic", "territorial"), ("scope", "basic-plus")] {
            let held = between(&city, &statements, names.0, names.1);
            let bytes = report::reconciliation_json(&held).unwrap();
            schema::holds(&reconciliation_schema, &serde_json::from_slice(&bytes).unwrap());
            let report: ReconciliationReport = serde_json::from_slice(&bytes).unwrap();
            assert_eq!(report, ReconciliationReport::of(&held).unwrap(), "{name}");
        }
    }
}

type Row = BTreeMap<String, String>;

fn rows(bytes: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(bytes);
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    reader.records().map(|record| header.iter().cloned().zip(record.unwrap().iter().map(str::to_owned)).collect()).collect()
}

fn number(text: &str) -> BigDecimal {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Sums of the lines written in `inventory.csv`, by a part that `of` names; lines without CO2e count for nothing.
fn summed(statements: &[Statement], of: impl Fn(&Row) -> Option<String>) -> BTreeMap<(String, String), BigDecimal> {
    let mut sums = BTreeMap::new();
    for row in rows(&report::inventory_csv(statements).unwrap()) {
        let (Some(group), false) = (of(&row), row["co2e_t"].is_empty()) else { continue };
        *sums.entry((row["year"].clone(), group)).or_insert_with(|| BigDecimal::from(0)) += number(&row["co2e_t"]);
    }
    sums
}

/// The groups of a view, as JSON has them.
fn of_view(city: &City, statements: &[Statement], name: &str) -> BTreeMap<(String, String), BigDecimal> {
    let view = city.views().find(name).unwrap();
    let report: Value = serde_json::from_slice(&report::views_json(statements, city.views(), Some(view)).unwrap()).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let years = report["views"][0]["years"].as_array().unwrap();
    let groups = years.iter().flat_map(|year| year["groups"].as_array().unwrap().iter().map(move |group| (year, group)));
    let weighed = groups.filter(|(_, group)| !group["co2e_t"].is_null());
    weighed.map(|(year, group)| ((text(&year["year"]), text(&group["group"])), number(&text(&group["co2e_t"])))).collect()
}

/// IPCC and CRF tables, added up again from the written lines by the published crosswalk.
#[test]
fn ipcc_and_crf_tables_are_the_sums_of_the_written_lines() {
    let crosswalk = rows(include_bytes!("../../src/taxonomy/crosswalk.csv"));
    let gpc: BTreeMap<String, Row> =
        rows(include_bytes!("../../src/taxonomy/gpc.csv")).into_iter().map(|row| (row["ref"].clone(), row)).collect();
    let cells = |reference: &str, column: &str| -> Vec<String> {
        crosswalk.iter().filter(|row| row["ref"] == reference).map(|row| row[column].clone()).collect()
    };
    for name in ["bangkok", "yokohama"] {
        let (city, statements) = city(name);
        let ipcc = summed(&statements, |row| {
            let codes = cells(&row["ref"], "ipcc2006").join(" ").trim().to_owned();
            (gpc[&row["ref"]]["scope"] == "1" && !codes.is_empty()).then_some(codes)
        });
        assert!(ipcc.len() >= 5, "{name}");
        assert_eq!(of_view(&city, &statements, "ipcc"), ipcc, "{name}");
        let crf = summed(&statements, |row| {
            let first = |column: &str| cells(&row["ref"], column)[0].clone();
            let group =
                format!("{}/{}/{}", first("crf_sector"), cells(&row["ref"], "crf_sub_sector").join(" + "), first("crf_scope"));
            (first("crf_sector") != "Out of scope").then_some(group)
        });
        assert!(crf.len() >= 8, "{name}");
        assert_eq!(of_view(&city, &statements, "crf"), crf, "{name}");
        let places = summed(&statements, |row| Some(row["place"].clone()));
        assert_eq!(of_view(&city, &statements, "place"), places, "{name}");
        // Every tonne of scope 1 has a category of the IPCC.
        for statement in &statements {
            let all: BigDecimal = ipcc.iter().filter(|((year, _), _)| *year == statement.year.to_string()).map(|(_, t)| t).sum();
            let territorial = statement.totals().unwrap().territorial.map_or(BigDecimal::from(0), |kg| number(&kg.to_string()));
            assert_eq!(all * BigDecimal::from(1000), territorial, "{name} {}", statement.year);
        }
    }
}

/// The reconciliation of BASIC and territorial, by hand: scope 2 and waste treated elsewhere leave, generation for the grid comes.
#[test]
fn from_basic_to_territorial_bangkok_loses_electricity_and_landfill_and_gains_generation() {
    let (city, statements) = city("bangkok");
    let report = ReconciliationReport::of(&between(&city, &statements, "basic", "territorial")).unwrap();
    let of_2018 = &report.years[0];
    let only = |lines: &[report::LinesReport]| -> BTreeSet<String> {
        lines.iter().flat_map(|held| &held.lines).map(|line| line.split('/').nth(1).unwrap().to_owned()).collect()
    };
    let references = |list: &[&str]| list.iter().map(|reference| (*reference).to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(only(&of_2018.only_first), references(&["I.1.2", "I.2.2", "I.3.2", "I.6.2", "II.1.2", "II.2.2", "III.1.2"]));
    assert_eq!(only(&of_2018.only_second), references(&["I.4.4"]));
    assert!(of_2018.different.is_empty());
    assert_eq!(of_2018.all.only_second_t.unwrap().to_string(), "500605.83781793877");
    let exact = |figure: Option<citycarbon::Exact>| number(&figure.map_or("0".to_owned(), |figure| figure.to_string()));
    for year in &report.years {
        let all = &year.all;
        assert_eq!(exact(all.first_t) - exact(all.only_first_t) + exact(all.only_second_t), exact(year.second.co2e_t));
        assert_eq!(all.first_t, year.first.co2e_t);
    }
}
