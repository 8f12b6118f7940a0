//! Gas that escapes from networks and appliances (GPC I.8.1).
//!
//! ```text
//! E = Σ A · EF
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | A | gas through a segment, length of its pipes, or number of devices that leak | litre, km, head |
//! | EF | CH4 or CO2 for each of it | kg/litre, kg/km, kg/head |
//!
//! Source: IPCC 2006 Guidelines, vol. 2, ch. 4, eq. 4.2.1 and 4.2.2; the same equations in 2019.

use crate::error::{Message, Result};
use crate::methods::labelled::{Labelled, none_of};
use crate::methods::{Input, Inputs, MethodSpec, Outcome, Output};
use crate::quantity::{Amount, Coefficient, Distance, Heads, Mass, Quantity, Scalar, Volume};

const SEGMENT: &[&str] = &["segment"];

/// The segments that a city can have, from the transmission line to the storage.
const GRIDS: &str = "fugitive.gas-distribution|fugitive.gas-transmission|fugitive.gas-storage";

/// Inputs, outputs and references of this method.
pub const SPEC: MethodSpec = MethodSpec {
    name: "gas-distribution",
    reference: "I.8.1",
    equation: "IPCC 2006, vol. 2, ch. 4, eq. 4.2.1 and 4.2.2",
    tiers: "1, 2",
    inputs: &[
        Input::maybe_table("throughput", "m3", SEGMENT, "gas that goes through a segment, or is sold"),
        Input::maybe_table("ch4-of-throughput", "kg/m3", SEGMENT, "CH4 of it").factors(GRIDS, "CH4_fossil"),
        Input::maybe_table("co2-of-throughput", "kg/m3", SEGMENT, "CO2 of it").factors(GRIDS, "CO2"),
        Input::maybe_table("pipes", "km", SEGMENT, "length of the pipes of a segment"),
        Input::maybe_table("ch4-of-pipes", "kg/km", SEGMENT, "CH4 of them").factors(GRIDS, "CH4_fossil"),
        Input::maybe_table("co2-of-pipes", "kg/km", SEGMENT, "CO2 of them").factors(GRIDS, "CO2"),
        Input::maybe_table("devices", "head", SEGMENT, "appliances, vehicles, stations or wells, counted"),
        Input::maybe_table("ch4-of-devices", "kg/head", SEGMENT, "CH4 of them").factors("fugitive.post-meter", "CH4_fossil"),
        Input::maybe_table("co2-of-devices", "kg/head", SEGMENT, "CO2 of them").factors("fugitive.post-meter", "CO2"),
    ],
    results: &[Output::table("CH4_fossil", "kg", SEGMENT), Output::table("CO2", "kg", SEGMENT)],
    alternatives: None,
    kernels: kernels!(run),
};

fn run<N: Scalar>(inputs: &Inputs<N>) -> Result<Outcome<N>> {
    let segments = Labelled::any([
        released::<Volume, N>(inputs, "throughput", ["ch4-of-throughput", "co2-of-throughput"])?,
        released::<Distance, N>(inputs, "pipes", ["ch4-of-pipes", "co2-of-pipes"])?,
        released::<Heads, N>(inputs, "devices", ["ch4-of-devices", "co2-of-devices"])?,
    ])?;
    if segments.is_empty() {
        return Err(none_of("", ["throughput", "pipes", "devices"]).into());
    }
    let (with, without): (Vec<_>, Vec<_>) = segments.iter().partition(|(_, gases)| gases.co2.is_some());
    if let (Some((other, _)), Some((segment, _))) = (with.first(), without.first()) {
        let (value, gas, other) = ((*segment).into(), "CO2".into(), (*other).into());
        return Err(Message::GasOfOthers { value, gas, other }.into());
    }
    let mut outcome = Outcome::new();
    for (segment, gases) in segments.iter() {
        outcome = outcome.with_labels("CH4_fossil", None, &[("segment", segment)], gases.ch4);
        if let Some(co2) = gases.co2 {
            outcome = outcome.with_labels("CO2", None, &[("segment", segment)], co2);
        }
    }
    Ok(outcome)
}

/// The gases of a segment; CO2 only where a factor is given.
#[derive(Clone, Copy)]
struct SegmentGases<N> {
    ch4: Amount<Mass, N>,
    co2: Option<Amount<Mass, N>>,
}

/// The gases of the segments whose activity is measured one way.
fn released<Q: Quantity, N: Scalar>(inputs: &Inputs<N>, measure: &str, factors: [&str; 2]) -> Result<Labelled<SegmentGases<N>>> {
    let segments = Labelled::<Amount<Q, N>>::amounts(inputs, measure, "segment")?;
    let [ch4, co2] =
        factors.map(|name| Labelled::<Coefficient<Mass, Q, N>>::coefficients(inputs, name, "segment")?.known(&segments));
    let (ch4, co2) = (ch4?, co2?);
    segments.turned(|name, activity| {
        let co2 = co2.get(name).map(|factor| compute(activity, factor)).transpose()?;
        Ok(SegmentGases { ch4: compute(activity, ch4.need(name)?)?, co2 })
    })
}

/// A gas of one segment of the oil and gas industry: activity times factor.
///
/// ```
/// use citycarbon::methods::fugitive::gas_distribution;
/// use citycarbon::quantity::{Coefficient, Distance, Mass};
/// // 10 km of pipes with little leak repair, 1.17 t of CH4 each (2019, vol. 2, table 4.2.4J): 11,700 kg.
/// let factor = Coefficient::from_parts(Mass::kilograms(1170), Distance::kilometres(1))?;
/// let escaped = gas_distribution::compute(Distance::kilometres(10).into(), factor)?;
/// assert_eq!(escaped.quantity()?, Mass::kilograms(11_700));
/// # Ok::<(), citycarbon::Error>(())
/// ```
pub fn compute<Q: Quantity, N: Scalar>(activity: Amount<Q, N>, factor: Coefficient<Mass, Q, N>) -> Result<Amount<Mass, N>> {
    factor.of(activity)
}
