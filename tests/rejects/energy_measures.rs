//! What forms of measures of energy refuse, each with its whole message.

use crate::folder::Folder;
use citycarbon::plan::{CityPlan, PlanMeasure};

fn form(kind: &str, text: &str) -> Folder {
    let head = format!("measure = \"{kind}\"\nname = \"Test\"\nfirst_year = 2018\nlast_year = 2019\nsource = \"test\"\n");
    Folder::new("").with("measures/form.toml", &format!("{head}{text}"))
}

/// Each case: what stands below the five lines of the head, and what is said of it, after the name of the file.
fn refused(kind: &str, cases: &[(&str, &str)]) {
    for (text, message) in cases {
        let said = form(kind, text).error_text();
        assert_eq!(said.strip_prefix("measures/form.toml:").unwrap_or(&said), *message, "{text}");
    }
}

#[test]
fn savings() {
    let action = "stage = \"efficiency\"\n[[action]]\nname = \"a\"\ncode = \"commercial.electricity\"\nsaving = \"0.1\"\n";
    let of = |more: &str| format!("{action}{more}");
    refused(
        "energy-saving",
        &[
            (&of("share = \"0.3\"\n"), "7: action.start: missing: the first year in which some take part; state it"),
            (
                &of("share = \"0.3\"\nstart = 2020\nend = 2019\n"),
                "13: action.end: \"2019\": before the first year, 2020; write the later year here",
            ),
            (
                &of("share = \"0.3\"\nstart = 2018\nby_year = { 2018 = \"0.1\" }\n"),
                "13: action.by_year: \"by_year\": given together with share; give one of by_year, share",
            ),
            (
                &of("by_year = { 2018 = \"0.1\" }\n"),
                "11: action.by_year: no figure for 2019, a year of the measure; state it, as 0 where nothing takes part",
            ),
            (
                &of("by_year = { 2018 = \"1.1\", 2019 = \"0\" }\n"),
                "11: action.by_year.2018: \"1.1\": a share outside 0 to 1; write 0.8 for 80 %",
            ),
            (
                &of("share = \"0.3\"\nstart = 2018\n").replace("\"efficiency\"", "\"demand\""),
                "7: action.persistence: missing: share of those who take part in a year that still do in the next; habits do not last by themselves; state it",
            ),
            (
                &of("share = \"0.3\"\nstart = 2018\n").replace("\"efficiency\"", "\"habits\""),
                "6: stage: \"habits\": not an allowed value; use one of demand, efficiency",
            ),
            (
                &of("share = \"0.3\"\nstart = 2018\n").replace("commercial.electricity", "industry.cement.clinker"),
                "9: action.code: \"industry.cement.clinker\": not an activity code of energy; use one such as residential.electricity",
            ),
            (
                &of(
                    "share = \"0.3\"\nstart = 2018\n[[action]]\nname = \"a\"\ncode = \"commercial.electricity\"\nsaving = \"0.1\"\nshare = \"0.3\"\nstart = 2018\n",
                ),
                "14: action.name: \"a\": this name is used twice; give each its own name",
            ),
        ],
    );
}

#[test]
fn switches() {
    let switch = "[[switch]]\nname = \"a\"\nfrom = \"residential.lpg\"\nto = \"residential.electricity\"\ngives = \"8 kWh/kg\"\nshare = \"0.1\"\nstart = 2018\n";
    let second = switch
        .replace("name = \"a\"", "name = \"b\"")
        .replace("to = \"residential.electricity\"", "to = \"residential.natural-gas\"");
    refused(
        "fuel-switch",
        &[
            (
                &switch.replace("to = \"residential.electricity\"", "to = \"residential.lpg\""),
                "9: switch.to: a: \"residential.lpg\": the activity that is switched; name the one that takes its place",
            ),
            (
                &switch.replace("8 kWh/kg", "0 kWh/kg"),
                "10: switch.gives: a: \"0 kWh/kg\": not above zero; enter the value that the source prints",
            ),
            (
                &format!("{switch}{second}"),
                "15: switch.from: \"residential.lpg\": another switch of this activity in this form; give it a form of its own, so that each acts on what the other leaves",
            ),
        ],
    );
    // What the baseline does not have cannot be switched: known once the inventory is there.
    let city = form("fuel-switch", switch).open().unwrap();
    assert_eq!(
        city.effects("form").unwrap_err().to_string(),
        "measures/form.toml: \"residential.lpg\": the baseline of 2018 has no amount of this activity, which Test changes; add the amount, or correct the code, place or unit of the measure"
    );
}

