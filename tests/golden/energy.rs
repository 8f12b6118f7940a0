//! Measures of energy: savings, switches, the grid, cooling, lamps, buildings, transformers. Figures worked by hand, and those of others.

use crate::folder::Folder;
use crate::measure::{check, figures, notes, served};

/// A town whose grid emits 0.5 kg for each kWh, losses inside, with 1,000 MWh in homes, 2,000 MWh in shops and 10 t of LPG.
fn town(kind: &str, form: &str) -> Folder {
    let factor = "id,process,subject,gas,value,unit,region,years,losses,source,locator\n\
                  own,electricity,grid-electricity,CO2,0.5,kg/kWh,TH-10,all,inside,test,row\n";
    let ledger = "period,activity,amount,unit,source\n\
                  2018,residential.electricity,1000,MWh,utility\n\
                  2018,commercial.electricity,2000,MWh,utility\n\
                  2018,residential.lpg,10,t,sales\n";
    let head = format!("measure = \"{kind}\"\nname = \"Test\"\nfirst_year = 2018\nlast_year = 2018\nsource = \"test\"\n");
    Folder::new("").with("factors.csv", factor).with("ledger.csv", ledger).with("measures/form.toml", &format!("{head}{form}"))
}

/// The same over years in which nothing of the ledger is needed.
fn over(kind: &str, first: u16, last: u16, form: &str) -> Folder {
    let head = format!("measure = \"{kind}\"\nname = \"Test\"\nfirst_year = {first}\nlast_year = {last}\nsource = \"test\"\n");
    town(kind, "").with("measures/form.toml", &format!("{head}{form}"))
}

fn has(notes: &[String], words: &str) {
    assert!(notes.iter().any(|note| note.contains(words)), "{words}: {notes:?}");
}

/// 0.3 take part and save 0.1 each: 1 − 0.03 is left; of that 0.5 save 0.2: times 0.9. Of 2,000 MWh 0.873 is left: 1,746 MWh at 0.5.
#[test]
fn savings_on_one_activity_multiply() {
    let form = "stage = \"efficiency\"\n[[action]]\nname = \"a\"\ncode = \"commercial.electricity\"\nsaving = \"0.1\"\nshare = \"0.3\"\nstart = 2018\n\
                [[action]]\nname = \"b\"\ncode = \"commercial.electricity\"\nsaving = \"0.2\"\nby_year = { 2018 = \"0.5\" }\n";
    let folder = town("energy-saving", form);
    let year = &figures(&folder, 2018);
    check(year, "baseline_t", "1000");
    check(year, "project_t", "873");
    check(year, "reduction_t", "127"); // not 130, the sum of 0.03 and 0.1
    check(year, "by_ref/I.2.2", "127");
    let notes = notes(&folder);
    has(&notes, "never added");
    has(&notes, "all who joined are taken to go on saving");
    has(&notes, "a: 0.1 of commercial.electricity is saved where it is taken up (test)");
}

/// Four years of joining, 0.1 in each; of those who take part 0.5 still do a year later. In the second year 0.1 + 0.05 = 0.15 take
/// part and save 0.2: 0.03 of 1,000 MWh, 15 t.
#[test]
fn habits_fade_as_they_are_stated_to() {
    let action = "[[action]]\nname = \"a\"\ncode = \"residential.electricity\"\nsaving = \"0.2\"\nshare = \"0.4\"\nstart = 2017\nend = 2020\n";
    let faded = town("energy-saving", &format!("stage = \"demand\"\n{action}persistence = \"0.5\"\n"));
    check(&figures(&faded, 2018), "reduction_t", "15");
    // Equipment stays: 0.2 take part, 0.04 of 1,000 MWh.
    let stays = town("energy-saving", &format!("stage = \"efficiency\"\n{action}"));
    check(&figures(&stays, 2018), "reduction_t", "20");
}

