//! `brt.toml`.

use super::super::keys::Section;
use super::sheet::{Sheet, Speaks};
use crate::error::Result;
use crate::measures::Change;
use crate::measures::brt::{Drawn, Driven, Line, Ride, Ridership, Trip, Way, brt};
use crate::measures::drive::Takes;

const LINE: [&str; 24] = [
    "name",
    "place",
    "in_service",
    "route",
    "trips",
    "buses",
    "distance",
    "running_days",
    "fuel",
    "fuel_use",
    "new_line",
    "electricity",
    "electric_use",
    "metered",
    "charger_efficiency",
    "improvement",
    "kept_running",
    "passengers",
    "trip_length",
    "drawn_passengers",
    "mode",
    "leg",
    "source",
    "note",
];

const RIDE: [&str; 8] = ["name", "share", "trip_length", "occupancy", "takes", "use", "source", "note"];

const MODE: [&str; 9] = ["name", "share", "trip_length", "occupancy", "takes", "use", "none", "source", "note"];

pub(super) fn read(sheet: &Sheet<'_>) -> Result<Change> {
    sheet.only(&["line"])?;
    let lines = sheet.groups("line")?;
    let read: Vec<Line> = lines.iter().map(|section| line(sheet, section)).collect::<Result<_>>()?;
    brt(sheet.measure, &sheet.years, &read)
}

fn line<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Line> {
    section.only(&LINE)?;
    let line = Line {
        name: sheet.text(section, "name")?.to_owned(),
        place: sheet.place(section)?.to_owned(),
        service: sheet.need(section, "in_service")?.parsed()?,
        driven: driven(sheet, section)?,
        running: sheet.share(section, "running_days")?,
        fuel: fuel(sheet, section)?,
        motor: sheet.motor(section)?,
        improvement: sheet.told(section, "improvement")?,
        kept_running: sheet.optional_share(section, "kept_running")?,
        ridership: ridership(sheet, section)?,
        drawn: drawn(sheet, section)?,
        source: sheet.source(section)?.to_owned(),
    };
    line.check().map_err(|error| sheet.placed(section, error))?;
    Ok(line)
}

/// A route with trips, or buses with a distance.
fn driven<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Driven> {
    let (route, buses) = (["route", "trips"], ["buses", "distance"]);
    let given = |keys: [&str; 2]| keys.into_iter().find_map(|key| section.get(key));
    match (given(route), given(buses)) {
        (Some(_), Some(item)) => Err(item.wrong("beside a route, which says already what is driven", "leave one of the two out")),
        (None, Some(_)) => {
            let count = sheet.need(section, "buses")?.count(&0)?;
            Ok(Driven::Buses { count, distance: sheet.amount(section, "distance")? })
        }
        _ => Ok(Driven::Route { length: sheet.amount(section, "route")?, trips: sheet.need_number(section, "trips")? }),
    }
}

/// The fuel of the buses before; none where the line is said to be new.
fn fuel<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Option<Takes>> {
    let new = section.get("new_line").map(|item| item.flag().map(|new| (item, new))).transpose()?;
    match new {
        Some((item, true)) => match section.get("fuel").or_else(|| section.get("fuel_use")) {
            Some(_) => Err(item.wrong("a new line has no fuel before it", "leave fuel and fuel_use out, or new_line")),
            None => Ok(None),
        },
        _ => sheet.takes(section, ["fuel", "fuel_use"], Speaks::Road).map(Some),
    }
}

/// Passengers and the length of their trips: both, or neither.
fn ridership<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Option<Ridership>> {
    if section.get("passengers").is_none() && section.get("trip_length").is_none() {
        return Ok(None);
    }
    let passengers = sheet.need_number(section, "passengers")?;
    Ok(Some(Ridership { passengers, trip: sheet.amount(section, "trip_length")? }))
}

/// Passengers drawn from other modes, the modes, and the legs to the line.
fn drawn<'a>(sheet: &Sheet<'a>, section: &Section<'a>) -> Result<Option<Drawn>> {
    let modes = Sheet::groups_of(section, "mode", "line.mode")?;
    let legs = Sheet::groups_of(section, "leg", "line.leg")?;
    if section.get("drawn_passengers").is_none() && modes.is_empty() && legs.is_empty() {
        return Ok(None);
    }
    let passengers = sheet.need_number(section, "drawn_passengers")?;
    let line = sheet.text(section, "name")?;
    let mode = |section: &Section<'a>| {
        section.only(&MODE)?;
        ride(sheet, section, line)
    };
    let leg = |section: &Section<'a>| {
        section.only(&RIDE)?;
        ride(sheet, section, line)
    };
    Ok(Some(Drawn {
        passengers,
        modes: modes.iter().map(mode).collect::<Result<_>>()?,
        legs: legs.iter().map(leg).collect::<Result<_>>()?,
    }))
}

fn ride<'a>(sheet: &Sheet<'a>, section: &Section<'a>, line: &str) -> Result<Ride> {
    let by = match section.get("none") {
        Some(none) => {
            if let Some(item) = ["trip_length", "occupancy", "takes", "use"].into_iter().find_map(|key| section.get(key)) {
                return Err(item.wrong("beside none, which says that nothing is taken", "leave one of the two out"));
            }
            Way::Nothing(none.text()?.to_owned())
        }
        None => Way::Vehicle(Box::new(Trip {
            length: sheet.amount(section, "trip_length")?,
            occupancy: sheet.told(section, "occupancy")?,
            takes: sheet.takes(section, ["takes", "use"], Speaks::Transport)?,
        })),
    };
    let ride = Ride { name: sheet.text(section, "name")?.to_owned(), share: sheet.share(section, "share")?, by };
    ride.check(line).map_err(|error| sheet.placed(section, error))?;
    Ok(ride)
}
