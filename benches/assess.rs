//! Leaves into lines, lines into a statement, a statement into JSON: entries a second.

use citycarbon::assess::Assessor;
use citycarbon::factors::{EmissionFactor, FactorQuery, FallbackPolicy, Purpose};
use citycarbon::gas::{Gas, GwpSet};
use citycarbon::inventory::{Inventory, Settings};
use citycarbon::report;
use citycarbon::taxonomy::{Catalogue, Gases, Regions};
use citycarbon::{Activity, Region, Registry, Year};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::collections::{BTreeMap, HashMap};
use std::hint::black_box;

const PLACES: u64 = 1_000;
const CODES: [(&str, &str); 5] = [
    ("residential.electricity", "1250.75 MWh"),
    ("road.gas-diesel-oil", "8125.5 litre"),
    ("residential.lpg", "931 kg"),
    ("commercial.electricity", "77 MWh"),
    ("manufacturing.residual-fuel-oil", "12.25 t"),
];

fn assess(criterion: &mut Criterion) {
    let region: Region = "TH-10".parse().unwrap();
    let year: Year = "2022".parse().unwrap();
    let assessor = Assessor::shipped(region.clone()).unwrap();
    let activities: Vec<Activity> = (0..PLACES)
        .flat_map(|place| CODES.iter().map(move |(code, amount)| (place, *code, *amount)))
        .map(|(place, code, amount)| Activity::new(code, year, amount.parse().unwrap()).with_place(&format!("district {place}")))
        .collect();
    let inventory = || {
        let mut city = Inventory::new(Settings::new("Bench", region.clone(), [year], GwpSet::Ar5));
        for activity in &activities {
            city.record(&assessor, activity).unwrap();
        }
        city
    };
    let mut group = criterion.benchmark_group("assess");
    group.throughput(Throughput::Elements(u64::try_from(activities.len()).unwrap())).sample_size(20);
    group.bench_function("5000 activities into lines", |bencher| {
        bencher.iter(|| assert!(black_box(inventory()).lines().count() > activities.len()));
    });
    group.bench_function("5000 activities into lines, looked up each time", |bencher| {
        bencher.iter(|| {
            let mut city = Inventory::new(Settings::new("Bench", region.clone(), [year], GwpSet::Ar5));
            for activity in &activities {
                // A copy of an assessor remembers nothing.
                city.record(&assessor.clone(), activity).unwrap();
            }
            assert!(black_box(city).lines().count() > activities.len());
        });
    });
    let open = inventory();
    group.bench_function("their lines closed", |bencher| {
        bencher.iter(|| assert_eq!(black_box(open.close().unwrap()).len(), 1));
    });
    let statements = open.close().unwrap();
    group.bench_function("their statement as JSON", |bencher| {
        bencher.iter(|| assert!(report::json(black_box(&statements)).unwrap().len() > 1_000));
    });
    group.finish();
}

/// The plain way to look up: rows by process and subject, a list of them for each gas and region.
struct Plain<'a>(HashMap<(String, String), Rows<'a>>);

/// Factors by two words more.
type Rows<'a> = BTreeMap<(String, String), Vec<&'a EmissionFactor>>;

impl<'a> Plain<'a> {
    fn of(registry: &'a Registry) -> Self {
        let mut plain = Self(HashMap::new());
        for factor in registry.factors().iter().filter(|factor| factor.purpose == Purpose::Inventory) {
            let by_name = plain.0.entry((factor.process.clone(), factor.subject.clone())).or_default();
            by_name.entry((factor.substance.to_string(), factor.region.to_string())).or_default().push(factor);
        }
        plain
    }

    /// The nearer region, then the nearer year, then the narrower process.
    fn find(&self, wanted: &FactorQuery, gas: Gas, most_years_back: u16) -> Option<&'a EmissionFactor> {
        for region in Regions::bundled().lineage(&wanted.region) {
            let mut best: Option<(u16, usize, &EmissionFactor)> = None;
            let mut process = Some(wanted.process.as_str());
            for level in 0.. {
                let Some(name) = process else { break };
                let rows = self.0.get(&(name.to_owned(), wanted.subject.clone()));
                for row in rows.and_then(|rows| rows.get(&(gas.to_string(), region.to_string()))).into_iter().flatten() {
                    let Some(back) = row.years.years_back(wanted.year).filter(|back| *back <= most_years_back) else { continue };
                    if best.is_none_or(|(least, at, _)| (back, level) < (least, at)) {
                        best = Some((back, level, row));
                    }
                }
                process = name.rsplit_once('.').map(|(wide, _)| wide);
            }
            if let Some((.., row)) = best {
                return Some(row);
            }
        }
        None
    }
}

/// Every factor that the chart asks for, by name, in ten years: by the walk of the library, and by plain maps.
fn look_up(criterion: &mut Criterion) {
    let region: Region = "TH-10".parse().unwrap();
    let (registry, policy) = (Registry::bundled().unwrap(), FallbackPolicy::default());
    let years: Vec<Year> = (2013..2023).map(|year: u16| year.to_string().parse().unwrap()).collect();
    let mut asks: Vec<(FactorQuery, Gas)> = Vec::new();
    for rule in Catalogue::bundled().rules() {
        let Gases::All(gases) = &rule.gases else { continue };
        for (gas, year) in gases.iter().flat_map(|gas| years.iter().map(move |year| (*gas, *year))) {
            let wanted = FactorQuery::new(&rule.process, rule.factor_subject(), &region, year);
            if registry.find(&wanted, gas, &policy).is_ok() {
                asks.push((wanted, gas));
            }
        }
    }
    let plain = Plain::of(registry);
    for (wanted, gas) in &asks {
        let walked = registry.find(wanted, *gas, &policy).unwrap();
        assert_eq!(plain.find(wanted, *gas, policy.most_years_back).map(|row| &row.id), Some(&walked.item.id), "{wanted}");
    }
    let mut group = criterion.benchmark_group("look up");
    group.throughput(Throughput::Elements(u64::try_from(asks.len()).unwrap())).sample_size(20);
    group.bench_function("by name", |bencher| {
        bencher.iter(|| asks.iter().for_each(|(wanted, gas)| assert!(registry.find(black_box(wanted), *gas, &policy).is_ok())));
    });
    group.bench_function("by name/plain", |bencher| {
        bencher.iter(|| {
            for (wanted, gas) in black_box(&asks) {
                assert!(plain.find(wanted, *gas, policy.most_years_back).is_some());
            }
        });
    });
    group.finish();
}

criterion_group!(benches, assess, look_up);
criterion_main!(benches);
