//! Mode shift: the passenger-km of a new service, and the modes that they would have used.
//!
//! ```text
//! BE[y] = Σᵢ Dᵢ / OCᵢ · SFCᵢ · s[y]        the distance by each mode before
//! PE[y] = Σⱼ Dⱼ / OCⱼ · SECⱼ · s[y]        the distance by the new mode, and by those used to reach it
//! ```
//!
//! | Symbol | Meaning | Unit |
//! |---|---|---|
//! | D | passenger-km in a full year, door to door: the ways of two modes may differ in length | pkm |
//! | OC | passengers in a vehicle; none where the use is for each passenger-km | pkm/vkm |
//! | SFC, SEC | fuel or electricity taken | vkm/L, kWh/vkm, kWh/pkm |
//! | s | part of the year in service | |
//!
//! Who walked and who would not have travelled is a mode without, with the reason: their distance counts in the service, their energy
//! before is nothing, and what they take of the new mode is in the project. A mode of rail is one like others, booked at II.2.
//!
//! Emptier streets draw new traffic and speed up what is there. Both are not estimated, and the report says so.
//!
//! Source: the form of AM0031 and ACM0016 of the CDM, of which titles and scope were read, not the equations.

use super::drive::{TRANSPORT, Takes, first_twice, not_a, twice};
use super::group::{IN_SERVICE, NAME, PLACE, named, source};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Served, Service, ServiceUnit, Stage};
use crate::activity::Activity;
use crate::error::{Errors, MeasureFault, Message, Result};
use crate::factors::Registry;
use crate::forms::{FieldError, FormInputs, SourcedAmount, SourcedRate};
use crate::methods::{Input, InputKind};
use crate::quantity::{Dimension, Ratio};
use crate::taxonomy::Year;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec =
    MeasureSpec::new("mode-shift", "measure.mode-shift", "form of AM0031 and ACM0016 of the CDM", &[SHIFT])
        .at(Stage::Demand)
        .following(&["AM0031", "ACM0016", "AMS-III.U", "T-VER-S-METH-03-02"])
        .touching(&["II.1.1", "II.1.2", "II.1.3", "II.2.1", "II.2.2", "II.2.3", "II.3.1"])
        .monitoring(&[
            "passengers of the service, and the length of their trips",
            "by a survey, what they would have taken, walking and staying at home included",
            "fuel and electricity of the service and of what leads to it",
        ])
        .counted_twice_with(&[
            "brt: the passengers of a line are counted once",
            "fuel-switch, waste-trucks: a car that becomes electric emits less when it is left at home",
        ]);

const SHIFT: Input = Input::of_kind(
    "shift",
    InputKind::Group(&[NAME, PLACE, IN_SERVICE, BEFORE, AFTER]),
    "a service that passengers of other modes use",
);
const BEFORE: Input = Input::of_kind("before", InputKind::Group(MODE), "a mode that they would have used");
const AFTER: Input = Input::of_kind("after", InputKind::Group(MODE), "the new mode, and those used to reach it");
const MODE: &[Input] = &[NAME, DISTANCE, OCCUPANCY, TAKES, USE, NONE];
const DISTANCE: Input = Input::one("distance", "pkm", "passenger-km in a full year").without_rows();
const OCCUPANCY: Input = Input::maybe("occupancy", "pkm/vkm", "passengers in a vehicle").without_rows();
const TAKES: Input =
    Input::of_kind("takes", InputKind::Code(TRANSPORT), "activity code of the fuel or electricity of the mode").optional();
const USE: Input = Input::maybe("use", "vkm/L, kWh/pkm", "fuel or electricity used").parameters("fuel-economy");
const NONE: Input = Input::of_kind("none", InputKind::Text, "why no energy is used").optional();

/// Mode shift.
#[derive(Clone, Copy, Debug, Default)]
pub struct ModeShift;

impl Measure for ModeShift {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        let read = |group: &FormInputs| ShiftedService::read(group, form);
        let services = named(form, &SHIFT, |service: &ShiftedService| &service.name, read)?;
        Ok(mode_shift(form.title, form.years, &services)?)
    }
}

/// Distance by a mode, and what it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModeTravel {
    /// The mode's name.
    pub name: String,
    /// Passenger-km in a full year.
    pub distance: SourcedAmount,
    /// What it takes.
    pub means: ModeMeans,
}

/// What a mode takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ModeMeans {
    /// Fuel or electricity for each vehicle-km, with the passengers in a vehicle.
    Vehicle(Box<SourcedRate>, Takes),
    /// Fuel or electricity for each passenger-km.
    Passenger(Takes),
    /// Nothing, and why.
    Nothing(String),
}

/// A service that passengers of other modes use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShiftedService {
    /// Its name; each has its own.
    pub name: String,
    /// The place; empty for the city as a whole.
    pub place: String,
    /// Days in service.
    pub service: Service,
    /// The modes that its passengers would have used.
    pub before: Vec<ModeTravel>,
    /// The new mode, and those used to reach it.
    pub after: Vec<ModeTravel>,
    /// Who states it.
    pub source: String,
}

