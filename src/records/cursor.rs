//! The records of a block, one after another.

use super::block::Block;
use super::encoding::first_bad;
use super::fault::{Fault, Reason};
use super::split::{Broken, Rules, Span, SplitRecord, split};
use std::borrow::Cow;

/// A record: its line and its cells.
#[derive(Debug)]
pub(crate) struct Record<'s, 'b> {
    text: &'b str,
    spans: &'s [Span],
    /// How many cells it has, also those past the header's.
    pub(crate) cells: usize,
    /// The physical line it starts on.
    pub(crate) line: u64,
}

impl<'b> Record<'_, 'b> {
    /// Where a cell is in its block, unless it has quotes inside that are written twice.
    #[cfg(feature = "fast")]
    pub(crate) fn bounds(&self, number: usize) -> Option<(usize, usize)> {
        self.spans.get(number).filter(|span| !span.doubled).map(|span| (span.start, span.end))
    }

    /// The record as it is written, without its line end; quotes at its ends may be left out.
    pub(super) fn text(&self) -> &'b str {
        let (start, end) = self.spans.first().zip(self.spans.last()).map_or((0, 0), |(first, last)| (first.start, last.end));
        self.text.get(start..end).unwrap_or_default()
    }

    /// Whether no cell has anything in it.
    pub(crate) fn is_empty(&self) -> bool {
        let empty = |span: &Span| self.text.get(span.start..span.end).is_some_and(|cell| cell.trim().is_empty());
        self.cells == self.spans.len() && self.spans.iter().all(empty)
    }

    /// A cell by its number; empty past the end.
    pub(crate) fn cell(&self, number: usize) -> Cow<'b, str> {
        let Some(span) = self.spans.get(number) else { return Cow::Borrowed("") };
        let content = self.text.get(span.start..span.end).unwrap_or_default();
        if span.doubled { Cow::Owned(content.replace("\"\"", "\"")) } else { Cow::Borrowed(content) }
    }
}

/// Walks over the records of a block.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    bytes: &'a [u8],
    /// The bytes up to the first that is no text.
    text: &'a str,
    /// Whether there is such a byte.
    bad: Option<usize>,
    at: usize,
    line: u64,
    /// Whether the block begins the file.
    first: bool,
    /// The next quote and carriage return; the length of the block where there is none.
    quote: usize,
    carriage: usize,
    rules: Rules,
    spans: Vec<Span>,
}

/// What a walk by the index asks of a cursor.
#[cfg(feature = "fast")]
impl<'a> Cursor<'a> {
    /// Goes to the start of a later record.
    pub(super) fn seek(&mut self, at: usize, line: u64) {
        (self.at, self.line) = (at, line);
    }

    /// Where the first byte is that is no text; the length of the block where there is none.
    pub(super) fn good(&self) -> usize {
        self.bad.unwrap_or(self.bytes.len())
    }

