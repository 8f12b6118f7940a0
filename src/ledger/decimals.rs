//! A column of decimals as integers, where they are short ones.

use super::column_sums::{ColumnSums, Number};
use super::powers::POWERS;
use crate::error::Result;
use crate::quantity::Exact;
use rust_decimal::Decimal;

/// Decimals that are looked at for the digits of all.
const LOOKED_AT: usize = 1 << 12;

/// Decimals that are turned into integers at a time: they stay in the nearest cache.
const CHUNK: usize = 512;

/// The most digits after the dot that the quick sums of decimals have.
const FINEST: u32 = 12;

/// The digits after the dot of a column's quick sums.
pub(super) fn scale_of(decimals: &[Decimal]) -> u32 {
    decimals.iter().take(LOOKED_AT).map(Decimal::scale).max().unwrap_or(0).min(FINEST)
}

impl ColumnSums {
    /// As `take`, of decimals. A function of its own: next to it in one function, the loop of integers was compiled into a slower one.
    #[inline(never)]
    pub(super) fn take_decimals<K: Number, G: Number>(
        &mut self,
        quick: &mut [i64],
        decimals: &[Decimal],
        kinds: &[K],
        groups: &[G],
    ) -> Result<()> {
        let mut short = [0_i64; CHUNK];
        let chunks = decimals.chunks(CHUNK).zip(kinds.chunks(CHUNK).zip(groups.chunks(CHUNK)));
        for (decimals, (kinds, groups)) in chunks {
            // A stretch of short decimals of one scale is turned into integers first: without a branch, many at a time.
            if all_scaled(decimals, self.scale(), &mut short) {
                self.take(quick, &short, kinds, groups)?;
                continue;
            }
            for ((decimal, kind), group) in decimals.iter().zip(kinds).zip(groups) {
                match scaled(decimal, self.scale()) {
                    Some(mantissa) => self.take(quick, &[mantissa], &[*kind], &[*group])?,
                    None => {
                        self.take_exact(*kind, *group, Exact::from(*decimal))?;
                    }
                }
            }
        }
        Ok(())
    }
}

/// Decimals as integers with so many digits after the dot; whether all of them are short ones with just as many.
fn all_scaled(decimals: &[Decimal], scale: u32, short: &mut [i64; CHUNK]) -> bool {
    let mut odd = 0_u32;
    for (decimal, short) in decimals.iter().zip(short) {
        let parts = decimal.unpack();
        odd |= parts.hi | (parts.mid & !(u32::MAX >> 1)) | (parts.scale ^ scale);
        let size = i64::from(parts.mid) << 32 | i64::from(parts.lo);
        // All ones where it is below zero: the two's complement without a branch.
        let sign = i64::from(parts.negative).wrapping_neg();
        *short = (size ^ sign).wrapping_sub(sign);
    }
    odd == 0
}

/// A decimal as an integer with so many digits after the dot, if it is a short one.
#[inline]
fn scaled(decimal: &Decimal, scale: u32) -> Option<i64> {
    let parts = decimal.unpack();
    // With nothing in the highest word and the top bit, the others are an i64.
    if parts.hi != 0 || parts.mid > u32::MAX >> 1 {
        return None;
    }
    let size = i64::from(parts.mid) << 32 | i64::from(parts.lo);
    let mantissa = if parts.negative { size.wrapping_neg() } else { size };
    if parts.scale == scale {
        return Some(mantissa);
    }
    let lift = scale.checked_sub(parts.scale)?;
    mantissa.checked_mul(*POWERS.get(usize::try_from(lift).ok()?)?)
}
