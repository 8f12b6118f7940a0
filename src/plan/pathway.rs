//! Paths to a target: linear or of a constant rate, their budget, and what is left of it.
//!
//! ```text
//! linear:         P[y] = E − (E − T) · (y − b) / (t − b)
//! constant rate:  P[y] = E · (T / E)^((y − b) / (t − b))
//! budget:         B = sum of P[y], y from b + 1 to t        (a sum of years, not the area under the line)
//! ```

use super::target::{PlanTarget, minus};
use crate::error::{Message, PlanFault, Result};
use crate::quantity::{Exact, Mass, Quantity, Ratio, Rounding, crossing, rational_power};
use crate::taxonomy::Year;
use std::collections::BTreeMap;

/// The form of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PathShape {
    /// The same mass less each year.
    Linear,
    /// The same share less each year.
    ConstantRate,
}

/// A path from the emissions of a base year to those of a target year, kg CO2e.
///
/// ```
/// use citycarbon::plan::{PathShape, Pathway};
/// use citycarbon::quantity::Mass;
/// let (base, target) = (("2020".parse()?, Mass::kilograms(800)), ("2023".parse()?, Mass::kilograms(100)));
/// let path = Pathway::new(base, target, PathShape::ConstantRate)?;
/// assert_eq!(path.at("2021".parse()?)?.evaluate()?.value().to_string(), "400");
/// assert_eq!(path.budget()?.evaluate()?.value().to_string(), "700");
/// assert_eq!(
///     Pathway::new(base, (target.0, Mass::ZERO), PathShape::ConstantRate).unwrap_err().to_string(),
///     "a constant rate reaches no zero; set a level that is left and takes removals, or take a linear path"
/// );
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pathway {
    base_year: Year,
    base: Ratio,
    year: Year,
    target: Ratio,
    shape: PathShape,
}

/// What actual emissions did against a path. Years without a figure are named, and nothing is assumed for them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Overshoot {
    /// The years compared.
    pub years: Vec<Year>,
    /// Years of the path up to the last of those, without a figure.
    pub missing: Vec<Year>,
    /// Actual less path, kg CO2e, of the years compared; below zero where they stayed under it.
    pub kg: Ratio,
}

/// What is left of the budget of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PathRemainder {
    /// kg CO2e; zero or less where it is spent.
    pub budget: Ratio,
    /// Years left, the target year included.
    pub years: u16,
    /// What each of them may emit on average.
    pub yearly: Option<Ratio>,
    /// The yearly change, as a share, with which the years left just use the budget; none where it is spent, no year is left, or nothing is
    /// emitted. At 12 digits.
    pub rate: Option<Exact>,
}

impl Pathway {
    /// A path between two years.
    pub fn new(base: (Year, Mass), target: (Year, Mass), shape: PathShape) -> Result<Self> {
        Self::between((base.0, base.1.base().into()), (target.0, target.1.base().into()), shape)
    }

    /// The path to a target, both ends on the basis of the target.
    pub fn to(target: &PlanTarget, shape: PathShape) -> Result<Self> {
        let base = target.base().level.on(&target.netting())?;
        Self::between((target.base().year, base.into()), (target.year(), target.allowed()?), shape)
    }

    fn between((base_year, base): (Year, Ratio), (year, target): (Year, Ratio), shape: PathShape) -> Result<Self> {
        if year <= base_year || year.is_fiscal() != base_year.is_fiscal() {
            let fault = PlanFault::NotAfterBase { base: base_year.to_string().into() };
            return Err(Message::Plan { value: Some(year.to_string().into()), fault }.into());
        }
        let is_low = |end: Ratio| end.numerator().is_zero() || end.numerator().is_negative();
        if shape == PathShape::ConstantRate && (is_low(base) || is_low(target)) {
            return Err(Message::Plan { value: None, fault: PlanFault::RateToZero }.into());
        }
        Ok(Self { base_year, base, year, target, shape })
    }

    fn steps(&self, year: Year) -> u16 {
        year.number().saturating_sub(self.base_year.number())
    }

    /// The years after the base year, the target year last.
    pub fn years(&self) -> impl Iterator<Item = Year> + use<> {
        let last = self.year;
        std::iter::successors(self.base_year.after(), |year| year.after()).take_while(move |year| *year <= last)
    }

