//! The example cities: each opens, closes, and prints the same bytes every time; what others read of them keeps its shape.

use crate::example_folders::folders_of;
use crate::golden;
use bigdecimal::BigDecimal;
use citycarbon::City;
use citycarbon::audit::{Tree, verify};
use citycarbon::factors::Source;
use citycarbon::folder::{FolderKind, FolderOptions};
use citycarbon::gas::GwpSet;
use citycarbon::i18n::Language;
use citycarbon::inventory::Statement;
use citycarbon::report::{self, Report};
use citycarbon::taxonomy::Category;
use serde_json::{Map, Value, json as object};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

const MEANS: &str = "The figures or notices of an example city moved.";

/// Every city of `examples/`, by name.
pub(crate) fn folders() -> Vec<(String, PathBuf)> {
    let found = folders_of(|kind| kind == FolderKind::City);
    assert!(found.len() >= 15, "{found:?}");
    found
}

pub(crate) fn open(path: &Path, ask: &FolderOptions) -> City {
    City::open(path, ask).unwrap_or_else(|refusal| panic!("{}: {refusal}", path.display()))
}

fn closed(path: &Path) -> Vec<Statement> {
    open(path, &FolderOptions::default().with_hash(true)).close().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(statements: &[Statement]) -> Value {
    serde_json::from_slice(&report::json(statements).unwrap()).unwrap()
}

#[test]
fn each_city_gives_the_same_bytes_twice() {
    for (name, path) in folders() {
        let (once, again) = (closed(&path), closed(&path));
        for language in Language::ALL {
            let text = report::text(&once, language).unwrap();
            assert!(text.lines().count() > 10, "{name}");
            assert_eq!(text, report::text(&again, language).unwrap(), "{name}");
        }
        assert_eq!(report::json(&once).unwrap(), report::json(&again).unwrap(), "{name}");
        assert_eq!(report::inventory_csv(&once).unwrap(), report::inventory_csv(&again).unwrap(), "{name}");
        assert_eq!(report::factors_used_csv(&once).unwrap(), report::factors_used_csv(&again).unwrap(), "{name}");
        assert_eq!(report::trace_jsonl(&once).unwrap(), report::trace_jsonl(&again).unwrap(), "{name}");
    }
}

#[test]
fn threads_do_not_change_a_byte() {
    for (name, path) in folders() {
        let of = |threads| {
            let mut ask = FolderOptions::default();
            ask.threads = threads;
            report::json(&open(&path, &ask).close().unwrap()).unwrap()
        };
        assert_eq!(of(1), of(4), "{name}");
    }
}

#[test]
fn frozen_inventories_do_not_move() {
    for (name, path) in folders() {
        golden::hold(&format!("{name}.json"), &String::from_utf8(report::json(&closed(&path)).unwrap()).unwrap(), MEANS);
    }
}

/// Each row of `factors_used.csv` names the publication that its factor or parameter cites, and the report lists them all.
#[test]
fn factors_used_carry_the_attribution_of_their_sources() {
    let mut own = 0;
    for (name, path) in folders() {
        let city = open(&path, &FolderOptions::default());
        let registry = city.assessor().registry();
        let statements = city.close().unwrap();
        let cited: BTreeMap<&str, &str> = registry
            .factors()
            .iter()
            .map(|row| (row.id.as_str(), row.provenance.source.as_str()))
            .chain(registry.parameters().iter().map(|row| (row.id.as_str(), row.provenance.source.as_str())))
            .collect();
        let (mut used, bytes) = (BTreeMap::new(), report::factors_used_csv(&statements).unwrap());
        let mut reader = csv::Reader::from_reader(bytes.as_slice());
        for row in reader.deserialize::<BTreeMap<String, String>>() {
            let row = row.unwrap();
            match cited.get(row["id"].as_str()).and_then(|id| registry.source(id)) {
                Some(source) => {
                    assert_eq!(
                        (&row["publication"], &row["attribution"]),
                        (&source.id, &source.attribution),
                        "{name}: {}",
                        row["id"]
                    );
                    used.insert(source.id.clone(), source);
                }
                None => {
                    assert_eq!((row["publication"].as_str(), row["attribution"].as_str()), ("", ""), "{name}: {}", row["id"]);
                    own += 1;
                }
            }
        }
        let text = report::text(&statements, Language::English).unwrap();
        let printed: Vec<String> = used.values().map(|source| format!("  - {}: {}\n", source.id, source.attribution)).collect();
        assert!(
            text.ends_with(&printed.concat()) && text.contains("Sources of factors and parameters:") != used.is_empty(),
            "{name}\n{text}"
        );
        let years = json(&statements)["years"].as_array().unwrap().clone();
        let listed: BTreeMap<String, Value> = years
            .iter()
            .flat_map(|year| year["factors"]["sources"].as_array().unwrap().clone())
            .map(|source| (source["id"].as_str().unwrap().to_owned(), source))
            .collect();
        let of = |source: &Source| {
            serde_json::json!({
                "id": source.id, "attribution": source.attribution, "licence": source.licence, "redistribution": source.redistribution,
            })
        };
        assert_eq!(listed, used.iter().map(|(id, source)| (id.clone(), of(source))).collect::<BTreeMap<_, _>>(), "{name}");
    }
    assert!(own > 0, "no example has a row of its own");
}

#[test]
fn every_frozen_inventory_is_of_an_example() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/frozen")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        let (name, _) = file.split_once('.').unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name.replace('-', "/"));
        assert!(name == "tables" || folder.is_dir(), "tests/golden/frozen/{file} has no folder in examples/");
    }
}

