//! Fuel burnt in one place (GPC I.1 to I.6): energy by a calorific value, CO2 by a factor or by carbon, CH4 and N2O by technology.
//!
//! ```text
//! Q = F · ρ · H          CO2 = Q · EF · OX   or   Q · CC · OX · 44/12   or   F · ρ · C · OX · 44/12          gas = Q · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | F | fuel burnt, weighed or by volume | kg, litre |
//! | ρ | density, where a volume is converted to a mass | kg/litre |
//! | H | calorific value, net or gross | MJ/kg, MJ/litre |
//! | Q | energy, on the same basis | MJ |
//! | EF | gas per unit of that energy | kg/MJ |
//! | CC | carbon per unit of that energy | kg/MJ |
//! | C | carbon in the fuel | kg/kg |
//! | OX | share of the carbon that oxidises | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 2, eq. 2.1 (tier 1), 2.3 and 2.5 (by technology); carbon content and oxidation: ch. 1,
//! tables 1.3 and 1.4. The default factors of the IPCC assume an oxidation factor of 1 and refer to net calorific values; those of the
//! United States refer to gross ones. The two differ by about 5 % for coal and oil and 10 % for gas, so each value states its basis, and
//! a value on the other basis is rejected. CO2 of biomass is a gas of its own; CH4 and N2O of biomass are not.
//!
//! ```
//! use citycarbon::methods::combustion::{CarbonSource, FuelEnergy, OnBasis};
//! use citycarbon::quantity::{Coefficient, Energy, EnergyBasis, Fraction, Mass};
//! // 1 Gg of gas and diesel oil: 43.0 TJ (IPCC 2006, vol. 2, table 1.2) at 74,100 kg/TJ (table 1.4): 3,186,300 kg.
//! let on_net = |value| OnBasis { value, basis: EnergyBasis::Net };
//! let calorific_value = Coefficient::from_parts(Energy::terajoules(43), Mass::gigagrams(1))?;
//! let oil = FuelEnergy::of_fuel(Mass::gigagrams(1).into(), OnBasis { value: calorific_value, basis: EnergyBasis::Net })?;
//! assert_eq!(oil.energy().quantity()?, Energy::terajoules(43));
//! let factor = CarbonSource::Factor(on_net(Coefficient::from_parts(Mass::kilograms(74_100), Energy::terajoules(1))?));
//! assert_eq!(oil.co2(factor, Fraction::ONE)?.quantity()?, Mass::kilograms(3_186_300));
//! # Ok::<(), citycarbon::Error>(())
//! ```

pub mod stationary;

use crate::error::{Message, Result};
use crate::quantity::{Amount, Coefficient, Energy, EnergyBasis, Fraction, Mass, Quantity, Ratio, Scalar};

/// A calorific value or a factor, and the energy it refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OnBasis<T> {
    /// The value.
    pub value: T,
    /// Net or gross.
    pub basis: EnergyBasis,
}

/// A gas, or carbon, per unit of energy.
pub type EnergyFactor<N = Ratio> = OnBasis<Coefficient<Mass, Energy, N>>;

/// What the CO2 is computed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CarbonSource<N = Ratio> {
    /// CO2 per unit of energy.
    Factor(EnergyFactor<N>),
    /// Carbon per unit of energy.
    Content(EnergyFactor<N>),
}

/// The energy of a fuel, net or gross.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FuelEnergy<N = Ratio> {
    energy: Amount<Energy, N>,
    basis: EnergyBasis,
}

impl<N: Scalar> FuelEnergy<N> {
    /// Energy as it was stated.
    pub fn stated(energy: Amount<Energy, N>, basis: EnergyBasis) -> Self {
        Self { energy, basis }
    }

    /// The energy of a fuel, weighed or by volume, by its calorific value.
    pub fn of_fuel<Q: Quantity>(fuel: Amount<Q, N>, calorific_value: OnBasis<Coefficient<Energy, Q, N>>) -> Result<Self> {
        Ok(Self { energy: calorific_value.value.of(fuel)?, basis: calorific_value.basis })
    }

    /// The energy.
    pub fn energy(&self) -> Amount<Energy, N> {
        self.energy
    }

    /// Net or gross.
    pub fn basis(&self) -> EnergyBasis {
        self.basis
    }

    /// A gas by a factor per unit of energy: CH4, N2O. `name` is the input of the factor, for the error.
    ///
    /// # Errors
    /// A factor on the other basis.
    pub fn gas(&self, name: &str, factor: EnergyFactor<N>) -> Result<Amount<Mass, N>> {
        if factor.basis != self.basis {
            let (found, wanted) = (factor.basis.to_string().into(), self.basis.to_string().into());
            return Err(Message::OtherEnergyBasis { value: name.into(), found, wanted }.into());
        }
        factor.value.of(self.energy)
    }

    /// CO2 of all the carbon, fossil or not.
    ///
    /// ```
    /// use citycarbon::methods::combustion::{CarbonSource, FuelEnergy, OnBasis};
    /// use citycarbon::quantity::{Coefficient, Energy, EnergyBasis, Fraction, Mass, Ratio};
    /// // 1 TJ of natural gas with 15.3 kg of carbon per GJ: 15,300 · 44/12 = 56,100 kg (IPCC 2006, vol. 2, tables 1.3 and 1.4).
    /// let gas = FuelEnergy::stated(Energy::terajoules(1).into(), EnergyBasis::Net);
    /// let content = Coefficient::new(Ratio::new(153, 10_000)?);
    /// let carbon = CarbonSource::Content(OnBasis { value: content, basis: EnergyBasis::Net });
    /// assert_eq!(gas.co2(carbon, Fraction::ONE)?.quantity()?, Mass::kilograms(56_100));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn co2(&self, carbon: CarbonSource<N>, oxidation_factor: Fraction<N>) -> Result<Amount<Mass, N>> {
        match carbon {
            CarbonSource::Factor(factor) => self.gas("co2-factor", factor)?.part(oxidation_factor),
            CarbonSource::Content(content) => burnt_to_co2(self.gas("carbon-content", content)?, oxidation_factor),
        }
    }
}

/// CO2 of a fuel whose carbon was analysed: no energy is needed.
pub fn co2_of_carbon<N: Scalar>(
    fuel: Amount<Mass, N>,
    carbon_fraction: Fraction<N>,
    oxidation_factor: Fraction<N>,
) -> Result<Amount<Mass, N>> {
    burnt_to_co2(fuel.part(carbon_fraction)?, oxidation_factor)
}

fn burnt_to_co2<N: Scalar>(carbon: Amount<Mass, N>, oxidation_factor: Fraction<N>) -> Result<Amount<Mass, N>> {
    carbon.part(oxidation_factor)?.checked_mul(N::constant(44, 12)?)
}

/// CO2 by the origin of its carbon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CarbonOrigin<N = Ratio> {
    /// Of fossil carbon.
    pub fossil: Amount<Mass, N>,
    /// Of biogenic carbon: reported separately.
    pub biogenic: Amount<Mass, N>,
}

impl<N: Scalar> CarbonOrigin<N> {
    /// CO2 split by the biogenic share of its carbon. All CO2 and its biogenic part are divided out, the fossil part is the rest:
    /// the two add up to the whole, to the last digit.
    pub fn of(co2: Amount<Mass, N>, biogenic_share: Fraction<N>) -> Result<Self> {
        let all = co2.evaluate()?;
        let biogenic = all.part(biogenic_share)?.evaluate()?;
        Ok(Self { fossil: Amount::new(all.number().checked_sub(biogenic.number())?), biogenic })
    }
}
