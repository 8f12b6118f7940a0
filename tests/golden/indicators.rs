//! Indicators and monitoring: examples held against frozen files, figures worked by hand, what is missing, what is refused.

use crate::examples::{folders, open};
use crate::folder::Folder;
use crate::{golden, schema};
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::report::{self, IndicatorsReport};
use serde_json::{Value, json};

const MEANS: &str = "indicators of an example, or their words, changed";

const INDICATORS: &str = "indicator,year,value,unit,source";
const MONITORING: &str = "station,instrument,pollutant,unit,period,completeness,value,source";

#[test]
fn the_indicators_of_examples_are_printed_as_they_were() {
    for (name, path) in folders().into_iter().filter(|(name, _)| ["bangkok", "yokohama"].contains(&name.as_str())) {
        let city = open(&path, &FolderOptions::default());
        let statements = city.close().unwrap();
        for language in Language::ALL {
            let text = report::indicators_text(&city, &statements, language).unwrap();
            golden::hold(&format!("{name}.indicators.{language}.txt"), &text, MEANS);
        }
        let json = report::indicators_json(&city, &statements).unwrap();
        golden::hold(&format!("{name}.indicators.json.txt"), std::str::from_utf8(&json).unwrap(), MEANS);
    }
}

#[test]
fn the_json_of_indicators_is_as_its_schema_says_and_reads_back() {
    let wanted: Value = serde_json::from_str(include_str!("../../docs/schema/indicators.schema.json")).unwrap();
    let station = format!("{MONITORING}\nroad,beta gauge,NO2,ppb,2018-03,50 %,21,report\n");
    let measured =
        Folder::new("").with("monitoring.csv", &station).with("indicators.csv", &format!("{INDICATORS}\n12.5.1,2018,3,t,report\n"));
    let cities = folders().into_iter().map(|(_, path)| open(&path, &FolderOptions::default())).chain([measured.open().unwrap()]);
    for city in cities {
        let statements = city.close().unwrap();
        let bytes = report::indicators_json(&city, &statements).unwrap();
        schema::holds(&wanted, &serde_json::from_slice(&bytes).unwrap());
        let report: IndicatorsReport = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(report, IndicatorsReport::of(&city, &statements).unwrap());
    }
}

/// The figures and what is missing of an indicator in 2018.
fn of_2018(folder: &Folder, indicator: &str) -> (Vec<(String, String)>, Value, Value) {
    let city = folder.open().unwrap_or_else(|refusal| panic!("{refusal}"));
    let json: Value = serde_json::from_slice(&report::indicators_json(&city, &city.close().unwrap()).unwrap()).unwrap();
    let found = json["indicators"].as_array().unwrap().iter().find(|found| found["indicator"] == indicator).unwrap();
    let year = found["years"].as_array().unwrap().iter().find(|year| year["year"] == "2018").unwrap().clone();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let figures = year["figures"].as_array().unwrap().iter().map(|figure| (text(&figure["value"]), text(&figure["unit"])));
    (figures.collect(), year["missing"].clone(), year["left_out"].clone())
}

fn figure(value: &str, unit: &str) -> (String, String) {
    (value.to_owned(), unit.to_owned())
}

/// 1,000 kWh at home are 3,600 MJ; 100 litre of diesel are 93 L x 36.42 MJ + 7 L x 23.22 MJ = 3,549.6 MJ for B7. On the GDP of 1000
/// that is 7.1496 MJ. CO2 of the diesel: 93 L x 36.42 MJ/L x 74,100 kg/TJ = 250.981146 kg.
#[test]
fn energy_and_co2_for_each_unit_of_gdp_are_worked_by_hand() {
    let ledger = "period,activity,amount,unit\n2018,residential.electricity,1000,kWh\n2018,road.diesel-b7,100,litre\n";
    let city = Folder::new("gdp = 1000\n").with("ledger.csv", ledger);
    assert_eq!(of_2018(&city, "7.3.1").0, [figure("7.1496", "MJ/GDP")]);
    assert_eq!(of_2018(&city, "9.4.1").0, [figure("0.250981146", "kg CO2/GDP")]);
    // Power plants for the grid burn what is used elsewhere in the sum, and emit where they are.
    let plant = format!("{ledger}2018,grid-supply.natural-gas,1,TJ\n");
    let plant = Folder::new("gdp = 1000\n").with("ledger.csv", &plant);
    assert_eq!(of_2018(&plant, "7.3.1").0, [figure("7.1496", "MJ/GDP")]);
    assert_eq!(of_2018(&plant, "9.4.1").0, [figure("56.350981146", "kg CO2/GDP")]);
    // Without GDP, and with a reference of which only emissions are known.
    let direct = "ref,year,gas,amount,unit,source\nI.3.1,2018,CO2e,5,t,report\nI.2.1,2018,CO2,5,t,report\n";
    let stated = Folder::new("").with("ledger.csv", ledger).with("direct.csv", direct);
    let gaps = json!(["city.toml has no gdp of the year", "the energy of I.2.1, I.3.1 is not known: only emissions are stated"]);
    assert_eq!(of_2018(&stated, "7.3.1"), (vec![], gaps, json!([])));
    let gaps = json!(["city.toml has no gdp of the year", "the CO2 of I.3.1 is not known: only CO2e is stated"]);
    assert_eq!(of_2018(&stated, "9.4.1"), (vec![], gaps, json!([])));
    // A figure that a city states is there next to what is missing for one that follows.
    let own = stated.with("indicators.csv", &format!("{INDICATORS}\n7.3.1,2018,4.5,MJ/GDP,energy report\n"));
    assert_eq!(of_2018(&own, "7.3.1").0, [figure("4.5", "MJ/GDP")]);
}

