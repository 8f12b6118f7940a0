//! Blocks and threads must not show in the result.

use super::parallel::{ReadOptions, run};
use super::{IdPolicy, Ids, MOST_LISTED, OnBad, Options, Tally, rows_of};
use super::{InputPolicy, PeriodAssignment, UnknownTerm, Vocabulary};
use crate::Error;
use crate::error::{Message, Problem};
use crate::quantity::EnergyBasis;
use crate::records::Limits;
use crate::taxonomy::{Period, Year};
use proptest::prelude::*;
use std::borrow::Cow;

/// Two activities, one unit, any place that starts with a capital.
struct Words;

impl Vocabulary for Words {
    fn activity(&self, code: &str) -> Option<u32> {
        (0..).zip(["bus", "grid"]).find(|(_, known)| *known == code).map(|(number, _)| number)
    }
    fn unit(&self, activity: u32, unit: &str) -> Option<u32> {
        (unit == ["litre", "kWh"][activity as usize]).then_some(activity)
    }
    fn takes_basis(&self, activity: u32, _: u32, basis: EnergyBasis) -> bool {
        activity == 1 && basis == EnergyBasis::Gross
    }
    fn place(&self, place: &str) -> Option<u32> {
        place.bytes().next().filter(u8::is_ascii_uppercase).map(u32::from)
    }
    fn period(&self, _: u32, period: Period) -> Option<PeriodAssignment> {
        match period.year().number() {
            2020..=2024 => Some(PeriodAssignment::Counted(period.year())),
            2019 => Some(PeriodAssignment::OtherYear(Year::new(2019).unwrap())),
            _ => None,
        }
    }
    fn allows_negative(&self, activity: u32) -> bool {
        activity == 1
    }
    fn activity_name(&self, activity: u32) -> Cow<'_, str> {
        ["bus", "grid"][activity as usize].into()
    }
    fn unit_name(&self, unit: u32) -> Cow<'_, str> {
        ["litre", "kWh"][unit as usize].into()
    }
    fn place_name(&self, place: u32) -> Cow<'_, str> {
        char::from_u32(place).unwrap().to_string().into()
    }
    fn explain(&self, miss: UnknownTerm<'_>) -> Problem {
        Message::UnknownActivity { value: format!("{miss:?}").into(), nearest: Vec::new(), more: None }.into()
    }
}

/// A row, good or bad in one of many ways, with its line end.
fn row() -> impl Strategy<Value = String> {
    let period = prop_oneof![8 => Just("2024-02-29"), 1 => Just("2019"), 1 => Just("2567"), 1 => Just("\"2023\"")];
    let activity = prop_oneof![6 => Just("bus,litre"), 6 => Just("grid,kWh"), 1 => Just("tram,litre"), 1 => Just("bus,kWh")];
    let amount = prop_oneof![8 => "[0-9]{1,9}(\\.[0-9]{1,4})?", 1 => "-[1-9]", 1 => Just("n/a".to_owned())];
    let place = prop_oneof![6 => "[A-D]", 1 => Just("x".to_owned()), 2 => Just("\"A\n\"\"b\"\"\"".to_owned())];
    let id = prop_oneof![3 => "[a-z]{3}", 1 => "[ab]", 1 => Just(String::new()), 1 => Just("\"q\n\"\"1\"\"\"".to_owned())];
    let quality = prop_oneof![6 => Just("H"), 2 => Just(""), 1 => Just("Q")];
    let end = prop_oneof![6 => Just("\n"), 2 => Just("\r\n"), 1 => Just("\n\n"), 1 => Just(",too much\n")];
    let basis = prop_oneof![8 => Just(""), 4 => Just("gross"), 1 => Just("net"), 1 => Just("Gross")];
    (period, activity, amount, place, id, quality, basis, end).prop_map(
        |(period, activity, amount, place, id, quality, basis, end)| {
            format!("{id},{period},{activity},{amount},{place},{basis},{quality}{end}")
        },
    )
}