/// A tenth of 10 t LPG becomes electricity, 8 kWh for each kg: 8,000 kWh, 4 t more in I.1.2; 1 t of LPG less in I.1.1: 47.3 GJ of 63.1 kg
/// CO2, 5 g CH4 (28) and 0.1 g N2O (265) each = 2,984.63 + 6.622 + 1.253 kg (IPCC 2006, table 2.5).
#[test]
fn a_switch_leaves_one_reference_and_enters_another() {
    let form = "[[switch]]\nname = \"homes\"\nfrom = \"residential.lpg\"\nto = \"residential.electricity\"\ngives = \"8 kWh/kg\"\nshare = \"0.1\"\nstart = 2018\n";
    let folder = town("fuel-switch", form);
    let year = &figures(&folder, 2018);
    check(year, "by_ref/I.1.2", "-4");
    check(year, "by_ref/I.1.1", "2.99250545");
    check(year, "reduction_t", "-1.00749455"); // this grid is too dirty for it
    has(&notes(&folder), "homes: 8 kWh/kg of residential.electricity in place of residential.lpg (test)");
}

/// 3,000 MWh at 0.5 and at 0.4 kg for each kWh; a constant grid is no measure.
#[test]
fn a_cleaner_grid_weighs_all_electricity_of_the_year() {
    let rows = "id,process,subject,gas,value,unit,region,years,purpose,losses,series,source,locator\n\
                own,electricity,grid-electricity,CO2,0.5,kg/kWh,TH-10,all,inventory,inside,,test,row\n\
                planned,electricity,grid-electricity,CO2,0.4,kg/kWh,TH-10,2018,alternative,inside,plan,test,row\n\
                same,electricity,grid-electricity,CO2,0.5,kg/kWh,TH-10,2018,alternative,inside,same,test,row\n\
                margin,electricity,grid-electricity,CO2,0.4,kg/kWh,TH-10,2018,project,inside,margin,test,row\n";
    let of = |series: &str| town("grid-factor", &format!("series = \"{series}\"\n")).with("factors.csv", rows);
    let year = &figures(&of("plan"), 2018);
    check(year, "baseline_t", "1500");
    check(year, "reduction_t", "300");
    check(&figures(&of("same"), 2018), "reduction_t", "0");
    assert_eq!(
        of("margin").error_text(),
        "measures/form.toml:6: series: \"margin\": a series made for the purpose \"project\", not for an inventory; use a series of grid averages"
    );
    assert!(of("pIan").error_text().ends_with("unknown series; did you mean \"plan\"?"));
}

/// Units of a form of one group.
fn units(keys: &str) -> String {
    format!("[[units]]\nname = \"units\"\ncode = \"commercial.electricity\"\nin_service = \"2018\"\n{keys}")
}

/// What is metered is the better equipment: 500 MWh at a COP of 6 would have been 750 MWh at 4 (`TH_AM003` and `TH_AM005` of the JCM: power
/// of the project chiller times COP of the project over that of the reference).
#[test]
fn a_metered_chiller_is_compared_by_the_ratio_of_the_cops() {
    let year = &figures(&town("cooling", &units("metered = \"500 MWh\"\ncop_before = \"4\"\ncop_after = \"6\"\n")), 2018);
    check(year, "baseline_t", "375");
    check(year, "project_t", "250");
    // The same cold, stated as a load of 3,000 MWh: the same figures.
    let load = &figures(&town("cooling", &units("load = \"3000 MWh\"\ncop_before = \"4\"\ncop_after = \"6\"\n")), 2018);
    for figure in ["baseline_t", "project_t", "reduction_t"] {
        assert_eq!(load[figure], year[figure], "{figure}");
    }
    // And as ten units of 300 kW for 1,000 hours.
    let stock = "count = 10\ncapacity = \"300 kW\"\nhours = \"1000\"\ncop_before = \"4\"\ncop_after = \"6\"\n";
    assert_eq!(figures(&town("cooling", &units(stock)), 2018)["reduction_t"], year["reduction_t"]);
}