#[test]
fn every_line_of_every_city_recomputes_from_its_trace() {
    for (name, path) in folders() {
        let trace = String::from_utf8(report::trace_jsonl(&closed(&path)).unwrap()).unwrap();
        // Contracts, and the references that they reach, are no lines of the inventory.
        for line in trace.lines().filter(|line| line.starts_with("{\"line\":")) {
            let tree: Tree = line.parse().unwrap_or_else(|error| panic!("{name}: {error}"));
            verify(&tree).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

/// BASIC and its parts as the city published them, in whole tonnes.
#[test]
fn bangkok_2018_comes_to_what_was_published() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bangkok_2018_published");
    let report = json(&closed(&path))["years"][0].take();
    let whole = |figure: &Value| {
        let figure: BigDecimal = figure.as_str().unwrap().parse().unwrap();
        figure.with_scale_round(0, bigdecimal::RoundingMode::HalfEven).to_string()
    };
    let sector =
        |code: &str| report["sectors"].as_array().unwrap().iter().find(|sector| sector["sector"] == code).unwrap()["basic"].clone();
    assert_eq!(whole(&report["totals"]["basic"]), "43734386");
    assert_eq!(whole(&sector("I")), "25740758");
    assert_eq!(whole(&sector("II")), "12627895");
    assert_eq!(whole(&sector("III")), "5365733");
    // Nothing was computed: every figure is stated, and the sum is that of the file's own cells.
    let basis = |entry: &Value| entry["origin"].is_null() || entry["origin"] == "direct";
    assert!(report["entries"].as_array().unwrap().iter().all(basis));
    let mut reader = csv::Reader::from_path(path.join("direct.csv")).unwrap();
    let header = reader.headers().unwrap().clone();
    let at = |name: &str| header.iter().position(|column| column == name).unwrap();
    let sum: BigDecimal = reader
        .records()
        .map(|row| row.unwrap())
        .filter(|row| !row[at("amount")].is_empty() && row[at("ref")].parse::<Category>().unwrap().in_basic())
        .map(|row| {
            assert_eq!(&row[at("unit")], "t");
            row[at("amount")].parse::<BigDecimal>().unwrap()
        })
        .sum();
    assert_eq!(report["totals"]["basic"].as_str().unwrap().parse::<BigDecimal>().unwrap(), sum);
}

#[test]
fn a_set_other_than_the_stated_one_is_refused_by_name() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bangkok_2018_published");
    let error = open(&path, &FolderOptions::default().with_gwp(Some(GwpSet::Ar6))).close().unwrap_err().to_string();
    assert!(error.contains("AR4") && error.contains("AR6") && error.contains("I.1.1"), "{error}");
}

/// An exact figure: a string of plain digits.
fn is_figure(value: &Value) -> bool {
    value.as_str().is_some_and(|text| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && text.parse::<BigDecimal>().is_ok()
    })
}

fn is_figure_or_null(value: &Value) -> bool {
    value.is_null() || is_figure(value)
}

/// Asserts that an object has a field that fits.
fn has(object: &Map<String, Value>, field: &str, fits: impl Fn(&Value) -> bool, of: &str) {
    let value = object.get(field).unwrap_or_else(|| panic!("{of} has no field {field}"));
    assert!(fits(value), "{of}.{field} is {value}");
}

fn list_of(fits: impl Fn(&Value) -> bool) -> impl Fn(&Value) -> bool {
    move |value| value.as_array().is_some_and(|list| list.iter().all(&fits))
}

fn is_reference(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<Category>().is_ok())
}

