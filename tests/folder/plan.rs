//! `plan.toml`: business as usual by drivers, measures that share an activity, the yearly check; and what is refused of it.

use crate::example_folders::folders_of;
use crate::folder::Folder;
use crate::schema;
use citycarbon::City;
use citycarbon::folder::{FolderKind, FolderOptions, read, write};
use citycarbon::i18n::Language;
use citycarbon::plan::{ComputedPlan, Overshoot};
use citycarbon::quantity::{Exact, Rounding};
use citycarbon::report::{PlanReport, html_page, plan_json, plan_text};
use citycarbon::taxonomy::Year;
use serde_json::Value;
use std::path::Path;

const PLAN: &str = "name = \"A plan\"\nfirst_year = 2019\nlast_year = 2020\nsource = \"the council\"\n";

/// A city of one year whose grid has one factor, 0.5 kg CO2 for each kWh without losses.
fn folder(plan: &str) -> Folder {
    let ledger = "period,activity,amount,unit\n\
                  2018,residential.electricity,1000,MWh\n\
                  2018,residential.lpg,100,t\n\
                  2018,commercial.electricity,500,MWh\n";
    let grid = "id,process,subject,gas,value,unit,region,years,purpose,losses,series,source,locator\n\
                own,electricity,grid-electricity,CO2,0.5,kg/kWh,TH-10,all,inventory,inside,,test,row\n\
                clean,electricity,grid-electricity,CO2,0.1,kg/kWh,TH-10,all,alternative,inside,clean,test,row\n";
    Folder::new("").with("ledger.csv", ledger).with("factors.csv", grid).with("plan.toml", plan)
}

/// A tenth less by habits of half of the homes, and a fifth less by better equipment in all of them.
fn with_savings(folder: Folder) -> Folder {
    let saving = |name: &str, stage: &str, saving: &str, share: &str| {
        format!(
            "measure = \"energy-saving\"\nname = \"{name}\"\nfirst_year = 2019\nlast_year = 2020\nsource = \"test\"\nstage = \"{stage}\"\n\
             [[action]]\nname = \"{name}\"\ncode = \"residential.electricity\"\nsaving = \"{saving}\"\n\
             by_year = {{ 2019 = \"0\", 2020 = \"{share}\" }}\n"
        )
    };
    folder
        .with("measures/habits.toml", &saving("habits", "demand", "0.1", "0.5"))
        .with("measures/equipment.toml", &saving("equipment", "efficiency", "0.2", "1"))
}

fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

fn plan(folder: &Folder) -> ComputedPlan {
    folder.open().unwrap().plan().unwrap().unwrap()
}

fn report(folder: &Folder) -> PlanReport {
    PlanReport::of("a city", &plan(folder)).unwrap()
}

fn refusal(folder: &Folder) -> String {
    match folder.open() {
        Ok(city) => city.plan().unwrap_err().to_string(),
        Err(errors) => errors.to_string(),
    }
}

/// The first lines of two texts that differ.
fn differing(one: &[u8], other: &[u8]) -> Option<(String, String)> {
    let lines = |text: &[u8]| String::from_utf8(text.to_vec()).unwrap().lines().map(str::to_owned).collect::<Vec<_>>();
    // The hash is that of the files of factors, which are written in another order of columns.
    lines(one).into_iter().zip(lines(other)).find(|(one, other)| one != other && !one.contains("factors_hash"))
}

/// t CO2e of a figure, to the gram.
fn grams(tonnes: Exact) -> String {
    tonnes.round(6, Rounding::HalfEven).0.to_string()
}

const DRIVERS: &str = "driver,year,value,source\n\
                       people,2018,100,census\npeople,2019,110,census\npeople,2020,120,census\n\
                       shops,2018,10,census\nshops,2019,10,census\nshops,2020,15,census\n";

const FOLLOWED: &str = "[baseline]\nkind = \"drivers\"\nbase_year = 2018\ndrivers = { file = \"drivers.csv\" }\n\
                        [[baseline.follow]]\nreferences = \"I.1\"\ndriver = \"people\"\n\
                        [[baseline.follow]]\nreferences = \"I.2\"\ndriver = \"shops\"\n";

