//! Electric buses and bus rapid transit: the same buses on electricity, and passengers drawn from other modes.
//!
//! ```text
//! D[y]  = L · t · d[y] · w                    (or n · Db · d[y] · w)    vehicle-km of the line in the year
//! BE[y] = D · SFC · (1 − g)^(y − y1) + Σᵢ P · aᵢ · d · w · Tᵢ / OCᵢ · SFCᵢ
//! PE[y] = D · SEC / η                + Σⱼ P · aⱼ · d · w · Tⱼ / OCⱼ · SECⱼ
//! LE[y] = D · SFC · k
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | L, t | length of the route, trips a day | km |
//! | n, Db | buses, distance of one bus a day | vkm |
//! | d, w | days in service in the year, share of them on which the line runs | |
//! | SFC, SEC | fuel of the buses before, electricity of those after | vkm/L, vkm/kg, kWh/vkm |
//! | g, y1 | improvement of the buses bought without the measure, from the year after it goes into service | %/yr |
//! | η | efficiency of the charger; 1 where the charger is what is metered | |
//! | P | passengers drawn from other modes a day | |
//! | a | share of them that comes from mode i; that rides leg j on the way to the line or from it | |
//! | T, OC | length of the trip on that mode, passengers in a vehicle | km, pkm/vkm |
//! | k | share of the buses before that go on running in the city | |
//!
//! A new line, or the extension of one, has no buses before. Who walked and who would not have travelled has no fuel before: a
//! mode without, with the reason. The shares of all modes are 1.
//!
//! Source: the form of AMS-III.C (buses), AM0031 and ACM0016 (modes) of the CDM, of which titles and scope were read, not the
//! equations; here in the simple form, shares of passengers by the mode they would
//! have used. Load of taxis and of the remaining buses, congestion and rebound, which AM0031 adds, are not estimated.

use super::drive::{Motor, Takes, check_improvement, check_share, improved};
use super::{Change, Note, Served, Service, SourcedAmount, SourcedRate, What};
use crate::activity::Activity;
use crate::error::{ErrorKind, Problem, Result};
use crate::quantity::{Dimension, Exact, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a line drives in a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Driven {
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
    pub share: Ratio,
    /// What the trip takes.
    pub by: Way,
}

/// What a trip takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// Fuel or electricity.
    Vehicle(Box<Trip>),
    /// Nothing, and why: a walk, a trip that would not be made.
    Nothing(String),
}

/// A trip by vehicle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trip {
    /// Its length.
    pub length: SourcedAmount,
    /// Passengers in a vehicle; none where `takes` speaks of passengers itself.
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
pub struct Line {
    /// Its name; each has its own.
    pub name: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// Days in service on electricity.
    pub service: Service,
    /// What it drives in a day.
    pub driven: Driven,
    /// Share of the days on which it runs.
    pub running: Ratio,
    /// Fuel of the buses before; none for a new line.
    pub fuel: Option<Takes>,
    /// Electricity of the buses.
    pub motor: Motor,
    /// Yearly improvement of the buses that would be bought without the measure; none where it is not taken off.
    pub improvement: Option<SourcedRate>,
    /// Share of the buses before that go on running in the city; none where nothing is known of them.
    pub kept_running: Option<Ratio>,
    /// Its passengers; none where they are not counted.
    pub ridership: Option<Ridership>,
    /// Those of them drawn from other modes; none where nobody is, or nothing is known of them.
    pub drawn: Option<Drawn>,
    /// Who says how many trips, buses and passengers there are.
    pub source: String,
}

/// An amount of another dimension than is wanted is refused.
fn check_amount(name: &str, told: &SourcedAmount, wanted: Dimension, mend: &str) -> Result<()> {
    if told.amount.unit().dimension() == wanted {
        return Ok(());
    }
    let reason = format!("{name}: {}, where {wanted} is wanted", told.amount.unit().dimension());
    Err(Problem::new(ErrorKind::Dimension, &told.amount.to_string(), reason, mend).into())
}

impl Ride {
    /// Refuses a share outside 0 to 1 and units that do not lead from a trip to what it takes.
    pub fn check(&self, line: &str) -> Result<()> {
        let name = format!("{line}, {}", self.name);
        check_share(&name, "share", self.share)?;
        let Way::Vehicle(trip) = &self.by else { return Ok(()) };
        let Trip { length, occupancy, takes } = trip.as_ref();
        check_amount(&name, length, Dimension::Distance, "write the length of one trip in km")?;
        let Some(told) = occupancy else { return takes.check(&name, Dimension::PassengerDistance).map(|_| ()) };
        let units = (told.rate.unit.dimension(), told.rate.per_unit.dimension());
        let nobody = [told.rate.value, told.rate.per].iter().any(|part| part.is_zero() || part.is_negative());
        if units != (Dimension::PassengerDistance, Dimension::VehicleDistance) || nobody {
            let reason = format!("{name}: not passengers in a vehicle");
            return Err(Problem::new(ErrorKind::Dimension, &told.rate.to_string(), reason, "write it like 1.5 pkm/vkm").into());
        }
        takes.check(&name, Dimension::VehicleDistance).map(|_| ())
    }
}

