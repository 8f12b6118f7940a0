//! Where cells and records end in a block, found many bytes at a time.

use super::block::Block;
use wide::u8x16;

/// Bytes that are looked at together.
const STRIDE: usize = 64;

/// The ends of a block's cells and records, quoted or not: what a walk over plain records goes by.
///
/// Places are of 32 bits; a block that is longer than they reach has no index.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// Where cells start: the block's first, then the place after every delimiter and line feed.
    starts: Ends,
    /// The places after line feeds.
    feeds: Vec<u32>,
    /// Where quotes and carriage returns are.
    odd: Vec<u32>,
}

/// The bytes that are looked for, each sixteen times: made once for a block.
struct Wanted {
    delimiter: u8x16,
    feed: u8x16,
    quote: u8x16,
    carriage: u8x16,
}

/// Which bytes of a stride are which, a bit for each.
#[derive(Clone, Copy, Default)]
struct Masks {
    /// Delimiters and line feeds.
    ends: u64,
    feeds: u64,
    odd: u64,
}

impl Index {
    /// Reads a block; false where it is too long.
    pub(crate) fn fill(&mut self, block: &Block, delimiter: u8) -> bool {
        let bytes = block.bytes.as_slice();
        self.feeds.clear();
        self.odd.clear();
        let (Ok(mut base), Ok(_)) = (u32::try_from(block.start), u32::try_from(bytes.len().saturating_add(STRIDE))) else {
            return false;
        };
        self.starts.begin(base);
        let (strides, rest) = bytes.get(block.start..).unwrap_or_default().as_chunks::<STRIDE>();
        let mut last = [0; STRIDE];
        for (to, from) in last.iter_mut().zip(rest) {
            *to = *from;
        }
        let wanted = Wanted::new(delimiter);
        for stride in strides.iter().chain([&last]) {
            let Masks { ends, feeds, odd } = wanted.masks(stride);
            self.starts.extend(ends, base);
            each(feeds, |bit| self.feeds.push(base.wrapping_add(bit).wrapping_add(1)));
            each(odd, |bit| self.odd.push(base.wrapping_add(bit)));
            base = base.wrapping_add(64);
        }
        true
    }

    pub(super) fn starts(&self) -> &[u32] {
        self.starts.places.get(..self.starts.held).unwrap_or_default()
    }

    pub(super) fn feeds(&self) -> &[u32] {
        &self.feeds
    }

    pub(super) fn odd(&self) -> &[u32] {
        &self.odd
    }
}

/// A list that is written eight places at a time, of which some are then written over; it never shrinks.
#[derive(Debug, Default)]
struct Ends {
    places: Vec<u32>,
    held: usize,
}

impl Ends {
    fn begin(&mut self, place: u32) {
        if self.places.is_empty() {
            self.places.resize(1 << 12, 0);
        }
        if let Some(first) = self.places.first_mut() {
            *first = place;
        }
        self.held = 1;
    }

    /// Adds the place after each bit of a stride.
    #[inline]
    fn extend(&mut self, mut mask: u64, base: u32) {
        let count = usize::try_from(mask.count_ones()).unwrap_or(0);
        if self.places.len() < self.held.saturating_add(STRIDE) {
            self.places.resize(self.places.len().saturating_mul(2), 0);
        }
        let base = base.wrapping_add(1);
        let mut from = self.held;
        while mask != 0 {
            let Some((eight, _)) = self.places.get_mut(from..).and_then(|rest| rest.split_first_chunk_mut::<8>()) else { break };
            for place in eight {
                *place = base.wrapping_add(mask.trailing_zeros());
                mask &= mask.wrapping_sub(1);
            }
            from = from.wrapping_add(8);
        }
        self.held = self.held.wrapping_add(count);
    }
}

#[inline]
fn each(mut mask: u64, mut take: impl FnMut(u32)) {
    while mask != 0 {
        take(mask.trailing_zeros());
        mask &= mask.wrapping_sub(1);
    }
}

impl Wanted {
    fn new(delimiter: u8) -> Self {
        let [feed, quote, carriage] = [u8x16::splat(b'\n'), u8x16::splat(b'"'), u8x16::splat(b'\r')];
        Self { delimiter: u8x16::splat(delimiter), feed, quote, carriage }
    }

    #[inline]
    fn masks(&self, stride: &[u8; STRIDE]) -> Masks {
        let mut masks = Masks::default();
        let (words, _) = stride.as_chunks::<16>();
        for word in words.iter().rev() {
            let word = u8x16::new(*word);
            let feeds = word.cmp_eq(self.feed);
            masks.ends = (masks.ends << 16) | bits(word.cmp_eq(self.delimiter) | feeds);
            masks.feeds = (masks.feeds << 16) | bits(feeds);
            masks.odd = (masks.odd << 16) | bits(word.cmp_eq(self.quote) | word.cmp_eq(self.carriage));
        }
        masks
    }
}

/// The highest bit of each of sixteen bytes.
#[inline]
fn bits(bytes: u8x16) -> u64 {
    u64::from(bytes.move_mask().cast_unsigned() & 0xffff)
}

#[cfg(test)]
mod tests {
    use super::super::block::Block;
    use super::Index;
    use proptest::prelude::*;

    proptest! {
        /// Every place is found by looking at one byte after another.
        #[test]
        fn the_index_has_every_end(
            bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b",,,\n\n\"\r;-.\x0b\x8a".to_vec())], 0..400),
            start in 0..20_usize, delimiter in prop::sample::select(b",;\t".to_vec()),
        ) {
            let block = Block { start: start.min(bytes.len()), bytes, line: 1, index: 0 };
            let mut index = Index::default();
            // Filled twice, as a thread does.
            let before = Block { bytes: vec![b','; 700], ..Block::default() };
            let filled = index.fill(&before, delimiter) && index.fill(&block, delimiter);
            prop_assert!(filled);
            let at = |wanted: &dyn Fn(u8) -> bool| -> Vec<u32> {
                (0..).zip(&block.bytes).skip(block.start).filter(|(_, byte)| wanted(**byte)).map(|(place, _)| place).collect()
            };
            let after = |places: Vec<u32>| -> Vec<u32> { places.into_iter().map(|place| place + 1).collect() };
            let ends = [vec![u32::try_from(block.start).unwrap()], after(at(&|byte| byte == delimiter || byte == b'\n'))].concat();
            prop_assert_eq!(index.starts(), ends);
            prop_assert_eq!(index.feeds(), after(at(&|byte| byte == b'\n')));
            prop_assert_eq!(index.odd(), at(&|byte| byte == b'"' || byte == b'\r'));
        }
    }
}
