//! Shapley shares: what each measure adds, on average over all orders in which the measures could be taken.
//!
//! ```text
//! φᵢ = Σ over S without i of |S|! (n − 1 − |S|)! / n! · (E(S) − E(S with i))
//! ```
//!
//! | Symbol | Meaning |
//! |---|---|
//! | E(S) | emitted with the measures of S, in kg of a gas |
//! | n | measures that reach the same cells |
//!
//! The weights are whole numbers over 12!, a multiple of every n! up to it; the division is the last step. Above 12 measures the orders
//! are sampled.
//!
//! Source: L. S. Shapley, A value for n-person games, in: Contributions to the Theory of Games II (1953), eq. 13.

use super::coalitions::{Coalition, CoalitionGame, bit};
use crate::error::{Error, Operation, Result};
use crate::quantity::{CLOSING_PLACES, Exact, Ratio, Rounding, Scalar};
use core::cmp::Ordering;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// The most measures for which shares are exact.
pub(super) const MOST_EXACT: usize = 12;

/// n! for each n up to 12.
const FACTORIALS: [u64; MOST_EXACT + 1] = [1, 1, 2, 6, 24, 120, 720, 5_040, 40_320, 362_880, 3_628_800, 39_916_800, 479_001_600];

/// What exact shares are divided by.
pub(super) fn denominator() -> Exact {
    Exact::from(factorial(MOST_EXACT))
}

fn factorial(of: usize) -> u64 {
    FACTORIALS.get(of).copied().unwrap_or(0)
}

/// The weight of a coalition of `size` others in a game of `players`, over 12!.
fn weight(size: usize, players: usize) -> i128 {
    let others = players.saturating_sub(1);
    let orders = others.checked_sub(size).map_or(0, |after| factorial(size).saturating_mul(factorial(after)));
    let multiple = factorial(MOST_EXACT).checked_div(factorial(players)).unwrap_or(0);
    i128::from(orders.saturating_mul(multiple))
}

/// The shares of the players in what is saved of one gas, over 12!: `emitted` has what each coalition emits.
pub(super) fn shares(players: usize, emitted: &[Exact]) -> Result<Vec<Exact>> {
    // As integers of 128 bits where they fit.
    let scale = emitted.iter().map(|number| number.scale()).max().unwrap_or(0);
    let integers: Option<Vec<i128>> = emitted.iter().map(|number| number.at_scale(scale)).collect();
    let narrow = integers.and_then(|integers| shares_of(players, &integers, 0_i128, i128::checked_add, i128::checked_mul));
    if let Some(shares) = narrow {
        return shares.into_iter().map(|share| Exact::new(share, scale)).collect();
    }
    let (add, times) =
        (|a: Exact, b: Exact| a.checked_add(b).ok(), |number: Exact, times: i128| number.checked_mul(times.into()).ok());
    shares_of(players, emitted, Exact::ZERO, add, times).ok_or_else(|| Error::too_large(Operation::Sum))
}

/// The same of any kind of number; none where one does not fit.
fn shares_of<N: Copy>(
    players: usize,
    emitted: &[N],
    zero: N,
    add: impl Fn(N, N) -> Option<N>,
    times: impl Fn(N, i128) -> Option<N>,
) -> Option<Vec<N>> {
    // Sums by size first, so that each weight is multiplied once.
    let (all, with) = sums(players, emitted, zero, &add)?;
    let of_player = |with: &[N]| {
        let mut share = zero;
        for (size, (all, with)) in all.iter().zip(with).enumerate() {
            // Coalitions without the player count for it, those with it against it.
            let (without, others) = (weight(size, players), size.checked_sub(1).map_or(0, |others| weight(others, players)));
            share = add(share, times(*all, without)?)?;
            share = add(share, times(*with, without.checked_add(others)?.checked_neg()?)?)?;
        }
        Some(share)
    };
    with.chunks(players.checked_add(1)?).map(of_player).collect()
}

/// What coalitions of each size emit, and of them those with each player; none where a sum does not fit.
fn sums<N: Copy>(players: usize, emitted: &[N], zero: N, add: &impl Fn(N, N) -> Option<N>) -> Option<(Vec<N>, Vec<N>)> {
    let sizes = players.checked_add(1)?;
    let (mut all, mut with) = (vec![zero; sizes], vec![zero; sizes.checked_mul(players)?]);
    for (coalition, number) in emitted.iter().enumerate() {
        let size = usize::try_from(coalition.count_ones()).ok()?;
        let sum = all.get_mut(size)?;
        *sum = add(*sum, *number)?;
        let mut left = coalition;
        while left != 0 {
            let player = usize::try_from(left.trailing_zeros()).ok()?;
            left &= left.checked_sub(1)?;
            let sum = with.get_mut(player.checked_mul(sizes)?.checked_add(size)?)?;
            *sum = add(*sum, *number)?;
        }
    }
    Some((all, with))
}

