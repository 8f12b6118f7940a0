//! The work of `benches/peers` done by this library, to be timed next to the peers.
//!
//! ```text
//! cargo bench --bench kit                                     ten million rows in memory
//! cargo bench --bench kit -- fast|reference DATA LEDGER THREADS  a ledger by either reader, as `tally --format csv` prints it
//! cargo bench --bench kit -- traced|bare LEDGER THREADS       a ledger of shipped codes, with its SHA-256 and the trace of every line, or without
//! cargo bench --bench kit -- shipped FILE ROWS                such a ledger
//! cargo bench --bench kit -- write FOLDER ROWS                a small ledger with its tables, for counting instructions
//! cargo bench --bench kit -- columns ROWS                     rows in memory, for counting instructions
//! ```

use citycarbon::assess::{Assessor, LedgerVocabulary};
use citycarbon::folder::plain_tables;
use citycarbon::gas::GwpSet;
use citycarbon::inventory::{Inventory, Settings};
use citycarbon::ledger::{AmountColumn, Columns, Ids, OnBad, Options, Tally};
use citycarbon::report::{self, groups};
use citycarbon::{Exact, Region, Year};
use rust_decimal::Decimal;
use std::fmt::Write as _;
use std::fs::File;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [reader @ ("fast" | "reference"), data, ledger, threads] => ledger_by(reader, data, ledger, threads.parse().unwrap()),
        [way @ ("traced" | "bare"), ledger, threads] => by_shipped_codes(*way == "traced", ledger, threads.parse().unwrap()),
        ["shipped", file, rows] => shipped(Path::new(file), rows.parse().unwrap()),
        ["write", folder, rows] => write(Path::new(folder), rows.parse().unwrap()),
        ["columns", rows] => columns(rows.parse().unwrap()),
        _ => memory(10_000_000),
    }
}

fn ledger_by(reader: &str, data: &str, ledger: &str, threads: usize) {
    let tables = plain_tables(Path::new(data), None).unwrap();
    let options = Options::default().with_threads(threads).with_on_bad(OnBad::Collect);
    let (file, mut ids) = (File::open(ledger).unwrap(), Ids::new());
    let tally = match reader {
        "reference" => Tally::read_by_reference(file, ledger, &tables, &options, &mut ids),
        _ => Tally::read(file, ledger, &tables, &options, &mut ids),
    };
    print!("{}", groups::csv(&tables.weigh_tally(&tally.unwrap()).unwrap()).unwrap());
}

/// A ledger of shipped codes into closed lines and their CSV; on demand its hash is taken on the way and the trace is written.
fn by_shipped_codes(traced: bool, ledger: &str, threads: usize) {
    let (region, years): (Region, Vec<Year>) = ("TH-10".parse().unwrap(), vec![Year::new(2022).unwrap()]);
    let assessor = Assessor::shipped(region.clone()).unwrap();
    let options = Options::default().with_threads(threads).with_hash(traced);
    let file = File::open(ledger).unwrap();
    let tally = Tally::read(file, ledger, &LedgerVocabulary::new(&assessor), &options, &mut Ids::new()).unwrap();
    let mut inventory = Inventory::new(Settings::new("Bench", region, years, GwpSet::Ar5));
    inventory.record_tally(&assessor, &tally, OnBad::Refuse).unwrap();
    let statements = inventory.close().unwrap();
    let mut bytes = report::inventory_csv(&statements).unwrap().len();
    if traced {
        bytes += report::trace_jsonl(&statements).unwrap().len();
    }
    println!("{} rows, {} sums, {bytes} bytes written", tally.accepted(), tally.leaves().count());
}

/// A ledger of four shipped codes, one year and fifty places; every figure is made up.
fn shipped(file: &Path, rows: u64) {
    let codes = [
        ("residential.electricity", "kWh"),
        ("road.diesel-b7", "litre"),
        ("residential.lpg", "kg"),
        ("commercial.electricity", "MWh"),
    ];
    let mut text = String::from("period,place,asset,activity,amount,unit\n");
    for x in (0..rows).map(|at| mixed(13, at)) {
        let (code, unit) = codes[usize::try_from(x >> 62).unwrap()];
        let (month, day, place) = (1 + (x >> 8) % 12, 1 + (x >> 16) % 28, (x >> 24) % 50);
        let (asset, amount, cents) = (x % 20_000, (x >> 32) % 100_000, x % 100);
        writeln!(text, "2022-{month:02}-{day:02},district {place},A-{asset:06},{code},{amount}.{cents:02},{unit}").unwrap();
    }
    std::fs::write(file, text).unwrap();
}

