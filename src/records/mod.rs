//! CSV records with places: every cell has its line and column, and nothing is guessed.
//!
//! In: bytes of any kind, as a stream. Out: records with the physical line each starts on, or the first reason why the
//! file cannot be read as CSV.
//!
//! | Input | Handling |
//! |---|---|
//! | UTF-8, with or without a byte-order mark at its start | read |
//! | UTF-16 with a byte-order mark; any other encoding that is stated | read, with the feature `encodings` |
//! | Windows-874, `Shift_JIS`, EUC-JP, EUC-KR, Latin-1, NUL bytes | refused, with the likely encodings, line and column |
//! | a cell that starts with a quote | ends with the next single quote; a delimiter or line end must follow; `""` is a quote |
//! | a quote elsewhere, text after a closing quote, a quote never closed | refused, at the line where the cell opened |
//! | line ends | LF or CR LF; a single CR outside quotes is refused |
//! | a blank line | not a row; a line of spaces is a row |
//! | a first line `sep=;` | states the delimiter |
//! | header | the first row that has all columns that must be there, among the first 20; else the first row |
//! | columns | found by name; case and spaces around names do not matter; a duplicate name refused |
//! | a record, field or header past its limit | refused, naming the limit |
//! | more or fewer cells than the header | a problem of that row only |
//!
//! The rules are those of RFC 4180, read strictly. Memory is bounded by the limits, whatever the length of the file.
//!
//! ```
//! use citycarbon::records::Rows;
//! let table = "place,people\n\"Old town\",1200\nHarbour,\n";
//! let rows = Rows::read(table.as_bytes(), "places.csv")?;
//! rows.expect(&["place", "people"], &[])?;
//! let people: Vec<_> = rows.iter().map(|row| row.require("people").map_err(|error| error.to_string())).collect();
//! assert_eq!(people[0].as_deref(), Ok("1200"));
//! assert_eq!(people[1], Err("places.csv:3: people: the cell is empty; enter a value".to_owned()));
//! # Ok::<(), citycarbon::Error>(())
//! ```

mod block;
mod blocks;
mod charset;
mod csv_writer;
mod cursor;
#[cfg(feature = "encodings")]
mod decode;
mod dialect;
mod encoding;
mod fault;
mod hash;
mod header;
#[cfg(feature = "fast")]
mod index;
mod invalid;
mod lazy_table;
mod line;
mod placed;
mod rows;
mod split;
#[cfg(test)]
mod tests;
#[cfg(not(feature = "encodings"))]
mod undecoded;
#[cfg(feature = "fast")]
mod walk;

pub(crate) use block::{BLOCK, Block};
pub(crate) use blocks::BlockReader;
#[cfg(feature = "folder")]
pub(crate) use blocks::decoded;
pub use charset::Encoding;
pub(crate) use csv_writer::CsvWriter;
pub(crate) use cursor::{Cursor, Record};
pub(crate) use dialect::TableFormat;
pub use dialect::{Delimiter, Limits};
pub(crate) use fault::Fault;
pub(crate) use hash::{hexadecimal, sha256};
pub use header::Header;
pub(crate) use header::meant;
#[cfg(feature = "fast")]
pub(crate) use index::Index;
pub(crate) use invalid::InvalidCell;
pub(crate) use lazy_table::{BundledFile, BundledRow, LazyTable, bundled_column, bundled_rows};
pub use placed::Placed;
pub use rows::{Row, Rows};
pub(crate) use split::Rules;
#[cfg(feature = "fast")]
pub(crate) use walk::{Cut, Walk};

#[cfg(feature = "encodings")]
use decode::Decoded;
#[cfg(not(feature = "encodings"))]
use undecoded::AsItIs as Decoded;
