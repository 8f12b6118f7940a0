//! An eCRF from the bytes of its workbook.

use super::layout::{PROFILE, ecrf_columns, ecrf_summary};
use super::{Ecrf, EcrfCell};
use crate::error::{Error, Location, Problem, Result, Text, WorkbookFault, count};
use crate::exchange::reader::{SheetCells, Workbook};
use crate::quantity::NumberFormat;
use crate::taxonomy::{Category, KeyCell};

/// The rows of the sheet `eCRF_2` above its list.
const ABOVE: u32 = 3;

/// How many missing columns an error names.
const NAMED: usize = 2;

impl Ecrf {
    /// The eCRF that these bytes are, of at most `limit` bytes, unpacked too. `name` is what errors call the file.
    ///
    /// Columns of `eCRF_3` are found by their names, in any order; rows without a reference, a sector and a key are left out. Words in a
    /// column of numbers, an unknown reference and an unknown key are refused.
    pub fn read(name: &str, bytes: Vec<u8>, limit: usize) -> Result<Self> {
        let mut book = Workbook::read(name, bytes, limit)?;
        let first = sheet(&mut book, name, "eCRF_1")?;
        let mut profile = Vec::new();
        for (row, (label, is_number)) in (0..).zip(PROFILE) {
            profile.push(cell(&first, (row, 2), (label, is_number))?);
        }
        let second = sheet(&mut book, name, "eCRF_2")?;
        let mut summary = Vec::new();
        for (row, line) in (ABOVE..).zip(ecrf_summary()) {
            let found = words(&second, (row, 0));
            if found != line.label {
                let fault = WorkbookFault::OtherRow { label: line.label.as_str().into() };
                return Err(at(&second, row, "A", fault.of(found.as_str()).into()));
            }
            let mut cells: [EcrfCell; 7] = Default::default();
            for (column, held) in (1_u32..).zip(&mut cells) {
                let is_number = matches!(column, 1 | 3 | 5);
                *held = cell(&second, (row, column), (&line.label, is_number))?;
            }
            summary.push(cells);
        }
        Ok(Self { profile, summary, detail: detail(&sheet(&mut book, name, "eCRF_3")?)? })
    }
}

/// The rows of `eCRF_3`.
fn detail(sheet: &SheetCells) -> Result<Vec<Vec<EcrfCell>>> {
    let width =
        sheet.cells.keys().filter(|(row, _)| *row == 0).map(|(_, column)| column.saturating_add(1)).max().unwrap_or_default();
    let place = |name: &str| (0..width).find(|column| words(sheet, (0, *column)) == name);
    let places: Vec<Option<u32>> = ecrf_columns().iter().map(|column| place(&column.name)).collect();
    let missing: Vec<Text> = ecrf_columns()
        .iter()
        .zip(&places)
        .filter(|(_, place)| place.is_none())
        .map(|(column, _)| column.name.as_str().into())
        .collect();
    if !missing.is_empty() {
        let more = Some(count(missing.len().saturating_sub(NAMED))).filter(|more| *more > 0);
        let fault = WorkbookFault::ColumnsMissing { columns: missing.into_iter().take(NAMED).collect(), more };
        return Err(Error::File { at: Location::file(sheet.name.as_str()).with_line(1), problem: fault.alone().into() });
    }
    let last = sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or_default();
    let mut rows = Vec::new();
    // Rows that hold nothing are not in the map, and a sheet may have a million of them.
    let mut held: Vec<u32> = sheet.cells.keys().map(|(row, _)| *row).filter(|row| *row > 0 && *row <= last).collect();
    held.dedup();
    for row in held {
        let mut cells = Vec::with_capacity(places.len());
        for (column, place) in ecrf_columns().iter().zip(&places) {
            cells.push(cell(sheet, (row, place.unwrap_or(u32::MAX)), (&column.name, column.is_number))?);
        }
        let text = |column: &str| Ecrf::cell(&cells, column).map_or("", EcrfCell::as_text);
        let (reference, key) = (text("GPC ref. no."), text("Notation key"));
        if !reference.is_empty() {
            reference.parse::<Category>().map_err(|error| at(sheet, row, "GPC ref. no.", error.into_problem()))?;
        }
        if !key.is_empty() {
            KeyCell::parse(key).map_err(|error| at(sheet, row, "Notation key", error.into_problem()))?;
        }
        if !(reference.is_empty() && key.is_empty() && text("CRF - Sector").is_empty()) {
            rows.push(cells);
        }
    }
    Ok(rows)
}

fn sheet(book: &mut Workbook, file: &str, sheet: &str) -> Result<SheetCells> {
    if !book.sheets().iter().any(|name| name == sheet) {
        let problem = WorkbookFault::NoSuchSheet.of(sheet).into();
        return Err(Error::File { at: Location::file(file), problem });
    }
    book.cells(sheet)
}

fn at(sheet: &SheetCells, row: u32, column: &str, problem: Problem) -> Error {
    let line = u64::from(row).saturating_add(1);
    Error::Cell { at: Location::file(sheet.name.as_str()).with_line(line).with_column(column), problem }
}

fn words(sheet: &SheetCells, place: (u32, u32)) -> String {
    let text = sheet.cells.get(&place).map_or("", String::as_str);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cell(sheet: &SheetCells, (row, column): (u32, u32), (name, is_number): (&str, bool)) -> Result<EcrfCell> {
    let text = words(sheet, (row, column));
    if !is_number || text.is_empty() {
        return Ok(EcrfCell::text(&text));
    }
    let number = NumberFormat::default().with_exponent(true).parse(&text);
    number.map(EcrfCell::number).map_err(|problem| at(sheet, row, name, problem))
}
