//! A ledger without a city: what its leaves come to by sector, scope, gas and place, over all its years.

use crate::assess::Assessor;
use crate::error::Result;
use crate::factors::Fallback;
use crate::gas::{GwpSet, Substance};
use crate::inventory::{Inventory, Settings};
use crate::ledger::{GroupKey, Groups, Leaf};
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

impl Assessor {
    /// What leaves come to: assessed, closed line by line, and added up.
    pub fn weigh(&self, leaves: impl IntoIterator<Item = Leaf>, gwp: GwpSet) -> Result<Weighed> {
        let leaves: Vec<Leaf> = leaves.into_iter().collect();
        let years: BTreeSet<_> = leaves.iter().map(|leaf| leaf.year).collect();
        let mut books = Inventory::new(Settings::new("", self.region().clone(), years, gwp));
        for leaf in &leaves {
            books.add(self.assess(leaf)?, leaf.year)?;
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
