//! The records of a block by its index: plain ones cut at once, all others left to the cursor.
#![allow(clippy::inline_always)] // Without inlining, the parts of a cut are passed through memory, a third slower.

use super::block::Block;
use super::cursor::{Cursor, Record};
use super::fault::Fault;
use super::index::Index;
use super::split::Rules;

/// A record without quotes, as long as the header, with nothing odd in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cut<'i> {
    /// Where its cells start, and where the next record does.
    starts: &'i [u32],
    /// Where its last cell ends.
    end: usize,
    /// The physical line it is on.
    pub(crate) line: u64,
}

impl Cut<'_> {
    /// Where a cell starts and ends.
    #[inline(always)]
    pub(crate) fn cell(&self, number: usize) -> Option<(usize, usize)> {
        let (start, after) = (wide(*self.starts.get(number)?), wide(*self.starts.get(number.wrapping_add(1))?));
        Some((start, after.wrapping_sub(1).min(self.end)))
    }
}

#[inline(always)]
fn wide(place: u32) -> usize {
    // Never cut short: usize is of 32 bits or more.
    place as usize
}

/// Walks over the records of a block.
#[derive(Debug)]
pub(crate) struct Walk<'i, 'a> {
    index: &'i Index,
    cursor: Cursor<'a>,
    bytes: &'a [u8],
    /// How many cells the header has.
    cells: usize,
    /// What a record may be long to be cut here.
    longest: usize,
    /// No record is cut here from this place on.
    good: usize,
    /// The next record, by its number in the starts, and the next line feed and odd byte by theirs.
    start: usize,
    feed: usize,
    odd: usize,
    line: u64,
    /// Whether the cursor has gone ahead.
    ahead: bool,
}

impl<'i, 'a> Walk<'i, 'a> {
    pub(crate) fn new(index: &'i Index, block: &'a Block, rules: Rules) -> Self {
        let cursor = Cursor::new(block, rules);
        let good = cursor.good();
        let (cells, longest) = (rules.wanted, rules.field.min(rules.record));
        let (bytes, line) = (block.bytes.as_slice(), block.line);
        Self { index, cursor, bytes, cells, longest, good, start: 0, feed: 0, odd: 0, line, ahead: false }
    }

    /// The next record, if it is a plain one with as many cells as the header.
    #[inline(always)]
    pub(crate) fn cut(&mut self) -> Option<Cut<'i>> {
        self.catch_up();
        let last = self.start.wrapping_add(self.cells);
        let starts = self.index.starts().get(self.start..last.wrapping_add(1))?;
        let (first, next) = (wide(*starts.first()?), wide(*starts.last()?));
        // The first line feed from here on ends the record, or there are more or fewer cells.
        if wide(*self.index.feeds().get(self.feed)?) != next || next > self.good || next.wrapping_sub(first) > self.longest {
            return None;
        }
        let mut end = next.wrapping_sub(1);
        if let Some(odd) = self.index.odd().get(self.odd).map(|odd| wide(*odd)).filter(|odd| *odd < end) {
            if odd.wrapping_add(1) != end || self.bytes.get(odd) != Some(&b'\r') {
                return None;
            }
            self.odd = self.odd.wrapping_add(1);
            end = odd;
        }
        let line = self.line;
        self.start = last;
        self.feed = self.feed.wrapping_add(1);
        self.line = line.wrapping_add(1);
        Some(Cut { starts, end, line })
    }

    /// The record that was just cut, read by the cursor.
    pub(crate) fn again(&mut self, cut: &Cut<'_>) -> Option<Result<Record<'_, 'a>, Fault>> {
        self.cursor.seek(wide(*cut.starts.first()?), cut.line);
        self.cursor.next()
    }

    /// The next record, whatever it is. Nothing may be asked of a walk after a fault.
    pub(crate) fn next(&mut self) -> Option<Result<Record<'_, 'a>, Fault>> {
        self.catch_up();
        let at = self.index.starts().get(self.start).map_or(self.bytes.len(), |start| wide(*start));
        self.cursor.seek(at, self.line);
        self.ahead = true;
        self.cursor.next()
    }

    /// Goes on where the cursor is.
    #[inline(always)]
    fn catch_up(&mut self) {
        if !std::mem::take(&mut self.ahead) {
            return;
        }
        let (at, line) = self.cursor.place();
        self.line = line;
        self.start = passed(self.index.starts(), self.start, |start| start < at);
        self.feed = passed(self.index.feeds(), self.feed, |feed| feed <= at);
        self.odd = passed(self.index.odd(), self.odd, |odd| odd < at);
    }

    /// The text of a cell that was cut here.
    #[inline]
    pub(crate) fn text(&self, from: usize, to: usize) -> &'a str {
        self.cursor.text().get(from..to).unwrap_or_default()
    }
}

/// The first place from `from` on for which `before` does not hold.
fn passed(places: &[u32], from: usize, before: impl Fn(usize) -> bool) -> usize {
    let rest = places.get(from..).unwrap_or_default();
    from.saturating_add(rest.iter().take_while(|place| before(wide(**place))).count())
}
