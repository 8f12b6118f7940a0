//! What programs are refused: the same bad values as in a file, by the builders, and when they are read back.

use citycarbon::activity::Activity;
use citycarbon::error::{ErrorKind, Errors};
use citycarbon::factors::{EmissionFactor, Losses, OwnTable, Parameter, Provenance, Registry};
use citycarbon::gas::{Gas, GwpSet};
use citycarbon::inventory::{Contract, Inventory, NotationEntry, ReportedEmission, Settings};
use citycarbon::ledger::{Groups, Ids, OnBad, Options, Tally};
use citycarbon::measures::{Change, DecayTiming};
use citycarbon::plan;
use citycarbon::quantity::{Dimension, NumberFormat, Rate};
use citycarbon::records::{Delimiter, Rows};
use citycarbon::taxonomy::{Catalogue, Gases, KeyCell, NotationKey, Region, Rule, RuleMethod, Year};
use citycarbon::{Assessor, Error};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

fn region(code: &str) -> Region {
    code.parse().unwrap()
}

fn bangkok() -> Assessor {
    Assessor::shipped(region("TH-10")).unwrap()
}

/// The same with one factor of a program's own: other tables.
fn with_own_factor() -> Assessor {
    let registry = Registry::bundled().unwrap().with_factors("program", [factor()]).unwrap();
    Assessor::new(Catalogue::bundled().clone(), registry, region("TH-10"), citycarbon::factors::FallbackPolicy::default())
}

fn diesel(amount: &str) -> Activity {
    Activity::new("road.diesel-b7", year(2018), amount.parse().unwrap())
}

fn rate(text: &str) -> Rate {
    text.parse().unwrap()
}

fn factor() -> EmissionFactor {
    let source = Provenance::new("utility", "p. 3");
    EmissionFactor::new("own", "stationary.residential", "testium", Gas::CO2, rate("2 kg/kWh"), source)
}

fn parameter() -> Parameter {
    Parameter::new("own-density", "density", "testium", rate("0.8 kg/L"), Provenance::new("data sheet", "table 1"))
}

fn rule() -> Rule {
    Rule::new("own.code", "I.1.1".parse().unwrap(), "stationary", "lpg", Gases::All(vec![Gas::CO2]), Dimension::Mass)
}

/// The same with one member changed.
fn with<T>(mut value: T, change: impl FnOnce(&mut T)) -> T {
    change(&mut value);
    value
}

/// A value with one member replaced, read back.
fn altered<T: DeserializeOwned>(value: &impl serde::Serialize, path: &str, with: Value) -> Result<T, String> {
    let mut json = serde_json::to_value(value).unwrap();
    *json.pointer_mut(path).unwrap_or_else(|| panic!("no {path}")) = with;
    serde_json::from_value(json).map_err(|error| error.to_string())
}

#[test]
fn an_inventory_takes_one_region_one_registry_and_one_gwp_set() {
    let (assessor, other_tables) = (bangkok(), with_own_factor());
    let other_region = Assessor::shipped(region("JP-14")).unwrap();
    let made = || assessor.inventory("Bangkok", [year(2018)], GwpSet::Ar5);
    assert_eq!(made().settings().factors_hash, assessor.registry().hash());
    assert_eq!(made().settings().region, region("TH-10"));
    // An inventory without a hash takes that of the first activity.
    let mut late = Inventory::new(Settings::new("Bangkok", region("TH-10"), [year(2018)], GwpSet::Ar5));
    late.record(&assessor, &diesel("1 litre")).unwrap();
    for mut city in [made(), late] {
        city.record(&assessor, &diesel("1 litre")).unwrap();
        let before = city.clone();
        let tables = city.record(&other_tables, &diesel("1 litre")).unwrap_err();
        let hash = assessor.factors_hash();
        assert!(
            tables.to_string().contains(&format!("other tables of factors than those of the inventory, {}", &hash[..20])),
            "{tables}"
        );
        let elsewhere = city.record(&other_region, &diesel("1 litre")).unwrap_err();
        assert_eq!(
            elsewhere.to_string(),
            "\"JP-14\": the inventory is of the region TH-10; use an assessor and parts of that region"
        );
        let ledger = "period,activity,amount,unit\n2018,road.diesel-b7,1,litre\n";
        let vocabulary = citycarbon::assess::LedgerVocabulary::new(&assessor);
        let tally = Tally::read(ledger.as_bytes(), "fuel.csv", &vocabulary, &Options::default(), &mut Ids::new()).unwrap();
        for other in [&other_tables, &other_region] {
            assert_eq!(city.record_tally(other, &tally, OnBad::Collect).unwrap_err().kind(), ErrorKind::Conflict);
        }
        assert_eq!(city, before, "what is refused leaves nothing behind");
    }
}

