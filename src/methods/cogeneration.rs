//! Heat and power of one plant: how its emissions are split between the two (GPC I.4, and scope 2 of those who buy).
//!
//! ```text
//! heat = E · h / (h + p)          power = E − heat
//! ```
//!
//! | Method | h | p | Name in |
//! |---|---|---|---|
//! | [`efficiency`] | H / eH | P / eP | WRI/WBCSD: efficiency method; elsewhere alternative generation or Finnish method |
//! | [`energy_content`] | H | P | WRI/WBCSD: energy content method; elsewhere IEA method |
//! | [`work_potential`] | c · H | P | WRI/WBCSD: work potential method; elsewhere exergy or Carnot method |
//!
//! With [`power_bonus`] the power carries what it would have emitted elsewhere, and the heat the rest.
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | E | emissions of the plant, gas by gas | kg |
//! | H, P | heat and power that left it | MJ |
//! | eH, eP | efficiency of making each alone | MJ/MJ |
//! | c | work that the heat could do: Carnot factor | MJ/MJ |
//!
//! Source: WRI/WBCSD GHG Protocol, Allocation of GHG Emissions from a Combined Heat and Power (CHP) Plant, version 1.0 (2006), sections
//! II and III, appendices I and II. Power bonus: electricity credit (Stromgutschrift) of the AGFW worksheets FW 309. The two parts are
//! the whole to the last digit: heat is divided out at 10^-12 kg, power is what is left. The efficiencies are those of separate plants,
//! never those of this one.

use crate::error::{Error, ErrorKind, Operation, Problem, Result};
use crate::quantity::{Amount, Energy, Mass, Quantity, Ratio};

/// What left the plant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Output {
    /// Useful heat.
    pub heat: Energy,
    /// Electricity.
    pub power: Energy,
}

/// Emissions of a plant, split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Of the heat.
    pub heat: Mass,
    /// Of the power.
    pub power: Mass,
}

/// By the fuel that each would have taken alone.
///
/// ```
/// use citycarbon::methods::cogeneration::{Output, efficiency};
/// use citycarbon::quantity::{Energy, Mass, Ratio};
/// // 80 GJ of heat at 80 % and 35 GJ of power at 35 % would each have taken 100 GJ of fuel: half and half.
/// let output = Output { heat: Energy::megajoules(80_000), power: Energy::megajoules(35_000) };
/// let parts = efficiency(Mass::tonnes(12), output, Ratio::new(80, 100)?, Ratio::new(35, 100)?)?;
/// assert_eq!((parts.heat, parts.power), (Mass::tonnes(6), Mass::tonnes(6)));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn efficiency(emitted: Mass, output: Output, heat_efficiency: Ratio, power_efficiency: Ratio) -> Result<Parts> {
    let heat = Ratio::from(output.heat.base()).checked_div(heat_efficiency)?;
    split(emitted, heat, Ratio::from(output.power.base()).checked_div(power_efficiency)?)
}

/// By the energy of each.
pub fn energy_content(emitted: Mass, output: Output) -> Result<Parts> {
    split(emitted, Ratio::from(output.heat.base()), Ratio::from(output.power.base()))
}

/// By the work that each could do: all of the power, of the heat its Carnot factor.
pub fn work_potential(emitted: Mass, output: Output, carnot_factor: Ratio) -> Result<Parts> {
    split(emitted, carnot_factor.checked_mul(output.heat.base())?, Ratio::from(output.power.base()))
}

/// Power as if it came from elsewhere, heat the rest; an error where there is no rest.
pub fn power_bonus(emitted: Mass, power: Energy, displaced_factor: Ratio) -> Result<Parts> {
    let power: Mass = Amount::new(displaced_factor.checked_mul(power.base())?).quantity()?;
    let heat = emitted.checked_sub(power)?.ok_or_else(|| {
        let reason = format!("displaced by the power, of {emitted} that the plant emitted: nothing is left for the heat");
        Problem::new(ErrorKind::Negative, &power.to_string(), reason, "split it by efficiency or work potential")
    })?;
    Ok(Parts { heat, power })
}

fn split(emitted: Mass, heat: Ratio, power: Ratio) -> Result<Parts> {
    let both = heat.checked_add(power)?;
    if both.numerator().is_zero() {
        return Err(Error::division_by_zero(Operation::HeatAndPower));
    }
    let heat: Mass = Amount::new(heat.checked_div(both)?.reduced().checked_mul(emitted.base())?).quantity()?;
    Ok(Parts { heat, power: Mass::from_base(emitted.base().checked_sub(heat.base())?) })
}
