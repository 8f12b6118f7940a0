//! What the strategies for users make is taken by the library, so that no law over it skips a case.

use citycarbon::{Assessor, Registry, Year, strategies};
use proptest::prelude::*;
use std::sync::LazyLock;

static BANGKOK: LazyLock<Assessor> = LazyLock::new(|| Assessor::shipped("TH-10".parse().unwrap()).unwrap());

fn years() -> [Year; 2] {
    [2018, 2020].map(|year| Year::new(year).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

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
