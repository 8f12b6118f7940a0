//! Fuels that are given by volume, by mass or by energy, each with the factors per unit of it.

use super::factors::{self, CALORIFIC, CALORIFIC_OF_MASS, FACTOR, FACTOR_OF_MASS, FACTOR_OF_VOLUME, FactorTables, gases_of};
use super::gases::{GasFactor, GasMasses, emitted};
use crate::error::Result;
use crate::factors::Basis;
use crate::gas::Gas;
use crate::methods::labelled::{Labelled, none_of};
use crate::methods::{Input, Inputs, Outcome};
use crate::quantity::{Amount, Energy, Fraction, Mass, Quantity, Ratio, Scalar, Volume};

/// Fuel by volume, by mass, by energy.
pub(super) const FUELS: [&str; 3] = ["fuel-volume", "fuel-mass", "fuel-energy"];

pub(super) const VOLUME: Input = Input::maybe_table("fuel-volume", "L", &["fuel"], "fuel by volume");
pub(super) const MASS: Input = Input::maybe_table("fuel-mass", "kg", &["fuel"], "fuel by mass");
pub(super) const ENERGY: Input = Input::maybe_table("fuel-energy", "MJ", &["fuel"], "fuel by its energy, net");
pub(super) const HEAT: Input = Input::maybe_table(CALORIFIC, "MJ/L", &["fuel"], "net calorific value of a litre").on(Basis::Net);
pub(super) const HEAT_OF_MASS: Input =
    Input::maybe_table(CALORIFIC_OF_MASS, "MJ/kg", &["fuel"], "net calorific value of a kg").parameters(CALORIFIC).on(Basis::Net);
pub(super) const BY_ENERGY: Input = Input::maybe_table(FACTOR, "kg/MJ", &["fuel", "gas"], "gas per unit of energy").on(Basis::Net);
pub(super) const BY_VOLUME: Input = Input::maybe_table(FACTOR_OF_VOLUME, "kg/L", &["fuel", "gas"], "gas per litre");
pub(super) const BY_MASS: Input = Input::maybe_table(FACTOR_OF_MASS, "kg/kg", &["fuel", "gas"], "gas per kg");

/// An amount of fuel with the factors per unit of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FuelBurnt<N = Ratio> {
    /// By volume.
    Volume(Amount<Volume, N>, Vec<GasFactor<Volume, N>>),
    /// By mass.
    Mass(Amount<Mass, N>, Vec<GasFactor<Mass, N>>),
    /// By energy, net.
    Energy(Amount<Energy, N>, Vec<GasFactor<Energy, N>>),
}

impl<N: Scalar> FuelBurnt<N> {
    /// The gases that it has factors for.
    pub fn gases(&self) -> Vec<Gas> {
        match self {
            Self::Volume(_, factors) => gases_of(factors),
            Self::Mass(_, factors) => gases_of(factors),
            Self::Energy(_, factors) => gases_of(factors),
        }
    }

    /// Emissions of all the fuel.
    pub fn masses(&self) -> Result<GasMasses<N>> {
        self.masses_of_share(Fraction::ONE)
    }

    /// Emissions of a share of the fuel.
    pub fn masses_of_share(&self, share: Fraction<N>) -> Result<GasMasses<N>> {
        match self {
            Self::Volume(fuel, factors) => emitted(fuel.part(share)?, factors),
            Self::Mass(fuel, factors) => emitted(fuel.part(share)?, factors),
            Self::Energy(fuel, factors) => emitted(fuel.part(share)?, factors),
        }
    }
}

/// Every fuel with its factors, at least one.
pub(super) fn some_fuels<N: Scalar>(inputs: &Inputs<N>) -> Result<Labelled<FuelBurnt<N>>> {
    let fuels = fuels(inputs)?;
    if fuels.is_empty() { Err(none_of("", FUELS).into()) } else { Ok(fuels) }
}

/// Every fuel with its factors.
pub(super) fn fuels<N: Scalar>(inputs: &Inputs<N>) -> Result<Labelled<FuelBurnt<N>>> {
    fn without_factors<Q: Quantity, N: Scalar>(
        inputs: &Inputs<N>,
        name: &str,
        fuel: impl Fn(Amount<Q, N>, Vec<GasFactor<Q, N>>) -> FuelBurnt<N>,
    ) -> Result<Labelled<FuelBurnt<N>>> {
        Labelled::amounts(inputs, name, "fuel")?.turned(|_, amount| Ok(fuel(amount, Vec::new())))
    }
    let amounts = Labelled::any([
        without_factors(inputs, VOLUME.name, FuelBurnt::Volume)?,
        without_factors(inputs, MASS.name, FuelBurnt::Mass)?,
        without_factors(inputs, ENERGY.name, FuelBurnt::Energy)?,
    ])?;
    let tables = FactorTables::read(inputs, "fuel", &amounts)?;
    let fuels = amounts.turned(|which, fuel| {
        Ok(match fuel {
            FuelBurnt::Volume(volume, _) => FuelBurnt::Volume(volume, factors::at_least_one(which, &tables.by_volume(which)?)?),
            FuelBurnt::Mass(mass, _) => FuelBurnt::Mass(mass, factors::at_least_one(which, &tables.by_mass(which)?)?),
            FuelBurnt::Energy(energy, _) => FuelBurnt::Energy(energy, factors::at_least_one(which, &tables.by_energy(which))?),
        })
    })?;
    factors::same_gases(fuels.each().map(|(which, fuel)| (which, fuel.gases())))?;
    Ok(fuels)
}

/// The gases of every fuel, all of it: a method that multiplies fuel by factors.
pub(super) fn all_burnt<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let mut outcome = Outcome::new();
    for (fuel, burnt) in some_fuels(inputs)?.each() {
        outcome = burnt.masses()?.recorded(outcome, &[("fuel", fuel)]);
    }
    Ok(outcome)
}