#[test]
fn emissions_follow_the_driver_of_their_reference() {
    let folder = folder(&format!("{PLAN}{FOLLOWED}")).with("drivers.csv", DRIVERS);
    let report = report(&folder);
    let of = |number: u16| report.path.iter().find(|path| path.year == year(number)).unwrap();
    // 2018: 500 t of homes, 250 t of shops, and the LPG of homes.
    let total = of(2018).emitted_t.unwrap();
    let gas = total.checked_sub(Exact::from(750)).unwrap();
    let expected = |people: i64, shops: i64| {
        let homes = Exact::from(500).checked_add(gas).unwrap().checked_mul(Exact::from(people)).unwrap();
        let of_shops = Exact::from(250).checked_mul(Exact::from(shops)).unwrap();
        // Hundredths of a person each, tenths of a shop.
        homes
            .checked_mul("0.01".parse::<Exact>().unwrap())
            .unwrap()
            .checked_add(of_shops.checked_mul("0.1".parse::<Exact>().unwrap()).unwrap())
    };
    assert_eq!(grams(of(2019).without_t.unwrap()), grams(expected(110, 10).unwrap()));
    assert_eq!(grams(of(2020).without_t.unwrap()), grams(expected(120, 15).unwrap()));
    assert_eq!(of(2020).with_t, of(2020).without_t);
}

#[test]
fn measures_on_one_activity_take_from_one_another() {
    let report = report(&with_savings(folder(&format!("{PLAN}{FOLLOWED}")).with("drivers.csv", DRIVERS)));
    let of = |measures: &std::collections::BTreeMap<String, std::collections::BTreeMap<Year, citycarbon::report::SavedGases>>,
              name: &str| { measures[name][&year(2020)].co2e_t.to_string() };
    // 1,200 MWh of homes are 600 t: habits save 5 % of them, equipment 20 % of what is left.
    assert_eq!(report.together[&year(2020)].co2e_t.to_string(), "144");
    assert_eq!((of(&report.alone, "habits"), of(&report.alone, "equipment")), ("30".to_owned(), "120".to_owned()));
    assert_eq!((of(&report.in_order, "habits"), of(&report.in_order, "equipment")), ("30".to_owned(), "114".to_owned()));
    assert_eq!((of(&report.shares, "habits"), of(&report.shares, "equipment")), ("27".to_owned(), "117".to_owned()));
    assert_eq!(report.interaction[&year(2020)].co2e_t.to_string(), "-6");
    assert!(!report.together.contains_key(&year(2019)), "nobody takes part in 2019");
}

#[test]
fn a_cleaner_grid_takes_from_what_is_saved() {
    let grid = "measure = \"grid-factor\"\nname = \"cleaner grid\"\nfirst_year = 2020\nlast_year = 2020\nsource = \"test\"\nseries = \"clean\"\n";
    let folder = with_savings(folder(&format!("{PLAN}[baseline]\nkind = \"constant\"\nbase_year = 2018\n")))
        .with("measures/grid.toml", grid);
    let report = report(&folder);
    // 1,000 and 500 MWh: 750 t; habits and equipment leave 760 MWh of homes, at 0.1 kg 126 t in all.
    assert_eq!(report.together[&year(2020)].co2e_t.to_string(), "624");
    let parts = Exact::sum(report.shares.values().map(|years| years[&year(2020)].co2e_t)).unwrap();
    assert_eq!(parts.to_string(), "624");
    assert_eq!(report.measures.iter().map(|measure| measure.stage.name()).collect::<Vec<_>>(), ["demand", "efficiency", "supply"]);
}

#[test]
fn what_the_records_do_not_have_stands_in() {
    let trucks = "measure = \"waste-trucks\"\nname = \"trucks\"\nfirst_year = 2019\nlast_year = 2020\nsource = \"test\"\n\
                  [[trucks]]\nname = \"all\"\ncount = 10\nin_service = \"2019\"\nwork = \"2000 t\"\nfuel = \"road.diesel-b7\"\nfuel_use = \"5 L/t\"\n\
                  electricity = \"road.electricity\"\nelectric_use = \"8 kWh/t\"\nmetered = \"charger\"\n";
    let report = report(&folder(PLAN).with("measures/trucks.toml", trucks));
    assert_eq!(report.stood_in.iter().map(|cell| cell.activity.as_str()).collect::<Vec<_>>(), ["road.diesel-b7"]);
    assert_eq!(report.alone, report.shares);
    assert!(report.path.iter().all(|path| path.without_t.is_none()), "no baseline is stated");
}

