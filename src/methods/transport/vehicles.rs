//! Distances of vehicles, each with the factors per vehicle-km.

use super::factors::{ENERGY_USE, FactorTables, gases_of, same_gases};
use super::gases::{GasFactor, GasMasses};
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, Inputs, Outcome};
use crate::quantity::{Amount, Scalar, VehicleDistance};

/// Of vehicles with fuel: the rows of the tables are of electricity.
pub(super) const ENERGY_USE_OF_FUEL: Input =
    Input::maybe_table(ENERGY_USE, "MJ/vkm", &["vehicle"], "energy per vehicle-km").without_rows();

/// Inputs of a method, and those that lead to factors per vehicle-km, distinguished by a label.
macro_rules! with_vehicle_factors {
    ($label:literal, $process:literal, $energy_use:expr; $($first:expr),+ $(,)?) => {{
        use $crate::factors::Basis;
        use $crate::methods::Input;
        use $crate::methods::transport::factors::{
            CALORIFIC, CALORIFIC_OF_MASS, ECONOMY, ECONOMY_OF_MASS, FACTOR, FACTOR_OF_DISTANCE, FACTOR_OF_MASS, FACTOR_OF_VOLUME,
        };
        &[
            $($first,)+
            Input::maybe_table(FACTOR_OF_DISTANCE, "kg/vkm", &[$label, "gas"], "gas per vehicle-km").factors_by_gas($process),
            Input::maybe_table(ECONOMY, "vkm/L", &[$label], "distance per litre"),
            Input::maybe_table(ECONOMY_OF_MASS, "vkm/kg", &[$label], "distance per kg").parameters(ECONOMY),
            $energy_use,
            Input::maybe_table(CALORIFIC, "MJ/L", &[$label], "net calorific value of a litre of its fuel").on(Basis::Net),
            Input::maybe_table(CALORIFIC_OF_MASS, "MJ/kg", &[$label], "net calorific value of a kg of its fuel")
                .parameters(CALORIFIC)
                .on(Basis::Net),
            Input::maybe_table(FACTOR, "kg/MJ", &[$label, "gas"], "gas per unit of energy of its fuel")
                .factors_by_gas($process)
                .on(Basis::Net),
            Input::maybe_table(FACTOR_OF_VOLUME, "kg/L", &[$label, "gas"], "gas per litre of its fuel").factors_by_gas($process),
            Input::maybe_table(FACTOR_OF_MASS, "kg/kg", &[$label, "gas"], "gas per kg of its fuel").factors_by_gas($process),
        ]
    }};
}
pub(super) use with_vehicle_factors;

/// The gases of each kind of vehicle, by what a method makes of its distance and factors.
pub(super) fn of_each_vehicle<N: Scalar>(
    inputs: &Inputs<N>,
    emitted: impl Fn(Amount<VehicleDistance, N>, &[GasFactor<VehicleDistance, N>]) -> Result<GasMasses<N>>,
) -> Result<Outcome<N>> {
    let distances = Labelled::amounts(inputs, "distance", "vehicle")?;
    let tables = FactorTables::read(inputs, "vehicle", &distances)?;
    let mut outcome = Outcome::new();
    let factors =
        distances.iter().map(|(vehicle, _)| Ok((vehicle, tables.distance_factors(vehicle)?))).collect::<Result<Vec<_>>>()?;
    same_gases(factors.iter().map(|(vehicle, factors)| (*vehicle, gases_of(factors))))?;
    for ((vehicle, distance), (_, factors)) in distances.iter().zip(&factors) {
        outcome = emitted(distance, factors)?.recorded(outcome, &[("vehicle", vehicle)]);
    }
    Ok(outcome)
}
