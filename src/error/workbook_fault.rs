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
