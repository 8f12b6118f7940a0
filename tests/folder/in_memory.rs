//! A folder in memory is the folder on disk: the same files of a result, the same errors.

use crate::example_folders::folders_of;
use crate::folder::{Folder, in_memory};
use citycarbon::City;
use citycarbon::folder::{FolderFiles, FolderKind, FolderOptions, kind, plain_tables, verify};
use citycarbon::i18n::Language;
use citycarbon::organisation::Organisation;
use citycarbon::report;

fn error_of(files: &[(&str, &str)]) -> String {
    let files = FolderFiles::in_memory(files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())));
    City::open(files, &FolderOptions::default()).map_or_else(|refusal| refusal.to_string(), |_| "it was read".to_owned())
}

const CITY: &str = "name = \"A\"\nregion = \"TH\"\nyears = [2022]\ngwp = \"AR5\"\n";
const LEDGER: &str = "period,activity,amount,unit\n2022,residential.lpg,1000,t\n";

#[test]
fn every_city_gives_the_same_files() {
    for (name, path) in folders_of(|kind| kind == FolderKind::City) {
        let ask = FolderOptions::default().with_hash(true);
        let [disk, memory] = [City::open(&path, &ask), City::open(in_memory(&path), &ask)].map(|city| {
            let city = city.unwrap();
            let closed = city.close().unwrap();
            let page = report::html_page(&closed, city.plan().unwrap().as_ref(), Language::Thai).unwrap();
            let measures: Vec<_> = city.measures().iter().filter_map(|measure| city.effects(&measure.name).unwrap()).collect();
            (report::files(&closed).unwrap(), page, report::full(&closed, &measures, Language::English).unwrap())
        });
        assert!(disk == memory, "{name}");
    }
}

#[test]
fn every_organisation_gives_the_same_files() {
    for (name, path) in folders_of(|kind| kind != FolderKind::City) {
        assert_eq!(kind(in_memory(&path)).unwrap(), kind(&path).unwrap());
        let ask = FolderOptions::default().with_hash(true);
        let [disk, memory] = [Organisation::open(&path, &ask), Organisation::open(in_memory(&path), &ask)].map(|found| {
            let closed = found.unwrap().close().unwrap();
            (report::footprint_files(&closed).unwrap(), report::footprint_page(&closed, true, Language::English).unwrap())
        });
        assert!(disk == memory, "{name}");
    }
}

#[test]
fn a_result_in_memory_is_recomputed() {
    let folder = Folder::new("").with("ledger.csv", "period,activity,amount,unit\n2018,residential.lpg,1000,t\n");
    let city = City::open(&folder.0, &FolderOptions::default().with_hash(true)).unwrap();
    let files = report::files(&city.close().unwrap()).unwrap();
    let held = |change: fn(&str) -> String| {
        let files = files.iter().map(|(name, bytes)| ((*name).to_owned(), change(str::from_utf8(bytes).unwrap()).into_bytes()));
        verify(FolderFiles::in_memory(files)).unwrap()
    };
    assert!(held(str::to_owned).findings.is_none());
    assert!(held(|text| text.replace("1000", "1001")).findings.is_some());
}

#[test]
fn what_is_missing_is_named_without_a_path() {
    assert!(error_of(&[("ledger.csv", LEDGER)]).starts_with("city.toml: "), "{}", error_of(&[("ledger.csv", LEDGER)]));
    let bad = LEDGER.replace("1000", "1000x");
    assert!(error_of(&[("city.toml", CITY), ("ledger/a.csv", &bad)]).starts_with("ledger/a.csv:2: amount: "));
    let twice = error_of(&[("city.toml", CITY), ("ledger/a.csv/b.csv", LEDGER)]);
    assert_eq!(twice, "ledger/a.csv: cannot be read: a folder, not a file; check that it is there and may be read");
    let single = error_of(&[("city.toml", CITY), ("ledger", LEDGER)]);
    assert_eq!(single, "ledger: cannot be read: a file, not a folder; check that it is there and may be read");
    let missing = plain_tables(FolderFiles::in_memory([]), None).unwrap_err().to_string();
    assert!(missing.contains("the folder needs all five tables"), "{missing}");
}

/// Paths as a browser or an archive may have them.
#[test]
fn paths_may_have_dots_and_doubled_separators() {
    assert_eq!(error_of(&[("./city.toml", CITY), ("ledger//a.csv", LEDGER)]), "it was read");
    assert_eq!(error_of(&[("ledger/../city.toml", CITY), ("ledger.csv", LEDGER)]), "it was read");
    // A path out of the folder names no file of it.
    assert!(error_of(&[("../city.toml", CITY), ("../../city.toml", CITY), ("ledger.csv", LEDGER)]).starts_with("city.toml: "));
}