/// Shares by sampled orders: the sums over these, and how far the means may be off.
pub(super) struct SampledShares {
    /// For each player the sum for each gas of the game, over the number of orders.
    pub(super) sums: Vec<Vec<Exact>>,
    /// The variance of each player's mean, in (kg CO2e)².
    pub(super) variances: Vec<Ratio>,
}

/// The shares of a game by `orders` sampled orders; `weights` are those of its gases, none for one that no total holds.
pub(super) fn sampled(game: &CoalitionGame<'_>, orders: u32, seed: u64, weights: &[Option<Exact>]) -> Result<SampledShares> {
    let players = game.players().len();
    let mut known: HashMap<Coalition, Vec<Exact>> = HashMap::new();
    let mut sums = vec![vec![Exact::ZERO; game.gases().len()]; players];
    let mut moments = vec![(Exact::ZERO, Exact::ZERO); players];
    let mut order: Vec<usize> = (0..players).collect();
    let mut numbers = Numbers(seed);
    let none = game.emitted(0)?;
    for _ in 0..orders {
        numbers.shuffle(&mut order);
        let (mut coalition, mut before) = (0, none.clone());
        for player in &order {
            coalition |= bit(*player);
            let after = match known.entry(coalition) {
                Entry::Occupied(held) => held.into_mut(),
                Entry::Vacant(free) => free.insert(game.emitted(coalition)?),
            };
            let (Some(sums), Some((sum, squares))) = (sums.get_mut(*player), moments.get_mut(*player)) else { continue };
            let mut co2e = Exact::ZERO;
            for (((before, after), sum), weight) in before.iter().zip(&*after).zip(sums).zip(weights) {
                let saved = before.checked_sub(*after)?;
                *sum = sum.checked_add(saved)?;
                co2e = co2e.checked_add(saved.checked_mul(weight.unwrap_or(Exact::ZERO))?)?;
            }
            // An error is stated to the gram.
            let co2e = co2e.round(3, Rounding::HalfEven).0;
            *sum = sum.checked_add(co2e)?;
            *squares = squares.checked_add(co2e.checked_mul(co2e)?)?;
            before.clone_from(after);
        }
    }
    let count = Exact::from(orders);
    let variance = |(sum, squares): (Exact, Exact)| {
        // (m Σx² − (Σx)²) / (m² (m − 1))
        let spread = squares.checked_mul(count)?.checked_sub(sum.checked_mul(sum)?)?;
        let of = count.checked_mul(count)?.checked_mul(count.checked_sub(Exact::ONE)?)?;
        Ratio::new(spread, of)
    };
    Ok(SampledShares { sums, variances: moments.into_iter().map(variance).collect::<Result<_>>()? })
}

/// The square root of a variance, to the next gram above.
pub(super) fn standard_error(variance: Ratio) -> Result<Exact> {
    let too_large = || Error::too_large(Operation::Number);
    let square = variance.divided(6, Rounding::HalfUp)?.at_scale(6).and_then(|square| u128::try_from(square).ok());
    let square = square.ok_or_else(too_large)?;
    let root = square.isqrt();
    let root = if root.saturating_mul(root) < square { root.saturating_add(1) } else { root };
    Exact::new(i128::try_from(root).map_err(|_| too_large())?, 3)
}

/// Shares rounded so that they add up to a total in its last digit, each by less than one unit of that digit: what is missing goes to
/// the largest remainders, of equal ones to the first in the declared order.
pub(super) fn rounded(exact: &[Ratio], total: Exact) -> Result<Vec<Exact>> {
    let places = total.scale().max(CLOSING_PLACES);
    let mut parts: Vec<Exact> = exact.iter().map(|part| part.divided(places, Rounding::Down)).collect::<Result<_>>()?;
    let missing = total.checked_sub(Exact::sum(parts.iter().copied())?)?;
    if missing.is_zero() {
        return Ok(parts);
    }
    let unit = Exact::new(if missing.is_negative() { -1 } else { 1 }, places)?;
    let units = missing.at_scale(places).and_then(|units| usize::try_from(units.unsigned_abs()).ok());
    let units = units.ok_or_else(|| Error::too_large(Operation::Division))?;
    let mut remainders = Vec::with_capacity(parts.len());
    for (at, (exact, part)) in exact.iter().zip(&parts).enumerate() {
        remainders.push((exact.checked_sub(Ratio::from(*part))?, at));
    }
    remainders.sort_by(|(a, first), (b, second)| {
        let order = a.compare(*b).unwrap_or(Ordering::Equal);
        (if missing.is_negative() { order } else { order.reverse() }).then(first.cmp(second))
    });
    for (_, at) in remainders.into_iter().take(units) {
        if let Some(part) = parts.get_mut(at) {
            *part = part.checked_add(unit)?;
        }
    }
    Ok(parts)
}

