//! What a form states, as a measure of a plan; and a share of the baseline, as amounts.

use super::activity_state::{ActivityCell, ActivityState};
use super::cell_factors::GRID;
use super::plan_measure::PlanMeasure;
use crate::activity::Activity;
use crate::assess::Assessor;
use crate::error::{Message, Result};
use crate::measures::{ShareAct, ShareChange, StatedMeasure};
use crate::quantity::{CLOSING_PLACES, Ratio, Reading, Rounding};
use crate::taxonomy::Year;

/// The cells of the baseline that a change is a share of: the code in its place, or in every place.
///
/// # Errors
/// None: a share of nothing would be a saving that nobody has shown.
fn cells(share: &ShareChange, measure: &str, baseline: &ActivityState) -> Result<Vec<ActivityCell>> {
    let is_meant = |cell: &&ActivityCell| cell.code == share.code && share.place.as_ref().is_none_or(|place| *place == cell.place);
    let found: Vec<ActivityCell> = baseline.cells(share.year).filter(is_meant).cloned().collect();
    if found.is_empty() {
        return Err(Message::NotInBaseline {
            value: share.code.as_str().into(),
            measure: measure.into(),
            dimension: None,
            place: share.place.as_deref().map(Into::into),
            year: (&share.year).into(),
        }
        .into());
    }
    Ok(found)
}

/// What one unit of an activity becomes of another, in base units, and the cell of the other.
fn switched(to: &str, gives: &Reading, per: crate::quantity::Unit, from: &ActivityCell) -> Result<(ActivityCell, Ratio)> {
    if per.dimension() != from.dimension {
        return Err(per.refused_for(from.dimension, Some(&from.code), None).into());
    }
    let into = Ratio::from(gives.in_base()?).checked_div(Ratio::from(per.multiplier()))?;
    Ok((ActivityCell::new(to, gives.unit().dimension()).with_place(&from.place), into))
}

/// A measure with one more share of the baseline in it.
fn with_share(measure: PlanMeasure, share: &ShareChange, baseline: &ActivityState) -> Result<PlanMeasure> {
    if let ShareAct::GridSeries { series } = &share.act {
        return measure.with_grid_series(share.year, series);
    }
    let name = measure.name().to_owned();
    cells(share, &name, baseline)?.into_iter().try_fold(measure, |measure, cell| match &share.act {
        ShareAct::Avoided { participation, saving } => measure.avoiding(share.year, cell, *participation, *saving),
        ShareAct::Needed { participation, need } => measure.needing(share.year, cell, *participation, *need),
        ShareAct::Switched { share: part, to, gives, per } => {
            let (other, into) = switched(to, gives, *per, &cell)?;
            measure.switching(share.year, cell, other, *part, into)
        }
        ShareAct::Generated { amount } => measure.generating(share.year, cell, *amount),
        ShareAct::GridSeries { .. } => Ok(measure),
    })
}

impl PlanMeasure {
    /// What a form of a city states, as a measure of its plan.
    ///
    /// # Errors
    /// A share of an activity that the baseline does not have.
    pub fn of(stated: &StatedMeasure, baseline: &ActivityState) -> Result<Self> {
        let measure = Self::new(&stated.change.measure, stated.stage).changing(&stated.change)?;
        stated.change.shares.iter().try_fold(measure, |measure, share| with_share(measure, share, baseline))
    }
}

/// The amounts that a share of the baseline is taken from, before and after it, as activities.
pub(super) fn amounts(share: &ShareChange, measure: &str, baseline: &ActivityState) -> Result<(Vec<Activity>, Vec<Activity>)> {
    let alone = with_share(PlanMeasure::new(measure, crate::measures::Stage::Demand), share, baseline)?;
    let after = alone.apply(baseline)?;
    let of = |state: &ActivityState| {
        let mut touched: Vec<&ActivityCell> =
            alone.touched().filter(|(year, _)| *year == share.year).map(|(_, cell)| cell).collect();
        touched.sort_unstable();
        touched.dedup();
        let held = touched.into_iter().filter_map(|cell| Some((cell, state.amount(share.year, cell)?)));
        held.map(|(cell, amount)| activity(share.year, cell, amount)).collect::<Result<Vec<_>>>()
    };
    Ok((of(baseline)?, of(&after)?))
}

/// An amount of a cell as an activity.
pub(super) fn activity(year: Year, cell: &ActivityCell, amount: Ratio) -> Result<Activity> {
    let amount = amount.divided(CLOSING_PLACES, Rounding::HalfEven)?;
    let mut activity = Activity::new(&cell.code, year, Reading::new(amount, cell.unit())).with_place(&cell.place);
    activity.basis = cell.basis;
    Ok(activity)
}

/// Everything of the baseline that grid electricity weighs in a year.
pub(super) fn grid_cells(baseline: &ActivityState, assessor: &Assessor, year: Year) -> Vec<Activity> {
    let is_of_grid = |cell: &ActivityCell| {
        let rules = assessor.catalogue().find(&cell.code).unwrap_or_default();
        rules.iter().any(|rule| rule.factor_subject() == GRID)
    };
    let held = baseline.amounts().filter(|(of, cell, _)| *of == year && is_of_grid(cell));
    held.filter_map(|(_, cell, amount)| activity(year, cell, amount).ok()).collect()
}
