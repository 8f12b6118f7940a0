//! The road and the service by name: four accounts of one road, ASIF, electric vehicles, blends.

use super::amounts::{
    BY_ENERGY, BY_MASS, BY_VOLUME, CALORIFIC, CALORIFIC_OF_MASS, ECONOMY, ECONOMY_OF_MASS, ENERGY, FACTOR, FACTOR_OF_DISTANCE,
    FACTOR_OF_MASS, FACTOR_OF_VOLUME, Given, HEAT, HEAT_OF_MASS, List, MASS, USE, VOLUME, for_fuel, grid, per, some_fuels, told,
};
use super::{Input, Inputs, Labelled, Output, Results, Worksheet, gases_by, just_one};
use crate::error::{ErrorKind, Problem, Result};
use crate::gas::Gas;
use crate::methods::transport::{asif, blend, electric, fuel_sales, induced, resident, territorial};
use crate::quantity::{Distance, Energy, FreightDistance, PassengerDistance, Quantity, Ratio, VehicleDistance, Volume};

/// Inputs of vehicles or modes, told apart by a label.
macro_rules! of_vehicles {
    ($label:literal: $($first:expr),+) => {
        &[
            $($first,)+
            Input::maybe_table(FACTOR_OF_DISTANCE, "kg/vkm", &[$label, "gas"], "gas for each vehicle-km"),
            Input::maybe_table(ECONOMY, "vkm/L", &[$label], "distance on a litre"),
            Input::maybe_table(ECONOMY_OF_MASS, "vkm/kg", &[$label], "distance on a kg"),
            Input::maybe_table(USE, "MJ/vkm", &[$label], "energy for each vehicle-km"),
            Input::maybe_table(CALORIFIC, "MJ/L", &[$label], "net calorific value of a litre of its fuel"),
            Input::maybe_table(CALORIFIC_OF_MASS, "MJ/kg", &[$label], "net calorific value of a kg of its fuel"),
            Input::maybe_table(FACTOR, "kg/MJ", &[$label, "gas"], "gas for each energy of its fuel"),
            Input::maybe_table(FACTOR_OF_VOLUME, "kg/L", &[$label, "gas"], "gas for each litre of its fuel"),
            Input::maybe_table(FACTOR_OF_MASS, "kg/kg", &[$label, "gas"], "gas for each kg of its fuel"),
        ]
    };
}

