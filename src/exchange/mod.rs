//! Tables of other systems and of workbooks, from bytes and to bytes: no files.
//!
//! In: the statements of a city, the bytes of a workbook (.xlsx), or what its sheets are to hold. Out: the bytes that another system
//! reads, or the text of the sheets.
//!
//! Workbooks are read and written by this module and not by a crate for it: a figure is written with all its digits and passes through
//! no floating-point number, no clock is read, so that the same content gives the same bytes, and a text is a text whatever it
//! contains.
//!
//! ```
//! # #[cfg(all(feature = "xlsx", feature = "xlsx-read"))] {
//! use citycarbon::exchange::{BookContent, CellContent, SheetContent, Workbook, workbook_bytes};
//! use citycarbon::ledger::InputPolicy;
//! use std::io::Read;
//! let mut sheet = SheetContent::new("Fuel");
//! sheet.rows.push(vec![CellContent::Heading("what".into()), CellContent::Heading("t".into())]);
//! sheet.rows.push(vec![CellContent::Text("=1+1".into()), CellContent::Number("12.5".parse()?)]);
//! let bytes = workbook_bytes(&BookContent::new("Fuel", vec![sheet]))?;
//! let mut text = String::new();
//! Workbook::read("fuel.xlsx", bytes, 1_000_000)?.text("Fuel", &InputPolicy::default())?.read_to_string(&mut text).unwrap();
//! assert_eq!(text, "what,t\n=1+1,12.5\n");
//! # }
//! # Ok::<(), citycarbon::Error>(())
//! ```

#[cfg(feature = "xlsx")]
mod content;
mod ecrf;
#[cfg(feature = "xlsx-read")]
mod input_book;
mod primap2;
#[cfg(feature = "xlsx-read")]
mod reader;
#[cfg(feature = "xlsx")]
mod writer;

#[cfg(feature = "xlsx")]
pub use content::{
    BookContent, CellContent, ColumnContent, ColumnStyle, EntryRule, RuleKind, SheetContent, cell_name, in_sheet, sheet_name,
};
pub use ecrf::{Ecrf, EcrfCell, EcrfColumn, EcrfFixedRow, EcrfSummaryKind, EcrfSummaryLine, ecrf_columns, ecrf_rows, ecrf_summary};
#[cfg(feature = "xlsx-read")]
pub use input_book::{InputBook, SheetRows};
pub use primap2::{Primap2, primap2};
#[cfg(all(feature = "folder", feature = "xlsx-read"))]
pub(crate) use reader::SheetCsv;
#[cfg(feature = "xlsx-read")]
pub use reader::{SheetCells, Workbook};
#[cfg(feature = "xlsx")]
pub use writer::workbook_bytes;
