//! Business as usual: activity and emissions of each year of a plan without its measures.
//!
//! Activity of the base year grows as what it is booked under does; emissions of a reference grow with it at the factors of the base year.

use super::act::{settled, settled_at};
use super::activity_state::{ActivityCell, ActivityState};
use super::form::{BaselineKind, FollowedDriver, PlanBaseline};
use super::scenario::grow;
use crate::assess::Assessor;
use crate::error::{Message, PlanFault, Result};
use crate::inventory::Status;
use crate::quantity::{Exact, Mass, Quantity, ROOT_PLACES, Ratio};
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

/// What an inventory has, as a plan needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct InventoryYears {
    /// How much of each activity there is in each year.
    pub activity: ActivityState,
    /// kg CO2e of each reference that the city's level counts.
    pub emitted: BTreeMap<Year, BTreeMap<Category, Exact>>,
    /// How complete each year is.
    pub statuses: BTreeMap<Year, Status>,
}

impl InventoryYears {
    /// Activity by year, emissions by year and reference, and how complete each year is.
    pub fn new(
        activity: ActivityState,
        emitted: BTreeMap<Year, BTreeMap<Category, Exact>>,
        statuses: BTreeMap<Year, Status>,
    ) -> Self {
        Self { activity, emitted, statuses }
    }

    /// kg CO2e of a year; none where the inventory does not have it.
    pub fn total(&self, year: Year) -> Result<Option<Exact>> {
        let Some(references) = self.emitted.get(&year).filter(|references| !references.is_empty()) else { return Ok(None) };
        Exact::sum(references.values().copied()).map(Some)
    }
}

/// What each thing of the base year is multiplied by in a later year.
enum Growth<'a> {
    /// Everything by the same.
    Even(BTreeMap<Year, Ratio>),
    /// References by their drivers; what follows none stays.
    ByDriver(Vec<(&'a FollowedDriver, BTreeMap<Year, Ratio>)>),
    /// Nothing grows.
    None,
}

impl Growth<'_> {
    fn of(&self, category: Option<Category>, year: Year) -> Result<Ratio> {
        let of_year = |years: &BTreeMap<Year, Ratio>, name: &str| {
            let fault = PlanFault::NoFigureOf { year: year.to_string().into() };
            let times = years.get(&year).copied().ok_or_else(|| Message::Plan { value: Some(name.into()), fault })?;
            settled_at(times, ROOT_PLACES)
        };
        match self {
            Self::None => Ok(Ratio::ONE),
            Self::Even(years) => of_year(years, "baseline"),
            Self::ByDriver(drivers) => {
                let found = category.and_then(|category| drivers.iter().find(|(of, _)| of.references.contains(&category)));
                found.map_or(Ok(Ratio::ONE), |(of, years)| of_year(years, &of.driver.name))
            }
        }
    }
}

/// Activity and emissions of each year without the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BusinessAsUsual {
    /// Activity by year.
    pub activity: ActivityState,
    /// kg CO2e by year; a year of which nothing is known is missing.
    pub emissions: BTreeMap<Year, Ratio>,
    /// The same by reference, where they are those of an inventory.
    pub by_reference: BTreeMap<Year, BTreeMap<Category, Ratio>>,
}