impl ModeTravel {
    fn read(section: &FormInputs, registry: &Registry) -> Result<Self, Errors> {
        let means = match section.get::<String>(&NONE) {
            Some(reason) => match [&OCCUPANCY, &TAKES, &USE].into_iter().find(|input| section.has(input)) {
                Some(input) => {
                    return Err(section
                        .problem(input, Message::Measure { value: None, fault: MeasureFault::NothingWithVehicle })
                        .into());
                }
                None => ModeMeans::Nothing(reason),
            },
            None if !section.has(&TAKES) || !section.has(&USE) => return Err(section.all_missing(&[&TAKES, &USE], registry)),
            None => {
                let takes = Takes::read(section, &TAKES, &USE, registry)?;
                match section.get(&OCCUPANCY) {
                    Some(occupancy) => ModeMeans::Vehicle(Box::new(occupancy), takes),
                    None => ModeMeans::Passenger(takes),
                }
            }
        };
        let mode = Self { name: section.need(&NAME, registry)?, distance: section.need(&DISTANCE, registry)?, means };
        mode.check().map_err(|error| section.at_field(error))?;
        Ok(mode)
    }

    /// Refuses units that do not lead from a distance to what it takes.
    pub fn check(&self) -> Result<(), FieldError> {
        let name = self.name.as_str();
        let unit = self.distance.amount.unit();
        if unit.dimension() != Dimension::PassengerDistance {
            let refused = unit.refused_for(Dimension::PassengerDistance, None, Some("pkm"));
            return Err(FieldError::new(&DISTANCE, refused.with_value(&self.distance.amount.to_string())));
        }
        match &self.means {
            ModeMeans::Nothing(_) => Ok(()),
            ModeMeans::Passenger(takes) => takes.check(name, &USE, Dimension::PassengerDistance).map(|_| ()),
            ModeMeans::Vehicle(stated, takes) => {
                let units = (stated.rate.unit.dimension(), stated.rate.per_unit.dimension());
                let nobody = [stated.rate.value, stated.rate.per].iter().any(|part| part.is_zero() || part.is_negative());
                if units != (Dimension::PassengerDistance, Dimension::VehicleDistance) || nobody {
                    let message = not_a("rate.occupancy", (&stated.rate).into(), "1.5 pkm/vkm");
                    return Err(FieldError::new(&OCCUPANCY, message.of(name)));
                }
                takes.check(name, &USE, Dimension::VehicleDistance).map(|_| ())
            }
        }
    }

    /// What it takes in a part of a year; none where that is nothing.
    fn taken(&self, service: &ShiftedService, year: Year, part: Ratio) -> Option<Activity> {
        let (occupancy, takes) = match &self.means {
            ModeMeans::Nothing(_) => return None,
            ModeMeans::Passenger(takes) => (None, takes),
            ModeMeans::Vehicle(occupancy, takes) => (Some(occupancy.as_ref()), takes),
        };
        let driven = Activity::new(&takes.code, year, self.distance.amount)
            .with_place(&service.place)
            .with_origin(&format!("{}, {}: {}", service.name, self.name, self.distance.source))
            .with_time("part of the year in service", part, &service.service.to_string());
        let driven = match occupancy {
            Some(stated) => driven.with_rate("passengers in a vehicle", stated.rate, &stated.source),
            None => driven,
        };
        Some(takes.of(driven, "use of fuel or electricity"))
    }
}

impl ShiftedService {
    fn read(group: &FormInputs, form: &MeasureForm<'_>) -> Result<Self, Errors> {
        let registry = form.context.registry;
        let modes = |input: &Input| {
            let sections = group.sections(input);
            let modes = sections.iter().map(|section| ModeTravel::read(section, registry)).collect::<Result<Vec<_>, Errors>>()?;
            match first_twice(modes.iter().map(|mode| mode.name.as_str())) {
                Some((at, name)) => Err(sections.get(at).unwrap_or(group).placed(NAME.name, twice(name)).into()),
                None => Ok::<_, Errors>(modes),
            }
        };
        Ok(Self {
            name: group.need(&NAME, registry)?,
            place: group.get(&PLACE).unwrap_or_default(),
            service: group.parsed(&IN_SERVICE)?.ok_or_else(|| group.missing(&IN_SERVICE, registry))?,
            before: modes(&BEFORE)?,
            after: modes(&AFTER)?,
            source: source(group)?,
        })
    }
}

/// Mode shift in some years: without the service its passengers travel as they would have.
///
/// # Errors
/// Units that do not fit.
pub fn mode_shift(measure: &str, years: &BTreeSet<Year>, services: &[ShiftedService]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for mode in services.iter().flat_map(|service| service.before.iter().chain(&service.after)) {
        mode.check()?;
    }
    for year in years {
        let mut carried = Ratio::ZERO;
        for service in services {
            let part = service.service.share_of(*year)?;
            if part.numerator().is_zero() {
                continue;
            }
            change.without.extend(service.before.iter().filter_map(|mode| mode.taken(service, *year, part)));
            change.with.extend(service.after.iter().filter_map(|mode| mode.taken(service, *year, part)));
            for mode in &service.before {
                carried = carried.checked_add(Ratio::from(mode.distance.amount.in_base()?).checked_mul(part)?)?;
            }
        }
        change.served.push(Served::new(*year, ServiceUnit::PassengerDistance {}, carried));
    }
    change.notes = vec![Note::BusesLeftOut {}, Note::ShiftScopes {}, Note::GridDrawn {}];
    for service in services {
        change.notes.extend(service.before.iter().chain(&service.after).filter_map(|mode| match &mode.means {
            ModeMeans::Nothing(reason) => {
                Some(Note::NoEnergyOf { service: service.name.clone(), mode: mode.name.clone(), reason: reason.clone() })
            }
            _ => None,
        }));
    }
    Ok(change)
}
