//! Inventories: emissions by reference, with totals and notation keys.
//!
//! In: open lines, stated figures, notation keys. Out: an [`Inventory`] that merges in any order, and the [`Statement`] of each
//! year that closing it gives. Totals are sums of closed lines.
//!
//! Source: GPC v1.1 (references, scopes, BASIC and BASIC+, notation keys, data quality); GHG Protocol Scope 2 Guidance (market view).
//!
//! ```
//! use citycarbon::inventory::{NotationEntry, ReportedEmission};
//! use citycarbon::taxonomy::NotationKey;
//! use citycarbon::{Activity, Assessor, Category, Gas, GwpSet, Year};
//! let (industry, landfill): (Category, Category) = ("IV.1".parse()?, "III.1.1".parse()?);
//! let year: Year = "2022".parse()?;
//! let assessor = Assessor::shipped("TH-10".parse()?)?;
//! let mut books = assessor.inventory("Bangkok", [year], GwpSet::Ar5);
//! books.record(&assessor, &Activity::new("residential.lpg", year, "1200 t".parse()?))?;
//! books.add_direct(ReportedEmission::new(
//!     industry,
//!     year,
//!     Gas::CO2.into(),
//!     "500 t".parse()?,
//!     "annual report of the plant",
//! ))?;
//! books.add_key(year, landfill, "", NotationEntry::new(NotationKey::NE, None, "no weighbridge"))?;
//! let statement = books.close()?.remove(0);
//! assert_eq!(statement.sum(|category| category == industry)?, Some("500000".parse()?)); // kg CO2e
//! assert_eq!(statement.sum(|category| category == landfill)?, None); // not 0
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod book_total;
mod built_in_view;
mod contract;
mod cross_check;
mod energy_used;
mod entry;
mod factor_fitness;
#[allow(clippy::module_inception)] // The main value of the module has the module's name.
mod inventory;
mod keys;
mod ledger_totals;
mod lines;
mod market;
mod means;
mod measured;
mod outcome;
mod outlier;
mod place_names;
mod places_once;
mod plausible;
mod recomputed;
mod reconciliation;
mod record_tally;
mod settings;
mod stated_codes;
mod stated_total;
mod statement;
mod status;
mod two_ways;
mod view;
mod view_group;
mod view_rule;
mod view_table;
mod wholes;

pub use book_total::{BookTotal, CountedLine};
pub use contract::Contract;
pub use cross_check::CrossCheck;
pub use energy_used::KnownSum;
pub use entry::{Entry, Partial};
pub use inventory::{Inventory, NotationEntry, ReportedEmission, RowCounts};
pub use ledger_totals::LedgerTotals;
pub use market::MarketCell;
pub(crate) use market::{WeighedCell, weighed_cells};
pub use reconciliation::{FoundIn, ReconciledLines, ReconciledSide, ReconciledSums, Reconciliation};
pub use record_tally::UnassessedRows;
pub(crate) use record_tally::at_leaf;
pub(crate) use settings::MadeWith;
pub use settings::{Level, Settings};
pub use statement::{Statement, Totals};
pub(crate) use status::accept as accept_checks;
pub use status::{RaisedCheck, RequiredCells, Status};
pub use view::{View, Views};
pub use view_group::ViewGroup;
pub use view_rule::ViewRule;
pub use view_table::{LineSum, ViewTable};
