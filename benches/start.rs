//! What a run costs before and after the hot loops: start-up in a process of its own, then 5,000 entries to the printed report.
//!
//! Plain clocks, no statistics: a cold start can be taken once in a process, so this program runs itself again and takes medians.

use citycarbon::assess::Assessor;
use citycarbon::factors::{FactorQuery, FallbackPolicy};
use citycarbon::gas::{Gas, GwpSet};
use citycarbon::i18n::Language;
use citycarbon::inventory::{Inventory, Settings};
use citycarbon::report;
use citycarbon::taxonomy::Catalogue;
use citycarbon::{Activity, Region, Registry, Year};
use std::process::Command;
use std::time::Instant;

const RUNS: usize = 15;

fn micros(work: impl FnOnce()) -> u128 {
    let start = Instant::now();
    work();
    start.elapsed().as_micros()
}

/// One process: the first factor, the first code, then the entries of a city.
fn once() {
    let (region, year): (Region, Year) = ("TH-10".parse().unwrap(), "2022".parse().unwrap());
    let wanted = FactorQuery::new("stationary.residential", "lpg", &region, year);
    let (mut stages, mut add) = (Vec::new(), Vec::new());
    stages.push((
        "first factor",
        micros(|| assert!(Registry::bundled().unwrap().find(&wanted, Gas::CO2, &FallbackPolicy::default()).is_ok())),
    ));
    stages.push(("first code", micros(|| assert!(Catalogue::bundled().find("road.gas-diesel-oil").is_ok()))));
    stages.push(("hash of the tables", micros(|| assert_eq!(Registry::bundled().unwrap().hash().len(), 64))));
    stages.push(("every row", micros(|| assert!(Registry::bundled().unwrap().factors().len() > 1_000))));
    let codes = [
        ("residential.electricity", "1250.75 MWh"),
        ("road.gas-diesel-oil", "8125.5 litre"),
        ("residential.lpg", "931 kg"),
        ("commercial.electricity", "77 MWh"),
        ("manufacturing.residual-fuel-oil", "12.25 t"),
    ];
    let activities: Vec<Activity> = (0..1_000)
        .flat_map(|place| codes.iter().map(move |code| (place, code)))
        .map(|(place, (code, amount))| Activity::new(code, year, amount.parse().unwrap()).with_place(&format!("district {place}")))
        .collect();
    let assessor = Assessor::shipped(region.clone()).unwrap();
    let mut city = Inventory::new(Settings::new("Bench", region, [year], GwpSet::Ar5));
    let spent = micros(|| activities.iter().for_each(|activity| city.record(&assessor, activity).unwrap()));
    stages.push(("5,000 entries into lines", spent));
    let mut statements = Vec::new();
    stages.push(("their lines closed", micros(|| statements = city.close().unwrap())));
    stages.push(("their report as text", micros(|| add.extend(report::text(&statements, Language::English).unwrap().bytes()))));
    stages.push(("as inventory.csv", micros(|| add.extend(report::inventory_csv(&statements).unwrap()))));
    stages.push(("as factors_used.csv", micros(|| add.extend(report::factors_used_csv(&statements).unwrap()))));
    stages.push(("as trace.jsonl", micros(|| add.extend(report::trace_jsonl(&statements).unwrap()))));
    stages.push(("as inventory.json, with the hashes of the three", micros(|| add.extend(report::json(&statements).unwrap()))));
    let mut files = None;
    stages.push(("all four files, each made once", micros(|| files = Some(report::files(&statements).unwrap()))));
    let beside = report::inventory_csv(&statements).unwrap().len() + report::factors_used_csv(&statements).unwrap().len();
    let [inventory, factors, trace, index] = files.unwrap().map(|(_, bytes)| bytes);
    assert_eq!(inventory.len() + factors.len(), beside);
    assert!(trace == report::trace_jsonl(&statements).unwrap() && index == report::json(&statements).unwrap());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
    stages.push(("peak memory, kB", peak.unwrap_or_default()));
    stages.push(("bytes rendered", u128::try_from(add.len()).unwrap_or_default()));
    // The plain way next to it: a copy of an assessor has an empty cache, so each entry walks the tables.
    let mut plain = Inventory::new(city.settings().clone());
    let spent = micros(|| activities.iter().for_each(|activity| plain.record(&assessor.clone(), activity).unwrap()));
    assert_eq!(plain, city);
    stages.push(("5,000 entries into lines, looked up each time", spent));
    for (stage, spent) in stages {
        println!("{spent}\t{stage}");
    }
}

fn main() {
    if std::env::args().any(|argument| argument == "--once") {
        return once();
    }
    let program = std::env::current_exe().unwrap();
    let mut stages: Vec<(String, Vec<u128>)> = Vec::new();
    for _ in 0..RUNS {
        let out = Command::new(&program).arg("--once").output().unwrap();
        assert!(out.status.success());
        for (at, line) in String::from_utf8(out.stdout).unwrap().lines().enumerate() {
            let (spent, stage) = line.split_once('\t').unwrap();
            if stages.len() == at {
                stages.push((stage.to_owned(), Vec::new()));
            }
            stages[at].1.push(spent.parse().unwrap());
        }
    }
    println!("median of {RUNS} processes, µs unless named otherwise; least in brackets");
    for (stage, mut spent) in stages {
        spent.sort_unstable();
        println!("{:>10} ({}) {stage}", spent[spent.len() / 2], spent[0]);
    }
}
