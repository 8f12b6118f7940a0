//! Workbooks (.xlsx) from their bytes: each sheet as the text of a CSV file, whose lines are the rows of the sheet.
//!
//! The parts that are read are those of ECMA-376, part 1: the sheets, the texts that they share, and the formats that tell dates from
//! numbers. A formula is what it gave when the workbook was saved.

mod archive;
mod book;
mod written;
mod xml;

use crate::error::{Error, Location, Message, Result, WorkbookDamage, count};
use crate::ledger::{InputPolicy, Points};
use crate::quantity::{DecimalMark, NumberFormat};
use crate::records::sha256;
use crate::taxonomy::Era;
use archive::{Archive, ArchiveFault};
use book::{Book, CellKind};
use std::collections::BTreeMap;
use std::io::Cursor;

/// A workbook, open.
pub struct Workbook {
    archive: Archive,
    book: Book,
    name: String,
    limit: usize,
    /// The SHA-256 of the file.
    pub sha256: String,
}

/// A sheet as the text of a CSV file.
pub(crate) struct SheetCsv {
    pub(crate) text: Vec<u8>,
    /// What the points of numbers that are kept as texts may be, by column from 0. A number that is kept as one has a decimal point.
    // Asked about where a city is a folder.
    #[cfg_attr(not(feature = "folder"), allow(dead_code))]
    pub(crate) points: BTreeMap<usize, Points>,
}

/// The cells of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SheetCells {
    /// The file and the sheet, as errors name them.
    pub name: String,
    /// The cells that hold something, by row and column from 0.
    pub cells: BTreeMap<(u32, u32), String>,
}

impl Workbook {
    /// The workbook that these bytes are, of at most `limit` bytes, unpacked too. `name` is what errors call it.
    pub fn read(name: &str, bytes: Vec<u8>, limit: usize) -> Result<Self> {
        if bytes.len() > limit {
            return Err(refused(name, limit, &ArchiveFault::TooLarge));
        }
        let sha256 = sha256(&bytes);
        let opened = Archive::open(bytes, limit).and_then(|mut archive| Ok((Book::read(&mut archive)?, archive)));
        let (book, archive) = opened.map_err(|broken| refused(name, limit, &broken))?;
        Ok(Self { archive, book, name: name.to_owned(), limit, sha256 })
    }

    /// The names of the sheets that a reader sees.
    pub fn sheets(&self) -> Vec<String> {
        self.book.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    /// The cells of a sheet that hold something, by row and column from 0: numbers and dates as they are in a CSV file.
    pub fn cells(&mut self, sheet: &str) -> Result<SheetCells> {
        let shown = SheetText::new(&InputPolicy::default(), self.limit);
        let read = self.book.part_of(sheet).map_or(Ok(None), |part| self.archive.text(part)).and_then(|part| {
            let part = part.ok_or(ArchiveFault::Damaged(WorkbookDamage::SheetMissing))?;
            let mut cells = BTreeMap::new();
            self.book.each_cell(&part, |row, column, kind, kept| {
                cells.insert((row, column), shown.written(kind, kept));
                Ok(())
            })?;
            Ok(cells)
        });
        let name = format!("{}[{sheet}]", self.name);
        read.map(|cells| SheetCells { name, cells }).map_err(|broken| refused(&self.name, self.limit, &broken))
    }

    /// The text of a sheet as a CSV file, with numbers and dates as an input policy has them.
    pub fn text(&mut self, sheet: &str, input: &InputPolicy) -> Result<Cursor<Vec<u8>>> {
        self.csv(sheet, input).map(|csv| Cursor::new(csv.text))
    }

    /// The same, with what the points of its texts may be.
    pub(crate) fn csv(&mut self, sheet: &str, input: &InputPolicy) -> Result<SheetCsv> {
        let csv = self.book.part_of(sheet).map_or(Ok(None), |part| self.archive.text(part)).and_then(|part| {
            let part = part.ok_or(ArchiveFault::Damaged(WorkbookDamage::SheetMissing))?;
            let mut text = SheetText::new(input, self.limit);
            // Every row is as wide as the widest.
            self.book.each_cell(&part, |_, column, _, _| {
                text.width = text.width.max(column.saturating_add(1));
                Ok(())
            })?;
            self.book.each_cell(&part, |row, column, kind, kept| text.cell(row, column, kind, kept))?;
            text.end_row()?;
            Ok(SheetCsv { text: text.bytes, points: text.points })
        });
        csv.map_err(|broken| refused(&self.name, self.limit, &broken))
    }
}

fn refused(name: &str, limit: usize, broken: &ArchiveFault) -> Error {
    let message = match broken {
        ArchiveFault::TooLarge => Message::WorkbookTooLarge { limit: count(limit) },
        ArchiveFault::Damaged(damage) => Message::NotAWorkbook { damage: *damage },
    };
    Error::File { at: Location::file(name), problem: message.into() }
}

/// A sheet as the text of a CSV file, with numbers and dates as the other ledgers of the city have them.
struct SheetText {
    number: NumberFormat,
    is_comma: bool,
    is_buddhist: bool,
    limit: usize,
    width: u32,
    /// The row and column that are written next, from 0.
    row: u32,
    column: u32,
    bytes: Vec<u8>,
    points: BTreeMap<usize, Points>,
}

impl SheetText {
    fn new(input: &InputPolicy, limit: usize) -> Self {
        let (number, is_buddhist) = (input.number, input.era == Era::Buddhist);
        let is_comma = number.decimal == Some(DecimalMark::Comma);
        Self { number, is_comma, is_buddhist, limit, width: 0, row: 0, column: 0, bytes: Vec::new(), points: BTreeMap::new() }
    }