/// About 1,000 inverter units in hospitals of Ho Chi Minh City and Hanoi save 35 % and 574 t a year (METI, 9 December 2015). The load is not
/// printed: with what 574 t are of a COP that saves 35 %, the tonnes come out, which proves the arithmetic only.
#[test]
fn hospitals_that_save_a_third_come_to_the_printed_tonnes() {
    // 574 t at 0.5 kg for each kWh are 1,148 MWh saved: 35 % of 3,280 MWh, so that 2,132 MWh are metered.
    let form = units("metered = \"2132 MWh\"\ncop_before = \"2.6\"\ncop_after = \"4\"\n");
    let year = &figures(&town("cooling", &form), 2018);
    check(year, "baseline_t", "1640");
    check(year, "reduction_t", "574");
}

/// A unit that would have served to the end of June 2019 is compared with itself for 181 of 365 days, then with a COP of 3.
#[test]
fn early_replacement_has_two_baselines() {
    let form = units(
        "load = \"365 MWh\"\ncop_before = \"2\"\ncop_after = \"4\"\nold_until = \"2019-06-30\"\ncop_market = \"3\"\n\
         [units.refrigerant_before]\ngas = \"HFC-134a\"\ncharge = \"100 kg\"\nleak = \"0.1\"\n\
         [units.refrigerant_after]\ngas = \"HFC-32\"\ncharge = \"100 kg\"\nleak = \"0.05\"\nlost_at_end = \"0.3\"\nspread_over = 15\n",
    );
    let folder = over("cooling", 2018, 2020, &form);
    let first = &figures(&folder, 2018);
    // 182.5 MWh less 91.25 MWh at 0.5; 10 kg of HFC-134a (1,300) less 7 kg of HFC-32 (677): 13 t less 4.739 t.
    check(first, "by_ref/I.2.2", "45.625");
    check(first, "by_ref/IV.2", "8.261");
    let second = &figures(&folder, 2019);
    // 181 MWh / 2 + 184 MWh / 3 − 365 MWh / 4, at 0.5.
    check(second, "by_ref/I.2.2", "30.291666666666667");
    let third = &figures(&folder, 2020);
    // 365 / 3 − 365 / 4 MWh; the market leaks as the new equipment does.
    check(third, "by_ref/I.2.2", "15.208333333333333");
    assert!(third["by_ref"].get("IV.2").is_none_or(|left| left == "0"), "{third}");
    has(&notes(&folder), "two baselines");
}

/// 1,000 lamps, 150 W less for 4,000 hours: 600 MWh, 300 t. They burn 10,000 hours, two and a half years.
#[test]
fn lamps_save_until_they_have_burnt_out() {
    let lamps = |life: &str| {
        format!(
            "[[lamps]]\nname = \"roads\"\ncode = \"commercial.electricity\"\ncount = 1000\nin_service = \"2018\"\n\
             power_before = \"250 W\"\npower_after = \"100 W\"\nhours = \"4000\"\n{life}"
        )
    };
    let folder = over("lighting", 2018, 2021, &lamps("life_hours = \"10000\"\n"));
    for (year, reduction) in [(2018, "300"), (2019, "300"), (2020, "150"), (2021, "0")] {
        check(&figures(&folder, year), "reduction_t", reduction);
    }
    let forever = over("lighting", 2018, 2021, &lamps(""));
    check(&figures(&forever, 2021), "reduction_t", "300");
    has(&notes(&forever), "where no life is stated");
    assert!(!notes(&folder).iter().any(|note| note.contains("where no life is stated")));
}

