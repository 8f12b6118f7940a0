//! The months of each series, for the check of months that are far from the others.
//!
//! A tally keeps no month; small ledgers are read once more for this.

use super::finding::SeriesFinding;
use super::row::LedgerRow;
use super::{PeriodAssignment, Vocabulary};
use crate::check::{Finding, few};
use crate::error::{Result, count, shown};
use crate::quantity::{Exact, far_from_median};
use crate::taxonomy::{Period, Year};
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// The series that are kept at a time. A city with more of them has no month looked at.
const MOST_SERIES: usize = 10_000;

/// Activity, unit, place and year, in the numbers that the vocabulary of all ledgers has for them.
type SeriesKey = (u32, u32, Option<u32>, Year);

/// The sums of months by series.
#[derive(Clone, Debug, Default)]
pub(super) struct MonthSums {
    series: HashMap<SeriesKey, BTreeMap<(Year, u8), Exact>>,
}

impl MonthSums {
    /// Adds a row, if it is of a month.
    pub(super) fn add(&mut self, row: &LedgerRow<'_>) -> Result<()> {
        // A row of a month is all in one sum.
        let ([part], Period::Month { year: of, month }) = (row.parts.as_slice(), row.period) else { return Ok(()) };
        let PeriodAssignment::Counted(year) = part.slot else { return Ok(()) };
        let key = (row.activity, row.unit, row.place, year);
        if self.series.len() >= MOST_SERIES && !self.series.contains_key(&key) {
            return Ok(());
        }
        let sum = self.series.entry(key).or_default().entry((of, month)).or_insert(Exact::ZERO);
        *sum = sum.checked_add(part.amount.exact()?)?;
        Ok(())
    }

    /// The months that are far from the median of their series.
    pub(super) fn findings<V: Vocabulary + ?Sized>(&self, vocabulary: &V) -> Vec<SeriesFinding> {
        if self.series.len() >= MOST_SERIES {
            return Vec::new();
        }
        let mut findings = Vec::new();
        for ((activity, _, place, year), months) in &self.series {
            let amounts: Vec<_> = months.iter().map(|(month, sum)| (*month, (*sum).into())).collect();
            let far = far_from_median(&amounts);
            let (activity, place) = (vocabulary.activity_name(*activity), place.map(|place| vocabulary.place_name(place)));
            let place = place.unwrap_or_default();
            for is_high in [true, false] {
                let held = || far.iter().filter(|far| far.is_high == is_high);
                let Some(times) = held().map(|far| far.times).max() else { continue };
                let (months, more) = few(held().map(|far| format!("{}-{:02}", far.of.0, far.of.1)));
                let named = Some(shown(&place)).filter(|place| !place.is_empty());
                let (activity_name, of) = (activity.clone().into_owned(), count(amounts.len()));
                let finding = if is_high {
                    Finding::MonthsAbove { activity: activity_name, place: named, months, more, times, of }
                } else {
                    Finding::MonthsBelow { activity: activity_name, place: named, months, more, times, of }
                };
                findings.push(SeriesFinding::new(&activity, &place, *year, finding));
            }
        }
        findings
    }
}