#[test]
fn cooling() {
    let units = "[[units]]\nname = \"a\"\ncode = \"commercial.electricity\"\nin_service = \"2018\"\n";
    let of = |more: &str| format!("{units}{more}");
    refused(
        "cooling",
        &[
            (
                &of("cop_before = \"2\"\ncop_after = \"4\"\n"),
                "6: units.metered: missing: electricity that the new equipment takes in a full year (kWh); state it",
            ),
            (
                &of("metered = \"1 kWh\"\nload = \"1 kWh\"\ncop_before = \"2\"\ncop_after = \"4\"\n"),
                "11: units.load: \"load\": given together with metered; give one of metered, load, capacity",
            ),
            (
                &of("metered = \"1 kW\"\ncop_before = \"2\"\ncop_after = \"4\"\n"),
                "10: units.metered: \"1 kW\": a unit of power, but a unit of energy is needed; use a unit such as kWh",
            ),
            (
                &of("load = \"1 kWh\"\ncop_before = \"4\"\ncop_after = \"2\"\n"),
                "12: units.cop_after: a: \"2\": worse than the 4 before the measure; are the two exchanged?",
            ),
            (
                &of("load = \"1 kWh\"\ncop_before = \"0\"\ncop_after = \"2\"\n"),
                "11: units.cop_before: a: \"0\": not above zero; enter the value that the source prints",
            ),
            (
                &of("capacity = \"1 kW\"\ncount = 1\nhours = \"9000\"\ncop_before = \"2\"\ncop_after = \"4\"\n"),
                "12: units.hours: a: \"9000\": not possible for hours, which is from 0 to 8784; check the number and its unit, of a day or a year",
            ),
            (
                &of("load = \"1 kWh\"\ngrade_before = \"5\"\ncop_after = \"4\"\n[[grade]]\nname = \"3\"\ncop = \"3\"\n"),
                "11: units.grade_before: \"5\": unknown grade; use one of 3",
            ),
            (
                &of("load = \"1 kWh\"\ncop_before = \"2\"\ncop_after = \"4\"\nold_until = \"2019\"\n"),
                "6: units.cop_market: missing: cold for each unit of electricity of what the market sells then; state it",
            ),
            (
                &of("load = \"1 kWh\"\ncop_before = \"2\"\ncop_after = \"4\"\nold_until = \"2017\"\ncop_market = \"3\"\n"),
                "13: units.old_until: \"2017\": the end of service is before its start, 2018; correct the dates",
            ),
            (
                &of(
                    "load = \"1 kWh\"\ncop_before = \"2\"\ncop_after = \"4\"\n[units.refrigerant_after]\ngas = \"HFC-32\"\ncharge = \"1 kg\"\nleak = \"0.05\"\nlost_at_end = \"0.3\"\n",
                ),
                "13: units.refrigerant_after.spread_over: missing: years of service over which the loss at the end is spread; state it",
            ),
        ],
    );
}

#[test]
fn lamps_and_transformers() {
    let lamps = "[[lamps]]\nname = \"a\"\ncode = \"commercial.electricity\"\ncount = 1\nin_service = \"2018\"\npower_before = \"250 W\"\npower_after = \"100 W\"\nhours = \"4000\"\n";
    refused(
        "lighting",
        &[
            (
                &lamps.replace("\"100 W\"", "\"300 W\""),
                "12: lamps.power_after: a: \"300 W\": worse than the 250 W before the measure; are the two exchanged?",
            ),
            (
                &lamps.replace("\"250 W\"", "\"250 Wh\""),
                "11: lamps.power_before: \"250 Wh\": a unit of energy, but a unit of power is needed; use a unit such as W",
            ),
            (
                &lamps.replace("\"4000\"", "\"40000\""),
                "13: lamps.hours: a: \"40000\": not possible for hours, which is from 0 to 8784; check the number and its unit, of a day or a year",
            ),
        ],
    );
    let transformers = "[[transformers]]\nname = \"a\"\ncode = \"commercial.electricity\"\ncount = 1\nin_service = \"2018\"\nno_load_before = \"100 W\"\nno_load_after = \"200 W\"\n\
                        load_before = \"1000 W\"\nload_after = \"900 W\"\nloading = \"0.5\"\n";
    refused(
        "transformers",
        &[(
            transformers,
            "12: transformers.no_load_after: a: \"0.425 kW\": worse than the 0.35 kW before the measure; are the two exchanged?",
        )],
    );
}