#[test]
fn parts_and_books_are_merged_and_compared_with_their_own_kind() {
    let of = |assessor: &Assessor, gwp: GwpSet| {
        let mut books = assessor.inventory("Bangkok", [year(2018)], gwp);
        books.record(assessor, &diesel("1 litre")).unwrap();
        books
    };
    let (assessor, japan) = (bangkok(), Assessor::shipped(region("JP-14")).unwrap());
    let city = of(&assessor, GwpSet::Ar5);
    let mut elsewhere = japan.inventory("Bangkok", [year(2018)], GwpSet::Ar5);
    elsewhere.record(&japan, &Activity::new("residential.lpg", year(2018), "1 kg".parse().unwrap())).unwrap();
    let others = [
        (of(&assessor, GwpSet::Ar6), "\"AR6\": the inventory uses AR5; use one GWP set"),
        (elsewhere, "\"JP-14\": the inventory is of the region TH-10; use an assessor and parts of that region"),
        (of(&with_own_factor(), GwpSet::Ar5), "other tables of factors than those of the inventory"),
    ];
    let effects = plan::compare(&city, &city).unwrap();
    for (other, message) in &others {
        for refused in [
            city.clone().merge(other).unwrap_err(),
            plan::compare(&city, other).unwrap_err(),
            effects.clone().with_leakage(other).unwrap_err(),
        ] {
            assert!(refused.to_string().contains(message), "{refused}");
            assert_eq!(refused.kind(), ErrorKind::Conflict);
        }
    }
    // A part without activity goes with any tables, in either order.
    let empty = Inventory::new(Settings::new("Bangkok", region("TH-10"), [year(2018)], GwpSet::Ar5));
    let (mut ab, mut ba) = (city.clone(), empty.clone());
    ab.merge(&empty).unwrap();
    ba.merge(&city).unwrap();
    assert_eq!((&ab, &ba), (&city, &city));
}

#[test]
fn an_amount_below_zero_is_refused_as_in_a_ledger() {
    let assessor = bangkok();
    let ledger = "period,activity,amount,unit\n2018,road.diesel-b7,-5,litre\n";
    let vocabulary = citycarbon::assess::LedgerVocabulary::new(&assessor);
    let tally = Tally::read(ledger.as_bytes(), "fuel.csv", &vocabulary, &Options::default(), &mut Ids::new()).unwrap();
    let in_ledger = tally.problems()[0].problem().message().clone();
    assert_eq!(in_ledger, citycarbon::error::Message::NegativeAmount { value: "-5".into() });
    let activity = diesel("-5 litre");
    assert_eq!(*assessor.assess_activity(&activity).unwrap_err().problem().message(), in_ledger);
    let mut city = assessor.inventory("Bangkok", [year(2018)], GwpSet::Ar5);
    assert_eq!(*city.record(&assessor, &activity).unwrap_err().problem().message(), in_ledger);
    let mut change = Change::default();
    change.years.insert(year(2018));
    for part in ["without", "with", "leakage"] {
        let mut change = change.clone();
        match part {
            "without" => &mut change.without,
            "with" => &mut change.with,
            _ => &mut change.leakage,
        }
        .push(activity.clone());
        let refused = plan::apply(&assessor, city.settings(), &change, &plan::ActivityState::default()).unwrap_err();
        assert_eq!(*refused.problem().message(), in_ledger, "{part}");
    }
    // Below zero by its conversions; two signs make none, and nothing is not below.
    let times = |number: &str| diesel("5 litre").with_multiplier("trips", number.parse().unwrap(), "fleet list");
    assert_eq!(assessor.assess_activity(&times("-2/1")).unwrap_err().kind(), ErrorKind::Negative);
    assert!(assessor.assess_activity(&times("0/1").with_multiplier("x", "-1/1".parse().unwrap(), "law")).is_ok());
    assert!(assessor.assess_activity(&times("-2/1").with_multiplier("x", "-1/1".parse().unwrap(), "law")).is_ok());
    let unknown = Activity::new("no.such", year(2018), "-1 kg".parse().unwrap());
    assert_eq!(assessor.assess_activity(&unknown).unwrap_err().kind(), ErrorKind::Activity);
}

