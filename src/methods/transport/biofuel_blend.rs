//! Blended fuel: a fossil and a biogenic part (GPC II.1).
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
//! | `EFᵢ` | gas per litre of the component: its factor by energy times `NCVᵢ` | kg/litre |
//! | bᵢ | biogenic share of the component's carbon: 0 for diesel, 1 for ethanol, about 0.9 for biodiesel of fossil methanol | |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3.2.1.2 and box 3.2.1; GPC, ch. 7: biogenic CO2 is reported separately, CH4 and N2O of the
//! same litre are not. Shares by volume are not shares by energy: a litre of ethanol holds two thirds of the energy of a litre of gasoline.

use super::factors::{CALORIFIC, FACTOR, FACTOR_OF_VOLUME, FactorTables, gases_of, same_gases};
use super::gas_outputs_after;
use super::gases::{GasFactor, GasMasses, emitted};
use crate::error::{Message, Result};
use crate::factors::Basis;
use crate::gas::Gas;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output, whole};
use crate::quantity::{Amount, Coefficient, Energy, Fraction, Mass, Ratio, Scalar, Volume};

const VOLUME_SHARE: &str = "volume-share";
const BIOGENIC: &str = "biogenic-fraction";

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "biofuel-blend",
    reference: "II.1.1",
    equation: "IPCC 2006, vol. 2, ch. 3.2.1.2 and box 3.2.1",
    tiers: "1, 2",
    inputs: &[
        Input::one("blend-volume", "L", "blend sold or burnt"),
        Input::table(VOLUME_SHARE, "L/L", &["component"], "share of a component by volume").whole_over("component"),
        Input::table(BIOGENIC, "%", &["component"], "share of the component's carbon that is biogenic"),
        Input::maybe_table(CALORIFIC, "MJ/L", &["component"], "net calorific value of a component").on(Basis::Net),
        Input::maybe_table(FACTOR, "kg/MJ", &["component", "gas"], "gas per unit of energy; CO2 is all CO2, fossil and biogenic")
            .carbon("road"),
        Input::maybe_table(FACTOR_OF_VOLUME, "kg/L", &["component", "gas"], "gas per litre of a component").carbon("road"),
    ],
    results: &gas_outputs_after(Output::table("energy", "MJ", &["component"]), &["component"], &[]),
    alternatives: None,
    kernels: kernels!(run),
};

/// A component of a blend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlendComponent<N = Ratio> {
    /// Its share by volume.
    pub share: Fraction<N>,
    /// The biogenic share of its carbon.
    pub biogenic: Fraction<N>,
    /// All its CO2, fossil and biogenic.
    pub co2: Coefficient<Mass, Volume, N>,
    /// Its other gases.
    pub others: Vec<GasFactor<Volume, N>>,
}

impl<N: Scalar> BlendComponent<N> {
    /// Its volume in an amount of the blend.
    pub fn volume(&self, sold: Amount<Volume, N>) -> Result<Amount<Volume, N>> {
        sold.part(self.share)
    }

    fn masses(&self, sold: Amount<Volume, N>) -> Result<GasMasses<N>> {
        let volume = self.volume(sold)?;
        let mut masses = emitted(volume, &self.others)?;
        let all = self.co2.of(volume)?;
        // Where no carbon is fossil, or none biogenic, that gas is not one of the component.
        for (gas, share) in [(Gas::CO2, self.biogenic.complement()?), (Gas::CO2_BIOGENIC, self.biogenic)] {
            if !share.is_zero() {
                masses.add(gas, all.part(share)?.evaluate()?)?;
            }
        }
        Ok(masses)
    }
}

/// Gases of each component, in the order given.
///
/// # Errors
/// Shares whose sum is not 1.
///
/// ```
/// use citycarbon::Gas;
/// use citycarbon::methods::transport::biofuel_blend::{BlendComponent, compute};
/// use citycarbon::quantity::{Coefficient, Fraction, Mass, Volume};
/// // 100 litres of E10: 90 of gasoline at 2.2 kg, 10 of ethanol at 1.5 kg: 198 kg, and 15 kg of biogenic CO2.
/// let litre = |grams: u32| Coefficient::from_parts(Mass::grams(grams), Volume::litres(1));
/// let part = |tenths: i64, biogenic, grams| -> citycarbon::Result<_> {
///     Ok(BlendComponent { share: Fraction::from_parts(tenths, 10)?, biogenic, co2: litre(grams)?, others: Vec::new() })
/// };
/// let found = compute(Volume::litres(100).into(), &[part(9, Fraction::ZERO, 2200)?, part(1, Fraction::ONE, 1500)?])?;
/// assert_eq!(found[0].of(Gas::CO2), Some(Mass::kilograms(198).into()));
/// assert_eq!(found[1].of(Gas::CO2_BIOGENIC), Some(Mass::kilograms(15).into()));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<N: Scalar>(sold: Amount<Volume, N>, components: &[BlendComponent<N>]) -> Result<Vec<GasMasses<N>>> {
    whole("shares of the blend", components.iter().map(|component| component.share))?;
    components.iter().map(|component| component.masses(sold)).collect()
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let shares = Labelled::shares(inputs, VOLUME_SHARE, "component")?;
    let biogenic = Labelled::shares(inputs, BIOGENIC, "component")?.known(&shares)?;
    let tables = FactorTables::read(inputs, "component", &shares)?;
    let sold = inputs.amount("blend-volume")?;
    let component = |(name, share)| -> Result<_> {
        let mut factors = tables.volume_factors(name)?;
        let co2 = take_co2(name, &mut factors)?;
        Ok(BlendComponent { share, biogenic: biogenic.need(name)?, co2, others: factors })
    };
    let components = shares.iter().map(component).collect::<Result<Vec<_>>>()?;
    same_gases(shares.iter().zip(&components).map(|((name, _), component)| (name, gases_of(&component.others))))?;
    let mut outcome = Outcome::new();
    for (((name, _), component), masses) in shares.iter().zip(&components).zip(compute(sold, &components)?) {
        if let Some(calorific_value) = tables.calorific_value(name) {
            let energy: Amount<Energy, N> = calorific_value.of(component.volume(sold)?)?;
            outcome = outcome.with_labels("energy", None, &[("component", name)], energy);
        }
        outcome = masses.recorded(outcome, &[("component", name)]);
    }
    Ok(outcome)
}

/// The factor of all CO2 of a component, taken out of its factors.
fn take_co2<N: Scalar>(component: &str, factors: &mut Vec<GasFactor<Volume, N>>) -> Result<Coefficient<Mass, Volume, N>> {
    let Some((_, co2)) = factors.extract_if(.., |(gas, _)| *gas == Gas::CO2).next() else {
        return Err(Message::NoCo2OfComponent { value: component.into() }.into());
    };
    if factors.iter().any(|(gas, _)| *gas == Gas::CO2_BIOGENIC) {
        return Err(Message::BiogenicNextToCo2 { value: component.into() }.into());
    }
    Ok(co2)
}
