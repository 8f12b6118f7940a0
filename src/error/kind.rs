//! The stable kinds of problems.

use super::phrase::{Blank, Fill, sealed::SealedBlank};
use core::fmt;
use serde::{Deserialize, Serialize};

/// The stable kind of a problem: programs may match on it, its name never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file is not there, or cannot be read or written.
    Io,
    /// Bytes that are not UTF-8.
    Encoding,
    /// Cells are separated by something other than the delimiter.
    Delimiter,
    /// A quote that is not closed, or text next to a quoted cell.
    Quote,
    /// The header is missing, double, or lacks a column.
    Header,
    /// A record, field, column or key past its limit.
    Limit,
    /// A row has more or fewer cells than the header.
    Cells,
    /// A cell that must not be empty.
    Empty,
    /// A cell that must be empty, or contradicts another.
    Conflict,
    /// Not a number as the input policy writes it.
    Number,
    /// A negative amount where none is allowed.
    Negative,
    /// More than 28 digits.
    Digits,
    /// Not a year, month, day or fiscal year.
    Period,
    /// A year that looks like one of the Buddhist Era.
    Era,
    /// A fiscal year among calendar years, or without a calendar.
    Fiscal,
    /// An activity code that is not in the catalogue.
    Activity,
    /// A unit that is not in the table.
    Unit,
    /// A unit of another dimension.
    Dimension,
    /// A place that is not known.
    Place,
    /// The same id twice, or a malformed id.
    Id,
    /// No factor for the row.
    Factor,
    /// A GPC reference that does not exist.
    Reference,
    /// A notation key that does not exist, or is used against its rules.
    NotationKey,
    /// A gas that is not known.
    Gas,
    /// A GWP set that is not known, or does not weigh the gas.
    Gwp,
    /// A basis of energy other than net and gross, or where there is none.
    Basis,
    /// A data-quality grade other than H, M, L.
    Quality,
    /// A setting that does not exist, or has a value it cannot take.
    Setting,
    /// The same thing twice.
    Double,
    /// Losses added to a factor that holds them.
    Losses,
    /// A target, a scenario, a cost, a check of progress or a credit that contradicts itself.
    Plan,
    /// An exact figure that needs more digits than are held.
    TooLarge,
    /// A division by zero.
    DivisionByZero,
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut name = String::new();
        for letter in format!("{self:?}").chars() {
            if letter.is_ascii_uppercase() && !name.is_empty() {
                name.push('-');
            }
            name.push(letter.to_ascii_lowercase());
        }
        f.pad(&name)
    }
}

/// A kind as a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnKind(pub ErrorKind);

impl SealedBlank for OwnKind {}

impl Blank for OwnKind {
    fn fill(&self) -> Fill<'_> {
        Fill::Nothing
    }
}
