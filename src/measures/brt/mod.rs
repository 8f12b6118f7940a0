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
//! | k | share of the buses before that keep running in the city | |
//!
//! A new line, or the extension of one, has no buses before. Who walked and who would not have travelled has no fuel before: a
//! mode without, with the reason. The shares of all modes are 1.
//!
//! Source: the form of AMS-III.C (buses), AM0031 and ACM0016 (modes) of the CDM, of which titles and scope were read, not the
//! equations; here in the simple form, shares of passengers by the mode they would
//! have used. Load of taxis and of the remaining buses, congestion and rebound, which AM0031 adds, are not estimated.

mod form;
mod line;

pub use line::{Drawn, Ride, RideMeans, RideTrip, Ridership, TransitLine, VehicleRun};

use super::drive::{first_twice, twice};
use super::{Change, Measure, MeasureForm, MeasureSpec, Note, Served, ServiceUnit, Stage, exhaust};
use crate::error::{Errors, Result};
use crate::quantity::{Exact, Ratio};
use crate::taxonomy::Year;
use form::LINE;
use std::collections::BTreeSet;

/// Name, form and source of this measure.
pub const SPEC: MeasureSpec = MeasureSpec::new("brt", "measure.brt", "form of AMS-III.C, AM0031 and ACM0016 of the CDM", &[LINE])
    .at(Stage::Fuel)
    .following(&["AMS-III.C", "AM0031", "ACM0016"])
    .touching(&["II.1.1", "II.1.2", "II.1.3", "II.2.2", "II.2.3"])
    .monitoring(&[
        "trips and days of running of each line",
        "electricity at the charger",
        "passengers, and by a survey what they would have taken",
        "length of their trips",
    ])
    .counted_twice_with(&[
        "mode-shift: the passengers of a line are counted once",
        "fuel-switch: a car that becomes electric emits less when it is left at home",
    ]);

/// Electric buses and bus rapid transit.
#[derive(Clone, Copy, Debug, Default)]
pub struct BusRapidTransit;

impl Measure for BusRapidTransit {
    fn spec(&self) -> &'static MeasureSpec {
        &SPEC
    }

    fn change(&self, form: &MeasureForm<'_>) -> Result<Change, Errors> {
        Ok(brt(form.title, form.years, &form::lines(form)?)?)
    }
}

/// Electric buses and lines in some years: without them buses burn fuel, and passengers drawn go by other modes.
///
/// # Errors
/// Units that do not fit, shares outside 0 to 1, modes whose shares are not 1 together, two lines of one name.
pub fn brt(measure: &str, years: &BTreeSet<Year>, lines: &[TransitLine]) -> Result<Change> {
    let mut change = Change { measure: measure.to_owned(), years: years.clone(), ..Change::default() };
    for line in lines {
        line.check()?;
    }
    if let Some((_, name)) = first_twice(lines.iter().map(|line| line.name.as_str())) {
        return Err(twice(name));
    }
    // A figure for each passenger has a meaning only where all of them are counted.
    let counted: Option<Vec<(&TransitLine, &Ridership)>> =
        lines.iter().map(|line| line.ridership.as_ref().map(|ridership| (line, ridership))).collect();
    let zero = Ratio::from(Exact::ZERO);
    for year in years {
        let driven = lines.iter().try_fold(zero, |sum, line| sum.checked_add(line.driven("", *year)?.base_amount()?))?;
        change.served.push(Served::new(*year, ServiceUnit::BusDistance {}, driven));
        if let Some(counted) = &counted {
            let (mut passengers, mut distance) = (zero, zero);
            for (line, ridership) in counted {
                let carried = line.carried(ridership.passengers, *year)?;
                passengers = passengers.checked_add(carried)?;
                distance = distance.checked_add(carried.checked_mul(ridership.trip.amount.in_base()?)?)?;
            }
            change.served.push(Served::new(*year, ServiceUnit::Passengers {}, passengers));
            change.served.push(Served::new(*year, ServiceUnit::PassengerDistance {}, distance));
        }
        for line in lines {
            if !line.service.days_in(*year)?.is_zero() {
                line.changes(*year, &mut change)?;
            }
        }
    }
    change.notes = notes(lines, counted.is_some());
    Ok(change)
}

fn notes(lines: &[TransitLine], counted: bool) -> Vec<Note> {
    let any = |holds: fn(&TransitLine) -> bool| lines.iter().any(holds);
    let runs_on = any(|line| line.kept_running.is_some());
    let mut notes = vec![
        if runs_on { Note::BusesRunOn {} } else { Note::BusesGone {} },
        Note::BusesLeftOut {},
        Note::BusesScopes {},
        Note::GridDrawn {},
        Note::BusesDistance {},
    ];
    for line in lines {
        let name = || line.name.clone();
        notes.extend(line.implausible().map(|finding| Note::Check { line: name(), finding }));
        let rides = line.drawn.iter().flat_map(|drawn| &drawn.modes);
        notes.extend(rides.filter_map(|ride| match &ride.by {
            RideMeans::Nothing(reason) => Some(Note::NothingWithout {
                line: line.name.clone(),
                mode: ride.name.clone(),
                share: ride.share,
                reason: reason.clone(),
            }),
            RideMeans::Vehicle(_) => None,
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
    // A new line has no buses whose exhaust could be stated.
    let with_buses = lines.iter().filter(|line| line.fuel.is_some());
    let of_exhaust = exhaust::notes(with_buses.map(|line| (line.name.as_str(), line.exhaust.as_ref())), false);
    if !of_exhaust.is_empty() && any(|line| line.drawn.is_some()) {
        notes.push(Note::ExhaustOfModes {});
    }
    notes.extend(of_exhaust);
    notes
}
