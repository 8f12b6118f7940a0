//! Methane of abandoned coal mines (GPC I.7.1).
//!
//! ```text
//! CH4 = Σ N · g · EFa · ρ − R
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | N | abandoned mines of an interval of years that are not flooded | head |
//! | g | part of them that were gassy | head/head |
//! | `EFa` | methane of a gassy mine in the year | litre/head |
//! | ρ | density of methane: 0.67 kg/m3 at 20 degrees C and 1 atmosphere | kg/litre |
//! | R | methane recovered and used or flared | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 4, eq. 4.1.9 and 4.1.10; the same equations in 2019.

use super::DENSITY;
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output, weighed};
use crate::quantity::{Amount, Coefficient, Fraction, Heads, Mass, Ratio, Scalar, Volume};

const INTERVAL: &[&str] = &["interval"];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "abandoned-mines",
    reference: "I.7.1",
    equation: "IPCC 2006, vol. 2, ch. 4, eq. 4.1.9 and 4.1.10",
    tiers: "1",
    inputs: &[
        Input::table("mines", "head", INTERVAL, "mines abandoned in an interval of years that are not flooded"),
        Input::table("gassy-fraction", "head/head", INTERVAL, "part of them that were gassy"),
        Input::table("mine-factor", "m3/head", INTERVAL, "methane of a gassy mine in the year of the inventory")
            .factors("fugitive.coal.abandoned", "CH4_fossil"),
        DENSITY,
        Input::maybe("recovered", "kg", "methane recovered and used or flared; zero if left out (eq. 4.1.9)"),
    ],
    results: &[Output::table("released", "kg", INTERVAL), Output::one("CH4_fossil", "kg")],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let mines = Labelled::<Amount<Heads, N>>::amounts(inputs, "mines", "interval")?;
    let gassy = Labelled::shares(inputs, "gassy-fraction", "interval")?.known(&mines)?;
    let factors = Labelled::<Coefficient<Volume, Heads, N>>::coefficients(inputs, "mine-factor", "interval")?.known(&mines)?;
    let density = inputs.number("density")?;
    let (mut outcome, mut released) = (Outcome::new(), Amount::ZERO);
    for (name, count) in mines.iter() {
        let interval = AbandonedMines { mines: count, gassy_fraction: gassy.need(name)?, factor: factors.need(name)? };
        // Masses are divided out interval by interval, so that their sum is what the mines release to the last digit.
        let methane = weighed(interval.methane()?, density)?.evaluate()?;
        released = released.checked_add(methane)?;
        outcome = outcome.with_labels("released", None, &[("interval", name)], methane);
    }
    let recovered = inputs.maybe_amount("recovered")?.unwrap_or(Amount::ZERO);
    Ok(outcome.with("CH4_fossil", escaped_or_none(released, recovered)?))
}

/// Mines abandoned in one interval of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AbandonedMines<N = Ratio> {
    /// How many are not flooded.
    pub mines: Amount<Heads, N>,
    /// Part of them that were gassy.
    pub gassy_fraction: Fraction<N>,
    /// Methane of a gassy mine in the year of the inventory.
    pub factor: Coefficient<Volume, Heads, N>,
}

impl<N: Scalar> AbandonedMines<N> {
    /// The methane that comes out, by volume.
    ///
    /// ```
    /// use citycarbon::methods::fugitive::abandoned_mines::AbandonedMines;
    /// use citycarbon::quantity::{Coefficient, Fraction, Heads, Volume};
    /// // Ten mines of 1951 to 1975, three quarters gassy, 382,000 m3 each in 2005 (IPCC 2006, vol. 2, table 4.1.7): 2,865,000 m3.
    /// let mines = AbandonedMines {
    ///     mines: Heads::count(10).into(),
    ///     gassy_fraction: Fraction::from_parts(75, 100)?,
    ///     factor: Coefficient::from_parts(Volume::cubic_metres(382_000), Heads::count(1))?,
    /// };
    /// assert_eq!(mines.methane()?.quantity()?, Volume::cubic_metres(2_865_000));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn methane(&self) -> Result<Amount<Volume, N>> {
        self.factor.of(self.mines.part(self.gassy_fraction)?)
    }
}

/// What escapes of abandoned mines: pumping may draw more than would have escaped, and then nothing does (section 4.1.5.1). Of working
/// mines more recovered than released is an error ([`emitted`](crate::methods::recovery::emitted)).
pub fn escaped_or_none<N: Scalar>(released: Amount<Mass, N>, recovered: Amount<Mass, N>) -> Result<Amount<Mass, N>> {
    Ok(released.checked_sub(recovered)?.unwrap_or(Amount::ZERO))
}
