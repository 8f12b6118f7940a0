//! Aviation (GPC II.4): landings and take-offs, and cruise on the rest of the fuel.
//!
//! ```text
//! E LTO = Σₐ Nₐ · EFₐ        F cruise = F − Σₐ Nₐ · fₐ        E cruise = F cruise · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Nₐ | landings with their take-offs (LTO: one of each) of aircraft a | 1 |
//! | `EFₐ` | kg of a gas per LTO of aircraft a | kg |
//! | fₐ | fuel of one LTO | kg |
//! | F | fuel of all these flights | kg |
//! | EF | kg of a gas per kg of fuel above 914 m | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.6.2 to 3.6.5 (tier 2); GPC, ch. 7. By fuel only (tier 1) it is
//! [`aviation_fuel`](super::aviation_fuel). CH4 is of LTO only: there is no factor for it in cruise. Domestic and international flights
//! are distinguished by their ends, not by the carrier; fuel and landings must be of the same flights.

use super::factors::{CALORIFIC, CALORIFIC_OF_MASS, FACTOR, FACTOR_OF_MASS, gas, gases_of, of_cruise, same_gases};
use super::gas_outputs_after;
use super::gases::{GasMasses, emitted};
use crate::error::{Message, Result};
use crate::factors::Basis;
use crate::gas::Gas;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output, Part};
use crate::quantity::{Amount, Mass, Ratio, Scalar};

/// Landings and take-offs are within the city where its airport is, cruise is outside it; flights within the city are II.4.1 as a
/// whole, and those of an airport outside the city II.4.3 (GPC, ch. 7).
const PARTS: &[Part] = &[Part::new("phase", "LTO", "II.4.1, II.4.3"), Part::new("phase", "cruise", "II.4.3, II.4.1")];

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "aviation",
    reference: "II.4",
    equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.6.2 to 3.6.5",
    tiers: "2",
    inputs: &[
        Input::table("landings", "1", &["aircraft"], "landings with their take-offs (LTO) in the year"),
        Input::table("lto-fuel", "kg", &["aircraft"], "fuel of one LTO"),
        Input::table("lto-factor", "kg", &["aircraft", "gas"], "gas of one LTO").factors_by_gas("aviation.lto"),
        Input::one("fuel", "kg", "fuel of all these flights"),
        Input::maybe(CALORIFIC_OF_MASS, "MJ/kg", "net calorific value of the fuel").parameters(CALORIFIC).on(Basis::Net),
        Input::maybe_table(FACTOR, "kg/MJ", &["gas"], "gas per unit of energy burnt in cruise")
            .factors_by_gas("aviation")
            .on(Basis::Net),
        Input::maybe_table(FACTOR_OF_MASS, "kg/kg", &["gas"], "gas per kg burnt in cruise").factors_by_gas("aviation"),
    ],
    results: &gas_outputs_after(Output::one("cruise-fuel", "kg"), &["phase", "aircraft"], PARTS),
    alternatives: None,
    kernels: kernels!(run),
};

const CRUISE: &str = "cruise";

/// What the results call the aircraft of the cruise, whose fuel is not known by aircraft.
const ALL: &str = "all";

fn gases_of_masses<N: Scalar>(gases: &[(Gas, Amount<Mass, N>)]) -> Vec<Gas> {
    gases.iter().map(|(gas, _)| *gas).collect()
}

/// Landings and take-offs of one kind of aircraft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landings<N = Ratio> {
    /// How many.
    pub number: N,
    /// Fuel of one.
    pub fuel: Amount<Mass, N>,
    /// Gases of one.
    pub gases: Vec<(Gas, Amount<Mass, N>)>,
}

impl<N: Scalar> Landings<N> {
    /// Their gases.
    pub fn masses(&self) -> Result<GasMasses<N>> {
        let mut masses = GasMasses::default();
        self.gases.iter().try_for_each(|(gas, each)| masses.add(*gas, each.checked_mul(self.number)?))?;
        Ok(masses)
    }
}

/// Fuel above the landings: all fuel less theirs.
///
/// # Errors
/// More fuel in landings and take-offs than there is: the flights are not those of the fuel.
///
/// ```
/// use citycarbon::methods::transport::aviation::{Landings, cruise_fuel};
/// use citycarbon::quantity::{Mass, Ratio};
/// // B737-400 over 125 nm: 1603.1 kg in all, 825.4 kg of them in the LTO, 777.7 kg above (EMEP/CORINAIR B851, table 8.4).
/// let flight = Landings { number: Ratio::ONE, fuel: "825.4 kg".parse::<Mass>()?.into(), gases: Vec::new() };
/// assert_eq!(cruise_fuel("1603.1 kg".parse::<Mass>()?.into(), &[flight])?.quantity()?, "777.7 kg".parse::<Mass>()?);
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn cruise_fuel<N: Scalar>(all: Amount<Mass, N>, landings: &[Landings<N>]) -> Result<Amount<Mass, N>> {
    let low = landings.iter().try_fold(Amount::ZERO, |sum, of| sum.checked_add(of.fuel.checked_mul(of.number)?))?;
    all.checked_sub(low)?
        .ok_or_else(|| Message::FuelBelowLandings { value: all.shown().into(), landings: low.shown().into() }.into())
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let numbers = Labelled::numbers(inputs, "landings", "aircraft")?.turned(|_, number| number.evaluate())?;
    let fuel = Labelled::amounts(inputs, "lto-fuel", "aircraft")?.known(&numbers)?;
    let rows = inputs.amounts::<Mass>("lto-factor")?;
    let gases =
        Labelled::grouped(&rows, "lto-factor", "aircraft", |row| Ok((gas(row.label("gas"))?, row.value)))?.known(&numbers)?;
    if let Some((value, _)) = numbers.iter().find(|(aircraft, _)| *aircraft == ALL) {
        return Err(Message::ReservedLabel { value: value.into(), label: "aircraft".into() }.into());
    }
    let (mut outcome, mut all) = (Outcome::new(), Vec::new());
    for (aircraft, number) in numbers.iter() {
        let landings = Landings { number, fuel: fuel.need(aircraft)?, gases: gases.all(aircraft).to_vec() };
        outcome = landings.masses()?.recorded(outcome, &[("phase", "LTO"), ("aircraft", aircraft)]);
        all.push(landings);
    }
    let cruise = cruise_fuel(inputs.amount("fuel")?, &all)?;
    let factors = of_cruise(inputs)?;
    let of_landings = numbers.iter().zip(&all).map(|((aircraft, _), landings)| (aircraft, gases_of_masses(&landings.gases)));
    let mut parts: Vec<(&str, Vec<Gas>)> = of_landings.collect();
    same_gases(parts.clone())?;
    parts.push((CRUISE, gases_of(&factors)));
    // CH4 is of landings and take-offs only.
    for (_, gases) in &mut parts {
        gases.retain(|gas| *gas != Gas::CH4);
    }
    same_gases(parts)?;
    let masses = emitted(cruise, &factors)?;
    Ok(masses.recorded(outcome.with("cruise-fuel", cruise), &[("phase", CRUISE), ("aircraft", ALL)]))
}
