//! A block: whole records of a stream.

/// Bytes that a block aims at; it grows only for a record that is longer.
pub(crate) const BLOCK: usize = 1 << 17;

/// Whole records, and the physical line the first of them starts on.
#[derive(Debug, Default)]
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    /// Where the records start; before it is the header, in the first block.
    pub(crate) start: usize,
    pub(crate) line: u64,
    /// Blocks before this one.
    pub(crate) index: u64,
}