    fn cell(&mut self, row: u32, column: u32, kind: CellKind, kept: &str) -> Result<(), ArchiveFault> {
        while self.row < row {
            self.end_row()?;
        }
        if row < self.row || column < self.column {
            return Err(ArchiveFault::Damaged(WorkbookDamage::CellsOutOfOrder));
        }
        self.commas(column)?;
        let text = self.written(kind, kept).replace(['\n', '\r'], " ");
        if kind == CellKind::Text && text.contains('.') {
            let points =
                self.points.entry(usize::try_from(column).unwrap_or(usize::MAX)).or_insert_with(|| Points::of(self.number));
            points.see(self.number.ascii_digits(text.trim()).as_bytes(), u64::from(row).saturating_add(1));
        }
        if text.contains([',', '"']) {
            self.bytes.extend_from_slice(format!("\"{}\"", text.replace('"', "\"\"")).as_bytes());
        } else {
            self.bytes.extend_from_slice(text.as_bytes());
        }
        Ok(())
    }

    fn written(&self, kind: CellKind, kept: &str) -> String {
        let date = |year: u16, month: u8, day: u8| {
            let year = if self.is_buddhist { year.saturating_add(543) } else { year };
            format!("{year:04}-{month:02}-{day:02}")
        };
        match kind {
            CellKind::Text => kept.to_owned(),
            CellKind::Day { from_1904 } => match written::day(kept, from_1904) {
                Some((year, month, day)) => date(year, month, day),
                None => kept.to_owned(),
            },
            CellKind::IsoDay => match kept.get(..10).and_then(|day| day.parse().ok()) {
                Some(crate::taxonomy::Period::Day { year, month, day }) => date(year.number(), month, day),
                _ => kept.to_owned(),
            },
            CellKind::Number if self.is_comma => written::number(kept).replace('.', ","),
            CellKind::Number => written::number(kept),
        }
    }

    /// Goes to a column of the row.
    fn commas(&mut self, column: u32) -> Result<(), ArchiveFault> {
        while self.column < column {
            self.bytes.push(b',');
            self.column = self.column.saturating_add(1);
        }
        if self.bytes.len() > self.limit { Err(ArchiveFault::TooLarge) } else { Ok(()) }
    }

    fn end_row(&mut self) -> Result<(), ArchiveFault> {
        // A row of nothing is a blank line.
        if self.bytes.last().is_some_and(|last| *last != b'\n') {
            self.commas(self.width.saturating_sub(1))?;
        }
        self.bytes.push(b'\n');
        self.row = self.row.saturating_add(1);
        self.column = 0;
        Ok(())
    }
}
