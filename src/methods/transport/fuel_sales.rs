//! Fuel sales: what is sold in the city, as far as it is the city's (GPC II.1).
//!
//! ```text
//! E[g] = Σᵢ Fᵢ · sᵢ · EF[g,i]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Fᵢ | fuel i sold in the year within the boundary | litre, kg or MJ |
//! | sᵢ | share of it that belongs to transport of the city | |
//! | `EF[g,i]` | gas g of fuel i | kg for each of the same unit |
//!
//! Source: GPC, ch. 7, method of fuel sales; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.2.1 and 3.2.3 (tier 1).
//! Fuel sold to vehicles that leave the city is inside, fuel bought elsewhere is not. A share of 1 takes all sales as the city's; a
//! smaller one needs a survey. Nothing of it may be added to [`resident`](super::resident), [`induced`](super::induced) or
//! [`territorial`](super::territorial) results: it is the same road seen from the pump.

use super::{Factors, FuelSales, gases, share};
use crate::error::Result;
use crate::quantity::{Amount, Quantity, Ratio};

/// Emissions of one fuel.
///
/// ```
/// use citycarbon::gas::Substance;
/// use citycarbon::methods::transport::fuel_sales;
/// use citycarbon::quantity::{Energy, Mass, Per, Ratio};
/// use citycarbon::Gas;
/// // 1000 TJ of diesel sold, four fifths of it for the city's transport: 1000 · 0.8 · 74100 kg = 59280 t (table 3.2.1).
/// let co2 = [(Gas::CO2, Per::new(Mass::kilograms(74100), Energy::terajoules(1))?)];
/// let sold = fuel_sales::emissions(Energy::terajoules(1000).into(), Ratio::new(8, 10)?, &co2)?;
/// assert_eq!(sold.emissions().of(Substance::Gas(Gas::CO2)), Some(Mass::tonnes(59280)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn emissions<Q: Quantity>(sold: Amount<Q>, city: Ratio, factors: &Factors<Q>) -> Result<FuelSales> {
    gases(sold.checked_mul(share("city-share", city)?)?, factors).map(FuelSales)
}
