//! Numbers far from the median of their series.

use super::{Exact, Ratio, Rounding, Scalar};
use core::cmp::Ordering;

/// Many times the median, or a small part of it: a slip in unit or decimal point is a factor of 10 or more.
const FAR: i64 = 10;

/// Of fewer numbers nobody can say which one is wrong.
const FEWEST: usize = 3;

/// A number far from the median.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Far<T> {
    /// What it is of: a year, a month.
    pub(crate) of: T,
    /// Whether it is above the median.
    pub(crate) is_high: bool,
    /// How many times the smaller of the two is the larger.
    pub(crate) times: u64,
}

/// The numbers that are more than ten times the median, or less than a tenth of it. Of an even number of them the one of the two in the
/// middle counts that is nearer. What is zero is not compared: that something has begun or ended is no slip.
pub(crate) fn far_from_median<T: Copy>(numbers: &[(T, Ratio)]) -> Vec<Far<T>> {
    let above_zero = || numbers.iter().filter(|(_, number)| is_above(*number, Ratio::ZERO));
    let mut sorted: Vec<Ratio> = above_zero().map(|(_, number)| *number).collect();
    if sorted.len() < FEWEST {
        return Vec::new();
    }
    sorted.sort_by(|one, other| Scalar::compare(*one, *other).unwrap_or(Ordering::Equal));
    let (lower, upper) = (sorted.len().saturating_sub(1) / 2, sorted.len() / 2);
    let (Some(lower), Some(upper)) = (sorted.get(lower), sorted.get(upper)) else { return Vec::new() };
    let far = |(of, number): &(T, Ratio)| match times_if_far(*number, *upper) {
        Some(times) => Some(Far { of: *of, is_high: true, times }),
        None => times_if_far(*lower, *number).map(|times| Far { of: *of, is_high: false, times }),
    };
    above_zero().filter_map(far).collect()
}

/// How many times a number is a smaller one, where that is more than ten times.
pub(crate) fn times_if_far(large: Ratio, small: Ratio) -> Option<u64> {
    let is_far = is_above(large, small.checked_mul(Exact::from(FAR)).ok()?);
    let times = large.checked_div(small).ok()?.divided(0, Rounding::Down).ok()?;
    is_far.then(|| times.to_string().parse().unwrap_or(u64::MAX))
}

/// Whether a number is above another; not where they are too long to be compared.
pub(crate) fn is_above(one: Ratio, other: Ratio) -> bool {
    Scalar::compare(one, other) == Ok(Ordering::Greater)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn far(numbers: &[i64]) -> Vec<(usize, bool, u64)> {
        let numbers: Vec<_> = numbers.iter().map(|number| Exact::from(*number).into()).enumerate().collect();
        far_from_median(&numbers).into_iter().map(|far| (far.of, far.is_high, far.times)).collect()
    }

    #[test]
    fn what_is_more_than_ten_times_the_median_or_under_a_tenth_is_far() {
        assert_eq!(far(&[5, 5000, 6, 5]), [(1, true, 833)]);
        assert_eq!(far(&[5000, 5, 6000, 4000]), [(1, false, 800)]);
        assert_eq!(far(&[10, 100, 10]), []);
        assert_eq!(far(&[10, 101, 10]), [(1, true, 10)]);
        assert_eq!(far(&[1, 2, 40, 80]), []);
    }

    #[test]
    fn two_numbers_and_zero_are_not_compared() {
        assert_eq!(far(&[5, 5000]), []);
        assert_eq!(far(&[5, 5000, 0]), []);
        assert_eq!(far(&[0, 5, 5, 6]), []);
    }

    #[test]
    fn half_of_the_numbers_wrong_leaves_nothing_to_say() {
        assert_eq!(far(&[5, 5, 5000, 5000]), []);
    }
}