#[test]
fn targets_paths_costs_and_the_check_are_together() {
    let more = "[[target]]\nkind = \"base-year\"\nbase_year = 2018\nyear = 2020\nreduction = \"0.2\"\n\
                [[cost]]\nmeasure = \"equipment\"\nlife = 10\nrate = \"0\"\ncurrency = \"THB\"\nprice_year = 2020\ninvestment = \"1000\"\nalternative_fuel = \"20\"\n\
                [budget]\namount = \"900\"\ncurrency = \"THB\"\nprice_year = 2020\n";
    let actions = "number,action,owner,sector,kind,indicator,unit,saving,saving_source,district,part_of\n\
                   1,lamps,energy office,buildings,quantitative,lamps,lamp,0.5 t,guideline,,\n\
                   2,a law,council,buildings,qualitative,,,,,,\n\
                   7,lamps of Dusit,Dusit,buildings,quantitative,lamps,lamp,0.5 t,guideline,Dusit,1\n";
    let progress = "number,year,target,actual,stage,status,cause,remedy,text,reason,district\n\
                    1,2019,10,9,final,delayed,late tender,a new one,,,\n\
                    2,2019,,,,achieved,,,passed in May,,\n\
                    7,2019,4,4,final,achieved,,,,,Dusit\n\
                    1,2020,20,,,,,,,,\n";
    let plan = format!(
        "{PLAN}actions = {{ file = \"actions.csv\" }}\nprogress = {{ file = \"progress.csv\" }}\n\
         [baseline]\nkind = \"constant\"\nbase_year = 2018\n{more}"
    );
    let folder = with_savings(folder(&plan)).with("actions.csv", actions).with("progress.csv", progress);
    let report = report(&folder);
    let target = &report.targets[0];
    // With the plan the last year saves 5 % and 20 % of the homes' 500 t.
    assert_eq!(report.together[&year(2020)].co2e_t.to_string(), "120");
    let base = report.path.iter().find(|path| path.year == year(2018)).unwrap().emitted_t.unwrap();
    let fifth = base.checked_mul("0.2".parse::<Exact>().unwrap()).unwrap();
    let needed = fifth.checked_sub(Exact::from(120)).unwrap();
    assert_eq!(grams(target.still_needed_t.unwrap()), grams(needed));
    assert_eq!(target.progress, None, "no later year of the inventory");
    let cost = &report.cost.measures[0];
    // On average over the years in which it acts: nobody takes part in 2019.
    assert_eq!((cost.tonnes.to_string(), cost.yearly_public.to_string()), ("95".to_owned(), "80".to_owned()));
    assert_eq!(report.cost.portfolio.as_ref().unwrap().over_budget, ["equipment"]);
    let check = report.check.iter().find(|check| check.district.is_empty() && check.year == year(2019)).unwrap();
    assert_eq!(check.tonnes.planned_t.to_string(), "5");
    assert_eq!(check.tonnes.achieved_t.to_string(), "4.5");
    assert_eq!(check.behind[0].cause, "late tender");
    assert_eq!(report.rolled_up[0].actual.unwrap().to_string(), "4");
    let to_come = report.check.iter().find(|check| check.district.is_empty() && check.year == year(2020)).unwrap();
    assert_eq!((to_come.without_data.clone(), to_come.is_reported()), (vec!["1".to_owned(), "2".to_owned()], false));
}

/// A plan, its tables by file, and what it is refused with.
type PlanCase<'a> = (String, &'a [(&'a str, &'a str)], &'a str);

