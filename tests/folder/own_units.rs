//! Units of a city's own: read wherever an amount is, exactly so many of a unit of the table; or refused.

use crate::folder::{CONTRACT, DIRECT, Folder};
use citycarbon::check::CheckKind;
use citycarbon::city::CityInput;
use citycarbon::folder::{FolderOptions, read, write};
use citycarbon::notice::Notice;
use citycarbon::quantity::{OwnUnit, OwnUnits};
use std::fs;
use std::path::Path;

const UNITS: &str = "unit,equals,of,source\n15 kg bottle,15,kg,label of the bottle\ncrate,12,15 kg bottle,depot\nถัง,48,kg,depot\n\
     truck load,3.5,t,weighbridge\nload,3500,kg,weighbridge\nmeter turn,100,kWh,meter\n";

fn town() -> Folder {
    Folder::new("").with("units.csv", UNITS)
}

/// The figures of every line, without the place where they were read.
fn figures(folder: &Folder) -> Vec<String> {
    let statement = folder.closed();
    let lines = statement.lines.iter().map(|line| format!("{:?} {:?} {:?}", line.line.id, line.line.substance, line.mass));
    lines.collect()
}

const LEDGER: &str = "period,activity,amount,unit\n";

#[test]
fn a_ledger_is_read_in_units_of_the_citys_own() {
    let own = "2018,residential.lpg,4,15 kg bottle\n2018-03,residential.lpg,2,crate\n2018,residential.lpg,10,kg\n2018,commercial.lpg,1.5,ถัง\n\
         2018,residential.electricity,3,meter turn\n2017-12-17/2018-01-15,residential.lpg,30,15 kg bottle\n";
    let usual = "2018,residential.lpg,60,kg\n2018-03,residential.lpg,360,kg\n2018,residential.lpg,10,kg\n2018,commercial.lpg,72,kg\n\
         2018,residential.electricity,300,kWh\n2017-12-17/2018-01-15,residential.lpg,450,kg\n";
    let (own, usual) =
        (town().with("ledger.csv", &format!("{LEDGER}{own}")), Folder::new("").with("ledger.csv", &format!("{LEDGER}{usual}")));
    assert_eq!(figures(&own), figures(&usual));
    // Bottles, crates and kilograms are one sum, in kilograms.
    let input = read(&own.0, &FolderOptions::default()).unwrap();
    let sums: Vec<String> = input.ledger.leaves().map(|leaf| format!("{} {} {}", leaf.activity, leaf.sum, leaf.unit)).collect();
    assert_eq!(sums, ["commercial.lpg 72 kg", "residential.electricity 300 kWh", "residential.lpg 655 kg"]);
    // What each unit is, is said.
    let said = Notice::OwnUnit {
        unit: "crate".to_owned(),
        equals: "12".to_owned(),
        of: "15 kg bottle".to_owned(),
        source: "depot".to_owned(),
    };
    assert!(own.closed().notices.contains(&said));
    assert_eq!(said.to_string(), "crate: counted as 12 15 kg bottle, as units.csv states (depot)");
}

/// The rows of a sum are found again in the unit of the sum, so that the trace and its rows agree.
#[test]
fn rows_in_units_of_the_citys_own_add_up_to_their_sum() {
    use citycarbon::assess::LedgerVocabulary;
    use citycarbon::ledger::{Ids, InputPolicy, Options, Tally, rows_of};
    let units =
        OwnUnits::new(vec![OwnUnit::new("bottle", "0.1".parse::<citycarbon::quantity::Exact>().unwrap(), "t", "depot")]).unwrap();
    let assessor = citycarbon::Assessor::shipped("TH".parse().unwrap()).unwrap();
    let words = LedgerVocabulary::new(&assessor).with_units(&units);
    let long = "12345678901234567890.123456";
    let ledger =
        format!("{LEDGER}2018,residential.lpg,3,bottle\n2018,residential.lpg,0.005,t\n2018,residential.lpg,{long},bottle\n");
    let mut ids = Ids::new();
    let tally = Tally::read(ledger.as_bytes(), "l.csv", &words, &Options::default(), &mut ids).unwrap();
    let leaf = tally.leaves().next().unwrap();
    assert_eq!((leaf.sum.to_string().as_str(), leaf.unit.as_str(), leaf.rows), ("1234567890123456789.3173456", "t", 3));
    let mut amounts = Vec::new();
    rows_of(ledger.as_bytes(), &leaf, &words, &InputPolicy::default(), &ids, |row| {
        amounts.push(row.amount.to_string());
        Ok(())
    })
    .unwrap();
    assert_eq!(amounts, ["0.3", "0.005", "1234567890123456789.0123456"]);
}

