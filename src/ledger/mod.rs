//! Ledgers of any length, summed exactly.
//!
//! In: the bytes of ledgers, a vocabulary, options. Out: a [`Tally`]: for each file, activity, unit, place and year the number of
//! rows, their exact sum and the worst quality; every rejected row counted, the first ones with their messages.
//!
//! Rows are read once, in blocks; each thread sums into its own table, and tables are merged at the end. Sums are integers, so
//! neither the order of rows, nor how they are split, nor the number of threads can change a digit. Memory does not grow with
//! rows: it is bounded by the limits of the input policy. Only this module starts threads.
//!
//! | Column | Content | |
//! |---|---|---|
//! | `period` | `2024`, `2024-03`, `2024-03-15` or `FY2024` | required |
//! | `activity` | a code of the catalogue | required |
//! | `amount` | a number | required |
//! | `unit` | a unit that fits the activity | required |
//! | `place` | a place of the city | optional |
//! | `id` | the row's own id, unique in all ledgers of a run; an empty cell is no id | optional |
//! | `quality` | H, M or L; an empty cell states none | optional |
//! | `asset`, `source`, `note` | anything | optional |
//!
//! A row with any bad cell is refused whole, with one problem: the number of cells is looked at first, then activity, unit,
//! amount, place, period, id and quality, in this order whatever the order of the columns.

mod amount;
mod columns;
#[cfg(test)]
mod columns_tests;
mod fast;
mod groups;
mod header;
mod ids;
mod leaf;
mod named_sums;
mod options;
mod parallel;
pub mod plain_tables;
mod policy;
mod powers;
mod reread;
mod row;
mod sum_cells;
mod tally;
#[cfg(test)]
mod tests;
mod vocabulary;
mod worker;

pub use columns::{AmountColumn, ColumnSums, Columns, Number};
pub use groups::{Group, GroupKey, Groups};
pub use header::{OPTIONAL, REQUIRED};
pub use ids::Ids;
pub use leaf::Leaf;
pub use options::{OnBad, Options};
pub use policy::{IdPolicy, InputPolicy};
pub use reread::{LeafRow, rows_of};
pub use tally::{FileRows, Tally};
pub use vocabulary::{PeriodAssignment, UnknownTerm, Vocabulary};
