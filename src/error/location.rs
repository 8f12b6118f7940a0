//! Where a problem stands.

use super::problem::clipped;
use core::fmt;
use core::num::NonZeroU64;
use serde::{Deserialize, Serialize};

/// A place in a file: file, physical line, column as spelled there, and the row's own id.
///
/// Prints as `trucks.csv:17: diesel`, each part only if it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Location {
    // Boxed text and a line that is never zero keep an error small.
    file: Box<str>,
    line: Option<NonZeroU64>,
    column: Option<Box<str>>,
    id: Option<Box<str>>,
}

impl Location {
    /// A file as a whole.
    pub fn file(name: impl Into<String>) -> Self {
        Self { file: name.into().into(), ..Self::default() }
    }

    /// The same place, at a physical line (the first is 1).
    #[must_use]
    pub fn with_line(mut self, line: u64) -> Self {
        self.line = NonZeroU64::new(line);
        self
    }

    /// The same place, in a column.
    #[must_use]
    pub fn with_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into().into());
        self
    }

    /// The same place, in the row that bears this id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into().into());
        self
    }

    /// The file's name.
    pub fn file_name(&self) -> &str {
        &self.file
    }

    /// The physical line.
    pub fn line_number(&self) -> Option<u64> {
        self.line.map(NonZeroU64::get)
    }

    /// The column, as spelled in the file.
    pub fn column_name(&self) -> Option<&str> {
        self.column.as_deref()
    }

    /// The row's id.
    pub fn row_id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&clipped(&self.file, 60, 60))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ": {}", clipped(column, 40, 48))?;
        }
        if let Some(id) = &self.id {
            write!(f, " (id {})", clipped(id, 28, 28))?;
        }
        Ok(())
    }
}
