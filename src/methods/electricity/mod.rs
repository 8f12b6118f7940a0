//! Energy that comes by a network: electricity, heat and cooling bought, what the network loses, and electricity generated on site.
//!
//! ```text
//! scope 2 = C · EF          scope 3 = C · L / (1 − L) · EF          heat of fuel = C / η · EF          cooling = C / COP · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | C | energy used, as metered where it is used | MJ |
//! | EF | gas per unit of energy sent out (of fuel, or of what drives the chiller, in the last two) | kg/MJ |
//! | L | share of the energy sent out that is lost | MJ/MJ |
//! | η | efficiency of the boiler | MJ/MJ |
//! | COP | coefficient of performance of the chiller | MJ/MJ |
//!
//! Source: GPC, ch. 6; WRI/WBCSD, Technical Guidance for Calculating Scope 3 Emissions (2013),
//! formula 3.3; Local Government Operations Protocol, eq. 6.16 to 6.18 (heat) and 6.26, 6.27 (cooling). A loss stated as a share of
//! what is used is taken as it is, C · L; most statistics state it as a share of what is sent out. Where a factor includes the losses
//! they must not be counted again. Energy generated and used on site is not scope 2: its fuel is scope 1. What goes to the grid is
//! I.4.4, outside BASIC, so that no kWh counts twice.

pub mod cooling;
pub mod district_heat;
pub mod grid;
pub mod loss;
pub mod own_generation;
pub mod transmission_losses;

use super::labelled::{Labelled, none_of, one_input, one_of};
use super::{Input, Inputs, Outcome};
use crate::error::{Message, Result};
use crate::quantity::{Amount, Coefficient, Energy, Mass, Scalar};

pub use loss::{NetworkLoss, loss_per_unit_used};

const SUPPLY: &[&str] = &["supply"];
const CONSUMPTION: Input = Input::table("consumption", "kWh", SUPPLY, "energy used, as metered where it is used");
const CO2: Input = Input::maybe_table("co2-factor", "kg/kWh", SUPPLY, "CO2 of energy sent out").factors("electricity", "CO2");
const CH4: Input = Input::maybe_table("ch4-factor", "kg/kWh", SUPPLY, "CH4 of energy sent out").factors("electricity", "CH4");
const N2O: Input = Input::maybe_table("n2o-factor", "kg/kWh", SUPPLY, "N2O of energy sent out").factors("electricity", "N2O");
const CO2E: Input =
    Input::maybe_table("co2e-factor", "kg/kWh", SUPPLY, "all gases of energy sent out, where they are known only as CO2e")
        .factors("electricity", super::CO2E);

/// The gases of energy: the input of the factor, the output, and the output with what is lost.
const GASES: [(&str, &str, &str); 4] = [
    ("co2-factor", "CO2", "CO2-with-losses"),
    ("ch4-factor", "CH4", "CH4-with-losses"),
    ("n2o-factor", "N2O", "N2O-with-losses"),
    ("co2e-factor", "CO2e", "CO2e-with-losses"),
];

/// The gases by factors of the energy itself, whatever it is: input and output.
fn own_factors() -> [(&'static str, &'static str); 4] {
    GASES.map(|(name, gas, _)| (name, gas))
}

/// Energy used by supply, with the factors that are given for each.
struct SupplyFactors<N> {
    used: Labelled<Amount<Energy, N>>,
    factors: [Labelled<Coefficient<Mass, Energy, N>>; 4],
}

impl<N: Scalar> SupplyFactors<N> {
    fn read(inputs: &Inputs<N>) -> Result<Self> {
        let used = Labelled::amounts(inputs, CONSUMPTION.name, "supply")?;
        let [co2, ch4, n2o, co2e] = GASES.map(|(name, ..)| Labelled::coefficients(inputs, name, "supply")?.known(&used));
        Ok(Self { factors: [co2?, ch4?, n2o?, co2e?], used })
    }

    /// The gases of a supply, each with its two outputs and its factor.
    fn gases(&self, supply: &str) -> impl Iterator<Item = (&'static str, &'static str, Coefficient<Mass, Energy, N>)> {
        let given = GASES.iter().zip(&self.factors);
        given.filter_map(move |((_, gas, with_losses), factors)| Some((*gas, *with_losses, factors.get(supply)?)))
    }

    /// Rejects a supply without a factor, one with CO2e next to the gases that are in it, one with other gases but without CO2, and a
    /// gas that only other supplies have.
    fn check_complete(&self) -> Result<()> {
        let [gases @ .., co2e] = &self.factors;
        for (supply, _) in self.used.iter() {
            if self.gases(supply).next().is_none() {
                return Err(none_of(supply, GASES.map(|(name, ..)| name)).into());
            }
            for ((name, ..), factors) in GASES.iter().zip(gases) {
                let ways = [(*name, factors.get(supply)), (CO2E.name, co2e.get(supply))];
                // CH4 or N2O by itself would pass for all that the supply emits.
                if one_of(supply, ways)?.is_none() && (!factors.is_empty() || *name == CO2.name) {
                    return factors.need(supply).map(drop);
                }
            }
        }
        Ok(())
    }
}

/// The outcome with the gases of an energy, by pairs of input and output, CO2 first; an error where no factor is given, or none of CO2.
fn with_gases<N: Scalar>(
    mut outcome: Outcome<N>,
    inputs: &Inputs<N>,
    energy: Amount<Energy, N>,
    factors: impl IntoIterator<Item = (&'static str, &'static str)>,
) -> Result<Outcome<N>> {
    let factors: Vec<_> = factors.into_iter().collect();
    if let Some((co2, _)) = factors.first().filter(|(co2, _)| !inputs.has(co2))
        && let Some((other, _)) = factors.iter().find(|(name, _)| *name != CO2E.name && inputs.has(name))
    {
        return Err(Message::NeededFor { value: (*co2).into(), input: (*other).into() }.into());
    }
    let mut names = Vec::new();
    for (name, gas) in factors {
        names.push(name);
        if name != CO2E.name {
            one_input(inputs, &[name, CO2E.name])?;
        }
        if let Some(factor) = inputs.maybe_coefficient::<Mass, Energy>(name) {
            outcome = outcome.with(gas, factor.of(energy)?);
        }
    }
    if names.iter().any(|name| inputs.has(name)) { Ok(outcome) } else { Err(none_of("", names).into()) }
}

/// The energy that goes in for an energy that comes out: fuel of a boiler by its efficiency, electricity or heat of a chiller by its
/// coefficient of performance.
///
/// ```
/// use citycarbon::methods::electricity::driven_by;
/// use citycarbon::quantity::{Amount, Energy, Ratio};
/// // 80 MWh of heat from a boiler with an efficiency of 0.8: 100 MWh of fuel.
/// let fuel = driven_by(Amount::from(Energy::megawatt_hours(80)), Ratio::new(8, 10)?)?;
/// assert_eq!(fuel.quantity()?, Energy::megawatt_hours(100));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn driven_by<N: Scalar>(out: Amount<Energy, N>, performance: N) -> Result<Amount<Energy, N>> {
    out.number().checked_div(performance).map(Amount::new)
}
