//! A row given for an input serves it or is refused; rates for each person carry their time.

use crate::folder::{FACTOR, Folder, PARAMETER};
use citycarbon::audit::{Tree, verify};
use citycarbon::exchange::Ecrf;
use citycarbon::i18n::Language;
use citycarbon::{Exact, Registry, methods, report};
use std::collections::{BTreeMap, BTreeSet};

/// A form of a method with these inputs.
fn form(method: &str, reference: &str, inputs: &str) -> Folder {
    let head = format!("method = \"{method}\"\nref = \"{reference}\"\nsource = \"s\"\nyear = 2018\n[inputs]\n");
    Folder::new("").with("methods/w.toml", &format!("{head}{inputs}"))
}

fn refused_with(method: &str, reference: &str, inputs: &str) -> String {
    form(method, reference, inputs).error_text()
}

/// The gases that a method gives, each summed over its labels.
fn gases(method: &str, inputs: &str) -> BTreeMap<&'static str, String> {
    let inputs: toml::Value = toml::from_str(inputs).unwrap();
    let results = methods::find(method).unwrap();
    let results = results.compute(&serde_json::to_value(inputs).unwrap(), Registry::bundled().unwrap()).unwrap();
    results.iter().map(|(name, _)| (name, results.sum(name, None).unwrap().to_string())).collect()
}

fn refusal(method: &str, inputs: &str) -> String {
    let inputs: toml::Value = toml::from_str(inputs).unwrap();
    let spec = methods::find(method).unwrap();
    spec.compute(&serde_json::to_value(inputs).unwrap(), Registry::bundled().unwrap()).unwrap_err().to_string()
}

/// CO2 of a kWh used, with the losses of the network inside (Republic of Korea, 2018 to 2020).
const INSIDE: &str = "gir-grid-2018-2020-co2";

