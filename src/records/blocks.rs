//! A stream, cut into blocks that end where records end.

use super::block::{BLOCK, Block};
use super::cursor::Cursor;
use super::split::Rules;
use super::{Delimiter, Header, Limits};
use crate::error::{Error, Location, Message, Result};
use std::io::{self, Read};

/// A stream with its header read.
#[derive(Debug)]
pub(crate) struct BlockReader<R> {
    reader: R,
    header: Header,
    delimiter: Delimiter,
    limits: Limits,
    target: usize,
    /// What was read past the last record end.
    rest: Vec<u8>,
    /// The line on which `rest` starts.
    line: u64,
    index: u64,
    ended: bool,
    /// The first block, which the header came in.
    first: Option<Block>,
}

impl<R: Read> BlockReader<R> {
    /// Reads the header. `file` is the name that errors show.
    pub(crate) fn open(reader: R, file: &str, delimiter: Delimiter, limits: Limits) -> Result<Self> {
        Self::with_target(reader, file, delimiter, limits, BLOCK)
    }

    /// The same, with blocks of about `target` bytes.
    pub(crate) fn with_target(reader: R, file: &str, delimiter: Delimiter, limits: Limits, target: usize) -> Result<Self> {
        let header = Header::unread(file);
        let rest = Vec::new();
        let mut table =
            Self { reader, header, delimiter, limits, target: target.max(1), rest, line: 1, index: 0, ended: false, first: None };
        // A block of blank lines has no header in it; there may be more of them than one block holds.
        while let Some(mut block) = table.cut(Vec::new())? {
            if block.index == 0 && block.bytes.starts_with(b"\xef\xbb\xbf") {
                block.start = 3;
            }
            let rules = Rules::new(delimiter, &limits, limits.columns.saturating_add(1));
            let mut cursor = Cursor::new(&block, rules);
            let Some(record) = cursor.next() else { continue };
            let header = match record {
                Ok(record) => Header::read(file, &record, delimiter, &limits)?,
                Err(fault) => return Err(fault.error(file, None, &limits)),
            };
            let (start, line) = cursor.place();
            table.header = header;
            table.first = Some(Block { start, line, ..block });
            return Ok(table);
        }
        Err(Error::File { at: Location::file(file), problem: Message::NoHeader.into() })
    }

    /// The columns.
    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    /// What the cells of a record are cut by.
    pub(crate) fn rules(&self) -> Rules {
        Rules::new(self.delimiter, &self.limits, self.header.len())
    }

    /// The next block; `spare` is a buffer to use again.
    pub(crate) fn next(&mut self, spare: Vec<u8>) -> Result<Option<Block>> {
        match self.first.take() {
            Some(first) => Ok(Some(first)),
            None => self.cut(spare),
        }
    }

    /// Reads until a record ends in the block, the stream ends, or no record may be that long.
    fn cut(&mut self, spare: Vec<u8>) -> Result<Option<Block>> {
        // What is in the buffer is written over, and never filled with zeros again.
        let mut bytes = spare;
        let mut held = self.rest.len();
        if bytes.len() < held {
            bytes.resize(held, 0);
        }
        for (to, from) in bytes.iter_mut().zip(self.rest.drain(..)) {
            *to = from;
        }
        let mut target = self.target;
        loop {
            held = self.fill(&mut bytes, held, target)?;
            if held == 0 {
                return Ok(None);
            }
            let filled = bytes.get(..held).unwrap_or_default();
            let mut end = if self.ended { Some(held) } else { last_record_end(filled) };
            // A line end may take two bytes, a byte-order mark three.
            if end.is_none() && held > self.limits.record.saturating_add(5) {
                // Such a record is refused: what follows it is not read, so that no other thread names another cell of it.
                self.ended = true;
                end = Some(held);
            }
            if let Some(end) = end {
                self.rest.extend_from_slice(filled.get(end..).unwrap_or_default());
                bytes.truncate(end);
                let block = Block { line: self.line, index: self.index, start: 0, bytes };
                let lines = memchr::memchr_iter(b'\n', &block.bytes).count();
                self.line = self.line.saturating_add(u64::try_from(lines).unwrap_or(u64::MAX));
                self.index = self.index.saturating_add(1);
                return Ok(Some(block));
            }
            target = target.saturating_mul(2);
        }
    }

    /// Reads until the buffer holds `target` bytes or the stream ends; `held` is how many it holds.
    fn fill(&mut self, bytes: &mut Vec<u8>, mut held: usize, target: usize) -> Result<usize> {
        if self.ended || held >= target {
            return Ok(held);
        }
        if bytes.len() < target {
            bytes.resize(target, 0);
        }
        while let Some(room) = bytes.get_mut(held..target).filter(|room| !room.is_empty()) {
            match self.reader.read(room) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => held = held.saturating_add(count.min(room.len())),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    let problem = Message::NotReadable { error: (&error).into() }.into();
                    return Err(Error::File { at: Location::file(self.header.file()), problem });
                }
            }
        }
        Ok(held)
    }

    /// The stream itself, for what was gathered on the way.
    pub(crate) fn into_reader(self) -> R {
        self.reader
    }
}

/// Where the last record ends of a buffer that starts with one: after a line feed with an even number of quotes before it.
fn last_record_end(bytes: &[u8]) -> Option<usize> {
    let mut odd = !memchr::memchr_iter(b'"', bytes).count().is_multiple_of(2);
    let mut end = bytes.len();
    loop {
        let before = memchr::memrchr(b'\n', bytes.get(..end)?)?;
        let between = bytes.get(before..end)?;
        odd ^= !memchr::memchr_iter(b'"', between).count().is_multiple_of(2);
        if !odd {
            return before.checked_add(1);
        }
        end = before;
    }
}