#[test]
fn stated_emissions_and_contracts_are_read_in_units_of_the_citys_own() {
    let direct = |amount: &str| format!("{DIRECT}\nIV.2,2018,,HFC-32,{amount},,,,,,,service log\n");
    let contract = |amount: &str| format!("{CONTRACT}\nc1,2018,I.1.2,{amount},0,kg/kWh,,supplier\n");
    let ledger = format!("{LEDGER}2018,residential.electricity,1000,kWh\n");
    let own = town().with("direct.csv", &direct("2,15 kg bottle")).with("contracts.csv", &contract("3,meter turn"));
    let usual = Folder::new("").with("direct.csv", &direct("30,kg")).with("contracts.csv", &contract("300,kWh"));
    let [own, usual] = [own, usual].map(|folder| folder.with("ledger.csv", &ledger));
    assert_eq!(figures(&own), figures(&usual));
    assert_eq!(own.closed().market, usual.closed().market);
    assert_ne!(own.closed().market, Folder::new("").with("ledger.csv", &ledger).closed().market);
}

#[test]
fn forms_are_read_in_units_of_the_citys_own() {
    let form = |waste: &str, factor: &str, table: &str| {
        format!(
            "method = \"composting\"\nref = \"III.2.1\"\nyear = 2018\nsource = \"plant\"\n[inputs]\nwaste = {waste}\nmethane-factor = {factor}\n\
             nitrous-oxide-factor = {{ row = \"ipcc2006-composting-wet-n2o\" }}\nmethane-recovered = {table}\n"
        )
    };
    let usual_factor = "{ value = \"4\", unit = \"g/kg\" }";
    let usual = Folder::new("").with("methods/compost.toml", &form("\"7 t\"", usual_factor, "\"0.5 kg\""));
    for (waste, factor) in [
        ("\"2 truck load\"", usual_factor),
        ("\"2 load\"", usual_factor),
        ("{ value = \"2\", unit = \"truck load\" }", usual_factor),
        // 4 g/kg is 14,000 g a load, and 0.004 loads from each load.
        ("\"7 t\"", "{ value = \"14000\", unit = \"g/load\" }"),
        ("\"7 t\"", "{ value = \"0.004\", unit = \"load/load\" }"),
        ("\"7 t\"", "\"28 kg for each 2 load\""),
    ] {
        let own = town().with("methods/compost.toml", &form(waste, factor, "\"0.5 kg\""));
        assert_eq!(figures(&own), figures(&usual), "{waste} {factor}");
    }
}

/// A measure's table has its unit in a column of its own.
#[test]
fn measures_are_read_in_units_of_the_citys_own() {
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/measures_template");
    let text = |file: &str| fs::read_to_string(example.join(file)).unwrap();
    let folder = |units: &str, rows: &str| {
        let folder = Folder::new("").with("city.toml", &text("city.toml")).with("ledger.csv", &text("ledger.csv"));
        let folder = folder.with("measures/waste_separation.toml", &text("measures/waste_separation.toml"));
        folder.with("units.csv", units).with("measures/waste_separation.csv", rows)
    };
    let rows = text("measures/waste_separation.csv");
    let effects = |folder: &Folder| format!("{:?}", folder.open().unwrap().effects("waste_separation").unwrap());
    let own = folder("unit,equals,of,source\nbin,0.5,t,depot\n", &rows.replace("organic,10,t", "organic,20,bin"));
    assert!(rows.contains("organic,10,t"));
    assert_eq!(effects(&own), effects(&folder("unit,equals,of,source\n", &rows)));
}