#[test]
fn an_unknown_region_is_refused_with_the_nearest() {
    for (code, nearest) in [
        ("TH-1051", Some("TH-1001")),
        ("TH-9", Some("TH-19")),
        ("TH-NOWHERE", Some("TH")),
        ("JP-14101", Some("JP-14100")),
        ("THA", Some("TH")),
        ("wolrd", Some("world")),
        ("BR-sp", Some("BR")),
        ("XX", None),
        ("XX-10", None),
        ("th", None),
        ("", None),
        ("TH-", Some("TH")),
        ("EU", None),
    ] {
        let refused = code.parse::<Region>().unwrap_err();
        let expected = nearest.map_or_else(
            || "not a region; use world, an ISO 3166 code such as TH or TH-10, or a code of the table of regions".to_owned(),
            |nearest| format!("not a region; did you mean {nearest}?"),
        );
        assert!(refused.to_string().ends_with(&expected), "{code}: {refused}");
        assert_eq!(refused.kind(), ErrorKind::Place);
        assert!(serde_json::from_value::<Region>(json!(code)).is_err(), "{code}");
    }
    for code in ["world", "asia", "TH", "TH-10", "TH-MEA", "TH-1050", "JP-KANSAI", "VN-SG", "BR", "BR-SP", "US-CA", "GB"] {
        assert_eq!(code.parse::<Region>().unwrap().code(), code);
    }
}

#[test]
fn activity_in_json_is_read_strictly() {
    let plain = json!({"code": "road.diesel-b7", "amount": "5 litre", "year": 2018});
    assert_eq!(serde_json::from_value::<Activity>(plain.clone()).unwrap(), diesel("5 litre"));
    for (member, value) in [("palce", json!("TH-1001")), ("unit", json!("litre")), ("", json!(null))] {
        let mut other = plain.clone();
        other[member] = value;
        let refused = serde_json::from_value::<Activity>(other).unwrap_err().to_string();
        assert!(refused.starts_with(&format!("unknown field `{member}`")), "{refused}");
    }
    let mut with_conversion = plain.clone();
    with_conversion["conversions"] = json!([{"name": "x", "by": {"number": "2/1"}, "source": "s", "unit": "km"}]);
    assert!(serde_json::from_value::<Activity>(with_conversion).is_err());
    for required in ["code", "amount", "year"] {
        let mut other = plain.clone();
        other.as_object_mut().unwrap().remove(required);
        assert!(serde_json::from_value::<Activity>(other).is_err(), "{required}");
    }
}

const FACTORS: &str = "id,process,subject,gas,value,per,unit,region,years,losses,low,high,source,locator";
const PARAMETERS: &str = "id,parameter,subject,value,per,unit,region,years,low,high,source,locator";
const RULES: &str = "code,ref,process,method,class,subject,gases,dimension";

fn own_table(header: &str, row: &str) -> Vec<Error> {
    let text = format!("{header}\n{row}\n");
    let made = OwnTable::read(text.as_bytes(), "own.csv", Delimiter::Comma, NumberFormat::default());
    made.err().unwrap_or_default()
}

fn own_rules(row: &str) -> Vec<Error> {
    let made = Catalogue::read_with(format!("{RULES}\n{row}\n").as_bytes(), "own.csv", Delimiter::Comma);
    made.err().unwrap_or_default()
}

/// Column and what is wrong there, without the file.
fn problems(errors: &[Error]) -> Vec<(Option<&str>, String)> {
    let bare = |error: &Error| error.problem().clone().without_subject().to_string();
    errors.iter().map(|error| (error.at().and_then(|at| at.column_name()), bare(error))).collect()
}

