//! Aviation (GPC II.4): landings and take-offs, and cruise on the rest of the fuel.
//!
//! ```text
//! E LTO = Σₐ Nₐ · EFₐ        F cruise = F − Σₐ Nₐ · fₐ        E cruise = F cruise · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | Nₐ | landings with their take-offs (LTO: one of each) of aircraft a | 1 |
//! | `EFₐ` | kg of a gas for each LTO of aircraft a | kg |
//! | fₐ | fuel of one LTO | kg |
//! | F | fuel of all these flights | kg |
//! | EF | kg of a gas for each kg of fuel above 914 m | kg/kg |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.6.1 (tier 1: all fuel times a factor) and 3.6.2 to 3.6.5 (tier 2); GPC, ch. 7.
//! CH4 is of LTO alone: no factor for it in cruise. Domestic and international flights are told apart by their ends, not by the
//! carrier; fuel and landings must be of the same flights.

use super::{Factors, gases};
use crate::error::{ErrorKind, Problem, Result};
use crate::gas::{Emissions, Gas, Substance};
use crate::quantity::{Exact, Mass};

/// Landings and take-offs of one kind of aircraft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landings {
    /// How many.
    pub number: Exact,
    /// Fuel of one.
    pub fuel: Mass,
    /// Gases of one.
    pub gases: Vec<(Gas, Mass)>,
}

impl Landings {
    /// Their gases.
    pub fn emissions(&self) -> Result<Emissions> {
        let mut found = Emissions::default();
        for (gas, each) in &self.gases {
            found.add(Substance::Gas(*gas), each.checked_mul(self.number)?)?;
        }
        Ok(found)
    }
}

/// Fuel above the landings: all fuel less theirs.
///
/// # Errors
/// More fuel in landings and take-offs than there is: the flights are not those of the fuel.
///
/// ```
/// use citycarbon::methods::transport::aviation::{Landings, cruise_fuel};
/// use citycarbon::quantity::Mass;
/// // B737-400 over 125 nm: 1603.1 kg in all, 825.4 kg of them in the LTO, 777.7 kg above (EMEP/CORINAIR B851, table 8.4).
/// let flight = Landings { number: 1.into(), fuel: "825.4 kg".parse()?, gases: Vec::new() };
/// assert_eq!(cruise_fuel("1603.1 kg".parse()?, &[flight])?, "777.7 kg".parse::<Mass>()?);
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn cruise_fuel(all: Mass, landings: &[Landings]) -> Result<Mass> {
    let low = landings.iter().try_fold(Mass::ZERO, |sum, of| sum.checked_add(of.fuel.checked_mul(of.number)?))?;
    all.checked_sub(low)?.ok_or_else(|| {
        let reason = format!("of fuel in all, and {low} in landings and take-offs");
        Problem::new(ErrorKind::Conflict, &all.to_string(), reason, "take fuel and landings of the same flights").into()
    })
}

/// Gases of the cruise, or of all fuel in tier 1.
pub fn by_fuel(fuel: Mass, factors: &Factors<Mass>) -> Result<Emissions> {
    gases(fuel.into(), factors)
}
