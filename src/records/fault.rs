//! What keeps a file from being read as CSV.

use super::{Encoding, Header, Limits, encoding};
use crate::error::{Error, Location, Message, Problem, count};

/// The reason, before it is put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// A quote in a cell that does not start with one.
    Stray,
    /// Something else than a delimiter or line end after a closing quote.
    TextAfterQuote,
    /// A quote that is not closed before the end of the file.
    Open,
    /// A quote that is not closed before the record is too long.
    OpenPastLimit,
    /// A carriage return without a line feed.
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
    /// The physical line where the cell opened, or the bad byte is.
    pub(crate) line: u64,
    /// Which cell of the record, from 0; none where it is the record as a whole.
    pub(crate) cell: Option<usize>,
    /// The first characters of the cell.
    pub(crate) shown: String,
    /// What the bytes are like, where they are no text.
    pub(crate) guess: Option<Problem>,
}

impl Fault {
    /// The fault in words. `header` is none where the header itself is at fault.
    pub(crate) fn error(self, file: &str, header: Option<&Header>, limits: &Limits) -> Error {
        let mut at = Location::file(file).with_line(self.line);
        if let Some(name) = header.zip(self.cell).and_then(|(header, cell)| header.name(cell)) {
            at = at.with_column(name);
        }
        let value = self.shown.as_str().into();
        let message = match self.reason {
            Reason::Stray => Message::QuoteInside { value },
            Reason::TextAfterQuote => Message::TextAfterQuote { value },
            Reason::Open => Message::OpenQuote { value, limit: None },
            Reason::OpenPastLimit => Message::OpenQuote { value, limit: Some(count(limits.record)) },
            Reason::Return => Message::LoneReturn,
            Reason::Field => Message::CellTooLong { value, limit: count(limits.field) },
            Reason::Record => Message::RecordTooLong { limit: count(limits.record) },
            Reason::Encoding => {
                let problem = self.guess.unwrap_or_else(|| Message::NotUtf8 { like: Vec::new() }.into());
                return Error::File { at, problem };
            }
        };
        let problem = message.into();
        Error::File { at, problem }
    }

    /// A fault at a byte that is no text.
    pub(super) fn encoding(record: &[u8], at: usize, first: bool, stated: Encoding, line: u64, cell: usize) -> Self {
        let guess = encoding::guess(record, at, first, stated);
        Self { reason: Reason::Encoding, line, cell: Some(cell), shown: String::new(), guess: Some(guess.into()) }
    }
}
