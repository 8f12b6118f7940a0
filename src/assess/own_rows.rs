//! Own rows far from the shipped ones in whose place they stand: a slip of 1000 in a unit, a percent sign left out.

use super::convert;
use super::task::Task;
use super::term::{Term, Terms};
use crate::check::{Check, Finding};
use crate::factors::{Basis, EmissionFactor, FactorQuery, OwnRow, Registry};
use crate::quantity::{Dimension, Rate, Ratio, Scalar, times_if_far};
use crate::taxonomy::is_gas;
use core::cmp::Ordering;
use std::collections::BTreeSet;

/// A shipped row: its id, what it prints, and what it comes to in the units of the own row.
struct ShippedRow<'r> {
    id: &'r str,
    rate: &'r Rate,
    ratio: Ratio,
}

/// The checks of own rows among the terms of a rule, each of which turns its factor into other units by the tables.
pub(super) fn of_rule<'t>(task: &Task<'_>, terms: impl Iterator<Item = &'t Terms>) -> Vec<Check> {
    if !task.registry.has_own_rows() {
        return Vec::new();
    }
    let turned = |own: &EmissionFactor, shipped: &EmissionFactor| {
        let (dimension, basis) = (own.rate.per_unit.dimension(), own.basis.and_then(Basis::energy));
        let steps = convert::to_factor(&Task { dimension, basis, unit: None, ..*task }, shipped).ok()?;
        steps.iter().map(|step| step.ratio).try_fold(Ratio::ONE, Ratio::checked_mul).ok()
    };
    checks(task.registry, &task.wanted(&task.rule.process, ""), terms.flatten(), turned)
}

/// The same of the rows that a form names.
pub(crate) fn of_form<'t>(registry: &Registry, wanted: &FactorQuery, terms: impl Iterator<Item = &'t Term>) -> Vec<Check> {
    if registry.has_own_rows() { checks(registry, wanted, terms, |_, _| None) } else { Vec::new() }
}

/// The query has region and year, and the process that a broader one of an own row stands for.
fn checks<'t>(
    registry: &Registry,
    query: &FactorQuery,
    terms: impl Iterator<Item = &'t Term>,
    turned: impl Fn(&EmissionFactor, &EmissionFactor) -> Option<Ratio>,
) -> Vec<Check> {
    let ids: BTreeSet<&str> = terms.flat_map(|term| &term.rows).map(|row| row.id.as_str()).collect();
    let wanted = |process: &str, subject: &str| FactorQuery::new(process, subject, &query.region, query.year);
    let check = |id: &str| match registry.own_row(id)? {
        OwnRow::Factor(own) if is_of_any_phase(&own.rate, &own.subject) => None,
        OwnRow::Parameter(own) if is_of_any_phase(&own.rate, &own.subject) => None,
        OwnRow::Factor(own) => {
            let process = if query.process.starts_with(&own.process) { &query.process } else { &own.process };
            let rows = registry.displaced_factors(own, &wanted(process, &own.subject)).ok()?;
            let shipped = rows.into_iter().filter_map(|row| {
                let ratio = row.rate.ratio().ok()?;
                if own.rate.unit.dimension() != row.rate.unit.dimension() {
                    return None;
                }
                let turn = if alike(&own.rate, &row.rate) { Ratio::ONE } else { turned(own, row)? };
                Some(ShippedRow { id: &row.id, rate: &row.rate, ratio: ratio.checked_mul(turn).ok()? })
            });
            finding(&own.rate, shipped.collect())
        }
        OwnRow::Parameter(own) => {
            let rows = registry.displaced_parameters(own, &wanted(&own.name, &own.subject)).ok()?;
            let shipped = rows.into_iter().filter_map(|row| {
                let ratio = row.rate.ratio().ok().filter(|_| alike(&own.rate, &row.rate))?;
                Some(ShippedRow { id: &row.id, rate: &row.rate, ratio })
            });
            finding(&own.rate, shipped.collect())
        }
    };
    ids.into_iter().filter_map(|id| check(id).map(|finding| Check::of_name(id, finding))).collect()
}

/// Whether base units of two rows are of the same kinds; volumes of gas are, as metered and at 0 degrees C.
fn alike(own: &Rate, shipped: &Rate) -> bool {
    let per = |rate: &Rate| match rate.per_unit.dimension() {
        Dimension::GasVolume => Dimension::NormalVolume,
        other => other,
    };
    own.unit.dimension() == shipped.unit.dimension() && per(own) == per(shipped)
}

/// Whether the litres of a row may be of a gas or of a liquid: whether they are what the row means is a check of its own.
fn is_of_any_phase(own: &Rate, subject: &str) -> bool {
    own.per_unit.dimension() == Dimension::Volume && is_gas(subject)
}

/// What is wrong with an own row beside shipped ones: far above the largest, or far below the smallest. A row of zero says that there is
/// nothing, and is no slip.
fn finding(own: &Rate, mut shipped: Vec<ShippedRow<'_>>) -> Option<Finding> {
    let ratio = own.ratio().ok()?;
    shipped.retain(|row| !row.ratio.numerator().is_zero());
    if ratio.numerator().is_zero() {
        return None;
    }
    let order = |one: &ShippedRow<'_>, other: &ShippedRow<'_>| Scalar::compare(one.ratio, other.ratio).unwrap_or(Ordering::Equal);
    let (least, most) =
        (shipped.iter().min_by(|one, other| order(one, other))?, shipped.iter().max_by(|one, other| order(one, other))?);
    let printed = own.to_string();
    if let Some(times) = times_if_far(ratio, most.ratio) {
        let (shipped, of_shipped) = (most.id.to_owned(), most.rate.to_string());
        return Some(Finding::OwnRowAbove { printed, times, shipped, of_shipped });
    }
    let times = times_if_far(least.ratio, ratio)?;
    let (shipped, of_shipped) = (least.id.to_owned(), least.rate.to_string());
    Some(Finding::OwnRowBelow { printed, times, shipped, of_shipped })
}
