//! CO2 of incineration and open burning of waste (GPC III.3, or stationary energy where energy is recovered).
//!
//! ```text
//! fossil CO2 = W · dm · CF · FCF · OF · 44/12            biogenic CO2 = W · dm · CF · (1 − FCF) · OF · 44/12
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W | waste burnt, wet | kg |
//! | dm | dry matter in it | kg/kg |
//! | CF | carbon in the dry matter | kg/kg |
//! | FCF | fossil part of that carbon | kg/kg |
//! | OF | part that oxidises | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 5, ch. 5, eq. 5.1 (by kind of waste) and 5.2 (by component of municipal waste). CH4 and N2O
//! are mass times factor (eq. 5.4 and 5.5, [`basis`](super::basis)). Fossil liquids have no dry matter and no fossil part (eq. 5.3,
//! [`Liquid`]). The kinds of industrial waste of table 2.5 and the liquids are given for wet mass: their dry matter is 1.

use super::basis::{WasteMass, Wet};
use super::{Chain, ChainTerm, product};
use crate::error::Result;
use crate::quantity::{Amount, Mass, Ratio};

/// What the CO2 of a kind of waste rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burnt {
    /// Dry matter in the wet waste.
    pub dry_matter_content: Ratio,
    /// Carbon in the dry matter.
    pub total_carbon_content: Ratio,
    /// Fossil part of the carbon.
    pub fossil_carbon_fraction: Ratio,
    /// Part that oxidises.
    pub oxidation_factor: Ratio,
}

impl Burnt {
    /// The terms for fossil CO2.
    pub fn fossil(&self) -> Result<Chain> {
        self.with(ChainTerm::of("fossil-carbon-fraction", self.fossil_carbon_fraction))
    }

    /// The terms for biogenic CO2.
    pub fn biogenic(&self) -> Result<Chain> {
        self.with(ChainTerm::one_less("fossil-carbon-fraction", self.fossil_carbon_fraction)?)
    }

    fn with(&self, part: ChainTerm) -> Result<Chain> {
        Ok(vec![
            ChainTerm::of("dry-matter-content", self.dry_matter_content),
            ChainTerm::of("total-carbon-content", self.total_carbon_content),
            part,
            ChainTerm::of("oxidation-factor", self.oxidation_factor),
            ChainTerm::constant("44/12", 44, 12)?,
        ])
    }

    /// Fossil CO2 of waste burnt.
    ///
    /// ```
    /// use citycarbon::methods::incineration::Burnt;
    /// use citycarbon::quantity::{Mass, Ratio};
    /// // Plastics: all dry, 75 % carbon, all of it fossil (IPCC 2006 vol. 5 table 2.4): 1000 · 0.75 · 44/12 = 2750 kg.
    /// let plastics = Burnt {
    ///     dry_matter_content: Ratio::ONE,
    ///     total_carbon_content: Ratio::new(75, 100)?,
    ///     fossil_carbon_fraction: Ratio::ONE,
    ///     oxidation_factor: Ratio::ONE,
    /// };
    /// assert_eq!(plastics.fossil_co2(Mass::tonnes(1))?.quantity()?, Mass::kilograms(2750));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn fossil_co2(&self, waste: Mass) -> Result<Amount<Mass>> {
        product(Amount::from(waste), &self.fossil()?)
    }

    /// Biogenic CO2 of waste burnt: told apart, and in no total.
    pub fn biogenic_co2(&self, waste: WasteMass<Wet>) -> Result<Amount<Mass>> {
        product(waste.mass(), &self.biogenic()?)
    }

    /// Fossil CO2 of waste whose mass is not yet divided out.
    pub fn fossil_co2_of(&self, waste: WasteMass<Wet>) -> Result<Amount<Mass>> {
        product(waste.mass(), &self.fossil()?)
    }

    /// Carbon in the waste, fossil and biogenic.
    pub fn carbon(&self, waste: WasteMass<Wet>) -> Result<Amount<Mass>> {
        let dry = waste.dry(self.dry_matter_content)?;
        dry.mass().checked_mul(self.total_carbon_content)
    }

    /// Carbon that does not oxidise: what stays in ash and soot.
    pub fn unburnt_carbon(&self, waste: WasteMass<Wet>) -> Result<Amount<Mass>> {
        self.carbon(waste)?.checked_mul(self.oxidation_factor.complement()?)
    }
}

/// A fossil liquid that is burnt as waste: lubricants, solvents, waste oil (eq. 5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Liquid {
    /// Carbon in the liquid, all of it fossil.
    pub fossil_carbon_content: Ratio,
    /// Part that oxidises.
    pub oxidation_factor: Ratio,
}

