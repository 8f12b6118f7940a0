//! The example firms: the bakery against figures calculated by hand, the list against its frozen tables, JSON against its schemas.

use crate::{golden, schema};
use citycarbon::firms::{Firm, FirmAssessors, FirmFootprint, FirmGroup, FirmInput, FirmKey, FirmSector, PublishedTable, compare};
use citycarbon::folder::{self, FolderOptions};
use citycarbon::i18n::Language;
use citycarbon::report::{self, firm_json, firm_text, firms_json, firms_text};
use citycarbon::taxonomy::Scope;
use citycarbon::{City, GwpSet, Statement};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

const MEANS: &str = "The figures of the example firms moved.";

fn at(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn bakery(assessors: &mut FirmAssessors) -> FirmFootprint {
    assessors.footprint(&folder::firm(&at("examples/sme/bakery.toml")).unwrap(), GwpSet::Ar5).unwrap()
}

/// The list, published by keys.
fn table(first: FirmKey, second: Option<FirmKey>) -> PublishedTable {
    let (mut assessors, mut group) = (FirmAssessors::new(), FirmGroup::new(first, second, GwpSet::Ar5));
    folder::firms(&at("examples/sme/firms.csv"), |firm| group.add(&assessors.footprint(&firm.unwrap(), GwpSet::Ar5)?)).unwrap();
    group.publish().unwrap()
}

fn bangkok(year: &str) -> Statement {
    let city = City::open(at("examples/bangkok"), &FolderOptions::default()).unwrap();
    city.close().unwrap().into_iter().find(|statement| statement.year.to_string() == year).unwrap()
}

/// By hand, AR5 (CH4 28, N2O 265):
///
/// - Electricity (EPPO, kg CO2 for each kWh generated in 2023): 24,000 kWh x 0.400 = 9,600 kg.
/// - B7 (TGO: 93 % diesel and 7 % biodiesel by volume; net energy of diesel 36.42 MJ/L by DEDE, of biodiesel 23.22 MJ/L by TGO):
///   3,000 x 0.93 x 36.42 = 101,611.8 MJ and 3,000 x 0.07 x 23.22 = 4,876.2 MJ. CO2 of the diesel at 74,100 kg/TJ (IPCC 2006, vol. 2,
///   table 3.2.1): 7,529.43438 kg. CH4 and N2O of both at 3.9 kg/TJ each (table 3.2.2): 106,488 MJ x 3.9 = 0.4153032 kg, as CO2e
///   11.6284896 and 110.055348 kg. Together 7,651.1182176 kg. CO2 of the biodiesel at 70,800 kg/TJ: 345.23496 kg, in no total.
/// - LPG (IPCC 2006: 47.3 TJ/Gg; 63,100 kg CO2, 1 kg CH4, 0.1 kg N2O for each TJ in manufacturing): 480 x 47.3 = 22,704 MJ;
///   1,432.6224 + 0.635712 + 0.601656 = 1,433.859768 kg.
///
/// The TGO list of February 2026 prints 2.5504 kg for a litre of B7 on the road: 3,000 litres are 7,651.2 kg.
#[test]
fn the_bakery_is_as_calculated_by_hand() {
    let footprint = bakery(&mut FirmAssessors::new());
    let printed: Vec<(FirmInput, String)> =
        footprint.by_size().unwrap().iter().map(|(source, _)| (source.input, source.co2e.to_string())).collect();
    let by_hand = [
        (FirmInput::Electricity, "9600 kg CO2e"),
        (FirmInput::Diesel, "7651.1182176 kg CO2e"),
        (FirmInput::Lpg, "1433.859768 kg CO2e"),
    ];
    assert_eq!(printed, by_hand.map(|(input, text)| (input, text.to_owned())));
    assert_eq!(footprint.total().unwrap().to_string(), "18684.9779856 kg CO2e");
    let scope = |scope| footprint.scope(scope).unwrap().unwrap().to_string();
    assert_eq!((scope(Scope::One).as_str(), scope(Scope::Two).as_str()), ("9084.9779856 kg CO2e", "9600 kg CO2e"));
    assert_eq!(footprint.biogenic().unwrap().to_string(), "345.23496");
    // 18,684.9779856 kg for 6 people and 180 m2.
    assert_eq!(footprint.per_head().unwrap().unwrap().to_string(), "3114.1629976");
    assert_eq!(footprint.per_m2().unwrap().unwrap().to_string(), "103.805433253333");
}

/// By hand, limits of IPCC 2006: diesel CO2 72,600 to 74,800, CH4 1.6 to 9.5, N2O 1.3 to 12 kg/TJ; LPG 44.8 to 52.2 TJ/Gg, CO2 61,600 to
/// 65,600, CH4 0.3 to 3, N2O 0.03 to 0.3 kg/TJ. EPPO, DEDE and TGO print none.
///
/// - B7: 7,377.01668 + 4.7706624 + 36.685116 = 7,418.4724584; 7,600.56264 + 28.325808 + 338.63184 = 7,967.520288.
/// - LPG: 21,504 MJ give 1,324.6464 + 0.1806336 + 0.1709568 = 1,324.9979904; 25,056 MJ give 1,643.6736 + 2.104704 + 1.991952 = 1,647.770256.
#[test]
fn the_range_of_the_bakery_is_as_calculated_by_hand() {
    let mut assessors = FirmAssessors::new();
    let footprint = bakery(&mut assessors);
    let range = footprint.range(assessors.of(&footprint.firm().region).unwrap().registry()).unwrap();
    let printed: Vec<(FirmInput, String, String)> =
        range.sources.iter().map(|(input, low, high)| (*input, low.to_string(), high.to_string())).collect();
    let by_hand = [
        (FirmInput::Electricity, "9600", "9600"),
        (FirmInput::Diesel, "7418.4724584", "7967.520288"),
        (FirmInput::Lpg, "1324.9979904", "1647.770256"),
    ];
    assert_eq!(printed, by_hand.map(|(input, low, high)| (input, format!("{low} kg CO2e"), format!("{high} kg CO2e"))));
    assert_eq!(range.low.to_string(), "18343.4704488 kg CO2e");
    assert_eq!(range.high.to_string(), "19215.290544 kg CO2e");
    assert_eq!(range.without_limits, [FirmInput::Electricity]);
}

/// By hand: a kW of panels 1,380 kWh x 0.400 = 552 kg; a litre of B7 7,651.1182176 / 3,000 = 2.5503727392 kg less 2.875 kWh x 0.400 = 1.15 kg,
/// so 1.4003727392 kg, and 4,201.1182176 kg for 3,000 litres.
#[test]
fn the_measures_of_the_bakery_are_as_calculated_by_hand() {
    let mut assessors = FirmAssessors::new();
    let footprint = bakery(&mut assessors);
    let measures = footprint.measures(assessors.of(&footprint.firm().region).unwrap()).unwrap();
    let printed: Vec<(&str, String, Option<String>)> = measures
        .iter()
        .map(|measure| (measure.fact.name.as_str(), measure.saved_each.to_string(), measure.saved_whole.map(|kg| kg.to_string())))
        .collect();
    let by_hand = [
        ("rooftop-solar", "552", None),
        ("led-lamps", "0.2", None),
        ("efficient-air-conditioner", "0.068", None),
        ("electric-pickup", "1.4003727392", Some("4201.1182176")),
    ];
    assert_eq!(printed, by_hand.map(|(name, each, whole)| (name, each.to_owned(), whole.map(str::to_owned))));
}

#[test]
fn frozen_texts_of_the_example_firms_do_not_move() {
    let mut assessors = FirmAssessors::new();
    let footprint = bakery(&mut assessors);
    let assessor = assessors.of(&footprint.firm().region).unwrap();
    let by_both = table(FirmKey::Sector, Some(FirmKey::Place));
    let compared = compare(&by_both, &bangkok("2023")).unwrap().unwrap();
    for language in Language::ALL {
        golden::hold(&format!("sme.bakery.{language}.txt"), &firm_text(&footprint, assessor, language).unwrap(), MEANS);
        golden::hold(&format!("sme.firms.{language}.txt"), &firms_text(&by_both, &compared, language).unwrap(), MEANS);
    }
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    golden::hold("sme.bakery.json", &text(firm_json(&footprint, assessor).unwrap()), MEANS);
    golden::hold("sme.firms.json", &text(firms_json(&by_both, &compared).unwrap()), MEANS);
    let text = firm_text(&footprint, assessor, Language::English).unwrap() + &firms_text(&by_both, &[], Language::English).unwrap();
    assert_eq!(text.matches("invented").count(), 3, "the name and the remark of the bakery, the remark of the list");
}

/// The firms are a part of what the city used; its inventory is the same with and without them.
#[test]
fn firms_are_compared_with_a_city_and_not_added() {
    let city = bangkok("2023");
    let before = report::json(std::slice::from_ref(&city)).unwrap();
    let shares = compare(&table(FirmKey::Place, Some(FirmKey::Sector)), &city).unwrap().unwrap();
    let printed: Vec<Value> = shares
        .iter()
        .map(|share| json!([share.category, share.firms.map(|firms| firms.to_string()), share.is_partial, share.city.is_some()]))
        .collect();
    // Retail is printed in both places, food making in one of them; MJ are 3.6 of kWh.
    let shops = "1987920 MJ";
    assert_eq!(printed[0], json!(["I.2.2", shops, true, true]));
    assert_eq!(printed[1], json!(["I.3.2", "1072440 MJ", true, true]));
    assert_eq!(report::json(std::slice::from_ref(&city)).unwrap(), before);
    assert_eq!(compare(&table(FirmKey::Place, None), &city).unwrap(), None, "by place: of neither sub-sector");
}

#[test]
fn json_of_firms_keeps_to_its_schemas() {
    let schema_of_one: Value = serde_json::from_str(include_str!("../../docs/schema/firm.schema.json")).unwrap();
    let schema_of_many: Value = serde_json::from_str(include_str!("../../docs/schema/firms.schema.json")).unwrap();
    let mut assessors = FirmAssessors::new();
    let footprint = bakery(&mut assessors);
    let assessor = assessors.of(&footprint.firm().region).unwrap();
    schema::holds(&schema_of_one, &serde_json::from_slice(&firm_json(&footprint, assessor).unwrap()).unwrap());
    // A firm that states little, and a refrigerant and a blend that are not in the bakery.
    let small = Firm::new("A", "TH-10".parse().unwrap(), "2023".parse().unwrap(), FirmSector::Office)
        .with(FirmInput::Petrol, "9 litre".parse().unwrap())
        .with_kind(FirmInput::Refrigerant, "1 kg".parse().unwrap(), "HFC-32");
    let small = assessors.footprint(&small, GwpSet::Ar5).unwrap();
    let assessor = assessors.of(&small.firm().region).unwrap();
    schema::holds(&schema_of_one, &serde_json::from_slice(&firm_json(&small, assessor).unwrap()).unwrap());
    let city = bangkok("2023");
    for (first, second) in [(FirmKey::Sector, None), (FirmKey::Place, None), (FirmKey::Sector, Some(FirmKey::Place))] {
        let table = table(first, second);
        let compared = compare(&table, &city).unwrap().unwrap_or_default();
        schema::holds(&schema_of_many, &serde_json::from_slice(&firms_json(&table, &compared).unwrap()).unwrap());
    }
}