impl Drawn {
    /// Refuses modes whose shares are not 1 together, and two of one name.
    fn check(&self, line: &str) -> Result<()> {
        let mut names = BTreeSet::new();
        for ride in self.modes.iter().chain(&self.legs) {
            ride.check(line)?;
            if !names.insert(&ride.name) {
                let reason = format!("{line}: two modes or legs of one name");
                return Err(Problem::new(ErrorKind::Double, &ride.name, reason, "give each its own").into());
            }
        }
        let sum = Ratio::sum(self.modes.iter().map(|ride| ride.share))?;
        if sum.numerator() != sum.denominator() {
            let reason = format!("{line}: the shares of its modes are not 1 together");
            let mend = "add the modes left out; for who walked or would not have travelled, one with none = \"why\"";
            return Err(Problem::new(ErrorKind::Number, &sum.evaluate()?.value().to_string(), reason, mend).into());
        }
        Ok(())
    }
}

impl Line {
    /// Refuses shares outside 0 to 1, units that do not fit, more passengers drawn than carried, and what only a line with buses
    /// before it can have.
    pub fn check(&self) -> Result<()> {
        let name = &self.name;
        match &self.driven {
            Driven::Route { length, .. } => check_amount(name, length, Dimension::Distance, "write the length of the route in km")?,
            Driven::Buses { distance, .. } => {
                check_amount(name, distance, Dimension::VehicleDistance, "write the distance of one bus a day in vkm")?;
            }
        }
        check_share(name, "running_days", self.running)?;
        self.fuel.as_ref().map_or(Ok(()), |fuel| fuel.check(name, Dimension::VehicleDistance).map(|_| ()))?;
        self.motor.check(name, Dimension::VehicleDistance)?;
        self.improvement.as_ref().map_or(Ok(()), |told| check_improvement(name, told))?;
        self.kept_running.map_or(Ok(()), |share| check_share(name, "kept_running", share))?;
        if self.fuel.is_none() && (self.improvement.is_some() || self.kept_running.is_some()) {
            let reason = format!("{name}: a new line has no buses before it that improve or go on running");
            return Err(Problem::bare(ErrorKind::Conflict, reason, "leave improvement and kept_running out").into());
        }
        if let Some(ridership) = &self.ridership {
            check_amount(name, &ridership.trip, Dimension::Distance, "write the mean length of a trip in km")?;
        }
        let Some(drawn) = &self.drawn else { return Ok(()) };
        if let Some(carried) = self.ridership.as_ref().map(|ridership| ridership.passengers) {
            let rest = carried.checked_add(drawn.passengers.checked_mul(Exact::from(-1))?)?;
            if rest.numerator().is_negative() {
                let reason = format!("{name}: more passengers drawn from other modes than the {carried} carried");
                return Err(
                    Problem::new(ErrorKind::Number, &drawn.passengers.to_string(), reason, "count those drawn among them").into()
                );
            }
        }
        drawn.check(name)
    }

    /// Something of each day, over the days of the year on which the line runs.
    fn over_days(&self, of_a_day: Activity, year: Year) -> Activity {
        let days = Ratio::from(self.service.days_in(year));
        of_a_day.with_place(&self.place).with_time("days in service", days, &self.service.to_string()).with_multiplier(
            "share of the days on which it runs",
            self.running,
            &self.name,
        )
    }

    /// What the line drives in a year.
    fn driven(&self, code: &str, year: Year) -> Result<Activity> {
        let from =
            |told: &SourcedAmount| Activity::new(code, year, told.amount).with_origin(&format!("{}: {}", self.name, told.source));
        let of_a_day = match &self.driven {
            Driven::Route { length, trips } => from(length)
                .with_rate("a trip drives the route once", "1 vkm/km".parse()?, &self.name)
                .with_multiplier("trips a day", *trips, &self.source),
            Driven::Buses { count, distance } => {
                from(distance).with_multiplier("buses", Ratio::from(Exact::from(i64::from(*count))), &self.source)
            }
        };
        Ok(self.over_days(of_a_day, year))
    }

