//! Cities next to one another: the example cities of one table, frozen, and as the schema says.

use crate::{golden, schema};
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::quantity::Rounding;
use citycarbon::report::{ComparedCity, ComparisonReport, comparison_json, comparison_text};
use serde_json::Value;
use std::path::Path;

const MEANS: &str = "A comparison of example cities moved.";

/// Six cities of one table, with Bangkok and Yokohama, a draft, and one that states another GWP set.
const FOLDERS: [&str; 10] = [
    "bangkok",
    "yokohama",
    "cities/hanoi",
    "cities/ho_chi_minh_city",
    "cities/kuala_lumpur",
    "cities/quezon_city",
    "cities/seoul",
    "cities/tokyo",
    "minimal",
    "contracts",
];

fn compared() -> ComparisonReport {
    let closed: Vec<_> = FOLDERS
        .iter()
        .map(|name| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
            (*name, City::open(&path, &FolderOptions::default()).unwrap().close().unwrap())
        })
        .collect();
    let cities: Vec<_> = closed.iter().map(|(name, statements)| (*name, statements.as_slice())).collect();
    ComparisonReport::of(&cities).unwrap()
}

#[test]
fn the_cities_of_the_examples_are_compared_as_they_were() {
    let report = compared();
    for language in Language::ALL {
        golden::hold(&format!("cities.comparison.{language}.txt"), &comparison_text(&report, language).unwrap(), MEANS);
    }
    let json = comparison_json(&report).unwrap();
    golden::hold("cities.comparison.json.txt", std::str::from_utf8(&json).unwrap(), MEANS);
    let wanted: Value = serde_json::from_str(include_str!("../../docs/schema/compare.schema.json")).unwrap();
    schema::holds(&wanted, &serde_json::from_slice(&json).unwrap());
    assert_eq!(serde_json::from_slice::<ComparisonReport>(&json).unwrap(), report);
}

/// The figures that `examples/cities/README.md` quotes from the published table.
#[test]
fn the_published_figures_per_head_are_those_of_the_table() {
    let report = compared();
    let published =
        [("hanoi", "2.43"), ("ho_chi_minh_city", "5.55"), ("kuala_lumpur", "7"), ("quezon_city", "2.7"), ("seoul", "4.57")];
    for (name, per_head) in published {
        let city = report.cities.iter().find(|city| city.folder == format!("cities/{name}")).unwrap();
        let printed = city.per_head_t.unwrap().round(2, Rounding::HalfEven).0.to_string();
        assert_eq!(printed, per_head, "{name}");
    }
    // Tokyo reports BASIC+: its BASIC per head is in no column of it.
    let tokyo: &ComparedCity = report.cities.iter().find(|city| city.folder == "cities/tokyo").unwrap();
    assert_eq!(
        (tokyo.basic_t.map(|tonnes| tonnes.round(0, Rounding::HalfEven).0), tokyo.ranks.total),
        (Some(53_530_081.into()), None)
    );
}
