//! Waste of years for which there is no figure, from those that have one.
//!
//! | Way | Waste of a year without a figure |
//! |---|---|
//! | [`BackCast::Population`] | that of the next year with a figure, times the population of the two years |
//! | [`BackCast::Linear`] | on the straight line between the years with a figure before and after it |
//! | [`BackCast::Constant`] | that of the next year with a figure |
//!
//! First-order decay needs fifty years of history or more. Source: IPCC 2006 Guidelines, vol. 5, ch. 3, section 3.2.2 (in proportion
//! to population, urban where only towns are served), and vol. 1, ch. 5 (interpolation). What is filled in is marked as an estimate
//! and names the years it is estimated from; a report must state the way.

use super::by_year;
use crate::error::{Message, Operation, Result};
use crate::methods::labelled::{none_of, one_input};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Heads, Mass, Ratio, Scalar};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "landfill-history",
    reference: "III.1",
    equation: "IPCC 2006, vol. 5, ch. 3, section 3.2.2, and vol. 1, ch. 5",
    tiers: "1, 2",
    inputs: &[
        Input::table("waste", "kg", &["year"], "waste landfilled in the years that have a figure"),
        Input::maybe_table("population", "head", &["year"], "people: fills in proportion to them"),
        Input::maybe("linear-since", "1", "first year: fills on straight lines between figures"),
        Input::maybe("constant-since", "1", "first year: fills with the amount of the next figure"),
    ],
    results: &[Output::table("waste", "kg", &["year", "basis"]).words(&["stated", "estimated"])],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let known: BTreeMap<_, _> = by_year(&inputs.amounts::<Mass>("waste")?)?;
    let ways = ["population", "linear-since", "constant-since"];
    let (way, since) = match one_input(inputs, &ways)? {
        Some("population") => {
            let people: BTreeMap<_, _> = by_year(&inputs.amounts::<Heads>("population")?)?;
            let first = people.keys().next().copied();
            (BackCast::Population(people), first.unwrap_or(Year::FIRST))
        }
        Some(name @ "linear-since") => (BackCast::Linear, inputs.year(name)?),
        Some(name) => (BackCast::Constant, inputs.year(name)?),
        None => return Err(none_of("", ways).into()),
    };
    let mut outcome = Outcome::new();
    for found in filled(&known, since, &way)? {
        let basis = if found.estimated_from.is_empty() { "stated" } else { "estimated" };
        outcome = outcome.with_labels("waste", Some(found.year), &[("basis", basis)], found.waste);
    }
    Ok(outcome)
}

/// How years without a figure are filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackCast<N = Ratio> {
    /// In proportion to population.
    Population(BTreeMap<Year, Amount<Heads, N>>),
    /// On straight lines between figures; the first year filled is after a year with a figure, which may be 0.
    Linear,
    /// As much as in the next year with a figure.
    Constant,
}

/// Waste of a year, and the years it is estimated from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct HistoryYear<N = Ratio> {
    /// The year.
    pub year: Year,
    /// How much.
    pub waste: Amount<Mass, N>,
    /// The years with a figure that an estimate is made from; none where the figure is stated.
    pub estimated_from: Vec<Year>,
}

/// The history from a year to the last one with a figure, without gaps.
///
/// ```
/// use citycarbon::methods::landfill::{BackCast, filled};
/// use citycarbon::quantity::{Heads, Mass};
/// use std::collections::BTreeMap;
/// let year = |number| citycarbon::Year::new(number);
/// let known = BTreeMap::from([(year(2000)?, Mass::tonnes(300).into())]);
/// let people = BTreeMap::from([(year(1999)?, Heads::count(900).into()), (year(2000)?, Heads::count(1000).into())]);
/// let history = filled(&known, year(1999)?, &BackCast::Population(people))?;
/// // 300 t · 900 / 1000 = 270 t.
/// assert_eq!((history[0].waste.quantity()?, history[0].estimated_from.as_slice()), (Mass::tonnes(270), [year(2000)?].as_slice()));
/// assert!(history[1].estimated_from.is_empty());
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// No figure at all; a year whose population is not known, or nobody lived in the year it is estimated from; a straight line without
/// a year before.
pub fn filled<N: Scalar>(known: &BTreeMap<Year, Amount<Mass, N>>, since: Year, way: &BackCast<N>) -> Result<Vec<HistoryYear<N>>> {
    let Some(last) = known.keys().next_back() else {
        return Err(Message::NoYearHasAFigure.into());
    };
    let years = std::iter::successors(Some(since), |year| year.after()).take_while(|year| year <= last);
    years.map(|year| filled_year(known, year, way)).collect()
}

fn filled_year<N: Scalar>(known: &BTreeMap<Year, Amount<Mass, N>>, year: Year, way: &BackCast<N>) -> Result<HistoryYear<N>> {
    if let Some(waste) = known.get(&year) {
        return Ok(HistoryYear { year, waste: *waste, estimated_from: Vec::new() });
    }
    let after = || Message::AfterLastFigure { value: (&year).into() };
    let (next, amount) = known.range(year..).next().ok_or_else(after)?;
    match way {
        BackCast::Constant => Ok(HistoryYear { year, waste: *amount, estimated_from: vec![*next] }),
        BackCast::Population(people) => {
            let of = |year: &Year| people.get(year).copied().ok_or_else(|| Message::NoPopulation { value: year.into() });
            let rate = of(&year)?.checked_div(of(next)?).map_err(|error| error.in_step(Operation::Population))?;
            Ok(HistoryYear { year, waste: amount.checked_mul(rate)?.evaluate()?, estimated_from: vec![*next] })
        }
        BackCast::Linear => {
            let start = known.range(..year).next_back();
            let (before, start) = start.ok_or_else(|| Message::NoEarlierFigure { value: (&year).into() })?;
            let years = |from: &Year, to: &Year| u32::from(to.number().abs_diff(from.number()));
            let part = N::constant(years(before, &year), years(before, next))?;
            // It may fall as well as rise, so that the difference is a number, not an amount.
            let rise = amount.number().checked_sub(start.number())?;
            let waste = Amount::new(part.checked_mul(rise)?.checked_add(start.number())?).evaluate()?;
            Ok(HistoryYear { year, waste, estimated_from: vec![*before, *next] })
        }
    }
}