fn one_year_keeps_its_shape(year: &Map<String, Value>) {
    has(year, "city", Value::is_string, "report");
    has(year, "year", Value::is_string, "report");
    has(year, "gwp", |set| set.as_str().is_some_and(|set| set.parse::<GwpSet>().is_ok()), "report");
    has(year, "factors", |factors| factors["hash"].as_str().is_some_and(|hash| hash.len() == 64), "report");
    let totals = year["totals"].as_object().unwrap();
    for field in ["basic", "basic_plus", "basic_s3", "territorial", "basic_market", "biogenic_co2"] {
        has(totals, field, is_figure_or_null, "totals");
    }
    let sectors = year["sectors"].as_array().unwrap();
    assert_eq!(
        sectors.iter().map(|sector| sector["sector"].as_str().unwrap()).collect::<Vec<_>>(),
        ["I", "II", "III", "IV", "V", "VI"]
    );
    for sector in sectors {
        for field in ["scope1", "scope2", "scope3", "basic", "basic_plus", "territorial"] {
            has(sector.as_object().unwrap(), field, is_figure_or_null, "sectors[]");
        }
    }
    let entries = year["entries"].as_array().unwrap();
    for entry in entries {
        let entry = entry.as_object().unwrap();
        has(entry, "ref", is_reference, "entries[]");
        has(entry, "co2e_t", is_figure_or_null, "entries[]");
        has(entry, "key", |key| key.is_null() || ["NO", "NE", "IE", "C"].contains(&key.as_str().unwrap_or_default()), "entries[]");
        assert_ne!(entry["co2e_t"].is_null(), entry["key"].is_null(), "exactly one of value and key: {}", entry["ref"]);
        has(entry, "included_in", |inside| inside.is_null() || is_reference(inside), "entries[]");
        let basis = |basis: &Value| ["activity", "method", "direct", "mixed"].contains(&basis.as_str().unwrap_or_default());
        has(
            entry,
            "origin",
            |found| if entry["key"].is_null() { basis(found) } else { found.is_null() || basis(found) },
            "entries[]",
        );
        has(entry, "gases_kg", |gases| gases.as_object().is_some_and(|gases| gases.values().all(is_figure)), "entries[]");
        has(entry, "quality", Value::is_object, "entries[]");
        for of in ["activity", "factor"] {
            let grade = |grade: &Value| grade.is_null() || ["H", "M", "L"].contains(&grade.as_str().unwrap_or_default());
            has(entry["quality"].as_object().unwrap(), of, grade, "entries[].quality");
        }
        let part = |part: &Value| ["place", "key", "reason"].iter().all(|field| part[*field].is_string());
        has(entry, "partial", list_of(part), "entries[]");
    }
    has(year, "missing", list_of(is_reference), "report");
    let order: Vec<Category> = entries.iter().map(|entry| entry["ref"].as_str().unwrap().parse().unwrap()).collect();
    assert!(order.windows(2).all(|pair| pair[0] < pair[1]), "entries stand in GPC order, each once");
    let all: std::collections::BTreeSet<Category> = order
        .into_iter()
        .chain(year["missing"].as_array().unwrap().iter().map(|missing| missing.as_str().unwrap().parse().unwrap()))
        .collect();
    assert_eq!(all.len(), 54, "a reference is in entries or in missing");
    let keys = |keys: &Value| keys.as_object().is_some_and(|keys| keys.values().all(list_of(is_reference)));
    has(year, "keys", keys, "report");
    has(year, "rejected_rows", Value::is_u64, "report");
    has(year, "final", Value::is_boolean, "report");
    has(year, "notices", list_of(Value::is_string), "report");
}

#[test]
fn what_others_read_keeps_its_shape() {
    for (name, path) in folders() {
        let statements = closed(&path);
        let whole = json(&statements);
        let years = whole["years"].as_array().unwrap();
        assert!(years.windows(2).all(|pair| pair[0]["year"].as_str() < pair[1]["year"].as_str()), "{name}");
        for year in years {
            one_year_keeps_its_shape(year.as_object().unwrap());
        }
        let mut top = whole.as_object().unwrap().clone();
        top.remove("years");
        let other_files: Vec<String> = top.remove("files").unwrap().as_object().unwrap().keys().cloned().collect();
        assert_eq!(other_files, ["factors_used.csv", "inventory.csv", "trace.jsonl"], "{name}");
        let (last, hash) = (years.last().unwrap(), top["factors"]["hash"].clone());
        let members = object!({"city": last["city"], "region": last["region"], "gwp": last["gwp"], "factors": {"hash": hash}});
        assert_eq!((Value::Object(top), &hash), (members, &last["factors"]["hash"]), "{name}: what all years share");
        let text = String::from_utf8(report::json(&statements).unwrap()).unwrap();
        assert!(text.parse::<Report>().is_ok(), "{name}");
    }
}

