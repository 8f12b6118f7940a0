//! A stream, cut into blocks that end where records end.

use super::block::{BLOCK, Block};
use super::cursor::Cursor;
use super::split::Rules;
use super::{Decoded, Delimiter, Encoding, Header, Limits, TableFormat};
use crate::error::{Error, Location, Message, Result};
#[cfg(feature = "folder")]
use std::borrow::Cow;
use std::io::{self, Read};

/// Rows among which the header is looked for.
const FIRST_ROWS: usize = 20;

/// A stream with its header read.
#[derive(Debug)]
pub(crate) struct BlockReader<R> {
    reader: Decoded<R>,
    header: Header,
    delimiter: Delimiter,
    encoding: Encoding,
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
    pub(crate) fn open(reader: R, file: &str, format: &TableFormat<'_>) -> Result<Self> {
        Self::with_target(reader, file, format, BLOCK)
    }

    /// The same, with blocks of about `target` bytes.
    pub(crate) fn with_target(reader: R, file: &str, format: &TableFormat<'_>, target: usize) -> Result<Self> {
        let TableFormat { delimiter, limits, encoding, .. } = *format;
        let (reader, header, rest) = (Decoded::new(reader, encoding.name()), Header::unread(file), Vec::new());
        let (target, first) = (target.max(1), None);
        let mut table = Self { reader, header, delimiter, encoding, limits, target, rest, line: 1, index: 0, ended: false, first };
        // A block of blank lines has no header in it; there may be more of them than one block holds.
        while let Some(mut block) = table.cut(Vec::new())? {
            if block.index == 0 && block.bytes.starts_with(b"\xef\xbb\xbf") {
                block.start = 3;
            }
            if let Some((header, start, line)) = table.find_header(file, &mut block, format)? {
                table.header = header;
                table.first = Some(Block { start, line, ..block });
                return Ok(table);
            }
        }
        Err(Error::File { at: Location::file(file), problem: Message::NoHeader.into() })
    }

    /// The header of a block, and where the rows below it start, on which line; none in a block of blank lines.
    fn find_header(&mut self, file: &str, block: &mut Block, format: &TableFormat<'_>) -> Result<Option<(Header, usize, u64)>> {
        let mut first = None;
        let mut cursor = Cursor::new(block, self.rules_of(self.limits.columns.saturating_add(1)));
        // What a first line states of the delimiter is right, whatever was stated elsewhere.
        let stated = match cursor.next() {
            Some(Ok(record)) if block.index == 0 => Delimiter::stated_by(record.text()),
            _ => None,
        };
        if let Some(stated) = stated {
            (block.start, block.line) = cursor.place();
            self.delimiter = stated;
        }
        let mut cursor = Cursor::new(block, self.rules_of(self.limits.columns.saturating_add(1)));
        for above in 0..=FIRST_ROWS {
            let (read, is_last) = match cursor.next() {
                Some(Ok(record)) => (Header::read(file, &record, self.delimiter, &self.limits), format.required.is_empty()),
                Some(Err(fault)) => (Err(fault.error(file, None, &self.limits)), true),
                None => break,
            };
            let (start, line) = cursor.place();
            let fits = read.as_ref().is_ok_and(|header| header.has_all(&format.required, &format.aliases));
            let is_above = above > 0 || stated.is_some();
            let found = read.map(|header| (if is_above && fits { header.below_others() } else { header }, start, line));
            if fits {
                return found.map(Some);
            }
            // What is wrong with a line that is no header does not matter, unless no other is one.
            first = first.or(Some(found));
            if is_last {
                break;
            }
        }
        first.transpose()
    }

    /// The columns.
    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    /// What the cells of a record are cut by.
    pub(crate) fn rules(&self) -> Rules {
        self.rules_of(self.header.len())
    }

    fn rules_of(&self, wanted: usize) -> Rules {
        Rules::new(self.delimiter, &self.limits, self.encoding, wanted)
    }

    /// What is between the cells: as stated, or as the file itself states.
    pub(crate) fn delimiter(&self) -> Delimiter {
        self.delimiter
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
        self.reader.into_inner()
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

/// The bytes of a file as UTF-8, where they are of another encoding; refused at the first that means nothing in it.
#[cfg(feature = "folder")]
pub(crate) fn decoded<'b>(bytes: &'b [u8], file: &str, encoding: Encoding) -> Result<Cow<'b, [u8]>> {
    let has_mark = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if encoding == Encoding::UTF_8 && !has_mark {
        return Ok(Cow::Borrowed(bytes));
    }
    let refused = |line: usize, message: Message| {
        let at = Location::file(file).with_line(u64::try_from(line).unwrap_or(u64::MAX));
        Error::File { at, problem: message.into() }
    };
    let mut text = Vec::new();
    let read = Decoded::new(bytes, encoding.name()).read_to_end(&mut text);
    read.map_err(|error| refused(1, Message::NotReadable { error: (&error).into() }))?;
    match core::str::from_utf8(&text) {
        Ok(_) => Ok(Cow::Owned(text)),
        Err(error) => {
            let before = text.get(..error.valid_up_to()).unwrap_or_default();
            let line = memchr::memchr_iter(b'\n', before).count().saturating_add(1);
            Err(refused(line, Message::NotInEncoding { encoding: encoding.name().into() }))
        }
    }
}