#[test]
fn buildings() {
    let building =
        "[[building]]\nname = \"a\"\ncode = \"commercial.electricity\"\nfloor_area = \"1000 m2\"\nin_service = \"2018\"\n";
    let of = |more: &str| format!("{building}{more}");
    refused(
        "building",
        &[
            (&of(""), "6: building.intensity_before: missing: electricity for each m2 in a full year, before (kWh/m2); state it"),
            (
                &of("intensity_before = \"100 kWh/m2\"\nintensity_after = \"150 kWh/m2\"\n"),
                "12: building.intensity_after: a: \"150 kWh/m2\": worse than the 100 kWh/m2 before the measure; are the two exchanged?",
            ),
            (
                &of("intensity_before = \"100 kWh/kW\"\n"),
                "11: building.intensity_before: a: \"100 kWh/kW\": not energy for each unit of floor area; write it like 150 kWh/m2",
            ),
            (
                &of("new = true\nintensity_before = \"100 kWh/m2\"\n"),
                "12: building.intensity_before: a new building is held against the code in force, not against the stock; delete this key",
            ),
            (
                &of("new = true\n[[code_in_force]]\nname = \"later\"\nfrom = 2019\nintensity = \"100 kWh/m2\"\n"),
                "11: building.new: no code is in force in 2018; add a [[code_in_force]] that holds from that year or before",
            ),
            (
                &of(
                    "intensity_before = \"100 kWh/m2\"\ngeneration = \"200 MWh\"\nself_use = \"0.6\"\nexport_displaces = \"commercial.electricity\"\n",
                ),
                "13: building.self_use: a: \"120000 kWh\": more generated for own use than the 100000 kWh needed after saving; lower self_use, so that the rest is exported",
            ),
            (
                &of("intensity_before = \"100 kWh/m2\"\ngeneration = \"20 MWh\"\nself_use = \"0.6\"\n"),
                "13: building.self_use: a: \"0.6\": the rest is exported, but nothing says what it displaces; state export_displaces",
            ),
            (
                &of(
                    "intensity_before = \"100 kWh/m2\"\nintensity_after = \"90 kWh/m2\"\n[[building.action]]\nname = \"b\"\nsaving = \"0.1\"\n",
                ),
                "13: building.action: \"action\": given together with intensity_after; give one of intensity_after, action",
            ),
        ],
    );
}

#[test]
fn claims() {
    refused(
        "unit-saving",
        &[
            (
                "[[action]]\nname = \"a\"\nunit_saving = \"kr2024-4-3-diesel-replaced\"\nunit = \"bus\"\nmonitored = { 2018 = \"1\", 2019 = \"1\" }\n",
                "9: action.unit: \"bus\": not the unit of kr2024-4-3-diesel-replaced, which is for each vehicle; choose another row, or count in that unit",
            ),
            (
                "[[action]]\nname = \"a\"\nunit_saving = \"kr2024-4-3-diesel\"\nmonitored = { 2018 = \"1\", 2019 = \"1\" }\n",
                "8: action.unit_saving: \"kr2024-4-3-diesel\": unknown unit saving; use one of kr2024-1-1-capacity, kr2024-1-1-generation, kr2024-1-2-capacity",
            ),
            (
                "[[action]]\nname = \"a\"\nsaving = \"1 kg\"\nmonitored = { 2018 = \"1\", 2019 = \"1\" }\n",
                "6: action.unit: missing: what is counted: vehicle, lamp, household; state it",
            ),
            (
                "[[action]]\nname = \"a\"\nsaving = \"1 kWh\"\nunit = \"lamp\"\nmonitored = { 2018 = \"1\", 2019 = \"1\" }\n",
                "8: action.saving: \"1 kWh\": a unit of energy, but a unit of mass is needed; use a unit such as kg",
            ),
            (
                "[[action]]\nname = \"a\"\nsaving = \"1 kg\"\nunit = \"lamp\"\nmonitored = { 2018 = \"1\" }\n",
                "10: action.monitored: no figure for 2019, a year of the measure; state it, as 0 where nothing takes part",
            ),
            (
                "[[action]]\nname = \"a\"\nsaving = \"1 kg\"\nunit = \"lamp\"\nmonitored = { 2018 = \"-1\", 2019 = \"1\" }\n",
                "10: action.monitored.2018: \"-1\": below zero; enter zero or more",
            ),
        ],
    );
    refused(
        "participation",
        &[
            (
                "[[campaign]]\nname = \"a\"\njoined = { 2018 = \"1\", 2019 = \"1\" }\nsaving = \"1 kg\"\n",
                "6: campaign.persistence: missing: share of those who take part in a year that still do in the next; habits do not last by themselves; state it",
            ),
            (
                "[[campaign]]\nname = \"a\"\njoined = { 2018 = \"1\", 2019 = \"1\" }\nunit_saving = \"kr2024-4-3-diesel-replaced\"\npersistence = \"1\"\n",
                "9: campaign.unit_saving: \"household\": not the unit of kr2024-4-3-diesel-replaced, which is for each vehicle; choose another row, or count in that unit",
            ),
        ],
    );
    let contract = "[[contract]]\nname = \"a\"\ncode = \"commercial.electricity\"\nyear = 2018\nmatched = \"1 MWh\"\ncertificate = \"I-REC\"\nvintage = 2019\ntracking = \"registry\"\n";
    refused(
        "green-power",
        &[
            (
                contract,
                "12: contract.vintage: a: \"2019\": after 2018, the year that it is claimed for; use certificates of that year or before",
            ),
            (
                &format!("{}claimed_factor = \"1 kWh/kg\"\n", contract.replace("vintage = 2019", "vintage = 2018")),
                "14: contract.claimed_factor: a: \"1 kWh/kg\": not CO2e for each unit of electricity; write it like 0.5 t/MWh",
            ),
        ],
    );
}

