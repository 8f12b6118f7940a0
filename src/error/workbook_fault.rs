//! What can be wrong in the sheets of a workbook.

use super::Text;

messages! {
    /// Why the sheets of a workbook cannot be read or written.
    pub enum WorkbookFault in "workbook-fault";

    /// More rows than a sheet has.
    SheetTooLong { limit: u64 }
    /// A sheet that is not there.
    NoSuchSheet
    /// No sheet with the columns of a table.
    NoSheetWith { columns: Vec<Text> }
    /// Two sheets with the columns of one table.
    SheetTwice { other: Text }
    /// A setting of the city without a value.
    SettingMissing { key: Text }
    /// Another row than the fixed list has.
    OtherRow { label: Text }
    /// Columns that are missing, the first of them by name.
    ColumnsMissing { columns: Vec<Text>, more: Option<u64> }
}

messages! {
    /// Why a file is no workbook that can be read.
    #[derive(Copy)]
    pub enum WorkbookDamage in "workbook-damage";

    /// It begins as the old format and protected files do.
    OldOrProtected
    /// No directory of parts.
    NoDirectory
    /// A directory that ends too early.
    DirectoryCut
    /// A part that ends too early.
    PartCut
    /// A part that is encrypted.
    Encrypted
    /// A part that cannot be unpacked.
    NotUnpacked
    /// A part that is packed in another way than Deflate.
    OtherPacking
    /// A part in another encoding than UTF-8.
    NotUtf8
    /// A part that is not the XML that it should be.
    NotXml
    /// No part that lists the sheets.
    NoWorkbookPart
    /// A sheet that is listed and not there.
    SheetMissing
    /// A text that cells refer to and that is not there.
    TextMissing
    /// Cells that are not in the order of rows and columns.
    CellsOutOfOrder
}

impl WorkbookFault {
    /// As a message about no value.
    #[cfg(any(feature = "xlsx", feature = "xlsx-read"))]
    pub(crate) fn alone(self) -> super::Message {
        super::Message::OfWorkbook { value: None, fault: self }
    }

    /// As a message about a value.
    #[cfg(feature = "xlsx-read")]
    pub(crate) fn of(self, value: impl Into<Text>) -> super::Message {
        super::Message::OfWorkbook { value: Some(value.into()), fault: self }
    }
}