/// A bad row of a table, the same value by a builder, and the member of the good value that makes it bad when it is read back.
struct Bad<T> {
    row: &'static str,
    built: T,
    member: (&'static str, Value),
}

#[test]
fn a_bad_factor_is_refused_in_a_file_by_a_builder_and_when_read_back() {
    let grid = || with(factor(), |bad| bad.process = "electricity".to_owned());
    let cases = [
        Bad {
            row: ",stationary.residential,testium,CO2,2,,kg/kWh,world,all,,,,utility,p. 3",
            built: with(factor(), |bad| bad.id = String::new()),
            member: ("/id", json!("")),
        },
        Bad {
            row: "own,stationary.residential,,CO2,2,,kg/kWh,world,all,,,,utility,p. 3",
            built: with(factor(), |bad| bad.subject = String::new()),
            member: ("/subject", json!("")),
        },
        Bad {
            row: "own,stationary.residential,testium,CO2,-2,,kg/kWh,world,all,,,,utility,p. 3",
            built: with(factor(), |bad| bad.rate = rate("-2 kg/kWh")),
            member: ("/rate/value", json!("-2")),
        },
        Bad {
            row: "own,stationary.residential,testium,CO2,2,-1,kg/kWh,world,all,,,,utility,p. 3",
            built: with(factor(), |bad| bad.rate = Rate::parse(2.into(), (-1).into(), "kg/kWh").unwrap()),
            member: ("/rate/per", json!("-1")),
        },
        Bad {
            row: "own,stationary.residential,testium,CO2,2,,kWh/kg,world,all,,,,utility,p. 3",
            built: with(factor(), |bad| bad.rate = rate("2 kWh/kg")),
            member: ("/rate/unit", json!("kWh")),
        },
        Bad {
            row: "own,stationary.residential,testium,CO2,2,,kg/kWh,world,all,,3,1,utility,p. 3",
            built: factor().with_limits(3.into(), 1.into()),
            member: ("/low", json!("3")),
        },
        Bad {
            row: "own,stationary.residential,testium,CO2,2,,kg/kWh,world,all,,,,,p. 3",
            built: with(factor(), |bad| bad.provenance = Provenance::new("", "p. 3")),
            member: ("/provenance/source", json!("")),
        },
        Bad {
            row: "own,electricity,testium,CO2,2,,kg/kWh,world,all,,,,utility,p. 3",
            built: grid(),
            member: ("/process", json!("electricity")),
        },
    ];
    assert!(own_table(FACTORS, "own,stationary.residential,testium,CO2,2,,kg/kWh,world,all,,,,utility,p. 3").is_empty());
    assert_eq!((factor().check(), grid().with_losses(Losses::Excluded).check()), (Ok(()), Ok(())));
    for Bad { row, built, member: (path, value) } in cases {
        let in_file = own_table(FACTORS, row);
        let by_builder: Errors = Registry::bundled().unwrap().with_factors("program", [built.clone()]).unwrap_err();
        assert_eq!(problems(by_builder.listed()), problems(&in_file), "{row}");
        assert_eq!(in_file.len(), 1, "{row}");
        // Limits are refused only as a pair.
        let good = if path == "/low" { factor().with_limits(1.into(), 1.into()) } else { factor() };
        let read_back = altered::<EmissionFactor>(&good, path, value).unwrap_err();
        let alone = built.check().unwrap_err().to_string();
        let (_, shown) = &problems(by_builder.listed())[0];
        assert!(alone.ends_with(shown), "{alone} against {shown}");
        let reason = shown.rsplit_once("\": ").map_or(shown.as_str(), |(_, reason)| reason);
        assert!(read_back.contains(reason), "{read_back} against {reason}");
    }
}

#[test]
fn a_bad_parameter_is_refused_in_a_file_by_a_builder_and_when_read_back() {
    let cases = [
        Bad {
            row: "own-density,densty,testium,0.8,,kg/L,world,all,,,data sheet,table 1",
            built: with(parameter(), |bad| bad.name = "densty".to_owned()),
            member: ("/name", json!("densty")),
        },
        Bad {
            row: "own-density,density,testium,0,,kg/L,world,all,,,data sheet,table 1",
            built: with(parameter(), |bad| bad.rate = rate("0 kg/L")),
            member: ("/rate/value", json!("0")),
        },
        Bad {
            row: "own-density,density,testium,0.8,,kg/kWh,world,all,,,data sheet,table 1",
            built: with(parameter(), |bad| bad.rate = rate("0.8 kg/kWh")),
            member: ("/rate/per_unit", json!("kWh")),
        },
        Bad {
            row: "own-density,density,testium,0.8,,kg/L,world,all,,,data sheet,",
            built: with(parameter(), |bad| bad.provenance = Provenance::new("data sheet", "")),
            member: ("/provenance/locator", json!("")),
        },
    ];
    assert!(own_table(PARAMETERS, "own-density,density,testium,0.8,,kg/L,world,all,,,data sheet,table 1").is_empty());
    for Bad { row, built, member: (path, value) } in cases {
        let in_file = own_table(PARAMETERS, row);
        let by_builder = Registry::bundled().unwrap().with_parameters("program", [built]).unwrap_err();
        assert_eq!(problems(by_builder.listed()), problems(&in_file), "{row}");
        assert!(altered::<Parameter>(&parameter(), path, value).is_err(), "{path}");
    }
    for (name, number) in [("oxidation-factor", "1.1 kg/kg"), ("td-loss", "1 kWh/kWh"), ("bod-correction-factor", "-1 kg/kg")] {
        let bad = Parameter::new("own", name, "testium", rate(number), Provenance::new("s", "l"));
        assert!(
            bad.check().is_err() && serde_json::from_value::<Parameter>(serde_json::to_value(&bad).unwrap()).is_err(),
            "{name}"
        );
    }
}

#[test]
fn a_bad_rule_is_refused_in_a_file_by_a_builder_and_when_read_back() {
    let gases = |list: &[Gas]| Gases::All(list.to_vec());
    let cases = [
        Bad {
            row: "own.code,I.1.1,stationary,,,lpg,CO2 CO2,mass",
            built: with(rule(), |bad| bad.gases = gases(&[Gas::CO2, Gas::CO2])),
            member: ("/gases", json!({"All": ["CO2", "CO2"]})),
        },
        Bad {
            row: "own.code,I.1.1,,,,lpg,CO2,mass",
            built: with(rule(), |bad| bad.process = String::new()),
            member: ("/process", json!("")),
        },
        Bad {
            row: "own.code,I.1.1,stationary,landfill-commitment,,lpg,CO2,mass",
            built: with(rule(), |bad| bad.method = Some(RuleMethod::new("landfill-commitment", ""))),
            member: ("/method", json!({"name": "landfill-commitment", "class": ""})),
        },
        Bad {
            row: "own.code,I.1.1,stationary,,,,CO2,mass",
            built: with(rule(), |bad| bad.subject = String::new()),
            member: ("/subject", json!("")),
        },
        Bad {
            row: "own.code,I.1.1,stationary,,,lpg,,mass",
            built: with(rule(), |bad| bad.gases = gases(&[])),
            member: ("/gases", json!({"All": []})),
        },
    ];
    assert!(own_rules("own.code,I.1.1,stationary,,,lpg,CO2,mass").is_empty());
    let good = Catalogue::with_rules([rule()]).unwrap();
    assert_eq!(serde_json::from_value::<Catalogue>(serde_json::to_value(&good).unwrap()).unwrap(), good);
    for Bad { row, built, member: (path, value) } in cases {
        let in_file = own_rules(row);
        let by_builder = Catalogue::with_rules([built]).unwrap_err();
        let text = |errors: &[Error]| problems(errors).into_iter().map(|(_, problem)| problem).collect::<Vec<_>>();
        assert_eq!(text(by_builder.listed()), text(&in_file), "{row}");
        assert!(altered::<Rule>(&rule(), path, value.clone()).is_err(), "{path}");
        assert!(altered::<Catalogue>(&good, &format!("/rules/own.code/0{path}"), value).is_err(), "{path}");
    }
    // Of the whole: a rule twice, one under another code, a code without rules.
    let twice = Catalogue::with_rules([rule(), rule()]).unwrap_err();
    assert_eq!(twice.to_string(), "own.code: code: \"own.code\": listed twice; keep one");
    let listed = serde_json::to_value(rule()).unwrap();
    for (code, rules) in [("own.code", json!([listed, listed])), ("other.code", json!([listed])), ("own.code", json!([]))] {
        assert!(serde_json::from_value::<Catalogue>(json!({"rules": {code: rules}})).is_err(), "{code}");
    }
}

#[test]
fn every_bad_row_of_a_program_is_named_at_its_place() {
    let shipped = Registry::bundled().unwrap();
    let bad = with(factor(), |bad| bad.subject = String::new());
    let refused = shipped.with_factors("fleet", [factor(), bad.clone(), bad]).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "fleet:2: subject (id own): the cell is empty; enter a value\nfleet:3: subject (id own): the cell is empty; enter a value"
    );
    let twice = shipped.with_factors("fleet", [factor(), factor()]).unwrap_err();
    assert!(twice.to_string().starts_with("fleet:2: id: \"own\": this id is used twice"), "{twice}");
    let once = shipped.with_factors("fleet", [factor()]).unwrap();
    assert!(once.with_parameters("fleet", [parameter()]).unwrap_err().to_string().contains("another table has this name"));
    let both = once.with_parameters("sheet", [parameter()]).unwrap();
    assert_ne!(both.hash(), once.hash());
    assert_eq!(both.hash(), once.with_parameters("sheet", [parameter()]).unwrap().hash());
    let other = with(parameter(), |bad| bad.rate = rate("0.9 kg/L"));
    assert_ne!(both.hash(), once.with_parameters("sheet", [other]).unwrap().hash());
}

