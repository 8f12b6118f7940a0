//! The one rounding of a printed inventory: each reference in whole tonnes, every total the sum of these.

use crate::error::Result;
use crate::inventory::{MarketCell, Statement};
use crate::quantity::{Exact, Rounding};
use crate::taxonomy::{Category, Sector};
use std::collections::BTreeMap;

/// The statement as it is printed, without its lines: each reference in whole tonnes, so that a total is the same wherever it is
/// printed. BASIC is right to its last digit, and so is what BASIC+ adds to it.
pub(super) fn in_whole_tonnes(statement: &Statement) -> Result<Statement> {
    let mut entries = statement.entries.clone();
    let groups: [fn(Category) -> bool; 4] = [
        Category::in_basic,
        |category| category.in_basic_plus() && !category.in_basic(),
        |category| category.in_territorial() && !category.in_basic_plus(),
        |category| !category.in_territorial() && !category.in_basic_plus(),
    ];
    for counts in groups {
        let held = statement.entries.iter().filter(|entry| counts(entry.category));
        let exact = held.filter_map(|entry| Some((entry.category.sector(), entry.co2e?.lowered(3))));
        let exact: Vec<(Sector, Exact)> = exact.map(|(sector, tonnes)| Ok((sector, tonnes?))).collect::<Result<_>>()?;
        let of_group = entries.iter_mut().filter(|entry| counts(entry.category) && entry.co2e.is_some());
        for (entry, tonnes) in of_group.zip(rounded_to_their_sum(&exact)?) {
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
        market,
        cross_checks: statement.cross_checks.clone(),
        contracts: statement.contracts.clone(),
        rows: statement.rows.clone(),
        required: statement.required.clone(),
        checks: statement.checks.clone(),
        notices: statement.notices.clone(),
    })
}

/// Figures at the nearest whole number, some of them one further so that they add up to their rounded sum: each time in the sector
/// that is furthest from its exact sum, the figure that is furthest from its exact value.
fn rounded_to_their_sum(exact: &[(Sector, Exact)]) -> Result<Vec<Exact>> {
    let nearest = |figure: Exact| figure.round(0, Rounding::HalfEven).0;
    let mut printed: Vec<Exact> = exact.iter().map(|(_, figure)| nearest(*figure)).collect();
    let total = nearest(Exact::sum(exact.iter().map(|(_, figure)| *figure))?);
    loop {
        let missing = total.checked_sub(Exact::sum(printed.iter().copied())?)?;
        if missing.is_zero() {
            return Ok(printed);
        }
        let step = if missing.is_negative() { Exact::ONE.checked_neg()? } else { Exact::ONE };
        let mut off = Vec::with_capacity(exact.len());
        let mut sectors: BTreeMap<Sector, Exact> = BTreeMap::new();
        for ((sector, figure), printed) in exact.iter().zip(&printed) {
            let short = figure.checked_sub(*printed)?.checked_mul(step)?;
            let sum = sectors.entry(*sector).or_insert(Exact::ZERO);
            *sum = sum.checked_add(short)?;
            off.push((*sector, short));
        }
        let furthest = sectors.into_iter().max_by(|(_, a), (_, b)| a.cmp(b)).map(|(sector, _)| sector);
        let of_sector = off.iter().enumerate().filter(|(_, (sector, _))| Some(*sector) == furthest);
        let at = of_sector.max_by(|(_, (_, a)), (_, (_, b))| a.cmp(b)).map(|(at, _)| at);
        match at.and_then(|at| printed.get_mut(at)) {
            Some(figure) => *figure = figure.checked_add(step)?,
            None => return Ok(printed),
        }
    }
}

/// Kilograms at the nearest whole tonne.
fn whole(kg: Exact) -> Result<Exact> {
    kg.lowered(3)?.round(0, Rounding::HalfEven).0.checked_mul(Exact::THOUSAND)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Figures add up to their rounded sum, none strays by as much as one, whole ones stay.
        #[test]
        fn figures_add_up_to_their_rounded_sum(figures in prop::collection::vec((0_usize..6, -9_999_999_i64..9_999_999, 0_u32..5), 0..60)) {
            let sectors: Vec<Sector> = Sector::all().collect();
            let exact: Vec<(Sector, Exact)> = figures
                .iter()
                .map(|(sector, figure, scale)| (sectors[*sector], Exact::new(i128::from(*figure), *scale).unwrap()))
                .collect();
            let printed = rounded_to_their_sum(&exact).unwrap();
            let sum = Exact::sum(exact.iter().map(|(_, figure)| *figure)).unwrap();
            prop_assert_eq!(Exact::sum(printed.iter().copied()).unwrap(), sum.round(0, Rounding::HalfEven).0);
            for ((_, figure), printed) in exact.iter().zip(&printed) {
                let off = figure.checked_sub(*printed).unwrap();
                prop_assert!(off < Exact::ONE && off.checked_neg().unwrap() < Exact::ONE, "{figure} {printed}");
                prop_assert!(figure.scale() > 0 || figure == printed);
            }
        }
    }

    /// Sums of 0.8, 0.49 and 0.75 add up to 2: one more in the first sector and the last, none in the one between.
    #[test]
    fn sectors_come_as_near_as_they_can() {
        let lines = [("I", "0.4"), ("I", "0.4"), ("II", "0.49"), ("III", "0.4"), ("III", "0.35")];
        let sector = |code: &str| Sector::all().find(|sector| sector.code() == code).unwrap();
        let exact: Vec<(Sector, Exact)> = lines.iter().map(|(code, figure)| (sector(code), figure.parse().unwrap())).collect();
        let printed: Vec<String> = rounded_to_their_sum(&exact).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(printed.iter().filter(|figure| *figure == "1").count(), 2);
        assert_eq!(printed[2], "0", "{printed:?}");
    }
}
