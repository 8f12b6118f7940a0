//! Plans of Osaka, Ho Chi Minh City, Yokohama, Bangkok and a new zone in Thailand: what their published figures give.

use crate::folder::Folder;
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::plan::ComputedPlan;
use citycarbon::quantity::{Exact, Quantity, Ratio, Rounding};
use citycarbon::taxonomy::Year;
use std::path::Path;

const UNKNOWN: &str = "gross to gross is not known: the amount that is taken off is not stated";

fn plan(name: &str) -> ComputedPlan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let city = City::open(&path, &FolderOptions::default()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    city.plan().unwrap_or_else(|error| panic!("{name}: {error}")).expect("a plan")
}

fn year(name: &str) -> Year {
    name.parse().unwrap()
}

fn targets(plan: &ComputedPlan) -> Vec<String> {
    plan.targets.iter().map(|target| target.line.to_string()).collect()
}

fn trends(plan: &ComputedPlan) -> Vec<String> {
    plan.trends.iter().map(|trend| trend.line().unwrap().to_string()).collect()
}

/// Whole tonnes of kilograms.
fn tonnes(kilograms: impl Into<Ratio>) -> String {
    let kilograms: Ratio = kilograms.into();
    kilograms.checked_mul(Ratio::new(1, 1000).unwrap()).unwrap().divided(0, Rounding::HalfEven).unwrap().to_string()
}

#[test]
fn osaka_falls_at_actual_factors_and_rises_at_a_frozen_one() {
    let plan = plan("osaka_hcmc/osaka");
    let line = "FY2015 to FY2017: -2.5 % at the factors of each year, +5.2 % at 0.514 kg CO2/kWh of FY2012 in both";
    assert_eq!(trends(&plan), [line]);
    assert!(plan.trends[0].turns());
    assert_eq!(
        targets(&plan),
        [
            "56,250,000 t CO2e (gross) in FY2013 to 33,750,000 t CO2e in FY2030: -40.0 %".to_owned(),
            format!("56,250,000 t CO2e (gross) in FY2013 to 0 t CO2e (net of sinks) in FY2050: -100.0 %; {UNKNOWN}"),
        ]
    );
    // What is net of an amount that nobody states has no path.
    assert!(plan.targets[0].path.is_some() && plan.targets[1].path.is_none());
    // Figures of Kansai are held with their region, and nothing is computed with them.
    assert!(plan.stated.context.iter().all(|figure| !figure.region.is_empty()));
}

#[test]
fn yokohama_falls_less_at_a_frozen_factor() {
    let plan = plan("yokohama");
    let line = "2013 to 2018: -17.6 % at the factors of each year, -13.2 % at the factor of electricity of FY2010 in both";
    assert_eq!(trends(&plan), [line]);
    assert_eq!(
        targets(&plan),
        [
            "21,580,000 t CO2e (gross) in 2013 to 10,790,000 t CO2e in 2030: -50.0 %".to_owned(),
            format!("21,580,000 t CO2e (gross) in 2013 to 0 t CO2e (net of sinks) in 2050: -100.0 %; {UNKNOWN}"),
        ]
    );
}

#[test]
fn nine_of_thirteen_projects_of_ho_chi_minh_city_are_not_named() {
    let plan = plan("osaka_hcmc/hcmc");
    let named: Vec<(&str, String)> = plan
        .stated
        .projects
        .iter()
        .map(|project| (project.result.project(), tonnes(project.result.reduced().base())))
        .chain(plan.stated.credits.iter().map(|issue| (issue.result().project(), issue.issued().number().to_string())))
        .collect();
    let expected = [
        ("AEON Mall Bình Tân: solar roofs", "270"),
        ("Air conditioners of a hotel", "188"),
        ("Thủ Đức waterworks: inverters", "11000"),
        ("Green hospitals in Ho Chi Minh City and Hanoi", "878"),
    ];
    assert_eq!(named, expected.map(|(project, tonnes)| (project, tonnes.to_owned())));
    assert_eq!(plan.stated.programme.as_ref().unwrap().projects, 13);
    let line = "46,886,183.407 t CO2e (gross) in 2016 to 0 t CO2e (net of sinks) in 2050: -100.0 %";
    assert_eq!(targets(&plan), [format!("{line}; {UNKNOWN}")]);
    // Sinks of 2016 are published, so that the path is known: 46,886,183 less 181,103 t.
    assert_eq!(tonnes(plan.targets[0].path.as_ref().unwrap().at(year("2016")).unwrap()), "46705080");
}

#[test]
fn an_issue_has_a_holder_and_a_project_without_one_has_none() {
    let of = |row: &str| {
        let form =
            "name = \"Plan\"\nfirst_year = 2018\nlast_year = 2019\nsource = \"report\"\ncredits = { file = \"credits.csv\" }\n";
        let table = format!("project,scheme,year,reduced,shows,issued,holder,tonnes,source\n{row}\n");
        let folder = Folder::new("").with("plan.toml", form).with("credits.csv", &table);
        folder.open().map(|_| ()).map_err(|refusal| refusal.to_string())
    };
    assert_eq!(of("roofs,jcm,2018,270,I.2.2,,,,report"), Ok(()));
    assert_eq!(of("roofs,jcm,2018,270,I.2.2,270,Japan,270,report"), Ok(()));
    let refused = |column: &str| Err(format!("credits.csv:2: {column}: the cell is empty; enter a value"));
    assert_eq!(of("roofs,jcm,2018,270,I.2.2,270,,,report"), refused("holder"));
    assert_eq!(of("roofs,jcm,2018,270,I.2.2,,Japan,270,report"), refused("issued"));
    assert_eq!(of("roofs,jcm,2018,270,I.2.2,270,Japan,,report"), refused("tonnes"));
}

#[test]
fn the_plan_of_bangkok_takes_its_baseline_as_stated() {
    let plan = plan("bangkok");
    // On the line from 43.73 Mt in 2018 to 53 Mt in 2030.
    assert_eq!(tonnes(plan.usual.emissions[&year("2024")]), "48365000");
    assert_eq!(targets(&plan), ["43,730,000 t CO2e (gross) in 2018 to 43,000,000 t CO2e in 2030: -1.7 %"]);
    let energy = plan.stated.energy.iter().filter(|energy| energy.name.starts_with("Energy Action Plan"));
    let gigawatt_hours = Exact::sum(energy.map(|energy| energy.amount.value())).unwrap();
    assert_eq!(gigawatt_hours.to_string(), "10100");
    // What others claim changes nothing of what the measures save.
    assert_eq!(plan.stated.claims.len(), 3);
    assert_eq!(tonnes(plan.outcome.years[&year("2023")].together.co2e), "8542");
}

#[test]
fn a_new_zone_grows_with_its_land_at_the_code_in_force() {
    let plan = plan("eec_zone");
    let (first, last) = (plan.usual.emissions[&year("2027")], plan.usual.emissions[&year("2032")]);
    assert_eq!(tonnes(first), "300626");
    let grown = first.checked_mul(Ratio::new(14_619, 5_795).unwrap()).unwrap();
    assert_eq!(tonnes(last), tonnes(grown));
    assert!(plan.targets.is_empty());
}
