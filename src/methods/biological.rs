//! Composting and anaerobic digestion of solid waste (GPC III.2).
//!
//! ```text
//! CH4 = Σ Mᵢ · EFᵢ − R            N2O = Σ Mᵢ · EFᵢ
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Mᵢ | waste given to treatment i, wet or dry | kg |
//! | `EFᵢ` | gas generated, on the same basis | kg/kg |
//! | R | CH4 recovered in the year | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 4, eq. 4.1 and 4.2 (the 2019 Refinement changes nothing); defaults in table 4.1.
//! Wet and dry are apart by type ([`Waste`], [`Factor`]). The default for digestion is what leaks of gas that is otherwise recovered:
//! nothing may be taken off it. Gas burnt for energy belongs to energy; CO2 of compost is biogenic and not counted.

use super::basis::{Factor, Waste};
use super::recovery::emitted;
use crate::error::Result;
use crate::quantity::{Amount, Mass};

/// CH4 from biological treatment, less what is recovered.
///
/// ```
/// use citycarbon::methods::basis::{Dry, Factor, Waste};
/// use citycarbon::methods::biological::methane;
/// use citycarbon::quantity::{Mass, Ratio};
/// // 100 t of dry waste at 10 g/kg, 100 kg of it recovered: 100,000 · 0.010 − 100 = 900 kg.
/// let waste = Waste::<Dry>::new(Mass::tonnes(100));
/// let emitted = methane([(waste, Factor::new(Ratio::new(10, 1000)?))], Mass::kilograms(100))?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(900));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// More recovered than generated.
pub fn methane<B: Copy>(treated: impl IntoIterator<Item = (Waste<B>, Factor<B>)>, recovered: Mass) -> Result<Amount<Mass>> {
    emitted(generated(treated)?, recovered)
}

/// N2O from biological treatment.
///
/// ```
/// use citycarbon::methods::basis::{Factor, Waste, Wet};
/// use citycarbon::methods::biological::nitrous_oxide;
/// use citycarbon::quantity::{Mass, Ratio};
/// // 250 t composted at 0.24 g for each kg of wet waste: 60 kg.
/// let waste = Waste::<Wet>::new(Mass::tonnes(250));
/// let emitted = nitrous_oxide([(waste, Factor::new(Ratio::new(24, 100_000)?))])?;
/// assert_eq!(emitted.quantity()?, Mass::kilograms(60));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn nitrous_oxide<B: Copy>(treated: impl IntoIterator<Item = (Waste<B>, Factor<B>)>) -> Result<Amount<Mass>> {
    generated(treated)
}

fn generated<B: Copy>(treated: impl IntoIterator<Item = (Waste<B>, Factor<B>)>) -> Result<Amount<Mass>> {
    let nothing = Amount::from(Mass::ZERO);
    treated.into_iter().try_fold(nothing, |sum, (waste, factor)| sum.checked_add(waste.gives(factor)?))
}
