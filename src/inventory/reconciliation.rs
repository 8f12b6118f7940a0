//! Why two totals differ: lines in both, lines in one only, lines with different amounts.

use super::book_total::BookTotal;
use crate::assess::{LineId, Name};
use crate::error::{Operation, Result};
use crate::gas::Substance;
use crate::quantity::{Exact, Total};
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Lines of one total that are about one thing, and their sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReconciledSide {
    /// The lines.
    pub lines: Vec<LineId>,
    /// kg CO2e.
    pub co2e: Exact,
}

/// Lines about one thing in either total; of a thing that is in one total only, the other side has no lines.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReconciledLines {
    /// In the first total.
    pub first: ReconciledSide,
    /// In the second.
    pub second: ReconciledSide,
}

impl ReconciledLines {
    /// What they are in.
    pub fn found(&self) -> FoundIn {
        match (self.first.lines.is_empty(), self.second.lines.is_empty()) {
            (false, true) => FoundIn::First,
            (true, _) => FoundIn::Second,
            _ if self.first.co2e == self.second.co2e => FoundIn::Both,
            _ => FoundIn::BothDiffering,
        }
    }

    /// The references of all lines.
    pub fn references(&self) -> BTreeSet<Category> {
        self.first.lines.iter().chain(&self.second.lines).map(|id| id.category).collect()
    }
}

/// Which totals lines are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoundIn {
    /// In both, with one amount.
    Both,
    /// In both, with different amounts.
    BothDiffering,
    /// In the first only.
    First,
    /// In the second only.
    Second,
}

/// Sums of lines by which totals they are in, in kg CO2e, with their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReconciledSums {
    /// Lines of the first total.
    pub first: Exact,
    /// Of these, in both with one amount.
    pub same: Exact,
    /// Of these, in no line of the second.
    pub only_first: Exact,
    /// Lines of the second that are in no line of the first.
    pub only_second: Exact,
    /// What the second has more in lines that are in both.
    pub differences: Exact,
    /// Lines of the second total.
    pub second: Exact,
    /// How many lines are in both with one amount, in both with different amounts, in the first only, in the second only: of a thing in
    /// both, the lines of the first are counted.
    pub counts: [u64; 4],
}

impl ReconciledSums {
    fn add(&mut self, pair: &ReconciledLines) -> Result<()> {
        let (first, second) = (pair.first.co2e, pair.second.co2e);
        self.first = self.first.checked_add(first)?;
        self.second = self.second.checked_add(second)?;
        let (at, lines) = match pair.found() {
            FoundIn::Both => {
                self.same = self.same.checked_add(first)?;
                (0, &pair.first.lines)
            }
            FoundIn::BothDiffering => {
                self.differences = self.differences.checked_add(second.checked_sub(first)?)?;
                (1, &pair.first.lines)
            }
            FoundIn::First => {
                self.only_first = self.only_first.checked_add(first)?;
                (2, &pair.first.lines)
            }
            FoundIn::Second => {
                self.only_second = self.only_second.checked_add(second)?;
                (3, &pair.second.lines)
            }
        };
        if let Some(count) = self.counts.get_mut(at) {
            *count = count.saturating_add(crate::error::count(lines.len()));
        }
        Ok(())
    }
}

/// Why the second total is not the first: first − only in the first + only in the second + differences = second, to the last digit.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reconciliation {
    /// The name of the first total, and its sum; none where it has no line.
    pub first: (String, Option<Exact>),
    /// The same of the second.
    pub second: (String, Option<Exact>),
    /// What the lines are about, one element for each thing.
    pub lines: Vec<ReconciledLines>,
    /// The sums by reference; by several where lines of both totals are booked to different ones.
    pub by_reference: BTreeMap<Vec<Category>, ReconciledSums>,
    /// The sums of all.
    pub all: ReconciledSums,
}

/// A line with its amount.
type LineAmount<'a> = (&'a LineId, Exact);

/// Lines of the first total and of the second.
type Sides<'a> = [Vec<LineAmount<'a>>; 2];

/// What lines of two books are of, without their place.
type Thing<'a> = (Year, &'a Name, &'a Name, Substance);

