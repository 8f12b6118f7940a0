//! The five plain tables: whole products, held against big decimals, and what the tables themselves are refused for.

use crate::support::Chance;
use bigdecimal::BigDecimal;
use citycarbon::folder::plain_tables;
use citycarbon::i18n::Language;
use citycarbon::ledger::{Ids, OnBad, Options, Tally};
use citycarbon::report::groups::{RowsSeen, csv, json, text};
use citycarbon::taxonomy::Calendar;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

const TABLES: [(&str, &str); 5] = [
    ("activities.csv", "activity,sector,scope,base_unit\nbus,transport,1,litre\ntram,\"rail, light\",2,kWh\n=burn,waste,1,kg\n"),
    (
        "units.csv",
        "base_unit,unit,mult\nlitre,litre,1\nlitre,US gal,3.785411784\nkWh,kWh,1\nkWh,MWh,1000\nkg,kg,1\nkg,lb,0.45359237\n",
    ),
    (
        "factors.csv",
        "activity,year,gas,value\nbus,2023,CO2,2.64935\nbus,2024,CO2,2.7\nbus,2024,CH4,0.00014640\ntram,2024,CO2,0.459\n=burn,2024,N2O,0.000153\n=burn,2024,CO2,0\n",
    ),
    ("gwp.csv", "gas,gwp\nCO2,1\nCH4,27.9\nN2O,273\n"),
    ("places.csv", "place\nDusit\n\"Sathon, South\"\n-Don\n"),
];

