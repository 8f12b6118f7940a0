//! Electricity that transport takes: scope 2, and what the network loses on the way to it: scope 3.
//!
//! ```text
//! E scope 2 = W · EF        E scope 3 = W · l / (1 − l) · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | W | electricity taken | kWh |
//! | EF | kg of a gas per kWh, without losses of the network | kg/kWh |
//! | l | lost in the network, of what is sent into it | kWh/kWh |
//!
//! Source: GPC, ch. 7, and ch. 6 for losses. Where the factor includes the losses, l is 0.

use super::factors::by_gas;
use super::gases::{GasFactor, GasMasses, emitted};
use crate::error::{Message, Result};
use crate::gas::Gas;
use crate::methods::electricity::NetworkLoss;
use crate::methods::{Inputs, Outcome};
use crate::quantity::{Amount, Energy, Fraction, Ratio, Scalar};

pub(super) const GRID_FACTOR: &str = "grid-factor";
pub(super) const TD_LOSS: &str = "td-loss";

/// Emissions of electricity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuppliedElectricity<N = Ratio> {
    /// Of what is taken: scope 2.
    pub taken: GasMasses<N>,
    /// Of what is lost on the way: scope 3.
    pub lost: GasMasses<N>,
}

/// Emissions of electricity taken, and of what is lost on its way.
///
/// # Errors
/// A loss of all that is sent.
pub fn supplied<N: Scalar>(
    taken: Amount<Energy, N>,
    factors: &[GasFactor<Energy, N>],
    td_loss: Fraction<N>,
) -> Result<SuppliedElectricity<N>> {
    let lost = NetworkLoss::OfSupply(td_loss).lost(taken)?;
    Ok(SuppliedElectricity { taken: emitted(taken, factors)?, lost: emitted(lost, factors)? })
}

/// The factors of the grid: of CO2 wherever there is one, and without losses where a loss is stated.
pub(super) fn grid_factors<N: Scalar>(inputs: &Inputs<N>, td_loss: Fraction<N>) -> Result<Vec<GasFactor<Energy, N>>> {
    if let Some(row) = inputs.row_with_losses(GRID_FACTOR).filter(|_| !td_loss.is_zero()) {
        return Err(Message::LossesOfRow { value: row.into(), input: TD_LOSS.into() }.of(GRID_FACTOR).into());
    }
    let factors = by_gas(inputs, GRID_FACTOR)?;
    let carbon = |gas: &Gas| [Gas::CO2, Gas::CO2_BIOGENIC].contains(gas);
    match factors.iter().map(|(gas, _)| gas).find(|gas| !carbon(gas)) {
        Some(other) if !factors.iter().any(|(gas, _)| carbon(gas)) => {
            Err(Message::CarbonMissing { value: GRID_FACTOR.into(), gas: other.into() }.into())
        }
        _ => Ok(factors),
    }
}

impl<N: Scalar> SuppliedElectricity<N> {
    /// The outcome with both scopes, under a label.
    pub(super) fn recorded(&self, outcome: Outcome<N>, label: (&str, &str)) -> Outcome<N> {
        let outcome = self.taken.recorded(outcome, &[label, ("scope", "2")]);
        self.lost.recorded(outcome, &[label, ("scope", "3")])
    }
}
