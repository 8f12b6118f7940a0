//! Rail, water, air and off-road by name.

use super::amounts::{
    BY_ENERGY, BY_MASS, BY_VOLUME, CALORIFIC_OF_MASS, ENERGY, FACTOR, FACTOR_OF_MASS, FUELS, Fuel, HEAT, HEAT_OF_MASS, MASS,
    VOLUME, by_gas, cruising, for_fuel, fuels, gas, grid, some_fuels, told,
};
use super::{Input, Inputs, Labelled, Output, Results, Worksheet, gases_by, none_of};
use crate::error::Result;
use crate::methods::transport::aviation::{self, Landings};
use crate::methods::transport::water::Journeys;
use crate::methods::transport::{electric, gases, off_road, rail};
use crate::quantity::{Energy, Mass, Power, Quantity, Ratio, Volume};

const INSIDE: Input = Input::one("in-boundary-share", "%", "part of the fuel that is burnt within the boundary");
const OUTSIDE: Input = Input::one("transboundary-share", "%", "part of the rest that is the city's");

pub(crate) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "rail",
        reference: "II.2",
        equation: "GPC, ch. 7; IPCC 2006, vol. 2, ch. 3, eq. 3.4.1",
        tiers: "1, 2",
        inputs: &[
            VOLUME,
            MASS,
            ENERGY,
            Input { required: false, ..INSIDE },
            Input { required: false, ..OUTSIDE },
            HEAT,
            HEAT_OF_MASS,
            BY_ENERGY,
            BY_VOLUME,
            BY_MASS,
            Input::maybe("electricity", "kWh", "electricity that trains take within the boundary"),
            Input::maybe_table("grid-factor", "kg/kWh", &["gas"], "gas for each kWh, without losses of the network"),
            Input::maybe("td-loss", "kWh/kWh", "lost in the network, of what is sent into it"),
        ],
        results: gases_by!("fuel", "scope"),
        exact: trains,
        sampled: None,
    },
    Worksheet {
        name: "rail-yard-fuel",
        reference: "II.2.1",
        equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.4.5",
        tiers: "1",
        inputs: &[
            Input::one("locomotives", "1", "locomotives of a yard"),
            Input::one("fuel-each-day", "L", "fuel of one on a day"),
            Input::one("days", "1", "days of work in the year"),
        ],
        results: &[Output::one("fuel", "L")],
        exact: yard,
        sampled: None,
    },
    Worksheet {
        name: "waterborne",
        reference: "II.3",
        equation: "GPC, ch. 7; IPCC 2006, vol. 2, ch. 3, eq. 3.5.1",
        tiers: "1, 2",
        inputs: &[VOLUME, MASS, ENERGY, INSIDE, OUTSIDE, HEAT, HEAT_OF_MASS, BY_ENERGY, BY_VOLUME, BY_MASS],
        results: gases_by!("fuel", "scope"),
        exact: vessels,
        sampled: None,
    },
    Worksheet {
        name: "aviation",
        reference: "II.4",
        equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.6.2 to 3.6.5",
        tiers: "2",
        inputs: &[
            Input::table("landings", "1", &["aircraft"], "landings with their take-offs (LTO) in the year"),
            Input::table("lto-fuel", "kg", &["aircraft"], "fuel of one LTO"),
            Input::table("lto-factor", "kg", &["aircraft", "gas"], "gas of one LTO").factors("aviation.lto", "CO2"),
            Input::one("fuel", "kg", "fuel of all these flights"),
            Input::maybe(CALORIFIC_OF_MASS, "MJ/kg", "net calorific value of the fuel"),
            Input::maybe_table(FACTOR, "kg/MJ", &["gas"], "gas for each energy burnt in cruise"),
            Input::maybe_table(FACTOR_OF_MASS, "kg/kg", &["gas"], "gas for each kg burnt in cruise"),
        ],
        results: gases_by!("phase", "aircraft"; Output::one("cruise-fuel", "kg")),
        exact: flights,
        sampled: None,
    },
    Worksheet {
        name: "aviation-fuel",
        reference: "II.4",
        equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.6.1",
        tiers: "1",
        inputs: &[VOLUME, MASS, ENERGY, HEAT, HEAT_OF_MASS, BY_ENERGY, BY_VOLUME, BY_MASS],
        results: gases_by!("fuel"),
        exact: burnt,
        sampled: None,
    },
    Worksheet {
        name: "off-road",
        reference: "II.5",
        equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.3.1 and 3.3.2",
        tiers: "1, 2",
        inputs: &[VOLUME, MASS, ENERGY, HEAT, HEAT_OF_MASS, BY_ENERGY, BY_VOLUME, BY_MASS],
        results: gases_by!("fuel"),
        exact: burnt,
        sampled: None,
    },
    Worksheet {
        name: "off-road-machinery",
        reference: "II.5",
        equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.3.3 and 3.4.3",
        tiers: "3",
        inputs: &[
            Input::table("machines", "1", &["machine"], "machines of a kind"),
            Input::table("hours", "1", &["machine"], "hours of work of one in the year"),
            Input::table("power", "kW", &["machine"], "rated power of one"),
            Input::table("load-factor", "%", &["machine"], "mean power over rated power"),
            Input::table(FACTOR, "kg/kWh", &["machine", "gas"], "gas for each kWh of work at the shaft"),
        ],
        results: gases_by!("machine"; Output::table("work", "kWh", &["machine"])),
        exact: machines,
        sampled: None,
    },
];

