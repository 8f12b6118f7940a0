//! A ledger without a city: what its leaves come to by sector, scope, gas and place, over all its years.

use super::Assessor;
use crate::error::Result;
use crate::gas::{GwpSet, Substance};
use crate::inventory::tally::{GroupKey, Groups, Leaf};
use crate::inventory::{Inventory, Settings};
use crate::quantity::Exact;
use std::collections::BTreeSet;

impl Assessor {
    /// What leaves come to: assessed, closed line by line, and added up.
    pub fn weigh(&self, leaves: impl IntoIterator<Item = Leaf>, gwp: GwpSet) -> Result<Groups> {
        let leaves: Vec<Leaf> = leaves.into_iter().collect();
        let years: BTreeSet<_> = leaves.iter().map(|leaf| leaf.year).collect();
        let mut books = Inventory::new(Settings::new("", self.region().clone(), years, gwp));
        for leaf in &leaves {
            books.add(self.assess(leaf)?, leaf.year)?;
        }
        let mut groups = Groups::default();
        for closed in books.close()?.into_iter().flat_map(|statement| statement.lines) {
            let id = closed.line.id;
            let key = GroupKey {
                sector: id.category.sector().to_string(),
                scope: id.category.scope().to_string(),
                gas: match closed.line.substance {
                    Substance::Gas(gas) => gas.to_string(),
                    Substance::Stated(_) => "CO2e".to_owned(),
                },
                place: id.place,
            };
            groups.add(key, closed.mass.value(), closed.co2e.unwrap_or(Exact::ZERO))?;
        }
        Ok(groups)
    }
}