#[test]
fn a_unit_that_exists_leads_in_a_circle_or_has_no_source_is_refused() {
    let of = |rows: &str| Folder::new("").with("units.csv", &format!("unit,equals,of,source\n{rows}\n")).error_text();
    let taken = |name: &str, unit: &str| {
        format!("units.csv:2: unit: \"{name}\": the table of units has this name, for {unit}; use another name")
    };
    for (name, unit) in [("kg", "kg"), ("KILOGRAM", "kg"), ("ｋｇ", "kg"), ("ตัน", "t"), ("units", "kWh"), ("ton", "ton")] {
        assert_eq!(of(&format!("{name},15,kg,label")), taken(name, unit));
    }
    let circle = |value: &str, through: &str| {
        format!("\"{value}\": leads back to the unit itself through {through}; enter a unit of the table")
    };
    assert_eq!(of("crate,12,crate,depot"), format!("units.csv:2: of: {}", circle("crate", "crate")));
    assert_eq!(
        of("crate,12,box,depot\nbox,3,tray,depot\ntray,2,crate,depot"),
        [("2", "box", "crate, box, tray"), ("3", "tray", "box, tray, crate"), ("4", "crate", "tray, crate, box")]
            .map(|(line, of, through)| format!("units.csv:{line}: of: {}", circle(of, through)))
            .join("\n")
    );
    assert_eq!(of("crate,12,kg,"), "units.csv:2: source: the cell is empty; enter a value");
    assert_eq!(of("crate,12,kg,  "), "units.csv:2: source: the cell is empty; enter a value");
    for size in ["0", "-3"] {
        let wrong = format!("units.csv:2: equals: \"{size}\": not above zero; enter the value that the source prints");
        assert_eq!(of(&format!("crate,{size},kg,depot")), wrong);
    }
    assert_eq!(
        of("crate,12,cylinder,depot"),
        "units.csv:2: of: \"cylinder\": several units have this name, or none; write kg, with the amount in it"
    );
    assert_eq!(of("crate,12,kilogrm,depot"), "units.csv:2: of: \"kilogrm\": unknown unit; did you mean \"kilogram\"?");
    assert_eq!(of("crate,12,kg,depot\ncrate,13,kg,depot"), "units.csv:3: unit: \"crate\": listed twice; keep one");
    let name = "not a name for a unit; use up to 64 letters, digits, marks and single spaces, no stroke";
    assert_eq!(of("crate/day,12,kg,depot"), format!("units.csv:2: unit: \"crate/day\": {name}"));
    assert!(
        Folder::new("").with("units.csv", "unit,equals,of\ncrate,12,kg\n").error_text().contains("the header has no column source")
    );
    // A bad row is named once, not again by the units that are so many of it.
    assert_eq!(of("crate,x,kg,depot\npallet,4,crate,depot").lines().count(), 1);
}

#[test]
fn a_unit_is_known_by_its_whole_name_only() {
    let of = |unit: &str| town().with("ledger.csv", &format!("{LEDGER}2018,residential.lpg,1,{unit}\n")).error_text();
    assert_eq!(of("15 kg botle"), "ledger.csv:2: unit: \"15 kg botle\": unknown unit; did you mean \"15 kg bottle\"?");
    assert_eq!(of("crates"), "ledger.csv:2: unit: \"crates\": unknown unit; did you mean \"crate\"?");
    let open = "ledger.csv:2: unit: \"bottle\": several units have this name, or none; write kg, with the amount in it";
    assert_eq!(of("bottle"), open, "the city has not said how much is in a bottle");
    let other = town().with("ledger.csv", &format!("{LEDGER}2018,residential.electricity,1,crate\n")).error_text();
    let unfit = "ledger.csv:2: unit: \"crate\": no density or calorific value converts this unit to that of the factors of \
         residential.electricity; use another unit, or add one to parameters.csv";
    assert_eq!(other, unfit);
    let stated = town().with("direct.csv", &format!("{DIRECT}\nIV.2,2018,,HFC-32,2,meter turn,,,,,,,log\n")).error_text();
    assert_eq!(stated, "direct.csv:2: unit: \"kWh\": a unit of energy, but a unit of mass is needed; use a unit such as kg");
}

