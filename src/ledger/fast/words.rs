//! Words that were met, found again by their bytes.
#![allow(clippy::inline_always)] // As calls, the parts of a look-up hand each other their words through memory, a third slower.

/// The number of every wrong word.
pub(super) const WRONG: u32 = u32::MAX;

/// The longest word that is held.
const LONGEST: usize = 256;

/// Words that are held at a time.
const MOST: usize = (1 << 16) - 1;

/// Places that a word may be at; where all are taken by others, there are more places.
const STEPS: usize = 8;

/// The first bytes of eight, 0 to 8 of them.
const LOW: [u64; 9] =
    [0, 0xff, 0xffff, 0x00ff_ffff, 0xffff_ffff, 0x00ff_ffff_ffff, 0xffff_ffff_ffff, 0x00ff_ffff_ffff_ffff, u64::MAX];

/// The last bytes of eight, 0 to 8 of them.
const HIGH: [u64; 9] = [
    0,
    0xff << 56,
    0xffff << 48,
    0x00ff_ffff << 40,
    0xffff_ffff << 32,
    0x00ff_ffff_ffff << 24,
    0xffff_ffff_ffff << 16,
    0x00ff_ffff_ffff_ffff << 8,
    u64::MAX,
];

/// A word of a block: its first, second and last eight bytes, and its length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Probe {
    first: u64,
    /// 0 where the two others are all of it.
    second: u64,
    last: u64,
    length: usize,
    end: usize,
}

impl Probe {
    /// The word from `start` to `end`; none within sixteen bytes of the block's end or eight of its start, or where it is too long.
    #[inline(always)]
    pub(super) fn new(block: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end.checked_sub(start).filter(|length| *length <= LONGEST)?;
        let start: &[u8; 16] = block.get(start..)?.first_chunk()?;
        let last = u64::from_le_bytes(*block.get(..end)?.last_chunk()?);
        let both = u128::from_le_bytes(*start);
        let (first, second) = (low_half(both), low_half(both >> 64));
        // What is next to a shorter word is masked out.
        let low = *LOW.get(length.min(8))?;
        let high = *HIGH.get(length.min(8))?;
        let second = if length > 16 { second } else { 0 };
        Some(Self { first: first & low, second, last: last & high, length, end })
    }

    /// Eight bytes as a word of their own.
    #[inline(always)]
    pub(super) fn eight(block: &[u8], start: usize) -> Option<Self> {
        let first = u64::from_le_bytes(*block.get(start..)?.first_chunk()?);
        Some(Self { first, second: 0, last: first, length: 8, end: start.wrapping_add(8) })
    }

    /// The whole word, if the three parts are not all of it.
    #[inline(always)]
    fn long<'b>(&self, block: &'b [u8]) -> Option<&'b [u8]> {
        block.get(self.end.wrapping_sub(self.length)..self.end).filter(|word| word.len() > 24)
    }
}

#[inline(always)]
fn low_half(bits: u128) -> u64 {
    // The mask leaves what fits.
    u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0)
}

/// Half a line of the cache.
#[derive(Clone, Copy, Debug, Default)]
struct HeldWord {
    first: u64,
    second: u64,
    last: u64,
    value: u32,
    /// Length and kind; 0 where there is no word.
    tag: u16,
    /// One more than the number of its text, for a long word.
    text: u16,
}

impl HeldWord {
    #[inline(always)]
    fn is(&self, probe: &Probe, tag: u16) -> bool {
        self.tag == tag && self.first == probe.first && self.second == probe.second && self.last == probe.last
    }
}

/// Words of two kinds, each with a number or known to be [`WRONG`].
///
/// A look-up takes a bounded number of steps; a word that is not found may still be known to the slower reader.
#[derive(Debug, Default)]
pub(super) struct WordTable {
    list: Vec<HeldWord>,
    /// The places where a word's search may start are two to the power of this.
    bits: u32,
    held: usize,
    texts: Vec<Box<[u8]>>,
}

impl WordTable {
    #[inline(always)]
    fn place(&self, first: u64, second: u64, last: u64, tag: u16) -> usize {
        let ends = first ^ last.rotate_left(23) ^ second.rotate_left(11);
        let mixed = (ends ^ (u64::from(tag) << 40)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        // The highest bits are those that all others have a part in.
        usize::try_from(mixed.wrapping_shr(64_u32.wrapping_sub(self.bits))).unwrap_or(0)
    }

    /// The number of a word.
    #[inline(always)]
    pub(super) fn find(&self, block: &[u8], probe: &Probe, kind: bool) -> Option<u32> {
        let tag = tag(probe, kind);
        let place = self.place(probe.first, probe.second, probe.last, tag);
        let word = self.list.get(place)?;
        if word.is(probe, tag) && word.text == 0 {
            return Some(word.value);
        }
        self.find_further(block, probe, tag, place)
    }

    /// The same where the word is long, or is further on.
    fn find_further(&self, block: &[u8], probe: &Probe, tag: u16, place: usize) -> Option<u32> {
        for step in 0..STEPS {
            let word = self.list.get(place.wrapping_add(step))?;
            if word.tag == 0 {
                return None;
            }
            if word.is(probe, tag) && (word.text == 0 || self.text(word.text).is_some_and(|text| probe.long(block) == Some(text))) {
                return Some(word.value);
            }
        }
        None
    }

    fn text(&self, number: u16) -> Option<&[u8]> {
        self.texts.get(usize::from(number.checked_sub(1)?)).map(AsRef::as_ref)
    }

    /// Whether there are as many as may be held.
    pub(super) fn full(&self) -> bool {
        self.held >= MOST
    }

    /// How many there are: a number that no word has yet, where each was given how many there were.
    pub(super) fn held(&self) -> u32 {
        u32::try_from(self.held).unwrap_or(WRONG)
    }

    /// Holds a word, unless it is held.
    pub(super) fn learn(&mut self, block: &[u8], probe: &Probe, kind: bool, value: u32) {
        if self.find(block, probe, kind).is_some() {
            return;
        }
        let mut text = 0;
        if let Some(long) = probe.long(block) {
            let Ok(number) = u16::try_from(self.texts.len().saturating_add(1)) else { return };
            self.texts.push(long.into());
            text = number;
        }
        self.held = self.held.saturating_add(1);
        if self.held.saturating_mul(2) > self.list.len() {
            self.grow();
        }
        let Probe { first, second, last, .. } = *probe;
        let word = HeldWord { first, second, last, value, tag: tag(probe, kind), text };
        // A word that finds no place among many is asked for again, of the slower reader.
        while !self.put(word) && self.list.len() < MOST.saturating_mul(4) {
            self.grow();
        }
    }

    /// Makes space for twice as many.
    fn grow(&mut self) {
        self.bits = self.bits.saturating_add(1).max(9);
        let size = 1_usize.checked_shl(self.bits).unwrap_or(0).saturating_add(STEPS);
        let old = std::mem::replace(&mut self.list, vec![HeldWord::default(); size]);
        for word in old.into_iter().filter(|word| word.tag != 0) {
            self.put(word);
        }
    }

    fn put(&mut self, word: HeldWord) -> bool {
        let place = self.place(word.first, word.second, word.last, word.tag);
        let free = self.list.iter_mut().skip(place).take(STEPS).find(|held| held.tag == 0);
        free.map(|held| *held = word).is_some()
    }
}

#[inline(always)]
fn tag(probe: &Probe, kind: bool) -> u16 {
    // A word has at most 256 bytes.
    (u16::try_from(probe.length).unwrap_or(0).wrapping_add(1) << 1) | u16::from(kind)
}
