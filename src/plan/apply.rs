//! A measure by itself: its activity and gases recorded in inventories of the same city, and compared.

use super::activity_state::ActivityState;
use super::cell_factors::GRID;
use super::stated::{amounts, grid_cells};
use super::{EffectNote, Effects, compare, timing};
use crate::activity::Activity;
use crate::assess::Assessor;
use crate::error::Result;
use crate::inventory::{Inventory, ReportedEmission, Settings};
use crate::measures::{Change, GasFlow, ShareAct};
use crate::quantity::{Dimension, Exact, Mass, Quantity, Reading, Unit};

/// Records activities and gases of one side.
fn record(inventory: &mut Inventory, assessor: &Assessor, activities: &[Activity], gases: &[GasFlow]) -> Result<()> {
    activities.iter().try_for_each(|activity| inventory.record(assessor, activity))?;
    gases.iter().try_for_each(|flow| {
        let GasFlow { category, year, place, substance, kg, source } = flow;
        let amount = Reading::new(*kg, Unit::base(Dimension::Mass));
        inventory.add_direct(ReportedEmission::new(*category, *year, *substance, amount, source).with_place(place.clone()))
    })
}

/// Activity and gases of a change, in inventories of one city that differ in nothing else.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RecordedChange {
    /// Without the measure.
    pub without: Inventory,
    /// With it.
    pub with: Inventory,
    /// What it causes elsewhere.
    pub leakage: Inventory,
    /// What it sends to the grid, as the electricity that others need not buy.
    pub exported: Inventory,
}

impl RecordedChange {
    /// Records a change. `baseline` is asked for what it states as a share.
    ///
    /// # Errors
    /// A share of an activity that the baseline does not have.
    pub fn new(assessor: &Assessor, settings: &Settings, change: &Change, baseline: &ActivityState) -> Result<Self> {
        let settings = Settings { years: change.years.clone(), ..settings.clone() };
        let [mut without, mut with, mut leakage, mut exported] = std::array::from_fn(|_| Inventory::new(settings.clone()));
        record(&mut without, assessor, &change.without, &change.gases.without)?;
        record(&mut with, assessor, &change.with, &change.gases.with)?;
        record(&mut leakage, assessor, &change.leakage, &change.gases.leakage)?;
        record(&mut exported, assessor, &change.exported, &[])?;
        for share in &change.shares {
            if let ShareAct::GridSeries { series } = &share.act {
                let other = assessor.with_series(GRID, series)?;
                let held = grid_cells(baseline, assessor, share.year);
                record(&mut without, assessor, &held, &[])?;
                record(&mut with, &other, &held, &[])?;
                continue;
            }
            let (before, after) = amounts(share, &change.measure, baseline)?;
            record(&mut without, assessor, &before, &[])?;
            record(&mut with, assessor, &after, &[])?;
        }
        Ok(Self { without, with, leakage, exported })
    }
}

/// What a measure does by itself, against what the city does without it: the difference of two inventories, with its years taken from the
/// change. `baseline` is asked for what a change states as a share.
///
/// # Errors
/// A share of an activity that the baseline does not have.
pub fn apply(assessor: &Assessor, settings: &Settings, change: &Change, baseline: &ActivityState) -> Result<Effects> {
    let RecordedChange { without, with, leakage, exported } = RecordedChange::new(assessor, settings, change, baseline)?;
    let mut effects = compare(&without, &with)?.with_leakage(&leakage)?.with_exports(&exported)?;
    effects.measure.clone_from(&change.measure);
    effects.served.clone_from(&change.served);
    effects.savings.clone_from(&change.savings);
    effects.streams.clone_from(&change.streams);
    effects.add_pollutants(&change.pollutants);
    for saving in &change.outside {
        let co2e = saving.substance.co2e(Mass::kilograms(1), settings.gwp, settings.co2e_only)?;
        let kg = co2e.map_or(Ok(Exact::ZERO), |weight| weight.base().checked_mul(saving.kg))?;
        let year = effects.years.entry(saving.year).or_default();
        year.avoided_outside = Some(year.avoided_outside.unwrap_or(Exact::ZERO).checked_add(kg)?);
    }
    for claim in &change.claimed {
        let year = effects.years.entry(claim.year).or_default();
        year.claimed = Some(year.claimed.unwrap_or(Exact::ZERO).checked_add(claim.kg)?);
    }
    effects.notes = change.notes.iter().cloned().map(EffectNote::from).chain(effects.notes).collect();
    effects.is_committed = timing::is_committed(&effects, assessor);
    if let Some(decay) = &change.decay {
        timing::add_yearly_effects(&mut effects, assessor, decay)?;
    }
    Ok(effects)
}