#[test]
fn what_is_wrong_is_refused_at_its_place() {
    let refused = |plan: &str, tables: &[(&str, &str)]| {
        refusal(&tables.iter().fold(folder(plan), |folder, (name, text)| folder.with(name, text)))
    };
    let driver = format!("{PLAN}{}", FOLLOWED.replace("driver = \"people\"", "driver = \"peple\""));
    let cases: [PlanCase<'_>; 8] = [
        (
            "name = \"A plan\"\nfirst_year = 2020\nlast_year = 2019\n".to_owned(),
            &[],
            "plan.toml:3: last_year: \"2019\": before the first year, 2020; write the later year here",
        ),
        (
            driver,
            &[("drivers.csv", DRIVERS)],
            "plan.toml:11: baseline.follow.driver: \"peple\": unknown driver; did you mean \"people\"?",
        ),
        (
            format!("{PLAN}[[leave_out]]\nmeasure = \"brt\"\nreason = \"too small\"\n"),
            &[],
            "measures/brt.toml: there is no such file; put it next to this one",
        ),
        (
            format!(
                "{PLAN}[[target]]\nkind = \"base-year\"\nbase_year = 2018\nyear = 2020\nreduction = \"0.2\"\nsinks = \"5 t\"\n"
            ),
            &[],
            "plan.toml:10: target.sinks: \"sinks\": an amount that is not taken off; name it in net_of, or leave the amount out",
        ),
        (
            format!("{PLAN}[baseline]\nkind = \"constant\"\nbase_year = 2017\n"),
            &[],
            "plan.toml: \"baseline\": no figure of 2017; state it, or end before that year",
        ),
        (
            format!("{PLAN}actions = {{ file = \"actions.csv\" }}\nprogress = {{ file = \"progress.csv\" }}\n"),
            &[
                ("actions.csv", "number,owner,kind,indicator,unit\n1,office,quantitative,lamps,lamp\n"),
                ("progress.csv", "number,year,target,actual,stage,status\n1,2019,10,9,final,achieved\n"),
            ],
            "progress.csv:2: status: \"1\": reported as achieved at 90.0 % of its target; report it as on track, delayed or not achieved",
        ),
        (
            format!("{PLAN}actions = {{ file = \"actions.csv\" }}\nprogress = {{ file = \"progress.csv\" }}\n"),
            &[
                ("actions.csv", "number,owner,kind,indicator,unit\n1,office,quantitative,lamps,lamp\n"),
                ("progress.csv", "number,year,target\n2,2019,10\n"),
            ],
            "progress.csv:2: number: \"2\": a report of an action that the plan does not have; check its number",
        ),
        (
            format!("{PLAN}[[grades]]\nyear = 2019\ntotal = 7\nqualitative = 2\ncounts = {{ good = \"3\", poor = \"1\" }}\n"),
            &[],
            "plan.toml:7: grades.total: \"7\": a printed total whose parts add up to 6; state what is missing, or correct a figure",
        ),
    ];
    let found: Vec<String> = cases.iter().map(|(plan, tables, _)| refused(plan, tables)).collect();
    assert_eq!(found, cases.map(|(.., wanted)| wanted));
}

#[test]
fn a_plan_is_the_same_from_memory_from_disk_and_in_any_order_of_files() {
    let schema: Value = serde_json::from_str(include_str!("../../docs/schema/plan.schema.json")).unwrap();
    let of_measure: Value = serde_json::from_str(include_str!("../../docs/schema/measure.schema.json")).unwrap();
    let mut plans = 0;
    for (name, path) in folders_of(|kind| kind == FolderKind::City) {
        let city = City::open(&path, &FolderOptions::default()).unwrap();
        for measure in city.measures() {
            let effects = city.effects(&measure.name).unwrap().unwrap();
            let json = citycarbon::report::measure_json(&effects).unwrap();
            schema::holds(&of_measure, &serde_json::from_slice(&json).unwrap());
        }
        let Some(plan) = city.plan().unwrap_or_else(|error| panic!("{name}: {error}")) else { continue };
        plans += 1;
        let json = plan_json(&name, &plan).unwrap();
        schema::holds(&schema, &serde_json::from_slice(&json).unwrap());
        assert_eq!(serde_json::from_slice::<PlanReport>(&json).unwrap(), PlanReport::of(&name, &plan).unwrap());
        for language in [Language::English, Language::Thai] {
            assert!(!plan_text(&name, &plan, language).unwrap().is_empty());
        }
        for of_year in plan.outcome.years.values() {
            let shares = Exact::sum(of_year.measures.iter().map(|measure| measure.share.co2e)).unwrap();
            let in_order = Exact::sum(of_year.measures.iter().map(|measure| measure.in_order.co2e)).unwrap();
            assert_eq!((shares, in_order), (of_year.together.co2e, of_year.together.co2e), "{name}");
        }
        let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("plan-{}-{name}", std::process::id()));
        let input = read(&path, &FolderOptions::default()).unwrap();
        write(&input, &copy).unwrap();
        let again = City::open(&copy, &FolderOptions::default()).unwrap().plan().unwrap().unwrap();
        std::fs::remove_dir_all(&copy).unwrap();
        assert_eq!(differing(&plan_json(&name, &again).unwrap(), &json), None, "{name}");
        let mut turned = input;
        turned.measures.reverse();
        let turned = City::new(turned).unwrap().plan().unwrap().unwrap();
        assert_eq!(differing(&plan_json(&name, &turned).unwrap(), &json), None, "{name}");
    }
    assert!(plans >= 8, "{plans}");
}