/// Refuses a value with one member replaced, with these words.
fn refuses<T: DeserializeOwned + serde::Serialize>(value: &T, path: &str, member: Value, words: &str) {
    let refused = altered::<T>(value, path, member).err().unwrap_or_else(|| panic!("{path} was read back"));
    assert!(refused.contains(words), "{path}: {refused}");
}

/// Each invariant that a constructor holds, broken in JSON.
#[test]
fn what_no_constructor_makes_is_not_read_back() {
    refuses(&KeyCell::parse("IE (II.1.1)").unwrap(), "/key", json!("NO"), "II.1.1");
    let rows = Rows::read("a,b\n1,2\n".as_bytes(), "x.csv").unwrap();
    assert_eq!(altered::<Rows>(&rows, "/rows/0/1/0", json!("3")).unwrap().len(), 1);
    refuses(&rows, "/rows/0/1", json!(["1"]), "x.csv:2: 1 cell in this row, 2 in the header");
    refuses(&rows, "/header/names", json!(["a", "a"]), "two columns have this name");
    let group = json!({"sector": "I", "scope": "1", "gas": "CO2", "place": "", "mass_kg": "1", "co2e_kg": "1"});
    let groups: Groups = serde_json::from_value(json!([group])).unwrap();
    refuses(&groups, "", json!([group, group]), "\"I, 1, CO2, \": listed twice");
    let timing = DecayTiming::new("tropical-wet", 13).unwrap();
    refuses(&timing, "/start_month", json!(14), &DecayTiming::new("tropical-wet", 14).unwrap_err().to_string());
    let energy = "5 kWh".parse().unwrap();
    let contract = Contract::new("a", year(2018), "I.1.2".parse().unwrap(), energy, rate("0.1 kg/kWh"), "bill").unwrap();
    refuses(&contract, "/category", json!("I.1.1"), "I.1.1");

    let assessor = bangkok();
    let mut city = assessor.inventory("Bangkok", [year(2018)], GwpSet::Ar5);
    city.record(&assessor, &diesel("5 litre")).unwrap();
    city.record(&assessor, &Activity::new("residential.electricity", year(2018), "9 kWh".parse().unwrap())).unwrap();
    city.add_contract(contract).unwrap();
    refuses(&city, "/lines/0/id/year", json!(2019), "2019");
    let stored = serde_json::to_value(&city).unwrap();
    let input = &stored["lines"][0]["inputs"][0];
    refuses(&city, "/lines/0/inputs", json!([input, input]), "one input is listed twice");
    refuses(&city, "/lines/1", stored["lines"][0].clone(), "listed twice");

    let statement = city.close().unwrap().remove(0);
    refuses(&statement, "/entries/0/key", json!("NE"), "an entry has a value or a key");
    refuses(&statement, "/entries/0/co2e", json!(null), "an entry has a value or a key");
    refuses(&statement, "/entries/0/included_in", json!("I.1.1"), "I.1.1");
    refuses(&statement, "/year", json!(2019), "2018");
    refuses(&statement.market[0], "/covered", json!("1000000"), "277777.777777777778 kWh");
    let first = serde_json::to_value(&statement).unwrap()["entries"][0].clone();
    refuses(&statement, "/entries", json!([first, first]), "each reference appears once");

    let effects = plan::compare(&city, &city).unwrap();
    let cell = serde_json::to_value(&effects).unwrap()["years"]["2018"]["cells"][0].clone();
    refuses(&effects, "/years/2018/cells", json!([cell, cell]), "one cell is listed twice");
    let ledger = "period,activity,amount,unit\n2018,road.diesel-b7,1,litre\n2018,road.diesel-b7,1,litre\n";
    let vocabulary = citycarbon::assess::LedgerVocabulary::new(&assessor);
    let tally = Tally::read(ledger.as_bytes(), "fuel.csv", &vocabulary, &Options::default(), &mut Ids::new()).unwrap();
    refuses(&tally, "/files/fuel.csv/accepted", json!(1), "\"fuel.csv\": 2 rows are summed, but 1 were accepted");
    refuses(&tally, "/files", json!({}), "2 rows are summed, but 0 were accepted");
}