    /// What may be emitted in a year of the path, kg CO2e. Exact on a linear path and at both ends; between them, a constant rate is
    /// computed with [`ROOT_PLACES`](crate::quantity::ROOT_PLACES) digits.
    pub fn at(&self, year: Year) -> Result<Ratio> {
        let is_of_path = (self.base_year..=self.year).contains(&year) && year.is_fiscal() == self.year.is_fiscal();
        if !is_of_path {
            let fault = PlanFault::OutsidePath { first: self.base_year.to_string().into(), last: self.year.to_string().into() };
            return Err(Message::Plan { value: Some(year.to_string().into()), fault }.into());
        }
        let (gone, all) = (self.steps(year), self.steps(self.year));
        match self.shape {
            _ if gone == 0 => Ok(self.base),
            _ if gone == all => Ok(self.target),
            PathShape::Linear => minus(self.base, minus(self.base, self.target)?.checked_mul(Ratio::new(gone, all)?)?),
            PathShape::ConstantRate => {
                let share = rational_power(self.target.checked_div(self.base)?, gone.into(), all.into())?;
                self.base.checked_mul(share)
            }
        }
    }

    /// The yearly change of a constant rate as a share, below zero where emissions fall; none of a linear path.
    pub fn rate(&self) -> Result<Option<Exact>> {
        if self.shape == PathShape::Linear {
            return Ok(None);
        }
        let share = rational_power(self.target.checked_div(self.base)?, 1, self.steps(self.year).into())?;
        share.checked_sub(Exact::ONE).map(Some)
    }

    /// The sum of all years after the base year, kg CO2e.
    pub fn budget(&self) -> Result<Ratio> {
        let years: Result<Vec<Ratio>> = self.years().map(|year| self.at(year)).collect();
        Ratio::sum(years?)
    }

    /// Actual emissions against the path.
    pub fn overshoot(&self, actual: &BTreeMap<Year, Mass>) -> Result<Overshoot> {
        let last = self.years().filter(|year| actual.contains_key(year)).last();
        let mut found = Overshoot { years: Vec::new(), missing: Vec::new(), kg: Ratio::ZERO };
        for year in self.years().take_while(|year| last.is_some_and(|last| *year <= last)) {
            match actual.get(&year) {
                Some(mass) => {
                    found.kg = found.kg.checked_add(minus(mass.base().into(), self.at(year)?)?)?;
                    found.years.push(year);
                }
                None => found.missing.push(year),
            }
        }
        Ok(found)
    }

    /// What is left after a year. Refused where a year up to it has no figure: what was emitted then is not known.
    pub fn remainder(&self, actual: &BTreeMap<Year, Mass>, after: Year) -> Result<PathRemainder> {
        self.at(after)?;
        let (mut budget, mut last) = (self.budget()?, self.base);
        for year in self.years().take_while(|year| *year <= after) {
            let fault = || Message::Plan { value: None, fault: PlanFault::NoFigureOf { year: year.to_string().into() } };
            last = actual.get(&year).ok_or_else(fault)?.base().into();
            budget = minus(budget, last)?;
        }
        let years = self.year.number().saturating_sub(after.number());
        let yearly = if years == 0 { None } else { Some(budget.checked_mul(Ratio::new(1, years)?)?) };
        let is_left = |kg: Ratio| !kg.numerator().is_zero() && !kg.numerator().is_negative();
        let rate = match yearly {
            Some(_) if is_left(budget) && is_left(last) => Some(rate_of(budget.checked_div(last)?, years)?),
            _ => None,
        };
        Ok(PathRemainder { budget, years, yearly, rate })
    }
}

/// The rate with which `(1 + rate) + (1 + rate)^2 + …` over some years gives a sum.
fn rate_of(sum: Ratio, years: u16) -> Result<Exact> {
    const PLACES: u32 = 24;
    let sum = sum.divided(PLACES, Rounding::Down)?;
    let share = crossing(Exact::ZERO, sum.checked_add(Exact::ONE)?, |share| {
        let mut reached = Exact::ZERO;
        for _ in 0..years {
            reached = reached.checked_add(Exact::ONE)?.checked_mul(share)?.round(PLACES, Rounding::HalfEven).0;
            if reached > sum {
                break;
            }
        }
        Ok(reached.cmp(&sum))
    })?;
    Ok(share.checked_sub(Exact::ONE)?.round(12, Rounding::HalfEven).0)
}
