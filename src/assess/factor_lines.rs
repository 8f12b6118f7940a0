//! Lines of activity times factors: amount, share of a blend, factor, what comes after it.

use super::convert;
use super::line::Origin;
use super::open_units;
use super::plan_cache::{LineDraft, Plan};
use super::task::{Task, quality_of_factor};
use super::term::{Term, Terms};
use crate::error::Result;
use crate::factors::{EmissionFactor, FactorMatch};
use crate::gas::{Gas, Substance};
use crate::taxonomy::Category;
use std::borrow::Cow;

/// Amount, share of a blend, factor: one line for each gas.
pub(super) fn by_factors(task: &Task<'_>, plan: &mut Plan) -> Result<()> {
    let share = share(task)?;
    let factors = task.factors()?;
    let (basis, finding, notice) = open_units::basis(task, factors.iter().map(|found| found.item));
    let task = &Task { basis, ..*task };
    plan.raise(task, finding);
    plan.notices.extend(notice);
    for found in &factors {
        let line = line(task, task.rule.category, found, &share, &[])?;
        plan.raise(task, open_units::phase(task, line.conversion.first(), found.item)?);
        plan.lines.push(line);
    }
    Ok(())
}

/// The component's share of a blend.
pub(super) fn share(task: &Task<'_>) -> Result<Vec<Term>> {
    let Some(subject) = &task.rule.share else { return Ok(Vec::new()) };
    let wanted = task.wanted("volume-share", subject);
    match task.registry.find_parameter(&wanted, task.policy, |_| true)? {
        Some(found) => Ok(vec![task.parameter_term(&found)?]),
        None => Err(convert::missing(task, "volume-share", subject)),
    }
}

/// A line: what comes before the factor, the factor, what comes after.
pub(super) fn line(
    task: &Task<'_>,
    category: Category,
    found: &FactorMatch<'_, EmissionFactor>,
    before: &[Term],
    after: &[Term],
) -> Result<LineDraft> {
    let factor = found.item;
    let conversion = Terms::from(convert::to_factor(task, factor)?);
    let mut chain = before.to_vec();
    chain.push(task.factor_term(found)?);
    chain.extend(convert::to_mass(task, factor)?);
    chain.extend_from_slice(after);
    let stands_for = if task.rule.factor_of.is_some() { format!("{}@{}", factor.id, task.rule.subject) } else { factor.id.clone() };
    Ok(LineDraft {
        category,
        factor: stands_for.into(),
        substance: category.counts_as(factor.substance),
        origin: Origin::Activity,
        conversion,
        chain: chain.into(),
        weight_note: weight_note(&task.rule.process, factor.substance),
        factor_quality: Some(quality_of_factor(factor, task.region)),
    })
}

/// Why CH4 of combustion weighs as it does.
pub(crate) const METHANE_NOTE: &str = "CH4 of combustion weighs as non-fossil: its carbon is already in the CO2 factor of the fuel";

/// CH4 of combustion could weigh as fossil or not; which, and why, is part of the trace.
fn weight_note(process: &str, substance: Substance) -> Option<Cow<'static, str>> {
    let burnt = ["stationary", "road", "rail", "water", "aviation", "off-road"];
    let root = process.split('.').next().unwrap_or_default();
    (substance == Substance::Gas(Gas::CH4) && burnt.contains(&root)).then_some(Cow::Borrowed(METHANE_NOTE))
}
