//! A line, its passengers, and what both take.

use crate::activity::Activity;
use crate::check::Finding;
use crate::error::{CoBenefitFault, MeasureFault, Message, Result, Subject};
use crate::forms::{FieldError, SourcedAmount, SourcedRate};
use crate::measures::drive::{
    FUEL_USE, IMPROVEMENT, KEPT_RUNNING, Motor, Takes, check_improvement, first_twice, improved, not_a, twice,
};
use crate::measures::exhaust::{EURO_CLASS, ReplacedExhaust, ReplacedRun};
use crate::measures::{Change, Service};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Exact, Fraction, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};

pub(super) const NAME: Input = Input::of_kind("name", InputKind::Text, "the name of the line");
pub(super) const ROUTE: Input = Input::maybe("route", "km", "length of the route one way").without_rows();
pub(super) const DISTANCE: Input = Input::maybe("distance", "vkm", "distance of one bus a day").without_rows();
pub(super) const RUNNING_DAYS: Input =
    Input::of_kind("running_days", InputKind::Share, "share of the days in service on which the line runs");
pub(super) const TRIP_LENGTH: Input = Input::maybe("trip_length", "km", "length of one trip").without_rows();
pub(super) const DRAWN_PASSENGERS: Input =
    Input::of_kind("drawn_passengers", InputKind::Number, "passengers a day who would have used another mode").optional();
pub(super) const SHARE: Input = Input::of_kind("share", InputKind::Share, "share of these passengers");
pub(super) const OCCUPANCY: Input = Input::maybe("occupancy", "pkm/vkm", "passengers in a vehicle").without_rows();
pub(super) const USE: Input =
    Input::maybe("use", "vkm/L, kWh/pkm", "fuel or electricity used for the trip").parameters("fuel-economy");

/// What a line drives in a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VehicleRun {
    /// A route, driven so many times.
    Route {
        /// Its length one way.
        length: SourcedAmount,
        /// One-way trips a day, of all buses together.
        trips: Ratio,
    },
    /// Buses, each over a distance a day.
    Buses {
        /// How many run.
        count: u32,
        /// Of one bus.
        distance: SourcedAmount,
    },
}

/// Passengers of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ridership {
    /// A day.
    pub passengers: Ratio,
    /// The mean length of a trip on the line.
    pub trip: SourcedAmount,
}

/// A trip of a passenger on another mode, without the measure or on the way to the line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ride {
    /// The mode's name; each of a line has its own.
    pub name: String,
    /// Share of the passengers drawn.
    pub share: Fraction,
    /// What the trip takes.
    pub by: RideMeans,
}

/// What a trip takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RideMeans {
    /// Fuel or electricity.
    Vehicle(Box<RideTrip>),
    /// Nothing, and why: a walk, a trip that would not be made.
    Nothing(String),
}

/// A trip by vehicle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RideTrip {
    /// Its length.
    pub length: SourcedAmount,
    /// Passengers in a vehicle; none where `takes` is for passengers.
    pub occupancy: Option<SourcedRate>,
    /// Fuel or electricity for each vehicle-km, or for each passenger-km.
    pub takes: Takes,
}

/// Passengers that a line draws from other modes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drawn {
    /// How many a day.
    pub passengers: Ratio,
    /// Where they come from: shares that are 1 together.
    pub modes: Vec<Ride>,
    /// What they ride on the way to the line and from it: rail, feeders.
    pub legs: Vec<Ride>,
}

/// A line, or a part of one that goes into service on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TransitLine {
    /// Its name; each has its own.
    pub name: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// Days in service on electricity.
    pub service: Service,
    /// What it drives in a day.
    pub driven: VehicleRun,
    /// Share of the days on which it runs.
    pub running: Fraction,
    /// Fuel of the buses before; none for a new line.
    pub fuel: Option<Takes>,
    /// Electricity of the buses.
    pub motor: Motor,
    /// Yearly improvement of the buses that would be bought without the measure; none where it is not taken off.
    pub improvement: Option<SourcedRate>,
    /// Share of the buses before that keep running in the city; none where nothing is known of them.
    pub kept_running: Option<Fraction>,
    /// What the buses before emit of air pollutants; none where that is not counted.
    #[serde(default)]
    pub exhaust: Option<ReplacedExhaust>,
    /// Its passengers; none where they are not counted.
    pub ridership: Option<Ridership>,
    /// Those of them drawn from other modes; none where nobody is, or nothing is known of them.
    pub drawn: Option<Drawn>,
    /// Who says how many trips, buses and passengers there are.
    pub source: String,
}

