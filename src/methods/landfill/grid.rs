//! Many series at once: every stream at every site over the same years, in integers.
//!
//! The recurrence is that of [`FirstOrderDecay`], and so are its digits: a law compares the two. What differs is the way in: waste as
//! whole numbers of one amount, and parameters as decimals, so that the carbon of a deposit is one multiplication, and only what
//! decomposes in the city comes out.

use super::stock::{self, FirstOrderDecay, held, too_large};
use crate::error::{Message, Result};
use crate::quantity::{Amount, CLOSING_PLACES, Exact, Mass, Quantity, Ratio, part};

/// The most that all deposits together may be, in 10^-12 kg.
const MOST: u128 = stock::MOST.unsigned_abs();

/// How many sites are computed side by side, so that the processor need not wait for one multiplication after the other.
const LANES: usize = 4;

/// Waste of every site, stream and year, in this order: all years of the first stream at the first site first.
#[derive(Clone, Copy, Debug)]
pub struct DecayGrid<'a> {
    /// How often `of` was landfilled.
    pub waste: &'a [u64],
    /// What one count represents.
    pub of: Mass,
    /// Years of every series.
    pub years: usize,
    /// Each stream: degradable carbon times the part that decomposes, and its decay.
    pub streams: &'a [(Exact, FirstOrderDecay)],
    /// The correction factor of each site.
    pub sites: &'a [Exact],
}

impl DecayGrid<'_> {
    /// Carbon that decomposes in each year at all sites together.
    ///
    /// # Errors
    /// A number of counts that is not sites times streams times years; sums past 10^25 kg.
    pub fn decomposed(&self) -> Result<Vec<Mass>> {
        let cells = self.sites.len().checked_mul(self.streams.len()).and_then(|series| series.checked_mul(self.years));
        if cells != Some(self.waste.len()) {
            return Err(Message::NotEverySeries { value: self.waste.len().to_string().into() }.into());
        }
        let mut sums = vec![0_u128; self.years];
        if self.years > 0 && !self.streams.is_empty() {
            match self.carbon() {
                Some(carbon) => self.by_whole_numbers(&carbon, &mut sums)?,
                None => self.by_deposits(&mut sums)?,
            }
        }
        sums.into_iter().map(mass).collect()
    }

    /// Carbon of one count in 10^-12 kg, by site and stream, where each is a whole number; none where one is not.
    fn carbon(&self) -> Option<Vec<u64>> {
        let scale = |numbers: &mut dyn Iterator<Item = Exact>| numbers.map(Exact::scale).max();
        let of = self.of.base();
        let stream_scale = scale(&mut self.streams.iter().map(|(carbon, _)| *carbon))?;
        let site_scale = scale(&mut self.sites.iter().copied())?;
        // A kilogram of carbon is 10^12; the digits of the three factors come out of it, or out of the zeros of the amount.
        let unit = Exact::from(1_i64).checked_mul(of).ok()?;
        let lift = i64::from(CLOSING_PLACES).checked_sub(i64::from(stream_scale))?.checked_sub(i64::from(site_scale))?;
        let unit = if lift >= 0 {
            unit.at_scale(u32::try_from(lift).ok()?)?
        } else {
            let (whole, down) = (unit.at_scale(0)?, 10_i128.checked_pow(u32::try_from(lift.unsigned_abs()).ok()?)?);
            (whole.checked_rem(down)? == 0).then(|| whole.checked_div(down))??
        };
        let streams = self.streams.iter().map(|(carbon, _)| carbon.at_scale(stream_scale)).collect::<Option<Vec<i128>>>()?;
        let mut carbon = Vec::with_capacity(self.sites.len().checked_mul(streams.len())?);
        for site in self.sites {
            let site = u128::try_from(site.at_scale(site_scale)?.checked_mul(unit)?).ok()?;
            for stream in &streams {
                carbon.push(u64::try_from(u128::try_from(*stream).ok()?.checked_mul(site)?).ok()?);
            }
        }
        Some(carbon)
    }

    /// By whole numbers, several sites at a time.
    fn by_whole_numbers(&self, carbon: &[u64], sums: &mut [u128]) -> Result<()> {
        let counts = self.bound(carbon)?;
        let streams = self.streams.len();
        let stride = streams.saturating_mul(self.years);
        let groups = self.waste.chunks(stride.saturating_mul(LANES)).zip(carbon.chunks(streams.saturating_mul(LANES)));
        for (waste, carbon) in groups {
            for (at, (_, decay)) in self.streams.iter().enumerate() {
                let of_stream = waste.chunks_exact(stride).zip(carbon.chunks_exact(streams));
                let mut lanes = of_stream.filter_map(|(waste, carbon)| {
                    let from = at.saturating_mul(self.years);
                    Some((waste.get(from..from.saturating_add(self.years))?, *carbon.get(at)?))
                });
                match [lanes.next(), lanes.next(), lanes.next(), lanes.next()] {
                    [Some(a), Some(b), Some(c), Some(d)] => together(*decay, [a, b, c, d], counts, sums),
                    fewer => fewer.into_iter().flatten().for_each(|lane| together(*decay, [lane], counts, sums)),
                }
            }
        }
        Ok(())
    }

    /// Rejects what could pass the bound, taken once for all cells; gives a number that no count is above.
    fn bound(&self, carbon: &[u64]) -> Result<u64> {
        // No count is above all their bits together.
        let counts = self.waste.iter().fold(0, |bits, count| bits | count);
        let most = carbon.iter().copied().max().unwrap_or(0);
        let all = u128::from(counts).checked_mul(u128::from(most)).zip(u128::try_from(self.waste.len()).ok());
        let all = all.and_then(|(deposit, cells)| deposit.checked_mul(cells));
        all.filter(|sum| *sum < MOST).map(|_| counts).ok_or_else(too_large)
    }

    /// Deposit by deposit, for factors of more digits.
    fn by_deposits(&self, sums: &mut [u128]) -> Result<()> {
        let mut total = 0_u128;
        let series = self.sites.iter().flat_map(|site| self.streams.iter().map(move |stream| (site, stream)));
        for ((site, (carbon, decay)), counts) in series.zip(self.waste.chunks_exact(self.years)) {
            let of = carbon.checked_mul(*site)?.checked_mul(self.of.base())?;
            let mut open = 0;
            for (sum, count) in sums.iter_mut().zip(counts) {
                let deposit = units(of.checked_mul(Exact::from(*count))?)?;
                total = total.checked_add(deposit).filter(|total| *total < MOST).ok_or_else(too_large)?;
                let (decomposed, left) = decay.units(open, deposit);
                open = left;
                *sum = sum.wrapping_add(decomposed);
            }
        }
        Ok(())
    }
}

