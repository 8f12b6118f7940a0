//! Methods without a published case: worked by hand, and computed in both numbers.

use citycarbon::Registry;
use citycarbon::methods;
use citycarbon::quantity::Scalar;
use serde_json::{Value, json};

/// A figure by its output and labels.
type Worked = (&'static str, &'static [&'static str], &'static str);

/// Holds the exact figures to those worked by hand, and the sampled ones to 1e-9 of them.
fn compare(method: &str, given: &Value, worked: &[Worked]) {
    let method = methods::find(method).unwrap();
    let inputs = method.read(given, Registry::bundled().unwrap()).unwrap();
    let exact = method.run(&inputs).unwrap();
    let sampled = method.run_sampled(&inputs.sampled(|_, value| f64::from_ratio(value.ratio)).unwrap()).unwrap();
    let mut found = Vec::new();
    assert_eq!(exact.iter().count(), sampled.iter().count(), "{}", method.name);
    for ((name, exact), (_, sampled)) in exact.iter().zip(sampled.iter()) {
        assert_eq!(exact.len(), sampled.len(), "{} {name}", method.name);
        for (exact, sampled) in exact.iter().zip(sampled) {
            let figure: f64 = exact.value.to_string().parse().unwrap();
            assert_eq!(exact.labels, sampled.labels);
            assert!((sampled.value - figure).abs() <= 1e-9 * figure.abs(), "{} {name}: {}", method.name, sampled.value);
            let labels: Vec<String> = exact.labels.values().cloned().collect();
            found.push((name, labels, exact.value.to_string()));
        }
    }
    let worked: Vec<_> = worked
        .iter()
        .map(|(name, labels, figure)| (*name, labels.iter().map(|label| (*label).to_owned()).collect(), (*figure).to_owned()))
        .collect();
    assert_eq!(found, worked, "{}", method.name);
}

fn one(value: &str, unit: &str) -> Value {
    json!({ "value": value, "unit": unit })
}

/// 30 of 120 MWh used on site: a quarter of 47 t and of 2 kg; the rest, 90 MWh, is exported.
#[test]
fn generation_on_site_is_split_by_energy() {
    compare(
        "own-generation",
        &json!({
            "generation": one("120", "MWh"), "own-use": one("30", "MWh"), "co2": one("47", "t"), "ch4": one("2", "kg"),
        }),
        &[
            ("exported", &[], "90000"),
            ("CO2", &["own"], "11750"),
            ("CO2", &["exported"], "35250"),
            ("CH4", &["own"], "0.5"),
            ("CH4", &["exported"], "1.5"),
        ],
    );
}

/// 700 kWh of cooling at a coefficient of performance of 3.5: 200 kWh at 0.5 kg.
#[test]
fn a_chiller_takes_energy_by_its_performance() {
    compare(
        "cooling",
        &json!({
            "cooling": one("700", "kWh"), "coefficient-of-performance": one("3.5", "kWh/kWh"), "co2-factor": one("0.5", "kg/kWh"),
        }),
        &[("driving-energy", &[], "200"), ("CO2", &[], "100")],
    );
}

/// 100 vkm at 10 vkm/L and 2.5 kg/L are 25 kg: all of it within the city, one half where one end is, nothing where it passes through.
#[test]
fn trips_are_counted_by_their_ends() {
    let trip = |ends: &str| json!({ "vehicle": "car", "trip": ends, "value": "100", "unit": "vkm" });
    compare(
        "transport-induced",
        &json!({
            "distance": [trip("internal"), trip("outbound"), trip("inbound"), trip("through")],
            "transboundary-share": one("50", "%"),
            "fuel-economy": [{ "vehicle": "car", "value": "10", "unit": "vkm/L" }],
            "emission-factor-by-volume": [{ "vehicle": "car", "gas": "CO2", "value": "2.5", "unit": "kg/L" }],
        }),
        &[
            ("CO2", &["internal", "car"], "25"),
            ("CO2", &["outbound", "car"], "12.5"),
            ("CO2", &["inbound", "car"], "12.5"),
            ("CO2", &["through", "car"], "0"),
        ],
    );
}

/// 10 locomotives, 863 litres a day, 365 days (IPCC 2006, vol. 2, ch. 3.4.1.3).
#[test]
fn a_yard_takes_fuel_each_day() {
    compare(
        "rail-yard-fuel",
        &json!({ "locomotives": one("10", "1"), "fuel-each-day": one("863", "L"), "days": one("365", "1") }),
        &[("fuel", &[], "3149950")],
    );
}

/// 1000 kg of fuel by mass at 3 kg, and 100 L of 36 MJ/L at 75 g/MJ, that is 270 kg; 40 % within, half of the rest the city's: 0.4 and 0.3.
#[test]
fn vessels_emit_within_and_outside_the_boundary() {
    compare(
        "waterborne",
        &json!({
            "fuel-mass": [{ "fuel": "oil", "value": "1000", "unit": "kg" }],
            "fuel-volume": [{ "fuel": "diesel", "value": "100", "unit": "L" }],
            "in-boundary-share": one("40", "%"), "transboundary-share": one("50", "%"),
            "emission-factor-by-mass": [{ "fuel": "oil", "gas": "CO2", "value": "3", "unit": "kg/kg" }],
            "emission-factor": [{ "fuel": "diesel", "gas": "CO2", "value": "75", "unit": "kg/GJ" }],
            "net-calorific-value": [{ "fuel": "diesel", "value": "36", "unit": "MJ/L" }],
        }),
        &[
            ("CO2", &["diesel", "1"], "108"),
            ("CO2", &["diesel", "3"], "81"),
            ("CO2", &["oil", "1"], "1200"),
            ("CO2", &["oil", "3"], "900"),
        ],
    );
}

/// 4 tractors of 50 kW, 500 hours each, at 40 % of their power: 40,000 kWh, each of 0.7 kg.
#[test]
fn machines_emit_by_their_work() {
    let tractors = |value: &str, unit: &str| json!([{ "machine": "tractor", "value": value, "unit": unit }]);
    compare(
        "off-road-machinery",
        &json!({
            "machines": tractors("4", "1"), "hours": tractors("500", "1"), "power": tractors("50", "kW"),
            "load-factor": tractors("40", "%"),
            "emission-factor": [{ "machine": "tractor", "gas": "CO2", "value": "0.7", "unit": "kg/kWh" }],
        }),
        &[("work", &["tractor"], "40000"), ("CO2", &["tractor"], "28000")],
    );
}

/// 3 ha of crowns at 2.9 t of carbon: 8.7 · 44/12 = 31.9 t below zero; 0.5 ha at 2.1 t: 3.85 t.
#[test]
fn crowns_take_up_carbon() {
    compare(
        "tree-crown-cover",
        &json!({
            "crown-cover": [
                { "class": "parks", "value": "3", "unit": "ha" },
                { "class": "streets", "value": "5000", "unit": "m2" },
            ],
            "crown-carbon-growth": [
                { "class": "parks", "row": "ipcc2006-crown" },
                { "class": "streets", "row": "ipcc2019-crown-cold" },
            ],
        }),
        &[("CO2", &["parks"], "-31900"), ("CO2", &["streets"], "-3850")],
    );
}

/// 1000 planted, 63 % alive, 9.5 kg each: 5,985 kg; 200 living pines at 0.0087 t of carbon: 6,380 kg.
#[test]
fn living_trees_take_up_carbon() {
    compare(
        "urban-trees",
        &json!({
            "planted": [{ "class": "streets", "value": "1000", "unit": "tree" }],
            "survival": [{ "class": "streets", "value": "63", "unit": "%" }],
            "tree-uptake": [{ "class": "streets", "row": "tver2-tree" }],
            "trees": [{ "class": "pines", "value": "200", "unit": "1" }],
            "tree-carbon-growth": [{ "class": "pines", "row": "ipcc2006-tree-pine" }],
        }),
        &[("CO2", &["pines"], "-6380"), ("CO2", &["streets"], "-5985")],
    );
}

/// 100 t of husk, 49 % carbon, 80 % of it for good: 39.2 t, and 44/12 of that as CO2.
#[test]
fn biochar_stores_carbon() {
    compare(
        "biochar-storage",
        &json!({
            "biochar": [{ "kind": "husk", "value": "100", "unit": "t" }],
            "biochar-carbon-content": [{ "kind": "husk", "row": "ipcc2019-biochar-carbon-rice" }],
            "biochar-permanent-fraction": [{ "kind": "husk", "row": "ipcc2019-biochar-permanent-450-600c" }],
        }),
        &[("stored-carbon", &["husk"], "39200"), ("stored-co2", &["husk"], "143733.333333333333")],
    );
}

/// Chillers: 10 of 200 kg R-134a at 5 % leak 100 kg. Splits: 1000 of 1.2 kg R-410A at 4 % leak 48 kg, 24 of each gas; 50 end with 80 %
/// of 60 kg left, of which a quarter is recovered: 12 kg of 48, so that 36 escape. R-513A: 100 kg at 10 %, of which 44 % are counted.
#[test]
fn refrigerants_leak_and_end() {
    compare(
        "refrigerants",
        &json!({
            "units": [
                { "equipment": "chiller", "value": "10", "unit": "1" },
                { "equipment": "split", "value": "1000", "unit": "1" },
            ],
            "charge": [
                { "equipment": "chiller", "gas": "R-134a", "value": "200", "unit": "kg" },
                { "equipment": "split", "gas": "R-410A", "value": "1.2", "unit": "kg" },
            ],
            "bank": [{ "equipment": "cold store", "gas": "R-513A", "value": "0.1", "unit": "t" }],
            "leak-rate": [
                { "equipment": "chiller", "value": "5", "unit": "%" },
                { "equipment": "split", "value": "4", "unit": "%" },
                { "equipment": "cold store", "value": "10", "unit": "%" },
            ],
            "retired-units": [{ "equipment": "split", "value": "50", "unit": "1" }],
            "remaining-charge": [{ "equipment": "split", "value": "80", "unit": "%" }],
            "recovery-efficiency": [{ "equipment": "split", "value": "25", "unit": "%" }],
        }),
        &[
            ("HFC-32", &["split", "use"], "24"),
            ("HFC-32", &["split", "end"], "18"),
            ("HFC-125", &["split", "use"], "24"),
            ("HFC-125", &["split", "end"], "18"),
            ("HFC-134a", &["chiller", "use"], "100"),
            ("HFC-134a", &["cold store", "use"], "4.4"),
            ("recovered", &["split", "R-410A"], "12"),
        ],
    );
}

/// Straw of 20 ha with 6 t of dry residues: 80 % of 120 t are 96 t, at 2.7 and 0.07 g; 10 t of husk at the mill, 85 %.
#[test]
fn straw_and_husk_burn() {
    let factors = |row: &str| json!([{ "crop": "straw", "row": row }, { "crop": "husk", "row": row }]);
    compare(
        "residue-burning",
        &json!({
            "burnt-area": [{ "crop": "straw", "value": "20", "unit": "ha" }],
            "residue-density": [{ "crop": "straw", "value": "6", "unit": "t/ha" }],
            "residues": [{ "crop": "husk", "value": "10", "unit": "t" }],
            "combustion-factor": [
                { "crop": "straw", "row": "ipcc2019-combustion-factor-rice" },
                { "crop": "husk", "row": "ipcc2019-combustion-factor-other-crops" },
            ],
            "methane-factor": factors("ipcc2006-residue-burning-ch4"),
            "nitrous-oxide-factor": factors("ipcc2006-residue-burning-n2o"),
        }),
        &[("CH4", &["straw"], "259.2"), ("CH4", &["husk"], "22.95"), ("N2O", &["straw"], "6.72"), ("N2O", &["husk"], "0.595")],
    );
}
