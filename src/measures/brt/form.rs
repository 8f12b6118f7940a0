//! The lines of a form.

use super::line::{
    DISTANCE, DRAWN_PASSENGERS, Drawn, NAME, OCCUPANCY, ROUTE, RUNNING_DAYS, Ride, RideMeans, RideTrip, Ridership, SHARE,
    TRIP_LENGTH, TransitLine, USE, VehicleRun,
};
use crate::error::{CoBenefitFault, Errors, MeasureFault, Message, Result};
use crate::factors::Registry;
use crate::forms::{FormContext, FormInputs};
use crate::measures::MeasureForm;
use crate::measures::drive::{
    EFFICIENCY, ELECTRIC_USE, ELECTRICITY, FUEL, FUEL_USE, IMPROVEMENT, KEPT_RUNNING, METERED, Motor, TRANSPORT, Takes,
    first_twice, twice,
};
use crate::measures::exhaust::{EURO_CLASS, EXHAUST, NOX, PLANT_NOX, PLANT_PM25, PM25, ReplacedExhaust, SPEED};
use crate::methods::{Input, InputKind};

/// The lines of a form, with their keys.
pub(super) const LINE: Input = Input::of_kind(
    "line",
    InputKind::Group(&[
        NAME,
        PLACE,
        IN_SERVICE,
        ROUTE,
        TRIPS,
        BUSES,
        DISTANCE,
        RUNNING_DAYS,
        FUEL.optional(),
        FUEL_USE.optional(),
        NEW_LINE,
        ELECTRICITY,
        ELECTRIC_USE,
        METERED,
        EFFICIENCY,
        IMPROVEMENT,
        KEPT_RUNNING,
        EURO_CLASS,
        SPEED,
        NOX,
        PM25,
        PLANT_NOX,
        PLANT_PM25,
        PASSENGERS,
        TRIP_LENGTH,
        DRAWN_PASSENGERS,
        MODE,
        LEG,
    ]),
    "a line, or a part of one that goes into service on one day",
);
const PLACE: Input = Input::of_kind("place", InputKind::Place, "the district").optional();
const IN_SERVICE: Input = Input::of_kind("in_service", InputKind::Text, "days in service, such as 2024-09-01 to 2029-08-31");
const TRIPS: Input = Input::of_kind("trips", InputKind::Number, "one-way trips a day of all buses").optional();
const BUSES: Input = Input::of_kind("buses", InputKind::Count(0), "how many buses run").optional();
const NEW_LINE: Input = Input::of_kind("new_line", InputKind::Flag, "whether no buses ran there before").optional();
const PASSENGERS: Input = Input::of_kind("passengers", InputKind::Number, "passengers a day").optional();
const MODE: Input = Input::of_kind(
    "mode",
    InputKind::Group(&[NAME, SHARE, TRIP_LENGTH, OCCUPANCY, TAKES, USE, NONE]),
    "a mode that its passengers used before",
)
.optional();
const LEG: Input = Input::of_kind(
    "leg",
    InputKind::Group(&[NAME, SHARE, TRIP_LENGTH, OCCUPANCY, TAKES, USE]),
    "vehicles used on the way to the line or from it",
)
.optional();
const TAKES: Input =
    Input::of_kind("takes", InputKind::Code(TRANSPORT), "activity code of the fuel or electricity of the trip").optional();
const NONE: Input = Input::of_kind("none", InputKind::Text, "why no energy is used").optional();

/// The lines; refused where two have one name.
pub(super) fn lines(form: &MeasureForm<'_>) -> Result<Vec<TransitLine>, Errors> {
    let groups = form.inputs.sections(&LINE);
    let lines = groups.iter().map(|group| line(group, form.context)).collect::<Result<Vec<_>, Errors>>()?;
    match first_twice(lines.iter().map(|line| line.name.as_str())) {
        Some((at, name)) => Err(groups.get(at).unwrap_or(form.inputs).placed(NAME.name, twice(name)).into()),
        None => Ok(lines),
    }
}

fn line(group: &FormInputs, context: FormContext<'_>) -> Result<TransitLine, Errors> {
    let registry = context.registry;
    let name: String = group.need(&NAME, registry)?;
    let fuel = fuel(group, registry)?;
    let line = TransitLine {
        place: group.get(&PLACE).unwrap_or_default(),
        service: group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, registry))?,
        driven: driven(group, registry)?,
        running: group.need(&RUNNING_DAYS, registry)?,
        exhaust: exhaust(group, fuel.as_ref(), context)?,
        fuel,
        motor: Motor::read(group, registry)?,
        improvement: group.get(&IMPROVEMENT),
        kept_running: group.get(&KEPT_RUNNING),
        ridership: ridership(group, registry)?,
        drawn: drawn(group, &name, registry)?,
        source: group.source().ok_or_else(|| group.problem(&NAME, Message::NoSource))?.to_owned(),
        name,
    };
    line.check().map_err(|error| group.at_field(error))?;
    Ok(line)
}