#[test]
fn a_path_is_compared_with_years_of_the_same_references() {
    let form = format!("{PLAN}[[target]]\nkind = \"base-year\"\nbase_year = 2018\nyear = 2020\nreduction = \"0.2\"\n");
    let ledger = |second: &str| {
        let rows =
            format!("period,activity,amount,unit\n2018,residential.electricity,1000,MWh\n2018,residential.lpg,100,t\n{second}");
        Folder::new("")
            .with("city.toml", "name = \"a\"\nregion = \"TH-10\"\nyears = [2018, 2019]\ngwp = \"AR5\"\n")
            .with("ledger.csv", &rows)
            .with("plan.toml", &form)
    };
    let overshoot = |folder: &Folder| {
        let plan = folder.open().unwrap().plan().unwrap().unwrap();
        let years = plan.comparable(&plan.targets[0]);
        let Overshoot { years: found, .. } = plan.targets[0].path.as_ref().unwrap().overshoot(&years).unwrap();
        found
    };
    let whole = ledger("2019,residential.electricity,900,MWh\n2019,residential.lpg,90,t\n");
    let part = ledger("2019,residential.lpg,90,t\n");
    assert_eq!(overshoot(&whole), [year(2019)]);
    assert!(plan(&part).comparable(&plan(&part).targets[0]).is_empty());
}

/// Lamps of shops: 100 kWh a year for each of them without the measure, nothing with it.
fn lamps(name: &str, title: &str, count: u32, years: (&str, &str)) -> (String, String) {
    let form = format!(
        "measure = \"lighting\"\nname = \"{title}\"\nfirst_year = {}\nlast_year = {}\nsource = \"test\"\n\
         [[lamps]]\nname = \"lamps\"\ncode = \"{}.electricity\"\ncount = {count}\nin_service = \"2015\"\npower_before = \"100 W\"\npower_after = \"0 W\"\nhours = \"1000\"\n",
        years.0, years.1, name,
    );
    (format!("measures/{name}.toml"), form)
}

#[test]
fn fiscal_years_have_no_days_of_service() {
    let (file, form) = lamps("commercial", "lamps", 10, ("\"FY2022\"", "\"FY2023\""));
    let city = "name = \"a\"\nregion = \"TH-10\"\nyears = [\"FY2022\"]\ncalendar = \"TH\"\ngwp = \"AR5\"\n";
    let folder = Folder::new("").with("city.toml", city).with(&file, &form);
    assert_eq!(
        refusal(&folder),
        "measures/commercial.toml: \"FY2022\": a fiscal year, but days of service are counted; write a year, month or day"
    );
}

#[test]
fn what_stands_in_is_a_part_of_the_baseline() {
    let constant = format!("{PLAN}[baseline]\nkind = \"constant\"\nbase_year = 2018\n");
    let (file, form) = lamps("manufacturing", "lamps", 10, ("2019", "2020"));
    // The records have no electricity of factories: nothing of it can be saved.
    assert_eq!(
        refusal(&folder(&constant).with(&file, &form)),
        "plan.toml: \"I.3.2\": without the measures, their forms state 0.5 t CO2e of it in 2019 in activities that the records do not have, more than the 0 t of the baseline; enter the activities in the records, or correct their codes or the measures"
    );
    // Stated as a mass, it is in the baseline, though not as an activity.
    let direct = "ref,year,gas,amount,unit,source\nI.3.2,2018,CO2,3,t,meter\n";
    let with_mass = report(&folder(&constant).with(&file, &form).with("direct.csv", direct));
    assert_eq!(with_mass.together[&year(2020)].co2e_t.to_string(), "0.5");
    assert_eq!(with_mass.stood_in[0].activity, "manufacturing.electricity");
}

