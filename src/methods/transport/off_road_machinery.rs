//! Off-road machines by work (GPC II.5), and locomotives by work (GPC II.2).
//!
//! ```text
//! W = N · H · P · LF            E[g] = W · EF[g]
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | N | machines of a kind | 1 |
//! | H | hours of work of one in the year | 1 |
//! | P | rated power | kW |
//! | LF | load factor: mean power over rated power | |
//! | `EF[g]` | gas g per kWh of work | kg/kWh |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 3, eq. 3.3.3 (off-road) and 3.4.3 (locomotives), tier 3. By fuel it is
//! [`off_road`](super::off_road). A factor per kWh of work at the shaft is not one per kWh of fuel: it includes the efficiency of the
//! engine.

use super::factors::{FACTOR, by_label, gases_of, same_gases};
use super::gas_outputs_after;
use super::gases::emitted;
use crate::error::Result;
use crate::methods::labelled::Labelled;
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Energy, Fraction, Power, Scalar};

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "off-road-machinery",
    reference: "II.2.1, II.5.1",
    equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.3.3 and 3.4.3",
    tiers: "3",
    inputs: &[
        Input::table("machines", "1", &["machine"], "machines of a kind"),
        Input::table("hours", "1", &["machine"], "hours of work of one in the year"),
        Input::table("power", "kW", &["machine"], "rated power of one"),
        Input::table("load-factor", "%", &["machine"], "mean power over rated power"),
        Input::table(FACTOR, "kg/kWh", &["machine", "gas"], "gas per kWh of work at the shaft"),
    ],
    results: &gas_outputs_after(Output::table("work", "kWh", &["machine"]), &["machine"], &[]),
    alternatives: None,
    kernels: kernels!(run),
};

/// Work of machines of one kind.
///
/// ```
/// use citycarbon::methods::transport::off_road_machinery::work;
/// use citycarbon::quantity::{Energy, Fraction, Power, Ratio};
/// // 4 tractors of 50 kW, 500 hours each, at 40 % of their power: 40000 kWh.
/// let done = work(Ratio::new(4, 1)?, Ratio::new(500, 1)?, Power::kilowatts(50).into(), Fraction::from_parts(4, 10)?)?;
/// assert_eq!(done.quantity()?, Energy::kilowatt_hours(40_000));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn work<N: Scalar>(machines: N, hours: N, power: Amount<Power, N>, load_factor: Fraction<N>) -> Result<Amount<Energy, N>> {
    let kilowatt_hours = power.number().checked_mul(machines)?.checked_mul(hours)?;
    let at_rated_power = Amount::of(Energy::kilowatt_hours(1))?.checked_mul(kilowatt_hours)?;
    at_rated_power.part(load_factor)
}

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let counts = |name| Labelled::numbers(inputs, name, "machine")?.turned(|_, number: N| number.evaluate());
    let machines = counts("machines")?;
    let hours = counts("hours")?.known(&machines)?;
    let power = Labelled::amounts(inputs, "power", "machine")?.known(&machines)?;
    let load_factors = Labelled::shares(inputs, "load-factor", "machine")?.known(&machines)?;
    let factors = by_label(inputs, FACTOR, "machine")?.known(&machines)?;
    same_gases(machines.iter().map(|(machine, _)| (machine, gases_of(factors.all(machine)))))?;
    let mut outcome = Outcome::new();
    for (machine, number) in machines.iter() {
        let work = work(number, hours.need(machine)?, power.need(machine)?, load_factors.need(machine)?)?;
        outcome = outcome.with_labels("work", None, &[("machine", machine)], work);
        outcome = emitted(work, factors.all(machine))?.recorded(outcome, &[("machine", machine)]);
    }
    Ok(outcome)
}
