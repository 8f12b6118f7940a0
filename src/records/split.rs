//! A record into cells, by the strict rules.

use super::fault::Reason;
use super::{Delimiter, Encoding, Limits};

/// Where a cell's content is in its block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether quotes inside are written twice.
    pub(super) doubled: bool,
}

/// A record that was cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct SplitRecord {
    /// How many cells it has, also those after the requested ones.
    pub(super) cells: usize,
    /// Where the next record starts.
    pub(super) next: usize,
}

/// A record that cannot be cut.
#[derive(Clone, Copy, Debug)]
pub(super) struct Broken {
    pub(super) reason: Reason,
    /// Which cell.
    pub(super) cell: usize,
    /// Where that cell opened.
    pub(super) opened: usize,
    /// Where it was seen to be broken.
    pub(super) at: usize,
}

/// What the cutting goes by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rules {
    pub(super) delimiter: u8,
    pub(super) record: usize,
    pub(super) field: usize,
    /// Cells that are kept; those beyond are counted.
    pub(super) wanted: usize,
    /// What the bytes of the file are decoded by.
    pub(super) encoding: Encoding,
}

impl Rules {
    /// What is between two cells.
    #[cfg(feature = "fast")]
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    pub(super) fn new(delimiter: Delimiter, limits: &Limits, encoding: Encoding, wanted: usize) -> Self {
        Self { delimiter: delimiter.byte(), record: limits.record, field: limits.field, wanted, encoding }
    }
}

/// Cuts the record that starts at `start`; a block ends where a record ends, at the end of the file, or past the record limit.
pub(super) fn split(bytes: &[u8], start: usize, rules: Rules, spans: &mut Vec<Span>) -> Result<SplitRecord, Broken> {
    spans.clear();
    // The longest a record may reach; its line end may lie past that.
    let most = start.saturating_add(rules.record);
    let mut cells = 0_usize;
    let mut at = start;
    loop {
        let (opened, cell) = (at, cells);
        let broken = |reason, at| Broken { reason, cell, opened, at };
        if opened > most {
            return Err(broken(Reason::Record, most));
        }
        let (span, end) = if bytes.get(at) == Some(&b'"') {
            quoted(bytes, opened, most).map_err(|(reason, at)| broken(reason, at))?
        } else {
            plain(bytes, opened, rules.delimiter)
        };
        // Measured within the record's limit, so that the answer does not depend on how far the block reaches.
        if span.end.min(most).saturating_sub(span.start) > rules.field.saturating_add(doubles(bytes, span)) {
            return Err(broken(Reason::Field, end.min(most)));
        }
        if end > most {
            return Err(broken(Reason::Record, most));
        }
        if spans.len() < rules.wanted {
            spans.push(span);
        }
        cells = cells.saturating_add(1);
        let after = end.saturating_add(1);
        match bytes.get(end) {
            None => return Ok(SplitRecord { cells, next: end }),
            Some(b'\n') => return Ok(SplitRecord { cells, next: after }),
            Some(b'\r') if bytes.get(after) == Some(&b'\n') => return Ok(SplitRecord { cells, next: after.saturating_add(1) }),
            Some(byte) if *byte == rules.delimiter => at = after,
            Some(b'\r') => return Err(broken(Reason::Return, end)),
            Some(b'"') if span.start == opened => return Err(broken(Reason::Stray, end)),
            Some(_) => return Err(broken(Reason::TextAfterQuote, end)),
        }
    }
}

/// A cell that starts with a quote: its content, and the place of what follows it.
fn quoted(bytes: &[u8], opened: usize, most: usize) -> Result<(Span, usize), (Reason, usize)> {
    let start = opened.saturating_add(1);
    let mut doubled = false;
    let mut from = start;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let Some(close) = memchr::memchr(b'"', rest).map(|close| from.saturating_add(close)).filter(|close| *close < most) else {
            let past = bytes.len() > most;
            return Err((if past { Reason::OpenPastLimit } else { Reason::Open }, bytes.len().min(most)));
        };
        let after = close.saturating_add(1);
        if bytes.get(after) == Some(&b'"') {
            doubled = true;
            from = after.saturating_add(1);
        } else {
            return Ok((Span { start, end: close, doubled }, after));
        }
    }
}

/// A cell without quotes: its content, and the place of what ends it.
fn plain(bytes: &[u8], opened: usize, delimiter: u8) -> (Span, usize) {
    let rest = bytes.get(opened..).unwrap_or_default();
    let length = rest.iter().position(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r' | b'"')).unwrap_or(rest.len());
    let end = opened.saturating_add(length);
    (Span { start: opened, end, doubled: false }, end)
}

/// How many quotes of a cell are written twice.
fn doubles(bytes: &[u8], span: Span) -> usize {
    if !span.doubled {
        return 0;
    }
    let content = bytes.get(span.start..span.end).unwrap_or_default();
    memchr::memchr_iter(b'"', content).count().wrapping_div(2)
}
