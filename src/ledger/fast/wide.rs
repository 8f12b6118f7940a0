//! Amounts read as one wide word.

use crate::ledger::amount::short;

/// The short number that a cell of a block holds, read as one wide word; none for any other, right or wrong.
#[inline]
pub(super) fn amount(block: &[u8], start: usize, end: usize) -> Option<(i64, u32)> {
    let negative = block.get(start) == Some(&b'-');
    let start = start.wrapping_add(usize::from(negative));
    let length = end.checked_sub(start)?;
    let cells = block.get(..end)?;
    let (mantissa, scale) = match (cells.last_chunk::<8>(), cells.last_chunk::<16>()) {
        (Some(tail), _) if length <= 8 => upto_eight(*tail, length)?,
        (_, Some(tail)) if length <= 16 => upto_sixteen(*tail, length)?,
        _ => short(block.get(start..end).filter(|digits| digits.first() != Some(&b'-'))?)?,
    };
    Some((if negative { mantissa.wrapping_neg() } else { mantissa }, scale))
}

/// Reads the last bytes of a chunk as digits with at most one dot between them, all in one wide integer.
macro_rules! wide_digits {
    ($name:ident, $integer:ty, $bytes:literal, $top:literal, $number:expr) => {
        #[inline]
        fn $name(tail: [u8; $bytes], length: usize) -> Option<(i64, u32)> {
            const fn all(byte: u8) -> $integer {
                <$integer>::from_le_bytes([byte; $bytes])
            }
            // The first character is the lowest byte. What is before the cell is taken for leading zeros.
            let length = u32::try_from(length).ok().filter(|length| (1..=$bytes).contains(length))?;
            let before = ($bytes as u32).wrapping_sub(length).wrapping_mul(8);
            let cell = (<$integer>::from_le_bytes(tail) ^ all(b'0')) & (<$integer>::MAX << before);
            // The high bit of each byte that is a dot, exact for the lowest; a second dot is no digit and is seen to below.
            let other = cell ^ all(b'.' ^ b'0');
            let dots = other.wrapping_sub(all(1)) & !other & all(0x80);
            let dot = (dots & dots.wrapping_neg()) >> 7;
            // Without a dot, everything is below it.
            let below = dot.wrapping_sub(1);
            let above = !(below | dot.wrapping_mul(0xff));
            let (lift, scale) = if dots == 0 { (0, 0) } else { (8, ($bytes - 1_u32).wrapping_sub(dots.trailing_zeros() >> 3)) };
            let digits = (cell & above) | ((cell & below) << lift);
            // A dot at either end, or what is no digit.
            let ends = dot & (1 << before | 1 << $top);
            if ends | ((digits.wrapping_add(all(0x76)) | digits) & all(0x80)) != 0 {
                return None;
            }
            Some(($number(digits)?, scale))
        }
    };
}

/// The number of eight digits, the first of them in the lowest byte: pairs, then fours, then all.
#[inline]
fn eight(digits: u64) -> u64 {
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff
}

wide_digits!(upto_eight, u64, 8, 56, |digits| i64::try_from(eight(digits)).ok());
wide_digits!(upto_sixteen, u128, 16, 120, |digits: u128| {
    let half = |bits: u128| i64::try_from(eight(u64::try_from(bits & u128::from(u64::MAX)).ok()?)).ok();
    Some(half(digits)?.wrapping_mul(100_000_000).wrapping_add(half(digits >> 64)?))
});

#[cfg(test)]
mod tests {
    use super::amount;
    use crate::ledger::amount::{RowAmount, short};
    use crate::quantity::NumberFormat;
    use proptest::prelude::*;

    proptest! {
        /// Read as a wide word, a cell is what it is read byte by byte, or left to that.
        #[test]
        fn a_wide_word_reads_as_bytes_do(
            cell in prop_oneof!["-?[0-9]{0,20}(\\.[0-9]{0,9})?", "[0-9.]{1,17}", "[-0-9./:\u{0}\u{e}\u{1e}\u{3e}é]{1,9}"],
            before in prop_oneof![Just(""), Just("1.2-3"), Just("99999999999999999999,"), Just("................,")],
        ) {
            let block = format!("{before}{cell},7.");
            let (start, end) = (before.len(), before.len() + cell.len());
            let bytes = short(cell.as_bytes());
            prop_assert_eq!(amount(block.as_bytes(), start, end), bytes);
            if let Some((mantissa, scale)) = bytes {
                let whole = NumberFormat::default().parse(&cell).unwrap();
                prop_assert_eq!(RowAmount::Short(mantissa, scale).exact().unwrap(), whole);
            }
        }
    }
}
