//! Activities and gases that the records do not have: the measures' own figures without themselves stand in, as far as the baseline holds
//! what they emit.

use super::activity_state::{ActivityCell, ActivityState};
use super::outcome::PlanBasis;
use super::stated::activity;
use super::usual::BusinessAsUsual;
use crate::assess::Assessor;
use crate::error::{Error, Message, PlanFault, Result};
use crate::gas::Substance;
use crate::inventory::Settings;
use crate::measures::Change;
use crate::quantity::{CLOSING_PLACES, Exact, Mass, Quantity, Ratio, Rounding, Scalar as _};
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Amounts that stand in, by year.
pub(super) struct StandIns(BTreeMap<(Year, ActivityCell), Ratio>);

impl StandIns {
    /// What measures take from and a state does not have; it is in the state afterwards.
    pub(super) fn fill<'a>(state: &mut ActivityState, changes: impl Iterator<Item = &'a Change>) -> Result<Self> {
        let mut own: BTreeMap<(Year, ActivityCell), Ratio> = BTreeMap::new();
        let mut add = |year: Year, cell: ActivityCell, amount: Ratio| {
            let sum = own.entry((year, cell)).or_insert(Ratio::ZERO);
            *sum = sum.checked_add(amount)?;
            Ok::<_, Error>(())
        };
        for change in changes {
            for activity in &change.without {
                add(activity.year, ActivityCell::of(activity)?, activity.base_amount()?)?;
            }
            for flow in &change.gases.without {
                add(flow.year, ActivityCell::gas(flow.category, flow.substance).with_place(&flow.place), flow.kg.into())?;
            }
        }
        own.retain(|(year, cell), _| state.amount(*year, cell).is_none());
        for ((year, cell), amount) in &own {
            *state = std::mem::take(state).with_amount(*year, cell.clone(), *amount);
        }
        Ok(Self(own))
    }

    /// What stands in, whatever the year.
    pub(super) fn cells(&self) -> BTreeSet<ActivityCell> {
        self.0.keys().map(|(_, cell)| cell.clone()).collect()
    }

    /// Refuses what emits more under a reference than the baseline has there: it cannot be a part of it.
    pub(super) fn check(&self, usual: &BusinessAsUsual, basis: PlanBasis, assessor: &Assessor, settings: &Settings) -> Result<()> {
        let mut sums: BTreeMap<(Year, Category), Ratio> = BTreeMap::new();
        for ((year, cell), amount) in self.0.iter().filter(|((year, _), _)| usual.by_reference.contains_key(year)) {
            for (category, substance, kg) in emitted(*year, cell, *amount, basis, assessor)? {
                let weight = substance.co2e(Mass::kilograms(1), settings.gwp, settings.co2e_only)?;
                let co2e = kg.checked_mul(weight.map_or(Exact::ZERO, Quantity::base))?;
                let sum = sums.entry((*year, category)).or_insert(Ratio::ZERO);
                *sum = sum.checked_add(co2e)?.reduced();
            }
        }
        let counted = sums.into_iter().filter(|((_, category), _)| settings.level.requires(*category));
        for ((year, category), stated) in counted {
            let held = usual.by_reference.get(&year).and_then(|references| references.get(&category)).copied();
            let held = held.unwrap_or(Ratio::ZERO);
            if stated.compare(held)?.is_gt() {
                let tonnes = |kg: Ratio| super::target::shown(kg.checked_div(Exact::THOUSAND.into())?, 3);
                let (stated, held) = (tonnes(stated)?.into(), tonnes(held)?.into());
                let fault = PlanFault::NotInTheBaseline { stated, held, year: year.to_string().into() };
                return Err(Message::Plan { value: Some(category.reference().into()), fault }.into());
            }
        }
        Ok(())
    }
}

/// kg of each gas that an amount emits under each reference, at the factors of the baseline.
fn emitted(
    year: Year,
    cell: &ActivityCell,
    amount: Ratio,
    basis: PlanBasis,
    assessor: &Assessor,
) -> Result<Vec<(Category, Substance, Ratio)>> {
    if let Some((category, substance)) = cell.gas {
        return Ok(vec![(category, category.counts_as(substance), amount)]);
    }
    let at = |year: Year| assessor.assess_activity(&activity(year, cell, amount)?);
    let assessed = basis.factors_of.map_or_else(|| at(year), |base| at(base).or_else(|_| at(year)))?;
    let of_line = |line: &crate::assess::Line| {
        let kg = line.open_mass()?.divided(CLOSING_PLACES, Rounding::HalfEven)?;
        Ok((line.id.category, line.substance, kg.into()))
    };
    assessed.lines.iter().map(of_line).collect()
}
