//! Wet and dry: the two ways in which waste is weighed, kept separate by type.
//!
//! ```text
//! dry = wet · dm
//! ```
//!
//! A factor for dry waste times wet waste does not compile; the dry matter content leads from one to the other.

use crate::error::Result;
use crate::quantity::{Amount, Fraction, Mass, Ratio, Scalar};
use core::marker::PhantomData;

/// Weighed as it is collected, with its water.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wet;

/// Weighed without its water.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dry;

/// Waste, weighed wet or dry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WasteMass<B, N = Ratio> {
    mass: Amount<Mass, N>,
    basis: PhantomData<B>,
}

/// So much of a gas for each kg of waste on the same basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WasteFactor<B, N = Ratio> {
    number: N,
    basis: PhantomData<B>,
}

impl<B: Copy, N: Scalar> WasteMass<B, N> {
    /// Waste of that mass.
    pub fn new(mass: impl Into<Amount<Mass, N>>) -> Self {
        Self { mass: mass.into(), basis: PhantomData }
    }

    /// Its mass, not yet divided out.
    pub fn mass(self) -> Amount<Mass, N> {
        self.mass
    }

    /// What it gives at a factor for the same basis.
    ///
    /// ```
    /// use citycarbon::methods::basis::{WasteFactor, WasteMass, Wet};
    /// use citycarbon::quantity::{Mass, Ratio};
    /// // 250 t composted, 4 g CH4 for each kg of wet waste (IPCC 2006, vol. 5, table 4.1): 1000 kg.
    /// let waste = WasteMass::<Wet>::new(Mass::tonnes(250));
    /// assert_eq!(waste.gives(WasteFactor::new(Ratio::new(4, 1000)?))?.quantity()?, Mass::kilograms(1000));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn gives(self, factor: WasteFactor<B, N>) -> Result<Amount<Mass, N>> {
        self.mass.checked_mul(factor.number)
    }
}

impl<N: Scalar> WasteMass<Wet, N> {
    /// The dry matter in it.
    pub fn dry(self, dry_matter_content: Fraction<N>) -> Result<WasteMass<Dry, N>> {
        Ok(WasteMass::new(self.mass.part(dry_matter_content)?))
    }
}

impl<B: Copy, N: Scalar> WasteFactor<B, N> {
    /// So much for each.
    pub fn new(number: N) -> Self {
        Self { number, basis: PhantomData }
    }

    /// The number.
    pub fn number(self) -> N {
        self.number
    }
}

impl<N: Scalar> WasteFactor<Dry, N> {
    /// The factor of the wet waste with this share of dry matter.
    ///
    /// ```
    /// use citycarbon::methods::basis::{Dry, WasteFactor, Wet};
    /// use citycarbon::quantity::{Fraction, Ratio};
    /// // IPCC 2006, vol. 5, table 4.1: 10 g for each kg dry is 4 g for each kg wet, at 60 % moisture.
    /// let wet: WasteFactor<Wet> = WasteFactor::<Dry>::new(Ratio::new(10, 1000)?).wet(Fraction::from_parts(4, 10)?)?;
    /// assert_eq!(wet.number().evaluate()?.value().to_string(), "0.004");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn wet(self, dry_matter_content: Fraction<N>) -> Result<WasteFactor<Wet, N>> {
        Ok(WasteFactor::new(self.number.checked_mul(dry_matter_content.number())?))
    }
}
