//! Blended fuel: a fossil part and one that grew (GPC II.1).
//!
//! ```text
//! Vᵢ = V · xᵢ        Σᵢ xᵢ = 1        Wᵢ = Vᵢ · NCVᵢ
//! CO2 = Σᵢ Vᵢ · EFᵢ · (1 − bᵢ)        CO2 biogenic = Σᵢ Vᵢ · EFᵢ · bᵢ        CH4, N2O = Σᵢ Vᵢ · EFᵢ
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | V, xᵢ | blend sold; share of component i by volume | litre, litre/litre |
//! | `NCVᵢ`, Wᵢ | net calorific value and energy of the component | MJ/litre, MJ |
//! | `EFᵢ` | gas for each litre of the component: its factor by energy times `NCVᵢ` | kg/litre |
//! | bᵢ | part of the component's carbon that grew: 0 for diesel, 1 for ethanol, about 0.9 for biodiesel of fossil methanol | |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3.2.1.2 and box 3.2.1; GPC, ch. 7: biogenic CO2 is reported apart, CH4 and N2O of the same
//! litre are not. Shares by volume are not shares by energy: a litre of ethanol holds two thirds of a litre of gasoline.

use super::{Factors, gases, share};
use crate::error::Result;
use crate::gas::{Emissions, Gas, Substance};
use crate::methods::whole;
use crate::quantity::{Amount, Energy, Mass, Per, Ratio, Volume};

/// A component of a blend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Component {
    /// Its share by volume.
    pub share: Ratio,
    /// Part of its carbon that grew.
    pub biogenic: Ratio,
    /// All its CO2, fossil and biogenic.
    pub co2: Per<Mass, Volume>,
    /// Its other gases.
    pub others: Vec<(Gas, Per<Mass, Volume>)>,
}

/// Gases of each component, in the order given.
///
/// # Errors
/// Shares that are not 1 together: the error says what they add up to.
///
/// ```
/// use citycarbon::gas::{Gas, Substance};
/// use citycarbon::methods::transport::blend::{Component, emissions};
/// use citycarbon::quantity::{Mass, Per, Ratio, Volume};
/// // 100 litres of E10: 90 of gasoline at 2.2 kg, 10 of ethanol at 1.5 kg: 198 kg, and 15 kg apart.
/// let litre = |grams: u32| Per::new(Mass::grams(grams), Volume::litres(1));
/// let part = |tenths: i64, biogenic: i64, grams| -> citycarbon::Result<_> {
///     Ok(Component { share: Ratio::new(tenths, 10)?, biogenic: Ratio::new(biogenic, 1)?, co2: litre(grams)?, others: Vec::new() })
/// };
/// let found = emissions(Volume::litres(100), &[part(9, 0, 2200)?, part(1, 1, 1500)?])?;
/// assert_eq!(found[0].of(Substance::Gas(Gas::CO2)), Some(Mass::kilograms(198)));
/// assert_eq!(found[1].of(Substance::Gas(Gas::CO2_BIOGENIC)), Some(Mass::kilograms(15)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn emissions(sold: Volume, components: &[Component]) -> Result<Vec<Emissions>> {
    whole("shares of the blend", components.iter().map(|component| component.share))?;
    components.iter().map(|component| of(sold, component)).collect()
}

fn of(sold: Volume, component: &Component) -> Result<Emissions> {
    let volume = Amount::from(sold).checked_mul(share("volume-share", component.share)?)?;
    let grown = share("biogenic-fraction", component.biogenic)?;
    let others: &Factors<Volume> = &component.others;
    let mut found = gases(volume, others)?;
    let all = component.co2.of(volume)?;
    // A part of nothing is no gas of the component.
    for (gas, of_carbon) in [(Gas::CO2, grown.complement()?), (Gas::CO2_BIOGENIC, grown)] {
        if !of_carbon.numerator().is_zero() {
            found.add(Substance::Gas(gas), all.checked_mul(of_carbon)?.quantity()?)?;
        }
    }
    Ok(found)
}

/// Energy of a component in so much of the blend.
pub fn energy(sold: Volume, volume_share: Ratio, calorific_value: Per<Energy, Volume>) -> Result<Amount<Energy>> {
    calorific_value.of(Amount::from(sold).checked_mul(share("volume-share", volume_share)?)?)
}