/// A deposit in 10^-12 kg.
fn units(deposit: Exact) -> Result<u128> {
    let rounded = held(Amount::<Mass>::new(Ratio::from(deposit)))?.number().numerator();
    rounded.at_scale(CLOSING_PLACES).and_then(|units| u128::try_from(units).ok()).ok_or_else(too_large)
}

/// So many 10^-12 kg.
fn mass(units: u128) -> Result<Mass> {
    Ok(Mass::from_base(Exact::new(i128::try_from(units).map_err(|_| too_large())?, CLOSING_PLACES)?))
}

impl FirstOrderDecay {
    /// One year in 10^-12 kg, for sums below [`MOST`]: what decomposes, and what is left.
    #[inline]
    fn units(self, open: u128, deposit: u128) -> (u128, u128) {
        let kept = part(open, self.keep);
        let left = self.first.map_or(deposit, |first| part(deposit, first));
        // What is kept is never more than what there was, and the bound limits the sums.
        let stock = kept.wrapping_add(left);
        (open.wrapping_add(deposit).wrapping_sub(stock), stock)
    }

    /// Whether a stock stays below 2^64 for ever, when each deposit is at most this number times this amount: a stock is at most
    /// (deposit + 1) / (1 − e^(−k)), the rounding included.
    fn stays_narrow(self, counts: u64, carbon: u64) -> bool {
        let gone = (1_u128 << 64).wrapping_sub(u128::from(self.keep));
        u128::from(counts).wrapping_mul(u128::from(carbon)).saturating_add(1) < gone
    }

    /// One year of a stock that stays narrow: as [`Self::units`], in half the width. What decomposes is right even where stock and
    /// deposit together wrap, because it is below 2^64 itself.
    #[inline]
    fn narrow_units(self, open: u64, deposit: u64) -> (u64, u64) {
        let left = self.first.map_or(deposit, |first| narrow_part(deposit, first));
        let stock = narrow_part(open, self.keep).wrapping_add(left);
        (open.wrapping_add(deposit).wrapping_sub(stock), stock)
    }
}

/// A fraction in 2^-64 of an amount below 2^64, to the nearest.
#[inline]
fn narrow_part(amount: u64, fraction: u64) -> u64 {
    #[allow(clippy::cast_possible_truncation)] // A fraction below one of 64 bits has no more.
    let part = (u128::from(amount).wrapping_mul(u128::from(fraction)).wrapping_add(1 << 63) >> 64) as u64;
    part
}

/// Some series of one decay, a year at a time; the bound limits the sums, and no count is above `counts`.
#[inline]
fn together<const N: usize>(decay: FirstOrderDecay, lanes: [(&[u64], u64); N], counts: u64, sums: &mut [u128]) {
    let most = lanes.iter().map(|(_, carbon)| *carbon).max().unwrap_or(0);
    if decay.stays_narrow(counts, most) {
        return together_narrow(decay, lanes, sums);
    }
    let mut stocks = [0_u128; N];
    for (year, sum) in sums.iter_mut().enumerate() {
        let mut decomposed = 0_u128;
        for (stock, (counts, carbon)) in stocks.iter_mut().zip(lanes) {
            let count = counts.get(year).copied().unwrap_or(0);
            let (gone, left) = decay.units(*stock, u128::from(count).wrapping_mul(u128::from(carbon)));
            *stock = left;
            decomposed = decomposed.wrapping_add(gone);
        }
        *sum = sum.wrapping_add(decomposed);
    }
}

/// The same where no stock passes 64 bits.
#[inline]
fn together_narrow<const N: usize>(decay: FirstOrderDecay, lanes: [(&[u64], u64); N], sums: &mut [u128]) {
    let mut stocks = [0_u64; N];
    for (year, sum) in sums.iter_mut().enumerate() {
        let mut decomposed = 0_u128;
        for (stock, (counts, carbon)) in stocks.iter_mut().zip(lanes) {
            let count = counts.get(year).copied().unwrap_or(0);
            let (gone, left) = decay.narrow_units(*stock, count.wrapping_mul(carbon));
            *stock = left;
            decomposed = decomposed.wrapping_add(u128::from(gone));
        }
        *sum = sum.wrapping_add(decomposed);
    }
}
