//! A ledger without a city: what its leaves come to by sector, scope, gas and place, over all its years.

use crate::assess::Assessor;
use crate::error::Result;
use crate::factors::Fallback;
use crate::gas::{GwpSet, Substance};
use crate::inventory::{Inventory, Settings};
use crate::ledger::{GroupKey, Groups, Tally};
use crate::notice::Notice;
use crate::quantity::Exact;
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What a ledger comes to, and what a reader must know of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Weighed {
    /// By sector, scope, gas and place.
    pub groups: Groups,
    /// Notices of assessment, each of a year.
    pub notices: Vec<(Year, Notice)>,
    /// The ways that led to rows of another place, year or process, each with the ids of what was found by it.
    pub fallbacks: Vec<(Vec<Fallback>, BTreeSet<String>)>,
}

impl Weighed {
    /// What the ledgers of a tally come to: assessed, closed line by line, and added up. The notices are those of assessment: the
    /// tally has its own.
    ///
    /// # Errors
    /// A sum that cannot be assessed.
    pub fn of(tally: &Tally, assessor: &Assessor, gwp: GwpSet) -> Result<Self> {
        let years: BTreeSet<_> = tally.leaves().map(|leaf| leaf.year).collect();
        let mut books = Inventory::new(Settings::new("", assessor.region().clone(), years, gwp));
        for leaf in tally.leaves() {
            books.add(assessor.assess(&leaf)?, leaf.year)?;
        }
        let mut weighed = Weighed::default();
        let mut ways: BTreeMap<Vec<Fallback>, BTreeSet<String>> = BTreeMap::new();
        for statement in books.close()? {
            let year = statement.year;
            weighed.notices.extend(statement.notices.iter().map(|notice| (year, notice.clone())));
            for (way, ids) in statement.fallbacks() {
                ways.entry(way.to_vec()).or_default().extend(ids.into_iter().map(str::to_owned));
            }
            for closed in statement.lines {
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
                weighed.groups.add(key, closed.mass.value(), closed.co2e.unwrap_or(Exact::ZERO))?;
            }
        }
        weighed.fallbacks = ways.into_iter().collect();
        Ok(weighed)
    }
}
