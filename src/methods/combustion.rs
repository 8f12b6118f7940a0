//! Fuel burnt in one place (GPC I.1 to I.6): energy by a calorific value, CO2 by a factor or by carbon, CH4 and N2O by technology.
//!
//! ```text
//! Q = F · ρ · H          CO2 = Q · EF · OX   or   Q · CC · OX · 44/12   or   F · ρ · C · OX · 44/12          gas = Q · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | F | fuel burnt, weighed or by volume | kg, litre |
//! | ρ | density, where a volume is weighed by it | kg/litre |
//! | H | calorific value, net or gross | MJ/kg, MJ/litre |
//! | Q | energy, on the same basis | MJ |
//! | EF | gas for each unit of that energy | kg/MJ |
//! | CC | carbon for each unit of that energy | kg/MJ |
//! | C | carbon in the fuel | kg/kg |
//! | OX | part of the carbon that oxidises | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 2, eq. 2.1 (tier 1), 2.3 and 2.5 (by technology); carbon content and oxidation: ch. 1,
//! tables 1.3 and 1.4. The default factors of the IPCC hold the oxidation factor 1 and stand on net calorific values; those of the United
//! States stand on gross ones. The two differ by about 5 % for coal and oil and 10 % for gas, so a value says its basis, and one of the
//! other basis is refused. CO2 of biomass is told apart; its CH4 and N2O are not.

use super::{Chain, ChainTerm, product};
use crate::error::{ErrorKind, Problem, Result};
use crate::quantity::{Amount, Energy, Exact, Mass, Quantity, Ratio, Volume};
use core::fmt;

/// Whether the heat in the water of the flue gas counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// It does not: net, or lower.
    Net,
    /// It does: gross, or higher.
    Gross,
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Net => "net",
            Self::Gross => "gross",
        })
    }
}

/// A calorific value or a factor, and the energy it speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Based {
    /// In base units for each base unit.
    pub ratio: Ratio,
    /// Net or gross.
    pub basis: Basis,
}

/// What the CO2 rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carbon {
    /// CO2 for each unit of energy.
    Factor(Based),
    /// Carbon for each unit of energy.
    Content(Based),
}

/// The energy of a fuel: how much was burnt, and how it becomes energy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heat {
    amount: Exact,
    chain: Chain,
    basis: Basis,
}

impl Heat {
    /// Energy as it was stated.
    pub fn stated(energy: Energy, basis: Basis) -> Self {
        Self { amount: energy.base(), chain: Chain::new(), basis }
    }

    /// Of a fuel that was weighed.
    pub fn of_mass(fuel: Mass, calorific_value: Based) -> Self {
        Self { amount: fuel.base(), chain: vec![heating(calorific_value)], basis: calorific_value.basis }
    }

    /// Of a volume of fuel, with the energy of a unit of volume.
    pub fn of_volume(fuel: Volume, calorific_value: Based) -> Self {
        Self { amount: fuel.base(), chain: vec![heating(calorific_value)], basis: calorific_value.basis }
    }

    /// Of a volume of fuel that a density turns into a mass.
    pub fn of_weighed_volume(fuel: Volume, density: Ratio, calorific_value: Based) -> Self {
        let chain = vec![ChainTerm::of("density", density), heating(calorific_value)];
        Self { amount: fuel.base(), chain, basis: calorific_value.basis }
    }

