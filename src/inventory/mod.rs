//! Who emitted what.
//!
//! In: open lines, stated figures, notation keys. Out: an [`Inventory`] that merges in any order, and the [`Statement`] of each
//! year that closing it gives. Totals are sums of closed lines.
//!
//! Source: GPC v1.1 (references, scopes, BASIC and BASIC+, notation keys, data quality); GHG Protocol Scope 2 Guidance (market view).

mod cross_check;
mod entry;
#[allow(clippy::module_inception)] // The room's main value bears the room's name.
mod inventory;
mod keys;
mod ledger_totals;
mod lines;
mod market;
mod outcome;
mod record_tally;
mod settings;
mod statement;

pub use cross_check::CrossCheck;
pub use entry::{Entry, Partial};
pub use inventory::{Inventory, NotationEntry, ReportedEmission, RowCounts};
pub use ledger_totals::LedgerTotals;
pub use market::{Contract, MarketCell};
pub use record_tally::UnassessedRows;
pub(crate) use record_tally::at_leaf;
pub(crate) use settings::MadeWith;
pub use settings::{Level, Settings};
pub use statement::{Statement, Totals};
