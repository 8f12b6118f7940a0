//! Short numbers with more digits after the dot.

/// Ten to the powers from 0 to 18.
pub(super) const POWERS: [i64; 19] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// A mantissa with so many more digits after the dot; none past 18 of them.
#[inline]
pub(super) fn lifted(mantissa: i64, lift: u32) -> Option<i128> {
    let power = POWERS.get(usize::try_from(lift).ok()?)?;
    // Two of half the width fit for sure.
    Some(i128::from(mantissa).wrapping_mul(i128::from(*power)))
}
