//! A ledger without a city: its sums by sector, scope, gas and place, over all its years.

use super::record_tally::UnassessedRows;
use super::{Inventory, RowCounts, Settings};
use crate::assess::Assessor;
use crate::error::Result;
use crate::factors::Fallback;
use crate::gas::{GwpSet, Substance};
use crate::ledger::{GroupKey, Groups, OnBad, Tally};
use crate::notice::Notice;
use crate::quantity::Exact;
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The totals of ledgers, with their notices.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LedgerTotals {
    /// By sector, scope, gas and place.
    pub groups: Groups,
    /// Every row that was seen.
    pub rows: RowCounts,
    /// The rows that cannot be assessed: they count as rejected.
    pub unassessed: Vec<UnassessedRows>,
    /// Notices, each of a year or of all. How many rows were rejected is in `rows`.
    pub notices: BTreeSet<(Option<Year>, Notice)>,
    /// The fallbacks that led to rows of another place, year or process, each with the ids of what was found by it.
    pub fallbacks: Vec<(Vec<Fallback>, BTreeSet<String>)>,
}

impl LedgerTotals {
    /// The totals of the ledgers of a tally: recorded as [`Inventory::record_tally`] does with [`OnBad::Collect`], closed line by
    /// line, and added up. Whether a result with rejected rows may be used is the caller's choice.
    pub fn of(tally: &Tally, assessor: &Assessor, gwp: GwpSet) -> Result<Self> {
        let years: BTreeSet<_> = tally.views().map(|view| view.year).collect();
        let mut inventory = Inventory::new(Settings::new("", assessor.region().clone(), years, gwp));
        let unassessed = inventory.record_sums(assessor, tally, OnBad::Collect)?;
        let mut totals = Self { unassessed, rows: inventory.rows.clone(), ..Self::default() };
        // The tally's own are here even where no row is summed, so that there is no year to close.
        totals.notices.extend(tally.notices().into_iter().map(|notice| (None, notice)));
        let mut fallbacks: BTreeMap<Vec<Fallback>, BTreeSet<String>> = BTreeMap::new();
        for (year, lines, notices) in inventory.close_lines()? {
            for notice in &notices {
                let of_all = (None, notice.clone());
                match notice {
                    Notice::RowsRefused { .. } => {}
                    Notice::RowsOutside { .. } => _ = totals.notices.insert(of_all),
                    _ if totals.notices.contains(&of_all) => {}
                    _ => _ = totals.notices.insert((Some(year), notice.clone())),
                }
            }
            for (way, ids) in super::statement::fallbacks(&lines) {
                fallbacks.entry(way.to_vec()).or_default().extend(ids.into_iter().map(str::to_owned));
            }
            for closed in lines {
                let id = &closed.line.id;
                let key = GroupKey {
                    sector: id.category.sector().to_string(),
                    scope: id.category.scope().to_string(),
                    gas: match closed.line.substance {
                        Substance::Gas(gas) => gas.to_string(),
                        Substance::Stated(_) => "CO2e".to_owned(),
                    },
                    place: id.place.to_string(),
                };
                totals.groups.add(key, closed.mass.value(), closed.co2e.unwrap_or(Exact::ZERO))?;
            }
        }
        totals.fallbacks = fallbacks.into_iter().collect();
        Ok(totals)
    }
}