/// The fuel of journeys, by scope.
fn journeyed(inputs: &Inputs, fuels: &Labelled<Fuel>) -> Result<Results> {
    let mut results = Results::new();
    if fuels.is_empty() {
        return Ok(results);
    }
    let journeys = Journeys { inside: inputs.share(INSIDE.name)?, counted_outside: inputs.share(OUTSIDE.name)? };
    for (fuel, burnt) in fuels.each() {
        let found = for_fuel!(burnt, amount, factors => journeys.emissions(*amount, factors))?;
        results = told(results, &[("fuel", fuel), ("scope", "1")], &found.inside);
        results = told(results, &[("fuel", fuel), ("scope", "3")], &found.outside);
    }
    Ok(results)
}

fn vessels(inputs: &Inputs) -> Result<Results> {
    journeyed(inputs, &some_fuels(inputs)?)
}

fn trains(inputs: &Inputs) -> Result<Results> {
    let (fuels, electricity) = (fuels(inputs)?, inputs.maybe_quantity::<Energy>("electricity")?);
    if fuels.is_empty() && electricity.is_none() {
        return Err(none_of("", FUELS.into_iter().chain(["electricity"])).into());
    }
    let mut results = journeyed(inputs, &fuels)?;
    if let Some(taken) = electricity {
        let factors = grid(inputs)?;
        if factors.is_empty() {
            return Err(none_of("electricity", ["grid-factor"]).into());
        }
        let supplied = electric::supplied(taken.into(), &factors, inputs.share("td-loss")?)?;
        results = told(results, &[("fuel", "electricity"), ("scope", "2")], &supplied.taken);
        results = told(results, &[("fuel", "electricity"), ("scope", "3")], &supplied.lost);
    }
    Ok(results)
}

fn yard(inputs: &Inputs) -> Result<Results> {
    let each: Volume = inputs.quantity("fuel-each-day")?;
    let fuel = rail::yard_fuel(inputs.exact("locomotives")?, each, inputs.exact("days")?)?;
    Ok(Results::new().value("fuel", fuel.base()))
}

fn burnt(inputs: &Inputs) -> Result<Results> {
    let mut results = Results::new();
    for (fuel, burnt) in some_fuels(inputs)?.each() {
        let found = for_fuel!(burnt, amount, factors => gases(*amount, factors))?;
        results = told(results, &[("fuel", fuel)], &found);
    }
    Ok(results)
}

fn flights(inputs: &Inputs) -> Result<Results> {
    let landings = Labelled::exact(inputs, "landings", "aircraft")?;
    let fuel = Labelled::<Mass>::quantities(inputs, "lto-fuel", "aircraft")?.known(&landings)?;
    let (name, rows) = ("lto-factor", inputs.table::<Mass>("lto-factor")?);
    let each = Labelled::grouped(&rows, name, "aircraft", |row| Ok((gas(row.label("gas"))?, row.value)))?.known(&landings)?;
    let (mut results, mut all) = (Results::new(), Vec::new());
    for (aircraft, number) in landings.iter() {
        let landings = Landings { number, fuel: fuel.need(aircraft)?, gases: each.all(aircraft).to_vec() };
        results = told(results, &[("phase", "LTO"), ("aircraft", aircraft)], &landings.emissions()?);
        all.push(landings);
    }
    let cruise = aviation::cruise_fuel(inputs.quantity("fuel")?, &all)?;
    results = results.value("cruise-fuel", cruise.base());
    let found = aviation::by_fuel(cruise, &cruising(inputs)?)?;
    Ok(told(results, &[("phase", "cruise"), ("aircraft", "all")], &found))
}

fn machines(inputs: &Inputs) -> Result<Results> {
    let machines = Labelled::exact(inputs, "machines", "machine")?;
    let hours = Labelled::exact(inputs, "hours", "machine")?.known(&machines)?;
    let power = Labelled::<Power>::quantities(inputs, "power", "machine")?.known(&machines)?;
    let loads = Labelled::ratios(inputs, "load-factor", "machine")?.known(&machines)?;
    let factors = by_gas(inputs, FACTOR, "machine")?.known(&machines)?;
    let kilowatt_hour = Ratio::from(Energy::kilowatt_hours(1).base());
    let mut results = Results::new();
    for (machine, number) in machines.iter() {
        let work = off_road::work(number, hours.need(machine)?, power.need(machine)?, loads.need(machine)?)?;
        let done = work.number().checked_div(kilowatt_hour)?.evaluate()?.value();
        results = results.labelled("work", None, &[("machine", machine)], done);
        results = told(results, &[("machine", machine)], &off_road::by_work(work, factors.all(machine))?);
    }
    Ok(results)
}