/// An amount of another dimension than needed is refused.
fn check_amount(name: &str, input: &Input, stated: &SourcedAmount, wanted: Dimension) -> Result<(), FieldError> {
    let unit = stated.amount.unit();
    if unit.dimension() == wanted {
        return Ok(());
    }
    Err(FieldError::new(
        input,
        unit.refused_for(wanted, None, Some(input.unit)).with_value(&stated.amount.to_string()).of(Subject::Named(name.into())),
    ))
}

impl Ride {
    /// Refuses units that do not lead from a trip to what it takes.
    pub fn check(&self, line: &str) -> Result<(), FieldError> {
        let name = format!("{line}, {}", self.name);
        let RideMeans::Vehicle(trip) = &self.by else { return Ok(()) };
        let RideTrip { length, occupancy, takes } = trip.as_ref();
        check_amount(&name, &TRIP_LENGTH, length, Dimension::Distance)?;
        let Some(stated) = occupancy else { return takes.check(&name, &USE, Dimension::PassengerDistance).map(|_| ()) };
        let units = (stated.rate.unit.dimension(), stated.rate.per_unit.dimension());
        let nobody = [stated.rate.value, stated.rate.per].iter().any(|part| part.is_zero() || part.is_negative());
        if units != (Dimension::PassengerDistance, Dimension::VehicleDistance) || nobody {
            let message = not_a("rate.occupancy", (&stated.rate).into(), "1.5 pkm/vkm");
            return Err(FieldError::new(&OCCUPANCY, message.of(&name)));
        }
        takes.check(&name, &USE, Dimension::VehicleDistance).map(|_| ())
    }
}

impl Drawn {
    /// Refuses modes whose shares do not add up to 1, and two of one name.
    fn check(&self, line: &str) -> Result<(), FieldError> {
        self.modes.iter().chain(&self.legs).try_for_each(|ride| ride.check(line))?;
        if let Some((_, name)) = self.twice() {
            return Err(FieldError::new(&NAME, twice(name)));
        }
        let sum =
            Fraction::sum(self.modes.iter().map(|ride| ride.share)).map_err(|error| FieldError::new(&DRAWN_PASSENGERS, error))?;
        if sum.numerator() != sum.denominator() {
            let value = sum.evaluate().map_err(|error| FieldError::new(&DRAWN_PASSENGERS, error))?.value();
            let message = Message::Measure { value: Some((&value).into()), fault: MeasureFault::SharesOfModes };
            return Err(FieldError::new(&DRAWN_PASSENGERS, message.of(line)));
        }
        Ok(())
    }

    /// The second of two modes or legs of one name, by its number: modes first.
    pub(super) fn twice(&self) -> Option<(usize, &str)> {
        first_twice(self.modes.iter().chain(&self.legs).map(|ride| ride.name.as_str()))
    }
}