/// Numbers that look drawn, the same for the same seed: splitmix64 (G. Steele, D. Lea, C. Flood, 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^ (number >> 31)
    }

    /// Every order alike (Fisher and Yates).
    fn shuffle(&mut self, order: &mut [usize]) {
        for left in (2..=order.len()).rev() {
            let scaled = u128::from(self.next()).wrapping_mul(u128::try_from(left).unwrap_or(0)) >> 64;
            order.swap(left.wrapping_sub(1), usize::try_from(scaled).unwrap_or(0));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    fn divided(players: usize, emitted: &[Exact]) -> Vec<String> {
        let shares = shares(players, emitted).unwrap();
        shares.into_iter().map(|share| Ratio::new(share, denominator()).unwrap().reduced().to_string()).collect()
    }

    /// The glove game of textbooks: two have a left glove, the third a right one, a pair is worth 1: 1/6, 1/6, 4/6.
    #[test]
    fn the_glove_game_is_shared_as_in_textbooks() {
        let worth = |coalition: u32| i64::from(coalition & 4 != 0 && coalition & 3 != 0);
        let emitted: Vec<Exact> = (0..8).map(|coalition| Exact::from(10 - worth(coalition))).collect();
        assert_eq!(divided(3, &emitted), ["1/6", "1/6", "2/3"]);
        // The same in units of which no sum fits in 128 bits.
        let unit = exact("100000000000000000000000000000000000000");
        let wide: Vec<Exact> = emitted.iter().map(|number| number.checked_mul(unit).unwrap()).collect();
        let sixth = exact("100000000000000000000000000000000000000");
        let share = Ratio::new(sixth, 6).unwrap().reduced().to_string();
        assert_eq!(divided(3, &wide)[..2], [share.clone(), share]);
    }

    #[test]
    fn the_weights_of_all_coalitions_of_others_are_one() {
        for players in 1..=MOST_EXACT {
            // So many coalitions of each size: binomials, by the recurrence.
            let (mut count, mut sum) = (1_u64, Exact::ZERO);
            for size in 0..players {
                sum = sum.checked_add(Exact::from(weight(size, players) * i128::from(count))).unwrap();
                let others = u64::try_from(players - 1 - size).unwrap();
                count = count * others / u64::try_from(size + 1).unwrap();
            }
            assert_eq!(sum, denominator(), "{players}");
        }
    }

    #[test]
    fn what_rounding_leaves_goes_to_the_largest_remainders() {
        let third = |of: i64| Ratio::new(of, 3).unwrap();
        let rounded = |parts: &[Ratio], total: &str| {
            let parts = rounded(parts, exact(total)).unwrap();
            assert_eq!(Exact::sum(parts.iter().copied()).unwrap(), exact(total));
            parts.into_iter().map(|part| part.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(rounded(&[third(1); 3], "1"), ["0.333333333334", "0.333333333333", "0.333333333333"]);
        assert_eq!(rounded(&[third(-1); 3], "-1"), ["-0.333333333334", "-0.333333333333", "-0.333333333333"]);
        assert_eq!(rounded(&[third(1), third(2)], "1"), ["0.333333333333", "0.666666666667"]);
        assert_eq!(rounded(&[third(5), third(-2)], "1"), ["1.666666666666", "-0.666666666666"]);
        assert_eq!(rounded(&[third(1), third(-1)], "0"), ["0.333333333333", "-0.333333333333"]);
        // A total of more digits has them in its parts.
        let part = |numerator: &str| Ratio::new(exact(numerator), 3).unwrap();
        assert_eq!(
            rounded(&[part("1.0000000000001"), part("0.0000000000001"), part("0")], "0.3333333333334"),
            ["0.3333333333334", "0", "0"]
        );
    }

    #[test]
    fn an_error_is_rounded_up_to_a_gram() {
        for (variance, error) in [("4", "2"), ("2", "1.415"), ("0", "0"), ("0.000001", "0.001")] {
            assert_eq!(standard_error(exact(variance).into()).unwrap(), exact(error));
        }
    }
}
