//! The one rounding of a printed inventory: each reference in whole tonnes, every total the sum of these.

use super::table::apportioned;
use crate::error::Result;
use crate::inventory::{MarketCell, Statement};
use crate::quantity::{Exact, Rounding};
use crate::taxonomy::Category;

/// The statement as it is printed, without its lines: each reference in whole tonnes, so that a total is the same wherever it is
/// printed.
///
/// References are rounded by largest remainder within what they count to: BASIC is right to its last digit, and so is what BASIC+
/// adds to it.
pub(super) fn in_whole_tonnes(statement: &Statement) -> Result<Statement> {
    let mut entries = statement.entries.clone();
    let groups: [fn(Category) -> bool; 4] = [
        Category::in_basic,
        |category| category.in_basic_plus() && !category.in_basic(),
        |category| category.in_territorial() && !category.in_basic_plus(),
        |category| !category.in_territorial() && !category.in_basic_plus(),
    ];
    for counts in groups {
        let of_group = || statement.entries.iter().filter(|entry| counts(entry.category)).filter_map(|entry| entry.co2e);
        let exact: Vec<Exact> = of_group().map(|kg| kg.lowered(3)).collect::<Result<_>>()?;
        let mut printed = apportioned(&exact, 0)?.into_iter();
        for entry in entries.iter_mut().filter(|entry| counts(entry.category) && entry.co2e.is_some()) {
            entry.co2e = printed.next().map(|tonnes| tonnes.checked_mul(Exact::THOUSAND)).transpose()?;
        }
    }
    let market = statement.market.iter().map(|cell| {
        let at = statement.entries.iter().position(|entry| entry.category == cell.category && entry.co2e == Some(cell.location));
        let printed = at.and_then(|at| entries.get(at)).and_then(|entry| entry.co2e);
        let location = printed.map_or_else(|| whole(cell.location), Ok)?;
        Ok(MarketCell { location, market: whole(cell.market)?, ..cell.clone() })
    });
    let market = market.collect::<Result<_>>()?;
    Ok(Statement {
        settings: statement.settings.clone(),
        year: statement.year,
        lines: Vec::new(),
        entries,
        missing_required: statement.missing_required.clone(),
        market,
        cross_checks: statement.cross_checks.clone(),
        has_contracts: statement.has_contracts,
        rows: statement.rows.clone(),
        is_final: statement.is_final,
        notices: statement.notices.clone(),
    })
}

/// Kilograms at the nearest whole tonne.
fn whole(kg: Exact) -> Result<Exact> {
    kg.lowered(3)?.round(0, Rounding::HalfEven).0.checked_mul(Exact::THOUSAND)
}
