//! Rooftop solar: cases worked by hand, published expectations, what is refused.

use crate::folder::Folder;
use crate::measure::{self, check, figures, notes, served};
use bigdecimal::{BigDecimal, RoundingMode};
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use std::path::Path;

/// A form of one roof, with keys changed or left out (an empty value).
fn sheet(changes: &[(&str, &str)]) -> String {
    let keys = [
        ("name", "\"roofs\""),
        ("displaces", "\"commercial.electricity\""),
        ("self_use", "\"1\""),
        ("capacity", "\"100 kW\""),
        ("in_service", "\"2018\""),
        ("specific_yield", "\"1250 kWh/kW\""),
        ("degradation", "\"0 %/yr\""),
        ("availability", "\"1\""),
        ("source", "\"inventory of roofs\""),
    ];
    let group = measure::group(&keys, changes);
    format!(
        "measure = \"rooftop-solar\"\nname = \"Roofs\"\nfirst_year = 2018\nlast_year = 2020\ngrid_series = \"th-tgo-cfo\"\n\n[[roof]]\n{group}"
    )
}

fn folder(text: &str) -> Folder {
    Folder::new("").with("measures/rooftop_solar.toml", text)
}

fn error_text(changes: &[(&str, &str)]) -> String {
    folder(&sheet(changes)).error_text()
}

/// 100 kW x 1,250 kWh/kW = 125,000 kWh x 0.4999 kg/kWh (TGO, mix of 2016-2018, losses inside) = 62,487.5 kg; availability of 0.96
/// leaves 120,000 kWh, 59,988 kg, of which 0.7 is used on the spot (I.2.2); the 0.3 that are sent to the grid are avoided outside.
/// Auxiliary use of 5 kWh for each kW takes 500 kWh, 249.95 kg.
#[test]
fn own_use_export_and_auxiliary_use_come_to_what_is_worked_by_hand() {
    let year = &figures(&folder(&sheet(&[])), 2018);
    check(year, "baseline_t", "62.4875");
    check(year, "project_t", "0");
    check(year, "reduction_t", "62.4875");
    assert_eq!(served(year), [("kWh generated".into(), "125000".into(), "0.4999".into(), "0".into())]);
    let shared = [
        ("availability", "\"0.96\""),
        ("self_use", "\"0.7\""),
        ("export_displaces", "\"residential.electricity\""),
        ("auxiliary", "\"5 kWh/kW\""),
    ];
    let year = &figures(&folder(&sheet(&shared)), 2018);
    check(year, "baseline_t", "41.9916");
    check(year, "project_t", "0.24995");
    check(year, "by_ref/I.2.2", "41.74165"); // 41.9916 less the auxiliary 0.24995
    check(year, "by_scope/scope2", "41.74165");
    check(year, "reduction_t", "41.74165");
    check(year, "avoided_outside_t", "17.9964"); // 36,000 kWh
    assert_eq!(year["by_ref"].as_object().unwrap().len(), 1, "nothing in I.1.2");
    let services = [
        ("kWh generated and used on site".into(), "84000".into(), "0.4999".into(), "0.002975595238".into()),
        ("kWh generated and sent to the grid".into(), "36000".into(), String::new(), String::new()),
    ];
    assert_eq!(served(year), services);
}

/// With the factor of the yearly series, 0.459 kg/kWh without losses: what is used on the spot saves the losses on its way too, what
/// is sent out does not.
#[test]
fn an_export_takes_no_credit_for_losses() {
    let text = |changes: &[(&str, &str)]| sheet(changes).replace("grid_series = \"th-tgo-cfo\"\n", "");
    let shared = [("self_use", "\"0.6\""), ("export_displaces", "\"residential.electricity\"")];
    let year = &figures(&folder(&text(&shared)), 2018);
    check(year, "avoided_outside_t", "22.95"); // 50,000 kWh at 0.459
    check(year, "by_scope/scope2", "34.425"); // 75,000 kWh
    assert_ne!(year["by_scope"]["scope3"], "0");
    assert_eq!(figures(&folder(&text(&[])), 2018).get("avoided_outside_t"), None);
}

