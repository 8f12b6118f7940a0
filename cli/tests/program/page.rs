//! `report --html`: the page of the library, written whole; nothing without a file to write.

use super::{Folder, at, line, program, rejected, run, stderr, stdout, wrong};
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::report::html_page;
use std::fs;
use std::path::Path;

#[test]
fn the_page_is_that_of_the_library() {
    let folder = Folder::new();
    let file = folder.0.join("page.html");
    let bangkok = at("examples/bangkok");
    let output = run(["report", bangkok.to_str().unwrap(), "--html", file.to_str().unwrap(), "--lang", "th"]);
    assert!(output.status.success() && stdout(&output).is_empty(), "a page is no text for a terminal: {}", stderr(&output));
    assert!(stderr(&output).contains("page.html"));
    let city = City::open(&bangkok, &FolderOptions::default()).unwrap();
    let page = html_page(&city.close().unwrap(), city.plan().unwrap().as_ref(), Language::Thai).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), page);
}

#[test]
fn a_report_is_never_written_over_data_of_the_city() {
    let folder = Folder::new().with("city.toml", "name = \"A\"\nregion = \"TH\"\nyear = 2022\ngwp = \"AR5\"\n");
    for name in ["city.toml", "ledger.csv"] {
        let file = folder.0.join(name);
        let before = fs::read(&file).ok();
        let output = program().arg("report").arg(&folder.0).arg("--html").arg(&file).output().unwrap();
        match before {
            Some(before) => {
                assert!(rejected(&output).contains("a file of the city folder; choose another place for the result"));
                assert_eq!(fs::read(&file).unwrap(), before);
            }
            None => assert!(output.status.success() && file.exists()),
        }
    }
}

/// A year that is still empty does not hide the one before it.
#[test]
fn reports_lead_with_the_last_year_that_has_a_figure() {
    let city = "name = \"A\"\nregion = \"TH\"\nyears = [2021, 2022, 2023]\ngwp = \"AR5\"\n";
    let ledger = "period,activity,amount,unit\n2022,residential.lpg,1000,t\n";
    let folder = Folder::new().with("city.toml", city).with("ledger.csv", ledger);
    let (page, ecrf) = (folder.0.join("page.html"), folder.0.join("ecrf.xlsx"));
    let output = program().arg("report").arg(&folder.0).arg("--html").arg(&page).arg("--ecrf").arg(&ecrf).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(page).unwrap();
    assert!(page.contains("In 2022, the known emissions of A were ") && !page.contains("There are no figures for"), "{page}");
    let statements = City::open(&folder.0, &FolderOptions::default()).unwrap().close().unwrap();
    assert_eq!(fs::read(ecrf).unwrap(), citycarbon::report::ecrf(&statements[1], Language::English).unwrap().write().unwrap());
}

#[test]
fn a_report_names_a_file_and_a_rejected_folder_writes_none() {
    assert!(wrong(&line("report examples/bangkok")).contains("name at least one file to write"));
    let folder = Folder::new().with("city.toml", "name = \"A\"\n");
    let file = folder.0.join("page.html");
    let output = program().arg("report").arg(&folder.0).arg("--html").arg(&file).output().unwrap();
    assert!(rejected(&output).contains("city.toml"));
    assert!(!file.exists());
}

#[test]
fn a_comparison_is_a_page_too_and_never_over_data_of_a_city() {
    let folder = Folder::new().with("city.toml", "name = \"A\"\nregion = \"TH\"\nyear = 2022\ngwp = \"AR5\"\n");
    let compare = |file: &Path| {
        let seoul = at("examples/cities/seoul");
        program().arg("compare").args([&seoul, &folder.0]).args(["--format", "json", "--html"]).arg(file).output().unwrap()
    };
    let file = folder.0.join("cities.html");
    let output = compare(&file);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // What is printed is what is printed without the page.
    let plain =
        program().arg("compare").args([&at("examples/cities/seoul"), &folder.0]).args(["--format", "json"]).output().unwrap();
    assert_eq!(stdout(&output), stdout(&plain));
    assert!(fs::read_to_string(&file).unwrap().starts_with("<!doctype html>\n<html lang=\"en\">"));
    let data = folder.0.join("city.toml");
    let before = fs::read(&data).unwrap();
    assert!(rejected(&compare(&data)).contains("a file of the city folder; choose another place for the result"));
    assert_eq!(fs::read(&data).unwrap(), before);
}
