//! Grid electricity: scope 2 by the grid's factor, and the losses on the way as scope 3.
//!
//! ```text
//! scope 2 = kWh · EF            scope 3 = kWh · EF · L / (1 − L),   1 − L = (1 − Lt) (1 − Ld)
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | EF | emitted for each kWh that leaves the plants | kg/kWh |
//! | Lt | lost in transmission, of what enters it | kWh/kWh |
//! | Ld | lost in distribution, of what enters it | kWh/kWh |
//!
//! Source: GPC v1.1, ch. 6 (grid-supplied energy; transmission and distribution losses). A factor for each kWh used holds the
//! losses already: then the losses cell is included in the scope 2 cell, and adding them again is refused.

use super::factor_lines::line;
use super::open_units;
use super::plan_cache::Plan;
use super::task::Task;
use super::term::{Term, TermOrigin};
use crate::error::Result;
use crate::factors::{FactorMatch, Losses, Parameter};
use crate::methods::electricity::loss_per_unit_used;
use crate::notice::Notice;
use crate::quantity::Fraction;
use crate::taxonomy::{Category, Scope};

pub(super) fn assess(task: &Task<'_>, plan: &mut Plan) -> Result<()> {
    let used = task.rule.category;
    let lost = used.sub_sector().with_scope(Scope::Three);
    let factors = task.factors()?;
    plan.raise(task, open_units::primary_energy(task));
    for found in &factors {
        plan.lines.push(line(task, used, found, &[], &[])?);
    }
    let Some(lost) = lost.filter(|_| used.scope() == Scope::Two) else { return Ok(()) };
    if factors.iter().any(|found| found.item.losses == Some(Losses::Inside)) {
        plan.included.push((lost, used));
        return Ok(());
    }
    match losses(task, lost, plan)? {
        None => {
            let (region, year) = (task.region.clone(), task.year);
            plan.notices.push(Notice::NoLosses { category: lost, region, year });
        }
        Some(link) => {
            for found in &factors {
                plan.lines.push(line(task, lost, found, &[], std::slice::from_ref(&link))?);
            }
        }
    }
    Ok(())
}

/// L / (1 − L) from the shares that the tables have.
fn losses(task: &Task<'_>, lost: Category, plan: &mut Plan) -> Result<Option<Term>> {
    let share = |name: &str| {
        let wanted = task.wanted(name, &task.rule.subject);
        task.registry.find_parameter(&wanted, task.policy, |_| true)
    };
    let parts: Vec<FactorMatch<'_, Parameter>> = match share("td-loss")? {
        Some(both) => vec![both],
        None => [share("transmission-loss")?, share("distribution-loss")?].into_iter().flatten().collect(),
    };
    if let [only] = parts.as_slice()
        && only.item.name != "td-loss"
    {
        plan.notices.push(Notice::LossesInPart { category: lost, parameter: only.item.name.clone() });
    }
    let links: Vec<Term> = parts.iter().map(|part| task.parameter_term(part)).collect::<Result<_>>()?;
    if links.is_empty() {
        return Ok(None);
    }
    Ok(Some(Term {
        name: "losses".to_owned(),
        origin: TermOrigin::Losses,
        ratio: loss_per_unit_used(links.iter().map(|link| Fraction::new(link.ratio)).collect::<Result<Vec<_>>>()?)?,
        rows: links.into_iter().flat_map(|link| link.rows).collect(),
    }))
}