#[test]
fn what_is_saved_is_of_the_boundary_and_the_factors_of_the_baseline() {
    // Losses outside the factor are scope 3, which BASIC does not hold; the grid of 2020 is cleaner than that of 2018.
    let grid = "id,process,subject,gas,value,unit,region,years,purpose,losses,series,source,locator\n\
                a,electricity,grid-electricity,CO2,0.5,kg/kWh,TH-10,2018,inventory,excluded,,test,row\n\
                b,electricity,grid-electricity,CO2,0.1,kg/kWh,TH-10,2019-2020,inventory,excluded,,test,row\n";
    let (file, form) = lamps("commercial", "lamps", 5000, ("2019", "2020"));
    let constant = format!("{PLAN}[baseline]\nkind = \"constant\"\nbase_year = 2018\n");
    let report = report(&folder(&constant).with("factors.csv", grid).with(&file, &form));
    // All 500 MWh of shops, at 0.5 kg.
    assert_eq!(report.together[&year(2020)].co2e_t.to_string(), "250");
    let of = report.path.iter().find(|path| path.year == year(2020)).unwrap();
    let homes = of.with_t.unwrap().checked_add(Exact::from(250)).unwrap();
    assert_eq!(homes, of.without_t.unwrap());
}

#[test]
fn a_stated_baseline_has_the_activity_of_each_year_of_the_inventory() {
    let ledger = "period,activity,amount,unit\n2018,residential.electricity,1000,MWh\n2019,residential.electricity,2000,MWh\n";
    let stated = "[baseline]\nkind = \"stated\"\nstated = [{ year = 2019, value = \"900\", unit = \"t\" }, { year = 2020, value = \"900\", unit = \"t\" }]\n";
    let city = "name = \"a\"\nregion = \"TH-10\"\nyears = [2018, 2019]\ngwp = \"AR5\"\n";
    let plan = format!("{}{stated}", PLAN.replace("2019", "2018"));
    let saving = "measure = \"energy-saving\"\nname = \"s\"\nfirst_year = 2018\nlast_year = 2020\nsource = \"test\"\nstage = \"efficiency\"\n\
                  [[action]]\nname = \"s\"\ncode = \"residential.electricity\"\nsaving = \"0.5\"\nby_year = { 2018 = \"1\", 2019 = \"1\", 2020 = \"1\" }\n";
    let report = report(&folder(&plan).with("city.toml", city).with("ledger.csv", ledger).with("measures/s.toml", saving));
    let saved: Vec<String> = report.together.values().map(|saved| saved.co2e_t.to_string()).collect();
    assert_eq!(saved, ["250", "500", "500"]);
}

#[test]
fn titles_change_no_figure_and_forms_that_end_are_named() {
    let constant = format!("{PLAN}[baseline]\nkind = \"constant\"\nbase_year = 2018\n");
    let shares = "measure = \"energy-saving\"\nname = \"offices\"\nfirst_year = 2019\nlast_year = 2019\nsource = \"test\"\nstage = \"efficiency\"\n\
                  [[action]]\nname = \"o\"\ncode = \"commercial.electricity\"\nsaving = \"0.5\"\nby_year = { 2019 = \"1\" }\n";
    let with_title = |title: &str| {
        let (file, form) = lamps("commercial", title, 1000, ("2019", "2020"));
        report(&folder(&constant).with(&file, &form).with("measures/offices.toml", shares))
    };
    let (first, second) = (with_title("lamps"), with_title("street lamps"));
    assert_eq!(first.together, second.together);
    let (file, form) = lamps("commercial", "lamps", 1000, ("2019", "2020"));
    let text =
        plan_text("a", &plan(&folder(&constant).with(&file, &form).with("measures/offices.toml", shares)), Language::English);
    let note = "  - Forms that end before the plan, of which nothing is counted afterwards: offices (2019).\n";
    assert!(text.as_ref().unwrap().contains(note), "{}", text.unwrap());
}