/// Half a per cent a year, from the year after it goes into service: 1, 0.995, 0.990025 of 125,000 kWh. Of 2018 it runs the 73 days
/// from 20 October: a fifth.
#[test]
fn degradation_counts_from_the_second_year_and_part_years_by_their_days() {
    let city = folder(&sheet(&[("degradation", "\"0.5 %/yr\""), ("in_service", "\"2018-10-20\"")]));
    for (year, kilowatt_hours) in [(2018, "25000"), (2019, "124375"), (2020, "123753.125")] {
        assert_eq!(served(&figures(&city, year))[0].1, kilowatt_hours, "{year}");
    }
}

/// Eight wastewater plants of Bangkok, 1.7 MW, expected to give 2,164 MWh and to save 967 t CO2e a year (MCOT, Bangkok Solar City,
/// 2024): a yield of 1,273 kWh for each kW, and 967 / 2,164 = 0.447 t/MWh. The factor is not printed. With it the tonnes come out,
/// which proves the arithmetic only; the yearly factor of the grid gives 0.399 x 2,164 = 863 t for the last year of the tables.
#[test]
fn eight_wastewater_plants_come_to_what_was_expected_of_them() {
    let factor = "id,process,subject,gas,value,unit,region,years,losses,source,locator\n\
                  implied,electricity,grid-electricity,CO2,0.447,kg/kWh,TH-10,all,inside,MCOT 2024,967 t over 2164 MWh\n";
    let text = sheet(&[("capacity", "\"1.7 MW\""), ("specific_yield", "\"2164 MWh for each 1.7 MW\"")]);
    let text = text.replace("grid_series = \"th-tgo-cfo\"\n", "");
    let year = &figures(&folder(&text).with("factors.csv", factor), 2018);
    assert_eq!(served(year)[0].1, "2164000");
    let per_kilowatt = served(year)[0].1.parse::<BigDecimal>().unwrap() / BigDecimal::from(1_700);
    assert_eq!(per_kilowatt.with_scale_round(0, RoundingMode::HalfEven), BigDecimal::from(1_273));
    check(year, "reduction_t", "967.308");
    let bangkok = City::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bangkok"), &FolderOptions::default());
    let report = measure::report_named(&bangkok.unwrap_or_else(|refusal| panic!("{refusal}")), "rooftop_solar");
    let first = &report["years"][0];
    assert_eq!(first["year"], "2025");
    check(first, "by_scope/scope2", "863.436");
}

/// Ten plants of 104.7 MW give 148,477 MWh and save 80,487 t CO2e a year (project design document SSE1 Solar PV, 25 May 2015, cover
/// and section A.1; ACM0002). The document's factor is not on those pages; 0.5421 t/MWh, which the two imply, gives the tonnes
/// again to four digits.
#[test]
fn the_project_document_of_ten_plants_comes_to_its_printed_tonnes() {
    let factor = "id,process,subject,gas,value,unit,region,years,losses,source,locator\n\
                  implied,electricity,grid-electricity,CO2,80487,t/MWh,TH-10,all,inside,SSE1 2015,cover\n"
        .replace("value,unit", "value,per,unit")
        .replace("80487,t/MWh", "80487,148477,t/MWh");
    let text = sheet(&[("capacity", "\"104.7 MW\""), ("specific_yield", "\"@sse1-ground-mounted-pv\"")]);
    let text = text.replace("grid_series = \"th-tgo-cfo\"\n", "");
    let year = &figures(&folder(&text).with("factors.csv", &factor), 2018);
    assert_eq!(served(year)[0].1, "148477000");
    check(year, "reduction_t", "80487");
}

#[test]
fn no_capacity_changes_nothing() {
    let year = &figures(&folder(&sheet(&[("capacity", "\"0 kW\""), ("auxiliary", "\"5 kWh/kW\"")])), 2018);
    for figure in ["baseline_t", "project_t", "leakage_t", "reduction_t", "by_scope/scope2"] {
        check(year, figure, "0");
    }
    assert_eq!(served(year), [("kWh generated".into(), "0".into(), String::new(), String::new())]);
}