impl Reconciliation {
    /// Compares two totals. Lines of one book are the same where their ids are. Of two books, they are the same where year, activity,
    /// factor and gas are, the reference too if both have it, and the place where both state one; if the books share no place at all,
    /// they name places differently, and lines are the same without it. Several lines of one thing are added up.
    pub fn between(first: &BookTotal, second: &BookTotal) -> Result<Self> {
        let sides: Vec<Sides<'_>> = if first.book() == second.book() { by_id(first, second) } else { by_thing(first, second) };
        let side = |lines: Vec<LineAmount<'_>>| -> Result<ReconciledSide> {
            let mut sum = Total::default();
            lines.iter().try_for_each(|(_, co2e)| sum.add(*co2e))?;
            let mut lines: Vec<LineId> = lines.into_iter().map(|(id, _)| id.clone()).collect();
            lines.sort();
            Ok(ReconciledSide { lines, co2e: sum.value()? })
        };
        let compared = || {
            let mut lines = Vec::new();
            for [one, other] in sides {
                lines.push(ReconciledLines { first: side(one)?, second: side(other)? });
            }
            lines.sort_by(|one, other| one.references().cmp(&other.references()).then_with(|| key(one).cmp(&key(other))));
            let (mut by_reference, mut all) = (BTreeMap::<_, ReconciledSums>::new(), ReconciledSums::default());
            for pair in &lines {
                by_reference.entry(pair.references().into_iter().collect()).or_default().add(pair)?;
                all.add(pair)?;
            }
            Ok((lines, by_reference, all))
        };
        let (lines, by_reference, all) = compared().map_err(|error: crate::error::Error| error.in_step(Operation::Total))?;
        let named = |total: &BookTotal| Ok::<_, crate::error::Error>((total.name().to_owned(), total.co2e()?));
        Ok(Self { first: named(first)?, second: named(second)?, lines, by_reference, all })
    }
}

/// The first of its lines, of either total.
fn key(pair: &ReconciledLines) -> Option<&LineId> {
    pair.first.lines.first().into_iter().chain(pair.second.lines.first()).min()
}

/// The lines of both by their ids.
fn by_id<'a>(first: &'a BookTotal, second: &'a BookTotal) -> Vec<Sides<'a>> {
    let mut sides: BTreeMap<(&LineId, Substance), Sides<'a>> = BTreeMap::new();
    for (id, substance, co2e) in first.lines() {
        sides.entry((id, substance)).or_default()[0].push((id, co2e));
    }
    for (id, substance, co2e) in second.lines() {
        sides.entry((id, substance)).or_default()[1].push((id, co2e));
    }
    sides.into_values().collect()
}

/// The lines of both by what they are of: first within one reference, then what is left across references.
fn by_thing<'a>(first: &'a BookTotal, second: &'a BookTotal) -> Vec<Sides<'a>> {
    let places = |total: &'a BookTotal| -> BTreeSet<&'a str> {
        total.lines().map(|(id, ..)| &*id.place).filter(|place| !place.is_empty()).collect()
    };
    let shared = places(first).intersection(&places(second)).next().is_some();
    let mut within: BTreeMap<(Thing<'a>, Category), Sides<'a>> = BTreeMap::new();
    for (at, total) in [first, second].into_iter().enumerate() {
        for (id, substance, co2e) in total.lines() {
            let thing = (id.year, &id.activity, &id.factor, substance);
            if let Some(side) = within.entry((thing, id.category)).or_default().get_mut(at) {
                side.push((id, co2e));
            }
        }
    }
    let mut matched = Vec::new();
    let mut across: BTreeMap<Thing<'a>, Sides<'a>> = BTreeMap::new();
    for ((thing, _), sides) in within {
        let [one, other] = by_place(sides, shared, &mut matched);
        let left = across.entry(thing).or_default();
        left[0].extend(one);
        left[1].extend(other);
    }
    for sides in across.into_values() {
        let left = by_place(sides, shared, &mut matched);
        // What is left is in one of the two only, line by line.
        for (at, lines) in left.into_iter().enumerate() {
            matched.extend(lines.into_iter().map(|line| if at == 0 { [vec![line], Vec::new()] } else { [Vec::new(), vec![line]] }));
        }
    }
    matched
}

/// Matches lines of one thing by place, then those without a place with what is left of the other; gives back what has no match.
fn by_place<'a>(sides: Sides<'a>, shared: bool, matched: &mut Vec<Sides<'a>>) -> Sides<'a> {
    let [one, other] = sides;
    if one.is_empty() || other.is_empty() {
        return [one, other];
    }
    if !shared {
        matched.push([one, other]);
        return [Vec::new(), Vec::new()];
    }
    let mut places: BTreeMap<&str, Sides<'a>> = BTreeMap::new();
    for line in one {
        places.entry(&line.0.place).or_default()[0].push(line);
    }
    for line in other {
        places.entry(&line.0.place).or_default()[1].push(line);
    }
    let mut left = [Vec::new(), Vec::new()];
    let mut without_place = places.remove("").unwrap_or_default();
    for sides in places.into_values() {
        match sides {
            [one, other] if !one.is_empty() && !other.is_empty() => matched.push([one, other]),
            [one, other] => {
                left[0].extend(one);
                left[1].extend(other);
            }
        }
    }
    // Where only one side has lines of the city as a whole, the other's lines by place are parts of it.
    let [city_one, city_other] = [without_place[0].is_empty(), without_place[1].is_empty()];
    if city_one && !city_other {
        without_place[0].append(&mut left[0]);
    } else if city_other && !city_one {
        without_place[1].append(&mut left[1]);
    }
    match without_place {
        [one, other] if !one.is_empty() && !other.is_empty() => matched.push([one, other]),
        [one, other] => {
            left[0].extend(one);
            left[1].extend(other);
        }
    }
    left
}
