//! Who emitted what.
//!
//! In: activity, factors, stated figures, notation keys. Out: an [`Inventory`] of open lines that merges in any order, and the
//! [`Statement`] of each year that closing it gives.
//!
//! [`tally`] sums the rows of a ledger exactly; [`Assessor`] is the one place where activity, factors and methods meet; a [`Line`]
//! is the finest unit of the books: reference, activity, place, year, factor. A line holds its activity sum until it is closed,
//! then it is divided once: half-even at 10^-12 kg of the gas where the division does not end, whole where it does. Totals are
//! sums of closed lines.
//!
//! Source: GPC v1.1 (references, scopes, BASIC and BASIC+, notation keys, data quality); GHG Protocol Scope 2 Guidance (market view).

mod assess;
mod beside;
mod entry;
pub mod explain;
#[allow(clippy::module_inception)] // The room's main value bears the room's name.
mod inventory;
mod keys;
mod line;
mod lines;
mod market;
mod name;
mod notice;
mod shared;
mod statement;
pub mod tally;
mod worked;

pub use assess::{Assessed, Assessor, Chart, Weighed};
pub use beside::CrossCheck;
pub use entry::{Entry, Partial};
pub use inventory::{Direct, Inventory, Keyed, Level, RowCounts, Settings};
pub use line::{Basis, Cited, ClosedLine, Input, InputKey, Line, LineId, Link};
pub use market::{Contract, MarketCell};
pub use name::Name;
pub use notice::{InPlace, Notice};
pub(crate) use shared::distinct;
pub use shared::{Inputs, Links};
pub use statement::{Statement, Totals};
pub use worked::{Filled, Worked};
