//! First-order decay of 100 sites with 8 streams over 80 years, all figures made up: 64,000 cells, city totals by year.
//!
//! ```text
//! cargo bench --bench landfill            this library, and the same recurrence in rust_decimal
//! benches/peers: python w3_numpy.py numpy  the same in numpy
//! ```

use citycarbon::Exact;
use citycarbon::methods::landfill::{DecayGrid, FirstOrderDecay};
use citycarbon::quantity::{Mass, Quantity, Ratio};
use criterion::{Criterion, criterion_group, criterion_main};
use rust_decimal::Decimal;
use std::hint::black_box;

const SITES: u64 = 100;
const STREAMS: u64 = 8;
const YEARS: u64 = 80;

/// Waste in tenths of a Gg, by site, stream and year.
fn waste() -> Vec<u64> {
    let series = (0..SITES).flat_map(|site| (0..STREAMS).map(move |stream| (site, stream)));
    series.flat_map(|(site, stream)| (0..YEARS).map(move |year| 10 + (31 * site + 17 * stream + 7 * year) % 97)).collect()
}

fn hundredths(number: u64) -> Decimal {
    Decimal::new(i64::try_from(number).unwrap(), 2)
}

/// From parameters to CH4 emitted in each year: powers of e, carbon, recurrence, F 0.5, OX 0.1.
fn emitted(waste: &[u64]) -> Vec<Mass> {
    let half: Exact = "0.5".parse().unwrap();
    let streams: Vec<(Exact, FirstOrderDecay)> = (0..STREAMS)
        .map(|stream| {
            let carbon = Exact::from(hundredths(5 + 5 * stream)).checked_mul(half).unwrap();
            (carbon, FirstOrderDecay::new(Ratio::from(Exact::from(hundredths(3 + 2 * stream))), 13).unwrap())
        })
        .collect();
    let sites: Vec<Exact> = (0..SITES).map(|site| Exact::from(hundredths(40 + 6 * (site % 11)))).collect();
    let years = usize::try_from(YEARS).unwrap();
    let grid = DecayGrid { waste, of: Mass::tonnes(100), years, streams: &streams, sites: &sites };
    let rest = Ratio::new(half.checked_mul(Exact::from(16_i64)).unwrap(), 12)
        .unwrap()
        .checked_mul("0.9".parse::<Exact>().unwrap())
        .unwrap();
    let methane = |carbon: Mass| Mass::from_base(rest.checked_mul(carbon.base()).unwrap().evaluate().unwrap().value());
    grid.decomposed().unwrap().into_iter().map(methane).collect()
}

/// The same by hand in `rust_decimal`, in Gg, the powers of e given.
fn plainly(waste: &[u64], powers: &[Decimal]) -> Vec<Decimal> {
    let years = usize::try_from(YEARS).unwrap();
    let mut sums = vec![Decimal::ZERO; years];
    for (at, counts) in waste.chunks(years).enumerate() {
        let (site, stream) = (u64::try_from(at).unwrap() / STREAMS, u64::try_from(at).unwrap() % STREAMS);
        let carbon = hundredths(5 + 5 * stream) * Decimal::new(5, 1) * hundredths(40 + 6 * (site % 11));
        let kept = powers[usize::try_from(stream).unwrap()];
        let mut stock = Decimal::ZERO;
        for (sum, count) in sums.iter_mut().zip(counts) {
            *sum += stock * (Decimal::ONE - kept) * Decimal::new(6, 1);
            stock = Decimal::new(i64::try_from(*count).unwrap(), 1) * carbon + stock * kept;
        }
    }
    sums
}

fn landfill(criterion: &mut Criterion) {
    let waste = waste();
    let last = emitted(&waste)[79];
    // The check of the peers: 217.395896653 Gg in the last year.
    assert!(last.to_string().starts_with("217395896.65"), "{last}");
    let powers: Vec<Decimal> = (0..STREAMS)
        .map(|stream| {
            let power = citycarbon::quantity::exp_of_minus(Ratio::from(Exact::from(hundredths(3 + 2 * stream))), 28).unwrap();
            power.to_decimal(citycarbon::quantity::Rounding::HalfEven).unwrap().0
        })
        .collect();
    let mut group = criterion.benchmark_group("first-order decay, 64,000 cells");
    group.bench_function("this library, powers of e included", |bench| bench.iter(|| emitted(black_box(&waste))));
    group.sample_size(10);
    group.bench_function("rust_decimal, powers of e given", |bench| bench.iter(|| plainly(black_box(&waste), &powers)));
    group.finish();
}

criterion_group!(benches, landfill);
criterion_main!(benches);
