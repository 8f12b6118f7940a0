//! Rail, water, air and off-road by name.

use super::transport::{gases_by, grid};
use super::transport_amounts::{
    BY_ENERGY, BY_MASS, BY_VOLUME, By, CALORIFIC_OF_MASS, ENERGY, FACTOR, FACTOR_OF_MASS, HEAT, HEAT_OF_MASS, List, MASS, VOLUME,
    for_fuel, gas, per, some, told,
};
use super::{Input, Inputs, Output, Results, Worksheet};
use crate::error::{Kind, Problem, Result};
use crate::gas::Gas;
use crate::methods::transport::aviation::{self, Landings};
use crate::methods::transport::water::Journeys;
use crate::methods::transport::{electric, gases, off_road, rail, through};
use crate::quantity::{Energy, Exact, Mass, Per, Power, Quantity, Ratio, Volume};

const INSIDE: Input = Input::one("in-boundary-share", "%", "part of the fuel that is burnt within the boundary");
const OUTSIDE: Input = Input::one("transboundary-share", "%", "part of the rest that is the city's");

pub(super) const SHEETS: &[Worksheet] = &[
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
        run: trains,
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
        run: yard,
    },
    Worksheet {
        name: "waterborne",
        reference: "II.3",
        equation: "GPC, ch. 7; IPCC 2006, vol. 2, ch. 3, eq. 3.5.1",
        tiers: "1, 2",
        inputs: &[VOLUME, MASS, ENERGY, INSIDE, OUTSIDE, HEAT, HEAT_OF_MASS, BY_ENERGY, BY_VOLUME, BY_MASS],
        results: gases_by!("fuel", "scope"),
        run: vessels,
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
        run: flights,
    },
    Worksheet {
        name: "aviation-fuel",
        reference: "II.4",
        equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.6.1",
        tiers: "1",
        inputs: &[VOLUME, MASS, ENERGY, HEAT, HEAT_OF_MASS, BY_ENERGY, BY_VOLUME, BY_MASS],
        results: gases_by!("fuel"),
        run: burnt,
    },
    Worksheet {
        name: "off-road",
        reference: "II.5",
        equation: "IPCC 2006, vol. 2, ch. 3, eq. 3.3.1 and 3.3.2",
        tiers: "1, 2",
        inputs: &[VOLUME, MASS, ENERGY, HEAT, HEAT_OF_MASS, BY_ENERGY, BY_VOLUME, BY_MASS],
        results: gases_by!("fuel"),
        run: burnt,
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
        run: machines,
    },
];

/// The fuel of journeys, by scope.
fn journeyed(inputs: &Inputs, results: Results) -> Result<Results> {
    let fuels = By { inputs, label: "fuel" }.fuels()?;
    if fuels.is_empty() {
        return Ok(results);
    }
    let journeys = Journeys { inside: inputs.share(INSIDE.name)?, counted_outside: inputs.share(OUTSIDE.name)? };
    let mut results = results;
    for (fuel, burnt) in fuels {
        let found = for_fuel!(burnt, amount, factors => journeys.emissions(amount, &factors))?;
        results = told(results, &[("fuel", &fuel), ("scope", "1")], &found.inside);
        results = told(results, &[("fuel", &fuel), ("scope", "3")], &found.outside);
    }
    Ok(results)
}

fn trains(inputs: &Inputs) -> Result<Results> {
    let electricity: Option<Energy> = inputs.maybe_quantity("electricity")?;
    let fuelled = ["fuel-volume", "fuel-mass", "fuel-energy"].iter().any(|name| inputs.has(name));
    if !fuelled && electricity.is_none() {
        return Err(Problem::new(Kind::Empty, "rail", "neither fuel nor electricity is given", "give at least one").into());
    }
    let mut results = journeyed(inputs, Results::new())?;
    if let Some(taken) = electricity {
        let factors = some(grid(inputs)?, "grid-factor")?;
        let supplied = electric::supplied(taken.into(), &factors, inputs.share("td-loss")?)?;
        results = told(results, &[("fuel", "electricity"), ("scope", "2")], &supplied.taken);
        results = told(results, &[("fuel", "electricity"), ("scope", "3")], &supplied.lost);
    }
    Ok(results)
}

