//! Factors and masses gas by gas.

use crate::error::Result;
use crate::gas::{Emissions, Gas, Substance};
use crate::methods::Outcome;
use crate::quantity::{Amount, Coefficient, Mass, Quantity, Ratio, Scalar};

/// A gas, and how much of it a unit of an activity emits.
pub type GasFactor<Q, N = Ratio> = (Gas, Coefficient<Mass, Q, N>);

/// The mass of each gas while a method computes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GasMasses<N = Ratio> {
    /// In the order of the gases, each once.
    masses: Vec<(Gas, Amount<Mass, N>)>,
}

impl<N> Default for GasMasses<N> {
    fn default() -> Self {
        Self { masses: Vec::new() }
    }
}

impl<N: Scalar> GasMasses<N> {
    /// Adds a mass to what there is of the gas.
    pub fn add(&mut self, gas: Gas, mass: Amount<Mass, N>) -> Result<()> {
        if let Some((_, held)) = self.masses.iter_mut().find(|(held, _)| *held == gas) {
            *held = held.checked_add(mass)?;
        } else {
            let at = self.masses.partition_point(|(held, _)| *held < gas);
            self.masses.insert(at, (gas, mass));
        }
        Ok(())
    }

    /// The sum, gas by gas.
    pub fn checked_add(&self, other: &Self) -> Result<Self> {
        let mut sum = self.clone();
        other.iter().try_for_each(|(gas, mass)| sum.add(gas, mass))?;
        Ok(sum)
    }

    /// Each gas with its mass.
    pub fn iter(&self) -> impl Iterator<Item = (Gas, Amount<Mass, N>)> {
        self.masses.iter().copied()
    }

    /// The mass of a gas.
    pub fn of(&self, gas: Gas) -> Option<Amount<Mass, N>> {
        self.iter().find_map(|(held, mass)| (held == gas).then_some(mass))
    }

    /// The outcome with these masses, under labels.
    pub(super) fn recorded(&self, outcome: Outcome<N>, labels: &[(&str, &str)]) -> Outcome<N> {
        self.iter().fold(outcome, |outcome, (gas, mass)| outcome.with_labels(gas.name(), None, labels, mass))
    }
}

impl GasMasses {
    /// The masses as figures of the inventory.
    pub fn emissions(&self) -> Result<Emissions> {
        let mut emissions = Emissions::default();
        self.iter().try_for_each(|(gas, mass)| emissions.add(Substance::Gas(gas), mass.quantity()?))?;
        Ok(emissions)
    }
}

/// The gases of an activity: `E[g] = A · EF[g]`, each divided out once.
///
/// ```
/// use citycarbon::Gas;
/// use citycarbon::methods::transport::emitted;
/// use citycarbon::quantity::{Amount, Coefficient, Energy, Mass, Volume};
/// // Motor gasoline, 69,300 kg/TJ (IPCC 2006, vol. 2, table 3.2.1), 31.48 MJ/litre: 2.181564 kg/litre.
/// let by_energy = Coefficient::from_parts(Mass::kilograms(69_300), Energy::terajoules(1))?;
/// let by_volume = by_energy.through(Coefficient::from_parts("31.48 MJ".parse()?, Volume::litres(1))?)?;
/// let co2 = emitted(Amount::from(Volume::litres(1)), &[(Gas::CO2, by_volume)])?.of(Gas::CO2);
/// assert_eq!(co2.map(|co2| co2.quantity()).transpose()?, Some("2.181564 kg".parse()?));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn emitted<Q: Quantity, N: Scalar>(activity: Amount<Q, N>, factors: &[GasFactor<Q, N>]) -> Result<GasMasses<N>> {
    let mut masses = GasMasses::default();
    factors.iter().try_for_each(|(gas, factor)| masses.add(*gas, factor.of(activity)?.evaluate()?))?;
    Ok(masses)
}
