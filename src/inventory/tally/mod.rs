//! Ledgers of any length, summed exactly.
//!
//! In: the bytes of ledgers, a vocabulary, options. Out: a [`Tally`]: for each file, activity, unit, place and year the number of
//! rows, their exact sum and the worst quality; every bad row counted, the first ones in words.
//!
//! Rows are read once, in blocks; each thread sums into its own table, and tables are merged at the end. Sums are integers, so
//! neither the order of rows, nor how they are split, nor the number of threads can change a digit. Memory does not grow with
//! rows: it is bounded by the limits of the input policy. Threads live in this room alone.

mod again;
mod book;
mod cells;
mod columns;
#[cfg(test)]
mod columns_tests;
mod groups;
mod ids;
mod options;
mod part;
mod run;
mod sum;
mod swift;
mod table;
#[cfg(test)]
mod tests;

pub use again::{LeafRow, rows_of};
pub use columns::{Amounts, Columns, Number, Sums};
pub use groups::{Group, GroupKey, Groups};
pub use ids::Ids;
pub use options::{OnBad, Options};
pub(crate) use table::LeafView;
pub use table::{FileRows, Leaf, Tally};