/// Losses of the network follow from the inventory: with the factor of the tables, losses apart, scope 3 falls too.
#[test]
fn lamps_save_the_losses_on_the_way_as_the_inventory_has_them() {
    let form = "[[lamps]]\nname = \"roads\"\ncode = \"commercial.electricity\"\ncount = 10\nin_service = \"2018\"\n\
                power_before = \"250 W\"\npower_after = \"100 W\"\nhours = \"4000\"\n";
    let year = &figures(&town("lighting", form).with("factors.csv", &format!("{}\n", crate::folder::FACTOR)), 2018);
    check(year, "by_ref/I.2.2", "2.754"); // 6,000 kWh at 0.459
    assert_ne!(year["by_ref"]["I.2.3"], "0");
}

/// 10,000 m2 at 200 kWh: 2,000 MWh; two actions of a tenth leave 0.81. The shares multiply.
#[test]
fn actions_on_one_building_multiply() {
    let form = "[[building]]\nname = \"hall\"\ncode = \"commercial.electricity\"\nfloor_area = \"10000 m2\"\nin_service = \"2018\"\nintensity_before = \"200 kWh/m2\"\n\
                [[building.action]]\nname = \"a\"\nsaving = \"0.1\"\n[[building.action]]\nname = \"b\"\nsaving = \"0.1\"\n";
    let year = &figures(&town("building", form), 2018);
    check(year, "baseline_t", "1000");
    check(year, "reduction_t", "190");
}

/// A zero-energy school of 5,000 m2: 150 kWh by the code in force of 2017, 80 kWh as built, 400 MWh generated of which 0.6 is used in it.
/// Without: 750 MWh, 375 t. With: 400 − 240 = 160 MWh bought, 80 t. 160 MWh are sent out: 80 t avoided elsewhere, once.
#[test]
fn a_zero_energy_building_generates_each_kwh_once() {
    let form = "[[code_in_force]]\nname = \"first\"\nfrom = 2009\nintensity = \"180 kWh/m2\"\n\
                [[code_in_force]]\nname = \"second\"\nfrom = 2017\nintensity = \"150 kWh/m2\"\n\
                [[building]]\nname = \"school\"\ncode = \"commercial.electricity\"\nfloor_area = \"5000 m2\"\nin_service = \"2018\"\nnew = true\n\
                intensity_after = \"80 kWh/m2\"\ngeneration = \"400 MWh\"\nself_use = \"0.6\"\nexport_displaces = \"residential.electricity\"\n";
    let folder = town("building", form);
    let year = &figures(&folder, 2018);
    check(year, "baseline_t", "375");
    check(year, "project_t", "80");
    check(year, "reduction_t", "295");
    check(year, "avoided_outside_t", "80");
    let kilowatt_hours: Vec<String> = served(year).into_iter().map(|(_, amount, ..)| amount).collect();
    assert_eq!(kilowatt_hours, ["240000", "160000"]);
    has(&notes(&folder), "school is new and held against the code in force: second, test");
}

/// 100 transformers of 500 W and 3,000 W before, 150 W and 3,000 W after, at half load (root mean square): (350 W) · 8,760 h = 306.6 MWh,
/// 153.3 t, in I.2.3 by a code of the city's own.
#[test]
fn transformers_lose_less_of_the_grid() {
    let form = "[[transformers]]\nname = \"250 kVA\"\ncode = \"town.grid-losses\"\ncount = 100\nin_service = \"2018\"\n\
                no_load_before = \"500 W\"\nno_load_after = \"150 W\"\nload_before = \"3000 W\"\nload_after = \"3000 W\"\nloading = \"0.5\"\n";
    let codes = "code,ref,process,subject,gases,dimension\ntown.grid-losses,I.2.3,electricity,grid-electricity,*,energy\n";
    let year = &figures(&town("transformers", form).with("activities.csv", codes), 2018);
    check(year, "baseline_t", "547.5"); // (500 + 3,000 · 0.25) W · 8,760 h · 100 at 0.5
    check(year, "reduction_t", "153.3");
    check(year, "by_ref/I.2.3", "153.3");
    // With less loss under load too: 1,000 W less at a quarter is 250 W more.
    let better = form.replace("load_after = \"3000 W\"", "load_after = \"2000 W\"");
    check(&figures(&town("transformers", &better).with("activities.csv", codes), 2018), "reduction_t", "262.8");
}