impl TransitLine {
    /// Refuses units that do not fit, more passengers drawn than carried, and what only a line with buses
    /// before it can have.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.name.as_str();
        match &self.driven {
            VehicleRun::Route { length, .. } => check_amount(name, &ROUTE, length, Dimension::Distance)?,
            VehicleRun::Buses { distance, .. } => check_amount(name, &DISTANCE, distance, Dimension::VehicleDistance)?,
        }
        let fuel = self.fuel.as_ref().map(|fuel| fuel.check(name, &FUEL_USE, Dimension::VehicleDistance)).transpose()?;
        match (&self.exhaust, fuel) {
            (Some(exhaust), Some(fuel)) => exhaust.check(name, Dimension::VehicleDistance, fuel)?,
            (Some(_), None) => {
                return Err(FieldError::new(
                    &EURO_CLASS,
                    Message::CoBenefit { value: None, fault: CoBenefitFault::ExhaustOfNewLine }.of(name),
                ));
            }
            (None, _) => {}
        }
        self.motor.check(name, Dimension::VehicleDistance)?;
        self.improvement.as_ref().map_or(Ok(()), |stated| check_improvement(name, stated))?;
        if self.fuel.is_none() && (self.improvement.is_some() || self.kept_running.is_some()) {
            let input = if self.improvement.is_some() { &IMPROVEMENT } else { &KEPT_RUNNING };
            return Err(FieldError::new(input, Message::Measure { value: None, fault: MeasureFault::NewLineWithBuses }.of(name)));
        }
        if let Some(ridership) = &self.ridership {
            check_amount(name, &TRIP_LENGTH, &ridership.trip, Dimension::Distance)?;
        }
        let Some(drawn) = &self.drawn else { return Ok(()) };
        if let Some(carried) = self.ridership.as_ref().map(|ridership| ridership.passengers) {
            let placed = |error| FieldError::new(&DRAWN_PASSENGERS, error);
            let others = drawn.passengers.checked_mul(Exact::from(-1)).map_err(placed)?;
            if carried.checked_add(others).map_err(placed)?.numerator().is_negative() {
                let message = Message::Measure {
                    value: Some((&drawn.passengers).into()),
                    fault: MeasureFault::MoreDrawnThanCarried { carried: (&carried).into() },
                };
                return Err(FieldError::new(&DRAWN_PASSENGERS, message.of(name)));
            }
        }
        drawn.check(name)
    }

    /// Rides in vehicles of fewer passengers than one.
    pub(super) fn implausible(&self) -> impl Iterator<Item = Finding> {
        let rides = self.drawn.iter().flat_map(|drawn| drawn.modes.iter().chain(&drawn.legs));
        rides.filter_map(|ride| match &ride.by {
            RideMeans::Vehicle(trip) => Finding::few_passengers(&ride.name, trip.occupancy.as_ref()?.rate.ratio().ok()?),
            RideMeans::Nothing(_) => None,
        })
    }

    /// Something of each day, over the days of the year on which the line runs.
    fn over_days(&self, of_a_day: Activity, year: Year) -> Result<Activity> {
        let days = Ratio::from(self.service.days_in(year)?);
        let placed = of_a_day.with_place(&self.place).with_time("days in service", days, &self.service.to_string());
        Ok(placed.with_multiplier("share of the days on which it runs", self.running.number(), &self.name))
    }

    /// What the line drives in a year.
    pub(super) fn driven(&self, code: &str, year: Year) -> Result<Activity> {
        let from = |stated: &SourcedAmount| {
            Activity::new(code, year, stated.amount).with_origin(&format!("{}: {}", self.name, stated.source))
        };
        let of_a_day = match &self.driven {
            VehicleRun::Route { length, trips } => from(length)
                .with_rate("a trip drives the route once", "1 vkm/km".parse()?, &self.name)
                .with_multiplier("trips a day", *trips, &self.source),
            VehicleRun::Buses { count, distance } => {
                from(distance).with_multiplier("buses", Ratio::from(Exact::from(i64::from(*count))), &self.source)
            }
        };
        self.over_days(of_a_day, year)
    }

    /// What one ride of the passengers drawn takes in a year; none where it takes nothing.
    fn ridden(&self, drawn: &Drawn, ride: &Ride, year: Year) -> Result<Option<Activity>> {
        let RideMeans::Vehicle(trip) = &ride.by else { return Ok(None) };
        let RideTrip { length, occupancy, takes } = trip.as_ref();
        let of_a_day = Activity::new(&takes.code, year, length.amount)
            .with_origin(&format!("{}, {}: {}", self.name, ride.name, length.source))
            .with_rate("a passenger rides the trip once", "1 pkm/km".parse()?, &ride.name)
            .with_multiplier("passengers drawn a day", drawn.passengers, &self.source)
            .with_multiplier("share of them", ride.share.number(), &ride.name);
        let passengers = self.over_days(of_a_day, year)?;
        let done = match occupancy {
            Some(stated) => passengers.with_rate("passengers in a vehicle", stated.rate, &stated.source),
            None => passengers,
        };
        Ok(Some(takes.of(done, "use of fuel or electricity")))
    }

    /// Passengers of a year.
    pub(super) fn carried(&self, passengers: Ratio, year: Year) -> Result<Ratio> {
        passengers.checked_mul(self.service.days_in(year)?)?.checked_mul(self.running)
    }

    /// Fuel of the buses as they are.
    fn burnt(&self, fuel: &Takes, year: Year) -> Result<Activity> {
        Ok(fuel.of(self.driven(&fuel.code, year)?, "use of fuel"))
    }

    /// What changes in a year in which it is in service.
    pub(super) fn changes(&self, year: Year, change: &mut Change) -> Result<()> {
        if let Some(fuel) = &self.fuel {
            let burnt = self.burnt(fuel, year)?;
            change.without.push(match &self.improvement {
                Some(stated) => improved(burnt.clone(), stated, self.service.age_in(year))?,
                None => burnt.clone(),
            });
            if let Some(share) = self.kept_running.filter(|share| !share.is_zero()) {
                change.leakage.push(burnt.with_multiplier("buses before that go on running", share.number(), &self.name));
            }
        }
        let electricity = self.motor.of(self.driven(&self.motor.takes.code, year)?)?;
        if let (Some(exhaust), Some(fuel)) = (&self.exhaust, &self.fuel) {
            let (work, fuel) = (&self.driven("", year)?, &self.burnt(fuel, year)?);
            exhaust.changes(
                year,
                &ReplacedRun { work, fuel, electricity: &electricity, kept_running: self.kept_running },
                change,
            )?;
        }
        change.with.push(electricity);
        let Some(drawn) = &self.drawn else { return Ok(()) };
        for ride in &drawn.modes {
            change.without.extend(self.ridden(drawn, ride, year)?);
        }
        for ride in &drawn.legs {
            change.with.extend(self.ridden(drawn, ride, year)?);
        }
        Ok(())
    }
}