/// A total is the sum of the entries that count to it, and null only where there is none.
#[test]
fn totals_of_each_city_are_the_sums_of_its_entries() {
    type Counts = fn(Category) -> bool;
    let totals: [(&str, Counts); 4] = [
        ("basic", Category::in_basic),
        ("basic_plus", Category::in_basic_plus),
        ("basic_s3", Category::in_basic_s3),
        ("territorial", Category::in_territorial),
    ];
    for (name, path) in folders() {
        for year in json(&closed(&path))["years"].as_array().unwrap() {
            for (total, counts) in totals {
                let parts: Vec<BigDecimal> = year["entries"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .filter(|entry| counts(entry["ref"].as_str().unwrap().parse().unwrap()))
                    .filter_map(|entry| entry["co2e_t"].as_str().map(|figure| figure.parse().unwrap()))
                    .collect();
                let stated: Option<BigDecimal> = year["totals"][total].as_str().map(|figure| figure.parse().unwrap());
                assert_eq!(stated, (!parts.is_empty()).then(|| parts.into_iter().sum()), "{name}: {total}");
            }
        }
    }
}

/// One year of a measure: four figures that agree, scopes that add up to the reduction, gases in kg.
fn a_measured_year_keeps_its_shape(year: &Map<String, Value>) {
    let figure = |field: &str| -> BigDecimal { year[field].as_str().unwrap().parse().unwrap() };
    has(year, "year", Value::is_string, "years[]");
    for field in ["baseline_t", "project_t", "leakage_t", "reduction_t"] {
        has(year, field, is_figure, "years[]");
    }
    assert_eq!(figure("baseline_t") - figure("project_t") - figure("leakage_t"), figure("reduction_t"));
    has(year, "by_gas_kg", |gases| gases.as_object().is_some_and(|gases| gases.values().all(is_figure)), "years[]");
    for field in ["by_scope", "by_ref", "by_place"] {
        let parts = year[field].as_object().unwrap().values().map(|part| part.as_str().unwrap().parse::<BigDecimal>().unwrap());
        assert_eq!(parts.sum::<BigDecimal>(), figure("reduction_t"), "{field}");
    }
    let scopes: Vec<&String> = year["by_scope"].as_object().unwrap().keys().collect();
    assert_eq!(scopes, ["scope1", "scope2", "scope3"]);
}

#[test]
fn each_measure_of_each_city_keeps_its_shape_and_gives_the_same_bytes_twice() {
    let mut shown: std::collections::BTreeMap<&str, Vec<String>> = std::collections::BTreeMap::new();
    for (name, path) in folders() {
        let (city, again) = (open(&path, &FolderOptions::default()), open(&path, &FolderOptions::default()));
        for measure in city.measures() {
            shown.entry(measure.kind).or_default().push(name.clone());
            let effects = |city: &City| city.effects(&measure.name).unwrap_or_else(|error| panic!("{name}: {error}")).unwrap();
            let (first, second) = (effects(&city), effects(&again));
            let bytes = report::measure_json(&first).unwrap();
            assert_eq!(bytes, report::measure_json(&second).unwrap(), "{name}");
            for language in Language::ALL {
                assert_eq!(
                    report::measure_text(&first, language).unwrap(),
                    report::measure_text(&second, language).unwrap(),
                    "{name}"
                );
            }
            let report: Value = serde_json::from_slice(&bytes).unwrap();
            has(report.as_object().unwrap(), "measure", Value::is_string, "measure");
            has(report.as_object().unwrap(), "notes", list_of(Value::is_string), "measure");
            let years = report["years"].as_array().unwrap();
            assert!(
                !years.is_empty() && years.windows(2).all(|pair| pair[0]["year"].as_str() < pair[1]["year"].as_str()),
                "{name}"
            );
            for year in years {
                a_measured_year_keeps_its_shape(year.as_object().unwrap());
            }
        }
    }
    for measure in citycarbon::measures::MeasureRegistry::shipped().iter() {
        let kind = measure.spec().name;
        let cities = shown.get(kind).map_or(&[][..], Vec::as_slice);
        assert!(
            cities.iter().any(|city| city == "measures_template"),
            "{kind} has no form; add one to examples/measures_template/measures/, with round placeholder figures"
        );
    }
    let in_bangkok: Vec<&str> =
        shown.iter().filter(|(_, cities)| cities.iter().any(|city| city == "bangkok")).map(|(kind, _)| *kind).collect();
    assert_eq!(in_bangkok, ["brt", "mode-shift", "rooftop-solar", "waste-separation", "waste-trucks"]);
}
