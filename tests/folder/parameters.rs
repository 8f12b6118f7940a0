//! Parameters of a city: which names are read, in which units, within which bounds.

use citycarbon::error::Error;
use citycarbon::factors::OwnTable;
use citycarbon::quantity::NumberFormat;
use citycarbon::records::Delimiter;

/// Reads one row and gives what it says of it, if it says anything.
fn refusal(parameter: &str, value: &str, per: &str, unit: &str) -> Option<String> {
    let text = format!(
        "id,parameter,subject,value,per,unit,region,years,source,locator\nmine,{parameter},food,{value},{per},{unit},TH,all,survey,p. 1\n"
    );
    let read = OwnTable::read(text.as_bytes(), "parameters.csv", Delimiter::Comma, NumberFormat::default());
    read.err().map(|problems| problems.iter().map(Error::to_string).collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_parameter_is_read_by_its_name_in_units_of_its_kind() {
    for (parameter, value, per, unit) in [
        ("degradable-organic-carbon", "15", "100", "kg/kg"),
        ("degradable-organic-carbon", "150", "", "g/kg"),
        ("methane-correction-factor", "1", "", "kg/kg"),
        ("methane-recovery", "0", "", "kg/kg"),
        ("methane-fraction", "0.5", "", "m3/m3"),
        ("decay-rate", "0.4", "", "1/yr"),
        ("decay-rate", "40", "", "%/ปี"),
        ("bod-per-person", "0.04", "", "kg/person/day"),
        ("bod-correction-factor", "1.25", "", "kg/kg"),
        ("industrial-codischarge-factor", "0", "", "kg/kg"),
        ("fuel-economy", "2.55", "", "vkm/L"),
        ("fuel-economy", "1.60", "", "vkm/kg"),
        ("energy-use", "1.31", "", "kWh/vkm"),
        ("specific-yield", "1386", "", "kWh/kWp"),
        ("degradation", "0.5", "", "%/yr"),
        ("density", "0.717", "", "kg/Nm3"),
    ] {
        assert_eq!(refusal(parameter, value, per, unit), None, "{parameter} {value} {unit}");
    }
}

#[test]
fn a_value_out_of_bounds_is_refused_with_the_bound() {
    let (share, percent) = ("write 0.8 for 80 %", "for percent write 100 in the column per");
    for (parameter, value, per, unit, message) in [
        ("degradable-organic-carbon", "15", "", "kg/kg", format!("value (id mine): \"15\": a share outside 0 to 1; {share}")),
        ("mass-share", "48.6", "", "kg/kg", format!("value (id mine): \"48.6\": a share outside 0 to 1; {share}")),
        ("oxidation-factor", "1.01", "", "kg/kg", format!("value (id mine): \"1.01\": a share outside 0 to 1; {share}")),
        ("performance-ratio", "75", "", "kWh/kWh", format!("value (id mine): \"75\": a share outside 0 to 1; {share}")),
        ("degradation", "101", "", "%/yr", format!("value (id mine): \"101\": a share outside 0 to 1; {share}")),
        ("td-loss", "5", "5", "kWh/kWh", format!("value (id mine): \"5\": 100 % would be lost; {percent}")),
        (
            "decay-rate",
            "0",
            "",
            "1/yr",
            "value (id mine): \"0\": not above zero; enter the value that the source prints".to_owned(),
        ),
        (
            "fuel-economy",
            "0",
            "",
            "vkm/L",
            "value (id mine): \"0\": not above zero; enter the value that the source prints".to_owned(),
        ),
        ("methane-recovery", "-0.1", "", "kg/kg", "value (id mine): \"-0.1\": below zero; enter zero or more".to_owned()),
        (
            "bod-per-person",
            "40",
            "",
            "g/kg",
            "unit (id mine): \"g/kg\": not a unit of bod-per-person; write it like g/head/day, kg/head/yr".to_owned(),
        ),
        ("decay-rate", "0.4", "", "kg/kg", "unit (id mine): \"kg/kg\": not a unit of decay-rate; write it like 1/yr".to_owned()),
        (
            "fuel-economy",
            "5.5",
            "",
            "km/L",
            "unit (id mine): \"km/L\": not a unit of fuel-economy; write it like vkm/L, vkm/kg".to_owned(),
        ),
        (
            "net-calorific-value",
            "36.42",
            "",
            "L/MJ",
            "unit (id mine): \"L/MJ\": not a unit of net-calorific-value; write it like TJ/Gg, MJ/L, MJ/Nm3, MJ/m3 gas".to_owned(),
        ),
        (
            "decay-rat",
            "0.4",
            "",
            "1/yr",
            "parameter (id mine): \"decay-rat\": not a parameter that is read; did you mean \"decay-rate\"?".to_owned(),
        ),
        (
            "half-life",
            "2",
            "",
            "1/yr",
            "parameter (id mine): \"half-life\": not a parameter that is read; examples/README.md lists the names".to_owned(),
        ),
    ] {
        assert_eq!(refusal(parameter, value, per, unit), Some(format!("parameters.csv:2: {message}")), "{parameter}");
    }
}

/// The page names every parameter that is read, and no other.
#[test]
fn the_page_on_folders_lists_the_parameters() {
    let page = include_str!("../../examples/README.md");
    let section = page.split("## parameters.csv").nth(1).unwrap().split("\n## ").next().unwrap();
    let mut named = 0;
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        for name in row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2) {
            let wrong = refusal(name, "1", "2", "kg/tkm").unwrap_or_default();
            assert!(wrong.contains(&format!("not a unit of {name}")), "{name}: {wrong}");
            named += 1;
        }
    }
    assert_eq!(named, 48);
}
