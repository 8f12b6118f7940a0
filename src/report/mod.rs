//! Tables for people, files for programs.
//!
//! In: the [`Statement`](crate::inventory::Statement) of each year. Out: text and bytes; nothing here opens a file.
//!
//! | Function | Gives |
//! |---|---|
//! | [`text`] | the report of a city in English or Thai |
//! | [`json`] | `inventory.json`; [`Report`] reads it back |
//! | [`files`] | `inventory.json` and the three files whose hashes it holds, each made once |
//! | [`inventory_csv`] | a row for each line of the books |
//! | [`factors_used_csv`] | a row for each factor and parameter used |
//! | [`trace_jsonl`] | the tree behind each line |
//! | [`measure_text`], [`measure_json`] | what a measure does, year by year |
//!
//! Figures are rounded in [`Table::rounded`] and nowhere else; JSON and CSV hold them whole. Text cells that a spreadsheet
//! would run are [`neutralised`].

mod csv;
pub mod gpc;
pub mod groups;
mod json;
mod labels;
mod measure;
mod pieces;
mod table;
mod text;
mod trace;

pub use self::csv::{factors_used_csv, inventory_csv, neutralised};
pub use json::{
    AmountsReport, CellQuality, CrossCheckReport, EntryReport, FactorsReport, FilledReport, Intensity, MarketReport, PartialReport,
    Report, RowsReport, SectorReport, SourceReport, TableVersion, TotalsReport, YearReport, files, json,
};
pub use labels::Label;
pub use measure::{MeasureReport, MeasureYear, SavedReport, ServedReport, measure_json, measure_text, measures_text};
pub use table::{Rank, Table, TableCell, TableRow, apportioned};
pub use text::text;
pub use trace::trace_jsonl;
