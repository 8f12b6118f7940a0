//! Published inventories of cities next to one another: the totals that their table prints.

use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::inventory::{Level, Statement, Status};
use citycarbon::quantity::{Exact, Rounding};
use std::path::Path;

/// Folder, level, BASIC, BASIC+ and territorial total in t CO2e, as the table prints them.
const PRINTED: [(&str, Level, [&str; 3]); 6] = [
    ("hanoi", Level::Basic, ["17936601.94693321", "18460009.69193321", "7272594.3758212095"]),
    ("ho_chi_minh_city", Level::Basic, ["46886183.40653648", "52185643.90058307", "28787565.728707243"]),
    ("kuala_lumpur", Level::Basic, ["12388498.501986539", "12388498.501986539", "4414660.864687702"]),
    ("quezon_city", Level::Basic, ["8202981.389600693", "8202981.389600693", "4154188.384246595"]),
    ("seoul", Level::Basic, ["46282524", "47782633", "23841951"]),
    ("tokyo", Level::BasicPlus, ["53530081.09416497", "72595104.89715958", "30439883.240892332"]),
];

fn closed(name: &str) -> Statement {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cities").join(name);
    let city = City::open(&path, &FolderOptions::default()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    city.close().unwrap().remove(0)
}

/// To six decimals of a tonne: the table stores sums of floating-point numbers.
fn rounded(tonnes: Exact) -> String {
    tonnes.round(6, Rounding::HalfEven).0.to_string()
}

#[test]
fn each_city_has_the_totals_that_its_table_prints() {
    for (name, level, printed) in PRINTED {
        let statement = closed(name);
        assert_eq!((statement.settings.level, statement.status()), (level, Status::Complete), "{name}");
        let totals = statement.totals().unwrap();
        for (kg, printed) in [totals.basic, totals.basic_plus, totals.territorial].into_iter().zip(printed) {
            let tonnes = kg.unwrap().checked_mul("0.001".parse().unwrap()).unwrap();
            assert_eq!(rounded(tonnes), rounded(printed.parse().unwrap()), "{name}");
        }
    }
}

#[test]
fn every_folder_of_cities_is_among_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/cities");
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    found.sort();
    assert_eq!(found, PRINTED.map(|(name, _, _)| name));
}
