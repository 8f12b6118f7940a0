//! Rows written as CSV.

/// Rows written as CSV, one cell after the other: quotes where a cell must have them.
#[derive(Debug, Default)]
pub(crate) struct CsvWriter {
    pub(crate) out: Vec<u8>,
    /// Whether the row has a cell already.
    begun: bool,
}

impl CsvWriter {
    /// With a header of names that need no quotes.
    pub(crate) fn of(header: &[&str]) -> Self {
        let mut sheet = Self::default();
        for name in header {
            sheet.bare(name);
        }
        sheet.end();
        sheet
    }

    /// A cell that cannot need quotes: a name of ours, a number.
    pub(crate) fn bare(&mut self, text: &str) {
        if self.begun {
            self.out.push(b',');
        }
        self.begun = true;
        self.out.extend_from_slice(text.as_bytes());
    }

    /// A cell of any text.
    pub(crate) fn text(&mut self, text: &str) {
        let odd = |byte: u8| [b',', b'"', b'\n', b'\r'].into_iter().fold(0, |any, one| any | u8::from(byte == one));
        if text.bytes().fold(0, |any, byte| any | odd(byte)) == 0 {
            return self.bare(text);
        }
        self.bare("\"");
        for piece in text.split_inclusive('"') {
            self.out.extend_from_slice(piece.as_bytes());
            if piece.ends_with('"') {
                self.out.push(b'"');
            }
        }
        self.out.push(b'"');
    }

    /// Ends the row.
    pub(crate) fn end(&mut self) {
        self.out.push(b'\n');
        self.begun = false;
    }

    /// A whole row of any texts.
    pub(crate) fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        cells.into_iter().for_each(|cell| self.text(cell));
        self.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Cells are written as the crate that reads them back writes them.
        #[test]
        fn rows_are_written_as_csv_has_them(rows in prop::collection::vec(prop::collection::vec("[a,\"\n\r =ก]{0,6}", 2..5), 1..5)) {
            let mut sheet = CsvWriter::default();
            let mut theirs = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
            for row in &rows {
                sheet.row(row.iter().map(String::as_str));
                theirs.write_record(row).unwrap();
            }
            prop_assert_eq!(String::from_utf8(sheet.out).unwrap(), String::from_utf8(theirs.into_inner().unwrap()).unwrap());
        }
    }
}
