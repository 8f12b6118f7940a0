//! Ledgers as texts: a CSV file is one, a workbook one for each sheet.

use super::FolderFiles;
#[cfg(feature = "xlsx-read")]
use super::listing;
use crate::error::Result;
#[cfg(feature = "xlsx-read")]
use crate::error::{Error, Location, Message};
#[cfg(feature = "xlsx-read")]
use crate::exchange::Workbook;
use crate::ledger::InputPolicy;
use std::io::Read;

/// A text of a ledger.
pub(super) struct LedgerText<'t> {
    /// The file, or the sheet of it.
    pub(super) name: &'t str,
    pub(super) text: Box<dyn Read + Send + 't>,
    /// The SHA-256 of a workbook, which its text does not show.
    pub(super) sha256: Option<&'t str>,
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
    take(LedgerText { name, text: files.opened(name)?, sha256: None })?;
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
        let text = Box::new(book.text(&sheet, input)?);
        match take(LedgerText { name: &sheet_name, text, sha256: Some(&sha256) }) {
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
