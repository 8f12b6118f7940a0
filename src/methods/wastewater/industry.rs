//! Wastewater that industry treats itself: the load and nitrogen of what is produced.
//!
//! ```text
//! TOW = P · W · COD            TN = P · W · N
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | P | product | kg |
//! | W | wastewater of the product | litre/kg |
//! | COD, N | organic load, nitrogen of the wastewater | kg/litre |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 6, eq. 6.6; 2019 Refinement, eq. 6.13. What industry sends to the sewers of persons is in
//! their factors already (I, Fic) and must not be counted again.

use crate::error::Result;
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::{Input, Inputs};
use crate::quantity::{Amount, Coefficient, Mass, Scalar, Volume};

pub(super) const INDUSTRY: &[&str] = &["industry"];
pub(super) const PRODUCT: Input = Input::maybe_table("product", "kg", INDUSTRY, "product (P)");
pub(super) const GENERATION: Input =
    Input::maybe_table("wastewater-generation", "L/kg", INDUSTRY, "wastewater of each kg of product (W)");
pub(super) const WATER: Input = Input::maybe_table("wastewater", "L", INDUSTRY, "wastewater, instead of P and W");

/// Wastewater of a product: P · W.
pub fn water<N: Scalar>(
    product: Amount<Mass, N>,
    wastewater_generation: Coefficient<Volume, Mass, N>,
) -> Result<Amount<Volume, N>> {
    wastewater_generation.of(product)
}

/// What is in wastewater at a concentration: load or nitrogen (eq. 6.6; 2019: eq. 6.13).
///
/// ```
/// use citycarbon::methods::wastewater::industry::{content, water};
/// use citycarbon::quantity::{Coefficient, Mass, Volume};
/// // 1000 t of starch, 9 m3 for each tonne, 10 kg COD in each m3 (IPCC 2006, vol. 5, table 6.9): 90,000 kg.
/// let generation = Coefficient::from_parts(Volume::cubic_metres(9), Mass::tonnes(1))?;
/// let cod = Coefficient::from_parts(Mass::kilograms(10), Volume::cubic_metres(1))?;
/// let load = content(water(Mass::tonnes(1000).into(), generation)?, cod)?;
/// assert_eq!(load.quantity()?, Mass::kilograms(90_000));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn content<N: Scalar>(water: Amount<Volume, N>, concentration: Coefficient<Mass, Volume, N>) -> Result<Amount<Mass, N>> {
    concentration.of(water)
}

/// What is in the wastewater of each industry at the concentrations of an input.
pub(super) fn contents<N: Scalar>(inputs: &Inputs<N>, name: &str) -> Result<Labelled<Amount<Mass, N>>> {
    let concentration = Labelled::<Coefficient<Mass, Volume, N>>::coefficients(inputs, name, "industry")?;
    let product = Labelled::<Amount<Mass, N>>::amounts(inputs, "product", "industry")?.known(&concentration)?;
    let generation = Labelled::coefficients(inputs, "wastewater-generation", "industry")?.known(&product)?;
    let given = Labelled::<Amount<Volume, N>>::amounts(inputs, "wastewater", "industry")?.known(&concentration)?;
    concentration.turned(|industry, concentration| {
        let of_product = |product| water(product, generation.need(industry)?);
        let ways = [
            ("wastewater", given.get(industry).map(Ok)),
            ("product with wastewater-generation", product.get(industry).map(of_product)),
        ];
        content(just_one(industry, ways)?.1?, concentration)
    })
}