#[test]
fn a_plan_of_a_generation_is_computed() {
    let roofs = "measure = \"rooftop-solar\"\nname = \"roofs\"\nfirst_year = 2019\nlast_year = 2060\nsource = \"test\"\n\
                 [[roof]]\nname = \"r\"\ndisplaces = \"commercial.electricity\"\nself_use = \"1\"\ncapacity = \"100 kW\"\nin_service = \"2019\"\n\
                 specific_yield = \"1386 kWh/kW\"\ndegradation = \"0.55 %/yr\"\navailability = \"0.97\"\n";
    let long = PLAN.replace("last_year = 2020", "last_year = 2060");
    let growth = format!("{long}[baseline]\nkind = \"growth\"\nbase_year = 2018\ngrowth = \"1.57 %/yr\"\n");
    let report = report(&folder(&growth).with("measures/roofs.toml", roofs));
    assert_eq!(report.together.len(), 42);
    let shares = Exact::sum(report.shares.values().filter_map(|years| years.get(&year(2060))).map(|saved| saved.co2e_t)).unwrap();
    assert_eq!(shares, report.together[&year(2060)].co2e_t);
}

#[test]
fn tables_of_a_plan_are_read_with_care() {
    let drivers = |rows: &str| {
        let plan = format!("{PLAN}{FOLLOWED}");
        folder(&plan).with("drivers.csv", &format!("driver,year,value,unit,source\n{rows}"))
    };
    let people = "people,2018,100,M,c\npeople,2019,110,M,c\npeople,2020,120,";
    let shops = "M,c\nshops,2018,10,,c\nshops,2019,10,,c\nshops,2020,15,,c\n";
    assert_eq!(report(&drivers(&format!("{people}{shops}"))).path.len(), 3);
    assert_eq!(
        refusal(&drivers(&format!("{people}k{shops}").replace("120,kM", "120,k"))),
        "drivers.csv:4: unit: \"people\": a driver in k, in earlier rows in M; write all years in one unit"
    );
    // A figure typed ten times too large is worth a second look, and is used as stated.
    let leap =
        plan_text("a", &plan(&drivers(&format!("{people}{}", shops.replace("2020,15", "2020,150")))), Language::English).unwrap();
    assert!(leap.contains("The driver \"shops\" changes from 2019 to 2020 by a factor of 15; check both figures."), "{leap}");
    let falling = format!("{PLAN}[baseline]\nkind = \"growth\"\nbase_year = 2018\ngrowth = \"-150 %/yr\"\n");
    assert_eq!(
        refusal(&folder(&falling)),
        "plan.toml: \"-1.5\": growth of -100 % or less, after which nothing is left; correct it"
    );
    let below = format!("{PLAN}[baseline]\nkind = \"stated\"\nstated = [{{ year = 2019, value = \"-5\", unit = \"t\" }}]\n");
    let found = refusal(&folder(&below));
    assert!(found.contains("below zero"), "{found}");
    let checked = format!("{PLAN}actions = {{ file = \"actions.csv\" }}\nprogress = {{ file = \"progress.csv\" }}\n");
    let actions = "number,owner,kind,indicator,unit\n1,office,quantitative,lamps,lamp\n";
    let with = |progress: &str| folder(&checked).with("actions.csv", actions).with("progress.csv", progress);
    let unread = with("number,year,target,sence\n1,2019,10,up\n");
    let notes = plan_text("a", &plan(&unread), Language::English).unwrap();
    assert!(notes.contains("  - progress.csv: column \"sence\" is not a column of this file and was not read"), "{notes}");
    assert_eq!(
        refusal(&with("number,year,target,actual,stage,status\n1,2031,10,10,final,achieved\n")),
        "progress.csv:2: year: \"2031\": a year after the plan, which ends in 2020; correct the year, or the last year of the plan"
    );
    let target = "[[target]]\nname = \"half\"\nkind = \"base-year\"\nbase_year = 2018\nyear = 2030\nreduction = \"0.5\"\n";
    assert_eq!(
        refusal(&folder(&format!("{PLAN}{target}{target}"))),
        "plan.toml:12: target.name: \"half\": this name is used twice; give each its own name"
    );
    let misspelt = refusal(&with("number,year,target,acutal,stage,status\n1,2019,10,9,final,on-track\n"));
    assert!(misspelt.starts_with("progress.csv:2: actual: "), "{misspelt}");
}

