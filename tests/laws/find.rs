//! What people call things is found, and nothing else is.

use crate::schema;
use citycarbon::error::Message;
use citycarbon::find::{Answer, FindKind, find};
use citycarbon::i18n::Language;
use citycarbon::quantity::Unit;
use citycarbon::taxonomy::{Catalogue, Category, Regions};
use citycarbon::{Gas, Registry, methods, report};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Phrases: when they were written, language, phrase, the code or the beginning of it, the base unit.
fn phrases() -> Vec<[&'static str; 5]> {
    let lines = include_str!("everyday_words.tsv").lines().skip(1);
    lines.map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap()).collect()
}

fn is_or_begins(code: &str, beginning: &str) -> bool {
    code.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[test]
fn everyday_phrases_find_their_code_first() {
    let catalogue = Catalogue::bundled();
    let mut rates: BTreeMap<(&str, &str), (u32, u32)> = BTreeMap::new();
    let mut missed = Vec::new();
    for [written, language, phrase, code, unit] in phrases() {
        let found = catalogue.search(phrase);
        let first = found.first().copied().unwrap_or("nothing");
        let rate = rates.entry((written, language)).or_default();
        rate.1 += 1;
        if is_or_begins(first, code) {
            rate.0 += 1;
            let dimension = catalogue.find(first).unwrap()[0].dimension;
            assert_eq!(Unit::base(dimension).dimension(), unit.parse::<Unit>().unwrap().dimension(), "{phrase}");
        } else {
            missed.push(format!("{language} {phrase}: {first}, not {code}"));
        }
    }
    let (found, all) = rates.values().fold((0, 0), |sum, rate| (sum.0 + rate.0, sum.1 + rate.1));
    assert!(all >= 60 && found * 10 >= all * 9 && missed.is_empty(), "{rates:?}\n{}", missed.join("\n"));
}

/// Spellings of bills and weighbridges are read exactly, or refused with what to write.
#[test]
fn everyday_units_are_read_right_or_refused_with_the_right_unit() {
    let mut wrong = Vec::new();
    for line in include_str!("everyday_units.tsv").lines().skip(1) {
        let [spelling, size, instead] = line.split('\t').collect::<Vec<_>>().try_into().unwrap();
        let read = spelling.parse::<Unit>();
        let shown = match &read {
            Ok(unit) => format!("{} {}", unit.multiplier(), unit.dimension()),
            Err(error) => error.to_string(),
        };
        let wanted = if instead.is_empty() {
            size.to_owned()
        } else {
            format!("\"{spelling}\": several units have this name, or none; write {instead}, with the amount in it")
        };
        if shown != wanted {
            wrong.push(format!("{spelling}: {shown}, not {wanted}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Everything in `open_spellings.csv` is no unit and names units.
#[test]
fn open_spellings_are_no_units_and_name_units() {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/quantity/open_spellings.csv")).unwrap();
    for line in table.lines().skip(1) {
        let [spelling, units, why] = line.split(',').collect::<Vec<_>>().try_into().unwrap();
        let refused = spelling.parse::<Unit>().unwrap_err().into_problem();
        assert!(matches!(refused.message(), Message::OpenUnit { .. }) && !why.is_empty(), "{line}: {refused}");
        assert!(units.split('|').all(|unit| unit.parse::<Unit>().is_ok()), "{line}");
    }
}

proptest! {
    /// A spelling that differs by a slip is answered with the unit or with none: never with another size.
    #[test]
    fn a_suggested_unit_has_the_size_of_every_unit_that_is_near(at in 0_usize..10_000, letter in "[a-zA-Z]", edit in 0_usize..3, place in 0_usize..12) {
        let spellings: Vec<&str> = Unit::all().flat_map(Unit::spellings).collect();
        let meant = spellings[at % spellings.len()];
        let mut letters: Vec<String> = meant.chars().map(String::from).collect();
        let place = place % letters.len();
        match edit {
            0 => letters.insert(place, letter),
            1 => letters[place] = letter,
            _ => drop(letters.remove(place)),
        }
        let written = letters.concat();
        if let Err(error) = written.parse::<Unit>()
            && let Message::UnknownUnit { nearest: Some(nearest), .. } = error.into_problem().message()
        {
            let (meant, nearest): (Unit, Unit) = (meant.parse().unwrap(), nearest.as_str().parse().unwrap());
            prop_assert_eq!((meant.dimension(), meant.multiplier()), (nearest.dimension(), nearest.multiplier()), "{}", written);
        }
    }

    /// A slip in a code is never answered with a code of another number, or in which a known word became another.
    #[test]
    fn a_suggested_code_has_the_numbers_and_known_words_of_the_wrong_one(at in 0_usize..10_000, letter in "[a-z0-9]", place in 0_usize..60) {
        let codes: Vec<&str> = Catalogue::bundled().codes().collect();
        let code = codes[at % codes.len()];
        let mut letters: Vec<String> = code.chars().map(String::from).collect();
        let place = place % letters.len();
        letters[place] = letter;
        let written = letters.concat();
        let words = |code: &str| -> BTreeSet<String> { code.split(['.', '-']).map(str::to_owned).collect() };
        if let Err(problem) = Catalogue::bundled().find(&written)
            && let Message::UnknownActivity { nearest, .. } = problem.message()
        {
            let digits = |words: &BTreeSet<String>| -> BTreeSet<String> {
                words.iter().filter(|word| word.bytes().any(|letter| letter.is_ascii_digit())).cloned().collect()
            };
            for nearest in nearest {
                let (written, nearest) = (words(&written), words(nearest.as_str()));
                prop_assert!(digits(&written).is_subset(&digits(&nearest)), "{:?}: {:?}", written, nearest);
                // Heat is not answered with peat.
                for word in ["heat", "peat", "lpg", "lng", "coke", "rail", "road"] {
                    prop_assert!(!written.contains(word) || nearest.contains(word), "{:?}: {:?}", written, nearest);
                }
            }
        }
    }
}

#[test]
fn every_code_finds_itself_first_and_every_label_its_code() {
    let catalogue = Catalogue::bundled();
    let mut wrong = Vec::new();
    // Every thirteenth code: each search looks at all.
    for code in catalogue.codes().step_by(13) {
        let rule = &catalogue.find(code).unwrap()[0];
        let texts = Language::ALL.map(|language| rule.label(language).to_owned());
        for text in texts.iter().map(String::as_str).chain([code]) {
            let found = catalogue.search(text);
            let first = found.first().copied().unwrap_or("nothing");
            // Two codes may have one label in a language.
            let same = |other: &str| Language::ALL.iter().any(|of| catalogue.find(other).unwrap()[0].label(*of) == text);
            if first != code && !(text != code && first != "nothing" && same(first)) {
                wrong.push(format!("{text}: {first}, not {code}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What no code stands for leads to its method and reference, in every language; with a fuel it is about the fuel.
#[test]
fn land_and_fields_lead_to_their_methods() {
    for line in include_str!("../../src/taxonomy/synonyms.csv").lines().filter(|line| line.contains(",elsewhere,")) {
        let targets = line.rsplit(',').next().unwrap();
        let is_one = |id: &str| id.parse::<Category>().is_ok() || methods::find(id).is_ok();
        assert!(!targets.is_empty() && targets.split('|').all(is_one), "{line}");
    }
    let catalogue = Catalogue::bundled();
    let first = |words: &str| {
        let answers = find(words, None, catalogue, None, Language::English);
        answers.iter().take_while(|answer| answer.kind != FindKind::Parameter).map(|answer| answer.id.clone()).collect::<Vec<_>>()
    };
    for (words, wanted) in [
        ("forest", &["V.2"][..]),
        ("deforestation", &["V.2"]),
        ("forêts", &["V.2"]),
        ("森林", &["V.2"]),
        ("산림", &["V.2"]),
        ("ป่าไม้", &["V.2"]),
        ("rừng", &["V.2"]),
        ("rice paddies", &["rice"]),
        ("นาข้าว", &["rice"]),
        ("stubble burning", &["residue-burning"]),
        ("đốt rơm rạ", &["residue-burning"]),
        ("ปลูกต้นไม้", &["tree-crown-cover", "urban-trees"]),
        ("fertilizer", &["V.3"]),
    ] {
        // References with such a word in their name come after it.
        assert_eq!(first(words).get(..wanted.len()).unwrap_or_default(), wanted, "{words}");
        assert_eq!(catalogue.search(words), Vec::<&str>::new(), "{words}");
    }
    let of_fuel = catalogue.search("diesel in forests");
    assert!(of_fuel.first() == Some(&"road.gas-diesel-oil") && of_fuel.contains(&"off-road.forestry.gas-diesel-oil"));
}

/// What has no code is not answered with the code of something else.
#[test]
fn another_substance_is_never_found() {
    let catalogue = Catalogue::bundled();
    for words in [
        "hydrogen",
        "hydrogen buses",
        "biodiesel b15",
        "diesel b15 for trucks",
        "ammonia engine fuel xyz",
        "E15",
        "plutonium",
        "hazardous waste",
        "chất thải nguy hại",
        "R-134a",
        "",
    ] {
        assert_eq!(catalogue.search(words), Vec::<&str>::new(), "{words}");
    }
    for (words, never) in [
        ("biodiesel", "road.gas-diesel-oil"),
        ("charcoal", "manufacturing.other-bituminous-coal"),
        ("b20", "road.diesel-b10"),
        ("jet fuel", "road.motor-gasoline.low-mileage"),
        ("district heating", "residential.peat"),
    ] {
        let found = catalogue.search(words);
        assert!(!found.is_empty() && !found.contains(&never), "{words}");
    }
}

fn firsts(words: &str, kind: Option<FindKind>) -> Vec<String> {
    let registry = Registry::bundled().unwrap();
    let found = find(words, kind, Catalogue::bundled(), Some(registry), Language::English);
    found.into_iter().take(3).map(|found| format!("{} {}", found.kind, found.id)).collect()
}

#[test]
fn every_kind_of_thing_is_found_by_its_name() {
    for (words, first) in [
        ("kWh", "unit kWh"),
        ("CCF", "unit CCF"),
        ("gal", "unit US gal"),
        ("ton", "unit t"),
        ("千kWh", "unit MWh"),
        ("R-134a", "gas HFC-134a"),
        ("CF4", "gas PFC-14"),
        ("HCFC-22", "gas HCFC-22"),
        ("R-454C", "gas R-454C"),
        ("methane, fossil carbon", "gas CH4_fossil"),
        ("I.1.2", "reference I.1.2"),
        ("TH-10", "region TH-10"),
        ("Bangkok", "region TH-10"),
        ("landfill-commitment", "method landfill-commitment"),
        ("ipcc2006-doc-food", "parameter ipcc2006-doc-food"),
        ("eppo-grid-2018-co2", "factor eppo-grid-2018-co2"),
        ("road.diesel-b7", "activity road.diesel-b7"),
        ("diesel", "activity road.gas-diesel-oil"),
    ] {
        assert_eq!(firsts(words, None).first().map(String::as_str), Some(first), "{words}");
    }
    assert_eq!(firsts("diesel", Some(FindKind::Gas)), Vec::<String>::new());
    assert_eq!(firsts("  ", None), Vec::<String>::new());
}

/// Every unit, gas, reference, region, method and row of the tables is found by its own id, and what is to be written is read.
#[test]
fn everything_finds_itself() {
    let registry = Registry::bundled().unwrap();
    let ids = |kind: FindKind, ids: Vec<String>| ids.into_iter().map(move |id| (kind, id));
    // A ton is answered with the units that are clear.
    let units = Unit::all().map(|unit| unit.symbol().to_owned()).filter(|unit| unit != "ton").collect();
    let all = ids(FindKind::Unit, units)
        .chain(ids(FindKind::Gas, Gas::all().map(|gas| gas.name().to_owned()).collect()))
        .chain(ids(FindKind::Reference, Category::all().map(|category| category.reference().to_owned()).collect()))
        .chain(ids(FindKind::Region, Regions::bundled().all().step_by(9).map(|region| region.to_string()).collect()))
        .chain(ids(FindKind::Method, methods::all().map(|spec| spec.name.to_owned()).collect()))
        .chain(ids(FindKind::Parameter, registry.parameters().iter().step_by(401).map(|row| row.id.clone()).collect()))
        .chain(ids(FindKind::Factor, registry.factors().iter().step_by(401).map(|row| row.id.clone()).collect()));
    for (kind, id) in all {
        let found = find(&id, Some(kind), Catalogue::bundled(), Some(registry), Language::English);
        assert_eq!(found.first().map(|found| found.id.as_str()), Some(id.as_str()), "{kind}");
        assert!(found[0].write.contains(&id) || kind == FindKind::Factor, "{}", found[0].write);
    }
}

#[test]
fn answers_are_as_their_schema_says() {
    let schema = serde_json::from_str(include_str!("../../docs/schema/find.schema.json")).unwrap();
    for words in ["diesel", "HCFC-22", "nothing at all of this"] {
        let found = find(words, None, Catalogue::bundled(), Some(Registry::bundled().unwrap()), Language::Thai);
        let bytes = report::found_json(&found).unwrap();
        schema::holds(&schema, &serde_json::from_slice(&bytes).unwrap());
        assert_eq!(serde_json::from_slice::<Vec<Answer>>(&bytes).unwrap(), found);
    }
}

/// Each class of an electricity tariff finds the codes of its users first; one that spans two references finds both, and a ledger asks.
#[test]
fn classes_of_electricity_tariffs_find_their_references() {
    let catalogue = Catalogue::bundled();
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/taxonomy/tariff_classes.csv")).unwrap();
    let mut wrong = Vec::new();
    for line in table.lines().skip(1) {
        let [word, _, _, targets, _] = line.splitn(5, ',').collect::<Vec<_>>().try_into().unwrap();
        let targets: BTreeSet<&str> = targets.split('|').collect();
        let found: BTreeSet<&str> = catalogue.search(word).into_iter().take(targets.len()).collect();
        if found != targets {
            wrong.push(format!("{word}: {found:?}, not {targets:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let first = |words: &str| {
        let found = find(words, Some(FindKind::Activity), catalogue, None, Language::English);
        found.into_iter().map(|answer| answer.id).take(2).collect::<Vec<_>>()
    };
    // As a bill prints them: with the letter of the contract, the size, the word for electricity.
    assert_eq!(first("従量電灯B"), ["commercial.electricity", "residential.electricity"]);
    assert_eq!(first("산업용(갑)Ⅱ 전력")[0], "manufacturing.electricity");
    assert_eq!(first("ค่าไฟฟ้า กิจการขนาดใหญ่"), ["commercial.electricity", "manufacturing.electricity"]);
    assert_eq!(first("ประเภทที่ 1 บ้านอยู่อาศัย")[0], "residential.electricity");
    assert_eq!(first("giá điện sinh hoạt")[0], "residential.electricity");
}