fn yard(inputs: &Inputs) -> Result<Results> {
    let each: Volume = inputs.quantity("fuel-each-day")?;
    let fuel = rail::yard_fuel(inputs.number("locomotives")?, each, inputs.number("days")?)?;
    Ok(Results::new().value("fuel", fuel.base()))
}

fn vessels(inputs: &Inputs) -> Result<Results> {
    some(By { inputs, label: "fuel" }.fuels()?, "fuel")?;
    journeyed(inputs, Results::new())
}

fn burnt(inputs: &Inputs) -> Result<Results> {
    let mut results = Results::new();
    for (fuel, burnt) in some(By { inputs, label: "fuel" }.fuels()?, "fuel")? {
        let found = for_fuel!(burnt, amount, factors => gases(amount, &factors))?;
        results = told(results, &[("fuel", &fuel)], &found);
    }
    Ok(results)
}

fn number(ratio: Ratio) -> Result<Exact> {
    Ok(ratio.close()?.value())
}

fn flights(inputs: &Inputs) -> Result<Results> {
    let by = By { inputs, label: "aircraft" };
    by.known(&["landings"], &["lto-fuel", "lto-factor"])?;
    let (mut results, mut all) = (Results::new(), Vec::new());
    for row in inputs.ratios("landings")? {
        let aircraft = row.label("aircraft");
        let each: Vec<_> =
            inputs.table::<Mass>("lto-factor")?.into_iter().filter(|row| row.label("aircraft") == aircraft).collect();
        let gases: Vec<(Gas, Mass)> = each.iter().map(|row| Ok((gas(row.label("gas"))?, row.value))).collect::<Result<_>>()?;
        let fuel = Mass::from_base(number(by.need("lto-fuel", aircraft)?)?);
        let landings = Landings { number: number(row.value)?, fuel, gases };
        results = told(results, &[("phase", "LTO"), ("aircraft", aircraft)], &landings.emissions()?);
        all.push(landings);
    }
    let cruise = aviation::cruise_fuel(inputs.quantity("fuel")?, &all)?;
    results = results.value("cruise-fuel", cruise.base());
    let found = aviation::by_fuel(cruise, &cruising(inputs)?)?;
    Ok(told(results, &[("phase", "cruise"), ("aircraft", "all")], &found))
}

/// Factors of the cruise for each kg.
fn cruising(inputs: &Inputs) -> Result<List<Mass>> {
    let mut list: List<Mass> = Vec::new();
    for row in inputs.ratios(FACTOR_OF_MASS)? {
        list.push((gas(row.label("gas"))?, per(row.value)?));
    }
    for row in inputs.ratios(FACTOR)? {
        let heat: Per<Energy, Mass> = per(inputs.ratio(CALORIFIC_OF_MASS)?)?;
        let gas = gas(row.label("gas"))?;
        if list.iter().any(|(held, _)| *held == gas) {
            return Err(
                Problem::new(Kind::Conflict, gas.name(), "two factors of the cruise", "give it by mass or by energy").into()
            );
        }
        list.push((gas, through(per(row.value)?, heat)?));
    }
    some(list, FACTOR)
}

fn machines(inputs: &Inputs) -> Result<Results> {
    let by = By { inputs, label: "machine" };
    by.known(&["machines"], &["hours", "power", "load-factor", FACTOR])?;
    let kilowatt_hour = Ratio::from(Energy::kilowatt_hours(1).base());
    let mut results = Results::new();
    for row in inputs.ratios("machines")? {
        let machine = row.label("machine");
        let power = Power::from_base(number(by.need("power", machine)?)?);
        let (hours, load) = (number(by.need("hours", machine)?)?, by.need("load-factor", machine)?);
        let work = off_road::work(number(row.value)?, hours, power, load)?;
        let done = work.ratio().over(kilowatt_hour)?.close()?.value();
        results = results.labelled("work", None, &[("machine", machine)], done);
        let found = off_road::by_work(work, &by.list(FACTOR, machine)?)?;
        results = told(results, &[("machine", machine)], &found);
    }
    Ok(results)
}
