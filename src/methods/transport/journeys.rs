//! Fuel of journeys that cross the boundary: within it scope 1, outside it as far as it is the city's scope 3.
//!
//! ```text
//! E scope 1 = F · s · EF            E scope 3 = F · (1 − s) · t · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | F | fuel | litre, kg or MJ |
//! | s | share burnt within the boundary | |
//! | t | share of the rest that is the city's | |
//! | EF | kg of a gas per unit of fuel | |
//!
//! Source: GPC, ch. 7.

use super::fuel::FuelBurnt;
use super::gases::GasMasses;
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, Inputs, Outcome};
use crate::quantity::{Fraction, Ratio, Scalar};

pub(super) const INSIDE: Input = Input::one("in-boundary-share", "%", "share of the fuel that is burnt within the boundary");
pub(super) const OUTSIDE: Input = Input::one("transboundary-share", "%", "share of the rest that is the city's");

/// Journeys that cross the boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Journeys<N = Ratio> {
    /// The share of the fuel that is burnt within the boundary.
    pub inside: Fraction<N>,
    /// The share of the rest that is counted as the city's: for arrivals and departures in equal number often one half.
    pub counted_outside: Fraction<N>,
}

/// Emissions of journeys by where they occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JourneyEmissions<N = Ratio> {
    /// Within the boundary: scope 1.
    pub inside: GasMasses<N>,
    /// Outside it, as far as they are the city's: scope 3.
    pub outside: GasMasses<N>,
}

impl<N: Scalar> Journeys<N> {
    /// Emissions of fuel, by where it is burnt.
    ///
    /// ```
    /// use citycarbon::Gas;
    /// use citycarbon::methods::transport::{FuelBurnt, Journeys};
    /// use citycarbon::quantity::{Coefficient, Fraction, Mass};
    /// // 100 t of fuel, 40 % on the river of the city, half of the rest: 40 and 30 t, each 3 t of CO2.
    /// let journeys = Journeys { inside: Fraction::from_parts(4, 10)?, counted_outside: Fraction::from_parts(1, 2)? };
    /// let factors = vec![(Gas::CO2, Coefficient::from_parts(Mass::kilograms(3), Mass::kilograms(1))?)];
    /// let sailed = journeys.emissions(&FuelBurnt::Mass(Mass::tonnes(100).into(), factors))?;
    /// let co2 = [sailed.inside.of(Gas::CO2), sailed.outside.of(Gas::CO2)];
    /// assert_eq!(co2, [Some(Mass::tonnes(120).into()), Some(Mass::tonnes(90).into())]);
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn emissions(&self, fuel: &FuelBurnt<N>) -> Result<JourneyEmissions<N>> {
        let outside = self.inside.complement()?.checked_mul(self.counted_outside)?;
        Ok(JourneyEmissions { inside: fuel.masses_of_share(self.inside)?, outside: fuel.masses_of_share(outside)? })
    }
}

/// The fuel of journeys, by scope; nothing where there is no fuel.
pub(super) fn journeyed<N: Scalar>(inputs: &Inputs<N>, fuels: &Labelled<FuelBurnt<N>>) -> Result<Outcome<N>> {
    let mut outcome = Outcome::new();
    if fuels.is_empty() {
        return Ok(outcome);
    }
    let journeys = Journeys { inside: inputs.share(INSIDE.name)?, counted_outside: inputs.share(OUTSIDE.name)? };
    for (fuel, burnt) in fuels.each() {
        let found = journeys.emissions(burnt)?;
        outcome = found.inside.recorded(outcome, &[("fuel", fuel), ("scope", "1")]);
        outcome = found.outside.recorded(outcome, &[("fuel", fuel), ("scope", "3")]);
    }
    Ok(outcome)
}
