//! A ledger in memory, tallied: rows a second from 10^4 to 10^7 rows, with the plain way (csv, serde, `rust_decimal`, row by row)
//! next to it up to 10^6. The longest one is that of 10^6 rows ten times over, so that a tenth of it is held.

use citycarbon::assess::{Assessor, LedgerVocabulary};
use citycarbon::ledger::{Ids, Options, Tally};
use criterion::{BenchmarkId, Criterion, SamplingMode, Throughput, criterion_group, criterion_main};
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::io::Read;
use std::time::Duration;

const CODES: [(&str, &str); 4] =
    [("residential.electricity", "kWh"), ("road.diesel-b7", "litre"), ("residential.lpg", "kg"), ("commercial.electricity", "MWh")];

/// Rows of a made-up ledger, the same on every run.
fn ledger(rows: u32) -> String {
    let mut text = String::from("period,place,activity,amount,unit\n");
    let mut state = 20_260_101_u64;
    for _ in 0..rows {
        // A linear congruential generator: only the mix of words and digits matters.
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (code, unit) = CODES[usize::try_from(state >> 62).unwrap()];
        let (place, amount, cents) = ((state >> 40) % 50, (state >> 20) % 100_000, state % 100);
        writeln!(text, "2022-{:02},district {place},{code},{amount}.{cents:02},{unit}", state % 12 + 1).unwrap();
    }
    text
}

/// A row as usually read.
#[derive(Deserialize)]
struct Row {
    period: String,
    place: String,
    activity: String,
    #[serde(with = "rust_decimal::serde::str")]
    amount: Decimal,
    unit: String,
}

fn plain(text: &str) -> BTreeMap<(String, String, String, String), Decimal> {
    let mut sums = BTreeMap::new();
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize::<Row>() {
        let Row { period, place, activity, amount, unit } = row.unwrap();
        *sums.entry((activity, unit, place, period[..4].to_owned())).or_insert(Decimal::ZERO) += amount;
    }
    sums
}

/// The same bytes several times over.
struct Again<'b> {
    body: &'b [u8],
    at: usize,
    times: u32,
}

impl Read for Again<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.times > 0 && self.at == self.body.len() {
            (self.at, self.times) = (0, self.times - 1);
        }
        let rest = if self.times > 0 { &self.body[self.at..] } else { &[] };
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

fn tally(criterion: &mut Criterion) {
    let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let chart = LedgerVocabulary::new(&assessor);
    let mut group = criterion.benchmark_group("tally");
    for (rows, times) in [(10_000_u32, 1_u32), (100_000, 1), (1_000_000, 1), (1_000_000, 10)] {
        let text = ledger(rows);
        let (header, body) = text.split_at(text.find('\n').unwrap() + 1);
        let (all, expected) = (u64::from(rows) * u64::from(times), plain(&text).len());
        group.throughput(Throughput::Elements(all)).sample_size(10).sampling_mode(SamplingMode::Flat);
        group.measurement_time(Duration::from_secs(if all < 1_000_000 { 3 } else { 5 }));
        for threads in [1, 2] {
            let options = Options::default().with_threads(threads);
            group.bench_function(BenchmarkId::new(format!("{threads} threads"), all), |bencher| {
                bencher.iter(|| {
                    let ledger = black_box(header.as_bytes()).chain(Again { body: body.as_bytes(), at: 0, times });
                    let tally = Tally::read(ledger, "ledger.csv", &chart, &options, &mut Ids::new()).unwrap();
                    assert_eq!((tally.accepted(), tally.leaves().count()), (all, expected));
                });
            });
        }
        if times == 1 {
            group.bench_function(BenchmarkId::new("plain", all), |bencher| {
                bencher.iter(|| assert_eq!(plain(black_box(&text)).len(), expected));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, tally);
criterion_main!(benches);
