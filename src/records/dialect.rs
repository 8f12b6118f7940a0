//! What parts the cells, where the header is, and how much is read before a file is refused.

use super::Encoding;
use crate::error::LabelKey;
use core::fmt;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What parts the cells of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// The byte that is between two cells.
    pub fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

impl Delimiter {
    /// What a first line `sep=;` says, which Excel writes and reads.
    pub(super) fn stated_by(line: &str) -> Option<Self> {
        let mark = line.trim_matches('"').strip_prefix("sep=")?;
        Self::ALL.into_iter().find(|delimiter| mark.bytes().eq([delimiter.byte()]))
    }
}

impl From<Delimiter> for LabelKey {
    fn from(delimiter: Delimiter) -> Self {
        format!("delimiter.{delimiter}").into()
    }
}

impl fmt::Display for Delimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Comma => "comma",
            Self::Semicolon => "semicolon",
            Self::Tab => "tab",
        })
    }
}

/// How a table is read, from its bytes to its header.
#[derive(Clone, Debug, Default)]
pub(crate) struct TableFormat<'a> {
    pub(crate) delimiter: Delimiter,
    pub(crate) limits: Limits,
    pub(crate) encoding: Encoding,
    /// The header is the first row that has all of these, among the first ones; the first row where none has.
    pub(crate) required: Vec<&'a str>,
    /// Names of columns, and what each means.
    pub(crate) aliases: BTreeMap<String, String>,
}

impl TableFormat<'_> {
    /// By the default rules, with a delimiter and limits.
    pub(super) fn plain(delimiter: Delimiter, limits: Limits) -> Self {
        Self { delimiter, limits, ..Self::default() }
    }
}

/// How much is read before a file is refused; each limit can be set. What is exactly at a limit is within it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of a record, without its line end.
    pub record: usize,
    /// Bytes of a cell, without its quotes.
    pub field: usize,
    /// Columns of a header.
    pub columns: usize,
    /// Problems that are kept; those beyond are counted.
    pub errors: usize,
    /// Distinct combinations of activity, unit, place and year, and rows of a table that is held whole.
    pub keys: usize,
    /// Row ids that are compared with one another.
    pub ids: usize,
    /// Bytes of a workbook when it is unpacked.
    pub workbook: usize,
}

with_members! {
    Limits {
        /// The same, with the bytes of a record.
        with_record(record: usize),
        /// The same, with the bytes of a cell.
        with_field(field: usize),
        /// The same, with the columns of a header.
        with_columns(columns: usize),
        /// The same, with the problems that are kept.
        with_errors(errors: usize),
        /// The same, with the sums and rows that are held.
        with_keys(keys: usize),
        /// The same, with the ids that are compared.
        with_ids(ids: usize),
        /// The same, with the bytes of a workbook when it is unpacked.
        with_workbook(workbook: usize),
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { record: 1 << 20, field: 1 << 16, columns: 1024, errors: 1000, keys: 1_000_000, ids: 1_000_000, workbook: 1 << 28 }
    }
}
