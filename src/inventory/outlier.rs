//! A year far from the others of its series: three or more years of one activity and place.
//!
//! A slip in unit or decimal point is a factor of 10 or more. A year with nothing is not compared: that something has begun or ended is
//! no slip.

use super::measured::Measured;
use crate::assess::ClosedLine;
use crate::check::{Check, Finding, few};
use crate::error::{count, shown};
use crate::quantity::{Dimension, Far, Ratio, far_from_median};
use crate::taxonomy::{Category, Year};
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// What is compared over the years: an activity in a place; of what is stated, or the result of a form, the reference too.
#[derive(PartialEq, Eq, Hash)]
struct Series<'l> {
    category: Option<Category>,
    activity: &'l str,
    place: &'l str,
    dimension: Dimension,
}

/// The years of a series, each with its amount, and the first reference that the series is counted in.
struct Years {
    category: Category,
    amounts: Vec<(Year, Ratio)>,
}

/// The findings of one activity, year and direction, by place.
type Found<'l> = BTreeMap<(Year, Category, &'l str, bool), Vec<(&'l str, u64, usize)>>;

/// The checks of all years by their lines, each with its year.
pub(super) fn checks(by_year: &[(Year, &[ClosedLine])]) -> Vec<(Year, Check)> {
    // Of two years nobody can say which one is wrong.
    if by_year.len() < 3 {
        return Vec::new();
    }
    let (mut measured, mut all) = (Measured::default(), HashMap::<Series<'_>, Years>::new());
    for (of_year, lines) in by_year {
        for closed in *lines {
            let id = &closed.line.id;
            let series = |category, dimension| Series { category, activity: &id.activity, place: &id.place, dimension };
            // Every gas of a ledger's row has the same amount, which is computed once.
            if let Some(dimension) = measured.dimension(&closed.line)
                && let Some(years) = all.get(&series(None, dimension))
                && years.amounts.last().is_some_and(|(year, _)| year == of_year)
            {
                continue;
            }
            let of_ledger = measured.activity(&closed.line);
            let by_ledger = of_ledger.is_some();
            let stated = || (Dimension::Mass, closed.co2e.unwrap_or(closed.mass.value()).into());
            let (dimension, amount) = of_ledger.unwrap_or_else(stated);
            let category = (!by_ledger).then_some(id.category);
            let years =
                all.entry(series(category, dimension)).or_insert_with(|| Years { category: id.category, amounts: Vec::new() });
            match years.amounts.last_mut() {
                // What is stated is added up.
                Some((year, sum)) if year == of_year => *sum = sum.checked_add(amount).unwrap_or(*sum),
                _ => years.amounts.push((*of_year, amount)),
            }
        }
    }
    let mut found = Found::new();
    for (series, years) in &all {
        for Far { of: year, is_high, times } in far_from_median(&years.amounts) {
            let held = found.entry((year, years.category, series.activity, is_high)).or_default();
            held.push((series.place, times, years.amounts.len()));
        }
    }
    found
        .into_iter()
        .map(|((year, category, activity, is_high), places)| (year, Check::of(category, finding(activity, year, is_high, places))))
        .collect()
}

/// One finding for the places of an activity: the farthest of them says how far.
fn finding(activity: &str, year: Year, is_high: bool, mut places: Vec<(&str, u64, usize)>) -> Finding {
    places.sort_unstable();
    let (_, times, years) = places.iter().max_by_key(|(_, times, _)| *times).copied().unwrap_or_default();
    let (places, more) = few(places.iter().filter(|(place, ..)| !place.is_empty()).map(|(place, ..)| shown(place)));
    let (activity, years) = (activity.to_owned(), count(years));
    if is_high {
        Finding::OutlierAbove { activity, places, more, year, times, years }
    } else {
        Finding::OutlierBelow { activity, places, more, year, times, years }
    }
}