    /// What one ride of the passengers drawn takes in a year; none where it takes nothing.
    fn ridden(&self, drawn: &Drawn, ride: &Ride, year: Year) -> Result<Option<Activity>> {
        let Way::Vehicle(trip) = &ride.by else { return Ok(None) };
        let Trip { length, occupancy, takes } = trip.as_ref();
        let of_a_day = Activity::new(&takes.code, year, length.amount)
            .with_origin(&format!("{}, {}: {}", self.name, ride.name, length.source))
            .with_rate("a passenger rides the trip once", "1 pkm/km".parse()?, &ride.name)
            .with_multiplier("passengers drawn a day", drawn.passengers, &self.source)
            .with_multiplier("share of them", ride.share, &ride.name);
        let passengers = self.over_days(of_a_day, year);
        let done = match occupancy {
            Some(told) => passengers.with_rate("passengers in a vehicle", told.rate, &told.source),
            None => passengers,
        };
        Ok(Some(takes.of(done, "use of fuel or electricity")))
    }

    /// Passengers of a year.
    fn carried(&self, passengers: Ratio, year: Year) -> Result<Ratio> {
        passengers.checked_mul(self.service.days_in(year))?.checked_mul(self.running)
    }

    /// Fuel of the buses as they are.
    fn burnt(&self, fuel: &Takes, year: Year) -> Result<Activity> {
        Ok(fuel.of(self.driven(&fuel.code, year)?, "use of fuel"))
    }

    /// What changes in a year in which it is in service.
    fn changes(&self, year: Year, change: &mut Change) -> Result<()> {
        if let Some(fuel) = &self.fuel {
            let burnt = self.burnt(fuel, year)?;
            change.without.push(match &self.improvement {
                Some(told) => improved(burnt.clone(), told, self.service.age_in(year))?,
                None => burnt.clone(),
            });
            if let Some(share) = self.kept_running.filter(|share| !share.numerator().is_zero()) {
                change.leakage.push(burnt.with_multiplier("buses before that go on running", share, &self.name));
            }
        }
        change.with.push(self.motor.of(self.driven(&self.motor.takes.code, year)?)?);
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

/// Electric buses and lines in some years: without them buses burn fuel, and passengers drawn go by other modes.
///
/// # Errors
/// Units that do not fit, shares outside 0 to 1, modes whose shares are not 1 together, two lines of one name.
pub fn brt(measure: &str, years: &BTreeSet<Year>, lines: &[Line]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    let mut names = BTreeSet::new();
    for line in lines {
        line.check()?;
        if !names.insert(&line.name) {
            return Err(Problem::new(ErrorKind::Double, &line.name, "two lines of one name", "give each its own").into());
        }
    }
    // A figure for each passenger has a meaning only where all of them are counted.
    let counted: Option<Vec<(&Line, &Ridership)>> =
        lines.iter().map(|line| line.ridership.as_ref().map(|ridership| (line, ridership))).collect();
    let zero = Ratio::from(Exact::ZERO);
    for year in years {
        let running = |line: &&Line| !line.service.days_in(*year).is_zero();
        let driven = lines.iter().try_fold(zero, |sum, line| sum.checked_add(line.driven("", *year)?.base_amount()?))?;
        change.served.push(Served::new(*year, What::BusDistance {}, driven));
        if let Some(counted) = &counted {
            let (mut passengers, mut distance) = (zero, zero);
            for (line, ridership) in counted {
                let carried = line.carried(ridership.passengers, *year)?;
                passengers = passengers.checked_add(carried)?;
                distance = distance.checked_add(carried.checked_mul(ridership.trip.amount.in_base()?)?)?;
            }
            change.served.push(Served::new(*year, What::Passengers {}, passengers));
            change.served.push(Served::new(*year, What::PassengerDistance {}, distance));
        }
        for line in lines.iter().filter(running) {
            line.changes(*year, &mut change)?;
        }
    }
    change.notes = notes(lines, counted.is_some());
    Ok(change)
}

fn notes(lines: &[Line], counted: bool) -> Vec<Note> {
    let any = |holds: fn(&Line) -> bool| lines.iter().any(holds);
    let runs_on = any(|line| line.kept_running.is_some());
    let mut notes = vec![
        if runs_on { Note::BusesRunOn {} } else { Note::BusesGone {} },
        Note::BusesLeftOut {},
        Note::BusesScopes {},
        Note::GridDrawn {},
        Note::BusesDistance {},
    ];
    for line in lines {
        let rides = line.drawn.iter().flat_map(|drawn| &drawn.modes);
        notes.extend(rides.filter_map(|ride| match &ride.by {
            Way::Nothing(reason) => Some(Note::NothingWithout {
                line: line.name.clone(),
                mode: ride.name.clone(),
                share: ride.share,
                reason: reason.clone(),
            }),
            Way::Vehicle(_) => None,
        }));
    }
    if any(|line| line.drawn.is_some()) {
        notes.push(Note::DrawnInside {});
    }
    if any(|line| line.fuel.is_some() && line.improvement.is_none()) {
        notes.push(Note::BusesAsBefore {});
    }
    if !counted {
        notes.push(Note::NoPassengerDistance {});
    }
    notes
}
