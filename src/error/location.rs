//! The place of a problem.

use super::problem::clipped;
use core::fmt;
use core::num::NonZeroU64;
use serde::{Deserialize, Serialize};

/// A place in a file: file, physical line, column as written there, and the row's own id.
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

    /// The same place, in the row with this id.
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

    /// The column, as written in the file.
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
        f.write_str(&shortened(&self.file))?;
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

/// The most bytes of a path, unless the file name itself is longer.
const PATH: usize = 60;

/// A path with its file name whole: what is too long is left out between its folders.
fn shortened(path: &str) -> String {
    let whole = clipped(path, PATH, PATH);
    match path.rsplit_once(['/', '\\']) {
        Some((folder, name)) if whole.ends_with('…') => {
            let name = clipped(name, 120, 160);
            let room = PATH.saturating_sub(name.len()).saturating_sub(1);
            format!("{}/{name}", clipped(folder, room, room))
        }
        None if whole.ends_with('…') => clipped(path, 120, 160),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::Location;

    #[test]
    fn a_long_path_keeps_its_file_name() {
        let short = "bangkok/ledger/2024/electricity.csv";
        assert_eq!(Location::file(short).to_string(), short);
        let folders = "a".repeat(80);
        let long = Location::file(format!("/home/{folders}/worksheets/landfill-of-the-city.toml")).with_line(3).to_string();
        assert_eq!(long, format!("/home/{}…/landfill-of-the-city.toml:3", "a".repeat(25)));
        let name = format!("{}.csv", "b".repeat(90));
        assert_eq!(Location::file(format!("x/{name}")).to_string(), format!("…/{name}"));
        assert_eq!(Location::file(&name).to_string(), name);
        assert!(Location::file("c".repeat(500)).to_string().len() <= 160);
    }
}
