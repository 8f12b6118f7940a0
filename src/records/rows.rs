//! A small table held whole: every CSV file of a city but the ledger.

use super::blocks::BlockReader;
use super::cursor::{Cursor, Record};
use super::{Delimiter, Header, Limits, TableFormat};
use crate::error::{Error, Location, Message, Result, Text, count, did_you_mean};
use std::collections::BTreeMap;
use std::io::Read;

checked! {
    /// A table held whole, its rows in the file's order.
    ///
    /// ```
    /// use citycarbon::records::Rows;
    /// let rows = Rows::read("ref,amount\nI.1.1,\"1,5\"\n\nI.1.2,\n".as_bytes(), "direct.csv")?;
    /// let second = rows.iter().nth(1).unwrap();
    /// assert_eq!((second.line(), second.cell("amount"), second.cell("gas")), (4, Some(""), None));
    /// assert_eq!(second.require("amount").unwrap_err().to_string(), "direct.csv:4: amount: the cell is empty; enter a value");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Rows {
        header: Header,
        rows: Vec<(u64, Vec<String>)>,
    }
}

impl Rows {
    /// Reads a table by the default rules; `file` is the name that errors show.
    pub fn read(reader: impl Read, file: &str) -> Result<Self> {
        Self::read_with(reader, file, Delimiter::default(), Limits::default())
    }

    /// Reads a table; the first row with the wrong number of cells is an error.
    pub fn read_with(reader: impl Read, file: &str, delimiter: Delimiter, limits: Limits) -> Result<Self> {
        Self::read_as(reader, file, &TableFormat::plain(delimiter, limits))
    }

    /// The same in any format.
    pub(crate) fn read_as(reader: impl Read, file: &str, format: &TableFormat<'_>) -> Result<Self> {
        let mut rows = Vec::new();
        let header = each_record(
            reader,
            file,
            format,
            |_| Ok(()),
            |_, record| {
                rows.push((record.line, (0..record.cells).map(|cell| record.cell(cell).into_owned()).collect()));
                Ok(())
            },
        )?;
        Ok(Self { header, rows })
    }

    /// Hands over the rows of a table with the `required` columns, one after another, and holds none of them.
    pub(crate) fn each(
        reader: impl Read,
        file: &str,
        required: &[&str],
        mut take: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        let delimiter = Delimiter::default();
        let known = |header: &Header| header.require(required, &header.positions(&BTreeMap::new())?, delimiter);
        let mut cells: Vec<String> = Vec::new();
        each_record(reader, file, &TableFormat::plain(delimiter, Limits::default()), known, |header, record| {
            cells.resize_with(record.cells, String::new);
            for (number, cell) in cells.iter_mut().enumerate() {
                cell.clear();
                cell.push_str(&record.cell(number));
            }
            take(&Row { header, line: record.line, cells: &cells })
        })?;
        Ok(())
    }

    /// Refuses a row with more or fewer cells than the header.
    fn check(&self) -> Result<()> {
        let wrong = self.rows.iter().find(|(_, cells)| cells.len() != self.header.len());
        wrong.map_or(Ok(()), |(line, cells)| Err(self.header.wrong_row(*line, cells.len())))
    }

    /// The columns.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Whether there is a column of this name.
    pub fn has(&self, column: &str) -> bool {
        self.header.find(column).is_some()
    }

    /// An error unless every required column is there; gives the columns that are neither required nor optional, for a notice.
    pub fn expect(&self, required: &[&str], optional: &[&str]) -> Result<Vec<&str>> {
        let none = BTreeMap::new();
        let positions = self.header.positions(&none)?;
        self.header.require(required, &positions, Delimiter::default())?;
        let names = self.header.names().iter().map(String::as_str);
        let known = |name: &str| required.iter().chain(optional).any(|known| known.eq_ignore_ascii_case(name));
        Ok(names.filter(|name| !name.is_empty() && !known(name)).collect())
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows.
    pub fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { header: &self.header, line: *line, cells })
    }
}

/// Reads a table record by record, and gives its header; the first with the wrong number of cells is an error.
fn each_record(
    reader: impl Read,
    file: &str,
    format: &TableFormat<'_>,
    known: impl FnOnce(&Header) -> Result<()>,
    mut take: impl FnMut(&Header, &Record<'_, '_>) -> Result<()>,
) -> Result<Header> {
    let limits = format.limits;
    let mut table = BlockReader::open(reader, file, format)?;
    let header = table.header().clone();
    known(&header)?;
    let (mut rows, mut spare) = (0_usize, Vec::new());
    while let Some(block) = table.next(spare)? {
        let mut cursor = Cursor::new(&block, table.rules());
        while let Some(record) = cursor.next() {
            let record = record.map_err(|fault| fault.error(file, Some(&header), &limits))?;
            if record.is_empty() {
                continue;
            }
            if record.cells != header.len() {
                return Err(header.wrong_row(record.line, record.cells));
            }
            if rows >= limits.keys {
                let problem = Message::TooManyRows { limit: count(limits.keys) }.into();
                return Err(Error::File { at: Location::file(file).with_line(record.line), problem });
            }
            rows = rows.saturating_add(1);
            take(&header, &record)?;
        }
        spare = block.bytes;
    }
    Ok(header)
}

/// A row of a table.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    header: &'a Header,
    line: u64,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The cells of a line below a header.
    pub(crate) fn of(header: &'a Header, line: u64, cells: &'a [String]) -> Self {
        Self { header, line, cells }
    }

    /// The file's name, as errors show it.
    pub(crate) fn file(&self) -> &'a str {
        self.header.file()
    }

    /// The physical line it starts on.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Every cell with the name of its column, as the header spells it.
    pub(crate) fn cells(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.header.names().iter().map(String::as_str).zip(self.cells.iter().map(String::as_str))
    }

    /// A cell; none where the column is absent.
    pub fn cell(&self, column: &str) -> Option<&'a str> {
        self.cells.get(self.header.find(column)?).map(String::as_str)
    }

    /// A cell that must hold something.
    pub fn require(&self, column: &str) -> Result<&'a str> {
        match self.cell(column) {
            Some(cell) if cell.trim().is_empty() => {
                Err(Error::Cell { at: self.location(column), problem: Message::EmptyCell.into() })
            }
            Some(cell) => Ok(cell),
            None => {
                let nearest = did_you_mean(column, self.header.names().iter().map(String::as_str)).map(Text::from);
                Err(self.header.problem(Message::MissingColumns {
                    columns: vec![column.into()],
                    nearest,
                    required: vec![column.into()],
                }))
            }
        }
    }

    /// The place of a cell: file, line, column, and the row's id where it has one.
    pub fn location(&self, column: &str) -> Location {
        let at = Location::file(self.header.file()).with_line(self.line).with_column(column);
        match self.cell("id") {
            Some(id) if !id.is_empty() => at.with_id(id),
            _ => at,
        }
    }
}
