//! Ledgers of any length, summed exactly.
//!
//! In: the bytes of ledgers, a vocabulary, options. Out: a [`Tally`]: for each file, activity, unit, basis, place and year the number of
//! rows, their exact sum and the worst quality; every rejected row counted, the first ones with their messages.
//!
//! Rows are read once, in blocks; each thread sums into its own table, and tables are merged at the end. Sums are integers, so
//! neither the order of rows, nor how they are split, nor the number of threads can change a digit. Memory does not grow with
//! rows: it is bounded by the limits of the input policy. Only this module starts threads.
//!
//! | Column | Content | |
//! |---|---|---|
//! | `period` | `2024`, `2024-Q1`, `2024-03`, `2024-03-15`, `FY2024` or `2021-12-10/2022-01-06` | required |
//! | `activity` | a code of the catalogue | required |
//! | `amount` | a number | required |
//! | `unit` | a unit that fits the activity | required |
//! | `place` | a place of the city | optional |
//! | `id` | the row's own id, unique in all ledgers of a run; an empty cell is no id | optional |
//! | `quality` | H, M or L; an empty cell states none | optional |
//! | `basis` | `net` or `gross`, for energy of a fuel; an empty cell states none | optional |
//! | `corrects` | the id of the row that this row corrects, whose amount may then be below zero | optional |
//! | `asset`, `source`, `note` | anything | optional |
//!
//! A flow is added up over its year; a row that crosses years is shared among them by days. Of a stock (people, animals) the rows of
//! months or days are kept apart from those of a whole year, for the mean ([`Coverage`](crate::taxonomy::Coverage)).
//!
//! A row with any bad cell is refused whole, with one problem: the number of cells is looked at first, then activity, unit,
//! basis, amount, place, period, id, what it corrects, and quality, in this order whatever the order of the columns.
//!
//! ```
//! use citycarbon::Assessor;
//! use citycarbon::assess::LedgerVocabulary;
//! use citycarbon::ledger::{Ids, OnBad, Options, Tally};
//! let ledger = "period,activity,amount,unit\n\
//!               2022-01,residential.lpg,0.1,t\n\
//!               2022-02,residential.lpg,0.2,t\n\
//!               2022-03,residential.lpg,3 t,t\n";
//! let assessor = Assessor::shipped("TH-10".parse()?)?;
//! let words = LedgerVocabulary::new(&assessor);
//! let tally = Tally::read(ledger.as_bytes(), "gas.csv", &words, &Options::default(), &mut Ids::new())?;
//! assert_eq!(tally.leaves().map(|leaf| leaf.sum.to_string()).collect::<Vec<_>>(), ["0.3"]); // not 0.30000000000000004
//! assert_eq!((tally.accepted(), tally.rejected()), (2, 1));
//! assert!(tally.problems()[0].to_string().starts_with("gas.csv:4: amount: \"3 t\": "));
//! assert!(!tally.is_usable(OnBad::Refuse) && tally.is_usable(OnBad::Collect));
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod amount;
mod column_sums;
mod columns;
#[cfg(feature = "decimal")]
#[cfg(test)]
mod columns_tests;
#[cfg(feature = "decimal")]
mod decimals;
#[cfg(feature = "fast")]
mod fast;
mod finding;
mod groups;
mod header;
mod ids;
mod leaf;
mod listed_rows;
#[cfg(feature = "folder")]
mod months;
mod named_sums;
#[cfg(not(feature = "parallel"))]
mod one_thread;
mod options;
mod parallel;
pub mod plain_tables;
mod points;
mod policy;
mod powers;
mod reread;
mod row;
mod row_parts;
mod same_rows;
#[cfg(feature = "folder")]
mod second_reading;
mod sources;
mod sum_cells;
mod tally;
#[cfg(test)]
mod tests;
#[cfg(feature = "parallel")]
mod threads;
mod time_marks;
mod vocabulary;
mod worker;

pub use column_sums::{ColumnSums, Number};
pub use columns::{AmountColumn, Columns};
pub use finding::SeriesFinding;
pub use groups::{Group, GroupKey, Groups};
#[cfg(all(feature = "folder", feature = "xlsx-read"))]
pub(crate) use header::amount_columns;
pub use header::{OPTIONAL, REQUIRED};
pub use ids::Ids;
pub use leaf::Leaf;
pub use listed_rows::{ListedRow, ListedRows, MOST_LISTED};
pub use options::{OnBad, Options};
#[cfg(any(feature = "folder", feature = "xlsx-read"))]
pub(crate) use points::Points;
pub use policy::{FIXED, IdPolicy, InputPolicy};
pub use reread::{LeafRow, rows_of};
#[cfg(feature = "folder")]
pub(crate) use second_reading::SecondReading;
pub use sources::{LedgerSources, MOST_SOURCES, StatedSources};
pub use tally::{FileRows, Tally};
pub use vocabulary::{PeriodAssignment, UnknownTerm, Vocabulary};

#[cfg(not(feature = "parallel"))]
use one_thread::on_threads;
#[cfg(feature = "parallel")]
use threads::on_threads;
