//! Ledgers as texts: a CSV file is one, a workbook one for each sheet.

use super::FolderFiles;
#[cfg(feature = "xlsx-read")]
use super::listing;
use crate::error::Result;
#[cfg(feature = "xlsx-read")]
use crate::error::{Error, Location, Message};
#[cfg(feature = "xlsx-read")]
use crate::exchange::{SheetCsv, Workbook};
use crate::ledger::InputPolicy;
#[cfg(feature = "xlsx-read")]
use crate::ledger::{Points, amount_columns};
#[cfg(feature = "xlsx-read")]
use std::io::Cursor;
use std::io::Read;

/// A text of a ledger.
pub(super) struct LedgerText<'t> {
    /// The file, or the sheet of it.
    pub(super) name: &'t str,
    pub(super) text: Box<dyn Read + Send + 't>,
    /// What the text of a sheet does not show.
    pub(super) sheet: Option<SheetFacts<'t>>,
}

/// What is known of a sheet and its workbook beside the text.
#[derive(Clone, Copy)]
pub(super) struct SheetFacts<'t> {
    /// The SHA-256 of the workbook.
    pub(super) sha256: &'t str,
    /// Amounts that are kept as texts, of which nothing shows whether the point is the decimal mark: how many, and the first row.
    pub(super) open_points: Option<(u64, u64)>,
}

/// Hands over each text of a ledger; gives the sheets that are none, by their names.
pub(super) fn each_text(
    files: &FolderFiles,
    name: &str,
    input: &InputPolicy,
    take: &mut dyn FnMut(LedgerText<'_>) -> Result<()>,
) -> Result<Vec<String>> {
    #[cfg(feature = "xlsx-read")]
    if listing::is_workbook(name) {
        return each_sheet(files, name, input, take);
    }
    let _ = input;
    take(LedgerText { name, text: files.opened(name)?, sheet: None })?;
    Ok(Vec::new())
}

/// A workbook, read no further than a policy lets it be.
#[cfg(feature = "xlsx-read")]
fn workbook(files: &FolderFiles, name: &str, input: &InputPolicy) -> Result<Workbook> {
    let limit = input.limits.workbook;
    Workbook::read(name, bytes_of_workbook(name, files.opened(name)?, limit)?, limit)
}

/// The bytes of a workbook, at most one more than it may have.
#[cfg(feature = "xlsx-read")]
pub(super) fn bytes_of_workbook(name: &str, file: impl Read, limit: usize) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = file.take(most).read_to_end(&mut bytes);
    read.map_err(|error| {
        let problem = Message::NotReadable { error: (&error).into() }.into();
        Error::File { at: Location::file(name), problem }
    })?;
    Ok(bytes)
}

/// A sheet without most of the columns is none of a ledger, unless all are so.
#[cfg(feature = "xlsx-read")]
fn each_sheet(
    files: &FolderFiles,
    name: &str,
    input: &InputPolicy,
    take: &mut dyn FnMut(LedgerText<'_>) -> Result<()>,
) -> Result<Vec<String>> {
    let mut book = workbook(files, name, input)?;
    let sha256 = book.sha256.clone();
    let (mut others, mut first, mut any) = (Vec::new(), None, false);
    for sheet in book.sheets() {
        let sheet_name = format!("{name}[{sheet}]");
        let csv = book.csv(&sheet, input)?;
        let facts = SheetFacts { sha256: &sha256, open_points: open_points(&sheet_name, &csv, input) };
        match take(LedgerText { name: &sheet_name, text: Box::new(Cursor::new(csv.text)), sheet: Some(facts) }) {
            Ok(()) => any = true,
            Err(error) if is_of_another_kind(&error) => {
                others.push(sheet_name);
                first = first.or(Some(error));
            }
            Err(error) => return Err(error),
        }
    }
    match first.filter(|_| !any) {
        Some(error) => Err(error),
        None => Ok(others),
    }
}

/// Points of the amounts that are kept as texts. What is wrong with the sheet itself is found when it is read.
#[cfg(feature = "xlsx-read")]
fn open_points(name: &str, csv: &SheetCsv, input: &InputPolicy) -> Option<(u64, u64)> {
    if csv.points.values().all(|points| points.asked().is_none()) {
        return None;
    }
    let mut points = Points::default();
    for column in amount_columns(csv.text.as_slice(), name, input).ok()? {
        csv.points.get(&column).into_iter().for_each(|of_column| points.join(*of_column));
    }
    points.asked()
}

/// Whether a sheet has no header, or hardly one of the columns of a ledger.
#[cfg(feature = "xlsx-read")]
fn is_of_another_kind(error: &Error) -> bool {
    match error {
        Error::File { problem, .. } => match problem.message() {
            Message::NoHeader | Message::OtherDelimiter { .. } => true,
            Message::MissingColumns { columns, required, .. } => columns.len().saturating_mul(2) > required.len(),
            _ => false,
        },
        _ => false,
    }
}