#[test]
fn the_notes_state_that_the_inventory_includes_the_effect() {
    let notes = notes(&folder(&sheet(&[])));
    let has = |words: &str| notes.iter().any(|note| note.contains(words));
    assert!(
        has("do not subtract it there again") && has("leakage is 0") && has("auxiliary use is counted only where it is stated"),
        "{notes:?}"
    );
}

#[test]
fn each_refusal_says_what_to_write_instead() {
    let cases: [(&[(&str, &str)], &str); 14] = [
        (
            &[("capacity", "\"100 kWh\"")],
            "measures/rooftop_solar.toml:11: roof.capacity: \"100 kWh\": a unit of energy, but a unit of power is needed; use a unit such as kW",
        ),
        (&[("capacity", "\"-1 kW\"")], "measures/rooftop_solar.toml:11: roof.capacity: \"-1 kW\": below zero; enter zero or more"),
        (
            &[("self_use", "\"0.7\"")],
            "measures/rooftop_solar.toml:10: roof.self_use: roofs: \"0.7\": the rest is exported, but nothing says what it displaces; state export_displaces",
        ),
        (
            &[("self_use", "\"1.1\"")],
            "measures/rooftop_solar.toml:10: roof.self_use: \"1.1\": a share outside 0 to 1; write 0.8 for 80 %",
        ),
        (
            &[("specific_yield", "\"1250 kWh/m2\"")],
            "measures/rooftop_solar.toml:13: roof.specific_yield: roofs: \"1250 kWh/m2\": not energy for each unit of capacity; write it like 1386 kWh/kW",
        ),
        (
            &[("specific_yield", "\"-1250 kWh/kW\"")],
            "measures/rooftop_solar.toml:13: roof.specific_yield: roofs: \"-1250 kWh/kW\": below zero; enter zero or more",
        ),
        (
            &[("specific_yield", "\"@sse1-ground-mounted\"")],
            "measures/rooftop_solar.toml:13: roof.specific_yield: \"@sse1-ground-mounted\": no row has this id; use the id of a factor or parameter",
        ),
        (
            &[("degradation", "\"0.5 kWh/yr\"")],
            "measures/rooftop_solar.toml:14: roof.degradation: roofs: \"0.5 kWh/yr\": not a part lost each year; write it like 0.5 %/yr",
        ),
        (
            &[("degradation", "\"-0.5 %/yr\"")],
            "measures/rooftop_solar.toml:14: roof.degradation: roofs: \"-0.5 %/yr\": not a part lost each year; write it like 0.5 %/yr",
        ),
        (
            &[("displaces", "\"commercial.power\"")],
            "measures/rooftop_solar.toml:9: roof.displaces: \"commercial.power\": not an activity code of the catalogue; did you mean commercial.electricity?",
        ),
        (
            &[("in_service", "\"2018 to 2017\"")],
            "measures/rooftop_solar.toml:12: roof.in_service: \"2017\": the end of service is before its start, 2018; correct the dates",
        ),
        (
            &[("availability", "")],
            "measures/rooftop_solar.toml:7: roof.availability: missing: share of the time in which it can run; state it",
        ),
        (&[("capacity", "{ value = \"1 kW\" }")], "it was read"),
        (
            &[("tilt", "\"15\"")],
            "measures/rooftop_solar.toml:17: roof.tilt: \"tilt\": unknown key; use one of name, place, displaces, export_displaces, self_use, capacity, in_service, specific_yield, degradation, availability, auxiliary, technology, life, replaced, yield_low, yield_high, source, note",
        ),
    ];
    for (changes, message) in cases {
        assert_eq!(error_text(changes), message, "{changes:?}");
    }
    let other_series = sheet(&[]).replace("th-tgo-cfo", "th-tgo-cf0");
    assert_eq!(
        folder(&other_series).error_text(),
        "measures/rooftop_solar.toml:5: grid_series: \"th-tgo-cf0\": unknown series; did you mean \"th-tgo-cfo\"?"
    );
}