pub(crate) const SHEETS: &[Worksheet] = &[
    Worksheet {
        name: "transport-fuel-sales",
        reference: "II.1",
        equation: "GPC, ch. 7, fuel sales; IPCC 2006, vol. 2, ch. 3, eq. 3.2.1 and 3.2.3",
        tiers: "1, 2",
        inputs: &[
            VOLUME,
            MASS,
            ENERGY,
            Input::table("city-share", "%", &["fuel"], "share of the fuel sold that belongs to transport of the city"),
            HEAT,
            HEAT_OF_MASS,
            BY_ENERGY,
            BY_VOLUME,
            BY_MASS,
        ],
        results: gases_by!("fuel"),
        exact: fuel_sold,
        sampled: None,
    },
    Worksheet {
        name: "transport-resident",
        reference: "II.1",
        equation: "GPC, ch. 7, resident activity; IPCC 2006, vol. 2, ch. 3, eq. 3.2.5 and 3.2.6",
        tiers: "1, 2, 3",
        inputs: of_vehicles!("vehicle": Input::table("distance", "vkm", &["vehicle"], "distance that residents drove, wherever")),
        results: gases_by!("vehicle"),
        exact: residents,
        sampled: None,
    },
    Worksheet {
        name: "transport-induced",
        reference: "II.1",
        equation: "GPC, ch. 7, induced activity; IPCC 2006, vol. 2, ch. 3, eq. 3.2.5 and 3.2.6",
        tiers: "1, 2, 3",
        inputs: of_vehicles!(
            "vehicle":
            Input::table("distance", "vkm", &["vehicle", "trip"], "distance of trips: internal, outbound, inbound or through"),
            Input::one("transboundary-share", "%", "part of a trip with one end in the city that is the city's")
        ),
        results: gases_by!("vehicle", "trip"),
        exact: trips,
        sampled: None,
    },
    Worksheet {
        name: "transport-territorial",
        reference: "II.1",
        equation: "GPC, ch. 7, geographic method; IPCC 2006, vol. 2, ch. 3, eq. 3.2.5 and 3.2.6",
        tiers: "1, 2, 3",
        inputs: of_vehicles!("vehicle": Input::table("distance", "vkm", &["vehicle"], "distance driven within the boundary")),
        results: gases_by!("vehicle"),
        exact: within,
        sampled: None,
    },
    Worksheet {
        name: "asif",
        reference: "II.1, II.2, II.3",
        equation: "activity, share of modes, intensity, fuel (Schipper and others, 2000)",
        tiers: "2, 3",
        inputs: of_vehicles!(
            "mode":
            Input::maybe("passenger-distance", "pkm", "passenger-km of all modes"),
            Input::maybe("freight-distance", "tkm", "tonne-km of all modes"),
            Input::maybe("trips", "1", "trips of persons, where passenger-km are not known"),
            Input::maybe("trip-length", "km", "length of a trip"),
            Input::table("mode-share", "%", &["mode"], "share of each mode in the service"),
            Input::maybe_table("occupancy", "pkm/vkm", &["mode"], "passengers in a vehicle; 1 for who walks or cycles"),
            Input::maybe_table("load", "tkm/vkm", &["mode"], "tonnes in a vehicle, with empty runs")
        ),
        results: gases_by!("mode"; Output::table("distance", "vkm", &["mode"])),
        exact: service,
        sampled: None,
    },
    Worksheet {
        name: "electric-vehicles",
        reference: "II.1.2, II.1.3",
        equation: "GPC, ch. 7: electricity at the charger in scope 2, what is lost on its way in scope 3, nothing in scope 1",
        tiers: "2, 3",
        inputs: &[
            Input::table("distance", "vkm", &["vehicle"], "distance driven on electricity charged in the city"),
            Input::table(USE, "kWh/vkm", &["vehicle"], "electricity from the battery, or from the charger"),
            Input::table("charging-efficiency", "%", &["vehicle"], "what reaches the battery; 100 % where the charger is metered"),
            Input::table("grid-factor", "kg/kWh", &["gas"], "gas for each kWh, without losses of the network"),
            Input::one("td-loss", "kWh/kWh", "lost in the network, of what is sent into it"),
        ],
        results: gases_by!("vehicle", "scope"; Output::table("electricity", "kWh", &["vehicle"])),
        exact: charging,
        sampled: None,
    },
    Worksheet {
        name: "biofuel-blend",
        reference: "II.1.1",
        equation: "IPCC 2006, vol. 2, ch. 3.2.1.2 and box 3.2.1",
        tiers: "1, 2",
        inputs: &[
            Input::one("blend-volume", "L", "blend sold or burnt"),
            Input::table("volume-share", "L/L", &["component"], "share of a component by volume"),
            Input::table("biogenic-fraction", "%", &["component"], "part of the component's carbon that grew"),
            Input::maybe_table(CALORIFIC, "MJ/L", &["component"], "net calorific value of a component"),
            Input::maybe_table(FACTOR, "kg/MJ", &["component", "gas"], "gas for each energy; CO2 is all CO2, fossil and biogenic"),
            Input::maybe_table(FACTOR_OF_VOLUME, "kg/L", &["component", "gas"], "gas for each litre of a component"),
        ],
        results: gases_by!("component"; Output::table("energy", "MJ", &["component"])),
        exact: blended,
        sampled: None,
    },
];

fn fuel_sold(inputs: &Inputs) -> Result<Results> {
    let fuels = some_fuels(inputs)?;
    let city = Labelled::ratios(inputs, "city-share", "fuel")?.known(&fuels)?;
    let mut results = Results::new();
    for (fuel, burnt) in fuels.each() {
        let city = city.need(fuel)?;
        let sold = for_fuel!(burnt, amount, factors => fuel_sales::emissions(*amount, city, factors))?;
        results = told(results, &[("fuel", fuel)], sold.emissions());
    }
    Ok(results)
}

/// The distance of each vehicle, with its factors.
fn driven(inputs: &Inputs) -> Result<Labelled<(VehicleDistance, List<VehicleDistance>)>> {
    let distances = Labelled::quantities(inputs, "distance", "vehicle")?;
    let given = Given::read(inputs, "vehicle", &distances)?;
    distances.turned(|vehicle, distance| Ok((distance, given.driven(vehicle)?)))
}

fn residents(inputs: &Inputs) -> Result<Results> {
    let mut results = Results::new();
    for (vehicle, (distance, factors)) in driven(inputs)?.each() {
        results = told(results, &[("vehicle", vehicle)], resident::emissions(*distance, factors)?.emissions());
    }
    Ok(results)
}

fn within(inputs: &Inputs) -> Result<Results> {
    let mut results = Results::new();
    for (vehicle, (distance, factors)) in driven(inputs)?.each() {
        results = told(results, &[("vehicle", vehicle)], territorial::emissions(*distance, factors)?.emissions());
    }
    Ok(results)
}

fn trips(inputs: &Inputs) -> Result<Results> {
    let rows = inputs.table::<VehicleDistance>("distance")?;
    let given = Given::read(inputs, "vehicle", &Labelled::grouped(&rows, "distance", "vehicle", |_| Ok(()))?)?;
    let transboundary = inputs.share("transboundary-share")?;
    let mut results = Results::new();
    for row in rows {
        let (vehicle, trip) = (row.label("vehicle"), row.label("trip"));
        let caused = induced::emissions(trip.parse()?, row.value, transboundary, &given.driven(vehicle)?)?;
        results = told(results, &[("vehicle", vehicle), ("trip", trip)], caused.emissions());
    }
    Ok(results)
}

