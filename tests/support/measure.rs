//! What a sector model of a test's folder prints.
#![allow(dead_code)] // Each test file uses its own part.

use crate::folder::Folder;
use citycarbon::City;
use citycarbon::report;
use serde_json::Value;

/// The report of the one measure of a city, as others read it.
pub(crate) fn report_of(city: &City) -> Value {
    report_named(city, &city.measures().first().expect("a measure").name)
}

/// The report of the measure of a name.
pub(crate) fn report_named(city: &City, name: &str) -> Value {
    let effects = city.effects(name).unwrap_or_else(|error| panic!("{error}")).expect("a measure");
    serde_json::from_slice(&report::measure_json(&effects).unwrap()).unwrap()
}

fn opened(folder: &Folder) -> City {
    folder.open().unwrap_or_else(|refusal| panic!("{refusal}"))
}

/// The figures of a year.
pub(crate) fn figures(folder: &Folder, year: u16) -> Value {
    let report = report_of(&opened(folder));
    report["years"].as_array().unwrap().iter().find(|found| found["year"] == *year.to_string()).unwrap().clone()
}

/// The notes for the reader.
pub(crate) fn notes(folder: &Folder) -> Vec<String> {
    let report = report_of(&opened(folder));
    report["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap().to_owned()).collect()
}

/// A figure by its way through the report, with `/` between the names.
pub(crate) fn figure(year: &Value, way: &str) -> String {
    let found = year.pointer(&format!("/{way}")).unwrap_or_else(|| panic!("no {way} in {year}"));
    found.as_str().unwrap_or_else(|| panic!("{way} is {found}")).to_owned()
}

/// Asserts a figure, to its last digit.
pub(crate) fn check(year: &Value, way: &str, wanted: &str) {
    assert_eq!(figure(year, way), wanted, "{way}");
}

/// Service: what, how much, kg CO2e each without the measure and with it.
pub(crate) fn served(year: &Value) -> Vec<(String, String, String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = year["served"].as_array().into_iter().flatten();
    rows.map(|row| (text(&row["what"]), text(&row["amount"]), text(&row["baseline_kg_each"]), text(&row["project_kg_each"])))
        .collect()
}

/// Lines of a form: these keys, with some changed, added, or left out (an empty value).
pub(crate) fn group(usual: &[(&str, &str)], changes: &[(&str, &str)]) -> String {
    let other = |key: &str| changes.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
    let known = usual.iter().map(|(key, value)| (*key, other(key).unwrap_or(value)));
    let new = changes.iter().filter(|(key, _)| usual.iter().all(|(name, _)| name != key)).copied();
    let lines: Vec<String> =
        known.chain(new).filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key} = {value}\n")).collect();
    lines.concat()
}
