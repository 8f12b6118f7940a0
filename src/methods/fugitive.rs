//! Gas that escapes from coal mines and gas networks (GPC I.7 and I.8).
//!
//! ```text
//! segment = A · EF          mine = P · (EFm + EFp) · ρ − R          abandoned = N · g · EFa · ρ − R
//! flared: CO2 = η · V · ρ · 44/16          unburnt CH4 = (1 − η) · V · ρ
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | gas through a segment, length of its pipes, or what leaks, counted | litre, km, head |
//! | EF | gas for each of it | kg/litre, kg/km, kg/head |
//! | P | raw coal mined | kg |
//! | `EFm`, `EFp` | methane of mining, and after mining | litre/kg |
//! | ρ | density of methane: 0.67 kg/m3 at 20 degrees C and 1 atmosphere | kg/litre |
//! | R | methane recovered and used or flared | kg |
//! | N | abandoned mines of an interval that are not flooded | head |
//! | g | part of them that were gassy | head/head |
//! | `EFa` | methane of a gassy mine in the year | litre/head |
//! | η | part that burns in the flare: 0.98 in the guidelines | kg/kg |
//! | V | methane flared | litre |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 4, eq. 4.1.1 to 4.1.9, 4.1.10 and 4.2.1, 4.2.2; the same equations in 2019. Methane that is
//! burnt for energy counts as a fuel where it is burnt. What leaks is methane of fossil origin.

use super::{ChainTerm, product};
use crate::error::Result;
use crate::quantity::{Amount, Heads, Mass, Quantity, Ratio, Volume};

/// A gas of one segment of the oil and gas industry: activity times factor.
pub fn segment<Q: Quantity>(activity: Q, factor: Ratio) -> Result<Amount<Mass>> {
    product(Amount::from(activity), &[ChainTerm::of("factor", factor)])
}

/// A mine, or all mines of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mine {
    /// Raw coal.
    pub production: Mass,
    /// Methane of mining for each unit of coal.
    pub mining: Ratio,
    /// Methane after mining.
    pub post_mining: Ratio,
}

impl Mine {
    /// The methane that comes out, by volume.
    ///
    /// ```
    /// use citycarbon::methods::{fugitive::Mine, weighed};
    /// use citycarbon::quantity::{Mass, Ratio, Volume};
    /// // 1000 t of coal from 200 to 400 m: 1000 · (18 + 2.5) = 20,500 m3, at 0.67 kg/m3 13,735 kg (IPCC 2006, vol. 2, eq. 4.1.3, 4.1.4).
    /// let mine = Mine { production: Mass::tonnes(1000), mining: Ratio::new(18, 1)?, post_mining: Ratio::new(25, 10)? };
    /// assert_eq!(mine.methane()?.quantity()?, Volume::cubic_metres(20_500));
    /// assert_eq!(weighed(mine.methane()?, Ratio::new(67, 100_000)?)?.quantity()?, Mass::kilograms(13_735));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self) -> Result<Amount<Volume>> {
        Ok(Amount::new(self.mining.checked_add(self.post_mining)?.checked_mul(self.production.base())?))
    }
}

/// Mines abandoned in one interval of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Abandoned {
    /// How many are not flooded.
    pub mines: Heads,
    /// Part of them that were gassy.
    pub gassy_fraction: Ratio,
    /// Methane of a gassy mine in the year of the inventory.
    pub factor: Ratio,
}

impl Abandoned {
    /// The methane that comes out, by volume.
    pub fn methane(&self) -> Result<Amount<Volume>> {
        Ok(Amount::new(self.gassy_fraction.checked_mul(self.factor)?.checked_mul(self.mines.base())?))
    }
}

/// What escapes of abandoned mines: pumping may draw more than would have escaped, and then nothing does (section 4.1.5.1). Of working
/// mines more recovered than released is an error ([`emitted`](super::recovery::emitted)).
pub fn escaped_or_none(released: Mass, recovered: Mass) -> Result<Mass> {
    Ok(released.checked_sub(recovered)?.unwrap_or(Mass::ZERO))
}

/// Methane that is flared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flared {
    /// How much, by weight.
    pub methane: Mass,
    /// Part of it that burns.
    pub efficiency: Ratio,
}

impl Flared {
    /// CO2 of what burns: 44/16 of its mass.
    pub fn co2(&self) -> Result<Amount<Mass>> {
        product(
            Amount::from(self.methane),
            &[ChainTerm::of("flare-efficiency", self.efficiency), ChainTerm::constant("44/16", 44, 16)?],
        )
    }

    /// CH4 that does not burn.
    pub fn unburnt(&self) -> Result<Amount<Mass>> {
        product(Amount::from(self.methane), &[ChainTerm::one_less("flare-efficiency", self.efficiency)?])
    }
}
