//! What is wrong with a value that could be a row of a table.

use super::Row;
use crate::error::{Error, Location, Message, Problem, Subject};

/// What is wrong with one cell of a value, which a row of a table, a program or a stored file may have given.
pub(crate) struct InvalidCell {
    column: &'static str,
    problem: Problem,
    /// Whether its value is the whole cell, which a table shows as it is written there.
    whole: bool,
}

impl InvalidCell {
    pub(crate) fn new(column: &'static str, problem: impl Into<Problem>) -> Self {
        Self { column, problem: problem.into(), whole: true }
    }

    /// Where the problem is of a part of the cell, or of what was computed from it.
    pub(crate) fn of_part(column: &'static str, problem: Problem) -> Self {
        Self { column, problem, whole: false }
    }

    /// The first of these columns without text.
    pub(crate) fn empty<const N: usize>(cells: [(&'static str, &str); N]) -> Result<(), Self> {
        let empty = cells.into_iter().find(|(_, text)| text.is_empty());
        empty.map_or(Ok(()), |(column, _)| Err(Self::new(column, Message::EmptyCell)))
    }

    /// At the cell of a row, the value as it is written there.
    pub(crate) fn at_row(self, row: &Row<'_>) -> Error {
        let cell = row.cell(self.column).unwrap_or_default();
        let problem = if self.whole { self.problem.with_value(cell) } else { self.problem };
        Error::Cell { at: row.location(self.column), problem }
    }

    /// At a row that a program gave.
    pub(crate) fn at(self, row: Location) -> Error {
        Error::Cell { at: row.with_column(self.column), problem: self.problem }
    }

    /// Of a value with an id, wherever it came from.
    pub(crate) fn of(self, id: &str) -> Error {
        let name = if id.is_empty() { self.column.to_owned() } else { format!("{id}: {}", self.column) };
        self.problem.of(Subject::Named(name.into())).into()
    }
}
