//! Methods by name: what they take, what they refuse, and how a city folder uses them.

use crate::folder::Folder;
use citycarbon::audit::{Tree, verify};
use citycarbon::methods::{self, MethodSpec};
use citycarbon::{Registry, report};
use serde_json::{Value, json};

const SHEET: &str = "method = \"landfill-commitment\"\nref = \"III.1.2\"\nsource = \"weighbridge\"\nyear = 2018\n";

const INPUTS: &str = "[inputs]
waste = { value = \"1000\", unit = \"t\" }
degradable-organic-carbon = { row = \"ipcc2006-doc-food\" }
decomposable-fraction = { value = \"0.5\", unit = \"kg/kg\" }
methane-correction-factor = { value = 1, unit = \"kg/kg\" }
methane-fraction = { value = 0.5, unit = \"m3/m3\" }
methane-recovery = { value = \"0\", unit = \"kg/kg\" }
oxidation-factor = { value = \"10\", unit = \"%\" }
";

/// Waste oil that is burnt: 1000 t · 0.75 · 1 · 44/12 = 2750 t of CO2.
const PLANT: &str = "method = \"incineration-liquids\"
ref = \"III.3.1\"
source = \"plant\"
year = 2018
[inputs]
waste = [{ kind = \"oil\", value = \"1000\", unit = \"t\" }]
fossil-carbon-content = [{ kind = \"oil\", value = \"0.75\", unit = \"kg/kg\" }]
oxidation-factor = [{ kind = \"oil\", value = \"1\", unit = \"kg/kg\" }]
";

fn commitment() -> &'static MethodSpec {
    methods::find("landfill-commitment").unwrap()
}

fn inputs() -> Value {
    json!({
        "waste": { "value": "1000", "unit": "t" },
        "degradable-organic-carbon": { "row": "ipcc2006-doc-food" },
        "decomposable-fraction": { "value": "0.5", "unit": "kg/kg" },
        "methane-correction-factor": { "value": 1, "unit": "kg/kg" },
        "methane-fraction": { "value": "0.5", "unit": "m3/m3" },
        "methane-recovery": { "value": "0", "unit": "kg/kg" },
        "oxidation-factor": { "value": "10", "unit": "%" },
    })
}

/// The error of the inputs with one of them changed.
fn refused(name: &str, value: Value) -> String {
    let mut inputs = inputs();
    if value.is_null() {
        inputs.as_object_mut().unwrap().remove(name);
    } else {
        inputs[name] = value;
    }
    commitment().compute(&inputs, Registry::bundled().unwrap()).unwrap_err().to_string()
}

#[test]
fn a_worksheet_gives_the_exact_figure() {
    // 1000 t · 0.15 · 0.5 · 1 · 0.5 · 16/12 · (1 − 0.1) = 45 t
    let results = commitment().compute(&inputs(), Registry::bundled().unwrap()).unwrap();
    assert_eq!(results.one("CH4").unwrap().to_string(), "45000");
    assert_eq!(serde_json::to_string(&results).unwrap(), r#"{"CH4":{"value":"45000","unit":"kg"}}"#);
}

#[test]
fn what_was_read_is_written_as_it_can_be_read_again() {
    let registry = Registry::bundled().unwrap();
    let read = commitment().read(&inputs(), registry).unwrap();
    let written = read.written();
    assert_eq!(written["degradable-organic-carbon"], json!({ "value": "15", "per": "100", "unit": "kg/kg" }));
    assert_eq!(commitment().read(&written, registry).unwrap().written(), written);
}

#[test]
fn each_input_that_cannot_be_taken_is_named() {
    let error_text = [
        ("waste", json!(null)),
        ("degradable-organic-carbon", json!(null)),
        ("waste", json!("1000 t")),
        ("waste", json!({ "value": 1000.5, "unit": "t" })),
        ("waste", json!({ "value": "1,000", "unit": "t" })),
        ("waste", json!({ "value": "1000", "unit": "kWh" })),
        ("waste", json!({ "value": "1000", "unit": "tones" })),
        ("waste", json!({ "value": "-1", "unit": "t" })),
        ("waste", json!({ "unit": "t" })),
        ("waste", json!({ "value": "1", "unit": "t", "year": 2018 })),
        ("waste", json!([{ "value": "1", "unit": "t" }, { "value": "2", "unit": "t" }])),
        ("waste", json!({ "value": "1", "unit": "t", "row": "ipcc2006-doc-food" })),
        ("oxidation-factor", json!({ "value": "1.1", "unit": "kg/kg" })),
        ("oxidation-factor", json!({ "row": "ipcc2006-doc-foot" })),
        ("oxidation-factor", json!({ "row": "ipcc2006-lpg-net-calorific-value" })),
        ("oxidation-facter", json!({ "value": "1", "unit": "%" })),
    ]
    .map(|(name, value)| refused(name, value));
    assert_eq!(
        error_text,
        [
            "waste: missing: waste landfilled in the year, wet (kg); state it",
            "degradable-organic-carbon: missing: degradable organic carbon of the wet waste (kg/kg); state it, or use a row such as @ipcc2006-doc-food, @ipcc2006-doc-garden (18 more)",
            "\"waste\": a value without its unit; give value and unit, such as \"12.5\" and \"Gg\", both in quotes",
            "waste: \"1000.5\": value is neither text nor a whole number; write it in quotes: \"12.5\"",
            "waste: \"1,000\": a mark between thousands; write 1000",
            "waste: \"kWh\": not a unit of this input; use a unit such as kg",
            "waste: \"tones\": unknown unit; did you mean \"tonnes\"?",
            "waste: \"-1\": below zero; enter zero or more",
            "\"waste\": value is missing; give value and unit, such as \"12.5\" and \"kg\"",
            "\"year\": not a key of waste; use value, per, unit, row, source",
            "\"waste\": several values for an input that takes one; give one",
            "waste: \"1\": given together with a row, which has its own value and unit; give one of them",
            "oxidation-factor: \"1.1\": a share outside 0 to 1; write 0.8 for 80 %",
            "oxidation-factor: \"ipcc2006-doc-foot\": no row has this id; did you mean \"ipcc2006-doc-food\"?",
            "oxidation-factor: \"TJ/Gg\": not a unit of this input; use a unit such as kg/kg",
            "\"oxidation-facter\": not an input of landfill-commitment; did you mean \"oxidation-factor\"?"
        ]
    );
}

#[test]
fn a_city_books_it_with_its_evidence() {
    let city = Folder::new("").with("methods/burial.toml", &format!("{SHEET}{INPUTS}"));
    let statement = city.closed();
    let entry = statement.entries.iter().find(|entry| entry.category.reference() == "III.1.2").unwrap();
    // 45 t CH4 · 28
    assert_eq!(entry.co2e.unwrap().to_string(), "1260000");
    assert_eq!(entry.origin.unwrap().to_string(), "method");
    let trace = String::from_utf8(report::trace_jsonl(std::slice::from_ref(&statement)).unwrap()).unwrap();
    let tree: Tree = trace.parse().unwrap();
    verify(&tree).unwrap();
    assert_eq!(tree.derivation.method().unwrap().spec().name, "landfill-commitment");
    assert!(trace.contains("ipcc2006-doc-food") && trace.contains("table 2.4"), "{trace}");
    // An input that was changed after the run is found out.
    let forged: Tree = trace.replace("\"value\":\"1000\"", "\"value\":\"2000\"").parse().unwrap();
    assert!(verify(&forged).unwrap_err().to_string().contains("method of line"), "{forged}");
    // So is a second sum next to the result of the method.
    let mut padded: Tree = trace.parse().unwrap();
    padded.inputs.push(padded.inputs[0].clone());
    assert!(verify(&padded).unwrap_err().to_string().contains("method of line"), "{padded}");
    let used = String::from_utf8(report::factors_used_csv(&[statement]).unwrap()).unwrap();
    assert!(used.contains("ipcc2006-doc-food,degradable-organic-carbon,"), "{used}");
}

#[test]
fn energy_that_is_recovered_moves_the_entry() {
    let city = Folder::new("").with("methods/plant.toml", &format!("energy = \"grid\"\n{PLANT}"));
    let statement = city.closed();
    let of = |reference: &str| statement.entries.iter().find(|entry| entry.category.reference() == reference).unwrap();
    assert_eq!(of("I.4.4").co2e.unwrap().to_string(), "2750000");
    assert_eq!(of("III.3.1").key.unwrap().to_string(), "IE");
    assert_eq!(of("III.3.1").included_in.unwrap().reference(), "I.4.4");
    assert!(
        statement.notices.iter().any(|notice| notice.to_string()
            == "methods/plant.toml: energy is recovered, so the waste burnt is counted in I.4.4, not in III.3.1"),
        "{:?}",
        statement.notices
    );
}

#[test]
fn what_does_not_count_is_a_cross_check() {
    let not_counted = format!("counts = false\nreason = \"the other way counts\"\n{SHEET}{INPUTS}");
    let statement = Folder::new("").with("methods/burial.toml", &not_counted).closed();
    assert!(statement.entries.iter().all(|entry| entry.category.reference() != "III.1.2" || entry.co2e.is_none()));
    let check = statement.cross_checks.first().unwrap();
    assert_eq!((check.co2e.to_string().as_str(), check.what.as_str()), ("1260000", "landfill-commitment"));
}

#[test]
fn each_bad_form_of_a_method_is_refused_at_its_line() {
    let error_text = |text: &str| Folder::new("").with("methods/burial.toml", text).error_text();
    let replaced = |from: &str, to: &str| error_text(&format!("{SHEET}{INPUTS}").replace(from, to));
    let messages = [
        error_text(""),
        error_text("method = "),
        replaced("landfill-commitment", "landfil-commitment"),
        replaced("III.1.2", "II.1.1"),
        replaced("III.1.2", "III.1.9"),
        replaced("year = 2018", "year = 2561"),
        replaced("year = 2018\n", ""),
        replaced("year = 2018", "year = 2019"),
        replaced("year = 2018", "place = \"\""),
        replaced("year = 2018", "year = 2018\nenergie = 1"),
        replaced("year = 2018", "year = 2018\nenergy = \"grid\""),
        error_text(&PLANT.replace("year = 2018", "year = 2018\nenergy = \"sea\"")),
        error_text(&PLANT.replace("III.3.1", "III.3.2").replace("year = 2018", "year = 2018\nenergy = \"grid\"")),
        replaced("year = 2018", "year = 2018\ncounts = false"),
        replaced("year = 2018", "year = 2018\nreason = \"x\""),
        replaced("{ value = \"1000\", unit = \"t\" }", "{ value = \"1000\", unit = \"km\" }"),
        replaced("{ value = \"1000\", unit = \"t\" }", "true"),
        replaced("{ value = \"1000\", unit = \"t\" }", "{ file = \"none.csv\" }"),
        replaced("waste = { value = \"1000\", unit = \"t\" }\n", ""),
        replaced("oxidation-factor =", "oxidation-facter ="),
    ];
    assert_eq!(
        messages,
        [
            "methods/burial.toml: method: missing: the name of the method; state it\nmethods/burial.toml: ref: missing: the reference it is counted in; state it\nmethods/burial.toml: source: missing: who states the inputs; state it",
            "methods/burial.toml:1: not valid TOML: string values must be quoted, expected literal string; write key = value, text in double quotes",
            "methods/burial.toml:1: method: \"landfil-commitment\": not a method of the index; did you mean \"landfill-commitment\"?",
            "methods/burial.toml:2: ref: \"II.1.1\": not a reference of landfill-commitment; it serves III.1",
            "methods/burial.toml:2: ref: \"III.1.9\": not a reference of the GPC; did you mean III.1.1?",
            "methods/burial.toml:4: year: \"2561\": this looks like a year of the Buddhist Era; write 2018: years here are of the Common Era",
            "methods/burial.toml: the results of landfill-commitment have no year of their own; state it: year = 2023",
            "methods/burial.toml: no result for a year of the inventory; give results for 2018",
            "methods/burial.toml:4: place: an empty text; write something between the quotes",
            "methods/burial.toml:5: energie: \"energie\": unknown key; did you mean energy?",
            "methods/burial.toml:5: energy: \"grid\": only waste that is burnt (III.3) recovers energy here; leave it out",
            "methods/burial.toml:5: energy: \"sea\": not a reference for fuel burnt in the city for energy; write \"grid\", or the reference that uses the energy: I.1.1 to I.6.1 or I.4.4",
            "methods/burial.toml:5: energy: \"grid\": a plant outside the city, whose energy is not used in the city; leave it out",
            "methods/burial.toml: reason: missing: why it does not count; state it",
            "methods/burial.toml:5: reason: \"x\": a reason, but the result is counted; delete it, or write counts = false",
            "methods/burial.toml:6: inputs.waste.value: \"km\": not a unit of this input; use a unit such as kg",
            "methods/burial.toml:6: inputs.waste: not a value; write it like \"12.5 Gg\", \"@row-id\" or a table with value and unit",
            "methods/burial.toml:6: inputs.waste.file: there is no such file; put it next to this one",
            "methods/burial.toml:5: inputs.waste: missing: waste landfilled in the year, wet (kg); state it",
            "methods/burial.toml:5: inputs.oxidation-factor: missing: share of the rest that oxidises in the cover (kg/kg); state it, or use a row such as @ipcc2006-ox-landfill-managed-anaerobic, @ipcc2006-ox-landfill-managed-semi-aerobic (8 more)\nmethods/burial.toml:12: inputs.oxidation-facter: \"oxidation-facter\": unknown key; did you mean oxidation-factor?"
        ]
    );
}

/// One form of a value: text, row, or a section with its parts; each gives the same figure.
#[test]
fn a_value_is_written_in_one_form() {
    let short = INPUTS
        .replace("{ value = \"1000\", unit = \"t\" }", "\"1000 t\"")
        .replace("{ row = \"ipcc2006-doc-food\" }", "\"@ipcc2006-doc-food\"")
        .replace("{ value = \"10\", unit = \"%\" }", "{ value = \"10 %\", source = \"a test\" }");
    let of = |inputs: &str| Folder::new("").with("methods/burial.toml", &format!("{SHEET}{inputs}")).closed().totals().unwrap();
    assert_eq!(of(&short), of(INPUTS));
}

#[test]
fn a_name_of_an_earlier_layout_is_refused_with_the_place_of_today() {
    let error_text = |file: &str| Folder::new("").with(file, "").error_text();
    assert_eq!(error_text("worksheets/a.toml"), "worksheets: this name is no longer used; move it to methods");
    assert_eq!(error_text("brt.toml"), "brt.toml: this name is no longer used; move it to measures/brt.toml");
}
