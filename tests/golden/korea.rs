//! Plans of Korean cities and of the country: what their figures give, next to what is printed of them, and what of it is rejected.

use crate::folder::Folder;
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::plan::{ComputedPlan, GradeCounts, ProgressCheck};
use citycarbon::quantity::{Exact, Ratio, Rounding};
use citycarbon::taxonomy::Year;
use std::path::{Path, PathBuf};

fn at(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/korea").join(name)
}

fn plan(name: &str) -> ComputedPlan {
    let city = City::open(at(name), &FolderOptions::default()).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    city.plan().unwrap_or_else(|error| panic!("{name}: {error}")).expect("a plan")
}

fn year(name: &str) -> Year {
    name.parse().unwrap()
}

fn per_cent(share: Ratio) -> String {
    share.checked_mul(Ratio::new(100, 1).unwrap()).unwrap().divided(1, Rounding::HalfEven).unwrap().to_string()
}

fn lines(plan: &ComputedPlan) -> Vec<String> {
    plan.targets.iter().map(|target| target.line.to_string()).collect()
}

fn check(plan: &ComputedPlan, of: &str) -> ProgressCheck {
    plan.stated.checks[&(String::new(), year(of))].clone()
}

/// What each release of a year changed, in kt.
fn revisions(plan: &ComputedPlan, of: &str) -> Vec<String> {
    let kilograms = plan.stated.releases[0].revisions(year(of)).unwrap();
    kilograms.into_iter().map(|kg| Ratio::new(kg, 1_000_000).unwrap().divided(0, Rounding::HalfEven).unwrap().to_string()).collect()
}

#[test]
fn the_targets_of_seoul_have_two_bases() {
    assert_eq!(
        lines(&plan("seoul")),
        [
            "49,445,000 t CO2e (gross) in 2005 to 37,083,750 t CO2e in 2020: -25.0 %",
            "49,445,000 t CO2e (gross) in 2005 to 34,611,500 t CO2e in 2026: -30.0 %",
            "49,445,000 t CO2e (gross) in 2005 to 29,667,000 t CO2e in 2030: -40.0 %",
            "49,445,000 t CO2e (gross) in 2005 to 14,833,500 t CO2e in 2040: -70.0 %",
            "49,445,000 t CO2e (gross) in 2005 to 0 t CO2e in 2050: -100.0 %",
        ]
    );
    // Printed as 50 %.
    assert_eq!(lines(&plan("seoul_2024")), ["52,340,000 t CO2e (gross) in 2005 to 25,670,000 t CO2e in 2033: -51.0 %"]);
}

#[test]
fn the_targets_of_busan_have_four_boundaries() {
    assert_eq!(
        lines(&plan("busan")),
        [
            "16,628,000 t CO2e (gross) in 2018 to 9,146,000 t CO2e in 2030: -45.0 %",
            "26,747,000 t CO2e (gross) in 2018 to 13,935,187 t CO2e in 2030: -47.9 %",
            "14,887,000 t CO2e (gross) in 2017 to 9,542,567 t CO2e in 2030: -35.9 %",
            "19,800,000 t CO2e (gross) in 2007 to 16,569,000 t CO2e in 2020: -16.3 %",
        ]
    );
}

#[test]
fn the_targets_of_gwangju_and_daegu() {
    assert_eq!(
        lines(&plan("gwangju")),
        [
            "9,552,000 t CO2e (gross) in 2018 to 5,253,600 t CO2e in 2030: -45.0 %",
            "9,552,000 t CO2e (gross) in 2018 to 0 t CO2e (net of sinks) in 2045: -100.0 %; gross to gross is not known: the amount that is taken off is not stated",
        ]
    );
    assert_eq!(
        lines(&plan("daegu")),
        [
            "8,970,000 t CO2e (gross) in 2018 to 4,933,500 t CO2e in 2030: -45.0 %",
            "8,970,000 t CO2e (gross) in 2018 to 2,691,000 t CO2e in 2040: -70.0 %",
            "8,970,000 t CO2e (gross) in 2018 to 0 t CO2e (net of sinks) in 2050: -100.0 %; gross to gross is not known: the amount that is taken off is not stated",
            "9,430,000 t CO2e (gross) in 2018 to 5,186,500 t CO2e in 2030: -45.0 %",
        ]
    );
}

#[test]
fn both_columns_of_the_national_plan_are_net_with_the_gross_figure_next_to_it() {
    assert_eq!(
        lines(&plan("national")),
        [
            "727,600,000 t CO2e (gross) in 2018 to 436,600,000 t CO2e (net of sinks, capture, credits) in 2030: -40.0 %; gross to gross 507,100,000 t CO2e: -30.3 %",
            "727,600,000 t CO2e (gross) in 2018 to 436,600,000 t CO2e (net of sinks, capture, credits) in 2030: -40.0 %; gross to gross 512,000,000 t CO2e: -29.6 %",
        ]
    );
}

/// The eleven parts of each column add up to the net target.
#[test]
fn the_parts_of_the_national_target_add_up() {
    for column in ["October 2021", "March 2023"] {
        let prefix = format!("target of {column}: ");
        let plan = plan("national");
        let parts: Vec<Exact> =
            plan.stated.context.iter().filter(|figure| figure.name.starts_with(&prefix)).map(|figure| figure.value).collect();
        assert_eq!(parts.len(), 11, "{column}");
        assert_eq!(Exact::sum(parts).unwrap().to_string(), "436.6", "{column}");
    }
}

