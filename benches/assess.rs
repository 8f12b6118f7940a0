//! Leaves into lines, lines into a statement, a statement into JSON: entries a second.

use citycarbon::gas::GwpSet;
use citycarbon::inventory::{Assessor, Inventory, Settings};
use citycarbon::report;
use citycarbon::{Activity, Region, Year};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
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
        .map(|(place, code, amount)| Activity::new(code, year, amount.parse().unwrap()).at(&format!("district {place}")))
        .collect();
    let books = || {
        let mut city = Inventory::new(Settings::new("Bench", region.clone(), [year], GwpSet::Ar5));
        for activity in &activities {
            city.record(&assessor, activity).unwrap();
        }
        city
    };
    let mut group = criterion.benchmark_group("assess");
    group.throughput(Throughput::Elements(u64::try_from(activities.len()).unwrap())).sample_size(20);
    group.bench_function("5000 activities into lines", |bencher| {
        bencher.iter(|| assert!(black_box(books()).lines().count() > activities.len()));
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
    let open = books();
    group.bench_function("their lines closed", |bencher| {
        bencher.iter(|| assert_eq!(black_box(open.close().unwrap()).len(), 1));
    });
    let statements = open.close().unwrap();
    group.bench_function("their statement as JSON", |bencher| {
        bencher.iter(|| assert!(report::json(black_box(&statements)).unwrap().len() > 1_000));
    });
    group.finish();
}

criterion_group!(benches, assess);
criterion_main!(benches);
