//! What is booked is what a method gives: nothing is lost between its parts, and no part lands outside its references.

use citycarbon::assess::MethodRecord;
use citycarbon::methods::{self, BookedAt, MethodSpec, Results};
use citycarbon::quantity::Exact;
use citycarbon::taxonomy::{Category, SubSector, Year};
use citycarbon::{GwpSet, Registry};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Inputs of every worked example, and of the methods that have none.
fn examples() -> Vec<(&'static MethodSpec, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/worked_examples");
    let mut examples = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        let spec = methods::find(entry.file_name().unwrap().to_str().unwrap()).unwrap();
        for case in fs::read_dir(entry).unwrap() {
            let case: toml::Value = toml::from_str(&fs::read_to_string(case.unwrap().path()).unwrap()).unwrap();
            examples.push((spec, serde_json::to_value(&case["inputs"]).unwrap()));
        }
    }
    let one = |value: &str, unit: &str| json!({ "value": value, "unit": unit });
    let trip = |trip: &str| json!({ "vehicle": "car", "trip": trip, "value": "997", "unit": "vkm" });
    let plant = json!({ "heat": one("7", "MWh"), "power": one("3", "MWh"), "co2": one("11", "t"), "ch4": one("1", "kg"),
        "displaced-co2-factor": one("0.3", "kg/kWh"), "displaced-ch4-factor": one("0", "kg/kWh") });
    let of = |label: &str, which: &str, value: &str, unit: &str| json!([{ label: which, "value": value, "unit": unit }]);
    let of_gas = |value: &str| json!([{ "equipment": "split", "gas": "R-410A", "value": value, "unit": "kg" }]);
    let more = [
        (
            "refrigerants",
            json!({
                "bank": of_gas("1001"), "leak-rate": of("equipment", "split", "7", "%"), "retired-charge": of_gas("97"),
                "remaining-charge": of("equipment", "split", "80", "%"), "recovery-efficiency": of("equipment", "split", "30", "%"),
            }),
        ),
        (
            "tree-crown-cover",
            json!({ "crown-cover": of("class", "park", "7", "ha"), "crown-carbon-growth": of("class", "park", "2.9", "t/ha") }),
        ),
        (
            "urban-trees",
            json!({ "trees": of("class", "street", "997", "tree"), "tree-uptake": of("class", "street", "9.5", "kg/tree") }),
        ),
        (
            "biochar-storage",
            json!({
                "biochar": of("kind", "husk", "7", "t"), "biochar-carbon-content": of("kind", "husk", "49", "%"),
                "biochar-permanent-fraction": of("kind", "husk", "80", "%"),
            }),
        ),
        ("cogeneration-power-bonus", plant),
        (
            "own-generation",
            json!({ "generation": one("9", "MWh"), "own-use": one("2", "MWh"), "co2": one("7", "t"), "n2o": one("1", "kg") }),
        ),
        (
            "waterborne",
            json!({
                "fuel-mass": [{ "fuel": "oil", "value": "1001", "unit": "kg" }],
                "in-boundary-share": one("37", "%"), "transboundary-share": one("50", "%"),
                "emission-factor-by-mass": [{ "fuel": "oil", "gas": "CO2", "value": "3.1", "unit": "kg/kg" }, { "fuel": "oil", "gas": "CH4", "value": "1", "unit": "g/kg" }],
            }),
        ),
        (
            "transport-induced",
            json!({
                "distance": [trip("internal"), trip("outbound"), trip("inbound"), trip("through")],
                "transboundary-share": one("50", "%"),
                "in-boundary-share": [{ "trip": "inbound", "value": "30", "unit": "%" }, { "trip": "outbound", "value": "40", "unit": "%" }],
                "emission-factor-by-distance": [{ "vehicle": "car", "gas": "CO2", "value": "0.177", "unit": "kg/vkm" }],
            }),
        ),
        (
            "rail",
            json!({
                "fuel-mass": [{ "fuel": "oil", "value": "1001", "unit": "kg" }],
                "in-boundary-share": one("37", "%"), "transboundary-share": one("50", "%"),
                "emission-factor-by-mass": [{ "fuel": "oil", "gas": "CO2", "value": "3.1", "unit": "kg/kg" }],
                "electricity": one("7", "MWh"), "grid-factor": [{ "gas": "CO2", "value": "0.5", "unit": "kg/kWh" }], "td-loss": one("7", "%"),
            }),
        ),
        (
            "grid-electricity",
            json!({
                "consumption": [{ "supply": "a", "value": "7", "unit": "MWh" }, { "supply": "b", "value": "7", "unit": "MWh" }],
                "co2-factor": [{ "supply": "a", "value": "0.5", "unit": "kg/kWh" }],
                "co2e-factor": [{ "supply": "b", "value": "0.7", "unit": "kg/kWh" }],
            }),
        ),
        ("district-heat", json!({ "heat": one("7", "MWh"), "co2e-factor": one("0.3", "kg/kWh") })),
        (
            "cooling",
            json!({ "cooling": one("7", "MWh"), "coefficient-of-performance": one("3", "kWh/kWh"), "co2e-factor": one("0.3", "kg/kWh") }),
        ),
        (
            "off-road-machinery",
            json!({
                "machines": [{ "machine": "tractor", "value": "4", "unit": "1" }], "hours": [{ "machine": "tractor", "value": "7", "unit": "1" }],
                "power": [{ "machine": "tractor", "value": "50", "unit": "kW" }], "load-factor": [{ "machine": "tractor", "value": "40", "unit": "%" }],
                "emission-factor": [{ "machine": "tractor", "gas": "CO2", "value": "0.7", "unit": "kg/kWh" }],
            }),
        ),
        ("digestion", json!({ "waste": one("7", "t"), "methane-factor": one("1", "g/kg") })),
        ("digestion-dry", json!({ "dry-waste": one("7", "t"), "dry-methane-factor": one("1", "g/kg") })),
    ];
    examples.extend(more.map(|(method, inputs)| (methods::find(method).unwrap(), inputs)));
    examples
}

