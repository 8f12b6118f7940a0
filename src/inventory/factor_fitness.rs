//! Rows of the tables that fit a year badly: old emission factors, and rows made for another purpose. What a parameter states of a fuel,
//! a grid or a waste ages less, and its age is among the fallbacks.

use super::keys::LinesByReference;
use crate::assess::{FactorRef, distinct};
use crate::check::{Check, Finding, few};
use crate::factors::{Fallback, Purpose};
use crate::taxonomy::{Category, Year};
use std::collections::{BTreeMap, BTreeSet};

/// The most years that a factor may lie before the year it is used for: less than six years of difference is the second of the five
/// grades of temporal correlation in the pedigree matrix (Weidema et al. 2013, ecoinvent 3, table 10.4).
const MOST_YEARS_BACK: u16 = 5;

/// Why a row fits badly.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Misfit {
    Old(u16),
    Margin,
    Purpose(Purpose),
}

impl Misfit {
    /// None where the row fits, or where the city gives a reason for its use outside its years.
    fn of(row: &FactorRef, category: Category, year: Year) -> Option<Self> {
        match row.purpose {
            Purpose::Inventory | Purpose::Alternative => {}
            Purpose::Upstream if category.is_other_scope_3() => {}
            Purpose::Margin => return Some(Self::Margin),
            other => return Some(Self::Purpose(other)),
        }
        let back = row.years.years_back(year).filter(|back| *back > MOST_YEARS_BACK)?;
        let waived = row.steps.iter().any(|step| matches!(step, Fallback::Waived(_)));
        // Only a factor has a process.
        (!waived && !row.process.is_empty()).then_some(Self::Old(back))
    }
}

/// A check for each row that fits a year badly, named by the id of the row.
pub(super) fn checks(lines: &LinesByReference<'_>, year: Year) -> Vec<Check> {
    let mut found: BTreeMap<(&str, Misfit), (&FactorRef, BTreeSet<Category>)> = BTreeMap::new();
    for (category, held) in lines {
        for row in distinct(held.iter().map(|closed| &closed.line)).flat_map(|term| &term.rows) {
            if let Some(misfit) = Misfit::of(row, *category, year) {
                found.entry((&row.id, misfit)).or_insert_with(|| (row, BTreeSet::new())).1.insert(*category);
            }
        }
    }
    let check = |((id, misfit), (row, used)): ((&str, Misfit), (&FactorRef, BTreeSet<Category>))| {
        let (categories, more) = few(used.iter().map(ToString::to_string));
        let finding = match misfit {
            Misfit::Old(back) => Finding::OldRow { years: row.years.to_string(), back, year, categories, more },
            Misfit::Margin => Finding::MarginRow { categories, more },
            Misfit::Purpose(purpose) => Finding::OtherPurpose { purpose: purpose.to_string(), categories, more },
        };
        Check::of_name(id, finding)
    };
    found.into_iter().map(check).collect()
}
