//! Where methods book: each part at its own reference, supplies of CO2e with their set, rows that serve their input.

use crate::folder::{FACTOR, Folder};
use std::collections::BTreeMap;

const RAIL: &str = "method = \"rail\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
fuel-mass = [{ fuel = \"diesel\", value = \"100\", unit = \"t\" }]
in-boundary-share = { value = \"40\", unit = \"%\" }
transboundary-share = { value = \"50\", unit = \"%\" }
emission-factor-by-mass = [{ fuel = \"diesel\", gas = \"CO2\", value = \"3\", unit = \"kg/kg\" }]
electricity = { value = \"1000\", unit = \"MWh\" }
grid-factor = [{ gas = \"CO2\", value = \"0.5\", unit = \"kg/kWh\" }]
td-loss = { value = \"0.1\", unit = \"kWh/kWh\" }
";

const WATER: &str = "method = \"waterborne\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
fuel-mass = [{ fuel = \"diesel\", value = \"100\", unit = \"t\" }]
in-boundary-share = { value = \"40\", unit = \"%\" }
transboundary-share = { value = \"50\", unit = \"%\" }
emission-factor-by-mass = [{ fuel = \"diesel\", gas = \"CO2\", value = \"3\", unit = \"kg/kg\" }]
";

const CARS: &str = "method = \"electric-vehicles\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
distance = [{ vehicle = \"car\", value = \"1000000\", unit = \"vkm\" }]
energy-use = [{ vehicle = \"car\", value = \"0.2\", unit = \"kWh/vkm\" }]
charging-efficiency = [{ vehicle = \"car\", value = \"100\", unit = \"%\" }]
grid-factor = [{ gas = \"CO2\", value = \"0.5\", unit = \"kg/kWh\" }]
td-loss = { value = \"0.2\", unit = \"kWh/kWh\" }
";

const TRIPS: &str = "method = \"transport-induced\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
distance = [
    { vehicle = \"car\", trip = \"internal\", value = \"1000\", unit = \"vkm\" },
    { vehicle = \"car\", trip = \"outbound\", value = \"1000\", unit = \"vkm\" },
    { vehicle = \"car\", trip = \"through\", value = \"1000\", unit = \"vkm\" },
]
transboundary-share = { value = \"50\", unit = \"%\" }
emission-factor-by-distance = [{ vehicle = \"car\", gas = \"CO2\", value = \"1\", unit = \"kg/vkm\" }]
";

const FLIGHTS: &str = "method = \"aviation\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
landings = [{ aircraft = \"jet\", value = \"10\", unit = \"LTO\" }]
lto-fuel = [{ aircraft = \"jet\", value = \"1\", unit = \"t/LTO\" }]
lto-factor = [{ aircraft = \"jet\", gas = \"CO2\", value = \"3\", unit = \"t/LTO\" }]
fuel = { value = \"30\", unit = \"t\" }
emission-factor-by-mass = [{ gas = \"CO2\", value = \"3\", unit = \"kg/kg\" }]
";

const ROOF: &str = "method = \"own-generation\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
generation = { value = \"120\", unit = \"MWh\" }
own-use = { value = \"30\", unit = \"MWh\" }
co2 = { value = \"48\", unit = \"t\" }
";

const PLANT: &str = "method = \"cogeneration-energy-content\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
heat = { value = \"50\", unit = \"MWh\" }
power = { value = \"30\", unit = \"MWh\" }
co2 = { value = \"8\", unit = \"t\" }
";

const MODES: &str = "method = \"asif\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
passenger-distance = { value = \"1000\", unit = \"pkm\" }
mode-share = [{ mode = \"bus\", value = \"50\", unit = \"%\" }, { mode = \"ferry\", value = \"50\", unit = \"%\" }]
occupancy = [{ mode = \"bus\", value = \"1\", unit = \"pkm/vkm\" }, { mode = \"ferry\", value = \"1\", unit = \"pkm/vkm\" }]
emission-factor-by-distance = [
    { mode = \"bus\", gas = \"CO2\", value = \"2\", unit = \"kg/vkm\" },
    { mode = \"ferry\", gas = \"CO2\", value = \"4\", unit = \"kg/vkm\" },
]
";

const SUPPLIES: &str = "method = \"grid-electricity\"\nref = \"I.2.2\"\nsource = \"s\"\nyear = 2018\n[inputs]
consumption = [{ supply = \"a\", value = \"1000\", unit = \"MWh\" }, { supply = \"b\", value = \"1000\", unit = \"MWh\" }]
";

const COMPOST: &str = "method = \"composting\"\nref = \"III.2.1\"\nsource = \"s\"\nyear = 2018\n[inputs]
waste = { value = \"1000\", unit = \"t\" }
methane-factor = { row = \"ipcc2006-composting-wet-ch4\" }
nitrous-oxide-factor = { row = \"ipcc2006-composting-wet-n2o\" }
";

const SEWAGE: &str = "method = \"wastewater-2019\"\nref = \"III.4.1\"\nsource = \"s\"\nyear = 2018\n[inputs]
persons = { value = \"1000\", unit = \"head\" }
bod-per-person = { value = \"40\", unit = \"g/head/day\" }
population-share = [{ group = \"all\", value = \"1\", unit = \"kg/kg\" }]
pathway-share = [{ group = \"all\", pathway = \"effluent\", value = \"1\", unit = \"kg/kg\" }]
bod-correction-factor = [{ pathway = \"effluent\", value = \"1\", unit = \"kg/kg\" }]
wastewater-methane-factor = [{ pathway = \"effluent\", value = \"0.1\", unit = \"kg/kg\" }]
";

fn folder(form: &str, at: &str) -> Folder {
    Folder::new("").with("methods/w.toml", &form.replace("AT", at))
}

/// The references with a value, in kg CO2e.
fn booked(form: &str, at: &str) -> BTreeMap<String, String> {
    of(&folder(form, at))
}

fn of(folder: &Folder) -> BTreeMap<String, String> {
    let entries = folder.closed().entries;
    let valued = entries.iter().filter_map(|entry| Some((entry.category.reference().to_owned(), entry.co2e?.to_string())));
    valued.collect()
}

fn map(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
    entries.iter().map(|(reference, figure)| ((*reference).to_owned(), (*figure).to_owned())).collect()
}

fn said(form: &str, at: &str) -> String {
    folder(form, at).error_text()
}

/// Rail: 100 t · 3 · 40 % = 120 t; 1,000 MWh · 0.5 = 500 t; half of the other 180 t, and 500 · 0.1/0.9 = 55.5556 t of losses.
#[test]
fn each_part_is_booked_at_its_reference() {
    let rail = [("II.2.1", "120000"), ("II.2.2", "500000"), ("II.2.3", "145555.555555555556")];
    assert_eq!(booked(RAIL, "ref = \"II.2\""), map(&rail));
    assert_eq!(booked(RAIL, "refs = { 1 = \"II.2.1\", 2 = \"II.2.2\", 3 = \"II.2.3\" }"), map(&rail));
    assert_eq!(booked(WATER, "ref = \"II.3\""), map(&[("II.3.1", "120000"), ("II.3.3", "90000")]));
    assert_eq!(booked(CARS, "ref = \"II.1\""), map(&[("II.1.2", "100000"), ("II.1.3", "25000")]));
    assert_eq!(booked(TRIPS, "ref = \"II.1\""), map(&[("II.1.1", "1000"), ("II.1.3", "500")]));
    let inside = format!("{TRIPS}in-boundary-share = [{{ trip = \"outbound\", value = \"40\", unit = \"%\" }}]\n");
    assert_eq!(booked(&inside, "ref = \"II.1\""), map(&[("II.1.1", "1200"), ("II.1.3", "300")]));
    assert_eq!(booked(FLIGHTS, "ref = \"II.4\""), map(&[("II.4.1", "30000"), ("II.4.3", "60000")]));
    assert_eq!(booked(FLIGHTS, "refs = { LTO = \"II.4.3\", cruise = \"II.4.3\" }"), map(&[("II.4.3", "90000")]));
    assert_eq!(booked(ROOF, "ref = \"I.2\""), map(&[("I.2.1", "12000"), ("I.4.4", "36000")]));
    assert_eq!(booked(PLANT, "ref = \"I.4\""), map(&[("I.4.4", "8000")]));
    assert_eq!(booked(PLANT, "refs = { heat = \"I.3.1\", power = \"I.4.4\" }"), map(&[("I.3.1", "5000"), ("I.4.4", "3000")]));
    assert_eq!(booked(MODES, "refs = { bus = \"II.1.1\", ferry = \"II.3.1\" }"), map(&[("II.1.1", "1000"), ("II.3.1", "2000")]));
    assert_eq!(booked(SUPPLIES_OF_CO2, "ref = \"I.2\""), map(&[("I.2.2", "500000")]));
}

const SUPPLIES_OF_CO2: &str = "method = \"grid-electricity\"\nAT\nsource = \"s\"\nyear = 2018\n[inputs]
consumption = [{ supply = \"a\", value = \"1000\", unit = \"MWh\" }]
co2-factor = [{ supply = \"a\", value = \"0.5\", unit = \"kg/kWh\" }]
";

#[test]
fn references_that_do_not_fit_the_parts_are_refused() {
    let told = [
        said(RAIL, "ref = \"II.2.2\""),
        said(WATER, "ref = \"II.3.1\""),
        said(CARS, "ref = \"II.1.2\""),
        said(TRIPS, "ref = \"II.1.1\""),
        said(FLIGHTS, "ref = \"II.4.1\""),
        said(ROOF, "ref = \"I.2.1\""),
        said(PLANT, "ref = \"I.4.4\""),
        said(MODES, "ref = \"II.1.1\""),
        said(MODES, "ref = \"II.1\""),
        said(RAIL, "ref = \"II.3\""),
        said(RAIL, "ref = \"II.9\""),
        said(RAIL, "refs = { 1 = \"II.2.1\", 2 = \"II.2.2\" }"),
        said(RAIL, "refs = { 1 = \"II.2.3\" }"),
        said(RAIL, "refs = { 4 = \"II.2.3\" }"),
        said(RAIL, "ref = \"II.2\"\nrefs = { 1 = \"II.2.1\" }"),
        said(SUPPLIES_OF_CO2, "refs = { a = \"I.2.2\" }"),
        said(SUPPLIES_OF_CO2, "ref = \"I.2.1\""),
    ];
    assert_eq!(
        told,
        [
            "methods/w.toml:2: ref: \"II.2.2\": one reference for several parts of rail: scope 1 (II.2.1), scope 2 (II.2.2), scope 3 (II.2.3); write ref = \"II.2\", or use a table \"refs\"",
            "methods/w.toml:2: ref: \"II.3.1\": one reference for several parts of waterborne: scope 1 (II.3.1), scope 3 (II.3.3); write ref = \"II.3\", or use a table \"refs\"",
            "methods/w.toml:2: ref: \"II.1.2\": one reference for several parts of electric-vehicles: scope 2 (II.1.2), scope 3 (II.1.3); write ref = \"II.1\", or use a table \"refs\"",
            "methods/w.toml:2: ref: \"II.1.1\": one reference for several parts of transport-induced: trip internal (II.1.1), trip outbound (II.1.3); write ref = \"II.1\", or use a table \"refs\"",
            "methods/w.toml:2: ref: \"II.4.1\": one reference for several parts of aviation: phase LTO (II.4.1 or II.4.3), phase cruise (II.4.3 or II.4.1); write ref = \"II.4\", or use a table \"refs\"",
            "methods/w.toml:2: ref: \"I.2.1\": one reference for several parts of own-generation: part exported (I.4.4), part own (I.1.1 or I.2.1 or I.3.1 or I.4.1 or I.5.1 or I.6.1); write ref = \"I.2\", or use a table \"refs\"",
            "methods/w.toml:2: ref: \"I.4.4\": one reference for several parts of cogeneration-energy-content: part heat (I.4.4 or I.1.1 or I.1.2 or I.2.1 or I.2.2 or I.3.1 or I.3.2 or I.4.1 or I.4.2 or I.5.1 or I.5.2 or I.6.1 or I.6.2), part power (I.4.4 or I.1.1 or I.1.2 or I.2.1 or I.2.2 or I.3.1 or I.3.2 or I.4.1 or I.4.2 or I.5.1 or I.5.2 or I.6.1 or I.6.2); write ref = \"I.4\", or use a table \"refs\"",
            "methods/w.toml:2: ref: \"II.1.1\": one reference for several parts of asif: mode bus, mode ferry; use a table \"refs\"",
            "methods/w.toml:2: ref: \"II.1\": mode bus has no reference; write it in a table \"refs\": bus = one of II.1.1, II.1.2, II.1.3, II.2.1, II.2.2, II.2.3, II.3.1, II.3.2, II.3.3",
            "methods/w.toml:2: ref: \"II.3\": not a reference of rail; it serves II.2",
            "methods/w.toml:2: ref: \"II.9\": not a reference of the GPC; use I.1.1 to VI.1",
            "methods/w.toml:2: refs: scope 3 has no reference; write it in a table \"refs\": 3 = one of II.2.3",
            "methods/w.toml:2: refs.1: \"II.2.3\": not a reference of scope 1; use one of II.2.1",
            "methods/w.toml:2: refs.4: \"4\": not a part of rail; use 1, 2, 3",
            "methods/w.toml:2: ref: \"II.2\": given together with a table \"refs\"; give one of them",
            "methods/w.toml:2: refs.a: \"a\": grid-electricity has no parts; write ref with one reference, without a table \"refs\"",
            "methods/w.toml:2: ref: \"I.2.1\": not a reference of grid-electricity; it serves I.1.2, I.2.2, I.3.2, I.4.2, I.5.2, I.6.2",
        ]
    );
}

/// What does not count is a cross-check of each reference.
#[test]
fn parts_that_do_not_count_stand_next_to_their_references() {
    let statement = folder(WATER, "ref = \"II.3\"\ncounts = false\nreason = \"r\"").closed();
    let checks: Vec<_> = statement.cross_checks.iter().map(|check| (check.category.reference(), check.co2e.to_string())).collect();
    assert_eq!(checks, [("II.3.1", "120000".to_owned()), ("II.3.3", "90000".to_owned())]);
}

/// 1,000 MWh of 0.5 kg CO2 and 1,000 MWh of 0.7 kg CO2e: 1,200 t, of which 700 t in the set that they were stated in.
#[test]
fn a_supply_known_as_co2e_is_booked_with_its_set() {
    let co2 = "co2-factor = [{ supply = \"a\", value = \"0.5\", unit = \"kg/kWh\" }]\n";
    let co2e = "co2e-factor = [{ supply = \"b\", value = \"0.7\", unit = \"kg/kWh\" }]\n";
    assert_eq!(booked(&format!("{SUPPLIES}{co2}{co2e}"), ""), map(&[("I.2.2", "1200000")]));
    let only = SUPPLIES.replace("{ supply = \"a\", value = \"1000\", unit = \"MWh\" }, ", "");
    assert_eq!(booked(&format!("{only}{co2e}"), ""), map(&[("I.2.2", "700000")]));
    let other_set = format!("{only}{co2e}").replace("year = 2018", "year = 2018\ngwp = \"AR4\"");
    assert_eq!(
        folder(&other_set, "").open().unwrap().close().unwrap_err().to_string(),
        "stated as CO2e in AR4, so it has no figure in AR5: I.2.2; give the gases, use gwp = \"AR4\", or set co2e_only = \"as stated\""
    );
    let both = format!("{SUPPLIES}{co2}co2e-factor = [{{ supply = \"a\", value = \"0.7\", unit = \"kg/kWh\" }}]\n");
    let ch4 = "ch4-factor = [{ supply = \"a\", value = \"1\", unit = \"g/kWh\" }]\n";
    let two = "co2-factor = [{ supply = \"a\", value = \"0.5\", unit = \"kg/kWh\" }, { supply = \"b\", value = \"0.5\", unit = \"kg/kWh\" }]\n";
    let told = [said(&both, ""), said(&format!("{SUPPLIES}{co2}"), ""), said(&format!("{SUPPLIES}{two}{ch4}"), "")];
    assert_eq!(
        told,
        [
            "methods/w.toml: \"a\": co2e-factor is given together with co2-factor; give one of co2-factor, co2e-factor",
            "methods/w.toml: \"b\": not enough is given; give one of co2-factor, ch4-factor, n2o-factor, co2e-factor",
            "methods/w.toml: \"b\": ch4-factor is not given for this supply; add an entry for it",
        ]
    );
}

#[test]
fn a_row_of_another_kind_is_refused() {
    assert_eq!(booked(COMPOST, ""), map(&[("III.2.1", "175600")])); // 1,000 t · (4 g · 28 + 0.24 g · 265)
    let replaced = |from: &str, to: &str| said(&COMPOST.replace(from, to), "");
    let told = [
        replaced("wet-ch4", "dry-ch4"),
        replaced("wet-n2o", "wet-ch4"),
        replaced("ipcc2006-composting-wet-ch4", "ipcc2006-doc-food"),
        replaced("ipcc2006-composting-wet-ch4", "ipcc2006-incineration-continuous-stoker-msw-ch4"),
        said(
            &SUPPLIES_OF_CO2.replace("value = \"0.5\", unit = \"kg/kWh\"", "row = \"ipcc2006-stationary-lpg-co2\""),
            "ref = \"I.2.2\"",
        ),
    ];
    assert_eq!(
        told,
        [
            "methods/w.toml:7: inputs.methane-factor.row: \"ipcc2006-composting-dry-ch4\": this row is CH4, biological.composting.dry (msw-organic, dry); wanted here is CH4, biological.composting.wet (wet), such as @ipcc2006-composting-wet-ch4",
            "methods/w.toml:8: inputs.nitrous-oxide-factor.row: \"ipcc2006-composting-wet-ch4\": this row is CH4, biological.composting.wet (msw-organic, wet); wanted here is N2O, biological.composting.wet (wet), such as @ipcc2006-composting-wet-n2o, @ipcc2006-composting-wet-n2o-first-printing",
            "methods/w.toml:7: inputs.methane-factor.row: \"ipcc2006-doc-food\": this row is degradable-organic-carbon (food, wet); wanted here is CH4, biological.composting.wet (wet), such as @ipcc2006-composting-wet-ch4",
            "methods/w.toml:7: inputs.methane-factor.row: \"ipcc2006-incineration-continuous-stoker-msw-ch4\": this row is CH4, incineration.continuous-stoker (msw, wet); wanted here is CH4, biological.composting.wet (wet), such as @ipcc2006-composting-wet-ch4",
            "methods/w.toml:7: inputs.co2-factor.row: \"ipcc2006-stationary-lpg-co2\": this row is CO2, stationary (lpg, net); wanted here is CO2, electricity, such as @cea-fy2020-average-co2, @cea-fy2021-average-co2",
        ]
    );
}

/// A row of CH4 does not hide the CO2 of the next series; CO2 and CO2e of one supply are not added.
#[test]
fn grid_factors_of_a_city_are_complete() {
    let ledger = "period,activity,amount,unit\n2018,commercial.electricity,1000,MWh\n";
    let with = |rows: &str| {
        let factors = format!("{FACTOR},gwp\n{rows}");
        Folder::new("").with("ledger.csv", ledger).with("factors.csv", &factors)
    };
    let shipped = of(&Folder::new("").with("ledger.csv", ledger));
    let row = |id: &str, gas: &str, value: &str, gwp: &str| {
        format!("{id},electricity,grid-electricity,{gas},{value},kg/kWh,TH-10,2018,inventory,excluded,own,p. 1,{gwp}\n")
    };
    let ch4 = of(&with(&row("a", "CH4", "0.001", "")));
    let number = |of: &BTreeMap<String, String>| of["I.2.2"].parse::<f64>().unwrap();
    // 1,000,000 kWh · 1 g · 28 = 28 t on top of the CO2 of the tables.
    assert!((number(&ch4) - number(&shipped) - 28_000.0).abs() < 1e-6, "{ch4:?} {shipped:?}");
    let told = [
        with(&format!("{}{}", row("a", "CO2", "0.5", ""), row("b", "CO2e", "0.6", "AR5"))).error_text(),
        with(&row("a", "CH4", "0.001", "").replace("excluded", "inside")).error_text(),
    ];
    assert_eq!(
        told,
        [
            "ledger.csv:2: period: \"2018\": CO2e and gases that are in it would be added: a, b; keep the gases or the CO2e",
            "ledger.csv:2: period: \"2018\": factors with the losses of the network and factors without them: eppo-grid-2018-co2, a; give all gases with the same losses",
        ]
    );
}

#[test]
fn gases_of_parts_and_reserved_names_are_refused() {
    let n2o = "lto-factor = [{ aircraft = \"jet\", gas = \"CO2\", value = \"3\", unit = \"t/LTO\" }, { aircraft = \"jet\", gas = \"N2O\", value = \"1\", unit = \"kg/LTO\" }]";
    let line = FLIGHTS.lines().find(|line| line.starts_with("lto-factor")).unwrap();
    let told = [
        said(&FLIGHTS.replace(line, n2o), "ref = \"II.4\""),
        said(&FLIGHTS.replace("\"jet\"", "\"all\""), "ref = \"II.4\""),
        said(
            &WATER
                .replace("[{ fuel = \"diesel\", value", "[{ fuel = \"oil\", value = \"1\", unit = \"t\" }, { fuel = \"diesel\", value")
                .replace("[{ fuel = \"diesel\", gas", "[{ fuel = \"oil\", gas = \"CO2\", value = \"3\", unit = \"kg/kg\" }, { fuel = \"oil\", gas = \"CH4\", value = \"1\", unit = \"g/kg\" }, { fuel = \"diesel\", gas"),
            "ref = \"II.3\"",
        ),
        said(SEWAGE, ""),
    ];
    assert_eq!(
        told,
        [
            "methods/w.toml: \"cruise\": no factor for N2O, which jet has; give one, 0 where nothing is emitted",
            "methods/w.toml: \"all\": the results of the method use this aircraft for a part of their own; use another name",
            "methods/w.toml: \"diesel\": no factor for CH4, which oil has; give one, 0 where nothing is emitted",
            "methods/w.toml: \"effluent\": the results of the method use this pathway for a part of their own; use another name",
        ]
    );
}