fn service(inputs: &Inputs) -> Result<Results> {
    let (passengers, freight, trips) = ("passenger-distance", "freight-distance", "trips with trip-length");
    let given = |name: &str| inputs.has(name).then_some(());
    let ways = [(passengers, given(passengers)), (freight, given(freight)), (trips, given("trips").or(given("trip-length")))];
    let (way, ()) = just_one("", ways)?;
    if way == passengers {
        moved(inputs, inputs.quantity::<PassengerDistance>(way)?, "occupancy")
    } else if way == freight {
        moved(inputs, inputs.quantity::<FreightDistance>(way)?, "load")
    } else {
        let length: Distance = inputs.quantity("trip-length")?;
        moved(inputs, asif::passenger_distance(inputs.exact("trips")?, length)?, "occupancy")
    }
}

fn moved<S: Quantity>(inputs: &Inputs, service: S, load: &str) -> Result<Results> {
    let shares = Labelled::ratios(inputs, "mode-share", "mode")?;
    let given = Given::read(inputs, "mode", &shares)?;
    let [occupancy, freight] = ["occupancy", "load"].map(|name| Labelled::ratios(inputs, name, "mode")?.known(&shares));
    let (occupancy, freight) = (occupancy?, freight?);
    let loads = if load == "load" { freight } else { occupancy };
    let mode = |(name, share)| Ok(asif::Mode { share, load: per(loads.need(name)?)?, factors: given.moved(name)? });
    let modes = shares.iter().map(mode).collect::<Result<Vec<_>>>()?;
    let mut results = Results::new();
    for ((name, _), mode) in shares.iter().zip(asif::emissions(service, &modes)?) {
        results = results.labelled("distance", None, &[("mode", name)], mode.distance.quantity()?.base());
        results = told(results, &[("mode", name)], &mode.emissions);
    }
    Ok(results)
}

fn charging(inputs: &Inputs) -> Result<Results> {
    let distances = Labelled::<VehicleDistance>::quantities(inputs, "distance", "vehicle")?;
    let rates = Labelled::ratios(inputs, USE, "vehicle")?.known(&distances)?;
    let efficiencies = Labelled::ratios(inputs, "charging-efficiency", "vehicle")?.known(&distances)?;
    let (factors, losses) = (grid(inputs)?, inputs.share("td-loss")?);
    let kilowatt_hour = Ratio::from(Energy::kilowatt_hours(1).base());
    let mut results = Results::new();
    for (vehicle, distance) in distances.iter() {
        let taken = electric::charged(distance, per(rates.need(vehicle)?)?, efficiencies.need(vehicle)?)?;
        let supplied = electric::supplied(taken, &factors, losses)?;
        let counted = taken.number().checked_div(kilowatt_hour)?.evaluate()?.value();
        results = results.labelled("electricity", None, &[("vehicle", vehicle)], counted);
        results = told(results, &[("vehicle", vehicle), ("scope", "2")], &supplied.taken);
        results = told(results, &[("vehicle", vehicle), ("scope", "3")], &supplied.lost);
    }
    Ok(results)
}

fn blended(inputs: &Inputs) -> Result<Results> {
    let shares = Labelled::ratios(inputs, "volume-share", "component")?;
    let grown = Labelled::ratios(inputs, "biogenic-fraction", "component")?.known(&shares)?;
    let given = Given::read(inputs, "component", &shares)?;
    let sold: Volume = inputs.quantity("blend-volume")?;
    let component = |(name, share)| -> Result<_> {
        let (co2, others): (List<Volume>, List<Volume>) = given.of_volume(name)?.into_iter().partition(|(gas, _)| *gas == Gas::CO2);
        let [(_, co2)] = co2.as_slice() else {
            let mend = "give it for each litre, or for energy with the net calorific value";
            return Err(Problem::new(ErrorKind::Empty, name, "no factor of CO2 for this component", mend).into());
        };
        if others.iter().any(|(gas, _)| *gas == Gas::CO2_BIOGENIC) {
            let mend = "give all its CO2 under CO2, and biogenic-fraction";
            return Err(Problem::new(ErrorKind::Conflict, name, "its CO2 is told apart by the biogenic fraction", mend).into());
        }
        Ok(blend::Component { share, biogenic: grown.need(name)?, co2: *co2, others })
    };
    let components = shares.iter().map(component).collect::<Result<Vec<_>>>()?;
    let mut results = Results::new();
    for ((name, share), emissions) in shares.iter().zip(blend::emissions(sold, &components)?) {
        if let Some(heat) = given.heat(name) {
            let energy: Energy = blend::energy(sold, share, per(heat)?)?.quantity()?;
            results = results.labelled("energy", None, &[("component", name)], energy.base());
        }
        results = told(results, &[("component", name)], &emissions);
    }
    Ok(results)
}