/// A city with units of its own is the same city as JSON and written as a folder; what a file would be refused for, JSON is too.
#[test]
fn units_of_a_city_are_kept() {
    let ledger = format!("{LEDGER}2018,residential.lpg,4,crate\n");
    let form = "method = \"composting\"\nref = \"III.2.1\"\nyear = 2018\nsource = \"plant\"\n[inputs]\nwaste = \"2 load\"\n\
         methane-factor = { row = \"ipcc2006-composting-wet-ch4\" }\nnitrous-oxide-factor = { row = \"ipcc2006-composting-wet-n2o\" }\n";
    let folder = town().with("ledger.csv", &ledger).with("methods/compost.toml", form);
    let input = read(&folder.0, &FolderOptions::default()).unwrap();
    let json = serde_json::to_string(&input).unwrap();
    assert_eq!(serde_json::from_str::<CityInput>(&json).unwrap(), input);
    let again = Folder(folder.0.join("again"));
    write(&input, &again.0).unwrap();
    assert_eq!(figures(&again), figures(&folder));
    assert_eq!(fs::read_to_string(again.0.join("units.csv")).unwrap(), UNITS);
    let circle = json.replace("\"of\":\"15 kg bottle\"", "\"of\":\"crate\"");
    let refused = serde_json::from_str::<CityInput>(&circle).unwrap_err().to_string();
    assert!(refused.contains("leads back to the unit itself through crate"), "{refused}");
}

/// A ton is asked about wherever it is written, as in a ledger.
#[test]
fn a_ton_is_a_check_in_direct_csv_and_in_forms() {
    let checks = |folder: &Folder| {
        let statement = folder.closed();
        let units = statement.checks.iter().filter(|check| check.id.kind == CheckKind::Unit);
        units.map(|check| format!("{}: {}", check.id, check.finding)).collect::<Vec<_>>()
    };
    let text = "a ton is counted as the metric tonne of 1000 kg; write t, short ton (US) or long ton (UK)";
    let direct =
        |unit: &str| Folder::new("").with("direct.csv", &format!("{DIRECT}\nI.3.1,2018,Harbour,CO2,5,{unit},,,,,,,plant\n"));
    for unit in ["ton", "tons", "Ton"] {
        assert_eq!(checks(&direct(unit)), [format!("unit:I.3.1:Harbour: direct: {text}")], "{unit}");
    }
    for unit in ["t", "tonne", "short ton", "metric ton"] {
        assert_eq!(checks(&direct(unit)), [""; 0], "{unit}");
    }
    let form = |waste: &str, factor: &str| {
        let form = format!(
            "method = \"composting\"\nref = \"III.2.1\"\nyear = 2018\nsource = \"plant\"\n[inputs]\nwaste = \"{waste}\"\nmethane-factor = {factor}\n\
             nitrous-oxide-factor = {{ row = \"ipcc2006-composting-wet-n2o\" }}\n"
        );
        Folder::new("").with("methods/compost.toml", &form)
    };
    let row = "{ row = \"ipcc2006-composting-wet-ch4\" }";
    assert_eq!(checks(&form("7 tons", row)), [format!("unit:III.2.1: methods/compost.toml: waste: {text}")]);
    assert_eq!(
        checks(&form("7 t", "{ value = \"4\", unit = \"kg/ton\" }")),
        [format!("unit:III.2.1: methods/compost.toml: methane-factor: {text}")]
    );
    assert_eq!(checks(&form("7 t", row)), [""; 0]);
    // Accepted with a reason, as any check.
    let accepted = Folder::new("[accept]\n\"unit:I.3.1:Harbour\" = \"weighed in metric tons\"\n");
    let accepted = accepted.with("direct.csv", &format!("{DIRECT}\nI.3.1,2018,Harbour,CO2,5,ton,,,,,,,plant\n"));
    assert!(accepted.closed().open_checks().all(|check| check.id.kind != CheckKind::Unit));
}