/// The same bad values in a file, by the interface and in JSON: number, unit, year, reference, gas, region, key, sign.
#[test]
fn the_same_bad_values_are_refused_on_every_way_in() {
    let assessor = bangkok();
    let vocabulary = citycarbon::assess::LedgerVocabulary::new(&assessor);
    let good = ["2018", "road.diesel-b7", "5", "litre"];
    let cases: [(usize, &str, ErrorKind); 12] = [
        (0, "2018-13", ErrorKind::Period),
        (0, "18", ErrorKind::Period),
        (0, "2561", ErrorKind::Era),
        (1, "road.diesel-b77", ErrorKind::Activity),
        (1, "", ErrorKind::Empty),
        (2, "5,5", ErrorKind::Number),
        (2, "five", ErrorKind::Number),
        (2, ".5", ErrorKind::Number),
        (2, "-5", ErrorKind::Negative),
        (3, "liter2", ErrorKind::Unit),
        (3, "mwh", ErrorKind::Unit),
        (3, "m2", ErrorKind::Dimension),
    ];
    for (cell, bad, kind) in cases {
        let mut cells = good;
        cells[cell] = bad;
        let [period, code, amount, unit] = cells;
        // A file.
        let ledger = format!("period,activity,amount,unit\n{period},{code},\"{amount}\",{unit}\n");
        let tally = Tally::read(ledger.as_bytes(), "fuel.csv", &vocabulary, &Options::default(), &mut Ids::new()).unwrap();
        assert_eq!(tally.problems().first().map(Error::kind), Some(kind), "{bad}");
        // A program.
        let mut city = assessor.inventory("Bangkok", [year(2018)], GwpSet::Ar5);
        let by_program = period.parse::<Year>().and_then(|year| {
            let amount = format!("{amount} {unit}").parse()?;
            city.record(&assessor, &Activity::new(code, year, amount))
        });
        let refused = by_program.unwrap_err();
        // An empty code is one that no catalogue has.
        let of_program = if kind == ErrorKind::Empty { ErrorKind::Activity } else { kind };
        assert_eq!(refused.kind(), of_program, "{bad}: {refused}");
        // JSON, of the activity and then of the tables.
        let year = period.parse::<u16>().map_or_else(|_| json!(period), |number| json!(number));
        let json = json!({"code": code, "amount": format!("{amount} {unit}"), "year": year});
        let by_json = serde_json::from_value::<Activity>(json).map_err(|error| error.to_string());
        let refused = by_json.and_then(|activity| city.record(&assessor, &activity).map_err(|error| error.to_string()));
        assert!(refused.is_err(), "{bad}");
        assert_eq!(city.lines().count(), 0);
    }
    let (reference, ch4) = ("V.1".parse().unwrap(), citycarbon::gas::Substance::Gas(Gas::CH4));
    let mut city = assessor.inventory("Bangkok", [year(2018)], GwpSet::Ar5);
    for (amount, kind) in [("-1 kg", ErrorKind::Negative), ("1 kWh", ErrorKind::Dimension)] {
        let direct = ReportedEmission::new(reference, year(2018), ch4, amount.parse().unwrap(), "survey");
        assert_eq!(city.add_direct(direct).unwrap_err().kind(), kind);
    }
    let keyed = NotationEntry::new(NotationKey::NO, Some(reference), "none");
    assert_eq!(city.add_key(year(2018), reference, "", keyed).unwrap_err().kind(), ErrorKind::Conflict);
    let years: BTreeSet<Year> = [year(2018)].into();
    assert_eq!(city.settings().years, years);
}
