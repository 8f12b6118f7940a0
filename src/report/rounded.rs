//! The one rounding of a printed inventory: each reference in whole tonnes, every total the sum of these.

use super::table::{apportioned, apportioned_to};
use crate::error::Result;
use crate::inventory::{MarketCell, Statement};
use crate::quantity::{Exact, Rounding};
use crate::taxonomy::{Category, Sector};

/// The statement as it is printed, without its lines: each reference in whole tonnes, so that a total is the same wherever it is
/// printed.
///
/// Largest remainders from the top down, within what references count to: BASIC is right to its last digit, and so is what BASIC+ adds
/// to it; then its sectors, then the references of each.
pub(super) fn in_whole_tonnes(statement: &Statement) -> Result<Statement> {
    let mut entries = statement.entries.clone();
    let groups: [fn(Category) -> bool; 4] = [
        Category::in_basic,
        |category| category.in_basic_plus() && !category.in_basic(),
        |category| category.in_territorial() && !category.in_basic_plus(),
        |category| !category.in_territorial() && !category.in_basic_plus(),
    ];
    for counts in groups {
        let of_sector = |sector: Sector| {
            let held = statement.entries.iter().filter(move |entry| counts(entry.category) && entry.category.sector() == sector);
            held.filter_map(|entry| entry.co2e).map(|kg| kg.lowered(3)).collect::<Result<Vec<_>>>()
        };
        let sectors: Vec<Vec<Exact>> = Sector::all().map(of_sector).collect::<Result<_>>()?;
        let sums: Vec<Exact> = sectors.iter().map(|held| Exact::sum(held.iter().copied())).collect::<Result<_>>()?;
        let mut printed = Vec::new();
        for (held, total) in sectors.iter().zip(apportioned(&sums, 0)?) {
            printed.extend(apportioned_to(held, 0, total)?);
        }
        // Entries are in the order of their references, and so are the sectors.
        let of_group = entries.iter_mut().filter(|entry| counts(entry.category) && entry.co2e.is_some());
        for (entry, tonnes) in of_group.zip(printed) {
            entry.co2e = Some(tonnes.checked_mul(Exact::THOUSAND)?);
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