#[test]
fn a_measure_has_the_owners_and_the_last_status_of_the_actions_that_carry_it_out() {
    let form = format!(
        "{PLAN}actions = {{ file = \"actions.csv\" }}\nprogress = {{ file = \"progress.csv\" }}\n\
         [baseline]\nkind = \"constant\"\nbase_year = 2018\n"
    );
    let actions = |measure: &str| {
        format!(
            "number,action,owner,kind,indicator,unit,measure,district\n\
             1,visits at home,climate office,quantitative,homes,home,{measure},\n\
             2,a campaign,press office,qualitative,,,habits,\n\
             2,posters,district office,qualitative,,,habits,TH-1001\n"
        )
    };
    let progress = "number,year,target,actual,stage,status,cause,remedy,text\n\
                    1,2019,10,12,final,achieved,,,\n\
                    1,2020,20,12,preliminary,delayed,few came,more visits,\n\
                    2,2019,,,,on-track,,,printed\n";
    let stated = with_savings(folder(&form)).with("progress.csv", progress).with("actions.csv", &actions("habits"));
    let plan = report(&stated);
    let of = |form: &str| {
        let measure = plan.measures.iter().find(|measure| measure.form == form).unwrap();
        let actions = measure.actions.iter().map(|action| {
            let year = action.year.map(|year| year.to_string()).unwrap_or_default();
            [&action.number, &action.district, &action.owner, &year, action.status.as_deref().unwrap_or_default()].join("|")
        });
        actions.collect::<Vec<_>>()
    };
    assert_eq!(of("habits"), ["1||climate office|2020|delayed", "2||press office|2019|on-track", "2|TH-1001|district office||"]);
    assert_eq!(of("equipment"), [""; 0]);
    let city = stated.open().unwrap();
    let page = html_page(&city.close().unwrap(), city.plan().unwrap().as_ref(), Language::English).unwrap();
    let table = page.split("<section id=\"measures\"").nth(1).unwrap().split("</section>").next().unwrap();
    for shown in [
        "<bdi>climate office; press office; district office</bdi>",
        "<bdi>1: ! delayed (2020); 2: → on track (2019); 2 (Phra Nakhon): ○ not reported</bdi>",
        "<bdi>not stated</bdi>",
    ] {
        assert!(table.contains(shown), "{table}");
    }
    assert_eq!(
        refusal(&stated.with("actions.csv", &actions("habit"))),
        "plan.toml: \"habit\": unknown measure; did you mean \"habits\"?"
    );
}

/// How emissions go on without the plan is printed with who states it: the rate, each driver with its figures, the years that are stated.
#[test]
fn a_plan_prints_how_emissions_go_on_without_it() {
    let note = |baseline: &str, language: Language| {
        let folder = folder(&format!("{PLAN}{baseline}")).with("drivers.csv", DRIVERS);
        let text = plan_text("a", &plan(&folder), language).unwrap();
        let lines = text.lines().skip_while(|line| !line.starts_with("  2020")).skip(1).take_while(|line| !line.is_empty());
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let of = |kind: &str| format!("[baseline]\nkind = \"{kind}\"\nsource = \"the council\"\n");
    let from_2018 = "base_year = 2018\n";
    let cases = [
        (
            format!("{}{from_2018}", of("constant")),
            vec!["Without the plan, emissions stay as in 2018.", "Without plan: the council."],
        ),
        (
            format!("{}{from_2018}growth = \"1.575 %/yr\"\n", of("growth")),
            vec!["Without the plan, emissions change by 1.575 % each year from 2018 on.", "Without plan: the council."],
        ),
        (
            format!(
                "{}{from_2018}drivers = {{ file = \"drivers.csv\" }}\n\
                 [[baseline.follow]]\nreferences = \"I.1.2\"\ndriver = \"people\"\nelasticity = \"0.8\"\n",
                of("drivers")
            ),
            vec![
                "Without the plan, I.1.2 follow \"people\" with an elasticity of 0.8: 100 in 2018, 120 in 2020.",
                "Without the plan, all other references stay as in 2018.",
                "Without plan: the council.",
            ],
        ),
        (
            format!(
                "{}stated = [{{ year = 2019, value = \"900\", unit = \"t\" }}, {{ year = 2020, value = \"950\", unit = \"t\" }}]\n",
                of("stated")
            ),
            vec!["Emissions without the plan are stated for 2019, 2020.", "Without plan: the council."],
        ),
    ];
    for (baseline, wanted) in cases {
        let notes = note(&baseline, Language::English);
        assert!(notes.len() >= wanted.len() && notes[..wanted.len()] == wanted, "{baseline}\n{notes:#?}");
        assert!(note(&baseline, Language::Thai).len() >= wanted.len(), "{baseline}");
    }
}