impl Liquid {
    /// The terms for fossil CO2.
    pub fn fossil(&self) -> Result<Chain> {
        Ok(vec![
            ChainTerm::of("fossil-carbon-content", self.fossil_carbon_content),
            ChainTerm::of("oxidation-factor", self.oxidation_factor),
            ChainTerm::constant("44/12", 44, 12)?,
        ])
    }

    /// Fossil CO2 of liquid burnt.
    ///
    /// ```
    /// use citycarbon::methods::incineration::Liquid;
    /// use citycarbon::quantity::{Mass, Ratio};
    /// // Nine tonnes, 80 % carbon (IPCC 2006, vol. 5, table 5.2), all of it oxidised: 9000 · 0.8 · 44/12 = 26,400 kg.
    /// let oil = Liquid { fossil_carbon_content: Ratio::new(8, 10)?, oxidation_factor: Ratio::ONE };
    /// assert_eq!(oil.fossil_co2(Mass::tonnes(9))?.quantity()?, Mass::kilograms(26_400));
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn fossil_co2(&self, liquid: Mass) -> Result<Amount<Mass>> {
        product(Amount::from(liquid), &self.fossil()?)
    }
}

/// Dry matter, carbon and fossil part of a mix of components.
///
/// The dry matter content is that of eq. 5.8. Carbon content is per kg dry, so that it is weighted by dry mass, and the fossil part is
/// per kg carbon, so that it is weighted by carbon: only then does eq. 5.1 on the mix give what eq. 5.2 gives on its components.
/// (Eq. 5.9 and 5.10 are printed with the wet shares alone.)
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mixture {
    /// Dry matter of each kg of the mix, wet.
    pub dry_matter_content: Ratio,
    /// Carbon of each kg of its dry matter; none where there is no dry matter.
    pub total_carbon_content: Option<Ratio>,
    /// Fossil part of its carbon; none where there is no carbon.
    pub fossil_carbon_fraction: Option<Ratio>,
}

impl Mixture {
    /// The mix of components, each with its share of the wet mass.
    ///
    /// ```
    /// use citycarbon::methods::incineration::{Burnt, Mixture};
    /// use citycarbon::quantity::Ratio;
    /// // Half food (dm 0.4, 38 % carbon), half plastics (dm 1, 75 % carbon, all fossil): dm = 0.2 + 0.5 = 0.7; carbon = 0.5 · 0.4 ·
    /// // 0.38 + 0.5 · 0.75 = 0.076 + 0.375 = 0.451 for 0.7 dry; fossil 0.375 of 0.451.
    /// let food = Burnt {
    ///     dry_matter_content: Ratio::new(4, 10)?,
    ///     total_carbon_content: Ratio::new(38, 100)?,
    ///     fossil_carbon_fraction: Ratio::new(0, 1)?,
    ///     oxidation_factor: Ratio::ONE,
    /// };
    /// let plastics = Burnt {
    ///     dry_matter_content: Ratio::ONE,
    ///     total_carbon_content: Ratio::new(75, 100)?,
    ///     fossil_carbon_fraction: Ratio::ONE,
    ///     oxidation_factor: Ratio::ONE,
    /// };
    /// let mix = Mixture::of([(Ratio::new(5, 10)?, food), (Ratio::new(5, 10)?, plastics)])?;
    /// assert_eq!(mix.dry_matter_content.evaluate()?.value().to_string(), "0.7");
    /// let fossil = mix.fossil_carbon_fraction.unwrap().evaluate()?.value().to_string();
    /// assert_eq!(fossil, "0.831485587583"); // 375/451
    /// # Ok::<(), citycarbon::Error>(())
    /// ```
    pub fn of(components: impl IntoIterator<Item = (Ratio, Burnt)>) -> Result<Self> {
        let (mut dry, mut carbon, mut fossil) = (Ratio::ZERO, Ratio::ZERO, Ratio::ZERO);
        for (share, burnt) in components {
            let dry_part = share.checked_mul(burnt.dry_matter_content)?;
            let carbon_part = dry_part.checked_mul(burnt.total_carbon_content)?;
            fossil = fossil.checked_add(carbon_part.checked_mul(burnt.fossil_carbon_fraction)?)?;
            (dry, carbon) = (dry.checked_add(dry_part)?, carbon.checked_add(carbon_part)?);
        }
        let of = |part: Ratio, whole: Ratio| {
            if whole.numerator().is_zero() { Ok(None) } else { part.checked_div(whole).map(|ratio| Some(ratio.reduced())) }
        };
        Ok(Self { dry_matter_content: dry, total_carbon_content: of(carbon, dry)?, fossil_carbon_fraction: of(fossil, carbon)? })
    }
}
