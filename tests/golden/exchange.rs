//! Files for other systems: those of an example frozen, and a data package next to every table that is shipped.

use crate::example_folders::folders_of;
use crate::{golden, schema};
use citycarbon::City;
use citycarbon::exchange::primap2;
use citycarbon::folder::{FolderKind, FolderOptions};
use citycarbon::organisation::Organisation;
use citycarbon::report::{self, DataPackage, package_files};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const MEANS: &str = "What other systems read of an example city moved.";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_files_for_other_systems_are_as_they_were() {
    for city in ["yokohama", "cities/tokyo"] {
        let statements = City::open(at("examples").join(city), &FolderOptions::default()).unwrap().close().unwrap();
        let name = city.replace('/', "-");
        let files = primap2(&statements, "primap2.csv").unwrap();
        golden::hold(&format!("{name}.primap2.csv"), &String::from_utf8(files.table).unwrap(), MEANS);
        golden::hold(&format!("{name}.primap2.yaml"), &String::from_utf8(files.metadata).unwrap(), MEANS);
        for (file, bytes) in package_files(&statements).unwrap() {
            if !["inventory.csv", "factors_used.csv"].contains(&file) {
                golden::hold(&format!("{name}.package.{file}"), &String::from_utf8(bytes).unwrap(), MEANS);
            }
        }
    }
}

#[test]
fn the_json_of_inventories_and_footprints_is_as_its_schemas_say() {
    let read = |text: &str| serde_json::from_str(text).unwrap();
    let inventory = read(include_str!("../../docs/schema/inventory.schema.json"));
    for (_, path) in folders_of(|kind| kind == FolderKind::City) {
        let statements = City::open(&path, &FolderOptions::default()).unwrap().close().unwrap();
        schema::holds(&inventory, &serde_json::from_slice(&report::json(&statements).unwrap()).unwrap());
    }
    let footprint = read(include_str!("../../docs/schema/footprint.schema.json"));
    for (_, path) in folders_of(|kind| kind != FolderKind::City) {
        let footprints = Organisation::open(&path, &FolderOptions::default()).unwrap().close().unwrap();
        schema::holds(&footprint, &serde_json::from_slice(&report::footprint_json(&footprints).unwrap()).unwrap());
    }
}

#[test]
fn every_line_of_a_trace_is_as_its_schema_says() {
    let schema = serde_json::from_str(include_str!("../../docs/schema/trace.schema.json")).unwrap();
    let mut kinds = BTreeSet::new();
    let mut hold = |trace: Vec<u8>| {
        for line in String::from_utf8(trace).unwrap().lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            schema::holds(&schema, &line);
            kinds.extend(["contract", "footprint_line", "line", "market"].into_iter().filter(|kind| line.get(kind).is_some()));
        }
    };
    for (_, path) in folders_of(|kind| kind == FolderKind::City) {
        hold(report::trace_jsonl(&City::open(&path, &FolderOptions::default()).unwrap().close().unwrap()).unwrap());
    }
    for (_, path) in folders_of(|kind| kind != FolderKind::City) {
        let footprints = Organisation::open(&path, &FolderOptions::default()).unwrap().close().unwrap();
        hold(report::footprint_trace(&footprints).unwrap());
    }
    // All kinds of lines that there are.
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["contract", "footprint_line", "line", "market"]);
}

/// The CSV files below a folder, by their paths from it; another package below it has its own.
fn tables(folder: &Path, below: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{below}{}", path.file_name().unwrap().to_str().unwrap());
        if path.is_dir() {
            tables(&path, &format!("{name}/"), found);
        } else if path.extension().is_some_and(|ending| ending == "csv") {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Every folder of `examples/` that has tables: a city's, or one of files only.
fn example_folders() -> Vec<String> {
    let mut folders = Vec::new();
    let mut waiting = vec!["examples".to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(at(&folder)).unwrap() {
            let path = entry.unwrap().path();
            let inner = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            let files = |path: &Path| fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
            if !path.is_dir() {
                continue;
            }
            let own =
                files(&path).iter().any(|file| file.ends_with("city.toml") || file.extension().is_some_and(|end| end == "csv"));
            if own { folders.push(inner) } else { waiting.push(inner) }
        }
    }
    folders.sort();
    folders
}

fn package(folder: &str, title: &str) -> DataPackage {
    let mut found = BTreeMap::new();
    tables(&at(folder), "", &mut found);
    let package = DataPackage::new(&folder.replace('/', "."), title);
    found.iter().fold(package, |package, (path, bytes)| package.with_table(path, bytes, false).unwrap())
}

/// `RENEW_GOLDEN=1` writes them anew, as frozen files.
#[test]
fn every_shipped_table_is_in_a_data_package() {
    let means = "A table that is shipped has other columns, or there is another table.";
    let mut packages = 0;
    for folder in example_folders() {
        let package = package(&folder, &format!("citycarbon: tables of {folder}"));
        let package =
            package.with_description("README.md of the folder, or of the one above it, names the sources of the figures.");
        // A city without tables has none.
        if !folder_has_tables(&folder) {
            continue;
        }
        golden::hold_file(&format!("{folder}/datapackage.json"), &String::from_utf8(package.json().unwrap()).unwrap(), means);
        packages += 1;
    }
    assert!(packages >= 20, "{packages} folders with tables");
    let factors = package("emission_factors", "citycarbon: emission factors and parameters");
    let factors = factors.with_description(
        "The values keep the terms of their publications, which LICENSE.md lists; columns.csv says what the columns are, README.md what \
         the tables hold.",
    );
    let sources = fs::read(at("emission_factors/sources.csv")).unwrap();
    let sources = citycarbon::records::Rows::read(sources.as_slice(), "sources.csv").unwrap();
    let factors = sources
        .iter()
        .fold(factors, |package, row| package.with_source(row.cell("attribution").unwrap(), row.cell("link").unwrap_or_default()));
    let factors = String::from_utf8(factors.json().unwrap()).unwrap();
    golden::hold_file("emission_factors/datapackage.json", &factors, means);
}

fn folder_has_tables(folder: &str) -> bool {
    let mut found = BTreeMap::new();
    tables(&at(folder), "", &mut found);
    !found.is_empty()
}