/// 3 kg for each bottle of 15 kg is 0.2 kg/kg; two bottles are 30 kg.
#[test]
fn own_factors_are_read_in_units_of_the_citys_own() {
    let factor = |value: &str, per: &str, unit: &str| {
        let row = format!("own-co2,stationary.residential,lpg,CO2,{value},{per},{unit},TH-10,2018,label,row\n");
        let table = format!("id,process,subject,gas,value,per,unit,region,years,source,locator\n{row}");
        let density = "id,parameter,subject,value,unit,region,years,source,locator\n";
        town()
            .with("ledger.csv", &format!("{LEDGER}2018,residential.lpg,30,kg\n"))
            .with("factors.csv", &table)
            .with("parameters.csv", &format!("{density}own-lpg,density,lpg,1,kg/L,TH-10,2018,label,row\n"))
    };
    let carbon_dioxide = |folder: &Folder| {
        let closed = folder.closed();
        let line = closed.lines.iter().find(|line| line.line.substance.to_string() == "CO2").unwrap();
        line.mass.value().to_string()
    };
    assert_eq!(carbon_dioxide(&factor("3", "", "kg/15 kg bottle")), "6");
    assert_eq!(carbon_dioxide(&factor("0.2", "", "kg/kg")), "6");
    assert_eq!(carbon_dioxide(&factor("36", "1", "kg/crate")), "6");
    assert_eq!(carbon_dioxide(&factor("6", "2", "kg/15 kg bottle")), "6");
    let refused = factor("3", "", "kg/15 kg botle").error_text();
    assert!(
        refused.starts_with("factors.csv:2: unit (id own-co2): \"15 kg botle\": unknown unit; did you mean \"15 kg bottle\"?"),
        "{refused}"
    );
    // A bad unit is named alone, not again by the rows that are in it.
    let bad = factor("3", "", "kg/15 kg bottle").with("units.csv", "unit,equals,of,source\n15 kg bottle,x,kg,label\n").error_text();
    assert!(bad.lines().count() == 1 && bad.starts_with("units.csv:2: equals: \"x\""), "{bad}");
}

const PLAN: &str =
    "name = \"A plan\"\nfirst_year = 2019\nlast_year = 2019\nsource = \"council\"\nclaims = { file = \"claims.csv\" }\n";

fn planned(claims: &str) -> Folder {
    let claims = format!("name,year,value,unit,source\n{claims}\n");
    town().with("ledger.csv", &format!("{LEDGER}2018,residential.lpg,30,kg\n")).with("plan.toml", PLAN).with("claims.csv", &claims)
}

/// Tables of a plan have their unit in a column of its own.
#[test]
fn plans_are_read_in_units_of_the_citys_own() {
    let claimed = |claims: &str| planned(claims).open().unwrap().plan().unwrap().unwrap().stated.claims;
    assert_eq!(claimed("lamps,2019,2,load,council"), claimed("lamps,2019,7000,kg,council"));
    let refused = planned("lamps,2019,2,loads,council").open().map(|city| city.plan().map(drop).unwrap_err().to_string());
    let refused = refused.unwrap_or_else(|errors| errors.to_string());
    assert!(refused.starts_with("claims.csv:2: unit: \"loads\""), "{refused}");
}

/// Measures and plans have no checks: what is in tons is among their notes.
#[test]
fn a_ton_is_a_note_of_a_measure_and_of_a_plan() {
    let of_plan = |claims: &str| planned(claims).open().unwrap().plan().unwrap().unwrap().stated.unread;
    let note = |file: &str, input: &str| Notice::Ton { file: file.to_owned(), input: input.to_owned() };
    assert_eq!(of_plan("lamps,2019,2,ton,council\nroofs,2019,3,tons,council"), [note("claims.csv", "unit")]);
    assert_eq!(of_plan("lamps,2019,2,t,council"), []);
    let text = "claims.csv: unit: a ton is counted as the metric tonne of 1000 kg; write t, short ton (US) or long ton (UK)";
    assert_eq!(note("claims.csv", "unit").to_string(), text);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/measures_template");
    let read = |file: &str| fs::read_to_string(example.join(file)).unwrap();
    let rows = read("measures/waste_separation.csv");
    let notes = |rows: &str| {
        let folder = Folder::new("").with("city.toml", &read("city.toml")).with("ledger.csv", &read("ledger.csv"));
        let folder = folder.with("measures/waste_separation.toml", &read("measures/waste_separation.toml"));
        let effects =
            folder.with("measures/waste_separation.csv", rows).open().unwrap().effects("waste_separation").unwrap().unwrap();
        effects.notes.iter().map(ToString::to_string).filter(|note| note.contains("a ton is counted")).collect::<Vec<_>>()
    };
    assert_eq!(notes(&rows), [""; 0]);
    assert_eq!(notes(&rows.replace("organic,10,t", "organic,10,ton")).len(), 1);
}
