//! Wastewater of industry (GPC III.4): load and nitrogen of what is produced.
//!
//! ```text
//! TOW = P · W · COD            TN = P · W · N            CH4 = (TOW − S) · Bo · MCF − R
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | product | kg |
//! | W | wastewater of the product | litre/kg |
//! | COD, N | organic load, nitrogen of the wastewater | kg/litre |
//! | S, R | load that leaves as sludge; CH4 recovered | kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.4 to 6.6; N2O: 2019 Refinement, eq. 6.11 to 6.14. CH4 follows from
//! [`methane`](super::organic::methane), N2O from [`nitrous_oxide`](super::nitrogen::nitrous_oxide). COD goes with `Bo` 0.25. What industry
//! sends to the sewers of persons is in their factors already (I, Fic) and must not be counted again.

use crate::error::Result;
use crate::quantity::{Amount, Mass, Quantity, Ratio, Volume};

/// Wastewater of a product: P · W.
pub fn water(product: Mass, wastewater_generation: Ratio) -> Result<Amount<Volume>> {
    Ratio::from(product.base()).checked_mul(wastewater_generation).map(Amount::new)
}

/// What is in wastewater at a concentration: load or nitrogen (eq. 6.6; 2019: eq. 6.13).
///
/// ```
/// use citycarbon::methods::wastewater::industry::{content, water};
/// use citycarbon::quantity::{Mass, Ratio};
/// // 1000 t of starch, 9 m3 for each tonne, 10 kg COD in each m3 (IPCC 2006, vol. 5, table 6.9): 90,000 kg.
/// let water = water(Mass::tonnes(1000), Ratio::new(9, 1)?)?; // 9 m3/t is 9 litre/kg
/// assert_eq!(content(water, Ratio::new(10, 1000)?)?.quantity()?, Mass::kilograms(90_000));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn content(water: Amount<Volume>, concentration: Ratio) -> Result<Amount<Mass>> {
    water.number().checked_mul(concentration).map(Amount::new)
}