/// Every way in which results may be booked.
fn ways(spec: &MethodSpec, results: &Results) -> Vec<BookedAt> {
    let mut ways: Vec<BookedAt> = spec.references().map(BookedAt::from).collect();
    ways.extend(SubSector::all().map(BookedAt::SubSector));
    // Each part at each of its references, the parts by turns.
    let label = spec.part_label().unwrap_or_default();
    let words: BTreeSet<&str> =
        results.iter().flat_map(|(_, figures)| figures).filter_map(|figure| figure.labels.get(label)).map(String::as_str).collect();
    let most = spec.parts().iter().map(|part| part.categories().count()).max().unwrap_or_default();
    for turn in 0..most {
        let at = |word: &str| {
            let own: Vec<Category> = spec.part(word)?.categories().collect();
            Some((word.to_owned(), *own.get(turn % own.len().max(1))?))
        };
        ways.push(BookedAt::Parts(words.iter().filter_map(|word| at(word)).collect()));
    }
    ways
}

#[test]
fn what_is_booked_is_what_a_method_gives() {
    let registry = Registry::bundled().unwrap();
    let mut held: BTreeSet<(&str, &str)> = BTreeSet::new();
    for (spec, inputs) in examples() {
        let inputs = spec.read(&inputs, registry).unwrap();
        let results = spec.run(&inputs).unwrap();
        let gases: Vec<_> = spec.results.iter().filter(|output| output.is_booked()).collect();
        for at in ways(spec, &results) {
            let Ok(mut record) = MethodRecord::new(spec, inputs.clone(), at.clone(), "f", "s") else { continue };
            record.year = Some(Year::new(2020).unwrap());
            record.gwp = Some(GwpSet::Ar5);
            let Ok(lines) = record.lines(registry) else { continue };
            if spec.parts().is_empty() {
                held.insert((spec.name, ""));
            }
            let mut sums: BTreeMap<&str, Exact> = BTreeMap::new();
            let mut by_year: BTreeMap<(&str, Year), Exact> = BTreeMap::new();
            let mut of_words: BTreeMap<&str, BTreeSet<Category>> = BTreeMap::new();
            for (number, line) in lines.iter().enumerate() {
                let result = line.derivation.method().unwrap();
                let mass = line.amount().unwrap().evaluate().unwrap().value();
                // A long history is computed anew for some of its years only.
                if number < 4 || number % 16 == 0 {
                    assert_eq!(result.evaluate().unwrap(), mass, "{} {at:?}", spec.name);
                }
                let sum = sums.entry(result.result()).or_insert(Exact::ZERO);
                *sum = sum.checked_add(mass).unwrap();
                let sum = by_year.entry((result.result(), line.id.year)).or_insert(Exact::ZERO);
                *sum = sum.checked_add(mass).unwrap();
                assert!(spec.serves(line.id.category), "{} {at:?}", spec.name);
                for word in result.parts() {
                    of_words.entry(word).or_default().insert(line.id.category);
                    held.insert((spec.name, spec.part(word).unwrap().word));
                    assert!(spec.part(word).unwrap().takes(line.id.category), "{} {word} {at:?}", spec.name);
                }
            }
            for gas in &gases {
                let given = results.sum(gas.name, None).unwrap();
                let base = gas.multiplier().unwrap().checked_mul(given).unwrap().evaluate().unwrap().value();
                let found = sums.get(gas.name).copied().unwrap_or(Exact::ZERO);
                assert_eq!(found, base, "{} {} {at:?}", spec.name, gas.name);
                for year in results.of(gas.name).iter().filter_map(|figure| figure.year) {
                    let given = results.sum(gas.name, Some(year)).unwrap();
                    let base = gas.multiplier().unwrap().checked_mul(given).unwrap().evaluate().unwrap().value();
                    assert_eq!(by_year.get(&(gas.name, year)).copied(), Some(base), "{} {} {year} {at:?}", spec.name, gas.name);
                }
            }
            // Each part at one reference; a part without references has no mass to book.
            let Some(label) = spec.part_label() else { continue };
            for figure in gases.iter().flat_map(|gas| results.of(gas.name)) {
                let word = figure.labels[label].as_str();
                let booked = of_words.get(word).map_or(0, BTreeSet::len);
                let nowhere = spec.part(word).unwrap().references.is_empty();
                assert_eq!(booked, usize::from(!nowhere), "{} {word} {at:?}", spec.name);
                assert!(!nowhere || figure.value.is_zero(), "{} {word}", spec.name);
            }
        }
    }
    // Every method that gives a gas for inventories was booked, each of its parts at least once.
    let giving = methods::all().filter(|spec| !spec.reference.is_empty() && spec.results.iter().any(methods::Output::is_booked));
    let wanted = giving.flat_map(|spec| {
        let parts = spec.parts().iter().filter(|part| !part.references.is_empty()).map(|part| part.word);
        let whole = spec.parts().is_empty().then_some("");
        parts.chain(whole).map(|word| (spec.name, word))
    });
    let missed: Vec<(&str, &str)> = wanted.filter(|part| !held.contains(part)).collect();
    assert_eq!(missed, Vec::new());
}

