//! A filled-in input workbook from its bytes: what is known of the city, activity data, emissions and keys.

use super::reader::{SheetCells, Workbook};
use crate::error::{Error, Location, Result, Text, WorkbookFault};
use crate::records::{CsvWriter, Placed};
use std::collections::BTreeMap;

/// What a sheet is known by: the columns that only it has.
const LEDGER: [&str; 4] = ["period", "activity", "amount", "unit"];
const DIRECT: [&str; 3] = ["ref", "year", "key"];
const CITY: [&str; 2] = ["setting", "value"];

/// Rows in which a header is looked for: it is below a title and the headings in the language of the reader.
const HEADERS: u32 = 10;

/// A filled-in input workbook: the tables of a city folder.
///
/// Sheets are known by their columns, so that they may be renamed and others may be added. The cells of a table are those below its
/// header, as wide as the header; rows in which nothing is filled in are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct InputBook {
    /// What is stated of the city, by key, each with its place.
    pub city: BTreeMap<String, Placed<String>>,
    /// The text of `ledger.csv`.
    pub ledger: Vec<u8>,
    /// The text of `direct.csv`.
    pub direct: Vec<u8>,
    /// Where the lines of `ledger.csv` are in the workbook.
    pub ledger_rows: SheetRows,
    /// The same of `direct.csv`.
    pub direct_rows: SheetRows,
}

/// The rows of a sheet that the lines of a table were made from: empty rows are left out of the table, so the two differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRows {
    /// The sheet, with its file.
    sheet: String,
    /// The row of each line, both counted from 1; the first is the header.
    rows: Vec<u64>,
}

impl SheetRows {
    /// The place in the workbook of a place in the table; none for a line that the table does not have.
    pub fn place(&self, at: &Location) -> Option<Location> {
        let row = match at.line_number() {
            None => None,
            Some(line) => Some(*self.rows.get(usize::try_from(line.checked_sub(1)?).ok()?)?),
        };
        let place = row.into_iter().fold(Location::file(self.sheet.as_str()), Location::with_line);
        let place = at.column_name().into_iter().fold(place, Location::with_column);
        Some(at.row_id().into_iter().fold(place, Location::with_id))
    }
}

impl InputBook {
    /// The input workbook that these bytes are, of at most `limit` bytes, unpacked too. `name` is what errors call the file.
    ///
    /// # Errors
    /// Bytes that are no workbook, or unpack to more than the limit; a table that is missing or there twice.
    pub fn read(name: &str, bytes: Vec<u8>, limit: usize) -> Result<Self> {
        let mut book = Workbook::read(name, bytes, limit)?;
        let mut sheets = Vec::new();
        for sheet in book.sheets() {
            sheets.push(book.cells(&sheet)?);
        }
        let city = table(name, &sheets, &CITY)?;
        let mut keys = BTreeMap::new();
        for row in city.rows() {
            let [key, value] = [city.cell(row, "setting"), city.cell(row, "value")];
            if !key.is_empty() && !value.is_empty() {
                let at = Location::file(city.sheet.name.as_str()).with_line(u64::from(row).saturating_add(1)).with_column("value");
                keys.insert(key.to_owned(), Placed::at(value.to_owned(), at));
            }
        }
        let (ledger, direct) = (table(name, &sheets, &LEDGER)?, table(name, &sheets, &DIRECT)?);
        Ok(Self {
            city: keys,
            ledger: ledger.csv(),
            direct: direct.csv(),
            ledger_rows: ledger.sheet_rows(),
            direct_rows: direct.sheet_rows(),
        })
    }
}

/// A table in a sheet.
struct SheetTable<'s> {
    sheet: &'s SheetCells,
    /// The row of its header.
    header: u32,
    /// The names of its columns, each with its place.
    columns: Vec<(u32, &'s str)>,
}

/// The one sheet with these columns.
fn table<'s>(file: &str, sheets: &'s [SheetCells], known: &[&str]) -> Result<SheetTable<'s>> {
    let mut found = sheets.iter().filter_map(|sheet| SheetTable::of(sheet, known));
    let text = |name: &str| Text::from(name);
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(one),
        (Some(one), Some(two)) => {
            let other = text(&one.sheet.name);
            Err(Error::File {
                at: Location::file(two.sheet.name.as_str()),
                problem: WorkbookFault::SheetTwice { other }.alone().into(),
            })
        }
        (None, _) => {
            let columns = known.iter().map(|name| text(name)).collect();
            Err(Error::File { at: Location::file(file), problem: WorkbookFault::NoSheetWith { columns }.alone().into() })
        }
    }
}

impl<'s> SheetTable<'s> {
    fn of(sheet: &'s SheetCells, known: &[&str]) -> Option<Self> {
        (0..HEADERS).find_map(|header| {
            let cells = sheet.cells.range((header, 0)..(header.saturating_add(1), 0));
            let columns: Vec<(u32, &str)> = cells.map(|((_, column), name)| (*column, name.trim())).collect();
            let has = |wanted: &&str| columns.iter().any(|(_, name)| name == wanted);
            known.iter().all(has).then_some(Self { sheet, header, columns })
        })
    }

    /// The rows below the header in which something is filled in.
    fn rows(&self) -> Vec<u32> {
        let below = self.sheet.cells.range((self.header.saturating_add(1), 0)..);
        let in_table = below.filter(|((_, column), _)| self.columns.iter().any(|(place, _)| place == column));
        let mut rows: Vec<u32> = in_table.map(|((row, _), _)| *row).collect();
        rows.dedup();
        rows
    }

    /// The row of each line of its text.
    fn sheet_rows(&self) -> SheetRows {
        let rows = [self.header].into_iter().chain(self.rows());
        SheetRows { sheet: self.sheet.name.clone(), rows: rows.map(|row| u64::from(row).saturating_add(1)).collect() }
    }

    fn cell(&self, row: u32, column: &str) -> &'s str {
        let place = self.columns.iter().find(|(_, name)| *name == column);
        place.and_then(|(place, _)| self.sheet.cells.get(&(row, *place))).map_or("", |cell| cell.trim())
    }

    fn csv(&self) -> Vec<u8> {
        let mut csv = CsvWriter::default();
        csv.row(self.columns.iter().map(|(_, name)| *name));
        for row in self.rows() {
            let cells = self.columns.iter().map(|(place, _)| self.sheet.cells.get(&(row, *place)).map_or("", String::as_str));
            let cells: Vec<String> = cells.map(|cell| cell.replace(['\n', '\r'], " ").trim().to_owned()).collect();
            csv.row(cells.iter().map(String::as_str));
        }
        csv.out
    }
}
