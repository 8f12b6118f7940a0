//! The rows that answer a query, the nearest first.

use super::lookup::{TableEntry, processes};
use super::{FactorMatch, FactorQuery, Fallback, FallbackPolicy, Purpose, Validity};
use crate::error::{Error, Message, Result};
use crate::taxonomy::Regions;

/// The rows that answer from nearest: the city's own first, then the nearer region, the nearer year, the narrower process.
pub(super) fn nearest<'a, T: TableEntry>(
    candidates: impl Iterator<Item = &'a T>,
    wanted: &FactorQuery,
    policy: &FallbackPolicy,
    chosen: Option<&String>,
) -> Result<Vec<FactorMatch<'a, T>>> {
    let regions = Regions::bundled().lineage(&wanted.region);
    // What is emitted upstream has its own series: a choice among grid averages says nothing of it.
    let chosen = chosen.filter(|_| !wanted.process.ends_with(".upstream"));
    // Rows are valid in calendar years, or in a fiscal year of a number: each is that of most of the months of the other.
    let year = wanted.year.calendar();
    let mut best: Option<(bool, usize, u16, bool, usize)> = None;
    let mut found: Vec<FactorMatch<'a, T>> = Vec::new();
    for item in candidates {
        let Some(process) = level_of_process(item.process(), &wanted.process) else { continue };
        let Some(region) = regions.iter().position(|region| region == item.region()) else { continue };
        let waiver = policy.waive.get(item.id());
        let back = match item.years().years_back(year) {
            Some(back) if back <= policy.most_years_back || waiver.is_some() => back,
            None if waiver.is_some() => u16::MAX,
            _ => continue,
        };
        match chosen {
            Some(series) if series != item.series() => continue,
            Some(_) => usable(item)?,
            None if item.purpose() == Purpose::Inventory => {}
            None if item.purpose() == Purpose::Upstream && process == 0 => {}
            None => continue,
        }
        // Of a fiscal year its own rows are nearest.
        let other_kind = wanted.year.is_fiscal() && !matches!(item.years(), Validity::Fiscal(_));
        let rank = (!item.own(), region, back, other_kind, process);
        if best.is_none_or(|best| rank < best) {
            best = Some(rank);
            found.clear();
        }
        if best == Some(rank) {
            let outside = back == u16::MAX || back > policy.most_years_back;
            found.push(FactorMatch {
                item,
                steps: steps(item, wanted, (region, back, process), outside.then_some(waiver).flatten(), chosen),
            });
        }
    }
    Ok(found)
}

/// How many steps broader than the query the process of a row is. What is emitted before a fuel is burnt is valid for no broader process.
fn level_of_process(has: &str, wanted: &str) -> Option<usize> {
    let level = processes(wanted).position(|process| process == has)?;
    (level == 0 || !wanted.starts_with("electricity")).then_some(level)
}

/// A chosen series must be one that an inventory can use.
fn usable<T: TableEntry>(item: &T) -> Result<()> {
    let (value, factor) = (None, item.id().into());
    let message = match item.purpose() {
        Purpose::Product => Message::ProductFactor { value, factor },
        Purpose::Project => Message::ProjectFactor { value, factor },
        Purpose::Upstream => Message::UpstreamFactor { value, factor, activity: None, category: None },
        Purpose::Market => Message::MarketFactor { value, factor },
        Purpose::Inventory | Purpose::Alternative | Purpose::Margin => return Ok(()),
    };
    Err(Error::Misuse(message.into()))
}

fn steps<T: TableEntry>(
    item: &T,
    wanted: &FactorQuery,
    (region, back, process): (usize, u16, usize),
    waiver: Option<&String>,
    chosen: Option<&String>,
) -> Vec<Fallback> {
    let mut steps = Vec::new();
    if let Some(series) = chosen {
        steps.push(Fallback::Chosen(series.clone()));
    }
    if process > 0 {
        steps.push(Fallback::ProcessUp(item.process().to_owned()));
    }
    if region > 0 {
        steps.push(Fallback::RegionUp(item.region().clone()));
    }
    if (1..u16::MAX).contains(&back) {
        steps.push(Fallback::YearBack(back));
    }
    if let Validity::Fiscal(year) = item.years()
        && !wanted.year.is_fiscal()
    {
        steps.push(Fallback::FiscalYear(year));
    }
    if let Some(reason) = waiver {
        steps.push(Fallback::Waived(reason.clone()));
    }
    steps
}

/// The one answer there may be.
pub(super) fn one<'a, T: TableEntry>(
    mut found: Vec<FactorMatch<'a, T>>,
    wanted: &FactorQuery,
) -> Result<Option<FactorMatch<'a, T>>> {
    if found.len() > 1 {
        return Err(ambiguous(&found, wanted));
    }
    Ok(found.pop())
}

/// The error of answers that are equally near.
pub(super) fn ambiguous<T: TableEntry>(found: &[FactorMatch<'_, T>], wanted: &FactorQuery) -> Error {
    let ids = found.iter().map(|found| found.item.id().into()).collect();
    Message::SeveralRows { value: wanted.into(), ids }.into()
}
