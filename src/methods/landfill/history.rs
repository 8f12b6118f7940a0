//! Waste of years for which there is no figure, from those that have one.
//!
//! | Way | Waste of a year without a figure |
//! |---|---|
//! | [`BackCast::Population`] | that of the next year with a figure, times the population of the two years |
//! | [`BackCast::Linear`] | on the straight line between the years with a figure before and after it |
//! | [`BackCast::Constant`] | that of the next year with a figure |
//!
//! First-order decay asks for fifty years of history or more. Source: IPCC 2006 Guidelines, vol. 5, ch. 3, section 3.2.2 (in proportion
//! to population, urban where only towns are served), and vol. 1, ch. 5 (interpolation). What is filled in is marked as an estimate,
//! and names the years it rests on; a report must say the way.

use super::mass_of;
use crate::error::{ErrorKind, Operation, Problem, Result};
use crate::quantity::{Heads, Mass, Quantity, Ratio};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

/// How years without a figure are filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BackCast {
    /// In proportion to population.
    Population(BTreeMap<Year, Heads>),
    /// On straight lines between figures; the first year filled lies after a year with a figure, be it 0.
    Linear,
    /// As much as in the next year with a figure.
    Constant,
}

/// Waste of a year, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Waste {
    /// The year.
    pub year: Year,
    /// How much.
    pub waste: Mass,
    /// The years with a figure that an estimate rests on; none where the figure is stated.
    pub estimated_from: Vec<Year>,
}

/// The history from a year to the last one with a figure, without gaps.
///
/// ```
/// use citycarbon::methods::landfill::{BackCast, filled};
/// use citycarbon::quantity::{Heads, Mass};
/// use std::collections::BTreeMap;
/// let year = |number| citycarbon::Year::new(number);
/// let known = BTreeMap::from([(year(2000)?, Mass::tonnes(300))]);
/// let people = BTreeMap::from([(year(1999)?, Heads::count(900)), (year(2000)?, Heads::count(1000))]);
/// let history = filled(&known, year(1999)?, &BackCast::Population(people))?;
/// // 300 t · 900 / 1000 = 270 t.
/// assert_eq!((history[0].waste, history[0].estimated_from.as_slice()), (Mass::tonnes(270), [year(2000)?].as_slice()));
/// assert!(history[1].estimated_from.is_empty());
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// No figure at all; a year whose population is not known, or nobody lived in the year it rests on; a straight line without a year
/// before.
pub fn filled(known: &BTreeMap<Year, Mass>, since: Year, way: &BackCast) -> Result<Vec<Waste>> {
    let Some(last) = known.keys().next_back() else {
        return Err(Problem::bare(ErrorKind::Empty, "no year has a figure", "give one at least").into());
    };
    let years = std::iter::successors(Some(since), |year| year.after()).take_while(|year| year <= last);
    years.map(|year| one(known, year, way)).collect()
}

fn one(known: &BTreeMap<Year, Mass>, year: Year, way: &BackCast) -> Result<Waste> {
    if let Some(waste) = known.get(&year) {
        return Ok(Waste { year, waste: *waste, estimated_from: Vec::new() });
    }
    let unknown = |reason: &str, mend: &str| Problem::new(ErrorKind::Period, &year.to_string(), reason, mend);
    let (next, amount) = known.range(year..).next().ok_or_else(|| unknown("after the last figure", "stop at the last figure"))?;
    match way {
        BackCast::Constant => Ok(Waste { year, waste: *amount, estimated_from: vec![*next] }),
        BackCast::Population(people) => {
            let of = |year: &Year| {
                let mend = "give the population of every year";
                people
                    .get(year)
                    .map(|heads| heads.base())
                    .ok_or_else(|| Problem::new(ErrorKind::Period, &year.to_string(), "no population of this year", mend))
            };
            let rate = Ratio::new(of(&year)?, of(next)?).map_err(|error| error.in_step(Operation::Population))?;
            Ok(Waste { year, waste: mass_of(rate.checked_mul(amount.base())?)?, estimated_from: vec![*next] })
        }
        BackCast::Linear => {
            let (before, start) = known.range(..year).next_back().ok_or_else(|| {
                unknown(
                    "no figure in an earlier year, from which a line could be drawn",
                    "give one, or 0 in the year before the first waste",
                )
            })?;
            let gone = |from: &Year, to: &Year| i64::from(to.number().abs_diff(from.number()));
            let way = Ratio::new(gone(before, &year), gone(before, next))?;
            let rise = amount.base().checked_sub(start.base())?;
            let waste = mass_of(way.checked_mul(rise)?.checked_add(Ratio::from(start.base()))?)?;
            Ok(Waste { year, waste, estimated_from: vec![*before, *next] })
        }
    }
}
