//! Numbers that fit a quantity in any unit.

use super::Exact;

/// A number of at most 128 bits, such as the constructors of quantities take: times the multiplier of any unit it is still exact.
///
/// Integers, and `rust_decimal::Decimal` with the feature `decimal`.
pub trait BoundedNumber: Into<Exact> + super::sealed::SealedBounded {}

macro_rules! bounded {
    ($($integer:ty)*) => { $(
        impl super::sealed::SealedBounded for $integer {}

        impl BoundedNumber for $integer {}
    )* };
}
bounded!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);