/// A route with trips, or buses with a distance.
fn driven(group: &FormInputs, registry: &Registry) -> Result<VehicleRun, Errors> {
    let route = group.has(&ROUTE) || group.has(&TRIPS);
    let buses = [&BUSES, &DISTANCE].into_iter().find(|input| group.has(input));
    match (route, buses) {
        (true, Some(input)) => {
            Err(group.problem(input, Message::Measure { value: None, fault: MeasureFault::BusesAndRoute }).into())
        }
        (false, Some(_)) => match (group.get(&BUSES), group.get(&DISTANCE)) {
            (Some(count), Some(distance)) => Ok(VehicleRun::Buses { count, distance }),
            _ => Err(group.all_missing(&[&BUSES, &DISTANCE], registry)),
        },
        (_, None) => match (group.get(&ROUTE), group.get(&TRIPS)) {
            (Some(length), Some(trips)) => Ok(VehicleRun::Route { length, trips }),
            _ => Err(group.all_missing(&[&ROUTE, &TRIPS], registry)),
        },
    }
}

/// The fuel of the buses before; none for a new line.
fn fuel(group: &FormInputs, registry: &Registry) -> Result<Option<Takes>, Errors> {
    if group.get(&NEW_LINE) == Some(true) {
        return match [&FUEL, &FUEL_USE].into_iter().find(|input| group.has(input)) {
            Some(_) => Err(group.problem(&NEW_LINE, Message::Measure { value: None, fault: MeasureFault::NewLineWithFuel }).into()),
            None => Ok(None),
        };
    }
    if !group.has(&FUEL) || !group.has(&FUEL_USE) {
        return Err(group.all_missing(&[&FUEL, &FUEL_USE], registry));
    }
    Ok(Some(Takes::read(group, &FUEL, &FUEL_USE, registry)?))
}

/// The exhaust of the buses before; a new line has none.
fn exhaust(group: &FormInputs, fuel: Option<&Takes>, context: FormContext<'_>) -> Result<Option<ReplacedExhaust>, Errors> {
    match (fuel, EXHAUST.into_iter().find(|input| group.has(input))) {
        (Some(fuel), _) => ReplacedExhaust::read(group, &fuel.code, context),
        (None, Some(input)) => {
            Err(group.problem(input, Message::CoBenefit { value: None, fault: CoBenefitFault::ExhaustOfNewLine }).into())
        }
        (None, None) => Ok(None),
    }
}

/// Passengers and the length of their trips: both, or neither.
fn ridership(group: &FormInputs, registry: &Registry) -> Result<Option<Ridership>, Errors> {
    match (group.get(&PASSENGERS), group.get(&TRIP_LENGTH)) {
        (None, None) => Ok(None),
        (Some(passengers), Some(trip)) => Ok(Some(Ridership { passengers, trip })),
        _ => Err(group.all_missing(&[&PASSENGERS, &TRIP_LENGTH], registry)),
    }
}

/// Passengers drawn from other modes, the modes, and the legs to the line.
fn drawn(group: &FormInputs, line: &str, registry: &Registry) -> Result<Option<Drawn>, Errors> {
    if ![&DRAWN_PASSENGERS, &MODE, &LEG].into_iter().any(|input| group.has(input)) {
        return Ok(None);
    }
    let rides = |input| {
        let sections = group.sections(input).iter();
        sections.map(|section| ride(section, line, registry)).collect::<Result<Vec<_>, Errors>>()
    };
    let drawn = Drawn { passengers: group.need(&DRAWN_PASSENGERS, registry)?, modes: rides(&MODE)?, legs: rides(&LEG)? };
    if let Some((at, name)) = drawn.twice() {
        let section = group.sections(&MODE).iter().chain(group.sections(&LEG)).nth(at).unwrap_or(group);
        return Err(section.placed(NAME.name, twice(name)).into());
    }
    Ok(Some(drawn))
}

fn ride(section: &FormInputs, line: &str, registry: &Registry) -> Result<Ride, Errors> {
    let vehicle = [&TRIP_LENGTH, &OCCUPANCY, &TAKES, &USE];
    let by = match section.get::<String>(&NONE) {
        Some(reason) => match vehicle.into_iter().find(|input| section.has(input)) {
            Some(input) => {
                return Err(section
                    .problem(input, Message::Measure { value: None, fault: MeasureFault::NothingWithVehicle })
                    .into());
            }
            None => RideMeans::Nothing(reason),
        },
        None => match section.get(&TRIP_LENGTH) {
            Some(length) if section.has(&TAKES) && section.has(&USE) => RideMeans::Vehicle(Box::new(RideTrip {
                length,
                occupancy: section.get(&OCCUPANCY),
                takes: Takes::read(section, &TAKES, &USE, registry)?,
            })),
            _ => return Err(section.all_missing(&[&TRIP_LENGTH, &TAKES, &USE], registry)),
        },
    };
    let ride = Ride { name: section.need(&NAME, registry)?, share: section.need(&SHARE, registry)?, by };
    ride.check(line).map_err(|error| section.at_field(error))?;
    Ok(ride)
}
