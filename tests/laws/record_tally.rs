//! A tally in an inventory: no row is lost or counted twice, no notice is dropped, and what is rejected is never part of a result.

use citycarbon::assess::{Assessor, LedgerVocabulary};
use citycarbon::gas::GwpSet;
use citycarbon::inventory::{Inventory, LedgerTotals, Settings};
use citycarbon::ledger::{Ids, Leaf, OnBad, Options, Tally};
use citycarbon::quantity::Exact;
use citycarbon::taxonomy::Year;
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BANGKOK: LazyLock<Assessor> = LazyLock::new(|| Assessor::shipped("TH-10".parse().unwrap()).unwrap());

/// The years of the inventory; the ledgers hold 2019 too.
const YEARS: [u16; 2] = [2018, 2020];

fn books() -> Inventory {
    let years = YEARS.map(|year| Year::new(year).unwrap());
    Inventory::new(Settings::new("Bangkok", "TH-10".parse().unwrap(), years, GwpSet::Ar5))
}

/// A row of a ledger, and whether it is a right one.
fn row() -> impl Strategy<Value = (String, bool)> {
    let (code, unit) = ("road.diesel-b7", "litre");
    let codes = [(code, unit), ("residential.electricity", "kWh"), ("residential.lpg", "kg"), ("rail.electricity", "MWh")];
    let period = select(vec!["2018", "2018-03", "2019", "2020", "2020-11-30"]);
    let good = (period, select(codes.to_vec()), 0..100_000_u32, select(vec!["", "TH-1001", "Bang Rak"]))
        .prop_map(|(period, (code, unit), amount, place)| (format!("{period},{code},{amount}.5,{unit},{place},x\n"), true));
    let bad = select(vec!["2018,bus,1,litre,,\n", "2018,road.diesel-b7,n/a,litre,,\n", "1718,road.diesel-b7,1,litre,,\n"]);
    prop_oneof![5 => good, 1 => bad.prop_map(|row| (row.to_owned(), false))]
}

fn tallied(rows: &[(String, bool)], file: &str) -> Tally {
    let text: String = rows.iter().map(|(row, _)| row.as_str()).collect();
    let text = format!("period,activity,amount,unit,place,colour\n{text}");
    let options = Options::default().with_on_bad(OnBad::Collect).with_threads(1);
    Tally::read(text.as_bytes(), file, &LedgerVocabulary::new(&BANGKOK), &options, &mut Ids::new()).unwrap()
}

fn recorded(tally: &Tally) -> Inventory {
    let mut books = books();
    books.record_tally(&BANGKOK, tally, OnBad::Collect).unwrap();
    books
}

/// The leaf of a unit that no row converts for the activity, as a program might add one.
fn unassessable(rows: u64) -> Leaf {
    let year = Year::new(2018).unwrap();
    Leaf::new("road.diesel-b7", year, rows, Exact::ONE, "vkm").with_file("ledger.csv".to_owned())
}

