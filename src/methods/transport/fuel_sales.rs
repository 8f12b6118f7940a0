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
//! | `EF[g,i]` | gas g of fuel i | kg per unit of fuel |
//!
//! Source: GPC, ch. 7, method of fuel sales; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.2.1 and 3.2.3 (tier 1).
//! Fuel sold to vehicles that leave the city is included, fuel bought elsewhere is not. A share of 1 takes all sales as the city's; a
//! smaller one needs a survey. Nothing of it may be added to [`resident`](super::resident), [`induced`](super::induced) or
//! [`territorial`](super::territorial) results: it is the same road seen from the pump.

use super::fuel::{BY_ENERGY, BY_MASS, BY_VOLUME, ENERGY, FuelBurnt, HEAT, HEAT_OF_MASS, MASS, VOLUME, some_fuels};
use super::{FuelSales, gas_outputs};
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Alternatives, Input, Inputs, MethodSpec, Outcome};
use crate::quantity::{Fraction, Scalar};

const CITY_SHARE: &str = "city-share";

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "transport-fuel-sales",
    reference: "II.1.1",
    equation: "GPC, ch. 7, fuel sales; IPCC 2006, vol. 2, ch. 3, eq. 3.2.1 and 3.2.3",
    tiers: "1, 2",
    inputs: &[
        VOLUME,
        MASS,
        ENERGY,
        Input::table(CITY_SHARE, "%", &["fuel"], "share of the fuel sold that belongs to transport of the city"),
        HEAT,
        HEAT_OF_MASS,
        BY_ENERGY.factors_by_gas("road"),
        BY_VOLUME.factors_by_gas("road"),
        BY_MASS.factors_by_gas("road"),
    ],
    results: &gas_outputs(&["fuel"], &[]),
    alternatives: Some(Alternatives::RoadTransport),
    kernels: kernels!(run),
};

/// Emissions of one fuel.
///
/// ```
/// use citycarbon::Gas;
/// use citycarbon::methods::transport::{FuelBurnt, fuel_sales};
/// use citycarbon::quantity::{Coefficient, Energy, Fraction, Mass};
/// // 1000 TJ of diesel sold, four fifths of it for the city's transport: 1000 · 0.8 · 74100 kg = 59280 t (table 3.2.1).
/// let factors = vec![(Gas::CO2, Coefficient::from_parts(Mass::kilograms(74100), Energy::terajoules(1))?)];
/// let sold = fuel_sales::compute(&FuelBurnt::Energy(Energy::terajoules(1000).into(), factors), Fraction::from_parts(8, 10)?)?;
/// assert_eq!(sold.masses().of(Gas::CO2), Some(Mass::tonnes(59280).into()));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(sold: &FuelBurnt<N>, city_share: Fraction<N>) -> Result<FuelSales<N>> {
    sold.masses_of_share(city_share).map(FuelSales)
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let fuels = some_fuels(inputs)?;
    let city_shares = Labelled::shares(inputs, CITY_SHARE, "fuel")?.known(&fuels)?;
    let mut outcome = Outcome::new();
    for (fuel, sold) in fuels.each() {
        outcome = compute(sold, city_shares.need(fuel)?)?.masses().recorded(outcome, &[("fuel", fuel)]);
    }
    Ok(outcome)
}