/// The peers' source of numbers.
fn mixed(seed: u64, at: u64) -> u64 {
    let mut number = seed.wrapping_add((at + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Prints the median, least and greatest of several runs, and gives the result.
fn timed<T>(name: &str, runs: usize, mut work: impl FnMut() -> T) -> T {
    let mut result = black_box(work());
    let mut times: Vec<_> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            result = black_box(work());
            start.elapsed()
        })
        .collect();
    times.sort();
    println!("{name:48} median {:>10.3?}  least {:>10.3?}  greatest {:>10.3?}", times[runs / 2], times[0], times[runs - 1]);
    result
}

/// A ledger and its five tables, the same on every run; every figure is made up.
fn write(folder: &Path, rows: u64) {
    let put = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
    put(
        "activities.csv",
        "activity,sector,scope,base_unit\nbus,transport,1,litre\ngrid,energy,2,kWh\nfood_waste_landfill,waste,3,kg\n",
    );
    put("units.csv", "base_unit,unit,mult\nlitre,litre,1\nkWh,kWh,1\nkWh,MWh,1000\nkg,kg,1\nkg,t,1000\n");
    put("gwp.csv", "gas,gwp\nCO2,1\nCH4,28\n");
    let places: Vec<String> = (0..50).map(|place| format!("district {place}")).collect();
    put("places.csv", &format!("place\n{}\n", places.join("\n")));
    let factors =
        ["bus", "grid", "food_waste_landfill"].map(|code| format!("{code},2023,CO2,2.7\n{code},2024,CH4,0.0041\n")).concat();
    put("factors.csv", &format!("activity,year,gas,value\n{factors}"));
    let mut text = String::from("period,place,asset,activity,amount,unit\n");
    for x in (0..rows).map(|at| mixed(11, at)) {
        let (activity, unit) =
            [("bus", "litre"), ("grid", "kWh"), ("grid", "MWh"), ("food_waste_landfill", "t")][usize::try_from(x >> 62).unwrap()];
        let (year, month, day) = (2023 + (x >> 3) % 2, 1 + (x >> 8) % 12, 1 + (x >> 16) % 28);
        let (place, amount, cents) = (&places[usize::try_from((x >> 24) % 50).unwrap()], (x >> 32) % 100_000, x % 100);
        let place = if x % 1000 == 7 { format!("\"{place}\"") } else { place.clone() };
        let amount = if x % 5000 == 11 { "n/a".to_owned() } else { format!("{amount}.{cents:02}") };
        writeln!(text, "{year}-{month:02}-{day:02},{place},A-{:06},{activity},{amount},{unit}", x % 20_000).unwrap();
    }
    put("ledger.csv", &text);
}

fn columns(rows: u64) {
    let drawn = || (0..rows).map(|at| mixed(7, at));
    let mantissas: Vec<i64> = drawn().map(|x| i64::try_from((x >> 40) % 10_000_000).unwrap()).collect();
    let kinds: Vec<u16> = drawn().map(|x| u16::try_from((x >> 8) % 256).unwrap()).collect();
    let places: Vec<u8> = drawn().map(|x| u8::try_from(x % 64).unwrap()).collect();
    let columns = Columns::new(AmountColumn::Scaled { mantissas: &mantissas, scale: 4 }, &kinds, &places).unwrap();
    // Again and again, so that the sums outweigh what is made up for them.
    for _ in 0..20 {
        black_box(columns.sums(256, 64, 1).unwrap());
    }
}

fn memory(rows: u64) {
    let drawn = || (0..rows).map(|at| mixed(7, at));
    let mantissas: Vec<i64> = drawn().map(|x| i64::try_from((x >> 40) % 10_000_000).unwrap()).collect();
    let kinds: Vec<u16> = drawn().map(|x| u16::try_from((x >> 8) % 256).unwrap()).collect();
    let places: Vec<u8> = drawn().map(|x| u8::try_from(x % 64).unwrap()).collect();
    let factor = |at: u64| i64::try_from(mixed(9, at) % 100_000_000).unwrap();
    let factors: Vec<Vec<Exact>> =
        (0..256).map(|kind| (0..3).map(|gas| Exact::new(factor(kind * 3 + gas).into(), 8).unwrap()).collect()).collect();
    let decimals: Vec<Decimal> = mantissas.iter().map(|mantissa| Decimal::new(*mantissa, 4)).collect();
    let weighed = |amounts, threads| {
        let columns = Columns::new(amounts, &kinds, &places).unwrap();
        columns.sums(256, 64, threads).unwrap().weigh(&factors).unwrap()
    };
    let scaled = AmountColumn::Scaled { mantissas: &mantissas, scale: 4 };
    let exact = timed("Columns of integers, 1 thread", 9, || weighed(scaled, 1));
    let two = timed("Columns of integers, 2 threads", 9, || weighed(scaled, 2));
    let from_decimals = timed("Columns of Decimal, 1 thread", 9, || weighed(AmountColumn::Decimals(&decimals), 1));
    assert!(exact == two && exact == from_decimals);
    let row_by_row = timed("rust_decimal row by row", 3, || {
        let factors: Vec<[Decimal; 3]> =
            (0..256).map(|kind| [0, 1, 2].map(|gas| Decimal::new(factor(kind * 3 + gas), 8))).collect();
        let mut sums = vec![[Decimal::ZERO; 3]; 64];
        for ((amount, kind), place) in decimals.iter().zip(&kinds).zip(&places) {
            for (sum, factor) in sums[usize::from(*place)].iter_mut().zip(factors[usize::from(*kind)]) {
                *sum += amount * factor;
            }
        }
        sums
    });
    for (ours, theirs) in exact.iter().zip(&row_by_row) {
        assert!(ours.iter().zip(theirs).all(|(ours, theirs)| *ours == Exact::from(*theirs)));
    }
    println!("total of the first gas {}", Exact::sum(exact.iter().map(|gases| gases[0])).unwrap());
}