#[test]
fn modes_and_modules() {
    let shift = "[[shift]]\nname = \"rail\"\nin_service = \"2018\"\n[[shift.after]]\nname = \"train\"\ndistance = \"1 pkm\"\ntakes = \"rail.electricity\"\nuse = \"0.1 kWh/pkm\"\n[[shift.before]]\nname = \"car\"\n";
    refused(
        "mode-shift",
        &[
            (
                &format!("{shift}distance = \"1 km\"\nnone = \"a walk\"\n"),
                "16: shift.before.distance: \"1 km\": a unit of distance, but a unit of passenger distance is needed; use a unit such as pkm",
            ),
            (
                &format!("{shift}distance = \"1 pkm\"\nnone = \"a walk\"\nuse = \"0.1 kWh/pkm\"\n"),
                "18: shift.before.use: none states that no energy is used; delete this key or none",
            ),
            (
                &format!("{shift}distance = \"1 pkm\"\ntakes = \"road.diesel-b7\"\nuse = \"10 vkm/L\"\n"),
                "18: shift.before.use: car: \"10 vkm/L\": not for each unit of passenger distance, the unit of the work; use the same unit in both: vkm for vehicles, pkm for passengers, t, vehicle-day",
            ),
        ],
    );
    let roof = "[[roof]]\nname = \"a\"\ndisplaces = \"commercial.electricity\"\nself_use = \"1\"\ncapacity = \"1 kW\"\nin_service = \"2018\"\nspecific_yield = \"600 kWh/kW\"\ndegradation = \"5 %/yr\"\navailability = \"1\"\n";
    refused(
        "rooftop-solar",
        &[
            (&format!("{roof}technology = \"perovskite\"\n"), "6: roof.life: missing: years that the modules serve; state it"),
            (&format!("{roof}replaced = true\n"), "6: roof.life: missing: years that the modules serve; state it"),
            (
                &format!("{roof}yield_low = \"700 kWh/kW\"\nyield_high = \"800 kWh/kW\"\n"),
                "12: roof.specific_yield: a: \"600 kWh/kW\": outside the stated range from 700 kWh/kW to 800 kWh/kW; correct the yield or the range",
            ),
            (
                &format!("{roof}yield_low = \"500 kWh/kW\"\n"),
                "6: roof.yield_high: missing: the highest yield that is likely (kWh/kW); state it, or use a row such as @sahawatthanakit-rooftop-pv-bangkok, @sahawatthanakit-rooftop-pv-rayong (2 more)",
            ),
        ],
    );
}

/// Two forms of one measure would count it twice.
#[test]
fn a_measure_twice_in_a_plan() {
    let saving = |name: &str| {
        format!(
            "measure = \"energy-saving\"\nname = \"{name}\"\nfirst_year = 2018\nlast_year = 2018\nsource = \"test\"\nstage = \"efficiency\"\n[[action]]\nname = \"a\"\n\
             code = \"commercial.electricity\"\nsaving = \"0.1\"\nshare = \"0.3\"\nstart = 2018\n"
        )
    };
    let ledger = "period,activity,amount,unit,source\n2018,commercial.electricity,2000,MWh,utility\n";
    let folder = Folder::new("").with("ledger.csv", ledger).with("measures/one.toml", &saving("One"));
    let city = folder.with("measures/two.toml", &saving("Two")).open().unwrap();
    let baseline = city.activity_state().unwrap();
    let measures = city.measures().iter().map(|stated| PlanMeasure::of(stated, &baseline).unwrap());
    assert_eq!(
        CityPlan::new(baseline.clone(), measures).unwrap_err().to_string(),
        "\"Two\": the same measure as One: it changes the same activity in the same way; delete one of them"
    );
}
