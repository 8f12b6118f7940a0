//! What keeps a file from being read as CSV.

use super::{Header, Limits, encoding};
use crate::error::{Error, ErrorKind, Location, Problem};

/// The reason, before it is put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// A quote in a cell that does not start with one.
    Stray,
    /// Something else than a delimiter or line end after a closing quote.
    Beside,
    /// A quote that is not closed before the end of the file.
    Open,
    /// A quote that is not closed before the record is too long.
    OpenPastLimit,
    /// A carriage return alone.
    Return,
    /// A field that is too long.
    Field,
    /// A record that is too long.
    Record,
    /// A byte that is no UTF-8 text, or NUL.
    Encoding,
}

/// A reason with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Why.
    pub(crate) reason: Reason,
    /// The physical line where the cell opened, or the bad byte stands.
    pub(crate) line: u64,
    /// Which cell of the record, from 0; none where it is the record as a whole.
    pub(crate) cell: Option<usize>,
    /// The first characters of the cell.
    pub(crate) shown: String,
    /// What the bytes are like, and the mend, where they are no text.
    pub(crate) guess: (&'static str, &'static str),
}

impl Fault {
    /// The fault in words. `header` is none where the header itself is at fault.
    pub(crate) fn error(self, file: &str, header: Option<&Header>, limits: &Limits) -> Error {
        let mut at = Location::file(file).with_line(self.line);
        if let Some(name) = header.zip(self.cell).and_then(|(header, cell)| header.name(cell)) {
            at = at.with_column(name);
        }
        let shown = self.shown.as_str();
        let twice = "put the whole cell in quotes, and write a quote inside it twice";
        let problem = match self.reason {
            Reason::Stray => Problem::new(ErrorKind::Quote, shown, "a quote inside a cell that does not start with one", twice),
            Reason::Beside => Problem::new(ErrorKind::Quote, shown, "text after the quote that closes the cell", twice),
            Reason::Open => Problem::new(ErrorKind::Quote, shown, "a quote opens this cell and is never closed", "close it"),
            Reason::OpenPastLimit => {
                let reason = format!("a quote opens this cell and is not closed within the {} bytes of a record", limits.record);
                Problem::new(ErrorKind::Quote, shown, reason, "close it, or raise the limit \"record\"")
            }
            Reason::Return => Problem::bare(
                ErrorKind::Delimiter,
                "a carriage return stands alone, without a line feed",
                "end lines with LF or CR LF, or put the cell in quotes",
            ),
            Reason::Field => {
                let reason = format!("a field of more than {} bytes", limits.field);
                Problem::new(ErrorKind::Limit, shown, reason, "shorten it, or raise the limit \"field\"")
            }
            Reason::Record => {
                let reason = format!("a record of more than {} bytes", limits.record);
                Problem::bare(ErrorKind::Limit, reason, "shorten it, or raise the limit \"record\"")
            }
            Reason::Encoding => Problem::bare(ErrorKind::Encoding, self.guess.0, self.guess.1),
        };
        Error::File { at, problem }
    }

    /// A fault at a byte that is no text.
    pub(super) fn encoding(record: &[u8], at: usize, first: bool, line: u64, cell: usize) -> Self {
        let guess = encoding::guess(record, at, first);
        Self { reason: Reason::Encoding, line, cell: Some(cell), shown: String::new(), guess }
    }
}