/// 93,000 kg CO2e over 30 persons, and what the total leaves out.
#[test]
fn the_total_is_that_of_the_level_and_for_each_person() {
    let direct = "ref,year,gas,amount,unit,source,key,reason\nI.1.1,2018,CO2e,93,t,report,,\nIII.1.1,2018,,,,,NE,no weighbridge\n";
    let city = Folder::new("").with("direct.csv", direct);
    let (figures, missing, left_out) = of_2018(&city, "13.2.2");
    assert_eq!((figures, missing), (vec![figure("93", "t CO2e")], json!(["city.toml has no population of the year"])));
    assert!(left_out.as_array().unwrap().contains(&json!("III.1.1")) && !left_out.as_array().unwrap().contains(&json!("I.1.1")));
    let peopled = Folder::new("population = 30\n").with("direct.csv", direct);
    assert_eq!(of_2018(&peopled, "13.2.2").0, [figure("93", "t CO2e"), figure("3.1", "t CO2e/person")]);
    assert_eq!(of_2018(&Folder::new(""), "13.2.2").1, json!(["the inventory has no total"]));
}

/// 20 t recyclable and 30 t organic of 200 t: 25 %. It is no share of waste in controlled facilities.
#[test]
fn the_recycling_rate_is_12_5_1_and_not_11_6_1() {
    let form = "measure = \"waste-separation\"\nname = \"separation\"\nfirst_year = 2018\nlast_year = 2018\nsource = \"s\"\n\
                waste = { file = \"waste.csv\" }\n[without.organic]\n\"landfill.managed-anaerobic.food\" = \"1\"\n\
                [with.composting]\n\"composting.msw-organic\" = \"1\"\n[without.recyclable]\nnone = \"sold\"\n[with.recycling]\nnone = \"sold\"\n\
                [without.energy]\nnone = \"a\"\n[with.energy]\nnone = \"a\"\n[without.hazardous]\nnone = \"a\"\n[without.infectious]\nnone = \"a\"\n\
                [without.electronic]\nnone = \"a\"\n";
    let row = |stream: &str, tonnes: u32, to: &str| format!("2018,{stream},{tonnes},t,{to}\n");
    let rows = [
        row("organic", 30, "composting"),
        row("recyclable", 20, "recycling"),
        row("energy", 10, "energy"),
        row("hazardous", 5, "landfill"),
        row("infectious", 5, "landfill"),
        row("electronic", 5, "landfill"),
        row("general", 125, "landfill"),
    ];
    let city = |rows: &[String]| {
        let text = format!("period,stream,amount,unit,destination\n{}", rows.concat());
        Folder::new("").with("measures/separation.toml", form).with("measures/waste.csv", &text)
    };
    assert_eq!(of_2018(&city(&rows), "12.5.1").0, [figure("25", "%")]);
    assert_eq!(of_2018(&city(&rows), "11.6.1"), (vec![], json!(["no row of indicators.csv states it"]), json!([])));
    assert_eq!(of_2018(&city(&rows[..6]), "12.5.1").1, json!(["separation: no tonnes of general"]));
    let none = json!(["no measure states streams of waste of the whole city and year"]);
    assert_eq!(of_2018(&Folder::new(""), "12.5.1").1, none);
}