/// Losses of the network are never added to a factor that holds them.
#[test]
fn a_factor_with_losses_inside_takes_no_losses() {
    let losses = |row: &str| {
        format!(
            "consumption = [{{ supply = \"a\", value = \"1\", unit = \"MWh\" }}]\ntd-loss = [{{ supply = \"a\", value = \"5\", unit = \"%\" }}]
             co2-factor = [{{ supply = \"a\", row = \"{row}\" }}]\n"
        )
    };
    let train = |loss: &str| {
        format!(
            "electricity = {{ value = \"1\", unit = \"MWh\" }}\ntd-loss = {{ value = \"{loss}\", unit = \"%\" }}
             grid-factor = [{{ gas = \"CO2\", row = \"{INSIDE}\" }}]\n"
        )
    };
    let car = |loss: &str| {
        format!(
            "distance = [{{ vehicle = \"car\", value = \"5000\", unit = \"vkm\" }}]
             energy-use = [{{ vehicle = \"car\", value = \"0.2\", unit = \"kWh/vkm\" }}]
             charging-efficiency = [{{ vehicle = \"car\", value = \"100\", unit = \"%\" }}]
             grid-factor = [{{ gas = \"CO2\", row = \"{INSIDE}\" }}]\ntd-loss = {{ value = \"{loss}\", unit = \"%\" }}\n"
        )
    };
    let refusals = [
        refused_with("transmission-losses", "I.2.3", &losses(INSIDE)),
        refused_with("rail", "II.2", &train("5")),
        refused_with("electric-vehicles", "II.1", &car("5")),
    ];
    let twice = format!(
        "grid-factor: \"{INSIDE}\": the losses of the network are inside this row, so td-loss would count them twice; \
         set td-loss to 0, or use a row without losses"
    );
    assert_eq!(
        refusals,
        [
            format!(
                "methods/w.toml:8: inputs.co2-factor.row: \"{INSIDE}\": this row is CO2, electricity (grid-electricity), losses inside; \
                 wanted here is CO2, electricity (losses excluded), such as @gir-generation-2014-2016-co2, @gir-generation-2018-2020-co2"
            ),
            format!("methods/w.toml: {twice}"),
            format!("methods/w.toml: {twice}"),
        ]
    );
    assert_eq!(gases("transmission-losses", &losses("eppo-grid-2018-co2"))["CO2"], "24.157894736842"); // 1,000 · 0.459 · 5/95
    // Without losses of its own the row serves: all of it is scope 2.
    assert_eq!(gases("rail", &train("0"))["CO2"], "474.7");
    assert_eq!(gases("electric-vehicles", &car("0"))["CO2"], "474.7");
}

/// CH4 or N2O of electricity, heat or cooling alone would pass for all that it emits.
#[test]
fn energy_of_a_network_has_its_co2() {
    let supply = "consumption = [{ supply = \"a\", value = \"1\", unit = \"MWh\" }]\n";
    let ch4 = "ch4-factor = [{ supply = \"a\", value = \"1\", unit = \"g/kWh\" }]\n";
    let loss = "td-loss = [{ supply = \"a\", value = \"5\", unit = \"%\" }]\n";
    let one = "n2o-factor = { value = \"1\", unit = \"g/kWh\" }\n";
    let train = "electricity = { value = \"1\", unit = \"MWh\" }\ntd-loss = { value = \"5\", unit = \"%\" }
                 grid-factor = [{ gas = \"N2O\", value = \"1\", unit = \"g/kWh\" }]\n";
    let refusals = [
        refusal("grid-electricity", &format!("{supply}{ch4}")),
        refusal("transmission-losses", &format!("{supply}{loss}{ch4}")),
        refusal("district-heat", &format!("heat = {{ value = \"1\", unit = \"MWh\" }}\n{one}")),
        refusal(
            "cooling",
            &format!(
                "cooling = {{ value = \"1\", unit = \"MWh\" }}\ncoefficient-of-performance = {{ value = \"3\", unit = \"1/1\" }}\n{one}"
            ),
        ),
        refusal("rail", train),
    ];
    assert_eq!(
        refusals,
        [
            "\"a\": co2-factor is not given for this supply; add an entry for it",
            "\"a\": co2-factor is not given for this supply; add an entry for it",
            "\"co2-factor\": not given, but needed for n2o-factor; give its value and unit",
            "\"co2-factor\": not given, but needed for n2o-factor; give its value and unit",
            "\"grid-factor\": a factor for N2O, but none for CO2; give one, 0 where nothing is emitted",
        ]
    );
    let none = "co2-factor = [{ supply = \"a\", value = \"0\", unit = \"g/kWh\" }]\n";
    assert_eq!(gases("grid-electricity", &format!("{supply}{ch4}{none}"))["CH4"], "1");
}

/// CO2e of a row is in the row's own set; what is emitted before the plant, or over a whole life, is no factor of a supply.
#[test]
fn a_row_of_co2e_keeps_its_set() {
    let supplies = |rows: &str| {
        format!(
            "consumption = [{{ supply = \"a\", value = \"1\", unit = \"MWh\" }}]\nco2e-factor = [{{ supply = \"a\", {rows} }}]\n"
        )
    };
    let of_row = |row: &str| supplies(&format!("row = \"{row}\""));
    let grid = form("grid-electricity", "I.2.2", &of_row("tgo-cfo-2016-2018-co2e")).closed();
    let entry = grid.entries.iter().find(|entry| entry.category.reference() == "I.2.2").unwrap();
    assert_eq!(entry.co2e.unwrap().to_string(), "499.9");
    assert_eq!(grid.lines[0].line.substance.to_string(), "CO2e (AR5)");
    let trace = String::from_utf8(report::trace_jsonl(std::slice::from_ref(&grid)).unwrap()).unwrap();
    verify(&trace.lines().next().unwrap().parse::<Tree>().unwrap()).unwrap();
    let refusals = [
        form("grid-electricity", "I.2.2", &of_row("tgo-cfo-2016-2018-co2e"))
            .with(
                "methods/w.toml",
                &format!(
                    "method = \"grid-electricity\"\nref = \"I.2.2\"\nsource = \"s\"\nyear = 2018\ngwp = \"AR4\"\n[inputs]\n{}",
                    of_row("tgo-cfo-2016-2018-co2e")
                ),
            )
            .error_text(),
        refused_with("grid-electricity", "I.2.2", &of_row("tgo-upstream-2016-2018-co2e")),
        refused_with("grid-electricity", "I.2.2", &of_row("tgo-cfp-2016-2018-co2e")),
        refused_with("grid-electricity", "I.2.2", &of_row("eppo-grid-2018-co2")),
    ];
    let wanted = "wanted here is CO2e, electricity, such as @tgo-cfo-2016-2018-co2e, @tgo-cfo-2022-2024-co2e";
    let at = "methods/w.toml:7: inputs.co2e-factor.row";
    assert_eq!(
        refusals,
        [
            "methods/w.toml: \"tgo-cfo-2016-2018-co2e\": CO2e in AR5, but other CO2e of this form is in AR4; use rows of one GWP set in a form"
                .to_owned(),
            format!(
                "{at}: \"tgo-upstream-2016-2018-co2e\": this row is CO2e (AR5), electricity.upstream (grid-electricity), upstream; {wanted}"
            ),
            format!("{at}: \"tgo-cfp-2016-2018-co2e\": this row is CO2e (AR5), electricity (grid-electricity), product; {wanted}"),
            format!("{at}: \"eppo-grid-2018-co2\": this row is CO2, electricity (grid-electricity); {wanted}"),
        ]
    );
    // Two rows of two sets.
    let two = "consumption = [{ supply = \"a\", value = \"1\", unit = \"MWh\" }, { supply = \"b\", value = \"1\", unit = \"MWh\" }]
               co2e-factor = [{ supply = \"a\", row = \"tgo-cfo-2016-2018-co2e\" }, { supply = \"b\", row = \"own\" }]\n";
    let own = format!("{FACTOR},gwp\nown,electricity,grid-electricity,CO2e,0.6,kg/kWh,TH-10,2018,inventory,excluded,s,p,AR4\n");
    assert_eq!(
        form("grid-electricity", "I.2.2", two).with("factors.csv", &own).error_text(),
        "methods/w.toml: \"tgo-cfo-2016-2018-co2e\": CO2e in AR5, but other CO2e of this form is in AR4; use rows of one GWP set in a form"
    );
}

/// Persons whose water goes to a river, with what is given of their load.
fn river(method: &str, load: &str, factor: &str) -> String {
    let shares = "population-share = [{ group = \"all\", value = \"1\", unit = \"kg/kg\" }]
        pathway-share = [{ group = \"all\", pathway = \"river\", value = \"1\", unit = \"kg/kg\" }]
        bod-correction-factor = [{ pathway = \"river\", value = \"1\", unit = \"kg/kg\" }]\n";
    assert!(method.starts_with("wastewater-20"));
    format!("{load}{shares}{factor}")
}

const PEOPLE: &str =
    "persons = { value = \"1000\", unit = \"head\" }\nbod-per-person = { value = \"40\", unit = \"g/head/day\" }\n";
const MCF: &str = "methane-correction-factor = [{ pathway = \"river\", row = \"ipcc2006-mcf-wastewater-river\" }]\n";

/// Bo and factors go with the kind of load: BOD or COD (IPCC 2006, vol. 5, table 6.2).
#[test]
fn rows_of_bod_and_cod_go_with_their_loads() {
    let bo = |row: &str| format!("{MCF}methane-producing-capacity = {{ row = \"{row}\" }}\n");
    let (bod, cod) = (bo("ipcc2006-bo-domestic-wastewater"), bo("ipcc2006-bo-domestic-wastewater-cod"));
    let bod_load = "bod-load = { value = \"14600\", unit = \"kg\" }\n";
    let cod_load = "cod-load = { value = \"35040\", unit = \"kg\" }\n";
    for method in ["wastewater-2006", "wastewater-2019"] {
        // 1,000 · 0.04 · 365 · 0.6 · 0.1, and 2.4 kg of COD for each kg of BOD at 0.25.
        for (load, factor) in [(PEOPLE, &bod), (bod_load, &bod), (cod_load, &cod)] {
            assert_eq!(gases(method, &river(method, load, factor))["CH4"], "876", "{method} {load}");
        }
        let refusals = [(PEOPLE, &cod), (bod_load, &cod), (cod_load, &bod)]
            .map(|(load, factor)| refusal(method, &river(method, load, factor)));
        let other = |row: &str, found: &str, load: &str| {
            format!(
                "methane-producing-capacity: \"{row}\": refers to {found}, but the load is {load}; use a row of {load}, or state the value"
            )
        };
        assert_eq!(
            refusals,
            [
                other("ipcc2006-bo-domestic-wastewater-cod", "COD", "BOD"),
                other("ipcc2006-bo-domestic-wastewater-cod", "COD", "BOD"),
                other("ipcc2006-bo-domestic-wastewater", "BOD", "COD"),
            ]
        );
        let tier_1 = "wastewater-methane-factor = [{ pathway = \"river\", row = \"ipcc2019-ef-wastewater-river\" }]\n";
        assert_eq!(
            refusal(method, &river(method, cod_load, tier_1)),
            "wastewater-methane-factor: \"ipcc2019-ef-wastewater-river\": refers to BOD, but the load is COD; use a row of COD, or state the value"
        );
        assert_eq!(
            refusal(method, &river(method, &format!("{PEOPLE}{bod_load}"), &bod)),
            "\"bod-load\": given together with persons with bod-per-person; give one of persons with bod-per-person, bod-load, cod-load"
        );
    }
    // Industry counts COD.
    let beer = |factor: &str| {
        format!(
            "wastewater = [{{ industry = \"beer\", value = \"1000\", unit = \"m3\" }}]
             organics-concentration = [{{ industry = \"beer\", row = \"ipcc2006-cod-beer-malt\" }}]
             methane-correction-factor = [{{ industry = \"beer\", row = \"ipcc2006-mcf-wastewater-river\" }}]\n{factor}"
        )
    };
    assert_eq!(
        gases(
            "industrial-wastewater-2006",
            &beer("methane-producing-capacity = { row = \"ipcc2006-bo-domestic-wastewater-cod\" }")
        )["CH4"],
        "72.5"
    );
    assert_eq!(
        refused_with(
            "industrial-wastewater-2006",
            "III.4.1",
            &beer("methane-producing-capacity = { row = \"ipcc2006-bo-domestic-wastewater\" }")
        ),
        "methods/w.toml:9: inputs.methane-producing-capacity.row: \"ipcc2006-bo-domestic-wastewater\": this row is \
         methane-producing-capacity (domestic-wastewater, BOD); wanted here is methane-producing-capacity (COD), such as \
         @ipcc2006-bo-domestic-wastewater-cod"
    );
}

/// Rows whose name fits but whose subject, process or basis does not.
#[test]
fn rows_of_other_subjects_are_refused() {
    // A share of a blend of fuels is none of waste, electricity of a truck none of its fuel.
    let mcf = "mass-share = [{ class = \"managed\", row = \"ROW\" }]\nmethane-correction-factor = [{ class = \"managed\", value = \"1\", unit = \"kg/kg\" }]\n";
    let share = Registry::bundled().unwrap().parameters().iter().find(|row| row.name == "mass-share").unwrap();
    let none = "no row of the tables serves this input, so state its value";
    assert_eq!(
        refusal("landfill-mcf", &mcf.replace("ROW", &share.id)),
        format!("mass-share: \"{}\": this row is {share}; {none}", share.id)
    );
    let truck = Registry::bundled().unwrap().parameters().iter().find(|row| row.name == "energy-use").unwrap();
    let driven = format!(
        "distance = [{{ vehicle = \"truck\", value = \"1\", unit = \"vkm\" }}]\nenergy-use = [{{ vehicle = \"truck\", row = \"{}\" }}]
         emission-factor = [{{ vehicle = \"truck\", gas = \"CO2\", value = \"74100\", unit = \"kg/TJ\" }}]\n",
        truck.id
    );
    assert_eq!(refusal("transport-territorial", &driven), format!("energy-use: \"{}\": this row is {truck}; {none}", truck.id));
    // Energy that is gross, and carbon of dry waste, of a city's own.
    let own = format!(
        "{PARAMETER},basis\nown-gross,net-calorific-value,diesel,38,MJ/L,TH-10,2018,own,s,p,gross\n\
         own-dry,degradable-organic-carbon,food,0.38,kg/kg,TH-10,2018,own,s,p,dry\n"
    );
    let sales = "fuel-volume = [{ fuel = \"diesel\", value = \"1\", unit = \"L\" }]\ncity-share = [{ fuel = \"diesel\", value = \"100\", unit = \"%\" }]
        net-calorific-value = [{ fuel = \"diesel\", row = \"own-gross\" }]\nemission-factor = [{ fuel = \"diesel\", gas = \"CO2\", value = \"74100\", unit = \"kg/TJ\" }]\n";
    let waste = "waste = \"1 t\"\ndegradable-organic-carbon = \"@own-dry\"\ndecomposable-fraction = \"0.5 kg/kg\"
        methane-correction-factor = \"1 kg/kg\"\nmethane-fraction = \"0.5 m3/m3\"\nmethane-recovery = \"0 kg/kg\"\noxidation-factor = \"0 kg/kg\"\n";
    let refusals = [
        form("transport-fuel-sales", "II.1.1", sales).with("parameters.csv", &own).error_text(),
        form("landfill-commitment", "III.1.1", waste).with("parameters.csv", &own).error_text(),
    ];
    assert!(
        refusals[0]
            .contains("\"own-gross\": this row is net-calorific-value (diesel, gross); wanted here is net-calorific-value (net)"),
        "{}",
        refusals[0]
    );
    assert!(
        refusals[1].contains(
            "\"own-dry\": this row is degradable-organic-carbon (food, dry); wanted here is degradable-organic-carbon (wet)"
        ),
        "{}",
        refusals[1]
    );
}

/// The carbon of wet waste is not multiplied by its dry matter (IPCC 2006, vol. 5, table 5.2: fossil liquid waste).
#[test]
fn carbon_of_wet_waste_needs_no_dry_matter() {
    let wet = Registry::bundled()
        .unwrap()
        .parameters()
        .iter()
        .find(|row| row.id.contains("fossil-liquid") && row.name == "total-carbon-content");
    let wet = &wet.unwrap().id;
    let oil = |dry: &str| {
        format!(
            "waste = [{{ kind = \"oil\", value = \"1000\", unit = \"kg\" }}]\ndry-matter-content = [{{ kind = \"oil\", value = \"{dry}\", unit = \"kg/kg\" }}]
             total-carbon-content = [{{ kind = \"oil\", row = \"{wet}\" }}]\nfossil-carbon-fraction = [{{ kind = \"oil\", value = \"1\", unit = \"kg/kg\" }}]
             oxidation-factor = [{{ kind = \"oil\", value = \"1\", unit = \"kg/kg\" }}]\n"
        )
    };
    assert_eq!(gases("incineration", &oil("1"))["CO2"], "2933.333333333333"); // 1,000 · 0.8 · 44/12
    assert_eq!(
        refusal("incineration", &oil("0.9")),
        format!(
            "total-carbon-content: \"{wet}\": this row gives the carbon of wet waste, so dry-matter-content must be 1; \
             set it to 1, or use a row for dry waste"
        )
    );
}

/// 1,000,000 persons of 21.5 kg of protein a year: 58.9 g a day, 37,164 kg of N2O; as 21.5 kg a day it would be 365 times that.
#[test]
fn a_rate_for_each_person_says_day_or_year() {
    let water = |protein: &str| {
        format!(
            "persons = {{ value = \"1000000\", unit = \"head\" }}\n{protein}nitrogen-in-protein = {{ row = \"ipcc2006-fnpr-protein\" }}
             non-consumed-protein-factor = {{ row = \"ipcc2006-fnoncon-wastewater\" }}
             industrial-codischarge-factor = {{ row = \"ipcc2006-findcom-wastewater\" }}
             effluent-nitrogen-fraction = {{ row = \"ipcc2006-ef-effluent-wastewater\" }}\n"
        )
    };
    let protein = |value: &str, unit: &str| water(&format!("protein-supply = {{ value = \"{value}\", unit = \"{unit}\" }}\n"));
    let of_year = gases("wastewater-nitrogen-2006", &protein("21.5", "kg/head/yr"));
    assert_eq!(of_year["N2O"], "37164.285714285714"); // 21,500,000 · 0.16 · 1.1 · 1.25 · 0.005 · 44/28
    assert_eq!(gases("wastewater-nitrogen-2006", &protein("58.9", "g/person/day"))["N2O"], "37161.692857142857");
    // The nitrogen itself, as a plant measures it.
    let load =
        "nitrogen-load = { value = \"4730\", unit = \"t\" }\nindustrial-codischarge-factor = { value = \"1\", unit = \"kg/kg\" }
                effluent-nitrogen-fraction = { value = \"0.5\", unit = \"%\" }\n";
    assert_eq!(gases("wastewater-nitrogen-2006", load)["N2O"], "37164.285714285714");
    let people =
        |value: &str, unit: &str| PEOPLE.replace("\"40\", unit = \"g/head/day\"", &format!("\"{value}\", unit = \"{unit}\""));
    let bo = format!("{MCF}methane-producing-capacity = {{ value = \"0.6\", unit = \"kg/kg\" }}\n");
    let sewage = |value: &str, unit: &str| river("wastewater-2006", &people(value, unit), &bo);
    assert_eq!(gases("wastewater-2006", &sewage("14.6", "kg/head/yr"))["CH4"], "876");
    let burnt = |value: &str, unit: &str| {
        format!(
            "persons = {{ value = \"1000\", unit = \"head\" }}\nburning-population = {{ value = \"1\", unit = \"kg/kg\" }}
             waste-per-person = {{ value = \"{value}\", unit = \"{unit}\" }}\nburnt-fraction = {{ value = \"0.6\", unit = \"kg/kg\" }}\n"
        )
    };
    assert_eq!(gases("open-burning-waste", &burnt("0.57", "kg/head/day"))["waste"], "124830");
    assert_eq!(gases("open-burning-waste", &burnt("208.05", "kg/head/yr"))["waste"], "124830");
    let refusals = [
        refused_with("wastewater-nitrogen-2006", "III.4.1", &protein("21.5", "kg/head")),
        refused_with("wastewater-nitrogen-2006", "III.4.1", &protein("21.5", "kg/head/day")),
        refused_with("wastewater-nitrogen-2006", "III.4.1", &protein("58.9", "g/head/yr")),
        refusal("wastewater-2006", &sewage("14.6", "kg/head/day")),
        refusal("wastewater-2006", &sewage("40", "g/head")),
        refusal("open-burning-waste", &burnt("208.05", "kg/head/day")),
        refusal(
            "wastewater-nitrogen-2006",
            &format!(
                "{}plant-population = {{ value = \"50\", unit = \"%\" }}\nplant-nitrous-oxide = {{ value = \"3.2\", unit = \"g/head/day\" }}\n",
                protein("58.9", "g/head/day")
            ),
        ),
    ];
    let possible = |value: &str, name: &str, range: &str| {
        format!("\"{value}\": not possible for {name}, which is from {range}; check the number and its unit, of a day or a year")
    };
    let of_protein = "2.859 g/head/day to 1456.2 g/head/day";
    assert_eq!(
        refusals,
        [
            "methods/w.toml:7: inputs.protein-supply.value: \"kg/head\": not a unit of this input; use a unit such as g/head/day, kg/head/yr"
                .to_owned(),
            format!("methods/w.toml:7: inputs.protein-supply.value: {}", possible("21.5 kg/head/day", "protein-supply", of_protein)),
            format!("methods/w.toml:7: inputs.protein-supply.value: {}", possible("58.9 g/head/yr", "protein-supply", of_protein)),
            format!("bod-per-person: {}", possible("14.6 kg/head/day", "bod-per-person", "2.7 g/head/day to 1200 g/head/day")),
            "bod-per-person: \"g/head\": not a unit of this input; use a unit such as g/head/day, kg/head/yr".to_owned(),
            format!("waste-per-person: {}", possible("208.05 kg/head/day", "waste-per-person", "0.011 kg/head/day to 45.4 kg/head/day")),
            format!("plant-nitrous-oxide: {}", possible("3.2 g/head/day", "plant-nitrous-oxide", "0 g/head/yr to 80 g/head/yr")),
        ]
    );
    // The same of a city's own rows.
    let own = |value: &str, unit: &str| {
        let row = format!("{PARAMETER}\nmine,protein-supply,protein,{value},{unit},TH-10,2018,own,s,p\n");
        Folder::new("").with("parameters.csv", &row).error_text()
    };
    assert_eq!(
        [own("21.5", "kg/head/day"), own("58.9", "g/head")],
        [
            format!("parameters.csv:2: value (id mine): {}", possible("21.5 kg/head/day", "protein-supply", of_protein)),
            "parameters.csv:2: unit (id mine): \"g/head\": not a unit of protein-supply; write it like g/head/day, kg/head/yr"
                .to_owned(),
        ]
    );
}

/// The bounds are a tenth of the lowest and ten times the highest of what the tables print.
#[test]
fn bounds_of_rates_for_each_person_are_of_the_tables() {
    let rows = Registry::bundled().unwrap().parameters();
    let of = |name: &str| {
        let values = rows.iter().filter(|row| row.name == name).flat_map(|row| [row.low, row.high, Some(row.rate.value)]).flatten();
        let mut values: Vec<Exact> = values.collect();
        values.sort();
        [values[0], values[values.len() - 1]].map(|value| value.to_string())
    };
    assert_eq!(of("protein-supply"), ["28.59", "145.61684"]);
    assert_eq!(of("bod-per-person"), ["27", "120"]);
    assert_eq!(of("plant-nitrous-oxide")[1], "8");
}

/// Factors of the fuel itself, by mass or by volume, next to those of its energy.
#[test]
fn a_fuel_burns_by_factors_of_its_own_mass_or_volume() {
    let factors = "co2-factor-by-mass = \"3 kg/kg\"\nch4-factor-by-mass = \"1 g/kg\"\noxidation-factor = \"1 kg/kg\"\n";
    let booked = form("combustion", "I.1.1", &format!("fuel = \"2 t\"\n{factors}")).closed();
    assert_eq!(booked.entries.iter().find_map(|entry| entry.co2e).unwrap().to_string(), "6056"); // 2,000 · (3 + 0.001 · 28)
    let value = |value: &str, unit: &str| format!("{{ value = \"{value}\", unit = \"{unit}\" }}\n");
    let one = format!("oxidation-factor = {}", value("1", "kg/kg"));
    let volume = format!("fuel-volume = {}", value("2", "m3"));
    let mass = format!("fuel = {}", value("2", "t"));
    let density = format!("density = {}", value("0.8", "kg/L"));
    let by_volume = format!("co2-factor-by-volume = {}n2o-factor-by-volume = {}{one}", value("2.5", "kg/L"), value("1", "g/L"));
    let by_mass = format!("co2-factor-by-mass = {}{one}", value("3", "kg/kg"));
    assert_eq!(gases("combustion", &format!("{volume}{by_volume}"))["CO2"], "5000");
    assert_eq!(gases("combustion", &format!("{volume}{by_volume}"))["N2O"], "2");
    assert_eq!(gases("combustion-gross", &format!("{mass}{density}{by_volume}"))["CO2"], "6250");
    assert_eq!(gases("combustion", &format!("{volume}{density}{by_mass}"))["CO2"], "4800");
    let energy = format!("net-calorific-value = {}ch4-factor = {}", value("43", "TJ/Gg"), value("3", "kg/TJ"));
    let mixed = gases("combustion", &format!("{mass}{by_mass}{energy}"));
    assert_eq!((mixed["CO2"].as_str(), mixed["CH4"].as_str()), ("6000", "0.258")); // 2 t · 43 MJ/kg · 3 kg/TJ
    let refusals = [
        refusal("combustion", &format!("{volume}{by_mass}")),
        refusal("combustion", &format!("{mass}{by_volume}")),
        refusal("combustion", &format!("{mass}{by_mass}co2-factor = {}", value("74100", "kg/TJ"))),
        refusal("combustion", &format!("{mass}co2-factor-by-mass = {}", value("3", "kg/kg"))),
    ];
    assert_eq!(
        refusals,
        [
            "\"co2-factor-by-mass\": needs the mass of the fuel; give fuel, or density",
            "\"co2-factor-by-volume\": needs the volume of the fuel; give fuel-volume, or density",
            "\"co2-factor-by-mass\": given together with co2-factor; give one of co2-factor, carbon-content, carbon-fraction, \
             co2-factor-by-mass, co2-factor-by-volume",
            "oxidation-factor: missing: share of the carbon that oxidises (kg/kg); state it, or use a row such as \
             @ipcc2006-fuel-oxidation-factor",
        ]
    );
}

/// CH4 and N2O of a furnace without the carbon of the waste; its CO2 is then missed in the reference.
#[test]
fn a_furnace_gives_its_other_gases_without_carbon() {
    let waste = "waste = [{ kind = \"msw\", value = \"1000\", unit = \"t\" }]\n";
    let ch4 = "methane-factor = [{ kind = \"msw\", row = \"ipcc2006-incineration-continuous-stoker-msw-ch4\" }]\n";
    let n2o = "dry-nitrous-oxide-factor = [{ kind = \"msw\", value = \"0.1\", unit = \"g/kg\" }]\n";
    let dry = "dry-matter-content = [{ kind = \"msw\", value = \"60\", unit = \"%\" }]\n";
    assert_eq!(gases("incineration", &format!("{waste}{ch4}")).into_iter().collect::<Vec<_>>(), [("CH4", "0.2".to_owned())]);
    assert_eq!(gases("incineration", &format!("{waste}{n2o}{dry}"))["N2O"], "60");
    let statement = form("incineration", "III.3.1", &format!("{waste}{ch4}")).closed();
    let missing = statement.checks.iter().find(|check| check.id.to_string() == "gases:III.3.1").unwrap();
    assert_eq!(missing.finding.to_string(), "CO2 is not stated, though what emits the other gases of the reference emits it too");
    let refusals = [
        refusal("incineration", waste),
        refusal("incineration", &format!("{waste}{n2o}")),
        refusal(
            "incineration",
            &format!("{waste}{ch4}{dry}total-carbon-content = [{{ kind = \"msw\", value = \"0.4\", unit = \"kg/kg\" }}]\n"),
        ),
    ];
    assert!(refusals[0].starts_with("dry-matter-content: missing"), "{refusals:?}");
    assert!(refusals[1].starts_with("dry-matter-content: missing"), "{refusals:?}");
    assert!(refusals[2].starts_with("fossil-carbon-fraction: missing"), "{refusals:?}");
}

/// k = ln 2 / t: half of the carbon is left after the half-life (IPCC 2006, vol. 5, ch. 3, section 3.2.3).
#[test]
fn a_decay_rate_may_be_a_half_life() {
    let pulse = |rate: &str, years: u32| {
        let inputs =
            format!("{rate}start-month = {{ value = \"7\", unit = \"1\" }}\nyears = {{ value = \"{years}\", unit = \"1\" }}\n");
        let given: toml::Value = toml::from_str(&inputs).unwrap();
        let spec = methods::find("landfill-pulse").unwrap();
        let results = spec.compute(&serde_json::to_value(given).unwrap(), Registry::bundled().unwrap()).unwrap();
        results.one("left-share").unwrap().to_string().parse::<f64>().unwrap()
    };
    for life in [1_u32, 3, 7, 35] {
        // From the middle of the year of deposit to the end of that of the half-life: a half-life and half a year.
        let left = pulse(&format!("half-life = {{ value = \"{life}\", unit = \"yr\" }}\n"), life);
        let wanted = 0.5_f64 * 0.5_f64.powf(0.5 / f64::from(life));
        assert!((left - wanted).abs() < 1e-11, "{life}: {left} {wanted}");
        let rate = format!("decay-rate = {{ value = \"{:.12}\", unit = \"1/yr\" }}\n", core::f64::consts::LN_2 / f64::from(life));
        assert!((pulse(&rate, life) - left).abs() < 1e-11);
    }
    let site = |rate: &str| {
        format!(
            "waste = [{{ site = \"a\", stream = \"food\", year = \"2015\", value = \"100\", unit = \"t\" }}]
             degradable-organic-carbon = [{{ stream = \"food\", value = \"0.15\", unit = \"kg/kg\" }}]
             decomposable-fraction = [{{ stream = \"food\", value = \"0.5\", unit = \"kg/kg\" }}]\n{rate}
             methane-correction-factor = [{{ site = \"a\", year = \"2015\", value = \"1\", unit = \"kg/kg\" }}]
             oxidation-factor = [{{ site = \"a\", year = \"2015\", value = \"0\", unit = \"kg/kg\" }}]
             methane-fraction = {{ value = \"0.5\", unit = \"m3/m3\" }}\nstart-month = {{ value = \"13\", unit = \"1\" }}
             until = {{ value = \"2018\", unit = \"1\" }}\n"
        )
    };
    let (life, rate) = (
        "half-life = [{ stream = \"food\", value = \"2\", unit = \"yr\" }]\n",
        "decay-rate = [{ stream = \"food\", value = \"0.346573590279972654708616\", unit = \"1/yr\" }]\n",
    );
    assert_eq!(gases("landfill-decay", &site(life)), gases("landfill-decay", &site(rate)));
    let refusals = [refusal("landfill-decay", &site(&format!("{life}{rate}"))), refusal("landfill-decay", &site(""))];
    assert_eq!(refusals[0], "\"food\": half-life is given together with decay-rate; give one of decay-rate, half-life");
    assert!(refusals[1].starts_with("decay-rate: missing: decay rate (1/yr)"), "{refusals:?}");
}

/// An input that another asks for is missing by its own name, with the rows that could serve.
#[test]
fn what_another_input_asks_for_is_missing_at_its_place() {
    let fuel = "fuel = \"1 t\"\nnet-calorific-value = \"43 TJ/Gg\"\nco2-factor = \"74100 kg/TJ\"\n";
    assert_eq!(
        refused_with("combustion", "I.1.1", fuel),
        "methods/w.toml:5: inputs.oxidation-factor: missing: share of the carbon that oxidises (kg/kg); state it, or use a row such as \
         @ipcc2006-fuel-oxidation-factor"
    );
    let listed = report::method_text(methods::find("combustion").unwrap());
    assert!(listed.contains("oxidation-factor [kg/kg]: share of the carbon that oxidises (asked for with co2-factor or carbon-content or carbon-fraction or co2-factor-by-mass or co2-factor-by-volume)\n"), "{listed}");
    let listed = report::method_text(methods::find("wastewater-nitrogen-2006").unwrap());
    assert!(listed.contains("persons [head]: persons (or nitrogen-load; asked for with plant-population too)\n"), "{listed}");
    // Every input that is named by another is an input of the method.
    for spec in methods::all() {
        for named in spec.inputs.iter().flat_map(|input| input.instead.iter().chain(input.with)) {
            assert!(spec.inputs.iter().any(|input| input.name == *named), "{}: {named}", spec.name);
        }
    }
}

/// What rows state of their source is in the eCRF next to the file; of many, the first, and that there are more.
#[test]
fn the_sources_of_rows_are_in_the_ecrf() {
    let header = "period,activity,amount,unit,place,source\n";
    let of = |ledger: &str| {
        let statement = Folder::new("").with("ledger.csv", &format!("{header}{ledger}")).closed();
        let ecrf = report::ecrf(&statement, Language::English).unwrap();
        let cells = ecrf.detail.iter().map(|row| Ecrf::cell(row, "Activity data - Source").unwrap().as_text().to_owned());
        cells.filter(|cell| !cell.is_empty()).collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>()
    };
    let homes = "2018-01,residential.electricity,1,MWh,,statement of the utility\n2018-02,residential.electricity,1,MWh,,\n\
                 2018-03,residential.electricity,1,MWh,, statement of the utility\n2019,residential.electricity,1,MWh,,of another year\n";
    let shops = "2018,commercial.lpg,1,t,,\"fuel cards, 2018\"\n";
    assert_eq!(of(&format!("{homes}{shops}")), ["fuel cards, 2018; ledger.csv", "statement of the utility; ledger.csv"]);
    // Without a source the file is all that is known.
    assert_eq!(of("2018,commercial.lpg,1,t,,\n"), ["ledger.csv"]);
    let many = (1..=9).map(|at| format!("2018-0{at},commercial.lpg,1,t,,bill {at}\n")).collect::<Vec<_>>().concat();
    let eight: Vec<String> = (1..=8).map(|at| format!("bill {at}")).collect();
    assert_eq!(of(&many), [format!("{}; …; ledger.csv", eight.join("; "))]);
    // Sources change no figure.
    let closed = |ledger: &str| Folder::new("").with("ledger.csv", ledger).closed().totals().unwrap();
    assert_eq!(closed(&format!("{header}{homes}")), closed(&format!("{header}{}", homes.replace("statement of the utility", ""))));
}
