//! Heat and power of one plant: how its emissions are split between the two (GPC I.4, and scope 2 of those who buy).
//!
//! ```text
//! heat = E · h / (h + p)          power = E − heat
//! ```
//!
//! | Method | h | p | Other names |
//! |---|---|---|---|
//! | [`efficiency`] | H / eH | P / eP | alternative generation or Finnish method |
//! | [`energy_content`] | H | P | IEA method |
//! | [`work_potential`] | c · H | P | exergy or Carnot method |
//!
//! With [`power_bonus`] the power carries what it would have emitted elsewhere, and the heat the rest.
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | E | emissions of the plant, gas by gas | kg |
//! | H, P | heat and power that left it | MJ |
//! | eH, eP | efficiency of making each in a separate plant | MJ/MJ |
//! | c | work that the heat could do: Carnot factor | MJ/MJ |
//!
//! Source: WRI/WBCSD GHG Protocol, Allocation of GHG Emissions from a Combined Heat and Power (CHP) Plant, version 1.0 (2006), sections
//! II and III, appendices I and II. Power bonus: electricity credit (Stromgutschrift) of the AGFW worksheets FW 309. The two parts are
//! the whole to the last digit: heat is divided out at 10^-12 kg, power is what is left.

pub mod efficiency;
pub mod energy_content;
pub mod power_bonus;
pub mod work_potential;

use super::labelled::none_of;
use super::{Input, Inputs, Outcome, Output, Part};
use crate::error::{Error, Operation, Result};
use crate::quantity::{Amount, Energy, Mass, Ratio, Scalar};

const CO2: Input = Input::maybe("co2", "kg", "CO2 of the plant");
const CH4: Input = Input::maybe("ch4", "kg", "CH4 of the plant");
const N2O: Input = Input::maybe("n2o", "kg", "N2O of the plant");
const BIOGENIC: Input = Input::maybe("co2-biogenic", "kg", "biogenic CO2 of the plant");
const HEAT: Input = Input::one("heat", "MWh", "useful heat that left the plant");
const POWER: Input = Input::one("power", "MWh", "electricity that left the plant");

/// The gases of a plant: input, result, and the result for each kWh.
const GASES: [(&str, &str, &str); 4] = [
    ("co2", "CO2", "CO2-factor"),
    ("ch4", "CH4", "CH4-factor"),
    ("n2o", "N2O", "N2O-factor"),
    ("co2-biogenic", "CO2_biogenic", "CO2_biogenic-factor"),
];

/// What leaves the plant for a network is I.4.4; what is used where it is made is scope 1 of the user, and what is bought in the city
/// from a plant outside it scope 2 (GPC, ch. 6).
const PARTS: &[Part] = &[Part::new("part", "heat", USES), Part::new("part", "power", USES)];
const USES: &str = "I.4.4, I.1.1, I.1.2, I.2.1, I.2.2, I.3.1, I.3.2, I.4.1, I.4.2, I.5.1, I.5.2, I.6.1, I.6.2";

const OUTPUTS: &[Output] = &[
    Output::table("CO2", "kg", &["part"]).booked(PARTS),
    Output::table("CH4", "kg", &["part"]).booked(PARTS),
    Output::table("N2O", "kg", &["part"]).booked(PARTS),
    Output::table("CO2_biogenic", "kg", &["part"]).booked(PARTS),
    Output::table("CO2-factor", "kg/kWh", &["part"]),
    Output::table("CH4-factor", "kg/kWh", &["part"]),
    Output::table("N2O-factor", "kg/kWh", &["part"]),
    Output::table("CO2_biogenic-factor", "kg/kWh", &["part"]),
];

/// What left the plant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CogenerationOutput<N = Ratio> {
    /// Useful heat.
    pub heat: Amount<Energy, N>,
    /// Electricity.
    pub power: Amount<Energy, N>,
}

/// Emissions of a plant, split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CogenerationSplit<N = Ratio> {
    /// Of the heat.
    pub heat: Amount<Mass, N>,
    /// Of the power.
    pub power: Amount<Mass, N>,
}

/// The split by what heat and power each count for: the two parts are the whole to the last digit.
fn by_weight<N: Scalar>(
    emitted: Amount<Mass, N>,
    heat: Amount<Energy, N>,
    power: Amount<Energy, N>,
) -> Result<CogenerationSplit<N>> {
    let both = heat.checked_add(power)?;
    if both.number().compare(N::ZERO)?.is_eq() {
        return Err(Error::division_by_zero(Operation::HeatAndPower));
    }
    let heat = emitted.checked_mul(heat.checked_div(both)?.reduced())?.evaluate()?;
    Ok(CogenerationSplit { heat, power: Amount::new(emitted.number().checked_sub(heat.number())?) })
}

/// Each gas that was given, split, and what it is for each kWh. `by` gets the input of the gas, its mass and what left the plant.
fn each_gas<N: Scalar>(
    inputs: &Inputs<N>,
    by: impl Fn(&str, Amount<Mass, N>, CogenerationOutput<N>) -> Result<CogenerationSplit<N>>,
) -> Result<Outcome<N>> {
    let output = CogenerationOutput { heat: inputs.amount("heat")?, power: inputs.amount("power")? };
    let kilowatt_hour = Amount::<Energy, N>::of(Energy::kilowatt_hours(1))?;
    let mut outcome = Outcome::new();
    for (name, gas, factor) in GASES {
        let Some(emitted) = inputs.maybe_amount::<Mass>(name)? else { continue };
        let split = by(name, emitted, output)?;
        for (part, mass, energy) in [("heat", split.heat, output.heat), ("power", split.power, output.power)] {
            outcome = outcome.with_labels(gas, None, &[("part", part)], mass);
            if energy.number().compare(N::ZERO)?.is_ne() {
                let per_kilowatt_hour = mass.number().checked_mul(kilowatt_hour.number())?.checked_div(energy.number())?;
                outcome = outcome.with_number(factor, None, &[("part", part)], per_kilowatt_hour);
            }
        }
    }
    if outcome.is_empty() {
        return Err(none_of("", GASES.map(|(name, ..)| name)).into());
    }
    Ok(outcome)
}
