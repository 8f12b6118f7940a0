//! The road and the service by name: four accounts of one road, ASIF, electric vehicles, blends.

use super::transport_amounts::{
    BY_ENERGY, BY_MASS, BY_VOLUME, By, CALORIFIC, ENERGY, FACTOR, FACTOR_OF_DISTANCE, FACTOR_OF_MASS, FACTOR_OF_VOLUME, HEAT,
    HEAT_OF_MASS, List, MASS, VOLUME, for_fuel, per, some, told,
};
use super::{Input, Inputs, Output, Results, Worksheet};
use crate::error::{Kind, Problem, Result};
use crate::gas::Gas;
use crate::methods::transport::{asif, blend, electric, fuel_sales, induced, resident, territorial};
use crate::quantity::{Distance, Energy, Exact, FreightDistance, PassengerDistance, Per, Quantity, Ratio, VehicleDistance, Volume};

/// Inputs of vehicles or modes, told apart by a label.
macro_rules! of_vehicles {
    ($label:literal: $($first:expr),+) => {
        &[
            $($first,)+
            Input::maybe_table(FACTOR_OF_DISTANCE, "kg/vkm", &[$label, "gas"], "gas for each vehicle-km"),
            Input::maybe_table("fuel-economy", "vkm/L", &[$label], "distance on a litre"),
            Input::maybe_table("fuel-economy-by-mass", "vkm/kg", &[$label], "distance on a kg"),
            Input::maybe_table("energy-use", "MJ/vkm", &[$label], "energy for each vehicle-km"),
            Input::maybe_table(CALORIFIC, "MJ/L", &[$label], "net calorific value of a litre of its fuel"),
            Input::maybe_table("net-calorific-value-by-mass", "MJ/kg", &[$label], "net calorific value of a kg of its fuel"),
            Input::maybe_table(FACTOR, "kg/MJ", &[$label, "gas"], "gas for each energy of its fuel"),
            Input::maybe_table(FACTOR_OF_VOLUME, "kg/L", &[$label, "gas"], "gas for each litre of its fuel"),
            Input::maybe_table(FACTOR_OF_MASS, "kg/kg", &[$label, "gas"], "gas for each kg of its fuel"),
        ]
    };
}

/// The gases, told apart by labels.
macro_rules! gases_by {
    ($($label:literal),+ $(; $($first:expr),+)?) => {
        &[
            $($($first,)+)?
            Output::table("CO2", "kg", &[$($label),+]),
            Output::table("CH4", "kg", &[$($label),+]),
            Output::table("N2O", "kg", &[$($label),+]),
            Output::table("CO2_biogenic", "kg", &[$($label),+]),
        ]
    };
}
pub(super) use gases_by;

pub(super) const SHEETS: &[Worksheet] = &[
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
        run: fuel_sold,
    },
    Worksheet {
        name: "transport-resident",
        reference: "II.1",
        equation: "GPC, ch. 7, resident activity; IPCC 2006, vol. 2, ch. 3, eq. 3.2.5 and 3.2.6",
        tiers: "1, 2, 3",
        inputs: of_vehicles!("vehicle": Input::table("distance", "vkm", &["vehicle"], "distance that residents drove, wherever")),
        results: gases_by!("vehicle"),
        run: residents,
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
        run: trips,
    },
    Worksheet {
        name: "transport-territorial",
        reference: "II.1",
        equation: "GPC, ch. 7, geographic method; IPCC 2006, vol. 2, ch. 3, eq. 3.2.5 and 3.2.6",
        tiers: "1, 2, 3",
        inputs: of_vehicles!("vehicle": Input::table("distance", "vkm", &["vehicle"], "distance driven within the boundary")),
        results: gases_by!("vehicle"),
        run: within,
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
        run: service,
    },
    Worksheet {
        name: "electric-vehicles",
        reference: "II.1.2, II.1.3",
        equation: "GPC, ch. 7: electricity at the charger in scope 2, what is lost on its way in scope 3, nothing in scope 1",
        tiers: "2, 3",
        inputs: &[
            Input::table("distance", "vkm", &["vehicle"], "distance driven on electricity charged in the city"),
            Input::table("energy-use", "kWh/vkm", &["vehicle"], "electricity from the battery, or from the charger"),
            Input::table("charging-efficiency", "%", &["vehicle"], "what reaches the battery; 100 % where the charger is metered"),
            Input::table("grid-factor", "kg/kWh", &["gas"], "gas for each kWh, without losses of the network"),
            Input::one("td-loss", "kWh/kWh", "lost in the network, of what is sent into it"),
        ],
        results: gases_by!("vehicle", "scope"; Output::table("electricity", "kWh", &["vehicle"])),
        run: charging,
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
        run: blended,
    },
];