/// 1,000 MWh matched: nothing changes where electricity weighs as the grid; what the buyer states it avoids is a claim.
#[test]
fn green_power_reduces_nothing_where_the_grid_serves() {
    let form = "[[contract]]\nname = \"a\"\ncode = \"commercial.electricity\"\nyear = 2018\nmatched = \"1000 MWh\"\ncertificate = \"I-REC\"\n\
                vintage = 2017\ntracking = \"registry\"\nclaimed_factor = \"0.4 t/MWh\"\n";
    let folder = town("green-power", form);
    let year = &figures(&folder, 2018);
    check(year, "reduction_t", "0");
    check(year, "claimed_t", "400");
    assert_eq!(served(year)[0].1, "1000000");
    let notes = notes(&folder);
    has(&notes, "a: 1000 MWh of commercial.electricity in 2018 matched by I-REC, vintage 2017, cancelled in registry (test)");
    has(&notes, "the certificates are of 2017, before 2018");
    let unclaimed = town("green-power", &form.replace("claimed_factor = \"0.4 t/MWh\"\n", ""));
    assert_eq!(figures(&unclaimed, 2018).get("claimed_t"), None);
}

/// The guideline of Korea prints 43.89 t for a diesel bus that becomes electric (appendix 3, no. 4-3): ten of them claim 438.9 t, in no
/// reduction.
#[test]
fn unit_savings_are_claims() {
    let form = "[[action]]\nname = \"buses\"\nunit_saving = \"kr2024-4-3-diesel-replaced\"\nmonitored = { 2018 = \"10\" }\n\
                [[action]]\nname = \"own\"\nsaving = \"200 kg\"\nunit = \"heater\"\nmonitored = { 2018 = \"3\" }\n";
    let folder = town("unit-saving", form);
    let year = &figures(&folder, 2018);
    check(year, "claimed_t", "439.5");
    check(year, "reduction_t", "0");
    let notes = notes(&folder);
    has(&notes, "buses: 43.89 t CO2e for each vehicle and year, electric bus: diesel replaced (Ministry of Environment of Korea");
    has(&notes, "not compared with the original), no. 4-3)");
    has(&notes, "in no reduction");
}

/// 1,000 join in each of two years, 0.8 of them stay from year to year: 1,000, 1,800, 1,440 take part and save 100 kg each.
#[test]
fn those_who_join_leave_again() {
    let form = "[[campaign]]\nname = \"a\"\njoined = { 2018 = \"1000\", 2019 = \"1000\", 2020 = \"0\" }\nsaving = \"100 kg\"\npersistence = \"0.8\"\n";
    let folder = over("participation", 2018, 2020, form);
    for (year, households, tonnes) in [(2018, "1000", "100"), (2019, "1800", "180"), (2020, "1440", "144")] {
        let year = &figures(&folder, year);
        assert_eq!(served(year)[0].1, households);
        check(year, "claimed_t", tonnes);
        check(year, "reduction_t", "0");
    }
}

