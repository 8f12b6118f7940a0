//! A city kept as a folder, as JSON or in memory is the same city.

use crate::example_folders::folders_of;
use crate::folder::Folder;
use citycarbon::City;
use citycarbon::city::CityInput;
use citycarbon::folder::{FolderKind, FolderOptions, read, write};
use citycarbon::inventory::Statement;
use std::fs;
use std::path::{Path, PathBuf};

/// Every figure of a statement, and every word that a figure has with it.
fn figures(statement: &Statement) -> String {
    let lines: Vec<_> = statement.lines.iter().map(|line| (&line.line.id, line.line.substance, line.mass, line.co2e)).collect();
    format!("{lines:#?}{:#?}{:#?}{:#?}{:#?}", statement.entries, statement.cross_checks, statement.market, statement.required)
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
    for (name, path) in folders_of(|kind| kind == FolderKind::City) {
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
    assert!(seen >= 15, "only {seen} folders");
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

const BY_HAND: &str = r#"{
    "settings": {"city": "Town", "region": "TH-10", "years": [2018], "gwp": "AR5"},
    "activities": [{"code": "residential.lpg", "amount": "5 t", "year": 2018}],
    "keys": [{"year": 2018, "category": "I.3.1", "entry": {"key": "NO", "reason": "no industry"}}]
}"#;

#[test]
fn a_city_is_written_by_hand_as_json() {
    let city: CityInput = serde_json::from_str(BY_HAND).unwrap();
    let statement = City::new(city).unwrap().close().unwrap().remove(0);
    assert_eq!(statement.lines.len(), 3);
    assert_eq!(statement.rows.accepted, 2);
    for (from, to) in [("\"city\": \"Town\"", "\"city\": \"Town\", \"populaton\": {}"), ("\"keys\"", "\"colour\": 1, \"keys\"")] {
        let error = serde_json::from_str::<CityInput>(&BY_HAND.replace(from, to)).unwrap_err().to_string();
        assert!(error.starts_with("unknown field `"), "{error}");
    }
}

#[test]
fn what_is_wrong_with_an_activity_of_a_program_names_it() {
    let of = |from: &str, to: &str| {
        let city: CityInput = serde_json::from_str(&BY_HAND.replace(from, to)).unwrap();
        City::new(city).unwrap_err().to_string()
    };
    assert_eq!(
        of("\"5 t\"", "\"-5 t\""),
        "program: 1 row of residential.lpg, t, 2018: \"-5\": an amount below zero, which this activity does not allow; correct it or delete the row"
    );
    assert_eq!(
        of("residential.lpg", "residential.lgp"),
        "program: 1 row of residential.lgp, t, 2018: \"residential.lgp\": not an activity code of the catalogue; did you mean residential.lpg?"
    );
}

#[test]
fn conversions_have_no_row_in_a_ledger() {
    let activity = citycarbon::Activity::new("road.diesel-b7", "2018".parse().unwrap(), "40000 vkm".parse().unwrap()).with_rate(
        "fuel-economy",
        "2.55 vkm/L".parse().unwrap(),
        "bus study",
    );
    let city: CityInput = serde_json::from_str(BY_HAND).unwrap();
    let city = city.with_activity(activity);
    // 40000 km / 2.55 km/L = 15686.27 litres are in the figures: a conversion is never dropped.
    let lines = City::new(city.clone()).unwrap().close().unwrap().remove(0).lines;
    assert!(lines.iter().any(|line| &*line.line.id.activity == "road.diesel-b7"));
    let error = write(&city, &NewFolder::of("conversions").0).unwrap_err().to_string();
    assert_eq!(error, "\"road.diesel-b7\": an activity with conversions has no row in a ledger; give the converted amount");
}

#[test]
fn an_own_row_that_no_line_uses_is_named() {
    use crate::folder::FACTOR;
    let factors =
        |subject: &str| format!("{FACTOR}\nown-lpg,stationary.residential,{subject},CO2,63000,kg/TJ,TH-10,2018,,,x,page\n");
    let ledger = "period,activity,amount,unit\n2018,residential.lpg,5,t\n";
    let open = |subject: &str| {
        let folder = Folder::new("").with("factors.csv", &factors(subject)).with("ledger.csv", ledger);
        folder.closed().open_checks().map(|check| format!("{}: {}", check.id, check.finding)).collect::<Vec<_>>()
    };
    assert_eq!(open("lpg"), Vec::<String>::new());
    let unused =
        "own-row:factors.csv: no line is computed with own-lpg; correct process, subject, gas, region or years, or delete the rows";
    assert_eq!(open("LPG"), [unused]);
}

#[test]
fn a_cell_of_spaces_is_empty() {
    let factors = format!("{}\nown,stationary.residential,lpg,CO2,63000,kg/TJ,TH-10,2018,,, ,page\n", crate::folder::FACTOR);
    assert_eq!(
        Folder::new("").with("factors.csv", &factors).error_text(),
        "factors.csv:2: source (id own): the cell is empty; enter a value"
    );
}

#[test]
fn indicators_and_monitoring_are_written_and_read_again() {
    let indicators = "indicator,year,value,unit,source\n11.6.2,2016,25.5,ug/m3,report\n12.5.1,2018,30,%,\"report, page 3\"\n";
    let monitoring = "station,instrument,pollutant,unit,period,completeness,value,source\n\
                      road,beta gauge,PM2.5,ug/m3,2018-03,92.5%,21,report\npark,,NO2,ppb,2018,100 %,0,report\n";
    let folder =
        Folder::new("").with("indicators.csv", indicators).with("monitoring.csv", &monitoring.replace("park,,", "park,light,"));
    let input = read(&folder.0, &FolderOptions::default()).unwrap();
    assert_eq!((input.indicators.len(), input.monitoring.len(), input.refused.problems.len()), (2, 2, 0));
    let of_json: CityInput = serde_json::from_str(&serde_json::to_string(&input).unwrap()).unwrap();
    assert_eq!(of_json, input);
    let written = NewFolder::of("indicators");
    write(&input, &written.0).unwrap();
    let again = read(&written.0, &FolderOptions::default()).unwrap();
    assert_eq!((again.indicators, again.monitoring), (input.indicators, input.monitoring));
}