#[test]
fn releases_keep_what_was_published_first() {
    assert_eq!(revisions(&plan("seoul"), "2020"), ["-2324"]);
    assert_eq!(revisions(&plan("seoul_2024"), "2005"), ["2895"]);
    assert_eq!(revisions(&plan("daegu"), "2018"), ["-460"]);
}

/// 77 tasks of mitigation, 57 of them in numbers; 104 of 143 excellent or better, as printed.
#[test]
fn the_check_of_seoul_has_grades_and_no_results() {
    let plan = plan("seoul");
    let grades = &plan.stated.grades[&year("2022")];
    assert_eq!((grades.quantitative(), grades.qualitative()), (57, 20));
    let check = check(&plan, "2022");
    assert_eq!(check.counts(None).without_data.len(), check.cards().count());
    assert_eq!(check.mean().unwrap().mean, None);
    let value = |name: &str| plan.stated.context.iter().find(|figure| figure.name == name).unwrap().value;
    let sum = Exact::sum([value("mitigation tasks of the check"), value("adaptation tasks of the check")]).unwrap();
    assert_eq!(sum, value("tasks of the check"));
    let share = Ratio::new(value("tasks excellent or better, of all 143"), value("tasks of the check")).unwrap();
    assert_eq!(per_cent(share), "72.7");
}

#[test]
fn the_check_of_gwangju_meets_its_tonnes_and_does_not_report_its_vehicles() {
    let plan = plan("gwangju");
    let check = check(&plan, "2024");
    assert_eq!(per_cent(check.achievement("all").unwrap().unwrap()), "102.7");
    // 1,775 cars x 0.97 t + 807 lorries x 2.155 t + 10 buses x 36.389 t, none of them reported.
    let reduction = check.reduction().unwrap();
    assert_eq!((reduction.planned.to_string(), reduction.achieved.to_string()), ("3824725".to_owned(), "0".to_owned()));
    assert_eq!(reduction.without_data, ["electric-cars", "electric-lorries", "hydrogen-buses"]);
    assert_eq!(reduction.without_saving, ["all", "electric-vans", "hydrogen-sweepers"]);
    let grades: &GradeCounts = &plan.stated.grades[&year("2024")];
    assert_eq!(per_cent(grades.share(&["achieved", "on-track"]).unwrap().unwrap()), "95.3");
    let sectors = plan.stated.context.iter().filter(|figure| figure.name.starts_with("emissions: ")).map(|figure| figure.value);
    assert_eq!(Exact::sum(sectors.collect::<Vec<_>>()).unwrap().to_string(), "8819");
}

#[test]
fn the_check_of_daegu_and_the_saving_of_its_roofs() {
    let plan = plan("daegu");
    assert_eq!(per_cent(check(&plan, "2021").achievement("all").unwrap().unwrap()), "115.2");
    // 1.5 GW x 0.617 t/kW; 950,000 t are claimed, and are in no sum.
    let roofs = check(&plan, "2030").reduction().unwrap();
    assert_eq!(roofs.planned.to_string(), "925500000");
    assert!(plan.outcome.years.values().all(|of_year| of_year.together.co2e.is_zero()));
}

/// The plan of an example in the smallest city, with one text replaced.
fn changed(name: &str, file: &str, from: &str, to: &str) -> String {
    let mut folder = Folder::new("");
    for entry in std::fs::read_dir(at(name)).unwrap() {
        let path = entry.unwrap().path();
        let of_plan = path.file_name().unwrap().to_str().unwrap().to_owned();
        if ["city.toml", "direct.csv", "README.md"].contains(&of_plan.as_str()) {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(of_plan != file || text.contains(from), "{name}/{file}: no {from}");
        folder = folder.with(&of_plan, &if of_plan == file { text.replacen(from, to, 1) } else { text });
    }
    folder.error_text()
}

#[test]
fn what_is_printed_and_cannot_be_is_rejected() {
    // A second estimate of 2020, as published in May 2022.
    let second = "2020,42894,kt,final";
    assert_eq!(
        changed("seoul", "releases.csv", second, &format!("2020,45589,kt,preliminary,,donga.com\n{second}")),
        "releases.csv:10: stage: \"2020\": a second preliminary figure of this year; state it as restated"
    );
    // All 143 tasks as the total of the grades of 77.
    assert_eq!(
        changed("seoul", "plan.toml", "total = 77", "total = 143"),
        "plan.toml:61: grades.total: \"143\": a printed total whose parts add up to 77; state what is missing, or correct a figure"
    );
    // A published status without the figure that it is of.
    assert_eq!(
        changed("gwangju", "progress.csv", "electric-cars,2024,1775,,,,,,", "electric-cars,2024,1775,,,achieved,as published,,"),
        "progress.csv:3: status: \"electric-cars\": a figure for an action in words, or words for an action in numbers; report it as its \
         card says"
    );
    // Vehicles of a year without a target, as achieved.
    let row = "electric-vehicles,2025,3477";
    assert_eq!(
        changed("daegu", "progress.csv", row, &format!("electric-vehicles,2024,,4453,final,achieved,,,news.kbs.co.kr\n{row}")),
        "progress.csv:9: status: \"electric-vehicles\": reported as achieved, but the plan has no target for 2024; report it as on track, \
         or add the target"
    );
}
