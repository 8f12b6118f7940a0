//! City folders: any bytes are read or refused, and what is written is whole.

use citycarbon::City;
use citycarbon::error::ErrorKind;
use citycarbon::folder::{CityFile, FolderOptions, write_set};
use citycarbon::quantity::Exact;
use citycarbon::report;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A folder of a test, gone when the test is.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("folder-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const CITY: &str = "name = \"Town\"\nregion = \"TH-10\"\nyear = 2018\ngwp = \"AR5\"\nco2e_only = \"as stated\"\n";
const LEDGER: &str = "period,activity,amount,unit\n2018,residential.electricity,1000,kWh\n2018,residential.electricity,5,MWh\n";

/// Every key that `examples/README.md` describes.
const KEYS: [&str; 15] = [
    "name",
    "region",
    "year",
    "years",
    "gwp",
    "population",
    "gdp",
    "area_km2",
    "level",
    "calendar",
    "fiscal",
    "on_bad",
    "ids",
    "co2e_only",
    "input",
];

/// The header of each file of a folder.
const HEADERS: [(&str, &str); 7] = [
    ("ledger.csv", "period,activity,amount,unit,place,id,quality"),
    ("direct.csv", "ref,year,place,gas,amount,unit,gwp,key,included_in,reason,quality,factor_quality,source"),
    (
        "factors.csv",
        "id,process,subject,gas,value,per,unit,basis,region,years,purpose,series,losses,gwp,low,high,source,locator,confidence,note",
    ),
    (
        "parameters.csv",
        "id,parameter,subject,value,per,unit,basis,region,years,purpose,series,low,high,source,locator,confidence,note",
    ),
    (
        "activities.csv",
        "code,ref,process,subject,factor_of,share,gases,dimension,label_en,label_th,label_ja,label_ko,label_vi,label_fr",
    ),
    ("places.csv", "place,region,label_en,label_th,population"),
    ("contracts.csv", "id,year,ref,amount,unit,factor,factor_unit,kind,source"),
];

/// Cells that some column takes, and cells that none does.
fn a_cell() -> impl Strategy<Value = String> {
    let known = [
        "",
        "2018",
        "2019",
        "2561",
        "FY2018",
        "2018-03",
        "I.1.1",
        "I.1.2",
        "III.1.2",
        "V.2",
        "CO2",
        "CH4",
        "CO2e",
        "CO2_biogenic",
        "t",
        "kg",
        "kWh",
        "litre",
        "km",
        "12.5",
        "0",
        "-1",
        "1e9",
        "NO",
        "NE",
        "IE",
        "NO; IE",
        "IE (II.1.1)",
        "RN",
        "AR4",
        "AR9",
        "H",
        "L",
        "X",
        "world",
        "TH",
        "all",
        "2016-2018",
        "inventory",
        "alternative",
        "residual",
        "contract",
        "kg/kWh",
        "kg/TJ",
        "TJ/Gg",
        "electricity",
        "grid-electricity",
        "residential.electricity",
        "road.diesel-b7",
        "density",
        "mass",
        "energy",
        "*",
        "own",
        "seen",
        "Bang Rak",
        "inside",
        "9999999999999999999999999999",
        "0.0000000000000000000000000001",
    ];
    prop_oneof![12 => select(known.to_vec()).prop_map(str::to_owned), 1 => "[^\",\n\r]{0,9}"]
}

/// A table with the right header and cells of all kinds.
fn a_table() -> impl Strategy<Value = (&'static str, String)> {
    select(HEADERS.to_vec()).prop_flat_map(|(file, header)| {
        let columns = header.split(',').count();
        let rows = prop::collection::vec(prop::collection::vec(a_cell(), columns), 0..6);
        rows.prop_map(move |rows| {
            let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
            (file, format!("{header}\n{}\n", lines.join("\n")))
        })
    })
}

/// A refusal is lines of at most 500 bytes with nothing in them that a terminal would act on; what is not refused closes or says why.
fn reads_or_refuses(folder: &Folder) -> Result<(), TestCaseError> {
    let shown = |text: &str| -> Result<(), TestCaseError> {
        for line in text.lines() {
            prop_assert!(line.len() <= 500 && !line.contains(char::is_control), "{:?}", line);
        }
        Ok(())
    };
    match City::open(&folder.0, &FolderOptions::default()) {
        Err(refusal) => {
            prop_assert!(!refusal.listed().is_empty() && refusal.counted() >= refusal.listed().len() as u64);
            shown(&refusal.to_string())?;
        }
        Ok(city) => match city.close() {
            Ok(statements) => {
                prop_assert!(report::text(&statements, citycarbon::i18n::Language::English).is_ok());
                prop_assert!(report::json(&statements).is_ok());
            }
            Err(error) => shown(&error.to_string())?,
        },
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn a_city_file_takes_any_text(text in "\\PC{0,200}") {
        let _ = CityFile::parse(&text, "city.toml");
    }

    #[test]
    fn a_city_file_takes_any_value_for_any_key(
        lines in prop::collection::vec((select(KEYS.to_vec()), "[a-z]{0,2}", a_value()), 0..8),
        whole in any::<bool>(),
    ) {
        let mut text = if whole { CITY.to_owned() } else { String::new() };
        for (key, more, value) in lines {
            writeln!(text, "{key}{more} = {value}")?;
        }
        if let Err(error) = CityFile::parse(&text, "city.toml") {
            let shown = error.to_string();
            prop_assert!(shown.starts_with("city.toml") && shown.len() <= 500 && !shown.contains(char::is_control), "{}", shown);
        }
    }

    /// A letter doubled, two swapped, one left out.
    #[test]
    fn a_wrong_key_is_refused_with_the_nearest_right_one(key in select(KEYS.to_vec()), at in any::<Index>(), edit in 0..2_usize) {
        let mut wrong: Vec<char> = key.chars().collect();
        let at = at.index(wrong.len());
        match edit {
            0 => wrong.insert(at, wrong[at]),
            _ => wrong.insert(at, 'q'),
        }
        let wrong = String::from_iter(wrong);
        let error = CityFile::parse(&format!("{CITY}{wrong} = 5\n"), "city.toml").unwrap_err();
        prop_assert_eq!(error.kind(), ErrorKind::Setting);
        prop_assert_eq!(error.to_string(), format!("city.toml:6: {wrong}: \"{wrong}\": unknown key; did you mean {key}?"));
    }
}

/// A value of TOML: right, wrong or broken.
fn a_value() -> impl Strategy<Value = String> {
    let known = [
        "\"Town\"",
        "\"\"",
        "2018",
        "[2018, 2019]",
        "[]",
        "[[]]",
        "\"AR5\"",
        "\"TH-10\"",
        "5676648",
        "1568.737",
        "-1",
        "nan",
        "inf",
        "1e6",
        "1e400",
        "true",
        "\"BASIC+\"",
        "\"TH\"",
        "\"as the year of most months\"",
        "\"collect\"",
        "\"unchecked\"",
        "\"as stated\"",
        "{}",
        "{ thai_digits = true }",
        "{ limits = { field = 0 } }",
        "{ era = \"BE\" }",
        "{ \"2018\" = 5 }",
        "{ 2018 = \"7.25\" }",
        "2018-01-01",
        "'''\n'''",
        "0x7f",
        "9223372036854775807",
        "\"12345678901234567890123456789012345678\"",
    ];
    prop_oneof![9 => select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,20}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_folder_takes_any_table((file, table) in a_table(), ledger in any::<bool>(), collect in any::<bool>()) {
        let city = if collect { format!("{CITY}on_bad = \"collect\"\n") } else { CITY.to_owned() };
        let mut folder = Folder::new().with("city.toml", city);
        if ledger {
            folder = folder.with("ledger.csv", LEDGER);
        }
        reads_or_refuses(&folder.with(file, table))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_folder_takes_any_bytes((file, header) in select(HEADERS.to_vec()), bytes in prop::collection::vec(any::<u8>(), 0..300), headed in any::<bool>()) {
        let head = if headed { format!("{header}\n").into_bytes() } else { Vec::new() };
        reads_or_refuses(&Folder::new().with("city.toml", CITY).with(file, [head, bytes].concat()))?;
    }

    #[test]
    fn a_sheet_of_separation_takes_any_rows_and_lines(rows in prop::collection::vec("[a-z0-9,.-]{0,40}|20(18|19),organic,[0-9]{1,3},(t|kg|L),,(composting|landfill|energy),a,", 0..6), lines in "\\PC{0,60}|\\[(with|without|residue|cost|transport)(\\.(organic|energy|composting|general)){0,3}\\]\n(none|\"landfill.managed-anaerobic.food\"|\"composting.msw-organic\") = \"[a-z0-9/.]{0,4}\"") {
        let top = "measure = \"waste-separation\"\nname = \"m\"\nwaste = { file = \"waste_separation.csv\" }\nfirst_year = 2018\nlast_year = 2019\nsource = \"s\"\n";
        let header = "period,stream,amount,unit,place,destination,source,note\n";
        let folder = Folder::new().with("city.toml", CITY).with("measures/waste_separation.toml", format!("{top}{lines}\n"));
        reads_or_refuses(&folder.with("measures/waste_separation.csv", format!("{header}{}\n", rows.join("\n"))))?;
    }

    #[test]
    fn a_city_file_takes_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        reads_or_refuses(&Folder::new().with("city.toml", bytes))?;
    }

    /// Rows of a ledger in one file or in two give the same totals.
    #[test]
    fn a_ledger_may_be_split_over_files(amounts in prop::collection::vec(0..1_000_000_u64, 1..9), split in any::<Index>()) {
        let rows: Vec<String> = amounts.iter().map(|amount| format!("2018,residential.electricity,{amount},kWh\n")).collect();
        let (a, b) = rows.split_at(split.index(rows.len() + 1));
        let head = "period,activity,amount,unit\n";
        let whole = Folder::new().with("city.toml", CITY).with("ledger.csv", format!("{head}{}", rows.concat()));
        let parts = Folder::new().with("city.toml", CITY);
        fs::create_dir(parts.0.join("ledger"))?;
        let parts = parts.with("ledger/a.csv", format!("{head}{}", a.concat())).with("ledger/b.csv", format!("{head}{}", b.concat()));
        let totals = |folder: &Folder| Ok::<_, citycarbon::error::Errors>(City::open(&folder.0, &FolderOptions::default())?.close()?.remove(0).totals()?);
        prop_assert_eq!(totals(&whole)?, totals(&parts)?);
        let sum: u64 = amounts.iter().sum();
        prop_assert_eq!(totals(&whole)?.basic, Some(Exact::from(sum).checked_mul("0.459".parse()?)?));
    }

    #[test]
    fn a_set_is_written_whole(files in prop::collection::btree_map("[a-z]{1,6}\\.csv", prop::collection::vec(any::<u8>(), 0..3000), 1..5), before in any::<bool>()) {
        let folder = Folder::new();
        let set: Vec<(&str, Vec<u8>)> = files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        if before {
            for (name, _) in &set {
                fs::write(folder.0.join(name), "old")?;
            }
        }
        let inner = if before { folder.0.clone() } else { folder.0.join("made") };
        write_set(&inner, &set)?;
        for (name, bytes) in &set {
            prop_assert_eq!(&fs::read(inner.join(name))?, bytes);
        }
        prop_assert_eq!(fs::read_dir(&inner)?.count(), set.len());
    }
}

fn refused(folder: &Path, files: &[(&str, Vec<u8>)]) -> String {
    let error = write_set(folder, files).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Io);
    error.to_string()
}

#[test]
fn a_folder_that_is_a_file_is_left_as_it_was() {
    let folder = Folder::new().with("plain", "text");
    for path in ["plain", "plain/deeper"] {
        assert!(refused(&folder.0.join(path), &[("a.csv", b"new".to_vec())]).contains("cannot be written"));
    }
    assert_eq!(
        (folder.names(), fs::read_to_string(folder.0.join("plain")).unwrap()),
        (vec!["plain".to_owned()], "text".to_owned())
    );
}

/// One of the files cannot be begun: none is written.
#[test]
fn a_set_that_cannot_be_completed_leaves_the_old_files_and_no_parts() {
    let folder = Folder::new().with("a.csv", "old a").with("index.json", "old index");
    let set = [("a.csv", b"new a".to_vec()), ("no/such/folder.csv", Vec::new()), ("index.json", b"new index".to_vec())];
    assert!(refused(&folder.0, &set).contains("cannot be written"));
    assert_eq!(folder.names(), ["a.csv", "index.json"]);
    assert_eq!(fs::read_to_string(folder.0.join("a.csv")).unwrap(), "old a");
    assert_eq!(fs::read_to_string(folder.0.join("index.json")).unwrap(), "old index");
}

/// One of the names is taken by a folder: the index keeps its old bytes, and every file is whole.
#[test]
fn the_index_is_not_renewed_where_the_set_is_not_complete() {
    let folder = Folder::new().with("a.csv", "old a").with("index.json", "old index");
    fs::create_dir(folder.0.join("b.csv")).unwrap();
    let set = [("a.csv", b"new a".to_vec()), ("b.csv", b"new b".to_vec()), ("index.json", b"new index".to_vec())];
    assert!(refused(&folder.0, &set).contains("b.csv"));
    assert_eq!(folder.names(), ["a.csv", "b.csv", "index.json"]);
    assert!(["old a", "new a"].contains(&fs::read_to_string(folder.0.join("a.csv")).unwrap().as_str()));
    assert_eq!(fs::read_to_string(folder.0.join("index.json")).unwrap(), "old index");
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_is_left_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new().with("a.csv", "old a");
    fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o555)).unwrap();
    // Whoever may write anyway (an administrator) gets the whole new file.
    let wanted = if write_set(&folder.0, &[("a.csv", b"new a".to_vec())]).is_ok() { "new a" } else { "old a" };
    assert_eq!(
        (folder.names(), fs::read_to_string(folder.0.join("a.csv")).unwrap()),
        (vec!["a.csv".to_owned()], wanted.to_owned())
    );
    fs::set_permissions(&folder.0, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn every_key_of_the_city_file_is_described() {
    let page = include_str!("../../examples/README.md");
    let section = page.split("## city.toml").nth(1).unwrap().split("\n## ").next().unwrap();
    for key in KEYS {
        assert!(section.contains(&format!("`{key}`")) || section.contains(&format!("`[{key}]`")), "{key}");
    }
}