/// What gives no gas, or is for projects only, is booked nowhere.
#[test]
fn a_method_without_a_gas_or_a_reference_is_not_booked() {
    let registry = Registry::bundled().unwrap();
    let mut told: BTreeSet<(&str, String)> = BTreeSet::new();
    for (spec, inputs) in examples() {
        if !spec.reference.is_empty() && spec.results.iter().any(methods::Output::is_booked) {
            continue;
        }
        let inputs = spec.read(&inputs, registry).unwrap();
        let at = spec.references().next().unwrap_or("III.1.1".parse().unwrap());
        let lines = MethodRecord::new(spec, inputs, at, "f", "s").and_then(|mut record| {
            record.year = Some(Year::new(2020).unwrap());
            record.lines(registry)
        });
        told.insert((spec.name, lines.unwrap_err().to_string()));
    }
    assert!(told.iter().all(|(method, text)| text.contains(method)), "{told:#?}");
    let names: Vec<&str> = told.iter().map(|(name, _)| *name).collect();
    let without = ["biochar-storage", "landfill-doc", "landfill-mcf", "landfill-pulse", "landfill-stored-carbon"];
    assert_eq!(names, [&without[..], &["open-burning-waste", "wastewater-methane-factor"]].concat());
}

#[test]
fn every_gas_of_a_method_has_the_same_parts() {
    for spec in methods::all() {
        for output in spec.results {
            assert_eq!(output.parts, if output.is_booked() { spec.parts() } else { &[] }, "{} {}", spec.name, output.name);
        }
        let label = spec.part_label();
        assert!(label.is_none_or(|label| spec.results.iter().any(|output| output.by.contains(&label))), "{}", spec.name);
        for part in spec.parts() {
            assert_eq!(Some(part.label), label, "{}", spec.name);
            let listed = part.references.split(", ").filter(|reference| !reference.is_empty()).count();
            assert_eq!(part.categories().count(), listed, "{}: {part}", spec.name);
        }
        for own in spec.reference.split(", ").filter(|own| !own.is_empty()) {
            assert!(Category::all().any(|category| category.is_within(own)), "{}: {own}", spec.name);
        }
    }
}

