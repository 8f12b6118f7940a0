//! Ten thousand generated firms into one published table, next to the same sums in a plain way: floating-point numbers, one factor for
//! each input, a map by sector and district, and nothing withheld.

use citycarbon::GwpSet;
use citycarbon::firms::{Firm, FirmAssessors, FirmGroup, FirmInput, FirmKey, FirmSector, read};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::hint::black_box;

const FIRMS: u64 = 10_000;

fn firm(number: u64) -> Firm {
    let sector = FirmSector::ALL[usize::try_from(number % 9).unwrap()];
    let firm = Firm::new(&format!("Firm {number}"), "TH-10".parse().unwrap(), "2023".parse().unwrap(), sector)
        .with_place(&format!("district {}", number % 50))
        .with(FirmInput::Electricity, format!("{} kWh", 4_000 + number % 997 * 60).parse().unwrap());
    match number % 3 {
        0 => firm.with_kind(FirmInput::Diesel, format!("{} litre", 100 + number % 89 * 10).parse().unwrap(), "B7"),
        1 => firm.with(FirmInput::Lpg, format!("{} kg", 48 + number % 31 * 15).parse().unwrap()),
        _ => firm,
    }
}

fn list() -> String {
    let mut list = "name,region,year,sector,place,electricity,diesel,diesel_blend,lpg\n".to_owned();
    for number in 0..FIRMS {
        let firm = firm(number);
        let amount = |input| firm.uses.get(&input).map(|used| used.amount.to_string()).unwrap_or_default();
        let (electricity, diesel, lpg) = (amount(FirmInput::Electricity), amount(FirmInput::Diesel), amount(FirmInput::Lpg));
        let blend = if diesel.is_empty() { "" } else { "B7" };
        let (name, sector, place) = (&firm.name, firm.sector.name(), &firm.place);
        writeln!(list, "{name},TH-10,2023,{sector},{place},{electricity},{diesel},{blend},{lpg}").unwrap();
    }
    list
}

fn number(cell: &str) -> f64 {
    cell.split(' ').next().unwrap().parse().unwrap_or(0.0)
}

fn firms(criterion: &mut Criterion) {
    let all: Vec<Firm> = (0..FIRMS).map(firm).collect();
    let list = list();
    let mut group = criterion.benchmark_group("firms");
    group.throughput(Throughput::Elements(FIRMS)).sample_size(10);
    group.bench_function("10000 firms into a published table", |bencher| {
        bencher.iter(|| {
            let mut assessors = FirmAssessors::new();
            let mut group = FirmGroup::new(FirmKey::Sector, Some(FirmKey::Place), GwpSet::Ar5);
            for firm in &all {
                group.add(&assessors.footprint(firm, GwpSet::Ar5).unwrap()).unwrap();
            }
            black_box(group.publish().unwrap())
        });
    });
    group.bench_function("10000 rows of a list into a published table", |bencher| {
        bencher.iter(|| {
            let mut assessors = FirmAssessors::new();
            let mut group = FirmGroup::new(FirmKey::Sector, Some(FirmKey::Place), GwpSet::Ar5);
            let add = |firm: Result<Firm, _>| group.add(&assessors.footprint(&firm.unwrap(), GwpSet::Ar5)?);
            read(list.as_bytes(), "firms.csv", add).unwrap();
            black_box(group.publish().unwrap())
        });
    });
    group.bench_function("the same list in a plain way, in f64", |bencher| {
        bencher.iter(|| {
            let mut sums: HashMap<(String, String), (u64, f64, f64)> = HashMap::new();
            let mut rows = csv::Reader::from_reader(list.as_bytes());
            for row in rows.records() {
                let row = row.unwrap();
                let (kwh, litres, kg) = (number(&row[5]), number(&row[6]), number(&row[8]));
                let cell = sums.entry((row[3].to_owned(), row[4].to_owned())).or_default();
                cell.0 += 1;
                cell.1 += kwh;
                cell.2 += kwh * 0.400 + litres * 2.550_372_739_2 + kg * 2.987_207_85;
            }
            black_box(sums)
        });
    });
    group.finish();
}

criterion_group!(benches, firms);
criterion_main!(benches);
