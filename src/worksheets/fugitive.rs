//! Fugitive gases of fuels by name.

use super::{Input, Inputs, Labelled, Output, Results, Worksheet, none_of};
use crate::error::{ErrorKind, Problem, Result};
use crate::methods::fugitive::{Abandoned, Flared, Mine, escaped_or_none, segment};
use crate::methods::recovery::emitted;
use crate::methods::weighed;
use crate::quantity::{Amount, Distance, Heads, Mass, Quantity, Ratio, Volume};

const SEGMENT: &[&str] = &["segment"];
const MINE: &[&str] = &["mine"];
const INTERVAL: &[&str] = &["interval"];
const DENSITY: Input = Input::one("density", "kg/m3", "density of methane");

pub(crate) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "coal-mining",
        reference: "I.7.1",
        equation: "IPCC 2006, vol. 2, ch. 4, eq. 4.1.1 to 4.1.8",
        tiers: "1, 2",
        inputs: &[
            Input::table("production", "t", MINE, "raw coal mined"),
            Input::table("mining-factor", "m3/t", MINE, "methane of mining").factors("fugitive.coal", "CH4_fossil"),
            Input::maybe_table("post-mining-factor", "m3/t", MINE, "methane after mining; none if left out")
                .factors("fugitive.coal", "CH4_fossil"),
            Input::maybe_table(
                "release-coefficient",
                "m3/m3",
                MINE,
                "multiple of that, where it is the gas content of the coal; 1 if left out",
            ),
            DENSITY,
            Input::maybe("used", "m3", "methane drained and used: a fuel where it is burnt"),
            Input::maybe("flared", "m3", "methane drained and flared"),
            Input::maybe("flare-efficiency", "kg/kg", "part of it that burns"),
        ],
        results: &[Output::table("released", "m3", MINE), Output::one("CH4_fossil", "kg"), Output::one("CO2", "kg")],
        exact: coal,
        sampled: None,
    },
    Worksheet {
        name: "abandoned-mines",
        reference: "I.7.1",
        equation: "IPCC 2006, vol. 2, ch. 4, eq. 4.1.9 and 4.1.10",
        tiers: "1",
        inputs: &[
            Input::table("mines", "head", INTERVAL, "mines abandoned in an interval of years that are not flooded"),
            Input::table("gassy-fraction", "head/head", INTERVAL, "part of them that were gassy"),
            Input::table("mine-factor", "m3/head", INTERVAL, "methane of a gassy mine in the year of the inventory")
                .factors("fugitive.coal.abandoned", "CH4_fossil"),
            DENSITY,
            Input::maybe("recovered", "kg", "methane recovered and used or flared"),
        ],
        results: &[Output::table("released", "kg", INTERVAL), Output::one("CH4_fossil", "kg")],
        exact: abandoned,
        sampled: None,
    },
    Worksheet {
        name: "gas-distribution",
        reference: "I.8.1",
        equation: "IPCC 2006, vol. 2, ch. 4, eq. 4.2.1 and 4.2.2",
        tiers: "1, 2",
        inputs: &[
            Input::maybe_table("throughput", "m3", SEGMENT, "gas that goes through a segment, or is sold"),
            Input::maybe_table("ch4-of-throughput", "kg/m3", SEGMENT, "CH4 of it").factors("fugitive.gas", "CH4_fossil"),
            Input::maybe_table("co2-of-throughput", "kg/m3", SEGMENT, "CO2 of it").factors("fugitive.gas", "CO2"),
            Input::maybe_table("pipes", "km", SEGMENT, "length of the pipes of a segment"),
            Input::maybe_table("ch4-of-pipes", "kg/km", SEGMENT, "CH4 of them").factors("fugitive.gas", "CH4_fossil"),
            Input::maybe_table("co2-of-pipes", "kg/km", SEGMENT, "CO2 of them").factors("fugitive.gas", "CO2"),
            Input::maybe_table("devices", "head", SEGMENT, "appliances, vehicles, stations or wells, counted"),
            Input::maybe_table("ch4-of-devices", "kg/head", SEGMENT, "CH4 of them").factors("fugitive.post-meter", "CH4_fossil"),
            Input::maybe_table("co2-of-devices", "kg/head", SEGMENT, "CO2 of them").factors("fugitive.post-meter", "CO2"),
        ],
        results: &[Output::table("CH4_fossil", "kg", SEGMENT), Output::table("CO2", "kg", SEGMENT)],
        exact: gas,
        sampled: None,
    },
];