/// A folder with the tables, one of them changed, that is gone when the test ends.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, changed: &str, table: Option<&str>) -> Self {
        let folder = std::env::temp_dir().join(format!("citycarbon-tables-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        for (name, usual) in TABLES {
            match if name == changed { table } else { Some(usual) } {
                Some(bytes) => fs::write(folder.join(name), bytes).unwrap(),
                None => drop(fs::remove_file(folder.join(name))),
            }
        }
        Self(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn big(text: &str) -> BigDecimal {
    text.parse().unwrap()
}

#[test]
fn figures_are_whole_to_the_last_digit() {
    let folder = Folder::new("whole", "", None);
    let tables = plain_tables(&folder.0, Some(Calendar::Thailand)).unwrap();
    let mut chance = Chance(7);
    let mut ledger = String::from("period,place,asset,activity,amount,unit\n");
    let mut wanted: BTreeMap<[&str; 4], (BigDecimal, BigDecimal)> = BTreeMap::new();
    for row in 0..2_000 {
        let place = chance.one_of(&["Dusit", "Sathon, South", "-Don"]);
        let (activity, sector, scope) =
            chance.one_of(&[("bus", "transport", "1"), ("tram", "rail, light", "2"), ("=burn", "waste", "1")]);
        let units: &[(&str, &str)] = match activity {
            "bus" => &[("litre", "1"), ("US gal", "3.785411784")],
            "tram" => &[("kWh", "1"), ("MWh", "1000")],
            _ => &[("kg", "1"), ("lb", "0.45359237")],
        };
        let (unit, multiplier) = chance.one_of(units);
        let amount = format!("{}.{:0width$}", chance.next() % 100_000, chance.next() % 10, width = 1 + chance.below(12));
        let period = chance.one_of(&["2024", "2024-02-29", "FY2024", "2024-12"]);
        writeln!(ledger, "{period},\"{place}\",A-{row},{activity},{amount},{unit}").unwrap();
        let gases: &[(&str, &str, &str)] = match activity {
            "bus" => &[("CO2", "2.7", "1"), ("CH4", "0.00014640", "27.9")],
            "tram" => &[("CO2", "0.459", "1")],
            _ => &[("N2O", "0.000153", "273"), ("CO2", "0", "1")],
        };
        for (gas, factor, weight) in gases {
            let mass = big(&amount) * big(multiplier) * big(factor);
            let sum = wanted.entry([sector, scope, gas, place]).or_default();
            *sum = (&sum.0 + &mass, &sum.1 + mass * big(weight));
        }
    }
    let tally = Tally::read(ledger.as_bytes(), "l.csv", &tables, &Options::default(), &mut Ids::new()).unwrap();
    assert_eq!((tally.accepted(), tally.rejected()), (2_000, 0));
    let groups = tables.weigh(tally.leaves()).unwrap();
    assert_eq!(groups.len(), wanted.len());
    for (group, (key, (mass, co2e))) in groups.iter().zip(&wanted) {
        assert_eq!([&*group.key.sector, &*group.key.scope, &*group.key.gas, &*group.key.place], *key);
        assert_eq!((big(&group.mass_kg.to_string()), big(&group.co2e_kg.to_string())), (mass.clone(), co2e.clone()));
    }
    // Every way to add the groups up gives the total, and so do the cells of the CSV.
    let total = groups.total_co2e_kg().unwrap().unwrap().to_string();
    for by in [groups.by(|key| key.sector.clone()), groups.by(|key| key.gas.clone()), groups.by(|key| key.place.clone())] {
        assert_eq!(by.unwrap().values().map(|sum| big(&sum.to_string())).sum::<BigDecimal>(), big(&total));
    }
    let table = csv(&groups).unwrap();
    let mut rows: Vec<::csv::StringRecord> = ::csv::Reader::from_reader(table.as_bytes()).records().map(Result::unwrap).collect();
    let last = rows.pop().unwrap();
    assert_eq!((&last[0], &last[5]), ("total", total.as_str()));
    assert_eq!(rows.iter().map(|row| big(&row[5])).sum::<BigDecimal>(), big(&total));
    // Text cells that a spreadsheet would run are made harmless.
    assert!(rows.iter().any(|row| &row[3] == "'-Don") && rows.iter().all(|row| !row[3].starts_with('-')));
    let seen = RowsSeen { accepted: 2_000, rejected: 0 };
    let whole: serde_json::Value = serde_json::from_str(&json(&groups, seen).unwrap()).unwrap();
    assert_eq!((&whole["rows"], &whole["total_co2e_kg"]), (&2_000.into(), &total.clone().into()));
    assert!(text(&groups, seen, Language::English).unwrap().ends_with(&format!("\ntotal, kg CO2e: {total}\n")));
}

#[test]
fn no_rows_are_no_data() {
    let folder = Folder::new("none", "", None);
    let tables = plain_tables(&folder.0, None).unwrap();
    let tally =
        Tally::read("period,activity,amount,unit\n".as_bytes(), "l.csv", &tables, &Options::default(), &mut Ids::new()).unwrap();
    let groups = tables.weigh(tally.leaves()).unwrap();
    assert_eq!(csv(&groups).unwrap(), "sector,scope,gas,place,mass_kg,co2e_kg\ntotal,,,,,\n");
    assert!(json(&groups, RowsSeen::default()).unwrap().contains("\"total_co2e_kg\": null"));
    assert!(text(&groups, RowsSeen::default(), Language::English).unwrap().ends_with("\ntotal, kg CO2e: no data\n"));
}

#[test]
fn rows_are_refused_by_the_tables() {
    let folder = Folder::new("rows", "", None);
    let tables = plain_tables(&folder.0, None).unwrap();
    let ledger = "period,activity,amount,unit,place\n2019,bus,1,litre,Dusit\nFY2024,bus,1,litre,Dusit\n2024,bus,1,kWh,Dusit\n\
        2024,bus,1,liter,Dusit\n2024,buss,1,litre,Dusit\n2024,bus,1,litre,Atlantis\n2024,bus,-1,litre,Dusit\n2024,bus,1,litre,\n";
    let options = Options::default().with_on_bad(OnBad::Collect);
    let tally = Tally::read(ledger.as_bytes(), "l.csv", &tables, &options, &mut Ids::new()).unwrap();
    let lines: Vec<String> = tally.problems().iter().map(ToString::to_string).collect();
    assert_eq!(
        lines,
        [
            "l.csv:2: period: \"2019\": factors.csv has no 2019 for bus; it has 2023, 2024",
            "l.csv:3: period: \"FY2024\": a fiscal year, but no calendar states its months; write calendar years, or give the calendar: TH, JP or KR",
            "l.csv:4: unit: \"kWh\": a unit for kWh, but the activity is counted in litre; use litre",
            "l.csv:5: unit: \"liter\": not a unit of units.csv; did you mean \"litre\"?",
            "l.csv:6: activity: \"buss\": not an activity of activities.csv; did you mean \"bus\"?",
            "l.csv:7: place: \"Atlantis\": not a place of places.csv; add it there",
            "l.csv:8: amount: \"-1\": an amount below zero, which this activity does not allow; correct it or delete the row",
            "l.csv:9: place: the cell is empty; enter a value",
        ]
    );
}

#[test]
fn tables_are_refused_with_their_place() {
    let cases = [
        ("gwp.csv", None, "gwp.csv: cannot be opened: No such file or directory (os error 2); the folder needs all five tables"),
        ("places.csv", Some("name\nDusit\n"), "places.csv:1: the header has no column place; the columns needed are place"),
        (
            "activities.csv",
            Some("activity,sector,scope,base_unit\na,s,1,kg\na,s,2,kg\n"),
            "activities.csv:3: activity: \"a\": listed twice; keep one",
        ),
        (
            "units.csv",
            Some("base_unit,unit,mult\nkg,t,1e3\n"),
            "units.csv:2: mult: \"1e3\": a power of ten; write the number out, or set exponent = true",
        ),
        ("units.csv", Some("base_unit,unit,mult\nkg,t,1000\nkg,t,1\n"), "units.csv:3: unit: \"t\": listed twice; keep one"),
        (
            "factors.csv",
            Some("activity,year,gas,value\nbus,2024,SF6,1\n"),
            "factors.csv:2: gas: \"SF6\": gwp.csv has no GWP of this gas; add it there",
        ),
        (
            "factors.csv",
            Some("activity,year,gas,value\nboat,2024,CO2,1\n"),
            "factors.csv:2: activity: \"boat\": not an activity of activities.csv; add it there",
        ),
        (
            "factors.csv",
            Some("activity,year,gas,value\nbus,2567,CO2,1\n"),
            "factors.csv:2: year: \"2567\": this looks like a year of the Buddhist Era; write 2024, or set era = \"BE\"",
        ),
        (
            "factors.csv",
            Some("activity,year,gas,value\nbus,2024,CO2,1\nbus,2024,CO2,1\n"),
            "factors.csv:3: gas: \"CO2\": listed twice; keep one",
        ),
        ("factors.csv", Some("activity,year,gas,value\nbus,2024,CO2,\n"), "factors.csv:2: value: the cell is empty; enter a value"),
    ];
    for (at, (name, table, message)) in cases.into_iter().enumerate() {
        let folder = Folder::new(&format!("case{at}"), name, table);
        let error = plain_tables(&folder.0, None).unwrap_err().to_string();
        // A long folder name is clipped in the message; what follows it is not.
        assert!(error.ends_with(message.split_once(':').unwrap().1), "{error}");
    }
}

/// A plain sum can be done again by hand from the rows: none of them is shared among years.
#[test]
fn a_row_of_two_years_is_refused_and_one_of_several_months_is_not() {
    let folder = Folder::new("years", "", None);
    let tables = plain_tables(&folder.0, None).unwrap();
    let ledger = "period,activity,amount,unit,place,id,corrects\n2024-Q1,bus,1,litre,Dusit,a,\n\
                  2024-02-10/2024-05-01,bus,2,litre,Dusit,,\n2023-12-10/2024-01-06,bus,4,litre,Dusit,,\n2024,bus,-0.5,litre,Dusit,,a\n";
    let options = Options::default().with_on_bad(OnBad::Collect);
    let tally = Tally::read(ledger.as_bytes(), "ledger.csv", &tables, &options, &mut Ids::new()).unwrap();
    let problems: Vec<String> = tally.problems().iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "ledger.csv:4: period: \"2023-12-10/2024-01-06\": a period with days of several years, which plain tables do not share among them; write a row for each year"
        ]
    );
    let sums: Vec<String> = tally.leaves().map(|leaf| format!("{} {}", leaf.year, leaf.sum)).collect();
    assert_eq!((sums, tally.accepted()), (vec!["2024 2.5".to_owned()], 3));
    // Corrections of more than there is are no sum.
    let more = ledger.replace("-0.5", "-3.5");
    let tally = Tally::read(more.as_bytes(), "ledger.csv", &tables, &options, &mut Ids::new()).unwrap();
    assert_eq!(
        tables.weigh_tally(&tally).unwrap_err().to_string(),
        "\"-0.5\": a sum below zero, which this activity does not allow; its corrections are greater than the rows that they correct"
    );
}