/// 1.2 million pkm by car, 1.5 in each at 10 vkm/L, are 80,000 L of diesel: the tonnes of an inventory with as many litres. Rail takes
/// 0.1 kWh for each of a million pkm, 50 t. Who would not have travelled takes nothing before.
#[test]
fn passengers_leave_the_modes_they_would_have_used() {
    let form = "[[shift]]\nname = \"rail\"\nin_service = \"2018\"\n\
                [[shift.before]]\nname = \"car\"\ndistance = \"1200000 pkm\"\noccupancy = \"1.5 pkm/vkm\"\ntakes = \"road.gas-diesel-oil\"\nuse = \"10 vkm/L\"\n\
                [[shift.before]]\nname = \"new\"\ndistance = \"100000 pkm\"\nnone = \"would not have been made\"\n\
                [[shift.after]]\nname = \"train\"\ndistance = \"1000000 pkm\"\ntakes = \"rail.electricity\"\nuse = \"0.1 kWh/pkm\"\n";
    let folder = town("mode-shift", form);
    let year = &figures(&folder, 2018);
    check(year, "by_ref/II.2.2", "-50");
    // The same litres in a ledger.
    let litres = "period,activity,amount,unit,source\n2018,road.gas-diesel-oil,80000,litre,survey\n";
    let inventory = crate::folder::Folder::new("").with("ledger.csv", litres).open().unwrap().close().unwrap();
    let written: serde_json::Value = serde_json::from_slice(&citycarbon::report::json(&inventory).unwrap()).unwrap();
    let entries = written["years"][0]["entries"].as_array().unwrap();
    let exhaust = entries.iter().find(|entry| entry["ref"] == "II.1.1").unwrap();
    assert_eq!(exhaust["co2e_t"], year["by_ref"]["II.1.1"]);
    assert_eq!(served(year)[0].1, "1300000");
    has(&notes(&folder), "rail, new: no fuel or electricity is counted (would not have been made)");
    has(&notes(&folder), "not estimated: congestion");
}

/// 10 MW at Durgun, 1,500 hours a year, 1.1 t/MWh: 16,500 t (GEC, JCM project `13ps_mgl_01`).
#[test]
fn durgun_comes_to_its_printed_tonnes() {
    let factor = "id,process,subject,gas,value,unit,region,years,losses,source,locator\n\
                  mongolia,electricity,grid-electricity,CO2,1.1,t/MWh,TH-10,all,inside,GEC,expected reductions\n";
    let form = "[[roof]]\nname = \"Durgun\"\ndisplaces = \"commercial.electricity\"\nself_use = \"1\"\ncapacity = \"10 MW\"\nin_service = \"2018\"\n\
                specific_yield = \"1500 kWh/kW\"\ndegradation = \"0 %/yr\"\navailability = \"1\"\n";
    check(&figures(&town("rooftop-solar", form).with("factors.csv", factor), 2018), "reduction_t", "16500");
}

/// Perovskite, 5 % lost each year, replaced every two years: 1, 0.95, 1, 0.95 of 6,000 kWh; without replacement it ends after two years.
#[test]
fn modules_that_are_replaced_start_anew() {
    let roof = |more: &str| {
        format!(
            "[[roof]]\nname = \"facade\"\ntechnology = \"perovskite\"\nlife = 2\ndisplaces = \"commercial.electricity\"\nself_use = \"1\"\ncapacity = \"10 kW\"\n\
             in_service = \"2018\"\nspecific_yield = \"600 kWh/kW\"\ndegradation = \"5 %/yr\"\navailability = \"1\"\n{more}"
        )
    };
    let kilowatt_hours =
        |folder: &Folder| -> Vec<String> { (2018..=2021).map(|year| served(&figures(folder, year))[0].1.clone()).collect() };
    let replaced =
        over("rooftop-solar", 2018, 2021, &roof("replaced = true\nyield_low = \"500 kWh/kW\"\nyield_high = \"700 kWh/kW\"\n"));
    assert_eq!(kilowatt_hours(&replaced), ["6000", "5700", "6000", "5700"]);
    let notes = notes(&replaced);
    has(&notes, "facade: perovskite modules have not run for as long as they are stated to");
    has(&notes, "facade: modules are replaced every 2 years");
    has(&notes, "facade: the yield may be from 500 kWh/kW to 700 kWh/kW");
    assert_eq!(kilowatt_hours(&over("rooftop-solar", 2018, 2021, &roof(""))), ["6000", "5700", "0", "0"]);
}
