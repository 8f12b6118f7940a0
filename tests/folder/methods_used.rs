//! By what an entry was computed: its methods, its tier, and whose values they were used with.

use crate::folder::{DIRECT, FACTOR, Folder, PARAMETER};
use citycarbon::i18n::Language;
use citycarbon::report;
use serde_json::Value;

/// The method, the tier and the publications of an entry, as JSON has them.
fn of(folder: &Folder, reference: &str) -> String {
    let written = report::json(&folder.open().unwrap().close().unwrap()).unwrap();
    let written: Value = serde_json::from_slice(&written).unwrap();
    let entries = written["years"][0]["entries"].as_array().unwrap();
    let entry = entries.iter().find(|entry| entry["ref"] == reference).unwrap();
    format!("{} {} {}", entry["method"], entry["tier"], entry["publications"])
}

fn ledger(rows: &str) -> Folder {
    Folder::new("").with("ledger.csv", &format!("period,activity,amount,unit\n{rows}"))
}

#[test]
fn a_factor_is_of_tier_1_where_it_is_a_default_and_of_tier_2_where_it_is_of_the_country_or_the_city() {
    let gasoline = "2018,residential.motor-gasoline,1000,L\n";
    assert_eq!(of(&ledger(gasoline), "I.1.1"), r#""activity-times-factor" "1" ["dede","ipcc2006"]"#);
    assert_eq!(of(&ledger("2018,residential.electricity,1000,kWh\n"), "I.1.2"), r#""activity-times-factor" "2" ["eppo2022"]"#);
    // The factor decides, whoever states the density and the calorific value.
    let own = ["CO2", "CH4", "N2O"].map(|gas| {
        let process = "stationary.residential,motor-gasoline";
        format!("own-{},{process},{gas},1,kg/TJ,TH-10,all,inventory,,our laboratory,report 1\n", gas.to_lowercase())
    });
    let own = ledger(gasoline).with("factors.csv", &format!("{FACTOR}\n{}", own.concat()));
    assert_eq!(of(&own, "I.1.1"), r#""activity-times-factor" "2" ["dede","own"]"#);
    // One gas by the default factor is enough.
    let one = "own-co2,stationary.residential,motor-gasoline,CO2,70000,kg/TJ,TH-10,all,inventory,,our laboratory,report 1";
    let one = ledger(gasoline).with("factors.csv", &format!("{FACTOR}\n{one}\n"));
    assert_eq!(of(&one, "I.1.1"), r#""activity-times-factor" "1" ["dede","ipcc2006","own"]"#);
    // A default value remains one when a city copies it and names the guideline.
    let copied = "own-co2,stationary.residential,motor-gasoline,CO2,69300,kg/TJ,TH-10,all,inventory,,ipcc2006,table 2.5";
    let copied = ledger(gasoline).with("factors.csv", &format!("{FACTOR}\n{copied}\n"));
    assert_eq!(of(&copied, "I.1.1"), r#""activity-times-factor" "1" ["dede","ipcc2006"]"#);
}

#[test]
fn a_method_names_the_publications_of_the_values_that_it_was_used_with() {
    let waste = "2018,landfill.managed-anaerobic.food,1000,t\n";
    let recovery = format!("{PARAMETER}\nr,methane-recovery,landfill,0,kg/kg,TH-10,all,own,the operator,letter\n");
    let landfill = |more: &str| Folder::new(more).with("parameters.csv", &recovery);
    let landfill = |more: &str| landfill(more).with("ledger.csv", &format!("period,activity,amount,unit\n{waste}"));
    assert_eq!(of(&landfill(""), "III.1.1"), r#""landfill-commitment" "1" ["ipcc2006","own"]"#);
    let of_the_gpc = landfill("[series]\ndecomposable-fraction = \"gpc2014\"\n");
    assert_eq!(of(&of_the_gpc, "III.1.1"), r#""landfill-commitment" "1" ["gpc2014","ipcc2006","own"]"#);
    let full = report::full(&of_the_gpc.open().unwrap().close().unwrap(), &[], Language::English).unwrap();
    let wanted = "\n  - III.1.1: landfill-commitment (GPC, ch. 8, eq. 8.3 and 8.4), tier 1, values of gpc2014, ipcc2006, own\n";
    assert!(full.contains(wanted), "{full}");
    // The factor for industry that shares the sewer, of either edition.
    let persons = "2018,wastewater.nitrogen,1000,head\n";
    assert_eq!(of(&ledger(persons), "III.4.1"), r#""wastewater-nitrogen" "1" ["fao2021","ipcc2006"]"#);
    let other = Folder::new("[series]\nindustrial-codischarge-factor = \"ipcc2019\"\n");
    let other = other.with("ledger.csv", &format!("period,activity,amount,unit\n{persons}"));
    assert_eq!(of(&other, "III.4.1"), r#""wastewater-nitrogen" "1" ["fao2021","ipcc2006","ipcc2019"]"#);
}

#[test]
fn a_form_names_its_method_and_several_methods_are_joined() {
    let of_form = |factor: &str| {
        let form = format!(
            "method = \"composting\"\nref = \"III.2.1\"\nsource = \"s\"\nyear = 2018\n[inputs]\nwaste = {{ value = \"1000\", unit = \"t\" }}
methane-factor = {factor}\nnitrous-oxide-factor = {{ value = \"0.2\", unit = \"g/kg\" }}\n"
        );
        Folder::new("").with("methods/compost.toml", &form)
    };
    // Values in a form are the city's own; a default among them makes the tier that of the default.
    assert_eq!(of(&of_form("{ value = \"3\", unit = \"g/kg\" }"), "III.2.1"), r#""composting" "2" []"#);
    let shipped = "\"@ipcc2006-composting-wet-ch4\"";
    assert_eq!(of(&of_form(shipped), "III.2.1"), r#""composting" "1" ["ipcc2006"]"#);
    let rows = "period,activity,amount,unit\n2018,composting.msw-organic,1,t\n";
    let both = of_form(shipped).with("ledger.csv", rows);
    assert_eq!(of(&both, "III.2.1"), r#""activity-times-factor; composting" "1" ["ipcc2006"]"#);
    // What is stated, and a key, have neither; a stated part of a reference adds nothing.
    let rows = "V.1,2018,,CH4,5,t,,,,,,,a\nV.2,2018,,,,,,NO,,none,,,\n";
    let stated = Folder::new("").with("direct.csv", &format!("{DIRECT}\n{rows}"));
    assert_eq!([of(&stated, "V.1"), of(&stated, "V.2")], ["null null []", "null null []"]);
    let mixed = of_form(shipped).with("direct.csv", &format!("{DIRECT}\nIII.2.1,2018,A,CH4,5,t,,,,,,,a\n"));
    assert_eq!(of(&mixed, "III.2.1"), r#""composting" "1" ["ipcc2006"]"#);
}