proptest! {
    /// Accepted and rejected rows are the rows seen, those of other years are counted and not summed, and every notice is there.
    #[test]
    fn every_row_and_notice_of_a_tally_arrives(rows in prop::collection::vec(row(), 1..40)) {
        let tally = tallied(&rows, "ledger.csv");
        let books = recorded(&tally);
        for statement in books.close()? {
            let good = rows.iter().filter(|(_, good)| *good).count() as u64;
            prop_assert_eq!((statement.rows.accepted, statement.rows.rejected), (good, rows.len() as u64 - good));
            let outside = rows.iter().filter(|(row, good)| *good && row.starts_with("2019")).count() as u64;
            prop_assert_eq!(statement.rows.outside.values().sum::<u64>(), outside);
            prop_assert!(tally.notices().iter().all(|notice| statement.notices.contains(notice)));
            prop_assert!(statement.rows.rejected == 0 || statement.status() == citycarbon::inventory::Status::Draft);
        }
        let summed: u64 = books.lines().flat_map(|line| line.inputs.values().map(|input| input.rows)).max().unwrap_or(0);
        prop_assert!(summed <= tally.accepted());
    }

    /// The lines are those of the leaves, each assessed by itself.
    #[test]
    fn a_recorded_tally_is_its_leaves(rows in prop::collection::vec(row(), 1..40)) {
        let tally = tallied(&rows, "ledger.csv");
        let mut one_by_one = books();
        for leaf in tally.leaves().filter(|leaf| YEARS.contains(&leaf.year.number())) {
            one_by_one.add(&BANGKOK, BANGKOK.assess(&leaf)?, leaf.year)?;
        }
        let books = recorded(&tally);
        prop_assert!(books.lines().eq(one_by_one.lines()));
    }

    /// Ledgers recorded together, one after another, or in inventories that are merged: the same.
    #[test]
    fn recording_and_merging_may_be_exchanged(a in prop::collection::vec(row(), 1..20), b in prop::collection::vec(row(), 1..20)) {
        let (a, b) = (tallied(&a, "a.csv"), tallied(&b, "b.csv"));
        let mut both = a.clone();
        both.merge(&b)?;
        let together = recorded(&both);
        let mut in_turn = recorded(&b);
        in_turn.record_tally(&BANGKOK, &a, OnBad::Collect)?;
        let mut merged = recorded(&a);
        merged.merge(&recorded(&b))?;
        prop_assert_eq!(&in_turn, &merged);
        prop_assert!(together.lines().eq(merged.lines()));
        let seen = |books: &Inventory| books.close().map(|years| years.iter().map(|year| year.rows.clone()).collect::<Vec<_>>());
        prop_assert_eq!(seen(&together)?, seen(&merged)?);
    }

    /// A rejected row leaves the inventory as it was, unless rows are collected; the error has their number.
    #[test]
    fn nothing_is_recorded_next_to_a_rejected_row(rows in prop::collection::vec(row(), 0..30), more in 1..9_u64, stop in any::<bool>()) {
        let mut tally = tallied(&rows, "ledger.csv");
        tally.add(&unassessable(more))?;
        let rejected = tally.rejected() + more;
        let mut all = books();
        let refused = all.record_tally(&BANGKOK, &tally, if stop { OnBad::Stop } else { OnBad::Refuse }).unwrap_err();
        prop_assert!(refused.to_string().starts_with(&format!("{rejected} row")), "{}", refused);
        prop_assert_eq!(&all, &books());
        let unassessed = all.record_tally(&BANGKOK, &tally, OnBad::Collect)?;
        prop_assert_eq!(unassessed.iter().map(|left| left.rows).collect::<Vec<_>>(), vec![more]);
        prop_assert!(unassessed[0].problem.to_string().starts_with("ledger.csv: "), "{}", unassessed[0].problem);
        prop_assert_eq!(all.rejected(), rejected);
    }

    /// The totals of a ledger without a city are the sums of the lines of all its years.
    #[test]
    fn totals_of_a_ledger_are_those_of_its_lines(rows in prop::collection::vec(row(), 1..40)) {
        let tally = tallied(&rows, "ledger.csv");
        let totals = LedgerTotals::of(&tally, &BANGKOK, GwpSet::Ar5)?;
        prop_assert_eq!(totals.rows.accepted + totals.rows.rejected, tally.seen());
        prop_assert!(totals.rows.outside.is_empty() && totals.unassessed.is_empty());
        let years: Vec<Year> = tally.leaves().map(|leaf| leaf.year).collect();
        let mut books = Inventory::new(Settings::new("", "TH-10".parse().unwrap(), years, GwpSet::Ar5));
        books.record_tally(&BANGKOK, &tally, OnBad::Collect)?;
        let mut by_gas: BTreeMap<String, Exact> = BTreeMap::new();
        for statement in books.close()? {
            for (gas, co2e) in statement.group(|line| line.line.substance.to_string())? {
                let sum = by_gas.entry(gas).or_insert(Exact::ZERO);
                *sum = sum.checked_add(co2e)?;
            }
        }
        let mut found = totals.groups.by(|key| key.gas.clone())?;
        found.retain(|_, co2e| !co2e.is_zero());
        by_gas.retain(|_, co2e| !co2e.is_zero());
        prop_assert_eq!(found, by_gas);
        let of_all: Vec<_> = totals.notices.iter().filter(|(year, _)| year.is_none()).map(|(_, notice)| notice.clone()).collect();
        prop_assert_eq!(of_all.len(), tally.notices().len());
    }
}
