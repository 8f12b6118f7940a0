//! Wet and dry: the two ways in which waste is weighed, kept apart by type.
//!
//! ```text
//! dry = wet · dm
//! ```
//!
//! A factor for dry waste times wet waste does not compile; the dry matter content leads from one to the other.

use crate::error::Result;
use crate::quantity::{Amount, Mass, Ratio};
use core::marker::PhantomData;

/// Weighed as it is collected, with its water.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wet;

/// Weighed without its water.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dry;

/// Waste, weighed wet or dry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waste<B> {
    mass: Amount<Mass>,
    basis: PhantomData<B>,
}

/// So much of a gas for each kg of waste on the same basis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Factor<B> {
    ratio: Ratio,
    basis: PhantomData<B>,
}

impl<B: Copy> Waste<B> {
    /// Waste of that mass.
    pub fn new(mass: impl Into<Amount<Mass>>) -> Self {
        Self { mass: mass.into(), basis: PhantomData }
    }

    /// Its mass, not yet divided out.
    pub fn mass(self) -> Amount<Mass> {
        self.mass
    }

    /// What it gives at a factor for the same basis.
    ///
    /// ```
    /// use citycarbon::methods::basis::{Factor, Waste, Wet};
    /// use citycarbon::quantity::{Mass, Ratio};
    /// // 250 t composted, 4 g CH4 for each kg of wet waste (IPCC 2006, vol. 5, table 4.1): 1000 kg.
    /// let waste = Waste::<Wet>::new(Mass::tonnes(250));
    /// assert_eq!(waste.gives(Factor::new(Ratio::new(4, 1000)?))?.quantity()?, Mass::kilograms(1000));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn gives(self, factor: Factor<B>) -> Result<Amount<Mass>> {
        self.mass.checked_mul(factor.ratio)
    }
}

impl Waste<Wet> {
    /// The dry matter in it.
    pub fn dry(self, dry_matter_content: Ratio) -> Result<Waste<Dry>> {
        Ok(Waste::new(self.mass.checked_mul(dry_matter_content)?))
    }
}

impl<B: Copy> Factor<B> {
    /// So much for each.
    pub fn new(ratio: Ratio) -> Self {
        Self { ratio, basis: PhantomData }
    }

    /// The number.
    pub fn ratio(self) -> Ratio {
        self.ratio
    }
}

impl Factor<Dry> {
    /// The factor of the wet waste that holds so much dry matter.
    ///
    /// ```
    /// use citycarbon::methods::basis::{Dry, Factor, Wet};
    /// use citycarbon::quantity::Ratio;
    /// // IPCC 2006, vol. 5, table 4.1: 10 g for each kg dry is 4 g for each kg wet, at 60 % moisture.
    /// let wet: Factor<Wet> = Factor::<Dry>::new(Ratio::new(10, 1000)?).wet(Ratio::new(4, 10)?)?;
    /// assert_eq!(wet.ratio().evaluate()?.value().to_string(), "0.004");
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn wet(self, dry_matter_content: Ratio) -> Result<Factor<Wet>> {
        Ok(Factor::new(self.ratio.checked_mul(dry_matter_content)?))
    }
}