fn fuel_sold(inputs: &Inputs) -> Result<Results> {
    let by = By { inputs, label: "fuel" };
    let mut results = Results::new();
    for (fuel, burnt) in some(by.fuels()?, "fuel")? {
        let city = by.need("city-share", &fuel)?;
        let sold = for_fuel!(burnt, amount, factors => fuel_sales::emissions(amount, city, &factors))?;
        results = told(results, &[("fuel", &fuel)], sold.emissions());
    }
    Ok(results)
}

/// The tables of vehicles or modes, beside the distance.
const OF_VEHICLES: &[&str] = &[
    FACTOR_OF_DISTANCE,
    "fuel-economy",
    "fuel-economy-by-mass",
    "energy-use",
    CALORIFIC,
    "net-calorific-value-by-mass",
    FACTOR,
    FACTOR_OF_VOLUME,
    FACTOR_OF_MASS,
];

fn residents(inputs: &Inputs) -> Result<Results> {
    let by = By { inputs, label: "vehicle" };
    by.known(&["distance"], OF_VEHICLES)?;
    let mut results = Results::new();
    for row in inputs.table::<VehicleDistance>("distance")? {
        let vehicle = row.label("vehicle");
        let driven = resident::emissions(row.value, &by.driven(vehicle)?)?;
        results = told(results, &[("vehicle", vehicle)], driven.emissions());
    }
    Ok(results)
}

fn within(inputs: &Inputs) -> Result<Results> {
    let by = By { inputs, label: "vehicle" };
    by.known(&["distance"], OF_VEHICLES)?;
    let mut results = Results::new();
    for row in inputs.table::<VehicleDistance>("distance")? {
        let vehicle = row.label("vehicle");
        let driven = territorial::emissions(row.value, &by.driven(vehicle)?)?;
        results = told(results, &[("vehicle", vehicle)], driven.emissions());
    }
    Ok(results)
}

fn trips(inputs: &Inputs) -> Result<Results> {
    let by = By { inputs, label: "vehicle" };
    by.known(&["distance"], OF_VEHICLES)?;
    let transboundary = inputs.share("transboundary-share")?;
    let mut results = Results::new();
    for row in inputs.table::<VehicleDistance>("distance")? {
        let (vehicle, trip) = (row.label("vehicle"), row.label("trip"));
        let caused = induced::emissions(trip.parse()?, row.value, transboundary, &by.driven(vehicle)?)?;
        results = told(results, &[("vehicle", vehicle), ("trip", trip)], caused.emissions());
    }
    Ok(results)
}

fn service(inputs: &Inputs) -> Result<Results> {
    let refused = |reason: &str, mend: &str| Err(Problem::new(Kind::Conflict, "asif", reason, mend).into());
    let trips: Option<Exact> = if inputs.has("trips") { Some(inputs.number("trips")?) } else { None };
    let length: Option<Distance> = inputs.maybe_quantity("trip-length")?;
    let passengers: Option<PassengerDistance> = inputs.maybe_quantity("passenger-distance")?;
    let freight: Option<FreightDistance> = inputs.maybe_quantity("freight-distance")?;
    match (passengers, freight, trips, length) {
        (Some(service), None, None, None) => moved(inputs, service, "occupancy"),
        (None, Some(service), None, None) => moved(inputs, service, "load"),
        (None, None, Some(trips), Some(length)) => moved(inputs, asif::passenger_distance(trips, length)?, "occupancy"),
        _ => refused("one service is counted at a time", "give passenger-distance, freight-distance, or trips with trip-length"),
    }
}

