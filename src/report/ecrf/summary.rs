//! The sheet `eCRF_2`: the tonnes of each row by scope. Generation for the grid has a total of its own, and waste from elsewhere is named
//! in a remark, so that the last row is BASIC+.

use super::explained::{entry_of, remarks, shown};
use super::remarks::EcrfRemark;
use crate::error::Result;
use crate::exchange::{EcrfCell, EcrfSummaryKind, EcrfSummaryLine, ecrf_summary};
use crate::i18n::Language;
use crate::inventory::Statement;
use crate::quantity::Exact;
use crate::report::gpc::tonnes_of;
use crate::taxonomy::{Category, NotationKey, Scope};
use std::collections::BTreeSet;

pub(super) fn rows(statement: &Statement, language: Language) -> Result<Vec<[EcrfCell; 7]>> {
    ecrf_summary().iter().map(|line| row(statement, line, language)).collect()
}

fn row(statement: &Statement, line: &EcrfSummaryLine, language: Language) -> Result<[EcrfCell; 7]> {
    let mut cells: [EcrfCell; 7] = Default::default();
    let mut comments = Vec::new();
    for ((pair, holds), scope) in cells.chunks_exact_mut(2).zip(&line.holds).zip([Scope::One, Scope::Two, Scope::Three]) {
        let [figure, key] = pair else { continue };
        match line.kind {
            EcrfSummaryKind::Total => *figure = EcrfCell::maybe(total(statement, holds, scope)?),
            EcrfSummaryKind::Item => {
                let held = references(holds);
                *figure = EcrfCell::maybe(tonnes_of(statement.sum(|category| held.contains(&category))?)?);
                *key = EcrfCell::text(&keys(statement, &held));
                comments.extend(held.iter().flat_map(|category| remarks(statement, *category, language)));
            }
            _ => {
                let held = references(holds);
                let is_above = |category: &&Category| entry_of(statement, **category).is_some_and(|entry| entry.co2e.is_some());
                match held.iter().find(is_above) {
                    Some(category) => {
                        *key = EcrfCell::text(&NotationKey::IE.to_string());
                        comments.push(EcrfRemark::InRowAbove { category: *category }.render(language));
                    }
                    None if held.is_empty() => {}
                    None => *key = EcrfCell::text(&keys(statement, &held)),
                }
            }
        }
    }
    comments.extend(from_elsewhere(statement, line, language)?);
    let [.., last] = &mut cells;
    *last = EcrfCell::text(&comments.join("; "));
    Ok(cells)
}

fn references(holds: &str) -> Vec<Category> {
    holds.split_whitespace().filter_map(|reference| reference.parse().ok()).collect()
}

/// The keys of references without a figure; NE where there is no key either, or no reference.
fn keys(statement: &Statement, held: &[Category]) -> String {
    let key = |category: &Category| match entry_of(statement, *category) {
        Some(entry) => entry.key,
        None => Some(NotationKey::NE),
    };
    let keys: BTreeSet<NotationKey> =
        if held.is_empty() { [NotationKey::NE].into() } else { held.iter().filter_map(key).collect() };
    keys.into_iter().map(|key| key.to_string()).collect::<Vec<_>>().join("; ")
}

/// The sum of a sector, or of all, in a scope: what counts to BASIC+; of generation for the grid, all of it.
fn total(statement: &Statement, holds: &str, scope: Scope) -> Result<Option<Exact>> {
    if let Some(only) = holds.parse::<Category>().ok().filter(|category| category.is_grid_supply()) {
        return tonnes_of(statement.sum(|category| category == only)?);
    }
    let counts = |category: Category| category.in_basic_plus() && category.scope() == scope;
    tonnes_of(statement.sum(|category| counts(category) && (holds == "*" || category.sector().code() == holds))?)
}

/// Waste from elsewhere that is treated in the city, of the sub-sectors of a row: in the territorial total only.
fn from_elsewhere(statement: &Statement, line: &EcrfSummaryLine, language: Language) -> Result<Vec<String>> {
    let held: Vec<Category> =
        line.holds.iter().flat_map(|holds| references(holds)).filter(|category| category.is_waste()).collect();
    let imported =
        |category: &Category| !category.in_basic_plus() && held.iter().any(|own| own.sub_sector() == category.sub_sector());
    let mut comments = Vec::new();
    for entry in statement.entries.iter().filter(|entry| imported(&entry.category)) {
        match entry.co2e {
            Some(kg) => {
                let tonnes = shown(kg)?;
                comments.push(EcrfRemark::FromElsewhere { category: entry.category, tonnes }.render(language));
            }
            None => comments.extend(remarks(statement, entry.category, language)),
        }
    }
    Ok(comments)
}
