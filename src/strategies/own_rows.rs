//! A city's own rows over the shipped ones.

use super::activity::{amount, name};
use crate::factors::{EmissionFactor, OwnTable, Provenance, Registry, Validity};
use crate::taxonomy::Region;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// A table of a city's own factors: up to four, each another value for what a shipped factor is about, in `region` and in all years.
///
/// Without the feature `bundled-data` the table is empty.
pub fn own_factors(region: &Region) -> impl Strategy<Value = OwnTable> + use<> {
    let (templates, region) = (templates(), region.clone());
    let row = (any::<prop::sample::Index>(), amount(), name());
    prop::collection::vec(row, 0..=4).prop_filter_map("rows that a table may have", move |rows| {
        let mut taken = BTreeSet::new();
        let mut factors = Vec::new();
        for (at, value, source) in rows {
            let at = at.index(templates.len().max(1));
            let Some(template) = templates.get(at).filter(|_| taken.insert(at)) else { continue };
            let mut factor = EmissionFactor {
                id: format!("own-{}", template.id),
                region: region.clone(),
                years: Validity::All,
                low: None,
                high: None,
                provenance: Provenance::new(&source, "page 1"),
                ..template.clone()
            };
            factor.rate.value = value;
            factors.push(factor);
        }
        OwnTable::of_factors("factors.csv", factors).ok()
    })
}

/// The shipped tables with such rows over them.
pub fn registry(region: &Region) -> impl Strategy<Value = Registry> + use<> {
    own_factors(region).prop_filter_map("ids of their own", |table| Registry::bundled().ok()?.with_own([&table]).ok())
}

/// The first shipped factor for each process, subject and gas: two own rows for one of them would compete.
fn templates() -> Vec<EmissionFactor> {
    let factors = Registry::bundled().map(Registry::factors).unwrap_or_default();
    let mut seen = BTreeSet::new();
    let key = |factor: &EmissionFactor| (factor.process.clone(), factor.subject.clone(), factor.substance.to_string());
    factors.iter().filter(|factor| seen.insert(key(factor))).cloned().collect()
}
