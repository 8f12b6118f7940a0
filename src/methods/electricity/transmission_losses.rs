//! What a network loses on the way to the energy used (GPC scope 3 of I): see [the page of the family](super) and of [`loss`](super::loss).

use super::{CH4, CO2, CO2E, CONSUMPTION, GASES, N2O, NetworkLoss, SUPPLY, SupplyFactors};
use crate::error::Result;
use crate::methods::labelled::{Labelled, just_one};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Coefficient, Energy, Fraction, Mass, Ratio, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "transmission-losses",
    reference: "I.1.3, I.2.3, I.3.3, I.4.3, I.5.3, I.6.3",
    equation: "GPC, ch. 6: losses of a grid; WRI/WBCSD scope 3 guidance, formula 3.3",
    tiers: "1, 2, 3",
    inputs: &[
        CONSUMPTION,
        Input::maybe_table("td-loss", "kWh/kWh", SUPPLY, "share of the energy sent out that is lost"),
        Input::maybe_table("transmission-loss", "kWh/kWh", SUPPLY, "share of the energy sent out that transmission loses")
            .with(&["distribution-loss"]),
        Input::maybe_table("distribution-loss", "kWh/kWh", SUPPLY, "share of the rest that distribution loses")
            .with(&["transmission-loss"]),
        Input::maybe_table("loss-of-use", "kWh/kWh", SUPPLY, "loss stated as a share of the energy used"),
        CO2.without_losses(),
        CH4.without_losses(),
        N2O.without_losses(),
        CO2E.without_losses(),
    ],
    results: &[
        Output::table("lost", "kWh", SUPPLY),
        Output::table("sent-out", "kWh", SUPPLY),
        Output::table("CO2", "kg", SUPPLY),
        Output::table("CH4", "kg", SUPPLY),
        Output::table("N2O", "kg", SUPPLY),
        Output::table("CO2e", "kg", SUPPLY),
        Output::table("CO2-with-losses", "kg", SUPPLY),
        Output::table("CH4-with-losses", "kg", SUPPLY),
        Output::table("N2O-with-losses", "kg", SUPPLY),
        Output::table("CO2e-with-losses", "kg", SUPPLY),
    ],
    alternatives: None,
    kernels: kernels!(run),
};

/// A gas of the energy used and of what is lost on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LossEmissions<N = Ratio> {
    /// Of what is lost: scope 3.
    pub of_loss: Amount<Mass, N>,
    /// Of what is used and what is lost.
    pub with_losses: Amount<Mass, N>,
}

/// A gas of what is lost on the way to the energy used. Each part is divided out, so that the two add up to the whole.
///
/// ```
/// use citycarbon::methods::electricity::{NetworkLoss, transmission_losses};
/// use citycarbon::quantity::{Coefficient, Energy, Fraction, Mass};
/// // 80 MWh used, a fifth of what is sent out lost: 20 MWh lost. At 0.5 kg/kWh 10 t, with the energy used 50 t.
/// let factor = Coefficient::from_parts(Mass::grams(500), Energy::kilowatt_hours(1))?;
/// let loss = NetworkLoss::OfSupply(Fraction::from_parts(20, 100)?);
/// let found = transmission_losses::compute(Energy::megawatt_hours(80).into(), loss, factor)?;
/// assert_eq!(found.of_loss.quantity()?, Mass::tonnes(10));
/// assert_eq!(found.with_losses.quantity()?, Mass::tonnes(50));
/// # Ok::<(), citycarbon::Error>(())
/// ```
///
/// # Errors
/// All that is sent out is lost, or more.
pub fn compute<N: Scalar>(
    used: Amount<Energy, N>,
    loss: NetworkLoss<N>,
    factor: Coefficient<Mass, Energy, N>,
) -> Result<LossEmissions<N>> {
    let (of_use, of_loss) = (factor.of(used)?.evaluate()?, factor.of(loss.lost(used)?)?.evaluate()?);
    Ok(LossEmissions { of_loss, with_losses: of_use.checked_add(of_loss)? })
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let supplies = SupplyFactors::read(inputs)?;
    // Without any factor the energy lost is all that is asked for.
    if GASES.iter().any(|(name, ..)| inputs.has(name)) {
        supplies.check_complete()?;
    }
    let losses = StatedLosses::read(inputs, &supplies.used)?;
    let mut outcome = Outcome::new();
    for (supply, used) in supplies.used.iter() {
        let (stated, label) = (losses.of(supply)?, &[("supply", supply)]);
        let lost = stated.lost(used)?;
        outcome = outcome.with_labels("lost", None, label, lost).with_labels("sent-out", None, label, lost.checked_add(used)?);
        for (gas, with_losses, factor) in supplies.gases(supply) {
            let found = compute(used, stated, factor)?;
            outcome = outcome.with_labels(gas, None, label, found.of_loss).with_labels(with_losses, None, label, found.with_losses);
        }
    }
    Ok(outcome)
}

/// The losses of supplies, each stated one way.
struct StatedLosses<N> {
    both: Labelled<Fraction<N>>,
    transmission: Labelled<Fraction<N>>,
    distribution: Labelled<Fraction<N>>,
    of_use: Labelled<Fraction<N>>,
}

impl<N: Scalar> StatedLosses<N> {
    fn read(inputs: &Inputs<N>, used: &Labelled<Amount<Energy, N>>) -> Result<Self> {
        let share = |name| Labelled::shares(inputs, name, "supply")?.known(used);
        Ok(Self {
            both: share("td-loss")?,
            transmission: share("transmission-loss")?,
            distribution: share("distribution-loss")?,
            of_use: share("loss-of-use")?,
        })
    }

    fn of(&self, supply: &str) -> Result<NetworkLoss<N>> {
        // One of the two by itself would pass for the whole loss.
        let in_turn = |_| Ok(NetworkLoss::InTurn(self.transmission.need(supply)?, self.distribution.need(supply)?));
        let either = self.transmission.get(supply).or(self.distribution.get(supply));
        let ways = [
            ("td-loss", self.both.get(supply).map(|loss| Ok(NetworkLoss::OfSupply(loss)))),
            ("transmission-loss and distribution-loss", either.map(in_turn)),
            ("loss-of-use", self.of_use.get(supply).map(|loss| Ok(NetworkLoss::OfUse(loss)))),
        ];
        just_one(supply, ways)?.1
    }
}
