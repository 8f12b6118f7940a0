//! Fuel of yard locomotives (GPC II.2.1), for [`rail`](super::rail).
//!
//! ```text
//! F = n · f · d
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | F | fuel of the yard in the year | litre |
//! | n | locomotives of the yard | 1 |
//! | f | fuel of one on a day | litre |
//! | d | days of work in the year | 1 |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.4.5.

use crate::error::Result;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Scalar, Volume};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "rail-yard-fuel",
    reference: "II.2.1",
    equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.4.5",
    tiers: "1",
    inputs: &[
        Input::one("locomotives", "1", "locomotives of a yard"),
        Input::one("fuel-each-day", "L", "fuel of one on a day"),
        Input::one("days", "1", "days of work in the year"),
    ],
    results: &[Output::one("fuel", "L")],
    alternatives: None,
    kernels: kernels!(run),
};

/// Fuel of yard locomotives.
///
/// ```
/// use citycarbon::methods::transport::rail_yard;
/// use citycarbon::quantity::{Ratio, Volume};
/// // 10 locomotives, 863 litres a day, 365 days (IPCC 2006, vol. 2, ch. 3.4.1.3): 3149950 litres.
/// let fuel = rail_yard::compute(Ratio::new(10, 1)?, Volume::litres(863).into(), Ratio::new(365, 1)?)?;
/// assert_eq!(fuel.quantity()?, Volume::litres(3_149_950));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(locomotives: N, fuel_each_day: Amount<Volume, N>, days: N) -> Result<Amount<Volume, N>> {
    fuel_each_day.checked_mul(locomotives)?.checked_mul(days)
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let (locomotives, days) = (inputs.number("locomotives")?.evaluate()?, inputs.number("days")?.evaluate()?);
    Ok(Outcome::new().with("fuel", compute(locomotives, inputs.amount("fuel-each-day")?, days)?))
}