/// What keeps the file from being read, at times.
fn fault() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        8 => Just(Vec::new()),
        1 => Just(b"a,2024,bus,litre,1,\"A\"x,,H\n".to_vec()),
        1 => Just(b"a,2024,bus,litre,1,A\"x,,H\n".to_vec()),
        1 => Just(b"a,2024,bus,litre,1,\xa1,,H\n".to_vec()),
        1 => Just(b"a,2024,bus,litre,1,\"A".to_vec()),
        1 => Just([b"a,2024,bus,litre,1,".as_slice(), &[b'B'; 120], b",,H\n"].concat()),
    ]
}

const HEADER: &[u8] = b"id,period,activity,unit,amount,place,basis,quality\n";

fn ledger() -> impl Strategy<Value = Vec<u8>> {
    let rows = || prop::collection::vec(row(), 0..40).prop_map(|rows| rows.concat().into_bytes());
    (rows(), fault(), rows()).prop_map(|(before, fault, after)| [HEADER, &before, &fault, &after].concat())
}

fn tallied(
    how: ReadOptions<'_>,
    bytes: &[u8],
    target: usize,
    threads: usize,
    on_bad: OnBad,
    limits: Limits,
) -> (Result<Tally, Error>, usize) {
    let options = Options {
        input: InputPolicy { limits, ..InputPolicy::default() },
        on_bad,
        threads,
        hash: true,
        compare_rows: false,
        list_rows: true,
    };
    let mut ids = Ids::new();
    let tally = run(ReadOptions { target, ..how }, bytes, "a.csv", &Words, &options, &mut ids);
    // After an error the register is of no use, so it may differ.
    let ids = if tally.is_ok() { ids.len() } else { 0 };
    (tally, ids)
}

proptest! {
    /// Whatever the blocks and threads: the same sums, counts, problems, hash, or the same error.
    #[test]
    fn blocks_and_threads_do_not_show(bytes in ledger(), target in 1..300_usize, errors in 0..6_usize, ids in 5..60_usize, keys in 4..40_usize) {
        let limits = Limits { record: 200, field: 100, errors, ids, keys, ..Limits::default() };
        for on_bad in OnBad::ALL {
            let whole = tallied(ReadOptions::REFERENCE, &bytes, 1 << 18, 1, on_bad, limits);
            prop_assert_eq!(&tallied(ReadOptions::QUICKEST, &bytes, 1 << 18, 1, on_bad, limits), &whole);
            for (how, threads) in [1, 2, 3, 7].into_iter().flat_map(|threads| [(ReadOptions::REFERENCE, threads), (ReadOptions::QUICKEST, threads)]) {
                prop_assert_eq!(&tallied(how, &bytes, target, threads, on_bad, limits), &whole);
            }
        }
    }

    /// The lines and ids of the rows of every sum are those that the ledger read again shows, whatever the blocks and threads, and whether
    /// rows have ids and these are compared or not.
    #[test]
    fn listed_rows_are_those_of_a_plain_reading(
        rows in prop::collection::vec(row(), 0..60), target in 1..300_usize, threads in 1..5_usize,
        (first, unchecked) in prop::sample::select(vec![("id", false), ("id", true), ("asset", false)]),
        most in prop_oneof![3 => Just(1000_usize), 1 => 5..60_usize],
    ) {
        let bytes = [first.as_bytes(), &HEADER[2..], rows.concat().as_bytes()].concat();
        let ids = if unchecked { IdPolicy::Unchecked } else { IdPolicy::Unique };
        let input = InputPolicy { ids, limits: Limits { ids: most, ..Limits::default() }, ..InputPolicy::default() };
        let options = Options { input, on_bad: OnBad::Collect, threads, list_rows: true, ..Options::default() };
        for how in [ReadOptions::QUICKEST, ReadOptions::REFERENCE] {
            let mut ids = Ids::new();
            let Ok(tally) = run(ReadOptions { target, ..how }, bytes.as_slice(), "a.csv", &Words, &options, &mut ids) else { continue };
            for leaf in tally.leaves() {
                let mut again = Vec::new();
                let each = |row: super::LeafRow| { again.push((row.line, row.id)); Ok(()) };
                rows_of(bytes.as_slice(), &leaf, &Words, &options.input, &ids, each).unwrap();
                if tally.accepted() > most as u64 {
                    again.clear();
                }
                prop_assert_eq!(leaf.listed.iter().map(|row| (row.line, row.id.clone())).collect::<Vec<_>>(), again);
            }
        }
    }

    /// Stopping gives the first of what collecting lists, if the file itself is sound.
    #[test]
    fn stopping_gives_the_first_problem(rows in prop::collection::vec(row(), 0..60)) {
        let bytes = [HEADER, rows.concat().as_bytes()].concat();
        let collected = tallied(ReadOptions::QUICKEST, &bytes, 100, 3, OnBad::Collect, Limits::default()).0.unwrap();
        prop_assert_eq!(collected.seen(), rows.len() as u64);
        prop_assert_eq!(collected.rejected(), collected.problems().len() as u64);
        let stopped = tallied(ReadOptions::QUICKEST, &bytes, 100, 3, OnBad::Stop, Limits::default()).0;
        match collected.problems().first() {
            Some(first) => prop_assert_eq!(stopped.as_ref(), Err(first)),
            None => prop_assert_eq!(stopped.as_ref(), Ok(&collected)),
        }
    }
}

