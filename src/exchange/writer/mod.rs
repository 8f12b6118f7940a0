//! Workbooks written: content to bytes.

mod archive;
mod escape;
mod parts;
mod sheet;

use super::content::{BookContent, SheetContent};
use crate::error::{Error, Location, Message, Result, WorkbookFault};
use archive::{ArchiveFull, PackedParts};

/// The most rows that a sheet has ("Excel specifications and limits").
const MOST_ROWS: usize = 1_048_576;

/// The bytes of a workbook (.xlsx): the same for the same content.
///
/// # Errors
/// A sheet of more rows than a sheet can have, two sheets of one name, a file larger than an archive can be.
pub fn workbook_bytes(book: &BookContent) -> Result<Vec<u8>> {
    for (at, sheet) in book.sheets.iter().enumerate() {
        check(sheet)?;
        let same = |other: &&SheetContent| other.name.to_lowercase() == sheet.name.to_lowercase();
        if let Some(twice) = book.sheets.iter().take(at).find(same) {
            return Err(Message::DuplicateName { value: twice.name.as_str().into() }.into());
        }
    }
    packed(book).map_err(|ArchiveFull| Message::WorkbookTooLarge { limit: u32::MAX.into() }.into())
}

fn check(sheet: &SheetContent) -> Result<()> {
    if sheet.rows.len() <= MOST_ROWS {
        return Ok(());
    }
    let limit = u64::try_from(MOST_ROWS).unwrap_or(u64::MAX);
    Err(Error::File { at: Location::file(sheet.name.as_str()), problem: WorkbookFault::SheetTooLong { limit }.alone().into() })
}

fn packed(book: &BookContent) -> Result<Vec<u8>, ArchiveFull> {
    let (mut parts, sheets) = (PackedParts::default(), book.sheets.len());
    for (name, part) in [
        ("[Content_Types].xml", parts::content_types(sheets)),
        ("_rels/.rels", parts::relations()),
        ("docProps/core.xml", parts::properties(&book.title)),
        ("xl/workbook.xml", parts::workbook(book)),
        ("xl/_rels/workbook.xml.rels", parts::workbook_relations(sheets)),
        ("xl/styles.xml", parts::styles()),
    ] {
        parts.add(name, part.as_bytes())?;
    }
    for (number, content) in (1_usize..).zip(&book.sheets) {
        parts.add(&format!("xl/worksheets/sheet{number}.xml"), sheet::sheet(content, number == 1).as_bytes())?;
    }
    parts.bytes()
}
