//! What the strategies for users make is taken by the library, so that no law over it skips a case.

use citycarbon::report::{self, TraceCheck};
use citycarbon::{Assessor, City, Registry, Statement, Year, strategies};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BANGKOK: LazyLock<Assessor> = LazyLock::new(|| Assessor::shipped("TH-10".parse().unwrap()).unwrap());

fn years() -> [Year; 2] {
    [2018, 2020].map(|year| Year::new(year).unwrap())
}

/// What `verify` finds in the four files of these statements, without the first `left_out` lines of the trace.
fn findings(statements: &[Statement], left_out: usize) -> Option<String> {
    let files: BTreeMap<&str, Vec<u8>> = report::files(statements).unwrap().into_iter().collect();
    let mut check = TraceCheck::default();
    let trace = String::from_utf8_lossy(&files["trace.jsonl"]);
    trace.split_inclusive('\n').skip(left_out).for_each(|line| check.line(line));
    check.files(&files["inventory.csv"], &files["factors_used.csv"], &files["inventory.json"]);
    check.found().findings.map(|errors| errors.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// The files of any books are recomputed from their trace to the last byte; from a trace without its first line they are not.
    #[test]
    fn written_books_are_verified(
        bangkok in strategies::city(BANGKOK.region(), &years()),
        yokohama in strategies::city(&"JP-14100".parse().unwrap(), &[Year::new(2019).unwrap()]),
        inventory in strategies::inventory(BANGKOK.region(), &years()),
    ) {
        let cities = [bangkok, yokohama].map(|input| City::new(input).unwrap().close().unwrap());
        for statements in cities.iter().chain([&inventory.close()?]) {
            prop_assert_eq!(findings(statements, 0), None);
            prop_assert!(findings(statements, 1).is_some());
        }
    }

    /// An activity has lines; the books of a city close.
    #[test]
    fn activities_are_assessed_and_books_close(
        activity in strategies::activity(&BANGKOK, &years()), inventory in strategies::inventory(BANGKOK.region(), &years()),
    ) {
        prop_assert!(!BANGKOK.assess_activity(&activity)?.lines.is_empty());
        prop_assert!(years().contains(&activity.year));
        prop_assert_eq!(inventory.close()?.len(), 2);
    }

    /// Own rows are over the shipped ones: all of those, and these, which say so.
    #[test]
    fn own_rows_are_over_the_shipped_ones(registry in strategies::registry(BANGKOK.region())) {
        let shipped = Registry::bundled()?.factors().len();
        let own = registry.factors().iter().filter(|factor| factor.provenance.own).count();
        prop_assert_eq!(registry.factors().len(), shipped + own);
        prop_assert_eq!(registry.hash() == Registry::bundled()?.hash(), registry.tables().count() == Registry::bundled()?.tables().count());
    }
}
