//! A city kept as a folder, as JSON or in memory is the same city.

use crate::folder::Folder;
use citycarbon::City;
use citycarbon::city::CityInput;
use citycarbon::folder::{FolderOptions, read, write};
use citycarbon::inventory::Statement;
use std::fs;
use std::path::{Path, PathBuf};

/// Every figure of a statement, and every word that a figure has with it.
fn figures(statement: &Statement) -> String {
    let lines: Vec<_> = statement.lines.iter().map(|line| (&line.line.id, line.line.substance, line.mass, line.co2e)).collect();
    format!(
        "{lines:#?}{:#?}{:#?}{:#?}{:#?}",
        statement.entries, statement.cross_checks, statement.market, statement.missing_required
    )
}

fn computed(input: &CityInput) -> Vec<String> {
    City::new(input.clone()).unwrap().close().unwrap().iter().map(figures).collect()
}

/// A folder that is not there yet, removed when the test ends.
struct NewFolder(PathBuf);

impl NewFolder {
    fn of(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("round-trip-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        Self(folder)
    }
}

impl Drop for NewFolder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn every_example_is_the_same_city_written_and_read_again() {
    let mut seen = 0;
    for path in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")).unwrap() {
        let path = path.unwrap().path();
        if !path.join("city.toml").is_file() {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let input = read(&path, &FolderOptions::default()).unwrap();
        let json = serde_json::to_string(&input).unwrap();
        let of_json: CityInput = serde_json::from_str(&json).unwrap();
        assert_eq!(of_json, input, "{name}: as JSON");
        let (first, second) = (NewFolder::of(&format!("{name}-1")), NewFolder::of(&format!("{name}-2")));
        write(&input, &first.0).unwrap();
        let again = read(&first.0, &FolderOptions::default()).unwrap_or_else(|errors| panic!("{name}: {errors}"));
        assert_eq!(computed(&again), computed(&input), "{name}: figures");
        write(&again, &second.0).unwrap();
        assert_eq!(read(&second.0, &FolderOptions::default()).unwrap(), again, "{name}: written twice");
        seen += 1;
    }
    assert!(seen >= 7, "only {seen} folders");
}

#[test]
fn a_folder_with_files_is_not_written_into() {
    let folder = Folder::new("");
    let input = read(&folder.0, &FolderOptions::default()).unwrap();
    let error = write(&input, &folder.0).unwrap_err().to_string();
    assert!(error.ends_with(": the folder is not empty; name a new or empty folder"), "{error}");
}

#[test]
fn a_name_that_leads_out_of_the_folder_is_refused() {
    let folder = Folder::new("");
    for name in ["../escape", ".hidden", "a/b", "c:d"] {
        let input = read(&folder.0, &FolderOptions::default()).unwrap().with_measure(name, citycarbon::forms::FormSection::new());
        let target = NewFolder::of("name");
        let error = write(&input, &target.0).unwrap_err().to_string();
        let text = format!("\"{name}.toml\": not a name for a file; use letters, digits, dashes and points, not a point first");
        assert_eq!(error, text);
        assert!(!target.0.exists(), "nothing is written");
    }
}

#[test]
fn refused_rows_are_not_written_away() {
    let folder =
        Folder::new("on_bad = \"collect\"\n").with("direct.csv", "ref,year,gas,amount,unit,source\nI.1.1,2018,CO2,many,t,a\n");
    let input = read(&folder.0, &FolderOptions::default()).unwrap();
    let error = write(&input, NewFolder::of("refused").0.as_path()).unwrap_err().to_string();
    assert_eq!(error, "1 row of the ledgers was rejected; correct it, or set on_bad = \"collect\"");
}