fn moved<S: Quantity>(inputs: &Inputs, service: S, load: &str) -> Result<Results> {
    let by = By { inputs, label: "mode" };
    by.known(&["mode-share"], &[OF_VEHICLES, &["occupancy", "load"]].concat())?;
    let (mut names, mut modes) = (Vec::new(), Vec::new());
    for row in inputs.ratios("mode-share")? {
        let name = row.label("mode").to_owned();
        modes.push(asif::Mode { share: row.value, load: per(by.need(load, &name)?)?, factors: by.of_distance(&name)? });
        names.push(name);
    }
    let mut results = Results::new();
    for (name, mode) in names.iter().zip(asif::emissions(service, &modes)?) {
        results = results.labelled("distance", None, &[("mode", name)], mode.distance.close()?.base());
        results = told(results, &[("mode", name)], &mode.emissions);
    }
    Ok(results)
}

/// Factors of the grid.
pub(super) fn grid(inputs: &Inputs) -> Result<List<Energy>> {
    let rows = inputs.ratios("grid-factor")?.into_iter();
    rows.map(|row| Ok((super::transport_amounts::gas(row.label("gas"))?, per(row.value)?))).collect()
}

fn charging(inputs: &Inputs) -> Result<Results> {
    let by = By { inputs, label: "vehicle" };
    by.known(&["distance"], &["energy-use", "charging-efficiency"])?;
    let (factors, losses) = (grid(inputs)?, inputs.share("td-loss")?);
    let kilowatt_hour = Ratio::from(Energy::kilowatt_hours(1).base());
    let mut results = Results::new();
    for row in inputs.table::<VehicleDistance>("distance")? {
        let vehicle = row.label("vehicle");
        let rate: Per<Energy, VehicleDistance> = per(by.need("energy-use", vehicle)?)?;
        let taken = electric::charged(row.value, rate, by.need("charging-efficiency", vehicle)?)?;
        let supplied = electric::supplied(taken, &factors, losses)?;
        let counted = taken.ratio().over(kilowatt_hour)?.close()?.value();
        results = results.labelled("electricity", None, &[("vehicle", vehicle)], counted);
        results = told(results, &[("vehicle", vehicle), ("scope", "2")], &supplied.taken);
        results = told(results, &[("vehicle", vehicle), ("scope", "3")], &supplied.lost);
    }
    Ok(results)
}

fn blended(inputs: &Inputs) -> Result<Results> {
    let by = By { inputs, label: "component" };
    by.known(&["volume-share"], &["biogenic-fraction", CALORIFIC, FACTOR, FACTOR_OF_VOLUME])?;
    let sold: Volume = inputs.quantity("blend-volume")?;
    let (mut names, mut components) = (Vec::new(), Vec::new());
    for row in inputs.ratios("volume-share")? {
        let name = row.label("component").to_owned();
        let (co2, others): (List<Volume>, List<Volume>) = by.of_volume(&name)?.into_iter().partition(|(gas, _)| *gas == Gas::CO2);
        let [(_, co2)] = co2.as_slice() else {
            let mend = "give it for each litre, or for energy with the net calorific value";
            return Err(Problem::new(Kind::Empty, &name, "not one factor of CO2 for this component", mend).into());
        };
        if others.iter().any(|(gas, _)| *gas == Gas::CO2_BIOGENIC) {
            let mend = "give all its CO2 under CO2, and biogenic-fraction";
            return Err(Problem::new(Kind::Conflict, &name, "its CO2 is told apart by the biogenic fraction", mend).into());
        }
        let biogenic = by.need("biogenic-fraction", &name)?;
        components.push(blend::Component { share: row.value, biogenic, co2: *co2, others });
        names.push(name);
    }
    let mut results = Results::new();
    for ((name, component), emissions) in names.iter().zip(&components).zip(blend::emissions(sold, &components)?) {
        if let Some(heat) = by.of(CALORIFIC, name)? {
            let energy: Energy = blend::energy(sold, component.share, per(heat)?)?.close()?;
            results = results.labelled("energy", None, &[("component", name)], energy.base());
        }
        results = told(results, &[("component", name)], &emissions);
    }
    Ok(results)
}
