//! Bangkok's waste by worksheet: buried waste by decay, the plant that burns, wastewater; what counts, and what is a cross-check.

use bigdecimal::{BigDecimal, RoundingMode};
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::report;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bangkok")
}

fn number(text: &str) -> BigDecimal {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Tonnes by stream and year.
fn buried() -> BTreeMap<(String, u32), BigDecimal> {
    let mut reader = csv::Reader::from_path(folder().join("methods/landfill_waste.csv")).unwrap();
    let cells = |record: csv::StringRecord| ((record[1].to_owned(), record[2].parse().unwrap()), number(&record[3]));
    reader.records().map(|record| cells(record.unwrap())).collect()
}

fn statements() -> Value {
    let closed = City::open(folder(), &FolderOptions::default()).unwrap().close().unwrap();
    serde_json::from_slice(&report::json(&closed).unwrap()).unwrap()
}

/// CH4 that comes out in `year`, t: what a stock loses in a year, of waste that starts to decay in January after its burial.
fn decayed(year: u32) -> BigDecimal {
    // e^-0.4 and e^-0.07; carbon 0.15 and 0.4 of the wet waste, half of which decomposes, half of that to CH4, 16/12.
    let streams = [
        ("food", "0.670320046035639300744432925147826071936980925", "0.15"),
        ("paper", "0.932393819905948228857972632484967854360068377", "0.4"),
    ];
    let buried = buried();
    let mut methane = BigDecimal::from(0);
    for (stream, kept, carbon) in streams {
        let mut stock = BigDecimal::from(0);
        for now in 1985..=year {
            let left = (&stock * number(kept)).round(40);
            if now == year {
                methane += &stock - &left;
            }
            stock = left + &buried[&(stream.to_owned(), now)] * number(carbon) / 2;
        }
    }
    methane * BigDecimal::from(16) / BigDecimal::from(24)
}

#[test]
fn decay_of_buried_waste_is_the_plain_recurrence() {
    let report = statements();
    for year in [2018, 2020, 2023] {
        let of_year = report["years"].as_array().unwrap().iter().find(|report| report["year"] == *year.to_string()).unwrap();
        let checks = of_year["cross_checks"].as_array().unwrap();
        let shown_check = checks.iter().find(|check| check["what"].as_str().unwrap().contains("landfill-decay")).unwrap();
        assert_eq!(shown_check["ref"], "III.1.2");
        let shown = number(shown_check["co2e_t"].as_str().unwrap());
        let plain: BigDecimal = decayed(year) * 25;
        assert_eq!(shown.with_scale_round(3, RoundingMode::HalfEven), plain.with_scale_round(3, RoundingMode::HalfEven), "{year}");
    }
}

#[test]
fn the_history_ends_in_the_tonnes_of_the_ledger() {
    // 3380104.4 t and 1430141.175 t, of it food 48.6 % and paper 14.6 %.
    let buried = buried();
    for (year, tonnes) in [(2018, "3380104.4"), (2023, "1430141.175")] {
        for (stream, share) in [("food", "0.486"), ("paper", "0.146")] {
            assert_eq!(buried[&(stream.to_owned(), year)], number(tonnes) * number(share), "{stream} {year}");
        }
    }
}

#[test]
fn the_plant_at_nong_khaem_is_worked_out_once() {
    let report = statements();
    let entry = |year: u32, reference: &str| {
        let of_year = report["years"].as_array().unwrap().iter().find(|report| report["year"] == *year.to_string()).unwrap();
        of_year["entries"].as_array().unwrap().iter().find(|entry| entry["ref"] == reference).unwrap().clone()
    };
    // 182500 t x (0.225 x 0.75 + 0.113 x 0.9 x 0.46 x 0.01) x 44/12 = 113234.9..., and 50 g N2O x 298 and 0.2 g CH4 x 25 of each tonne.
    let carbon: BigDecimal = number("0.225") * number("0.75") + number("0.113") * number("0.9") * number("0.0046");
    let gases: BigDecimal = number("0.00005") * 298 + number("0.0000002") * 25;
    let plant: BigDecimal = number("182500") * (carbon * 44 / 12 + gases);
    let shown = number(entry(2023, "I.4.4")["co2e_t"].as_str().unwrap());
    assert_eq!(shown.with_scale_round(3, RoundingMode::HalfEven), plant.with_scale_round(3, RoundingMode::HalfEven));
    // The years whose stated totals may hold it keep those totals.
    for (year, stated) in [(2018, "500605.83781793877"), (2020, "544449.0771757315")] {
        assert_eq!(number(entry(year, "I.4.4")["co2e_t"].as_str().unwrap()), number(stated), "{year}");
    }
}

#[test]
fn the_plants_of_wastewater_are_next_to_the_septic_tanks() {
    let report = statements();
    // 5676648 persons x 40 g x 365 x 0.6 kg/kg x 0.5 x 88.625 % of CH4, x 25.
    let tonnes: BigDecimal = number("5676648") * number("0.00004") * 365 * number("0.6") * number("0.5") * number("0.88625") * 25;
    let of_year = report["years"].as_array().unwrap().iter().find(|report| report["year"] == "2018").unwrap();
    let checks = of_year["cross_checks"].as_array().unwrap();
    let shown_check = checks.iter().find(|check| check["what"].as_str().unwrap().contains("wastewater-2006")).unwrap();
    assert_eq!(number(shown_check["co2e_t"].as_str().unwrap()), tonnes);
}
