//! Measures in `f64`: the numbers of the inventory give its reduction again, drawn ones what they make of it.

use crate::example_folders::folders_of;
use citycarbon::City;
use citycarbon::folder::{FolderKind, FolderOptions};
use citycarbon::quantity::Scalar;
use std::collections::BTreeMap;

/// A reduction may differ from the exact one by what is rounded on the way: a part in 10^9 of what is subtracted.
const ROUNDED: f64 = 1e-9;

fn as_float(text: &str) -> f64 {
    text.parse().unwrap()
}

#[test]
fn every_measure_of_the_examples_gives_its_reduction_in_the_numbers_of_sampling() {
    let (mut measures, mut years) = (0, 0);
    for (_, folder) in folders_of(|kind| kind == FolderKind::City) {
        let city = City::open(folder, &FolderOptions::default()).unwrap();
        for measure in city.measures() {
            let effects = city.effects(&measure.name).unwrap().unwrap();
            let recorded = city.recorded_change(&measure.name).unwrap().unwrap();
            let sampled = recorded.sampled(|number| f64::from_ratio(number.ratio)).unwrap();
            measures += 1;
            for (year, effect) in &effects.years {
                let exact = as_float(&effect.reduction().unwrap().to_string());
                let size = as_float(&effect.baseline.to_string()).abs() + as_float(&effect.project.to_string()).abs();
                let found = sampled.get(year).copied().unwrap_or(0.0);
                assert!((found - exact).abs() <= ROUNDED * size, "{}, {year}: {found}, not {exact}", measure.name);
                years += 1;
            }
        }
    }
    assert!(measures > 30 && years > 200, "{measures} measures, {years} years");
}

#[test]
fn a_number_is_drawn_once_and_its_draw_is_used_wherever_it_is() {
    let city = City::open("examples/bangkok", &FolderOptions::default()).unwrap();
    let recorded = city.recorded_change("rooftop_solar").unwrap().unwrap();
    let mut asked: BTreeMap<String, u32> = BTreeMap::new();
    let sampled = recorded.sampled(|number| {
        *asked.entry(format!("{} {} {}", number.name, number.origin, number.ratio)).or_default() += 1;
        let drawn = f64::from_ratio(number.ratio)?;
        // A grid that emits twice as much.
        Ok(if number.name == "emission-factor" { drawn * 2.0 } else { drawn })
    });
    let plain = recorded.sampled(|number| f64::from_ratio(number.ratio)).unwrap();
    assert!(asked.values().all(|times| *times == 1), "{asked:?}");
    for (year, kg) in sampled.unwrap() {
        assert!((kg - plain[&year] * 2.0).abs() <= ROUNDED * kg.abs(), "{year}: {kg}, not twice {}", plain[&year]);
    }
}