fn coal(inputs: &Inputs) -> Result<Results> {
    let mines = Labelled::<Mass>::quantities(inputs, "production", "mine")?;
    let ratios = |name| Labelled::ratios(inputs, name, "mine")?.known(&mines);
    let (mining, post_mining) = (ratios("mining-factor")?, ratios("post-mining-factor")?);
    let coefficients = ratios("release-coefficient")?;
    let density = inputs.ratio("density")?;
    let (mut results, mut released) = (Results::new(), Mass::ZERO);
    for (name, production) in mines.iter() {
        let post_mining = post_mining.get(name).unwrap_or(Ratio::ZERO);
        let mining = mining.need(name)?.checked_mul(coefficients.get(name).unwrap_or(Ratio::ONE))?;
        let methane = Mine { production, mining, post_mining }.methane()?;
        released = released.checked_add(weighed(methane, density)?.quantity()?)?;
        let cubic_metres = methane.number().checked_div(Ratio::from(Volume::cubic_metres(1).base()))?.evaluate()?.value();
        results = results.labelled("released", None, &[("mine", name)], cubic_metres);
    }
    let drained = |name: &str| -> Result<Mass> {
        let volume = inputs.maybe_quantity::<Volume>(name)?.unwrap_or(Volume::ZERO);
        weighed(volume.into(), density)?.quantity()
    };
    let (used, flared) = (drained("used")?, drained("flared")?);
    let mut methane = emitted(released.into(), used.checked_add(flared)?.into())?.quantity()?;
    if inputs.has("flared") {
        let efficiency = inputs.maybe_share("flare-efficiency")?.ok_or_else(|| {
            Problem::new(
                ErrorKind::Empty,
                "flare-efficiency",
                "not given: part of the flared methane that burns",
                "give value and unit",
            )
        })?;
        let flare = Flared { methane: flared, efficiency };
        methane = methane.checked_add(flare.unburnt()?.quantity()?)?;
        results = results.mass("CO2", flare.co2()?.quantity()?);
    }
    Ok(results.mass("CH4_fossil", methane))
}

fn abandoned(inputs: &Inputs) -> Result<Results> {
    let mines = Labelled::<Heads>::quantities(inputs, "mines", "interval")?;
    let gassy = Labelled::shares(inputs, "gassy-fraction", "interval")?.known(&mines)?;
    let factors = Labelled::ratios(inputs, "mine-factor", "interval")?.known(&mines)?;
    let density = inputs.ratio("density")?;
    let (mut results, mut released) = (Results::new(), Mass::ZERO);
    for (name, count) in mines.iter() {
        let interval = Abandoned { mines: count, gassy_fraction: gassy.need(name)?, factor: factors.need(name)? };
        let methane = weighed(interval.methane()?, density)?.quantity()?;
        released = released.checked_add(methane)?;
        results = results.labelled("released", None, &[("interval", name)], methane.base());
    }
    let recovered = inputs.maybe_quantity("recovered")?.unwrap_or(Mass::ZERO);
    Ok(results.mass("CH4_fossil", escaped_or_none(released, recovered)?))
}

/// The gases of a segment.
type Escaped = [(&'static str, Option<Amount<Mass>>); 2];

fn gas(inputs: &Inputs) -> Result<Results> {
    let segments = Labelled::any([
        released::<Volume>(inputs, "throughput", ["ch4-of-throughput", "co2-of-throughput"])?,
        released::<Distance>(inputs, "pipes", ["ch4-of-pipes", "co2-of-pipes"])?,
        released::<Heads>(inputs, "devices", ["ch4-of-devices", "co2-of-devices"])?,
    ])?;
    if segments.is_empty() {
        return Err(none_of("", ["throughput", "pipes", "devices"]).into());
    }
    let mut results = Results::new();
    for (segment, gases) in segments.iter() {
        for (gas, mass) in gases {
            if let Some(mass) = mass {
                results = results.labelled(gas, None, &[("segment", segment)], mass.quantity()?.base());
            }
        }
    }
    Ok(results)
}

/// The gases of the segments that are measured one way.
fn released<Q: Quantity>(inputs: &Inputs, measure: &str, factors: [&str; 2]) -> Result<Labelled<Escaped>> {
    let segments = Labelled::<Q>::quantities(inputs, measure, "segment")?;
    let [methane, carbon_dioxide] = factors.map(|name| Labelled::ratios(inputs, name, "segment")?.known(&segments));
    let (methane, carbon_dioxide) = (methane?, carbon_dioxide?);
    segments.turned(|name, activity| {
        let co2 = carbon_dioxide.get(name).map(|factor| segment(activity, factor)).transpose()?;
        Ok([("CH4_fossil", Some(segment(activity, methane.need(name)?)?)), ("CO2", co2)])
    })
}