#[test]
fn the_words_of_a_label_that_a_method_lists_are_those_of_its_results() {
    let mut seen = BTreeSet::new();
    for (spec, inputs) in examples() {
        let results = spec.compute(&inputs, Registry::bundled().unwrap()).unwrap();
        for output in spec.results.iter().filter(|output| !output.words.is_empty()) {
            for figure in results.of(output.name) {
                let word = &figure.labels[*output.by.last().unwrap()];
                assert!(output.words.contains(&word.as_str()), "{}: {word}", spec.name);
                seen.insert((spec.name, word.clone()));
            }
        }
    }
    assert!(seen.len() > 3, "{seen:?}");
}

/// Every gas that a method books is listed with the references of each part of it.
#[test]
fn a_method_lists_where_each_of_its_results_is_booked() {
    let listed = |name: &str| citycarbon::report::method_text(methods::find(name).unwrap());
    for (name, lines) in [
        (
            "rail",
            &["book CO2, CH4, N2O, CO2_biogenic of scope 1: II.2.1", "book CO2, CH4, N2O, CO2_biogenic of scope 2: II.2.2"][..],
        ),
        ("transport-induced", &["book CO2, CH4, N2O, CO2_biogenic of trip through: always 0"]),
        ("landfill-decay", &["book CH4 of each site: III.1.1 or III.1.2 or III.1.3"]),
        ("composting", &["book CH4, N2O: III.2.1 or III.2.2 or III.2.3"]),
        ("grid-electricity", &["book CO2, CH4, N2O, CO2e: I.1.2 or I.2.2 or I.3.2 or I.4.2 or I.5.2 or I.6.2"]),
        ("wastewater-nitrogen-2006", &["out  N2O [kg] by stage (plants, effluent)", "book N2O: III.4.1 or III.4.2 or III.4.3"]),
        ("swds-tool", &["in no inventory: CDM TOOL04, yearly model: for projects, not for inventories"]),
    ] {
        let text = listed(name);
        for line in lines {
            assert!(text.contains(&format!("\n  {line}\n")), "{line}:\n{text}");
        }
    }
    for spec in methods::all() {
        let books = spec.results.iter().any(citycarbon::methods::Output::is_booked) && !spec.reference.is_empty();
        assert_eq!(listed(spec.name).contains("\n  book "), books, "{}", spec.name);
    }
}