    /// Net or gross.
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// The energy.
    ///
    /// ```
    /// use citycarbon::methods::combustion::{Based, Basis, Heat};
    /// use citycarbon::quantity::{Energy, Mass, Ratio};
    /// // 1 Gg of gas and diesel oil: 43.0 TJ (IPCC 2006, vol. 2, table 1.2).
    /// let oil = Heat::of_mass(Mass::gigagrams(1), Based { ratio: Ratio::new(43, 1)?, basis: Basis::Net });
    /// assert_eq!(oil.energy()?.quantity()?, Energy::terajoules(43));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn energy(&self) -> Result<Amount<Energy>> {
        product(Amount::<Mass>::new(self.amount.into()), &self.chain)
    }

    /// The terms from the fuel to a gas; an error where the factor stands on the other basis.
    pub fn chain(&self, name: &'static str, factor: Based) -> Result<Chain> {
        if factor.basis != self.basis {
            let reason = format!("stands on {} energy, where the fuel has {} energy", factor.basis, self.basis);
            return Err(Problem::new(ErrorKind::Conflict, name, reason, "give both on one basis").into());
        }
        Ok(self.chain.iter().cloned().chain([ChainTerm::of(name, factor.ratio)]).collect())
    }

    /// A gas by a factor for each unit of energy: CH4, N2O.
    pub fn gas(&self, name: &'static str, factor: Based) -> Result<Amount<Mass>> {
        product(Amount::<Mass>::new(self.amount.into()), &self.chain(name, factor)?)
    }

    /// The terms from the fuel to its CO2.
    pub fn carbon_chain(&self, carbon: Carbon, oxidation_factor: Ratio) -> Result<Chain> {
        let oxidised = ChainTerm::of("oxidation-factor", oxidation_factor);
        let mut chain = match carbon {
            Carbon::Factor(factor) => self.chain("co2-factor", factor)?,
            Carbon::Content(content) => self.chain("carbon-content", content)?,
        };
        chain.push(oxidised);
        if matches!(carbon, Carbon::Content(_)) {
            chain.push(ChainTerm::constant("44/12", 44, 12)?);
        }
        Ok(chain)
    }

    /// CO2 of all the carbon, fossil or not.
    ///
    /// ```
    /// use citycarbon::methods::combustion::{Based, Basis, Carbon, Heat};
    /// use citycarbon::quantity::{Energy, Mass, Ratio};
    /// // 1 TJ of natural gas with 15.3 kg of carbon for each GJ: 15,300 · 44/12 = 56,100 kg (IPCC 2006, vol. 2, tables 1.3 and 1.4).
    /// let gas = Heat::stated(Energy::terajoules(1), Basis::Net);
    /// let carbon = Carbon::Content(Based { ratio: Ratio::new(153, 10_000)?, basis: Basis::Net });
    /// assert_eq!(gas.co2(carbon, Ratio::ONE)?.quantity()?, Mass::kilograms(56_100));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn co2(&self, carbon: Carbon, oxidation_factor: Ratio) -> Result<Amount<Mass>> {
        product(Amount::<Mass>::new(self.amount.into()), &self.carbon_chain(carbon, oxidation_factor)?)
    }
}

fn heating(calorific_value: Based) -> ChainTerm {
    let name = match calorific_value.basis {
        Basis::Net => "net-calorific-value",
        Basis::Gross => "gross-calorific-value",
    };
    ChainTerm::of(name, calorific_value.ratio)
}

/// CO2 of a fuel whose carbon was analysed: no energy is needed.
pub fn co2_of_carbon(fuel: Amount<Mass>, carbon_fraction: Ratio, oxidation_factor: Ratio) -> Result<Amount<Mass>> {
    let terms = [
        ChainTerm::of("carbon-fraction", carbon_fraction),
        ChainTerm::of("oxidation-factor", oxidation_factor),
        ChainTerm::constant("44/12", 44, 12)?,
    ];
    product(fuel, &terms)
}

/// CO2 by the origin of its carbon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Of fossil carbon.
    pub fossil: Mass,
    /// Of biogenic carbon: reported apart.
    pub biogenic: Mass,
}

impl Origin {
    /// CO2 split by the biogenic share of its carbon; the two add up to the whole.
    pub fn of(co2: Mass, biogenic_share: Ratio) -> Result<Self> {
        let biogenic = Amount::<Mass>::new(biogenic_share.checked_mul(co2.base())?).quantity()?;
        Ok(Self { fossil: Mass::from_base(co2.base().checked_sub(biogenic.base())?), biogenic })
    }
}
