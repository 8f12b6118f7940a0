//! What is wrong with a value that could be a row of a table.

use super::Row;
use crate::error::{Error, Location, Message, Problem, Subject};

/// What is wrong with one cell of a value, which a row of a table, a program or a stored file may have given.
pub(crate) struct InvalidCell {
    column: &'static str,
    problem: Problem,
}

impl InvalidCell {
    pub(crate) fn new(column: &'static str, message: Message) -> Self {
        Self::of_problem(column, message.into())
    }

    pub(crate) fn of_problem(column: &'static str, problem: Problem) -> Self {
        Self { column, problem }
    }

    /// The first of these columns without text.
    pub(crate) fn empty<const N: usize>(cells: [(&'static str, &str); N]) -> Result<(), Self> {
        let empty = cells.into_iter().find(|(_, text)| text.is_empty());
        empty.map_or(Ok(()), |(column, _)| Err(Self::new(column, Message::EmptyCell)))
    }

    /// At the cell of a row, the value as it is written there.
    pub(crate) fn at_row(self, row: &Row<'_>) -> Error {
        let problem = self.problem.with_value(row.cell(self.column).unwrap_or_default());
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
