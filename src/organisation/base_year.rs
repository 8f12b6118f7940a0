//! The base year: the change since then, and whether the boundary changed so much that it must be recalculated.
//!
//! Source: GHG Protocol Corporate Standard (2004), ch. 5: structural changes above a stated threshold make the base year be recalculated.

use super::footprint::{Footprint, FootprintChange};
use super::input::BaseYear;
use crate::check::{Check, Finding};
use crate::error::Result;
use crate::quantity::{Exact, Ratio, Rounding, is_above};
use crate::taxonomy::{FootprintCategory, Scope};
use std::collections::BTreeSet;

/// What of scopes 1 and 2 a year has in departments or categories that another has not, kg CO2e.
fn only_in(one: &Footprint, other: &Footprint) -> Result<(Exact, BTreeSet<String>)> {
    let held: BTreeSet<(&str, FootprintCategory)> =
        other.lines.iter().map(|line| (line.department.as_str(), line.category)).collect();
    let (mut sum, mut names) = (Exact::ZERO, BTreeSet::new());
    for line in one.lines.iter().filter(|line| line.category.scope() != Scope::Three) {
        if !held.contains(&(line.department.as_str(), line.category)) {
            sum = sum.checked_add(line.co2e.unwrap_or(Exact::ZERO))?;
            names.insert(match line.department.as_str() {
                "" => line.category.id().to_owned(),
                department => format!("{department} {}", line.category),
            });
        }
    }
    Ok((sum, names))
}

/// Compares every other year with the base year.
pub(crate) fn compare(footprints: &mut [Footprint], base: Option<BaseYear>) -> Result<()> {
    let Some(base) = base else { return Ok(()) };
    let Some(first) = footprints.iter().find(|footprint| footprint.year == base.year).cloned() else { return Ok(()) };
    let Some(of_base) = first.totals()?.scopes_1_and_2 else { return Ok(()) };
    for footprint in footprints.iter_mut().filter(|footprint| footprint.year != base.year) {
        let ((gained, mut names), (lost, others)) = (only_in(footprint, &first)?, only_in(&first, footprint)?);
        // A year without a figure has no change, but all of the base year is missing in it.
        if let Some(now) = footprint.totals()?.scopes_1_and_2 {
            let change = now.checked_sub(of_base)?;
            let like_for_like = change.checked_sub(gained)?.checked_add(lost)?;
            footprint.change = Some(FootprintChange { base_year: base.year, base: of_base, change, like_for_like });
        }
        names.extend(others);
        let moved = gained.checked_add(lost)?;
        if moved.is_zero() || of_base.is_zero() {
            continue;
        }
        let share = Ratio::new(moved, of_base)?;
        if is_above(share, base.threshold.into()) {
            let per_cent = share.checked_mul(Exact::from(100))?.divided(1, Rounding::HalfEven)?.to_string();
            let (parts, more) = crate::check::few(names);
            let finding = Finding::BoundaryChanged { base_year: base.year, per_cent, parts, more };
            footprint.checks.push(Check::of_name("base-year", finding).into());
        }
    }
    Ok(())
}
