//! Railways (GPC II.2): fuel by what is inside the boundary, and electricity.
//!
//! ```text
//! E scope 1 = F · s · EF        E scope 2 = W · EF grid        E scope 3 = F · (1 − s) · t · EF + W · l / (1 − l) · EF grid
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | F | fuel of trains | litre, kg or MJ |
//! | s | share of it burnt within the boundary | |
//! | t | share of the rest that is the city's | |
//! | W | electricity that trains take within the boundary | kWh |
//! | l | lost in the network, of what is sent into it | kWh/kWh |
//! | EF | kg of a gas per unit of fuel or electricity | |
//!
//! Source: GPC, ch. 7; IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.4.1 (tier 1). Locomotives by hours, power and load (eq. 3.4.3, tier 3)
//! are [`off_road_machinery`](super::off_road_machinery), those of a yard [`rail_yard`](super::rail_yard). The equations are computed by
//! [`Journeys`](super::Journeys) and [`supplied`].

use super::fuel::{BY_ENERGY, BY_MASS, BY_VOLUME, ENERGY, FUELS, HEAT, HEAT_OF_MASS, MASS, VOLUME, fuels};
use super::gas_outputs;
use super::journeys::{INSIDE, OUTSIDE, journeyed};
use super::supply::{GRID_FACTOR, TD_LOSS, grid_factors, supplied};
use crate::error::Result;
use crate::methods::labelled::none_of;
use crate::methods::part::scopes;
use crate::methods::{Input, Inputs, MethodSpec, Outcome};
use crate::quantity::Scalar;

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "rail",
    reference: "II.2",
    equation: "GPC, ch. 7; IPCC 2006, vol. 2, ch. 3, eq. 3.4.1",
    tiers: "1, 2",
    inputs: &[
        VOLUME,
        MASS,
        ENERGY,
        INSIDE.optional().with(&FUELS),
        OUTSIDE.optional().with(&FUELS),
        HEAT,
        HEAT_OF_MASS,
        BY_ENERGY.factors_by_gas("rail"),
        BY_VOLUME.factors_by_gas("rail"),
        BY_MASS.factors_by_gas("rail"),
        Input::maybe("electricity", "kWh", "electricity that trains take within the boundary").of_the_grid(),
        Input::maybe_table(GRID_FACTOR, "kg/kWh", &["gas"], "gas per kWh, without losses of the network")
            .factors_by_gas("electricity")
            .with(&["electricity"]),
        Input::maybe(TD_LOSS, "kWh/kWh", "lost in the network, of what is sent into it").with(&["electricity"]),
    ],
    results: &gas_outputs(&["fuel", "scope"], scopes! { "1": "II.2.1", "2": "II.2.2", "3": "II.2.3" }),
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let (fuels, electricity) = (fuels(inputs)?, inputs.maybe_amount("electricity")?);
    if fuels.is_empty() && electricity.is_none() {
        return Err(none_of("", FUELS.into_iter().chain(["electricity"])).into());
    }
    let outcome = journeyed(inputs, &fuels)?;
    let Some(taken) = electricity else { return Ok(outcome) };
    let td_loss = inputs.share(TD_LOSS)?;
    let factors = grid_factors(inputs, td_loss)?;
    if factors.is_empty() {
        return Err(none_of("electricity", [GRID_FACTOR]).into());
    }
    Ok(supplied(taken, &factors, td_loss)?.recorded(outcome, ("fuel", "electricity")))
}