    /// The bytes up to there.
    #[inline]
    pub(super) fn text(&self) -> &'a str {
        self.text
    }
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(block: &'a Block, rules: Rules) -> Self {
        let bytes = block.bytes.as_slice();
        let bad = first_bad(bytes);
        let good = bytes.get(..bad.unwrap_or(bytes.len())).unwrap_or_default();
        let text = core::str::from_utf8(good).unwrap_or_default();
        let first = block.index == 0;
        Self { bytes, text, bad, at: block.start, line: block.line, first, quote: 0, carriage: 0, rules, spans: Vec::new() }
    }

    /// Where the next record starts, and on which line.
    pub(crate) fn place(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    /// The next record, or what is wrong with it. Nothing may be asked of a cursor after a fault.
    pub(crate) fn next(&mut self) -> Option<Result<Record<'_, 'a>, Fault>> {
        loop {
            let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
            if self.quote < self.at || self.at == 0 {
                self.quote = self.find(b'"', self.at);
            }
            if self.carriage < self.at || self.at == 0 {
                self.carriage = self.find(b'\r', self.at);
            }
            let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let feed = self.at.saturating_add(length);
            let ended = feed < self.bytes.len();
            let next = if ended { feed.saturating_add(1) } else { feed };
            let end = if ended && feed.checked_sub(1) == Some(self.carriage) { self.carriage } else { feed };
            let line = self.line;
            if end == self.at && ended {
                self.at = next;
                self.line = line.saturating_add(1);
                continue;
            }
            let plain = self.quote >= end
                && self.carriage >= end
                && self.bad.is_none_or(|bad| bad >= next)
                && length <= self.rules.field.min(self.rules.record);
            let cells = if plain {
                let cells = self.cut(end);
                self.at = next;
                self.line = line.saturating_add(1);
                cells
            } else {
                match self.strict() {
                    Ok(cells) => cells,
                    Err(fault) => return Some(Err(fault)),
                }
            };
            return Some(Ok(Record { text: self.text, spans: &self.spans, cells, line }));
        }
    }

    /// Cuts at every delimiter: right for a record without quotes, within the limits.
    fn cut(&mut self, end: usize) -> usize {
        self.spans.clear();
        let (mut start, mut cells) = (self.at, 1_usize);
        let record = self.bytes.get(self.at..end).unwrap_or_default();
        for comma in memchr::memchr_iter(self.rules.delimiter, record) {
            let comma = self.at.saturating_add(comma);
            if cells <= self.rules.wanted {
                self.spans.push(Span { start, end: comma, doubled: false });
            }
            start = comma.saturating_add(1);
            cells = cells.saturating_add(1);
        }
        if cells <= self.rules.wanted {
            self.spans.push(Span { start, end, doubled: false });
        }
        cells
    }

    /// Cuts by the strict rules.
    fn strict(&mut self) -> Result<usize, Fault> {
        let from = self.at;
        let cut = split(self.bytes, from, self.rules, &mut self.spans);
        let reached = match &cut {
            Ok(whole) => whole.next,
            Err(broken) => broken.at.saturating_add(1),
        };
        if let Some(bad) = self.bad.filter(|bad| *bad < reached) {
            let shut = self.spans.iter().filter(|span| span.end <= bad).count();
            let cell = cut.as_ref().err().map_or(shut, |broken| if bad >= broken.opened { broken.cell } else { shut });
            let end = memchr::memchr(b'\n', self.bytes.get(bad..).unwrap_or_default());
            let end = end.map_or(self.bytes.len(), |end| bad.saturating_add(end));
            let record = self.bytes.get(from..end).unwrap_or_default();
            let (at, first) = (bad.saturating_sub(from), self.first && from == 0);
            return Err(Fault::encoding(record, at, first, self.rules.encoding, self.line_of(bad), cell));
        }
        match cut {
            Ok(SplitRecord { cells, next }) => {
                self.line = self.line_of(next);
                self.at = next;
                Ok(cells)
            }
            Err(broken) => Err(self.fault(broken)),
        }
    }

    fn fault(&self, broken: Broken) -> Fault {
        let reason = broken.reason;
        let cell = (reason != Reason::Record).then_some(broken.cell);
        // A field may be huge: what is shown of it is a few characters.
        let shown = self.text.get(broken.opened..).unwrap_or_default().chars();
        let shown = shown.take_while(|letter| !matches!(letter, '\n' | '\r')).take(61).collect();
        let opened = if reason == Reason::Record { self.at } else { broken.opened };
        Fault { reason, line: self.line_of(opened), cell, shown, guess: None }
    }

    /// The physical line of a place at or after the cursor.
    fn line_of(&self, place: usize) -> u64 {
        let between = self.bytes.get(self.at..place).unwrap_or_default();
        let lines = memchr::memchr_iter(b'\n', between).count();
        self.line.saturating_add(u64::try_from(lines).unwrap_or(u64::MAX))
    }

    fn find(&self, byte: u8, from: usize) -> usize {
        let found = memchr::memchr(byte, self.bytes.get(from..).unwrap_or_default());
        found.map_or(self.bytes.len(), |at| from.saturating_add(at))
    }
}