impl BusinessAsUsual {
    /// Business as usual in the years of a plan; without a baseline, activity is that of the inventory in its own years.
    ///
    /// # Errors
    /// A base year or a driver without a figure.
    pub fn of(baseline: Option<&PlanBaseline>, years: &BTreeSet<Year>, held: &InventoryYears, assessor: &Assessor) -> Result<Self> {
        let Some(baseline) = baseline else {
            return Ok(Self { activity: held.activity.clone(), ..Self::default() });
        };
        let mut usual = Self::default();
        let base_year = baseline.base_year;
        let one = Mass::kilograms(1);
        let rates = |rate: Ratio, from: Year| {
            let after = years.iter().copied().filter(|year| *year > from);
            let first = std::iter::successors(from.after(), |year| year.after()).take_while(|year| years.last() >= Some(year));
            first.chain(after).map(|year| (year, rate)).collect::<BTreeMap<_, _>>()
        };
        let growth = match (&baseline.kind, base_year) {
            (BaselineKind::Growth(rate), Some(from)) => Growth::Even(grow(from, one, &rates(*rate, from))?),
            (BaselineKind::National { scaling, growth }, Some(from)) => Growth::Even(scaling.project(from, one, growth)?),
            (BaselineKind::Drivers(drivers), Some(from)) => {
                let projected = drivers.iter().map(|of| Ok((of, of.driver.project(from, one)?)));
                Growth::ByDriver(projected.collect::<Result<_>>()?)
            }
            _ => Growth::None,
        };
        for year in years {
            // Next to a stated baseline, each year has the activity of the inventory, or that of the last year before.
            let from = base_year.or_else(|| held.emitted.keys().rev().find(|held| *held <= year).copied());
            if let Some(from) = from.or_else(|| held.emitted.keys().next().copied()) {
                usual.extend_activity(*year, from, &growth, held, assessor)?;
            }
        }
        match (&baseline.kind, base_year) {
            (BaselineKind::Stated { years: stated, is_linear }, _) => {
                usual.emissions = if *is_linear { between(stated)? } else { as_stated(stated) };
                usual.emissions.retain(|year, _| years.contains(year));
            }
            (_, Some(from)) => usual.grow_emissions(baseline, years, from, &growth, held)?,
            (_, None) => {}
        }
        Ok(usual)
    }

    fn extend_activity(
        &mut self,
        year: Year,
        from: Year,
        growth: &Growth<'_>,
        held: &InventoryYears,
        assessor: &Assessor,
    ) -> Result<()> {
        let base: Vec<(&ActivityCell, Ratio)> =
            held.activity.amounts().filter(|(year, ..)| *year == from).map(|(_, cell, amount)| (cell, amount)).collect();
        for (cell, amount) in base {
            let rules = assessor.catalogue().find(&cell.code).unwrap_or_default();
            let category = rules.first().map(|rule| rule.category);
            // A later year of the inventory has what the plan did already, so that none but the base year is taken.
            let times = if year == from { Ratio::ONE } else { growth.of(category, year)? };
            let grown = settled(amount.checked_mul(times)?)?;
            self.activity = std::mem::take(&mut self.activity).with_amount(year, cell.clone(), grown);
        }
        Ok(())
    }

    fn grow_emissions(
        &mut self,
        baseline: &PlanBaseline,
        years: &BTreeSet<Year>,
        from: Year,
        growth: &Growth<'_>,
        held: &InventoryYears,
    ) -> Result<()> {
        let base: Vec<(Option<Category>, Exact)> = match (baseline.emissions, held.emitted.get(&from)) {
            (Some(mass), _) => vec![(None, mass.base())],
            (None, Some(references)) => references.iter().map(|(category, kg)| (Some(*category), *kg)).collect(),
            (None, None) => {
                let fault = PlanFault::NoFigureOf { year: from.to_string().into() };
                return Err(Message::Plan { value: Some("baseline".into()), fault }.into());
            }
        };
        for year in years.iter().filter(|year| **year >= from) {
            let mut sum = Ratio::ZERO;
            for (category, kg) in &base {
                let times = if *year == from { Ratio::ONE } else { growth.of(*category, *year)? };
                let grown = settled(times.checked_mul(*kg)?)?;
                sum = settled(sum.checked_add(grown)?)?;
                if let Some(category) = category {
                    self.by_reference.entry(*year).or_default().insert(*category, grown);
                }
            }
            self.emissions.insert(*year, sum);
        }
        Ok(())
    }
}

/// Stated emissions, kg.
fn as_stated(stated: &BTreeMap<Year, Mass>) -> BTreeMap<Year, Ratio> {
    stated.iter().map(|(year, mass)| (*year, mass.base().into())).collect()
}

/// The same, with years between two stated ones on the line that joins them.
fn between(stated: &BTreeMap<Year, Mass>) -> Result<BTreeMap<Year, Ratio>> {
    let mut years = as_stated(stated);
    for ((first, from), (last, to)) in stated.iter().zip(stated.iter().skip(1)) {
        let all = last.number().saturating_sub(first.number());
        let rise = to.base().checked_sub(from.base())?;
        for year in std::iter::successors(first.after(), |year| year.after()).take_while(|year| year < last) {
            let gone = year.number().saturating_sub(first.number());
            years.insert(year, Ratio::new(gone, all)?.checked_mul(rise)?.checked_add(from.base().into())?);
        }
    }
    Ok(years)
}
