//! From the unit of the ledger to the unit of the factor: densities and calorific values, each a row with its source.

use super::task::Task;
use super::term::Term;
use crate::error::{Error, Result};
use crate::factors::{EmissionFactor, Parameter};
use crate::quantity::{Dimension, Ratio};

/// Whether some parameter could turn one dimension into the other.
pub(super) fn possible(from: Dimension, to: Dimension) -> bool {
    let fuel = |dimension| matches!(dimension, Dimension::Mass | Dimension::Energy | Dimension::Volume | Dimension::NormalVolume);
    from == to || (fuel(from) && fuel(to))
}

/// The links from a dimension of the ledger to the one that a factor is given for.
pub(super) fn to_factor(task: &Task<'_>, from: Dimension, factor: &EmissionFactor) -> Result<Vec<Term>> {
    between(task, &task.rule.subject, from, factor.rate.per_unit.dimension(), &factor.basis)
}

/// The link from a volume of methane to its mass, where a factor gives a volume.
pub(super) fn to_mass(task: &Task<'_>, factor: &EmissionFactor) -> Result<Vec<Term>> {
    between(task, "methane", factor.rate.unit.dimension(), Dimension::Mass, "")
}

/// One parameter if there is one for the pair, else the way over mass.
fn between(task: &Task<'_>, subject: &str, from: Dimension, to: Dimension, basis: &str) -> Result<Vec<Term>> {
    if from == to {
        return Ok(Vec::new());
    }
    if let Some(link) = direct(task, subject, from, to, basis)? {
        return Ok(vec![link]);
    }
    if from != Dimension::Mass
        && to != Dimension::Mass
        && let Some(first) = direct(task, subject, from, Dimension::Mass, basis)?
        && let Some(second) = direct(task, subject, Dimension::Mass, to, basis)?
    {
        return Ok(vec![first, second]);
    }
    let name = match (from, to) {
        (Dimension::Energy, _) | (_, Dimension::Energy) => "density or net-calorific-value",
        _ => "density",
    };
    Err(missing(task, name, &format!("{subject} ({from} to {to})")))
}

/// A parameter with these two dimensions, either way round.
fn direct(task: &Task<'_>, subject: &str, from: Dimension, to: Dimension, basis: &str) -> Result<Option<Term>> {
    let name = if from == Dimension::Energy || to == Dimension::Energy { "net-calorific-value" } else { "density" };
    let (registry, policy) = (task.registry, task.policy);
    let wanted = task.wanted(name, subject);
    let has = |parameter: &Parameter, gives: Dimension, per: Dimension| {
        let rate = &parameter.rate;
        rate.unit.dimension() == gives
            && rate.per_unit.dimension() == per
            && (basis.is_empty() || parameter.basis.is_empty() || parameter.basis == basis)
    };
    if let Some(found) = registry.find_parameter(&wanted, policy, |parameter| has(parameter, to, from))? {
        return task.parameter_term(&found).map(Some);
    }
    if let Some(found) = registry.find_parameter(&wanted, policy, |parameter| has(parameter, from, to))? {
        let mut term = task.parameter_term(&found)?;
        term.ratio = Ratio::ONE.checked_div(term.ratio)?;
        return Ok(Some(term));
    }
    Ok(None)
}

/// A parameter that no table has.
pub(super) fn missing(task: &Task<'_>, name: &str, subject: &str) -> Error {
    task.registry.no_parameter(&task.wanted(name, subject), task.policy)
}
