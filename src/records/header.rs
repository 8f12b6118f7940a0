//! The columns of a file, by name.

use super::cursor::Record;
use super::{Delimiter, Limits};
use crate::error::{Error, LabelKey, Location, Message, Result, Text, count, did_you_mean};
use std::collections::{BTreeMap, BTreeSet};

checked! {
    /// The columns of a file: their names without the spaces around them, in the file's order.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Header {
        file: String,
        line: u64,
        names: Vec<String>,
        /// Whether other rows are above it, which are none of the table.
        #[serde(default, skip_serializing_if = "core::ops::Not::not")]
        below_others: bool,
    }
}

impl Header {
    /// No columns yet.
    pub(super) fn unread(file: &str) -> Self {
        Self { file: file.to_owned(), line: 1, names: Vec::new(), below_others: false }
    }

    /// The columns of a shipped table.
    pub(crate) fn of(file: &str, names: Vec<String>) -> Self {
        Self { file: file.to_owned(), line: 1, names, below_others: false }
    }

    /// The first record of a file.
    pub(super) fn read(file: &str, record: &Record<'_, '_>, delimiter: Delimiter, limits: &Limits) -> Result<Self> {
        let header = Self {
            file: file.to_owned(),
            line: record.line,
            names: (0..record.cells.min(limits.columns)).map(|cell| record.cell(cell).trim_matches(' ').to_owned()).collect(),
            below_others: false,
        };
        if record.cells > limits.columns {
            let (columns, limit) = (count(record.cells), count(limits.columns));
            return Err(header.problem(Message::TooManyColumns { columns, limit }));
        }
        if let [only] = header.names.as_slice()
            && let Some(error) = header.parted_otherwise(only, delimiter)
        {
            return Err(error);
        }
        header.check()?;
        Ok(header)
    }

    /// Refuses a name that two columns have.
    pub(super) fn check(&self) -> Result<()> {
        let mut seen = BTreeSet::new();
        match self.names.iter().find(|name| !name.is_empty() && !seen.insert(name.to_ascii_lowercase())) {
            Some(twice) => Err(self.problem(Message::ColumnTwice { value: twice.into() })),
            None => Ok(()),
        }
    }

    /// An error where a header cell shows that another delimiter is in use.
    fn parted_otherwise(&self, cell: &str, delimiter: Delimiter) -> Option<Error> {
        let seen_in_cell = |byte: u8| cell.bytes().filter(|letter| *letter == byte).count();
        let others = Delimiter::ALL.into_iter().filter(|other| *other != delimiter);
        let seen = others.max_by_key(|other| seen_in_cell(other.byte())).filter(|other| seen_in_cell(other.byte()) > 0);
        let (found, setting) = match seen {
            Some(seen) => (seen.into(), Some((&seen).into())),
            None if seen_in_cell(b'|') > 0 => (LabelKey::of("delimiter.vertical-bar"), None),
            None => return None,
        };
        Some(self.problem(Message::OtherDelimiter { value: cell.into(), found, wanted: delimiter.into(), setting }))
    }

    /// The file's name, as errors show it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The names.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many columns there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The name of a column.
    pub fn name(&self, column: usize) -> Option<&str> {
        self.names.get(column).map(String::as_str)
    }

    /// Where a column is; case does not matter.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| column.eq_ignore_ascii_case(name))
    }

    /// The line of a header below other rows, which are none of the table.
    pub(crate) fn line_below_others(&self) -> Option<u64> {
        self.below_others.then_some(self.line)
    }

    /// The same, below other rows.
    pub(super) fn below_others(self) -> Self {
        Self { below_others: true, ..self }
    }

    /// Whether it has every one of these columns.
    pub(super) fn has_all(&self, required: &[&str], aliases: &BTreeMap<String, String>) -> bool {
        let meant: Vec<&str> = self.names.iter().map(|name| meant(name, aliases)).collect();
        required.iter().all(|wanted| meant.iter().any(|name| name.eq_ignore_ascii_case(wanted)))
    }

    /// The same columns with other names, in lower case: `aliases` maps a name in the file to the name it represents.
    ///
    /// Two columns with the same name are an error.
    pub(crate) fn positions(&self, aliases: &BTreeMap<String, String>) -> Result<BTreeMap<String, usize>> {
        let mut positions = BTreeMap::new();
        for (column, name) in self.names.iter().enumerate() {
            let meant = meant(name, aliases).to_ascii_lowercase();
            if !meant.is_empty() && positions.insert(meant.clone(), column).is_some() {
                return Err(self.problem(Message::AliasTwice { value: name.into(), name: meant.into() }));
            }
        }
        Ok(positions)
    }

    /// An error unless every one of `required` is in `positions`; `delimiter` is the one in use.
    pub(crate) fn require(&self, required: &[&str], positions: &BTreeMap<String, usize>, delimiter: Delimiter) -> Result<()> {
        let missing: Vec<&str> =
            required.iter().copied().filter(|name| !positions.contains_key(&name.to_ascii_lowercase())).collect();
        let Some(first) = missing.first() else { return Ok(()) };
        let odd = self.names.iter().find_map(|name| self.parted_otherwise(name, delimiter));
        if let Some(error) = odd {
            return Err(error);
        }
        let nearest = did_you_mean(first, self.names.iter().map(String::as_str)).map(Text::from);
        let columns = missing.iter().map(|name| (*name).into()).collect();
        let required = required.iter().map(|name| (*name).into()).collect();
        Err(self.problem(Message::MissingColumns { columns, nearest, required }))
    }

    /// An error of the header.
    pub(crate) fn problem(&self, message: Message) -> Error {
        Error::File { at: Location::file(self.file.as_str()).with_line(self.line), problem: message.into() }
    }

    /// A place in the file: a line and a column.
    pub(crate) fn location(&self, line: u64, column: usize) -> Location {
        let at = Location::file(self.file.as_str()).with_line(line);
        match self.name(column) {
            Some(name) => at.with_column(name),
            None => at,
        }
    }

    /// The error of a row of so many cells, more or fewer than there are columns.
    pub(super) fn wrong_row(&self, line: u64, found: usize) -> Error {
        let at = Location::file(self.file.as_str()).with_line(line);
        Error::Cell { at, problem: self.wrong_cells(found).into() }
    }

    /// What is wrong with a row of so many cells.
    pub(crate) fn wrong_cells(&self, found: usize) -> Message {
        let (found, columns) = (count(found), count(self.len()));
        if found > columns { Message::TooManyCells { found, columns } } else { Message::TooFewCells { found, columns } }
    }
}

/// What the name of a column means.
pub(crate) fn meant<'a>(name: &'a str, aliases: &'a BTreeMap<String, String>) -> &'a str {
    let alias = || aliases.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name)).map(|(_, meant)| meant);
    aliases.get(name).or_else(alias).map_or(name, String::as_str)
}