#[test]
fn what_is_no_row_of_indicators_is_refused() {
    let cases = [
        ("11.6.1,2018,92,t,report", "indicators.csv:2: unit: \"t\": not a unit that 11.6.1 is stated in; use %"),
        (
            "green-area,2018,7,m2,report",
            "indicators.csv:2: unit: \"m2\": not a unit that green-area is stated in; use m2/person, %",
        ),
        ("11.6.1,2018,920,%,report", "indicators.csv:2: value: \"920\": more than 100 %; correct the number"),
        ("11.6.2,2018,-0.1,ug/m3,report", "indicators.csv:2: value: \"-0.1\": below zero; enter zero or more"),
        ("11.6.3,2018,1,%,report", "indicators.csv:2: indicator: \"11.6.3\": unknown indicator; did you mean \"11.6.1\"?"),
        ("11.6.1,2018,92,%,", "indicators.csv:2: source: the cell is empty; enter a value"),
        ("11.6.1,2018,92,%,a\n11.6.1,2018,93,%,b", "indicators.csv:3: indicator: \"11.6.1\": listed twice; keep one"),
    ];
    for (row, wanted) in cases {
        let text = Folder::new("").with("indicators.csv", &format!("{INDICATORS}\n{row}\n")).error_text();
        assert_eq!(text, wanted, "{row}");
    }
}

#[test]
fn what_is_no_row_of_monitoring_is_refused() {
    let cases = [
        (
            "road,beta gauge,PM2.5,t,2018,92 %,21,report",
            "monitoring.csv:2: unit: \"t\": not a unit of a concentration in the air; use ug/m3, mg/m3, ppb, ppm; emissions belong elsewhere, and nothing converts one into the other",
        ),
        (
            "road,beta gauge,PM2.5,ppb,2018,92 %,21,report",
            "monitoring.csv:2: unit: \"ppb\": particles have no volume as a gas; state a mass for each m3",
        ),
        (
            "road,beta gauge,PM2.5,ug/m3,2018,0.92,21,report",
            "monitoring.csv:2: completeness: \"0.92\": not a share of the period in per cent; write it with the sign, like 92 %",
        ),
        (
            "road,beta gauge,PM2.5,ug/m3,2018,120 %,21,report",
            "monitoring.csv:2: completeness: \"120\": more than 100 %; correct the number",
        ),
        ("road,beta gauge,PM2.5,ug/m3,2018,92 %,-21,report", "monitoring.csv:2: value: \"-21\": below zero; enter zero or more"),
        (
            "road,beta gauge,NOx,ug/m3,2018,92 %,21,report",
            "monitoring.csv:2: pollutant: \"NOx\": unknown air pollutant; did you mean \"NO2\"?",
        ),
        ("road,,PM2.5,ug/m3,2018,92 %,21,report", "monitoring.csv:2: instrument: the cell is empty; enter a value"),
        (
            "road,a,PM10,ug/m3,2018-03,92 %,21,r\nroad,a,PM10,ug/m3,2018-03,92 %,22,r",
            "monitoring.csv:3: station: \"road\": listed twice; keep one",
        ),
    ];
    for (row, wanted) in cases {
        let text = Folder::new("").with("monitoring.csv", &format!("{MONITORING}\n{row}\n")).error_text();
        assert_eq!(text, wanted, "{row}");
    }
}

/// 250 of 365 days are 68.49 %.
#[test]
fn a_concentration_is_printed_with_its_completeness_and_enters_nothing() {
    let rows = "road,beta gauge,PM2.5,ug/m3,2018,92.5 %,21.4,report\nroad,beta gauge,PM2.5,ug/m3,2017,68%,25,report\nroad,beta gauge,PM2.5,ug/m3,2016,68.5%,25,report\n";
    let city = Folder::new("").with("monitoring.csv", &format!("{MONITORING}\n{rows}"));
    let opened = city.open().unwrap();
    let statements = opened.close().unwrap();
    let text = report::indicators_text(&opened, &statements, Language::English).unwrap();
    let wanted = "
Monitoring of the air:
  - road, PM2.5, 2016: 25 ug/m3, 68.5 % of the period (beta gauge; report)
  - road, PM2.5, 2017: 25 ug/m3, only 68 % of the period, less than 250 days of a year (beta gauge; report)
  - road, PM2.5, 2018: 21.4 ug/m3, 92.5 % of the period (beta gauge; report)

A concentration is no emission: nothing converts one into the other, and neither is in the other's figures.
";
    assert!(text.ends_with(wanted), "{text}");
    let without = Folder::new("").open().unwrap().close().unwrap();
    assert_eq!(statements[0].totals().unwrap(), without[0].totals().unwrap());
    assert_eq!((&statements[0].lines, &statements[0].checks), (&without[0].lines, &without[0].checks));
    // Nor does it give 11.6.2, which is weighted by population.
    assert_eq!(of_2018(&city, "11.6.2").1, json!(["no row of indicators.csv states it"]));
}
