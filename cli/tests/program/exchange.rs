//! `report` for other systems, and `compare`: which files are written, and what is refused.

use super::{Folder, at, line, run, stderr, stdout};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn report_writes_primap2_and_a_data_package() {
    let out = Folder::new();
    let city = at("examples/yokohama").into_os_string();
    let folder = out.0.join("package").into_os_string();
    let named = out.0.join("yokohama.yaml").into_os_string();
    let output = run(["report".into(), city, "--primap2".into(), named, "--datapackage".into(), folder]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(stdout(&output), "");
    let metadata = fs::read_to_string(out.0.join("yokohama.yaml")).unwrap();
    assert!(metadata.contains("\ndata_file: \"yokohama.csv\"\n"), "{metadata}");
    assert!(fs::read_to_string(out.0.join("yokohama.csv")).unwrap().starts_with("\"area (region)\","));
    let files: BTreeSet<String> =
        fs::read_dir(out.0.join("package")).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    let package: serde_json::Value = serde_json::from_slice(&fs::read(out.0.join("package/datapackage.json")).unwrap()).unwrap();
    let mut listed: BTreeSet<String> =
        package["resources"].as_array().unwrap().iter().map(|table| table["path"].as_str().unwrap().to_owned()).collect();
    assert!(listed.insert("datapackage.json".to_owned()));
    assert_eq!(files, listed);
}

#[test]
fn compare_prints_cities_and_refuses_a_folder_without_one() {
    let output = line("compare examples/cities/hanoi examples/cities/seoul");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).starts_with("Comparison of 2 cities\n======================\n"), "{}", stdout(&output));
    let output = line("compare examples/cities/hanoi examples/cities");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(stdout(&output), "");
    assert_eq!(line("compare").status.code(), Some(2));
}
