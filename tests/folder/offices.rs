//! Files as offices export them, in `tests/offices/`: read with nothing but the settings of `examples/README.md`. What they add up to
//! was worked out by hand.

use citycarbon::City;
use citycarbon::folder::{FolderOptions, read};
use citycarbon::notice::Notice;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/offices").join(name)
}

/// The sums of a folder: activity, place, year, sum and unit.
fn sums(name: &str) -> Vec<String> {
    let input = read(folder(name), &FolderOptions::default()).unwrap_or_else(|errors| panic!("{name}: {errors}"));
    assert_eq!((input.ledger.rejected(), input.refused.problems.len()), (0, 0), "{name}: {:?}", input.ledger.problems());
    let place = |place: &str| if place.is_empty() { String::new() } else { format!(" {place}") };
    let mut sums: Vec<String> = input
        .ledger
        .leaves()
        .map(|leaf| format!("{}{} {}: {} {}", leaf.activity, place(&leaf.place), leaf.year, leaf.sum, leaf.unit))
        .collect();
    sums.sort();
    sums
}

/// What its reader is told, the options in use aside; and its open checks but those of missing months.
fn told(name: &str) -> (Vec<String>, Vec<String>) {
    let statements = City::open(folder(name), &FolderOptions::default()).unwrap().close().unwrap();
    let statement = &statements[0];
    let notices = statement.notices.iter().filter(|notice| !matches!(notice, Notice::InputOption { .. }));
    let checks = statement.open_checks().map(|check| check.id.to_string()).filter(|id| !id.starts_with("months:"));
    (notices.map(Notice::to_string).collect(), checks.collect())
}

/// Excel in German: `sep=;`, a title, decimal commas, points between thousands, rows of empty cells.
/// 1,234,567.8 + 12,500 = 1,247,067.8 kWh, and 91.7 MWh.
#[test]
fn semicolons_and_decimal_commas() {
    assert_eq!(
        sums("semicolon_decimal_comma"),
        [
            "commercial.electricity 2018: 2000000 kWh",
            "residential.electricity 2018: 1247067.8 kWh",
            "residential.electricity 2018: 91.7 MWh",
        ]
    );
    let above = "ledger.csv: the header is on line 4; what is above it was not read".to_owned();
    assert_eq!(told("semicolon_decimal_comma"), (vec![above], Vec::new()));
}

/// Windows-874, days first, years of the Buddhist Era, digits of both kinds: 1,500 + 1,250.5 = 2,750.5 kWh.
#[test]
fn a_thai_office() {
    assert_eq!(sums("thai_windows_874"), ["residential.electricity 2018: 2750.5 kWh", "residential.lpg 2018: 48 kg"]);
}

/// `Shift_JIS` with letters that only Windows has, `2018/4`: 10,500 + 9,800.5 = 20,300.5 kWh.
#[test]
fn a_japanese_office() {
    assert_eq!(sums("japan_shift_jis"), ["commercial.electricity 2018: 20300.5 kWh", "residential.lpg 2018: 120 kg"]);
}

/// EUC-KR, commas between thousands, `2018.01`: 1,234,567 + 987,654.25 = 2,222,221.25 kWh.
#[test]
fn a_korean_office() {
    assert_eq!(sums("korea_thousands"), ["commercial.electricity 2018: 2222221.25 kWh", "residential.natural-gas 2018: 1000 kg"]);
}

/// "Unicode text" of Excel: UTF-16, tabs; in Vietnamese 12.500 is twelve thousand five hundred.
#[test]
fn unicode_text_of_excel() {
    assert_eq!(sums("vietnam_unicode_text"), ["residential.lpg 2018: 12500 kg", "residential.lpg 2018: 91.7 t"]);
}

/// A column for each month, an empty cell where the meter was not read: 10 + 11 + ... + 21 = 186, ten times 0.5 = 5.
#[test]
fn months_as_columns() {
    let wanted = ["residential.electricity North 2018: 186 MWh", "residential.electricity South 2018: 5 MWh"];
    assert_eq!(sums("months_as_columns"), wanted);
    let statement = City::open(folder("months_as_columns"), &FolderOptions::default()).unwrap().close().unwrap().remove(0);
    // The twelve months of the North are there, two of the South are not.
    let accepted: Vec<String> = statement.checks.iter().map(|check| check.finding.to_string()).collect();
    assert_eq!(accepted, ["residential.electricity in South: given by months, but there is no row for 2018-01, 2018-02"]);
}

/// A column for each year, in a workbook below its title.
#[test]
fn years_as_columns() {
    assert_eq!(
        sums("years_as_columns"),
        [
            "commercial.electricity 2019: 80 GWh",
            "residential.electricity 2018: 120.5 GWh",
            "residential.electricity 2019: 121.25 GWh",
        ]
    );
}

/// Bills of about a month. The first has 15 days of December 2017 and 15 of January: half of 300 kWh. 150 + 310.5 + 289.25 = 749.75.
#[test]
fn monthly_bills() {
    assert_eq!(sums("monthly_bills"), ["commercial.electricity 2018: 749.75 kWh"]);
}

/// Fuel cards with the time of each transaction and no column for the unit: 45.37 + 38.2 + 51.03 = 134.6.
#[test]
fn fuel_cards() {
    assert_eq!(sums("fuel_cards"), ["road.diesel-b7 2018: 134.6 litre"]);
    let unread = ["Odometer", "Site"]
        .map(|column| format!("ledger/cards.csv: column \"{column}\" is not a column of a ledger and was not read"));
    assert_eq!(told("fuel_cards").0[..2], unread);
}

/// A workbook: notes, a sheet below a title with dates and with numbers as Excel keeps them (1234.1 is 1234.0999999999999 in the file),
/// a sheet with capitals in its header, a hidden one. 1,234.1 + 500 = 1,734.1 litres, and 0.3 m3.
#[test]
fn a_workbook_with_titles() {
    assert_eq!(
        sums("workbook_with_titles"),
        ["residential.lpg 2018: 42.5 t", "road.diesel-b7 2018: 0.3 m3", "road.diesel-b7 2018: 1734.1 litre"]
    );
    let wanted = [
        "ledger/fuel.xlsx[Diesel]: the header is on line 3; what is above it was not read",
        "ledger/fuel.xlsx[Notes]: a sheet without the columns of a ledger, which was not read",
    ];
    assert_eq!(told("workbook_with_titles"), (wanted.map(str::to_owned).to_vec(), Vec::new()));
}