#[test]
fn sums_of_more_rows_than_are_listed_have_none() {
    // Of grid as many as are listed, of bus one more; each of these takes two lines.
    let most = MOST_LISTED;
    let (bus, grid) = (|at: u64| format!("2024,bus,litre,1,r{at},\"a\nb\"\n"), |at: u64| format!("2024,grid,kWh,1,g{at},\n"));
    let rows: String = (0..=most).map(|at| if at == 0 { bus(0) } else { bus(at) + &grid(at) }).collect();
    let read = |how, target, threads, (column, policy): (&str, _), ids| {
        let text = format!("period,activity,unit,amount,{column},note\n{rows}");
        let input = InputPolicy { ids: policy, limits: Limits { ids, ..Limits::default() }, ..InputPolicy::default() };
        let options = Options { input, threads, list_rows: true, ..Options::default() };
        let tally = run(ReadOptions { target, ..how }, text.as_bytes(), "a.csv", &Words, &options, &mut Ids::new()).unwrap();
        tally.leaves().map(|leaf| (leaf.activity, leaf.rows, leaf.listed)).collect::<Vec<_>>()
    };
    for (how, target, threads, column) in [
        (ReadOptions::REFERENCE, 1 << 17, 1, ("id", IdPolicy::Unique)),
        (ReadOptions::QUICKEST, 1 << 17, 1, ("id", IdPolicy::Unchecked)),
        (ReadOptions::QUICKEST, 700, 3, ("id", IdPolicy::Unique)),
        (ReadOptions::QUICKEST, 9, 2, ("id", IdPolicy::Unchecked)),
        (ReadOptions::QUICKEST, 1 << 17, 1, ("asset", IdPolicy::Unique)),
        (ReadOptions::QUICKEST, 700, 4, ("asset", IdPolicy::Unique)),
    ] {
        let [(bus, bus_rows, none), (grid, grid_rows, listed)] =
            <[_; 2]>::try_from(read(how, target, threads, column, 5000)).unwrap();
        assert_eq!((bus.as_str(), bus_rows, none.len()), ("bus", most + 1, 0));
        assert_eq!((grid.as_str(), grid_rows, listed.len() as u64), ("grid", most, most));
        for (at, row) in (1..).zip(listed.iter()) {
            assert_eq!((row.line, row.id.clone()), (3 * at + 3, (column.0 == "id").then(|| format!("g{at}"))));
        }
    }
    // Of a ledger of more rows than ids may be compared none are listed.
    let listed = |ids| {
        read(ReadOptions::QUICKEST, 700, 3, ("asset", IdPolicy::Unique), ids).iter().map(|(.., rows)| rows.len()).sum::<usize>()
    };
    let all = usize::try_from(2 * most + 1).unwrap();
    assert_eq!((listed(all), listed(all - 1)), (all / 2, 0));
}
