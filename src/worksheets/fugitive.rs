//! Fugitive gases of fuels by name.

use super::labels::{Labelled, none_of};
use super::{Input, Inputs, Output, Results, Worksheet};
use crate::error::{Kind, Problem, Result};
use crate::methods::fugitive::{Abandoned, Flared, Mine, escaped, escaped_or_none, segment, weighed};
use crate::quantity::{Distance, Exact, Heads, Mass, Quantity, Ratio, Share, Volume};

const SEGMENT: &[&str] = &["segment"];
const MINE: &[&str] = &["mine"];
const INTERVAL: &[&str] = &["interval"];
const DENSITY: Input = Input::one("density", "kg/m3", "density of methane");

pub(super) const SHEETS: &[Worksheet] = &[
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
        run: coal,
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
        run: abandoned,
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
        run: gas,
    },
];

fn coal(inputs: &Inputs) -> Result<Results> {
    let mines: Labelled<'_, Mass> = Labelled::of(inputs, "production", "mine")?
        .with("mining-factor")?
        .with("post-mining-factor")?
        .with("release-coefficient")?;
    let density = inputs.ratio("density")?;
    let nothing = Ratio::from(Exact::ZERO);
    let (mut results, mut released) = (Results::new(), Mass::ZERO);
    for (name, production) in mines.amounts() {
        let post_mining = mines.maybe("post-mining-factor", name).unwrap_or(nothing);
        let coefficient = mines.maybe("release-coefficient", name).unwrap_or(Ratio::ONE);
        let mining = mines.ratio("mining-factor", name)?.times_ratio(coefficient)?;
        let methane = Mine { production, mining, post_mining }.methane()?;
        released = released.plus(weighed(methane, density)?.close()?)?;
        let cubic_metres = methane.ratio().over(Ratio::from(Volume::cubic_metres(1).base()))?.close()?.value();
        results = results.labelled("released", None, &[("mine", name)], cubic_metres);
    }
    let drained = |name: &str| -> Result<Mass> {
        let volume = inputs.maybe_quantity::<Volume>(name)?.unwrap_or(Volume::ZERO);
        weighed(volume.into(), density)?.close()
    };
    let (used, flared) = (drained("used")?, drained("flared")?);
    let mut methane = escaped(released, used.plus(flared)?)?;
    if inputs.has("flared") {
        let efficiency = inputs.maybe_share("flare-efficiency")?.ok_or_else(|| {
            Problem::new(Kind::Empty, "flare-efficiency", "not given: part of the flared methane that burns", "give value and unit")
        })?;
        let flare = Flared { methane: flared, efficiency };
        methane = methane.plus(flare.unburnt()?.close()?)?;
        results = results.mass("CO2", flare.co2()?.close()?);
    }
    Ok(results.mass("CH4_fossil", methane))
}

fn abandoned(inputs: &Inputs) -> Result<Results> {
    let mines: Labelled<'_, Heads> =
        Labelled::of(inputs, "mines", "interval")?.with_shares("gassy-fraction")?.with("mine-factor")?;
    let density = inputs.ratio("density")?;
    let (mut results, mut released) = (Results::new(), Mass::ZERO);
    for (name, count) in mines.amounts() {
        let gassy_fraction = mines.ratio("gassy-fraction", name)?;
        let interval = Abandoned { mines: count, gassy_fraction, factor: mines.ratio("mine-factor", name)? };
        let methane = weighed(interval.methane()?, density)?.close()?;
        released = released.plus(methane)?;
        results = results.labelled("released", None, &[("interval", name)], methane.base());
    }
    let recovered = inputs.maybe_quantity("recovered")?.unwrap_or(Mass::ZERO);
    Ok(results.mass("CH4_fossil", escaped_or_none(released, recovered)?))
}

fn gas(inputs: &Inputs) -> Result<Results> {
    let mut found = Vec::new();
    let measures = ["throughput", "pipes", "devices"];
    released::<Volume>(inputs, "throughput", ["ch4-of-throughput", "co2-of-throughput"], &mut found)?;
    released::<Distance>(inputs, "pipes", ["ch4-of-pipes", "co2-of-pipes"], &mut found)?;
    released::<Heads>(inputs, "devices", ["ch4-of-devices", "co2-of-devices"], &mut found)?;
    if found.is_empty() {
        return Err(none_of(&measures).into());
    }
    let mut results = Results::new();
    for (gas, segment, mass) in found {
        results = results.labelled(gas, None, &[("segment", &segment)], mass.close()?.base());
    }
    Ok(results)
}

/// The gases of one measure of activity, segment by segment; a segment is measured one way.
fn released<Q: Quantity>(
    inputs: &Inputs,
    measure: &str,
    factors: [&'static str; 2],
    found: &mut Vec<(&'static str, String, Share<Mass>)>,
) -> Result<()> {
    let [methane, carbon_dioxide] = factors;
    let segments: Labelled<'_, Q> = Labelled::of(inputs, measure, "segment")?.with(methane)?.with(carbon_dioxide)?;
    for (name, _) in segments.amounts() {
        if found.iter().any(|(_, held, _)| held == name) {
            let reason = format!("{measure}: a segment that is measured another way too");
            return Err(Problem::new(Kind::Double, name, reason, "measure each segment one way").into());
        }
    }
    for (name, activity) in segments.amounts() {
        found.push(("CH4_fossil", name.to_owned(), segment(activity, segments.ratio(methane, name)?)?));
        if let Some(factor) = segments.maybe(carbon_dioxide, name) {
            found.push(("CO2", name.to_owned(), segment(activity, factor)?));
        }
    }
    Ok(())
}
